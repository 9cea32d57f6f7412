/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rolling.h"

/* What its next step does. */
typedef enum
{
  OPENING, /* the window that follows */
  PINNING  /* some of its first days; it closes where all of them are pinned */
} Phase;

struct _GengRolling
{
  Phase phase;
  GengRosterState *roster;
  double *duals; /* [segment] of the root */
  /* opening: of the days before, whose lines the window begins with; pinning: of the window */
  GengMixture *mixture;
  const GengParams *params;
  GengBudget *budget;
  guint first, n_days;
};

static guint
window_days (const GengSpace *space)
{
  const GengParams *params = space->params;
  gboolean year = space->problem->n_days >= (guint) params->roll_year;

  return (guint) (year ? params->roll_days_year : params->roll_days);
}

GengRolling *
geng_rolling_new (const GengMixture *root, const GengRosterState *roster, GengBudget *budget)
{
  GengRolling *self = g_new0 (GengRolling, 1);
  const GengSpace *space = roster->space;

  self->roster = geng_roster_state_new (space);
  geng_roster_state_copy (self->roster, roster);
  self->duals = g_new0 (double, space->first_segment[space->n_rows] + 1);
  geng_mixture_get_centre (root, self->duals);
  self->phase = OPENING;
  self->mixture = geng_mixture_copy (root);
  self->params = space->params;
  self->budget = budget;
  self->n_days = window_days (space);
  return self;
}

void
geng_rolling_free (GengRolling *self)
{
  geng_mixture_free (self->mixture);
  geng_roster_state_free (self->roster);
  g_free (self->duals);
  g_free (self);
}

const GengRosterState *
geng_rolling_get_roster (const GengRolling *self)
{
  return self->roster;
}

static void
settle (GengRolling *self, double most_rounds)
{
  const GengParams *params = self->params;

  geng_mixture_settle (self->mixture, (guint) most_rounds, (guint) params->roll_steps,
                       params->roll_pull,
                       (guint) (params->roll_few * self->roster->space->problem->n_members));
}

static void
open_window (GengRolling *self, GengLineArena *arena)
{
  guint n_days = self->roster->space->problem->n_days, end = self->first + self->n_days;
  g_autoptr (GengSolverWindow) window = NULL;
  GengMixture *last = self->mixture;

  if (self->first + self->params->roll_last >= n_days)
    end = n_days;
  window = geng_solver_window_new_ahead (self->roster, self->first, MIN (end, n_days), self->duals);
  self->mixture = geng_mixture_new_ahead (window, arena, self->budget, self->duals, last);
  geng_mixture_free (last);
  self->phase = PINNING;
  settle (self, self->params->roll_open);
}

/* Everybody's column with the largest share, a legal one if there is any. */
static void
close_window (GengRolling *self)
{
  for (guint m = 0; m < self->roster->space->problem->n_members; m++)
    {
      guint best = (guint) geng_mixture_get_clearest (self->mixture, m);

      geng_roster_state_set (self->roster, m, geng_mixture_get_line (self->mixture, best));
    }
  self->phase = OPENING;
  self->first += (guint) self->params->roll_pin;
}

gboolean
geng_rolling_step (GengRolling *self, GengLineArena *arena)
{
  guint n_days = self->roster->space->problem->n_days;
  guint pinned = MIN (self->first + (guint) self->params->roll_pin, n_days);

  geng_mixture_lend (self->mixture, arena);
  if (self->phase == OPENING)
    open_window (self, arena);
  else if (geng_mixture_pin (self->mixture, pinned, self->params->dive_clear))
    settle (self, self->params->roll_rounds);
  else
    close_window (self);
  return self->first < n_days;
}
