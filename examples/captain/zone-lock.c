/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The right to write to a whole zone. */
#include <string.h>

#include "zone.h"

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer zone)
{
  return strcmp (geng_zone_get_pool_id (zone, *(const guint *) a),
                 geng_zone_get_pool_id (zone, *(const guint *) b));
}

/* A pool comes before the stations that share it: whoever answers its people has it already when he
 * wants these. */
GPtrArray *
zone_lock_all (GengZone *zone, GError **error)
{
  g_autoptr (GPtrArray) pools = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_ids, zone);
  for (guint i = 0; i < order->len; i++)
    {
      guint index = g_array_index (order, guint, i);

      g_ptr_array_add (pools, geng_zone_open_pool (zone, index));
      if (geng_store_lock (pools->pdata[i], error))
        continue;
      g_prefix_error (error, "%s: ", geng_zone_get_pool_id (zone, index));
      return NULL;
    }
  return geng_zone_lock (zone, error) ? g_steal_pointer (&pools) : NULL;
}
