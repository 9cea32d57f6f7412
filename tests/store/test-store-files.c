/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Locks and transactions: what is left on the disk after every way of failing. */

#include "store-fixture.h"

#include "geng-file.h"
#include "geng-transaction.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
put (GengTransaction *changes, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  ck_assert_msg (geng_transaction_put (changes, path, bytes, &error), "%s",
                 error != NULL ? error->message : "");
}

/* 0 when the child ended well, else its exit status or -signal. */
static int
wait_for (pid_t child)
{
  int status;

  ck_assert_int_eq (waitpid (child, &status, 0), child);
  return WIFSIGNALED (status) ? -WTERMSIG (status) : WEXITSTATUS (status);
}

static int steps_left;

static void
die_at_last_step (void)
{
  if (--steps_left == 0)
    raise (SIGKILL);
}

/* One file changes, one is new in a new folder, one goes, one stays the same. */
static void
change_all (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengLock) lock = geng_lock_take (folder, &error);
  g_autoptr (GengTransaction) changes = geng_transaction_new (lock);

  put (changes, "a", "new a");
  put (changes, "sub/b", "new b");
  put (changes, "same", "same");
  ck_assert (geng_transaction_remove (changes, "c", &error));
  ck_assert (geng_transaction_commit (changes, &error));
}

static void
begin_all (const char *folder)
{
  fixture_write (folder, "a", "old a");
  fixture_write (folder, "c", "old c");
  fixture_write (folder, "same", "same");
}

/* TRUE: all new, FALSE: all old; anything else is a failure. */
static gboolean
is_new (const char *folder, int step)
{
  g_autofree char *a = fixture_read (folder, "a");
  g_autofree char *b = fixture_read (folder, "sub/b");
  g_autofree char *c = fixture_read (folder, "c");
  gboolean changed = g_strcmp0 (a, "new a") == 0;

  ck_assert_msg (changed || g_strcmp0 (a, "old a") == 0, "step %d: a is '%s'", step, a);
  ck_assert_msg (g_strcmp0 (b, changed ? "new b" : NULL) == 0, "step %d: b is '%s'", step, b);
  ck_assert_msg (g_strcmp0 (c, changed ? NULL : "old c") == 0, "step %d: c is '%s'", step, c);
  return changed;
}

/* Before anybody recovers, each file is whole, if not all of the same age. */
static void
check_whole (const char *folder)
{
  g_autofree char *a = fixture_read (folder, "a");
  g_autofree char *b = fixture_read (folder, "sub/b");
  g_autofree char *c = fixture_read (folder, "c");

  ck_assert (g_strcmp0 (a, "new a") == 0 || g_strcmp0 (a, "old a") == 0);
  ck_assert (b == NULL || g_str_equal (b, "new b"));
  ck_assert (c == NULL || g_str_equal (c, "old c"));
}

static guint
count_hidden (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += name[0] == '.' && !g_str_equal (name, ".geng-lock");
  return n;
}

/* Returns whether the child lived to its end. */
static gboolean
kill_at (int step, gboolean *changed)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autofree char *sub = g_build_filename (folder, "sub", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengLock) lock = NULL;
  pid_t child;
  int end;

  begin_all (folder);
  child = fork ();
  if (child == 0)
    {
      steps_left = step;
      geng_transaction_step = die_at_last_step;
      change_all (folder);
      _exit (0);
    }
  end = wait_for (child);
  ck_assert_msg (end == 0 || end == -SIGKILL, "step %d: the child ended with %d", step, end);
  check_whole (folder);
  lock = geng_lock_take (folder, &error);
  ck_assert_msg (lock != NULL, "step %d: %s", step, error != NULL ? error->message : "");
  *changed = is_new (folder, step);
  ck_assert_uint_eq (count_hidden (folder) + count_hidden (sub), 0);
  return end == 0;
}

START_TEST (killed_at_every_step)
{
  gboolean changed = FALSE, before = FALSE;
  int step = 1, n_old = 0, n_new = 0;

  for (gboolean alive = FALSE; !alive; step++)
    {
      alive = kill_at (step, &changed);
      /* Once it counts it goes on counting. */
      ck_assert (changed || !before);
      before = changed;
      n_old += !changed;
      n_new += changed;
    }
  ck_assert (changed);
  ck_assert_int_ge (n_old, 4);
  ck_assert_int_ge (n_new, 4);
}
END_TEST

/* The one who recovers may die as well. */
START_TEST (killed_while_recovering)
{
  for (int step = 1; step < 12; step++)
    {
      g_autoptr (FixtureFolder) folder = fixture_new_folder ();

      begin_all (folder);
      for (int attempt = 0; attempt < 2; attempt++)
        {
          pid_t child = fork ();

          if (child == 0)
            {
              steps_left = attempt == 0 ? 8 : step;
              geng_transaction_step = die_at_last_step;
              if (attempt == 0)
                change_all (folder);
              else
                geng_lock_free (geng_lock_take (folder, NULL));
              _exit (0);
            }
          wait_for (child);
        }
      geng_lock_free (geng_lock_take (folder, NULL));
      is_new (folder, step);
    }
}
END_TEST

START_TEST (second_writer)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autofree char *holder = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GengLock) again = NULL;
  int ready[2], done[2];
  char byte = 0;
  pid_t child;

  ck_assert (pipe (ready) == 0 && pipe (done) == 0);
  child = fork ();
  if (child == 0)
    {
      GengLock *lock = geng_lock_take (folder, NULL);

      _exit (lock == NULL || write (ready[1], "r", 1) != 1 || read (done[0], &byte, 1) != 1);
    }
  ck_assert_int_eq (read (ready[0], &byte, 1), 1);
  ck_assert (geng_lock_take (folder, &error) == NULL);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_LOCKED));
  holder = g_strdup_printf ("process %d ", (int) child);
  ck_assert_msg (strstr (error->message, holder) != NULL, "%s", error->message);
  kill (child, SIGKILL);
  wait_for (child);
  g_clear_error (&error);
  again = geng_lock_take (folder, &error);
  ck_assert_msg (again != NULL, "a dead writer's lock stays");
}
END_TEST

