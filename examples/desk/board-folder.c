/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether a folder is still what was read: which files it has, and in which state. Writing replaces
 * a file by another, so that inode, size and time tell; nothing is read for it. */
#include "board.h"

#include <glib/gstdio.h>

static const char *const tables[]
    = { "station.ini", "members.csv", "leave.csv", "items.csv", "holidays.csv" };
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

static void
add_file (GHashTable *stamp, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *state = state_of (path);

  if (state != NULL)
    g_hash_table_insert (stamp, g_strdup (name), state);
}

/* Not what a spreadsheet leaves beside the file that it has open. */
static void
add_folder (GHashTable *stamp, const char *folder, const char *name, int depth)
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
            add_file (stamp, folder, inside);
        }
      else if (depth > 0 && file[0] != '.')
        add_folder (stamp, folder, inside, depth - 1);
    }
}

GHashTable *
board_stamp (const char *folder)
{
  GHashTable *stamp = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    add_file (stamp, folder, tables[i]);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    add_folder (stamp, folder, folders[i], 1);
  return stamp;
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
