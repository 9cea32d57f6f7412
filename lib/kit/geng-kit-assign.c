/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-kit-stock.h"
#include "geng-gettext.h"
#include "geng-roster-private.h"

/*
 * Items go to duties in the order of their starts.  At a start, any item that is back, charged and
 * usable will do: the kit rule (lib/rules) counts, at each start, all pieces out or recharging
 * against the items usable on that duty day, so one is always left however the earlier ones were
 * chosen.  That leaves the choice free for what people care about, asked in this order of all who
 * start at the same moment:
 *
 *  1. what the duty has already, if it still serves: a second run changes nothing;
 *  2. the whole set that the member had on the latest duty;
 *  3. any whole set, rather one that breaks up no set, then one that few others call
 *     theirs, then the first;
 *  4. pieces of several sets: the member's own of the latest duty, else from as few sets as
 *     possible.
 */

typedef struct
{
  GengDuty *duty; /* (unowned) */
  gint64 start;
  GPtrArray *needs; /* GengPiece */
  GPtrArray *items; /* GengItem; NULL until served */
} Claim;

typedef struct
{
  GengStock *stock;
  GArray *claims; /* Claim, by start */
} Assignment;

static void
claim_clear (gpointer data)
{
  Claim *claim = data;

  g_clear_pointer (&claim->needs, g_ptr_array_unref);
  g_clear_pointer (&claim->items, g_ptr_array_unref);
}

static gboolean
is_free (Assignment *self, const Claim *claim, GengItem *item)
{
  const GengStockItem *entry = geng_stock_lookup (self->stock, item);

  return entry != NULL
         && geng_stock_is_free (entry, geng_duty_get_date (claim->duty), claim->start);
}

/* The item of @piece in @items that may go out now, or NULL. */
static GengItem *
find_piece (Assignment *self, const Claim *claim, GPtrArray *items, GengPiece *piece)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      GengItem *item = g_ptr_array_index (items, i);

      if (geng_item_get_piece (item) == piece && is_free (self, claim, item))
        return item;
    }
  return NULL;
}

/* What of @items serves @claim, in the order of its needs. */
static GPtrArray *
pick (Assignment *self, const Claim *claim, GPtrArray *items)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < claim->needs->len; i++)
    {
      GengItem *item = find_piece (self, claim, items, g_ptr_array_index (claim->needs, i));

      if (item != NULL)
        g_ptr_array_add (picked, g_object_ref (item));
    }
  return picked;
}

/* The duty has its items in the order of its needs, wherever they come from. */
static void
serve (Assignment *self, Claim *claim, GPtrArray *items)
{
  claim->items = pick (self, claim, items);
  geng_stock_hand_out (self->stock, claim->duty, claim->items);
}

static GPtrArray *
latest_kit (Assignment *self, const Claim *claim)
{
  return g_hash_table_lookup (self->stock->kept, geng_duty_get_member (claim->duty));
}

static gboolean
is_one_group (Assignment *self, GPtrArray *items)
{
  for (guint i = 1; i < items->len; i++)
    if (geng_stock_lookup (self->stock, g_ptr_array_index (items, i))->group
        != geng_stock_lookup (self->stock, g_ptr_array_index (items, 0))->group)
      return FALSE;
  return TRUE;
}

static void
keep_present (Assignment *self, Claim *claim)
{
  g_autoptr (GPtrArray) present = geng_duty_list_items (claim->duty);
  g_autoptr (GPtrArray) picked = pick (self, claim, present);

  if (present != NULL && picked->len == claim->needs->len && picked->len == present->len)
    serve (self, claim, picked);
}

static void
keep_own_set (Assignment *self, Claim *claim)
{
  g_autoptr (GPtrArray) picked = pick (self, claim, latest_kit (self, claim));

  if (picked->len == claim->needs->len && is_one_group (self, picked))
    serve (self, claim, picked);
}

/* What a group of items offers to a claim. */
typedef struct
{
  guint serves;  /* how many of the needed pieces that are still missing */
  guint orphans; /* how many other items are free, and would stay behind */
  guint held;    /* how many items are somebody's latest */
} Offer;

static gboolean
is_missing (const Claim *claim, GPtrArray *picked, GengPiece *piece)
{
  for (guint i = 0; i < picked->len; i++)
    if (geng_item_get_piece (g_ptr_array_index (picked, i)) == piece)
      return FALSE;
  return g_ptr_array_find (claim->needs, piece, NULL);
}

