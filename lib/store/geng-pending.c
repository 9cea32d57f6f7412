/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-pending.h"
#include "geng-file.h"
#include "geng-gettext.h"
#include <geng/geng-error.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define PENDING_MAX ((gsize) 4 * 1024 * 1024)
#define RANDOM_BYTES 16 /* 128 bits: nobody guesses the name of a stage */
#define STAGE_LENGTH (1 + 2 * RANDOM_BYTES)

static void
stage_free (gpointer data)
{
  GengStage *stage = data;

  g_free (stage->folder);
  g_free (stage->name);
  g_free (stage);
}

static void
change_free (gpointer data)
{
  GengChange *change = data;

  g_free (change->path);
  g_free (change);
}

GengPending *
geng_pending_new (const char *station)
{
  GengPending *self = g_new0 (GengPending, 1);

  self->station = g_canonicalize_filename (station, NULL);
  self->stages = g_ptr_array_new_with_free_func (stage_free);
  self->made = g_ptr_array_new_with_free_func (g_free);
  self->changes = g_ptr_array_new_with_free_func (change_free);
  return self;
}

void
geng_pending_free (GengPending *self)
{
  if (self == NULL)
    return;
  g_free (self->station);
  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->made);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

static char *
random_name (void)
{
  guint8 bytes[RANDOM_BYTES];
  GString *name = g_string_new (".");

  while (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    ;
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (name, "%02x", bytes[i]);
  return g_string_free (name, FALSE);
}

static gboolean
is_stage_name (const char *name)
{
  return name[0] == '.' && strlen (name) == STAGE_LENGTH
         && strspn (name + 1, "0123456789abcdef") == STAGE_LENGTH - 1;
}

GengStage *
geng_pending_add_stage (GengPending *self, const char *folder, const char *name)
{
  GengStage *stage = g_new0 (GengStage, 1);

  stage->folder = g_strdup (folder);
  stage->name = g_strdup (name);
  g_ptr_array_add (self->stages, stage);
  return stage;
}

GengStage *
geng_pending_add_new_stage (GengPending *self, const char *folder)
{
  g_autofree char *name = random_name ();

  return geng_pending_add_stage (self, folder, name);
}

void
geng_pending_add_change (GengPending *self, const GengChange *change)
{
  GengChange *copy = g_memdup2 (change, sizeof *change);

  copy->path = g_strdup (change->path);
  g_ptr_array_add (self->changes, copy);
}

static const GengStage *
stage_of (GengPending *self, const GengChange *change)
{
  return g_ptr_array_index (self->stages, change->stage);
}

char *
geng_pending_target (GengPending *self, const GengChange *change)
{
  return g_build_filename (stage_of (self, change)->folder, change->path, NULL);
}

char *
geng_pending_staged (GengPending *self, const GengChange *change)
{
  const GengStage *stage = stage_of (self, change);
  g_autofree char *number = g_strdup_printf ("%u", change->number);

  return g_build_filename (stage->folder, stage->name, number, NULL);
}

static char *
open_path (GengPending *self)
{
  return g_build_filename (self->station, GENG_PENDING_OPEN, NULL);
}

static char *
sealed_path (GengPending *self)
{
  return g_build_filename (self->station, GENG_PENDING_SEALED, NULL);
}

/* What the line speaks of is made only after this has returned. */
static gboolean
note (GengPending *self, const char *line, GError **error)
{
  g_autofree char *path = open_path (self);

  return geng_file_append (path, line, error) && geng_file_sync (path, error)
         && geng_file_sync_parent (path, error);
}

/* What lies in the station is written as it lies there, so that the station may move meanwhile. */
static char *
write_folder (GengPending *self, const char *folder)
{
  gsize length = strlen (self->station);

  if (g_str_has_prefix (folder, self->station) && folder[length] == '/')
    folder += length + 1;
  return g_strescape (folder, NULL);
}

/* (nullable): not a folder that may stand there */
static char *
read_folder (GengPending *self, const char *text)
{
  g_autofree char *folder = g_strcompress (text);

  if (g_path_is_absolute (folder))
    return g_steal_pointer (&folder);
  if (!geng_file_check_inside (self->station, folder, NULL))
    return NULL;
  return g_build_filename (self->station, folder, NULL);
}

static char *
stage_line (GengPending *self, guint index)
{
  const GengStage *stage = g_ptr_array_index (self->stages, index);
  g_autofree char *folder = index == 0 ? g_strdup (".") : write_folder (self, stage->folder);

  return g_strdup_printf ("stage %u %s %s\n", index, stage->name, folder);
}

gboolean
geng_pending_note_stage (GengPending *self, GError **error)
{
  g_autofree char *line = stage_line (self, self->stages->len - 1);

  return note (self, line, error);
}

gboolean
geng_pending_note_made (GengPending *self, GError **error)
{
  g_autofree char *escaped
      = write_folder (self, g_ptr_array_index (self->made, self->made->len - 1));
  g_autofree char *line = g_strdup_printf ("made %s\n", escaped);

  return note (self, line, error);
}

static void
append_change (GString *text, const GengChange *change)
{
  g_autofree char *escaped = g_strescape (change->path, NULL);

  if (change->put)
    g_string_append_printf (text, "put %u %u %o %s\n", change->stage, change->number, change->mode,
                            escaped);
  else
    g_string_append_printf (text, "remove %u %s\n", change->stage, escaped);
}

/* The stages and their names in the folders that hold them. */
static gboolean
sync_stages (GengPending *self, GError **error)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      const GengStage *stage = g_ptr_array_index (self->stages, i);
      g_autofree char *path = g_build_filename (stage->folder, stage->name, NULL);

      if (!geng_file_sync (path, error) || !geng_file_sync (stage->folder, error))
        return FALSE;
    }
  for (guint i = 0; i < self->made->len; i++)
    if (!geng_file_sync_parent (g_ptr_array_index (self->made, i), error))
      return FALSE;
  return TRUE;
}

