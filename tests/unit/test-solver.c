/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>
#include <time.h>

#include "geng-random.h"
#include "geng-greedy.h"
#include "geng-solver.h"

/* Units of effort: many times what is done after a cancel, far less than no answer at all. */
#define MOST_ANSWER 4e8

/* Small random problems with every feature, against exhaustive search; hostile problems. */

static gint32
random_price (GengRandom *random, guint hard_percent)
{
  return geng_random_below (random, 100) < hard_percent ? GENG_FORBIDDEN
                                                        : (gint32) geng_random_below (random, 9);
}

static void
add_lines (GengProblem *problem, GengRandom *random)
{
  guint n = problem->n_codes;

  for (guint m = 0; m < problem->n_members; m++)
    {
      guint8 set[4];
      gint32 weights[64], groups[8];
      GengRunLimit run = { m, 0, 0, 0, 0, 0, 0, FALSE };
      GengRange range = { 0 };

      for (guint c = 0; c < n; c++)
        set[c] = geng_random_below (random, 2) != 0;
      run.code_set = geng_problem_add_code_set (problem, set);
      run.min = (gint32) geng_random_below (random, 3);
      run.max = (gint32) (1 + geng_random_below (random, 4));
      run.under = random_price (random, 30);
      run.over = random_price (random, 30);
      run.before = (gint32) geng_random_below (random, 2);
      run.known = geng_random_below (random, 2) != 0;
      geng_problem_add_run_limit (problem, &run);
      for (guint i = 0; i < problem->n_days * n; i++)
        weights[i] = (gint32) (i % n) * 3;
      for (guint d = 0; d < problem->n_days; d++)
        groups[d] = (gint32) d / 2;
      range.lo = (gint32) geng_random_below (random, 4);
      range.hi = range.lo + (gint32) geng_random_below (random, 4);
      range.under = random_price (random, 10);
      range.over = random_price (random, 20);
      geng_problem_add_counter (problem, m, geng_problem_add_weights (problem, weights),
                                geng_random_below (random, 2) == 0
                                    ? (gint) geng_problem_add_groups (problem, groups)
                                    : -1,
                                (gint32) geng_random_below (random, 2), &range, 1);
    }
}

static void
add_cells (GengProblem *problem, GengRandom *random)
{
  for (guint i = 0; i < 2 + geng_random_below (random, 4); i++)
    {
      GengRange ranges[2] = { { 0 }, { 0 } };
      guint cell, day = geng_random_below (random, problem->n_days);

      for (guint r = 0; r < 2; r++)
        {
          ranges[r].lo = (gint32) geng_random_below (random, 3);
          ranges[r].hi = ranges[r].lo + (gint32) geng_random_below (random, 3);
          ranges[r].under = random_price (random, 0);
          ranges[r].over = random_price (random, r == 0 ? 15 : 0);
          ranges[r].gap = r == 0;
        }
      cell = geng_problem_add_cell (problem, ranges, 1 + geng_random_below (random, 2));
      for (guint m = 0; m < problem->n_members; m++)
        for (guint c = 1; c < problem->n_codes; c++)
          {
            gint32 coefficient = 1 - 2 * (geng_random_below (random, 6) == 0);

            geng_problem_feed (problem, cell, m, day, c, coefficient);
            if (day + 1 < problem->n_days && geng_random_below (random, 3) == 0)
              geng_problem_feed (problem, cell, m, day + 1, c, coefficient);
          }
    }
}

