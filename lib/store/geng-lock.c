/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-lock.h"
#include "geng-file.h"
#include "geng-gettext.h"
#include "geng-pending.h"
#include <geng/geng-error.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

struct _GengLock
{
  char *folder;
  int fd;
};

static long
read_holder (int fd)
{
  char text[32] = { 0 };

  if (pread (fd, text, sizeof text - 1, 0) <= 0)
    return 0;
  return strtol (text, NULL, 10);
}

static void
refuse (int fd, const char *folder, GError **error)
{
  long holder = read_holder (fd);

  if (holder > 0)
    g_set_error (error, GENG_ERROR, GENG_ERROR_LOCKED,
                 _ ("%s: process %ld is writing here; try again when it has finished"), folder,
                 holder);
  else
    g_set_error (error, GENG_ERROR, GENG_ERROR_LOCKED,
                 _ ("%s: another process is writing here; try again when it has finished"), folder);
}

static gboolean
note_holder (int fd, long holder)
{
  char text[32] = { 0 };

  g_snprintf (text, sizeof text, "%ld\n", holder);
  return ftruncate (fd, 0) == 0 && pwrite (fd, text, strlen (text), 0) >= 0;
}

/**
 * geng_lock_take:
 * @folder: an existing folder
 * @error: return location
 *
 * Takes the right to write into @folder without waiting, then finishes or undoes what a writer left
 * that died.
 *
 * The lock file stays when the lock is given back: removing it would let two writers hold two files
 * of one name.
 *
 * Returns: (transfer full): the lock; %NULL with %GENG_ERROR_LOCKED naming the process that holds
 * it, or %GENG_ERROR_IO
 */
GengLock *
geng_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, GENG_LOCK_FILE, NULL);
  g_autoptr (GengLock) self = g_new0 (GengLock, 1);

  self->folder = g_strdup (folder);
  self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (self->fd < 0)
    {
      geng_file_fail (error, N_ ("write in this folder"), folder);
      return NULL;
    }
  if (flock (self->fd, LOCK_EX | LOCK_NB) < 0)
    {
      if (errno == EWOULDBLOCK)
        refuse (self->fd, folder, error);
      else
        geng_file_fail (error, N_ ("lock"), path);
      close (self->fd);
      self->fd = -1;
      return NULL;
    }
  /* The number only helps people: a full disk here is not a reason to stop. */
  (void) note_holder (self->fd, (long) getpid ());
  if (!geng_pending_recover (folder, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
geng_lock_free (GengLock *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    {
      if (ftruncate (self->fd, 0) < 0)
        g_debug ("%s: the lock file keeps its number", self->folder);
      close (self->fd);
    }
  g_free (self->folder);
  g_free (self);
}

/* Asks without writing: a shared lock of a moment, which no writer waits for. */
gboolean
geng_lock_is_held (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, GENG_LOCK_FILE, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean held;

  if (fd < 0)
    return FALSE;
  held = flock (fd, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK;
  close (fd);
  return held;
}

const char *
geng_lock_get_folder (GengLock *self)
{
  return self->folder;
}
