/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-mixture-private.h"

/* Nonzeros of the master that take as long as a unit of effort in a line. */
#define MASTER_UNIT 6

/* -- making -- */

/* A dual begins at a third of the price of one missing: most end in that neighbourhood.  Gaps are
 * rare, so that their price says nothing of what a place is worth: the boxes of dear prices begin
 * small. */
static GengMasterRange
price_range (const GengMixture *self, guint k, double usual, const double *start)
{
  const GengProblem *problem = self->space->problem;
  const GengParams *params = self->space->params;
  const GengSolverRange *range = &self->window->ranges[k];
  gboolean whole
      = self->n == problem->n_members && self->window->row[range->row] < problem->n_cells;
  double box = whole ? params->box_first * usual : INFINITY;
  GengMasterRange priced = { range->lo, range->hi, (double) range->under, (double) range->over, 0 };

  if (range->under >= problem->gap_price)
    priced.under = MIN (priced.under, box);
  if (range->over >= problem->gap_price)
    priced.over = MIN (priced.over, box);
  if (start != NULL)
    priced.start = start[range->segment];
  else if (isfinite (range->lo))
    priced.start
        = params->dual_start
          * (range->under >= problem->gap_price ? MIN (priced.under, usual) : priced.under);
  return priced;
}

static void
make_master (GengMixture *self, const double *start)
{
  const GengSolverWindow *window = self->window;
  double usual = geng_solver_window_usual_price (window);

  self->master = geng_master_new (self->n, window->n_rows, self->space->params);
  for (guint k = 0; k < window->n_ranges; k++)
    {
      GengMasterRange priced = price_range (self, k, usual, start);

      geng_master_add_range (self->master, window->ranges[k].row, &priced);
    }
}

static GengClaim
find_claim (const GengSolverWindow *window)
{
  const GengProblem *problem = window->space->problem;

  if (window->ahead != NULL)
    return GENG_CLAIM_AHEAD;
  return window->n == problem->n_members && window->first_day == 0
                 && window->end_day == problem->n_days
             ? GENG_CLAIM_ALL
             : GENG_CLAIM_WINDOW;
}

/* Without columns. */
static GengMixture *
new_bare (GengSolverWindow *window, GengLineArena *arena, GengBudget *budget, const double *start)
{
  GengMixture *self = g_new0 (GengMixture, 1);
  guint n = window->n;

  self->space = window->space;
  self->window = geng_solver_window_ref (window);
  self->allowed = geng_allowed_new (window);
  self->arena = arena;
  self->budget = budget;
  self->claim = find_claim (window);
  self->n = n;
  self->hint = g_new0 (GengLineHint, n + 1);
  self->pinned = g_new0 (guint, n + 1);
  self->fed = g_new0 (guint, window->n_rows + 1);
  self->dual = g_new0 (gint64, window->n_ranges + 1);
  self->centre = g_new0 (gint64, window->n_ranges + 1);
  self->least = g_new0 (gint64, n + 1);
  self->bound = self->reach = G_MININT64;
  self->best_value = -INFINITY;
  self->lines = g_byte_array_new ();
  self->columns = g_array_new (FALSE, FALSE, sizeof (GengColumn));
  self->newest = g_new (gint, n + 1);
  memset (self->newest, G_MAXUINT8, n * sizeof *self->newest);
  make_master (self, start);
  return self;
}

GengMixture *
geng_mixture_new (GengSolverWindow *window,
                  GengLineArena *arena,
                  GengBudget *budget,
                  const double *start)
{
  GengMixture *self = new_bare (window, arena, budget, start);

  for (guint i = 0; i < self->n; i++)
    {
      geng_mixture_add_column (self, i, geng_solver_window_get_standing (window, i));
      geng_master_set_share (self->master, i, 1);
    }
  return self;
}

GengMixture *
geng_mixture_new_ahead (GengSolverWindow *window,
                        GengLineArena *arena,
                        GengBudget *budget,
                        const double *duals,
                        const GengMixture *last)
{
  GengMixture *self = new_bare (window, arena, budget, duals);

  geng_mixture_open_ahead (self, duals, last);
  return self;
}

