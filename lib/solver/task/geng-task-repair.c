/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geng-portfolio.h"
#include "geng-regret.h"

/*
 * Neighbourhoods: some members and a window of days are set free, the others stand still, and
 * column generation with a dive plans them anew.  (A large neighbourhood search, Shaw 1998, whose
 * neighbourhoods are column generations of their own.)  A job plans on the roster as it was drawn,
 * and its lines are taken where they make the roster cheaper as it is at the merge.
 */

typedef struct
{
  GengBudget *budget;
  GengRosterState *roster; /* as it was drawn, and then what came of it */
  guint trail, epoch;
  guint64 drawn_after; /* changes of the trail's roster before it was drawn */
  guint shape, n, first, end;
  gint cell;         /* that costs something, or -1 */
  gint64 least_gain; /* what is cheaper is so by this much */
  gint64 most;       /* what may come of it costs no more */
  guint *members;
  GengPool *pool; /* [i]: known lines; then those that had a share */
  double *duals;  /* or NULL */
  gboolean wander;
  gboolean found; /* the roster has new lines */
} Order;

static double
share (const GengPortfolio *portfolio G_GNUC_UNUSED)
{
  return 1;
}

static gboolean
is_ripe (const GengPortfolio *portfolio G_GNUC_UNUSED)
{
  return TRUE;
}

/* -- drawing -- */

/* By what a neighbourhood is drawn. */
typedef struct
{
  const GengPortfolio *portfolio;
  const GengRosterState *roster;
  GengRegret regret;
  gboolean by_regret; /* or by what cells cost */
  GengRandom *random;
} Drawing;

/* What a cell counts, if anybody can feed it and no job under way is about it. */
static double
weigh_cell (const Drawing *self, guint cell)
{
  const GengPortfolio *portfolio = self->portfolio;

  if (portfolio->cell_day[cell] >= self->roster->space->problem->n_days
      || portfolio->cell_claims[cell] > 0)
    return 0;
  return self->by_regret ? self->regret.row[cell]
                         : (double) geng_space_price_cell (self->roster->space, cell,
                                                           self->roster->count[cell]);
}

/* A cell by what it counts beside the members; -1: none. */
static gint
draw_cell (const Drawing *self)
{
  guint n_cells = self->roster->space->problem->n_cells;
  double sum = 0, mark;

  for (guint i = 0; i < n_cells; i++)
    sum += weigh_cell (self, i);
  if (sum <= 0)
    return -1;
  mark = geng_random_unit (self->random) * (sum + (self->by_regret ? self->regret.member_sum : 0));
  for (guint i = 0; i < n_cells; i++)
    if ((mark -= weigh_cell (self, i)) < 0)
      return (gint) i;
  return -1;
}

static gboolean
can_feed (const GengProblem *problem, guint member, guint day, guint cell)
{
  for (guint c = 0; c < problem->n_codes; c++)
    {
      gsize slot = GENG_PROBLEM_SLOT (problem, member, day, c);

      for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
        if (problem->feeds[f].cell == cell
            && GENG_PROBLEM_COST (problem, member, day)[c] != GENG_FORBIDDEN)
          return TRUE;
    }
  return FALSE;
}

/* Jobs that plan the same members at the same time undo each other's work. */
static void
put_claimed_last (const GengPortfolio *portfolio, guint *members, guint n)
{
  g_autofree guint *claimed = g_new (guint, n + 1);
  guint n_free = 0, n_claimed = 0;

  for (guint i = 0; i < n; i++)
    if (portfolio->member_claims[members[i]] == 0)
      members[n_free++] = members[i];
    else
      claimed[n_claimed++] = members[i];
  memcpy (members + n_free, claimed, n_claimed * sizeof *members);
}

static void
claim (GengPortfolio *portfolio, const Order *order, gint by)
{
  for (guint i = 0; i < order->n; i++)
    portfolio->member_claims[order->members[i]] += by;
  if (order->cell >= 0)
    portfolio->cell_claims[order->cell] += by;
}

typedef struct
{
  guint member;
  double key;
} Ticket;

static int
compare_tickets (gconstpointer a, gconstpointer b)
{
  const Ticket *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (int) x->member - (int) y->member;
}

