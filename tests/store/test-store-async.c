/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a store does without blocking is what it does with; the caller's things are the caller's. */

#include "../results.h"
#include "store-fixture.h"

#include <check.h>
#include <string.h>

#define YEAR 2026
#define MONTH 11

static FixtureFolder *folder;
static GengStore *store;
static GengStation *station;

static void
set_up (void)
{
  g_autofree char *path = NULL;

  folder = fixture_new_folder ();
  path = g_build_filename (folder, "village", NULL);
  store = geng_store_create_sample (path, "dafenshanyan", NULL);
  station = geng_store_load (store, NULL);
}

static void
tear_down (void)
{
  g_clear_object (&station);
  g_clear_object (&store);
  g_clear_pointer (&folder, fixture_remove_folder);
}

static void
assert_failed (GError **error, GQuark domain, int code)
{
  ck_assert_msg (g_error_matches (*error, domain, code), "%s",
                 *error != NULL ? (*error)->message : "no error");
  g_clear_error (error);
}

START_TEST (a_station_is_read)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GengStation) read = NULL;

  geng_store_load_async (store, NULL, keep_result, &result);
  read = geng_store_load_finish (store, wait_for (&result), NULL);
  ck_assert (fixture_same (G_OBJECT (read), G_OBJECT (station), "station"));
}
END_TEST

START_TEST (faults_are_listed)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  fixture_write (folder, "village/members.csv", "id,name\nm01,甲\nm01,乙\n");
  geng_store_load_async (store, NULL, keep_result, &result);
  ck_assert_ptr_null (geng_store_load_finish (store, wait_for (&result), &error));
  assert_failed (&error, GENG_ERROR, GENG_ERROR_FAULTY);
  faults = geng_store_list_faults (store);
  ck_assert_uint_gt (faults->len, 0);
}
END_TEST

/* What was wrong stays said, whatever is written meanwhile. */
START_TEST (writing_keeps_the_faults)
{
  g_autoptr (GAsyncResult) read = NULL, written = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  fixture_write (folder, "village/members.csv", "id,name\nm01,甲\nm01,乙\n");
  geng_store_load_async (store, NULL, keep_result, &read);
  ck_assert_ptr_null (geng_store_load_finish (store, wait_for (&read), NULL));
  before = geng_store_list_faults (store);
  geng_store_save_async (store, station, NULL, keep_result, &written);
  ck_assert (geng_store_save_finish (store, wait_for (&written), NULL));
  after = geng_store_list_faults (store);
  ck_assert_uint_gt (before->len, 0);
  ck_assert_uint_eq (after->len, before->len);
}
END_TEST

/* The callback never comes before the call is over. */
START_TEST (what_is_cancelled_gives_nothing)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) read = NULL, written = NULL;
  g_autoptr (GengMember) member = g_list_model_get_item (geng_station_get_members (station), 0);
  g_autofree char *before = fixture_read (folder, "village/members.csv");
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  geng_store_load_async (store, cancellable, keep_result, &read);
  ck_assert_ptr_null (read);
  ck_assert_ptr_null (geng_store_load_finish (store, wait_for (&read), &error));
  assert_failed (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  geng_entity_set_name (GENG_ENTITY (member), "新名");
  geng_store_save_async (store, station, cancellable, keep_result, &written);
  ck_assert (!geng_store_save_finish (store, wait_for (&written), &error));
  assert_failed (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = fixture_read (folder, "village/members.csv");
  ck_assert_str_eq (before, after);
  ck_assert (geng_store_lock (store, NULL));
}
END_TEST

/* It is written as it was when the call was made. */
START_TEST (a_station_is_written_as_it_was)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GengEntity) first = g_list_model_get_item (geng_station_get_members (station), 0);
  g_autoptr (GengStation) read = NULL;
  g_autoptr (GengEntity) there = NULL;

  geng_entity_set_name (first, "写下的");
  geng_store_save_async (store, station, NULL, keep_result, &result);
  geng_entity_set_name (first, "后来的");
  ck_assert (geng_store_save_finish (store, wait_for (&result), NULL));
  read = geng_store_load (store, NULL);
  there = g_list_model_get_item (geng_station_get_members (read), 0);
  ck_assert_str_eq (geng_entity_get_name (there), "写下的");
  ck_assert_str_eq (geng_entity_get_name (first), "后来的");
}
END_TEST

/* A lock that was taken is lent and comes back; who else would write meanwhile is refused. */
START_TEST (the_lock_comes_back)
{
  g_autoptr (GengStore) other = geng_store_open (geng_store_get_path (store), NULL);
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert (geng_store_lock (store, NULL));
  geng_store_save_async (store, station, NULL, keep_result, &first);
  geng_store_save_async (store, station, NULL, keep_result, &second);
  ck_assert (!geng_store_save (store, station, &error));
  assert_failed (&error, GENG_ERROR, GENG_ERROR_LOCKED);
  ck_assert (geng_store_save_finish (store, wait_for (&first), NULL));
  ck_assert (!geng_store_save_finish (store, wait_for (&second), &error));
  assert_failed (&error, GENG_ERROR, GENG_ERROR_LOCKED);
  ck_assert (!geng_store_lock (other, &error));
  assert_failed (&error, GENG_ERROR, GENG_ERROR_LOCKED);
  geng_store_unlock (store);
  ck_assert (geng_store_lock (other, NULL));
}
END_TEST

