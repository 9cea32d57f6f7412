/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rosters, their running price, and the windows over them, against the plain definition. */
#include <check.h>
#include <string.h>

#include "geng-random.h"
#include "geng-run.h"
#include "geng-shapes.h"
#include "geng-sketch.h"
#include "geng-solver-window.h"

#define N_MEMBERS 6
#define N_DAYS 10
#define N_CODES 4

typedef struct
{
  GengProblem *problem;
  GengSpace *space;
  GengRosterState *roster;
  GengRandom random;
} Case;

static void
add_cells (Case *one)
{
  for (guint d = 0; d < N_DAYS; d++)
    for (guint c = 1; c < N_CODES; c++)
      {
        GengRange ranges[2] = { { 1, 3, 20, 7, FALSE }, { 2, G_MAXINT32, 5, 0, FALSE } };
        guint cell = geng_problem_add_cell (one->problem, ranges, 2);

        for (guint m = 0; m < N_MEMBERS; m++)
          geng_problem_feed (one->problem, cell, m, d, c, 1 + (gint32) (m % 2));
      }
}

static void
random_line (GengRandom *random, guint8 *codes)
{
  for (guint d = 0; d < N_DAYS; d++)
    codes[d] = (guint8) geng_random_below (random, N_CODES);
}

static void
case_init (Case *one, guint64 seed)
{
  one->problem = geng_problem_new (N_MEMBERS, N_DAYS, N_CODES, NULL);
  geng_random_init (&one->random, seed, 5);
  for (guint m = 0; m < N_MEMBERS; m++)
    for (guint d = 0; d < N_DAYS; d++)
      geng_problem_add_cost (one->problem, m, d, 1 + geng_random_below (&one->random, 3),
                             (gint32) geng_random_below (&one->random, 9));
  geng_problem_forbid (one->problem, 0, 4, 2);
  add_cells (one);
  ck_assert (geng_problem_seal (one->problem, NULL));
  one->space = geng_space_new (one->problem, &geng_params_standard);
  one->roster = geng_roster_state_new (one->space);
  for (guint m = 0; m < N_MEMBERS; m++)
    {
      guint8 codes[N_DAYS];

      random_line (&one->random, codes);
      geng_roster_state_set (one->roster, m, codes);
    }
}

static void
case_clear (Case *one)
{
  geng_roster_state_free (one->roster);
  geng_space_free (one->space);
  geng_problem_free (one->problem);
}

/* The running price is the definition's, with forbidden units at `hard`. */
static void
check_price (const Case *one)
{
  GengValue value = geng_problem_evaluate (one->problem, one->roster->codes);

  ck_assert_int_eq (one->roster->price, geng_problem_objective (one->problem, &value)
                                            + value.forbidden * one->space->hard);
  ck_assert_int_eq (geng_roster_state_is_legal (one->roster), value.forbidden == 0);
}

START_TEST (test_running_price)
{
  Case one;

  case_init (&one, (guint64) _i);
  check_price (&one);
  for (guint k = 0; k < 200; k++)
    {
      guint8 codes[N_DAYS];
      guint m = geng_random_below (&one.random, N_MEMBERS);

      random_line (&one.random, codes);
      if (geng_random_below (&one.random, 2) == 0)
        geng_roster_state_remove (one.roster, m);
      geng_roster_state_set (one.roster, m, codes);
      check_price (&one);
    }
  case_clear (&one);
}
END_TEST

/* Marginal prices of single days are what a change of that day alone costs. */
START_TEST (test_marginal_prices)
{
  Case one;
  gint32 cost[N_DAYS * N_CODES];
  guint8 codes[N_DAYS] = { 0 };
  gint64 before;

  case_init (&one, (guint64) _i);
  geng_roster_state_remove (one.roster, 1);
  geng_roster_state_marginal (one.roster, 1, cost);
  geng_roster_state_set (one.roster, 1, codes);
  before = one.roster->price;
  for (guint d = 0; d < N_DAYS; d++)
    for (guint c = 0; c < N_CODES; c++)
      {
        gint64 change = geng_scale ((gint64) cost[d * N_CODES + c] - cost[d * N_CODES], 0);

        codes[d] = (guint8) c;
        geng_roster_state_set (one.roster, 1, codes);
        ck_assert_int_eq (change, geng_scale (one.roster->price - before, one.space->shift));
        codes[d] = 0;
      }
  case_clear (&one);
}
END_TEST

/* Planning a member anew never makes the roster dearer. */
START_TEST (test_replanning_never_loses)
{
  Case one;
  GengLineArena arena = { 0 };
  gint64 price;

  case_init (&one, (guint64) _i);
  for (guint k = 0; k < 20; k++)
    {
      gboolean gained;

      price = one.roster->price;
      gained = geng_roster_state_replan (one.roster, &arena, k % N_MEMBERS);
      ck_assert_int_eq (gained, one.roster->price < price);
      ck_assert_int_le (one.roster->price, price);
      check_price (&one);
    }
  geng_line_arena_clear (&arena);
  case_clear (&one);
}
END_TEST

