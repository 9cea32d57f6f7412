/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng report --month-end, --form and --meeting: what people sign and the meeting reads. */

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include "office.h"
#include "official.h"

/* Only the captain and the office may read what stands in office/. */
#define PRIVATE_FOLDER 0700
#define PRIVATE_FILE 0600
#define SHARED_FOLDER 0755
#define SHARED_FILE 0644
/* Months of the picture of shares, the reviewed one among them. */
#define PICTURE_MONTHS 3
#define WEEK_DAYS 7

/* -- writing -- */

static gboolean
write_file (const char *folder,
            const char *name,
            const char *ending,
            GBytes *bytes,
            gboolean internal)
{
  g_autofree char *base = g_strconcat (name, ending, NULL);
  g_autofree char *file = g_build_filename (folder, base, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_mkdir_with_parents (folder, internal ? PRIVATE_FOLDER : SHARED_FOLDER) < 0)
    say_error ("%s: %s", folder, g_strerror (errno));
  else if (!g_file_set_contents_full (file, data, size,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                      internal ? PRIVATE_FILE : SHARED_FILE, &error))
    say_failure (error);
  else
    {
      g_print (_ ("Wrote %s.\n"), file);
      return TRUE;
    }
  return FALSE;
}

gboolean
desk_write_document (Desk *desk, const char *name, GengDocument *document)
{
  return folder_write_document (geng_store_get_path (desk->store), name, document);
}

gboolean
folder_write_document (const char *root, const char *name, GengDocument *document)
{
  gboolean internal = geng_document_get_internal (document);
  g_autofree char *folder = g_build_filename (root, internal ? "office" : "pages", NULL);
  g_autofree char *html = geng_document_to_html (document);
  g_autoptr (GBytes) page = g_bytes_new (html, strlen (html));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) book = geng_document_to_xlsx (document, &error);

  if (!write_file (folder, name, ".html", page, internal))
    return FALSE;
  if (book != NULL)
    return write_file (folder, name, ".xlsx", book, internal);
  if (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID))
    say_hint ("%s", error->message);
  else
    say_failure (error);
  return g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID);
}

/* -- reading -- */

GengRoster *
desk_load_official (Desk *desk, const GDate *first, const GDate *last, gboolean *failed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengRoster) roster = NULL;
  guint n_months = 0;

  roster = geng_store_load_official (desk->store, desk->station, first, last, &n_months, &error);
  *failed = error != NULL;
  if (error != NULL)
    desk_print_faults (desk, error);
  return n_months > 0 ? g_steal_pointer (&roster) : NULL;
}

GengJournal *
desk_load_journal (Desk *desk, const GDate *first, const GDate *last)
{
  g_autoptr (GError) error = NULL;
  GengJournal *journal = geng_store_load_journal (desk->store, desk->station, first, last, &error);

  if (journal == NULL)
    desk_print_faults (desk, error);
  return journal;
}

void
desk_count_confirmed (Desk *desk,
                      GengRoster *official,
                      GengJournal *journal,
                      guint *n_confirmed,
                      guint *n_unconfirmed)
{
  g_autoptr (GPtrArray) duties
      = official != NULL ? geng_roster_list_duties (official) : g_ptr_array_new ();

  *n_confirmed = *n_unconfirmed = 0;
  for (guint i = 0; i < duties->len; i++)
    if (geng_station_is_at_work (desk->station, duties->pdata[i]))
      {
        if (geng_journal_is_confirmed (journal, duties->pdata[i]))
          (*n_confirmed)++;
        else
          (*n_unconfirmed)++;
      }
}

/* -- the month's end -- */

