/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is not published, and where everything goes. */
#include "../results.h"
#include "publish-fixture.h"
#include "village.h"

#include <check.h>
#include <string.h>

#define SECRET "[station]\nsecret=abcdefghijklmnopqrstuvwxyz234567\n"
#define TOKEN "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2"

/* Keys that somebody cut short or typed: no new ones are made in their place, since every phone
 * would have to subscribe anew. */
START_TEST (spoilt_keys_are_refused)
{
  static const char *const spoilt[] = {
    "",
    "secret=abcdefghijklmnopqrstuvwxyz234567\n",
    "[station]\n",
    "[station]\nsecret=abcdefghijklmnopqrstuvwxyz\t123456\n",
    "[station]\nsecret=abcdefghijklmnopqrstuvwxy\n",
    SECRET "[feeds]\nshort=member/m01\n",
    SECRET "[feeds]\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA2=member/m01\n",
    SECRET "[feeds]\n" TOKEN TOKEN "a=member/m01\n",
    SECRET "[revoked]\nshort=2026-01-01T00:00:00Z\n",
  };
  g_autofree char *sound = NULL;
  publish (TRUE, elsewhere, 0);
  g_autofree char *path = g_build_filename (station_folder, "feed-keys.ini", NULL);
  g_autoptr (GHashTable) before = tree (elsewhere);
  ck_assert (g_file_get_contents (path, &sound, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (spoilt); i++)
    {
      g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
      g_autoptr (GError) error = NULL;
      ck_assert_msg (!geng_publisher_set_keys (publisher, spoilt[i], &error), "%s", spoilt[i]);
      ck_assert (g_str_has_prefix (error->message, "keys: "));
      g_clear_error (&error);
      ck_assert (g_file_set_contents (path, spoilt[i], -1, NULL));
      ck_assert_msg (!try_to_publish (elsewhere, &error), "%s", spoilt[i]);
      ck_assert_msg (strstr (error->message, "keys: ") != NULL, "%s", error->message);
      g_autoptr (GHashTable) after = tree (elsewhere);
      ck_assert (trees_equal (before, after));
      g_autofree char *kept = NULL;
      ck_assert (g_file_get_contents (path, &kept, NULL, NULL));
      ck_assert_str_eq (kept, spoilt[i]);
    }
  ck_assert (g_file_set_contents (path, sound, -1, NULL));
  ck_assert (try_to_publish (elsewhere, NULL));
}
END_TEST

/* Nor is the list of our files made anew, by which we know what we may write over. */
START_TEST (a_spoilt_list_of_files_is_refused)
{
  publish (TRUE, elsewhere, 0);
  g_autofree char *path = g_build_filename (station_folder, "feed-files.ini", NULL);
  g_autoptr (GHashTable) before = tree (elsewhere);
  g_autoptr (GError) error = NULL;
  ck_assert (g_file_set_contents (path, "no group\n", -1, NULL));
  ck_assert (!try_to_publish (elsewhere, &error));
  g_autoptr (GHashTable) after = tree (elsewhere);
  ck_assert (trees_equal (before, after));
}
END_TEST

/* A page has a plain name, that no feed could have. */
START_TEST (a_page_has_a_plain_name)
{
  static const char *const wrong[]
      = { "", ".hidden", "a.ics", "sub/page", "../page", "页", "a b", "a%2e" };
  static const char *const right[] = { "wall.html", "a-b_C.9", "ics" };
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GBytes) page = g_bytes_new_static ("<p>", 3);
  g_autofree char *longest = g_strnfill (100, 'x'), *longer = g_strnfill (101, 'x');
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      ck_assert_msg (!geng_publisher_add_page (publisher, wrong[i], page, &error), "%s", wrong[i]);
      ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
    }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    ck_assert (geng_publisher_add_page (publisher, right[i], page, NULL));
  ck_assert (geng_publisher_add_page (publisher, longest, page, NULL));
  ck_assert (!geng_publisher_add_page (publisher, longer, page, NULL));
}
END_TEST

START_TEST (what_makes_no_sense_is_refused)
{
  g_autoptr (GengStation) neighbour = village_new ("Asia/Shanghai", "zh_CN");
  g_autoptr (GengRoster) foreign = village_roster (neighbour, 2026, 12, 0);
  g_autoptr (GengRoster) roster = december (TRUE), again = december (FALSE);
  g_autoptr (GengStore) store = geng_store_open (station_folder, NULL);
  g_autoptr (GengStore) other = geng_store_open (station_folder, NULL);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
  g_autoptr (GDate) within = g_date_new_dmy (31, 12, 2026), after = g_date_new_dmy (1, 1, 2027);
  g_autoptr (GDate) before = g_date_new_dmy (30, 11, 2026);
  g_autoptr (GengRoster) overlapping = geng_roster_new (station, before, within, NULL);
  g_autoptr (GError) error = NULL;
  ck_assert (!geng_publisher_render (publisher, now, &error));
  assert_code (&error, GENG_ERROR_PERIOD);
  ck_assert (!geng_publisher_add_month (publisher, foreign, NULL, &error));
  assert_code (&error, GENG_ERROR_INVALID);
  ck_assert (geng_publisher_add_month (publisher, roster, NULL, &error));
  ck_assert (!geng_publisher_add_month (publisher, again, NULL, &error));
  assert_code (&error, GENG_ERROR_PERIOD);
  ck_assert (!geng_publisher_add_month (publisher, overlapping, NULL, &error));
  assert_code (&error, GENG_ERROR_PERIOD);
  ck_assert_ptr_null (geng_publisher_get_record (publisher, before));
  ck_assert_ptr_nonnull (geng_publisher_get_record (publisher, within));
  ck_assert_ptr_null (geng_publisher_get_record (publisher, after));
  ck_assert (!geng_publisher_prepare (publisher, store, "web", now, &error));
  assert_code (&error, GENG_ERROR_INVALID);
  ck_assert (geng_store_lock (other, NULL));
  ck_assert (!geng_publisher_prepare (publisher, store, elsewhere, now, &error));
  assert_code (&error, GENG_ERROR_LOCKED);
  geng_store_unlock (other);
  ck_assert (!geng_publisher_set_base_url (publisher, "ftp://example.org/", &error));
  assert_code (&error, GENG_ERROR_INVALID);
  ck_assert (geng_publisher_prepare (publisher, store, elsewhere, now, &error));
  commit (publisher);
}
END_TEST