/* In a child, as the limit cannot be raised again. */
START_TEST (full_disk)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autofree char *after = NULL;
  pid_t child;

  begin_all (folder);
  child = fork ();
  if (child == 0)
    {
      struct rlimit limit = { 50000, 50000 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, 100000);
      GengLock *lock = geng_lock_take (folder, NULL);
      GengTransaction *changes = geng_transaction_new (lock);
      gboolean ok;

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      put (changes, "c", "new c");
      ok = geng_transaction_put (changes, "a", bytes, &error);
      geng_transaction_free (changes);
      _exit (!ok && g_error_matches (error, GENG_ERROR, GENG_ERROR_IO) ? 0 : 1);
    }
  ck_assert_int_eq (wait_for (child), 0);
  ck_assert (!is_new (folder, 0));
  ck_assert_uint_eq (count_hidden (folder), 0);
  after = fixture_read (folder, "c");
  ck_assert_str_eq (after, "old c");
}
END_TEST

/* Root may write everywhere, so the child becomes somebody else. */
START_TEST (no_permission)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  pid_t child;

  begin_all (folder);
  ck_assert_int_eq (chmod (folder, 0555), 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      GengLock *lock;

      if (geteuid () == 0 && setuid (65534) != 0)
        _exit (2);
      lock = geng_lock_take (folder, &error);
      _exit (lock == NULL && g_error_matches (error, GENG_ERROR, GENG_ERROR_IO)
                     && strstr (error->message, folder) != NULL
                 ? 0
                 : 1);
    }
  ck_assert_int_eq (wait_for (child), 0);
  ck_assert_int_eq (chmod (folder, 0755), 0);
  ck_assert (!is_new (folder, 0));
}
END_TEST

START_TEST (mode_and_time_stamp_stay)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autofree char *a = g_build_filename (folder, "a", NULL);
  g_autofree char *same = g_build_filename (folder, "same", NULL);
  struct stat before, after;

  begin_all (folder);
  ck_assert_int_eq (chmod (a, 0640), 0);
  ck_assert_int_eq (stat (same, &before), 0);
  change_all (folder);
  ck_assert_int_eq (stat (same, &after), 0);
  ck_assert (before.st_ino == after.st_ino);
  ck_assert_int_eq (stat (a, &after), 0);
  ck_assert_int_eq (after.st_mode & 07777, 0640);
  ck_assert (is_new (folder, 0));
}
END_TEST

START_TEST (paths_stay_inside)
{
  static const char *const paths[] = { "../x", "/tmp/x", "a/../../x", "", ".", "a//b", "out/x" };
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (FixtureFolder) outside = fixture_new_folder ();
  g_autofree char *link = g_build_filename (folder, "out", NULL);
  g_autofree char *victim = NULL;
  g_autoptr (GengLock) lock = geng_lock_take (folder, NULL);
  g_autoptr (GengTransaction) changes = geng_transaction_new (lock);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  ck_assert_int_eq (symlink (outside, link), 0);
  fixture_write (outside, "x", "precious");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      ck_assert_msg (!geng_transaction_put (changes, paths[i], bytes, &error), "%s", paths[i]);
      ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
    }
  /* Nor does a journal that a stranger left. */
  fixture_write (folder, ".geng-journal", "remove out/x\nend 1\n");
  ck_assert (!geng_transaction_recover (folder, NULL));
  victim = fixture_read (outside, "x");
  ck_assert_str_eq (victim, "precious");
}
END_TEST

/* 200 MB that take no room: refused by its size, before a byte of it is read. */
START_TEST (huge_file)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autofree char *path = g_build_filename (folder, "members.csv", NULL);
  g_autofree char *base = g_build_filename (TEST_DATA, "base", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) store = NULL;
  const GengFault *fault;

  fixture_copy (base, folder);
  ck_assert_int_eq (truncate (path, 200 * 1000 * 1000), 0);
  store = geng_store_open (folder, &error);
  ck_assert (geng_store_load (store, &error) == NULL);
  fault = g_ptr_array_index (geng_store_get_faults (store), 0);
  ck_assert_str_eq (fault->file, "members.csv");
  ck_assert_msg (strstr (fault->message, "200000000 bytes are too many") != NULL, "%s",
                 fault->message);
}
END_TEST

START_TEST (not_a_file)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autofree char *path = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GError) error = NULL;

  ck_assert_int_eq (mkfifo (path, 0600), 0);
  ck_assert (geng_file_read (path, 100, &error) == NULL);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_IO));
  g_clear_error (&error);
  ck_assert (geng_file_read (folder, 100, &error) == NULL);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store-files");
  TCase *cases = tcase_create ("files");
  SRunner *runner;
  int failed;

  tcase_add_test (cases, killed_at_every_step);
  tcase_add_test (cases, killed_while_recovering);
  tcase_add_test (cases, second_writer);
  tcase_add_test (cases, full_disk);
  tcase_add_test (cases, no_permission);
  tcase_add_test (cases, mode_and_time_stamp_stay);
  tcase_add_test (cases, paths_stay_inside);
  tcase_add_test (cases, huge_file);
  tcase_add_test (cases, not_a_file);
  tcase_set_timeout (cases, 60);
  suite_add_tcase (suite, cases);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
