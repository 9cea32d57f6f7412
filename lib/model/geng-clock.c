/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-clock.h"

#define DAY_SECONDS 86400
/* Julian day of 1970-01-01 as GDate counts. */
#define EPOCH_JULIAN 719163

static gint64
offset_at (GTimeZone *zone, gint64 instant)
{
  return g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant));
}

/* A wall clock time that comes twice is its first coming; one that the clock jumps over is read
 * with the offset from before the jump (RFC 5545 §3.3.5), so that a feed and the planner mean the
 * same instant. */
gint64
geng_clock_unix (GTimeZone *zone, const GDate *date, int minute)
{
  gint64 wall
      = ((gint64) g_date_get_julian (date) - EPOCH_JULIAN) * DAY_SECONDS + (gint64) minute * 60;
  gint64 before = offset_at (zone, wall - DAY_SECONDS);
  gint64 after = offset_at (zone, wall + DAY_SECONDS);

  if (before != after && offset_at (zone, wall - before) != before
      && offset_at (zone, wall - after) == after)
    return wall - after;
  return wall - before;
}
