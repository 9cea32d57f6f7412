/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a rolling span costs beside the same rule a calendar week: months of thirty people, planned
 * with each of a few rules said in both ways.  Counted work decides, so a busy machine prints the
 * same figures but for the seconds.  A plan ends when it is proven, in which luck has a part, with
 * the seed and with the month: of each month the median of some seeds counts, and of the months the
 * median ratio.
 *
 *     bench-spans [RULE]     one of them, from 1 on
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "geng-line.h"
#include "geng-random.h"
#include "geng-solver.h"

#define N_MEMBERS 30
#define N_DAYS 31
#define N_CODES 4 /* off, day, night, standby */
#define N_PRICED 20
#define N_SEEDS 3
#define N_MONTHS 5
#define WEEK 7

typedef struct
{
  const char *name;
  gint32 weight[N_CODES];
  gint32 hi;
  gint32 over; /* price, or GENG_FORBIDDEN */
  guint days;  /* of the span, whole weeks; a calendar week beside it holds its part of `hi` */
} Rule;

static const Rule rules[] = {
  { "nights 7 days ..2", { 0, 0, 1, 0 }, 2, GENG_FORBIDDEN, 7 },
  { "duties 7 days ..4", { 0, 1, 1, 1 }, 4, GENG_FORBIDDEN, 7 },
  { "hours 7 days ..44", { 0, 10, 10, 4 }, 44, GENG_FORBIDDEN, 7 },
  { "nights 7 days ..2 soft", { 0, 0, 1, 0 }, 2, 15, 7 },
  { "nights 14 days ..4", { 0, 0, 1, 0 }, 4, GENG_FORBIDDEN, 14 },
};

enum
{
  WEEKS,
  ROLLING,
  N_WAYS
};

static const char *const ways[N_WAYS] = { "weeks", "rolling" };

static guint
add_weights (GengProblem *problem, const gint32 *weight, guint first, guint end)
{
  gint32 table[N_DAYS * N_CODES] = { 0 };

  for (guint d = first; d < MIN (end, N_DAYS); d++)
    memcpy (table + d * N_CODES, weight, N_CODES * sizeof *weight);
  return geng_problem_add_weights (problem, table);
}

static void
add_rule (GengProblem *problem, guint member, const Rule *rule, guint way)
{
  GengRange range = { G_MININT32, rule->hi, 0, rule->over, FALSE };
  GengSpan span = { .member = member, .n_days = rule->days };

  if (way == ROLLING)
    {
      span.weights = add_weights (problem, rule->weight, 0, N_DAYS);
      geng_problem_add_span (problem, &span, &range, 1);
    }
  range.hi = rule->hi * WEEK / (gint32) rule->days;
  for (guint d = 0; d < N_DAYS && way == WEEKS; d += WEEK)
    geng_problem_add_counter (problem, member, add_weights (problem, rule->weight, d, d + WEEK), -1,
                              0, &range, 1);
}

/* Work in runs of one to five, nights in runs of at most three, no day after a night, some
 * twelve duties a month, own wishes. */
static void
add_member (GengProblem *problem, GengRandom *random, guint m)
{
  static const guint8 duty[] = { 0, 1, 1, 1 }, night[] = { 0, 0, 1, 0 };
  static const gint32 one[] = { 0, 1, 1, 1 };
  GengRunLimit on = { m, 0, 1, 5, 0, GENG_FORBIDDEN, 0, TRUE };
  GengRunLimit nights = { m, 0, 1, 3, 0, GENG_FORBIDDEN, 0, TRUE };
  GengRange target = { 12, 13, 8, 8, FALSE };

  on.code_set = geng_problem_add_code_set (problem, duty);
  nights.code_set = geng_problem_add_code_set (problem, night);
  geng_problem_add_run_limit (problem, &on);
  geng_problem_add_run_limit (problem, &nights);
  geng_problem_add_counter (problem, m, add_weights (problem, one, 0, N_DAYS), -1, 0, &target, 1);
  for (guint d = 0; d < N_DAYS; d++)
    {
      if (d + 1 < N_DAYS)
        geng_problem_forbid_succession (problem, m, d, 2, 1);
      for (guint c = 0; c < N_CODES; c++)
        if (geng_random_below (random, 5) == 0)
          geng_problem_add_cost (problem, m, d, c, (gint32) geng_random_below (random, 20));
    }
}

