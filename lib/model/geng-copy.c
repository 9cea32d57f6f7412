/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-copy.h"

#include "geng-finding-private.h"
#include "geng-gap-private.h"
#include "geng-judgement-private.h"
#include "geng-roster-private.h"
#include "geng-shift-private.h"
#include "geng-station-private.h"
#include "geng-thing.h"

/* -- the station -- */

void
geng_copy_times_and_windows (GengShift *shift, GengShift *copy, GHashTable *there)
{
  GListModel *windows = geng_shift_get_windows (shift);

  geng_shift_put_times (copy, shift);
  for (guint i = 1; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);
      GengPost *post = geng_shift_get_post (shift, window);

      geng_shift_put_window (copy, g_hash_table_lookup (there, window),
                             post != NULL ? g_hash_table_lookup (there, post) : NULL);
    }
}

static void
copy_list (GengList *from, GengList *to, GHashTable *there)
{
  for (guint i = 0; i < geng_list_size (from); i++)
    {
      GObject *thing = geng_list_peek (from, i);
      GObject *copy = geng_thing_copy (thing, there);

      geng_list_append (to, copy);
      g_hash_table_insert (there, g_object_ref (thing), copy);
    }
}

/* The copies share the stations where that is served, which are only read. */
static void
copy_elsewhere (GengStation *station, GengStation *copy, GHashTable *there)
{
  g_autoptr (GPtrArray) rosters = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; station->elsewhere != NULL && i < station->elsewhere->len; i++)
    {
      GengRoster *roster = station->elsewhere->pdata[i];

      g_ptr_array_add (rosters, geng_copy_roster (roster, geng_roster_get_station (roster), there));
    }
  geng_station_set_elsewhere (copy, station->elsewhere != NULL ? rosters : NULL);
}

/* Returns: (transfer full): the copy; what it is made of comes into @there. */
static GengStation *
copy_station (GengStation *station, GHashTable *there)
{
  GengStation *copy = GENG_STATION (geng_thing_copy (G_OBJECT (station), there));

  for (guint i = 0; i < GENG_N_TABLES; i++)
    copy_list (station->tables[i], copy->tables[i], there);
  for (guint i = 0; i < geng_list_size (station->tables[GENG_TABLE_SHIFTS]); i++)
    geng_copy_times_and_windows (geng_list_peek (station->tables[GENG_TABLE_SHIFTS], i),
                                 geng_list_peek (copy->tables[GENG_TABLE_SHIFTS], i), there);
  copy_list (station->requests, copy->requests, there);
  copy_list (station->holidays, copy->holidays, there);
  copy_list (station->rules, copy->rules, there);
  copy_elsewhere (station, copy, there);
  copy->kinds = station->kinds != NULL ? g_ptr_array_ref (station->kinds) : NULL;
  return copy;
}

static GHashTable *
new_map (void)
{
  return g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}

/**
 * geng_station_copy:
 * @self: a #GengStation
 *
 * Copies the station with all that belongs to it, so that the one may be changed, or used in
 * another thread, without the other.  Ids are the same; rosters stay with the original.
 *
 * What the copy's members serve at other stations (geng_station_set_elsewhere()) are duties of its
 * own, and the shifts and posts that they name those of the other stations: original and copies
 * share these stations, and nobody may change them while a thread uses one of the copies.
 *
 * Returns: (transfer full): the copy
 */
GengStation *
geng_station_copy (GengStation *self)
{
  g_autoptr (GHashTable) there = new_map ();

  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return copy_station (self, there);
}

/* -- a copy a generation -- */

GengCopy *
geng_copy_new (GengStation *station)
{
  GengCopy *self = g_atomic_rc_box_new0 (GengCopy);
  GHashTableIter iter;
  gpointer thing, copy;

  self->generation = station->generation;
  self->there = new_map ();
  self->back = g_hash_table_new (NULL, NULL);
  self->station = copy_station (station, self->there);
  self->station->is_copy = TRUE;
  g_hash_table_iter_init (&iter, self->there);
  while (g_hash_table_iter_next (&iter, &thing, &copy))
    g_hash_table_insert (self->back, copy, thing);
  return self;
}

GengCopy *
geng_copy_take (GengStation *station)
{
  if (station->copy != NULL && station->copy->generation != station->generation)
    g_clear_pointer (&station->copy, geng_copy_unref);
  if (station->copy == NULL)
    station->copy = geng_copy_new (station);
  return geng_copy_ref (station->copy);
}

