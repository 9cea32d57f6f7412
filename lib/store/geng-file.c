/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-file.h"
#include "geng-gettext.h"
#include <geng/geng-error.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Sets an error that says what was tried, on which file, and why the system refused. */
gboolean
geng_file_fail (GError **error, const char *what, const char *path)
{
  int why = errno;

  g_set_error (error, GENG_ERROR, GENG_ERROR_IO, _ ("%s: cannot %s: %s"), path, _ (what),
               g_strerror (why));
  return FALSE;
}

static int
open_retrying (const char *path, int flags, int mode)
{
  int fd;

  do
    fd = open (path, flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);
  return fd;
}

static gboolean
check_size (int fd, const char *path, gsize max, gsize *size, GError **error)
{
  struct stat st;

  if (fstat (fd, &st) < 0)
    return geng_file_fail (error, N_ ("read"), path);
  if (!S_ISREG (st.st_mode))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: not a plain file"), path);
      return FALSE;
    }
  if ((guint64) st.st_size > max)
    {
      g_autofree char *bytes = g_strdup_printf ("%" G_GOFFSET_FORMAT, (goffset) st.st_size);

      g_set_error (error, GENG_ERROR, GENG_ERROR_TOO_LARGE,
                   _ ("%s: %s bytes are too many; at most %u MiB are read"), path, bytes,
                   (guint) (max / 1024 / 1024));
      return FALSE;
    }
  *size = (gsize) st.st_size;
  return TRUE;
}

static gssize
read_retrying (int fd, guint8 *data, gsize size)
{
  gsize done = 0;

  while (done < size)
    {
      gssize n = read (fd, data + done, size - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      done += n;
    }
  return done;
}

/*
 * Reads a whole plain file of at most @max bytes; the size is looked at before anything is read,
 * and never more than that is taken.  O_NONBLOCK: a pipe in the file's place does not hang the
 * program.
 */
GBytes *
geng_file_read (const char *path, gsize max, GError **error)
{
  int fd = open_retrying (path, O_RDONLY | O_NONBLOCK, 0);
  g_autofree guint8 *data = NULL;
  gsize size = 0;
  gssize n;

  if (fd < 0)
    {
      geng_file_fail (error, N_ ("open"), path);
      return NULL;
    }
  if (!check_size (fd, path, max, &size, error))
    {
      close (fd);
      return NULL;
    }
  data = g_malloc (size + 1);
  n = read_retrying (fd, data, size);
  if (n < 0)
    geng_file_fail (error, N_ ("read"), path);
  close (fd);
  if (n < 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), n);
}

static gboolean
write_retrying (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      size -= n;
    }
  return TRUE;
}

/*
 * Makes a file that nobody else can read, with @content, on the disk.  On failure no file is left.
 * @open_mode: (out) (optional): what a file that anybody may read would have got here, by the
 * umask.
 */
gboolean
geng_file_create_private (const char *path, GBytes *content, guint *open_mode, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  int fd = open_retrying (path, O_WRONLY | O_CREAT | O_EXCL, open_mode != NULL ? 0666 : 0600);
  struct stat st;
  gboolean ok;

  if (fd < 0)
    return geng_file_fail (error, N_ ("create"), path);
  ok = fstat (fd, &st) == 0 && fchmod (fd, 0600) == 0 && write_retrying (fd, data, size)
       && fsync (fd) == 0;
  if (!ok)
    geng_file_fail (error, N_ ("write"), path);
  if (close (fd) < 0 && ok)
    ok = geng_file_fail (error, N_ ("write"), path);
  if (!ok)
    (void) unlink (path);
  else if (open_mode != NULL)
    *open_mode = st.st_mode & 0777;
  return ok;
}

/* A file that is new can be read by its owner alone. */
gboolean
geng_file_append (const char *path, const char *text, GError **error)
{
  int fd = open_retrying (path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0600);
  gboolean ok;

  if (fd < 0)
    return geng_file_fail (error, N_ ("create"), path);
  ok = write_retrying (fd, (const guint8 *) text, strlen (text));
  if (!ok)
    geng_file_fail (error, N_ ("write"), path);
  close (fd);
  return ok;
}

/* Where the last whole line ends; -1 where that cannot be read. */
static off_t
find_end (int fd, off_t size)
{
  char sign = '\0';

  for (; size > 0 && sign != '\n'; size -= sign != '\n')
    {
      ssize_t got;

      do
        got = pread (fd, &sign, 1, size - 1);
      while (got < 0 && errno == EINTR);
      if (got != 1)
        return -1;
    }
  return size;
}

