/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mutant.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int geng_mutant_chosen = -1;
unsigned char *geng_mutants_seen;

/* Shared with the file, so that what a process has reached is known however it ends. */
static void __attribute__ ((constructor)) begin (void)
{
  const char *chosen = getenv ("GENG_MUTANT"), *seen = getenv ("GENG_MUTANTS_SEEN");
  int fd = seen != NULL ? open (seen, O_RDWR | O_CLOEXEC) : -1;
  struct stat st;

  if (chosen != NULL)
    geng_mutant_chosen = atoi (chosen);
  if (fd < 0)
    return;
  if (fstat (fd, &st) == 0)
    {
      void *bytes = mmap (NULL, (size_t) st.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

      geng_mutants_seen = bytes != MAP_FAILED ? bytes : NULL;
    }
  close (fd);
}