/* Rules that a roster breaks are counted and the first is told; a captain may decide otherwise. */
START_TEST (a_roster_that_breaks_rules_is_refused)
{
  static const char *const texts[][2]
      = { { "limit", "duties per period ..0" }, { "run", "duties ..1" } };
  g_autoptr (GengRoster) roster = december (TRUE);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GengRule) rule = geng_rule_new (texts[i][0], texts[i][1]);
      geng_station_add_rule (station, rule);
    }
  ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
  ck_assert (!geng_publisher_render (publisher, now, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "hard rules; the first: "));
  assert_code (&error, GENG_ERROR_FAULTY);
  geng_publisher_set_allow_broken (publisher, TRUE);
  ck_assert (geng_publisher_render (publisher, now, &error));
}
END_TEST

/* An address is the folder's and the file's name; a phone's dialogue opens with webcal. */
START_TEST (addresses_are_the_folders)
{
  static const char *const base = "https://example.org/duty/";
  for (guint known = 0; known < 2; known++)
    {
      g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
      g_autoptr (GengRoster) roster = december (TRUE);
      g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
      g_autoptr (GPtrArray) feeds = NULL;
      ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
      ck_assert (geng_publisher_set_base_url (publisher, known ? base : NULL, NULL));
      ck_assert (geng_publisher_render (publisher, now, NULL));
      feeds = geng_publisher_list_feeds (publisher);
      ck_assert_uint_gt (feeds->len, 6);
      for (guint i = 0; i < feeds->len; i++)
        {
          GengFeedFile *feed = feeds->pdata[i];
          g_autofree char *url = g_strconcat (base, geng_feed_file_get_file (feed), NULL);
          g_autofree char *webcal = geng_feed_file_dup_webcal_url (feed);
          g_autofree char *page = geng_feed_file_dup_page_url (feed);
          ck_assert_int_eq (webcal != NULL, known);
          ck_assert_int_eq (page != NULL, known && geng_feed_file_get_page (feed) != NULL);
          ck_assert_int_eq (geng_feed_file_get_url (feed) != NULL, known);
          if (!known)
            continue;
          ck_assert_str_eq (geng_feed_file_get_url (feed), url);
          ck_assert_str_eq (webcal + strlen ("webcal"), url + strlen ("https"));
          ck_assert (page == NULL || g_str_has_prefix (page, base));
        }
    }
}
END_TEST

/* Where the captain says where, everything goes there, and a page is found by whose it is. */
START_TEST (the_captain_says_where)
{
  g_autoptr (GengStore) store = geng_store_open (station_folder, NULL);
  g_autofree char *keys = g_build_filename (station_folder, "feed-keys.ini", NULL);
  g_autoptr (GError) error = NULL;
  ck_assert_ptr_null (geng_publisher_dup_page_of (store, GENG_FEED_SCOPE_MEMBER, "m01", &error));
  assert_code (&error, GENG_ERROR_UNKNOWN);
  geng_station_set_feed_folder (station, elsewhere);
  publish (TRUE, NULL, 0);
  g_autoptr (GHashTable) there = tree (elsewhere);
  g_autofree char *page = geng_publisher_dup_page_of (store, GENG_FEED_SCOPE_MEMBER, "m01", &error);
  ck_assert_ptr_nonnull (page);
  ck_assert (g_hash_table_contains (there, page));
  ck_assert_ptr_null (geng_publisher_dup_page_of (store, GENG_FEED_SCOPE_MEMBER, "nobody", &error));
  assert_code (&error, GENG_ERROR_UNKNOWN);
  ck_assert (g_file_set_contents (keys, "", 0, NULL));
  ck_assert_ptr_null (geng_publisher_dup_page_of (store, GENG_FEED_SCOPE_MEMBER, "m01", &error));
  assert_code (&error, GENG_ERROR_INVALID);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("publish-refused");
  TCase *tcase = tcase_create ("publish-refused");
  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, spoilt_keys_are_refused);
  tcase_add_test (tcase, a_spoilt_list_of_files_is_refused);
  tcase_add_test (tcase, a_page_has_a_plain_name);
  tcase_add_test (tcase, what_makes_no_sense_is_refused);
  tcase_add_test (tcase, a_roster_that_breaks_rules_is_refused);
  tcase_add_test (tcase, addresses_are_the_folders);
  tcase_add_test (tcase, the_captain_says_where);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
