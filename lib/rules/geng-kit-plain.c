/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-kit-plain.h"

#include "geng-elsewhere-private.h"
#include "geng-part.h"

/*
 * The kit as the manual tells it, duty by duty: which pieces each takes, from when until when, and
 * how many of a kind are out or recharging whenever somebody may come for his.  Slow and plain.
 * The planner counts otherwise (geng-kit-count.c), and the tests hold the two against each other.
 */

/* Longer than so many days no piece recharges, as far as this rule counts. */
#define MOST_DAYS 400

/* What whoever serves in a shift at a post takes with him: all pieces together, from the first
 * minute of the duty day for which some are asked until the last. */
typedef struct
{
  guint shift;
  GengPost *post; /* (unowned) */
  gboolean away;  /* at another station of the zone */
  int from, to;
  GHashTable *asked; /* set of (const char *): ids of pieces */
} Load;

/* One duty that takes a piece, in minutes since 1970. */
typedef struct
{
  int day;
  gint64 from, to;
  gboolean served;
} Take;

static void
load_free (gpointer data)
{
  g_hash_table_unref (((Load *) data)->asked);
  g_free (data);
}

static void
add_window (Load *load, GengShift *shift, GengWindow *window)
{
  GengPost *other = geng_shift_get_post (shift, window);
  const char *const *kit = geng_post_get_kit (other != NULL ? other : load->post);
  int from = MAX (geng_window_get_start_minute (window), geng_shift_get_start_minute (shift));
  int to = MIN (geng_window_get_end_minute (window), geng_shift_get_end_minute (shift));

  if (kit == NULL)
    kit = geng_window_get_kit (window);
  if (kit == NULL || kit[0] == NULL || from >= to)
    return;
  load->from = load->from < load->to ? MIN (load->from, from) : from;
  load->to = MAX (load->to, to);
  for (guint i = 0; kit[i] != NULL; i++)
    g_hash_table_add (load->asked, (gpointer) kit[i]);
}

/* Returns: (transfer full) (nullable): NULL where nothing is taken */
static Load *
load_new (const GengScene *scene, guint index, GengPost *post)
{
  GengShift *shift = scene->shifts[index];
  GListModel *windows = geng_shift_get_windows (shift);
  Load *load;

  if (geng_shift_is_apart (shift, post) || !geng_part_same (shift, post)
      || geng_scene_leads (scene, index) || geng_scene_is_reserve (scene, post))
    return NULL;
  load = g_new0 (Load, 1);
  load->shift = index;
  load->post = post;
  load->away
      = geng_station_lookup_post (scene->station, geng_entity_get_id (GENG_ENTITY (post))) != post;
  load->asked = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);

      add_window (load, shift, window);
    }
  if (g_hash_table_size (load->asked) > 0)
    return load;
  load_free (load);
  return NULL;
}

/* Returns: (transfer full): hash of hashes of Load, by shift and post */
static GHashTable *
list_loads (const GengScene *scene)
{
  g_autoptr (GPtrArray) posts = geng_station_list_all_posts (scene->station);
  GHashTable *loads = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);

  for (guint s = 0; s < scene->n_shifts; s++)
    {
      GHashTable *at = g_hash_table_new_full (NULL, NULL, NULL, load_free);

      g_hash_table_insert (loads, scene->shifts[s], at);
      for (guint p = 0; p < posts->len; p++)
        {
          Load *load = load_new (scene, s, posts->pdata[p]);

          if (load != NULL)
            g_hash_table_insert (at, posts->pdata[p], load);
        }
    }
  return loads;
}

/* (nullable): what a duty takes in this shift at this post */
static const Load *
find_load (GHashTable *loads, GengShift *shift, GengPost *post)
{
  GHashTable *at = g_hash_table_lookup (loads, shift);

  return at != NULL ? g_hash_table_lookup (at, post) : NULL;
}

/* The piece goes out with the load: it is asked for itself, or a pool's stands for one that is.
 * Whoever serves at another station takes what is kept there, unless his pool brings it. */
static gboolean
has_piece (const Load *load, GengPiece *piece, gboolean brought)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, load->asked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (brought ? g_str_equal (geng_part_local_id (id), geng_part_local (piece))
                : !load->away && g_str_equal (id, geng_entity_get_id (GENG_ENTITY (piece))))
      return TRUE;
  return FALSE;
}

/* Whoever comes from a pool that keeps such pieces brings the pool's. */
static gboolean
member_takes (const GengScene *scene, GengMember *member, GengPiece *piece, gboolean brought)
{
  GengPiece *own = geng_member_get_shared_by (member) > 0
                       ? geng_piece_of_pool (scene->station, member, piece)
                       : NULL;

  return own != NULL ? own == piece : !brought;
}

/* -- one kind of piece -- */

