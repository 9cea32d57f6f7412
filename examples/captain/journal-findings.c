/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng journal find, settle, inspect and show: what patrols found, and what is confirmed. */

#include <stdio.h>
#include <string.h>

#include "book.h"

static const char *
text_or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

static const char *
name_of (gpointer entity)
{
  return entity != NULL ? geng_entity_get_name (entity) : "";
}

/* "2026-12-10", "7天" or "7d": a date, or so many days after @from. */
static gboolean
parse_due (Desk *desk, const char *text, const GDate *from, GDate *due)
{
  int days = 0, end = 0;

  g_date_clear (due, 1);
  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%4d%n", &days, &end) == 1 && days >= 0
      && (g_str_equal (text + end, "天") || g_str_equal (text + end, "日")
          || g_str_equal (text + end, "d")))
    {
      *due = *from;
      g_date_add_days (due, days);
      return TRUE;
    }
  return desk_parse_date (desk, text, due);
}

static const GDate *
valid (const GDate *date)
{
  return g_date_valid (date) ? date : NULL;
}

static gboolean
load_month (Book *self, const GDate *day)
{
  self->first = self->last = *day;
  return book_load (self, day, day);
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

  if (!parse_due (&self->desk, said->due, &self->first, &due))
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
  g_print (_ ("Entered as %s.\n"), id);
  return STATUS_FINE;
}

Status
run_journal_find (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  const GOptionEntry own[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &said.to, N_ ("The department it is passed on to"),
      N_ ("NAME") },
    { "due", 0, 0, G_OPTION_ARG_STRING, &said.due, N_ ("When it should be settled: a date, or 7d"),
      N_ ("DATE") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &said.place, N_ ("The spot or the firm"), N_ ("TEXT") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &said.reporter, N_ ("Who reported it"), N_ ("NAME") },
    { "now", 0, 0, G_OPTION_ARG_STRING, &said.now, N_ ("As if it were that moment"), N_ ("TIME") },
    { NULL }
  };
  GDate today;

  if (!options_parse (&options, "journal find", _ ("POST KIND TEXT"),
                      _ ("Enters something that a patrol found (问题台账)."), own, argc, argv))
    return STATUS_BAD;
  if (options_take (&options, 2) == NULL || options_take (&options, 3) != NULL)
    {
      say_error (_ ("Write it like: geng journal find %s %s %s"), _ ("POST"), _ ("KIND"),
                 _ ("“what was found”"));
      return STATUS_BAD;
    }
  said.post = g_strdup (options_take (&options, 0));
  if (!book_open (&book, &options, &said, DESK_WRITE))
    return STATUS_BAD;
  geng_station_duty_date (book.desk.station, book.now, &today);
  return load_month (&book, &today) ? find (&book, &options, &said) : STATUS_BAD;
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
  const GOptionEntry own[] = { { "now", 0, 0, G_OPTION_ARG_STRING, &said.now,
                                 N_ ("As if it were that moment"), N_ ("TIME") },
                               { NULL } };
  GDate month, today;

  if (!options_parse (&options, "journal settle", _ ("NUMBER [RESULT]"),
                      _ ("Settles a finding (办结)."), own, argc, argv)
      || !month_of_number (options_take (&options, 0), &month)
      || !book_open (&book, &options, &said, DESK_WRITE) || !load_month (&book, &month))
    return STATUS_BAD;
  geng_station_duty_date (book.desk.station, book.now, &today);
  if (geng_journal_settle_finding (book.journal, options_take (&options, 0), &today,
                                   options_take (&options, 1), &error)
      == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (!book_save (&book, &book.first, &book.last, FALSE))
    return STATUS_BAD;
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

static Status
inspect (Book *self, const Options *options, const Said *said)
{
  g_autoptr (GengInspection) row = NULL;
  g_autoptr (GError) error = NULL;
  GengInspectionResult result;
  GDate recheck;

  if (!parse_result (options->rest[1], &result)
      || !parse_due (&self->desk, said->recheck, &self->first, &recheck))
    return STATUS_BAD;
  row = g_object_new (GENG_TYPE_INSPECTION, "date", &self->first, "campaign", said->campaign,
                      "post", self->post, "premises", options->rest[0], "inspector", said->by,
                      "result", result, "notice", said->notice, "recheck", valid (&recheck), NULL);
  if (!geng_journal_add_inspection (self->journal, row, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (!book_save (self, &self->first, &self->last, FALSE))
    return STATUS_BAD;
  g_print (_ ("Entered.\n"));
  return STATUS_FINE;
}

Status
run_journal_inspect (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  const GOptionEntry own[] = {
    { "campaign", 0, 0, G_OPTION_ARG_STRING, &said.campaign, N_ ("The campaign"), N_ ("NAME") },
    { "post", 0, 0, G_OPTION_ARG_STRING, &said.post, N_ ("The grid or post"), N_ ("POST") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &said.by, N_ ("Who looked"), N_ ("NAME") },
    { "notice", 0, 0, G_OPTION_ARG_STRING, &said.notice,
      N_ ("The number of the notice to put things right"), N_ ("NUMBER") },
    { "recheck", 0, 0, G_OPTION_ARG_STRING, &said.recheck,
      N_ ("When somebody looks again: a date, or 7d"), N_ ("DATE") },
    { "now", 0, 0, G_OPTION_ARG_STRING, &said.now, N_ ("As if it were that moment"), N_ ("TIME") },
    { NULL }
  };
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
  return load_month (&book, &today) ? inspect (&book, &options, &said) : STATUS_BAD;
}

/* -- show -- */

static void
print_row (GengAttendance *row)
{
  static const char *const kinds[]
      = { N_ ("served"), N_ ("absent"), N_ ("stood in for"), N_ ("called out"), N_ ("sent out") };
  int start = geng_attendance_get_start_minute (row), end = geng_attendance_get_end_minute (row);
  GengMember *whose = geng_attendance_get_stands_in_for (row);

  g_print (" %s %s", name_of (geng_attendance_get_member (row)),
           _ (kinds[geng_attendance_get_kind (row)]));
  if (whose != NULL)
    g_print (" %s", name_of (whose));
  if (start >= 0)
    g_print (" %02d:%02d–%02d:%02d", start / 60 % 24, start % 60, end / 60 % 24, end % 60);
  g_print ("\n");
}

/* A row that is just what the roster promised says nothing new. */
static gboolean
is_plain (GengAttendance *row)
{
  GengShift *shift = geng_attendance_get_shift (row);

  return geng_attendance_get_kind (row) == GENG_ATTENDANCE_KIND_SERVED && shift != NULL
         && geng_attendance_get_start_minute (row) == geng_shift_get_start_minute (shift)
         && geng_attendance_get_end_minute (row) == geng_shift_get_end_minute (shift);
}

static void
print_exceptions (GengJournal *journal)
{
  GListModel *rows = geng_journal_get_attendance (journal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);
      g_autofree char *day = desk_date_text (geng_attendance_get_date (row));

      if (is_plain (row))
        continue;
      g_print ("  %s", day);
      print_row (row);
    }
}

static void
print_findings (GengJournal *journal, const GDate *today)
{
  GListModel *rows = geng_journal_get_findings (journal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengPatrolFinding) row = g_list_model_get_item (rows, i);
      const GDate *due = geng_patrol_finding_get_due (row);
      g_autofree char *due_text = desk_date_text (due);

      if (geng_patrol_finding_get_settled (row) != NULL)
        continue;
      g_print ("  %s %s %s: %s", geng_patrol_finding_get_id (row),
               name_of (geng_patrol_finding_get_post (row)),
               text_or_nothing (geng_patrol_finding_get_kind (row)),
               text_or_nothing (geng_patrol_finding_get_text (row)));
      if (due != NULL && g_date_compare (due, today) < 0)
        g_print (_ (" (overdue since %s)"), due_text);
      else if (due != NULL)
        g_print (_ (" (by %s)"), due_text);
      g_print ("\n");
    }
}

static void
count_duties (Book *self, GengRoster *official, guint *n_over, guint *n_confirmed)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (official);

  *n_over = *n_confirmed = 0;
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      g_autoptr (GDateTime) end = geng_duty_get_end (duty, self->desk.station);

      if (geng_journal_is_confirmed (self->journal, duty))
        (*n_confirmed)++;
      if (g_date_time_compare (end, self->now) <= 0)
        (*n_over)++;
    }
}

