/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng report --month-end and --meeting: what the office signs and the meeting reads. */

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include "office.h"

/* The meeting is on the 20th of each month. */
#define MEETING_DAY 20
/* Only the captain and the office may read what stands in office/. */
#define PRIVATE_FOLDER 0700
#define PRIVATE_FILE 0600

/* pages/ may be posted on a wall; office/ may not. */
static gboolean
write_page (Desk *desk, const char *folder, const char *name, const char *text)
{
  gboolean private = g_str_equal (folder, "office");
  g_autofree char *path = g_build_filename (geng_store_get_path (desk->store), folder, NULL);
  g_autofree char *file = g_build_filename (path, name, NULL);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (path, private ? PRIVATE_FOLDER : 0755) < 0)
    say_error ("%s: %s", path, g_strerror (errno));
  else if (!g_file_set_contents_full (file, text, -1,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                      private ? PRIVATE_FILE : 0644, &error))
    say_failure (error);
  else
    {
      g_print (_ ("Wrote %s.\n"), file);
      return TRUE;
    }
  return FALSE;
}

/* The official roster of a month; NULL where it was not published, or after a message. */
static GengRoster *
load_month (Desk *desk, const GDate *day, gboolean *failed)
{
  GDateYear year = g_date_get_year (day);
  GDateMonth month = g_date_get_month (day);
  g_autoptr (GError) error = NULL;
  GengRoster *roster = NULL;

  if (geng_store_has_record (desk->store, year, month))
    roster = geng_store_load_record (desk->store, desk->station, year, month, NULL, &error);
  if (error != NULL)
    {
      desk_print_faults (desk, error);
      *failed = TRUE;
    }
  return roster;
}

static GengJournal *
load_journal (Desk *desk, const GDate *first, const GDate *last)
{
  g_autoptr (GError) error = NULL;
  GengJournal *journal = geng_store_load_journal (desk->store, desk->station, first, last, &error);

  if (journal == NULL)
    desk_print_faults (desk, error);
  return journal;
}

Status
report_month_end (Desk *desk, const char *month)
{
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GengRoster) official = NULL;
  g_autofree char *attendance = NULL, *pay = NULL, *attendance_name = NULL, *pay_name = NULL;
  gboolean failed = FALSE;
  GDate before;

  if (!desk_set_month (desk, month))
    return STATUS_BAD;
  before = desk->first;
  g_date_subtract_months (&before, 1);
  official = load_month (desk, &desk->first, &failed);
  journal = failed ? NULL : load_journal (desk, &before, &desk->last);
  if (journal == NULL)
    return STATUS_BAD;
  if (official == NULL)
    {
      say_error (_ ("%s is not published, so nobody knows what was promised."), month);
      return STATUS_BAD;
    }
  attendance = geng_report_attendance_html (desk->station, &desk->first, official, journal, NULL);
  pay = geng_report_pay_html (desk->station, &desk->first, official, journal, NULL);
  attendance_name = g_strdup_printf ("attendance-%s.html", month);
  pay_name = g_strdup_printf ("pay-%s.html", month);
  return write_page (desk, "pages", attendance_name, attendance)
                 && write_page (desk, "office", pay_name, pay)
             ? STATUS_FINE
             : STATUS_BAD;
}

/* The month after the meeting: official, else its draft; judged. */
static gboolean
load_next (Desk *desk, const GDate *day, gboolean *official)
{
  g_autofree char *month
      = g_strdup_printf ("%04d-%02d", g_date_get_year (day), g_date_get_month (day));
  gboolean failed = FALSE;

  *official = FALSE;
  if (!geng_store_has_record (desk->store, g_date_get_year (day), g_date_get_month (day))
      && !geng_store_has_draft (desk->store, g_date_get_year (day), g_date_get_month (day)))
    return TRUE;
  if (!geng_store_has_draft (desk->store, g_date_get_year (day), g_date_get_month (day)))
    {
      *official = TRUE;
      desk->roster = load_month (desk, day, &failed);
    }
  return !failed && desk_load (desk, month);
}