/* A random roster, once polished, is cheaper, and nobody's line alone makes it cheaper still. */
START_TEST (test_polish_ends_where_nothing_gains)
{
  Case one;
  GengLineArena arena = { 0 };
  GengBudget budget;
  gint64 price;

  case_init (&one, (guint64) _i);
  geng_budget_init (&budget, 0, 0, NULL);
  price = one.roster->price;
  geng_polish (one.roster, &arena, &budget);
  ck_assert_int_lt (one.roster->price, price);
  price = one.roster->price;
  for (guint m = 0; m < N_MEMBERS; m++)
    ck_assert (!geng_roster_state_replan (one.roster, &arena, m));
  ck_assert_int_eq (one.roster->price, price);
  geng_line_arena_clear (&arena);
  case_clear (&one);
}
END_TEST

/* However many members and days are free, their lines, their rows and what is elsewhere are the
 * roster, less the lines of those who stand. */
START_TEST (test_window_and_the_rest_are_all)
{
  Case one;

  case_init (&one, (guint64) _i);
  for (guint k = 0; k < 60; k++)
    {
      guint members[N_MEMBERS], n = 1 + geng_random_below (&one.random, N_MEMBERS);
      guint first = geng_random_below (&one.random, N_DAYS);
      guint end = first + 1 + geng_random_below (&one.random, N_DAYS - first);
      g_autoptr (GengSolverWindow) window = NULL;
      gint64 standing = 0;

      for (guint m = 0; m < N_MEMBERS; m++)
        members[m] = m;
      geng_random_shuffle (&one.random, members, N_MEMBERS);
      window = geng_solver_window_new (one.roster, members, n, first, end);
      for (guint i = n; i < N_MEMBERS; i++)
        standing += one.roster->line_price[members[i]];
      ck_assert_int_eq (geng_solver_window_price (window, one.roster) + standing,
                        one.roster->price);
      ck_assert_uint_eq (geng_solver_window_get_n_members (window), n);
      ck_assert_uint_eq (geng_solver_window_get_n_rows (window), (end - first) * (N_CODES - 1));
      ck_assert_mem_eq (geng_solver_window_get_standing (window, 0),
                        one.roster->codes + members[0] * N_DAYS, N_DAYS);
    }
  case_clear (&one);
}
END_TEST

/* A shape that gains is drawn more often than those that do not. */
START_TEST (test_shapes_learn)
{
  Case one;
  GengShapes shapes;
  guint drawn[GENG_N_SHAPES] = { 0 };

  case_init (&one, 1);
  geng_shapes_init (&shapes, one.space);
  ck_assert_uint_lt (shapes.n, GENG_N_SHAPES); /* few people and days: none of the large ones */
  for (guint k = 0; k < 400; k++)
    for (guint s = 0; s < shapes.n; s++)
      geng_shapes_count (&shapes, s, s == 2 ? 100 : 0, 1000000);
  for (guint k = 0; k < 2000; k++)
    drawn[geng_shapes_draw (&shapes, TRUE, &one.random)]++;
  for (guint s = 0; s < GENG_N_SHAPES; s++)
    {
      ck_assert (s == 2 || drawn[s] < drawn[2] / 4);
      ck_assert_int_eq (drawn[s] > 0, s < shapes.n);
    }
  case_clear (&one);
}
END_TEST

/* To break a rule is dearer than all that one duty may fill: _i cells of two places each. */
START_TEST (test_hard_is_dearer_than_gaps)
{
  g_autoptr (GengProblem) problem = geng_problem_new (2, 3, 3, NULL);
  GengRange range = { 2, G_MAXINT32, 0, 0, TRUE };
  GengSpace *space;

  for (int i = 0; i < _i; i++)
    {
      guint cell = geng_problem_add_cell (problem, &range, 1);

      geng_problem_feed (problem, cell, 0, (guint) i % 3, 2, 2);
      geng_problem_feed (problem, cell, 1, 1, 1, 2);
    }
  geng_problem_add_cost (problem, 0, 0, 1, 5);
  ck_assert (geng_problem_seal (problem, NULL));
  space = geng_space_new (problem, &geng_params_standard);
  ck_assert_int_gt (space->hard, 2 * _i * problem->gap_price);
  geng_space_free (space);
}
END_TEST

/* A sketch gives everybody a legal line.  Where each unit of a row is worth all that it may cost,
 * it fills what one more person fills: somebody is on each shift of each day; where it is worth
 * nothing, everybody has his cheapest days. */
