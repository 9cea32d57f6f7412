/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-ical-rule.h"

#include <glib/gi18n-lib.h>

#define WEEK 7
#define ENDS(list, i) ((i) >= G_N_ELEMENTS (list) || (list)[i] == ICAL_RECURRENCE_ARRAY_MAX)
#define NAMES(list) (!ENDS (list, 0))
/* The day of its week that decides which year a week belongs to (ISO 8601). */
#define MIDDLE_OF_WEEK 3

/* A day of the calendar, and what rules ask of it. */
typedef struct
{
  guint julian;
  int year, month, day, year_day;
  int month_days, year_days;
  int weekday; /* 1: Sunday, as libical counts */
} Day;

typedef struct
{
  const struct icalrecurrencetype *rule;
  Day start;
  GArray *set; /* scratch: days of the set being looked at */
} Rule;

static Day
day_new (guint julian)
{
  Day day = { .julian = julian };
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  day.year = g_date_get_year (&date);
  day.month = g_date_get_month (&date);
  day.day = g_date_get_day (&date);
  day.year_day = (int) g_date_get_day_of_year (&date);
  day.month_days = g_date_get_days_in_month (g_date_get_month (&date), g_date_get_year (&date));
  day.year_days = g_date_is_leap_year (g_date_get_year (&date)) ? 366 : 365;
  day.weekday = g_date_get_weekday (&date) % WEEK + 1;
  return day;
}

const char *
geng_ical_rule_fault (const struct icalrecurrencetype *rule)
{
  if (rule->freq == ICAL_SECONDLY_RECURRENCE || rule->freq == ICAL_MINUTELY_RECURRENCE
      || rule->freq == ICAL_HOURLY_RECURRENCE)
    return _ ("it repeats more often than daily");
  if (NAMES (rule->by_second) || NAMES (rule->by_minute) || NAMES (rule->by_hour))
    return _ ("its rule has BYHOUR, BYMINUTE or BYSECOND");
  if (rule->rscale != NULL)
    return _ ("its rule follows another calendar (RSCALE)");
  if (rule->freq == ICAL_NO_RECURRENCE || rule->interval < 1)
    return _ ("its recurrence rule is not understood");
  return NULL;
}

/* -- which days -- */

