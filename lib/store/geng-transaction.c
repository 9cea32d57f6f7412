/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-transaction.h"
#include "geng-file.h"
#include "geng-gettext.h"
#include "geng-pending.h"
#include <geng/geng-error.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SERVED_FILE 0644
#define SERVED_FOLDER 0711 /* a file can be read by its name, and the names cannot be listed */

struct _GengTransaction
{
  GengLock *lock;          /* not owned */
  GengTransaction *within; /* (nullable), not owned: what makes these changes count */
  GengPending *pending;
  GArray *served;      /* of int: the locked served folders */
  GHashTable *targets; /* paths that change */
  gboolean begun;
};

static void
close_folder (gpointer data)
{
  close (*(int *) data);
}

GengTransaction *
geng_transaction_new (GengLock *lock)
{
  GengTransaction *self = g_new0 (GengTransaction, 1);

  self->lock = lock;
  self->pending = geng_pending_new (geng_lock_get_folder (lock));
  self->served = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_set_clear_func (self->served, close_folder);
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

GengTransaction *
geng_transaction_new_within (GengLock *lock, GengTransaction *whole)
{
  GengTransaction *self = geng_transaction_new (lock);

  self->within = whole;
  return self;
}

/* Makes the folder and those above it that are missing, each noted first. */
static gboolean
make_folder (GengTransaction *self, const char *path, guint mode, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!make_folder (self, parent, 0777, error))
    return FALSE;
  self->begun = TRUE;
  g_ptr_array_add (self->pending->made, g_strdup (path));
  if (!geng_pending_note_made (self->pending, error))
    return FALSE;
  if (mkdir (path, mode) < 0 || (mode == SERVED_FOLDER && chmod (path, mode) < 0))
    return geng_file_fail (error, N_ ("create"), path);
  return TRUE;
}

/* The lock leaves nothing in the folder, and where a file system cannot lock, stations that publish
 * to one folder must take turns by themselves. */
static gboolean
lock_served (GengTransaction *self, const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return geng_file_fail (error, N_ ("open"), folder);
  if (flock (fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK)
    {
      close (fd);
      g_set_error (error, GENG_ERROR, GENG_ERROR_LOCKED,
                   _ ("%s: another process is writing here; try again when it has finished"),
                   folder);
      return FALSE;
    }
  g_array_append_val (self->served, fd);
  return TRUE;
}

/* A web server lists a folder that has no index.html, with the stage and every calendar in it. An
 * empty one keeps it shut from the first moment on, until the one of the change takes its place. */
static gboolean
hang_door (GengTransaction *self, const char *folder, GError **error)
{
  g_autofree char *door = g_build_filename (folder, GENG_FILE_DOOR, NULL);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  struct stat st;

  if (lstat (door, &st) == 0)
    return TRUE;
  self->begun = TRUE;
  g_ptr_array_add (self->pending->made, g_strdup (door));
  if (!geng_pending_note_made (self->pending, error)
      || !geng_file_create_private (door, nothing, NULL, error))
    return FALSE;
  if (chmod (door, SERVED_FILE) < 0)
    return geng_file_fail (error, N_ ("write"), door);
  return geng_file_sync (folder, error);
}

static gboolean
begin_stage (GengTransaction *self, const char *folder, GError **error)
{
  GengStage *stage = geng_pending_add_new_stage (self->pending, folder);
  g_autofree char *path = g_build_filename (folder, stage->name, NULL);

  self->begun = TRUE;
  if (!geng_pending_note_stage (self->pending, error))
    return FALSE;
  return mkdir (path, 0700) == 0 || geng_file_fail (error, N_ ("create"), path);
}

static int
find_stage (GengTransaction *self, const char *folder)
{
  for (guint i = 0; i < self->pending->stages->len; i++)
    {
      const GengStage *stage = g_ptr_array_index (self->pending->stages, i);

      if (g_str_equal (stage->folder, folder))
        return i;
    }
  return -1;
}

/* What an earlier change of this writer has sealed and could not finish comes first: a new one
 * would take its place, and nobody would finish it. */
static gboolean
settle_earlier (GengTransaction *self, GError **error)
{
  const char *station = self->pending->station;

  return !geng_pending_is_sealed (station) || geng_pending_recover (station, error);
}

/* A door that is to come, as the first file of a served folder, is hung before the stage is there.
 */
static gboolean
begin_served (GengTransaction *self, const char *folder, const char *path, GError **error)
{
  return make_folder (self, folder, SERVED_FOLDER, error) && lock_served (self, folder, error)
         && (!g_str_equal (path, GENG_FILE_DOOR) || hang_door (self, folder, error))
         && begin_stage (self, folder, error);
}

/* The station's own stage is the first one, so that its files change first.  @path: what is to
 * change.  Returns -1 with an error. */
static int
need_stage (GengTransaction *self, const char *folder, const char *path, GError **error)
{
  const char *station = self->pending->station;

  if (self->pending->stages->len == 0
      && (!settle_earlier (self, error) || !begin_stage (self, station, error)))
    return -1;
  if (folder == NULL)
    return 0;
  if (find_stage (self, folder) < 0 && !begin_served (self, folder, path, error))
    return -1;
  return find_stage (self, folder);
}

/* Two changes of one file would leave it to chance which of them counts. */
static gboolean
take_target (GengTransaction *self, const char *target, GError **error)
{
  if (g_hash_table_add (self->targets, g_strdup (target)))
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("%s: is changed already; one change at a time can be made to a file"), target);
  return FALSE;
}

