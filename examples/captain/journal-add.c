/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Rows of the journal that no duty promised: who was called out or sent out, what somebody pasted,
 * and whole tables from an office's workbook. */

#include <stdio.h>
#include <string.h>

#include "book.h"
#include "import.h"

static const char *
name_of (gpointer entity)
{
  return entity != NULL ? geng_entity_get_name (entity) : "";
}

static const struct
{
  GengAttendanceKind kind;
  const char *english, *chinese;
} kinds[] = {
  { GENG_ATTENDANCE_KIND_CALLED, "called", "备勤出动" },
  { GENG_ATTENDANCE_KIND_EXTRA, "extra", "临时加派" },
  { GENG_ATTENDANCE_KIND_SUBSTITUTE, "substitute", "顶班" },
};

static gboolean
find_kind (const char *word, GengAttendanceKind *kind)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (word, kinds[i].english) || g_str_equal (word, kinds[i].chinese))
      {
        *kind = kinds[i].kind;
        return TRUE;
      }
  say_error (
      _ ("“%s” is no kind of service; write called (备勤出动), extra (临时加派) or substitute "
         "(顶班)."),
      word != NULL ? word : "");
  return FALSE;
}

/* A time of the clock as a minute of the duty day, after @after. */
static gboolean
take_clock (Book *self, const char *text, int after, int *minute)
{
  guint hours, minutes;
  int end = 0;

  if (sscanf (text, "%2u:%2u%n", &hours, &minutes, &end) != 2 || text[end] != '\0' || hours > 24
      || minutes > 59)
    {
      say_error (_ ("“%s” is no stretch of time; write it as 22:00..02:00."), text);
      return FALSE;
    }
  *minute = geng_station_minute (self->desk.station, (int) (hours * 60 + minutes));
  if (*minute <= after)
    *minute += GENG_DAY_MINUTES;
  return TRUE;
}

/* "22:00..02:00", "22:00-02:00" */
static gboolean
take_times (Book *self, const char *text, int *start, int *end)
{
  g_auto (GStrv) halves = g_strsplit (text, strstr (text, "..") != NULL ? ".." : "-", 2);

  if (halves[0] == NULL || halves[1] == NULL)
    {
      say_error (_ ("“%s” is no stretch of time; write it as 22:00..02:00."), text);
      return FALSE;
    }
  return take_clock (self, halves[0], -1, start) && take_clock (self, halves[1], *start, end);
}

/* Where @whose has no duty of which the stretch is a part, nobody can stand in for him: says which
 * he has. */
static gboolean
check_replaced (Book *self, GengMember *whose, const char *day, int start, int end)
{
  g_autoptr (GengRoster) official = book_load_official (self, &self->first, &self->first);
  g_autoptr (GPtrArray) duties
      = official != NULL ? geng_roster_list_date (official, &self->first) : NULL;
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; duties != NULL && i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      GengShift *shift = geng_duty_get_shift (duty);
      int from = geng_shift_get_start_minute (shift), to = geng_shift_get_end_minute (shift);

      if (geng_duty_get_member (duty) != whose)
        continue;
      if (start >= from && end <= to)
        return TRUE;
      g_string_append_printf (known, "%s%s %02d:%02d–%02d:%02d", known->len > 0 ? _ (", ") : "",
                              name_of (shift), from / 60 % 24, from % 60, to / 60 % 24, to % 60);
    }
  if (duties != NULL && known->len == 0)
    say_error (_ ("%s has no official duty on %s."), name_of (whose), day);
  else if (duties != NULL)
    say_error (_ ("%s has no duty at that time on %s in which somebody could stand in; there is: "
                  "%s."),
               name_of (whose), day, known->str);
  return FALSE;
}

