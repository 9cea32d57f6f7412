/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-regret.h"

#include <math.h>

/* A row's price less what it is at the count that suits its dual best. */
static double
row_regret (const GengSpace *space, guint row, const double *duals, gint64 price, double count)
{
  double regret = (double) price;

  for (guint s = space->first_segment[row]; s < space->first_segment[row + 1]; s++)
    if (duals[s] != 0)
      regret += duals[s] * (count - (duals[s] > 0 ? space->segments[s].lo : space->segments[s].hi));
  return MAX (0, regret);
}

static double
row_dual (const GengSpace *space, guint row, const double *duals)
{
  double sum = 0;

  for (guint s = space->first_segment[row]; s < space->first_segment[row + 1]; s++)
    sum += duals[s];
  return sum;
}

/* Counters that the member's model leaves to prices are rows.  Returns: what his line costs without
 * them, less what it is worth to them. */
static double
leave_counters (GengRegret *self, const GengRosterState *roster, guint member, const double *duals)
{
  const GengSpace *space = roster->space;
  const GengProblem *problem = space->problem;
  const guint8 *codes = roster->codes + (gsize) member * problem->n_days;
  double price = (double) roster->line_price[member];

  for (guint p = space->first_priced[member]; p < space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = &g_array_index (space->priced, GengPricedCounter, p);
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
      guint row = problem->n_cells + p;
      gint64 value = geng_problem_count (problem, counter, codes);
      gint64 charged = geng_space_price_counter (space, p, value);
      double count = (double) ((value - counter->before) / priced->unit);

      self->row[row] = row_regret (space, row, duals, charged, count);
      price -= (double) charged + row_dual (space, row, duals) * count;
    }
  return price;
}

static double
worth_to_cells (const GengRosterState *roster, guint member, const double *cell_dual)
{
  const GengProblem *problem = roster->space->problem;
  double worth = 0;

  for (guint d = 0; d < problem->n_days; d++)
    {
      guint code = roster->codes[(gsize) member * problem->n_days + d];
      gsize slot = GENG_PROBLEM_SLOT (problem, member, d, code);

      for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
        worth += cell_dual[problem->feeds[f].cell] * problem->feeds[f].coefficient;
    }
  return worth;
}

void
geng_regret_init (GengRegret *self,
                  const GengRosterState *roster,
                  const double *duals,
                  const gint64 *least)
{
  const GengSpace *space = roster->space;
  const GengProblem *problem = space->problem;
  g_autofree double *cell_dual = g_new (double, problem->n_cells + 1);

  *self = (GengRegret){ .row = g_new0 (double, space->n_rows + 1),
                        .member = g_new0 (double, problem->n_members + 1) };
  for (guint r = 0; r < problem->n_cells; r++)
    {
      cell_dual[r] = row_dual (space, r, duals);
      self->row[r]
          = row_regret (space, r, duals, geng_space_price_cell (space, r, roster->count[r]),
                        (double) roster->count[r]);
    }
  for (guint m = 0; m < problem->n_members; m++)
    {
      double price = leave_counters (self, roster, m, duals) - worth_to_cells (roster, m, cell_dual)
                     - ldexp ((double) least[m], -space->shift);

      self->member[m] = MAX (0, price);
      self->member_sum += self->member[m];
    }
  for (guint r = 0; r < space->n_rows; r++)
    self->row_sum += self->row[r];
}

gboolean
geng_regret_tells (const GengRegret *self, const GengRosterState *roster)
{
  return self->row_sum + self->member_sum
         <= roster->space->params->regret_most * fabs ((double) roster->price);
}

void
geng_regret_clear (GengRegret *self)
{
  g_clear_pointer (&self->row, g_free);
  g_clear_pointer (&self->member, g_free);
}
