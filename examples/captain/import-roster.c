/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A month of names and days: last month's as history, geng's own sheet after an evening in WPS as a
 * draft. */
#include <stdio.h>
#include <string.h>

#include "ask.h"
#include "import.h"
#include "official.h"

/* What is done with the month. */
typedef enum
{
  TARGET_RECORD,
  TARGET_DRAFT
} Target;

static void
print_faults (GengRosterSheet *sheet, const Options *options, const GError *error)
{
  g_autoptr (GPtrArray) faults = geng_roster_sheet_list_faults (sheet);

  if (options->json)
    answer_faults (faults, error->message);
  for (guint i = 0; i < faults->len; i++)
    {
      const GengFault *fault = g_ptr_array_index (faults, i);

      g_printerr ("%s %s\n", fault->file, fault->message);
    }
  say_failure (error);
  say_hint (_ ("Nothing was taken. Correct the cells above and take the file again."));
}

/* What was there before: the draft, else the record; none is no mistake. */
static gboolean
load_base (Desk *desk, GengRoster **base, gboolean *official)
{
  GDateYear year = g_date_get_year (&desk->first);
  GDateMonth month = g_date_get_month (&desk->first);
  g_autoptr (GengRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  *base = NULL;
  *official = FALSE;
  if (geng_store_has_record (desk->store, year, month))
    {
      *base = geng_store_load_record (desk->store, desk->station, year, month, &record, &error);
      *official = record != NULL && !geng_record_get_imported (record);
    }
  if (error == NULL && geng_store_has_draft (desk->store, year, month))
    {
      g_clear_object (base);
      *base = geng_store_load_draft (desk->store, desk->station, year, month, &error);
    }
  if (error != NULL)
    desk_print_faults (desk, error);
  return error == NULL;
}

/*
 * A month that geng has planned or published is being edited, any other is history.  No clock is
 * asked: what a file becomes must not depend on the day on which it is taken.
 */
static gboolean
choose_target (Desk *desk, const ImportWish *wish, gboolean official, Target *target)
{
  GDateYear year = g_date_get_year (&desk->first);
  GDateMonth month = g_date_get_month (&desk->first);

  if (wish->draft && wish->record)
    {
      say_error (_ ("--draft and --record exclude each other."));
      return FALSE;
    }
  *target = wish->draft || official || geng_store_has_draft (desk->store, year, month)
                ? TARGET_DRAFT
                : TARGET_RECORD;
  if (wish->record && *target == TARGET_DRAFT && !wish->draft)
    {
      say_error (official ? _ ("%04d-%02d is official; a file cannot replace its record.")
                          : _ ("%04d-%02d has a draft. Remove drafts/%04d-%02d.csv first."),
                 year, month, year, month);
      return FALSE;
    }
  return TRUE;
}

/* Whether a shift after midnight stands under the date of that morning: told, known, or asked. */
static gboolean
choose_dawn (GengRosterSheet *sheet, const ImportWish *wish)
{
  g_autofree char *answer = NULL;
  const char *dawn = wish->dawn;

  if (dawn == NULL && (geng_roster_sheet_get_own (sheet) || !geng_roster_sheet_has_dawn (sheet)))
    return TRUE;
  if (dawn == NULL && ask_possible ())
    {
      g_print (
          "%s\n",
          _ ("A shift that begins after midnight, written on the 5th: which morning is meant?"));
      g_print ("  1  %s\n  2  %s\n", _ ("the morning of the 5th, before the day shift (before)"),
               _ ("the morning of the 6th, after the night shift of the 5th (same)"));
      answer = ask_text (_ ("1 or 2:"), "1");
      dawn = answer == NULL              ? NULL
             : g_str_equal (answer, "1") ? "before"
             : g_str_equal (answer, "2") ? "same"
                                         : answer;
    }
  if (dawn != NULL && (g_str_equal (dawn, "before") || g_str_equal (dawn, "当天")))
    geng_roster_sheet_set_dawn_before (sheet, TRUE);
  else if (dawn == NULL || (!g_str_equal (dawn, "same") && !g_str_equal (dawn, "勤务日")))
    {
      say_error (
          _ ("Shifts that begin after midnight: do they stand under the date of that morning, "
             "or under the evening before?"));
      say_hint (_ ("Say so: geng import %s --dawn before (the date of that morning) or --dawn same "
                   "(the duty day, as geng writes it)"),
                wish->typed);
      return FALSE;
    }
  return TRUE;
}

/* Who is in an old roster and not in members.csv has left: history needs him all the same. */
static gboolean
add_former (Desk *desk, char **strangers, GError **error)
{
  guint n = 0;

  for (guint i = 0; strangers[i] != NULL; i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GengMember) member = NULL;

      do
        {
          g_free (id);
          /* Translators: begins the ids of members who have left; letters and - alone */
          id = g_strdup_printf ("%s%02u", _ ("former-"), ++n);
        }
      while (geng_station_lookup_member (desk->station, id) != NULL);
      member = geng_member_new (id, strangers[i]);
      geng_member_set_until (member, &desk->last);
      if (!geng_station_add_member (desk->station, member, error))
        return FALSE;
    }
  return TRUE;
}

