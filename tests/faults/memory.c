/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Memory runs out once: the n-th allocation fails.  Preloaded into a program:
 *
 *     MEMORY_AT     the allocation that fails, counted from 0
 *     MEMORY_IN     (optional) a part of a library's name: only what it asks for itself counts,
 *                   copies by strdup among it
 *     MEMORY_COUNT  (optional) a file into which the number of allocations is written at the end
 *
 * GLib ends the program where it gets no memory, which is allowed; a library that asks the system
 * itself, like libical, must make an error of it.  Where somebody reads through the null that he
 * got, it is said whose function does: "memory: LIBRARY: FUNCTION in ENTRY", where it is in the C
 * library the one that called that, and the program dies of it as it would.
 */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *old, size_t size);

#define MOST_FRAMES 64
#define LONGEST 500

static long at = -1, count;
static uintptr_t low, high = UINTPTR_MAX;
static int counting;

static int
find_library (struct dl_phdr_info *info, size_t size, void *name)
{
  (void) size;
  if (strstr (info->dlpi_name, name) == NULL)
    return 0;
  low = UINTPTR_MAX;
  high = 0;
  for (int i = 0; i < info->dlpi_phnum; i++)
    {
      uintptr_t start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;

      if (info->dlpi_phdr[i].p_type != PT_LOAD)
        continue;
      low = start < low ? start : low;
      high = start + info->dlpi_phdr[i].p_memsz > high ? start + info->dlpi_phdr[i].p_memsz : high;
    }
  return 1;
}

/* Where in the C library, or in this one, the frames are nobody's fault. */
static int
is_bystander (const char *library)
{
  return strstr (library, "/libc.so") != NULL || strstr (library, "geng-memory") != NULL;
}

static const char *
file_of (const Dl_info *place)
{
  const char *slash = strrchr (place->dli_fname, '/');

  return slash != NULL ? slash + 1 : place->dli_fname;
}

/* Of a library the function that died, "?" where it has no name outside, and the one by which
 * somebody called that library. */
static void
say_who (int number)
{
  void *frames[MOST_FRAMES];
  int n = backtrace (frames, MOST_FRAMES), i = 0;
  char text[LONGEST] = "memory: nobody knows\n";
  Dl_info place, entry;

  while (i < n && (dladdr (frames[i], &place) == 0 || is_bystander (place.dli_fname)))
    i++;
  for (entry = place; i < n; i++)
    {
      Dl_info next;

      if (dladdr (frames[i], &next) == 0 || next.dli_fbase != place.dli_fbase)
        break;
      entry = next;
      snprintf (text, sizeof text, "memory: %s: %s in %s\n", file_of (&place),
                place.dli_sname != NULL ? place.dli_sname : "?",
                entry.dli_sname != NULL ? entry.dli_sname : "?");
    }
  if (write (STDERR_FILENO, text, strlen (text)) < 0)
    _exit (number);
  signal (number, SIG_DFL);
}

/* The first call of backtrace() loads a library, for which there is no memory later. */
static void
watch (void)
{
  void *frame;

  backtrace (&frame, 1);
  signal (SIGSEGV, say_who);
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *text = getenv ("MEMORY_AT"), *name = getenv ("MEMORY_IN");

  if (name != NULL && dl_iterate_phdr (find_library, (void *) name) == 0)
    high = 0; /* a library that is not there asks for nothing */
  if (text != NULL)
    at = atol (text);
  watch ();
  counting = 1;
}

__attribute__ ((destructor)) static void
finish (void)
{
  const char *path = getenv ("MEMORY_COUNT");
  char text[32];
  int length = snprintf (text, sizeof text, "%ld\n", count);
  int fd = path != NULL ? open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;

  counting = 0;
  if (fd >= 0 && write (fd, text, length) == length)
    close (fd);
}

static int
strikes (void *caller)
{
  if (!counting || (uintptr_t) caller < low || (uintptr_t) caller >= high)
    return 0;
  if (__atomic_fetch_add (&count, 1, __ATOMIC_RELAXED) != at)
    return 0;
  errno = ENOMEM;
  return 1;
}

void *
malloc (size_t size)
{
  return strikes (__builtin_return_address (0)) ? NULL : __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  return strikes (__builtin_return_address (0)) ? NULL : __libc_calloc (n, size);
}

void *
realloc (void *old, size_t size)
{
  return strikes (__builtin_return_address (0)) ? NULL : __libc_realloc (old, size);
}

/* The C library's own strdup asks for memory itself, so that nobody sees who wants the copy. */
static char *
copy (const char *text, size_t length)
{
  char *new = __libc_malloc (length + 1);

  if (new == NULL)
    return NULL;
  memcpy (new, text, length);
  new[length] = '\0';
  return new;
}

char *
strdup (const char *text)
{
  return strikes (__builtin_return_address (0)) ? NULL : copy (text, strlen (text));
}

char *
strndup (const char *text, size_t most)
{
  return strikes (__builtin_return_address (0)) ? NULL : copy (text, strnlen (text, most));
}
