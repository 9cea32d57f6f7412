/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-mixture-private.h"

/* Every member at his best line, the Lagrangian has its value; with a code that costs a
 * member's line more than what is between that and the price, no roster is cheaper. */

static gint64
find_line (GengPricer *pricer, guint i, guint8 *codes, gpointer data G_GNUC_UNUSED)
{
  return geng_pricer_find_line (pricer, i, FALSE, codes);
}

/* Each member's best line at the centre; FALSE where that proves nothing. */
static gboolean
value_lines (GengMixture *self, const gint64 *row_price, GengLines *lines, gint64 *value)
{
  geng_mixture_find_lines (self, row_price, find_line, NULL, lines);
  for (guint i = 0; i < self->n; i++)
    {
      if (lines->price[i] >= GENG_INFINITE || geng_budget_interrupted (self->budget))
        return FALSE;
      geng_mixture_learn (self, i, lines->codes + (gsize) i * self->space->problem->n_days);
      *value += lines->price[i];
    }
  return lines->sound;
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

/* What costs a member's line more than the gap is barred. */
static void
bar (GengMixture *self, const gint64 *row_price, const gint64 *line, gint64 gap)
{
  const GengProblem *problem = self->space->problem;
  gsize n_slots = (gsize) problem->n_days * problem->n_codes;
  g_autofree guint8 *barred = g_new (guint8, n_slots);
  GengPricer pricer;

  geng_pricer_init (&pricer, self, self->arena, row_price);
  for (guint i = 0; i < self->n && !geng_budget_interrupted (self->budget); i++)
    {
      geng_pricer_price (&pricer, i);
      memset (barred, 0, n_slots);
      geng_line_bar (self->space->line[self->window->members[i]], self->arena, pricer.cost,
                     pricer.group_price, &self->hint[i], line[i] + gap, barred);
      forbid (self, i, barred);
    }
  geng_pricer_clear (&pricer);
  geng_mixture_forget_barred (self);
}

void
geng_mixture_bar (GengMixture *self, gint64 price)
{
  g_autofree gint64 *row_price = g_new0 (gint64, self->window->n_rows + 1);
  GengLines lines;
  gint64 value, gap;

  g_assert (!self->narrowed);
  memcpy (self->dual, self->centre, self->window->n_ranges * sizeof *self->dual);
  value = geng_mixture_dual_constant (self, row_price);
  if (value_lines (self, row_price, &lines, &value))
    {
      /* rounded up, where prices are scaled down */
      gap = geng_scale (price - self->window->elsewhere, self->space->shift)
            + (self->space->shift < 0) - value;
      if (gap > 0)
        bar (self, row_price, lines.price, gap);
    }
  geng_lines_clear (&lines);
}