GengCopy *
geng_copy_ref (GengCopy *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
copy_clear (gpointer data)
{
  GengCopy *self = data;

  g_hash_table_unref (self->back);
  g_object_unref (self->station);
  g_hash_table_unref (self->there);
}

void
geng_copy_unref (GengCopy *self)
{
  g_atomic_rc_box_release_full (self, copy_clear);
}

/* -- what is made of a station -- */

static gpointer
mapped (gpointer thing, GHashTable *map)
{
  gpointer twin = thing != NULL ? g_hash_table_lookup (map, thing) : NULL;

  return twin != NULL ? twin : thing;
}

static GPtrArray *
map_array (GPtrArray *things, GHashTable *map)
{
  GPtrArray *twins = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < things->len; i++)
    g_ptr_array_add (twins, g_object_ref (mapped (things->pdata[i], map)));
  return twins;
}

static GengDuty *
map_duty (GengDuty *duty, GHashTable *map)
{
  GengDuty *twin = geng_duty_new (
      mapped (geng_duty_get_member (duty), map), geng_duty_get_date (duty),
      mapped (geng_duty_get_shift (duty), map), mapped (geng_duty_get_post (duty), map));
  g_autoptr (GPtrArray) items = geng_duty_list_items (duty);
  g_autoptr (GPtrArray) carried = map_array (items, map);

  geng_thing_copy_values (G_OBJECT (duty), G_OBJECT (twin));
  geng_duty_set_items (twin, carried);
  return twin;
}

static void
copy_set_aside (GengRoster *copy, GengRoster *roster, GHashTable *map)
{
  g_autoptr (GPtrArray) list = geng_roster_list_set_aside (roster);

  for (guint i = 0; i < list->len; i++)
    {
      GengSetAside *one = list->pdata[i];
      g_autoptr (GengSetAside) twin = geng_set_aside_new (
          mapped (geng_set_aside_get_member (one), map), geng_set_aside_get_since (one),
          geng_set_aside_get_proven (one), geng_set_aside_get_reason (one));

      geng_roster_add_set_aside (copy, twin);
    }
}

GengRoster *
geng_copy_roster (GengRoster *roster, GengStation *station, GHashTable *map)
{
  GengRoster *copy = NULL;
  g_autoptr (GPtrArray) duties = NULL;

  if (roster == NULL)
    return NULL;
  copy = g_object_new (GENG_TYPE_ROSTER, "station", station, "first",
                       geng_roster_get_first (roster), "last", geng_roster_get_last (roster), NULL);
  duties = geng_roster_list_duties (roster);
  for (guint i = 0; i < duties->len; i++)
    {
      g_autoptr (GengDuty) twin = map_duty (duties->pdata[i], map);

      geng_roster_put_in (copy, twin);
    }
  copy_set_aside (copy, roster, map);
  return copy;
}

static GengFinding *
map_finding (GengFinding *finding, GHashTable *map)
{
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);
  g_autoptr (GPtrArray) people = map_array (members, map);

  return geng_finding_new (geng_finding_get_severity (finding), geng_finding_get_rule (finding),
                           people, mapped (geng_finding_get_demand (finding), map),
                           geng_finding_get_first (finding), geng_finding_get_last (finding),
                           geng_finding_get_amount (finding), geng_finding_get_cost (finding),
                           geng_finding_get_message (finding));
}

/* (transfer full) (element-type GengObstacle) */
static GPtrArray *
map_obstacles (GPtrArray *obstacles, GHashTable *map)
{
  GPtrArray *twins = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < obstacles->len; i++)
    {
      g_autoptr (GPtrArray) members = geng_obstacle_list_members (obstacles->pdata[i]);
      g_autoptr (GPtrArray) people = map_array (members, map);

      g_ptr_array_add (twins,
                       geng_obstacle_new (geng_obstacle_get_rule (obstacles->pdata[i]),
                                          geng_obstacle_get_title (obstacles->pdata[i]), people));
    }
  return twins;
}

static GengGap *
map_gap (GengGap *gap, GHashTable *map)
{
  GengGap *twin = geng_gap_new (mapped (geng_gap_get_demand (gap), map), geng_gap_get_date (gap),
                                geng_gap_get_start_minute (gap), geng_gap_get_end_minute (gap),
                                geng_gap_get_role (gap), geng_gap_get_places (gap));
  g_autoptr (GPtrArray) obstacles = geng_gap_list_obstacles (gap);
  g_autoptr (GPtrArray) twins = map_obstacles (obstacles, map);

  if (geng_gap_get_role (gap) != NULL)
    geng_gap_name_role (twin, geng_gap_get_role_name (gap));
  if (geng_gap_get_reason (gap) != NULL)
    geng_gap_set_obstacles (twin, twins);
  return twin;
}

GengJudgement *
geng_copy_judgement (GengJudgement *judgement, GHashTable *map)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (judgement);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *open = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (found, map_finding (findings->pdata[i], map));
  for (guint i = 0; i < gaps->len; i++)
    g_ptr_array_add (open, map_gap (gaps->pdata[i], map));
  return geng_judgement_make (geng_judgement_get_score (judgement), found, open);
}