static void
append_changes (GString *text, GengPending *self)
{
  for (guint i = 0; i < self->changes->len; i++)
    append_change (text, g_ptr_array_index (self->changes, i));
  g_string_append_printf (text, "end %u\n", self->changes->len);
}

char *
geng_pending_to_text (GengPending *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->stages->len; i++)
    {
      g_autofree char *line = stage_line (self, i);

      g_string_append (text, line);
    }
  append_changes (text, self);
  return g_string_free (text, FALSE);
}

gboolean
geng_pending_seal (GengPending *self, GError **error)
{
  g_autofree char *from = open_path (self);
  g_autofree char *to = sealed_path (self);
  g_autoptr (GString) text = g_string_new (NULL);

  append_changes (text, self);
  if (!geng_file_append (from, text->str, error) || !geng_file_sync (from, error)
      || !sync_stages (self, error) || !geng_file_rename (from, to, error))
    return FALSE;
  self->complete = TRUE;
  if (geng_file_sync_parent (to, error))
    return TRUE;
  /* Nobody knows whether the promise is on the disk, so it is taken back. */
  self->complete = rename (to, from) < 0;
  return FALSE;
}

/* Where nothing is staged under the number, an earlier attempt got as far as this one. */
static gboolean
apply (GengPending *self, const GengChange *change, GError **error)
{
  const GengStage *stage = stage_of (self, change);
  g_autofree char *target = geng_pending_target (self, change);
  g_autofree char *staged = geng_pending_staged (self, change);
  struct stat st;

  if (!geng_file_check_inside (stage->folder, change->path, error))
    return FALSE;
  if (!change->put)
    return geng_file_unlink (target, error);
  if (lstat (staged, &st) < 0)
    return errno == ENOENT || geng_file_fail (error, N_ ("read"), staged);
  if (chmod (staged, change->mode) < 0)
    return geng_file_fail (error, N_ ("write"), staged);
  return geng_file_rename (staged, target, error);
}

/* The stage goes last of all, so that its absence says that the folder is done. */
static gboolean
remove_stage (const GengStage *stage, GError **error)
{
  g_autofree char *path = g_build_filename (stage->folder, stage->name, NULL);

  if (rmdir (path) < 0 && errno != ENOENT)
    return geng_file_fail (error, N_ ("remove"), path);
  return geng_file_sync (stage->folder, error);
}

/* A link in its place would lead out. */
static gboolean
has_stage (const GengStage *stage)
{
  g_autofree char *path = g_build_filename (stage->folder, stage->name, NULL);
  struct stat st;

  return lstat (path, &st) == 0 && S_ISDIR (st.st_mode);
}

/* A folder without its stage is done, or it is not there: a disk that is not mounted. */
static gboolean
is_done (GengPending *self, const GengChange *change)
{
  g_autofree char *target = geng_pending_target (self, change);

  return change->put ? g_file_test (target, G_FILE_TEST_EXISTS)
                     : g_file_test (stage_of (self, change)->folder, G_FILE_TEST_IS_DIR);
}

static gboolean
check_done (GengPending *self, guint index, GError **error)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      const GengChange *change = g_ptr_array_index (self->changes, i);

      if (change->stage != index || is_done (self, change))
        continue;
      g_set_error (error, GENG_ERROR, GENG_ERROR_IO, _ ("%s: cannot be reached now"),
                   stage_of (self, change)->folder);
      return FALSE;
    }
  return TRUE;
}

