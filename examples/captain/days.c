/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Several days as captains type them: a month, a week, from one date to another, a holiday. */

#include <stdio.h>
#include <string.h>

#include "desk.h"

/* Years in which a holiday is looked for: those of which holidays are known. */
#define FIRST_YEAR 2020
#define LAST_YEAR 2040
#define WEEK_DAYS 7

/* "2026-W50", "2026年第50周": the week of that number, from Monday on (ISO 8601). */
static gboolean
parse_week (const char *text, GDate *first, GDate *last)
{
  static const char *const forms[] = { "%4d-W%2d%n", "%4d年第%2d周%n", "%4d年%2d周%n" };
  int year = 0, week = 0, size;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      size = 0;
      if (sscanf (text, forms[i], &year, &week, &size) == 2 && size > 0 && text[size] == '\0'
          && year > 0 && week >= 1 && week <= g_date_get_monday_weeks_in_year (year) + 1)
        {
          /* The 4th of January lies in the first week. */
          g_date_clear (first, 1);
          g_date_set_dmy (first, 4, 1, year);
          g_date_subtract_days (first, g_date_get_weekday (first) - G_DATE_MONDAY);
          g_date_add_days (first, (week - 1) * WEEK_DAYS);
          *last = *first;
          g_date_add_days (last, WEEK_DAYS - 1);
          return TRUE;
        }
    }
  return FALSE;
}

/* The first day of that year on which the holiday is. */
static gboolean
find_holiday (Desk *self, const char *name, int year, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, 1, 1, year);
  for (; g_date_get_year (date) == year; g_date_add_days (date, 1))
    {
      GengHoliday *holiday = geng_station_get_holiday (self->station, date);

      if (holiday != NULL && geng_holiday_is_called (holiday, name)
          && !geng_station_is_workday (self->station, date))
        return TRUE;
    }
  return FALSE;
}

/* The years of which the holiday is known, from the first to the last; FALSE for none. */
static gboolean
find_years (Desk *self, const char *name, int *first, int *last)
{
  GDate date;

  *first = *last = 0;
  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
    if (find_holiday (self, name, year, &date))
      {
        *first = *first > 0 ? *first : year;
        *last = year;
      }
  return *first > 0;
}

/* "2027年春节": the name, and the year before it; 0 for none.  国庆 is 国庆节, too. */
static char *
take_holiday_name (Desk *self, const char *text, int *year)
{
  int size = 0, first, last;
  g_autofree char *longer = NULL;

  *year = 0;
  if (sscanf (text, "%4d%n", year, &size) == 1 && *year >= FIRST_YEAR)
    text += size;
  else
    *year = 0;
  if (*year > 0 && g_str_has_prefix (text, "年"))
    text += strlen ("年");
  longer = g_strconcat (text, "节", NULL);
  return g_strdup (
      !find_years (self, text, &first, &last) && find_years (self, longer, &first, &last) ? longer
                                                                                          : text);
}

/* "春节", "2027春节": without a year the last one that the folder has a roster of.  With it go the
 * days off before and after. */
static gboolean
parse_holiday (Desk *self, const char *text, GDate *first, GDate *last)
{
  int year = 0;
  g_autofree char *name = take_holiday_name (self, text, &year);
  gboolean found = FALSE;

  if (year > 0)
    found = find_holiday (self, name, year, first);
  else
    for (year = LAST_YEAR; year >= FIRST_YEAR && !found; year--)
      found = find_holiday (self, name, year, first) && desk_has_roster (self, first);
  if (!found)
    return FALSE;
  *last = *first;
  for (GDate day = *first;
       g_date_subtract_days (&day, 1), !geng_station_is_workday (self->station, &day);)
    *first = day;
  for (GDate day = *last;
       g_date_add_days (&day, 1), !geng_station_is_workday (self->station, &day);)
    *last = day;
  return TRUE;
}

/* The first time that the holiday is after all months of which there is a roster; FALSE where it is
 * known nowhere, or only before. */
