/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Turns of those who tie villages together, and of the villages around them. */
#include <check.h>

#include "geng-ties.h"

#define N_VILLAGES 2
#define N_PEOPLE 3
#define POLICE (N_VILLAGES * N_PEOPLE)
#define N_MEMBERS (POLICE + 1)
#define N_DAYS 7
#define WANTED (N_PEOPLE + 1)
/* What a missing person costs the first village and the second, and the officer's way to the
 * first. */
#define FIRST 5
#define SECOND 3
#define WAY 1
/* The officer is worth more to the first village, way and all; the other is one short. */
#define BEST (N_DAYS * (WAY + SECOND))

/* Three people a village, each day four are wanted; one police officer serves either. */
static GengProblem *
two_villages (void)
{
  GengProblem *problem = geng_problem_new (N_MEMBERS, N_DAYS, 1 + N_VILLAGES, NULL);

  for (guint d = 0; d < N_DAYS; d++)
    {
      for (guint v = 0; v < N_VILLAGES; v++)
        {
          const GengRange four = { WANTED, WANTED, v == 0 ? FIRST : SECOND, SECOND, FALSE };
          guint cell = geng_problem_add_cell (problem, &four, 1);

          for (guint m = 0; m < N_MEMBERS; m++)
            geng_problem_feed (problem, cell, m, d, 1 + v, 1);
        }
      for (guint m = 0; m < POLICE; m++)
        geng_problem_forbid (problem, m, d, 1 + (m / N_PEOPLE + 1) % N_VILLAGES);
      geng_problem_add_cost (problem, POLICE, d, 1, WAY);
    }
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

#define MOST_TURNS 8

/* How many people each problem had. */
static guint sizes[MOST_TURNS], n_turns;

static GengSolution *
watch (const GengProblem *problem, const GengSolverOptions *options)
{
  ck_assert_uint_lt (n_turns, MOST_TURNS);
  sizes[n_turns++] = problem->n_members;
  return geng_solve (problem, options, NULL);
}

/* The officer goes first, to where four cannot be without; then each village alone, around the
 * officer; no third turn follows, for the first one's bound is what the roster costs then.  Settled
 * around the officer, that is proven once more, and nobody is planned again. */
START_TEST (turns_end_at_the_best)
{
  const guint expected[] = { 1, N_PEOPLE, N_PEOPLE };
  g_autoptr (GengProblem) problem = two_villages ();
  g_autofree gboolean *ties = geng_problem_find_ties (problem);
  const GengSolverOptions options = { .seed = 1, .n_threads = 1 };
  GengSpace *space = geng_space_new (problem, &geng_params_standard);
  GengRun run = { .space = space,
                  .options = &options,
                  .bound = G_MININT64,
                  .bound_around = G_MININT64,
                  .step = 1,
                  .complete = TRUE,
                  .legal = TRUE };

  ck_assert_ptr_nonnull (ties);
  for (guint m = 0; m < N_MEMBERS; m++)
    ck_assert_int_eq (ties[m], m == POLICE);
  geng_budget_init (&run.budget, 100000000, 0, NULL);
  run.best = geng_roster_state_new (space);
  for (guint m = 0; m < N_MEMBERS; m++)
    geng_roster_state_set (run.best, m, (const guint8[N_DAYS]){ GENG_OFF });
  n_turns = 0;
  geng_ties_search (&run, ties, watch);
  ck_assert_int_eq (run.best->price, BEST);
  ck_assert_int_eq (run.bound, BEST);
  ck_assert_uint_eq (n_turns, G_N_ELEMENTS (expected));
  for (guint t = 0; t < n_turns; t++)
    ck_assert_uint_eq (sizes[t], expected[t]);
  for (guint d = 0; d < N_DAYS; d++)
    ck_assert_uint_eq (run.best->codes[POLICE * N_DAYS + d], 1);
  geng_ties_settle (&run, ties, watch);
  ck_assert_int_eq (run.bound_around, BEST);
  ck_assert_ptr_nonnull (run.held);
  ck_assert (run.held[POLICE] && !run.held[0]);
  ck_assert_uint_eq (n_turns, G_N_ELEMENTS (expected));
  g_free (run.held);
  g_ptr_array_unref (run.tied);
  geng_roster_state_free (run.best);
  geng_space_free (space);
}
END_TEST

int
main (void)
{
  TCase *tcase = tcase_create ("ties");
  Suite *suite = suite_create ("ties");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, turns_end_at_the_best);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
