/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-mixture-private.h"

/*
 * Windows whose lines go on after them.  Each member's later days are one tail
 * (line/geng-line-tail.h) at the prices that the duals say, looked for once when the window opens;
 * a round then costs the window's days, and not the horizon.  A column holds the window's codes;
 * its price is that of these days, of the steps on axes at their worth, and of the tail.
 */

/* Members whose tails are found one after another on one thread. */
#define BLOCK 4

/* What is shared while a window opens. */
typedef struct
{
  GengMixture *mixture;
  const GengMixture *last; /* (nullable) */
  const gint64 *price;     /* [row of the space]: what a unit is worth, scaled */
  GByteArray **lines;      /* [i]: to begin with, one after another */
} Opening;

/* -- prices -- */

/* What the day's code costs the member, without what it is worth to cells. */
static gint64
price_sums (const GengMixture *self, guint member, const gint64 *price, guint slot)
{
  const GengProblem *problem = self->space->problem;
  gint64 sum = geng_scale (GENG_PROBLEM_COST (problem, member, 0)[slot], self->space->shift);

  for (guint p = self->space->first_priced[member]; p < self->space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = geng_solver_window_priced (self->window, p);
      const GengCounter *counter = geng_solver_window_counter (self->window, priced);

      if (priced->group < 0)
        sum -= price[problem->n_cells + p]
               * (GENG_PROBLEM_WEIGHTS (problem, counter->weights)[slot] / priced->unit);
    }
  return sum;
}

static gint64
worth_to_cells (const GengProblem *problem, guint member, const gint64 *price, guint slot)
{
  gsize place = GENG_PROBLEM_SLOT (problem, member, 0, slot);
  gint64 worth = 0;

  for (guint f = problem->first_feed[place]; f < problem->first_feed[place + 1]; f++)
    worth += price[problem->feeds[f].cell] * problem->feeds[f].coefficient;
  return worth;
}

/* All days at the prices of rows, those before the window as they stand; own: the same, but the
 * window's days without cells. */
static void
price_days (const Opening *opening, guint i, gint32 *cost, gint32 *own)
{
  const GengMixture *self = opening->mixture;
  const GengSolverWindow *window = self->window;
  const GengProblem *problem = self->space->problem;
  guint member = window->members[i], n_codes = problem->n_codes;
  const gint32 *given = GENG_PROBLEM_COST (problem, member, 0);
  const guint8 *standing = geng_solver_window_get_standing (window, i);

  for (guint j = 0; j < problem->n_days * n_codes; j++)
    {
      guint day = j / n_codes;
      gboolean before = day < window->first_day;
      gint64 sums;

      cost[j] = own[j] = GENG_INFINITE;
      if (given[j] == GENG_FORBIDDEN || (before && standing[day] != j % n_codes))
        continue;
      sums = price_sums (self, member, opening->price, j);
      cost[j] = before ? 0
                       : geng_space_clamp (
                           self->space, sums - worth_to_cells (problem, member, opening->price, j));
      own[j] = before || day >= window->end_day ? cost[j] : geng_space_clamp (self->space, sums);
    }
}

static void
price_groups (const Opening *opening, guint i, gint32 *group_price)
{
  const GengMixture *self = opening->mixture;
  guint member = self->window->members[i];

  memset (group_price, 0, GENG_MAX_GROUPS * sizeof *group_price);
  for (guint p = self->space->first_priced[member]; p < self->space->first_priced[member + 1]; p++)
    {
      gint group = geng_solver_window_priced (self->window, p)->group;

      if (group >= 0)
        group_price[group]
            = geng_space_clamp (self->space, -opening->price[self->space->problem->n_cells + p]);
    }
}

/* -- opening -- */

/* Whether so few days are left that it is looked whether lines can go on. */
static gboolean
is_sure_from (const GengMixture *self, guint day)
{
  return self->space->problem->n_days - day <= self->space->params->roll_sure;
}