static Status
add (Book *self, const Options *options, GengAttendanceKind kind, const Said *said)
{
  GengMember *member = desk_find_member (&self->desk, options->rest[1]), *whose = NULL;
  g_autoptr (GengAttendance) row = NULL;
  g_autoptr (GError) error = NULL;
  int start, end;

  if (member == NULL || !take_times (self, options->rest[3], &start, &end))
    return STATUS_BAD;
  if (said->whose != NULL && (whose = desk_find_member (&self->desk, said->whose)) == NULL)
    return STATUS_BAD;
  if (whose != NULL && !check_replaced (self, whose, options->rest[2], start, end))
    return STATUS_BAD;
  row = g_object_new (GENG_TYPE_ATTENDANCE, "member", member, "date", &self->first, "post",
                      self->post, "kind", kind, "start-minute", start, "end-minute", end,
                      "stands-in-for", whose, "confirmed-by", said->by, "confirmed-at",
                      g_date_time_to_unix (self->now), "note", said->note, NULL);
  if (!geng_journal_add_attendance (self->journal, row, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (!book_save (self, &self->first, &self->first, FALSE))
    return STATUS_BAD;
  if (self->desk.json)
    book_answer (self, "added", 1);
  else
    g_print (_ ("Entered: %s, %s.\n"), name_of (member), options->rest[3]);
  return STATUS_FINE;
}

Status
run_journal_add (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  const GOptionEntry own[]
      = { { "by", 0, 0, G_OPTION_ARG_STRING, &said.by, N_ ("Who confirms it"), N_ ("NAME") },
          { "for", 0, 0, G_OPTION_ARG_STRING, &said.whose, N_ ("Whose duty it was"), N_ ("NAME") },
          { "post", 0, 0, G_OPTION_ARG_STRING, &said.post, N_ ("The grid or post"), N_ ("POST") },
          { "note", 0, 0, G_OPTION_ARG_STRING, &said.note, N_ ("What else is worth knowing"),
            N_ ("TEXT") },
          BOOK_NOW (said),
          { NULL } };
  GengAttendanceKind kind;

  if (!options_parse (
          &options, "journal add", _ ("KIND NAME DATE FROM..TO"),
          _ ("Enters service that no duty promised: called (备勤出动), extra (临时加派) "
             "or substitute (顶班), which needs --for."),
          own, argc, argv))
    return STATUS_BAD;
  if (options_take (&options, 3) == NULL || options_take (&options, 4) != NULL)
    {
      say_error (_ ("Write it like: geng journal add %s %s 2026-11-12 22:00..02:00"), "备勤出动",
                 _ ("NAME"));
      return STATUS_BAD;
    }
  if (!find_kind (options_take (&options, 0), &kind))
    return STATUS_BAD;
  if (said.by == NULL)
    {
      say_error (_ ("Say who confirms it: --by NAME."));
      return STATUS_BAD;
    }
  if (!book_open (&book, &options, &said, DESK_WRITE)
      || !desk_parse_date (&book.desk, options_take (&options, 2), &book.first)
      || !book_load (&book, &book.first, &book.first))
    return STATUS_BAD;
  return add (&book, &options, kind, &said);
}

/* -- what somebody pasted -- */

/* The longest name of a post that the line begins with. */
static GengPost *
take_post (GengStation *station, char **line)
{
  GListModel *posts = geng_station_get_posts (station);
  GengPost *best = NULL;
  gsize longest = 0;

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengEntity) post = g_list_model_get_item (posts, i);
      const char *names[] = { geng_entity_get_name (post), geng_entity_get_id (post) };

      for (guint n = 0; n < G_N_ELEMENTS (names); n++)
        if (names[n] != NULL && strlen (names[n]) > longest && g_str_has_prefix (*line, names[n]))
          {
            best = GENG_POST (post);
            longest = strlen (names[n]);
          }
    }
  *line += longest;
  return best;
}

/* "村区网格 治安 路灯不亮 转城管 限7天": POST KIND TEXT, then where it goes and by when. */
static GengPatrolFinding *
draft_finding (Book *self, GengJournal *journal, const char *pasted, const char *reporter)
{
  g_autofree char *copy = g_strdup (pasted), *id = NULL;
  char *rest = copy;
  GengPost *post = take_post (self->desk.station, &rest);
  g_auto (GStrv) words = NULL;
  const char *kind = NULL, *text = NULL, *to = NULL, *due_text = NULL;
  GDate due;

  g_date_clear (&due, 1);
  words = g_strsplit_set (g_strstrip (rest), " \t", -1);
  for (guint i = 0; post != NULL && words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        continue;
      if (kind == NULL)
        kind = words[i];
      else if (g_str_has_prefix (words[i], "转"))
        to = words[i] + strlen ("转");
      else if (g_str_has_prefix (words[i], "限"))
        due_text = words[i] + strlen ("限");
      else if (text == NULL)
        text = words[i];
      else
        return NULL;
    }
  if (text == NULL || !book_is_kind (post, kind)
      || (due_text != NULL && !book_parse_due (self, due_text, &due)))
    return NULL;
  id = geng_journal_next_finding_id (journal, &self->first);
  return g_object_new (GENG_TYPE_PATROL_FINDING, "id", id, "date", &self->first, "post", post,
                       "kind", kind, "text", text, "department", to, "due",
                       g_date_valid (&due) ? &due : NULL, "reporter", reporter, NULL);
}

char *
book_read_pasted (void)
{
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0 && text->len < BOOK_MOST_PASTED)
    g_string_append_len (text, buffer, (gssize) n);
  if (!g_utf8_validate (text->str, (gssize) text->len, NULL))
    g_string_truncate (text, 0);
  return g_string_free (text, FALSE);
}

