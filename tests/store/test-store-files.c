/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Locks and transactions: what is left on the disk after every way of failing. */

#include "store-fixture.h"

#include "faults.h"
#include "geng-file.h"
#include "geng-pending.h"
#include "geng-transaction.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
put (GengTransaction *changes, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  ck_assert_msg (geng_transaction_put (changes, NULL, path, bytes, GENG_FILE_SHARED, &error), "%s",
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

/* A station, and a folder from which phones are served. */
typedef struct
{
  FixtureFolder *both;
  char *station;
  char *served;
} Place;

static void
place_clear (Place *self)
{
  g_free (self->station);
  g_free (self->served);
  fixture_remove_folder (self->both);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
begin_all (Place *self)
{
  self->both = fixture_new_folder ();
  self->station = g_build_filename (self->both, "station", NULL);
  self->served = g_build_filename (self->both, "web", "duty", NULL);
  fixture_write (self->both, "station/a", "old a");
  fixture_write (self->both, "station/c", "old c");
  fixture_write (self->both, "station/same", "same");
}

/* One file changes, one is new in a new folder, one goes, one stays the same, and one is new in a
 * served folder that is not there yet. */
static gboolean
change_all (const Place *self, GError **error)
{
  g_autoptr (GengLock) lock = geng_lock_take (self->station, error);
  g_autoptr (GengTransaction) changes = lock == NULL ? NULL : geng_transaction_new (lock);
  g_autoptr (GBytes) b = g_bytes_new_static ("new b", 5);
  g_autoptr (GBytes) a = g_bytes_new_static ("new a", 5);
  g_autoptr (GBytes) same = g_bytes_new_static ("same", 4);
  g_autoptr (GBytes) feed = g_bytes_new_static ("feed", 4);

  return changes != NULL
         && geng_transaction_put (changes, self->served, "TOKEN", feed, GENG_FILE_SERVED, error)
         && geng_transaction_put (changes, NULL, "a", a, GENG_FILE_SHARED, error)
         && geng_transaction_put (changes, NULL, "sub/b", b, GENG_FILE_PRIVATE, error)
         && geng_transaction_put (changes, NULL, "same", same, GENG_FILE_SHARED, error)
         && geng_transaction_remove (changes, NULL, "c", error)
         && geng_transaction_commit (changes, error);
}

/* TRUE: all new, FALSE: all old; anything else is a failure. */
static gboolean
is_new (const Place *self, int step)
{
  g_autofree char *a = fixture_read (self->station, "a");
  g_autofree char *b = fixture_read (self->station, "sub/b");
  g_autofree char *c = fixture_read (self->station, "c");
  g_autofree char *feed = fixture_read (self->served, "TOKEN");
  gboolean changed = g_strcmp0 (a, "new a") == 0;

  ck_assert_msg (changed || g_strcmp0 (a, "old a") == 0, "step %d: a is '%s'", step, a);
  ck_assert_msg (g_strcmp0 (b, changed ? "new b" : NULL) == 0, "step %d: b is '%s'", step, b);
  ck_assert_msg (g_strcmp0 (c, changed ? NULL : "old c") == 0, "step %d: c is '%s'", step, c);
  ck_assert_msg (g_strcmp0 (feed, changed ? "feed" : NULL) == 0, "step %d: '%s'", step, feed);
  return changed;
}

/* Before anybody recovers, each file is whole, if not all of the same age. */
static void
check_whole (const Place *self)
{
  g_autofree char *a = fixture_read (self->station, "a");
  g_autofree char *b = fixture_read (self->station, "sub/b");
  g_autofree char *c = fixture_read (self->station, "c");
  g_autofree char *feed = fixture_read (self->served, "TOKEN");

  ck_assert (g_strcmp0 (a, "new a") == 0 || g_strcmp0 (a, "old a") == 0);
  ck_assert (b == NULL || g_str_equal (b, "new b"));
  ck_assert (c == NULL || g_str_equal (c, "old c"));
  ck_assert (feed == NULL || g_str_equal (feed, "feed"));
  /* The station comes first. */
  ck_assert (feed == NULL || (g_str_equal (a, "new a") && b != NULL && c == NULL));
}

/* What a visitor may see of a folder: no name and no content that is not to be there. */
static void
check_served (const Place *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->served, 0, NULL);

  for (const char *name = dir == NULL ? NULL : g_dir_read_name (dir); name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (self->served, name, NULL);
      struct stat st;

      if (g_str_equal (name, "TOKEN"))
        continue;
      ck_assert_int_eq (stat (path, &st), 0);
      ck_assert_msg (name[0] == '.' && strlen (name) == 33 && S_ISDIR (st.st_mode)
                         && (st.st_mode & 0777) == 0700,
                     "%s, %o", name, st.st_mode);
    }
}

/* Nothing that began with a dot is left but the lock. */
static void
check_clean (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir == NULL ? NULL : g_dir_read_name (dir); name != NULL;
       name = g_dir_read_name (dir))
    ck_assert_msg (name[0] != '.' || g_str_equal (name, GENG_LOCK_FILE), "left: %s/%s", folder,
                   name);
}

static void
check_healed (const Place *self, gboolean changed)
{
  g_autofree char *sub = g_build_filename (self->station, "sub", NULL);
  g_autofree char *web = g_path_get_dirname (self->served);

  check_clean (self->station);
  check_clean (sub);
  check_clean (self->served);
  ck_assert (g_file_test (sub, G_FILE_TEST_EXISTS) == changed);
  ck_assert (g_file_test (web, G_FILE_TEST_EXISTS) == changed);
}

/* The status of a child that changes all while the fault strikes. */
static int
change_with_fault (const Place *self, int at, FaultKind kind, int code)
{
  pid_t child = fork ();

  if (child == 0)
    {
      g_autoptr (GError) error = NULL;

      faults_set (self->both, at, kind, code);
      if (change_all (self, &error))
        _exit (0);
      _exit (error != NULL && error->domain == GENG_ERROR && error->code == GENG_ERROR_IO ? 75 : 1);
    }
  return wait_for (child);
}

/* Returns whether the fault struck. */
static gboolean
strike (int at, FaultKind kind, int code, gboolean *changed)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GengLock) lock = NULL;
  int end;

  begin_all (&place);
  end = change_with_fault (&place, at, kind, code);
  /* A call that was interrupted is made again, and some failures do no harm. */
  ck_assert_msg (end == 0 || end == (kind == FAULT_ERROR ? 75 : FAULT_EXIT), "call %d: %d", at,
                 end);
  check_whole (&place);
  check_served (&place);
  lock = geng_lock_take (place.station, &error);
  ck_assert_msg (lock != NULL, "call %d: %s", at, error != NULL ? error->message : "");
  *changed = is_new (&place, at);
  ck_assert (*changed || end != 0);
  check_healed (&place, *changed);
  g_clear_pointer (&lock, geng_lock_free);
  ck_assert_msg (change_all (&place, &error), "call %d: again", at);
  ck_assert (is_new (&place, at));
  check_healed (&place, TRUE);
  return end != 0;
}

