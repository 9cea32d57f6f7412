/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "geng-branch.h"
#include "geng-random.h"
#include "geng-run.h"

#define N_MEMBERS 3
#define N_DAYS 6
#define MOST_NODES 4000

/* Branching against brute force.  Of three members no two like to serve together: the mixture lets
 * each serve by halves, which no roster can. */

static GengProblem *
random_problem (GengRandom *random)
{
  static const guint8 works[2] = { 0, 1 };
  GengProblem *problem = geng_problem_new (N_MEMBERS, N_DAYS, 2, NULL);

  for (guint m = 0; m < N_MEMBERS; m++)
    {
      GengRunLimit run = {
        m, geng_problem_add_code_set (problem, works), 2, 3, GENG_FORBIDDEN, GENG_FORBIDDEN, 0, TRUE
      };

      geng_problem_add_run_limit (problem, &run);
      for (guint d = 0; d < N_DAYS; d++)
        geng_problem_add_cost (problem, m, d, GENG_OFF, 5 + (gint32) geng_random_below (random, 9));
    }
  for (guint d = 0; d < N_DAYS; d++)
    for (guint a = 0; a < N_MEMBERS; a++)
      {
        GengRange range = { G_MININT32, 1, 0, 17, FALSE };
        guint cell = geng_problem_add_cell (problem, &range, 1);

        geng_problem_feed (problem, cell, a, d, 1, 1);
        geng_problem_feed (problem, cell, (a + 1) % N_MEMBERS, d, 1, 1);
      }
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

static gint64
brute_force (const GengProblem *problem, guint8 *best_codes)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 1u << (N_MEMBERS * N_DAYS); i++)
    {
      guint8 codes[N_MEMBERS * N_DAYS];
      GengValue value;

      for (guint j = 0; j < N_MEMBERS * N_DAYS; j++)
        codes[j] = i >> j & 1;
      value = geng_problem_evaluate (problem, codes);
      if (value.forbidden > 0 || geng_problem_objective (problem, &value) >= best)
        continue;
      best = geng_problem_objective (problem, &value);
      memcpy (best_codes, codes, sizeof codes);
    }
  return best;
}

static GengMixture *
solve_root (const GengRosterState *roster, GengLineArena *arena, GengBudget *budget)
{
  g_autoptr (GengSolverWindow) window = geng_solver_window_new_whole (roster);
  GengMixture *root = geng_mixture_new (window, arena, budget, NULL);

  for (guint round = 0; round < 30; round++)
    geng_mixture_round (root, 150, 0.3);
  return root;
}

/* No code of the best roster is barred for rosters up to its price. */
static void
check_barred (const GengMixture *root, gint64 price, const guint8 *best)
{
  GengMixture *mixture = geng_mixture_copy (root);

  geng_mixture_bar (mixture, price);
  for (guint j = 0; j < N_MEMBERS * N_DAYS; j++)
    ck_assert (
        geng_allowed_may (geng_mixture_get_allowed (mixture), j / N_DAYS, j % N_DAYS, best[j]));
  geng_mixture_free (mixture);
}

START_TEST (test_branch_ends_at_the_best)
{
  GengLineArena arena = { 0 };
  GengBudget budget;
  guint n_gaps = 0;

  geng_budget_init (&budget, 0, 0, NULL);
  for (guint64 seed = 0; seed < 8; seed++)
    {
      GengRandom random;
      g_autoptr (GengProblem) problem = NULL;
      GengSpace *space;
      GengRosterState *roster, *trial;
      GengMixture *root;
      GengBranch *branch;
      gint64 best, price, bound;
      gint no_line_member;
      guint8 codes[N_MEMBERS * N_DAYS] = { 0 };

      geng_random_init (&random, seed, 7);
      problem = random_problem (&random);
      best = brute_force (problem, codes);
      space = geng_space_new (problem, &geng_params_standard);
      roster = geng_roster_state_new (space);
      trial = geng_roster_state_new (space);
      ck_assert_int_eq (geng_greedy (roster, &arena, &budget, &no_line_member), GENG_VERDICT_YES);
      root = solve_root (roster, &arena, &budget);
      ck_assert_int_le (geng_mixture_get_bound (root), best);
      n_gaps += geng_mixture_get_bound (root) < best;
      check_barred (root, best + 1, codes);
      price = roster->price;
      branch = geng_branch_new (root, space, &arena, &budget, price);
      geng_roster_state_copy (trial, roster);
      for (guint node = 0; node < MOST_NODES && geng_branch_step (branch, &arena, price, trial);
           node++)
        {
          price = MIN (price, trial->price);
          ck_assert_int_ge (price, best);
          bound = MIN (geng_branch_get_bound (branch), price);
          ck_assert_msg (bound <= best, "seed %d: bound %d, best %d", (int) seed, (int) bound,
                         (int) best);
        }
      price = MIN (price, trial->price);
      ck_assert_int_eq (price, best);
      ck_assert_int_eq (MIN (geng_branch_get_bound (branch), price), best);
      geng_branch_free (branch);
      geng_mixture_free (root);
      geng_roster_state_free (roster);
      geng_roster_state_free (trial);
      geng_space_free (space);
    }
  ck_assert_uint_ge (n_gaps, 4);
  geng_line_arena_clear (&arena);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("branch");
  TCase *tests = tcase_create ("branch");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, test_branch_ends_at_the_best);
  suite_add_tcase (suite, tests);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
