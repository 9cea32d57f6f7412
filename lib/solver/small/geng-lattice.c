/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-lattice.h"

/* Which values the objective can take. * A price of a minute says little where all shifts last
 * ten hours: counters move in steps, and so do their prices.  The common divisor of all such
 * steps lets a bound be rounded up further than to a whole number. */

/* More positions of a count than these, and its prices alone are looked at. */
#define MOST_POSITIONS 20000

static gint64
common (gint64 a, gint64 b)
{
  b = ABS (b);
  while (b != 0)
    {
      gint64 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

static gint64
prices_of_ranges (const GengProblem *problem, guint first, guint n, gint64 step)
{
  for (guint r = first; r < first + n; r++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (problem, r);

      if (range->gap)
        step = common (step, problem->gap_price);
      else if (range->under != GENG_FORBIDDEN)
        step = common (step, range->under);
      if (range->over != GENG_FORBIDDEN)
        step = common (step, range->over);
    }
  return step;
}

/* A count that moves from `low` to `high` in multiples of `unit`. */
static gint64
steps_of_ranges (const GengProblem *problem,
                 guint first,
                 guint n,
                 gint64 low,
                 gint64 high,
                 gint64 unit,
                 gint64 step)
{
  gint64 before = 0;
  gboolean any = FALSE;

  if (unit == 0)
    return step;
  if ((high - low) / unit > MOST_POSITIONS)
    return prices_of_ranges (problem, first, n, step);
  for (gint64 value = low; value <= high && step != 1; value += unit)
    {
      GengValue price = geng_problem_price (problem, first, n, value);
      gint64 here = geng_problem_objective (problem, &price);

      if (price.forbidden > 0)
        continue;
      if (any)
        step = common (step, here - before);
      before = here;
      any = TRUE;
    }
  return step;
}

/* Where a plain sum can move: its least value, its most, and the divisor of its steps. */
static void
reach_of_sum (const GengProblem *problem,
              const GengCounter *counter,
              gint64 *low,
              gint64 *high,
              gint64 *unit)
{
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);

  *low = *high = counter->before;
  *unit = 0;
  for (guint d = 0; d < problem->n_days; d++)
    {
      gint64 least = G_MAXINT64, most = G_MININT64;

      for (guint c = 0; c < problem->n_codes; c++)
        if (GENG_PROBLEM_COST (problem, counter->member, d)[c] != GENG_FORBIDDEN)
          {
            gint64 weight = weights[d * problem->n_codes + c];

            *unit = least == G_MAXINT64 ? *unit : common (*unit, weight - least);
            least = MIN (least, weight);
            most = MAX (most, weight);
          }
      *low += least == G_MAXINT64 ? 0 : least;
      *high += least == G_MAXINT64 ? 0 : most;
    }
}

static gint64
steps_of_counters (const GengProblem *problem, gint64 step)
{
  for (guint i = 0; i < problem->counters->len && step != 1; i++)
    {
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, i);
      gint64 low = counter->before, high = counter->before + problem->n_days, unit = 1;

      if (counter->groups < 0)
        reach_of_sum (problem, counter, &low, &high, &unit);
      step = steps_of_ranges (problem, counter->first_range, counter->n_ranges, low, high, unit,
                              step);
    }
  return step;
}

static gint64
steps_of_slots (const GengProblem *problem, gint64 step)
{
  for (guint m = 0; m < problem->n_members; m++)
    for (guint d = 0; d < problem->n_days && step != 1; d++)
      {
        const gint32 *cost = GENG_PROBLEM_COST (problem, m, d);
        gint32 first = GENG_FORBIDDEN;

        for (guint c = 0; c < problem->n_codes; c++)
          if (first == GENG_FORBIDDEN)
            first = cost[c];
          else if (cost[c] != GENG_FORBIDDEN)
            step = common (step, (gint64) cost[c] - first);
      }
  return step;
}

gint64
geng_lattice_step (const GengProblem *problem)
{
  gint64 step = steps_of_slots (problem, 0);

  for (guint i = 0; i < problem->run_limits->len; i++)
    {
      const GengRunLimit *limit = &g_array_index (problem->run_limits, GengRunLimit, i);

      step = limit->under != GENG_FORBIDDEN ? common (step, limit->under) : step;
      step = limit->over != GENG_FORBIDDEN ? common (step, limit->over) : step;
    }
  for (guint i = 0; i < problem->patterns->len; i++)
    {
      gint32 price = g_array_index (problem->patterns, GengPattern, i).price;

      step = price != GENG_FORBIDDEN ? common (step, price) : step;
    }
  for (guint i = 0; i < problem->spans->len && step != 1; i++)
    {
      const GengSpan *span = &g_array_index (problem->spans, GengSpan, i);

      step = prices_of_ranges (problem, span->first_range, span->n_ranges, step);
    }
  for (guint i = 0; i < problem->n_cells && step != 1; i++)
    {
      const GengCell *cell = &g_array_index (problem->cells, GengCell, i);

      step = prices_of_ranges (problem, cell->first_range, cell->n_ranges, step);
    }
  step = steps_of_counters (problem, step);
  return MAX (step, 1);
}

gint64
geng_lattice_round_up (gint64 step, gint64 bound, gint64 known)
{
  if (bound == G_MININT64 || bound >= known)
    return bound;
  return known - (known - bound) / step * step;
}