/* 假 in a cell is leave that the tables do not know yet; the file is its source, so that taking it
 * again replaces it.  Of who has left it is of no use. */
static GPtrArray *
list_leave (GengRosterSheet *sheet, char **strangers, const char *file)
{
  g_autoptr (GPtrArray) all = geng_roster_sheet_list_leave (sheet);
  GPtrArray *leave = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    {
      GengRequest *request = g_ptr_array_index (all, i);
      const char *name = geng_entity_get_name (GENG_ENTITY (geng_request_get_member (request)));

      geng_request_set_source (request, file);
      if (!g_strv_contains ((const char *const *) strangers, name))
        g_ptr_array_add (leave, g_object_ref (request));
    }
  return leave;
}

static gboolean
add_leave (Desk *desk, GPtrArray *leave, GError **error)
{
  for (guint i = 0; i < leave->len; i++)
    if (!geng_station_add_request (desk->station, g_ptr_array_index (leave, i), error))
      return FALSE;
  return leave->len == 0 || geng_store_add_requests (desk->store, leave, error);
}

static gboolean
save (Desk *desk, Target target, GError **error)
{
  g_autoptr (GengRecord) record = NULL;

  if (target == TARGET_DRAFT)
    return geng_store_save_draft (desk->store, desk->roster, error);
  record = geng_record_new ();
  geng_record_set_imported (record, TRUE);
  return geng_store_save_record (desk->store, desk->roster, record, error);
}

static void
answer_json (Desk *desk,
             GengRosterSheet *sheet,
             GPtrArray *leave,
             Target target,
             char **strangers,
             GengRoster *base,
             guint n_served)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (desk->roster);
  g_autofree char *month = g_strdup_printf ("%04d-%02d", g_date_get_year (&desk->first),
                                            g_date_get_month (&desk->first));

  json_builder_begin_object (builder);
  add_text (builder, "as", "roster");
  add_text (builder, "month", month);
  add_text (builder, "to", target == TARGET_DRAFT ? "draft" : "record");
  add_number (builder, "duties", duties->len);
  add_number (builder, "leave", leave->len);
  add_number (builder, "former", g_strv_length (strangers));
  add_number (builder, "left-out", geng_roster_sheet_get_n_left_out (sheet));
  add_number (builder, "guessed", geng_roster_sheet_get_n_guessed (sheet));
  add_number (builder, "kept", n_served);
  if (base != NULL)
    add_changes (desk, base, builder);
  add_verdict (desk, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

/* What happened to single cells, a line each. */
static void
print_notes (GengRosterSheet *sheet, GPtrArray *leave, char **strangers)
{
  g_autofree char *names = g_strjoinv (_ (", "), strangers);
  guint left_out = geng_roster_sheet_get_n_left_out (sheet);
  guint second = geng_roster_sheet_get_n_second (sheet);
  guint guessed = geng_roster_sheet_get_n_guessed (sheet);

  if (strangers[0] != NULL)
    g_print (_ ("Not in members.csv, added as former members: %s.\n"), names);
  if (leave->len > 0)
    g_print (ngettext ("%u absence was added to leave.csv.\n",
                       "%u absences were added to leave.csv.\n", leave->len),
             leave->len);
  if (left_out > second)
    g_print (_ ("Left out: %u duties of the first dawn, which belongs to the month before.\n"),
             left_out - second);
  if (second > 0)
    g_print (_ ("Left out: %u duties, a second one on one duty day, like the dawn after the night. "
                "With a shift that lasts until the morning in station.ini, such as [shift "
                "overnight] start = 18:00, end = 08:00, they are one duty.\n"),
             second);
  if (guessed > 0)
    g_print (_ ("For %u duties the sheet names no post; the first that asks for the shift was "
                "taken.\n"),
             guessed);
}

static void
print_answer (Desk *desk,
              GengRosterSheet *sheet,
              GPtrArray *leave,
              const char *file,
              Target target,
              char **strangers,
              GengRoster *base,
              guint n_served)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (desk->roster);
  const GengScore *score = geng_judgement_get_score (desk->judgement);
  int year = g_date_get_year (&desk->first), month = g_date_get_month (&desk->first);

  g_print (ngettext ("%s: taken for the roster of %04d-%02d, with %u duty.\n",
                     "%s: taken for the roster of %04d-%02d, with %u duties.\n", duties->len),
           file, year, month, duties->len);
  print_notes (sheet, leave, strangers);
  if (n_served > 0)
    g_print (
        ngettext ("%u duty is served and stays as it was; how it went is for the journal: geng "
                  "journal\n",
                  "%u duties are served and stay as they were; how they went is for the "
                  "journal: geng journal\n",
                  n_served),
        n_served);
  if (base != NULL)
    print_changes (desk, base);
  if (target == TARGET_DRAFT)
    {
      print_verdict (desk);
      g_print (_ ("The draft is drafts/%04d-%02d.csv. Look at it with: geng show %04d-%02d\n"),
               year, month, year, month);
      return;
    }
  if (score->broken > 0)
    g_print (_ ("By the rules of today it breaks %d; as the past it stays as it was.\n"),
             (int) score->broken);
  g_print (_ ("Kept as rosters/%04d-%02d.csv, as history alone: no calendar shows it.\n"), year,
           month);
}