typedef struct
{
  const GengScene *scene;
  GHashTable *loads;
  GengPiece *piece;
  GPtrArray *items; /* of GengItem */
  gboolean brought; /* a pool's, which takes it to every station */
  GArray *starts;   /* int: when somebody may come for one, ascending */
  GArray *takes;    /* of Take */
  guint8 *bearers;  /* [member] who takes this piece, where he takes one */
  int recharge;     /* minutes that are counted with */
} Kind;

static void
kind_clear (Kind *kind)
{
  g_ptr_array_unref (kind->items);
  g_array_unref (kind->starts);
  g_array_unref (kind->takes);
  g_free (kind->bearers);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kind, kind_clear)

static int
minutes_of (GengItem *item)
{
  int own = geng_item_get_recharge_minutes (item);
  int minutes = own >= 0 ? own : geng_piece_get_recharge_minutes (geng_item_get_piece (item));

  return CLAMP (minutes, 0, MOST_DAYS * GENG_DAY_MINUTES);
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Returns: (transfer container) (element-type Load): those with the piece, in the shift */
static GPtrArray *
list_of_shift (const Kind *kind, guint shift)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer load;

  g_hash_table_iter_init (&iter, g_hash_table_lookup (kind->loads, kind->scene->shifts[shift]));
  while (g_hash_table_iter_next (&iter, NULL, &load))
    if (has_piece (load, kind->piece, kind->brought))
      g_ptr_array_add (list, load);
  return list;
}

static void
find_starts (Kind *kind)
{
  for (guint s = 0; s < kind->scene->n_shifts; s++)
    {
      g_autoptr (GPtrArray) list = list_of_shift (kind, s);

      for (guint i = 0; i < list->len; i++)
        {
          int from = ((const Load *) list->pdata[i])->from;
          gboolean known = FALSE;

          for (guint k = 0; k < kind->starts->len && !known; k++)
            known = g_array_index (kind->starts, int, k) == from;
          if (!known)
            g_array_append_val (kind->starts, from);
        }
    }
  g_array_sort (kind->starts, compare_minutes);
}

/* How many pieces one person keeps busy at that minute who takes one each day and brings it back
 * for so long a recharge. */
static int
n_busy (const Load *load, int recharge, int minute)
{
  int n = 0;

  for (int ago = 0; load->to + recharge - ago * GENG_DAY_MINUTES > minute; ago++)
    n += load->from - ago * GENG_DAY_MINUTES <= minute;
  return n;
}

/* Of each shift the post that keeps the piece for the longest.
 * Returns: (transfer container) (element-type Load) */
static GPtrArray *
list_longest (const Kind *kind)
{
  GPtrArray *longest = g_ptr_array_new ();

  for (guint s = 0; s < kind->scene->n_shifts; s++)
    {
      g_autoptr (GPtrArray) list = list_of_shift (kind, s);
      const Load *most = NULL;

      for (guint i = 0; i < list->len; i++)
        {
          const Load *load = list->pdata[i];

          if (most == NULL || load->to - load->from > most->to - most->from
              || (load->to - load->from == most->to - most->from && load->from < most->from))
            most = load;
        }
      if (most != NULL)
        g_ptr_array_add (longest, (gpointer) most);
    }
  return longest;
}

/* With one person on each shift every day, the pieces that are busy at the busiest minute. */
static int
busiest (const Kind *kind, GPtrArray *longest, int recharge)
{
  int first = geng_station_get_day_start_minute (kind->scene->station), most = 1;

  for (int minute = first; minute < first + GENG_DAY_MINUTES; minute++)
    {
      int n = 0;

      for (guint i = 0; i < longest->len; i++)
        n += n_busy (longest->pdata[i], recharge, minute);
      most = MAX (most, n);
    }
  return most;
}

static int
n_as_quick (const Kind *kind, int recharge)
{
  int n = 0;

  for (guint i = 0; i < kind->items->len; i++)
    n += geng_item_get_state (kind->items->pdata[i]) == GENG_ITEM_STATE_USABLE
         && minutes_of (kind->items->pdata[i]) <= recharge;
  return n;
}

/* Items of one kind may recharge in different times.  All are counted with one of these, and the
 * slower ones left out: with that which equips the most people round the clock, all shifts alike,
 * and of two that equip as many with the longer one. */
static void
find_recharge (Kind *kind)
{
  g_autoptr (GPtrArray) longest = list_longest (kind);
  g_autoptr (GHashTable) tried = g_hash_table_new (NULL, NULL);
  gint64 best = -1, best_busy = 1;

  /* Nearly all of a kind recharge alike. */
  for (guint i = 0; i < kind->items->len; i++)
    {
      int recharge = minutes_of (kind->items->pdata[i]);
      gint64 quick, busy;

      if (!g_hash_table_add (tried, GINT_TO_POINTER (recharge)))
        continue;
      quick = n_as_quick (kind, recharge);
      busy = busiest (kind, longest, recharge);
      if (quick * best_busy < best * busy
          || (quick * best_busy == best * busy && recharge <= kind->recharge))
        continue;
      kind->recharge = recharge;
      best = quick;
      best_busy = busy;
    }
}

