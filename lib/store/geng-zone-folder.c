/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* zone.ini: which stations lie side by side.
 *
 *     [zone]
 *     name = 开发区
 *
 *     [station v01]
 *
 *     [station v02]
 *     folder = villages/v02
 */

#include <geng/geng.h>

#include <stdlib.h>

#include "geng-charset.h"
#include "geng-faults.h"
#include "geng-gettext.h"
#include "geng-ini-words.h"
#include "geng-ini.h"

#define ZONE_FILE "zone.ini"

/* A station of the zone. */
typedef struct
{
  char *id;
  guint line; /* of its group */
  GengStore *store;
  GengStation *station; /* (nullable): NULL until it is loaded, and for one with faults */
  char *failure;        /* (nullable): why it could not be loaded */
} Place;

struct _GengZone
{
  GObject parent_instance;

  char *path;
  char *name;
  GPtrArray *places; /* of Place, in the order of zone.ini */
};

G_DEFINE_FINAL_TYPE (GengZone, geng_zone, G_TYPE_OBJECT)

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->id);
  g_clear_object (&place->store);
  g_clear_object (&place->station);
  g_free (place->failure);
  g_free (place);
}

static void
geng_zone_finalize (GObject *object)
{
  GengZone *self = GENG_ZONE (object);

  g_free (self->path);
  g_free (self->name);
  g_ptr_array_unref (self->places);
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

/* Two names of one folder are one station: links are followed. */
static const Place *
find_folder (GengZone *self, const char *folder)
{
  g_autofree char *real = NULL;
  char *path = realpath (folder, NULL);

  real = g_strdup (path != NULL ? path : folder);
  free (path);
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = g_ptr_array_index (self->places, i);
      char *other = realpath (geng_store_get_path (place->store), NULL);
      gboolean same = other != NULL && g_str_equal (other, real);

      free (other);
      if (same)
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
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GError) error = NULL;
  guint line = key != NULL ? key->line : group->line;
  guint column = key != NULL ? key->value_column : 1;
  const Place *same;
  Place *place;

  if (group->id[0] == '\0')
    {
      geng_faults_add (faults, group->line, 1, _ ("a station needs an id: [%s v01]"),
                       geng_ini_words_tell ("station"));
      return;
    }
  store = geng_store_open (folder, &error);
  if (store == NULL)
    {
      geng_faults_add (faults, line, column, "%s", error->message);
      return;
    }
  same = find_folder (self, folder);
  if (same != NULL)
    {
      geng_faults_add (faults, line, column, _ ("the folder of '%s' is that of '%s' already"),
                       group->id, same->id);
      return;
    }
  place = g_new0 (Place, 1);
  place->id = g_strdup (group->id);
  place->line = group->line;
  place->store = g_steal_pointer (&store);
  g_ptr_array_add (self->places, place);
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
      else
        {
          geng_faults_add (faults, group->line, 1,
                           _ ("unknown group [%s]; a zone has [%s] and one [%s ID] a station"),
                           group->kind, geng_ini_words_tell ("zone"),
                           geng_ini_words_tell ("station"));
          continue;
        }
      check_keys (group, faults);
    }
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

/**
 * geng_zone_open:
 * @path: the zone's folder
 * @error: return location
 *
 * Reads zone.ini; the stations are not read yet.
 *
 * Fails with %GENG_ERROR_NOT_FOUND where there is no zone.ini, and with %GENG_ERROR_FAULTY for one
 * with mistakes, which are all named with line and column: an unknown word, a folder that is
 * missing or no station's, one that is named twice.
 *
 * Returns: (transfer full): the zone
 */
GengZone *
geng_zone_open (const char *path, GError **error)
{
  g_autoptr (GengZone) self = NULL;
  g_autoptr (GengFaults) faults = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  if (!geng_zone_is_folder (path))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_NOT_FOUND,
                   _ ("%s: no zone here; its folder has a file zone.ini"), path);
      return NULL;
    }
  self = g_object_new (GENG_TYPE_ZONE, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->name = g_path_get_basename (self->path);
  faults = geng_faults_new ();
  faults->file = ZONE_FILE;
  text = geng_charset_load (path, ZONE_FILE, TRUE, faults);
  if (text != NULL)
    {
      groups = geng_ini_read (text, faults);
      read_groups (self, groups, faults);
    }
  return geng_faults_to_error (faults, path, error) ? g_steal_pointer (&self) : NULL;
}

/* -- the stations -- */

/* Days of two stations could not be compared otherwise, nor what is today. */
static void
check_clock (const Place *first, const Place *other, GengFaults *faults)
{
  const char *zone = geng_station_get_timezone (first->station);
  int start = geng_station_get_day_start_minute (first->station);

  if (!g_str_equal (geng_station_get_timezone (other->station), zone))
    geng_faults_add (faults, other->line, 1,
                     _ ("'%s' keeps the time of %s, and '%s' that of %s; a zone has one"),
                     other->id, geng_station_get_timezone (other->station), first->id, zone);
  if (geng_station_get_day_start_minute (other->station) != start)
    geng_faults_add (
        faults, other->line, 1,
        _ ("the duty day of '%s' starts at %02d:%02d, that of '%s' at %02d:%02d; a zone "
           "has one"),
        other->id, geng_station_get_day_start_minute (other->station) / 60,
        geng_station_get_day_start_minute (other->station) % 60, first->id, start / 60, start % 60);
}

/**
 * geng_zone_load:
 * @self: a zone
 * @error: return location
 *
 * Reads all stations.  One with faults is left out and named (geng_zone_get_failure()); the others
 * go on without it.
 *
 * Fails with %GENG_ERROR_FAULTY where two stations differ in their zone of time or in the start of
 * the duty day.
 *
 * Returns: whether the stations fit together
 */
gboolean
geng_zone_load (GengZone *self, GError **error)
{
  g_autoptr (GengFaults) faults = NULL;
  const Place *first = NULL;

  g_return_val_if_fail (GENG_IS_ZONE (self), FALSE);
  faults = geng_faults_new ();
  faults->file = ZONE_FILE;
  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);
      g_autoptr (GError) failure = NULL;

      g_clear_object (&place->station);
      g_clear_pointer (&place->failure, g_free);
      place->station = geng_store_load (place->store, &failure);
      if (place->station == NULL)
        place->failure = g_strdup (failure->message);
      else if (first == NULL)
        first = place;
      else
        check_clock (first, place, faults);
    }
  return geng_faults_to_error (faults, self->path, error);
}

static Place *
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