/* What a program that has a table open leaves beside it: it would write over whatever comes. */
static gboolean
check_closed (const char *target, GError **error)
{
  static const char *const marks[] = { "~$%s", ".~%s", ".~lock.%s#" };
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_auto (GStrv) parts = g_strsplit (marks[i], "%s", 2);
      g_autofree char *mark = g_strconcat (parts[0], name, parts[1], NULL);
      g_autofree char *path = g_build_filename (folder, mark, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      g_set_error (error, GENG_ERROR, GENG_ERROR_LOCKED,
                   _ ("%s: is open in WPS or another program, which would write over it; close it "
                      "there and try again (if it is open nowhere, remove %s)"),
                   target, path);
      return FALSE;
    }
  return TRUE;
}

/* @mode: (out): of the file that is there, 0 when there is none */
static gboolean
look_at_target (const char *target, guint *mode, GError **error)
{
  struct stat st;

  *mode = 0;
  if (lstat (target, &st) < 0)
    return errno == ENOENT || errno == ENOTDIR || geng_file_fail (error, N_ ("read"), target);
  if (S_ISDIR (st.st_mode))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: a folder is in the way"), target);
      return FALSE;
    }
  if (S_ISREG (st.st_mode))
    *mode = st.st_mode & 0777;
  return TRUE;
}

/* What the file will have; 0 where the umask decides. */
static guint
wanted_mode (GengFileKind kind, guint mode)
{
  if (kind == GENG_FILE_PRIVATE)
    return 0600;
  return kind == GENG_FILE_SERVED ? SERVED_FILE : mode;
}

static gboolean
stage_file (GengTransaction *self, GengChange *change, GBytes *content, GError **error)
{
  g_autofree char *staged = NULL;

  change->put = TRUE;
  change->number = self->pending->changes->len;
  staged = geng_pending_staged (self->pending, change);
  if (!geng_file_create_private (staged, content, change->mode == 0 ? &change->mode : NULL, error))
    return FALSE;
  geng_pending_add_change (self->pending, change);
  return TRUE;
}

/* The whole sees the other station as one more folder beside its own, in which a program may have a
 * table open. */
static gboolean
put_within (GengTransaction *self,
            const char *path,
            GBytes *content,
            GengFileKind kind,
            GError **error)
{
  const char *folder = self->pending->station;
  g_autofree char *target = g_build_filename (folder, path, NULL);

  return geng_file_check_inside (folder, path, error)
         && (geng_file_equals (target, content) || check_closed (target, error))
         && geng_transaction_put (self->within, folder, path, content, kind, error);
}

