/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Publishing to a folder, also when the process dies in the middle. */
#include "../results.h"
#include "faults.h"
#include "publish-fixture.h"
#include "village.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The feeds. */
static guint
count_ics (GHashTable *files)
{
  guint n = 0;
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    n += g_str_has_suffix (name, ".ics") && strchr (name, '-') == NULL;
  return n;
}

/* The months of feeds. */
static guint
count_months (GHashTable *files)
{
  guint n = 0;
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    n += g_str_has_suffix (name, "-2026-12.ics");
  return n;
}

START_TEST (folder_holds_feeds_record_and_keys)
{
  publish (TRUE, NULL, 0);
  g_autoptr (GHashTable) files = tree (station_folder);
  g_autofree char *keys = g_build_filename (station_folder, "feed-keys.ini", NULL);
  g_autofree char *manifest = g_build_filename (station_folder, "feed-files.ini", NULL);
  struct stat st;
  ck_assert_uint_eq (count_ics (files), 11);
  ck_assert_uint_eq (count_months (files), 11);
  ck_assert (g_hash_table_contains (files, "rosters/2026-12.csv"));
  ck_assert_int_eq (stat (keys, &st), 0);
  ck_assert_int_eq (st.st_mode & 0777, 0600);
  ck_assert_int_eq (stat (manifest, &st), 0);
  ck_assert_int_eq (st.st_mode & 0777, 0600);
}
END_TEST

static const struct timespec then = { 1000000000, 0 };

static void
age (const char *root, GHashTable *files)
{
  struct timespec times[2] = { then, then };
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (root, name, NULL);
      ck_assert_int_eq (utimensat (AT_FDCWD, path, times, 0), 0);
    }
}

/* Returns: how many files have another time stamp than age() gave them; those have other bytes. */
static guint
check_touched (const char *root, GHashTable *before)
{
  g_autoptr (GHashTable) after = tree (root);
  GHashTableIter iter;
  gpointer name, text;
  guint touched = 0;
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      g_autofree char *path = g_build_filename (root, name, NULL);
      gboolean same = g_strcmp0 (g_hash_table_lookup (before, name), text) == 0;
      struct stat st;
      ck_assert_int_eq (stat (path, &st), 0);
      ck_assert_msg (same == (st.st_mtime == then.tv_sec), "%s was touched", (char *) name);
      touched += !same;
    }
  return touched;
}

START_TEST (publishing_again_touches_nothing)
{
  const char *target = _i == 0 ? NULL : elsewhere;
  publish (TRUE, target, 0);
  g_autoptr (GHashTable) before = tree (folder);
  age (folder, before);
  g_autoptr (GengPublisher) publisher = prepare (TRUE, target, 5);
  commit (publisher);
  ck_assert_uint_eq (geng_publisher_get_n_written (publisher), 0);
  ck_assert_uint_eq (check_touched (folder, before), 0);
}
END_TEST

/* m01's duty of the 4th goes: its own feed, those of who stands beside or after it, and the shared
 * ones change; others' feeds keep bytes and time stamps. */
START_TEST (change_touches_what_it_changes)
{
  publish (TRUE, elsewhere, 0);
  g_autoptr (GHashTable) before = tree (elsewhere);
  age (elsewhere, before);
  g_autoptr (GengPublisher) publisher = prepare (FALSE, elsewhere, 1);
  commit (publisher);
  guint touched = check_touched (elsewhere, before);
  ck_assert_uint_eq (geng_publisher_get_n_written (publisher), touched);
  ck_assert_uint_ge (touched, 3);
  ck_assert_uint_lt (touched, 3 * 11); /* a page and a month beside each calendar */
}
END_TEST

/* Under a name of ours, but not ours any more: it is not removed. */
START_TEST (replaced_file_stays)
{
  publish (TRUE, elsewhere, 0);
  g_autoptr (GHashTable) before = tree (elsewhere);
  g_autoptr (GengPublisher) publisher = prepare (TRUE, elsewhere, 1);
  ck_assert (geng_publisher_revoke (publisher, GENG_FEED_SCOPE_MEMBER, "m01", NULL));
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (publisher);
  GengFeedFile *revoked = g_ptr_array_index (feeds, feeds->len - 1);
  g_autofree char *path = g_build_filename (elsewhere, geng_feed_file_get_file (revoked), NULL);
  commit (publisher);
  ck_assert (g_hash_table_contains (before, geng_feed_file_get_file (revoked)));
  ck_assert (g_file_set_contents (path, "somebody's", -1, NULL));
  publish (TRUE, elsewhere, 24 * 40);
  g_autofree char *text = NULL;
  ck_assert (g_file_get_contents (path, &text, NULL, NULL));
  ck_assert_str_eq (text, "somebody's");
}
END_TEST

