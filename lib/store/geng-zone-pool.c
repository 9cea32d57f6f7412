/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A pool: people whom several stations of a zone share, in a folder of their own.
 *
 *     police/pool.ini      contracts, teams, pieces, rules: what of station.ini is about people
 *     police/members.csv   and leave.csv, items.csv
 *
 * A pool has no place of its own.  Its texts are read against what the stations that share it have:
 * `night` is the shift that each of them calls so.
 */

#include "geng-charset.h"
#include "geng-gettext.h"
#include "geng-merge.h"
#include "geng-part.h"
#include "geng-reader.h"
#include "geng-station-private.h"
#include "geng-thing.h"
#include "geng-zone-private.h"

#include <string.h>

#define POOL_FILE "pool.ini"

void
geng_zone_pool_free (gpointer data)
{
  GengZonePool *pool = data;

  g_free (pool->id);
  g_free (pool->name);
  g_free (pool->folder);
  g_strfreev (pool->stations);
  g_clear_object (&pool->people);
  g_free (pool);
}

gboolean
geng_zone_pool_serves (const GengZonePool *pool, const GengPlace *place)
{
  return pool->stations == NULL
         || g_strv_contains ((const char *const *) pool->stations, place->id);
}

guint
geng_zone_pool_count_places (const GengZonePool *pool, GengZone *zone)
{
  guint n = 0;

  for (guint i = 0; i < zone->places->len; i++)
    n += geng_zone_pool_serves (pool, zone->places->pdata[i]);
  return n;
}

/* -- reading -- */

/* Copies of what the table has and @to has not. */
static void
borrow (GengList *from, GengList *to, GHashTable *there)
{
  for (guint i = 0; i < geng_list_size (from); i++)
    {
      GObject *thing = geng_list_peek (from, i);
      g_autoptr (GObject) copy = NULL;
      GObject *same = geng_table_lookup (to, geng_entity_get_id (GENG_ENTITY (thing)));

      if (same == NULL)
        {
          same = copy = geng_thing_copy (thing, there);
          geng_list_append (to, copy);
        }
      g_hash_table_insert (there, g_object_ref (thing), g_object_ref (same));
    }
}

/* The words that the texts of a pool may use. */
static void
borrow_words (GengStation *people, GengStation *station)
{
  static const GengTableKind tables[]
      = { GENG_TABLE_ORGANISATIONS, GENG_TABLE_ROLES, GENG_TABLE_WINDOWS, GENG_TABLE_SHIFTS };
  g_autoptr (GHashTable) there = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    borrow (station->tables[tables[i]], people->tables[tables[i]], there);
}

/* What a pool says may be of a kind that its stations know.  One that is there already stays. */
static void
borrow_kinds (GengStation *people, GengStation *station)
{
  g_autoptr (GPtrArray) kinds = geng_station_list_rule_kinds (station);

  for (guint i = 0; i < kinds->len; i++)
    geng_station_add_rule_kind (people, kinds->pdata[i], NULL);
}

/* With the clock of the zone; NULL where no station is there to have one. */
static GengStation *
new_people (GengZone *zone, const GengZonePool *pool)
{
  GengStation *people = NULL;

  for (guint i = 0; i < zone->places->len; i++)
    {
      const GengPlace *place = zone->places->pdata[i];

      if (place->station == NULL || !geng_zone_pool_serves (pool, place))
        continue;
      if (people == NULL)
        {
          people = geng_station_new (pool->id, pool->name,
                                     geng_station_get_timezone (place->station), NULL);
          geng_station_set_day_start_minute (
              people, geng_station_get_day_start_minute (place->station), NULL);
        }
      borrow_words (people, place->station);
      borrow_kinds (people, place->station);
    }
  return people;
}

/* By its name in the zone's folder, where it is there. */
static const char *
name_folder (GengZone *zone, const GengZonePool *pool)
{
  const char *rest
      = g_str_has_prefix (pool->folder, zone->path) ? pool->folder + strlen (zone->path) : "";

  return rest[0] == G_DIR_SEPARATOR ? rest + 1 : pool->folder;
}

static void
load_pool (GengZone *zone, GengZonePool *pool, GengFaults *all)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  GengReader reader = { pool->folder, faults, NULL, NULL, NULL };
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) groups = NULL;

  g_clear_object (&pool->people);
  pool->people = reader.station = new_people (zone, pool);
  if (reader.station == NULL)
    return;
  text = geng_charset_load (pool->folder, POOL_FILE, FALSE, faults);
  faults->file = POOL_FILE;
  reader.groups = groups = geng_ini_read (text != NULL ? text : "", faults);
  geng_read_people (&reader);
  geng_read_members (&reader);
  if (faults->list->len == 0
      && g_list_model_get_n_items (geng_station_get_members (reader.station)) == 0)
    geng_faults_add (faults, 0, 0, _ ("the pool has no members; write a row for each"));
  geng_read_leave (&reader);
  geng_read_items (&reader);
  faults->file = POOL_FILE;
  geng_read_rules (&reader);
  geng_faults_add_all (all, faults, name_folder (zone, pool));
}

