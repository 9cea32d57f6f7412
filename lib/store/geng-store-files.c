/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Files that programs keep in a station's folder beside its tables: what members ask and who was
 * asked.  They go through the same lock and the same transaction. */

#include <string.h>

#include "geng-file.h"
#include "geng-store-private.h"

/* More files than that in one folder are nobody's work; the rest is not read. */
#define MOST_FILES 10000

/**
 * geng_store_put_file:
 * @self: a store
 * @path: of the file, relative to the station's folder, like `inbox/1.ini`
 * @content: what it is to hold
 * @error: return location
 *
 * Writes a file that only the owner of the folder may read (mode 0600), with what else is written
 * since geng_store_begin().  It is for files of programs; tables of the station have calls of their
 * own.
 *
 * Returns: %FALSE with %GENG_ERROR_LOCKED, %GENG_ERROR_IO, or %GENG_ERROR_INVALID for a path that
 * leads outside
 */
gboolean
geng_store_put_file (GengStore *self, const char *path, GBytes *content, GError **error)
{
  GengTransaction *changes;
  gboolean own, ok;

  g_return_val_if_fail (GENG_IS_STORE (self) && path != NULL && content != NULL, FALSE);
  changes = geng_store_open_change (self, &own, error);
  if (changes == NULL)
    return FALSE;
  ok = geng_transaction_put (changes, NULL, path, content, GENG_FILE_PRIVATE, error);
  return geng_store_close_change (self, own, ok, error);
}

/**
 * geng_store_remove_file:
 * @self: a store
 * @path: of the file, relative to the station's folder
 * @error: return location
 *
 * Removes a file of a program; one that is not there is fine.
 *
 * Returns: %FALSE with %GENG_ERROR_LOCKED, %GENG_ERROR_IO or %GENG_ERROR_INVALID
 */
gboolean
geng_store_remove_file (GengStore *self, const char *path, GError **error)
{
  GengTransaction *changes;
  g_autofree char *full = NULL;
  gboolean own, ok;

  g_return_val_if_fail (GENG_IS_STORE (self) && path != NULL, FALSE);
  if (!geng_file_check_inside (geng_store_get_path (self), path, error))
    return FALSE;
  full = g_build_filename (geng_store_get_path (self), path, NULL);
  if (!g_file_test (full, G_FILE_TEST_EXISTS))
    return TRUE;
  changes = geng_store_open_change (self, &own, error);
  if (changes == NULL)
    return FALSE;
  ok = geng_transaction_remove (changes, NULL, path, error);
  return geng_store_close_change (self, own, ok, error);
}

/**
 * geng_store_read_file:
 * @self: a store
 * @path: of the file, relative to the station's folder
 * @max: of bytes; a longer file is refused
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the file holds, nothing (an empty #GBytes) where there
 * is none; or %NULL with %GENG_ERROR_IO or %GENG_ERROR_INVALID
 */
GBytes *
geng_store_read_file (GengStore *self, const char *path, gsize max, GError **error)
{
  g_autofree char *full = NULL;

  g_return_val_if_fail (GENG_IS_STORE (self) && path != NULL, NULL);
  if (!geng_file_check_inside (geng_store_get_path (self), path, error))
    return NULL;
  full = g_build_filename (geng_store_get_path (self), path, NULL);
  if (!g_file_test (full, G_FILE_TEST_EXISTS))
    return g_bytes_new (NULL, 0);
  return geng_file_read (full, max, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *left = *(const char *const *) a, *right = *(const char *const *) b;
  guint64 one = g_ascii_strtoull (left, NULL, 10), other = g_ascii_strtoull (right, NULL, 10);

  if (one != other)
    return one < other ? -1 : 1;
  return strcmp (left, right);
}

/**
 * geng_store_list_files:
 * @self: a store
 * @folder: relative to the station's folder, like `inbox`
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of what lies in it, hidden ones
 * left out: 2 before 10; empty where there is no such folder
 */
char **
geng_store_list_files (GengStore *self, const char *folder)
{
  g_autofree char *path = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_return_val_if_fail (GENG_IS_STORE (self) && folder != NULL, NULL);
  path = g_build_filename (geng_store_get_path (self), folder, NULL);
  if (geng_file_check_inside (geng_store_get_path (self), folder, NULL))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && names->len < MOST_FILES && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