START_TEST (only_our_files_go)
{
  publish (TRUE, elsewhere, 0);
  g_autofree char *theirs = g_build_filename (elsewhere, "theirs.ics", NULL);
  ck_assert (g_file_set_contents (theirs, "not ours", -1, NULL));
  g_autoptr (GengPublisher) publisher = prepare (TRUE, elsewhere, 1);
  ck_assert (geng_publisher_revoke (publisher, GENG_FEED_SCOPE_MEMBER, "m01", NULL));
  commit (publisher);
  g_autoptr (GHashTable) files = tree (elsewhere);
  ck_assert_uint_eq (count_ics (files), 13);
  ck_assert_uint_eq (count_months (files), 11); /* none at the revoked address */
  publish (TRUE, elsewhere, 24 * 40);
  g_autoptr (GHashTable) later = tree (elsewhere);
  ck_assert_uint_eq (count_ics (later), 12);
  ck_assert (g_file_test (theirs, G_FILE_TEST_EXISTS));
}
END_TEST

/* A page in the station's folder that we did not write, and a front door of the web folder. */
START_TEST (strange_page_is_not_overwritten)
{
  g_autoptr (GBytes) page = g_bytes_new_static ("<p>", 3);
  g_autoptr (GError) error = NULL;
  g_autofree char *pages = g_build_filename (station_folder, "pages", NULL);
  g_autofree char *path = g_build_filename (pages, "slips.html", NULL);
  g_autofree char *text = NULL;
  g_mkdir (pages, 0755);
  ck_assert (g_file_set_contents (path, "somebody's", -1, NULL));
  g_autoptr (GengPublisher) publisher = prepare (TRUE, elsewhere, 0);
  ck_assert (geng_publisher_add_page (publisher, "slips.html", page, NULL));
  ck_assert (!geng_publisher_commit (publisher, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  ck_assert (g_file_get_contents (path, &text, NULL, NULL));
  ck_assert_str_eq (text, "somebody's");
}
END_TEST

START_TEST (strange_front_door_stays)
{
  g_autofree char *path = g_build_filename (elsewhere, "index.html", NULL);
  g_mkdir (elsewhere, 0755);
  ck_assert (g_file_set_contents (path, "somebody's", -1, NULL));
  publish (TRUE, elsewhere, 0);
  g_autoptr (GHashTable) files = tree (elsewhere);
  struct stat st;
  ck_assert_uint_eq (count_ics (files), 11);
  ck_assert_str_eq (g_hash_table_lookup (files, "index.html"), "somebody's");
  ck_assert (g_hash_table_contains (files, "robots.txt"));
  /* The mode of a folder that was there is somebody's choice. */
  ck_assert_int_eq (stat (elsewhere, &st), 0);
  ck_assert_int_eq (st.st_mode & 0777, 0755);
}
END_TEST

/* A publication that died had hung it, of a station that never came back. */
START_TEST (empty_front_door_is_filled)
{
  g_autofree char *path = g_build_filename (elsewhere, "index.html", NULL);
  g_autofree char *other = g_build_filename (elsewhere, "robots.txt", NULL);
  g_mkdir (elsewhere, 0755);
  ck_assert (g_file_set_contents (path, "", 0, NULL));
  ck_assert (g_file_set_contents (other, "", 0, NULL));
  publish (TRUE, elsewhere, 0);
  g_autoptr (GHashTable) files = tree (elsewhere);
  ck_assert_ptr_nonnull (strstr (g_hash_table_lookup (files, "index.html"), "nothing to see"));
  ck_assert_str_eq (g_hash_table_lookup (files, "robots.txt"), "");
}
END_TEST

/* It may be the place of a disk that is not mounted, so nothing is written until somebody says that
 * it was emptied. */
START_TEST (emptied_folder_waits_for_a_word)
{
  publish (TRUE, elsewhere, 0);
  g_autoptr (GHashTable) before = tree (elsewhere);
  g_autoptr (GengStore) store = geng_store_open (station_folder, NULL);
  g_auto (GStrv) none = geng_publisher_list_emptied (store);
  ck_assert_uint_eq (g_strv_length (none), 0);
  remove_tree (elsewhere);
  if (_i == 0)
    ck_assert_int_eq (g_mkdir (elsewhere, 0755), 0);
  publish (TRUE, elsewhere, 1);
  g_autoptr (GHashTable) still = tree (elsewhere);
  g_auto (GStrv) due = geng_publisher_list_due (store);
  g_auto (GStrv) emptied = geng_publisher_list_emptied (store);
  ck_assert_uint_eq (g_hash_table_size (still), 0);
  ck_assert_uint_eq (g_strv_length (due), 1);
  ck_assert_uint_eq (g_strv_length (emptied), 1);
  ck_assert_str_eq (emptied[0], elsewhere);
  g_autoptr (GengPublisher) publisher = prepare (TRUE, elsewhere, 2);
  geng_publisher_set_emptied (publisher, TRUE);
  commit (publisher);
  g_autoptr (GHashTable) after = tree (elsewhere);
  g_auto (GStrv) no_longer = geng_publisher_list_due (store);
  ck_assert (trees_equal (before, after));
  ck_assert_uint_eq (g_strv_length (no_longer), 0);
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

/* Writes and removes what differs, so that hundreds of rounds cost the disk little. */
static void
restore (GHashTable *files, const char *to)
{
  g_autoptr (GHashTable) there = tree (to);
  GHashTableIter iter;
  gpointer name, text;
  g_hash_table_iter_init (&iter, there);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (to, name, NULL);
      if (!g_hash_table_contains (files, name))
        ck_assert_int_eq (g_remove (path), 0);
    }
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      g_autofree char *path = g_build_filename (to, name, NULL);
      if (g_strcmp0 (g_hash_table_lookup (there, name), text) == 0)
        continue;
      FILE *file = fopen (path, "w");
      ck_assert (file != NULL && fputs (text, file) >= 0 && fclose (file) == 0);
    }
}

static gboolean
prepare_without_blocking (GengPublisher *publisher,
                          GengStore *store,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 13, 0, 0);
  geng_publisher_prepare_async (publisher, store, elsewhere, now, cancellable, keep_result,
                                &result);
  return geng_publisher_prepare_finish (publisher, wait_for (&result), error);
}

