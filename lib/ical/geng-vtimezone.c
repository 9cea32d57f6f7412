/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-vtimezone.h"

#include "geng-calendar-text.h"

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

void
geng_vtimezone_write (GString *out, GTimeZone *zone, const char *tzid, gint64 at)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at);
  int offset = g_time_zone_get_offset (zone, interval);
  int minutes = ABS (offset) / 60, seconds = ABS (offset) % 60;
  g_autofree char *text
      = g_strdup_printf ("%c%02d%02d", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
  g_autofree char *exact = g_strdup_printf ("%s%02d", text, seconds);
  geng_calendar_text_line (out, "BEGIN", "VTIMEZONE");
  geng_calendar_text_line (out, "TZID", tzid);
  geng_calendar_text_line (out, "BEGIN", "STANDARD");
  geng_calendar_text_line (out, "DTSTART", "19700101T000000");
  geng_calendar_text_line (out, "TZOFFSETFROM", seconds == 0 ? text : exact);
  geng_calendar_text_line (out, "TZOFFSETTO", seconds == 0 ? text : exact);
  geng_calendar_text_escaped (out, "TZNAME", g_time_zone_get_abbreviation (zone, interval));
  geng_calendar_text_line (out, "END", "STANDARD");
  geng_calendar_text_line (out, "END", "VTIMEZONE");
}
