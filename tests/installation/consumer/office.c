/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program of somebody else that publishes: the first line of an empty month's feed. */
#include <geng-office/geng-office.h>
#include <string.h>

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStation) station = geng_station_new ("gate", "Gate", "Asia/Shanghai", &error);
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_FEBRUARY, 2027);
  g_autoptr (GDate) last = g_date_new_dmy (28, G_DATE_FEBRUARY, 2027);
  g_autoptr (GengRoster) roster = station ? geng_roster_new (station, first, last, &error) : NULL;
  g_autoptr (GengPublisher) publisher = roster ? geng_publisher_new (station) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_utc (2027, 1, 20, 8, 0, 0);

  if (!publisher || !geng_publisher_add_month (publisher, roster, NULL, &error)
      || !geng_publisher_render (publisher, now, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (publisher);
  gsize length;
  const char *text = g_bytes_get_data (geng_feed_file_get_content (feeds->pdata[0]), &length);
  g_print ("%.*s\n", (int) strcspn (text, "\r\n"), text);
  return 0;
}
