/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "geng-mixture-private.h"

/* Each free member's legal column with the largest share. */
static void
find_clearest (const GengMixture *self, gint *best)
{
  const double *shares = geng_master_get_shares (self->master);

  for (guint i = 0; i < self->n; i++)
    best[i] = -1;
  for (guint j = 0; j < self->columns->len; j++)
    {
      guint i = GENG_COLUMN (self, j)->owner;

      if (GENG_COLUMN (self, j)->legal && (best[i] < 0 || shares[j] > shares[best[i]]))
        best[i] = (gint) j;
    }
}

/* The free member whose best line has the largest share; -1: nobody has one. */
static gint
find_top (const GengMixture *self, const gint *best)
{
  const double *shares = geng_master_get_shares (self->master);
  gint top = -1;

  for (guint i = 0; i < self->n; i++)
    if (!geng_allowed_is_fixed (self->allowed, i) && best[i] >= 0
        && (top < 0 || shares[best[i]] > shares[best[top]]))
      top = (gint) i;
  return top;
}

static guint
slowest_pace (const GengMixture *self)
{
  return 1 + self->n / (guint) self->space->params->dive_parts;
}

gboolean
geng_mixture_fix (GengMixture *self, double clear)
{
  const double *shares = geng_master_get_shares (self->master);
  g_autofree gint *best = g_new (gint, self->n + 1);
  g_autofree guint8 *keep = g_new (guint8, self->columns->len + 1);
  guint least = slowest_pace (self) * MAX (1, self->leap), now = 0;
  gint top;

  self->narrowed = TRUE;
  geng_master_set_exact (self->master, FALSE);
  geng_mixture_widen_boxes (self, TRUE);
  find_clearest (self, best);
  while ((top = find_top (self, best)) >= 0 && (shares[best[top]] >= clear || now < least))
    {
      geng_allowed_fix (self->allowed, (guint) top, GENG_COLUMN_LINE (self, best[top]));
      now++;
    }
  for (guint j = 0; j < self->columns->len; j++)
    {
      guint i = GENG_COLUMN (self, j)->owner;

      keep[j] = !geng_allowed_is_fixed (self->allowed, i) || best[i] == (gint) j;
    }
  geng_mixture_compact (self, keep);
  return top >= 0;
}

/* What the shares cost is near what they have to with these lines fixed. */
static gboolean
is_mended (GengMixture *self, double slack)
{
  double value = geng_master_get_value (self->master);

  return self->reach > G_MININT64
         && value - (double) (self->reach - self->window->elsewhere)
                <= slack + self->space->params->master_enough * fabs (value);
}

/* Longer leaps where the last one did no harm, as short as can be where it did much. */
static void
set_leap (GengMixture *self, guint n_rounds, guint most_rounds)
{
  if (2 * n_rounds > most_rounds)
    self->leap = 1;
  else if (n_rounds <= 1)
    self->leap = MIN (2 * MAX (1, self->leap), (guint) self->space->params->dive_leap);
}

void
geng_mixture_mend (GengMixture *self, guint most_rounds, guint n_steps, double slack)
{
  guint round = 0;

  geng_mixture_solve_master (self, n_steps);
  for (; round < most_rounds && !is_mended (self, slack); round++)
    if (geng_mixture_round (self, n_steps, 0) == 0 || geng_budget_interrupted (self->budget))
      break;
  set_leap (self, round, most_rounds);
}

void
geng_mixture_apply (const GengMixture *self, GengRosterState *roster)
{
  for (guint j = 0; j < self->columns->len; j++)
    {
      guint i = GENG_COLUMN (self, j)->owner;

      if (geng_allowed_is_fixed (self->allowed, i))
        geng_roster_state_set (roster, self->window->members[i], GENG_COLUMN_LINE (self, j));
    }
}
