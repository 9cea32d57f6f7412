/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* zone.ini: which stations lie side by side, and which people they share.
 *
 *     [zone]
 *     name = 开发区
 *
 *     [station v01]
 *
 *     [station v02]
 *     folder = villages/v02
 *
 *     [pool police]
 *     name = 派出所
 *     stations = v01; v02
 *
 *     [lend]
 *     price = 20
 */

#include <geng/geng.h>

#include <stdlib.h>
#include <string.h>

#include "geng-charset.h"
#include "geng-gettext.h"
#include "geng-ini-words.h"
#include "geng-station-text.h"
#include "geng-store-private.h"
#include "geng-text.h"
#include "geng-words.h"

#define ZONE_FILE "zone.ini"

G_DEFINE_FINAL_TYPE (GengZone, geng_zone, G_TYPE_OBJECT)

/* Stations of a zone that hold what their people serve at each other would keep each other alive.
 * The caller's own station goes on with what it was told. */
static void
forget_station (GengPlace *place)
{
  if (place->station != NULL && !place->is_callers)
    geng_station_set_elsewhere (place->station, NULL);
  g_clear_object (&place->station);
}

static void
place_free (gpointer data)
{
  GengPlace *place = data;

  g_free (place->id);
  g_clear_object (&place->store);
  forget_station (place);
  g_clear_object (&place->journal);
  g_clear_pointer (&place->kept, g_ptr_array_unref);
  g_free (place->failure);
  g_free (place);
}

static void
geng_zone_finalize (GObject *object)
{
  GengZone *self = GENG_ZONE (object);

  g_free (self->path);
  g_free (self->name);
  g_strfreev (self->lenders);
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->pools);
  G_OBJECT_CLASS (geng_zone_parent_class)->finalize (object);
}

static void
geng_zone_class_init (GengZoneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_zone_finalize;
}

static void
geng_zone_init (GengZone *self)
{
  self->places = g_ptr_array_new_with_free_func (place_free);
  self->pools = g_ptr_array_new_with_free_func (geng_zone_pool_free);
}

/* -- zone.ini -- */

static void
check_keys (GengGroup *group, GengFaults *faults)
{
  for (guint i = 0; i < group->keys->len; i++)
    {
      const GengKey *key = g_ptr_array_index (group->keys, i);

      if (!key->used)
        geng_faults_add (faults, key->line, key->column, _ ("unknown key '%s'"),
                         geng_ini_words_tell (key->key));
    }
}

static void
read_zone (GengZone *self, GengGroup *group, GengFaults *faults)
{
  GengKey *name = geng_ini_get (group, "name");

  if (group->id[0] != '\0')
    geng_faults_add (faults, group->line, 1, _ ("[%s] has no id"),
                     geng_ini_words_tell (group->kind));
  if (name != NULL && name->value[0] != '\0')
    {
      g_free (self->name);
      self->name = g_strdup (name->value);
    }
}

/* Links are followed.  (transfer full): the name itself of what is not there */
static char *
find_real (const char *folder)
{
  char *path = realpath (folder, NULL);
  char *real = g_strdup (path != NULL ? path : folder);

  free (path);
  return real;
}

/* Two names of one folder are one station. */
static const GengPlace *
find_folder (GengZone *self, const char *folder)
{
  g_autofree char *real = find_real (folder);

  for (guint i = 0; i < self->places->len; i++)
    {
      const GengPlace *place = g_ptr_array_index (self->places, i);
      g_autofree char *other = find_real (geng_store_get_path (place->store));

      if (g_str_equal (other, real))
        return place;
    }
  return NULL;
}