static GengProblem *
month (const Rule *rule, guint way, guint which)
{
  static const gint32 crew[] = { 0, 5, 4, 3 };
  GengProblem *problem = geng_problem_new (N_MEMBERS, N_DAYS, N_CODES, NULL);
  GengRandom random;

  geng_random_init (&random, which, 0);
  for (guint m = 0; m < N_MEMBERS; m++)
    {
      add_member (problem, &random, m);
      add_rule (problem, m, rule, way);
    }
  for (guint d = 0; d < N_DAYS; d++)
    for (guint c = 1; c < N_CODES; c++)
      {
        GengRange range = { crew[c], crew[c] + 1, 0, 20, TRUE };
        guint cell = geng_problem_add_cell (problem, &range, 1);

        for (guint m = 0; m < N_MEMBERS; m++)
          geng_problem_feed (problem, cell, m, d, c, 1);
      }
  if (!geng_problem_seal (problem, NULL))
    g_error ("bench-spans: the problem is not sealed");
  return problem;
}

/* The work of one member's best line under prices that make duties worth while. */
static double
line_effort (const GengProblem *problem, guint *n_states)
{
  GengLineModel *model = geng_line_model_new (problem, 0, 4, &geng_params_standard);
  GengLineArena arena = { 0 };
  GengLineHint hint = { 0 };
  GengRandom random;
  guint8 codes[N_DAYS];
  double effort;

  geng_random_init (&random, 2, 0);
  for (guint i = 0; i < N_PRICED; i++)
    {
      gint32 cost[N_DAYS * N_CODES];

      for (guint j = 0; j < N_DAYS * N_CODES; j++)
        cost[j] = j % N_CODES == 0 ? 0 : ((gint32) geng_random_below (&random, 40) - 25) * 16;
      geng_line_solve (model, &arena, cost, NULL, &hint, FALSE, FALSE, codes);
    }
  effort = (double) arena.effort / N_PRICED;
  *n_states = model->automaton->n_states;
  geng_line_arena_clear (&arena);
  geng_line_model_free (model);
  return effort;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* The median effort of a month, said in one way. */
static double
measure (const Rule *rule, guint way, guint which)
{
  g_autoptr (GengProblem) problem = month (rule, way, which);
  clock_t began = clock ();
  double effort[N_SEEDS], line;
  guint n_states;
  int gaps = 0, cost = 0, bound = 0, proven = 0;

  for (guint s = 0; s < N_SEEDS; s++)
    {
      GengSolverOptions options = { .seed = s + 1, .n_threads = 1, .level = GENG_SOLVER_NORMAL };
      g_autoptr (GengSolution) solution = geng_solve (problem, &options, NULL);

      effort[s] = (double) solution->effort;
      gaps = (int) solution->gaps;
      cost = (int) solution->cost;
      bound = (int) solution->bound;
      proven += solution->optimal;
    }
  qsort (effort, N_SEEDS, sizeof *effort, compare_doubles);
  line = line_effort (problem, &n_states);
  printf ("%-24s %5u %-8s %6u %9.0f %10.1f %6.1f %5d %7d %7d  %d of %d proven\n", rule->name, which,
          ways[way], n_states, line, effort[N_SEEDS / 2] / 1e6,
          (double) (clock () - began) / CLOCKS_PER_SEC / N_SEEDS, gaps, cost, bound, proven,
          N_SEEDS);
  fflush (stdout);
  return effort[N_SEEDS / 2];
}

static void
compare_ways (const Rule *rule)
{
  double ratio[N_MONTHS];

  for (guint which = 0; which < N_MONTHS; which++)
    {
      double weeks = measure (rule, WEEKS, which + 1);

      ratio[which] = measure (rule, ROLLING, which + 1) / weeks;
    }
  qsort (ratio, N_MONTHS, sizeof *ratio, compare_doubles);
  printf ("%-24s rolling over weeks: %.2f (%.2f to %.2f)\n", rule->name, ratio[N_MONTHS / 2],
          ratio[0], ratio[N_MONTHS - 1]);
}

int
main (int argc, char **argv)
{
  guint one = argc > 1 ? (guint) atoi (argv[1]) : 0;

  printf ("%-24s %5s %-8s %6s %9s %10s %6s %5s %7s %7s\n", "rule", "month", "said by", "states",
          "a line", "effort, M", "CPU s", "gaps", "cost", "bound");
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (one == 0 || i + 1 == one)
      compare_ways (&rules[i]);
  return 0;
}
