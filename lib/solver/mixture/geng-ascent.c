/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-ascent.h"
#include "geng-mixture-private.h"

/* One variable of the Lagrangian: a range's dual, or what a step on a member's axis is worth. */
typedef struct
{
  double at, best; /* scaled */
  double unit;     /* what a duty moves of it */
  double least, most;
  double slope, square; /* running means */
} Variable;

/* What its next step is. */
typedef enum
{
  MEASURING, /* relaxed, and tells how many there can be */
  RELAXED,   /* by what counters are worth */
  EXACT      /* by the counters themselves: its lines become columns */
} Phase;

struct _GengAscent
{
  Phase phase;
  const GengParams *params;
  GengMixture *mixture;
  guint64 most_effort;
  guint64 exact_effort; /* of the exact steps so far */
  guint step, n_steps;
  guint n_variables;
  Variable *variables; /* the ranges' duals, then the worths, member by member */
  guint *first_worth;  /* [i + 1] */
  double *activity;    /* [local row] */
  double *excess;      /* [variable] of worths */
  double best_value, usual;
  gint64 *row_price;
};

/* -- making -- */

/* The most a duty adds to a priced counter's row. */
static double
counter_unit (const GengMixture *mixture, const GengPricedCounter *priced)
{
  const GengProblem *problem = mixture->space->problem;
  const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
  gint64 most = 1;

  for (guint j = 0; j < problem->n_days * problem->n_codes && counter->groups < 0; j++)
    most = MAX (most, ABS ((gint64) weights[j]) / priced->unit);
  return (double) most;
}

static double
axis_unit (const GengLineModel *model, guint a)
{
  gint32 most = 1;

  for (guint j = 0; j < model->n_days * model->n_codes && model->axis[a].group < 0; j++)
    most = MAX (most, model->axis[a].step[j]);
  return most;
}

static void
add_duals (GengAscent *self)
{
  const GengMixture *mixture = self->mixture;
  const double *start = geng_master_get_range_duals (mixture->master);
  gint shift = mixture->space->shift;

  for (guint k = 0; k < mixture->window->n_ranges; k++)
    {
      Variable *variable = &self->variables[k];
      guint row = mixture->window->row[mixture->window->ranges[k].row],
            n_cells = mixture->space->problem->n_cells;

      variable->at = variable->best = ldexp (start[k], shift);
      variable->least = -ldexp ((double) mixture->window->ranges[k].over, shift);
      variable->most = ldexp ((double) mixture->window->ranges[k].under, shift);
      variable->unit = 1;
      if (row >= n_cells)
        variable->unit = counter_unit (
            mixture, &g_array_index (mixture->space->priced, GengPricedCounter, row - n_cells));
    }
}

static void
add_worths (GengAscent *self)
{
  const GengMixture *mixture = self->mixture;

  for (guint i = 0; i < mixture->n; i++)
    for (guint a = 0; a < self->first_worth[i + 1] - self->first_worth[i]; a++)
      {
        Variable *variable = &self->variables[self->first_worth[i] + a];

        variable->unit = axis_unit (mixture->space->line[mixture->window->members[i]], a);
        variable->least = -GENG_MAX_SCALED;
        variable->most = GENG_MAX_SCALED;
      }
}

GengAscent *
geng_ascent_new (GengMixture *mixture, guint64 most_effort)
{
  GengAscent *self = g_new0 (GengAscent, 1);

  self->params = mixture->space->params;
  self->mixture = mixture;
  self->most_effort = most_effort;
  self->first_worth = g_new (guint, mixture->n + 1);
  self->first_worth[0] = mixture->window->n_ranges;
  for (guint i = 0; i < mixture->n; i++)
    self->first_worth[i + 1]
        = self->first_worth[i] + mixture->space->line[mixture->window->members[i]]->n_axes;
  self->n_variables = self->first_worth[mixture->n];
  self->variables = g_new0 (Variable, self->n_variables + 1);
  self->excess = g_new0 (double, self->n_variables + 1);
  self->activity = g_new (double, mixture->window->n_rows + 1);
  self->row_price = g_new (gint64, mixture->window->n_rows + 1);
  self->best_value = -INFINITY;
  self->usual = ldexp (geng_solver_window_usual_price (mixture->window), mixture->space->shift);
  add_duals (self);
  add_worths (self);
  return self;
}