/* Counts each group that has a free @piece once, and its further ones as orphans. */
static void
weigh_piece (Assignment *self,
             const Claim *claim,
             GengPiece *piece,
             gboolean missing,
             Offer *offers)
{
  GArray *items = self->stock->items;
  g_autofree gboolean *counted = g_new0 (gboolean, self->stock->held->len + 1);

  for (guint i = 0; i < items->len; i++)
    {
      const GengStockItem *entry = &g_array_index (items, GengStockItem, i);

      if (geng_item_get_piece (entry->item) != piece || !is_free (self, claim, entry->item))
        continue;
      if (missing && !counted[entry->group])
        offers[entry->group].serves++;
      else
        offers[entry->group].orphans++;
      counted[entry->group] = TRUE;
    }
}

static Offer *
weigh_groups (Assignment *self, const Claim *claim, GPtrArray *picked)
{
  GListModel *pieces = geng_station_get_pieces (self->stock->station);
  Offer *offers = g_new0 (Offer, self->stock->held->len + 1);

  for (guint g = 0; g < self->stock->held->len; g++)
    offers[g].held = g_array_index (self->stock->held, guint, g);
  for (guint i = 0; i < g_list_model_get_n_items (pieces); i++)
    {
      g_autoptr (GengPiece) piece = g_list_model_get_item (pieces, i);

      weigh_piece (self, claim, piece, is_missing (claim, picked, piece), offers);
    }
  return offers;
}

static gboolean
is_better (const Offer *a, const Offer *b)
{
  if (a->serves != b->serves)
    return a->serves > b->serves;
  if (a->orphans != b->orphans)
    return a->orphans < b->orphans;
  return a->held < b->held;
}

/* Adds to @picked what the best group offers; FALSE when none offers anything. */
static gboolean
add_best_group (Assignment *self, const Claim *claim, GPtrArray *picked)
{
  GengStock *stock = self->stock;
  g_autofree Offer *offers = weigh_groups (self, claim, picked);
  guint best = 0;

  for (guint g = 1; g < stock->held->len; g++)
    if (is_better (&offers[g], &offers[best]))
      best = g;
  if (offers[best].serves == 0)
    return FALSE;
  for (guint i = 0; i < stock->items->len; i++)
    {
      const GengStockItem *entry = &g_array_index (stock->items, GengStockItem, i);

      if (entry->group == best && is_free (self, claim, entry->item)
          && is_missing (claim, picked, geng_item_get_piece (entry->item)))
        g_ptr_array_add (picked, g_object_ref (entry->item));
    }
  return TRUE;
}

static void
take_whole_set (Assignment *self, Claim *claim)
{
  g_autoptr (GPtrArray) picked = g_ptr_array_new_with_free_func (g_object_unref);

  add_best_group (self, claim, picked);
  if (picked->len == claim->needs->len)
    serve (self, claim, picked);
}

static void
take_pieces (Assignment *self, Claim *claim)
{
  g_autoptr (GPtrArray) picked = pick (self, claim, latest_kit (self, claim));

  while (picked->len < claim->needs->len && add_best_group (self, claim, picked))
    continue;
  if (picked->len == claim->needs->len)
    serve (self, claim, picked);
}

static void
set_shortage_error (Assignment *self, const Claim *claim, GengPiece *piece, GError **error)
{
  const GDate *date = geng_duty_get_date (claim->duty);
  GengMember *member = geng_duty_get_member (claim->duty);
  guint total = 0, away = 0, unusable = 0;
  g_autoptr (GDateTime) start = geng_duty_get_start (claim->duty, self->stock->station);
  g_autofree char *when = g_date_time_format (start, "%Y-%m-%d %H:%M");

  for (guint i = 0; i < self->stock->items->len; i++)
    {
      const GengStockItem *entry = &g_array_index (self->stock->items, GengStockItem, i);

      if (geng_item_get_piece (entry->item) != piece)
        continue;
      total++;
      if (!geng_item_is_usable (entry->item, date))
        unusable++;
      else if (entry->ready > claim->start)
        away++;
    }
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("kit: %s: no %s (%s) for %s (%s): of %u, %u are out or recharging "
                  "and %u are expired, in repair or lost"),
               when, geng_entity_get_name (GENG_ENTITY (piece)),
               geng_entity_get_id (GENG_ENTITY (piece)),
               geng_entity_get_name (GENG_ENTITY (member)),
               geng_entity_get_id (GENG_ENTITY (member)), total, away, unusable);
}

