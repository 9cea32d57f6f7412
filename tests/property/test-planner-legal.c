/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-random.h"
#include "random-station.h"

/* On stations with every rule the planner comes back with a legal roster, or with a proof that
 * there is none; and what it says with hardly any effort, a better roster never contradicts. */

#ifdef __SANITIZE_ADDRESS__
#define N_STATIONS 40
#else
#define N_STATIONS 120
#endif
#define EFFORT 6000000
static const guint64 starved_efforts[] = { 1, 40000 };

static GengPlan *
plan (RandomCase *random_case, guint64 effort, GError **error)
{
  g_autoptr (GengPlanner) planner
      = geng_planner_new (random_case->station, &random_case->first, &random_case->last, NULL);

  geng_planner_set_effort_limit (planner, effort);
  geng_planner_set_history (planner, random_case->history);
  geng_planner_set_base (planner, random_case->base);
  return geng_planner_plan (planner, NULL, error);
}

static void
check_plan (GengPlan *answer, RandomCase *random_case, guint64 seed)
{
  g_autoptr (GengJudgement) judgement = geng_judgement_new (
      geng_plan_get_roster (answer), random_case->history, random_case->base, NULL);
  const GengScore *score = geng_judgement_get_score (judgement);

  ck_assert_msg (score->broken == 0, "seed %d: %d broken", (int) seed, (int) score->broken);
  ck_assert_int_le (geng_plan_get_bound_gaps (answer), score->gaps);
  ck_assert_msg (geng_plan_get_bound_cost (answer) <= score->cost, "seed %d", (int) seed);
}

static gboolean
is_better (const GengScore *a, const GengScore *b)
{
  return a->gaps < b->gaps || (a->gaps == b->gaps && a->cost < b->cost);
}

/* No bound is above what the other's roster reaches, and nothing that is called best is beaten. */
static void
check_claims (GengPlan *of, GengPlan *by, guint64 seed)
{
  const GengScore *reached = geng_judgement_get_score (geng_plan_get_judgement (by));
  const GengScore *own = geng_judgement_get_score (geng_plan_get_judgement (of));

  ck_assert_msg (geng_plan_get_bound_gaps (of) <= reached->gaps, "seed %d: bound on gaps",
                 (int) seed);
  if (own->gaps == reached->gaps)
    ck_assert_msg (geng_plan_get_bound_cost (of) <= reached->cost, "seed %d: bound on cost",
                   (int) seed);
  if (geng_plan_get_optimal (of))
    ck_assert_msg (!is_better (reached, own), "seed %d: not the best", (int) seed);
}

/* @answer: (nullable): where it is proven that there is none */
static void
check_starved (RandomCase *random_case, GengPlan *answer, guint64 seed)
{
  for (guint i = 0; i < G_N_ELEMENTS (starved_efforts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GengPlan) starved = plan (random_case, starved_efforts[i], &error);

      if (starved == NULL && answer != NULL)
        ck_assert_msg (!g_error_matches (error, GENG_ERROR, GENG_ERROR_CONTRADICTION),
                       "seed %d: %s", (int) seed, error->message);
      if (starved == NULL)
        continue;
      ck_assert_msg (answer != NULL, "seed %d: there is a roster", (int) seed);
      check_plan (starved, random_case, seed);
      check_claims (starved, answer, seed);
      check_claims (answer, starved, seed);
    }
}

/* (nullable) */
static GengPlan *
repair (RandomCase *random_case, GengRoster *official, GDateTime *now, guint64 effort)
{
  g_autoptr (GengPlanner) planner
      = geng_planner_new (random_case->station, &random_case->first, &random_case->last, NULL);

  geng_planner_set_effort_limit (planner, effort);
  geng_planner_set_history (planner, random_case->history);
  geng_planner_set_base (planner, official);
  geng_planner_set_change_from (planner, now);
  return geng_planner_plan (planner, NULL, NULL);
}

/* What is said of the fewest changes holds for the other's roster where it has no more gaps. */
static void
check_changes (GengPlan *of, GengPlan *by, guint64 seed)
{
  const GengScore *reached = geng_judgement_get_score (geng_plan_get_judgement (by));
  const GengScore *own = geng_judgement_get_score (geng_plan_get_judgement (of));

  ck_assert_msg (geng_plan_get_bound_gaps (of) <= reached->gaps, "seed %d: bound on gaps",
                 (int) seed);
  if (reached->gaps == own->gaps)
    ck_assert_msg (geng_plan_get_bound_changes (of) <= geng_plan_get_changes (by),
                   "seed %d: %d changes at least, and %d do", (int) seed,
                   (int) geng_plan_get_bound_changes (of), (int) geng_plan_get_changes (by));
}

/* From the middle on somebody has leave. */
static void
check_repair (RandomCase *random_case, GengPlan *answer, guint64 seed)
{
  GListModel *members = geng_station_get_members (random_case->station);
  g_autoptr (GengMember) member
      = g_list_model_get_item (members, (guint) (seed % g_list_model_get_n_items (members)));
  GDate middle = random_case->first;
  g_autoptr (GengRequest) leave = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GengPlan) full = NULL;

  g_date_add_days (&middle,
                   (guint) g_date_days_between (&random_case->first, &random_case->last) / 2);
  leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &middle, &random_case->last);
  if (!geng_station_add_request (random_case->station, leave, NULL))
    return;
  now = geng_station_instant (random_case->station, &middle,
                              geng_station_get_day_start_minute (random_case->station));
  full = repair (random_case, geng_plan_get_roster (answer), now, EFFORT / 10);
  for (guint i = 0; full != NULL && i < G_N_ELEMENTS (starved_efforts); i++)
    {
      g_autoptr (GengPlan) starved
          = repair (random_case, geng_plan_get_roster (answer), now, starved_efforts[i]);

      if (starved == NULL)
        continue;
      check_changes (starved, full, seed);
      check_changes (full, starved, seed);
    }
}

START_TEST (test_legal_or_proven)
{
  guint n_plans = 0;

  for (guint64 seed = 0; seed < N_STATIONS; seed++)
    {
      RandomCase *random_case = random_case_new (seed);
      g_autoptr (GError) error = NULL;
      g_autoptr (GengPlan) answer = plan (random_case, EFFORT, &error);

      if (answer == NULL && g_error_matches (error, GENG_ERROR, GENG_ERROR_NO_ROSTER))
        {
          g_clear_error (&error);
          answer = plan (random_case, 20 * EFFORT, &error);
        }
      if (answer != NULL)
        check_plan (answer, random_case, seed);
      else
        ck_assert_msg (g_error_matches (error, GENG_ERROR, GENG_ERROR_CONTRADICTION), "seed %d: %s",
                       (int) seed, error->message);
      check_starved (random_case, answer, seed);
      if (answer != NULL && seed % 4 == 0)
        check_repair (random_case, answer, seed);
      n_plans += answer != NULL;
      random_case_free (random_case);
    }
  ck_assert_uint_gt (n_plans, N_STATIONS / 2);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("planner-legal");
  TCase *tcase = tcase_create ("planner-legal");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 250);
  tcase_add_test (tcase, test_legal_or_proven);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