static const struct
{
  FaultKind kind;
  int code;
} fault_kinds[] = {
  { FAULT_KILL_BEFORE, 0 }, { FAULT_KILL_IN, 0 },    { FAULT_KILL_AFTER, 0 },
  { FAULT_ERROR, EIO },     { FAULT_ERROR, ENOSPC }, { FAULT_ERROR, EDQUOT },
  { FAULT_ERROR, EINTR },   { FAULT_ERROR, EMFILE },
};

/* How many calls change_all() makes: far more, and a fault at them does not strike. */
#define CALLS 120

START_TEST (fault_at_every_call)
{
  FaultKind kind = fault_kinds[_i].kind;
  gboolean changed, before = FALSE;
  int n_old = 0, n_new = 0;

  for (int at = 0; at < CALLS; at++)
    {
      gboolean struck = strike (at, kind, fault_kinds[_i].code, &changed);

      /* Once it counts it goes on counting. */
      ck_assert_msg (changed || !before, "call %d", at);
      before = changed && struck;
      n_old += !changed;
      n_new += changed && struck;
    }
  ck_assert (changed);
  /* EINTR never fails a write, nor an open. */
  ck_assert_int_ge (n_old, fault_kinds[_i].code == EINTR ? 0 : 10);
  ck_assert_int_ge (n_new, fault_kinds[_i].code == EINTR ? 0 : 5);
}
END_TEST

