/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-transaction.h"
#include "geng-file.h"
#include "geng-gettext.h"
#include <geng/geng-error.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The journal has a line a change, "put PATH" or "remove PATH", and ends in "end COUNT".  While the
 * transaction is being prepared it bears the name with .new: whoever finds that throws the hidden
 * files away.  Under its real name it is the promise that all hidden files are on the disk: whoever
 * finds that finishes the work.
 */
#define JOURNAL ".geng-journal"
#define JOURNAL_NEW ".geng-journal.new"
#define JOURNAL_MAX ((gsize) 4 * 1024 * 1024)

void (*geng_transaction_step) (void) = NULL;

typedef struct
{
  char *path;
  gboolean put;
} Change;

struct _GengTransaction
{
  GengLock *lock; /* not owned */
  GPtrArray *changes;
  gboolean begun;
};

static void
step (void)
{
  if (geng_transaction_step != NULL)
    geng_transaction_step ();
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->path);
  g_free (change);
}

static Change *
change_new (const char *path, gboolean put)
{
  Change *change = g_new0 (Change, 1);

  change->path = g_strdup (path);
  change->put = put;
  return change;
}

/* Beside the target, so that the rename stays in one folder. */
static char *
hidden_path (const char *folder, const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (".%s.geng-new", base);

  return g_build_filename (folder, parent, name, NULL);
}

GengTransaction *
geng_transaction_new (GengLock *lock)
{
  GengTransaction *self = g_new0 (GengTransaction, 1);

  self->lock = lock;
  self->changes = g_ptr_array_new_with_free_func (change_free);
  return self;
}

static const char *
folder_of (GengTransaction *self)
{
  return geng_lock_get_folder (self->lock);
}

/* The line is written before the hidden file, so that a file never lies about unlisted. */
static gboolean
note (GengTransaction *self, Change *change, GError **error)
{
  g_autofree char *journal = g_build_filename (folder_of (self), JOURNAL_NEW, NULL);
  g_autofree char *escaped = g_strescape (change->path, NULL);
  g_autofree char *line = g_strdup_printf ("%s %s\n", change->put ? "put" : "remove", escaped);

  self->begun = TRUE;
  if (!geng_file_append (journal, line, error))
    return FALSE;
  step ();
  return TRUE;
}

static gboolean
prepare_target (GengTransaction *self,
                const char *path,
                const char *target,
                int *mode,
                GError **error)
{
  g_autofree char *parent = g_path_get_dirname (target);
  struct stat st;

  if (!geng_file_check_inside (folder_of (self), path, error))
    return FALSE;
  if (g_mkdir_with_parents (parent, 0777) < 0)
    return geng_file_fail (error, N_ ("create"), parent);

  if (lstat (target, &st) < 0)
    return TRUE;
  if (S_ISDIR (st.st_mode))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_IO, _ ("%s: a folder is in the way"), target);
      return FALSE;
    }
  if (S_ISREG (st.st_mode))
    *mode = st.st_mode & 07777;
  return TRUE;
}

static Change *
find_change (GengTransaction *self, const char *path)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      Change *change = g_ptr_array_index (self->changes, i);

      if (g_str_equal (change->path, path))
        return change;
    }
  return NULL;
}

/* The mode of a file that is there is kept; @mode < 0 leaves that of a new one to the umask. */
static gboolean
put (GengTransaction *self, const char *path, GBytes *content, int mode, GError **error)
{
  g_autofree char *target = g_build_filename (folder_of (self), path, NULL);
  g_autofree char *hidden = hidden_path (folder_of (self), path);
  Change *change;

  g_return_val_if_fail (find_change (self, path) == NULL, FALSE);
  if (!prepare_target (self, path, target, &mode, error))
    return FALSE;
  if (geng_file_equals (target, content))
    return TRUE;
  change = change_new (path, TRUE);
  g_ptr_array_add (self->changes, change);
  if (!note (self, change, error) || !geng_file_write_synced (hidden, content, mode, error))
    return FALSE;
  step ();
  return TRUE;
}

