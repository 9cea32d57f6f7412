/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The calendar of one month, beside its feed. */
#include "../arrays.h"
#include "village.h"

#include <check.h>
#include <string.h>

static GengStation *station;
static GengRoster *rosters[2]; /* December and January */
static GengRecord *records[2];
static GengPublisher *publisher;

static void
set_up (void)
{
  station = village_new ("Asia/Shanghai", "zh_CN");
  rosters[0] = village_roster (station, 2026, 12, 0);
  rosters[1] = village_roster (station, 2027, 1, 0);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    records[i] = geng_record_new ();
}

static void
tear_down (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_clear_object (&rosters[i]);
      g_clear_object (&records[i]);
    }
  g_clear_object (&publisher);
  g_clear_object (&station);
}

/* At noon of 25 November 2026 and @hours later. */
static void
publish (int hours)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
  g_autoptr (GDateTime) now = g_date_time_add_hours (start, hours);
  g_clear_object (&publisher);
  publisher = geng_publisher_new (station);
  ck_assert (geng_publisher_set_keys (publisher, village_keys, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    ck_assert (geng_publisher_add_month (publisher, rosters[i], records[i], NULL));
  ck_assert (geng_publisher_render (publisher, now, NULL));
}

static char *
text_of (GengFeedFile *feed)
{
  gsize length;
  const char *bytes = g_bytes_get_data (geng_feed_file_get_content (feed), &length);
  return g_strndup (bytes, length);
}

/* Moves the month's events out of @rest, which has the feed's; each must be there as it is. */
static void
take_month (GengFeedFile *feed, GengFeedFile *month, GHashTable *rest)
{
  g_autofree char *text = text_of (month);
  g_autoptr (GHashTable) events = village_events (text);
  const char *file = geng_feed_file_get_file (month), *whole = geng_feed_file_get_file (feed);
  GHashTableIter iter;
  gpointer uid, event;
  ck_assert_uint_eq (geng_feed_file_get_n_events (month), g_hash_table_size (events));
  ck_assert_uint_gt (g_hash_table_size (events), 0);
  ck_assert_ptr_null (geng_feed_file_get_page (month));
  ck_assert_ptr_null (geng_feed_file_dup_page_file (month));
  ck_assert_int_eq (strncmp (file, whole, strlen (whole) - strlen (".ics")), 0);
  ck_assert_ptr_null (strstr (text, "REFRESH-INTERVAL"));
  ck_assert_ptr_null (strstr (text, "X-GENG-"));
  ck_assert (g_strstr_len (g_bytes_get_data (geng_feed_file_get_page (feed), NULL),
                           (gssize) g_bytes_get_size (geng_feed_file_get_page (feed)), file)
             != NULL);
  g_hash_table_iter_init (&iter, events);
  while (g_hash_table_iter_next (&iter, &uid, &event))
    {
      ck_assert_str_eq (g_hash_table_lookup (rest, uid), event);
      g_hash_table_remove (rest, uid);
    }
}

/* Every duty of a feed is in the file of one month, to the byte. */
START_TEST (months_say_what_their_feed_says)
{
  village_assign (rosters[0], "m01", 31, "standby", "desk");
  publish (0);
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (publisher);
  for (guint i = 0; i < feeds->len; i++)
    {
      GengFeedFile *feed = g_ptr_array_index (feeds, i);
      g_autoptr (GPtrArray) months = geng_feed_file_list_months (feed);
      g_autofree char *text = text_of (feed);
      g_autoptr (GHashTable) rest = village_events (text);
      ck_assert_uint_eq (months->len, 2);
      for (guint j = 0; j < months->len; j++)
        take_month (feed, g_ptr_array_index (months, j), rest);
      ck_assert_uint_eq (g_hash_table_size (rest), 0);
    }
  g_autoptr (GPtrArray) own = geng_feed_file_list_months (g_ptr_array_index (feeds, 0));
  g_autofree char *december = text_of (g_ptr_array_index (own, 0));
  ck_assert_str_eq (geng_feed_file_get_file (g_ptr_array_index (own, 0)),
                    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2-2026-12.ics");
  ck_assert_ptr_nonnull (strstr (december, "X-WR-CALNAME:石大山的勤务 2026年12月\r\n"));
  /* The dawn that ends December's last duty day is December's. */
  ck_assert_ptr_nonnull (strstr (december, "DTSTART;TZID=Asia/Shanghai:20270101T040000\r\n"));
}
END_TEST

/* Who had the address has a notice, and no month any more. */
START_TEST (months_go_with_the_address)
{
  publish (0);
  ck_assert (geng_publisher_revoke (publisher, GENG_FEED_SCOPE_MEMBER, "m01", NULL));
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (publisher);
  GengFeedFile *fresh = g_ptr_array_index (feeds, 0);
  ck_assert_uint_eq (n_of (geng_feed_file_list_months (g_ptr_array_index (feeds, feeds->len - 1))),
                     0);
  g_autoptr (GPtrArray) months = geng_feed_file_list_months (fresh);
  ck_assert_uint_eq (months->len, 2);
  ck_assert_ptr_null (strstr (geng_feed_file_get_file (g_ptr_array_index (months, 0)), "aaaa"));
  for (int day = 1; day <= 31; day++)
    village_assign (rosters[0], "m01", day, NULL, NULL);
  publish (1);
  g_ptr_array_unref (feeds);
  feeds = geng_publisher_list_feeds (publisher);
  ck_assert_uint_eq (n_of (geng_feed_file_list_months (g_ptr_array_index (feeds, 0))), 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("months");
  TCase *tcase = tcase_create ("months");
  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, months_say_what_their_feed_says);
  tcase_add_test (tcase, months_go_with_the_address);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