/* Each line is shown as the row that it would be; none is written where one is not understood. */
Status
book_take_pasted (Book *self, const Said *said)
{
  g_autofree char *pasted = book_read_pasted ();
  g_auto (GStrv) lines = g_strsplit (pasted, "\n", -1);
  guint n_bad = 0, n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GengPatrolFinding) row = NULL;
      g_autoptr (GError) error = NULL;

      if (g_strstrip (lines[i])[0] == '\0')
        continue;
      row = draft_finding (self, self->journal, lines[i], said->reporter);
      if (row != NULL && !geng_journal_add_finding (self->journal, row, &error))
        {
          say_error (_ ("line %u: %s"), i + 1, error->message);
          n_bad++;
          continue;
        }
      if (row == NULL)
        {
          say_error (_ ("line %u: it should be POST KIND TEXT, then 转 and a department, 限 and a "
                        "date or so many days: 村区网格 治安 路灯不亮 转城管 限7天"),
                     i + 1);
          n_bad++;
          continue;
        }
      n++;
      g_print ("  %s %s %s %s\n", geng_patrol_finding_get_id (row),
               name_of (geng_patrol_finding_get_post (row)), geng_patrol_finding_get_kind (row),
               geng_patrol_finding_get_text (row));
    }
  if (n_bad > 0 || n == 0)
    {
      say_hint (_ ("Nothing was entered."));
      return STATUS_BAD;
    }
  if (!said->yes)
    {
      say_hint (_ ("These are drafts; enter them with the same command and --yes."));
      return STATUS_FINE;
    }
  if (!book_save (self, &self->first, &self->last, FALSE))
    return STATUS_BAD;
  g_print (ngettext ("Entered: %u finding.\n", "Entered: %u findings.\n", n), n);
  return STATUS_FINE;
}

/* -- tables of an office -- */

/* Duties of the sheet's days that are over and of which nobody said how they went: lines that
 * nobody filled in, or that the sheet does not have. */
static guint
count_unconfirmed (Desk *desk,
                   GengRoster *official,
                   GengJournal *journal,
                   const GDate *first,
                   const GDate *last,
                   GDateTime *now)
{
  g_autoptr (GPtrArray) duties
      = official != NULL ? geng_roster_list_duties (official) : g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      g_autoptr (GDateTime) end = geng_duty_get_end (duty, desk->station);

      n += g_date_compare (geng_duty_get_date (duty), first) >= 0
           && g_date_compare (geng_duty_get_date (duty), last) <= 0
           && g_date_time_compare (end, now) <= 0 && geng_station_is_at_work (desk->station, duty)
           && !geng_journal_is_confirmed (journal, duty);
    }
  return n;
}

/* What a table was taken for: in a message, and in JSON and after --as. */
static const struct
{
  const char *text, *word;
} tables[] = {
  [GENG_JOURNAL_TABLE_ATTENDANCE] = { N_ ("an attendance sheet"), "attendance" },
  [GENG_JOURNAL_TABLE_FINDINGS] = { N_ ("a list of findings"), "findings" },
  [GENG_JOURNAL_TABLE_INSPECTIONS] = { N_ ("a list of checks"), "checks" },
};

static void
answer_import (const Options *options,
               const char *file,
               GengJournalTable table,
               int n,
               guint n_known,
               guint n_open)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!options->json)
    {
      g_print (_ ("%s: taken for %s.\n"), file, _ (tables[table].text));
      g_print (_ ("Rows taken: %d; there already: %u.\n"), n, n_known);
      if (n_open > 0)
        say_hint (ngettext ("Of these days %u duty is still not confirmed: geng journal show lists "
                            "it.",
                            "Of these days %u duties are still not confirmed: geng journal show "
                            "lists them.",
                            n_open),
                  n_open);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_text (builder, "as", tables[table].word);
  add_number (builder, "added", n);
  add_number (builder, "known", n_known);
  if (table == GENG_JOURNAL_TABLE_ATTENDANCE)
    add_number (builder, "unconfirmed", n_open);
  json_builder_end_object (builder);
  print_json (builder);
}

Status
import_journal (Desk *desk,
                const ImportWish *wish,
                GengJournalTable table,
                GengWorksheet *sheet,
                const Options *options)
{
  g_autoptr (GDateTime) now = desk_parse_instant (desk, NULL);
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GengRoster) official = NULL;
  g_autoptr (GError) error = NULL;
  GDate first, last;
  guint n_known = 0, n_open = 0;
  int n;

  if (!geng_journal_sheet_find_days (sheet, table, &first, &last))
    geng_station_duty_date (desk->station, now, &first), last = first;
  journal = geng_store_load_journal (desk->store, desk->station, &first, &last, &error);
  if (journal != NULL)
    official = geng_store_load_official (desk->store, desk->station, &first, &last, NULL, &error);
  if (error != NULL)
    {
      desk_print_faults (desk, error);
      return STATUS_BAD;
    }
  n = geng_journal_sheet_take (journal, table, sheet, official, wish->by, now, &n_known, &error);
  if (n >= 0 && !geng_store_save_journal (desk->store, journal, &first, &last, FALSE, &error))
    n = -1;
  if (n < 0)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (table == GENG_JOURNAL_TABLE_ATTENDANCE)
    n_open = count_unconfirmed (desk, official, journal, &first, &last, now);
  answer_import (options, geng_worksheet_get_file (sheet), table, n, n_known, n_open);
  return STATUS_FINE;
}