gboolean
desk_make_month_end (Desk *desk,
                     GengZone *zone,
                     guint index,
                     const char *language,
                     GengDocument **attendance,
                     GengDocument **pay)
{
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GengRoster) official = NULL;
  g_autoptr (GPtrArray) unread = NULL;
  g_autofree char *text = desk_month_text (&desk->first);
  gboolean failed = FALSE;
  GDate first;

  geng_report_pay_reach (desk->station, &desk->first, &first);
  official = desk_load_official (desk, &desk->first, &desk->last, &failed);
  journal = failed ? NULL : desk_load_journal (desk, &first, &desk->last);
  if (journal == NULL)
    return FALSE;
  if (official == NULL)
    {
      say_error (_ ("%s is not published, so nobody knows what was promised."), text);
      return FALSE;
    }
  /* Which of a zone's stations cannot be read, all of them say. */
  if (zone != NULL)
    unread = geng_zone_tell_served (zone, index, journal, &first, &desk->last);
  else
    {
      geng_store_tell_served (desk->store, journal, &first, &desk->last);
      desk_say_unread (desk);
    }
  *attendance = geng_report_attendance (desk->station, &desk->first, official, journal, language);
  *pay = geng_report_pay (desk->station, &desk->first, official, journal, language);
  return TRUE;
}

gboolean
folder_write_month_end (const char *root,
                        const GDate *month,
                        GengDocument *attendance,
                        GengDocument *pay)
{
  g_autofree char *text = desk_month_text (month);
  g_autofree char *attendance_name = g_strdup_printf ("attendance-%s", text);
  g_autofree char *pay_name = g_strdup_printf ("pay-%s", text);

  return folder_write_document (root, attendance_name, attendance)
         && folder_write_document (root, pay_name, pay);
}

Status
report_month_end (Desk *desk, const char *month, const char *language)
{
  g_autoptr (GengDocument) attendance = NULL;
  g_autoptr (GengDocument) pay = NULL;

  return desk_set_month (desk, month)
                 && desk_make_month_end (desk, NULL, 0, language, &attendance, &pay)
                 && folder_write_month_end (geng_store_get_path (desk->store), &desk->first,
                                            attendance, pay)
             ? STATUS_FINE
             : STATUS_BAD;
}

/* -- the meeting -- */

/* The month after the meeting: its draft, else the official one; judged.  A draft like what was
 * published is no draft any more. */
gboolean
desk_load_next (Desk *desk, const GDate *day, gboolean *official)
{
  GDateYear year = g_date_get_year (day);
  GDateMonth month = g_date_get_month (day);
  g_autofree char *text = desk_month_text (day);
  g_auto (Official) published = { 0 };

  *official = !geng_store_has_draft (desk->store, year, month);
  if (*official && !geng_store_has_record (desk->store, year, month))
    return TRUE;
  if (!desk_load (desk, text) || !official_load (&published, desk, NULL))
    return FALSE;
  *official
      = *official || (published.roster != NULL && same_duties (published.roster, desk->roster));
  return TRUE;
}

/* The months of the picture as they were served, up to the day before @end. */
static GengRoster *
load_picture (Desk *desk, const GDate *end)
{
  g_autoptr (GError) error = NULL;
  GengRoster *roster
      = geng_store_load_history (desk->store, desk->station, end, PICTURE_MONTHS, FALSE, &error);

  if (error != NULL)
    desk_print_faults (desk, error);
  return roster;
}

/* This month's set day; in a shorter month its last. */
static void
set_meeting_day (Desk *desk, GDate *date)
{
  int last = g_date_get_days_in_month (g_date_get_month (date), g_date_get_year (date));

  g_date_set_day (date, MIN (geng_station_get_meeting_day (desk->station), last));
}

static GDate
month_from (const GDate *date, int months)
{
  GDate first = *date;

  g_date_set_day (&first, 1);
  if (months > 0)
    g_date_add_months (&first, months);
  else
    g_date_subtract_months (&first, -months);
  return first;
}

GengAdvice *
desk_advise_next (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlanner) planner = NULL;
  GengAdvice *advice = NULL;

  if (desk->roster == NULL || geng_judgement_get_score (desk->judgement)->gaps == 0)
    return NULL;
  planner = geng_planner_new (desk->station, geng_roster_get_first (desk->roster),
                              geng_roster_get_last (desk->roster), &error);
  if (planner != NULL)
    {
      geng_planner_set_history (planner, desk->history);
      geng_planner_set_base (planner, desk->roster);
      advice = geng_planner_advise (planner, NULL, &error);
    }
  /* The document is none the worse for it. */
  if (advice == NULL)
    say_hint ("%s", error->message);
  return advice;
}

