/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "geng-line.h"
#include "geng-random.h"

/* The member DP against brute force: random limits, counters, groups, successions and history. */

#define SHIFT 4
#define MOST_DAYS 10
#ifdef __SANITIZE_ADDRESS__
#define N_SEEDS 1500
#else
#define N_SEEDS 3000
#endif

static gint32
random_price (GengRandom *random, guint hard_percent)
{
  return geng_random_below (random, 100) < hard_percent ? GENG_FORBIDDEN
                                                        : (gint32) geng_random_below (random, 12);
}

static void
add_random_limits (GengProblem *problem, GengRandom *random)
{
  guint n = problem->n_codes;

  for (guint i = geng_random_below (random, 4); i > 0; i--)
    {
      guint8 set[8];
      GengRunLimit run = { 0 };

      for (guint c = 0; c < n; c++)
        set[c] = geng_random_below (random, 2) != 0;
      run.code_set = geng_problem_add_code_set (problem, set);
      run.min = (gint32) geng_random_below (random, 4);
      run.max = (gint32) (1 + geng_random_below (random, 6));
      run.under = random_price (random, 30);
      run.over = random_price (random, 40);
      run.before = (gint32) geng_random_below (random, 3);
      run.known = geng_random_below (random, 2) != 0;
      geng_problem_add_run_limit (problem, &run);
    }
}

static void
add_random_counters (GengProblem *problem, GengRandom *random)
{
  guint n = problem->n_codes, n_days = problem->n_days;

  for (guint i = geng_random_below (random, 5); i > 0; i--)
    {
      gint32 weights[MOST_DAYS * 8] = { 0 }, groups[MOST_DAYS];
      gboolean grouped = geng_random_below (random, 3) == 0;
      guint from = geng_random_below (random, n_days);
      guint to = from + 1 + geng_random_below (random, n_days - from);
      GengRange ranges[2];
      guint table;
      gint32 group = 0;

      for (guint c = 0; c < n; c++)
        {
          gint32 weight = (gint32) geng_random_below (random, 4) - (grouped ? 1 : 0);

          for (guint d = grouped ? 0 : from; d < (grouped ? n_days : to); d++)
            weights[d * n + c] = weight * 2;
        }
      for (guint d = 0; d < n_days; d++)
        {
          group += geng_random_below (random, 3) == 0;
          groups[d] = geng_random_below (random, 4) == 0 ? -1 : group;
        }
      for (guint r = 0; r < 2; r++)
        {
          ranges[r] = (GengRange){ (gint32) geng_random_below (random, 8), 0,
                                   random_price (random, 20), random_price (random, 30), FALSE };
          ranges[r].hi = ranges[r].lo + (gint32) geng_random_below (random, 8);
          ranges[r].lo = geng_random_below (random, 3) == 0 ? G_MININT32 : ranges[r].lo;
        }
      table = geng_problem_add_weights (problem, weights);
      geng_problem_add_counter (
          problem, 0, table, grouped ? (gint) geng_problem_add_groups (problem, groups) : -1,
          (gint32) geng_random_below (random, 3), ranges, 1 + geng_random_below (random, 2));
    }
}

static GengProblem *
random_line (GengRandom *random)
{
  guint n_days = 1 + geng_random_below (random, MOST_DAYS);
  guint n_codes = 1 + geng_random_below (random, 3);
  GengProblem *problem = geng_problem_new (1, n_days, n_codes, NULL);

  for (guint d = 0; d < n_days; d++)
    for (guint c = 0; c < n_codes; c++)
      {
        geng_problem_add_cost (problem, 0, d, c,
                               geng_random_below (random, 8) == 0
                                   ? GENG_FORBIDDEN
                                   : (gint32) geng_random_below (random, 20) - 10);
        for (guint b = 0; b < n_codes && d + 1 < n_days; b++)
          if (geng_random_below (random, 5) == 0)
            geng_problem_forbid_succession (problem, 0, d, c, b);
      }
  add_random_limits (problem, random);
  add_random_counters (problem, random);
  problem->gap_price = 1;
  ck_assert (geng_problem_seal (problem, NULL));
  return problem;
}

