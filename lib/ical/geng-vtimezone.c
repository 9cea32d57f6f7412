/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-vtimezone.h"

/*
 * Changes are read off GLib's zone and written out one by one.  A rule (RRULE) would be guessed;
 * the list is exact for zones whose changes follow the moon as well, and a feed spans months, not
 * decades.
 */

static void
add_block (icalcomponent *vtimezone, GTimeZone *zone, int interval, int offset_before, gint64 onset)
{
  gboolean summer = g_time_zone_is_dst (zone, interval);
  icalcomponent *block
      = icalcomponent_new (summer ? ICAL_XDAYLIGHT_COMPONENT : ICAL_XSTANDARD_COMPONENT);
  struct icaltimetype local = icaltime_from_timet_with_zone (onset + offset_before, 0, NULL);
  icalcomponent_add_property (block, icalproperty_new_dtstart (local));
  icalcomponent_add_property (block, icalproperty_new_tzoffsetfrom (offset_before));
  icalcomponent_add_property (
      block, icalproperty_new_tzoffsetto (g_time_zone_get_offset (zone, interval)));
  icalcomponent_add_property (
      block, icalproperty_new_tzname (g_time_zone_get_abbreviation (zone, interval)));
  icalcomponent_add_component (vtimezone, block);
}

static int
interval_at (GTimeZone *zone, gint64 instant)
{
  return g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant);
}

/* The first instant after @low at which another interval than at @low holds, given that one holds
 * at @high. */
static gint64
find_change (GTimeZone *zone, gint64 low, gint64 high)
{
  int interval = interval_at (zone, low);
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;
      if (interval_at (zone, middle) == interval)
        low = middle;
      else
        high = middle;
    }
  return high;
}

static gint64
new_year (int year)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (year, 1, 1, 0, 0, 0);
  return g_date_time_to_unix (day);
}

icalcomponent *
geng_vtimezone_new (GTimeZone *zone, const char *tzid, int first_year, int last_year)
{
  const gint64 day = 24 * 60 * 60;
  icalcomponent *vtimezone = icalcomponent_new (ICAL_VTIMEZONE_COMPONENT);
  gint64 from = new_year (first_year) - day;
  gint64 to = new_year (last_year + 1) + day;
  int interval = interval_at (zone, from);
  int offset = g_time_zone_get_offset (zone, interval);
  gboolean constant = TRUE;
  icalcomponent_add_property (vtimezone, icalproperty_new_tzid (tzid));
  for (gint64 at = from; at < to; at += day)
    constant = constant && g_time_zone_get_offset (zone, interval_at (zone, at)) == offset;
  add_block (vtimezone, zone, interval, offset, constant ? -offset : from);
  for (gint64 at = from; !constant && at < to; at += day)
    {
      int next = interval_at (zone, at + day);
      if (next == interval)
        continue;
      add_block (vtimezone, zone, next, g_time_zone_get_offset (zone, interval),
                 find_change (zone, at, at + day));
      interval = next;
    }
  return vtimezone;
}