/* As much of the line as the last window had, and from there on the best at these prices. */
static void
continue_line (const Opening *opening,
               guint i,
               GengLineArena *arena,
               const gint32 *cost,
               const guint8 *line)
{
  const GengMixture *self = opening->mixture;
  const GengSolverWindow *window = self->window;
  const GengAhead *ahead = &self->ahead[i];
  const GengLineModel *model = self->space->line[window->members[i]];
  guint known = opening->last != NULL ? opening->last->window->end_day : 0;
  GengLineStand stand = ahead->stand;
  g_autofree guint8 *codes = g_memdup2 (geng_solver_window_get_standing (window, i), model->n_days);

  known = CLAMP (known, window->first_day, window->end_day);
  memcpy (codes + window->first_day, line + window->first_day, known - window->first_day);
  if (!geng_line_walk (model, codes, window->first_day, known, &stand))
    {
      known = window->first_day;
      stand = ahead->stand;
    }
  if (geng_line_solve_to (model, arena, cost, ahead->group_price, &ahead->tail, known, stand.state,
                          codes)
      < GENG_INFINITE)
    g_byte_array_append (opening->lines[i], codes, model->n_days);
}

/* A whole line at the same prices, which shows that there is one; looked for where few days are
 * left, for it takes longer the more there are. */
static void
add_whole_line (const Opening *opening, guint i, GengLineArena *arena, const gint32 *cost)
{
  GengMixture *self = opening->mixture;
  const GengLineModel *model = self->space->line[self->window->members[i]];
  g_autofree guint8 *codes = g_new0 (guint8, model->n_days);

  if (geng_line_solve (model, arena, cost, self->ahead[i].group_price, &self->hint[i], FALSE, FALSE,
                       codes)
      < GENG_INFINITE)
    g_byte_array_append (opening->lines[i], codes, model->n_days);
}

static void
open_member (const Opening *opening, guint i, GengLineArena *arena)
{
  GengMixture *self = opening->mixture;
  const GengMixture *last = opening->last;
  const GengSolverWindow *window = self->window;
  const GengProblem *problem = self->space->problem;
  const GengLineModel *model = self->space->line[window->members[i]];
  const guint8 *standing = geng_solver_window_get_standing (window, i);
  GengAhead *ahead = &self->ahead[i];
  g_autofree gint32 *cost = g_new (gint32, problem->n_days * problem->n_codes);

  ahead->own = g_new (gint32, problem->n_days * problem->n_codes + 1);
  price_days (opening, i, cost, ahead->own);
  price_groups (opening, i, ahead->group_price);
  arena->effort += problem->n_days * problem->n_codes / GENG_CELLS_A_UNIT;
  if (!geng_line_walk (model, standing, 0, window->first_day, &ahead->stand)
      || !geng_line_tail_find (&ahead->tail, model, arena, cost, ahead->group_price, &self->hint[i],
                               &ahead->stand, window->end_day))
    return;
  ahead->open = TRUE;
  if (is_sure_from (self, window->first_day))
    add_whole_line (opening, i, arena, cost);
  continue_line (opening, i, arena, cost, standing);
  for (gint j = last != NULL ? last->newest[i] : -1; j >= 0; j = GENG_COLUMN (last, j)->before)
    continue_line (opening, i, arena, cost, GENG_COLUMN_LINE (last, j));
}

static void
open_block (gpointer data, guint block, GengLineArena *arena)
{
  const Opening *opening = data;

  for (guint i = block * BLOCK; i < MIN ((block + 1) * BLOCK, opening->mixture->n); i++)
    open_member (opening, i, arena);
}

static gboolean
is_known_line (const GengMixture *self, guint i, const guint8 *codes)
{
  g_autofree gint32 *no_cost = NULL;

  if (self->window->ahead != NULL)
    return TRUE;
  no_cost = g_new0 (gint32, self->space->problem->n_days * self->space->problem->n_codes);
  return geng_line_price (self->space->line[self->window->members[i]], no_cost, NULL, codes)
         < GENG_INFINITE;
}

/* Each member's first line, then the others. */
static void
add_lines (const Opening *opening)
{
  GengMixture *self = opening->mixture;
  guint n_days = self->space->problem->n_days;

  for (guint i = 0; i < self->n; i++)
    {
      geng_mixture_add_column (self, i,
                               opening->lines[i]->len > 0
                                   ? opening->lines[i]->data
                                   : geng_solver_window_get_standing (self->window, i));
      geng_master_set_share (self->master, i, 1);
    }
  for (guint i = 0; i < self->n; i++)
    for (guint at = n_days; at < opening->lines[i]->len; at += n_days)
      if (is_known_line (self, i, opening->lines[i]->data + at))
        geng_mixture_add_line (self, i, opening->lines[i]->data + at);
}

