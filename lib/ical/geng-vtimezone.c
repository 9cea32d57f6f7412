/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-vtimezone.h"

/*
 * Which form the times of a feed have.  Where the clock never changes they name the zone, and a
 * VTIMEZONE of one block says what it is.  Where it changes they are in UTC, without a VTIMEZONE:
 * of a list of changes, which RFC 5545 allows, ruby-icalendar 2.8 crashes, ical4j 3 refuses whole
 * files, and ical4j 4.0, biweekly and ts-ics are an hour off for days on end; in UTC all of them
 * are right.  The form goes by the zone, with a year on either side, so that a feed does not go to
 * and fro between the two.
 */

#define DAY ((gint64) 24 * 60 * 60)

static gint64
offset_at (GTimeZone *zone, gint64 instant)
{
  return g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant));
}

gboolean
geng_vtimezone_changes (GTimeZone *zone, gint64 from, gint64 to)
{
  gint64 offset = offset_at (zone, from - 366 * DAY);
  for (gint64 at = from - 366 * DAY; at < to + 367 * DAY; at += DAY)
    if (offset_at (zone, at) != offset)
      return TRUE;
  return FALSE;
}

icalcomponent *
geng_vtimezone_new (GTimeZone *zone, const char *tzid, gint64 at)
{
  icalcomponent *vtimezone = icalcomponent_new (ICAL_VTIMEZONE_COMPONENT);
  icalcomponent *block = icalcomponent_new (ICAL_XSTANDARD_COMPONENT);
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at);
  int offset = g_time_zone_get_offset (zone, interval);
  icalcomponent_add_property (
      block, icalproperty_new_dtstart (icaltime_from_timet_with_zone (0, 0, NULL)));
  icalcomponent_add_property (block, icalproperty_new_tzoffsetfrom (offset));
  icalcomponent_add_property (block, icalproperty_new_tzoffsetto (offset));
  icalcomponent_add_property (
      block, icalproperty_new_tzname (g_time_zone_get_abbreviation (zone, interval)));
  icalcomponent_add_property (vtimezone, icalproperty_new_tzid (tzid));
  icalcomponent_add_component (vtimezone, block);
  return vtimezone;
}