static void
read_station (GengZone *self, GengGroup *group, GengFaults *faults)
{
  GengKey *key = geng_ini_get (group, "folder");
  const char *name = key != NULL ? key->value : group->id;
  g_autofree char *folder = g_canonicalize_filename (name, self->path);
  guint line = key != NULL ? key->line : group->line;
  guint column = key != NULL ? key->value_column : 1;
  const GengPlace *same;
  GengPlace *place;

  if (group->id[0] == '\0')
    {
      geng_faults_add (faults, group->line, 1, _ ("a station needs an id: [%s v01]"),
                       geng_ini_words_tell ("station"));
      return;
    }
  same = find_folder (self, folder);
  if (same != NULL)
    {
      geng_faults_add (faults, line, column, _ ("the folder of '%s' is that of '%s' already"),
                       group->id, same->id);
      return;
    }
  place = g_new0 (GengPlace, 1);
  place->id = g_strdup (group->id);
  place->line = group->line;
  place->folder_line = line;
  place->folder_column = column;
  /* Whether a station is there is seen when it is read: one that is gone stops nobody else. */
  place->store = geng_store_new_at (folder);
  g_ptr_array_add (self->places, place);
}

/* -- pools -- */

static gboolean
has_place (GengZone *self, const char *id)
{
  for (guint i = 0; i < self->places->len; i++)
    if (g_str_equal (((GengPlace *) self->places->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static gboolean
check_pool_id (GengZone *self, GengGroup *group, GengFaults *faults)
{
  if (!geng_text_is_id (group->id))
    geng_faults_add (faults, group->line, 1,
                     _ ("a pool needs an id of letters, digits, “-” or “_”: [%s police]"),
                     geng_ini_words_tell ("pool"));
  else if (has_place (self, group->id))
    geng_faults_add (faults, group->line, 1,
                     _ ("'%s' is a station already; a pool needs an id of its own"), group->id);
  else
    return TRUE;
  return FALSE;
}

/* Stations that share it: a fault for each that the zone does not have. */
static void
check_stations (GengZone *self, const GengZonePool *pool, const GengKey *key, GengFaults *faults)
{
  for (guint i = 0; pool->stations[i] != NULL; i++)
    if (!has_place (self, pool->stations[i]))
      geng_faults_add (faults, key->line, key->value_column, _ ("the zone has no station '%s'"),
                       pool->stations[i]);
  if (pool->stations[0] == NULL)
    geng_faults_add (faults, key->line, key->value_column,
                     _ ("no station shares the pool; without this key all of them do"));
}

static void
read_pool (GengZone *self, GengGroup *group, GengFaults *faults)
{
  GengKey *folder = geng_ini_get (group, "folder"), *name = geng_ini_get (group, "name");
  GengKey *stations = geng_ini_get (group, "stations");
  g_autofree char *path
      = g_canonicalize_filename (folder != NULL ? folder->value : group->id, self->path);
  GengZonePool *pool;

  if (!check_pool_id (self, group, faults))
    return;
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      geng_faults_add (faults, folder != NULL ? folder->line : group->line,
                       folder != NULL ? folder->value_column : 1,
                       _ ("%s: there is no such folder; that of a pool has its members.csv"), path);
      return;
    }
  pool = g_new0 (GengZonePool, 1);
  pool->id = g_strdup (group->id);
  pool->name = g_strdup (name != NULL ? name->value : group->id);
  pool->line = group->line;
  pool->folder = g_steal_pointer (&path);
  pool->stations = stations != NULL ? geng_words_split_ids (stations->value) : NULL;
  g_ptr_array_add (self->pools, pool);
  if (stations != NULL)
    check_stations (self, pool, stations, faults);
}

/* Stations come before the pools that name them, and before those that lend. */
static void
read_people (GengZone *self, GPtrArray *groups, GengFaults *faults)
{
  for (guint i = 0; i < groups->len; i++)
    {
      GengGroup *group = g_ptr_array_index (groups, i);

      if (g_str_equal (group->kind, "pool"))
        read_pool (self, group, faults);
      else if (g_str_equal (group->kind, "lend"))
        geng_zone_read_lend (self, group, faults);
      else
        continue;
      check_keys (group, faults);
    }
}

/* It says whom stations share. */
static gboolean
is_of_people (const GengGroup *group)
{
  return g_str_equal (group->kind, "pool") || g_str_equal (group->kind, "lend");
}

static void
read_groups (GengZone *self, GPtrArray *groups, GengFaults *faults)
{
  for (guint i = 0; i < groups->len; i++)
    {
      GengGroup *group = g_ptr_array_index (groups, i);

      if (g_str_equal (group->kind, "zone"))
        read_zone (self, group, faults);
      else if (g_str_equal (group->kind, "station"))
        read_station (self, group, faults);
      else if (!is_of_people (group))
        geng_faults_add (faults, group->line, 1,
                         _ ("unknown group [%s]; a zone has [%s], one [%s ID] a station, one "
                            "[%s ID] a pool of people, and [%s]"),
                         group->kind, geng_ini_words_tell ("zone"), geng_ini_words_tell ("station"),
                         geng_ini_words_tell ("pool"), geng_ini_words_tell ("lend"));
      if (g_str_equal (group->kind, "zone") || g_str_equal (group->kind, "station"))
        check_keys (group, faults);
    }
  read_people (self, groups, faults);
  if (self->places->len == 0 && faults->list->len == 0)
    geng_faults_add (faults, 0, 0, _ ("there is no station; write a group [%s v01] for each"),
                     geng_ini_words_tell ("station"));
}

/**
 * geng_zone_is_folder:
 * @path: a folder
 *
 * Returns: whether it is a zone's: it has a zone.ini, and is no station
 */
gboolean
geng_zone_is_folder (const char *path)
{
  g_autofree char *zone = NULL;
  g_autofree char *station = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  zone = g_build_filename (path, ZONE_FILE, NULL);
  station = g_build_filename (path, "station.ini", NULL);
  return g_file_test (zone, G_FILE_TEST_EXISTS) && !g_file_test (station, G_FILE_TEST_EXISTS);
}

gboolean
geng_zone_says_pools (const char *path)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autofree char *text = geng_charset_load (path, ZONE_FILE, TRUE, faults);
  g_autoptr (GPtrArray) groups = text != NULL ? geng_ini_read (text, faults) : NULL;

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    if (is_of_people (groups->pdata[i]))
      return TRUE;
  return FALSE;
}

/**
 * geng_zone_open:
 * @path: the zone's folder
 * @error: return location
 *
 * Reads zone.ini; the stations are not read yet.
 *
 * Fails with %GENG_ERROR_NOT_FOUND where there is no zone.ini, and with %GENG_ERROR_FAULTY for one
 * with mistakes, which are all named with line and column: an unknown word, a folder that is named
 * twice, one of a pool that is missing.  A station that is missing is no mistake here: it cannot be
 * loaded, and the others go on without it ([method@Zone.get_failure]).
 *
 * Returns: (transfer full): the zone
 */
GengZone *
geng_zone_open (const char *path, GError **error)
{
  g_autoptr (GengZone) self = NULL;
  g_autoptr (GengFaults) faults = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  if (!geng_zone_is_folder (path))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_NOT_FOUND,
                   _ ("%s: no zone here; its folder has a file zone.ini"), path);
      return NULL;
    }
  faults = geng_faults_new ();
  self = geng_zone_read (path, faults);
  return geng_faults_to_error (faults, path, error) ? g_steal_pointer (&self) : NULL;
}