Status
run_journal_show (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  g_autoptr (GengRoster) official = NULL;
  const GOptionEntry own[] = { { "now", 0, 0, G_OPTION_ARG_STRING, &said.now,
                                 N_ ("As if it were that moment"), N_ ("TIME") },
                               { NULL } };
  guint n_over, n_confirmed;
  GDate today;

  if (!options_parse (&options, "journal show", _ ("[MONTH]"),
                      _ ("Shows how much of a month is confirmed, what went otherwise than "
                         "planned, and the findings that are open."),
                      own, argc, argv)
      || !book_open (&book, &options, &said, DESK_READ))
    return STATUS_BAD;
  geng_station_duty_date (book.desk.station, book.now, &today);
  if (options_take (&options, 0) == NULL)
    book.desk.first = book.desk.last = today;
  else if (!desk_set_month (&book.desk, options_take (&options, 0)))
    return STATUS_BAD;
  if (!book_load (&book, &book.desk.first, &book.desk.last))
    return STATUS_BAD;
  official = book_load_official (&book, &book.desk.first, &book.desk.last);
  if (official == NULL)
    return STATUS_BAD;
  count_duties (&book, official, &n_over, &n_confirmed);
  g_print (_ ("%u of %u duties that are over are confirmed.\n"), n_confirmed, n_over);
  print_exceptions (book.journal);
  print_findings (book.journal, &today);
  return STATUS_FINE;
}
