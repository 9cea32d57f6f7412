/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-solver-window-private.h"

#include <math.h>
#include <string.h>

/* -- rows -- */

static void
touch_rows (const GengSolverWindow *self, guint8 *touched)
{
  const GengProblem *problem = self->space->problem;

  for (guint i = 0; i < self->n; i++)
    {
      guint m = self->members[i];

      for (guint d = self->first_day; d < self->end_day; d++)
        {
          gsize from = GENG_PROBLEM_SLOT (problem, m, d, 0);

          for (guint f = problem->first_feed[from];
               f < problem->first_feed[from + problem->n_codes]; f++)
            touched[problem->feeds[f].cell] = 1;
        }
      for (guint p = self->space->first_priced[m]; p < self->space->first_priced[m + 1]; p++)
        touched[problem->n_cells + p] = 1;
    }
}

static void
number_rows (GengSolverWindow *self)
{
  const GengSpace *space = self->space;
  g_autofree guint8 *touched = g_new0 (guint8, space->n_rows + 1);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  touch_rows (self, touched);
  self->local = g_new (gint, space->n_rows + 1);
  for (guint r = 0; r < space->n_rows; r++)
    {
      self->local[r] = -1;
      if (!touched[r] || space->first_segment[r] == space->first_segment[r + 1])
        continue;
      self->local[r] = (gint) rows->len;
      g_array_append_val (rows, r);
    }
  self->n_rows = rows->len;
  self->row = (guint *) (gpointer) g_array_free (rows, FALSE);
}

static void
find_base (GengSolverWindow *self, const GengRosterState *roster)
{
  const GengProblem *problem = self->space->problem;

  self->base = g_new0 (gint64, self->n_rows + 1);
  for (guint r = 0; r < problem->n_cells; r++)
    if (self->local[r] >= 0)
      self->base[self->local[r]] = roster->count[r];
    else if (self->ahead == NULL)
      self->elsewhere += geng_space_price_cell (self->space, r, roster->count[r]);
  for (guint i = 0; i < self->n; i++)
    for (guint d = self->first_day; d < self->end_day; d++)
      {
        guint code = self->standing[(gsize) i * problem->n_days + d];
        gsize slot = GENG_PROBLEM_SLOT (problem, self->members[i], d, code);

        for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
          if (self->local[problem->feeds[f].cell] >= 0)
            self->base[self->local[problem->feeds[f].cell]] -= problem->feeds[f].coefficient;
      }
}

/* What the days before the window have of sums that are cut. */
static void
find_begun (GengSolverWindow *self)
{
  const GengProblem *problem = self->space->problem;

  for (guint r = 0; r < self->n_rows; r++)
    {
      const GengPricedCounter *priced;
      const gint32 *weights;

      if (self->row[r] < problem->n_cells)
        continue;
      priced = geng_solver_window_priced (self, self->row[r] - problem->n_cells);
      if (!geng_solver_window_is_cut (self, priced))
        continue;
      weights = GENG_PROBLEM_WEIGHTS (problem, geng_solver_window_counter (self, priced)->weights);
      /* everybody is in such a window, under his own number */
      for (guint d = 0; d < self->first_day; d++)
        self->base[r] += weights[d * problem->n_codes
                                 + self->standing[(gsize) priced->member * problem->n_days + d]]
                         / priced->unit;
    }
}

static void
add_ranges (GengSolverWindow *self, guint r)
{
  const GengSpace *space = self->space;
  guint row = self->row[r], n_cells = space->problem->n_cells;

  for (guint s = space->first_segment[row]; s < space->first_segment[row + 1]; s++)
    {
      const GengSegment *segment = &space->segments[s];
      GengSolverRange *range = &self->ranges[self->n_ranges++];
      double base = (double) self->base[r];

      *range = (GengSolverRange){
        r, s, segment->lo - base, segment->hi - base, segment->under, segment->over
      };
      if (row < n_cells
          || !geng_solver_window_is_cut (self, geng_solver_window_priced (self, row - n_cells)))
        continue;
      /* what is too little now may still be made up for */
      range->lo = -INFINITY;
      range->under = 0;
    }
}

static void
find_ranges (GengSolverWindow *self)
{
  const GengSpace *space = self->space;
  guint n = 0;

  for (guint r = 0; r < self->n_rows; r++)
    n += space->first_segment[self->row[r] + 1] - space->first_segment[self->row[r]];
  self->ranges = g_new0 (GengSolverRange, n + 1);
  for (guint r = 0; r < self->n_rows; r++)
    add_ranges (self, r);
}

/* Of what is missing, if its price is not that of a gap; else of gaps; and where nothing can be
 * missing, as when only what is forbidden between members counts, of what is too much. */
