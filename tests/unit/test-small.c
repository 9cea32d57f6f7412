/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What goes through everything (walk, exact searches, lattice), against plain enumeration. */
#include <check.h>
#include <string.h>

#include "geng-exact.h"
#include "geng-lattice.h"
#include "geng-random.h"
#include "geng-walk.h"

#define N_MEMBERS 2
#define N_DAYS 5
#define N_CODES 3
#define N_PLACES (N_MEMBERS * N_DAYS)

/* -- random problems -- */

static void
add_line_rules (GengProblem *problem, guint m, GengRandom *random)
{
  guint8 work[N_CODES] = { 0, 1, 1 }, second[N_CODES] = { 0, 0, 1 };
  gint32 weights[N_DAYS * N_CODES];
  gint32 weekend[N_DAYS] = { -1, 0, 0, 1, 1 };
  GengRunLimit run = { .member = m, .min = 1 + (gint32) geng_random_below (random, 3) };
  GengRange hours = { .lo = 4, .hi = 9, .under = 3, .over = GENG_FORBIDDEN };
  GengRange rare = { .lo = G_MININT32, .hi = 1, .under = 0, .over = 6 };

  run.max = run.min + (gint32) geng_random_below (random, 2);
  run.under = geng_random_below (random, 2) == 0 ? GENG_FORBIDDEN : 4;
  run.over = geng_random_below (random, 2) == 0 ? GENG_FORBIDDEN : 6;
  run.before = (gint32) geng_random_below (random, 3);
  run.known = geng_random_below (random, 2) == 0;
  run.code_set
      = geng_problem_add_code_set (problem, geng_random_below (random, 2) == 0 ? work : second);
  geng_problem_add_run_limit (problem, &run);
  for (guint j = 0; j < N_DAYS * N_CODES; j++)
    weights[j] = j % N_CODES == 0 ? 0 : 1 + (gint32) (j % N_CODES);
  geng_problem_add_counter (problem, m, geng_problem_add_weights (problem, weights), -1,
                            (gint32) geng_random_below (random, 2), &hours, 1);
  geng_problem_add_counter (problem, m, geng_problem_add_weights (problem, weights),
                            (gint) geng_problem_add_groups (problem, weekend), 0, &rare, 1);
  for (guint d = 0; d + 1 < N_DAYS; d++)
    if (geng_random_below (random, 3) == 0)
      geng_problem_forbid_succession (problem, m, d, 2, 1);
  for (guint d = 0; d < N_DAYS; d++)
    geng_problem_add_cost (problem, m, d, 1 + geng_random_below (random, 2),
                           2 * (gint32) geng_random_below (random, 5));
  geng_problem_forbid (problem, m, geng_random_below (random, N_DAYS), 1);
}

