/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-portfolio.h"

/* Rounds of column generation over everybody and all days, until its bound rises no more. */

typedef struct
{
  GengRoot *root;
  GengBudget *budget;
  gboolean settled;
} Order;

static double
share (const GengPortfolio *portfolio)
{
  const GengParams *params = portfolio->run->space->params;

  if (geng_portfolio_is_undived (portfolio))
    return params->bound_share;
  return geng_root_is_ripe (&portfolio->root) ? params->bound_later : params->bound_unripe;
}

/* The first dives go before, and no dive waits for long. */
static gboolean
is_ripe (const GengPortfolio *portfolio)
{
  return portfolio->root.stage == GENG_ROOT_PROVING && !portfolio->root.busy
         && portfolio->dives != GENG_DIVES_ROLLING && portfolio->dives != GENG_DIVES_FIRST
         && !geng_portfolio_dives_next (portfolio);
}

static void
draw (GengPortfolio *portfolio, GengJob *job)
{
  Order order = { &portfolio->root, &portfolio->run->budget, FALSE };

  portfolio->root.busy = TRUE;
  job->order = g_memdup2 (&order, sizeof order);
}

/* A rise of less than one in two thousand is not worth a round, a gap that closes is. */
static gboolean
advances (GengRoot *root, gint64 before)
{
  const GengParams *params = root->params;
  gint64 after = geng_mixture_get_bound (root->mixture);
  double gap = geng_mixture_get_slack (root->mixture);

  if (gap < params->root_closing * root->least_gap)
    {
      root->least_gap = gap;
      return TRUE;
    }
  return after > before
         && (before == G_MININT64
             || (double) (after - before) > params->root_rise * (double) ABS (after));
}

/* Nothing below a whole unit is left to prove, or nothing new turns up. */
static gboolean
is_settled (const GengRoot *root)
{
  const GengParams *params = root->params;

  if (geng_mixture_get_slack (root->mixture) < params->whole_unit)
    return TRUE;
  if (geng_mixture_get_n_rounds (root->mixture) < params->root_early)
    return geng_mixture_get_n_stale (root->mixture) >= params->node_vain;
  return geng_mixture_get_n_stale (root->mixture) >= params->root_stale
         || root->n_unproven >= params->root_vain;
}

/* Pulled towards the centre the more, the longer the bound has not risen (Pessoa and others,
 * 2018). */
static void
prove (GengRoot *root)
{
  const GengParams *params = root->params;
  gint64 before = geng_mixture_get_bound (root->mixture);

  if (root->n_unproven >= params->root_vertex)
    geng_mixture_go_to_vertices (root->mixture, TRUE);
  geng_mixture_round (root->mixture, (guint) params->root_steps, root->pull);
  root->pull = geng_mixture_get_bound (root->mixture) > before
                   ? MAX (params->pull_least, root->pull - params->pull_out)
                   : MIN (params->pull_most, root->pull + params->pull_in * (1 - root->pull));
  root->n_unproven = advances (root, before) ? 0 : root->n_unproven + 1;
}

static void
step (GengJob *job, GengLineArena *arena)
{
  Order *order = job->order;
  guint64 goal = arena->effort + job->allowance;

  geng_mixture_lend (order->root->mixture, arena);
  while (!order->settled && arena->effort < goal && !geng_budget_interrupted (order->budget))
    {
      prove (order->root);
      order->settled = is_settled (order->root);
    }
}

static void
merge (GengPortfolio *portfolio, GengJob *job)
{
  const Order *order = job->order;

  portfolio->root.busy = FALSE;
  if (order->settled)
    portfolio->root.stage = GENG_ROOT_SETTLED;
  geng_portfolio_tell_root (portfolio);
}

static void
free_order (GengJob *job)
{
  g_free (job->order);
}

const GengTask geng_task_bound = { "bound", share, is_ripe, draw, step, merge, free_order };