/* The one who recovers may die as well. */
START_TEST (killed_while_recovering)
{
  for (int step = 1; step < 40; step += 2)
    {
      g_auto (Place) place = { 0 };
      pid_t child;

      begin_all (&place);
      change_with_fault (&place, _i, FAULT_KILL_BEFORE, 0);
      child = fork ();
      if (child == 0)
        {
          faults_set (place.both, step, FAULT_KILL_BEFORE, 0);
          geng_lock_free (geng_lock_take (place.station, NULL));
          _exit (0);
        }
      wait_for (child);
      geng_lock_free (geng_lock_take (place.station, NULL));
      check_healed (&place, is_new (&place, step));
    }
}
END_TEST

/* The lock of who recovers while one call to the disk fails; NULL with an error.
 * @struck: (out): whether it came to that call */
static GengLock *
recover_with_error (const Place *self, int at, int code, gboolean *struck)
{
  g_autoptr (GError) error = NULL;
  GengLock *lock;

  faults_set (self->both, at, FAULT_ERROR, code);
  lock = geng_lock_take (self->station, &error);
  *struck = faults_struck ();
  faults_set (NULL, -1, FAULT_ERROR, 0);
  ck_assert ((lock != NULL) == (error == NULL));
  ck_assert (lock != NULL || *struck);
  return lock;
}

/* A disk that fails while what a dead writer left is finished or undone: that is said, or does no
 * harm, and the next one does it.  A new folder that cannot be removed stays, empty: no reason to
 * stop every writer after. */
START_TEST (errors_while_recovering)
{
  gboolean struck = TRUE;

  for (int at = 0; struck; at++)
    {
      g_auto (Place) place = { 0 };
      g_autoptr (GengLock) lock = NULL;

      begin_all (&place);
      change_with_fault (&place, _i, FAULT_KILL_BEFORE, 0);
      lock = recover_with_error (&place, at, at % 2 == 0 ? EIO : ENOSPC, &struck);
      if (lock == NULL)
        check_whole (&place);
      g_clear_pointer (&lock, geng_lock_free);
      lock = geng_lock_take (place.station, NULL);
      ck_assert_ptr_nonnull (lock);
      is_new (&place, at);
      check_clean (place.station);
      check_clean (place.served);
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

/* Whatever number the file holds, 1 as well, is the writer's; without one it is just another. */
START_TEST (holder_has_a_number)
{
  static const char *const numbers[][2]
      = { { "1\n", "process 1 is" }, { "", "another process" }, { "-\n", "another process" } };
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autofree char *path = g_build_filename (folder, GENG_LOCK_FILE, NULL);
  g_autoptr (GError) error = NULL;
  int fd;

  ck_assert (g_file_set_contents (path, numbers[_i][0], -1, NULL));
  fd = open (path, O_RDWR | O_CLOEXEC);
  ck_assert (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0);
  ck_assert (geng_lock_take (folder, &error) == NULL);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_LOCKED));
  ck_assert_msg (strstr (error->message, numbers[_i][1]) != NULL, "%s", error->message);
  close (fd);
}
END_TEST

/* In a child, as the limit cannot be raised again. */
START_TEST (full_disk)
{
  g_auto (Place) place = { 0 };
  g_autofree char *text = g_strnfill (100000, 'x');
  pid_t child;

  begin_all (&place);
  child = fork ();
  if (child == 0)
    {
      struct rlimit limit = { 50000, 50000 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, 100000);
      GengLock *lock = geng_lock_take (place.station, NULL);
      GengTransaction *changes = geng_transaction_new (lock);
      gboolean ok;

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      put (changes, "c", "new c");
      ok = geng_transaction_put (changes, NULL, "a", bytes, GENG_FILE_SHARED, &error);
      geng_transaction_free (changes);
      _exit (!ok && g_error_matches (error, GENG_ERROR, GENG_ERROR_IO) ? 0 : 1);
    }
  ck_assert_int_eq (wait_for (child), 0);
  ck_assert (!is_new (&place, 0));
  check_clean (place.station);
}
END_TEST