static GengProblem *
random_problem (guint64 seed)
{
  GengProblem *problem = geng_problem_new (N_MEMBERS, N_DAYS, N_CODES, NULL);
  GengRandom random;

  geng_random_init (&random, seed, 11);
  for (guint m = 0; m < N_MEMBERS; m++)
    add_line_rules (problem, m, &random);
  for (guint d = 0; d < N_DAYS; d++)
    for (guint c = 1; c < N_CODES; c++)
      {
        gint32 wanted = 1 + (gint32) geng_random_below (&random, 2);
        GengRange range = { wanted, wanted, 10, 4, geng_random_below (&random, 4) == 0 };
        guint cell;

        if (geng_random_below (&random, 6) == 0)
          range = (GengRange){ G_MININT32, 1, 0, GENG_FORBIDDEN, FALSE };
        cell = geng_problem_add_cell (problem, &range, 1);
        for (guint m = 0; m < N_MEMBERS; m++)
          geng_problem_feed (problem, cell, m, d, c, 1);
      }
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

/* -- enumeration -- */

/* The next of all sequences of codes; FALSE after the last. */
static gboolean
next (guint8 *codes, guint n)
{
  guint i = 0;

  while (i < n && ++codes[i] == N_CODES)
    codes[i++] = 0;
  return i < n;
}

static gint64
objective (const GengProblem *problem, const GengValue *value)
{
  return geng_problem_objective (problem, value);
}

/* -- walk -- */

/* Walks a given line as far as it goes. */
static gboolean
walk_line (GengWalk *walk, const guint8 *codes, gint64 *price)
{
  for (guint d = 0; d < N_DAYS; d++)
    if (!geng_walk_step (walk, d, codes[d]))
      return FALSE;
  *price = walk->price[N_DAYS] + geng_walk_counters (walk, N_DAYS);
  return TRUE;
}

/* A walk ends with all legal lines and no other, at the price that the definition says. */
START_TEST (test_walk_is_the_definition)
{
  g_autoptr (GengProblem) problem = random_problem ((guint64) _i);
  guint n_legal = 0;

  for (guint m = 0; m < N_MEMBERS; m++)
    {
      g_autoptr (GengWalk) walk = geng_walk_new (problem, m);
      guint8 codes[N_DAYS] = { 0 };

      do
        {
          GengValue value = geng_problem_evaluate_line (problem, m, codes);
          gint64 price;
          gboolean legal = walk_line (walk, codes, &price);

          ck_assert_int_eq (legal, value.forbidden == 0);
          if (legal)
            ck_assert_int_eq (price, objective (problem, &value));
          n_legal += legal;
        }
      while (next (codes, N_DAYS));
    }
  ck_assert_uint_lt (n_legal, N_MEMBERS * 243);
}
END_TEST

/* What the counters will charge at least is never more than they do charge. */
START_TEST (test_walk_counts_ahead)
{
  g_autoptr (GengProblem) problem = random_problem ((guint64) _i);
  g_autoptr (GengWalk) walk = geng_walk_new (problem, 0);
  guint8 codes[N_DAYS] = { 0 };

  do
    {
      gint64 least[N_DAYS + 1];
      guint d = 0;

      for (; d < N_DAYS && geng_walk_step (walk, d, codes[d]); d++)
        least[d] = geng_walk_counters (walk, d);
      if (d < N_DAYS)
        continue;
      for (d = 0; d < N_DAYS; d++)
        ck_assert_int_le (least[d], geng_walk_counters (walk, N_DAYS));
    }
  while (next (codes, N_DAYS));
}
END_TEST

/* -- exact -- */

static gboolean
any_line (const GengProblem *problem, guint member)
{
  guint8 codes[N_DAYS] = { 0 };

  do
    if (geng_problem_evaluate_line (problem, member, codes).forbidden == 0)
      return TRUE;
  while (next (codes, N_DAYS));
  return FALSE;
}

/* A member has a line where there is one, and it is legal. */
START_TEST (test_exact_line)
{
  g_autoptr (GengProblem) problem = random_problem ((guint64) _i);
  GengBudget budget;
  guint64 effort = 0;

  geng_budget_init (&budget, 0, 0, NULL);
  for (guint m = 0; m < N_MEMBERS; m++)
    {
      guint8 codes[N_DAYS];
      guint64 before = effort;
      GengVerdict verdict
          = geng_exact_line (problem, &geng_params_standard, m, &budget, &effort, codes);

      ck_assert_int_eq (verdict, any_line (problem, m) ? GENG_VERDICT_YES : GENG_VERDICT_NO);
      ck_assert_uint_gt (effort, before);
      if (verdict == GENG_VERDICT_YES)
        ck_assert_int_eq (geng_problem_evaluate_line (problem, m, codes).forbidden, 0);
    }
}
END_TEST

/* The best of all rosters; G_MAXINT64: none is legal. */
static gint64
best_of_all (const GengProblem *problem)
{
  guint8 codes[N_PLACES] = { 0 };
  gint64 best = G_MAXINT64;

  do
    {
      GengValue value = geng_problem_evaluate (problem, codes);

      if (value.forbidden == 0)
        best = MIN (best, objective (problem, &value));
    }
  while (next (codes, N_PLACES));
  return best;
}

/* The whole solver on small problems: the best of all rosters, proven, or that there is none. */
START_TEST (test_exact_roster)
{
  g_autoptr (GengProblem) problem = random_problem ((guint64) _i);
  GengSolverOptions options = { .seed = 1, .n_threads = 1, .level = GENG_SOLVER_QUICK };
  g_autoptr (GengSolution) solution = geng_solve (problem, &options, NULL);
  gint64 best = best_of_all (problem);

  if (best == G_MAXINT64)
    {
      ck_assert_ptr_null (solution->codes);
      return;
    }
  ck_assert_ptr_nonnull (solution->codes);
  ck_assert (solution->optimal);
  ck_assert_int_eq (solution->gaps * problem->gap_price + solution->cost, best);
  ck_assert_int_eq (solution->bound, best);
}
END_TEST

/* A search that knows a roster looks for all that is better, also by one point, and says that there
 * is none only then: of two people who serve on each day for a point, all are off in the best. */
START_TEST (test_exact_finds_what_is_one_cheaper)
{
  g_autoptr (GengProblem) problem = geng_problem_new (N_MEMBERS, N_DAYS, N_CODES, NULL);
  GengSolverOptions options = { .seed = 1, .n_threads = 1 };
  GengRun run = { .options = &options, .bound = G_MININT64, .bound_around = G_MININT64 };
  GengLineArena arena = { 0 };
  guint8 codes[N_DAYS] = { 0 };

  for (guint m = 0; m < N_MEMBERS; m++)
    for (guint d = 0; d < N_DAYS; d++)
      for (guint c = 1; c < N_CODES; c++)
        geng_problem_add_cost (problem, m, d, c, (gint32) c);
  ck_assert (geng_problem_seal (problem, NULL));
  geng_budget_init (&run.budget, 1000000000, 0, NULL);
  run.space = geng_space_new (problem, &geng_params_standard);
  run.step = geng_lattice_step (problem);
  run.best = geng_roster_state_new (run.space);
  for (guint m = 0; m < N_MEMBERS; m++)
    geng_roster_state_set (run.best, m, codes);
  codes[(guint) _i % N_DAYS] = 1;
  geng_roster_state_set (run.best, (guint) _i / N_DAYS, codes);
  run.complete = run.legal = TRUE;
  ck_assert_int_eq (run.best->price, 1);
  ck_assert_int_eq (geng_exact_roster (&run, &arena), GENG_VERDICT_YES);
  ck_assert_int_eq (run.best->price, 0);
  ck_assert_int_eq (run.bound, 0);
  geng_roster_state_free (run.best);
  geng_space_free ((GengSpace *) run.space);
  geng_line_arena_clear (&arena);
}
END_TEST

/* -- lattice -- */

/* Any two legal rosters' prices differ by a multiple of the step. */
START_TEST (test_lattice_divides)
{
  g_autoptr (GengProblem) problem = random_problem ((guint64) _i);
  gint64 step = geng_lattice_step (problem), first = G_MAXINT64;
  guint8 codes[N_PLACES] = { 0 };

  ck_assert_int_ge (step, 1);
  do
    {
      GengValue value = geng_problem_evaluate (problem, codes);

      if (value.forbidden > 0)
        continue;
      if (first == G_MAXINT64)
        first = objective (problem, &value);
      ck_assert_int_eq ((objective (problem, &value) - first) % step, 0);
    }
  while (next (codes, N_PLACES));
}
END_TEST

/* Rounded up to the next value that is on the known one's lattice, and no further. */
START_TEST (test_lattice_rounds_up)
{
  for (gint64 step = 1; step < 12; step++)
    for (gint64 bound = -30; bound < 30; bound++)
      for (gint64 known = -10; known < 40; known += 7)
        {
          gint64 up = geng_lattice_round_up (step, bound, known);

          ck_assert_int_ge (up, bound);
          if (bound >= known)
            {
              ck_assert_int_eq (up, bound);
              continue;
            }
          ck_assert_int_eq ((known - up) % step, 0);
          ck_assert_int_lt (up - bound, step);
        }
  ck_assert_int_eq (geng_lattice_round_up (5, G_MININT64, 3), G_MININT64);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("small");
  TCase *tcase = tcase_create ("small");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 0);
  tcase_add_loop_test (tcase, test_walk_is_the_definition, 0, 60);
  tcase_add_loop_test (tcase, test_walk_counts_ahead, 0, 60);
  tcase_add_loop_test (tcase, test_exact_line, 0, 60);
  tcase_add_loop_test (tcase, test_exact_roster, 0, 30);
  tcase_add_loop_test (tcase, test_exact_finds_what_is_one_cheaper, 0, N_PLACES);
  tcase_add_loop_test (tcase, test_lattice_divides, 0, 20);
  tcase_add_test (tcase, test_lattice_rounds_up);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
