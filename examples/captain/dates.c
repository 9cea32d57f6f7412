/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dates and months as captains type them. */
#include <stdio.h>
#include <string.h>

#include "desk.h"

/* What is further off nobody means without saying the year. */
#define MONTHS_AHEAD 6

/* Months of which the folder has a roster, counted from year 0: the last of all, and the last of
 * those of that name; 0 for none. */
static void
find_months (Desk *self, int month, int *last, int *same)
{
  static const char *const folders[] = { "drafts", "rosters" };

  *last = *same = 0;
  for (guint i = 0; self->store != NULL && i < G_N_ELEMENTS (folders); i++)
    {
      g_auto (GStrv) names = geng_store_list_files (self->store, folders[i]);

      for (guint n = 0; names[n] != NULL; n++)
        {
          int year = 0, number = 0, size = 0;

          if (sscanf (names[n], "%4d-%2d.csv%n", &year, &number, &size) != 2 || size == 0
              || names[n][size] != '\0' || number < 1 || number > 12)
            continue;
          *last = MAX (*last, 12 * year + number - 1);
          if (number == month)
            *same = MAX (*same, 12 * year + number - 1);
        }
    }
}

/* The year of a month that is named without one: the last in which the folder has a roster of it,
 * or else the month soon after the last roster; 0 where neither is.  No clock is asked: 12月1日 is
 * of the December that is being worked on, or is next. */
static int
year_of (Desk *self, int month)
{
  int last, same, next;

  find_months (self, month, &last, &same);
  if (last == 0)
    return 0;
  next = last + 1 + (month - 1 - (last + 1) % 12 + 12) % 12;
  if (next <= last + MONTHS_AHEAD && last - same > next - last)
    return next / 12;
  return same / 12;
}

/* Full-width digits as usual ones, without blanks. */
static char *
plain (const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *at = wide; at != NULL && *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (out, *at);
  return g_string_free (out, FALSE);
}

static gboolean
scan_date (const char *text, int *year, int *month, int *day)
{
  static const char *const full[] = { "%4d-%2d-%2d%n", "%4d/%2d/%2d%n", "%4d.%2d.%2d%n",
                                      "%4d年%2d月%2d日%n", "%4d年%2d月%2d%n" };
  static const char *const half[] = { "%2d月%2d日%n", "%2d月%2d%n", "%2d-%2d%n", "%2d/%2d%n" };
  int size = 0;

  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (full); i++, size = 0)
    if (sscanf (text, full[i], year, month, day, &size) == 3 && size > 0 && text[size] == '\0')
      return TRUE;
  *year = 0;
  for (guint i = 0; i < G_N_ELEMENTS (half); i++, size = 0)
    if (sscanf (text, half[i], month, day, &size) == 2 && size > 0 && text[size] == '\0')
      return TRUE;
  return FALSE;
}