gboolean
geng_pending_finish_stage (GengPending *self, guint index, GError **error)
{
  const GengStage *stage = g_ptr_array_index (self->stages, index);
  g_autoptr (GHashTable) parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!has_stage (stage))
    return check_done (self, index, error);
  for (guint i = 0; i < self->changes->len; i++)
    {
      const GengChange *change = g_ptr_array_index (self->changes, i);

      if (change->stage != index)
        continue;
      if (!apply (self, change, error))
        return FALSE;
      g_autofree char *target = geng_pending_target (self, change);
      g_hash_table_add (parents, g_path_get_dirname (target));
    }
  g_autofree char **list = (char **) g_hash_table_get_keys_as_array (parents, NULL);
  for (guint i = 0; list[i] != NULL; i++)
    if (!geng_file_sync (list[i], error))
      return FALSE;
  return remove_stage (stage, error);
}

gboolean
geng_pending_finish (GengPending *self, GError **error)
{
  g_autofree char *path = sealed_path (self);

  for (guint i = 0; i < self->stages->len; i++)
    if (!geng_pending_finish_stage (self, i, error))
      return FALSE;
  return geng_file_unlink (path, error) && geng_file_sync_parent (path, error);
}

/* Files of a stage have numbers for names; anything else is not ours. */
static gboolean
empty_stage (const GengStage *stage, GError **error)
{
  g_autofree char *path = g_build_filename (stage->folder, stage->name, NULL);
  g_autoptr (GDir) dir = has_stage (stage) ? g_dir_open (path, 0, NULL) : NULL;

  if (dir == NULL)
    return TRUE;
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (name[strspn (name, "0123456789")] == '\0' && !geng_file_unlink (file, error))
        return FALSE;
    }
  return remove_stage (stage, error);
}

/* One that somebody has put something into meanwhile stays. */
static void
remove_made (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  struct stat st;

  if (rmdir (path) < 0 && g_str_equal (name, GENG_FILE_DOOR) && lstat (path, &st) == 0
      && S_ISREG (st.st_mode) && st.st_size == 0)
    (void) unlink (path);
}

gboolean
geng_pending_undo (GengPending *self, GError **error)
{
  g_autofree char *path = open_path (self);

  for (guint i = 0; i < self->stages->len; i++)
    if (!empty_stage (g_ptr_array_index (self->stages, i), error))
      return FALSE;
  for (guint i = self->made->len; i > 0; i--)
    remove_made (g_ptr_array_index (self->made, i - 1));
  return geng_file_unlink (path, error) && geng_file_sync_parent (path, error);
}

/* "0 .5b0f… FOLDER" */
static gboolean
read_stage (GengPending *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 3);
  g_autofree char *number = g_strdup_printf ("%u", self->stages->len);
  g_autofree char *folder = NULL;

  if (g_strv_length (parts) != 3 || !g_str_equal (parts[0], number) || !is_stage_name (parts[1]))
    return FALSE;
  folder = self->stages->len == 0 ? g_strdup (self->station) : read_folder (self, parts[2]);
  return folder != NULL && geng_pending_add_stage (self, folder, parts[1]) != NULL;
}

static gboolean
read_made (GengPending *self, const char *text)
{
  char *folder = read_folder (self, text);

  if (folder != NULL)
    g_ptr_array_add (self->made, folder);
  return folder != NULL;
}

/* In a served folder only plain names are ours to change, none of which begins with a dot. */
static gboolean
read_change (GengPending *self, const char *line)
{
  GengChange change = { 0 };
  g_autofree char *path = NULL;
  int end = 0;

  change.put = g_str_has_prefix (line, "put ");
  if (change.put)
    (void) sscanf (line, "put %u %u %o %n", &change.stage, &change.number, &change.mode, &end);
  else
    (void) sscanf (line, "remove %u %n", &change.stage, &end);
  if (end == 0 || change.stage >= self->stages->len || (change.mode & ~0777u) != 0)
    return FALSE;
  change.path = path = g_strcompress (line + end);
  if (change.stage > 0 && (path[0] == '.' || strchr (path, '/') != NULL))
    return FALSE;
  geng_pending_add_change (self, &change);
  return TRUE;
}

static gboolean
read_line (GengPending *self, const char *line)
{
  if (g_str_has_prefix (line, "stage "))
    return read_stage (self, line + strlen ("stage "));
  if (g_str_has_prefix (line, "made "))
    return read_made (self, line + strlen ("made "));
  return read_change (self, line);
}

GengPending *
geng_pending_read (const char *station, const char *path, GError **error)
{
  g_autoptr (GengPending) self = geng_pending_new (station);
  g_autoptr (GBytes) bytes = geng_file_read (path, PENDING_MAX, error);
  g_autofree char *text = NULL;
  g_autofree char *end = NULL;
  g_auto (GStrv) lines = NULL;
  guint i;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  /* What does not end in a line feed was being written when the process died; nothing followed. */
  for (i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    if (!read_line (self, lines[i]))
      break;
  end = g_strdup_printf ("end %u", self->changes->len);
  self->complete = lines[i] != NULL && g_str_equal (lines[i], end);
  return g_steal_pointer (&self);
}