/* Root may write everywhere, so the child becomes somebody else. */
START_TEST (no_permission)
{
  g_auto (Place) place = { 0 };
  pid_t child;

  begin_all (&place);
  ck_assert_int_eq (chmod (place.both, 0755), 0);
  ck_assert_int_eq (chmod (place.station, 0555), 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      GengLock *lock;

      if (geteuid () == 0 && setuid (65534) != 0)
        _exit (2);
      lock = geng_lock_take (place.station, &error);
      _exit (lock == NULL && g_error_matches (error, GENG_ERROR, GENG_ERROR_IO)
                     && strstr (error->message, place.station) != NULL
                 ? 0
                 : 1);
    }
  ck_assert_int_eq (wait_for (child), 0);
  ck_assert_int_eq (chmod (place.station, 0755), 0);
  ck_assert (!is_new (&place, 0));
}
END_TEST

static guint
mode_of (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat st;

  ck_assert_int_eq (stat (path, &st), 0);
  return st.st_mode & 07777;
}

START_TEST (modes_and_time_stamps)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *a = NULL, *same = NULL;
  struct stat before, after;
  mode_t mask = umask (077);

  begin_all (&place);
  a = g_build_filename (place.station, "a", NULL);
  same = g_build_filename (place.station, "same", NULL);
  ck_assert_int_eq (chmod (a, 0640), 0);
  ck_assert_int_eq (stat (same, &before), 0);
  ck_assert (change_all (&place, &error));
  umask (mask);
  ck_assert_int_eq (stat (same, &after), 0);
  ck_assert (before.st_ino == after.st_ino);
  ck_assert_uint_eq (mode_of (place.station, "a"), 0640);
  ck_assert_uint_eq (mode_of (place.station, "sub/b"), 0600);
  ck_assert_uint_eq (mode_of (place.served, "TOKEN"), 0644);
  ck_assert_uint_eq (mode_of (place.served, "."), 0711);
  ck_assert (is_new (&place, 0));
}
END_TEST

/* A private file that somebody put back with another mode is private again, bytes or no bytes. */
START_TEST (private_file_of_another_mode)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  g_autoptr (GengLock) lock = geng_lock_take (folder, NULL);
  g_autoptr (GengTransaction) changes = geng_transaction_new (lock);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("key", 3);

  fixture_write (folder, "key", "key");
  ck_assert_int_eq (chmod (path, 0644), 0);
  ck_assert (geng_transaction_put (changes, NULL, "key", bytes, GENG_FILE_PRIVATE, NULL));
  ck_assert (geng_transaction_commit (changes, NULL));
  ck_assert_uint_eq (mode_of (folder, "key"), 0600);
}
END_TEST

START_TEST (paths_stay_inside)
{
  static const char *const paths[] = { "../x", "/tmp/x", "a/../../x", "", ".", "a//b", "out/x" };
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (FixtureFolder) outside = fixture_new_folder ();
  g_autofree char *link = g_build_filename (folder, "out", NULL);
  g_autoptr (GengLock) lock = geng_lock_take (folder, NULL);
  g_autoptr (GengTransaction) changes = geng_transaction_new (lock);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  ck_assert_int_eq (symlink (outside, link), 0);
  fixture_write (outside, "x", "precious");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      ck_assert_msg (
          !geng_transaction_put (changes, NULL, paths[i], bytes, GENG_FILE_SHARED, &error), "%s",
          paths[i]);
      ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
    }
}
END_TEST