static gboolean
commit_without_blocking (GengPublisher *publisher, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  geng_publisher_commit_async (publisher, cancellable, keep_result, &result);
  return geng_publisher_commit_finish (publisher, wait_for (&result), error);
}

/* The same files as with blocking; who cancels has none of them, and may try again. */
START_TEST (publishing_without_blocking)
{
  g_autoptr (GengStore) store = geng_store_open (station_folder, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  publish (TRUE, elsewhere, 0);
  g_autoptr (GHashTable) saved = tree (station_folder), old = tree (elsewhere);
  publish (FALSE, elsewhere, 1);
  g_autoptr (GHashTable) record = tree (station_folder), wanted = tree (elsewhere);
  restore (saved, station_folder);
  restore (old, elsewhere);
  if (_i == 1)
    ck_assert (geng_store_lock (store, NULL));
  g_autoptr (GengRoster) roster = december (FALSE);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
  g_cancellable_cancel (cancellable);
  ck_assert (!prepare_without_blocking (publisher, store, cancellable, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_clear_error (&error);
  ck_assert (prepare_without_blocking (publisher, store, NULL, &error));
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (publisher);
  ck_assert_uint_gt (feeds->len, 6);
  ck_assert_ptr_nonnull (geng_publisher_get_record (publisher, geng_roster_get_first (roster)));
  ck_assert (!commit_without_blocking (publisher, cancellable, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_clear_error (&error);
  g_autoptr (GHashTable) untouched = tree (elsewhere);
  ck_assert (trees_equal (untouched, old));
  ck_assert (prepare_without_blocking (publisher, store, NULL, &error));
  ck_assert (commit_without_blocking (publisher, NULL, &error));
  ck_assert_uint_gt (geng_publisher_get_n_written (publisher), 0);
  g_autoptr (GHashTable) station_after = tree (station_folder), after = tree (elsewhere);
  ck_assert (trees_equal (after, wanted));
  ck_assert (trees_equal (station_after, record));
  /* Locked as before. */
  g_autoptr (GengStore) other = geng_store_open (station_folder, NULL);
  ck_assert_int_eq (geng_store_lock (other, NULL), _i == 0);
}
END_TEST

/* Where it went and under which address is remembered: who publishes again need not say it. */
START_TEST (place_and_address_are_remembered)
{
  g_autoptr (GengPublisher) first = prepare (TRUE, elsewhere, 0);
  ck_assert (geng_publisher_set_base_url (first, "https://example.org/duty", NULL));
  commit (first);
  g_autoptr (GHashTable) before = tree (elsewhere);
  g_autoptr (GengPublisher) again = prepare (FALSE, NULL, 1);
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (again);
  commit (again);
  g_autoptr (GHashTable) after = tree (elsewhere), inside = tree (station_folder);
  ck_assert (!trees_equal (before, after));
  ck_assert_uint_eq (count_ics (after), 11);
  ck_assert_uint_eq (count_ics (inside), 0);
  for (guint i = 0; i < feeds->len; i++)
    ck_assert (g_str_has_prefix (geng_feed_file_get_url (g_ptr_array_index (feeds, i)),
                                 "https://example.org/duty/"));
}
END_TEST

/* Another folder is one more, where somebody says so, and else a mistake that leaves phones behind;
 * from then on both are written. */
START_TEST (second_folder_is_one_more)
{
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  g_autoptr (GengStore) store = geng_store_open (station_folder, NULL);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GengRoster) roster = december (TRUE);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 13, 0, 0);
  g_autoptr (GError) error = NULL;
  publish (TRUE, elsewhere, 0);
  ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
  ck_assert (!geng_publisher_prepare (publisher, store, other, now, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  g_clear_error (&error);
  ck_assert (!g_file_test (other, G_FILE_TEST_EXISTS));
  geng_publisher_set_also (publisher, TRUE);
  ck_assert (geng_publisher_prepare (publisher, store, other, now, &error));
  commit (publisher);
  publish (FALSE, NULL, 2);
  g_autoptr (GHashTable) one = tree (elsewhere), two = tree (other);
  ck_assert_uint_eq (count_ics (one), 11);
  ck_assert (trees_equal (one, two));
}
END_TEST

/* Publishes at the hour, after @n of them got other addresses; how many calendars are served. */
static guint
count_served (int hours, guint n, ...)
{
  va_list members;
  g_autoptr (GengPublisher) publisher = NULL;
  g_autoptr (GHashTable) files = NULL;
  publisher = prepare (TRUE, elsewhere, hours);
  va_start (members, n);
  for (guint i = 0; i < n; i++)
    ck_assert (geng_publisher_revoke (publisher, GENG_FEED_SCOPE_MEMBER,
                                      va_arg (members, const char *), NULL));
  va_end (members);
  commit (publisher);
  files = tree (elsewhere);
  return count_ics (files);
}

/* Each address that was revoked serves its notice for so many days from then on, also one of
 * somebody who got several. */
START_TEST (notices_stand_for_their_days)
{
  publish (TRUE, elsewhere, 0);
  days_revoked = 5;
  ck_assert_uint_eq (count_served (1, 1, "m01"), 12);
  ck_assert_uint_eq (count_served (2, 2, "m01", "m02"), 14);
  ck_assert_uint_eq (count_served (5 * 24 + 1, 0), 14);
  ck_assert_uint_eq (count_served (5 * 24 + 2, 0), 13);
  ck_assert_uint_eq (count_served (5 * 24 + 3, 0), 11);
}
END_TEST

static char *
december_on_record (void)
{
  g_autofree char *path = g_build_filename (station_folder, "rosters", "2026-12.csv", NULL);
  char *text = NULL;
  ck_assert (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* What phones see is what is on record, whatever was edited between the two steps: a duty, a
 * member, and a feed that gets another address. */
START_TEST (edited_after_it_was_prepared)
{
  g_autoptr (GengStore) store = geng_store_open (station_folder, NULL);
  g_autoptr (GengRoster) roster = december (TRUE);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 13, 0, 0);
  g_autoptr (GError) error = NULL;
  gboolean blocking = _i % 2 == 0, revokes = _i >= 2;
  publish (TRUE, elsewhere, 0);
  g_autofree char *wanted = december_on_record ();
  g_autoptr (GHashTable) feeds = tree (elsewhere);
  ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
  ck_assert (blocking ? geng_publisher_prepare (publisher, store, elsewhere, now, &error)
                      : prepare_without_blocking (publisher, store, NULL, &error));
  village_assign (roster, "m01", 4, NULL, NULL);
  village_assign (roster, "m02", 5, NULL, NULL);
  geng_entity_set_name (GENG_ENTITY (geng_station_lookup_member (station, "m01")), "Renamed");
  if (revokes)
    ck_assert (geng_publisher_revoke (publisher, GENG_FEED_SCOPE_MEMBER, "m03", NULL));
  ck_assert (blocking ? geng_publisher_commit (publisher, &error)
                      : commit_without_blocking (publisher, NULL, &error));
  g_autofree char *written = december_on_record ();
  ck_assert_str_eq (written, wanted);
  g_autoptr (GHashTable) after = tree (elsewhere);
  ck_assert (trees_equal (after, feeds) == !revokes);
  /* The next publication has the edits. */
  ck_assert (geng_publisher_prepare (publisher, store, elsewhere, now, &error));
  ck_assert (geng_publisher_commit (publisher, &error));
  g_autofree char *edited = december_on_record ();
  ck_assert_str_ne (edited, wanted);
}
END_TEST

/* Publishes in a process that dies at its change @n of the disk; FALSE when it came through. */
static gboolean
publish_and_die (int n, const char *target)
{
  int status;
  pid_t child = fork ();
  if (child == 0)
    {
      g_autoptr (GengPublisher) publisher = NULL;
      faults_set (folder, n, FAULT_KILL_IN, 0);
      publisher = prepare (FALSE, target, 1);
      commit (publisher);
      _exit (0);
    }
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert (WIFEXITED (status));
  ck_assert (WEXITSTATUS (status) == FAULT_EXIT || WEXITSTATUS (status) == 0);
  return WEXITSTATUS (status) == FAULT_EXIT;
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

#ifdef __SANITIZE_ADDRESS__
#define STRIDE 3
#else
#define STRIDE 1
#endif

/* A reader finds the old file or the new one, whole, and nothing else.  What has to be in the old
 * state must be there.  Returns: how many files are new. */
static guint
check_old_or_new (GHashTable *seen, GHashTable *old, GHashTable *new, int n)
{
  GHashTableIter iter;
  gpointer name, text;
  guint n_new = 0;
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      gboolean is_old = g_strcmp0 (text, g_hash_table_lookup (old, name)) == 0;
      gboolean is_new = g_strcmp0 (text, g_hash_table_lookup (new, name)) == 0;
      ck_assert_msg (is_old || is_new, "step %d: %s is neither old nor new", n, (char *) name);
      n_new += !is_old;
    }
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    ck_assert_msg (g_hash_table_contains (seen, name), "step %d: %s is gone", n, (char *) name);
  return n_new;
}

/* What there was and what there will be, of the station folder and of the one readers see. */
typedef struct
{
  const char *target;
  const char *web;
  GHashTable *station;
  GHashTable *old, *new;
} Kill;

static gboolean
kill_at (const Kill *kill, int n)
{
  restore (kill->station, station_folder);
  restore (kill->old, kill->web);
  gboolean died = publish_and_die (n, kill->target);
  g_autoptr (GHashTable) seen = tree (kill->web);
  guint n_new = check_old_or_new (seen, kill->old, kill->new, n);
  ck_assert (died || n_new > 0);
  publish (FALSE, kill->target, 1);
  g_autoptr (GHashTable) healed = tree (kill->web);
  ck_assert_msg (trees_equal (healed, kill->new), "killed at step %d", n);
  return died;
}

/* At every change of the disk: what a reader finds is old or new, and the next publication ends in
 * the same files as an undisturbed one. */
static void
kill_everywhere (const char *target)
{
  Kill kill = { .target = target, .web = target == NULL ? station_folder : target };
  int n = 0;
  last_day = 5;
  publish (TRUE, target, 0);
  g_autoptr (GHashTable) saved = kill.station = tree (station_folder);
  g_autoptr (GHashTable) old = kill.old = tree (kill.web);
  publish (FALSE, target, 1);
  g_autoptr (GHashTable) new = kill.new = tree (kill.web);
  ck_assert (!trees_equal (old, new));
  while (kill_at (&kill, n))
    n += STRIDE;
  ck_assert_int_gt (n, 60);
}

/* The same when there was nothing yet.  Keys come from chance, and with them every name: a feed
 * that is there is whole, and the next publication leaves its own files alone. */
static void
kill_at_first (const char *target)
{
  const char *web = target == NULL ? station_folder : target;
  g_autoptr (GHashTable) nothing = tree (web);
  g_autoptr (GHashTable) fresh = tree (station_folder);
  gboolean died = TRUE;
  last_day = 3;
  for (int n = 0; died; n += 3 * STRIDE)
    {
      restore (fresh, station_folder);
      restore (nothing, web);
      died = publish_and_die (n, target);
      g_autoptr (GHashTable) seen = tree (web);
      check_whole (seen);
      publish (FALSE, target, 1);
      g_autoptr (GHashTable) healed = tree (web);
      ck_assert_uint_eq (count_ics (healed), 11);
    }
}

/* Returns whether the error struck. */
static gboolean
fail_at (const Kill *kill, int n)
{
  static const int codes[] = { EIO, ENOSPC, EDQUOT };
  g_autoptr (GError) error = NULL;
  restore (kill->station, station_folder);
  restore (kill->old, kill->web);
  faults_set (folder, n, FAULT_ERROR, codes[n % (int) G_N_ELEMENTS (codes)]);
  gboolean ok = try_to_publish (kill->target, &error), struck = faults_struck ();
  faults_set (NULL, -1, FAULT_ERROR, 0);
  ck_assert_msg (ok == (error == NULL), "call %d", n);
  ck_assert_msg (ok || (struck && error->domain == GENG_ERROR), "call %d: %s", n,
                 ok ? "" : error->message);
  g_autoptr (GHashTable) seen = tree (kill->web);
  check_old_or_new (seen, kill->old, kill->new, n);
  ck_assert_msg (!ok || trees_equal (seen, kill->new), "call %d", n);
  g_clear_error (&error);
  ck_assert (try_to_publish (kill->target, &error));
  g_autoptr (GHashTable) healed = tree (kill->web);
  ck_assert_msg (trees_equal (healed, kill->new), "call %d: again", n);
  return struck;
}

/* A disk that fails at one call: who publishes is told, a reader sees the old file or the new one,
 * and the next publication is whole. */
START_TEST (an_error_at_every_call)
{
  const char *target = _i == 0 ? NULL : elsewhere;
  Kill kill = { .target = target, .web = target == NULL ? station_folder : target };
  int n = _i;
  last_day = 5;
  publish (TRUE, target, 0);
  g_autoptr (GHashTable) saved = kill.station = tree (station_folder);
  g_autoptr (GHashTable) old = kill.old = tree (kill.web);
  ck_assert (try_to_publish (target, NULL));
  g_autoptr (GHashTable) new = kill.new = tree (kill.web);
  ck_assert (!trees_equal (old, new));
  while (fail_at (&kill, n))
    n += 2 * STRIDE;
  ck_assert_int_gt (n, 60);
}
END_TEST

/* Of all files of that month. */
static guint
count_events (GHashTable *files, const char *month)
{
  g_autofree char *suffix = g_strdup_printf ("-%s.ics", month);
  GHashTableIter iter;
  gpointer name, text;
  guint n = 0;
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &text))
    for (const char *at = text; g_str_has_suffix (name, suffix) && at != NULL;)
      {
        at = strstr (at, "BEGIN:VEVENT");
        n += at != NULL;
        at = at == NULL ? NULL : at + 1;
      }
  return n;
}

/* Two months that become official together are each in their own record and their own files, by
 * either way, and nothing of it changes the second time. */
START_TEST (two_months_together)
{
  g_autoptr (GengStore) store = geng_store_open (station_folder, NULL);
  g_autoptr (GengRoster) first = december (TRUE);
  g_autoptr (GengRoster) second = village_roster (station, 2027, 1, 0);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 13, 0, 0);
  GHashTable *files[2] = { NULL };
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
      g_autoptr (GError) error = NULL;
      /* In whatever order they come. */
      ck_assert (geng_publisher_add_month (publisher, _i == 0 ? first : second, NULL, NULL));
      ck_assert (geng_publisher_add_month (publisher, _i == 0 ? second : first, NULL, NULL));
      ck_assert (_i == 0 ? geng_publisher_prepare (publisher, store, elsewhere, now, &error)
                         : prepare_without_blocking (publisher, store, NULL, &error));
      ck_assert_ptr_nonnull (geng_publisher_get_record (publisher, geng_roster_get_first (second)));
      ck_assert_ptr_ne (geng_publisher_get_record (publisher, geng_roster_get_first (first)),
                        geng_publisher_get_record (publisher, geng_roster_get_first (second)));
      ck_assert (_i == 0 ? geng_publisher_commit (publisher, &error)
                         : commit_without_blocking (publisher, NULL, &error));
      files[i] = tree (elsewhere);
    }
  ck_assert (trees_equal (files[0], files[1]));
  ck_assert_uint_gt (count_events (files[0], "2026-12"), 0);
  ck_assert_uint_gt (count_events (files[0], "2027-01"), 0);
  ck_assert (geng_store_has_record (store, 2026, 12) && geng_store_has_record (store, 2027, 1));
  for (guint i = 0; i < 2; i++)
    g_hash_table_unref (files[i]);
}
END_TEST

static guint
count_due (GengStore *store)
{
  g_auto (GStrv) due = geng_publisher_list_due (store);

  return g_strv_length (due);
}

/* A publication that died in the middle of a folder that is gone is due there until one that writes
 * it anew counts; a change that is given up forgets nothing. */
START_TEST (what_does_not_count_forgets_nothing)
{
  g_autoptr (GengStore) store = geng_store_open (station_folder, NULL);
  last_day = 5;
  publish (TRUE, elsewhere, 0);
  g_autoptr (GHashTable) saved = tree (station_folder), old = tree (elsewhere);
  for (int n = 60; !geng_store_get_interrupted (store); n++)
    {
      restore (saved, station_folder);
      restore (old, elsewhere);
      ck_assert (publish_and_die (n, elsewhere));
    }
  remove_tree (elsewhere);
  ck_assert (geng_store_lock (store, NULL));
  ck_assert_uint_eq (count_due (store), 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GengRoster) roster = december (TRUE);
      g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 14, 0, 0);
      g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
      ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
      ck_assert (geng_store_begin (store, NULL));
      ck_assert (geng_publisher_prepare (publisher, store, elsewhere, now, NULL));
      geng_publisher_set_emptied (publisher, TRUE);
      commit (publisher);
      if (i == 0)
        geng_store_unlock (store);
      else
        ck_assert (geng_store_commit (store, NULL));
      ck_assert_uint_eq (count_due (store), i == 0);
      if (i == 0)
        ck_assert (geng_store_lock (store, NULL));
    }
}
END_TEST

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