/* What is served no file changes.  FALSE after a message. */
static gboolean
keep_served (Desk *desk, guint *n)
{
  g_auto (Official) official = { 0 };
  g_autoptr (GError) error = NULL;

  if (!official_load (&official, desk, NULL))
    return FALSE;
  if (official_restore (&official, desk->roster, n, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

static Status
finish (Desk *desk,
        GengRosterSheet *sheet,
        const char *file,
        Target target,
        char **strangers,
        GengRoster *base,
        const Options *options)
{
  g_autofree char *month = g_strdup_printf ("%04d-%02d", g_date_get_year (&desk->first),
                                            g_date_get_month (&desk->first));
  g_autoptr (GPtrArray) leave = list_leave (sheet, strangers, file);
  g_autoptr (GError) error = NULL;
  guint n_served = 0;

  if (target == TARGET_DRAFT && !keep_served (desk, &n_served))
    return STATUS_BAD;

  /* All of it counts at once, or nothing. */
  if (!geng_store_begin (desk->store, &error)
      || (strangers[0] != NULL && !geng_store_save_people (desk->store, desk->station, &error))
      || !add_leave (desk, leave, &error) || !save (desk, target, &error)
      || !geng_store_commit (desk->store, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (!desk_load (desk, month))
    return STATUS_BAD;
  if (options->json)
    answer_json (desk, sheet, leave, target, strangers, base, n_served);
  else
    print_answer (desk, sheet, leave, file, target, strangers, base, n_served);
  return target == TARGET_DRAFT ? desk_status (desk) : STATUS_FINE;
}

static gboolean
set_month (const ImportWish *wish, GDateYear *year, GDateMonth *month)
{
  Desk chosen = { 0 };

  *year = 0;
  *month = 0;
  if (wish->month == NULL)
    return TRUE;
  if (!desk_set_month (&chosen, wish->month))
    return FALSE;
  *year = g_date_get_year (&chosen.first);
  *month = g_date_get_month (&chosen.first);
  return TRUE;
}

static void
say_which_month (const GError *error, const ImportWish *wish)
{
  say_failure (error);
  if (g_error_matches (error, GENG_ERROR, GENG_ERROR_PERIOD))
    say_hint (_ ("Say of which month it is: geng import %s --month 2026-11"), wish->typed);
}

Status
import_roster (Desk *desk, const ImportWish *wish, GengWorksheet *table, const Options *options)
{
  const char *file = geng_worksheet_get_file (table);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengRosterSheet) sheet = NULL;
  g_autoptr (GengRoster) base = NULL;
  g_auto (GStrv) strangers = NULL;
  Target target = TARGET_RECORD;
  gboolean official = FALSE;
  GDateYear year;
  GDateMonth month;
  g_autofree char *text = NULL;

  if (!set_month (wish, &year, &month))
    return STATUS_BAD;
  sheet = geng_roster_sheet_new (desk->station, table, year, month, &error);
  if (sheet == NULL)
    {
      say_which_month (error, wish);
      return STATUS_BAD;
    }
  text = g_strdup_printf ("%04d-%02d", g_date_get_year (geng_roster_sheet_get_first (sheet)),
                          g_date_get_month (geng_roster_sheet_get_first (sheet)));
  if (!desk_set_month (desk, text) || !load_base (desk, &base, &official)
      || !choose_target (desk, wish, official, &target) || !choose_dawn (sheet, wish))
    return STATUS_BAD;
  strangers
      = target == TARGET_RECORD ? geng_roster_sheet_list_strangers (sheet) : g_new0 (char *, 1);
  /* Nothing is written before all cells are read. */
  if (!add_former (desk, strangers, &error)
      || (desk->roster = geng_roster_sheet_take (sheet, base, target == TARGET_RECORD, &error))
             == NULL)
    {
      print_faults (sheet, options, error);
      return STATUS_BAD;
    }
  return finish (desk, sheet, file, target, strangers, base, options);
}
