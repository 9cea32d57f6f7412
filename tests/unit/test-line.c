/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "geng-exact.h"
#include "geng-line-label.h"
#include "geng-line-tail.h"
#include "geng-random.h"
#include "geng-walk.h"

/* The member DP against brute force: random limits, patterns, spans, counters, groups, successions
 * and history. */

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

static guint
random_code_set (GengProblem *problem, GengRandom *random)
{
  guint8 set[8];

  for (guint c = 0; c < problem->n_codes; c++)
    set[c] = geng_random_below (random, 3) != 0;
  return geng_problem_add_code_set (problem, set);
}

static void
add_random_patterns (GengProblem *problem, GengRandom *random)
{
  for (guint i = geng_random_below (random, 4); i > 0; i--)
    {
      GengPattern pattern = { .n_sets = 1 + geng_random_below (random, 4) };
      guint8 days[MOST_DAYS];

      for (guint s = 0; s < pattern.n_sets; s++)
        pattern.code_set[s] = random_code_set (problem, random);
      for (guint d = 0; d < problem->n_days; d++)
        days[d] = geng_random_below (random, 4) != 0;
      pattern.starts = geng_problem_add_day_set (problem, days);
      pattern.begun = (guint8) geng_random_below (random, 256);
      pattern.price = random_price (random, 40);
      geng_problem_add_pattern (problem, &pattern);
    }
}

static void
random_range (GengRandom *random, GengRange *range)
{
  *range = (GengRange){ (gint32) geng_random_below (random, 8), 0, random_price (random, 20),
                        random_price (random, 30), FALSE };
  range->hi = range->lo + (gint32) geng_random_below (random, 8);
  range->lo = geng_random_below (random, 3) == 0 ? G_MININT32 : range->lo;
}

/* Weights of a code that are the same on most days, as hours are. */
static guint
random_weights (GengProblem *problem, GengRandom *random, gint32 least)
{
  gint32 weights[MOST_DAYS * 8];
  guint n = problem->n_codes;

  for (guint c = 0; c < n; c++)
    {
      gint32 weight = (gint32) geng_random_below (random, 4) + least;

      for (guint d = 0; d < problem->n_days; d++)
        weights[d * n + c] = weight + (geng_random_below (random, 12) == 0);
    }
  return geng_problem_add_weights (problem, weights);
}