GengZone *
geng_zone_read (const char *path, GengFaults *faults)
{
  g_autoptr (GengZone) self = g_object_new (GENG_TYPE_ZONE, NULL);
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *text = NULL;

  self->path = g_canonicalize_filename (path, NULL);
  self->name = g_path_get_basename (self->path);
  faults->file = ZONE_FILE;
  text = geng_charset_load (path, ZONE_FILE, TRUE, faults);
  if (text != NULL)
    {
      groups = geng_ini_read (text, faults);
      read_groups (self, groups, faults);
    }
  return faults->list->len == 0 ? g_steal_pointer (&self) : NULL;
}

/* -- the stations -- */

static void
add_day_start (const GengPlace *first, const GengPlace *other, int minute, GengFaults *faults)
{
  int start = geng_station_get_day_start_minute (first->station);

  geng_faults_add (faults, other->line, 1,
                   _ ("the duty day of '%s' starts at %02d:%02d, that of '%s' at %02d:%02d; a zone "
                      "has one"),
                   other->id, minute / 60, minute % 60, first->id, start / 60, start % 60);
}

/* Days of two stations could not be compared otherwise, nor what is today. */
static void
check_clock (const GengPlace *first, const GengPlace *other, GengFaults *faults)
{
  const char *zone = geng_station_get_timezone (first->station);
  int start = geng_station_get_day_start_minute (first->station);

  if (!g_str_equal (geng_station_get_timezone (other->station), zone))
    geng_faults_add (faults, other->line, 1,
                     _ ("'%s' keeps the time of %s, and '%s' that of %s; a zone has one"),
                     other->id, geng_station_get_timezone (other->station), first->id, zone);
  if (geng_station_get_day_start_minute (other->station) != start)
    add_day_start (first, other, geng_station_get_day_start_minute (other->station), faults);
}

