/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

/* Prints what the kernel counts of this process: the most memory that it ever held. */
static inline void
tell_memory (void)
{
  g_autofree char *status = NULL;
  const char *peak;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL)
      && (peak = strstr (status, "VmHWM:")) != NULL)
    g_print ("%.*s\n", (int) strcspn (peak, "\n"), peak);
}
