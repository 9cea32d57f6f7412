/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-kit-stock.h"

#include "geng-part.h"
#include "geng-shift-private.h"

/* The group of an item: that of an earlier item of the same set, else a new one. */
static guint
find_group (GengStock *stock, GengItem *item)
{
  const char *set = geng_item_get_kit_set (item);

  if (set != NULL && *set != '\0')
    for (guint i = 0; i < stock->items->len; i++)
      {
        const GengStockItem *other = &g_array_index (stock->items, GengStockItem, i);

        if (g_strcmp0 (geng_item_get_kit_set (other->item), set) == 0)
          return other->group;
      }
  g_array_set_size (stock->held, stock->held->len + 1);
  return stock->held->len - 1;
}

GengStock *
geng_stock_new (GengStation *station)
{
  GengStock *stock = g_new0 (GengStock, 1);
  GListModel *items = geng_station_get_items (station);

  stock->station = station;
  stock->items = g_array_new (FALSE, FALSE, sizeof (GengStockItem));
  stock->held = g_array_new (FALSE, TRUE, sizeof (guint));
  stock->index = g_hash_table_new (NULL, NULL);
  stock->kept = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GengItem) item = g_list_model_get_item (items, i);
      GengStockItem entry = { item, find_group (stock, item), G_MININT64 };

      g_array_append_val (stock->items, entry);
      g_hash_table_insert (stock->index, item, GUINT_TO_POINTER (i));
    }
  return stock;
}

void
geng_stock_free (GengStock *stock)
{
  g_array_unref (stock->items);
  g_array_unref (stock->held);
  g_hash_table_unref (stock->index);
  g_hash_table_unref (stock->kept);
  g_free (stock);
}

/* Returns: (nullable): NULL when the station does not have the item (a history may). */
GengStockItem *
geng_stock_lookup (GengStock *stock, GengItem *item)
{
  gpointer position;

  if (!g_hash_table_lookup_extended (stock->index, item, NULL, &position))
    return NULL;
  return &g_array_index (stock->items, GengStockItem, GPOINTER_TO_UINT (position));
}

static gboolean
is_counted (GengStock *stock, GengPiece *piece)
{
  for (guint i = 0; i < stock->items->len; i++)
    if (geng_item_get_piece (g_array_index (stock->items, GengStockItem, i).item) == piece)
      return TRUE;
  return FALSE;
}

/* The piece, or what the member's pool brings in its place. */
static void
add_need (GengStock *stock, GengDuty *duty, GengPiece *piece, GPtrArray *needs)
{
  GengPiece *brought = geng_piece_of_pool (stock->station, geng_duty_get_member (duty), piece);

  if (is_counted (stock, brought != NULL ? brought : piece))
    g_ptr_array_add (needs, brought != NULL ? brought : piece);
}

/* The pieces that @duty's windows, or its post, require.  A piece of which the station lists no
 * item at all is not counted: such a station keeps no book of it.  The leader on call carries none,
 * nor does a reserve.
 * Returns: (transfer container) (element-type GengPiece) */
GPtrArray *
geng_stock_list_needs (GengStock *stock, GengDuty *duty)
{
  GPtrArray *needs = g_ptr_array_new ();
  GListModel *pieces = geng_station_get_pieces (stock->station);

  if (!geng_station_is_at_work (stock->station, duty))
    return needs;
  for (guint i = 0; i < g_list_model_get_n_items (pieces); i++)
    {
      g_autoptr (GengPiece) piece = g_list_model_get_item (pieces, i);

      if (geng_shift_needs (geng_duty_get_shift (duty), geng_duty_get_post (duty),
                            geng_entity_get_id (GENG_ENTITY (piece))))
        add_need (stock, duty, piece, needs);
    }
  return needs;
}

gboolean
geng_stock_is_free (const GengStockItem *entry, const GDate *date, gint64 minute)
{
  return entry->ready <= minute && geng_item_is_usable (entry->item, date);
}

/* The member's latest kit is @kept from now on. */
static void
keep (GengStock *stock, GengMember *member, GPtrArray *kept)
{
  GPtrArray *earlier = g_hash_table_lookup (stock->kept, member);

  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    g_array_index (stock->held, guint,
                   geng_stock_lookup (stock, g_ptr_array_index (earlier, i))->group)--;
  for (guint i = 0; i < kept->len; i++)
    g_array_index (stock->held, guint,
                   geng_stock_lookup (stock, g_ptr_array_index (kept, i))->group)++;
  g_hash_table_insert (stock->kept, member, kept);
}

/* @duty takes @items: they are away until its end and then recharge. */
void
geng_stock_hand_out (GengStock *stock, GengDuty *duty, GPtrArray *items)
{
  GPtrArray *kept = g_ptr_array_new ();
  gint64 end = geng_stock_end (stock, duty);

  for (guint i = 0; i < items->len; i++)
    {
      GengItem *item = g_ptr_array_index (items, i);
      GengStockItem *entry = geng_stock_lookup (stock, item);

      if (entry == NULL)
        continue;
      entry->ready = MAX (entry->ready, end + geng_stock_recharge (item));
      g_ptr_array_add (kept, item);
    }
  keep (stock, geng_duty_get_member (duty), kept);
}

/* Minutes from the end of a duty to the next: the item's own, else its piece's. */
int
geng_stock_recharge (GengItem *item)
{
  int minutes = geng_item_get_recharge_minutes (item);

  return minutes >= 0 ? minutes : geng_piece_get_recharge_minutes (geng_item_get_piece (item));
}

/* When the duty's kit goes out and comes back: with its windows, not with the shift. */
static gint64
kit_minute (GengStock *stock, GengDuty *duty, gboolean end)
{
  g_autoptr (GDateTime) moment = NULL;
  int span[2];

  geng_shift_kit_span (geng_duty_get_shift (duty), geng_duty_get_post (duty), &span[0], &span[1]);
  moment = geng_station_instant (stock->station, geng_duty_get_date (duty), span[end]);
  return g_date_time_to_unix (moment) / 60;
}

gint64
geng_stock_start (GengStock *stock, GengDuty *duty)
{
  return kit_minute (stock, duty, FALSE);
}

gint64
geng_stock_end (GengStock *stock, GengDuty *duty)
{
  return kit_minute (stock, duty, TRUE);
}
