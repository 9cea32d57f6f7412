/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-portfolio.h"

/* Nodes of the branching (geng-branch.c), where nothing more is to be had from the root. */

typedef struct
{
  GengPortfolio *portfolio; /* whose branching this job has to itself */
  GengRosterState *roster;
  gint64 price; /* only rosters that are cheaper matter */
  gint64 bound;
  GengRootStage stage; /* of the root, when this job is done */
} Order;

static double
share (const GengPortfolio *portfolio)
{
  const GengParams *params = portfolio->run->space->params;

  return portfolio->trails[0].n_barren > params->dive_barren ? params->branch_share
                                                             : params->bound_later;
}

static gboolean
is_ripe (const GengPortfolio *portfolio)
{
  GengRootStage stage = portfolio->root.stage;

  return (stage == GENG_ROOT_SETTLED || stage == GENG_ROOT_BRANCHING) && !portfolio->root.busy
         && !geng_portfolio_is_undived (portfolio) && !geng_portfolio_dives_next (portfolio);
}

static void
draw (GengPortfolio *portfolio, GengJob *job)
{
  Order *order = g_new0 (Order, 1);
  const GengRun *run = portfolio->run;

  portfolio->root.busy = TRUE;
  order->portfolio = portfolio;
  order->stage = portfolio->root.stage;
  order->roster = geng_roster_state_new (run->space);
  geng_roster_state_copy (order->roster, portfolio->trails[0].best);
  /* legal rosters' prices differ by whole steps */
  order->price = run->best->price - (run->legal ? run->step - 1 : 0);
  job->order = order;
}

static void
step (GengJob *job, GengLineArena *arena)
{
  Order *order = job->order;
  GengPortfolio *portfolio = order->portfolio;
  GengMixture *root = portfolio->root.mixture;
  GengBudget *budget = &portfolio->run->budget;
  guint64 goal = arena->effort + job->allowance;

  geng_mixture_lend (root, arena);
  if (order->stage == GENG_ROOT_SETTLED)
    portfolio->branch = geng_branch_new (root, portfolio->run->space, arena, budget, order->price);
  order->stage = GENG_ROOT_BRANCHING;
  while (order->stage == GENG_ROOT_BRANCHING && arena->effort < goal
         && !geng_budget_interrupted (budget))
    if (!geng_branch_step (portfolio->branch, arena, order->price, order->roster))
      order->stage = GENG_ROOT_CLOSED;
  geng_polish (order->roster, arena, budget);
  order->bound = geng_branch_get_bound (portfolio->branch);
}

static void
merge (GengPortfolio *portfolio, GengJob *job)
{
  const Order *order = job->order;

  portfolio->root.busy = FALSE;
  portfolio->root.stage = order->stage;
  geng_portfolio_take (portfolio, GENG_TASK_BRANCH, order->roster);
  /* where no node is left, nothing is cheaper than what they were asked for */
  geng_run_raise (portfolio->run, MIN (order->bound, order->price));
}

static void
free_order (GengJob *job)
{
  Order *order = job->order;

  geng_roster_state_free (order->roster);
  g_free (order);
}

const GengTask geng_task_branch = { "branch", share, is_ripe, draw, step, merge, free_order };