static void
add_random_spans (GengProblem *problem, GengRandom *random)
{
  for (guint i = geng_random_below (random, 3); i > 0; i--)
    {
      GengSpan span = { .n_days = 1 + geng_random_below (random, 6) };
      gint32 least = geng_random_below (random, 3) == 0 ? -1 : 0;
      guint n_ranges = 1 + geng_random_below (random, 2);
      GengRange ranges[2];

      span.weights = random_weights (problem, random, least);
      span.known = geng_random_below (random, span.n_days);
      for (guint b = 0; b < span.known; b++)
        span.before[b] = (gint32) geng_random_below (random, 3) + least;
      for (guint r = 0; r < n_ranges; r++)
        random_range (random, &ranges[r]);
      if (geng_random_below (random, 2) == 0)
        {
          /* a hard maximum, the usual case */
          ranges[0].lo = G_MININT32;
          ranges[0].over = GENG_FORBIDDEN;
          n_ranges = 1;
        }
      geng_problem_add_span (problem, &span, ranges, n_ranges);
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
          group += d > 0 && geng_random_below (random, 3) == 0;
          groups[d] = geng_random_below (random, 4) == 0 ? -1 : group;
        }
      for (guint r = 0; r < 2; r++)
        random_range (random, &ranges[r]);
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
  if (geng_random_below (random, 3) != 0)
    add_random_limits (problem, random);
  if (geng_random_below (random, 2) != 0)
    add_random_patterns (problem, random);
  if (geng_random_below (random, 2) != 0)
    add_random_spans (problem, random);
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
      alone.first_run_limit = alone.first_pattern = alone.first_span = none;
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

/* What stands before day 0 counts as if it were days of the line: a longer horizon whose first days
 * are fixed says the same. */
static void
add_history (GengProblem *later, const GengProblem *whole, guint n_before, const guint8 *codes)
{
  for (guint i = 0; i < whole->patterns->len; i++)
    {
      GengPattern pattern = g_array_index (whole->patterns, GengPattern, i);
      const guint8 *starts = GENG_PROBLEM_DAY_SET (whole, pattern.starts);

      pattern.begun = 0;
      for (guint n = 1; n < pattern.n_sets && n <= n_before; n++)
        {
          gboolean stands = starts[n_before - n];

          for (guint s = 0; s < n; s++)
            stands &= GENG_PROBLEM_CODE_SET (whole, pattern.code_set[s])[codes[n_before - n + s]];
          pattern.begun |= (guint8) (stands ? 1u << (n - 1) : 0);
        }
      for (guint s = 0; s < pattern.n_sets; s++)
        pattern.code_set[s]
            = geng_problem_add_code_set (later, GENG_PROBLEM_CODE_SET (whole, pattern.code_set[s]));
      pattern.starts = geng_problem_add_day_set (later, starts + n_before);
      geng_problem_add_pattern (later, &pattern);
    }
  for (guint i = 0; i < whole->spans->len; i++)
    {
      GengSpan span = g_array_index (whole->spans, GengSpan, i);
      const gint32 *weights = GENG_PROBLEM_WEIGHTS (whole, span.weights);

      memset (span.before, 0, sizeof span.before);
      span.known = MIN (n_before, span.n_days - 1);
      for (guint b = 0; b < span.known; b++)
        span.before[b] = weights[(n_before - 1 - b) * whole->n_codes + codes[n_before - 1 - b]];
      span.weights = geng_problem_add_weights (later, weights + n_before * whole->n_codes);
      geng_problem_add_span (later, &span, GENG_PROBLEM_RANGE (whole, span.first_range),
                             span.n_ranges);
    }
}

START_TEST (test_history)
{
  guint n_charged = 0;

  for (guint64 seed = 0; seed < 400; seed++)
    {
      GengRandom random;
      g_autoptr (GengProblem) whole = geng_problem_new (1, MOST_DAYS, 3, NULL);
      g_autoptr (GengProblem) first = NULL, later = NULL;
      guint8 codes[MOST_DAYS];
      guint n_before;
      GengValue all, a, b;

      geng_random_init (&random, seed, 0);
      n_before = 1 + geng_random_below (&random, MOST_DAYS - 1);
      first = geng_problem_new (1, n_before, 3, NULL);
      later = geng_problem_new (1, MOST_DAYS - n_before, 3, NULL);
      for (guint d = 0; d < MOST_DAYS; d++)
        codes[d] = (guint8) geng_random_below (&random, 3);
      add_random_patterns (whole, &random);
      add_random_spans (whole, &random);
      for (guint i = 0; i < whole->patterns->len; i++)
        g_array_index (whole->patterns, GengPattern, i).begun = 0;
      for (guint i = 0; i < whole->spans->len; i++)
        {
          GengSpan *span = &g_array_index (whole->spans, GengSpan, i);

          /* nothing is known of the days before both */
          memset (span->before, 0, sizeof span->before);
          span->known = 0;
        }
      add_history (later, whole, n_before, codes);
      add_history (first, whole, 0, codes);
      whole->gap_price = later->gap_price = first->gap_price = 1;
      ck_assert (geng_problem_seal (whole, NULL) && geng_problem_seal (first, NULL)
                 && geng_problem_seal (later, NULL));
      all = geng_problem_evaluate_line (whole, 0, codes);
      a = geng_problem_evaluate_line (first, 0, codes);
      b = geng_problem_evaluate_line (later, 0, codes + n_before);
      ck_assert_int_eq (all.cost * whole->unit, a.cost * first->unit + b.cost * later->unit);
      ck_assert_int_eq (all.forbidden, a.forbidden + b.forbidden);
      n_charged += b.cost > 0 || b.forbidden > 0;
    }
  ck_assert_uint_gt (n_charged, 100);
}
END_TEST

/* A member with one hard span; how many states it takes. */
static guint
states_of_span (guint n_days, const gint32 *weights, guint n_codes, gint32 hi)
{
  g_autoptr (GengProblem) problem = geng_problem_new (1, 28, n_codes, NULL);
  g_autofree gint32 *table = g_new (gint32, 28 * n_codes);
  GengSpan span = { .n_days = n_days };
  GengRange range = { G_MININT32, hi, 0, GENG_FORBIDDEN, FALSE };
  GengAutomaton *automaton;
  guint n_states;

  for (guint i = 0; i < 28 * n_codes; i++)
    table[i] = weights[i % n_codes];
  span.weights = geng_problem_add_weights (problem, table);
  geng_problem_add_span (problem, &span, &range, 1);
  ck_assert (geng_problem_seal (problem, NULL));
  automaton = geng_automaton_new (problem, 0, TRUE);
  ck_assert (automaton->exact);
  n_states = automaton->n_states;
  geng_automaton_free (automaton);
  return n_states;
}

/* Spans are kept by as few states as can be.  At most m duties in k days: the last k - 1 days with
 * at most m duties, and those with m - 1 or fewer whose oldest days can never matter are one with
 * others; with one duty at most a state is the days since it. */
START_TEST (test_states_of_spans)
{
  const gint32 duty[] = { 0, 1 }, hours[] = { 0, 600, 240 };

  ck_assert_uint_eq (states_of_span (7, duty, 2, 1), 7);
  ck_assert_uint_le (states_of_span (7, duty, 2, 2), 1 + 6 + 15);
  ck_assert_uint_eq (states_of_span (7, duty, 2, 6), 7); /* duties in a row so far */
  ck_assert_uint_le (states_of_span (14, duty, 2, 7), 8192);
  ck_assert_uint_le (states_of_span (7, hours, 3, 48 * 60), 729);
  ck_assert_uint_le (states_of_span (7, hours, 3, 40 * 60), 729);
}
END_TEST

/* The walk of the exact searches says what the definition says. */
static void
check_walk (const GengProblem *problem, GengRandom *random)
{
  g_autoptr (GengWalk) walk = geng_walk_new (problem, 0);

  for (guint line = 0; line < 3; line++)
    {
      guint8 codes[MOST_DAYS];
      gboolean legal = TRUE;
      GengValue value;

      for (guint d = 0; d < problem->n_days; d++)
        codes[d] = (guint8) geng_random_below (random, problem->n_codes);
      for (guint d = 0; d < problem->n_days && legal; d++)
        legal = geng_walk_step (walk, d, codes[d]);
      value = geng_problem_evaluate_line (problem, 0, codes);
      ck_assert_int_eq (legal, value.forbidden == 0);
      if (legal)
        ck_assert_int_eq (walk->price[problem->n_days] + geng_walk_counters (walk, problem->n_days),
                          value.cost);
    }
}

/* Whether there is any line is no matter of what it costs. */
static void
check_exact_line (const GengProblem *problem, gboolean any)
{
  guint8 codes[MOST_DAYS];
  GengBudget budget = { .limit = G_MAXUINT64 };
  guint64 effort = 0;
  GengVerdict verdict
      = geng_exact_line (problem, &geng_params_standard, 0, &budget, &effort, codes);

  ck_assert_int_eq (verdict, any ? GENG_VERDICT_YES : GENG_VERDICT_NO);
  if (any)
    ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, codes).forbidden, 0);
}

