/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-mixture-private.h"

/* Every member at his best line, the Lagrangian has its value; with a code that costs a
 * member's line more than what is between that and the price, no roster is cheaper. */

/* Each member's best line at the centre; FALSE where that proves nothing. */
static gboolean
value_lines (GengMixture *self, const gint64 *row_price, gint32 *cost, gint64 *line, gint64 *value)
{
  g_autofree guint8 *codes = g_new0 (guint8, self->space->problem->n_days);
  gboolean sound = TRUE;
  guint n_new = 0;

  for (guint i = 0; i < self->n; i++)
    {
      gint32 group_price[GENG_MAX_GROUPS] = { 0 };

      sound &= geng_mixture_price_member (self, i, row_price, cost, group_price);
      line[i] = geng_mixture_solve_member (self, i, cost, group_price, FALSE, codes, &n_new);
      if (line[i] >= GENG_INFINITE || geng_budget_interrupted (self->budget))
        return FALSE;
      *value += line[i];
    }
  return sound;
}

static void
forbid (GengMixture *self, guint i, const guint8 *barred)
{
  const GengProblem *problem = self->space->problem;

  for (guint d = 0; d < problem->n_days; d++)
    for (guint c = 0; c < problem->n_codes; c++)
      if (barred[d * problem->n_codes + c])
        geng_allowed_forbid (self->allowed, i, d, c);
}

void
geng_mixture_bar (GengMixture *self, gint64 price)
{
  const GengProblem *problem = self->space->problem;
  gsize n_slots = (gsize) problem->n_days * problem->n_codes;
  g_autofree gint64 *row_price = g_new0 (gint64, self->window->n_rows + 1);
  g_autofree gint64 *line = g_new (gint64, self->n + 1);
  g_autofree gint32 *cost = g_new (gint32, n_slots);
  g_autofree guint8 *barred = g_new (guint8, n_slots);
  gint64 value, gap;

  memcpy (self->dual, self->centre, self->window->n_ranges * sizeof *self->dual);
  value = geng_mixture_dual_constant (self, row_price);
  if (!value_lines (self, row_price, cost, line, &value))
    return;
  /* rounded up, where prices are scaled down */
  gap = geng_scale (price - self->window->elsewhere, self->space->shift) + (self->space->shift < 0)
        - value;
  if (gap <= 0)
    return;
  for (guint i = 0; i < self->n && !geng_budget_interrupted (self->budget); i++)
    {
      gint32 group_price[GENG_MAX_GROUPS] = { 0 };

      geng_mixture_price_member (self, i, row_price, cost, group_price);
      memset (barred, 0, n_slots);
      geng_line_bar (self->space->line[self->window->members[i]], self->arena, cost, group_price,
                     &self->hint[i], line[i] + gap, barred);
      forbid (self, i, barred);
    }
  geng_mixture_forget_barred (self);
}
