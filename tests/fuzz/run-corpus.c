/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Runs a fuzz target without a fuzzer: over a corpus, and over copies of it that are cut and spoilt
 * by seeded chance. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#define N_SPOILT 200

static void
run_spoilt (GRand *rand, const char *data, gsize size)
{
  static const char bytes[] = "\",\r\n;=[]# \xff\x81\x30\\.0";

  for (int i = 0; i < N_SPOILT; i++)
    {
      gsize length = g_rand_boolean (rand) ? size : (gsize) g_rand_int_range (rand, 0, size + 1);
      g_autofree guint8 *copy = g_memdup2 (data, length + 1);

      for (int n = g_rand_int_range (rand, 0, 4); n > 0 && length > 0; n--)
        copy[g_rand_int_range (rand, 0, length)]
            = bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)];
      LLVMFuzzerTestOneInput (copy, length);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) dir = argc > 1 ? g_dir_open (argv[1], 0, NULL) : NULL;
  GRand *rand = g_rand_new_with_seed (1);
  const char *name;
  int n = 0;

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  for (; dir != NULL && (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *data = NULL;
      gsize size;

      if (!g_file_get_contents (path, &data, &size, NULL))
        continue;
      LLVMFuzzerTestOneInput ((const guint8 *) data, size);
      run_spoilt (rand, data, size);
    }
  g_rand_free (rand);
  if (n < 5)
    g_printerr ("usage: %s FOLDER with five files or more\n", argv[0]);
  return n >= 5 ? EXIT_SUCCESS : EXIT_FAILURE;
}