/* Of a station whose shifts do not fit into the day that it says, that is the fault to begin with:
 * they fit into the day of the others. */
static void
check_unread_clock (const GengPlace *first, const GengPlace *other, GengFaults *faults)
{
  g_autoptr (GengFaults) of_its_own = geng_faults_new ();
  g_autofree char *text
      = geng_charset_load (geng_store_get_path (other->store), GENG_STATION_FILE, TRUE, of_its_own);
  g_autoptr (GPtrArray) groups = text != NULL ? geng_ini_read (text, of_its_own) : NULL;
  int minute;

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      GengGroup *group = groups->pdata[i];
      GengKey *key = g_str_equal (group->kind, "station") && group->id[0] == '\0'
                         ? geng_ini_get (group, "day-start")
                         : NULL;

      if (key != NULL && geng_words_minute (key->value, &minute) && minute < GENG_DAY_MINUTES
          && minute != geng_station_get_day_start_minute (first->station))
        add_day_start (first, other, minute, faults);
    }
}

/* Why the station cannot be read; of one that is not there, where zone.ini names it. */
static char *
tell_failure (const GengPlace *place, const GError *failure)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GengStore) store = geng_store_open (geng_store_get_path (place->store), &missing);

  return store != NULL ? g_strdup (failure->message)
                       : g_strdup_printf (ZONE_FILE ":%u:%u: %s", place->folder_line,
                                          place->folder_column, missing->message);
}

/* From its own folder nobody would find the zone above, nor the people that it shares. */
static gboolean
is_outside (GengZone *self, const GengPlace *place)
{
  const char *folder = geng_store_get_path (place->store);
  gsize n = strlen (self->path);

  return (self->pools->len > 0 || self->lend_price > 0)
         && !(g_str_has_prefix (folder, self->path) && folder[n] == G_DIR_SEPARATOR);
}

static char *
tell_outside (const GengPlace *place)
{
  g_autofree char *reason = g_strdup_printf (
      _ ("%s lies outside of the zone's folder; stations that share people lie in it"),
      geng_store_get_path (place->store));

  return g_strdup_printf (ZONE_FILE ":%u:%u: %s", place->folder_line, place->folder_column, reason);
}

/* callers: (nullable): it was read already */
static void
load_place (GengZone *self, GengPlace *place, GengStation *callers)
{
  g_autoptr (GError) failure = NULL;

  forget_station (place);
  g_clear_object (&place->journal);
  g_clear_pointer (&place->kept, g_ptr_array_unref);
  g_clear_pointer (&place->failure, g_free);
  place->is_callers = callers != NULL;
  if (callers != NULL)
    place->station = g_object_ref (callers);
  else if (is_outside (self, place))
    place->failure = tell_outside (place);
  else if ((place->station = geng_store_load_alone (place->store, &failure)) == NULL)
    place->failure = tell_failure (place, failure);
}

