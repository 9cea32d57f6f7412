/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <geng-office/geng-office.h>
#include <string.h>

#include "../arrays.h"
#include "geng-random.h"
#include "random-station.h"

/* What is published is read back: on random stations, also around a change of the clock, a member's
 * feed covers the moments of the member's duties and no others. */

#ifdef __SANITIZE_ADDRESS__
#define N_STATIONS 30
#else
#define N_STATIONS 150
#endif
/* Minutes between the moments that are looked at; all times of the stations are on half hours. */
#define STEP 30

static GPtrArray *
publish (RandomCase *random_case, GengRoster *roster)
{
  g_autoptr (GengPublisher) publisher = geng_publisher_new (random_case->station);
  g_autoptr (GDateTime) now = geng_station_instant (random_case->station, &random_case->first, 0);
  g_autoptr (GError) error = NULL;

  geng_publisher_set_allow_broken (publisher, TRUE);
  ck_assert_msg (geng_publisher_add_month (publisher, roster, NULL, &error)
                     && geng_publisher_render (publisher, now, &error),
                 "%s", error != NULL ? error->message : "");
  return geng_publisher_list_feeds (publisher);
}

static GPtrArray *
read_back (RandomCase *random_case, GengMember *member, GengFeedFile *feed)
{
  g_autoptr (GDate) first = g_date_copy (&random_case->first), last = g_date_copy (first);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengImport) got = NULL;
  g_autoptr (GPtrArray) skipped = NULL;

  g_date_subtract_days (first, 40);
  g_date_add_days (last, 40);
  got = geng_import_requests (random_case->station, member, GENG_REQUEST_KIND_LEAVE,
                              geng_feed_file_get_content (feed), "feed.ics", first, last, &error);
  ck_assert_msg (got != NULL, "%s", error != NULL ? error->message : "");
  skipped = geng_import_list_skipped (got);
  for (guint i = 0; i < skipped->len; i++)
    {
      const GengFault *fault = g_ptr_array_index (skipped, i);

      ck_assert_msg (strstr (fault->message, "TRANSP") != NULL, "%u: %s", fault->line,
                     fault->message);
    }
  return geng_import_list_requests (got);
}

static gboolean
is_requested (GPtrArray *requests, GDateTime *local)
{
  int minute = g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  for (guint i = 0; i < requests->len; i++)
    {
      GengRequest *request = g_ptr_array_index (requests, i);

      if (g_date_compare (geng_request_get_first (request), &date) <= 0
          && g_date_compare (&date, geng_request_get_last (request)) <= 0
          && (!geng_request_get_timed (request)
              || (geng_request_get_start_minute (request) <= minute
                  && minute < geng_request_get_end_minute (request))))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_served (GPtrArray *duties, GengMember *member, GengStation *station, GDateTime *moment)
{
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      g_autoptr (GDateTime) start = NULL, end = NULL;

      /* a leader on call and a reserve are free, and their events leave their time free */
      if (geng_duty_get_member (duty) != member || !geng_station_is_at_work (station, duty))
        continue;
      start = geng_duty_get_start (duty, station);
      end = geng_duty_get_end (duty, station);
      if (g_date_time_compare (start, moment) <= 0 && g_date_time_compare (moment, end) < 0)
        return TRUE;
    }
  return FALSE;
}

/* A wall clock that shows an hour twice cannot say which of the two is meant. */
static gboolean
comes_twice (GDateTime *local)
{
  g_autoptr (GDateTime) before = g_date_time_add_hours (local, -1);
  g_autoptr (GDateTime) after = g_date_time_add_hours (local, 1);

  return g_date_time_get_hour (before) == g_date_time_get_hour (local)
         || g_date_time_get_hour (after) == g_date_time_get_hour (local);
}

static guint
check_member (RandomCase *random_case, GengRoster *roster, GengFeedFile *feed, guint64 seed)
{
  GengMember *member
      = geng_station_lookup_member (random_case->station, geng_feed_file_get_id (feed));
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);
  g_autoptr (GPtrArray) requests = read_back (random_case, member, feed);
  g_autoptr (GDateTime) moment
      = geng_station_instant (random_case->station, &random_case->first, STEP / 2);
  g_autoptr (GDateTime) end
      = geng_station_instant (random_case->station, &random_case->last, 3 * GENG_DAY_MINUTES);
  guint n_served = 0;

  if (geng_feed_file_get_n_events (feed) == 0)
    g_ptr_array_set_size (requests, 0); /* the notice, a whole day */
  while (g_date_time_compare (moment, end) < 0)
    {
      gboolean served = is_served (duties, member, random_case->station, moment);
      GDateTime *next = g_date_time_add_minutes (moment, STEP);
      g_autofree char *text = g_date_time_format_iso8601 (moment);

      ck_assert_msg (comes_twice (moment) || served == is_requested (requests, moment),
                     "seed %d, %s, %s: %s", (int) seed, geng_feed_file_get_id (feed), text,
                     served ? "a duty that the feed has not" : "no duty, and the feed has one");
      n_served += served;
      g_date_time_unref (moment);
      moment = next;
    }
  return n_served;
}

START_TEST (test_what_is_published_is_read)
{
  guint n_served = 0;

  for (guint64 seed = 0; seed < N_STATIONS; seed++)
    {
      g_autoptr (RandomCase) random_case = random_case_new (seed);
      g_autoptr (GengRoster) roster = NULL;
      g_autoptr (GPtrArray) feeds = NULL;
      GengRandom random;

      geng_random_init (&random, seed, 7);
      roster = random_roster (random_case, &random, 0.5);
      feeds = publish (random_case, roster);
      for (guint i = 0; i < feeds->len; i++)
        if (geng_feed_file_get_scope (feeds->pdata[i]) == GENG_FEED_SCOPE_MEMBER)
          n_served += check_member (random_case, roster, feeds->pdata[i], seed);
    }
  ck_assert_uint_gt (n_served, 100 * N_STATIONS);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("ics-round-trip");
  TCase *tcase = tcase_create ("ics-round-trip");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 250);
  tcase_add_test (tcase, test_what_is_published_is_read);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