static GengProblem *
random_problem (guint64 seed)
{
  GengRandom random;
  GengProblem *problem;
  guint n_members, n_days;

  geng_random_init (&random, seed, 7);
  n_members = 1 + geng_random_below (&random, 3);
  n_days = 1 + geng_random_below (&random, 3);
  problem = geng_problem_new (n_members, n_days, 3, NULL);
  for (guint m = 0; m < n_members; m++)
    for (guint d = 0; d < n_days; d++)
      for (guint c = 0; c < 3; c++)
        {
          geng_problem_add_cost (problem, m, d, c, (gint32) geng_random_below (&random, 7) - 2);
          if (geng_random_below (&random, 10) == 0)
            geng_problem_forbid (problem, m, d, c);
          for (guint b = 1; b < 3 && d + 1 < n_days; b++)
            if (geng_random_below (&random, 6) == 0)
              geng_problem_forbid_succession (problem, m, d, c, b);
        }
  add_lines (problem, &random);
  add_cells (problem, &random);
  problem->gap_price = 50;
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

static gint64
exhaust (const GengProblem *problem, gboolean gaps_only)
{
  guint n = problem->n_members * problem->n_days;
  gint64 best = G_MAXINT64;
  guint64 total = 1;

  for (guint i = 0; i < n; i++)
    total *= problem->n_codes;
  for (guint64 i = 0; i < total; i++)
    {
      guint8 codes[9];
      guint64 rest = i;
      GengValue value;

      for (guint j = 0; j < n; j++, rest /= problem->n_codes)
        codes[j] = (guint8) (rest % problem->n_codes);
      value = geng_problem_evaluate (problem, codes);
      if (value.forbidden == 0)
        best = MIN (best, gaps_only ? value.gaps : geng_problem_objective (problem, &value));
    }
  return best;
}

/* The optimum, found and proven; no roster only where there is none, and that is said. */
static void
check_solution (const GengProblem *problem, guint64 seed)
{
  GengSolverOptions options = { .seed = seed, .n_threads = 1, .effort_limit = 8000000 };
  g_autoptr (GengSolution) solution = geng_solve (problem, &options, NULL);
  gint64 best = exhaust (problem, FALSE);
  GengValue value;

  if (solution->codes == NULL)
    {
      ck_assert_msg (best == G_MAXINT64, "seed %d: there is a roster", (int) seed);
      ck_assert (solution->no_line_member >= 0 || solution->contradiction);
      return;
    }
  value = geng_problem_evaluate (problem, solution->codes);
  ck_assert_int_eq (value.forbidden, 0);
  ck_assert_int_eq (value.gaps, solution->gaps);
  ck_assert_int_eq (value.cost, solution->cost);
  ck_assert_msg (geng_problem_objective (problem, &value) == best, "seed %d: %d, not %d",
                 (int) seed, (int) geng_problem_objective (problem, &value), (int) best);
  ck_assert_msg (solution->bound == best && solution->optimal, "seed %d: bound %d, not %d",
                 (int) seed, (int) solution->bound, (int) best);
}

START_TEST (test_exhaustive)
{
  for (guint64 seed = 0; seed < 400; seed++)
    {
      g_autoptr (GengProblem) problem = random_problem (seed);

      check_solution (problem, seed);
    }
}
END_TEST

/* Phase 1: as few gaps as can be, and the proof. */
START_TEST (test_gaps_only)
{
  for (guint64 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GengProblem) problem = random_problem (seed);
      GengSolverOptions options = { .n_threads = 1, .effort_limit = 4000000, .gaps_only = TRUE };
      g_autoptr (GengSolution) solution = geng_solve (problem, &options, NULL);
      gint64 best = exhaust (problem, TRUE);

      ck_assert (solution->codes != NULL || best == G_MAXINT64);
      if (solution->codes == NULL)
        continue;
      ck_assert_int_eq (solution->gaps, best);
      ck_assert_int_eq (solution->bound, best * problem->gap_price);
    }
}
END_TEST

