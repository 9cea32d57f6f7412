/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-judge-private.h"
#include "geng-judgement-private.h"
#include "sample.h"

/* A judge who reads something else than the solver counted: an error, and no roster.  The linker
 * puts this judge in the place of the real one. */

GengJudgement *__real_geng_judge_clauses (const GengScene *scene, GPtrArray *clauses);
GengJudgement *__wrap_geng_judge_clauses (const GengScene *scene, GPtrArray *clauses);

static GengScore off;

GengJudgement *
__wrap_geng_judge_clauses (const GengScene *scene, GPtrArray *clauses)
{
  g_autoptr (GengJudgement) judgement = __real_geng_judge_clauses (scene, clauses);
  GengScore score = *geng_judgement_get_score (judgement);

  score.broken += off.broken;
  score.gaps += off.gaps;
  score.cost += off.cost;
  return geng_judgement_make (&score, g_ptr_array_new_with_free_func (g_object_unref),
                              g_ptr_array_new_with_free_func (g_object_unref));
}

static GengPlan *
plan (GError **error)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate first = sample_date (2027, 8, 2), last = sample_date (2027, 8, 5);
  g_autoptr (GengPlanner) planner = NULL;

  sample_add_demand (station, "patrol", "village", "night");
  planner = geng_planner_new (station, &first, &last, NULL);
  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  return geng_planner_plan (planner, NULL, error);
}

static void
check_off (gint64 broken, gint64 gaps, gint64 cost)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) made = NULL;

  off = (GengScore){ .broken = broken, .gaps = gaps, .cost = cost };
  made = plan (&error);
  ck_assert_ptr_null (made);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DISAGREEMENT));
}

START_TEST (they_agree)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) made = NULL;

  off = (GengScore){ 0 };
  made = plan (&error);
  ck_assert_ptr_nonnull (made);
  ck_assert_ptr_null (error);
}
END_TEST

START_TEST (a_disagreement_is_no_roster)
{
  check_off (1, 0, 0);
  check_off (0, 1, 0);
  check_off (0, -1, 0);
  check_off (0, 0, 1);
  check_off (0, 0, -1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("disagreement");
  TCase *tcase = tcase_create ("disagreement");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, they_agree);
  tcase_add_test (tcase, a_disagreement_is_no_roster);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
