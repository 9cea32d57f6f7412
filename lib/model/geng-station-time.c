/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-station-private.h"
#include "geng-zone.h"

/* A station's calendar and clock: holidays, working days, duty days and instants. */

#define UNIX_MINUTE 60

static gpointer
day_key (const GDate *date)
{
  return GUINT_TO_POINTER (g_date_get_julian (date));
}

/**
 * geng_station_add_holiday:
 * @self: a #GengStation
 * @holiday: (transfer none): a holiday or a make-up working day
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_DUPLICATE when the day is there already.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_holiday (GengStation *self, GengHoliday *holiday, GError **error)
{
  const GDate *date;
  g_autofree char *day = NULL;

  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_HOLIDAY (holiday), FALSE);

  date = geng_holiday_get_date (holiday);
  day = geng_date_to_string (date);
  if (g_hash_table_contains (self->holiday_by_day, day_key (date)))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
                   _ ("holiday: %s is there already; a day is one holiday or one make-up day"),
                   day);
      return FALSE;
    }
  g_hash_table_insert (self->holiday_by_day, day_key (date), holiday);
  g_list_store_append (self->holidays, holiday);
  return TRUE;
}

/**
 * geng_station_get_holidays:
 * @self: a #GengStation
 *
 * Returns: (transfer none): holidays and make-up days, in the order of
 * adding
 */
GListModel *
geng_station_get_holidays (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->holidays);
}

static gboolean
is_make_up (GengStation *self, const GDate *date)
{
  GengHoliday *holiday = g_hash_table_lookup (self->holiday_by_day, day_key (date));

  return holiday && geng_holiday_get_working (holiday);
}

/**
 * geng_station_is_holiday:
 * @self: a #GengStation
 * @date: a duty day
 *
 * Returns: whether it is a public holiday
 */
gboolean
geng_station_is_holiday (GengStation *self, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (date && g_date_valid (date), FALSE);
  return g_hash_table_contains (self->holiday_by_day, day_key (date)) && !is_make_up (self, date);
}

/**
 * geng_station_is_weekend:
 * @self: a #GengStation
 * @date: a duty day
 *
 * Returns: whether it is a Saturday or a Sunday that is no make-up working day
 */
gboolean
geng_station_is_weekend (GengStation *self, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (date && g_date_valid (date), FALSE);
  return g_date_get_weekday (date) >= G_DATE_SATURDAY && !is_make_up (self, date);
}

/**
 * geng_station_is_workday:
 * @self: a #GengStation
 * @date: a duty day
 *
 * Returns: whether people work on it: Monday to Friday but for holidays, and make-up working days
 */
gboolean
geng_station_is_workday (GengStation *self, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (date && g_date_valid (date), FALSE);
  return !geng_station_is_weekend (self, date) && !geng_station_is_holiday (self, date);
}

/**
 * geng_station_instant:
 * @self: a #GengStation
 * @date: a date
 * @minute: wall clock minutes from 00:00 of @date; may pass 1440
 *
 * A wall clock time that comes twice is its first coming; one that the clock jumps over is read
 * with the offset from before the jump (RFC 5545 §3.3.5).
 *
 * Returns: (transfer full): the instant, in the station's zone
 */
GDateTime *
geng_station_instant (GengStation *self, const GDate *date, int minute)
{
  g_autoptr (GDateTime) utc = NULL;

  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  g_return_val_if_fail (date && g_date_valid (date), NULL);

  utc = g_date_time_new_from_unix_utc (geng_zone_unix (self->zone, date, minute));
  return g_date_time_to_timezone (utc, self->zone);
}

/**
 * geng_station_elapsed_minutes:
 * @self: a #GengStation
 * @date: a date
 * @from: wall clock minutes from 00:00 of @date
 * @to: wall clock minutes from 00:00 of @date
 *
 * Returns: the real minutes from @from to @to, which a clock change makes more or fewer than @to −
 * @from
 */
int
geng_station_elapsed_minutes (GengStation *self, const GDate *date, int from, int to)
{
  gint64 seconds;

  g_return_val_if_fail (GENG_IS_STATION (self), 0);
  g_return_val_if_fail (date && g_date_valid (date), 0);

  seconds = geng_zone_unix (self->zone, date, to) - geng_zone_unix (self->zone, date, from);
  return (int) (seconds / UNIX_MINUTE);
}

/**
 * geng_station_duty_date:
 * @self: a #GengStation
 * @instant: an instant, in any time zone
 * @date: (out caller-allocates): the duty day that runs at that instant
 *
 * Tells to which duty day an instant belongs: at 02:00 it is still the day before.
 */
void
geng_station_duty_date (GengStation *self, GDateTime *instant, GDate *date)
{
  g_autoptr (GDateTime) local = NULL;
  int year, month, day;

  g_return_if_fail (GENG_IS_STATION (self));
  g_return_if_fail (instant && date);

  local = g_date_time_to_timezone (instant, self->zone);
  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  if (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local) < self->day_start)
    g_date_subtract_days (date, 1);
}

/**
 * geng_station_minute:
 * @self: a #GengStation
 * @clock: what a clock shows, in minutes from 00:00 (0 to 1440)
 *
 * Returns: the minute of the duty day at which the clock shows that: 04:00 is 1680 where the duty
 * day begins at 08:00
 */
int
geng_station_minute (GengStation *self, int clock)
{
  g_return_val_if_fail (GENG_IS_STATION (self), 0);
  g_return_val_if_fail (clock >= 0 && clock <= GENG_DAY_MINUTES, 0);
  return clock < self->day_start ? clock + GENG_DAY_MINUTES : clock;
}