/* A crew of `need` a day from members who work at most two days in three. */
static GengProblem *
crew_problem (guint n_members, guint n_days, guint n_codes)
{
  GengProblem *problem = geng_problem_new (n_members, n_days, n_codes, NULL);
  guint8 work[GENG_MAX_CODES];
  GengRange crew[] = { { 1, G_MAXINT32, 0, 0, TRUE }, { 2, 2, 10, 10, FALSE } };

  memset (work, 1, sizeof work);
  work[0] = 0;
  for (guint m = 0; m < n_members; m++)
    {
      GengRunLimit run
          = { m, geng_problem_add_code_set (problem, work), 1, 2, 0, GENG_FORBIDDEN, 0, TRUE };

      geng_problem_add_run_limit (problem, &run);
      geng_problem_add_cost (problem, m, m % n_days, 0, (gint32) (m % 5));
    }
  for (guint d = 0; d < n_days; d++)
    for (guint c = 1; c < n_codes; c++)
      {
        guint cell = geng_problem_add_cell (problem, crew, 2);

        for (guint m = 0; m < n_members; m++)
          geng_problem_feed (problem, cell, m, d, c, 1);
      }
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

START_TEST (test_same_whatever_threads)
{
  g_autoptr (GengProblem) problem = crew_problem (14, 14, 4);
  GengSolverOptions one = { .seed = 5, .n_threads = 1, .effort_limit = 200000000 };
  GengSolverOptions two = { .seed = 5, .n_threads = 2, .effort_limit = 200000000 };
  g_autoptr (GengSolution) a = geng_solve (problem, &one, NULL);
  g_autoptr (GengSolution) b = geng_solve (problem, &two, NULL);
  g_autoptr (GengSolution) c = geng_solve (problem, &two, NULL);

  ck_assert (a->codes != NULL);
  ck_assert_mem_eq (a->codes, b->codes, 14 * 14);
  ck_assert_mem_eq (a->codes, c->codes, 14 * 14);
  ck_assert_int_eq (a->bound, b->bound);
  ck_assert_uint_eq (a->effort, b->effort);
}
END_TEST

/* The running price against the price from scratch, after random changes. */
START_TEST (test_running_price)
{
  g_autoptr (GengProblem) problem = crew_problem (6, 9, 3);
  GengSpace *space = geng_space_new (problem, &geng_params_standard);
  GengRosterState *roster = geng_roster_state_new (space);
  GengRandom random;

  geng_random_init (&random, 3, 0);
  for (guint move = 0; move < 2000; move++)
    {
      guint m = geng_random_below (&random, 6);
      guint8 codes[9];
      GengValue value;

      for (guint d = 0; d < 9; d++)
        codes[d] = (guint8) geng_random_below (&random, 3);
      geng_roster_state_set (roster, m, codes);
      if (move < 200)
        continue; /* everybody has a line by now */
      if (geng_random_below (&random, 4) == 0)
        geng_roster_state_remove (roster, m);
      geng_roster_state_set (roster, m, codes);
      value = geng_problem_evaluate (problem, roster->codes);
      ck_assert_int_eq (roster->price,
                        geng_problem_objective (problem, &value) + value.forbidden * space->hard);
    }
  geng_roster_state_free (roster);
  geng_space_free (space);
}
END_TEST

START_TEST (test_hostile_sizes)
{
  const guint sizes[][3] = { { 0, 5, 2 },     { 1, 1, 1 },    { 1, 1, 2 },  { 3, 1, 40 },
                             { 2000, 31, 3 }, { 30, 31, 41 }, { 2, 365, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GengProblem) problem = crew_problem (sizes[i][0], sizes[i][1], sizes[i][2]);
      GengSolverOptions options = { .n_threads = 2, .effort_limit = 20000000 };
      g_autoptr (GengSolution) solution = geng_solve (problem, &options, NULL);

      ck_assert_msg (solution->codes != NULL, "size %u", i);
      ck_assert_msg (solution->bound <= solution->gaps * problem->gap_price + solution->cost,
                     "size %u", i);
    }
}
END_TEST

/* Sixty members, three shifts at each of four posts, three people each, every day of a month; two
 * days in a row at most and no day after a night: 36 of 40 who can serve a day. */
START_TEST (test_town)
{
  GengProblem *problem = geng_problem_new (60, 31, 13, NULL);
  GengSolverOptions options = { .n_threads = 2, .level = GENG_SOLVER_QUICK };
  GengRange crew = { 3, G_MAXINT32, 0, 0, TRUE };
  g_autoptr (GengSolution) solution = NULL;
  guint8 work[13];

  memset (work, 1, sizeof work);
  work[0] = 0;
  for (guint m = 0; m < 60; m++)
    {
      GengRunLimit run
          = { m, geng_problem_add_code_set (problem, work), 1, 2, 0, GENG_FORBIDDEN, 0, TRUE };

      geng_problem_add_run_limit (problem, &run);
      for (guint d = 0; d < 30; d++)
        for (guint a = 3; a < 13; a += 3)
          for (guint b = 1; b < 13; b++)
            if (b % 3 != 0)
              geng_problem_forbid_succession (problem, m, d, a, b);
    }
  for (guint d = 0; d < 31; d++)
    for (guint c = 1; c < 13; c++)
      {
        guint cell = geng_problem_add_cell (problem, &crew, 1);

        for (guint m = 0; m < 60; m++)
          geng_problem_feed (problem, cell, m, d, c, 1);
      }
  ck_assert (geng_problem_seal (problem, NULL));
  solution = geng_solve (problem, &options, NULL);
  ck_assert (solution->codes != NULL);
  ck_assert_int_eq (solution->gaps, 0);
  geng_problem_free (problem);
}
END_TEST

START_TEST (test_no_demand)
{
  GengProblem *problem = geng_problem_new (20, 31, 4, NULL);
  GengSolverOptions options = { .n_threads = 2 };
  g_autoptr (GengSolution) solution = NULL;

  for (guint m = 0; m < 20; m++)
    geng_problem_add_cost (problem, m, m, 1, -5);
  ck_assert (geng_problem_seal (problem, NULL));
  solution = geng_solve (problem, &options, NULL);
  ck_assert (solution->codes != NULL && solution->optimal);
  ck_assert_int_eq (solution->cost * problem->unit, -100);
  geng_problem_free (problem);
}
END_TEST

static gboolean
take_first_bound (const GengSolverProgress *progress, gpointer user_data)
{
  gint64 *bound = user_data;

  if (*bound == G_MININT64)
    *bound = progress->bound;
  return TRUE;
}

/* No roster is cheaper than every day at its cheapest code, which is known before any search. */
START_TEST (test_cheapest_days)
{
  g_autoptr (GengProblem) problem = geng_problem_new (30, 31, 4, NULL);
  gint64 first = G_MININT64, sum = 0;
  GengSolverOptions options = { .n_threads = 1, .progress = take_first_bound, .user_data = &first };
  GengRange crew = { 1, G_MAXINT32, 0, 0, TRUE };
  g_autoptr (GengSolution) solution = NULL;
  GengRandom random;

  geng_random_init (&random, 1, 0);
  for (guint m = 0; m < 30; m++)
    for (guint d = 0; d < 31; d++)
      {
        gint32 least = G_MAXINT32;

        for (guint c = 0; c < 4; c++)
          {
            gint32 cost = (gint32) geng_random_below (&random, 9) - 4;

            geng_problem_add_cost (problem, m, d, c, cost);
            least = MIN (least, cost);
          }
        sum += least;
      }
  for (guint d = 0; d < 31; d++)
    {
      guint cell = geng_problem_add_cell (problem, &crew, 1);

      for (guint m = 0; m < 30; m++)
        geng_problem_feed (problem, cell, m, d, 1, 1);
    }
  ck_assert (geng_problem_seal (problem, NULL));
  solution = geng_solve (problem, &options, NULL);
  ck_assert_int_eq (first * problem->unit, sum);
  ck_assert (solution->optimal);
  ck_assert_int_ge (solution->cost * problem->unit, sum);
}
END_TEST

/* On the only day nobody may be off, and nobody may work. */
START_TEST (test_contradiction)
{
  GengProblem *problem = geng_problem_new (2, 1, 2, NULL);
  GengSolverOptions options = { .n_threads = 1 };
  GengRange none = { G_MININT32, 0, 0, GENG_FORBIDDEN, FALSE };
  g_autoptr (GengSolution) solution = NULL;

  for (guint m = 0; m < 2; m++)
    {
      guint work = geng_problem_add_cell (problem, &none, 1);

      geng_problem_feed (problem, work, m, 0, 1, 1);
      geng_problem_forbid (problem, m, 0, GENG_OFF);
    }
  ck_assert (geng_problem_seal (problem, NULL));
  solution = geng_solve (problem, &options, NULL);
  ck_assert (solution->codes == NULL && solution->contradiction);
  ck_assert_int_eq (solution->no_line_member, -1);
  geng_problem_free (problem);
}
END_TEST

#define CROWD 41
#define GROUPS 3

/* Everybody serves on one of three days, and 90 pairs are apart: those of three hidden groups, each
 * with a day of its own, keep that. */
static GengProblem *
hidden_groups (guint64 seed)
{
  GengProblem *problem = geng_problem_new (CROWD, GROUPS, 2, NULL);
  const gint32 duties[GROUPS * 2] = { 0, 1, 0, 1, 0, 1 };
  GengRange once = { 1, 1, GENG_FORBIDDEN, GENG_FORBIDDEN, FALSE };
  GengRange apart = { G_MININT32, 1, 0, GENG_FORBIDDEN, FALSE };
  GengRandom random;

  geng_random_init (&random, seed, 7);
  for (guint m = 0; m < CROWD; m++)
    geng_problem_add_counter (problem, m, geng_problem_add_weights (problem, duties), -1, 0, &once,
                              1);
  for (guint n = 0; n < 90;)
    {
      guint a = geng_random_below (&random, CROWD), b = geng_random_below (&random, CROWD);

      if (a % GROUPS == b % GROUPS)
        continue;
      n++;
      for (guint d = 0; d < GROUPS; d++)
        {
          guint cell = geng_problem_add_cell (problem, &apart, 1);

          geng_problem_feed (problem, cell, a, d, 1, 1);
          geng_problem_feed (problem, cell, b, d, 1, 1);
        }
    }
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

/* Whoever had too little effort to find a roster has not proven that there is none. */
START_TEST (test_starved_is_no_contradiction)
{
  guint n_without = 0;

  for (guint64 seed = 0; seed < 8; seed++)
    {
      g_autoptr (GengProblem) problem = hidden_groups (seed);

      for (guint64 effort = 100; effort <= 100000; effort *= 10)
        {
          GengSolverOptions options = { .seed = seed, .n_threads = 1, .effort_limit = effort };
          g_autoptr (GengSolution) solution = geng_solve (problem, &options, NULL);

          ck_assert (!solution->contradiction && !solution->no_line_proven);
          n_without += solution->codes == NULL;
        }
    }
  ck_assert_uint_gt (n_without, 0);
}
END_TEST

START_TEST (test_no_line)
{
  GengProblem *problem = geng_problem_new (2, 3, 2, NULL);
  GengSolverOptions options = { .n_threads = 1 };
  g_autoptr (GengSolution) solution = NULL;

  geng_problem_forbid (problem, 1, 2, 0);
  geng_problem_forbid (problem, 1, 2, 1);
  ck_assert (geng_problem_seal (problem, NULL));
  solution = geng_solve (problem, &options, NULL);
  ck_assert (solution->codes == NULL);
  ck_assert_int_eq (solution->no_line_member, 1);
  ck_assert (solution->no_line_proven);
  geng_problem_free (problem);
}
END_TEST

/* The member works 100 to 102 days of 120 and each of twenty codes ten times at most, the first
 * ones preferably, and on the last days no other than the first two: more limits than a line's
 * model counts, each is struck in turn, and who begins at the beginning finds no way on. */
START_TEST (test_many_limits)
{
  const guint n_days = 120, n_codes = 21;
  GengProblem *problem = geng_problem_new (1, n_days, n_codes, NULL);
  GengRange total = { 100, 102, GENG_FORBIDDEN, GENG_FORBIDDEN, FALSE };
  GengRange each = { 0, 10, 0, GENG_FORBIDDEN, FALSE };
  GengSolverOptions options = { .n_threads = 1, .effort_limit = 100000000 };
  g_autofree gint32 *weights = g_new0 (gint32, n_days * n_codes);
  g_autoptr (GengSolution) solution = NULL;

  for (guint i = 0; i < n_days * n_codes; i++)
    weights[i] = i % n_codes != GENG_OFF;
  geng_problem_add_counter (problem, 0, geng_problem_add_weights (problem, weights), -1, 0, &total,
                            1);
  for (guint c = 1; c < n_codes; c++)
    {
      for (guint i = 0; i < n_days * n_codes; i++)
        weights[i] = i % n_codes == c;
      geng_problem_add_counter (problem, 0, geng_problem_add_weights (problem, weights), -1, 0,
                                &each, 1);
      for (guint d = 0; d < n_days; d++)
        geng_problem_add_cost (problem, 0, d, c, -1000 + (gint32) c);
      for (guint d = n_days - 20; d < n_days && c > 2; d++)
        geng_problem_forbid (problem, 0, d, c);
    }
  ck_assert (geng_problem_seal (problem, NULL));
  solution = geng_solve (problem, &options, NULL);
  ck_assert (solution->codes != NULL);
  ck_assert_int_eq (geng_problem_evaluate (problem, solution->codes).forbidden, 0);
  /* at best the first ten codes ten times each, and twice the eleventh */
  ck_assert_int_ge (solution->cost * problem->unit, -(102 * 1000 - 10 * 55 - 2 * 11));
  geng_problem_free (problem);
}
END_TEST

START_TEST (test_large_prices)
{
  GengProblem *problem = geng_problem_new (3, 20, 3, NULL);
  GengRange crew = { 1, 1, GENG_MAX_PRICE, GENG_MAX_PRICE - 1, FALSE };
  GengSolverOptions options = { .n_threads = 1, .effort_limit = 50000000 };
  g_autoptr (GengSolution) solution = NULL;

  for (guint d = 0; d < 20; d++)
    {
      guint cell = geng_problem_add_cell (problem, &crew, 1);

      for (guint m = 0; m < 3; m++)
        {
          geng_problem_feed (problem, cell, m, d, 1, 1);
          geng_problem_add_cost (problem, m, d, 1, d % 3 == m ? -GENG_MAX_PRICE : GENG_MAX_PRICE);
        }
    }
  problem->gap_price = GENG_MAX_PRICE;
  ck_assert (geng_problem_seal (problem, NULL));
  solution = geng_solve (problem, &options, NULL);
  ck_assert (solution->codes != NULL);
  ck_assert_int_eq (solution->cost * problem->unit, -20 * (gint64) GENG_MAX_PRICE);
  ck_assert_int_le (solution->bound, solution->cost);
  geng_problem_free (problem);
}
END_TEST

static gboolean
stop (const GengSolverProgress *progress, gpointer user_data)
{
  guint *calls = user_data;

  (*calls)++;
  return !progress->feasible;
}

START_TEST (test_stop_and_cancel)
{
  g_autoptr (GengProblem) problem = crew_problem (40, 31, 5);
  gint cancelled = 1;
  guint calls = 0;
  GengSolverOptions stopping
      = { .n_threads = 2, .level = GENG_SOLVER_THOROUGH, .progress = stop, .user_data = &calls };
  GengSolverOptions cancelling
      = { .n_threads = 2, .level = GENG_SOLVER_THOROUGH, .cancelled = &cancelled };
  g_autoptr (GengSolution) stopped = geng_solve (problem, &stopping, NULL);
  g_autoptr (GengSolution) none = geng_solve (problem, &cancelling, NULL);

  ck_assert (stopped->codes != NULL && stopped->truncated);
  ck_assert_uint_ge (calls, 2);
  ck_assert (none->truncated);
}
END_TEST

typedef struct
{
  gint cancelled;
  gulong after; /* µs */
  clock_t at;
} Strike;

static gpointer
strike (gpointer data)
{
  Strike *self = data;

  g_usleep (self->after);
  self->at = clock ();
  g_atomic_int_set (&self->cancelled, 1);
  return NULL;
}

/* Two duties of four days each week, on as many days as there are. */
static GengProblem *
long_problem (guint n_days)
{
  GengProblem *problem = geng_problem_new (6, n_days, 2, NULL);
  const guint8 duty[] = { 0, 1 };
  GengRange range = { 2, 2, 50, 3, FALSE };
  GengRunLimit run = { .max = 3, .over = GENG_FORBIDDEN };

  run.code_set = geng_problem_add_code_set (problem, duty);
  for (run.member = 0; run.member < 6; run.member++)
    geng_problem_add_run_limit (problem, &run);
  for (guint d = 0; d < n_days; d++)
    {
      guint cell = geng_problem_add_cell (problem, &range, 1);

      for (guint m = 0; m < 6; m++)
        {
          geng_problem_feed (problem, cell, m, d, 1, 1);
          geng_problem_add_cost (problem, m, d, 1, (gint32) ((m * 7 + d * 3) % 5));
        }
    }
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

/* What the first roster takes counts: with no more effort than that there is a roster of everybody
 * and nothing else; with more, and a dive by tails, any number of threads finds the same. */
START_TEST (test_first_roster_counts)
{
  g_autoptr (GengProblem) problem = long_problem (112);
  GengSolverOptions options = { .n_threads = 1, .effort_limit = 1 };
  GengSpace *space = geng_space_new (problem, &geng_params_standard);
  GengRosterState *roster = geng_roster_state_new (space);
  GengLineArena arena = { 0 };
  GengBudget budget;
  gint nobody;
  g_autoptr (GengSolution) first = geng_solve (problem, &options, NULL), more = NULL, same = NULL;

  ck_assert_ptr_nonnull (first->codes);
  /* the members' models, a line for each, and one member's once more */
  geng_budget_init (&budget, 0, 0, NULL);
  ck_assert_int_eq (geng_greedy (roster, &arena, &budget, &nobody), GENG_VERDICT_YES);
  geng_polish_within (roster, &arena, &budget, 0);
  ck_assert_uint_eq (first->effort, space->effort + arena.effort);
  ck_assert_uint_gt (space->effort, 0);
  geng_roster_state_free (roster);
  geng_line_arena_clear (&arena);
  geng_space_free (space);
  options.effort_limit = first->effort;
  more = geng_solve (problem, &options, NULL);
  /* a tenth of it, and one member more, may go into planning it anew */
  ck_assert_uint_le (more->effort, 2 * first->effort);
  ck_assert_int_le (more->cost, first->cost);
  geng_solution_free (g_steal_pointer (&more));
  options.effort_limit = 20000000;
  more = geng_solve (problem, &options, NULL);
  ck_assert_int_lt (more->cost, first->cost);
  options.n_threads = 3;
  same = geng_solve (problem, &options, NULL);
  ck_assert_uint_eq (same->effort, more->effort);
  ck_assert_mem_eq (same->codes, more->codes, 6 * 112);
}
END_TEST

/* What earlier calls of the same plan have spent is no longer there, but for a first roster. */
START_TEST (test_spent_effort_is_gone)
{
  g_autoptr (GengProblem) problem = long_problem (112);
  GengSolverOptions options = { .n_threads = 1, .effort_limit = 3000000 };
  g_autoptr (GengSolution) less = geng_solve (problem, &options, NULL), same = NULL, none = NULL;

  options.effort_limit = 20000000;
  options.effort_spent = 17000000;
  same = geng_solve (problem, &options, NULL);
  ck_assert_uint_eq (same->effort, less->effort);
  ck_assert_mem_eq (same->codes, less->codes, 6 * 112);
  options.effort_spent = G_MAXUINT64;
  none = geng_solve (problem, &options, NULL);
  ck_assert_ptr_nonnull (none->codes);
  ck_assert_uint_lt (none->effort, less->effort);
}
END_TEST

/* A slow machine, or a sanitizer, makes an answer late and effort dear alike. */
static double
seconds_a_unit (void)
{
  g_autoptr (GengProblem) problem = crew_problem (60, 31, 13);
  GengSolverOptions options = { .n_threads = 1, .effort_limit = 20000000 };
  clock_t began = clock ();
  g_autoptr (GengSolution) solution = geng_solve (problem, &options, NULL);

  return (double) (clock () - began) / CLOCKS_PER_SEC / (double) solution->effort;
}

/* Work that is done after the cancel, of both threads, whatever else the machine does. */
START_TEST (test_cancel_answers)
{
  double most = MOST_ANSWER * seconds_a_unit ();
  const guint sizes[][3] = { { 2000, 31, 4 }, { 60, 31, 13 }, { 150, 200, 10 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gulong after = 2000; after < 1000000; after *= 6)
      {
        g_autoptr (GengProblem) problem = crew_problem (sizes[i][0], sizes[i][1], sizes[i][2]);
        Strike striking = { .after = after };
        GengSolverOptions options
            = { .n_threads = 2, .level = GENG_SOLVER_THOROUGH, .cancelled = &striking.cancelled };
        GThread *thread = g_thread_new ("strike", strike, &striking);
        GengSolution *solution = geng_solve (problem, &options, NULL);
        double seconds = (double) (clock () - striking.at) / CLOCKS_PER_SEC;

        g_thread_join (thread);
        ck_assert (solution->truncated || solution->optimal);
        if (!solution->optimal)
          ck_assert_msg (seconds < most, "size %u after %lu: %g s, at most %g", i, after, seconds,
                         most);
        geng_solution_free (solution);
      }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("solver");
  TCase *tests = tcase_create ("solver");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tests, 110);
  tcase_add_test (tests, test_exhaustive);
  tcase_add_test (tests, test_gaps_only);
  tcase_add_test (tests, test_same_whatever_threads);
  tcase_add_test (tests, test_running_price);
  tcase_add_test (tests, test_hostile_sizes);
  tcase_add_test (tests, test_no_line);
  tcase_add_test (tests, test_many_limits);
  tcase_add_test (tests, test_town);
  tcase_add_test (tests, test_no_demand);
  tcase_add_test (tests, test_contradiction);
  tcase_add_test (tests, test_starved_is_no_contradiction);
  tcase_add_test (tests, test_large_prices);
  tcase_add_test (tests, test_cheapest_days);
  tcase_add_test (tests, test_first_roster_counts);
  tcase_add_test (tests, test_spent_effort_is_gone);
  tcase_add_test (tests, test_cancel_answers);
  tcase_add_test (tests, test_stop_and_cancel);
  suite_add_tcase (suite, tests);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
