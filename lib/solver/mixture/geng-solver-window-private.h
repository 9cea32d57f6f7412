/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-solver-window.h"

G_BEGIN_DECLS

/* A priced range of a row, less what the others contribute. */
typedef struct
{
  guint row;     /* of the window */
  guint segment; /* of the space */
  double lo, hi; /* infinite where open */
  gint64 under, over;
} GengSolverRange;

struct _GengSolverWindow
{
  const GengSpace *space;
  guint n;
  guint *members;
  guint first_day, end_day; /* the days whose cells are rows */
  gint64 *ahead; /* [row of the space]: what a unit is worth after them, scaled; NULL: they stand */
  guint8 *standing; /* [i × n_days + day] */
  guint n_rows;
  guint *row;       /* [row]: of the space */
  gint *local;      /* [row of the space]: row of the window, or -1 */
  gint64 *base;     /* [row]: what the others contribute */
  gint64 elsewhere; /* the price of all rows that the free members cannot move */
  guint n_ranges;
  GengSolverRange *ranges;
};

static inline const GengPricedCounter *
geng_solver_window_priced (const GengSolverWindow *self, guint p)
{
  return &g_array_index (self->space->priced, GengPricedCounter, p);
}

static inline const GengCounter *
geng_solver_window_counter (const GengSolverWindow *self, const GengPricedCounter *priced)
{
  return &g_array_index (self->space->problem->counters, GengCounter, priced->counter);
}

/* A priced sum of a line that goes on after the window: only what stands before and the window's
 * days count in its row. */
static inline gboolean
geng_solver_window_is_cut (const GengSolverWindow *self, const GengPricedCounter *priced)
{
  return priced->group < 0 && self->ahead != NULL;
}

/* The price of a missing unit that is neither a gap nor forbidden, in the geometric mean; of any
 * where all are. */
double geng_solver_window_usual_price (const GengSolverWindow *self);

G_END_DECLS
