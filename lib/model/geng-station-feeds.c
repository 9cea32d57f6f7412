/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How a station's feeds look and where they are found, so that every publication says the same. */

#include "geng-feed-options.h"
#include "geng-field.h"
#include "geng-gettext.h"
#include "geng-station-private.h"

#include <string.h>

#define MAX_ALARM (7 * GENG_DAY_MINUTES)
/* Room for a token and ".ics" in the 255 characters that every client takes. */
#define MAX_URL 200

static const char *const title_names[] = { "duty", "shift", "window", "post", "station", NULL };

static gboolean
is_blank (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text == '\0';
}

gboolean
geng_feed_title_check (const char *title, GError **error)
{
  if (title == NULL || !g_utf8_validate (title, -1, NULL) || is_blank (title))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("title: the template is empty or not UTF-8"));
      return FALSE;
    }
  for (const char *p = strchr (title, '{'); p != NULL; p = strchr (p + 1, '{'))
    {
      const char *end = strchr (p, '}');
      g_autofree char *name = end == NULL ? g_strdup (p + 1) : g_strndup (p + 1, end - p - 1);
      if (end == NULL || !g_strv_contains (title_names, name))
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                       _ ("title: no {%s}; there are {duty} {shift} {window} {post} {station}"),
                       name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
has_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  return host != NULL && host[0] != '\0';
}

static gboolean
is_plain_url (const char *url)
{
  return g_str_is_ascii (url) && strpbrk (url, " \"'<>\\^`{|}?#") == NULL && strlen (url) <= MAX_URL
         && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"))
         && has_host (url);
}

gboolean
geng_feed_url_check (const char *url, GError **error)
{
  if (is_plain_url (url))
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("url: “%.200s” will not do; https://example.org/duty/ would be right"), url);
  return FALSE;
}

gboolean
geng_feed_alarm_check (int minutes, GError **error)
{
  if (minutes >= -1 && minutes <= MAX_ALARM)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("alarm: %d minutes; 0 to %d would be right"), minutes, MAX_ALARM);
  return FALSE;
}

/**
 * geng_station_get_feed_title:
 * @self: a station
 *
 * Returns: (nullable): the template of the titles of duties in its feeds; %NULL for the publisher's
 * own
 */
const char *
geng_station_get_feed_title (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return self->feed_title;
}

/**
 * geng_station_set_feed_title:
 * @self: a station
 * @title: (nullable): template of the titles of duties in its feeds; {duty} {shift} {window} {post}
 * {station} are replaced
 * @error: return location
 *
 * What publishers of the station begin with; geng_publisher_set_title() is for one publication.
 * Another title is a visible change of every event.
 *
 * Returns: whether the template is understood.
 *   Fails with %GENG_ERROR_INVALID otherwise
 */
gboolean
geng_station_set_feed_title (GengStation *self, const char *title, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  if (title != NULL && !geng_feed_title_check (title, error))
    return FALSE;
  if (geng_field_set_text (&self->feed_title, title))
    g_object_notify (G_OBJECT (self), "feed-title");
  return TRUE;
}

/**
 * geng_station_get_feed_folder:
 * @self: a station
 *
 * Returns: (nullable) (type filename): the folder to which its feeds are published
 */
const char *
geng_station_get_feed_folder (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return self->feed_folder;
}

/**
 * geng_station_set_feed_folder:
 * @self: a station
 * @folder: (nullable) (type filename): the folder to which its feeds are published, absolute or
 * relative to the station's own; %NULL for where they went before
 *
 * Sets where publishers of the station write.
 */
void
geng_station_set_feed_folder (GengStation *self, const char *folder)
{
  g_return_if_fail (GENG_IS_STATION (self));
  geng_field_set_text (&self->feed_folder, folder);
}

/**
 * geng_station_get_feed_url:
 * @self: a station
 *
 * Returns: (nullable): where the folder of its feeds is found in the web
 */
const char *
geng_station_get_feed_url (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return self->feed_url;
}

/**
 * geng_station_set_feed_url:
 * @self: a station
 * @url: (nullable): where the folder of its feeds is found, for instance
 * `https://example.org/duty/`
 * @error: return location
 *
 * What publishers of the station begin with; geng_publisher_set_base_url() is for one publication.
 *
 * Returns: whether @url will do: http or https, ASCII, at most 200 characters, without query.
 *   Fails with %GENG_ERROR_INVALID otherwise
 */
gboolean
geng_station_set_feed_url (GengStation *self, const char *url, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  if (url != NULL && !geng_feed_url_check (url, error))
    return FALSE;
  if (geng_field_set_text (&self->feed_url, url))
    g_object_notify (G_OBJECT (self), "feed-url");
  return TRUE;
}

/**
 * geng_station_get_feed_alarm_minutes:
 * @self: a station
 *
 * Returns: how many minutes before a personal duty phones ring; -1 for no alarm
 */
int
geng_station_get_feed_alarm_minutes (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), -1);
  return self->feed_alarm;
}

/**
 * geng_station_set_feed_alarm_minutes:
 * @self: a station
 * @minutes: how many minutes before a personal duty phones ring; -1 for no alarm
 * @error: return location
 *
 * What publishers of the station begin with; geng_publisher_set_alarm_minutes() is for one
 * publication.
 *
 * Returns: whether @minutes is in range, a week at most.
 *   Fails with %GENG_ERROR_INVALID otherwise
 */
gboolean
geng_station_set_feed_alarm_minutes (GengStation *self, int minutes, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  if (!geng_feed_alarm_check (minutes, error))
    return FALSE;
  if (self->feed_alarm == minutes)
    return TRUE;
  self->feed_alarm = minutes;
  g_object_notify (G_OBJECT (self), "feed-alarm-minutes");
  return TRUE;
}
