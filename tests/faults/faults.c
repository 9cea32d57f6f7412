/* SPDX-License-Identifier: LGPL-2.1-or-later */
#undef _FILE_OFFSET_BITS
#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define MAX_FDS 1024

static struct
{
  char root[4096];
  int at;
  FaultKind kind;
  int error;
  int log; /* a file descriptor, or -1 */
  unsigned char ours[MAX_FDS];
  /* 0, or the how-manieth file it was that got bytes which no fsync has brought to the disk. */
  unsigned dirty[MAX_FDS];
  unsigned dirtied;
  off_t safe[MAX_FDS]; /* how many bytes of it are on the disk all the same */
} faults = { .at = -1, .log = -1 };

/* Whether both are descriptors of one file. */
static int
is_same_file (int fd, int other)
{
  struct stat one, two;

  return fstat (fd, &one) == 0 && fstat (other, &two) == 0 && one.st_dev == two.st_dev
         && one.st_ino == two.st_ino;
}

/* A descriptor through which the same file got bytes that are not on the disk, or -1. */
static int
find_dirty (int fd)
{
  for (int i = 0; i < MAX_FDS; i++)
    if (faults.dirty[i] != 0 && is_same_file (fd, i))
      return i;
  return -1;
}

/* A file is written through one descriptor after another; it is one file all the same. */
static void
note_dirty (int fd)
{
  int other = faults.dirty[fd] != 0 ? fd : find_dirty (fd);

  faults.dirty[fd] = other >= 0 ? faults.dirty[other] : ++faults.dirtied;
}

/* The file is on the disk, through whichever descriptor it was written. */
static void
note_synced (int fd)
{
  struct stat state;

  if (fstat (fd, &state) != 0)
    return;
  for (int i = 0; i < MAX_FDS; i++)
    if ((faults.ours[i] || faults.dirty[i] != 0) && is_same_file (fd, i))
      {
        faults.dirty[i] = 0;
        faults.safe[i] = state.st_size;
      }
}

/* How many files have bytes that are not on the disk; @first, @last: (out): the ends of them */
static int
count_dirty (unsigned *first, unsigned *last)
{
  int count = 0;

  *first = *last = 0;
  for (int fd = 0; fd < MAX_FDS; fd++)
    {
      unsigned number = faults.dirty[fd];
      int seen = number == 0;

      for (int i = 0; i < fd && !seen; i++)
        seen = faults.dirty[i] == number;
      if (seen)
        continue;
      *first = count == 0 || number < *first ? number : *first;
      *last = number > *last ? number : *last;
      count++;
    }
  return count;
}

static int
is_power (FaultKind kind)
{
  return kind == FAULT_POWER || kind == FAULT_POWER_FIRST || kind == FAULT_POWER_LAST;
}

/* The disk loses power: what was written and not synced is gone, although a rename stands.  A disk
 * writes in an order of its own, so it may be one file alone. */
static void
lose_power (void)
{
  unsigned first, last;
  struct stat state;

  (void) count_dirty (&first, &last);
  for (int fd = 0; fd < MAX_FDS; fd++)
    if (faults.dirty[fd] != 0 && (faults.kind != FAULT_POWER_FIRST || faults.dirty[fd] == first)
        && (faults.kind != FAULT_POWER_LAST || faults.dirty[fd] == last) && fstat (fd, &state) == 0
        && state.st_size > faults.safe[fd])
      (void) !syscall (SYS_ftruncate, fd, faults.safe[fd]);
}

void
faults_set (const char *root, int at, FaultKind kind, int error)
{
  snprintf (faults.root, sizeof faults.root, "%s", root == NULL ? "" : root);
  faults.at = at;
  faults.kind = kind;
  faults.error = error;
}

int
faults_struck (void)
{
  return faults.at < 0;
}