void
geng_ascent_free (GengAscent *self)
{
  g_free (self->first_worth);
  g_free (self->variables);
  g_free (self->excess);
  g_free (self->activity);
  g_free (self->row_price);
  g_free (self);
}

/* -- one step -- */

static void
count_line (GengAscent *self, guint i, const guint8 *codes)
{
  const GengMixture *mixture = self->mixture;
  const GengProblem *problem = mixture->space->problem;
  guint member = mixture->window->members[i];

  for (guint d = mixture->window->first_day; d < mixture->window->end_day; d++)
    {
      gsize slot = GENG_PROBLEM_SLOT (problem, member, d, codes[d]);

      for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
        if (mixture->window->local[problem->feeds[f].cell] >= 0)
          self->activity[mixture->window->local[problem->feeds[f].cell]]
              += problem->feeds[f].coefficient;
    }
  for (guint p = mixture->space->first_priced[member]; p < mixture->space->first_priced[member + 1];
       p++)
    {
      const GengPricedCounter *priced
          = &g_array_index (mixture->space->priced, GengPricedCounter, p);
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
      gint local = mixture->window->local[problem->n_cells + p];

      if (local >= 0)
        self->activity[local]
            = (double) (geng_problem_count (problem, counter, codes) - counter->before)
              / (double) priced->unit;
    }
}

/* The member's best line, by its counters or by what they are worth. */
static gint64
line_of (GengPricer *pricer, guint i, guint8 *codes, gpointer data)
{
  GengAscent *self = data;
  GengMixture *mixture = self->mixture;
  const Variable *worth = &self->variables[self->first_worth[i]];
  guint n_axes = self->first_worth[i + 1] - self->first_worth[i];
  gint64 at[GENG_MAX_AXES], excess[GENG_MAX_AXES] = { 0 }, value;

  for (guint a = 0; a < n_axes; a++)
    at[a] = llround (worth[a].at);
  if (self->phase == EXACT)
    value = geng_pricer_find_line (pricer, i, TRUE, codes);
  else
    value = geng_line_relax (mixture->space->line[mixture->window->members[i]], pricer->arena,
                             pricer->cost, pricer->group_price, at, excess, codes);
  for (guint a = 0; a < n_axes; a++)
    {
      if (self->phase != EXACT)
        mixture->hint[i].worth[a] = at[a];
      self->excess[self->first_worth[i] + a] = (double) excess[a] / worth[a].unit;
    }
  return value;
}

/* A twin's excess is that of whose line he has: their worths began alike, and stay so. */
static void
take_excess (GengAscent *self, const GengLines *lines, guint i)
{
  guint like = lines->like[i], n_axes = self->first_worth[i + 1] - self->first_worth[i];

  if (like == i)
    return;
  memcpy (&self->excess[self->first_worth[i]], &self->excess[self->first_worth[like]],
          n_axes * sizeof *self->excess);
  self->mixture->hint[i] = self->mixture->hint[like];
}

/* The members' part of the Lagrangian; FALSE where one has no line, or time is up. */
static gboolean
add_lines (GengAscent *self, const GengLines *lines, gint64 *value)
{
  GengMixture *mixture = self->mixture;

  memset (self->activity, 0, mixture->window->n_rows * sizeof *self->activity);
  for (guint i = 0; i < mixture->n; i++)
    {
      const guint8 *codes = lines->codes + (gsize) i * mixture->space->problem->n_days;

      if (lines->price[i] >= GENG_INFINITE || geng_budget_interrupted (mixture->budget))
        return FALSE;
      if (self->phase == EXACT)
        geng_mixture_learn (mixture, i, codes);
      take_excess (self, lines, i);
      *value += lines->price[i];
      count_line (self, i, codes);
    }
  if (lines->sound)
    geng_mixture_note_bound (mixture, *value, lines->price);
  return TRUE;
}

