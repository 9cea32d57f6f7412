/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Random stations, rosters and records out and in again. */

#include "random-folder.h"
#include "store-fixture.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define N_STATIONS 60

static char *
new_path (const char *folder)
{
  return g_build_filename (folder, "station", NULL);
}

static GengStation *
load (GengStore *store)
{
  g_autoptr (GError) error = NULL;
  GengStation *station = geng_store_load (store, &error);

  ck_assert_msg (station != NULL, "%s", error != NULL ? error->message : "");
  return station;
}

static GengStore *
create (const char *folder, GengStation *station)
{
  g_autofree char *path = new_path (folder);
  g_autoptr (GError) error = NULL;
  GengStore *store = geng_store_create (path, station, &error);

  ck_assert_msg (store != NULL, "%s", error != NULL ? error->message : "");
  return store;
}

static void
check_same_feeds (GengStation *a, GengStation *b)
{
  ck_assert_pstr_eq (geng_station_get_feed_title (a), geng_station_get_feed_title (b));
  ck_assert_pstr_eq (geng_station_get_feed_url (a), geng_station_get_feed_url (b));
  ck_assert_uint_eq (geng_station_get_ask_above (a), geng_station_get_ask_above (b));
  ck_assert_int_eq (geng_station_get_swaps_by_themselves (a),
                    geng_station_get_swaps_by_themselves (b));
  ck_assert_uint_eq (geng_station_get_keep_months (a), geng_station_get_keep_months (b));
  ck_assert_int_eq (geng_station_get_feed_alarm_minutes (a),
                    geng_station_get_feed_alarm_minutes (b));
}

START_TEST (stations)
{
  for (guint seed = 0; seed < N_STATIONS; seed++)
    {
      g_autoptr (FixtureFolder) folder = fixture_new_folder ();
      g_autofree char *what = g_strdup_printf ("seed %u", seed);
      g_autoptr (GengStation) station = random_folder_station (seed);
      g_autoptr (GengStore) store = create (folder, station);
      g_autoptr (GengStation) again = load (store);

      ck_assert (fixture_same (G_OBJECT (station), G_OBJECT (again), what));
      check_same_feeds (station, again);
    }
}
END_TEST

/* What Excel saves in China. */
static void
convert_folder (const char *path)
{
  static const char *const files[]
      = { "station.ini", "members.csv", "leave.csv", "items.csv", "holidays.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = g_build_filename (path, files[i], NULL);
      g_autofree char *text = fixture_read (path, files[i]);
      const char *begin = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
      gsize size;
      g_autofree char *converted = g_convert (begin, -1, "GB18030", "UTF-8", NULL, &size, NULL);

      ck_assert (converted != NULL && g_file_set_contents (file, converted, size, NULL));
    }
}

START_TEST (stations_in_gb18030)
{
  for (guint seed = 0; seed < 12; seed++)
    {
      g_autoptr (FixtureFolder) folder = fixture_new_folder ();
      g_autofree char *what = g_strdup_printf ("seed %u", seed);
      g_autoptr (GengStation) station = random_folder_station (seed);
      g_autoptr (GengStore) store = create (folder, station);
      g_autoptr (GengStation) again = NULL;

      convert_folder (geng_store_get_path (store));
      again = load (store);
      ck_assert (fixture_same (G_OBJECT (station), G_OBJECT (again), what));
    }
}
END_TEST

/* Every station.ini is a key file as well, with the same values. */
START_TEST (station_is_a_key_file)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (GengStation) station = random_folder_station (5);
  g_autoptr (GengStore) store = create (folder, station);
  g_autofree char *path = g_build_filename (geng_store_get_path (store), "station.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  ck_assert (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *group = g_strdup_printf ("post w%u", i);
      g_autofree char *id = g_strdup_printf ("w%u", i);
      g_autofree char *name = g_key_file_get_string (file, group, "name", NULL);

      ck_assert_str_eq (
          name, geng_entity_get_name (GENG_ENTITY (geng_station_lookup_post (station, id))));
    }
}
END_TEST

static gboolean
same_duties (GengRoster *a, GengRoster *b)
{
  g_autoptr (GPtrArray) left = geng_roster_list_duties (a);
  g_autoptr (GPtrArray) right = geng_roster_list_duties (b);

  if (left->len != right->len)
    return FALSE;
  for (guint i = 0; i < left->len; i++)
    {
      GengDuty *x = g_ptr_array_index (left, i), *y = g_ptr_array_index (right, i);
      g_autoptr (GPtrArray) these = geng_duty_list_items (x);
      g_autoptr (GPtrArray) those = geng_duty_list_items (y);

      if (geng_duty_get_member (x) != geng_duty_get_member (y)
          || geng_duty_get_shift (x) != geng_duty_get_shift (y)
          || geng_duty_get_post (x) != geng_duty_get_post (y)
          || g_date_compare (geng_duty_get_date (x), geng_duty_get_date (y)) != 0
          || geng_duty_get_pinned (x) != geng_duty_get_pinned (y)
          || g_strcmp0 (geng_duty_get_note (x), geng_duty_get_note (y)) != 0
          || (these != NULL ? these->len : 0) != (those != NULL ? those->len : 0)
          || (these != NULL && these->len > 0 && these->pdata[0] != those->pdata[0]))
        return FALSE;
    }
  return TRUE;
}