static gboolean
find_next (Desk *self, const char *name, GDate *date)
{
  GDate month, last;

  g_date_clear (&month, 1);
  g_date_set_dmy (&month, 1, 1, FIRST_YEAR);
  last = month;
  for (; g_date_get_year (&month) <= LAST_YEAR; g_date_add_months (&month, 1))
    if (desk_has_roster (self, &month))
      last = month;
  for (int year = g_date_get_year (&last); year <= LAST_YEAR; year++)
    if (find_holiday (self, name, year, date) && g_date_compare (date, &last) >= 0)
      return TRUE;
  return FALSE;
}

/* "元旦, 春节, 清明节": what the holidays answer to, each word once. */
static char *
list_holidays (Desk *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *text = g_string_new (NULL);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, FIRST_YEAR);
  for (; g_date_get_year (&date) <= LAST_YEAR; g_date_add_days (&date, 1))
    {
      GengHoliday *holiday = geng_station_get_holiday (self->station, &date);
      const char *name = holiday != NULL ? geng_holiday_get_name (holiday) : NULL;
      g_auto (GStrv) words = g_strsplit (name != NULL ? name : "", " ", -1);

      for (guint i = 0; words[i] != NULL; i++)
        if (words[i][0] != '\0' && !geng_station_is_workday (self->station, &date)
            && g_hash_table_add (seen, g_strdup (words[i])))
          g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", words[i]);
    }
  return g_string_free (text, FALSE);
}

/* Nobody knows a holiday of that name. */
static void
refuse_unknown (Desk *self, const char *text)
{
  g_autofree char *known = list_holidays (self);

  if (known[0] == '\0')
    say_error (_ ("“%s” is neither days like 2026-12, 2026-W50 or 2026-12-24 nor a holiday; no "
                  "holidays are known here."),
               text);
  else
    say_error (_ ("“%s” is neither days like 2026-12, 2026-W50 or 2026-12-24 nor a holiday; the "
                  "holidays are %s."),
               text, known);
}

/* A holiday of which no month has a roster, or that nobody knows. */
static void
refuse_holiday (Desk *self, const char *text)
{
  int year = 0, first, last;
  g_autofree char *name = take_holiday_name (self, text, &year);
  GDate date;

  if (!find_years (self, name, &first, &last))
    {
      refuse_unknown (self, text);
      return;
    }
  if (year > 0)
    say_error (_ ("%s is not known for %d, only for %d to %d."), name, year, first, last);
  else
    say_error (_ ("%s is known for %d to %d, but none of these months has a roster."), name, first,
               last);
  if (year == 0 && find_next (self, name, &date))
    {
      g_autofree char *month = desk_month_text (&date);

      say_hint (_ ("Plan the month first: geng plan %s"), month);
    }
}

/* "2026-12-03..2026-12-05", or one date; FALSE after a message.  @text: (nullable) */
gboolean
desk_parse_range (Desk *self, const char *text, GDate *first, GDate *last)
{
  const char *dots = text != NULL ? strstr (text, "..") : NULL;
  g_autofree char *head = dots != NULL ? g_strndup (text, dots - text) : g_strdup (text);

  if (!desk_parse_date (self, head, first))
    return FALSE;
  *last = *first;
  if (dots != NULL && !desk_parse_date (self, dots + strlen (".."), last))
    return FALSE;
  if (g_date_compare (first, last) <= 0)
    return TRUE;
  say_error (_ ("“%s” ends before it begins."), text);
  return FALSE;
}

/* A month like 2026-12, a week like 2026-W50, a date, DATE..DATE, or a holiday like 春节. */
gboolean
desk_parse_days (Desk *self, const char *text, GDate *first, GDate *last)
{
  if (text == NULL)
    {
      say_error (_ ("Which days? Write a month like 2026-12, a week like 2026-W50, a date, "
                    "DATE..DATE or a holiday."));
      return FALSE;
    }
  if (parse_week (text, first, last))
    return TRUE;
  if (desk_is_month (text))
    {
      if (!desk_set_month (self, text))
        return FALSE;
      *first = self->first;
      *last = self->last;
      return TRUE;
    }
  if (parse_holiday (self, text, first, last))
    return TRUE;
  if (desk_is_date (text) || strstr (text, "..") != NULL)
    return desk_parse_range (self, text, first, last);
  refuse_holiday (self, text);
  return FALSE;
}