static Status
write_meeting (Desk *desk, const GDate *date, const char *language)
{
  GDate reviewed_month = month_from (date, -1), before = month_from (date, -2);
  GDate this_month = month_from (date, 0), next_month = month_from (date, 1);
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GengRoster) reviewed = NULL, picture = NULL;
  g_autoptr (GengDocument) document = NULL;
  g_autoptr (GengAdvice) advice = NULL;
  g_autofree char *day = desk_date_text (date), *name = g_strdup_printf ("meeting-%s", day);
  gboolean failed = FALSE, official = FALSE;

  reviewed = desk_load_official (desk, &reviewed_month, &reviewed_month, &failed);
  journal = failed ? NULL : desk_load_journal (desk, &before, date);
  if (journal == NULL || !desk_load_next (desk, &next_month, &official))
    return STATUS_BAD;
  picture = load_picture (desk, &this_month);
  advice = desk_advise_next (desk);
  document = geng_report_meeting (desk->station, date, reviewed, journal, picture, desk->roster,
                                  desk->judgement, official, advice, language);
  return desk_write_document (desk, name, document) ? STATUS_FINE : STATUS_BAD;
}

gboolean
desk_parse_meeting (Desk *desk, const char *text, GDate *date)
{
  g_autoptr (GDateTime) now = desk_parse_instant (desk, NULL);
  g_autofree char *day = NULL;

  if (text != NULL)
    return desk_parse_date (desk, text, date);
  geng_station_duty_date (desk->station, now, date);
  set_meeting_day (desk, date);
  day = desk_date_text (date);
  g_print (_ ("The meeting of %s.\n"), day);
  return TRUE;
}

Status
report_meeting (Desk *desk, const char *text, const char *language)
{
  GDate date;

  return desk_parse_meeting (desk, text, &date) ? write_meeting (desk, &date, language)
                                                : STATUS_BAD;
}

/* -- forms -- */

/* The sheet of leave is none of the library's GengForm: it needs no roster. */
#define FORM_LEAVE -1

