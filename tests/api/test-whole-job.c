/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "../arrays.h"
#include "station.h"

/* The whole job by calls, without any file: what a program does that keeps its own data. */

#define N_DAYS 7

static GengPlanner *
planner_for (GengStation *station)
{
  GDate first = test_date (1), last = test_date (N_DAYS);
  GengPlanner *planner = geng_planner_new (station, &first, &last, NULL);

  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  return planner;
}

static GengRoster *
plan (GengStation *station, GengRoster *base)
{
  g_autoptr (GengPlanner) planner = planner_for (station);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) made = NULL;

  geng_planner_set_base (planner, base);
  made = geng_planner_plan (planner, NULL, &error);
  g_assert_no_error (error);
  return g_object_ref (geng_plan_get_roster (made));
}

static guint
count_gaps (GengRoster *roster)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengJudgement) judgement = geng_judge (roster, NULL, &error);

  g_assert_no_error (error);
  ck_assert_int_eq (geng_judgement_get_score (judgement)->broken, 0);
  ck_assert_int_eq (geng_judgement_get_score (judgement)->gaps,
                    n_of (geng_judgement_list_gaps (judgement)));
  return n_of (geng_judgement_list_gaps (judgement));
}

START_TEST (a_week_is_planned_and_judged)
{
  g_autoptr (GengStation) station = test_station_new (4);
  g_autoptr (GengRoster) roster = plan (station, NULL);
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);

  ck_assert_uint_eq (count_gaps (roster), 0);
  ck_assert_uint_eq (duties->len, 2 * N_DAYS);
  ck_assert (geng_roster_remove (roster, duties->pdata[3]));
  ck_assert_uint_eq (count_gaps (roster), 1);
}
END_TEST

/* Somebody else takes over a night, for good: the next plan keeps it. */
START_TEST (a_duty_is_changed_and_pinned)
{
  g_autoptr (GengStation) station = test_station_new (4);
  g_autoptr (GengRoster) roster = plan (station, NULL);
  g_autoptr (GengRoster) again = NULL;
  GDate date = test_date (4);
  GengMember *taker = NULL;
  GengDuty *duty;

  for (guint i = 1; i <= 4 && taker == NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i);
      GengMember *member = geng_station_lookup_member (station, id);

      if (geng_roster_lookup (roster, member, &date) == NULL)
        taker = member;
    }
  duty = geng_roster_assign (roster, taker, &date, geng_station_lookup_shift (station, "night"),
                             geng_station_lookup_post (station, "gate"), NULL);
  ck_assert_ptr_nonnull (duty);
  geng_duty_set_pinned (duty, TRUE);
  again = plan (station, roster);
  duty = geng_roster_lookup (again, taker, &date);
  ck_assert_ptr_nonnull (duty);
  ck_assert_str_eq (geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))), "night");
  ck_assert (geng_duty_get_pinned (duty));
  ck_assert_uint_eq (count_gaps (again), 0);
}
END_TEST

START_TEST (everybody_gets_a_radio)
{
  g_autoptr (GengStation) station = test_station_new (4);
  g_autoptr (GengRoster) roster = plan (station, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duties = NULL;

  ck_assert (geng_kit_assign (roster, NULL, &error));
  g_assert_no_error (error);
  duties = geng_roster_list_duties (roster);
  for (guint i = 0; i < duties->len; i++)
    ck_assert_uint_eq (n_of (geng_duty_list_items (duties->pdata[i])), 1);
}
END_TEST

/* At 02:00 of the 3rd it is the night shift of the 2nd that serves. */
START_TEST (who_is_on_duty)
{
  g_autoptr (GengStation) station = test_station_new (4);
  g_autoptr (GengRoster) roster = plan (station, NULL);
  g_autoptr (GDateTime) night = g_date_time_new_from_iso8601 ("2026-12-03T02:00:00+08", NULL);
  g_autoptr (GPtrArray) duties = geng_roster_on_duty_at (roster, night);
  GDate date = test_date (2);

  ck_assert_uint_eq (duties->len, 1);
  ck_assert_int_eq (g_date_compare (geng_duty_get_date (duties->pdata[0]), &date), 0);
  ck_assert_str_eq (geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duties->pdata[0]))),
                    "night");
}
END_TEST

/* How many events the feed of the whole station has */
static guint
count_events (GPtrArray *feeds)
{
  for (guint i = 0; i < feeds->len; i++)
    if (geng_feed_file_get_scope (feeds->pdata[i]) == GENG_FEED_SCOPE_STATION)
      {
        gsize size;
        const char *data = g_bytes_get_data (geng_feed_file_get_content (feeds->pdata[i]), &size);

        ck_assert_int_eq (strncmp (data, "BEGIN:VCALENDAR\r\n", 17), 0);
        return geng_feed_file_get_n_events (feeds->pdata[i]);
      }
  return 0;
}