/* In a random order in which those with much regret tend to be early: weighted sampling without
 * replacement (Efraimidis and Spirakis 2006). */
static void
order_by_regret (const Drawing *self, guint *members, guint n)
{
  g_autofree Ticket *tickets = g_new (Ticket, n + 1);
  double usual
      = self->regret.member_sum / n + (double) self->portfolio->run->space->params->regret_least;

  for (guint m = 0; m < n; m++)
    tickets[m] = (Ticket){ m, -log1p (-geng_random_unit (self->random))
                                  / (self->regret.member[m] + usual) };
  qsort (tickets, n, sizeof *tickets, compare_tickets);
  for (guint m = 0; m < n; m++)
    members[m] = tickets[m].member;
}

static gboolean
is_wanted (const Drawing *self, const Order *order, guint member)
{
  if (order->cell >= 0)
    return can_feed (self->roster->space->problem, member, self->portfolio->cell_day[order->cell],
                     (guint) order->cell);
  return self->roster->line_price[member] > 0;
}

/* Half of them, where it can be, are able to serve the cell, or have dear lines; the rest is
 * chance. */
static void
draw_members (const Drawing *self, Order *order)
{
  guint n_members = self->roster->space->problem->n_members, able = 0;

  order->members = g_new (guint, n_members);
  for (guint m = 0; m < n_members; m++)
    order->members[m] = m;
  if (self->by_regret)
    order_by_regret (self, order->members, n_members);
  else
    geng_random_shuffle (self->random, order->members, n_members);
  put_claimed_last (self->portfolio, order->members, n_members);
  if (self->by_regret && order->cell < 0)
    return;
  for (guint i = 0; i < n_members && able < (order->n + 1) / 2; i++)
    {
      guint m = order->members[i];

      if (!is_wanted (self, order, m))
        continue;
      memmove (order->members + able + 1, order->members + able, (i - able) * sizeof m);
      order->members[able++] = m;
    }
}

static void
draw_window (const GengPortfolio *portfolio, Order *order, guint days, GengRandom *random)
{
  guint n_days = order->roster->space->problem->n_days, day, back;

  if (days == 0)
    days = geng_space_is_long (order->roster->space) || portfolio->duals == NULL
               ? (guint) order->roster->space->params->repair_days
               : n_days;
  days = MIN (days, n_days);
  day = order->cell >= 0 ? portfolio->cell_day[order->cell] : geng_random_below (random, n_days);
  back = geng_random_below (random, days);
  order->first = MIN (day > back ? day - back : 0, n_days - days);
  order->end = order->first + days;
}

/* Effort of it: cells are weighed twice; regret looks at every row, member and day. */
static guint64
count_drawing (const Drawing *self)
{
  const GengSpace *space = self->roster->space;
  const GengProblem *problem = space->problem;
  guint64 n = 2 * (guint64) problem->n_cells + problem->n_members;

  if (self->regret.row != NULL)
    n += space->n_rows + (guint64) problem->n_members * problem->n_days;
  return n / GENG_CELLS_A_UNIT;
}

static void
draw_where (const GengPortfolio *portfolio, Order *order, guint days, GengJob *job)
{
  const GengParams *params = order->roster->space->params;
  GengRandom *random = &job->random;
  Drawing drawing = { .portfolio = portfolio, .roster = order->roster, .random = random };

  if (portfolio->duals != NULL && geng_random_unit (random) < params->regret_part)
    {
      geng_regret_init (&drawing.regret, order->roster, portfolio->duals, portfolio->least);
      drawing.by_regret = geng_regret_tells (&drawing.regret, order->roster);
    }
  job->drawn = count_drawing (&drawing);
  order->cell = draw_cell (&drawing);
  draw_members (&drawing, order);
  draw_window (portfolio, order, days, random);
  geng_regret_clear (&drawing.regret);
}

/* The lines that are known of the members, numbered as in the neighbourhood. */
static GengPool *
draw_pool (const GengPool *pool, const guint *members, guint n)
{
  GengPool *some = geng_pool_new (n, pool->n_days);

  for (guint i = 0; i < n; i++)
    for (guint l = 0; l < geng_pool_count (pool, members[i]); l++)
      geng_pool_add (some, i, geng_pool_line (pool, members[i], l));
  return some;
}