/* -- one person, one pool -- */

/* Somebody of the same telephone, or of the same id and name. */
static gboolean
is_same_person (GengMember *one, GengMember *other)
{
  const char *phone = geng_member_get_phone (one);

  if (phone != NULL && phone[0] != '\0' && g_strcmp0 (phone, geng_member_get_phone (other)) == 0)
    return TRUE;
  return g_str_equal (geng_part_local (one), geng_part_local (other))
         && g_strcmp0 (geng_entity_get_name (GENG_ENTITY (one)),
                       geng_entity_get_name (GENG_ENTITY (other)))
                == 0;
}

static void
check_apart (const GengZonePool *pool, const GengZonePool *other, GengFaults *faults)
{
  GengList *own = pool->people->tables[GENG_TABLE_MEMBERS];
  GengList *others = other->people->tables[GENG_TABLE_MEMBERS];

  for (guint i = 0; i < geng_list_size (own); i++)
    for (guint k = 0; k < geng_list_size (others); k++)
      if (is_same_person (geng_list_peek (own, i), geng_list_peek (others, k)))
        geng_faults_add (faults, pool->line, 1,
                         _ ("%s/%s (%s) is %s/%s of another pool; one pool has a person, and the "
                            "stations that share it"),
                         pool->id, geng_entity_get_id (geng_list_peek (own, i)),
                         geng_entity_get_name (geng_list_peek (own, i)), other->id,
                         geng_entity_get_id (geng_list_peek (others, k)));
}

/* Whoever is in two pools would be two people, and could serve twice a day. */
static void
check_pools (GengZone *self, GengFaults *faults)
{
  for (guint i = 0; i < self->pools->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const GengZonePool *one = self->pools->pdata[i], *other = self->pools->pdata[k];

        if (one->people != NULL && other->people != NULL)
          check_apart (one, other, faults);
      }
}

void
geng_zone_load_pools (GengZone *self, GengFaults *faults)
{
  guint before = faults->list->len;

  for (guint i = 0; i < self->pools->len; i++)
    load_pool (self, self->pools->pdata[i], faults);
  faults->file = "zone.ini";
  /* Who was read in part may be like somebody else. */
  if (faults->list->len == before)
    check_pools (self, faults);
}

/* -- into a station -- */

static gboolean
names (const char *const *list, GengEntity *shift)
{
  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    if (g_str_equal (geng_part_local_id (list[i]), geng_part_local (shift)))
      return TRUE;
  return FALSE;
}

void
geng_zone_find_shifts (GengStation *station, GengMember *member, const char *const *list)
{
  GListModel *shifts = geng_station_get_shifts (station);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengEntity) shift = g_list_model_get_item (shifts, i);

      if (names (list, shift))
        g_ptr_array_add (ids, (gpointer) geng_entity_get_id (shift));
    }
  if (ids->len == 0)
    return;
  g_ptr_array_add (ids, NULL);
  geng_member_set_shifts (member, (const char *const *) ids->pdata);
}

/* The posts of those stations that share the pool; none where all do. */
static void
find_posts (const GengZonePool *pool, GengStation *station, GengMember *member)
{
  GListModel *posts = geng_station_get_posts (station);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; pool->stations != NULL && i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengEntity) post = g_list_model_get_item (posts, i);
      g_autofree char *part = geng_part_of (post);

      if (part != NULL && g_strv_contains ((const char *const *) pool->stations, part))
        g_ptr_array_add (ids, (gpointer) geng_entity_get_id (post));
    }
  if (ids->len == 0)
    return;
  g_ptr_array_add (ids, NULL);
  geng_member_set_posts (member, (const char *const *) ids->pdata);
}

void
geng_zone_pool_join (const GengZonePool *pool,
                     GengZone *zone,
                     GengStation *station,
                     GengZonePoolUse use)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  GengList *members = pool->people->tables[GENG_TABLE_MEMBERS];
  guint n = geng_zone_pool_count_places (pool, zone);

  geng_station_merge (station, pool->people, pool->id,
                      use == GENG_ZONE_POOL_NAMES ? GENG_MERGE_NAMES : GENG_MERGE_PEOPLE, there);
  for (guint i = 0; i < geng_list_size (members); i++)
    {
      GengMember *member = geng_list_peek (members, i);
      GengMember *copy = g_hash_table_lookup (there, member);

      geng_member_set_shared_by (copy, n);
      geng_member_set_guest (copy, use != GENG_ZONE_POOL_PLANNED);
      if (use == GENG_ZONE_POOL_NAMES)
        continue;
      geng_zone_find_shifts (station, copy, geng_member_get_shifts (member));
      if (use == GENG_ZONE_POOL_PLANNED)
        find_posts (pool, station, copy);
    }
}
