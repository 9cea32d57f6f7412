/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "geng-portfolio.h"

/* From the root's mixture to a roster (geng-dive.c): over a long horizon one that rolls, as soon as
 * the duals are good, for the root is ripe late; one of all days when it is; and again, with other
 * numbers of rounds and steps, where neighbourhoods have long gained nothing. */

typedef struct
{
  GengDive *dive;
  GengBudget *budget;
  GengRosterState *roster; /* where the dive began, and what it came to */
  gboolean over;
} Order;

static double
share (const GengPortfolio *portfolio)
{
  const GengParams *params = portfolio->run->space->params;

  return geng_portfolio_is_undived (portfolio) ? params->dive_share : params->dive_later;
}

static gboolean
is_later_due (const GengPortfolio *portfolio)
{
  return portfolio->trails[0].n_barren >= portfolio->run->space->params->dive_barren
         && portfolio->n_trails == 1;
}

gboolean
geng_portfolio_dives_next (const GengPortfolio *portfolio)
{
  switch (portfolio->dives)
    {
    case GENG_DIVES_NONE:
      return portfolio->root.stage != GENG_ROOT_ASCENDING;
    case GENG_DIVES_WAITING:
      return geng_root_is_ripe (&portfolio->root);
    case GENG_DIVES_BETWEEN:
      return is_later_due (portfolio);
    case GENG_DIVES_ROLLING:
    case GENG_DIVES_FIRST:
    case GENG_DIVES_LATER:
    default:
      return FALSE;
    }
}

static gboolean
is_under_way (const GengPortfolio *portfolio)
{
  return portfolio->dives == GENG_DIVES_ROLLING || portfolio->dives == GENG_DIVES_FIRST
         || portfolio->dives == GENG_DIVES_LATER;
}

static gboolean
is_ripe (const GengPortfolio *portfolio)
{
  if (portfolio->accounts[GENG_TASK_DIVE].in_flight > 0)
    return FALSE;
  return is_under_way (portfolio)
         || (!portfolio->root.busy && geng_portfolio_dives_next (portfolio));
}

/* One of three: the first dive's number times what makes it less, or more, or what lies between. */
static guint
draw_number (GengJob *job, double first, double less, double more)
{
  const double some[] = { less, sqrt (less * more), more };

  return (guint) MAX (1, first * some[geng_random_below (&job->random, G_N_ELEMENTS (some))]);
}

static GengDiveCare
draw_care (const GengPortfolio *portfolio, GengJob *job)
{
  const GengParams *params = portfolio->run->space->params;
  GengDiveCare care = { (guint) params->dive_rounds, (guint) params->dive_steps };

  if (geng_portfolio_is_undived (portfolio))
    return care;
  care.rounds = draw_number (job, params->dive_rounds, params->redive_less, params->redive_more);
  care.steps
      = draw_number (job, params->dive_steps, params->redive_steps_less, params->redive_steps_more);
  return care;
}

/* The stage after the one that is over: of waiting a dive, of a dive waiting for the next. */
static GengDivesStage
stage_after (GengDivesStage stage)
{
  return stage == GENG_DIVES_LATER ? GENG_DIVES_BETWEEN : stage + 1;
}

static void
begin (GengPortfolio *portfolio, GengJob *job)
{
  GengDiveCare care = draw_care (portfolio, job);
  GengDiveKind kind = portfolio->dives == GENG_DIVES_NONE ? GENG_DIVE_ROLLING : GENG_DIVE_WHOLE;

  portfolio->dive = geng_dive_new (portfolio->root.mixture, portfolio->trails[0].best,
                                   &portfolio->run->budget, kind, &care);
  portfolio->dive_began = portfolio->run->effort;
  portfolio->dives = stage_after (portfolio->dives);
}

static void
draw (GengPortfolio *portfolio, GengJob *job)
{
  Order *order = g_new0 (Order, 1);

  if (!is_under_way (portfolio))
    begin (portfolio, job);
  order->dive = portfolio->dive;
  order->budget = &portfolio->run->budget;
  order->roster = geng_roster_state_new (portfolio->run->space);
  geng_roster_state_copy (order->roster, portfolio->trails[0].best);
  job->order = order;
}

static void
step (GengJob *job, GengLineArena *arena)
{
  Order *order = job->order;
  guint64 goal = arena->effort + job->allowance;

  while (!order->over && arena->effort < goal && !geng_budget_interrupted (order->budget))
    order->over = !geng_dive_step (order->dive, arena);
  if (!order->over || geng_budget_interrupted (order->budget))
    return;
  geng_dive_apply (order->dive, order->roster);
  geng_polish (order->roster, arena, order->budget);
}

static void
merge (GengPortfolio *portfolio, GengJob *job)
{
  const Order *order = job->order;

  if (!order->over)
    return;
  g_clear_pointer (&portfolio->dive, geng_dive_free);
  portfolio->dives = stage_after (portfolio->dives);
  portfolio->n_dives++;
  for (guint t = 0; t < portfolio->n_trails; t++)
    portfolio->trails[t].n_barren = 0;
  geng_portfolio_take (portfolio, GENG_TASK_DIVE, order->roster);
}

static void
free_order (GengJob *job)
{
  Order *order = job->order;

  geng_roster_state_free (order->roster);
  g_free (order);
}

const GengTask geng_task_dive = { "dive", share, is_ripe, draw, step, merge, free_order };
