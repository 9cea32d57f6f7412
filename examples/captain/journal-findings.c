/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng journal find, settle and inspect: what patrols found, and visits to firms. */

#include <stdio.h>
#include <string.h>

#include "book.h"
#include "kinds.h"
#include "office.h"

static const char *
text_or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

/* "2026-12-10", "7天" or "7d": a date, or so many days after the book's first. */
gboolean
book_parse_due (Book *self, const char *text, GDate *due)
{
  int days = 0, end = 0;

  g_date_clear (due, 1);
  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%4d%n", &days, &end) == 1 && days >= 0
      && (g_str_equal (text + end, "天") || g_str_equal (text + end, "日")
          || g_str_equal (text + end, "d")))
    {
      *due = self->first;
      g_date_add_days (due, days);
      return TRUE;
    }
  return desk_parse_date (&self->desk, text, due);
}

const char *const kinds_common[KINDS_N_COMMON][2]
    = { { "security", "治安" }, { "fire", "消防" }, { "dispute", "纠纷" }, { "other", "其他" } };

gboolean
book_is_kind (GengPost *post, const char *kind)
{
  const char *const *checklist = geng_post_get_checklist (post);

  for (guint i = 0; i < KINDS_N_COMMON; i++)
    if (g_str_equal (kind, kinds_common[i][0]) || g_str_equal (kind, kinds_common[i][1]))
      return TRUE;
  return checklist != NULL && g_strv_contains (checklist, kind);
}

/* Says which kinds there are at the post. */
static gboolean
check_kind (GengPost *post, const char *kind)
{
  const char *const *checklist = geng_post_get_checklist (post);
  g_autoptr (GString) known = g_string_new (NULL);

  if (book_is_kind (post, kind))
    return TRUE;
  for (guint i = 0; checklist != NULL && checklist[i] != NULL; i++)
    g_string_append_printf (known, "%s%s", checklist[i], _ (", "));
  for (guint i = 0; i < KINDS_N_COMMON; i++)
    g_string_append_printf (known, "%s%s (%s)", i > 0 ? _ (", ") : "", kinds_common[i][1],
                            kinds_common[i][0]);
  say_error (_ ("“%s” is no kind of finding at %s; there are: %s."), kind,
             geng_entity_get_name (GENG_ENTITY (post)), known->str);
  return FALSE;
}

static const GDate *
valid (const GDate *date)
{
  return g_date_valid (date) ? date : NULL;
}

static gboolean
open_month (Book *self, const GDate *day)
{
  self->first = self->last = *day;
  return book_load (self, day, day);
}

static void
answer_id (const char *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "id", id);
  json_builder_end_object (builder);
  print_json (builder);
}

/* -- find -- */

static Status
find (Book *self, const Options *options, const Said *said)
{
  char **rest = options->rest;
  g_autofree char *id = geng_journal_next_finding_id (self->journal, &self->first);
  g_autoptr (GengPatrolFinding) row = NULL;
  g_autoptr (GError) error = NULL;
  GDate due;

  if (!check_kind (self->post, rest[1]) || !book_parse_due (self, said->due, &due))
    return STATUS_BAD;
  row = g_object_new (GENG_TYPE_PATROL_FINDING, "id", id, "date", &self->first, "post", self->post,
                      "kind", rest[1], "text", rest[2], "place", said->place, "reporter",
                      said->reporter, "department", said->to, "due", valid (&due), NULL);
  if (!geng_journal_add_finding (self->journal, row, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (!book_save (self, &self->first, &self->last, FALSE))
    return STATUS_BAD;
  if (self->desk.json)
    answer_id (id);
  else
    g_print (_ ("Entered as %s.\n"), id);
  return STATUS_FINE;
}

Status
run_journal_find (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  const GOptionEntry own[]
      = { { "to", 0, 0, G_OPTION_ARG_STRING, &said.to, N_ ("The department it is passed on to"),
            N_ ("NAME") },
          { "due", 0, 0, G_OPTION_ARG_STRING, &said.due,
            N_ ("When it should be settled: a date, or 7d"), N_ ("DATE") },
          { "place", 0, 0, G_OPTION_ARG_STRING, &said.place, N_ ("The spot or the firm"),
            N_ ("TEXT") },
          { "yes", 'y', 0, G_OPTION_ARG_NONE, &said.yes, N_ ("Enter what was pasted"), NULL },
          { "by", 0, 0, G_OPTION_ARG_STRING, &said.reporter, N_ ("Who reported it"), N_ ("NAME") },
          BOOK_NOW (said),
          { NULL } };
  gboolean pasted;
  GDate today;

  if (!options_parse (
          &options, "journal find", _ ("POST KIND TEXT"),
          _ ("Enters something that a patrol found (问题台账).  With “-” in the place of "
             "POST it reads pasted lines and shows the rows that they would be; --yes "
             "enters them."),
          own, argc, argv))
    return STATUS_BAD;
  pasted = g_strcmp0 (options_take (&options, 0), "-") == 0;
  if (!pasted && (options_take (&options, 2) == NULL || options_take (&options, 3) != NULL))
    {
      say_error (_ ("Write it like: geng journal find %s %s %s"), _ ("POST"), _ ("KIND"),
                 _ ("“what was found”"));
      return STATUS_BAD;
    }
  said.post = pasted ? NULL : g_strdup (options_take (&options, 0));
  if (!book_open (&book, &options, &said, DESK_WRITE))
    return STATUS_BAD;
  geng_station_duty_date (book.desk.station, book.now, &today);
  if (!open_month (&book, &today))
    return STATUS_BAD;
  return pasted ? book_take_pasted (&book, &said) : find (&book, &options, &said);
}

/* -- settle -- */

/* A number begins with the month of its finding: "2026-11-007". */
static gboolean
month_of_number (const char *id, GDate *day)
{
  int year = 0, month = 0;

  if (id == NULL || sscanf (id, "%4d-%2d-", &year, &month) != 2 || year < 1 || month < 1
      || month > 12)
    {
      say_error (_ ("“%s” is no number of a finding; it looks like 2026-11-007."),
                 text_or_nothing (id));
      return FALSE;
    }
  g_date_clear (day, 1);
  g_date_set_dmy (day, 1, month, year);
  return TRUE;
}

Status
run_journal_settle (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  g_autoptr (GError) error = NULL;
  const GOptionEntry own[] = { BOOK_NOW (said), { NULL } };
  GDate month, today;

  if (!options_parse (&options, "journal settle", _ ("NUMBER [RESULT]"),
                      _ ("Settles a finding (办结)."), own, argc, argv)
      || !month_of_number (options_take (&options, 0), &month)
      || !book_open (&book, &options, &said, DESK_WRITE) || !open_month (&book, &month))
    return STATUS_BAD;
  geng_station_duty_date (book.desk.station, book.now, &today);
  if (geng_journal_settle_finding (book.journal, options_take (&options, 0), &today,
                                   options_take (&options, 1), &error)
      == NULL)
    {
      say_failure (error);
      if (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE))
        say_hint (_ ("Where that was wrong, take it back first: geng undo --journal takes back the "
                     "last step, geng log lists all."));
      return STATUS_BAD;
    }
  if (!book_save (&book, &book.first, &book.last, FALSE))
    return STATUS_BAD;
  if (options.json)
    answer_id (options_take (&options, 0));
  else
    g_print (_ ("Settled %s.\n"), options_take (&options, 0));
  return STATUS_FINE;
}

/* -- inspect -- */

static gboolean
parse_result (const char *text, GengInspectionResult *result)
{
  static const struct
  {
    const char *english, *chinese;
  } words[] = { { "passed", "合格" }, { "to-mend", "限期整改" }, { "closed", "停业" } };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (text, words[i].english) || g_str_equal (text, words[i].chinese))
      {
        *result = i;
        return TRUE;
      }
  say_error (_ ("“%s” is no result; write passed (合格), to-mend (限期整改) or closed (停业)."),
             text_or_nothing (text));
  return FALSE;
}