void
geng_mixture_open_ahead (GengMixture *self, const double *duals, const GengMixture *last)
{
  g_autofree gint64 *price = geng_space_price_rows (self->space, duals);
  g_autofree GByteArray **lines = g_new (GByteArray *, self->n + 1);
  Opening opening = { self, last, price, lines };

  self->ahead = g_new0 (GengAhead, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      lines[i] = g_byte_array_new ();
      if (last != NULL)
        self->hint[i] = last->hint[i];
    }
  geng_hands_share (self->arena, (self->n + BLOCK - 1) / BLOCK, open_block, &opening);
  for (guint i = 0; i < self->n; i++)
    self->hopeless |= !self->ahead[i].open;
  if (self->window->ahead == NULL)
    geng_mixture_close_ahead (self);
  add_lines (&opening);
  /* they are the best at these duals: others have to be found before a round tells anything */
  geng_mixture_solve_master (self, (guint) self->space->params->roll_steps);
  for (guint i = 0; i < self->n; i++)
    g_byte_array_unref (lines[i]);
}

void
geng_mixture_close_ahead (GengMixture *self)
{
  for (guint i = 0; i < self->n && self->ahead != NULL; i++)
    {
      geng_line_tail_clear (&self->ahead[i].tail);
      g_free (self->ahead[i].own);
    }
  g_clear_pointer (&self->ahead, g_free);
}

/* -- rounds -- */

/* What the rows' prices make of a unit of the member's sums on the day. */
static gint64
price_cut_sums (const GengMixture *self, guint member, const gint64 *row_price, guint slot)
{
  const GengProblem *problem = self->space->problem;
  gint64 sum = 0;

  for (guint p = self->space->first_priced[member]; p < self->space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = geng_solver_window_priced (self->window, p);
      const GengCounter *counter = geng_solver_window_counter (self->window, priced);
      gint local = self->window->local[problem->n_cells + p];

      if (local >= 0 && priced->group < 0)
        sum += row_price[local]
               * (GENG_PROBLEM_WEIGHTS (problem, counter->weights)[slot] / priced->unit);
    }
  return sum;
}

gboolean
geng_pricer_price_ahead (GengPricer *self, guint i)
{
  const GengMixture *mixture = self->mixture;
  const GengSolverWindow *window = mixture->window;
  const GengAhead *ahead = &mixture->ahead[i];
  const guint8 *barred = geng_allowed_get_barred (mixture->allowed, i);
  guint n_codes = mixture->space->problem->n_codes;
  gint64 most = geng_space_most (mixture->space);
  gboolean sound = TRUE;

  for (guint j = window->first_day * n_codes; j < window->end_day * n_codes; j++)
    {
      gint64 price;

      self->cost[j] = GENG_INFINITE;
      if (barred[j])
        continue;
      price = ahead->own[j] - self->worth[j]
              - price_cut_sums (mixture, window->members[i], self->row_price, j);
      self->cost[j] = (gint32) CLAMP (price, -most, most);
      sound &= self->cost[j] <= price;
    }
  memcpy (self->group_price, ahead->group_price, sizeof self->group_price);
  return sound;
}

/* The best line that ends well: where the days after the window are short of what an axis still
 * permits, its worth no longer says enough. */
static gint64
find_whole_line (GengPricer *self, guint i, guint8 *codes)
{
  GengMixture *mixture = self->mixture;
  const GengSolverWindow *window = mixture->window;
  const GengAhead *ahead = &mixture->ahead[i];
  const GengLineModel *model = mixture->space->line[window->members[i]];
  guint first = window->first_day * model->n_codes, end = window->end_day * model->n_codes;
  g_autofree guint8 *line = g_new (guint8, model->n_days);
  gint64 value;

  memcpy (self->cost, ahead->own, first * sizeof *self->cost);
  memcpy (self->cost + end, ahead->own + end,
          (model->n_days * model->n_codes - end) * sizeof *self->cost);
  value = geng_line_solve (model, self->arena, self->cost, self->group_price, &mixture->hint[i],
                           FALSE, FALSE, line);
  if (value < GENG_INFINITE)
    memcpy (codes + window->first_day, line + window->first_day,
            window->end_day - window->first_day);
  return value;
}

