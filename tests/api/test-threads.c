/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Planners side by side, and one that nobody holds while it works. What runs in threads ran once
 * before, alone: for the answer to expect, and so that all types are known to GLib, whose locks
 * ThreadSanitizer does not see.
 */
#include "station.h"

#include <check.h>

static GengPlanner *
planner_new (GengStation *station)
{
  GDate first = test_date (1), last = test_date (14);
  GengPlanner *planner = geng_planner_new (station, &first, &last, NULL);

  geng_planner_set_effort_limit (planner, 2000000);
  return planner;
}

static gpointer
plan (gpointer planner)
{
  g_autoptr (GError) error = NULL;
  GengPlan *made = geng_planner_plan (planner, NULL, &error);

  g_assert_no_error (error);
  return made;
}

START_TEST (two_at_once_give_what_one_gives)
{
  g_autoptr (GengStation) station = test_station_new (6);
  g_autoptr (GengPlanner) alone = planner_new (station);
  g_autoptr (GengPlanner) one = planner_new (station);
  g_autoptr (GengPlanner) two = planner_new (station);
  g_autoptr (GengPlan) expected = plan (alone);
  GThread *first = g_thread_new ("first", plan, one);
  GThread *second = g_thread_new ("second", plan, two);
  g_autoptr (GengPlan) of_one = g_thread_join (first);
  g_autoptr (GengPlan) of_two = g_thread_join (second);
  GengRoster *roster = geng_plan_get_roster (expected);

  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (roster)), 2 * 14);
  ck_assert_uint_eq (geng_roster_count_changes (geng_plan_get_roster (of_one), roster), 0);
  ck_assert_uint_eq (geng_roster_count_changes (geng_plan_get_roster (of_two), roster), 0);
}
END_TEST

static void
on_planned (GObject *planner, GAsyncResult *result, gpointer user_data)
{
  GengPlan **made = user_data;

  *made = geng_planner_plan_finish (GENG_PLANNER (planner), result, NULL);
}

START_TEST (a_planner_let_go_while_it_works)
{
  g_autoptr (GengStation) station = test_station_new (6);
  GengPlanner *planner = planner_new (station);
  g_autoptr (GengPlan) made = NULL;

  geng_planner_plan_async (planner, NULL, on_planned, &made);
  g_object_unref (planner);
  while (made == NULL)
    g_main_context_iteration (NULL, TRUE);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (geng_plan_get_roster (made))), 2 * 14);
}
END_TEST

/* All that a program does with a station of its own, ending with the feed that everybody reads. */
static gpointer
do_the_whole_job (gpointer data)
{
  g_autoptr (GengStation) station = test_station_new (6);
  g_autoptr (GengPlanner) planner = planner_new (station);
  g_autoptr (GengPlan) made = plan (planner);
  GengRoster *roster = geng_plan_get_roster (made);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 8, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) feeds = NULL;

  geng_kit_assign (roster, NULL, &error);
  g_assert_no_error (error);
  geng_publisher_set_keys (publisher, data, &error);
  g_assert_no_error (error);
  geng_publisher_add_month (publisher, roster, NULL, &error);
  g_assert_no_error (error);
  geng_publisher_render (publisher, now, &error);
  g_assert_no_error (error);
  feeds = geng_publisher_list_feeds (publisher);
  for (guint i = 0; i < feeds->len; i++)
    if (geng_feed_file_get_scope (feeds->pdata[i]) == GENG_FEED_SCOPE_STATION)
      return g_bytes_ref (geng_feed_file_get_content (feeds->pdata[i]));
  return NULL;
}

START_TEST (the_whole_job_side_by_side)
{
  g_autoptr (GengStation) station = test_station_new (1);
  g_autoptr (GengPublisher) any = geng_publisher_new (station);
  g_autofree char *keys = geng_publisher_dup_keys (any);
  g_autoptr (GBytes) expected = do_the_whole_job (keys);
  GThread *first = g_thread_new ("first", do_the_whole_job, keys);
  GThread *second = g_thread_new ("second", do_the_whole_job, keys);
  g_autoptr (GBytes) of_first = g_thread_join (first);
  g_autoptr (GBytes) of_second = g_thread_join (second);

  ck_assert_ptr_nonnull (expected);
  ck_assert (g_bytes_equal (of_first, expected));
  ck_assert (g_bytes_equal (of_second, expected));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("threads");
  TCase *side_by_side = tcase_create ("side-by-side");
  TCase *let_go = tcase_create ("let-go");

  tcase_set_timeout (side_by_side, 60);
  tcase_add_test (side_by_side, two_at_once_give_what_one_gives);
  tcase_add_test (side_by_side, the_whole_job_side_by_side);
  suite_add_tcase (suite, side_by_side);
  tcase_set_timeout (let_go, 60);
  tcase_add_test (let_go, a_planner_let_go_while_it_works);
  suite_add_tcase (suite, let_go);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
