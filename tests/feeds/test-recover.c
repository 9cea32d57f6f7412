/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a feed that was published gives back when the record is lost, and what it does not. */
#include "../arrays.h"
#include "village.h"

#include "geng-calendar.h"
#include "geng-feed-keys.h"
#include "geng-feed-uid.h"

#include <check.h>
#include <string.h>

static struct
{
  GengStation *station;
  GengRoster *december;
  GengRecord *record;
  GengFeedKeys *keys;
} v;

static void
set_up (void)
{
  v.station = village_new ("Asia/Shanghai", "zh_CN");
  v.december = village_roster (v.station, 2026, 12, 0);
  v.record = geng_record_new ();
  v.keys = geng_feed_keys_parse (village_keys, NULL);
}

static void
tear_down (void)
{
  geng_feed_keys_free (v.keys);
  g_object_unref (v.record);
  g_object_unref (v.december);
  g_object_unref (v.station);
}

static GengPublisher *
publisher_new (GengRecord *record)
{
  GengPublisher *publisher = geng_publisher_new (v.station);
  ck_assert (geng_publisher_set_keys (publisher, village_keys, NULL));
  if (record != NULL)
    ck_assert (geng_publisher_add_month (publisher, v.december, record, NULL));
  return publisher;
}

/* The feed of m01, published at 12:00 UTC of 25 November 2026. */
static char *
publish (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
  g_autoptr (GengPublisher) publisher = publisher_new (v.record);
  g_autoptr (GPtrArray) feeds = NULL;
  ck_assert (geng_publisher_render (publisher, now, NULL));
  feeds = geng_publisher_list_feeds (publisher);
  for (guint i = 0; i < feeds->len; i++)
    {
      GengFeedFile *feed = g_ptr_array_index (feeds, i);
      gsize length;
      const char *bytes = g_bytes_get_data (geng_feed_file_get_content (feed), &length);
      if (geng_feed_file_get_scope (feed) == GENG_FEED_SCOPE_MEMBER
          && g_strcmp0 (geng_feed_file_get_id (feed), "m01") == 0)
        return g_strndup (bytes, length);
    }
  ck_abort_msg ("no feed of m01");
}

/* Without its seal, and with one of ours. */
static GBytes *
sealed (const char *text)
{
  const char *line = strstr (text, "X-GENG-SEAL:");
  g_autofree char *plain = line == NULL ? g_strdup (text)
                                        : g_strdup_printf ("%.*s%s", (int) (line - text), text,
                                                           strchr (line, '\n') + 1);
  g_autoptr (GBytes) content = g_bytes_new (plain, strlen (plain));
  return geng_calendar_seal (content, geng_feed_keys_get_secret (v.keys));
}

static const GengRevision *
recovered_header (const char *text)
{
  g_autoptr (GengPublisher) rescue = NULL;
  g_autoptr (GBytes) content = sealed (text);
  g_object_unref (v.record);
  v.record = geng_record_new ();
  rescue = publisher_new (v.record);
  ck_assert (geng_publisher_recover (rescue, content, NULL));
  return geng_record_lookup (v.record, "feed/member/m01");
}

/* Only a line of the header names the feed, and its date counts only for a file that looks as this
 * one did. */
START_TEST (feed_is_known_by_its_header)
{
  g_autofree char *text = publish ();
  const char *line = strstr (text, "X-GENG-FEED:");
  g_autofree char *without
      = g_strdup_printf ("%.*s%s", (int) (line - text), text, strchr (line, '\n') + 1);
  g_autofree char *id = geng_feed_uid_new (geng_feed_keys_get_secret (v.keys), "feed/member/m01");
  g_autofree char *inside = g_strdup_printf ("END:VTIMEZONE\r\nX-GENG-FEED:%s\r\n", id);
  g_auto (GStrv) parts = g_strsplit (without, "END:VTIMEZONE\r\n", 2);
  g_autofree char *moved = g_strjoinv (inside, parts);
  const GengRevision *known = recovered_header (text);
  ck_assert_ptr_nonnull (known);
  g_autofree char *digest = g_strdup (known->digest);
  ck_assert_ptr_null (recovered_header (without));
  ck_assert_ptr_null (recovered_header (moved));
  g_auto (GStrv) halves = g_strsplit (text, "SUMMARY:", 2);
  g_autofree char *changed = g_strjoinv ("SUMMARY:X", halves);
  ck_assert_str_ne (recovered_header (changed)->digest, digest);
}
END_TEST

/* Whoever has the address can change what he gives back to us: one number would leave no room. */
START_TEST (changed_feed_is_not_believed)
{
  static const char *const changes[][2]
      = { { "SEQUENCE:0", "SEQUENCE:2147483647" },
          { "LAST-MODIFIED:2026", "LAST-MODIFIED:9999" },
          { "SUMMARY:", "SUMMARY:X" },
          { "X-GENG-SEAL:", "X-GENG-SEEL:" },
          { "X-GENG-SEAL:", "X-GENG-SEAL:0" },
          { "END:VCALENDAR\r\n",
            "END:VCALENDAR\r\nX-GENG-SEAL:00000000000000000000000000000000\r\n" } };
  g_autofree char *text = publish ();
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (text, changes[i][0], 2);
      g_autofree char *changed = g_strjoinv (changes[i][1], parts);
      g_autoptr (GBytes) content = g_bytes_new (changed, strlen (changed));
      g_autoptr (GengRecord) record = geng_record_new ();
      g_autoptr (GengPublisher) rescue = publisher_new (record);
      g_autoptr (GPtrArray) revisions = NULL;
      g_autoptr (GError) error = NULL;
      ck_assert_str_ne (changed, text);
      ck_assert (!geng_publisher_recover (rescue, content, &error));
      ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
      revisions = geng_record_list (record);
      ck_assert_uint_eq (revisions->len, 0);
    }
}
END_TEST

START_TEST (recovery_needs_a_month)
{
  g_autoptr (GengPublisher) rescue = publisher_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = publish ();
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  ck_assert (!geng_publisher_recover (rescue, content, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_PERIOD));
}
END_TEST

/* The last number and the last second that a calendar can say are not passed. */
START_TEST (revisions_do_not_run_over)
{
  const char *key = "member/m01/2026-12-03";
  GengRevision last = { .key = (char *) key,
                        .sequence = G_MAXINT32,
                        .modified = G_GINT64_CONSTANT (253402300799),
                        .digest = (char *) "another" };
  g_free (publish ());
  geng_record_set (v.record, &last);
  g_autofree char *text = publish ();
  const GengRevision *known = geng_record_lookup (v.record, key);
  ck_assert_str_ne (known->digest, "another");
  ck_assert_uint_eq (known->sequence, G_MAXINT32);
  ck_assert_ptr_nonnull (strstr (text, "SEQUENCE:2147483647\r\n"));
  ck_assert_ptr_nonnull (strstr (text, "LAST-MODIFIED:99991231T235959Z\r\n"));
  last.sequence = G_MAXUINT;
  last.modified = G_MAXINT64;
  geng_record_set (v.record, &last);
  known = geng_record_lookup (v.record, key);
  ck_assert_uint_eq (known->sequence, G_MAXINT32);
  ck_assert_int_eq (known->modified, G_GINT64_CONSTANT (253402300799));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("recover");
  TCase *tcase = tcase_create ("recover");
  SRunner *runner;
  int failed;

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, feed_is_known_by_its_header);
  tcase_add_test (tcase, changed_feed_is_not_believed);
  tcase_add_test (tcase, recovery_needs_a_month);
  tcase_add_test (tcase, revisions_do_not_run_over);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