/* At @end, on the disk; what was written of it goes where it fails. */
static gboolean
write_line (int fd, off_t end, const char *line)
{
  if (ftruncate (fd, end) == 0 && lseek (fd, end, SEEK_SET) == end
      && write_retrying (fd, (const guint8 *) line, strlen (line)) && fsync (fd) == 0)
    return TRUE;
  int why = errno;

  (void) !ftruncate (fd, end);
  errno = why;
  return FALSE;
}

/*
 * Adds a line to a file of lines, which is on the disk then.  A last line that was cut off when a
 * process died is taken away; on failure the file is as it was.  @line: with its line break; @max:
 * bytes of the file
 */
gboolean
geng_file_append_line (const char *path, const char *line, gsize max, GError **error)
{
  int fd = open_retrying (path, O_RDWR | O_CREAT | O_NOFOLLOW, 0600);
  gsize size = 0;
  off_t end;
  gboolean ok;

  if (fd < 0)
    return geng_file_fail (error, N_ ("create"), path);
  ok = check_size (fd, path, max - MIN (max, strlen (line)), &size, error);
  end = ok ? find_end (fd, (off_t) size) : 0;
  if (end < 0)
    ok = geng_file_fail (error, N_ ("read"), path);
  else if (ok && !write_line (fd, end, line))
    ok = geng_file_fail (error, N_ ("write"), path);
  close (fd);
  return ok && (end > 0 || geng_file_sync_parent (path, error));
}

gboolean
geng_file_sync (const char *path, GError **error)
{
  int fd = open_retrying (path, O_RDONLY, 0);
  gboolean ok;

  if (fd < 0)
    return geng_file_fail (error, N_ ("sync"), path);
  ok = fsync (fd) == 0;
  /* Some file systems cannot sync a folder; nothing can be done about it. */
  if (!ok && errno != EINVAL && errno != EROFS)
    geng_file_fail (error, N_ ("sync"), path);
  else
    ok = TRUE;
  close (fd);
  return ok;
}

gboolean
geng_file_sync_parent (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  return geng_file_sync (parent, error);
}

gboolean
geng_file_rename (const char *from, const char *to, GError **error)
{
  if (rename (from, to) == 0)
    return TRUE;
  /* What Windows says of a file that is open, also to a Linux that looks into its disk. */
  if (errno != EACCES && errno != EPERM && errno != EBUSY && errno != ETXTBSY)
    return geng_file_fail (error, N_ ("replace"), to);
  g_set_error (error, GENG_ERROR, GENG_ERROR_IO,
               _ ("cannot replace %s: %s; if it is open in WPS or another program, close it there "
                  "and try again"),
               to, g_strerror (errno));
  return FALSE;
}

/* A file that is not there is fine. */
gboolean
geng_file_unlink (const char *path, GError **error)
{
  if (unlink (path) < 0 && errno != ENOENT)
    return geng_file_fail (error, N_ ("remove"), path);
  return TRUE;
}

gboolean
geng_file_equals (const char *path, GBytes *content)
{
  struct stat st;
  g_autoptr (GBytes) old = NULL;

  if (lstat (path, &st) < 0 || !S_ISREG (st.st_mode)
      || (gsize) st.st_size != g_bytes_get_size (content))
    return FALSE;
  old = geng_file_read (path, g_bytes_get_size (content), NULL);
  return old != NULL && g_bytes_equal (old, content);
}

static gboolean
is_plain_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  if (path[0] == '\0')
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] == '\0' || g_str_equal (parts[i], ".") || g_str_equal (parts[i], ".."))
      return FALSE;
  return TRUE;
}

/*
 * Refuses a relative @path that is not plain or whose folder, links followed, lies outside @folder.
 * Folders that do not exist yet are fine.
 */
gboolean
geng_file_check_inside (const char *folder, const char *path, GError **error)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);
  char *root = realpath (folder, NULL);
  char *real = NULL;
  gboolean inside = FALSE;

  while (root != NULL && is_plain_path (path) && (real = realpath (parent, NULL)) == NULL
         && errno == ENOENT)
    {
      char *up = g_path_get_dirname (parent);

      g_free (parent);
      parent = up;
    }
  if (real != NULL)
    inside
        = g_str_equal (real, root) || (g_str_has_prefix (real, root) && real[strlen (root)] == '/');
  free (real);
  free (root);
  if (!inside)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: not a plain path inside %s"), path,
                 folder);
  return inside;
}