/**
 * geng_transaction_put:
 * @self: a transaction
 * @path: of a file, relative to the folder; folders on the way are made
 * @content: its bytes
 * @error: return location
 *
 * Writes @content beside the file and syncs it; the mode of the file is kept.  Bytes that the file
 * has already are not written.  A path may be put or removed only once.
 *
 * Returns: %FALSE with %GENG_ERROR_IO (permission, full disk: the file is as it was) or
 * %GENG_ERROR_INVALID (path)
 */
gboolean
geng_transaction_put (GengTransaction *self, const char *path, GBytes *content, GError **error)
{
  return put (self, path, content, -1, error);
}

/**
 * geng_transaction_put_private:
 * @self: a transaction
 * @path: of a file, relative to the folder; folders on the way are made
 * @content: its bytes
 * @error: return location
 *
 * As geng_transaction_put(), but a file that is new can be read by its owner alone.
 *
 * Returns: %FALSE with %GENG_ERROR_IO or %GENG_ERROR_INVALID
 */
gboolean
geng_transaction_put_private (GengTransaction *self,
                              const char *path,
                              GBytes *content,
                              GError **error)
{
  return put (self, path, content, 0600, error);
}

/**
 * geng_transaction_remove:
 * @self: a transaction
 * @path: of a file, relative to the folder; need not exist
 * @error: return location
 *
 * Returns: %FALSE with %GENG_ERROR_IO or %GENG_ERROR_INVALID
 */
gboolean
geng_transaction_remove (GengTransaction *self, const char *path, GError **error)
{
  g_autofree char *target = g_build_filename (folder_of (self), path, NULL);
  Change *change;
  struct stat st;

  g_return_val_if_fail (find_change (self, path) == NULL, FALSE);
  if (!geng_file_check_inside (folder_of (self), path, error))
    return FALSE;
  if (lstat (target, &st) < 0)
    return errno == ENOENT ? TRUE : geng_file_fail (error, N_ ("remove"), target);
  change = change_new (path, FALSE);
  g_ptr_array_add (self->changes, change);
  return note (self, change, error);
}

/**
 * geng_transaction_count:
 * @self: a transaction
 *
 * Returns: how many files will change
 */
guint
geng_transaction_count (GengTransaction *self)
{
  return self->changes->len;
}

