/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What geng cover at a station writes in the folder of a pool, where one of the two is of it: the
 * leave, and the calendar with the duties at all stations. */
#include "cover.h"
#include "parts.h"
#include "zone.h"

gboolean
cover_open_pool (Desk *desk,
                 GengMember *member,
                 GPtrArray *leave,
                 const Options *options,
                 Desk *pool)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStore) store = NULL;
  int index;

  if (leave->len == 0 || !member_is_shared (member))
    return TRUE;
  zone = zone_find_above (geng_store_get_path (desk->store));
  index = zone != NULL ? zone_find_pool_of (zone, geng_entity_get_id (GENG_ENTITY (member))) : -1;
  store = index >= 0 ? geng_zone_open_pool (zone, (guint) index) : NULL;
  pool->json = desk->json;
  pool->pool = store != NULL ? zone_pool_find (geng_store_get_path (store)) : NULL;
  if (pool->pool == NULL)
    say_error (_ ("The folder of the pool of %s is not found."),
               geng_entity_get_name (GENG_ENTITY (member)));
  return pool->pool != NULL && zone_pool_open (pool, options, DESK_WRITE);
}

/* (transfer full): the same of somebody as the pool has him */
static GengRequest *
copy_leave (GengRequest *leave, GengMember *member)
{
  GengRequest *copy
      = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, geng_request_get_first (leave),
                          geng_request_get_last (leave));

  geng_request_set_leave_kind (copy, geng_request_get_leave_kind (leave));
  geng_request_set_reason (copy, geng_request_get_reason (leave));
  if (geng_request_get_timed (leave))
    geng_request_set_times (copy, geng_request_get_start_minute (leave),
                            geng_request_get_end_minute (leave));
  return copy;
}

/* Its part of the change ends here, so that the log may follow; the change counts with the station.
 */
static gboolean
write_table (Desk *desk, Desk *pool, GError **error)
{
  if (geng_store_begin_within (pool->store, desk->store, error)
      && geng_store_save_file (pool->store, pool->station, "leave.csv", error))
    return geng_store_commit (pool->store, error);
  geng_store_unlock (pool->store);
  return FALSE;
}

gboolean
cover_write_shared_leave (Desk *desk, Desk *pool, GPtrArray *leave, GError **error)
{
  gboolean any = FALSE;

  if (pool->pool == NULL)
    return TRUE;
  for (guint i = 0; i < leave->len; i++)
    {
      GengMember *member = geng_request_get_member (leave->pdata[i]);
      const char *local = zone_pool_local (pool->pool, geng_entity_get_id (GENG_ENTITY (member)));
      GengMember *own = geng_station_lookup_member (pool->station, local);
      g_autoptr (GengRequest) copy = own != NULL ? copy_leave (leave->pdata[i], own) : NULL;

      if (copy == NULL)
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_NOT_FOUND, _ ("%s has no member “%s”."),
                       geng_store_get_path (pool->store), local);
          return FALSE;
        }
      if (desk_knows_leave (pool, copy))
        continue;
      if (!geng_station_add_request (pool->station, copy, error))
        return FALSE;
      any = TRUE;
    }
  /* It goes no second way through the station's own table. */
  g_ptr_array_set_size (leave, 0);
  return !any || write_table (desk, pool, error);
}

void
cover_publish_shared (Desk *desk, GengMember *member, GengMember *substitute)
{
  g_autoptr (GengZone) above = NULL;
  g_autoptr (GengZone) zone = NULL;
  g_autofree char *month = NULL;

  if (!member_is_shared (member) && !member_is_shared (substitute))
    return;
  above = zone_find_above (geng_store_get_path (desk->store));
  zone = above != NULL ? zone_load (geng_zone_get_path (above)) : NULL;
  month = desk_month_text (&desk->first);
  if (zone != NULL && zone_publish (zone, month, NULL) == STATUS_FINE)
    return;
  say_hint (_ ("The change itself is official. The calendars of shared people follow with geng "
               "publish %s in the zone's folder."),
            month);
}
