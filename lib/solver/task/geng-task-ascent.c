/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-portfolio.h"

/* The first task of a run: good duals, by steps uphill (geng-ascent.c). */

typedef struct
{
  GengAscent *ascent;
  GengMixture *root;
  GengBudget *budget;
  gboolean over;
} Order;

static double
share (const GengPortfolio *portfolio)
{
  return portfolio->run->space->params->ascent_share;
}

static gboolean
is_ripe (const GengPortfolio *portfolio)
{
  return portfolio->root.stage == GENG_ROOT_ASCENDING && !portfolio->root.busy;
}

static void
draw (GengPortfolio *portfolio, GengJob *job)
{
  Order order = { portfolio->ascent, portfolio->root.mixture, &portfolio->run->budget, FALSE };

  portfolio->root.busy = TRUE;
  job->order = g_memdup2 (&order, sizeof order);
}

static void
step (GengJob *job, GengLineArena *arena)
{
  Order *order = job->order;
  guint64 goal = arena->effort + job->allowance;

  geng_mixture_lend (order->root, arena);
  while (!order->over && arena->effort < goal && !geng_budget_interrupted (order->budget))
    order->over = !geng_ascent_step (order->ascent);
}

static void
merge (GengPortfolio *portfolio, GengJob *job)
{
  const Order *order = job->order;

  portfolio->root.busy = FALSE;
  if (order->over)
    portfolio->root.stage = GENG_ROOT_PROVING;
  geng_portfolio_tell_root (portfolio);
}

static void
free_order (GengJob *job)
{
  g_free (job->order);
}

const GengTask geng_task_ascent = { "ascent", share, is_ripe, draw, step, merge, free_order };