/* Every hidden name must have reached the disk before the journal promises it. */
static gboolean
sync_parents (GengTransaction *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->changes->len; i++)
    {
      Change *change = g_ptr_array_index (self->changes, i);
      g_autofree char *target = g_build_filename (folder_of (self), change->path, NULL);

      if (g_hash_table_add (seen, g_path_get_dirname (target))
          && !geng_file_sync_parent (target, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
seal (GengTransaction *self, GError **error)
{
  g_autofree char *from = g_build_filename (folder_of (self), JOURNAL_NEW, NULL);
  g_autofree char *to = g_build_filename (folder_of (self), JOURNAL, NULL);
  g_autofree char *end = g_strdup_printf ("end %u\n", self->changes->len);

  if (!geng_file_append (from, end, error) || !geng_file_sync (from, error)
      || !sync_parents (self, error))
    return FALSE;
  step ();
  return geng_file_rename (from, to, error) && geng_file_sync_parent (to, error);
}

static gboolean
apply (const char *folder, Change *change, GError **error)
{
  g_autofree char *target = g_build_filename (folder, change->path, NULL);
  g_autofree char *hidden = hidden_path (folder, change->path);
  struct stat st;

  if (!geng_file_check_inside (folder, change->path, error))
    return FALSE;
  /* No hidden file: an earlier attempt got as far as this one. */
  if (change->put && lstat (hidden, &st) < 0 && errno == ENOENT)
    return TRUE;
  if (!(change->put ? geng_file_rename (hidden, target, error) : geng_file_unlink (target, error)))
    return FALSE;
  step ();
  return TRUE;
}

static gboolean
finish (const char *folder, GPtrArray *changes, GError **error)
{
  g_autofree char *journal = g_build_filename (folder, JOURNAL, NULL);

  for (guint i = 0; i < changes->len; i++)
    if (!apply (folder, g_ptr_array_index (changes, i), error))
      return FALSE;
  /* The journal may go only when the names it promised are on the disk. */
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = g_ptr_array_index (changes, i);
      g_autofree char *target = g_build_filename (folder, change->path, NULL);

      if (!geng_file_sync_parent (target, error))
        return FALSE;
    }
  if (!geng_file_unlink (journal, error) || !geng_file_sync_parent (journal, error))
    return FALSE;
  step ();
  return TRUE;
}

static gboolean
undo (const char *folder, GPtrArray *changes, GError **error)
{
  g_autofree char *journal = g_build_filename (folder, JOURNAL_NEW, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = g_ptr_array_index (changes, i);
      g_autofree char *hidden = hidden_path (folder, change->path);

      if (!geng_file_check_inside (folder, change->path, error))
        return FALSE;
      if (change->put && !geng_file_unlink (hidden, error))
        return FALSE;
    }
  return geng_file_unlink (journal, error);
}

/**
 * geng_transaction_commit:
 * @self: a transaction
 * @error: return location
 *
 * Makes all changes count at once.  Nothing may be put afterwards.
 *
 * Returns: %FALSE with %GENG_ERROR_IO: nothing has changed, or (where the disk failed while
 * renaming) the next geng_lock_take() finishes
 */
gboolean
geng_transaction_commit (GengTransaction *self, GError **error)
{
  if (self->changes->len == 0)
    return TRUE;
  if (!seal (self, error))
    return FALSE;
  self->begun = FALSE;
  step ();
  return finish (folder_of (self), self->changes, error);
}

void
geng_transaction_free (GengTransaction *self)
{
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  if (self->begun && !undo (folder_of (self), self->changes, &error))
    g_debug ("%s", error->message);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

static Change *
read_line (const char *line)
{
  gboolean put = g_str_has_prefix (line, "put ");
  g_autofree char *path = NULL;

  if (!put && !g_str_has_prefix (line, "remove "))
    return NULL;
  path = g_strcompress (strchr (line, ' ') + 1);
  return change_new (path, put);
}

/* @complete: whether the last line is there and right. */
static GPtrArray *
read_journal (const char *path, gboolean *complete, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (change_free);
  g_autoptr (GBytes) bytes = geng_file_read (path, JOURNAL_MAX, error);
  g_autofree char *text = NULL;
  g_autofree char *end = NULL;
  g_auto (GStrv) lines = NULL;
  guint i;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  /* What does not end in a line feed was being written when the process died; nothing followed it.
   */
  for (i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      Change *change = read_line (lines[i]);

      if (change == NULL)
        break;
      g_ptr_array_add (changes, change);
    }
  end = g_strdup_printf ("end %u", changes->len);
  *complete = lines[i] != NULL && g_str_equal (lines[i], end);
  return g_steal_pointer (&changes);
}

/**
 * geng_transaction_pending:
 * @folder: a folder
 *
 * Returns: whether a transaction of @folder is under way, or was when its process died
 */
gboolean
geng_transaction_pending (const char *folder)
{
  g_autofree char *sealed = g_build_filename (folder, JOURNAL, NULL);
  g_autofree char *open = g_build_filename (folder, JOURNAL_NEW, NULL);

  return g_access (sealed, F_OK) == 0 || g_access (open, F_OK) == 0;
}

/**
 * geng_transaction_recover:
 * @folder: a folder of which the caller holds the lock
 * @error: return location
 *
 * Finishes a sealed transaction, undoes an open one.
 *
 * Returns: %FALSE with %GENG_ERROR_IO, or %GENG_ERROR_INVALID if the journal is not one of ours
 */
gboolean
geng_transaction_recover (const char *folder, GError **error)
{
  g_autofree char *sealed = g_build_filename (folder, JOURNAL, NULL);
  g_autofree char *open = g_build_filename (folder, JOURNAL_NEW, NULL);
  g_autoptr (GPtrArray) changes = NULL;
  gboolean complete = FALSE;

  if (g_access (sealed, F_OK) == 0)
    {
      changes = read_journal (sealed, &complete, error);
      if (changes == NULL)
        return FALSE;
      if (!complete)
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: damaged; remove it by hand"),
                       sealed);
          return FALSE;
        }
      return finish (folder, changes, error);
    }
  if (g_access (open, F_OK) != 0)
    return TRUE;
  changes = read_journal (open, &complete, error);
  return changes != NULL && undo (folder, changes, error);
}
