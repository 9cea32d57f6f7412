/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Runs a fuzz target without a fuzzer: over a corpus, and over copies of it that are cut and spoilt
 * by seeded chance.  An input that takes longer than five seconds of the processor is a failure.
 * In the environment: FUZZ_SEED, another chance; FUZZ_SECONDS, of the processor, for which it goes
 * on; FUZZ_KEEP, a file in which the input stands that was slow or ended the program. */

#include "fuzz.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define N_SPOILT 200 /* where the command line does not say */
#define MOST_SECONDS 5
#define EXIT_SLOW 3

static guint64 n_inputs;
static int n_spoilt = N_SPOILT;

/* Kept before it is tried: whatever happens, the last one is there. */
static void
try_input (const guint8 *data, gsize size)
{
  const char *keep = g_getenv ("FUZZ_KEEP");

  if (keep != NULL)
    g_file_set_contents (keep, (const char *) data, (gssize) size, NULL);
  /* of the processor: a busy machine is no fault of the input */
  setitimer (ITIMER_PROF, &(struct itimerval){ .it_value.tv_sec = MOST_SECONDS }, NULL);
  LLVMFuzzerTestOneInput (data, size);
  n_inputs++;
}

static void
stop_slow (int number)
{
  static const char text[] = "an input takes longer than five seconds of the processor\n";

  (void) number;
  _exit (write (STDERR_FILENO, text, sizeof text - 1) < 0 ? EXIT_FAILURE : EXIT_SLOW);
}

static void
run_spoilt (GRand *rand, const char *data, gsize size)
{
  static const char bytes[] = "\",\r\n;=[]# \xff\x81\x30\\.0129-:";

  for (int i = 0; i < n_spoilt; i++)
    {
      gsize length = g_rand_boolean (rand) ? size : (gsize) g_rand_int_range (rand, 0, size + 1);
      g_autofree guint8 *copy = g_memdup2 (data, length + 1);

      for (int n = g_rand_int_range (rand, 0, 4); n > 0 && length > 0; n--)
        copy[g_rand_int_range (rand, 0, length)]
            = bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)];
      try_input (copy, length);
    }
}

/* Returns: how many files it has */
static int
run_folder (const char *folder, GRand *rand)
{
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  int n = 0;

  for (; dir != NULL && (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize size;

      if (!g_file_get_contents (path, &data, &size, NULL))
        continue;
      try_input ((const guint8 *) data, size);
      run_spoilt (rand, data, size);
    }
  return n;
}

int
main (int argc, char **argv)
{
  const char *seed = g_getenv ("FUZZ_SEED"), *seconds = g_getenv ("FUZZ_SECONDS");
  GRand *rand = g_rand_new_with_seed (seed != NULL ? (guint32) atoi (seed) : 1);
  double limit = seconds != NULL ? atof (seconds) : 0;
  int n;

  if (argc > 2)
    n_spoilt = atoi (argv[2]);
  signal (SIGPROF, stop_slow);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  do
    n = run_folder (argc > 1 ? argv[1] : NULL, rand);
  while (n >= 5 && (double) clock () / CLOCKS_PER_SEC < limit);
  g_rand_free (rand);
  if (n < 5)
    g_printerr ("usage: %s FOLDER with five files or more [COPIES]\n", argv[0]);
  else if (limit > 0)
    g_print ("%" G_GUINT64_FORMAT " inputs\n", n_inputs);
  return n >= 5 ? EXIT_SUCCESS : EXIT_FAILURE;
}
