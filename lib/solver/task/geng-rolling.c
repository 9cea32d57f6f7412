/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rolling.h"

#include <string.h>

#include "geng-colgen-private.h"

#define PIN_DAYS 7
/* Of a week, what is pinned at once: members whose mixtures say so with this share. */
#define CLEAR 0.9
/* Rounds when a window opens, and after each pinning; they end where new lines turn up for one
 * member in so many. */
#define OPEN_ROUNDS 10
#define PIN_ROUNDS 6
#define FEW_NEW 5
#define STEPS 250
#define PULL 0.8

struct _GengRolling
{
  GengRosterState *roster;
  double *duals;      /* [segment] of the root */
  GengColgen *window; /* or NULL: to be opened */
  GengColgen *last;   /* whose lines the next window begins with */
  GengLineArena *arena;
  guint first, n_days;
};

GengRolling *
geng_rolling_new (const GengColgen *root,
                  const GengRosterState *roster,
                  GengLineArena *arena,
                  guint n_days)
{
  GengRolling *self = g_new0 (GengRolling, 1);
  const GengSpace *space = root->space;

  self->roster = geng_roster_state_new (space);
  geng_roster_state_copy (self->roster, roster);
  self->duals = g_new0 (double, space->first_segment[space->n_rows] + 1);
  geng_colgen_get_centre (root, self->duals);
  self->last = geng_colgen_copy (root);
  self->arena = arena;
  self->n_days = n_days;
  return self;
}

void
geng_rolling_free (GengRolling *self)
{
  g_clear_pointer (&self->window, geng_colgen_free);
  g_clear_pointer (&self->last, geng_colgen_free);
  geng_roster_state_free (self->roster);
  g_free (self->duals);
  g_free (self);
}

const GengRosterState *
geng_rolling_get_roster (const GengRolling *self)
{
  return self->roster;
}

/* Whether the member's model permits the line. */
static gboolean
is_permitted (const GengSpace *space, guint member, const gint32 *no_cost, const guint8 *codes)
{
  return geng_line_price (space->line[member], no_cost, NULL, codes) < GENG_INFINITE;
}

/* The last window's lines, behind what is pinned by now. */
static void
take_lines (GengRolling *self)
{
  const GengColgen *last = self->last;
  guint n_days = last->space->problem->n_days;
  g_autofree guint8 *codes = g_new (guint8, n_days);
  g_autofree gint32 *no_cost = g_new0 (gint32, n_days * last->space->problem->n_codes);

  for (guint j = 0; j < last->columns->len; j++)
    {
      guint i = GENG_COLUMN (last, j)->owner, m = last->members[i];

      memcpy (codes, self->roster->codes + (gsize) m * n_days, n_days);
      memcpy (codes + self->first, GENG_COLUMN_LINE (last, j) + self->first, n_days - self->first);
      if (!geng_colgen_knows (self->window, i, codes)
          && is_permitted (last->space, m, no_cost, codes))
        geng_colgen_add_column (self->window, i, codes);
    }
}

static void
settle (GengRolling *self, guint most_rounds)
{
  geng_colgen_settle (self->window, most_rounds, STEPS, PULL, self->window->n / FEW_NEW);
}

static void
open_window (GengRolling *self)
{
  guint end = MIN (self->first + self->n_days, self->roster->space->problem->n_days);

  self->window = geng_colgen_new_ahead (self->roster, self->arena, self->last->budget, self->first,
                                        end, self->duals);
  take_lines (self);
  g_clear_pointer (&self->last, geng_colgen_free);
  settle (self, OPEN_ROUNDS);
}

/* Everybody's column with the largest share, a legal one if there is any. */
static void
close_window (GengRolling *self)
{
  GengColgen *window = self->window;
  const double *shares = geng_master_get_shares (window->master);

  for (guint i = 0; i < window->n; i++)
    {
      gint best = window->newest[i];

      for (gint j = best; j >= 0; j = GENG_COLUMN (window, j)->before)
        {
          gboolean legal = GENG_COLUMN (window, j)->legal, best_legal;

          best_legal = GENG_COLUMN (window, best)->legal;
          if (legal > best_legal || (legal == best_legal && shares[j] > shares[best]))
            best = j;
        }
      geng_roster_state_set (self->roster, window->members[i], GENG_COLUMN_LINE (window, best));
    }
  self->last = g_steal_pointer (&self->window);
  self->first += PIN_DAYS;
}

gboolean
geng_rolling_step (GengRolling *self)
{
  guint n_days = self->roster->space->problem->n_days;

  if (self->window == NULL)
    open_window (self);
  else if (geng_colgen_pin (self->window, MIN (self->first + PIN_DAYS, n_days), CLEAR))
    settle (self, PIN_ROUNDS);
  else
    close_window (self);
  return self->first < n_days;
}