/* The Lagrangian where the variables are. */
static gboolean
evaluate (GengAscent *self, gint64 *value)
{
  GengMixture *mixture = self->mixture;
  gint shift = mixture->space->shift;
  GengLines lines;
  gboolean whole;

  for (guint k = 0; k < mixture->window->n_ranges; k++)
    mixture->dual[k] = CLAMP (llround (self->variables[k].at),
                              -geng_scale (mixture->window->ranges[k].over, shift),
                              geng_scale (mixture->window->ranges[k].under, shift));
  *value = geng_mixture_dual_constant (mixture, self->row_price);
  geng_mixture_find_lines (mixture, self->row_price, line_of, self, &lines);
  whole = add_lines (self, &lines, value);
  geng_lines_clear (&lines);
  return whole;
}

/* By how much the row misses the side of the range that the dual stands for. */
static double
slope_of_dual (const GengSolverRange *range, double dual, double activity)
{
  if (dual > 0 || (dual == 0 && activity < range->lo))
    return isfinite (range->lo) ? range->lo - activity : 0;
  if (dual < 0 || activity > range->hi)
    return isfinite (range->hi) ? range->hi - activity : 0;
  return 0;
}

/* Uphill, by the running means of slope and square: a variable whose slope keeps changing sides
 * moves little. */
static void
move (const GengParams *params, Variable *variable, double slope, double length, guint step)
{
  double forgotten = 1 - pow (params->ascent_slope, step + 1),
         spread = 1 - pow (params->ascent_square, step + 1);

  variable->slope = params->ascent_slope * variable->slope + (1 - params->ascent_slope) * slope;
  variable->square
      = params->ascent_square * variable->square + (1 - params->ascent_square) * slope * slope;
  variable->at += length / variable->unit * variable->slope / forgotten
                  / (sqrt (variable->square / spread) + params->ascent_small);
  variable->at = CLAMP (variable->at, variable->least, variable->most);
}

static void
move_all (GengAscent *self)
{
  const GengMixture *mixture = self->mixture;
  double length = self->usual * self->params->ascent_first
                  * pow (self->params->ascent_last, (double) self->step / self->n_steps);

  for (guint k = 0; k < self->n_variables; k++)
    {
      Variable *variable = &self->variables[k];
      double slope = self->excess[k];

      if (k < mixture->window->n_ranges)
        slope = slope_of_dual (&mixture->window->ranges[k], variable->at,
                               self->activity[mixture->window->ranges[k].row])
                / variable->unit;
      move (self->params, variable, slope, length, self->step);
    }
}

gboolean
geng_ascent_step (GengAscent *self)
{
  GengMixture *mixture = self->mixture;
  guint64 before = mixture->arena->effort;
  gint64 value;

  if (!evaluate (self, &value))
    return FALSE;
  mixture->arena->effort += self->n_variables / GENG_CELLS_A_UNIT;
  if (self->phase == MEASURING)
    self->n_steps
        = (guint) self->params->ascent_exact
          + (guint) CLAMP ((double) (self->most_effort / (mixture->arena->effort - before + 1)),
                           self->params->ascent_fewest, self->params->ascent_most);
  for (guint k = 0; k < self->n_variables && (double) value > self->best_value; k++)
    self->variables[k].best = self->variables[k].at;
  self->best_value = MAX (self->best_value, (double) value);
  move_all (self);
  if (self->phase == EXACT)
    self->exact_effort += mixture->arena->effort - before;
  self->phase
      = ++self->step + (guint) self->params->ascent_exact >= self->n_steps ? EXACT : RELAXED;
  if (self->step < self->n_steps && self->exact_effort <= self->most_effort)
    return TRUE;
  for (guint k = 0; k < mixture->window->n_ranges; k++)
    geng_master_set_dual (mixture->master, k,
                          ldexp (self->variables[k].best, -mixture->space->shift));
  return FALSE;
}

gboolean
geng_ascent_is_exact (const GengAscent *self)
{
  return self->phase == EXACT;
}
