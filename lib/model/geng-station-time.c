/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-station-private.h"
#include "geng-clock.h"

/* A station's clock: duty days and instants. */

#define UNIX_MINUTE 60

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

  utc = g_date_time_new_from_unix_utc (geng_clock_unix (self->zone, date, minute));
  return g_date_time_to_timezone (utc, self->zone);
}

/**
 * geng_station_elapsed_minutes:
 * @self: a #GengStation
 * @date: a date
 * @start_minute: wall clock minutes from 00:00 of @date
 * @end_minute: wall clock minutes from 00:00 of @date
 *
 * Returns: the real minutes from @start_minute to @end_minute, which a clock change makes more or
 * fewer than their difference
 */
int
geng_station_elapsed_minutes (GengStation *self,
                              const GDate *date,
                              int start_minute,
                              int end_minute)
{
  gint64 seconds;

  g_return_val_if_fail (GENG_IS_STATION (self), 0);
  g_return_val_if_fail (date && g_date_valid (date), 0);

  seconds = geng_clock_unix (self->zone, date, end_minute)
            - geng_clock_unix (self->zone, date, start_minute);
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

  /* the calendar ends within a day of both ends of what an instant can be */
  local = g_date_time_to_timezone (instant, self->zone);
  if (local == NULL)
    local = g_date_time_ref (instant);
  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  if (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local) < self->day_start
      && g_date_get_julian (date) > 1)
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