/* The number is in the list, counted from the front, or from the back where it is below 0. */
static gboolean
is_listed (const short *list, guint size, int front, int back)
{
  for (guint i = 0; i < size && list[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    if (list[i] == front || list[i] == back)
      return TRUE;
  return FALSE;
}

#define LISTED(list, front, back) is_listed (list, G_N_ELEMENTS (list), front, back)

/* The first day of the day's week; weeks begin with WKST. */
static guint
week_of (const Rule *self, const Day *day)
{
  int first = self->rule->week_start == ICAL_NO_WEEKDAY ? (int) ICAL_MONDAY_WEEKDAY
                                                        : (int) self->rule->week_start;
  return day->julian - (guint) ((day->weekday - first + WEEK) % WEEK);
}

static gboolean
is_of_week_number (const Rule *self, const Day *day)
{
  Day middle = day_new (week_of (self, day) + MIDDLE_OF_WEEK);
  int number = (middle.year_day - 1) / WEEK + 1;
  int after = (middle.year_days - middle.year_day) / WEEK;
  return LISTED (self->rule->by_week_no, number, -after - 1);
}

/* 2MO is the second Monday of the month; of the year where the rule is YEARLY without BYMONTH. */
static gboolean
is_named (const Rule *self, const Day *day)
{
  const struct icalrecurrencetype *rule = self->rule;
  gboolean yearly = rule->freq == ICAL_YEARLY_RECURRENCE && !NAMES (rule->by_month);
  int at = yearly ? day->year_day : day->day;
  int last = yearly ? day->year_days : day->month_days;
  for (guint i = 0; !ENDS (rule->by_day, i); i++)
    {
      int position = icalrecurrencetype_day_position (rule->by_day[i]);
      if ((int) icalrecurrencetype_day_day_of_week (rule->by_day[i]) == day->weekday
          && (position == 0 || position == (at - 1) / WEEK + 1
              || position == -((last - at) / WEEK + 1)))
        return TRUE;
    }
  return FALSE;
}

/* What a rule that leaves it out has from DTSTART: the day of the week, the month, or the year. */
static gboolean
is_like_start (const Rule *self, const Day *day)
{
  const struct icalrecurrencetype *rule = self->rule;
  if (NAMES (rule->by_day) || NAMES (rule->by_month_day) || NAMES (rule->by_year_day))
    return TRUE;
  if (rule->freq == ICAL_WEEKLY_RECURRENCE || NAMES (rule->by_week_no))
    return day->weekday == self->start.weekday;
  if (rule->freq == ICAL_DAILY_RECURRENCE)
    return TRUE;
  return day->day == self->start.day
         && (rule->freq == ICAL_MONTHLY_RECURRENCE || NAMES (rule->by_month)
             || day->month == self->start.month);
}

static gboolean
is_in_turn (const Rule *self, const Day *day)
{
  int apart;
  switch (self->rule->freq)
    {
    case ICAL_DAILY_RECURRENCE:
      apart = (int) day->julian - (int) self->start.julian;
      break;
    case ICAL_WEEKLY_RECURRENCE:
      apart = ((int) week_of (self, day) - (int) week_of (self, &self->start)) / WEEK;
      break;
    case ICAL_MONTHLY_RECURRENCE:
      apart = 12 * (day->year - self->start.year) + day->month - self->start.month;
      break;
    default:
      apart = day->year - self->start.year;
    }
  return apart % self->rule->interval == 0;
}

static gboolean
has_day (const Rule *self, const Day *day)
{
  const struct icalrecurrencetype *rule = self->rule;
  return is_in_turn (self, day) && is_like_start (self, day)
         && (!NAMES (rule->by_month) || LISTED (rule->by_month, day->month, day->month))
         && (!NAMES (rule->by_month_day)
             || LISTED (rule->by_month_day, day->day, day->day - day->month_days - 1))
         && (!NAMES (rule->by_year_day)
             || LISTED (rule->by_year_day, day->year_day, day->year_day - day->year_days - 1))
         && (!NAMES (rule->by_week_no) || is_of_week_number (self, day))
         && (!NAMES (rule->by_day) || is_named (self, day));
}

/* -- sets -- */

/* The first and last day of the week, month or year (BYSETPOS chooses among its days). */
static void
set_around (const Rule *self, const Day *day, guint *first, guint *last)
{
  *first = *last = day->julian;
  switch (self->rule->freq)
    {
    case ICAL_DAILY_RECURRENCE:
      break;
    case ICAL_WEEKLY_RECURRENCE:
      *first = week_of (self, day);
      *last = *first + WEEK - 1;
      break;
    case ICAL_MONTHLY_RECURRENCE:
      *first = day->julian - (guint) (day->day - 1);
      *last = *first + (guint) day->month_days - 1;
      break;
    default:
      *first = day->julian - (guint) (day->year_day - 1);
      *last = *first + (guint) day->year_days - 1;
    }
}

static gboolean
take (guint *left)
{
  if (*left == 0)
    return FALSE;
  --*left;
  return TRUE;
}

/* Appends the days of one set that BYSETPOS, if there is one, chooses, from DTSTART on. */
static gboolean
add_set (const Rule *self, guint first, guint last, guint *left, GArray *days)
{
  GArray *all = self->set;
  g_array_set_size (all, 0);
  for (guint julian = first; julian <= last; julian++)
    {
      Day day = day_new (julian);
      if (!take (left))
        return FALSE;
      if (has_day (self, &day))
        g_array_append_val (all, julian);
    }
  for (guint i = 0; i < all->len; i++)
    {
      guint julian = g_array_index (all, guint, i);
      if (julian >= self->start.julian
          && (!NAMES (self->rule->by_set_pos)
              || LISTED (self->rule->by_set_pos, (int) i + 1, (int) i - (int) all->len)))
        g_array_append_val (days, julian);
    }
  return TRUE;
}

gboolean
geng_ical_rule_days (const struct icalrecurrencetype *rule,
                     guint start,
                     guint from,
                     guint to,
                     guint *left,
                     GArray *days)
{
  g_autoptr (GArray) set = g_array_new (FALSE, FALSE, sizeof (guint));
  Rule self = { rule, day_new (start), set };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean sets = NAMES (rule->by_set_pos);
  /* what is counted is counted from the beginning */
  guint julian = rule->count > 0 ? start : MAX (start, from);
  while (julian <= to && (rule->count == 0 || found->len < (guint) rule->count))
    {
      Day day = day_new (julian);
      guint first = julian, last = julian;
      if (sets)
        set_around (&self, &day, &first, &last);
      if (!add_set (&self, first, last, left, found))
        return FALSE;
      julian = last + 1;
    }
  if (rule->count > 0 && found->len > (guint) rule->count)
    g_array_set_size (found, (guint) rule->count);
  for (guint i = 0; i < found->len; i++)
    {
      guint day = g_array_index (found, guint, i);
      if (day >= from && day <= to)
        g_array_append_val (days, day);
    }
  return TRUE;
}
