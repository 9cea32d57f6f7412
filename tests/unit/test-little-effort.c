/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "../oracle/planted.h"
#include "village.h"

#define N_CROWD 41
#define N_PAIRS 90
#ifdef __SANITIZE_ADDRESS__
#define N_CROWDS 2
#else
#define N_CROWDS 6
/* Of the planted orders one that the search for a line does not come upon. */
#define HIDDEN 14
#endif

/* How many of the efforts find a roster. */
static guint
count_found (Village *village)
{
  static const guint64 efforts[] = { 1, 1000, 100000, 1000000, EFFORT };
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (efforts); i++)
    {
      g_autoptr (GengPlanner) planner = make_planner (village);
      g_autoptr (GengPlan) plan = NULL;
      g_autoptr (GError) error = NULL;

      geng_planner_set_effort_limit (planner, efforts[i]);
      plan = geng_planner_plan (planner, NULL, &error);
      if (plan == NULL)
        ck_assert_msg (g_error_matches (error, GENG_ERROR, GENG_ERROR_NO_ROSTER), "%d: %s",
                       (int) efforts[i], error->message);
      else
        ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->broken, 0);
      found += plan != NULL;
    }
  ck_assert_uint_lt (found, G_N_ELEMENTS (efforts));
  return found;
}

/* Rosters exist, so nothing that is said may deny it, however little effort there is.  With the
 * least of it none is found; and with the most there is one of nearly every crowd, for who never
 * finds any has not been starved. */
START_TEST (test_little_effort_is_no_proof)
{
  guint n_planned = 0;

  for (guint32 seed = 0; seed < N_CROWDS; seed++)
    {
      Village village;

      crowd_init (&village, N_CROWD, N_PAIRS, seed);
      n_planned += count_found (&village) > 0;
      village_clear (&village);
    }
  ck_assert_uint_ge (n_planned, N_CROWDS - 1);
}
END_TEST

#ifndef __SANITIZE_ADDRESS__
/* Whoever has a line that nobody comes upon is left out, and it is not said that he has none. */
START_TEST (test_a_line_that_is_not_found)
{
  Planted planted;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GError) error = NULL;

  planted_order_init (&planted, HIDDEN);
  planner = geng_planner_new (planted.station, &planted.first, &planted.last, NULL);
  geng_planner_set_effort_limit (planner, 1);
  plan = geng_planner_plan (planner, NULL, &error);
  g_assert_no_error (error);
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  ck_assert_uint_eq (aside->len, 1);
  ck_assert (!geng_set_aside_get_proven (aside->pdata[0]));
  ck_assert (!geng_plan_get_optimal (plan));
  g_object_unref (planted.station);
}
END_TEST
#endif

int
main (void)
{
  Suite *suite = suite_create ("little-effort");
  TCase *tcase = tcase_create ("little-effort");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 120);
  tcase_add_test (tcase, test_little_effort_is_no_proof);
#ifndef __SANITIZE_ADDRESS__ /* long enough without */
  tcase_add_test (tcase, test_a_line_that_is_not_found);
#endif
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
