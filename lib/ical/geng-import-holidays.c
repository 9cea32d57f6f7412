/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-import-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/*
 * Public holidays as Chinese calendars write them: days off and make-up working days, told apart by
 * a word of the title or by Apple's property; none of them says which days are statutory.  Some
 * write a make-up day as office hours, or a single day with DTEND = DTSTART.
 */

typedef enum
{
  DAY_UNKNOWN,
  DAY_OFF,
  DAY_WORKING
} DayKind;

static gboolean
contains_any (const char *text, const char *const *words)
{
  g_autofree char *folded = text == NULL ? NULL : g_utf8_casefold (text, -1);
  for (guint i = 0; folded != NULL && words[i] != NULL; i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static const char *const work_words[] = { "班", "workday", "working day", NULL };
static const char *const off_words[] = { "休", "假", "day off", "holiday", NULL };

static DayKind
day_kind (const GengIcalBlock *block, const char *title)
{
  g_autofree char *special = geng_ical_lines_lookup (block->kind, "X-APPLE-SPECIAL-DAY");
  if (g_strcmp0 (special, "ALTERNATE-WORKDAY") == 0)
    return DAY_WORKING;
  if (g_strcmp0 (special, "WORK-HOLIDAY") == 0)
    return DAY_OFF;
  if (contains_any (title, work_words))
    return DAY_WORKING;
  return contains_any (title, off_words) ? DAY_OFF : DAY_UNKNOWN;
}

static char *
replace (char *text, const char *pattern, const char *by)
{
  g_autoptr (GRegex) form = g_regex_new (pattern, 0, 0, NULL);
  char *out = g_regex_replace (form, text, -1, 0, by, 0, NULL);
  g_free (text);
  return out == NULL ? g_strdup ("") : g_strstrip (out);
}

/* "国庆节（休）", "国庆节 假期 第1天/共7天" and "上班(补国庆节假期)" are called 国庆节. */
static char *
holiday_name (const char *title)
{
  char *name = replace (g_strdup (title), "第\\d+天[/／]共\\d+天", "");
  name = replace (name, "^(?:上班|补班)[（(]补(.*)[)）]$", "\\1");
  name = replace (name, "[ ·:：]*([(（\\[【][休班][)）\\]】]|(调休|补)?(上班|[休班])$)", "");
  name = replace (name, "(?<=.)[ ]*(?:假期|放假)$", "");
  if (name[0] != '\0')
    return name;
  g_free (name);
  return g_strdup (title);
}

static gboolean
take_day (GengReading *reading, guint julian, const char *title, gboolean working)
{
  g_autofree char *name = title == NULL ? NULL : holiday_name (title);
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  if (!geng_reading_is_new (reading, "day", julian, 0, 0, 0))
    return FALSE;
  g_ptr_array_add (reading->out->holidays,
                   geng_holiday_new (&date, name == NULL ? "" : name,
                                     working ? GENG_HOLIDAY_KIND_MAKE_UP : GENG_HOLIDAY_KIND_OFF));
  return TRUE;
}

gboolean
geng_reading_take_days (GengReading *reading,
                        guint line,
                        guint first,
                        guint last,
                        const char *title,
                        gboolean working)
{
  const char *named = title == NULL ? "VEVENT" : title;
  guint begin = g_date_get_julian (&reading->period.first);
  guint end = g_date_get_julian (&reading->period.last);
  if (reading->out->holidays->len >= GENG_IMPORT_MAX_TAKEN)
    {
      geng_reading_skip_line (reading, line, named,
                              _ ("it goes on, but so many holidays are in one file"));
      return FALSE;
    }
  for (guint day = MAX (first, begin); day <= MIN (last, end); day++)
    if (!take_day (reading, day, title, working))
      geng_reading_skip_line (reading, line, named,
                              _ ("another entry of this file speaks of the same day"));
  return TRUE;
}

static guint
day_of (GengReading *reading, gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) local
      = g_date_time_to_timezone (utc, geng_station_get_zone (reading->station));
  GDate date;
  int year, month, day;
  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

/* Office hours stand for their day. */
static void
days_of (GengReading *reading, const GengIcalSpan *span, guint *first, guint *last)
{
  *first = span->all_day ? span->first : day_of (reading, span->from);
  *last = span->all_day ? span->last : day_of (reading, span->to - 1);
}

void
geng_reading_take_holidays (GengReading *reading, const GengIcalBlock *block, GArray *spans)
{
  g_autofree char *title = geng_reading_title (block);
  DayKind kind = day_kind (block, title);
  if (kind == DAY_UNKNOWN)
    {
      geng_reading_skip (reading, block, title, _ ("marked neither 休 (off) nor 班 (working)"));
      return;
    }
  for (guint i = 0; i < spans->len; i++)
    {
      guint first, last;
      days_of (reading, &g_array_index (spans, GengIcalSpan, i), &first, &last);
      if (!geng_reading_take_days (reading, block->line, first, last, title, kind == DAY_WORKING))
        return;
    }
}
