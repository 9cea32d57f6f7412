/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What geng cover at a station writes in the folder of a pool, where one of the two is of it: the
 * leave, and the calendar with the duties at all stations. */
#include <string.h>

#include "cover.h"
#include "parts.h"
#include "zone.h"

/* The folder of the member's pool, on a desk that writes.  FALSE after a message */
static gboolean
open_pool (Desk *desk, GengMember *member, Desk *pool)
{
  g_autoptr (GengZone) zone = zone_find_above (geng_store_get_path (desk->store));
  int index
      = zone != NULL ? zone_find_pool_of (zone, geng_entity_get_id (GENG_ENTITY (member))) : -1;
  g_autoptr (GengStore) store = index >= 0 ? geng_zone_open_pool (zone, (guint) index) : NULL;

  pool->json = desk->json;
  pool->pool = store != NULL ? zone_pool_find (geng_store_get_path (store)) : NULL;
  if (pool->pool != NULL)
    return zone_pool_open (pool, &(Options){ 0 }, DESK_WRITE);
  say_error (_ ("The folder of the pool of %s is not found."),
             geng_entity_get_name (GENG_ENTITY (member)));
  return FALSE;
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

gboolean
cover_write_shared_leave (Desk *desk, GengMember *member, GPtrArray *leave)
{
  g_auto (Desk) pool = { 0 };
  const char *local = strchr (geng_entity_get_id (GENG_ENTITY (member)), '/');
  g_autoptr (GError) error = NULL;
  GengMember *own;

  if (leave->len == 0 || !member_is_shared (member))
    return TRUE;
  if (!open_pool (desk, member, &pool) || (own = desk_find_member (&pool, local + 1)) == NULL)
    return FALSE;
  for (guint i = 0; i < leave->len; i++)
    {
      g_autoptr (GengRequest) copy = copy_leave (leave->pdata[i], own);

      if (desk_knows_leave (&pool, copy) || zone_pool_add_leave (&pool, copy, &error))
        continue;
      say_failure (error);
      return FALSE;
    }
  /* It is written, and goes no second way through the station's own table. */
  g_ptr_array_set_size (leave, 0);
  return TRUE;
}

gboolean
cover_publish_shared (Desk *desk, GengMember *member, GengMember *substitute)
{
  g_autoptr (GengZone) above = NULL;
  g_autoptr (GengZone) zone = NULL;
  g_autofree char *month = NULL;

  if (!member_is_shared (member) && !member_is_shared (substitute))
    return TRUE;
  above = zone_find_above (geng_store_get_path (desk->store));
  zone = above != NULL ? zone_load (geng_zone_get_path (above)) : NULL;
  month = desk_month_text (&desk->first);
  if (zone != NULL && zone_publish (zone, month, NULL) == STATUS_FINE)
    return TRUE;
  say_hint (_ ("The calendars of shared people follow with geng publish in the zone's folder."));
  return FALSE;
}