static void
add_take (Kind *kind, int day, GengDuty *duty)
{
  const GengScene *scene = kind->scene;
  const Load *load = find_load (kind->loads, geng_duty_get_shift (duty), geng_duty_get_post (duty));
  int m = geng_scene_member_index (scene, geng_duty_get_member (duty));
  Take take = { .day = day };

  if (load == NULL || m < 0 || !kind->bearers[m] || !has_piece (load, kind->piece, kind->brought))
    return;
  take.from = geng_scene_edge (scene, load->from, day);
  take.to = geng_scene_edge (scene, load->to, day);
  take.served = geng_scene_is_served (scene, (guint) m, day);
  g_array_append_val (kind->takes, take);
}

static void
find_takes (Kind *kind)
{
  const GengScene *scene = kind->scene;

  kind->bearers = g_new0 (guint8, scene->n_members + 1);
  for (guint m = 0; m < scene->n_members; m++)
    kind->bearers[m] = member_takes (scene, scene->members[m], kind->piece, kind->brought);
  for (int day = -scene->n_before; day < (int) scene->n_days; day++)
    {
      GPtrArray *duties = geng_scene_day_duties (scene, day);

      for (guint i = 0; i < duties->len; i++)
        add_take (kind, day, duties->pdata[i]);
    }
}

static int
n_usable (const Kind *kind, int day)
{
  GDate date;
  int n = 0;

  geng_scene_date (kind->scene, day, &date);
  for (guint i = 0; i < kind->items->len; i++)
    n += minutes_of (kind->items->pdata[i]) <= kind->recharge
         && geng_item_is_usable (kind->items->pdata[i], &date);
  return n;
}

/* What the record has out only leaves less; what was served had its kit, whatever has become of it
 * since. */
static void
look (const Kind *kind, int day, int minute, int usable, GArray *shortages)
{
  gint64 moment = geng_scene_edge (kind->scene, minute, day);
  int before = 0, busy = 0, served = 0, most;

  for (guint i = 0; i < kind->takes->len; i++)
    {
      const Take *take = &g_array_index (kind->takes, Take, i);

      if (take->from > moment || take->to + kind->recharge <= moment)
        continue;
      before += take->day < 0;
      busy += take->day >= 0;
      served += take->day >= 0 && take->served;
    }
  most = MAX (MAX (usable - before, 0), served);
  if (busy > most)
    {
      GengKitShortage shortage = { kind->piece, day, minute, busy + before, usable, busy - most };

      g_array_append_val (shortages, shortage);
    }
}

/* @loads: (inout): NULL until something is counted, since all that is tried is looked at so */
static void
look_at_piece (const GengScene *scene, GHashTable **loads, GengPiece *piece, GArray *shortages)
{
  g_autofree char *part = geng_part_of (piece);
  g_auto (Kind) kind = { .scene = scene,
                         .piece = piece,
                         .items = g_ptr_array_new_with_free_func (g_object_unref),
                         .brought = geng_part_is_pool (part, scene->station),
                         .starts = g_array_new (FALSE, FALSE, sizeof (int)),
                         .takes = g_array_new (FALSE, FALSE, sizeof (Take)) };
  GListModel *items = geng_station_get_items (scene->station);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GengItem) item = g_list_model_get_item (items, i);

      if (geng_item_get_piece (item) == piece)
        g_ptr_array_add (kind.items, g_steal_pointer (&item));
    }
  if (kind.items->len == 0)
    return;
  if (*loads == NULL)
    *loads = list_loads (scene);
  kind.loads = *loads;
  find_starts (&kind);
  find_recharge (&kind);
  find_takes (&kind);
  for (int day = 0; day < (int) scene->n_days; day++)
    {
      int usable = n_usable (&kind, day);

      for (guint i = 0; i < kind.starts->len; i++)
        look (&kind, day, g_array_index (kind.starts, int, i), usable, shortages);
    }
}

/* A piece of which nobody keeps an item is not counted. */
GArray *
geng_kit_list_shortages (const GengScene *scene)
{
  GArray *shortages = g_array_new (FALSE, FALSE, sizeof (GengKitShortage));
  g_autoptr (GHashTable) loads = NULL;
  GListModel *pieces = geng_station_get_pieces (scene->station);

  for (guint i = 0; i < g_list_model_get_n_items (pieces); i++)
    {
      g_autoptr (GengPiece) piece = g_list_model_get_item (pieces, i);

      look_at_piece (scene, &loads, piece, shortages);
    }
  return shortages;
}
