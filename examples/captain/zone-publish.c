/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The calendars of people whom stations share: all their duties in one, whichever station it is,
 * from the folder of their pool. */
#include "rebase.h"
#include "zone.h"

static gboolean
publish_pool (GengZone *zone, guint index, const char *month)
{
  g_autoptr (GError) error = NULL;
  g_auto (Desk) desk = { 0 };

  desk.station = geng_zone_view_pool (zone, index, &error);
  if (desk.station != NULL && geng_station_get_language (desk.station) == NULL)
    geng_station_set_language (desk.station, desk_language ());
  if (desk.station != NULL && desk_set_month (&desk, month))
    desk.roster
        = geng_zone_load_pool_month (zone, index, desk.station, g_date_get_year (&desk.first),
                                     g_date_get_month (&desk.first), &error);
  desk.store = geng_zone_open_pool (zone, index);
  if (desk.roster == NULL && error == NULL)
    return TRUE;
  if (error == NULL && publish_official (&desk, &error))
    {
      say_hint (_ ("%s: the calendars of its people, with their duties at all stations, are in %s"),
                geng_zone_get_pool_id (zone, index), geng_store_get_path (desk.store));
      return TRUE;
    }
  say_failure_of (geng_zone_get_pool_id (zone, index), error);
  return FALSE;
}

Status
zone_publish (GengZone *zone, const char *month)
{
  Status status = STATUS_FINE;

  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    if (!publish_pool (zone, i, month))
      status = STATUS_BAD;
  return status;
}
