/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-date.h"

#define DAY_MINUTES 1440

/* Reads up to max_digits digits; -1 when there are none. */
static int
read_number (const char **text, guint max_digits)
{
  int value = 0;
  guint n = 0;

  for (; n < max_digits && g_ascii_isdigit (**text); n++, (*text)++)
    value = value * 10 + (**text - '0');
  return n > 0 ? value : -1;
}

/* `2027-08-01`, also `2027/8/1` as spreadsheets write it; nothing else, and the day must exist. */
gboolean
geng_date_parse (const char *text, GDate *date)
{
  int part[3];
  char separator = 0;

  for (guint i = 0; i < 3; i++)
    {
      part[i] = read_number (&text, i == 0 ? 4 : 2);
      if (i == 0)
        separator = *text == '/' ? '/' : '-';
      if (part[i] < 0 || (i < 2 && *text++ != separator))
        return FALSE;
    }
  if (*text || part[0] < 1583
      || !g_date_valid_dmy ((GDateDay) part[2], (GDateMonth) part[1], (GDateYear) part[0]))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) part[2], (GDateMonth) part[1], (GDateYear) part[0]);
  return TRUE;
}

/* `2027-08-01` (ISO 8601). */
char *
geng_date_to_string (const GDate *date)
{
  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (date),
                          (guint) g_date_get_month (date), (guint) g_date_get_day (date));
}

GDate
geng_date_plus (const GDate *date, int days)
{
  GDate sum;

  g_date_clear (&sum, 1);
  g_date_set_julian (&sum, (guint32) ((int) g_date_get_julian (date) + days));
  return sum;
}

GDate
geng_date_next_month (const GDate *date)
{
  GDate next;

  g_date_clear (&next, 1);
  g_date_set_dmy (&next, 1, g_date_get_month (date), g_date_get_year (date));
  g_date_add_months (&next, 1);
  return next;
}

int
geng_date_days (const GDate *from, const GDate *to)
{
  return (int) g_date_get_julian (to) - (int) g_date_get_julian (from);
}

/* `8:00` or `08:00`, from 00:00 to 24:00. */
gboolean
geng_minutes_parse (const char *text, int *minutes)
{
  int hour = read_number (&text, 2);
  int minute;

  if (hour < 0 || *text++ != ':')
    return FALSE;
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return FALSE;
  minute = read_number (&text, 2);
  if (*text || minute > 59 || hour * 60 + minute > DAY_MINUTES)
    return FALSE;
  *minutes = hour * 60 + minute;
  return TRUE;
}

/* What a clock shows: minutes beyond a day wrap, so 1680 is `04:00`. */
char *
geng_minutes_to_string (int minutes)
{
  int wrapped = ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;

  return g_strdup_printf ("%02d:%02d", wrapped / 60, wrapped % 60);
}