/* By labels, which only large models need, it is the same line; a rough look finds it, or says that
 * no line is cheaper than something. */
static gboolean
check_labels (const GengProblem *problem,
              GengLineModel *model,
              GengLineArena *arena,
              const gint32 *cost,
              gint64 value)
{
  GengLineHint hint = { 0 };
  guint8 codes[MOST_DAYS] = { 0 };
  gint64 best = GENG_INFINITE, least = GENG_INFINITE, loose;

  if (model->loose == NULL)
    return FALSE;
  if (model->under == NULL)
    geng_line_label_find_under (model, problem, 0);
  loose = geng_line_solve (model->loose, arena, cost, NULL, &hint, FALSE, FALSE, codes);
  if (loose >= GENG_INFINITE)
    return FALSE;
  ck_assert (geng_line_label_solve (model, arena, cost, NULL, &hint, loose, TRUE, &least, codes));
  ck_assert_int_le (least, value);
  if (least < value)
    ck_assert_int_gt (least, loose);
  ck_assert (geng_line_label_solve (model, arena, cost, NULL, &hint, loose, FALSE, &best, codes));
  ck_assert_int_eq (best, value);
  if (best < GENG_INFINITE)
    ck_assert_int_eq (geng_line_price (model, cost, NULL, codes), best);
  return best > loose;
}

/* The days before the first one stand, and cost nothing: what is left of a line's price. */
static void
let_stand (const GengLineModel *model, const guint8 *codes, guint first, gint32 *cost)
{
  for (guint d = 0; d < first; d++)
    for (guint c = 0; c < model->n_codes; c++)
      cost[d * model->n_codes + c] = c == codes[d] ? 0 : GENG_INFINITE;
}

/* A line cut in two is never dearer than the whole one; without axes it is that.  best: a best
 * line, and `value` its price. */
static guint
check_tail (const GengLineModel *model,
            GengLineArena *arena,
            GengRandom *random,
            const gint32 *given,
            const guint8 *best)
{
  guint first = geng_random_below (random, model->n_days);
  guint day = first + geng_random_below (random, model->n_days - first + 1);
  gint32 cost[MOST_DAYS * 8], none[GENG_MAX_GROUPS] = { 0 };
  gboolean ends = TRUE;
  guint8 codes[MOST_DAYS];
  GengLineHint hint = { 0 };
  GengLineStand stand = { 0 }, end;
  GengLineTail tail;
  gint64 whole, value;

  memcpy (cost, given, sizeof cost);
  memcpy (codes, best, model->n_days);
  let_stand (model, best, first, cost);
  whole = geng_line_price (model, cost, NULL, best);
  ck_assert (geng_line_walk (model, best, 0, first, &stand));
  ck_assert (geng_line_may_end (model, first, &stand));
  ck_assert (geng_line_tail_find (&tail, model, arena, cost, none, &hint, &stand, day));
  value = geng_line_solve_to (model, arena, cost, none, &tail, first, stand.state, codes);
  ck_assert_int_le (value, whole);
  ck_assert_int_le (geng_line_price_to (model, cost, none, &tail, first, &stand, best), whole);
  ck_assert_int_ge (geng_line_price_to (model, cost, none, &tail, first, &stand, best), value);
  ck_assert_int_ge (geng_line_price_to (model, cost, none, &tail, first, &stand, codes), value);
  end = stand;
  ck_assert (geng_line_walk (model, codes, first, day, &end));
  for (guint a = 0; a < model->n_axes; a++)
    ends &= model->axis[a].last >= day;
  if (ends && geng_line_may_end (model, day, &end))
    ck_assert_int_eq (geng_line_price_to (model, cost, none, &tail, first, &stand, codes), value);
  /* the rest leaves out what spans of many states charge, and what the days before the first do */
  if (model->n_axes == 0 && model->first_under == NULL && first == 0)
    ck_assert_int_eq (value, whole);
  geng_line_tail_clear (&tail);
  return day < model->n_days && model->n_axes > 0;
}

