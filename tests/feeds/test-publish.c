/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Publishing to a folder, also when the process dies in the middle. */
#include "village.h"

#include "geng-transaction.h"

#include <check.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder; /* everything lies in here */
static char *station_folder;
static char *elsewhere; /* a web server's folder */
static GengStation *station;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  for (const char *name = dir == NULL ? NULL : g_dir_read_name (dir); name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      remove_tree (inner);
    }
  g_remove (path);
}

static void
set_up (void)
{
  g_autoptr (GError) error = NULL;
  folder = g_dir_make_tmp ("geng-publish-XXXXXX", &error);
  ck_assert_ptr_nonnull (folder);
  station_folder = g_build_filename (folder, "station", NULL);
  elsewhere = g_build_filename (folder, "web", NULL);
  station = village_new ("Asia/Shanghai", "zh_CN");
  g_autoptr (GengStore) store = geng_store_create (station_folder, station, &error);
  ck_assert_msg (store != NULL, "%s", error == NULL ? "" : error->message);
}

static void
tear_down (void)
{
  geng_transaction_step = NULL;
  remove_tree (folder);
  g_clear_pointer (&folder, g_free);
  g_clear_pointer (&station_folder, g_free);
  g_clear_pointer (&elsewhere, g_free);
  g_clear_object (&station);
}

/* What is published: December, with @m01's duty of the 4th, or without it. */
static GengRoster *
december (gboolean with)
{
  GengRoster *roster = village_roster (station, 2026, 12, 0);
  if (!with)
    village_assign (roster, "m01", 4, NULL, NULL);
  return roster;
}

/* Two separate steps, so that a test may look or revoke between them. */
static GengPublisher *
prepare (gboolean with, const char *target, int hours)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) store = geng_store_open (station_folder, &error);
  g_autoptr (GengRoster) roster = december (with);
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
  g_autoptr (GDateTime) now = g_date_time_add_hours (start, hours);
  GengPublisher *publisher = geng_publisher_new (station);
  ck_assert_ptr_nonnull (store);
  ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
  geng_publisher_prepare (publisher, store, target, now, &error);
  ck_assert_msg (error == NULL, "%s", error == NULL ? "" : error->message);
  return publisher;
}

static void
commit (GengPublisher *publisher)
{
  g_autoptr (GError) error = NULL;
  geng_publisher_commit (publisher, &error);
  ck_assert_msg (error == NULL, "%s", error == NULL ? "" : error->message);
}

static void
publish (gboolean with, const char *target, int hours)
{
  g_autoptr (GengPublisher) publisher = prepare (with, target, hours);
  commit (publisher);
}

/* Path below @root → content, without what is hidden. */
static void
read_tree (GHashTable *files, const char *root, const char *below)
{
  g_autofree char *path = g_build_filename (root, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  for (const char *name = dir == NULL ? NULL : g_dir_read_name (dir); name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *inner = g_build_filename (below, name, NULL);
      g_autofree char *whole = g_build_filename (root, inner, NULL);
      char *text;
      if (g_file_test (whole, G_FILE_TEST_IS_DIR))
        read_tree (files, root, inner);
      else if (name[0] != '.' && g_file_get_contents (whole, &text, NULL, NULL))
        g_hash_table_insert (files, g_steal_pointer (&inner), text);
    }
}

static GHashTable *
tree (const char *root)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_tree (files, root, "");
  return files;
}

static guint
count_ics (GHashTable *files)
{
  guint n = 0;
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    n += g_str_has_suffix (name, ".ics");
  return n;
}

static gboolean
trees_equal (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, text;
  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (g_strcmp0 (g_hash_table_lookup (b, name), text) != 0)
      return FALSE;
  return TRUE;
}

START_TEST (folder_holds_feeds_record_and_keys)
{
  publish (TRUE, NULL, 0);
  g_autoptr (GHashTable) files = tree (station_folder);
  g_autofree char *keys = g_build_filename (station_folder, "feed-keys.ini", NULL);
  g_autofree char *manifest = g_build_filename (station_folder, "feed-files.ini", NULL);
  struct stat st;
  ck_assert_uint_eq (count_ics (files), 11);
  ck_assert (g_hash_table_contains (files, "rosters/2026-12.csv"));
  ck_assert_int_eq (stat (keys, &st), 0);
  ck_assert_int_eq (st.st_mode & 0777, 0600);
  ck_assert_int_eq (stat (manifest, &st), 0);
  ck_assert_int_eq (st.st_mode & 0777, 0600);
}
END_TEST

START_TEST (publishing_again_touches_nothing)
{
  publish (TRUE, NULL, 0);
  g_autoptr (GHashTable) before = tree (station_folder);
  GHashTableIter iter;
  gpointer name;
  struct timespec then = { 1000000000, 0 }, times[2] = { then, then };
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (station_folder, name, NULL);
      ck_assert_int_eq (utimensat (AT_FDCWD, path, times, 0), 0);
    }
  g_autoptr (GengPublisher) publisher = prepare (TRUE, NULL, 5);
  commit (publisher);
  ck_assert_uint_eq (geng_publisher_get_n_written (publisher), 0);
  g_autoptr (GHashTable) after = tree (station_folder);
  ck_assert (trees_equal (before, after));
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (station_folder, name, NULL);
      struct stat st;
      ck_assert_int_eq (stat (path, &st), 0);
      ck_assert_msg (st.st_mtime == then.tv_sec, "%s was touched", (char *)name);
    }
}
END_TEST

