/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The drafts of several stations as one change. */
#include <string.h>

#include "log.h"
#include "zone.h"

typedef struct
{
  guint index;
  Desk desk;
  GengRoster *month;
} Part;

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer zone)
{
  return strcmp (geng_zone_get_id (zone, ((const Part *) a)->index),
                 geng_zone_get_id (zone, ((const Part *) b)->index));
}

/* (transfer full) (element-type Part): in the order of ids, as their locks were taken */
static GArray *
list_parts (GengZone *zone, GPtrArray *months)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint i = 0; i < months->len; i++)
    {
      Part part = { .index = i,
                    .desk = { .store = geng_zone_get_store (zone, i),
                              .station = geng_zone_get_station (zone, i) },
                    .month = months->pdata[i] };

      if (part.month != NULL)
        g_array_append_val (parts, part);
    }
  g_array_sort_with_data (parts, compare_ids, zone);
  return parts;
}

/* kept: (nullable): a draft of before is kept beside the new one, and its name put in here */
static gboolean
prepare (Part *part, GPtrArray *kept, GError **error)
{
  GengStore *store = part->desk.store;
  g_autofree char *name = NULL;

  if (!geng_store_begin (store, error))
    return FALSE;
  if (kept == NULL)
    return geng_store_save_draft (store, part->month, error);
  if (!geng_store_replace_draft (store, part->month, &name, error))
    return FALSE;
  if (name != NULL)
    g_ptr_array_add (kept, g_steal_pointer (&name));
  return TRUE;
}

/* What a disk has no room for is known before the first counts. */
static gboolean
write_parts (GArray *parts, GPtrArray *kept, GError **error)
{
  gboolean fine = TRUE;

  for (guint i = 0; fine && i < parts->len; i++)
    {
      Part *part = &g_array_index (parts, Part, i);

      fine = prepare (part, kept, error);
    }
  for (guint i = 0; fine && i < parts->len; i++)
    fine = geng_store_commit (g_array_index (parts, Part, i).desk.store, error);
  for (guint i = 0; !fine && i < parts->len; i++)
    geng_store_unlock (g_array_index (parts, Part, i).desk.store);
  return fine;
}

gboolean
zone_save_drafts (GengZone *zone,
                  GPtrArray *months,
                  const Options *options,
                  GPtrArray *kept,
                  GError **error)
{
  g_autoptr (GArray) parts = list_parts (zone, months);
  gboolean fine = TRUE;

  for (guint i = 0; fine && i < parts->len; i++)
    {
      Part *part = &g_array_index (parts, Part, i);

      fine = desk_fold_steps (&part->desk, error) && log_begin (&part->desk, options, error);
    }
  fine = fine && write_parts (parts, kept, error);
  for (guint i = 0; i < parts->len; i++)
    log_end (&g_array_index (parts, Part, i).desk);
  return fine;
}
