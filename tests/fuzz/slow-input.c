/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A target for the test of run-corpus.c itself: an input says whether it waits or works. */

#include "fuzz.h"

#include <string.h>

#define WAIT_SECONDS 6

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static volatile guint64 work;

  if (size == strlen ("wait") && memcmp (data, "wait", size) == 0)
    g_usleep (WAIT_SECONDS * G_USEC_PER_SEC);
  while (size == strlen ("work") && memcmp (data, "work", size) == 0)
    work++;
  return 0;
}