/* 2026-12-24, 2026/12/24, 2026年12月24日, and 12月24日 where the folder tells the year. */
gboolean
desk_parse_date (Desk *self, const char *text, GDate *date)
{
  g_autofree char *typed = plain (text);
  int year = 0, month = 0, day = 0;

  if (text == NULL)
    {
      say_error (_ ("Which date? Write it like 2026-12-24."));
      return FALSE;
    }
  if (scan_date (typed, &year, &month, &day) && year == 0 && month >= 1 && month <= 12)
    {
      year = year_of (self, month);
      if (year == 0)
        {
          say_error (_ ("“%s”: of which year? Write it like 2026-12-24."), text);
          return FALSE;
        }
    }
  if (year > 0 && month > 0 && day > 0
      && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    {
      g_date_clear (date, 1);
      g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
      return TRUE;
    }
  say_error (_ ("“%s” is no date. Write it like 2026-12-24."), text);
  return FALSE;
}

/* Where in a text its time begins, after a date and a blank or T; NULL where it has none. */
static const char *
find_time (const char *text)
{
  const char *colon = strchr (text, ':');
  const char *at = colon;

  if (colon == NULL)
    return NULL;
  while (at > text && g_ascii_isdigit (at[-1]))
    at--;
  return at > text ? at : NULL;
}

static char *
with_plain_digits (const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_strdup (g_strstrip (wide != NULL ? wide : (char *) ""));
}

/* The part before the time, without the T between them. */
static char *
take_day (const char *typed, const char *time)
{
  char *day = time != NULL ? g_strndup (typed, (gsize) (time - typed)) : g_strdup (typed);

  if (g_str_has_suffix (day, "T"))
    day[strlen (day) - 1] = '\0';
  return day;
}

/* "2026-12-10", which is the beginning of that duty day, or "2026-12-10 18:00"; NULL after a
 * message. */
GDateTime *
desk_parse_from (Desk *self, const char *text)
{
  g_autofree char *typed = with_plain_digits (text);
  const char *time = find_time (typed);
  g_autofree char *day = take_day (typed, time);
  int minute = geng_station_get_day_start_minute (self->station), hour = 0, size = 0;
  GDate date;

  if (!desk_parse_date (self, day, &date))
    return NULL;
  if (time != NULL
      && (sscanf (time, "%2d:%2d%n", &hour, &minute, &size) != 2 || time[size] != '\0' || hour > 23
          || minute > 59))
    {
      say_error (_ ("“%s” is no time of the day. Write it like 18:00."), time);
      return NULL;
    }
  return geng_station_instant (self->station, &date, hour * 60 + minute);
}

/* A date in any of its forms, alone or before a time; NULL after a message. */
GDateTime *
desk_parse_moment (Desk *self, const char *text)
{
  g_autofree char *typed = with_plain_digits (text);
  g_autofree char *day = take_day (typed, find_time (typed));
  g_autofree char *digits = plain (day);
  int year, month, number;

  if (scan_date (digits, &year, &month, &number))
    return desk_parse_from (self, text);
  say_error (_ ("“%s” is no moment. Write it like 2026-12-24T05:00."), text);
  return NULL;
}

/* The days that people name from today on. */
static const struct
{
  const char *word;
  int days;
  gboolean night;
} days[] = {
  { "今天", 0, FALSE },  { "今晚", 0, TRUE },    { "今夜", 0, TRUE },
  { "明天", 1, FALSE },  { "明晚", 1, TRUE },    { "后天", 2, FALSE },
  { "today", 0, FALSE }, { "tonight", 0, TRUE }, { "tomorrow", 1, FALSE },
};

static int
find_day (const char *text)
{
  g_autofree char *typed = plain (text);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (g_str_equal (typed, days[i].word))
      return (int) i;
  return -1;
}

/* Whether it looks like a date and not like a name. */
gboolean
desk_is_date (const char *text)
{
  g_autofree char *typed = plain (text);
  int year = 0, month = 0, day = 0;

  return find_day (text) >= 0 || scan_date (typed, &year, &month, &day);
}

/* Dates, and the words 今天, 今晚, 明天 by the clock. @night: (out): the night of it is meant */
gboolean
desk_parse_day (Desk *self, const char *text, GDateTime *now, GDate *date, gboolean *night)
{
  int index = text != NULL ? find_day (text) : -1;

  *night = index >= 0 && days[index].night;
  if (index < 0)
    return desk_parse_date (self, text, date);
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  g_date_add_days (date, (guint) days[index].days);
  return TRUE;
}

/* "2026-12-10 (Thu) night 18:00–04:00, village" */
char *
desk_duty_text (GengDuty *duty)
{
  static const char *const weekdays[]
      = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };
  GengShift *shift = geng_duty_get_shift (duty);
  const GDate *date = geng_duty_get_date (duty);
  int start = geng_shift_get_start_minute (shift), end = geng_shift_get_end_minute (shift);
  g_autofree char *day = desk_date_text (date);

  return g_strdup_printf (
      _ ("%s (%s) %s %02d:%02d–%02d:%02d, %s"), day, _ (weekdays[g_date_get_weekday (date) - 1]),
      geng_entity_get_name (GENG_ENTITY (shift)), start / 60 % 24, start % 60, end / 60 % 24,
      end % 60, geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty))));
}

static gboolean
scan_month (const char *text, int *year, int *month)
{
  static const char *const forms[]
      = { "%4d-%2d%n", "%4d/%2d%n", "%4d.%2d%n", "%4d年%2d月%n", "%4d年%2d%n" };
  g_autofree char *typed = plain (text);
  int size = 0;

  if (!g_ascii_isdigit (typed[0]))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++, size = 0)
    if (sscanf (typed, forms[i], year, month, &size) == 2 && size > 0 && typed[size] == '\0')
      return *year >= 1900 && *month >= 1 && *month <= 12;
  return FALSE;
}

gboolean
desk_is_month (const char *text)
{
  int year, month;

  return scan_month (text, &year, &month);
}

/* 2026-12, 2026年12月 */
gboolean
desk_set_month (Desk *self, const char *text)
{
  int year = 0, month = 0;

  if (!scan_month (text, &year, &month))
    {
      if (text != NULL)
        say_error (_ ("“%s” is no month. Write it like 2026-12."), text);
      else
        say_error (_ ("Which month? Write it like 2026-12."));
      return FALSE;
    }
  g_date_clear (&self->first, 1);
  g_date_set_dmy (&self->first, 1, (GDateMonth) month, (GDateYear) year);
  self->last = self->first;
  g_date_add_months (&self->last, 1);
  g_date_subtract_days (&self->last, 1);
  return TRUE;
}

/* "2026-12": the month of a date. */
char *
desk_month_text (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d", g_date_get_year (date), g_date_get_month (date));
}

int
desk_compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}