/* index: the station around which the others are read; G_MAXUINT: each counts as much */
static void
add_guests (GengZone *self, guint index)
{
  for (guint p = 0; p < self->pools->len; p++)
    for (guint i = 0; i < self->places->len; i++)
      {
        const GengPlace *place = self->places->pdata[i];
        const GengZonePool *pool = self->pools->pdata[p];

        if (place->station != NULL && geng_zone_pool_serves (pool, place))
          geng_zone_pool_join (pool, self, place->station,
                               index == i || index == G_MAXUINT ? GENG_ZONE_POOL_GUESTS
                                                                : GENG_ZONE_POOL_NAMES);
      }
  for (guint i = 0; i < self->places->len; i++)
    geng_zone_add_lent (self, self->places->pdata[i]);
}

/**
 * geng_zone_load:
 * @self: a zone
 * @error: return location
 *
 * Reads all stations and pools.  The members of a pool are guests, `POOL/ID`, of each station that
 * shares it.  One with faults is left out and named (geng_zone_get_failure()); the others
 * go on without it.
 *
 * Fails with %GENG_ERROR_FAULTY where two stations differ in their zone of time or in the start of
 * the duty day, where a pool has faults or nobody, and where somebody is in two pools.  All that is
 * wrong is named, of all pools.
 *
 * Returns: whether the stations fit together
 */
gboolean
geng_zone_load (GengZone *self, GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();

  g_return_val_if_fail (GENG_IS_ZONE (self), FALSE);
  geng_zone_load_around (self, G_MAXUINT, NULL, faults);
  return geng_faults_to_error (faults, self->path, error);
}

gboolean
geng_zone_load_around (GengZone *self, guint index, GengStation *station, GengFaults *faults)
{
  const GengPlace *first = NULL;

  faults->file = ZONE_FILE;
  for (guint i = 0; i < self->places->len; i++)
    {
      GengPlace *place = g_ptr_array_index (self->places, i);

      load_place (self, place, i == index ? station : NULL);
      if (place->station == NULL)
        continue;
      if (first == NULL)
        first = place;
      else
        check_clock (first, place, faults);
    }
  for (guint i = 0; first != NULL && index == G_MAXUINT && i < self->places->len; i++)
    if (((GengPlace *) self->places->pdata[i])->station == NULL)
      check_unread_clock (first, self->places->pdata[i], faults);
  geng_zone_load_pools (self, faults);
  if (faults->list->len > 0)
    return FALSE;
  add_guests (self, index);
  return TRUE;
}

static GengPlace *
place_at (GengZone *self, guint index)
{
  return index < self->places->len ? g_ptr_array_index (self->places, index) : NULL;
}

/**
 * geng_zone_get_path:
 * @self: a zone
 *
 * Returns: (type filename): its folder
 */
const char *
geng_zone_get_path (GengZone *self)
{
  g_return_val_if_fail (GENG_IS_ZONE (self), NULL);
  return self->path;
}

/**
 * geng_zone_get_name:
 * @self: a zone
 *
 * Returns: its name; that of its folder where zone.ini says none
 */
const char *
geng_zone_get_name (GengZone *self)
{
  g_return_val_if_fail (GENG_IS_ZONE (self), NULL);
  return self->name;
}

/**
 * geng_zone_get_n_stations:
 * @self: a zone
 *
 * Returns: how many stations zone.ini names
 */
guint
geng_zone_get_n_stations (GengZone *self)
{
  g_return_val_if_fail (GENG_IS_ZONE (self), 0);
  return self->places->len;
}

/**
 * geng_zone_find:
 * @self: a zone
 * @id: of a station, as zone.ini has it, or the name of one that is loaded
 *
 * Returns: its place in the order of zone.ini; -1 for none
 */