/* What the DP leaves to its caller. */
static gint64
priced_part (const GengProblem *problem,
             const GengLineModel *model,
             const guint8 *codes,
             gboolean *forbidden)
{
  gint64 cost = 0;

  *forbidden = FALSE;
  for (guint i = 0; i < model->priced->len; i++)
    {
      GengProblem alone = *problem;
      guint first[2] = { g_array_index (model->priced, guint, i), 0 };
      guint none[2] = { 0, 0 };
      g_autofree gint32 *free_cost = g_new0 (gint32, problem->n_days * problem->n_codes);
      g_autofree guint8 *no_join
          = g_new0 (guint8, (gsize) problem->n_successions * problem->n_codes * problem->n_codes);
      GengValue value;

      first[1] = first[0] + 1;
      alone.first_counter = first;
      alone.first_run_limit = none;
      alone.cost = free_cost;
      alone.successions = no_join;
      value = geng_problem_evaluate_line (&alone, 0, codes);
      cost += value.cost;
      *forbidden |= value.forbidden > 0;
    }
  return cost;
}

/* Over all lines with these costs of (day, code). */
static gint64
brute_force (const GengProblem *problem, const GengLineModel *model, const gint32 *cost)
{
  gint64 best = G_MAXINT64;
  guint64 n = 1;

  for (guint d = 0; d < problem->n_days; d++)
    n *= problem->n_codes;
  for (guint64 i = 0; i < n; i++)
    {
      guint8 codes[MOST_DAYS];
      guint64 rest = i;
      GengValue value;
      gboolean forbidden, barred = FALSE;
      gint64 priced;

      for (guint d = 0; d < problem->n_days; d++, rest /= problem->n_codes)
        {
          codes[d] = (guint8) (rest % problem->n_codes);
          barred |= cost[d * problem->n_codes + codes[d]] >= GENG_INFINITE;
        }
      if (barred)
        continue;
      value = geng_problem_evaluate_line (problem, 0, codes);
      priced = priced_part (problem, model, codes, &forbidden);
      if (value.forbidden == 0 && !forbidden)
        best = MIN (best, value.cost - priced);
    }
  return best;
}

/* What is known beforehand changes nothing: a line, what axes were worth to other prices. */
static void
check_with_knowledge (const GengLineModel *model,
                      GengLineArena *arena,
                      GengRandom *random,
                      const gint32 *cost,
                      gint64 value)
{
  GengLineHint hint = { 0 };
  gint64 excess[GENG_MAX_AXES];
  gint32 other[MOST_DAYS * 8];
  guint8 codes[MOST_DAYS] = { 0 }, line[MOST_DAYS] = { 0 };
  gboolean known;

  for (guint i = 0; i < model->n_days * model->n_codes; i++)
    other[i] = cost[i] == GENG_INFINITE ? GENG_INFINITE
                                        : cost[i] + (gint32) geng_random_below (random, 160) - 80;
  known = geng_line_solve (model, arena, other, NULL, &hint, FALSE, FALSE, codes) < GENG_INFINITE;
  ck_assert_int_eq (known, value < GENG_INFINITE);
  ck_assert_int_ge (geng_line_price (model, cost, NULL, codes), value);
  ck_assert_int_le (geng_line_relax (model, arena, cost, NULL, hint.worth, excess, line), value);
  memcpy (line, codes, sizeof line);
  ck_assert_int_le (geng_line_solve (model, arena, cost, NULL, &hint, known, TRUE, line), value);
  ck_assert_int_ge (geng_line_price (model, cost, NULL, line), value);
  ck_assert_int_eq (geng_line_solve (model, arena, cost, NULL, &hint, known, FALSE, codes), value);
  if (known)
    ck_assert_int_eq (geng_line_price (model, cost, NULL, codes), value);
  for (guint a = 0; a < model->n_axes; a++)
    hint.worth[a] = (gint64) geng_random_below (random, 400) - 200;
  ck_assert_int_le (geng_line_relax (model, arena, cost, NULL, hint.worth, excess, line), value);
  ck_assert_int_eq (geng_line_solve (model, arena, cost, NULL, &hint, FALSE, FALSE, line), value);
}

