/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The sample stations that are built into the library. */

#include "geng-gettext.h"
#include "geng-store-private.h"
#include <geng/geng-error.h>

#include <string.h>

#define VILLAGES "/org/geng/villages"

/* From examples/villages, made by glib-compile-resources. */
GResource *geng_villages_get_resource (void);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * geng_store_list_samples:
 *
 * Returns: (transfer full): names for geng_store_create_sample(), sorted
 */
char **
geng_store_list_samples (void)
{
  /* Named here, so that a static library brings it along. */
  GResource *villages = geng_villages_get_resource ();
  char **names
      = g_resource_enumerate_children (villages, VILLAGES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_return_val_if_fail (names != NULL, NULL);
  for (char **name = names; *name != NULL; name++)
    if (g_str_has_suffix (*name, "/"))
      (*name)[strlen (*name) - 1] = '\0';
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

/* What really happened is for the captain's eyes alone. */
static GengFileKind
kind_of_file (const char *path)
{
  return g_str_has_prefix (path, "journal/") ? GENG_FILE_PRIVATE : GENG_FILE_SHARED;
}

/* @folder: of the resource, with a slash at its end; @path: the same in the station */
static gboolean
put_folder (GengTransaction *changes, const char *folder, const char *path, GError **error)
{
  GResource *villages = geng_villages_get_resource ();
  g_auto (GStrv) names
      = g_resource_enumerate_children (villages, folder, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *from = g_strconcat (folder, names[i], NULL);
      g_autofree char *to = g_strconcat (path, names[i], NULL);
      g_autoptr (GBytes) bytes = NULL;

      if (g_str_has_suffix (names[i], "/"))
        {
          if (!put_folder (changes, from, to, error))
            return FALSE;
          continue;
        }
      bytes = g_resource_lookup_data (villages, from, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      if (bytes == NULL
          || !geng_transaction_put (changes, NULL, to, bytes, kind_of_file (to), error))
        return FALSE;
    }
  return names != NULL;
}

static gboolean
check_sample (const char *sample, GError **error)
{
  g_auto (GStrv) names = geng_store_list_samples ();
  g_autofree char *known = g_strjoinv (", ", names);

  if (g_strv_contains ((const char *const *) names, sample))
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("there is no sample '%s'; there are: %s"),
               sample, known);
  return FALSE;
}

/**
 * geng_store_create_sample:
 * @path: (type filename): a folder that is not there yet or empty
 * @sample: one of geng_store_list_samples()
 * @error: return location
 *
 * Returns: (transfer full): a store with a copy of the sample; %NULL with %GENG_ERROR_UNKNOWN,
 * %GENG_ERROR_INVALID for a folder with something in it, or %GENG_ERROR_IO
 */
GengStore *
geng_store_create_sample (const char *path, const char *sample, GError **error)
{
  g_autofree char *folder = g_strconcat (VILLAGES "/", sample, "/", NULL);
  g_autoptr (GengLock) lock = NULL;
  g_autoptr (GengTransaction) changes = NULL;

  g_return_val_if_fail (path != NULL && sample != NULL, NULL);
  if (!check_sample (sample, error) || (lock = geng_store_prepare_folder (path, error)) == NULL)
    return NULL;
  changes = geng_transaction_new (lock);
  if (!put_folder (changes, folder, "", error) || !geng_transaction_commit (changes, error))
    return NULL;
  g_clear_pointer (&changes, geng_transaction_free);
  g_clear_pointer (&lock, geng_lock_free);
  return geng_store_open (path, error);
}