START_TEST (rosters)
{
  for (guint seed = 0; seed < 12; seed++)
    {
      g_autoptr (FixtureFolder) folder = fixture_new_folder ();
      g_autoptr (GengStation) station = random_folder_station (seed);
      g_autoptr (GengStore) store = create (folder, station);
      g_autoptr (GengRoster) roster = random_folder_roster (station, seed);
      g_autoptr (GengRoster) again = NULL;
      g_autoptr (GError) error = NULL;

      ck_assert (!geng_store_has_draft (store, 2026, 12));
      ck_assert (geng_store_save_draft (store, roster, &error));
      again = geng_store_load_draft (store, station, 2026, 12, &error);
      ck_assert_msg (again != NULL, "%s", error != NULL ? error->message : "");
      ck_assert (same_duties (roster, again));
      ck_assert (geng_store_remove_draft (store, 2026, 12, &error));
      ck_assert (!geng_store_has_draft (store, 2026, 12));
    }
}
END_TEST

/* A revision for each duty, a tombstone, shared events, and a key of nobody's form. */
static GengRecord *
make_record (GengRoster *roster)
{
  static const char *const others[]
      = { "post/2026-12-01/s00/w0", "member/m0/2026-12-99", "member/left/2026-12-09", "odd, key" };
  GengRecord *record = geng_record_new ();
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      const GDate *date = geng_duty_get_date (duty);
      g_autofree char *key = g_strdup_printf (
          "member/%s/%04d-%02d-%02d",
          geng_entity_get_id (GENG_ENTITY (geng_duty_get_member (duty))), g_date_get_year (date),
          g_date_get_month (date), g_date_get_day (date));
      GengRevision revision = { .key = key,
                                .sequence = i,
                                .modified = 1700000000 + i,
                                .digest = (char *) (i % 2 ? "d1" : NULL) };

      geng_record_set (record, &revision);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      GengRevision revision = { .key = (char *) others[i],
                                .sequence = 7 + i,
                                .modified = 1600000000,
                                .digest = (char *) "abc",
                                .gone = i % 2 == 0 };

      geng_record_set (record, &revision);
    }
  return record;
}

static void
check_same_record (GengRecord *a, GengRecord *b)
{
  g_autoptr (GPtrArray) left = geng_record_list (a);
  g_autoptr (GPtrArray) right = geng_record_list (b);

  ck_assert_uint_eq (left->len, right->len);
  for (guint i = 0; i < left->len; i++)
    {
      const GengRevision *x = g_ptr_array_index (left, i), *y = g_ptr_array_index (right, i);

      ck_assert_str_eq (x->key, y->key);
      ck_assert_uint_eq (x->sequence, y->sequence);
      ck_assert_int_eq (x->modified, y->modified);
      ck_assert_int_eq (x->gone, y->gone);
      ck_assert (g_strcmp0 (x->digest, y->digest) == 0);
    }
}

START_TEST (records)
{
  for (guint seed = 0; seed < 9; seed++)
    {
      g_autoptr (FixtureFolder) folder = fixture_new_folder ();
      g_autoptr (GengStation) station = random_folder_station (seed);
      g_autoptr (GengStore) store = create (folder, station);
      g_autoptr (GengRoster) roster = random_folder_roster (station, seed);
      g_autoptr (GengRecord) record = make_record (roster);
      g_autoptr (GengRecord) back = NULL;
      g_autoptr (GengRoster) again = NULL;
      g_autoptr (GError) error = NULL;

      ck_assert_msg (geng_store_save_record (store, roster, record, &error), "%s",
                     error ? error->message : "");
      again = geng_store_load_record (store, station, 2026, 12, &back, &error);
      ck_assert_msg (again != NULL, "%s", error != NULL ? error->message : "");
      ck_assert (same_duties (roster, again));
      check_same_record (record, back);
    }
}
END_TEST