Status
report_meeting (Desk *desk, const char *text)
{
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GengRoster) reviewed = NULL;
  g_autoptr (GDateTime) now = desk_parse_instant (desk, NULL);
  g_autofree char *html = NULL, *name = NULL, *day = NULL;
  gboolean failed = FALSE, official = FALSE;
  GDate date, last_month, next_month, before;

  geng_station_duty_date (desk->station, now, &date);
  g_date_set_day (&date, MEETING_DAY);
  if (text != NULL && !desk_parse_date (desk, text, &date))
    return STATUS_BAD;
  last_month = next_month = date;
  g_date_set_day (&last_month, 1);
  g_date_set_day (&next_month, 1);
  g_date_subtract_months (&last_month, 1);
  g_date_add_months (&next_month, 1);
  before = last_month;
  g_date_subtract_months (&before, 1);
  reviewed = load_month (desk, &last_month, &failed);
  journal = failed ? NULL : load_journal (desk, &before, &date);
  if (journal == NULL || !load_next (desk, &next_month, &official))
    return STATUS_BAD;
  html = geng_report_meeting_html (desk->station, &date, reviewed, journal, desk->roster,
                                   desk->judgement, official, NULL);
  day = desk_date_text (&date);
  name = g_strdup_printf ("meeting-%s.html", day);
  return write_page (desk, "pages", name, html) ? STATUS_FINE : STATUS_BAD;
}

static gboolean
find_form (const char *text, GengForm *form)
{
  static const struct
  {
    const char *english, *chinese;
  } words[] = { { "roster", "安排" },
                { "sign-in", "签到" },
                { "patrol", "巡逻" },
                { "hand-over", "交接班" },
                { "kit", "装备" } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (text, words[i].english) || g_str_has_prefix (text, words[i].chinese))
      {
        *form = i;
        return TRUE;
      }
  say_error (
      _ ("“%s” is no form; there are roster (安排), sign-in (签到), patrol (巡逻), hand-over "
         "(交接班) and kit (装备)."),
      text);
  return FALSE;
}

/* "2026-12", "2026-12-03" or "2026-12-03..2026-12-05", within one month. */
static gboolean
parse_days (Desk *desk, const char *text, GDate *first, GDate *last)
{
  const char *dots = text != NULL ? strstr (text, "..") : NULL;
  g_autofree char *head = dots != NULL ? g_strndup (text, dots - text) : g_strdup (text);

  if (text == NULL || strlen (text) == strlen ("2026-12"))
    {
      if (!desk_set_month (desk, text))
        return FALSE;
      *first = desk->first;
      *last = desk->last;
      return TRUE;
    }
  if (!desk_parse_date (desk, head, first))
    return FALSE;
  *last = *first;
  return dots == NULL || desk_parse_date (desk, dots + 2, last);
}

Status
report_form (Desk *desk, const char *text, const char *days)
{
  g_autofree char *month = NULL, *html = NULL, *name = NULL, *day = NULL;
  g_autoptr (GEnumClass) forms = g_type_class_ref (GENG_TYPE_FORM);
  const char *nick;
  GDate first, last;
  GengForm form;

  if (!find_form (text, &form) || !parse_days (desk, days, &first, &last))
    return STATUS_BAD;
  month = g_strdup_printf ("%04d-%02d", g_date_get_year (&first), g_date_get_month (&first));
  if (!desk_load (desk, month))
    return STATUS_BAD;
  nick = g_enum_get_value (forms, form)->value_nick;
  html = geng_report_form_html (form, desk->roster, &first, &last, NULL);
  day = desk_date_text (&first);
  name = g_strdup_printf ("%s-%s.html", nick, days != NULL && strlen (days) == 7 ? days : day);
  return write_page (desk, "pages", name, html) ? STATUS_FINE : STATUS_BAD;
}
