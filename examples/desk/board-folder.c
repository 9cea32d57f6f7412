/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether a folder is still what was read: which files it has, and in which state. Writing replaces
 * a file by another, so that inode, size and time tell; nothing is read for it.  Who is shared with
 * other stations of a zone serves there as well: then their folders are looked at, too. */
#include "board.h"
#include "../captain/zone.h"

#include <glib/gstdio.h>

static const char *const tables[]
    = { "station.ini", "members.csv", "leave.csv", "items.csv", "holidays.csv" };
/* Beside a zone's stations, and in a pool. */
static const char *const zone_files[] = { "zone.ini", "pool.ini" };
static const char *const folders[] = { "drafts", "rosters", "journal" };

/* (nullable): NULL where there is no such file */
static char *
state_of (const char *path)
{
  GStatBuf found;

  if (g_stat (path, &found) != 0 || !S_ISREG (found.st_mode))
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ".%ld",
                          (guint64) found.st_ino, (gint64) found.st_size,
                          (gint64) found.st_mtim.tv_sec, (long) found.st_mtim.tv_nsec);
}

/* @prefix: before the name, where it is not of the station's own folder */
static void
add_file (GHashTable *stamp, const char *folder, const char *prefix, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *state = state_of (path);

  if (state != NULL)
    g_hash_table_insert (stamp, g_build_filename (prefix, name, NULL), state);
}

/* Not what a spreadsheet leaves beside the file that it has open. */
static void
add_folder (GHashTable *stamp, const char *folder, const char *prefix, const char *name, int depth)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (name, file, NULL);

      if (g_str_has_suffix (file, ".csv") || g_str_has_suffix (file, ".steps"))
        {
          if (file[0] != '.' && file[0] != '~')
            add_file (stamp, folder, prefix, inside);
        }
      else if (depth > 0 && file[0] != '.')
        add_folder (stamp, folder, prefix, inside, depth - 1);
    }
}

static void
add_station (GHashTable *stamp, const char *folder, const char *prefix)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    add_file (stamp, folder, prefix, tables[i]);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    add_folder (stamp, folder, prefix, folders[i], 1);
}

GHashTable *
board_stamp (const char *folder, GPtrArray *around)
{
  GHashTable *stamp = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  add_station (stamp, folder, "");
  for (guint i = 0; around != NULL && i < around->len; i++)
    {
      g_autofree char *name = g_path_get_basename (around->pdata[i]);

      add_station (stamp, around->pdata[i], name);
      for (guint k = 0; k < G_N_ELEMENTS (zone_files); k++)
        add_file (stamp, around->pdata[i], name, zone_files[k]);
    }
  return stamp;
}

/* Which of the zone's stations it is; -1: none */
static int
find_station (GengZone *zone, const char *folder)
{
  g_autoptr (GFile) ours = g_file_new_for_path (folder);

  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      g_autoptr (GFile) one
          = g_file_new_for_path (geng_store_get_path (geng_zone_get_store (zone, i)));

      if (g_file_equal (ours, one))
        return (int) i;
    }
  return -1;
}

static void
add_around (GPtrArray *around, GengZone *zone, int station)
{
  g_ptr_array_add (around, g_strdup (geng_zone_get_path (zone)));
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    if ((int) i != station)
      g_ptr_array_add (around, g_strdup (geng_store_get_path (geng_zone_get_store (zone, i))));
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    {
      g_autoptr (GengStore) pool = geng_zone_open_pool (zone, i);

      if (pool != NULL)
        g_ptr_array_add (around, g_strdup (geng_store_get_path (pool)));
    }
}

GPtrArray *
board_list_around (const char *folder)
{
  GPtrArray *around = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *above = g_path_get_dirname (folder);
  int found = -1;

  /* Zones may lie above zones: the one that names the station shares people with it. */
  while (found < 0 && !g_str_equal (above, "/"))
    {
      g_autoptr (GengZone) zone = geng_zone_is_folder (above) ? geng_zone_open (above, NULL) : NULL;
      char *higher = g_path_get_dirname (above);

      found = zone != NULL ? find_station (zone, folder) : -1;
      if (found >= 0 && zone_shares_people (zone))
        add_around (around, zone, found);
      g_free (above);
      above = higher;
    }
  return around;
}

static void
add_moved (GHashTable *from, GHashTable *to, GPtrArray *names)
{
  GHashTableIter iter;
  gpointer name, state;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &state))
    if (g_strcmp0 (g_hash_table_lookup (to, name), state) != 0
        && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, name);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

gboolean
board_has_moved (GHashTable *before, GHashTable *after, const char *name)
{
  return g_strcmp0 (g_hash_table_lookup (before, name), g_hash_table_lookup (after, name)) != 0;
}

guint
board_count_moved (GHashTable *before, GHashTable *after)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  add_moved (before, after, names);
  add_moved (after, before, names);
  return names->len;
}

char *
board_moved_files (GHashTable *before, GHashTable *after)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  add_moved (before, after, names);
  add_moved (after, before, names);
  if (names->len == 0)
    return NULL;
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (_ (", "), (char **) names->pdata);
}

char *
board_log_state (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "log", "next.json", NULL);

  return state_of (path);
}