GengMixture *
geng_mixture_copy (const GengMixture *self)
{
  GengMixture *copy = g_memdup2 (self, sizeof *self);
  guint n = self->n, n_ranges = self->window->n_ranges + 1;

  g_assert (self->ahead == NULL);
#define COPY(field, count) copy->field = g_memdup2 (self->field, (count) * sizeof *copy->field)
  COPY (hint, n + 1);
  COPY (pinned, n + 1);
  COPY (newest, n + 1);
  COPY (least, n + 1);
  COPY (fed, self->window->n_rows + 1);
  COPY (dual, n_ranges);
  COPY (centre, n_ranges);
#undef COPY
  geng_solver_window_ref (copy->window);
  copy->allowed = geng_allowed_copy (self->allowed);
  copy->master = geng_master_copy (self->master);
  copy->lines = g_byte_array_append (g_byte_array_new (), self->lines->data, self->lines->len);
  copy->columns = g_array_copy (self->columns);
  return copy;
}

void
geng_mixture_free (GengMixture *self)
{
  geng_mixture_close_ahead (self);
  geng_allowed_free (self->allowed);
  geng_solver_window_unref (self->window);
  geng_master_free (self->master);
  g_free (self->hint);
  g_free (self->pinned);
  g_free (self->fed);
  g_free (self->dual);
  g_free (self->centre);
  g_free (self->least);
  g_free (self->newest);
  g_byte_array_unref (self->lines);
  g_array_unref (self->columns);
  g_free (self);
}

void
geng_mixture_lend (GengMixture *self, GengLineArena *arena)
{
  self->arena = arena;
}

/* -- master -- */

static double
widened (const GengParams *params, double limit, double price, double dual)
{
  return dual >= params->box_press * limit ? MIN (price, params->box_wider * limit) : limit;
}

/* A bound with lower prices is a bound, and the master finds its way sooner. */
void
geng_mixture_widen_boxes (GengMixture *self, gboolean wholly)
{
  const GengParams *params = self->space->params;
  const double *duals = geng_master_get_range_duals (self->master);

  for (guint k = 0; k < self->window->n_ranges; k++)
    {
      double under = (double) self->window->ranges[k].under;
      double over = (double) self->window->ranges[k].over;
      GengMasterRange box = *geng_master_get_range (self->master, k);

      if (box.under >= under && box.over >= over)
        continue;
      box.under = wholly ? under : widened (params, box.under, under, duals[k]);
      box.over = wholly ? over : widened (params, box.over, over, -duals[k]);
      geng_master_set_range (self->master, k, &box);
    }
}

static void
count_master (GengMixture *self, guint64 work)
{
  self->arena->effort += work / MASTER_UNIT;
  for (guint h = 2; h <= GENG_MOST_HANDS; h++)
    self->arena->spared[h] += geng_master_get_spared (self->master, h) / MASTER_UNIT;
  geng_hands_tell (self->arena);
}

void
geng_mixture_solve_master (GengMixture *self, guint n_steps)
{
  count_master (self, geng_master_solve (self->master, n_steps, self->space->params->master_enough,
                                         self->budget, self->arena));
}

/* -- rounds -- */

/* Where to price: whole numbers in the box, between the centre and the master's duals. */
static void
separate (GengMixture *self, double pull)
{
  const double *duals = geng_master_get_range_duals (self->master);
  gint shift = self->space->shift;

  if (!isfinite (self->best_value))
    pull = 0;
  for (guint k = 0; k < self->window->n_ranges; k++)
    {
      const GengSolverRange *range = &self->window->ranges[k];
      double scaled = ldexp (duals[k], shift);
      double dual = pull * (double) self->centre[k] + (1 - pull) * scaled;

      self->dual[k] = CLAMP ((gint64) llround (dual), -geng_scale (range->over, shift),
                             geng_scale (range->under, shift));
    }
}

void
geng_mixture_compact (GengMixture *self, const guint8 *keep)
{
  guint n_days = self->space->problem->n_days, kept = 0;

  memset (self->newest, G_MAXUINT8, self->n * sizeof *self->newest);
  for (guint j = 0; j < self->columns->len; j++)
    {
      GengColumn column = *GENG_COLUMN (self, j);

      if (!keep[j])
        continue;
      memmove (self->lines->data + (gsize) kept * n_days, self->lines->data + (gsize) j * n_days,
               n_days);
      column.before = self->newest[column.owner];
      self->newest[column.owner] = (gint) kept;
      *GENG_COLUMN (self, kept++) = column;
    }
  geng_master_prune (self->master, keep);
  g_byte_array_set_size (self->lines, kept * n_days);
  g_array_set_size (self->columns, kept);
}