/* What a wanderer's roster may cost. */
static gint64
most_of (const GengPortfolio *portfolio, const GengTrail *trail)
{
  const GengParams *params = portfolio->run->space->params;

  return MAX (trail->roster->price,
              trail->best->price + 1
                  + (gint64) (params->wander_rise * (double) ABS (trail->best->price)));
}

static void
draw (GengPortfolio *portfolio, GengJob *job)
{
  const GengSpace *space = portfolio->run->space;
  Order *order = g_new0 (Order, 1);
  GengTrail *trail;
  guint days;

  order->trail = (guint) (job->number % portfolio->n_trails);
  trail = &portfolio->trails[order->trail];
  order->epoch = trail->epoch;
  order->drawn_after = trail->n_merged;
  order->budget = &portfolio->run->budget;
  order->least_gain = portfolio->run->legal ? portfolio->run->step : 1;
  order->roster = geng_roster_state_new (space);
  geng_roster_state_copy (order->roster, trail->roster);
  order->wander = trail->n_barren > space->params->wander_from
                  && geng_random_unit (&job->random) < space->params->wander_part;
  order->most
      = order->wander ? most_of (portfolio, trail) : trail->roster->price - order->least_gain;
  order->shape = geng_shapes_draw (&portfolio->shapes, portfolio->duals != NULL, &job->random);
  geng_shapes_get (order->shape, &order->n, &days);
  order->n = MIN (order->n, space->problem->n_members);
  draw_where (portfolio, order, days, job);
  claim (portfolio, order, 1);
  order->pool = draw_pool (portfolio->pool, order->members, order->n);
  order->duals = portfolio->duals != NULL ? g_atomic_rc_box_acquire (portfolio->duals) : NULL;
  job->order = order;
}

/* -- planning -- */

/* TRUE where the neighbourhood may hold something better. */
static gboolean
solve_relaxed (const Order *order, GengMixture *mixture, gint64 standing)
{
  const GengParams *params = order->roster->space->params;

  for (guint round = 0; round < params->repair_rounds; round++)
    {
      geng_mixture_round (mixture, (guint) params->repair_steps, params->repair_pull);
      if (geng_budget_interrupted (order->budget) || geng_mixture_get_bound (mixture) >= standing)
        return FALSE;
      if (geng_mixture_get_n_stale (mixture) >= params->repair_stale
          || geng_mixture_get_slack (mixture) < params->repair_slack * (double) order->least_gain)
        break;
    }
  return TRUE;
}

/* Plans the free members from `first` on anew, one by one, until nothing gains. */
static void
polish (Order *order, GengLineArena *arena, guint first)
{
  guint i = first, idle = first;

  for (; idle < order->n && !geng_budget_interrupted (order->budget); i++)
    {
      if (i == order->n)
        i = first;
      idle = geng_roster_state_replan (order->roster, arena, order->members[i]) ? first : idle + 1;
    }
}

/* Days where the window is long, for no line is clear there; else lines. */
static gboolean
narrow (const Order *order, GengMixture *mixture)
{
  const GengParams *params = order->roster->space->params;

  if (order->end - order->first >= (guint) params->repair_long)
    return geng_mixture_pin_days (mixture, params->pin_sure, (guint) params->repair_pins);
  return geng_mixture_fix (mixture, params->repair_clear);
}

/* Until what is left has no room below `standing`. */
static void
dive (Order *order, GengMixture *mixture, GengLineArena *arena, gint64 standing)
{
  const GengParams *params = order->roster->space->params;

  while (narrow (order, mixture))
    {
      geng_mixture_mend (mixture, (guint) params->repair_fixed, (guint) params->repair_steps,
                         params->repair_slack * (double) order->least_gain);
      if (geng_budget_interrupted (order->budget) || geng_mixture_get_reach (mixture) >= standing)
        return;
    }
  geng_mixture_apply (mixture, order->roster);
  /* over a long horizon one member's whole line takes longer than the neighbourhood; else all are
   * planned anew, but not the spurned line's member, who would take it again */
  if (!geng_space_is_long (order->roster->space))
    polish (order, arena, order->wander ? 1 : 0);
  order->found = TRUE;
}

