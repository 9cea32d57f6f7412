/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-kit-count.h"

/* Recharges longer than this many days are counted as if they were as long. */
#define MOST_DAYS 400

static int
item_recharge (GengItem *item)
{
  int minutes = geng_item_get_recharge_minutes (item);

  if (minutes < 0)
    minutes = geng_piece_get_recharge_minutes (geng_item_get_piece (item));
  return CLAMP (minutes, 0, MOST_DAYS * GENG_DAY_MINUTES);
}

/* Returns: (transfer full) (element-type GengItem): what the station has of @piece */
static GPtrArray *
list_items (GengStation *station, GengPiece *piece)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *items = geng_station_get_items (station);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GengItem) item = g_list_model_get_item (items, i);

      if (geng_item_get_piece (item) == piece)
        g_ptr_array_add (list, g_object_ref (item));
    }
  return list;
}

gboolean
geng_kit_count_needs (const GengKitCount *count, GengShift *shift)
{
  const char *const *kit = geng_window_get_kit (geng_shift_get_window (shift));

  return kit != NULL && g_strv_contains (kit, geng_entity_get_id (GENG_ENTITY (count->piece)));
}

gboolean
geng_kit_count_starts (const GengKitCount *count, const GengScene *scene, guint shift)
{
  int from = geng_shift_get_start_minute (scene->shifts[shift]);

  if (!geng_kit_count_needs (count, scene->shifts[shift]))
    return FALSE;
  for (guint s = 0; s < shift; s++)
    if (geng_shift_get_start_minute (scene->shifts[s]) == from
        && geng_kit_count_needs (count, scene->shifts[s]))
      return FALSE;
  return TRUE;
}

/* Of one person on @shift every day, how many pieces are out or recharging at @minute of a day. */
static int
count_out (const GengKitCount *count, GengShift *shift, int minute)
{
  int from = geng_shift_get_start_minute (shift);
  int back = geng_shift_get_end_minute (shift) + count->recharge;
  int n = 0;

  for (; back > minute; from -= GENG_DAY_MINUTES, back -= GENG_DAY_MINUTES)
    n += from <= minute;
  return n;
}

/* The pieces that one person on each shift every day keeps busy, at the busiest start. */
static int
count_load (const GengKitCount *count, const GengScene *scene)
{
  int load = 1;

  for (guint t = 0; t < scene->n_shifts; t++)
    {
      int n = 0;

      if (!geng_kit_count_needs (count, scene->shifts[t]))
        continue;
      for (guint s = 0; s < scene->n_shifts; s++)
        if (geng_kit_count_needs (count, scene->shifts[s]))
          n += count_out (count, scene->shifts[s], geng_shift_get_start_minute (scene->shifts[t]));
      load = MAX (load, n);
    }
  return load;
}

static int
count_quick (GPtrArray *items, int recharge)
{
  int n = 0;

  for (guint i = 0; i < items->len; i++)
    n += geng_item_get_state (g_ptr_array_index (items, i)) == GENG_ITEM_STATE_USABLE
         && item_recharge (g_ptr_array_index (items, i)) <= recharge;
  return n;
}

/* Of two times that serve as many people the longer one is taken: it leaves more items. */
static void
choose_recharge (GengKitCount *count, const GengScene *scene, GPtrArray *items)
{
  gint64 best_items = -1, best_load = 1;
  int best = 0;

  for (guint i = 0; i < items->len; i++)
    {
      gint64 load, quick;

      count->recharge = item_recharge (g_ptr_array_index (items, i));
      load = count_load (count, scene);
      quick = count_quick (items, count->recharge);
      if (quick * best_load > best_items * load
          || (quick * best_load == best_items * load && count->recharge > best))
        {
          best = count->recharge;
          best_items = quick;
          best_load = load;
        }
    }
  count->recharge = best;
}

static gboolean
is_required (const GengKitCount *count, const GengScene *scene)
{
  for (guint s = 0; s < scene->n_shifts; s++)
    if (geng_kit_count_needs (count, scene->shifts[s]))
      return TRUE;
  return FALSE;
}

GArray *
geng_kit_counts_new (const GengScene *scene)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (GengKitCount));
  GListModel *pieces = geng_station_get_pieces (scene->station);

  for (guint i = 0; i < g_list_model_get_n_items (pieces); i++)
    {
      g_autoptr (GengPiece) piece = g_list_model_get_item (pieces, i);
      g_autoptr (GPtrArray) items = list_items (scene->station, piece);
      GengKitCount count = { scene->station, piece, 0 };

      if (items->len == 0 || !is_required (&count, scene))
        continue;
      choose_recharge (&count, scene, items);
      g_array_append_val (counts, count);
    }
  return counts;
}

int
geng_kit_count_usable (const GengKitCount *count, const GengScene *scene, int day)
{
  g_autoptr (GPtrArray) items = list_items (count->station, count->piece);
  GDate date;
  int n = 0;

  geng_scene_date (scene, day, &date);
  for (guint i = 0; i < items->len; i++)
    n += item_recharge (g_ptr_array_index (items, i)) <= count->recharge
         && geng_item_is_usable (g_ptr_array_index (items, i), &date);
  return n;
}