/* The finding may be of another month than the visit. */
static gboolean
check_number (Book *self, const char *id)
{
  g_autoptr (GengJournal) journal = NULL;
  GDate month;

  if (id == NULL)
    return TRUE;
  if (!month_of_number (id, &month))
    return FALSE;
  journal = desk_load_journal (&self->desk, &month, &month);
  if (journal != NULL && geng_journal_lookup_finding (journal, id) == NULL)
    say_error (_ ("There is no finding %s."), id);
  return journal != NULL && geng_journal_lookup_finding (journal, id) != NULL;
}

static Status
inspect (Book *self, const Options *options, const Said *said)
{
  g_autoptr (GengInspection) row = NULL;
  g_autoptr (GError) error = NULL;
  GengInspectionResult result;
  GDate recheck;

  if (!parse_result (options->rest[1], &result) || !book_parse_due (self, said->recheck, &recheck)
      || !check_number (self, said->finding))
    return STATUS_BAD;
  row = g_object_new (GENG_TYPE_INSPECTION, "date", &self->first, "campaign", said->campaign,
                      "post", self->post, "premises", options->rest[0], "inspector", said->by,
                      "result", result, "notice", said->notice, "recheck", valid (&recheck),
                      "finding", said->finding, NULL);
  if (!geng_journal_add_inspection (self->journal, row, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (!book_save (self, &self->first, &self->last, FALSE))
    return STATUS_BAD;
  if (self->desk.json)
    book_answer (self, "entered", 1);
  else
    g_print (_ ("Entered.\n"));
  return STATUS_FINE;
}

Status
run_journal_inspect (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  const GOptionEntry own[]
      = { { "campaign", 0, 0, G_OPTION_ARG_STRING, &said.campaign, N_ ("The campaign"),
            N_ ("NAME") },
          { "post", 0, 0, G_OPTION_ARG_STRING, &said.post, N_ ("The grid or post"), N_ ("POST") },
          { "by", 0, 0, G_OPTION_ARG_STRING, &said.by, N_ ("Who looked"), N_ ("NAME") },
          { "notice", 0, 0, G_OPTION_ARG_STRING, &said.notice,
            N_ ("The number of the notice to put things right"), N_ ("NUMBER") },
          { "finding", 0, 0, G_OPTION_ARG_STRING, &said.finding, N_ ("The finding that came of it"),
            N_ ("NUMBER") },
          { "recheck", 0, 0, G_OPTION_ARG_STRING, &said.recheck,
            N_ ("When somebody looks again: a date, or 7d"), N_ ("DATE") },
          BOOK_NOW (said),
          { NULL } };
  GDate today;

  if (!options_parse (&options, "journal inspect", _ ("PREMISES RESULT"),
                      _ ("Enters a visit to a firm (检查台账)."), own, argc, argv))
    return STATUS_BAD;
  if (options_take (&options, 1) == NULL)
    {
      say_error (_ ("Write it like: geng journal inspect %s passed"), _ ("PREMISES"));
      return STATUS_BAD;
    }
  if (!book_open (&book, &options, &said, DESK_WRITE))
    return STATUS_BAD;
  geng_station_duty_date (book.desk.station, book.now, &today);
  return open_month (&book, &today) ? inspect (&book, &options, &said) : STATUS_BAD;
}