/* @commit: else it is given up */
static void
write_in_a_change (gboolean commit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *before = fixture_read (folder, "village/members.csv");
  g_autofree char *meanwhile = NULL, *after = NULL;
  g_autoptr (GengEntity) first = g_list_model_get_item (geng_station_get_members (station), 0);

  geng_entity_set_name (first, "改了");
  ck_assert (geng_store_begin (store, NULL));
  geng_store_save_async (store, station, NULL, keep_result, &result);
  ck_assert (geng_store_save_finish (store, wait_for (&result), NULL));
  meanwhile = fixture_read (folder, "village/members.csv");
  ck_assert_str_eq (before, meanwhile);
  if (commit)
    ck_assert (geng_store_commit (store, NULL));
  else
    geng_store_unlock (store);
  after = fixture_read (folder, "village/members.csv");
  ck_assert_int_eq (strcmp (before, after) != 0, commit);
}

START_TEST (a_change_that_is_open_goes_on)
{
  write_in_a_change (_i == 0);
}
END_TEST

static void
assert_own (GengRoster *roster, GengMember *removed)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);
  guint n_removed = 0;

  ck_assert_ptr_eq (geng_roster_get_station (roster), station);
  ck_assert_uint_gt (duties->len, 100);
  for (guint i = 0; i < duties->len; i++)
    {
      GengMember *member = geng_duty_get_member (duties->pdata[i]);
      const char *id = geng_entity_get_id (GENG_ENTITY (member));

      n_removed += member == removed;
      ck_assert (member == removed || geng_station_lookup_member (station, id) == member);
    }
  ck_assert_uint_gt (n_removed, 0);
}

/* Rosters hold the caller's own people, also one who was removed meanwhile. */
START_TEST (rosters_hold_the_callers_people)
{
  g_autoptr (GengMember) removed = g_object_ref (geng_station_lookup_member (station, "m09"));
  g_autoptr (GAsyncResult) read = NULL, past = NULL, written = NULL, again = NULL;
  g_autoptr (GengRoster) plain = geng_store_load_record (store, station, YEAR, MONTH, NULL, NULL);
  g_autoptr (GengRoster) official = NULL, history = NULL, draft = NULL;
  g_autoptr (GengRecord) record = NULL;
  GDate december;

  g_date_clear (&december, 1);
  g_date_set_dmy (&december, 1, 12, YEAR);
  geng_store_load_record_async (store, station, YEAR, MONTH, NULL, keep_result, &read);
  geng_store_load_history_async (store, station, &december, 1, FALSE, NULL, keep_result, &past);
  geng_store_save_draft_async (store, plain, NULL, keep_result, &written);
  while (g_list_model_get_n_items (geng_station_get_requests (station)) > 0)
    {
      g_autoptr (GObject) request = g_list_model_get_item (geng_station_get_requests (station), 0);

      ck_assert (geng_station_remove (station, request, NULL));
    }
  ck_assert (geng_station_remove (station, G_OBJECT (removed), NULL));
  official = geng_store_load_record_finish (store, wait_for (&read), &record, NULL);
  history = geng_store_load_history_finish (store, wait_for (&past), NULL);
  ck_assert (GENG_IS_RECORD (record));
  assert_own (official, removed);
  assert_own (history, removed);
  ck_assert_uint_eq (geng_roster_count_changes (official, plain), 0);
  ck_assert (geng_store_save_draft_finish (store, wait_for (&written), NULL));
  g_set_object (&station, NULL);
  station = geng_store_load (store, NULL);
  geng_store_load_draft_async (store, station, YEAR, MONTH, NULL, keep_result, &again);
  draft = geng_store_load_draft_finish (store, wait_for (&again), NULL);
  assert_own (draft, geng_station_lookup_member (station, "m09"));
}
END_TEST

/* Where there is no history there is no error. */
START_TEST (no_history)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GDate past;

  g_date_clear (&past, 1);
  g_date_set_dmy (&past, 1, 1, 1999);
  geng_store_load_history_async (store, station, &past, 1, FALSE, NULL, keep_result, &result);
  ck_assert_ptr_null (geng_store_load_history_finish (store, wait_for (&result), &error));
  ck_assert_ptr_null (error);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store-async");
  TCase *tcase = tcase_create ("store-async");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, a_station_is_read);
  tcase_add_test (tcase, faults_are_listed);
  tcase_add_test (tcase, writing_keeps_the_faults);
  tcase_add_test (tcase, what_is_cancelled_gives_nothing);
  tcase_add_test (tcase, a_station_is_written_as_it_was);
  tcase_add_test (tcase, the_lock_comes_back);
  tcase_add_loop_test (tcase, a_change_that_is_open_goes_on, 0, 2);
  tcase_add_test (tcase, rosters_hold_the_callers_people);
  tcase_add_test (tcase, no_history);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