static void
report_shortage (Assignment *self, const Claim *claim, GError **error)
{
  for (guint i = 0; i < claim->needs->len; i++)
    {
      GengPiece *piece = g_ptr_array_index (claim->needs, i);
      gboolean found = FALSE;

      for (guint j = 0; j < self->stock->items->len && !found; j++)
        {
          GengItem *item = g_array_index (self->stock->items, GengStockItem, j).item;

          found = geng_item_get_piece (item) == piece && is_free (self, claim, item);
        }
      if (!found)
        {
          set_shortage_error (self, claim, piece, error);
          return;
        }
    }
}

/* Serves the claims first..last-1, which all start at one moment. */
static gboolean
serve_start (Assignment *self, guint first, guint last, GError **error)
{
  static void (*const steps[]) (Assignment *, Claim *)
      = { keep_present, keep_own_set, take_whole_set, take_pieces };

  for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
    for (guint i = first; i < last; i++)
      {
        Claim *claim = &g_array_index (self->claims, Claim, i);

        if (claim->items == NULL)
          steps[s](self, claim);
      }
  for (guint i = first; i < last; i++)
    {
      Claim *claim = &g_array_index (self->claims, Claim, i);

      if (claim->items == NULL)
        {
          report_shortage (self, claim, error);
          return FALSE;
        }
    }
  return TRUE;
}

static void
read_history (Assignment *self, GengRoster *history, const GDate *until)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (history);

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      g_autoptr (GPtrArray) items = geng_duty_list_items (duty);

      if (items != NULL && items->len > 0 && g_date_compare (geng_duty_get_date (duty), until) < 0)
        geng_stock_hand_out (self->stock, duty, items);
    }
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const Claim *first = a, *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

static void
list_claims (Assignment *self, GPtrArray *duties)
{
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      Claim claim = { duty, geng_stock_start (self->stock, duty),
                      geng_stock_list_needs (self->stock, duty), NULL };

      g_array_append_val (self->claims, claim);
    }
  /* Stable: those who start together stay in the roster's order. */
  g_array_sort (self->claims, compare_starts);
}

static gboolean
serve_all (Assignment *self, GError **error)
{
  guint first = 0;

  while (first < self->claims->len)
    {
      guint last = first + 1;
      gint64 start = g_array_index (self->claims, Claim, first).start;

      while (last < self->claims->len && g_array_index (self->claims, Claim, last).start == start)
        last++;
      if (!serve_start (self, first, last, error))
        return FALSE;
      first = last;
    }
  return TRUE;
}

/**
 * geng_kit_assign:
 * @roster: a roster whose duties get their items
 * @history: (nullable): the roster of the time before, with its items
 * @error: return location for a #GError
 *
 * Gives each duty one item of every piece that its windows, or its post, require.  All of a duty's
 * kit goes out when the first of its windows with kit begins, and comes back when the last ends.
 * Whole sets stay together, and
 * people keep the item of their latest duty where they can.  An item that is expired, in repair or
 * lost on the duty day stays in the rack; so does one that is out or recharging.  A duty's present
 * items stay if they serve, so assigning twice changes nothing.  A piece of which the station lists
 * no item is not counted.
 *
 * A roster that passes the kit rule can always be served.
 *
 * Returns: %FALSE with %GENG_ERROR_INVALID when a piece is short (the message names the moment, the
 *   piece and the member) or the history is of another station; no duty has changed then
 */
gboolean
geng_kit_assign (GengRoster *roster, GengRoster *history, GError **error)
{
  g_autoptr (GengStock) stock = NULL;
  g_autoptr (GArray) claims = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  Assignment self;

  g_return_val_if_fail (GENG_IS_ROSTER (roster), FALSE);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), FALSE);
  if (!geng_roster_check_station (history, geng_roster_get_station (roster), N_ ("history"), error))
    return FALSE;

  stock = geng_stock_new (geng_roster_get_station (roster));
  claims = g_array_new (FALSE, FALSE, sizeof (Claim));
  g_array_set_clear_func (claims, claim_clear);
  duties = geng_roster_list_duties (roster);
  self = (Assignment){ stock, claims };
  if (history != NULL)
    read_history (&self, history, geng_roster_get_first (roster));
  list_claims (&self, duties);
  if (!serve_all (&self, error))
    return FALSE;
  for (guint i = 0; i < claims->len; i++)
    {
      Claim *claim = &g_array_index (claims, Claim, i);

      geng_duty_set_items (claim->duty, claim->items);
    }
  return TRUE;
}