static const struct
{
  const char *name;
  FaultKind kind;
  int error;
} kinds[] = {
  { "before", FAULT_KILL_BEFORE, 0 },
  { "in", FAULT_KILL_IN, 0 },
  { "after", FAULT_KILL_AFTER, 0 },
  { "power", FAULT_POWER, 0 },
  { "power-first", FAULT_POWER_FIRST, 0 },
  { "power-last", FAULT_POWER_LAST, 0 },
  { "EIO", FAULT_ERROR, EIO },
  { "ENOSPC", FAULT_ERROR, ENOSPC },
  { "EDQUOT", FAULT_ERROR, EDQUOT },
  { "EINTR", FAULT_ERROR, EINTR },
  { "EMFILE", FAULT_ERROR, EMFILE },
};

__attribute__ ((constructor)) static void
read_environment (void)
{
  const char *root = getenv ("FAULTS_ROOT"), *at = getenv ("FAULTS_AT");
  const char *kind = getenv ("FAULTS_KIND"), *log = getenv ("FAULTS_LOG");

  for (unsigned i = 0; root != NULL && i < sizeof kinds / sizeof kinds[0]; i++)
    if (strcmp (kind == NULL ? "EIO" : kind, kinds[i].name) == 0)
      faults_set (root, at == NULL ? -1 : atoi (at), kinds[i].kind, kinds[i].error);
  if (log != NULL)
    faults.log
        = syscall (SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* Power may be lost as soon as the command has ended, after the last call of all. */
__attribute__ ((destructor)) static void
end (void)
{
  if (faults.at == 0 && is_power (faults.kind))
    lose_power ();
}

static int
below_root (const char *path)
{
  char absolute[8192];
  size_t length = strlen (faults.root);

  if (path == NULL || length == 0)
    return path != NULL;
  if (path[0] != '/' && syscall (SYS_getcwd, absolute, sizeof absolute / 2) > 0)
    {
      size_t end = strlen (absolute);
      snprintf (absolute + end, sizeof absolute - end, "/%s", path);
      path = absolute;
    }
  return strncmp (path, faults.root, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static int
is_ours (int fd)
{
  return fd >= 0 && fd < MAX_FDS && faults.ours[fd];
}

static void
note (const char *call, const char *path)
{
  char line[8300];
  unsigned first, last;
  int length;

  if (faults.log < 0)
    return;
  length = snprintf (line, sizeof line, "%s %s %d\n", call, path, count_dirty (&first, &last));
  (void) !syscall (SYS_write, faults.log, line, length);
}

/* What a call is to do: go on as usual, or one of the faults. */
typedef enum
{
  GO_ON,
  FAIL,
  DIE_IN,
  DIE_AFTER
} Verdict;

static Verdict
judge (int counts, const char *call, const char *path)
{
  if (!counts)
    return GO_ON;
  note (call, path);
  if (faults.at < 0 || faults.at-- > 0)
    return GO_ON;
  if (is_power (faults.kind))
    lose_power ();
  if (faults.kind == FAULT_KILL_BEFORE || is_power (faults.kind))
    _exit (FAULT_EXIT);
  if (faults.kind == FAULT_ERROR)
    {
      errno = faults.error;
      return FAIL;
    }
  return faults.kind == FAULT_KILL_IN ? DIE_IN : DIE_AFTER;
}

/* Only a write can be half done. */
static long
finish (Verdict verdict, long result)
{
  if (verdict == DIE_IN || verdict == DIE_AFTER)
    _exit (FAULT_EXIT);
  return result;
}

static int
open_file (const char *path, int flags, int mode)
{
  int counts = below_root (path) && (flags & O_DIRECTORY) == 0;
  Verdict verdict = judge (counts, (flags & O_CREAT) != 0 ? "create" : "open", path);
  int fd;

  if (verdict == FAIL)
    return -1;
  fd = finish (verdict, syscall (SYS_openat, AT_FDCWD, path, flags, mode));
  if (fd >= 0 && fd < MAX_FDS)
    {
      struct stat state;
      int other;

      faults.ours[fd] = counts != 0;
      faults.dirty[fd] = 0;
      other = counts ? find_dirty (fd) : -1;
      if (other >= 0)
        faults.safe[fd] = faults.safe[other];
      else
        faults.safe[fd] = counts && fstat (fd, &state) == 0 ? state.st_size : 0;
    }
  return fd;
}

#define OPEN(name)                                                                                 \
  int name (const char *path, int flags, ...);                                                     \
  int name (const char *path, int flags, ...)                                                      \
  {                                                                                                \
    va_list args;                                                                                  \
    int mode;                                                                                      \
                                                                                                   \
    va_start (args, flags);                                                                        \
    mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (args, int) : 0;                          \
    va_end (args);                                                                                 \
    return open_file (path, flags, mode);                                                          \
  }

OPEN (open)
OPEN (open64)

ssize_t
write (int fd, const void *data, size_t size)
{
  Verdict verdict = judge (is_ours (fd), "write", "");

  if (verdict == FAIL)
    return -1;
  if (is_ours (fd))
    note_dirty (fd);
  return finish (verdict, syscall (SYS_write, fd, data, verdict == DIE_IN ? size / 2 : size));
}

/* A file that is not on the disk yet is kept open, so that power can be lost later. */
int
close (int fd)
{
  int kept
      = is_ours (fd) && faults.dirty[fd] ? (int) syscall (SYS_fcntl, fd, F_DUPFD, MAX_FDS / 2) : -1;

  if (kept >= 0 && kept < MAX_FDS)
    {
      faults.dirty[kept] = faults.dirty[fd];
      faults.safe[kept] = faults.safe[fd];
    }
  if (fd >= 0 && fd < MAX_FDS)
    faults.ours[fd] = 0, faults.dirty[fd] = 0;
  return (int) syscall (SYS_close, fd);
}

/* Of what is read only what is to be written over matters here. */
#define PREAD(name)                                                                                \
  ssize_t name (int fd, void *data, size_t size, off_t offset);                                    \
  ssize_t name (int fd, void *data, size_t size, off_t offset)                                     \
  {                                                                                                \
    Verdict verdict = judge (is_ours (fd), "pread", "");                                           \
                                                                                                   \
    if (verdict == FAIL)                                                                           \
      return -1;                                                                                   \
    return finish (verdict, syscall (SYS_pread64, fd, data, size, offset));                        \
  }

PREAD (pread)
PREAD (pread64)

int
fsync (int fd)
{
  Verdict verdict = judge (is_ours (fd), "fsync", "");

  if (verdict == FAIL)
    return -1;
  note_synced (fd);
  /* What a process leaves behind is what the next one sees, so that nothing need reach the disk. */
  return (int) finish (verdict, 0);
}

int
rename (const char *from, const char *to)
{
  Verdict verdict = judge (below_root (to), "rename", to);

  return verdict == FAIL ? -1
                         : finish (verdict, syscall (SYS_renameat, AT_FDCWD, from, AT_FDCWD, to));
}

int
unlink (const char *path)
{
  Verdict verdict = judge (below_root (path), "unlink", path);

  return verdict == FAIL ? -1 : finish (verdict, syscall (SYS_unlinkat, AT_FDCWD, path, 0));
}

int
rmdir (const char *path)
{
  Verdict verdict = judge (below_root (path), "rmdir", path);

  return verdict == FAIL ? -1
                         : finish (verdict, syscall (SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR));
}

int
mkdir (const char *path, mode_t mode)
{
  Verdict verdict = judge (below_root (path), "mkdir", path);

  return verdict == FAIL ? -1 : finish (verdict, syscall (SYS_mkdirat, AT_FDCWD, path, mode));
}

int
chmod (const char *path, mode_t mode)
{
  Verdict verdict = judge (below_root (path), "chmod", path);

  return verdict == FAIL ? -1 : finish (verdict, syscall (SYS_fchmodat, AT_FDCWD, path, mode));
}