double
geng_solver_window_usual_price (const GengSolverWindow *self)
{
  enum
  {
    USUAL,
    GAP,
    TOO_MUCH,
    N_KINDS
  };
  const GengSpace *space = self->space;
  double sum[N_KINDS] = { 0 };
  guint n[N_KINDS] = { 0 };

  for (guint k = 0; k < self->n_ranges; k++)
    {
      gint64 under = space->segments[self->ranges[k].segment].under;
      gint64 over = space->segments[self->ranges[k].segment].over;
      guint kind = under < space->problem->gap_price ? USUAL : GAP;

      sum[kind] += under > 0 ? log ((double) under) : 0;
      n[kind] += under > 0;
      sum[TOO_MUCH] += over > 0 ? log ((double) over) : 0;
      n[TOO_MUCH] += over > 0;
    }
  for (guint kind = USUAL; kind < N_KINDS; kind++)
    if (n[kind] > 0)
      return exp (sum[kind] / n[kind]);
  return 0;
}

/* -- making -- */

static GengSolverWindow *
new_for (const GengRosterState *roster, const guint *members, guint n)
{
  GengSolverWindow *self = g_atomic_rc_box_new0 (GengSolverWindow);
  guint n_days = roster->space->problem->n_days;

  self->space = roster->space;
  self->n = n;
  self->members = g_memdup2 (members, n * sizeof *members);
  self->standing = g_new (guint8, (gsize) n * n_days + 1);
  for (guint i = 0; i < n; i++)
    memcpy (self->standing + (gsize) i * n_days, roster->codes + (gsize) members[i] * n_days,
            n_days);
  return self;
}

static void
free_days (GengSolverWindow *self, const GengRosterState *roster, guint first_day, guint end_day)
{
  g_assert (first_day <= end_day);
  self->first_day = first_day;
  self->end_day = end_day;
  number_rows (self);
  find_base (self, roster);
  find_begun (self);
  find_ranges (self);
}

GengSolverWindow *
geng_solver_window_new (const GengRosterState *roster,
                        const guint *members,
                        guint n,
                        guint first_day,
                        guint end_day)
{
  GengSolverWindow *self = new_for (roster, members, n);

  free_days (self, roster, first_day, end_day);
  return self;
}

static GengSolverWindow *
new_for_all (const GengRosterState *roster)
{
  guint n = roster->space->problem->n_members;
  g_autofree guint *members = g_new (guint, n + 1);

  for (guint m = 0; m < n; m++)
    members[m] = m;
  return new_for (roster, members, n);
}

GengSolverWindow *
geng_solver_window_new_whole (const GengRosterState *roster)
{
  GengSolverWindow *self = new_for_all (roster);
  guint n_days = self->space->problem->n_days;

  free_days (self, roster, 0, n_days);
  return self;
}

GengSolverWindow *
geng_solver_window_new_ahead (const GengRosterState *roster,
                              guint first_day,
                              guint end_day,
                              const double *duals)
{
  GengSolverWindow *self = new_for_all (roster);
  guint n_days = self->space->problem->n_days;

  if (end_day < n_days)
    self->ahead = geng_space_price_rows (self->space, duals);
  free_days (self, roster, first_day, end_day);
  return self;
}

GengSolverWindow *
geng_solver_window_ref (GengSolverWindow *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  GengSolverWindow *self = data;

  g_free (self->members);
  g_free (self->standing);
  g_free (self->ahead);
  g_free (self->row);
  g_free (self->local);
  g_free (self->base);
  g_free (self->ranges);
}

void
geng_solver_window_unref (GengSolverWindow *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* -- reading -- */

guint
geng_solver_window_get_n_members (const GengSolverWindow *self)
{
  return self->n;
}

guint
geng_solver_window_get_member (const GengSolverWindow *self, guint i)
{
  return self->members[i];
}

guint
geng_solver_window_get_n_rows (const GengSolverWindow *self)
{
  return self->n_rows;
}

gint64
geng_solver_window_get_elsewhere (const GengSolverWindow *self)
{
  return self->elsewhere;
}

const guint8 *
geng_solver_window_get_standing (const GengSolverWindow *self, guint i)
{
  return self->standing + (gsize) i * self->space->problem->n_days;
}

gint64
geng_solver_window_price (const GengSolverWindow *self, const GengRosterState *roster)
{
  gint64 price = self->elsewhere;

  for (guint i = 0; i < self->n; i++)
    price += roster->line_price[self->members[i]];
  for (guint r = 0; r < self->n_rows; r++)
    if (self->row[r] < self->space->problem->n_cells)
      price += geng_space_price_cell (self->space, self->row[r], roster->count[self->row[r]]);
  return price;
}
