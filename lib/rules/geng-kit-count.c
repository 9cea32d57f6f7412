/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-kit-count.h"

#include "geng-elsewhere-private.h"
#include "geng-part.h"
#include "geng-shift-private.h"

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

static const GengKitSpan *
span_of (const GengKitCount *count, guint shift, guint post)
{
  return &count->spans[shift * count->n_posts + post];
}

const GengKitSpan *
geng_kit_count_span (const GengKitCount *count, guint shift, GengPost *post)
{
  for (guint p = 0; p < count->n_posts; p++)
    if (count->posts[p] == post)
      return span_of (count, shift, p)->end > span_of (count, shift, p)->start
                 ? span_of (count, shift, p)
                 : NULL;
  return NULL;
}

/* What the station keeps goes out from its own posts; who serves elsewhere takes what is there. */
static gboolean
is_kept_for (const GengKitCount *count, guint post)
{
  return post < g_list_model_get_n_items (geng_station_get_posts (count->station))
         && geng_part_same (count->piece, count->posts[post]);
}

static void
add_span (GengKitCount *count, const GengScene *scene, guint shift, guint post)
{
  g_autofree char *place = NULL;
  g_autofree char *piece = NULL;
  GengKitSpan *span = &count->spans[shift * count->n_posts + post];

  if (geng_shift_is_apart (scene->shifts[shift], count->posts[post])
      || !geng_part_same (scene->shifts[shift], count->posts[post])
      || (!count->is_brought && !is_kept_for (count, post)))
    return;
  place = geng_part_of (count->posts[post]);
  piece = geng_part_join (place, geng_part_local (count->piece));
  if (geng_scene_leads (scene, shift) || geng_scene_is_reserve (scene, count->posts[post])
      || !geng_shift_needs (scene->shifts[shift], count->posts[post], piece))
    return;
  geng_shift_kit_span (scene->shifts[shift], count->posts[post], &span->start, &span->end);
  for (guint i = 0; i < count->starts->len; i++)
    if (g_array_index (count->starts, int, i) == span->start)
      return;
  g_array_append_val (count->starts, span->start);
}

static void
fill_spans (GengKitCount *count, const GengScene *scene)
{
  g_autoptr (GPtrArray) posts = geng_station_list_all_posts (count->station);

  count->n_posts = posts->len;
  count->posts = g_new0 (GengPost *, count->n_posts + 1);
  count->spans = g_new0 (GengKitSpan, scene->n_shifts * count->n_posts + 1);
  count->starts = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint p = 0; p < count->n_posts; p++)
    count->posts[p] = posts->pdata[p];
  for (guint s = 0; s < scene->n_shifts; s++)
    for (guint p = 0; p < count->n_posts; p++)
      add_span (count, scene, s, p);
}

static void
clear_count (gpointer data)
{
  GengKitCount *count = data;

  g_free (count->posts);
  g_free (count->spans);
  g_free (count->bearers);
  g_array_unref (count->starts);
}

/* The longest that the shift keeps the piece at any post, the earlier of equals; no minutes where
 * it never does. */
static GengKitSpan
longest_span (const GengKitCount *count, guint shift)
{
  GengKitSpan longest = { 0, 0 };

  for (guint p = 0; p < count->n_posts; p++)
    {
      const GengKitSpan *span = span_of (count, shift, p);
      int longer = (span->end - span->start) - (longest.end - longest.start);

      if (longer > 0 || (longer == 0 && span->start < longest.start))
        longest = *span;
    }
  return longest;
}

/* Of one person on a shift every day, how many pieces are out or recharging at @minute of a day. */
static int
count_out (const GengKitCount *count, GengKitSpan span, int minute)
{
  int from = span.start;
  int back = span.end + count->recharge;
  int n = 0;

  for (; span.end > span.start && back > minute; from -= GENG_DAY_MINUTES, back -= GENG_DAY_MINUTES)
    n += from <= minute;
  return n;
}

/* The pieces that one person on each shift every day keeps busy, at the busiest start. */
static int
count_load (const GengKitCount *count, const GengScene *scene)
{
  int load = 1;

  for (guint i = 0; i < count->starts->len; i++)
    {
      int n = 0;

      for (guint s = 0; s < scene->n_shifts; s++)
        n += count_out (count, longest_span (count, s), g_array_index (count->starts, int, i));
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

/* Whoever comes from a pool that has such pieces brings one of them. */
static gboolean
takes (const GengKitCount *count, GengMember *member)
{
  GengPiece *own = geng_piece_of_pool (count->station, member, count->piece);

  return own != NULL ? own == count->piece : !count->is_brought;
}

static void
fill_bearers (GengKitCount *count, const GengScene *scene)
{
  g_autofree char *part = geng_part_of (count->piece);

  count->is_brought = geng_part_is_pool (part, count->station);
  count->bearers = g_new0 (guint8, scene->n_members + 1);
  for (guint m = 0; m < scene->n_members; m++)
    count->bearers[m] = takes (count, scene->members[m]);
}

GArray *
geng_kit_counts_new (const GengScene *scene)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (GengKitCount));
  GListModel *pieces = geng_station_get_pieces (scene->station);

  g_array_set_clear_func (counts, clear_count);
  for (guint i = 0; i < g_list_model_get_n_items (pieces); i++)
    {
      g_autoptr (GengPiece) piece = g_list_model_get_item (pieces, i);
      g_autoptr (GPtrArray) items = list_items (scene->station, piece);
      GengKitCount count = { .station = scene->station, .piece = piece };

      if (items->len == 0)
        continue;
      fill_bearers (&count, scene);
      fill_spans (&count, scene);
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