static void
check_refused (GengStore *store, GengRoster *roster, GengRecord *worse, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  ck_assert (!geng_store_save_record (store, roster, worse, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  after = fixture_read (geng_store_get_path (store), "rosters/2026-12.csv");
  ck_assert_str_eq (before, after);
}

START_TEST (worse_record_is_refused)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (GengStation) station = random_folder_station (1);
  g_autoptr (GengStore) store = create (folder, station);
  g_autoptr (GengRoster) roster = random_folder_roster (station, 1);
  g_autoptr (GengRecord) record = make_record (roster);
  g_autoptr (GengRecord) empty = geng_record_new ();
  g_autoptr (GengRecord) older = make_record (roster);
  g_autoptr (GengRecord) newer = make_record (roster);
  GengRevision revision = { .key = (char *) "odd, key", .sequence = 9, .modified = 1600000000 };
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert (geng_store_save_record (store, roster, record, &error));
  before = fixture_read (geng_store_get_path (store), "rosters/2026-12.csv");
  check_refused (store, roster, empty, before);
  geng_record_set (older, &revision);
  check_refused (store, roster, older, before);
  revision.sequence = 11;
  geng_record_set (newer, &revision);
  ck_assert (geng_store_save_record (store, roster, newer, &error));
  /* Nor is a record that nobody can read any more. */
  fixture_write (geng_store_get_path (store), "rosters/2026-12.csv", "garbage\n");
  ck_assert (!geng_store_save_record (store, roster, newer, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
}
END_TEST

START_TEST (same_again_writes_nothing)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (GengStation) station = random_folder_station (2);
  g_autoptr (GengStore) store = create (folder, station);
  g_autofree char *path = g_build_filename (geng_store_get_path (store), "members.csv", NULL);
  g_autoptr (GengStation) again = load (store);
  struct stat before, after;

  ck_assert_int_eq (stat (path, &before), 0);
  ck_assert (geng_store_save (store, again, NULL));
  ck_assert_int_eq (stat (path, &after), 0);
  ck_assert (before.st_ino == after.st_ino);
}
END_TEST

START_TEST (history_joins_months_up_to_a_hole)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (GengStation) station = random_folder_station (4);
  g_autoptr (GengStore) store = create (folder, station);
  g_autoptr (GengRoster) roster = random_folder_roster (station, 4);
  g_autoptr (GengRecord) record = make_record (roster);
  g_autoptr (GengRoster) none = NULL;
  g_autoptr (GengRoster) drafts = NULL;
  g_autoptr (GengRoster) part = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  GDate january, middle;

  g_date_clear (&january, 1);
  g_date_set_dmy (&january, 1, 1, 2027);
  middle = january;
  g_date_subtract_days (&middle, 10);
  ck_assert (geng_store_save_draft (store, roster, &error));
  none = geng_store_load_history (store, station, &january, 3, FALSE, &error);
  ck_assert (none == NULL && error == NULL);
  drafts = geng_store_load_history (store, station, &january, 3, TRUE, &error);
  ck_assert (drafts != NULL);
  ck_assert_int_eq (g_date_get_month (geng_roster_get_first (drafts)), 12);
  ck_assert_uint_eq (geng_roster_get_n_days (drafts), 31);
  ck_assert (geng_store_save_record (store, roster, record, &error));
  part = geng_store_load_history (store, station, &middle, 3, FALSE, &error);
  ck_assert (part != NULL);
  ck_assert_uint_eq (geng_roster_get_n_days (part), 21);
  duties = geng_roster_list_duties (part);
  ck_assert_uint_eq (duties->len, 21);
}
END_TEST

START_TEST (requests_are_added_once)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (GengStation) station = random_folder_station (7);
  g_autoptr (GengStore) store = create (folder, station);
  guint before = g_list_model_get_n_items (geng_station_get_requests (station));
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);
  GengRequest *request;
  g_autoptr (GError) error = NULL;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 3, 3, 2027);
  request = geng_request_new (GENG_REQUEST_KIND_LEAVE, geng_station_lookup_member (station, "m3"),
                              &day, &day);
  geng_request_set_source (request, "uid-1");
  g_ptr_array_add (requests, request);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GengStation) after = NULL;

      ck_assert_msg (geng_store_add_requests (store, requests, &error), "%s",
                     error ? error->message : "");
      after = load (store);
      ck_assert_uint_eq (g_list_model_get_n_items (geng_station_get_requests (after)), before + 1);
    }
}
END_TEST

START_TEST (samples)
{
  g_auto (GStrv) names = geng_store_list_samples ();

  ck_assert_uint_ge (g_strv_length (names), 2);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (FixtureFolder) folder = fixture_new_folder ();
      g_autofree char *path = new_path (folder);
      g_autoptr (GError) error = NULL;
      g_autoptr (GengStore) store = geng_store_create_sample (path, names[i], &error);
      g_autoptr (GengStation) station = NULL;

      ck_assert_msg (store != NULL, "%s", error != NULL ? error->message : "");
      station = load (store);
      ck_assert_uint_ge (g_list_model_get_n_items (geng_station_get_members (station)), 28);
      /* Nothing is written over. */
      ck_assert (geng_store_create_sample (path, names[i], &error) == NULL);
      ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store-round-trip");
  TCase *cases = tcase_create ("round-trip");
  SRunner *runner;
  int failed;

  tcase_add_test (cases, stations);
  tcase_add_test (cases, stations_in_gb18030);
  tcase_add_test (cases, station_is_a_key_file);
  tcase_add_test (cases, rosters);
  tcase_add_test (cases, records);
  tcase_add_test (cases, worse_record_is_refused);
  tcase_add_test (cases, same_again_writes_nothing);
  tcase_add_test (cases, history_joins_months_up_to_a_hole);
  tcase_add_test (cases, requests_are_added_once);
  tcase_add_test (cases, samples);
  tcase_set_timeout (cases, 120);
  suite_add_tcase (suite, cases);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
