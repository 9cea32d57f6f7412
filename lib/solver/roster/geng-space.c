/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-space.h"

#define MAX_SHIFT 10
#define MIN_SHIFT (-24)

static gint64
unit_price (const GengSpace *space, gint32 price, gint64 unit)
{
  return price == GENG_FORBIDDEN ? space->hard : price * unit;
}

static gint64
finite_price (const GengSpace *space, gint32 price)
{
  return price == GENG_FORBIDDEN ? space->hard : price;
}

/* Values count from `from` on in multiples of `unit`; a forbidden one costs `hard` a multiple. */
static void
add_segments (GengSpace *space,
              GArray *segments,
              guint first_range,
              guint n_ranges,
              gint64 from,
              gint64 unit)
{
  for (guint i = first_range; i < first_range + n_ranges; i++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (space->problem, i);
      GengSegment segment;

      segment.lo = range->lo == G_MININT32 ? -INFINITY : (double) (range->lo - from) / unit;
      segment.hi = range->hi == G_MAXINT32 ? INFINITY : (double) (range->hi - from) / unit;
      segment.under
          = range->gap ? space->problem->gap_price * unit : unit_price (space, range->under, unit);
      segment.over = unit_price (space, range->over, unit);
      if (isinf (segment.lo))
        segment.under = 0;
      if (isinf (segment.hi))
        segment.over = 0;
      if (segment.under > 0 || segment.over > 0)
        g_array_append_val (segments, segment);
    }
}

static void
add_rows (GengSpace *space)
{
  const GengProblem *problem = space->problem;
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (GengSegment));

  space->n_rows = problem->n_cells + space->priced->len;
  space->first_segment = g_new0 (guint, space->n_rows + 1);
  for (guint r = 0; r < space->n_rows; r++)
    {
      space->first_segment[r] = segments->len;
      if (r < problem->n_cells)
        {
          const GengCell *cell = &g_array_index (problem->cells, GengCell, r);

          add_segments (space, segments, cell->first_range, cell->n_ranges, 0, 1);
        }
      else
        {
          const GengPricedCounter *priced
              = &g_array_index (space->priced, GengPricedCounter, r - problem->n_cells);
          const GengCounter *counter
              = &g_array_index (problem->counters, GengCounter, priced->counter);

          add_segments (space, segments, counter->first_range, counter->n_ranges, counter->before,
                        priced->unit);
        }
    }
  space->first_segment[space->n_rows] = segments->len;
  space->segments = (GengSegment *) (gpointer) g_array_free (segments, FALSE);
}

/* The largest number that divides all weights of a table. */
static gint64
weights_unit (const GengProblem *problem, guint table)
{
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, table);
  gint64 unit = 0;

  for (guint i = 0; i < problem->n_days * problem->n_codes; i++)
    for (gint64 b = ABS ((gint64) weights[i]); b != 0;)
      {
        gint64 rest = unit % b;

        unit = b;
        b = rest;
      }
  return MAX (unit, 1);
}

static double
row_dual (const GengSpace *space, guint first_range, guint n_ranges)
{
  double most = 0;

  for (guint i = first_range; i < first_range + n_ranges; i++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (space->problem, i);

      most += range->gap ? space->problem->gap_price : finite_price (space, range->under);
      most += finite_price (space, range->over);
    }
  return most;
}

/* The most a (day, code) can be charged by duals on cells. */
static double
worst_day (const GengSpace *space)
{
  const GengProblem *problem = space->problem;
  g_autofree double *dual = g_new0 (double, problem->n_cells + 1);
  gsize n_slots = (gsize) problem->n_days * problem->n_codes * problem->n_cell_profiles;
  double worst = 1;

  for (guint i = 0; i < problem->n_cells; i++)
    {
      const GengCell *cell = &g_array_index (problem->cells, GengCell, i);

      dual[i] = row_dual (space, cell->first_range, cell->n_ranges);
    }
  for (gsize s = 0; problem->n_members > 0 && s < n_slots; s++)
    {
      double sum = 0;

      for (guint f = problem->first_feed[s]; f < problem->first_feed[s + 1]; f++)
        sum += ABS (problem->feeds[f].coefficient) * dual[problem->feeds[f].cell];
      worst = MAX (worst, sum);
    }
  return worst;
}