/* One change at a time of one file, and of what is a file; what is no file now becomes one. */
START_TEST (a_file_changes_once)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *below = g_build_filename (folder, "below", NULL);
  g_autoptr (GengLock) lock = geng_lock_take (folder, NULL);
  g_autoptr (GengTransaction) changes = geng_transaction_new (lock);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *now = NULL;
  struct stat st;

  ck_assert (g_mkdir (below, 0755) == 0 && mkfifo (pipe, 0600) == 0);
  fixture_write (folder, "gone", "old");
  ck_assert (geng_transaction_put (changes, NULL, "once", bytes, GENG_FILE_SHARED, NULL));
  ck_assert (geng_transaction_put (changes, NULL, "pipe", bytes, GENG_FILE_SHARED, NULL));
  ck_assert (geng_transaction_remove (changes, NULL, "gone", NULL));
  ck_assert (geng_transaction_remove (changes, NULL, "never there", NULL));
  for (guint i = 0; i < 6; i++)
    {
      static const char *const names[] = { "once", "below", "gone", "once", "gone", "../once" };
      g_autoptr (GError) error = NULL;
      gboolean ok
          = i < 3 ? geng_transaction_put (changes, NULL, names[i], bytes, GENG_FILE_SHARED, &error)
                  : geng_transaction_remove (changes, NULL, names[i], &error);

      ck_assert_msg (!ok && g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID), "%u", i);
    }
  ck_assert_uint_eq (geng_transaction_count (changes), 3);
  ck_assert (geng_transaction_commit (changes, NULL));
  now = fixture_read (folder, "once");
  ck_assert_str_eq (now, "x");
  ck_assert (lstat (pipe, &st) == 0 && S_ISREG (st.st_mode));
  ck_assert (g_file_test (below, G_FILE_TEST_IS_DIR));
}
END_TEST

#define STAGE ".0123456789abcdef0123456789abcdef"

/* A station's folder that came from a stranger, with a list of changes in it: what it names outside
 * of the station stays, as do files that a link leads to. */
START_TEST (pending_list_of_a_stranger)
{
  static const char *const lists[] = {
    "stage 0 " STAGE " .\nremove 0 out/x\nend 1\n",
    "stage 0 " STAGE " .\nremove 0 ../x\nend 1\n",
    "stage 0 " STAGE " .\nstage 1 " STAGE " %s\nremove 1 x\nend 1\n",
    "stage 0 " STAGE " .\nstage 1 .secret %s\nremove 1 x\nend 1\n",
    "stage 0 " STAGE " .\nstage 1 " STAGE " %s\nput 1 1 644 x\nend 1\n",
    "stage 0 " STAGE " .\nstage 1 " STAGE " ../x\nremove 1 x\nend 1\n",
    "stage 1 " STAGE " %s\nremove 1 x\nend 1\n",
    "stage 0 .0123456789abcdeX0123456789abcdef .\nremove 0 out/x\nend 1\n",
    "stage 0 " STAGE " .\nremove 7 x\nend 1\n",
    "stage 0 " STAGE " .\nstage 1 " STAGE " %s\nput 1 1 4755 x\nend 1\n",
    "stage 0 " STAGE " .\nstage 1 " STAGE " %s\nremove 1 .secret\nend 1\n",
    "stage 0 " STAGE " .\nstage 1 " STAGE " %s\nremove 1 a/../x\nend 1\n",
    "stage 0 " STAGE " .\nmade ../x\nremove 0 x\nend 1\n",
    "stage 0\n",
    "whatever\nend 0\n",
  };
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (FixtureFolder) outside = fixture_new_folder ();
  g_autofree char *stage = g_build_filename (folder, STAGE, NULL);
  g_autofree char *secret = g_build_filename (outside, ".secret", NULL);
  g_autofree char *link = g_build_filename (folder, "out", NULL);

  ck_assert (symlink (outside, link) == 0 && symlink (outside, stage) == 0);
  fixture_write (outside, "x", "precious");
  fixture_write (outside, "1", "precious");
  ck_assert_int_eq (g_mkdir (secret, 0700), 0);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *x = NULL, *one = NULL;
      g_auto (GStrv) parts = g_strsplit (lists[i / 2], "%s", -1);
      g_autofree char *text = g_strjoinv (outside, parts);

      fixture_write (folder, i % 2 == 0 ? ".geng-pending" : ".geng-pending.new", text);
      (void) geng_pending_recover (folder, NULL);
      x = fixture_read (outside, "x");
      one = fixture_read (outside, "1");
      ck_assert_msg (g_strcmp0 (x, "precious") == 0, "list %u", i);
      ck_assert_msg (g_strcmp0 (one, "precious") == 0, "list %u", i);
      ck_assert (g_file_test (secret, G_FILE_TEST_IS_DIR));
      g_unlink (".geng-pending");
    }
}
END_TEST

