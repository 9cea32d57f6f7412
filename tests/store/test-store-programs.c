/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Files of programs in a station's folder: private, inside it, and part of the same change. */

#include "store-fixture.h"

#include <check.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static GengStore *
open_sample (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "village", NULL);
  GengStore *store = geng_store_create_sample (path, "dafenshanyan", NULL);

  ck_assert_ptr_nonnull (store);
  return store;
}

static gboolean
put (GengStore *store, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  return geng_store_put_file (store, path, bytes, &error);
}

static char *
get (GengStore *store, const char *path)
{
  g_autoptr (GBytes) bytes = geng_store_read_file (store, path, 100, NULL);

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return g_strdup (bytes == NULL ? "(refused)" : "");
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_holds (GengStore *store, const char *path, const char *text)
{
  g_autofree char *held = get (store, path);

  ck_assert_str_eq (held, text);
}

START_TEST (kept_private_and_listed_by_number)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (GengStore) store = open_sample (folder);
  g_autofree char *full = g_build_filename (geng_store_get_path (store), "inbox", "2.ini", NULL);
  g_auto (GStrv) names = NULL, none = geng_store_list_files (store, "nowhere");
  struct stat state;

  ck_assert (put (store, "inbox/10.ini", "ten"));
  ck_assert (put (store, "inbox/2.ini", "two"));
  assert_holds (store, "inbox/2.ini", "two");
  assert_holds (store, "inbox/3.ini", "");
  ck_assert_int_eq (stat (full, &state), 0);
  ck_assert_uint_eq (state.st_mode & 0777, 0600);
  names = geng_store_list_files (store, "inbox");
  ck_assert_uint_eq (g_strv_length (names), 2);
  ck_assert_str_eq (names[0], "2.ini");
  ck_assert_str_eq (names[1], "10.ini");
  ck_assert_uint_eq (g_strv_length (none), 0);
  ck_assert (geng_store_remove_file (store, "inbox/2.ini", NULL));
  ck_assert (geng_store_remove_file (store, "inbox/2.ini", NULL));
  assert_holds (store, "inbox/2.ini", "");
}
END_TEST

START_TEST (nothing_outside_and_nothing_too_long)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (GengStore) store = open_sample (folder);
  g_autofree char *link = g_build_filename (geng_store_get_path (store), "out", NULL);
  g_autofree char *hundred = g_strnfill (101, 'x');

  fixture_write (folder, "secret", "not yours");
  ck_assert_int_eq (symlink ("..", link), 0);
  ck_assert (!put (store, "../secret", "mine"));
  ck_assert (!put (store, "out/secret", "mine"));
  assert_holds (store, "../secret", "(refused)");
  assert_holds (store, "out/secret", "(refused)");
  ck_assert (!geng_store_remove_file (store, "out/secret", NULL));
  ck_assert (put (store, "long", hundred));
  assert_holds (store, "long", "(refused)");
}
END_TEST

START_TEST (counts_with_what_else_is_written)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (GengStore) store = open_sample (folder);

  ck_assert (geng_store_begin (store, NULL));
  ck_assert (put (store, "a.csv", "a"));
  ck_assert (put (store, "b.csv", "b"));
  assert_holds (store, "a.csv", "");
  geng_store_unlock (store);
  assert_holds (store, "a.csv", "");
  ck_assert (geng_store_begin (store, NULL));
  ck_assert (put (store, "a.csv", "a"));
  ck_assert (geng_store_commit (store, NULL));
  assert_holds (store, "a.csv", "a");
  assert_holds (store, "b.csv", "");
}
END_TEST