START_TEST (test_sketch_goes_by_what_rows_are_worth)
{
  for (int worth = 0; worth <= 1000; worth += 1000)
    {
      Case one;
      GengLineArena arena = { 0 };
      GengBudget budget;
      g_autofree double *duals = NULL;

      case_init (&one, (guint64) _i);
      geng_budget_init (&budget, 0, 0, NULL);
      duals = g_new0 (double, one.space->first_segment[one.space->n_rows] + 1);
      for (guint s = 0; s < one.space->first_segment[one.space->n_rows]; s++)
        duals[s] = worth;
      ck_assert (geng_sketch (one.roster, &arena, &budget, duals, &one.random));
      check_price (&one);
      ck_assert (geng_roster_state_is_legal (one.roster));
      for (guint cell = 0; cell < one.problem->n_cells && worth > 0; cell++)
        ck_assert_int_gt (one.roster->count[cell], 0);
      for (guint j = 0; j < N_MEMBERS * N_DAYS && worth == 0; j++)
        ck_assert_int_eq (
            GENG_PROBLEM_COST (one.problem, j / N_DAYS, j % N_DAYS)[one.roster->codes[j]], 0);
      geng_line_arena_clear (&arena);
      case_clear (&one);
    }
}
END_TEST

#define FEW_DAYS 6
#define FEW_CODES 3

/* Two sums that are too wide for a model of lines: they are priced until a line keeps them.  The
 * first has a most, which days off always keep, and the second as well, or a least of 50,000, of
 * which the two days that the first leaves weigh 36,000. */
static GengProblem *
wide_problem (GengRandom *random, gboolean any_line)
{
  GengProblem *problem = geng_problem_new (1, FEW_DAYS, FEW_CODES, NULL);

  for (guint i = 0; i < 2; i++)
    {
      gint32 weights[FEW_DAYS * FEW_CODES];
      gint32 most = 20010 + (any_line ? (gint32) geng_random_below (random, 60000) : 0);
      GengRange range = { G_MININT32, most, 0, GENG_FORBIDDEN, FALSE };

      if (i == 1 && !any_line)
        range = (GengRange){ 50000, G_MAXINT32, GENG_FORBIDDEN, 0, FALSE };
      for (guint j = 0; j < FEW_DAYS * FEW_CODES; j++)
        weights[j] = j % FEW_CODES == 0 ? 0 : 9001 + (gint32) geng_random_below (random, 9000);
      geng_problem_add_counter (problem, 0, geng_problem_add_weights (problem, weights), -1, 0,
                                &range, 1);
    }
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

/* What is found is legal, whatever is cheaper, and nothing is found where nothing is. */
START_TEST (test_planned_lines_are_legal)
{
  GengLineArena arena = { 0 };
  guint n_found[2] = { 0 };

  for (guint64 seed = 0; seed < 200; seed++)
    {
      gboolean any_line = seed % 2 == 0;
      GengRandom random;
      g_autoptr (GengProblem) problem = NULL;
      GengSpace *space;
      gint32 cost[FEW_DAYS * FEW_CODES];
      guint8 codes[FEW_DAYS];

      geng_random_init (&random, seed, 9);
      problem = wide_problem (&random, any_line);
      space = geng_space_new (problem, &geng_params_standard);
      ck_assert_uint_gt (space->priced->len, 0);
      for (guint j = 0; j < FEW_DAYS * FEW_CODES; j++)
        cost[j] = j % FEW_CODES == 0 ? 0 : (gint32) geng_random_below (&random, 40) - 30;
      memset (codes, 0xff, sizeof codes);
      if (geng_space_plan_line (space, &arena, 0, cost, codes))
        {
          ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, codes).forbidden, 0);
          n_found[any_line]++;
        }
      else
        ck_assert_uint_eq (codes[0], 0xff);
      geng_space_free (space);
    }
  ck_assert_uint_gt (n_found[TRUE], 90);
  ck_assert_uint_eq (n_found[FALSE], 0);
  geng_line_arena_clear (&arena);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("space");
  TCase *tcase = tcase_create ("space");
  SRunner *runner;
  int failed;

  tcase_add_loop_test (tcase, test_running_price, 0, 10);
  tcase_add_loop_test (tcase, test_marginal_prices, 0, 10);
  tcase_add_loop_test (tcase, test_replanning_never_loses, 0, 10);
  tcase_add_loop_test (tcase, test_polish_ends_where_nothing_gains, 0, 10);
  tcase_add_loop_test (tcase, test_window_and_the_rest_are_all, 0, 10);
  tcase_add_test (tcase, test_shapes_learn);
  tcase_add_loop_test (tcase, test_hard_is_dearer_than_gaps, 0, 40);
  tcase_add_loop_test (tcase, test_sketch_goes_by_what_rows_are_worth, 0, 10);
  tcase_add_test (tcase, test_planned_lines_are_legal);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