static guint
n_due (const char *station)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func (g_free);

  geng_pending_list_due (station, due);
  return due->len;
}

/* A disk that is not mounted now: the station is whole and at work, and the folder gets what it
 * lacks once it is there again. */
START_TEST (served_folder_away)
{
  g_auto (Place) place = { 0 };
  g_autofree char *away = NULL;
  g_autofree char *web = NULL;
  int at = 0;

  begin_all (&place);
  web = g_path_get_dirname (place.served);
  away = g_build_filename (place.both, "away", NULL);
  /* Killed just when the station's last file has gone. */
  while (!geng_pending_is_sealed (place.station))
    change_with_fault (&place, at++, FAULT_KILL_BEFORE, 0);
  ck_assert_int_eq (g_rename (web, away), 0);
  for (int attempt = 0; attempt < 3; attempt++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GengLock) lock = geng_lock_take (place.station, &error);
      g_autoptr (GengTransaction) changes = NULL;

      ck_assert_msg (lock != NULL, "%s", error != NULL ? error->message : "");
      ck_assert (!geng_pending_is_sealed (place.station));
      ck_assert_uint_eq (n_due (place.station), 1);
      ck_assert (!g_file_test (web, G_FILE_TEST_EXISTS));
      changes = geng_transaction_new (lock);
      put (changes, "other", attempt % 2 == 0 ? "even" : "odd");
      ck_assert (geng_transaction_commit (changes, &error));
    }
  ck_assert_int_eq (g_rename (away, web), 0);
  geng_lock_free (geng_lock_take (place.station, NULL));
  ck_assert_uint_eq (n_due (place.station), 0);
  ck_assert (is_new (&place, at));
  check_healed (&place, TRUE);
}
END_TEST

/* A list of what is due that is damaged, or that a stranger wrote, is no reason to write
 * outside. */
START_TEST (due_list_of_a_stranger)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (FixtureFolder) outside = fixture_new_folder ();
  g_autofree char *text
      = g_strdup_printf ("stage 0 " STAGE " .\nstage 1 " STAGE " %s\nremove 1 x\nend 1\n", outside);
  g_autofree char *x = NULL;
  g_autoptr (GError) error = NULL;

  fixture_write (outside, "x", "precious");
  fixture_write (folder, ".geng-due", text);
  geng_lock_free (geng_lock_take (folder, NULL));
  x = fixture_read (outside, "x");
  ck_assert_str_eq (x, "precious");
  fixture_write (folder, ".geng-due", "stage 0");
  ck_assert (geng_lock_take (folder, &error) == NULL);
  ck_assert_msg (strstr (error->message, ".geng-due") != NULL, "%s", error->message);
  ck_assert_uint_eq (n_due (folder), 0);
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
  g_autoptr (GPtrArray) faults = NULL;
  const GengFault *fault;

  fixture_copy (base, folder);
  ck_assert_int_eq (truncate (path, 200 * 1000 * 1000), 0);
  store = geng_store_open (folder, &error);
  ck_assert (geng_store_load (store, &error) == NULL);
  faults = geng_store_list_faults (store);
  fault = g_ptr_array_index (faults, 0);
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
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
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

  tcase_add_loop_test (cases, fault_at_every_call, 0, G_N_ELEMENTS (fault_kinds));
  tcase_add_loop_test (cases, killed_while_recovering, 40, 52);
  /* One that undoes, one in the middle of sealing, and some that finish. */
  tcase_add_loop_test (cases, errors_while_recovering, 38, 50);
  tcase_add_test (cases, second_writer);
  tcase_add_loop_test (cases, holder_has_a_number, 0, 3);
  tcase_add_test (cases, full_disk);
  tcase_add_test (cases, no_permission);
  tcase_add_test (cases, modes_and_time_stamps);
  tcase_add_test (cases, private_file_of_another_mode);
  tcase_add_test (cases, paths_stay_inside);
  tcase_add_test (cases, a_file_changes_once);
  tcase_add_test (cases, pending_list_of_a_stranger);
  tcase_add_test (cases, served_folder_away);
  tcase_add_test (cases, due_list_of_a_stranger);
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