/* The most that a span may charge on one day, roughly: a shift's weight too many. */
static double
dearest_span (const GengProblem *problem, const GengSpan *span)
{
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, span->weights);
  double most = 0, price = 0;

  for (guint i = 0; i < problem->n_days * problem->n_codes; i++)
    most = MAX (most, ABS ((double) weights[i]));
  for (guint r = span->first_range; r < span->first_range + span->n_ranges; r++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (problem, r);

      price
          += range->gap ? problem->gap_price : (range->under == GENG_FORBIDDEN ? 0 : range->under);
      price += range->over == GENG_FORBIDDEN ? 0 : range->over;
    }
  return most * price;
}

static void
choose_shift (GengSpace *space)
{
  const GengProblem *problem = space->problem;
  gsize n = (gsize) problem->n_members * problem->n_days * problem->n_codes;
  double worst = worst_day (space), dearest = 0, limits = 0;

  for (gsize i = 0; i < n; i++)
    if (problem->cost[i] != GENG_FORBIDDEN)
      dearest = MAX (dearest, ABS (problem->cost[i]));
  for (guint i = 0; i < problem->run_limits->len; i++)
    {
      const GengRunLimit *limit = &g_array_index (problem->run_limits, GengRunLimit, i);

      limits = MAX (limits, limit->over == GENG_FORBIDDEN ? 0 : limit->over);
      limits = MAX (limits, limit->under == GENG_FORBIDDEN ? 0 : limit->under);
    }
  for (guint i = 0; i < problem->patterns->len; i++)
    {
      gint32 price = g_array_index (problem->patterns, GengPattern, i).price;

      limits = MAX (limits, price == GENG_FORBIDDEN ? 0 : price);
    }
  for (guint i = 0; i < problem->spans->len; i++)
    limits = MAX (limits, dearest_span (problem, &g_array_index (problem->spans, GengSpan, i)));
  /* a duty's counters are seldom worth more than what it does for the cells; what is clamped proves
   * nothing */
  worst = (space->params->duals_day * worst + dearest + limits) * problem->n_days * 2;
  space->shift = CLAMP ((gint) floor (log2 (GENG_MAX_SCALED / worst)), MIN_SHIFT, MAX_SHIFT);
}

static void
find_priced (GengSpace *space, guint member)
{
  const GengLineModel *model = space->line[member];

  for (guint i = 0; i < model->priced->len; i++)
    {
      GengPricedCounter priced = { member, g_array_index (model->priced, guint, i), -1, 1 };
      const GengCounter *counter
          = &g_array_index (space->problem->counters, GengCounter, priced.counter);

      for (guint g = 0; g < model->automaton->n_groups; g++)
        if (model->automaton->group_counter[g] == priced.counter)
          priced.group = (gint) g;
      if (counter->groups < 0)
        priced.unit = weights_unit (space->problem, counter->weights);
      /* a group count that is no sum over days cannot be priced: it is left out of the bound */
      if (counter->groups < 0 || priced.group >= 0)
        g_array_append_val (space->priced, priced);
    }
}

/* The most gaps that one code of one day may fill: people, roles, slices of a window. */
static gint64
most_gaps (const GengProblem *problem)
{
  gsize n_slots = (gsize) problem->n_days * problem->n_codes * problem->n_cell_profiles;
  gint64 most = 0;

  for (gsize s = 0; problem->n_members > 0 && s < n_slots; s++)
    {
      gint64 gaps = 0;

      for (guint f = problem->first_feed[s]; f < problem->first_feed[s + 1]; f++)
        {
          const GengCell *cell = &g_array_index (problem->cells, GengCell, problem->feeds[f].cell);

          for (guint r = cell->first_range; r < cell->first_range + cell->n_ranges; r++)
            gaps += GENG_PROBLEM_RANGE (problem, r)->gap ? ABS (problem->feeds[f].coefficient) : 0;
        }
      most = MAX (most, gaps);
    }
  return most;
}