int
geng_zone_find (GengZone *self, const char *id)
{
  g_return_val_if_fail (GENG_IS_ZONE (self) && id != NULL, -1);
  for (guint i = 0; i < self->places->len; i++)
    if (g_str_equal (place_at (self, i)->id, id))
      return (int) i;
  for (guint i = 0; i < self->places->len; i++)
    if (place_at (self, i)->station != NULL
        && g_strcmp0 (geng_entity_get_name (GENG_ENTITY (place_at (self, i)->station)), id) == 0)
      return (int) i;
  return -1;
}

/**
 * geng_zone_get_id:
 * @self: a zone
 * @index: of a station
 *
 * Returns: (nullable): its id in zone.ini
 */
const char *
geng_zone_get_id (GengZone *self, guint index)
{
  g_return_val_if_fail (GENG_IS_ZONE (self) && place_at (self, index) != NULL, NULL);
  return place_at (self, index)->id;
}

/**
 * geng_zone_get_store:
 * @self: a zone
 * @index: of a station
 *
 * Returns: (transfer none) (nullable): its folder
 */
GengStore *
geng_zone_get_store (GengZone *self, guint index)
{
  g_return_val_if_fail (GENG_IS_ZONE (self) && place_at (self, index) != NULL, NULL);
  return place_at (self, index)->store;
}

/**
 * geng_zone_get_station:
 * @self: a zone that is loaded
 * @index: of a station
 *
 * Returns: (transfer none) (nullable): the station; %NULL for one with faults
 */
GengStation *
geng_zone_get_station (GengZone *self, guint index)
{
  g_return_val_if_fail (GENG_IS_ZONE (self) && place_at (self, index) != NULL, NULL);
  return place_at (self, index)->station;
}

/**
 * geng_zone_get_failure:
 * @self: a zone that is loaded
 * @index: of a station
 *
 * Returns: (nullable): why the station could not be loaded, its faults line by line
 */
const char *
geng_zone_get_failure (GengZone *self, guint index)
{
  g_return_val_if_fail (GENG_IS_ZONE (self) && place_at (self, index) != NULL, NULL);
  return place_at (self, index)->failure;
}

/**
 * geng_zone_lies_outside:
 * @self: a zone
 * @index: of a station
 *
 * Returns: whether the station's folder is not in that of the zone, where stations that share
 *   people lie: it could not be loaded for that
 */
gboolean
geng_zone_lies_outside (GengZone *self, guint index)
{
  g_return_val_if_fail (GENG_IS_ZONE (self) && place_at (self, index) != NULL, FALSE);
  return is_outside (self, place_at (self, index));
}

/**
 * geng_zone_get_n_pools:
 * @self: a zone
 *
 * Returns: how many pools of people zone.ini names
 */
guint
geng_zone_get_n_pools (GengZone *self)
{
  g_return_val_if_fail (GENG_IS_ZONE (self), 0);
  return self->pools->len;
}

/**
 * geng_zone_get_pool_id:
 * @self: a zone
 * @index: of a pool
 *
 * Returns: (nullable): its id in zone.ini
 */
const char *
geng_zone_get_pool_id (GengZone *self, guint index)
{
  g_return_val_if_fail (GENG_IS_ZONE (self) && index < self->pools->len, NULL);
  return ((GengZonePool *) self->pools->pdata[index])->id;
}

/**
 * geng_zone_get_pool:
 * @self: a zone that is loaded
 * @index: of a pool
 *
 * Returns: (transfer none) (nullable): its people, as a station without places: their ids are those
 *   of the pool's own tables; %NULL where no station could be read that shares them
 */
GengStation *
geng_zone_get_pool (GengZone *self, guint index)
{
  g_return_val_if_fail (GENG_IS_ZONE (self) && index < self->pools->len, NULL);
  return ((GengZonePool *) self->pools->pdata[index])->people;
}