void
geng_mixture_forget_barred (GengMixture *self)
{
  g_autofree guint8 *keep = g_new (guint8, self->columns->len + 1);

  for (guint j = 0; j < self->columns->len; j++)
    keep[j] = geng_allowed_keeps (self->allowed, GENG_COLUMN (self, j)->owner,
                                  GENG_COLUMN_LINE (self, j));
  geng_mixture_compact (self, keep);
}

/* Forgets columns that have long been without a share; the lines as they stood stay. */
static void
forget_idle (GengMixture *self)
{
  const GengParams *params = self->space->params;
  const double *shares = geng_master_get_shares (self->master);
  g_autofree guint8 *keep = g_new0 (guint8, self->columns->len);
  gboolean any = FALSE;

  for (guint j = 0; j < self->columns->len; j++)
    {
      guint *idle = &GENG_COLUMN (self, j)->idle;

      *idle = shares[j] > params->share_least ? 0 : *idle + 1;
      keep[j] = j < self->n || *idle <= params->column_idle;
      any |= !keep[j];
    }
  if (any && self->columns->len > params->columns_row * (self->window->n_rows + self->n))
    geng_mixture_compact (self, keep);
}

guint
geng_mixture_round (GengMixture *self, guint n_steps, double pull)
{
  guint n_new;

  separate (self, self->n_stale > 0 ? 0 : pull);
  n_new = geng_mixture_price_all (self, TRUE);
  /* where lines go on, the first look was exact */
  if (n_new == 0 && self->ahead == NULL && !geng_budget_interrupted (self->budget))
    n_new = geng_mixture_price_all (self, FALSE);
  self->n_rounds++;
  self->n_stale = n_new > 0 ? 0 : self->n_stale + 1;
  if (geng_budget_interrupted (self->budget))
    return 0;
  geng_mixture_solve_master (self, n_steps);
  if (n_new < self->space->params->box_few * self->n)
    geng_mixture_widen_boxes (self, FALSE);
  if (!self->narrowed)
    forget_idle (self);
  return n_new;
}

void
geng_mixture_settle (GengMixture *self, guint most_rounds, guint n_steps, double pull, guint few)
{
  for (guint round = 0; round < most_rounds; round++)
    if (geng_mixture_round (self, n_steps, pull) <= few || geng_budget_interrupted (self->budget))
      break;
}

void
geng_mixture_go_to_vertices (GengMixture *self, gboolean go)
{
  geng_master_set_exact (self->master, go);
}

void
geng_mixture_spread (GengMixture *self, guint n_steps)
{
  count_master (self, geng_master_spread (self->master, n_steps, self->budget, self->arena));
}

double
geng_mixture_get_slack (GengMixture *self)
{
  return geng_master_get_value (self->master) - ldexp (self->best_value, -self->space->shift);
}

/* -- reading -- */

GengClaim
geng_mixture_get_claim (const GengMixture *self)
{
  return self->claim;
}

gint64
geng_mixture_get_bound (const GengMixture *self)
{
  return self->bound;
}

gint64
geng_mixture_get_reach (const GengMixture *self)
{
  return self->reach;
}

void
geng_mixture_get_centre (const GengMixture *self, double *duals)
{
  for (guint k = 0; k < self->window->n_ranges; k++)
    duals[self->window->ranges[k].segment] = ldexp ((double) self->centre[k], -self->space->shift);
}

void
geng_mixture_get_least (const GengMixture *self, gint64 *least)
{
  for (guint i = 0; i < self->n; i++)
    least[self->window->members[i]] = self->least[i];
}

guint
geng_mixture_get_n_rounds (const GengMixture *self)
{
  return self->n_rounds;
}

guint
geng_mixture_get_n_stale (const GengMixture *self)
{
  return self->n_stale;
}

gboolean
geng_mixture_is_hopeless (const GengMixture *self)
{
  return self->hopeless;
}

const GengAllowed *
geng_mixture_get_allowed (const GengMixture *self)
{
  return self->allowed;
}
