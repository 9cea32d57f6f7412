/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-recover.h"

#include "geng-calendar.h"
#include "geng-feed-event.h"
#include "geng-ical-zones.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (icalcomponent, icalcomponent_free)

static void
published_event_free (gpointer data)
{
  GengPublishedEvent *event = data;
  g_free (event->uid);
  g_free (event->digest);
  g_free (event);
}

static GDateTime *
read_time (icalcomponent *event, icalproperty_kind kind, GengIcalZones *zones)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);
  g_autofree char *reason = NULL;
  struct icaltimetype time;
  gint64 instant;
  if (property == NULL)
    return NULL;
  time = icalvalue_get_datetime (icalproperty_get_value (property));
  if (time.is_date)
    return g_date_time_new_utc (time.year, time.month, time.day, 0, 0, 0);
  if (!geng_ical_time_is_valid (time)
      || !geng_ical_zones_instant (zones, property, time, &instant, &reason))
    return NULL;
  return g_date_time_new_from_unix_utc (instant);
}

static char *
read_text (icalcomponent *event, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);
  return property == NULL ? NULL
                          : g_strdup (icalvalue_get_text (icalproperty_get_value (property)));
}

static int
read_alarm (icalcomponent *event)
{
  icalcomponent *alarm = icalcomponent_get_first_component (event, ICAL_VALARM_COMPONENT);
  icalproperty *trigger
      = alarm == NULL ? NULL : icalcomponent_get_first_property (alarm, ICAL_TRIGGER_PROPERTY);
  return trigger == NULL
             ? -1
             : -icaldurationtype_as_int (icalproperty_get_trigger (trigger).duration) / 60;
}

static gboolean
is_opaque (icalcomponent *event)
{
  icalproperty *transp = icalcomponent_get_first_property (event, ICAL_TRANSP_PROPERTY);
  return transp == NULL || icalproperty_get_transp (transp) == ICAL_TRANSP_OPAQUE;
}

static gboolean
is_all_day (icalcomponent *event)
{
  return icalcomponent_get_dtstart (event).is_date;
}

static GengPublishedEvent *
read_event (icalcomponent *event, GengIcalZones *zones)
{
  g_autoptr (GengFeedEvent) shown = g_new0 (GengFeedEvent, 1);
  icalproperty *modified = icalcomponent_get_first_property (event, ICAL_LASTMODIFIED_PROPERTY);
  const char *uid = icalcomponent_get_uid (event);
  GengPublishedEvent *out;
  shown->start = read_time (event, ICAL_DTSTART_PROPERTY, zones);
  shown->end = read_time (event, ICAL_DTEND_PROPERTY, zones);
  shown->all_day = is_all_day (event);
  if (uid == NULL || modified == NULL || shown->start == NULL || shown->end == NULL)
    return NULL;
  shown->summary = read_text (event, ICAL_SUMMARY_PROPERTY);
  shown->description = read_text (event, ICAL_DESCRIPTION_PROPERTY);
  shown->location = read_text (event, ICAL_LOCATION_PROPERTY);
  shown->colour = read_text (event, ICAL_COLOR_PROPERTY);
  shown->alarm = read_alarm (event);
  shown->opaque = is_opaque (event);
  out = g_new0 (GengPublishedEvent, 1);
  out->uid = g_strdup (uid);
  out->sequence = MAX (0, icalcomponent_get_sequence (event));
  out->modified = icaltime_as_timet (icalproperty_get_lastmodified (modified));
  out->digest = geng_feed_event_digest (shown);
  return out;
}

/* The value of a line of the calendar's header. */
static char *
header_value (const char *header, const char *name)
{
  const char *line = strstr (header, name);
  const char *value = line == NULL ? NULL : line + strlen (name);
  return value == NULL ? NULL : g_strndup (value, strcspn (value, "\r\n"));
}

/* Only what stands before the first component is the header: a text further down may look like
 * it. */
static GengPublishedEvent *
read_header (GBytes *content)
{
  gsize length;
  const char *text = g_bytes_get_data (content, &length);
  const char *end = g_strstr_len (text, length, "\nBEGIN:");
  g_autofree char *header = end == NULL ? NULL : g_strndup (text, end - text);
  g_autofree char *id = header == NULL ? NULL : header_value (header, "\n" GENG_CALENDAR_ID ":");
  g_autofree char *stamp = header == NULL ? NULL : header_value (header, "\nLAST-MODIFIED:");
  struct icaltimetype time = stamp == NULL ? icaltime_null_time () : icaltime_from_string (stamp);
  GengPublishedEvent *out;
  if (id == NULL || !geng_ical_time_is_valid (time))
    return NULL;
  out = g_new0 (GengPublishedEvent, 1);
  out->uid = g_steal_pointer (&id);
  out->modified = icaltime_as_timet (time);
  out->digest = geng_calendar_digest (content);
  return out;
}

GPtrArray *
geng_feed_recover (GBytes *content, const char *file, GTimeZone *zone, GError **error)
{
  g_autoptr (GengIcalFile) ics = geng_ical_file_scan (content, file, TRUE, error);
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (published_event_free);
  g_autoptr (GengIcalZones) zones = NULL;
  if (ics == NULL)
    return NULL;
  GengPublishedEvent *header = read_header (content);
  if (header != NULL)
    g_ptr_array_add (out, header);
  zones = geng_ical_zones_new (ics, zone);
  for (guint i = 0; i < ics->blocks->len; i++)
    {
      const GengIcalBlock *block = g_ptr_array_index (ics->blocks, i);
      g_autofree char *reason = NULL;
      g_autoptr (icalcomponent) component = NULL;
      GengPublishedEvent *event;
      if (!g_str_equal (block->name, "VEVENT"))
        continue;
      component = geng_ical_block_parse (ics, block, &reason);
      event = component == NULL ? NULL : read_event (component, zones);
      if (event != NULL)
        g_ptr_array_add (out, event);
    }
  return g_steal_pointer (&out);
}