START_TEST (kill_at_the_first_publication)
{
  kill_at_first (_i == 0 ? NULL : elsewhere);
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
  tcase_add_loop_test (tcase, publishing_again_touches_nothing, 0, 2);
  tcase_add_test (tcase, change_touches_what_it_changes);
  tcase_add_test (tcase, replaced_file_stays);
  tcase_add_test (tcase, only_our_files_go);
  tcase_add_test (tcase, strange_page_is_not_overwritten);
  tcase_add_test (tcase, strange_front_door_stays);
  tcase_add_test (tcase, empty_front_door_is_filled);
  tcase_add_loop_test (tcase, emptied_folder_waits_for_a_word, 0, 2);
  tcase_add_test (tcase, lost_record_comes_back_from_the_feeds);
  tcase_add_loop_test (tcase, publishing_without_blocking, 0, 2);
  tcase_add_test (tcase, place_and_address_are_remembered);
  tcase_add_test (tcase, second_folder_is_one_more);
  tcase_add_test (tcase, notices_stand_for_their_days);
  tcase_add_loop_test (tcase, edited_after_it_was_prepared, 0, 4);
  tcase_add_test (tcase, what_does_not_count_forgets_nothing);
  tcase_add_loop_test (tcase, an_error_at_every_call, 0, 2);
  tcase_add_loop_test (tcase, two_months_together, 0, 2);
  tcase_add_test (tcase, kill_in_the_station_folder);
  tcase_add_test (tcase, kill_in_another_folder);
  tcase_add_loop_test (tcase, kill_at_the_first_publication, 0, 2);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