/* Two folders change at once, by the word of the first. */
START_TEST (counts_with_another_folder)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (FixtureFolder) beside = fixture_new_folder ();
  g_autoptr (GengStore) store = open_sample (folder);
  g_autoptr (GengStore) other = open_sample (beside);

  ck_assert (geng_store_begin (store, NULL));
  ck_assert (geng_store_begin_within (other, store, NULL));
  ck_assert (put (store, "a.csv", "a") && put (other, "b.csv", "b"));
  geng_store_unlock (store);
  geng_store_unlock (other);
  assert_holds (other, "b.csv", "");
  ck_assert (geng_store_begin (store, NULL));
  ck_assert (geng_store_begin_within (other, store, NULL));
  ck_assert (put (store, "a.csv", "a") && put (other, "b.csv", "b"));
  /* Nothing counts before the first one says so. */
  ck_assert (geng_store_commit (other, NULL));
  assert_holds (other, "b.csv", "");
  ck_assert (geng_store_commit (store, NULL));
  assert_holds (store, "a.csv", "a");
  assert_holds (other, "b.csv", "b");
  ck_assert (geng_store_begin (store, NULL));
  ck_assert (geng_store_begin_within (other, store, NULL));
  ck_assert (geng_store_remove_file (other, "b.csv", NULL));
  ck_assert (geng_store_commit (store, NULL));
  geng_store_unlock (other);
  assert_holds (other, "b.csv", "");
}
END_TEST

static GengMember *
member_of (GengStation *station, const char *id)
{
  return geng_station_lookup_member (station, id);
}

/* How many rows of leave still say why, of one or of all. */
static guint
count_reasons (GengStation *station, const char *id)
{
  GListModel *requests = geng_station_get_requests (station);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      n += geng_request_get_reason (request) != NULL
           && (id == NULL || geng_request_get_member (request) == member_of (station, id));
    }
  return n;
}

START_TEST (one_is_forgotten_and_no_other)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (GengStore) store = open_sample (folder);
  g_autoptr (GengStation) before = geng_store_load (store, NULL);
  g_autoptr (GengStation) after = NULL;
  guint n = 0, reasons = count_reasons (before, "m03");

  ck_assert_uint_gt (reasons, 0);
  ck_assert (geng_store_forget (store, "m03", NULL, &n, NULL));
  ck_assert_uint_ge (n, 1 + reasons);
  after = geng_store_load (store, NULL);
  ck_assert_ptr_null (geng_member_get_phone (member_of (after, "m03")));
  ck_assert_ptr_nonnull (geng_member_get_phone (member_of (after, "m04")));
  ck_assert_uint_eq (count_reasons (after, "m03"), 0);
  ck_assert_uint_eq (count_reasons (after, NULL), count_reasons (before, NULL) - reasons);
  /* The dates stay. */
  ck_assert_uint_eq (g_list_model_get_n_items (geng_station_get_requests (after)),
                     g_list_model_get_n_items (geng_station_get_requests (before)));
  ck_assert (geng_store_forget (store, "m03", NULL, &n, NULL));
  ck_assert_uint_eq (n, 0);
}
END_TEST

START_TEST (what_is_over_is_forgotten)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autoptr (GengStore) store = open_sample (folder);
  g_autoptr (GengStation) after = NULL;
  GDate before;

  g_date_clear (&before, 1);
  g_date_set_dmy (&before, 1, G_DATE_DECEMBER, 2026);
  ck_assert (geng_store_forget (store, NULL, &before, NULL, NULL));
  after = geng_store_load (store, NULL);
  ck_assert_uint_gt (count_reasons (after, NULL), 0);
  for (guint i = 0; i < g_list_model_get_n_items (geng_station_get_requests (after)); i++)
    {
      g_autoptr (GengRequest) request
          = g_list_model_get_item (geng_station_get_requests (after), i);

      if (g_date_compare (geng_request_get_last (request), &before) < 0)
        ck_assert_ptr_null (geng_request_get_reason (request));
    }
  ck_assert_ptr_nonnull (geng_member_get_phone (member_of (after, "m03")));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store-programs");
  TCase *cases = tcase_create ("programs");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (cases, kept_private_and_listed_by_number);
  tcase_add_test (cases, nothing_outside_and_nothing_too_long);
  tcase_add_test (cases, counts_with_what_else_is_written);
  tcase_add_test (cases, counts_with_another_folder);
  tcase_add_test (cases, one_is_forgotten_and_no_other);
  tcase_add_test (cases, what_is_over_is_forgotten);
  suite_add_tcase (suite, cases);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