/**
 * geng_transaction_put:
 * @self: a transaction
 * @folder: (nullable): an absolute path of a served folder, which is made where it is missing; NULL
 *   for the station's
 * @path: of a file, relative to the folder; folders on the way are made. In a served folder it is a
 *   plain name
 * @content: its bytes
 * @kind: who may read it
 * @error: return location
 *
 * Prepares the file.  Bytes that the file has already are not written.  A path may be put or
 * removed only once.  Where index.html is the first file of a served folder that has none, one is
 * there before anything else is, so that no web server ever lists the folder.
 *
 * Returns: %FALSE with %GENG_ERROR_IO (permission, full disk: the file is as it was),
 * %GENG_ERROR_LOCKED where another station is publishing to @folder or a table is open, or
 * %GENG_ERROR_INVALID (path)
 */
gboolean
geng_transaction_put (GengTransaction *self,
                      const char *folder,
                      const char *path,
                      GBytes *content,
                      GengFileKind kind,
                      GError **error)
{
  const char *root = folder != NULL ? folder : self->pending->station;
  g_autofree char *target = g_build_filename (root, path, NULL);
  g_autofree char *parent = g_path_get_dirname (target);
  GengChange change = { .path = (char *) path };
  guint mode;
  int stage;

  g_return_val_if_fail (folder == NULL || (path[0] != '.' && strchr (path, '/') == NULL), FALSE);
  g_return_val_if_fail (folder == NULL || self->within == NULL, FALSE);
  if (self->within != NULL)
    return put_within (self, path, content, kind, error);
  if (folder == NULL && !geng_file_check_inside (root, path, error))
    return FALSE;
  if (!take_target (self, target, error) || !look_at_target (target, &mode, error))
    return FALSE;
  change.mode = wanted_mode (kind, mode);
  if (mode != 0 && mode == change.mode && geng_file_equals (target, content))
    return TRUE;
  if (folder == NULL && !check_closed (target, error))
    return FALSE;
  stage = need_stage (self, folder, path, error);
  if (stage < 0 || (folder == NULL && !make_folder (self, parent, 0777, error)))
    return FALSE;
  change.stage = stage;
  return stage_file (self, &change, content, error);
}

/**
 * geng_transaction_remove:
 * @self: a transaction
 * @folder: (nullable): an absolute path of a served folder, NULL for the station's
 * @path: of a file, relative to the folder; need not exist
 * @error: return location
 *
 * Returns: %FALSE with %GENG_ERROR_IO or %GENG_ERROR_INVALID
 */
gboolean
geng_transaction_remove (GengTransaction *self,
                         const char *folder,
                         const char *path,
                         GError **error)
{
  const char *root = folder != NULL ? folder : self->pending->station;
  g_autofree char *target = g_build_filename (root, path, NULL);
  GengChange change = { .path = (char *) path };
  struct stat st;
  int stage;

  g_return_val_if_fail (folder == NULL || self->within == NULL, FALSE);
  if (self->within != NULL)
    return geng_file_check_inside (root, path, error)
           && geng_transaction_remove (self->within, root, path, error);
  if ((folder == NULL && !geng_file_check_inside (root, path, error))
      || !take_target (self, target, error))
    return FALSE;
  if (lstat (target, &st) < 0)
    return errno == ENOENT || geng_file_fail (error, N_ ("remove"), target);
  stage = need_stage (self, folder, path, error);
  if (stage < 0)
    return FALSE;
  change.stage = stage;
  geng_pending_add_change (self->pending, &change);
  return TRUE;
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
  return self->pending->changes->len;
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
  if (self->pending->changes->len == 0)
    return TRUE;
  return geng_pending_seal (self->pending, error) && geng_pending_finish (self->pending, error);
}

void
geng_transaction_free (GengTransaction *self)
{
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  if (self->begun && !self->pending->complete && !geng_pending_undo (self->pending, &error))
    g_debug ("%s", error->message);
  g_array_unref (self->served);
  g_hash_table_unref (self->targets);
  geng_pending_free (self->pending);
  g_free (self);
}
