/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-calendar.h"

#include "geng-calendar-text.h"
#include "geng-feed-text.h"
#include "geng-vtimezone.h"

#include <string.h>

#define REFRESH "PT1H"
#define MODIFIED "LAST-MODIFIED"
#define SEAL "X-GENG-SEAL:"
#define SEAL_LENGTH 32 /* hexadecimal digits: 128 bits */

static void
add_header (GString *out, const GengCalendar *calendar)
{
  g_autofree char *name = geng_feed_text_calendar_name (calendar->name);
  g_autofree char *colour = geng_feed_text_colour (calendar->colour);
  geng_calendar_text_line (out, "VERSION", "2.0");
  geng_calendar_text_line (out, "PRODID", "-//Geng//libgeng//EN");
  if (calendar->id != NULL)
    {
      geng_calendar_text_line (out, GENG_CALENDAR_ID, calendar->id);
      geng_calendar_text_utc (out, MODIFIED, 0);
    }
  if (name != NULL)
    {
      geng_calendar_text_escaped (out, "NAME", name);
      geng_calendar_text_line (out, "X-WR-CALNAME", name);
    }
  geng_calendar_text_line (out, "X-WR-TIMEZONE", geng_station_get_timezone (calendar->station));
  if (calendar->id != NULL)
    {
      geng_calendar_text_line (out, "REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
      geng_calendar_text_line (out, "X-PUBLISHED-TTL", REFRESH);
    }
  if (colour != NULL)
    geng_calendar_text_line (out, "COLOR", colour);
}

/* A day of a whole-day event, an instant in UTC, or one in the station's zone. */
static void
add_time (GString *out,
          const char *name,
          const GengCalendar *calendar,
          GDateTime *instant,
          gboolean day)
{
  g_autofree char *dated = g_strconcat (name, ";VALUE=DATE", NULL);
  g_autofree char *zoned
      = g_strconcat (name, ";TZID=", geng_station_get_timezone (calendar->station), NULL);
  if (day)
    geng_calendar_text_local (out, dated, instant, TRUE);
  else if (calendar->utc)
    geng_calendar_text_utc (out, name, g_date_time_to_unix (instant));
  else
    geng_calendar_text_local (out, zoned, instant, FALSE);
}

/* In the largest unit of which it is a whole number. */
static char *
duration_text (int minutes)
{
  if (minutes > 0 && minutes % GENG_DAY_MINUTES == 0)
    return g_strdup_printf ("P%dD", minutes / GENG_DAY_MINUTES);
  if (minutes > 0 && minutes % 60 == 0)
    return g_strdup_printf ("PT%dH", minutes / 60);
  return g_strdup_printf ("PT%dM", minutes);
}

static void
add_alarm (GString *out, const GengFeedEvent *data)
{
  g_autofree char *duration = duration_text (data->alarm);
  g_autofree char *before = g_strconcat (data->alarm > 0 ? "-" : "", duration, NULL);
  geng_calendar_text_line (out, "BEGIN", "VALARM");
  geng_calendar_text_line (out, "UID", data->alarm_uid);
  geng_calendar_text_line (out, "ACTION", "DISPLAY");
  geng_calendar_text_escaped (out, "DESCRIPTION", data->summary);
  geng_calendar_text_line (out, "TRIGGER", before);
  geng_calendar_text_line (out, "END", "VALARM");
}

static void
write_event (GString *out,
             const GengCalendar *calendar,
             const GengFeedEvent *data,
             const GengRevision *revision)
{
  g_autofree char *sequence = g_strdup_printf ("%u", revision->sequence);
  geng_calendar_text_line (out, "BEGIN", "VEVENT");
  geng_calendar_text_line (out, "UID", data->uid);
  geng_calendar_text_utc (out, "DTSTAMP", revision->modified);
  geng_calendar_text_utc (out, "LAST-MODIFIED", revision->modified);
  geng_calendar_text_line (out, "SEQUENCE", sequence);
  add_time (out, "DTSTART", calendar, data->start, data->all_day);
  add_time (out, "DTEND", calendar, data->end, data->all_day);
  geng_calendar_text_escaped (out, "SUMMARY", data->summary);
  if (data->description != NULL)
    geng_calendar_text_escaped (out, "DESCRIPTION", data->description);
  if (data->location != NULL)
    geng_calendar_text_escaped (out, "LOCATION", data->location);
  if (data->colour != NULL)
    geng_calendar_text_line (out, "COLOR", data->colour);
  geng_calendar_text_line (out, "TRANSP", data->opaque ? "OPAQUE" : "TRANSPARENT");
  if (data->alarm >= 0)
    add_alarm (out, data);
  geng_calendar_text_line (out, "END", "VEVENT");
}

/* An event stands in several calendars (a feed, its month, a team) and is written once. */
static void
add_event (GString *out,
           const GengCalendar *calendar,
           GengFeedEvent *data,
           const GengRevision *revision)
{
  g_autofree char *form
      = g_strdup_printf ("%u %" G_GINT64_FORMAT " %s", revision->sequence, revision->modified,
                         calendar->utc ? "" : geng_station_get_timezone (calendar->station));
  gsize start = out->len;

  if (g_strcmp0 (data->form, form) == 0)
    {
      g_string_append (out, data->written);
      return;
    }
  write_event (out, calendar, data, revision);
  g_free (data->form);
  g_free (data->written);
  data->form = g_steal_pointer (&form);
  data->written = g_strndup (out->str + start, out->len - start);
}

GBytes *
geng_calendar_write (const GengCalendar *calendar)
{
  GString *out = g_string_new (NULL);
  geng_calendar_text_line (out, "BEGIN", "VCALENDAR");
  add_header (out, calendar);
  if (!calendar->utc)
    geng_vtimezone_write (out, geng_station_get_zone (calendar->station),
                          geng_station_get_timezone (calendar->station), calendar->at);
  for (guint i = 0; i < calendar->events->len; i++)
    add_event (out, calendar, g_ptr_array_index (calendar->events, i), calendar->revisions[i]);
  geng_calendar_text_line (out, "END", "VCALENDAR");
  return g_string_free_to_bytes (out);
}

GBytes *
geng_calendar_date (GBytes *content, gint64 modified)
{
  gsize size;
  const char *text = g_bytes_get_data (content, &size);
  const char *stamp = g_strstr_len (text, (gssize) size, MODIFIED ":");
  const char *end = stamp == NULL ? NULL : memchr (stamp, '\n', size - (gsize) (stamp - text));
  GString *out;
  if (end == NULL)
    return g_bytes_ref (content);
  out = g_string_new_len (text, stamp - text);
  geng_calendar_text_utc (out, MODIFIED, modified);
  g_string_append_len (out, end + 1, (gssize) (size - (gsize) (end + 1 - text)));
  return g_string_free_to_bytes (out);
}

/* -- seals -- */

static char *
make_seal (GBytes *content, GBytes *secret)
{
  gsize size, key_size;
  const guchar *data = g_bytes_get_data (content, &size);
  const guchar *key = g_bytes_get_data (secret, &key_size);
  g_autofree char *hmac = g_compute_hmac_for_data (G_CHECKSUM_SHA256, key, key_size, data, size);
  return g_strndup (hmac, SEAL_LENGTH);
}

GBytes *
geng_calendar_seal (GBytes *content, GBytes *secret)
{
  g_autofree char *seal = make_seal (content, secret);
  gsize size;
  const char *text = g_bytes_get_data (content, &size);
  const char *id = g_strstr_len (text, (gssize) size, "\n" GENG_CALENDAR_ID ":");
  GString *out = g_string_new_len (text, (gssize) size);
  gssize at = id == NULL ? 0 : id + 1 - text;
  g_autofree char *line = g_strconcat (SEAL, seal, "\r\n", NULL);
  g_string_insert (out, at, line);
  return g_string_free_to_bytes (out);
}

GBytes *
geng_calendar_unseal (GBytes *content, GBytes *secret)
{
  gsize size;
  const char *text = g_bytes_get_data (content, &size);
  const char *line = size == 0 ? NULL : g_strstr_len (text, (gssize) size, SEAL);
  const char *seal = line == NULL ? NULL : line + strlen (SEAL);
  const char *end = line == NULL ? NULL : memchr (line, '\n', size - (gsize) (line - text));
  g_autoptr (GBytes) rest = NULL;
  g_autofree char *wanted = NULL;
  GString *out;
  if (end == NULL || end - seal != SEAL_LENGTH + 1)
    return NULL;
  out = g_string_new_len (text, (gssize) size);
  g_string_erase (out, line - text, end + 1 - line);
  rest = g_string_free_to_bytes (out);
  wanted = make_seal (rest, secret);
  return strncmp (seal, wanted, SEAL_LENGTH) == 0 ? g_steal_pointer (&rest) : NULL;
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