START_TEST (only_our_files_go)
{
  publish (TRUE, elsewhere, 0);
  g_autofree char *theirs = g_build_filename (elsewhere, "theirs.ics", NULL);
  ck_assert (g_file_set_contents (theirs, "not ours", -1, NULL));
  g_autoptr (GengPublisher) publisher = prepare (TRUE, elsewhere, 1);
  ck_assert (geng_publisher_revoke (publisher, GENG_FEED_MEMBER, "m01", NULL));
  commit (publisher);
  g_autoptr (GHashTable) files = tree (elsewhere);
  ck_assert_uint_eq (count_ics (files), 13);
  publish (TRUE, elsewhere, 24 * 40);
  g_autoptr (GHashTable) later = tree (elsewhere);
  ck_assert_uint_eq (count_ics (later), 12);
  ck_assert (g_file_test (theirs, G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST (strange_page_is_not_overwritten)
{
  g_autoptr (GBytes) page = g_bytes_new_static ("<p>", 3);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (elsewhere, "index.html", NULL);
  g_mkdir (elsewhere, 0755);
  ck_assert (g_file_set_contents (path, "somebody's", -1, NULL));
  g_autoptr (GengPublisher) publisher = prepare (TRUE, elsewhere, 0);
  ck_assert (geng_publisher_add_page (publisher, "index.html", page, NULL));
  ck_assert (!geng_publisher_commit (publisher, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  g_autoptr (GHashTable) files = tree (elsewhere);
  ck_assert_uint_eq (g_hash_table_size (files), 1);
  ck_assert_str_eq (g_hash_table_lookup (files, "index.html"), "somebody's");
}
END_TEST

START_TEST (lost_record_comes_back_from_the_feeds)
{
  publish (TRUE, NULL, 0);
  publish (FALSE, NULL, 1);
  publish (TRUE, NULL, 2);
  g_autoptr (GHashTable) before = tree (station_folder);
  g_autofree char *record = g_build_filename (station_folder, "rosters", "2026-12.csv", NULL);
  g_autofree char *events
      = g_build_filename (station_folder, "rosters", "2026-12.events.csv", NULL);
  ck_assert_int_eq (g_remove (record), 0);
  g_remove (events);
  g_autoptr (GengPublisher) publisher = prepare (TRUE, NULL, 3);
  commit (publisher);
  g_autoptr (GHashTable) after = tree (station_folder);
  GHashTableIter iter;
  gpointer name, text;
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (g_str_has_suffix (name, ".ics"))
      ck_assert (g_strcmp0 (g_hash_table_lookup (after, name), text) == 0);
}
END_TEST

/* The step at which the child dies. */
static guint dies_at;

static void
maybe_die (void)
{
  if (dies_at-- == 0)
    _exit (9);
}

/* Publishes in a process that dies at step @n; FALSE when it came through. */
static gboolean
publish_and_die (guint n, const char *target)
{
  int status;
  pid_t child = fork ();
  if (child == 0)
    {
      dies_at = n;
      geng_transaction_step = maybe_die;
      publish (FALSE, target, 1);
      _exit (0);
    }
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert (WIFEXITED (status));
  return WEXITSTATUS (status) == 9;
}

static void
check_whole (GHashTable *files)
{
  GHashTableIter iter;
  gpointer name, text;
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (g_str_has_suffix (name, ".ics"))
      ck_assert (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
}

static void
copy_tree (const char *from, const char *to)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s' && cp -a '%s' '%s'", to, from, to);
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  int status = -1;
  ck_assert (g_spawn_sync (NULL, (char **)argv, NULL, 0, NULL, NULL, NULL, NULL, &status, NULL));
  ck_assert_int_eq (status, 0);
}

/* At every step: what a reader finds is whole, and the next publication ends in the same files as
 * an undisturbed one. */
static void
kill_everywhere (const char *target)
{
  const char *web = target == NULL ? station_folder : target;
  g_autofree char *saved = g_build_filename (folder, "saved", NULL);
  g_autofree char *saved_web = g_build_filename (folder, "saved-web", NULL);
  publish (TRUE, target, 0);
  g_autoptr (GHashTable) old = tree (web);
  copy_tree (station_folder, saved);
  copy_tree (web, saved_web);
  publish (FALSE, target, 1);
  g_autoptr (GHashTable) new = tree (web);
  ck_assert (!trees_equal (old, new));
  guint n = 0;
  gboolean died = TRUE;
  for (; died; n++)
    {
      copy_tree (saved, station_folder);
      copy_tree (saved_web, web);
      died = publish_and_die (n, target);
      g_autoptr (GHashTable) seen = tree (web);
      check_whole (seen);
      publish (FALSE, target, 1);
      g_autoptr (GHashTable) healed = tree (web);
      ck_assert_msg (trees_equal (healed, new), "killed at step %u", n);
    }
  ck_assert_uint_gt (n, 20);
}

START_TEST (kill_in_the_station_folder)
{
  kill_everywhere (NULL);
}
END_TEST

START_TEST (kill_in_another_folder)
{
  kill_everywhere (elsewhere);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("publish");
  TCase *tcase = tcase_create ("publish");
  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_set_timeout (tcase, 300);
  tcase_add_test (tcase, folder_holds_feeds_record_and_keys);
  tcase_add_test (tcase, publishing_again_touches_nothing);
  tcase_add_test (tcase, only_our_files_go);
  tcase_add_test (tcase, strange_page_is_not_overwritten);
  tcase_add_test (tcase, lost_record_comes_back_from_the_feeds);
  tcase_add_test (tcase, kill_in_the_station_folder);
  tcase_add_test (tcase, kill_in_another_folder);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
