/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-portfolio.h"
#include "geng-sketch.h"

/* The first task of a run: good duals, by steps uphill (geng-ascent.c), and a first roster by them
 * (geng-sketch.c). */

typedef struct
{
  GengAscent *ascent;
  GengMixture *root;
  GengBudget *budget;
  GengRosterState *roster; /* what comes of the duals */
  gboolean over, sketched;
} Order;

static double
share (const GengPortfolio *portfolio)
{
  return portfolio->run->space->params->ascent_share;
}

static gboolean
is_ripe (const GengPortfolio *portfolio)
{
  return portfolio->root.stage < GENG_ROOT_PROVING && !portfolio->root.busy
         && !geng_portfolio_dives_next (portfolio);
}

static void
draw (GengPortfolio *portfolio, GengJob *job)
{
  Order *order = g_new0 (Order, 1);

  portfolio->root.busy = TRUE;
  order->ascent = portfolio->ascent;
  order->root = portfolio->root.mixture;
  order->budget = &portfolio->run->budget;
  order->roster = geng_roster_state_new (portfolio->run->space);
  geng_roster_state_copy (order->roster, portfolio->trails[0].best);
  job->order = order;
}

/* A roster by the duals, made cheaper member by member. */
static void
sketch (Order *order, GengJob *job, GengLineArena *arena)
{
  const GengSpace *space = order->roster->space;
  g_autofree double *duals = g_new0 (double, space->first_segment[space->n_rows] + 1);

  geng_mixture_get_centre (order->root, duals);
  order->sketched = geng_sketch (order->roster, arena, order->budget, duals, &job->random);
  if (order->sketched)
    geng_polish (order->roster, arena, order->budget);
}

static void
step (GengJob *job, GengLineArena *arena)
{
  Order *order = job->order;
  guint64 goal = arena->effort + job->allowance;

  geng_mixture_lend (order->root, arena);
  while (!order->over && arena->effort < goal && !geng_budget_interrupted (order->budget))
    order->over = !geng_ascent_step (order->ascent);
  /* over a long horizon a rolling dive takes no longer, and sees all members at once */
  if (order->over && !geng_space_is_long (order->roster->space))
    sketch (order, job, arena);
}

static void
merge (GengPortfolio *portfolio, GengJob *job)
{
  const Order *order = job->order;

  portfolio->root.busy = FALSE;
  if (order->over)
    portfolio->root.stage = GENG_ROOT_PROVING;
  else if (geng_ascent_is_exact (order->ascent))
    portfolio->root.stage = GENG_ROOT_GATHERING;
  geng_portfolio_tell_root (portfolio);
  if (order->sketched)
    geng_portfolio_take (portfolio, GENG_TASK_ASCENT, order->roster);
}

static void
free_order (GengJob *job)
{
  Order *order = job->order;

  geng_roster_state_free (order->roster);
  g_free (order);
}

const GengTask geng_task_ascent = { "ascent", share, is_ripe, draw, step, merge, free_order };