static gboolean
find_form (const char *text, int *form)
{
  static const struct
  {
    const char *english, *chinese;
    int form;
  } words[] = {
    { "roster", "安排", GENG_FORM_ROSTER },
    { "roster", "值班安排", GENG_FORM_ROSTER },
    { "sign-in", "签到", GENG_FORM_SIGN_IN },
    { "patrol", "巡逻", GENG_FORM_PATROL },
    { "hand-over", "交接班", GENG_FORM_HAND_OVER },
    { "kit", "装备", GENG_FORM_KIT },
    { "leave", "请假", FORM_LEAVE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (text, words[i].english) || g_str_has_prefix (text, words[i].chinese))
      {
        *form = words[i].form;
        return TRUE;
      }
  say_error (
      _ ("“%s” is no form; there are roster (安排), sign-in (签到), patrol (巡逻), hand-over "
         "(交接班), kit (装备) and leave (请假)."),
      text);
  return FALSE;
}

/* Each month of the days has what @has looks for. */
static gboolean
each_month (Desk *desk,
            const GDate *first,
            const GDate *last,
            gboolean (*has) (GengStore *store, GDateYear year, GDateMonth month))
{
  for (GDate day = month_from (first, 0); g_date_compare (&day, last) <= 0;
       g_date_add_months (&day, 1))
    if (!has (desk->store, g_date_get_year (&day), g_date_get_month (&day)))
      return FALSE;
  return TRUE;
}

/* What was published of the days; else, within a month, its draft. */
static gboolean
load_days (Desk *desk, const GDate *first, const GDate *last, gboolean *official)
{
  GDate month = month_from (first, 0);
  g_autofree char *text = desk_month_text (first);
  g_autoptr (GError) error = NULL;
  gboolean failed;

  *official = each_month (desk, first, last, geng_store_has_record);
  if (!*official && g_date_get_month (first) != g_date_get_month (last))
    {
      say_error (_ ("Not every month of these days is published; print one month at a time."));
      return FALSE;
    }
  if (!*official)
    return desk_load (desk, text) && geng_kit_assign (desk->roster, desk->history, NULL);
  desk->roster = desk_load_official (desk, first, last, &failed);
  if (failed)
    return FALSE;
  desk->history = geng_store_load_history (desk->store, desk->station, &month, 0, TRUE, &error);
  if (error != NULL)
    desk_print_faults (desk, error);
  return error == NULL;
}

/* The year that the week belongs to has its Thursday. */
static int
iso_year (const GDate *monday)
{
  GDate thursday = *monday;

  g_date_add_days (&thursday, G_DATE_THURSDAY - G_DATE_MONDAY);
  return g_date_get_year (&thursday);
}

/* "2026-12" for a whole month, "2026-W50" for a week, "2026-12-10", "2026-12-10..2026-12-12": no
 * two stretches of days have the same, so no sheet is written over another. */
static char *
days_text (const GDate *first, const GDate *last)
{
  g_autofree char *from = desk_date_text (first), *to = desk_date_text (last);
  guint n_days = (guint) g_date_days_between (first, last) + 1;

  if (n_days == 1)
    return g_steal_pointer (&from);
  if (g_date_get_day (first) == 1 && g_date_is_last_of_month (last)
      && n_days == g_date_get_day (last))
    return desk_month_text (first);
  if (n_days == WEEK_DAYS && g_date_get_weekday (first) == G_DATE_MONDAY)
    return g_strdup_printf ("%04d-W%02u", iso_year (first),
                            g_date_get_iso8601_week_of_year (first));
  return g_strdup_printf ("%s..%s", from, to);
}

static Status
report_leave (Desk *desk,
              const GDate *first,
              const GDate *last,
              const char *who,
              const char *language)
{
  GengMember *member = who != NULL ? desk_find_member (desk, who) : NULL;
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GVariant) changes = NULL;
  g_autoptr (GengDocument) document = NULL;
  g_autofree char *days = days_text (first, last), *name = NULL;

  if (who != NULL && member == NULL)
    return STATUS_BAD;
  journal = desk_load_journal (desk, first, last);
  if (journal == NULL)
    return STATUS_BAD;
  changes = desk_list_changes (desk, first, last, language);
  document
      = geng_report_leave_form (desk->station, member, journal, changes, first, last, language);
  name = g_strdup_printf ("form-leave-%s%s%s", days, member != NULL ? "-" : "",
                          member != NULL ? geng_entity_get_id (GENG_ENTITY (member)) : "");
  return desk_write_document (desk, name, document) ? STATUS_FINE : STATUS_BAD;
}

Status
report_form (Desk *desk, const char *text, const char *days, const char *who, const char *language)
{
  g_autoptr (GEnumClass) forms = g_type_class_ref (GENG_TYPE_FORM);
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GengDocument) document = NULL;
  g_autofree char *name = NULL, *day = NULL;
  gboolean official;
  GDate first, last, before;
  int form;

  if (!find_form (text, &form) || !desk_parse_days (desk, days, &first, &last))
    return STATUS_BAD;
  if (form == FORM_LEAVE)
    return report_leave (desk, &first, &last, who, language);
  before = month_from (&first, -1);
  if (!load_days (desk, &first, &last, &official)
      || (journal = desk_load_journal (desk, &before, &last)) == NULL)
    return STATUS_BAD;
  document = geng_report_form (form, desk->roster, desk->history, journal, &first, &last, official,
                               language);
  day = days_text (&first, &last);
  name = g_strdup_printf ("form-%s-%s", g_enum_get_value (forms, form)->value_nick, day);
  return desk_write_document (desk, name, document) ? STATUS_FINE : STATUS_BAD;
}