gint64
geng_pricer_find_line_ahead (GengPricer *self, guint i, guint8 *codes)
{
  const GengMixture *mixture = self->mixture;
  const GengSolverWindow *window = mixture->window;
  const GengAhead *ahead = &mixture->ahead[i];
  const GengLineModel *model = mixture->space->line[window->members[i]];
  GengLineStand stand = ahead->stand;
  gint64 value;

  if (!ahead->open)
    return GENG_INFINITE;
  memcpy (codes, geng_solver_window_get_standing (window, i), model->n_days);
  value = geng_line_solve_to (model, self->arena, self->cost, self->group_price, &ahead->tail,
                              window->first_day, stand.state, codes);
  if (value >= GENG_INFINITE
      || !geng_line_walk (model, codes, window->first_day, window->end_day, &stand)
      || geng_line_may_end (model, window->end_day, &stand))
    return value;
  return find_whole_line (self, i, codes) < GENG_INFINITE ? value : GENG_INFINITE;
}

gboolean
geng_mixture_may_go_on (GengMixture *self, guint i, const guint8 *codes, guint end)
{
  const GengSolverWindow *window = self->window;
  const GengLineModel *model = self->space->line[window->members[i]];
  guint n_codes = model->n_codes;
  g_autofree gint32 *cost = NULL;
  g_autofree guint8 *line = NULL;

  if (self->ahead == NULL || !is_sure_from (self, end))
    return TRUE;
  cost = g_memdup2 (self->ahead[i].own, model->n_days * n_codes * sizeof *cost);
  line = g_new (guint8, model->n_days);
  for (guint d = window->first_day; d < end; d++)
    for (guint c = 0; c < n_codes; c++)
      if (c != codes[d])
        cost[d * n_codes + c] = GENG_INFINITE;
  return geng_line_solve (model, self->arena, cost, self->ahead[i].group_price, &self->hint[i],
                          FALSE, FALSE, line)
         < GENG_INFINITE;
}

/* -- columns -- */

/* What the window's days have of a sum that is cut, in units. */
static gint64
count_window (const GengMixture *self, const GengPricedCounter *priced, const guint8 *codes)
{
  const GengProblem *problem = self->space->problem;
  const gint32 *weights
      = GENG_PROBLEM_WEIGHTS (problem, geng_solver_window_counter (self->window, priced)->weights);
  gint64 sum = 0;

  for (guint d = self->window->first_day; d < self->window->end_day; d++)
    sum += weights[d * problem->n_codes + codes[d]];
  return sum / priced->unit;
}

/* Feeds the rows of sums; FALSE where one is above what nothing can mend. */
static gboolean
feed_cut_sums (const GengMixture *self, guint member, const guint8 *codes, GArray *feeds)
{
  const GengSpace *space = self->space;
  gboolean kept = TRUE;

  for (guint p = space->first_priced[member]; p < space->first_priced[member + 1]; p++)
    {
      const GengPricedCounter *priced = geng_solver_window_priced (self->window, p);
      guint row = space->problem->n_cells + p;
      gint local = self->window->local[row];
      gint64 value;

      if (local < 0 || priced->group >= 0)
        continue;
      value = count_window (self, priced, codes);
      for (guint s = space->first_segment[row]; s < space->first_segment[row + 1]; s++)
        kept &= space->segments[s].over < space->hard
                || (double) (self->window->base[local] + value) <= space->segments[s].hi;
      if (value != 0)
        {
          GengFeed feed = { (guint) local, (gint32) value };

          g_array_append_val (feeds, feed);
        }
    }
  return kept;
}

double
geng_mixture_price_ahead (const GengMixture *self,
                          guint i,
                          const guint8 *codes,
                          GArray *feeds,
                          gboolean *legal)
{
  const GengSolverWindow *window = self->window;
  const GengAhead *ahead = &self->ahead[i];
  guint member = window->members[i];
  gint64 price = GENG_INFINITE;

  if (ahead->open)
    price = geng_line_price_to (self->space->line[member], ahead->own, ahead->group_price,
                                &ahead->tail, window->first_day, &ahead->stand, codes);
  *legal = feed_cut_sums (self, member, codes, feeds) && price < GENG_INFINITE;
  return ldexp ((double) price, -self->space->shift);
}