/* A window of days is free, the line stands before and after it. */
static void
check_window (const GengProblem *problem,
              const GengLineModel *model,
              GengLineArena *arena,
              GengRandom *random,
              const gint32 *cost,
              const guint8 *standing)
{
  guint first = geng_random_below (random, model->n_days);
  guint end = first + geng_random_below (random, model->n_days - first + 1);
  gint32 inside[MOST_DAYS * 8];
  guint8 codes[MOST_DAYS];
  gint64 value;

  for (guint d = 0; d < model->n_days; d++)
    for (guint c = 0; c < model->n_codes; c++)
      inside[d * model->n_codes + c] = (d >= first && d < end) || c == standing[d]
                                           ? cost[d * model->n_codes + c]
                                           : GENG_INFINITE;
  memcpy (codes, standing, model->n_days);
  value = geng_line_solve (model, arena, inside, NULL, NULL, FALSE, FALSE, codes);
  ck_assert_int_lt (value, GENG_INFINITE);
  ck_assert_int_eq (geng_line_price (model, inside, NULL, codes), value);
  ck_assert_mem_eq (codes, standing, first);
  ck_assert_mem_eq (codes + end, standing + end, model->n_days - end);
  if (model->priced->len == 0)
    ck_assert_int_eq (brute_force (problem, model, inside), value >> SHIFT);
}

START_TEST (test_brute_force)
{
  GengLineArena arena = { 0 };
  guint n_with_line = 0, n_with_axes = 0;

  for (guint64 seed = 0; seed < N_SEEDS; seed++)
    {
      GengRandom random;
      g_autoptr (GengProblem) problem = NULL;
      GengLineModel *model;
      gint32 cost[MOST_DAYS * 8];
      guint8 codes[MOST_DAYS] = { 0 };
      gint64 best, value;

      geng_random_init (&random, seed, 0);
      problem = random_line (&random);
      model = geng_line_model_new (problem, 0, SHIFT);
      for (guint i = 0; i < problem->n_days * problem->n_codes; i++)
        cost[i]
            = problem->cost[i] == GENG_FORBIDDEN ? GENG_INFINITE : problem->cost[i] * (1 << SHIFT);
      value = geng_line_solve (model, &arena, cost, NULL, NULL, FALSE, FALSE, codes);
      best = brute_force (problem, model, cost);
      check_with_knowledge (model, &arena, &random, cost, value);
      if (model->priced->len == 0)
        ck_assert_msg ((value == GENG_INFINITE) == (best == G_MAXINT64), "seed %d", (int) seed);
      if (value < GENG_INFINITE)
        {
          GengValue judged = geng_problem_evaluate_line (problem, 0, codes);
          gboolean forbidden;
          gint64 priced = priced_part (problem, model, codes, &forbidden);

          ck_assert_msg (judged.cost - priced == value >> SHIFT, "seed %d: says %d, costs %d",
                         (int) seed, (int) (value >> SHIFT), (int) (judged.cost - priced));
          ck_assert_msg (forbidden || judged.forbidden == 0, "seed %d: not legal", (int) seed);
          if (model->priced->len == 0)
            ck_assert_msg (best == value >> SHIFT, "seed %d: %d, not %d", (int) seed,
                           (int) (value >> SHIFT), (int) best);
          check_window (problem, model, &arena, &random, cost, codes);
          n_with_line++;
          n_with_axes += model->n_axes > 0;
        }
      geng_line_model_free (model);
    }
  ck_assert_uint_gt (n_with_line, N_SEEDS / 4);
  ck_assert_uint_gt (n_with_axes, N_SEEDS / 15);
  geng_line_arena_clear (&arena);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("line");
  TCase *tests = tcase_create ("line");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, test_brute_force);
  suite_add_tcase (suite, tests);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
