/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-allowed.h"

#include <string.h>

#include "geng-solver-window-private.h"

/* What was taken away: a place of the table, or a member that was fixed. */
typedef struct
{
  gsize place;
  gboolean is_member;
} Taken;

struct _GengAllowed
{
  GengSolverWindow *window;
  guint n_days, n_codes, n_fixed;
  guint8 *barred; /* [(i × n_days + day) × n_codes + code] */
  guint8 *fixed;  /* [i] */
  GArray *stack;  /* Taken */
};

static gsize
place_of (const GengAllowed *self, guint i, guint day, guint code)
{
  g_assert (i < self->window->n && day < self->n_days && code < self->n_codes);
  return ((gsize) i * self->n_days + day) * self->n_codes + code;
}

static void
open_day (GengAllowed *self, guint i, guint day)
{
  const GengSolverWindow *window = self->window;
  const gint32 *cost = GENG_PROBLEM_COST (window->space->problem, window->members[i], day);
  guint8 *barred = self->barred + place_of (self, i, day, 0);
  gboolean inside = day >= window->first_day && day < window->end_day;

  for (guint c = 0; c < self->n_codes; c++)
    barred[c] = cost[c] == GENG_FORBIDDEN
                || (!inside && window->standing[(gsize) i * self->n_days + day] != c);
}

static gsize
table_size (const GengAllowed *self)
{
  return (gsize) self->window->n * self->n_days * self->n_codes;
}

GengAllowed *
geng_allowed_new (GengSolverWindow *window)
{
  GengAllowed *self = g_new0 (GengAllowed, 1);
  const GengProblem *problem = window->space->problem;

  self->window = geng_solver_window_ref (window);
  self->n_days = problem->n_days;
  self->n_codes = problem->n_codes;
  self->barred = g_new (guint8, table_size (self) + 1);
  self->fixed = g_new0 (guint8, window->n + 1);
  self->stack = g_array_new (FALSE, FALSE, sizeof (Taken));
  for (guint i = 0; i < window->n; i++)
    for (guint d = 0; d < self->n_days; d++)
      open_day (self, i, d);
  return self;
}

GengAllowed *
geng_allowed_copy (const GengAllowed *self)
{
  GengAllowed *copy = g_memdup2 (self, sizeof *self);

  geng_solver_window_ref (copy->window);
  copy->barred = g_memdup2 (self->barred, table_size (self) + 1);
  copy->fixed = g_memdup2 (self->fixed, self->window->n + 1);
  copy->stack = g_array_new (FALSE, FALSE, sizeof (Taken));
  return copy;
}

void
geng_allowed_free (GengAllowed *self)
{
  geng_solver_window_unref (self->window);
  g_free (self->barred);
  g_free (self->fixed);
  g_array_unref (self->stack);
  g_free (self);
}

gboolean
geng_allowed_may (const GengAllowed *self, guint i, guint day, guint code)
{
  return !self->barred[place_of (self, i, day, code)];
}

const guint8 *
geng_allowed_get_barred (const GengAllowed *self, guint i)
{
  return self->barred + place_of (self, i, 0, 0);
}

gboolean
geng_allowed_keeps (const GengAllowed *self, guint i, const guint8 *codes)
{
  for (guint d = 0; d < self->n_days; d++)
    if (!geng_allowed_may (self, i, d, codes[d]))
      return FALSE;
  return TRUE;
}

gboolean
geng_allowed_is_fixed (const GengAllowed *self, guint i)
{
  return self->fixed[i];
}

guint
geng_allowed_get_n_fixed (const GengAllowed *self)
{
  return self->n_fixed;
}

void
geng_allowed_forbid (GengAllowed *self, guint i, guint day, guint code)
{
  Taken taken = { place_of (self, i, day, code), FALSE };

  if (self->barred[taken.place])
    return;
  self->barred[taken.place] = 1;
  g_array_append_val (self->stack, taken);
}

void
geng_allowed_pin (GengAllowed *self, guint i, guint day, guint code)
{
  for (guint c = 0; c < self->n_codes; c++)
    if (c != code)
      geng_allowed_forbid (self, i, day, c);
}

void
geng_allowed_fix (GengAllowed *self, guint i, const guint8 *codes)
{
  Taken taken = { i, TRUE };

  g_assert (!self->fixed[i]);
  for (guint d = 0; d < self->n_days; d++)
    geng_allowed_pin (self, i, d, codes[d]);
  self->fixed[i] = 1;
  self->n_fixed++;
  g_array_append_val (self->stack, taken);
}

void
geng_allowed_decide (GengAllowed *self, const GengDecision *decision)
{
  if (decision->keep)
    geng_allowed_pin (self, decision->i, decision->day, decision->code);
  else
    geng_allowed_forbid (self, decision->i, decision->day, decision->code);
}

gsize
geng_allowed_mark (const GengAllowed *self)
{
  return self->stack->len;
}

void
geng_allowed_undo (GengAllowed *self, gsize mark)
{
  g_assert (mark <= self->stack->len);
  while (self->stack->len > mark)
    {
      const Taken *taken = &g_array_index (self->stack, Taken, self->stack->len - 1);

      if (taken->is_member)
        {
          self->fixed[taken->place] = 0;
          self->n_fixed--;
        }
      else
        self->barred[taken->place] = 0;
      g_array_set_size (self->stack, self->stack->len - 1);
    }
}
