/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-sketch.h"

/* What a feed changes, scaled: what fills an open place gains its dual at most. */
static gint64
price_feed (const GengRosterState *roster, const gint64 *row_price, const GengFeed *feed)
{
  const GengSpace *space = roster->space;
  gint64 count = roster->count[feed->cell];
  gint64 change = geng_space_price_cell (space, feed->cell, count + feed->coefficient)
                  - geng_space_price_cell (space, feed->cell, count);
  gint64 scaled = geng_scale (change, space->shift);

  if (change >= 0)
    return scaled;
  return MAX (scaled, MIN (0, -row_price[feed->cell] * feed->coefficient));
}

static void
price_member (const GengRosterState *roster, guint member, const gint64 *row_price, gint32 *cost)
{
  const GengProblem *problem = roster->space->problem;
  const gint32 *own = GENG_PROBLEM_COST (problem, member, 0);
  gsize slot = GENG_PROBLEM_SLOT (problem, member, 0, 0);

  for (guint j = 0; j < problem->n_days * problem->n_codes; j++)
    {
      gint64 price = 0;

      if (own[j] == GENG_FORBIDDEN)
        {
          cost[j] = GENG_INFINITE;
          continue;
        }
      price = geng_scale (own[j], roster->space->shift);
      for (guint f = problem->first_feed[slot + j]; f < problem->first_feed[slot + j + 1]; f++)
        price += price_feed (roster, row_price, &problem->feeds[f]);
      cost[j] = geng_space_clamp (roster->space, price);
    }
}

/* Sums that the line's model leaves to prices cost their duals: the line keeps them nearly then. */
static void
price_sums (const GengSpace *space, guint member, const gint64 *row_price, gint32 *cost)
{
  const GengProblem *problem = space->problem;

  for (guint p = space->first_priced[member]; p < space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = &g_array_index (space->priced, GengPricedCounter, p);
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);
      const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
      gint64 unit = row_price[problem->n_cells + p];

      for (guint j = 0; j < problem->n_days * problem->n_codes && priced->group < 0; j++)
        if (cost[j] < GENG_INFINITE)
          cost[j] = geng_space_clamp (space, cost[j] - unit * (weights[j] / priced->unit));
    }
}

gboolean
geng_sketch (GengRosterState *roster,
             GengLineArena *arena,
             GengBudget *budget,
             const double *duals,
             GengRandom *random)
{
  const GengProblem *problem = roster->space->problem;
  g_autofree gint64 *row_price = geng_space_price_rows (roster->space, duals);
  g_autofree gint32 *cost = g_new (gint32, problem->n_days * problem->n_codes);
  g_autofree guint8 *codes = g_new0 (guint8, problem->n_days);
  g_autofree guint *order = g_new (guint, problem->n_members + 1);

  for (guint m = 0; m < problem->n_members; m++)
    {
      order[m] = m;
      geng_roster_state_remove (roster, m);
    }
  geng_random_shuffle (random, order, problem->n_members);
  for (guint i = 0; i < problem->n_members; i++)
    {
      price_member (roster, order[i], row_price, cost);
      price_sums (roster->space, order[i], row_price, cost);
      if (geng_budget_interrupted (budget)
          || !geng_space_plan_line (roster->space, arena, order[i], cost, codes))
        return FALSE;
      geng_roster_state_set (roster, order[i], codes);
    }
  return TRUE;
}
