/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Planners side by side, and one that nobody holds while it works. */
#include "station.h"

#include <check.h>

static GengPlanner *
planner_new (GengStation *station)
{
  GDate first = test_date (1), last = test_date (14);
  GengPlanner *planner = geng_planner_new (station, &first, &last);

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

  ck_assert_uint_eq (geng_roster_get_duties (roster)->len, 2 * 14);
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
  ck_assert_uint_eq (geng_roster_get_duties (geng_plan_get_roster (made))->len, 2 * 14);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("threads");
  TCase *tcase = tcase_create ("threads");

  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, two_at_once_give_what_one_gives);
  tcase_add_test (tcase, a_planner_let_go_while_it_works);
  suite_add_tcase (suite, tcase);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