START_TEST (feeds_are_made_in_memory)
{
  g_autoptr (GengStation) station = test_station_new (4);
  g_autoptr (GengRoster) roster = plan (station, NULL);
  g_autoptr (GengRecord) record = geng_record_new ();
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 8, 0, 0);
  g_autoptr (GPtrArray) feeds = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert (geng_publisher_add_month (publisher, roster, record, &error));
  ck_assert (geng_publisher_render (publisher, now, &error));
  g_assert_no_error (error);
  feeds = geng_publisher_list_feeds (publisher);
  ck_assert_uint_eq (count_events (feeds), 2 * N_DAYS);
}
END_TEST

typedef struct
{
  GMainLoop *loop;
  GCancellable *cancellable;
  GengPlan *plan;
  guint n_progress;
} Job;

static void
on_planned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;

  job->plan = geng_planner_plan_finish (GENG_PLANNER (source), result, NULL);
  g_main_loop_quit (job->loop);
}

static void
cancel_at_first_roster (GengPlanner *planner, GengProgress *progress, Job *job)
{
  job->n_progress++;
  if (geng_progress_get_gaps (progress) >= 0)
    g_cancellable_cancel (job->cancellable);
}

/* Eleven people share fourteen duties a week where each wants two: nobody proves in a blink who is
 * to go without. */
static GengPlanner *
hard_planner (GengStation *station)
{
  GengContract *contract = geng_station_lookup_contract (station, "full");
  GDate first = test_date (1), last = test_date (31);

  geng_contract_set_rule (contract, "limit", "duties per week 2..2 soft 7");
  geng_contract_set_rule (contract, "run", "off 3..4 soft 5");
  geng_contract_set_rule (contract, "fair-share", "nights 20");
  return geng_planner_new (station, &first, &last, NULL);
}

/* Work without an end stops when it is cancelled; the roster that it had is judged, handed over. */
START_TEST (cancelling_while_it_works)
{
  g_autoptr (GengStation) station = test_station_new (11);
  g_autoptr (GengPlanner) planner = hard_planner (station);
  Job job = { g_main_loop_new (NULL, FALSE), g_cancellable_new (), NULL, 0 };

  geng_planner_set_effort_limit (planner, G_MAXINT64);
  g_signal_connect (planner, "progress", G_CALLBACK (cancel_at_first_roster), &job);
  geng_planner_plan_async (planner, job.cancellable, on_planned, &job);
  g_main_loop_run (job.loop);
  ck_assert_ptr_nonnull (job.plan);
  ck_assert (geng_plan_get_truncated (job.plan));
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (job.plan))->broken, 0);
  ck_assert_uint_gt (job.n_progress, 0);
  g_object_unref (job.plan);
  g_object_unref (job.cancellable);
  g_main_loop_unref (job.loop);
}
END_TEST

START_TEST (the_library_is_of_the_headers)
{
  ck_assert (geng_check_version (GENG_MAJOR_VERSION, GENG_MINOR_VERSION, GENG_MICRO_VERSION));
  ck_assert (!geng_check_version (GENG_MAJOR_VERSION, GENG_MINOR_VERSION, GENG_MICRO_VERSION + 1));
  ck_assert (!geng_check_version (GENG_MAJOR_VERSION, GENG_MINOR_VERSION + 1, 0));
  ck_assert (!geng_check_version (GENG_MAJOR_VERSION + 1, 0, 0));
  ck_assert (!geng_check_version (GENG_MAJOR_VERSION - 1, 9, 0));
  ck_assert_uint_eq (geng_get_major_version (), GENG_MAJOR_VERSION);
  ck_assert_uint_eq (geng_get_minor_version (), GENG_MINOR_VERSION);
  ck_assert_uint_eq (geng_get_micro_version (), GENG_MICRO_VERSION);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("whole-job");
  TCase *tcase = tcase_create ("whole-job");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, the_library_is_of_the_headers);
  tcase_add_test (tcase, a_week_is_planned_and_judged);
  tcase_add_test (tcase, a_duty_is_changed_and_pinned);
  tcase_add_test (tcase, everybody_gets_a_radio);
  tcase_add_test (tcase, who_is_on_duty);
  tcase_add_test (tcase, feeds_are_made_in_memory);
  tcase_add_test (tcase, cancelling_while_it_works);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
