/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A step of a pool is taken back: its tables become what they were, byte by byte. */
#include "undo.h"

#include <string.h>

/* Its content as the step left it; FALSE with an error. */
static gboolean
is_as_left (Desk *pool, const char *table, GVariant *was, GError **error)
{
  g_autofree char *path = g_build_filename (geng_store_get_path (pool->store), table, NULL);
  g_autofree char *now = NULL;
  g_autofree char *sum = NULL;
  const char *after = "";
  gsize length = 0;

  if (g_file_get_contents (path, &now, &length, NULL))
    sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) now, length);
  g_variant_lookup (was, "after", "&s", &after);
  if (g_str_equal (after, sum != NULL ? sum : ""))
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s was changed since"), table);
  return FALSE;
}

static gboolean
put_back (Desk *pool, const char *table, GVariant *was, GError **error)
{
  const char *before = NULL;
  g_autoptr (GBytes) content = NULL;

  if (!g_variant_lookup (was, "before", "&s", &before))
    return geng_store_remove_file (pool->store, table, error);
  content = g_bytes_new (before, strlen (before));
  return geng_store_restore_file (pool->store, table, content, error);
}

gboolean
undo_pool_check (Desk *pool, const LogStep *step, GError **error)
{
  GVariantIter iter;
  const char *table;
  GVariant *was;
  gboolean fine = TRUE;

  if (step->texts == NULL)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("what it changed was forgotten since"));
      return FALSE;
    }
  g_variant_iter_init (&iter, step->texts);
  while (g_variant_iter_loop (&iter, "{&sv}", &table, &was))
    fine = fine && is_as_left (pool, table, was, error);
  return fine;
}

gboolean
undo_pool_write (Desk *pool, const LogStep *step, GError **error)
{
  GVariantIter iter;
  const char *table;
  GVariant *was;
  gboolean fine = TRUE;

  g_variant_iter_init (&iter, step->texts);
  while (g_variant_iter_loop (&iter, "{&sv}", &table, &was))
    fine = fine && put_back (pool, table, was, error);
  return fine && undo_reopen_asks (pool, step->asks, error);
}
