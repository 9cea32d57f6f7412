/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * What a writer that died left is finished or undone by the next one.  The station's own files come
 * first and have to be finished.  A served folder may be on a disk that is not mounted: nothing
 * else waits for it, so what it lacks is kept in a list of the same form and tried by each writer.
 */

#include "geng-file.h"
#include "geng-gettext.h"
#include "geng-pending.h"
#include <geng/geng-error.h>

#define DUE ".geng-due"
#define DUE_NEW ".geng-due.new"

static char *
due_path (const char *station)
{
  return g_build_filename (station, DUE, NULL);
}

static GengPending *
read_sealed (const char *station, const char *path, GError **error)
{
  g_autoptr (GengPending) self = geng_pending_read (station, path, error);

  if (self == NULL || self->complete)
    return g_steal_pointer (&self);
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: damaged; remove it by hand"), path);
  return NULL;
}

/* What a served folder lacks that could not be reached; an empty list where there is none. */
static GengPending *
read_due (const char *station, GError **error)
{
  g_autofree char *path = due_path (station);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? read_sealed (station, path, error)
                                                : geng_pending_new (station);
}

static gboolean
write_due (GengPending *self, GError **error)
{
  g_autofree char *from = g_build_filename (self->station, DUE_NEW, NULL);
  g_autofree char *to = due_path (self->station);
  g_autofree char *text = geng_pending_to_text (self);

  return geng_file_unlink (from, error) && geng_file_append (from, text, error)
         && geng_file_sync (from, error) && geng_file_rename (from, to, error)
         && geng_file_sync_parent (to, error);
}

static gboolean
has_stage_named (GengPending *self, const char *name)
{
  for (guint i = 0; i < self->stages->len; i++)
    if (g_str_equal (((GengStage *) g_ptr_array_index (self->stages, i))->name, name))
      return TRUE;
  return FALSE;
}

/* Puts a stage and its changes at the end of another list; the first of a list is the station's. */
static void
hand_over (GengPending *from, guint index, GengPending *to)
{
  const GengStage *stage = g_ptr_array_index (from->stages, index);

  if (to->stages->len == 0)
    geng_pending_add_new_stage (to, to->station);
  if (has_stage_named (to, stage->name))
    return;
  geng_pending_add_stage (to, stage->folder, stage->name);
  for (guint i = 0; i < from->changes->len; i++)
    {
      GengChange change = *(GengChange *) g_ptr_array_index (from->changes, i);

      if (change.stage != index)
        continue;
      change.stage = to->stages->len - 1;
      geng_pending_add_change (to, &change);
    }
}

/* The station's own files have to be finished; a served folder that cannot be is due, and nothing
 * else waits for it.  @left: gets what is due. */
static gboolean
finish_what_can_be (GengPending *self, GengPending *left, GError **error)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (geng_pending_finish_stage (self, i, &failure))
        continue;
      if (i == 0)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_debug ("%s", failure->message);
      hand_over (self, i, left);
    }
  return TRUE;
}

/* @left: what is still due of @due. */
static gboolean
replace_due (GengPending *due, GengPending *left, GError **error)
{
  g_autofree char *path = due_path (due->station);

  if (left->stages->len > 0)
    return left->stages->len == due->stages->len || write_due (left, error);
  return due->stages->len == 0
         || (geng_file_unlink (path, error) && geng_file_sync_parent (path, error));
}

/* What was due is tried first. */
static gboolean
finish_due (const char *station, GengPending *left, GError **error)
{
  g_autoptr (GengPending) due = read_due (station, error);

  return due != NULL && finish_what_can_be (due, left, error) && replace_due (due, left, error);
}

static gboolean
finish_sealed (const char *station, const char *sealed, GengPending *left, GError **error)
{
  g_autoptr (GengPending) pending = read_sealed (station, sealed, error);
  guint before = left->stages->len;

  return pending != NULL && finish_what_can_be (pending, left, error)
         && (left->stages->len == before || write_due (left, error))
         && geng_file_unlink (sealed, error) && geng_file_sync_parent (sealed, error);
}

gboolean
geng_pending_is_sealed (const char *station)
{
  g_autofree char *path = g_build_filename (station, GENG_PENDING_SEALED, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

void
geng_pending_list_due (const char *station, GPtrArray *folders)
{
  g_autoptr (GengPending) due = read_due (station, NULL);

  for (guint i = 1; due != NULL && i < due->stages->len; i++)
    {
      const GengStage *stage = g_ptr_array_index (due->stages, i);

      if (!g_ptr_array_find_with_equal_func (folders, stage->folder, g_str_equal, NULL))
        g_ptr_array_add (folders, g_strdup (stage->folder));
    }
}

gboolean
geng_pending_forget_due (const char *station, const char *folder, GError **error)
{
  g_autoptr (GengPending) due = read_due (station, error);
  g_autoptr (GengPending) left = geng_pending_new (station);

  for (guint i = 1; due != NULL && i < due->stages->len; i++)
    if (!g_str_equal (((GengStage *) g_ptr_array_index (due->stages, i))->folder, folder))
      hand_over (due, i, left);
  return due != NULL && replace_due (due, left, error);
}

gboolean
geng_pending_recover (const char *station, GError **error)
{
  g_autofree char *sealed = g_build_filename (station, GENG_PENDING_SEALED, NULL);
  g_autofree char *open = g_build_filename (station, GENG_PENDING_OPEN, NULL);
  g_autoptr (GengPending) left = geng_pending_new (station);
  g_autoptr (GengPending) pending = NULL;

  if (!finish_due (station, left, error))
    return FALSE;
  if (g_file_test (sealed, G_FILE_TEST_EXISTS))
    return finish_sealed (station, sealed, left, error);
  if (!g_file_test (open, G_FILE_TEST_EXISTS))
    return TRUE;
  pending = geng_pending_read (station, open, error);
  return pending != NULL && geng_pending_undo (pending, error);
}