/* The member's line model, which is also that of whoever has the same lines, unless it leaves
 * counters to prices: these are each member's own. */
static GengLineModel *
find_model (const GengSpace *space, guint member)
{
  guint first = space->twins->lines[member];

  if (first < member && space->line[first]->priced->len == 0)
    return space->line[first];
  return geng_line_model_new (space->problem, member, space->shift, space->params);
}

static gboolean
has_own_model (const GengSpace *space, guint member)
{
  return space->line[member] != space->line[space->twins->lines[member]]
         || space->twins->lines[member] == member;
}

GengSpace *
geng_space_new (const GengProblem *problem, const GengParams *params)
{
  GengSpace *space = g_new0 (GengSpace, 1);

  space->problem = problem;
  space->params = params;
  /* a forbidden unit is dearer than all the gaps that a duty fills */
  space->hard
      = (gint64) CLAMP ((double) most_gaps (problem) + 1, params->hard_least, params->hard_most)
        * MAX ((gint64) problem->gap_price, (gint64) params->hard_gap);
  space->priced = g_array_new (FALSE, FALSE, sizeof (GengPricedCounter));
  space->line = g_new0 (GengLineModel *, problem->n_members + 1);
  space->first_priced = g_new0 (guint, problem->n_members + 1);
  choose_shift (space);
  space->twins = geng_twins_new (problem);
  for (guint m = 0; m < problem->n_members; m++)
    {
      space->line[m] = find_model (space, m);
      if (has_own_model (space, m))
        space->effort += space->line[m]->effort;
      find_priced (space, m);
      space->first_priced[m + 1] = space->priced->len;
    }
  add_rows (space);
  space->effort += (guint64) problem->n_members * problem->n_days + space->n_rows;
  return space;
}

void
geng_space_free (GengSpace *space)
{
  for (guint m = space->problem->n_members; m-- > 0;)
    if (has_own_model (space, m))
      geng_line_model_free (space->line[m]);
  geng_twins_free (space->twins);
  g_free (space->line);
  g_free (space->first_priced);
  g_free (space->first_segment);
  g_free (space->segments);
  g_array_unref (space->priced);
  g_free (space);
}

guint
geng_space_get_twin (const GengSpace *space, guint member)
{
  return space->line[member]->priced->len == 0 ? space->twins->twin[member] : member;
}

gint64 *
geng_space_price_rows (const GengSpace *space, const double *duals)
{
  gint64 *price = g_new0 (gint64, space->n_rows + 1);

  for (guint r = 0; r < space->n_rows; r++)
    for (guint s = space->first_segment[r]; s < space->first_segment[r + 1]; s++)
      price[r] += llround (ldexp (duals[s], space->shift));
  return price;
}

gint64
geng_space_price_cell (const GengSpace *space, guint cell, gint64 count)
{
  gint64 price = 0;

  for (guint s = space->first_segment[cell]; s < space->first_segment[cell + 1]; s++)
    {
      const GengSegment *segment = &space->segments[s];

      if (segment->under > 0 && count < segment->lo)
        price += ((gint64) segment->lo - count) * segment->under;
      if (segment->over > 0 && count > segment->hi)
        price += (count - (gint64) segment->hi) * segment->over;
    }
  return price;
}

gint64
geng_space_price_counter (const GengSpace *space, guint index, gint64 value)
{
  guint i = g_array_index (space->priced, GengPricedCounter, index).counter;
  const GengCounter *counter = &g_array_index (space->problem->counters, GengCounter, i);
  GengValue price
      = geng_problem_price (space->problem, counter->first_range, counter->n_ranges, value);

  return geng_problem_objective (space->problem, &price) + price.forbidden * space->hard;
}

gint64
geng_space_price_line (const GengSpace *space, guint member, const guint8 *codes, gboolean *legal)
{
  GengValue value = geng_problem_evaluate_line (space->problem, member, codes);

  *legal = value.forbidden == 0;
  return geng_problem_objective (space->problem, &value) + value.forbidden * space->hard;
}