static void
step (GengJob *job, GengLineArena *arena)
{
  Order *order = job->order;
  g_autoptr (GengSolverWindow) window
      = geng_solver_window_new (order->roster, order->members, order->n, order->first, order->end);
  GengMixture *mixture = geng_mixture_new (window, arena, order->budget, order->duals);
  gint64 standing
      = geng_solver_window_price (window, order->roster) - order->roster->price + order->most + 1;
  gboolean hopeful;

  if (order->wander)
    geng_mixture_spurn (mixture);
  geng_mixture_draw_on (mixture, order->pool);
  hopeful = solve_relaxed (order, mixture, standing);
  geng_pool_clear (order->pool);
  geng_mixture_stock (mixture, order->pool);
  if (hopeful && !geng_budget_interrupted (order->budget))
    dive (order, mixture, arena, standing);
  geng_mixture_free (mixture);
}

/* -- merging -- */

static void
stock (GengPortfolio *portfolio, const Order *order)
{
  for (guint i = 0; i < order->n; i++)
    for (guint l = 0; l < geng_pool_count (order->pool, i); l++)
      geng_pool_add (portfolio->pool, order->members[i], geng_pool_line (order->pool, i, l));
}

/* Takes the lines together where the roster ends no dearer than `most`; else, where others have
 * changed it meanwhile, those that make it cheaper one by one. */
static gboolean
take_lines (GengRosterState *roster, const Order *order, gint64 most, gboolean stale)
{
  guint n_days = roster->space->problem->n_days;
  g_autofree guint8 *old = g_new (guint8, (gsize) order->n * n_days + 1);
  gint64 before = roster->price;

#define LINE(codes, m) ((codes) + (gsize) (m) *n_days)
  for (guint i = 0; i < order->n; i++)
    {
      memcpy (LINE (old, i), LINE (roster->codes, order->members[i]), n_days);
      geng_roster_state_set (roster, order->members[i],
                             LINE (order->roster->codes, order->members[i]));
    }
  if (roster->price <= most)
    return TRUE;
  for (guint i = 0; i < order->n; i++)
    geng_roster_state_set (roster, order->members[i], LINE (old, i));
  for (guint i = 0; i < order->n && stale; i++)
    {
      gint64 price = roster->price;

      geng_roster_state_set (roster, order->members[i],
                             LINE (order->roster->codes, order->members[i]));
      if (roster->price >= price)
        geng_roster_state_set (roster, order->members[i], LINE (old, i));
    }
#undef LINE
  return roster->price < before;
}

static void
note_best (GengPortfolio *portfolio, GengTrail *trail)
{
  if (trail->roster->price >= trail->best->price)
    return;
  if (trail == &portfolio->trails[0])
    portfolio->accounts[GENG_TASK_REPAIR].gain += trail->best->price - trail->roster->price;
  geng_roster_state_copy (trail->best, trail->roster);
  trail->n_barren = 0;
  geng_run_offer (portfolio->run, trail->best);
}

static void
merge (GengPortfolio *portfolio, GengJob *job)
{
  const Order *order = job->order;
  GengTrail *trail = &portfolio->trails[order->trail];
  const GengParams *params = portfolio->run->space->params;
  gint64 before = trail->roster->price, most;

  claim (portfolio, order, -1);
  stock (portfolio, order);
  if (order->trail >= portfolio->n_trails || order->epoch != trail->epoch)
    {
      geng_shapes_count (&portfolio->shapes, order->shape, 0, job->effort);
      return;
    }
  if (++trail->n_barren % (guint) params->wander_back == 0)
    {
      geng_roster_state_copy (trail->roster, trail->best);
      before = trail->roster->price;
    }
  most = before;
  if (order->wander)
    most = most_of (portfolio, trail);
  if (order->found
      && take_lines (trail->roster, order, most, trail->n_merged != order->drawn_after))
    trail->n_merged++;
  note_best (portfolio, trail);
  geng_shapes_count (&portfolio->shapes, order->shape, before - trail->roster->price, job->effort);
}

static void
free_order (GengJob *job)
{
  Order *order = job->order;

  geng_roster_state_free (order->roster);
  geng_pool_free (order->pool);
  g_clear_pointer (&order->duals, g_atomic_rc_box_release);
  g_free (order->members);
  g_free (order);
}

const GengTask geng_task_repair = { "repair", share, is_ripe, draw, step, merge, free_order };
