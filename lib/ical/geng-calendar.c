/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-calendar.h"

#include "geng-feed-text.h"
#include "geng-vtimezone.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (icalcomponent, icalcomponent_free)

#define REFRESH "PT1H"

static struct icaltimetype
utc_time (gint64 seconds)
{
  return icaltime_from_timet_with_zone (seconds, 0, icaltimezone_get_utc_timezone ());
}

static void
add (icalcomponent *component, icalproperty *property)
{
  icalcomponent_add_property (component, property);
}

/* libical writes values of X-properties as they are; callers pass a safe alphabet only. */
static void
add_x (icalcomponent *component, const char *name, const char *value)
{
  icalproperty *property = icalproperty_new_x (value);
  icalproperty_set_x_name (property, name);
  add (component, property);
}

static void
add_refresh (icalcomponent *calendar)
{
  icalproperty *property
      = icalproperty_new_refreshinterval (icaldurationtype_from_string (REFRESH));
  icalproperty_set_parameter (property, icalparameter_new_value (ICAL_VALUE_DURATION));
  add (calendar, property);
  add_x (calendar, "X-PUBLISHED-TTL", REFRESH);
}

static void
add_header (icalcomponent *out, const GengCalendar *calendar)
{
  g_autofree char *name = geng_feed_text_calendar_name (calendar->name);
  g_autofree char *colour = geng_feed_text_colour (calendar->colour);
  add (out, icalproperty_new_version ("2.0"));
  add (out, icalproperty_new_prodid ("-//Geng//libgeng//EN"));
  add_x (out, GENG_CALENDAR_ID, calendar->id);
  add (out, icalproperty_new_lastmodified (utc_time (calendar->modified)));
  if (name != NULL)
    {
      add (out, icalproperty_new_name (name));
      add_x (out, "X-WR-CALNAME", name);
    }
  add_x (out, "X-WR-TIMEZONE", geng_station_get_timezone (calendar->station));
  add_refresh (out);
  if (colour != NULL)
    add (out, icalproperty_new_color (colour));
}

/* A day of a whole-day event, an instant in UTC, or one in the station's zone. */
static void
add_time (icalcomponent *event,
          icalproperty_kind kind,
          const GengCalendar *calendar,
          GDateTime *instant,
          gboolean day)
{
  gint64 seconds = g_date_time_to_unix (instant);
  gint64 offset = g_date_time_get_utc_offset (instant) / G_TIME_SPAN_SECOND;
  icalproperty *property = icalproperty_new (kind);
  if (day)
    {
      icalproperty_set_value (
          property, icalvalue_new_date (icaltime_from_timet_with_zone (seconds, 1, NULL)));
      icalproperty_add_parameter (property, icalparameter_new_value (ICAL_VALUE_DATE));
    }
  else if (calendar->utc)
    icalproperty_set_value (property, icalvalue_new_datetime (utc_time (seconds)));
  else
    {
      struct icaltimetype local = icaltime_from_timet_with_zone (seconds + offset, 0, NULL);
      const char *tzid = geng_station_get_timezone (calendar->station);
      icalproperty_set_value (property, icalvalue_new_datetime (local));
      icalproperty_add_parameter (property, icalparameter_new_tzid (tzid));
    }
  add (event, property);
}

static void
add_alarm (icalcomponent *event, const GengFeedEvent *data)
{
  struct icaltriggertype trigger = icaltriggertype_from_int (-data->alarm * 60);
  icalcomponent *alarm = icalcomponent_new (ICAL_VALARM_COMPONENT);
  add (alarm, icalproperty_new_uid (data->alarm_uid));
  add (alarm, icalproperty_new_action (ICAL_ACTION_DISPLAY));
  add (alarm, icalproperty_new_description (data->summary));
  add (alarm, icalproperty_new_trigger (trigger));
  icalcomponent_add_component (event, alarm);
}

static icalcomponent *
event_component (const GengCalendar *calendar,
                 const GengFeedEvent *data,
                 const GengRevision *revision)
{
  icalcomponent *event = icalcomponent_new (ICAL_VEVENT_COMPONENT);
  add (event, icalproperty_new_uid (data->uid));
  add (event, icalproperty_new_dtstamp (utc_time (revision->modified)));
  add (event, icalproperty_new_lastmodified (utc_time (revision->modified)));
  add (event, icalproperty_new_sequence (revision->sequence));
  add_time (event, ICAL_DTSTART_PROPERTY, calendar, data->start, data->all_day);
  add_time (event, ICAL_DTEND_PROPERTY, calendar, data->end, data->all_day);
  add (event, icalproperty_new_summary (data->summary));
  if (data->description != NULL)
    add (event, icalproperty_new_description (data->description));
  if (data->location != NULL)
    add (event, icalproperty_new_location (data->location));
  if (data->colour != NULL)
    add (event, icalproperty_new_color (data->colour));
  add (event,
       icalproperty_new_transp (data->opaque ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
  if (data->alarm >= 0)
    add_alarm (event, data);
  return event;
}

GBytes *
geng_calendar_write (const GengCalendar *calendar)
{
  g_autoptr (icalcomponent) out = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  add_header (out, calendar);
  if (!calendar->utc)
    icalcomponent_add_component (
        out, geng_vtimezone_new (geng_station_get_zone (calendar->station),
                                 geng_station_get_timezone (calendar->station), calendar->at));
  for (guint i = 0; i < calendar->events->len; i++)
    icalcomponent_add_component (out,
                                 event_component (calendar, g_ptr_array_index (calendar->events, i),
                                                  calendar->revisions[i]));
  char *text = icalcomponent_as_ical_string_r (out);
  return g_bytes_new_with_free_func (text, strlen (text), (GDestroyNotify) icalmemory_free_buffer,
                                     text);
}

char *
geng_calendar_digest (GBytes *content)
{
  gsize length;
  const char *text = g_bytes_get_data (content, &length);
  const char *stamp = g_strstr_len (text, length, "LAST-MODIFIED:");
  const char *rest = stamp == NULL ? NULL : memchr (stamp, '\n', length - (stamp - text));
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  if (rest == NULL)
    g_checksum_update (sum, (const guchar *) text, length);
  else
    {
      g_checksum_update (sum, (const guchar *) text, stamp - text);
      g_checksum_update (sum, (const guchar *) rest, length - (rest - text));
    }
  return g_strndup (g_checksum_get_string (sum), 32);
}
