/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-problem.h"

/* The slow and plain reading of the definition; everything faster is tested against it. */

static void
charge (GengValue *value, gint32 price, gint64 units)
{
  if (units <= 0)
    return;
  if (price == GENG_FORBIDDEN)
    value->forbidden += units;
  else
    value->cost += price * units;
}

static void
add_value (GengValue *sum, const GengValue *value)
{
  sum->gaps += value->gaps;
  sum->cost += value->cost;
  sum->forbidden += value->forbidden;
}

/* `whole`: what lies below a range is charged too. */
static GengValue
price_ranges (const GengProblem *problem,
              guint first_range,
              guint n_ranges,
              gint64 value,
              gboolean whole)
{
  GengValue price = { 0, 0, 0 };

  for (guint i = first_range; i < first_range + n_ranges; i++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (problem, i);

      if (whole && range->lo != G_MININT32 && value < range->lo)
        {
          if (range->gap)
            price.gaps += range->lo - value;
          else
            charge (&price, range->under, range->lo - value);
        }
      if (range->hi != G_MAXINT32 && value > range->hi)
        charge (&price, range->over, value - range->hi);
    }
  return price;
}

GengValue
geng_problem_price (const GengProblem *problem, guint first_range, guint n_ranges, gint64 value)
{
  return price_ranges (problem, first_range, n_ranges, value, TRUE);
}

GengValue
geng_problem_price_sum (const GengProblem *problem,
                        const GengSpan *span,
                        gint64 sum,
                        gboolean whole)
{
  return price_ranges (problem, span->first_range, span->n_ranges, sum, whole);
}

GengValue
geng_problem_price_span (const GengProblem *problem,
                         const GengSpan *span,
                         const guint8 *codes,
                         guint day)
{
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, span->weights);
  gint64 sum = 0;

  for (guint back = 0; back < span->n_days; back++)
    sum += back <= day ? weights[(day - back) * problem->n_codes + codes[day - back]]
                       : span->before[back - day - 1];
  return geng_problem_price_sum (problem, span, sum, span->n_days <= day + 1 + span->known);
}

/* Whether the line completes the pattern on the day. */
static gboolean
completes (const GengProblem *problem, const GengPattern *pattern, const guint8 *codes, guint day)
{
  gint first = (gint) day + 1 - (gint) pattern->n_sets;

  if (first < 0 ? !(pattern->begun >> (-first - 1) & 1)
                : !GENG_PROBLEM_DAY_SET (problem, pattern->starts)[first])
    return FALSE;
  for (gint d = MAX (first, 0); d <= (gint) day; d++)
    if (!GENG_PROBLEM_CODE_SET (problem, pattern->code_set[d - first])[codes[d]])
      return FALSE;
  return TRUE;
}

static void
charge_patterns_and_spans (GengValue *value,
                           const GengProblem *problem,
                           guint member,
                           const guint8 *codes)
{
  for (guint i = problem->first_pattern[member]; i < problem->first_pattern[member + 1]; i++)
    {
      const GengPattern *pattern = &g_array_index (problem->patterns, GengPattern, i);

      for (guint d = 0; d < problem->n_days; d++)
        charge (value, pattern->price, completes (problem, pattern, codes, d) ? 1 : 0);
    }
  for (guint i = problem->first_span[member]; i < problem->first_span[member + 1]; i++)
    for (guint d = 0; d < problem->n_days; d++)
      {
        const GengSpan *span = &g_array_index (problem->spans, GengSpan, i);
        GengValue price = geng_problem_price_span (problem, span, codes, d);

        add_value (value, &price);
      }
}

static void
charge_run_limit (GengValue *value,
                  const GengProblem *problem,
                  const GengRunLimit *limit,
                  const guint8 *codes)
{
  const guint8 *set = GENG_PROBLEM_CODE_SET (problem, limit->code_set);
  gint64 length = limit->before;
  gboolean may_be_short = limit->known;

  for (guint d = 0; d < problem->n_days; d++)
    if (set[codes[d]])
      {
        length++;
        charge (value, limit->over, length > limit->max ? 1 : 0);
      }
    else
      {
        if (length > 0 && may_be_short)
          charge (value, limit->under, limit->min - length);
        length = 0;
        may_be_short = TRUE;
      }
}

gint64
geng_problem_count (const GengProblem *problem, const GengCounter *counter, const guint8 *codes)
{
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
  gint64 sum = counter->before;
  gint32 counted = -1;

  for (guint d = 0; d < problem->n_days; d++)
    {
      gint32 weight = weights[d * problem->n_codes + codes[d]];

      if (counter->groups < 0)
        sum += weight;
      else
        {
          gint32 group = GENG_PROBLEM_GROUPS (problem, counter->groups)[d];

          if (group >= 0 && weight != 0 && group != counted)
            {
              counted = group;
              sum++;
            }
        }
    }
  return sum;
}

GengValue
geng_problem_evaluate_line (const GengProblem *problem, guint member, const guint8 *codes)
{
  GengValue value = { 0, 0, 0 };

  for (guint d = 0; d < problem->n_days; d++)
    charge (&value, GENG_PROBLEM_COST (problem, member, d)[codes[d]], 1);
  for (guint d = 0; d + 1 < problem->n_days; d++)
    if (GENG_PROBLEM_JOIN (problem, member, d)[codes[d] * problem->n_codes + codes[d + 1]])
      value.forbidden++;
  for (guint i = problem->first_run_limit[member]; i < problem->first_run_limit[member + 1]; i++)
    charge_run_limit (&value, problem, &g_array_index (problem->run_limits, GengRunLimit, i),
                      codes);
  charge_patterns_and_spans (&value, problem, member, codes);
  for (guint i = problem->first_counter[member]; i < problem->first_counter[member + 1]; i++)
    {
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, i);
      GengValue price = geng_problem_price (problem, counter->first_range, counter->n_ranges,
                                            geng_problem_count (problem, counter, codes));

      add_value (&value, &price);
    }
  return value;
}

GengValue
geng_problem_evaluate (const GengProblem *problem, const guint8 *codes)
{
  g_autofree gint64 *counts = g_new0 (gint64, problem->n_cells);
  GengValue value = { 0, 0, 0 };

  g_return_val_if_fail (problem->sealed, value);
  for (guint m = 0; m < problem->n_members; m++)
    {
      const guint8 *line = codes + (gsize) m * problem->n_days;
      GengValue price = geng_problem_evaluate_line (problem, m, line);

      add_value (&value, &price);
      for (guint d = 0; d < problem->n_days; d++)
        {
          gsize slot = GENG_PROBLEM_SLOT (problem, m, d, line[d]);

          for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
            counts[problem->feeds[f].cell] += problem->feeds[f].coefficient;
        }
    }
  for (guint i = 0; i < problem->n_cells; i++)
    {
      const GengCell *cell = &g_array_index (problem->cells, GengCell, i);
      GengValue price = geng_problem_price (problem, cell->first_range, cell->n_ranges, counts[i]);

      add_value (&value, &price);
    }
  return value;
}