/* From where no line can go on nothing is said to end well: every line of a member with three
 * duties of four days at least has to begin by the second. */
START_TEST (test_ends_well)
{
  g_autoptr (GengProblem) problem = geng_problem_new (1, 4, 2, NULL);
  const gint32 duties[] = { 0, 1, 0, 1, 0, 1, 0, 1 };
  GengRange range = { 3, 3, GENG_FORBIDDEN, GENG_FORBIDDEN, FALSE };
  guint8 late[] = { 0, 0, 1, 1 }, all[] = { 1, 1, 1, 1 }, well[] = { 0, 1, 1, 1 };
  GengLineStand stand = { 0 };
  GengLineModel *model;

  geng_problem_add_counter (problem, 0, geng_problem_add_weights (problem, duties), -1, 0, &range,
                            1);
  ck_assert (geng_problem_seal (problem, NULL));
  model = geng_line_model_new (problem, 0, SHIFT, &geng_params_standard);
  ck_assert_uint_eq (model->n_axes, 1);
  ck_assert (geng_line_walk (model, late, 0, 1, &stand));
  ck_assert (geng_line_may_end (model, 1, &stand));
  ck_assert (geng_line_walk (model, late, 1, 2, &stand));
  ck_assert (!geng_line_may_end (model, 2, &stand));
  memset (&stand, 0, sizeof stand);
  ck_assert (geng_line_walk (model, all, 0, 3, &stand));
  ck_assert (geng_line_may_end (model, 3, &stand));
  ck_assert (geng_line_walk (model, all, 3, 4, &stand));
  ck_assert (!geng_line_may_end (model, 4, &stand));
  memset (&stand, 0, sizeof stand);
  ck_assert (geng_line_walk (model, well, 0, 4, &stand));
  ck_assert (geng_line_may_end (model, 4, &stand));
  geng_line_model_free (model);
}
END_TEST

START_TEST (test_brute_force)
{
  GengLineArena arena = { 0 };
  guint n_with_line = 0, n_with_axes = 0, n_left_out = 0, n_labelled = 0, n_cut = 0;

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
      model = geng_line_model_new (problem, 0, SHIFT, &geng_params_standard);
      if (!model->automaton->exact)
        {
          /* too many weights at once: random spans can be so, hardly ever */
          n_left_out++;
          geng_line_model_free (model);
          continue;
        }
      for (guint i = 0; i < problem->n_days * problem->n_codes; i++)
        cost[i]
            = problem->cost[i] == GENG_FORBIDDEN ? GENG_INFINITE : problem->cost[i] * (1 << SHIFT);
      value = geng_line_solve (model, &arena, cost, NULL, NULL, FALSE, FALSE, codes);
      n_labelled += check_labels (problem, model, &arena, cost, value);
      best = brute_force (problem, model, cost);
      check_with_knowledge (model, &arena, &random, cost, value);
      check_walk (problem, &random);
      if (model->priced->len == 0)
        check_exact_line (problem, best < G_MAXINT64);
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
          n_cut += check_tail (model, &arena, &random, cost, codes);
          n_with_line++;
          n_with_axes += model->n_axes > 0;
        }
      geng_line_model_free (model);
    }
  ck_assert_uint_gt (n_with_line, N_SEEDS / 4);
  ck_assert_uint_gt (n_with_axes, N_SEEDS / 15);
  ck_assert_uint_lt (n_left_out, N_SEEDS / 50);
  ck_assert_uint_gt (n_labelled, N_SEEDS / 50);
  ck_assert_uint_gt (n_cut, N_SEEDS / 50);
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
  tcase_add_test (tests, test_ends_well);
  tcase_add_test (tests, test_history);
  tcase_add_test (tests, test_states_of_spans);
  suite_add_tcase (suite, tests);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
