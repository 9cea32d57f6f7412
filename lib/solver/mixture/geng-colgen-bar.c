/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-colgen-private.h"

/* Every member at his best line, the Lagrangian has its value; with a code that costs a
 * member's line more than what is between that and the price, no roster is cheaper. */

static gboolean
is_barred (const GengColgen *colgen, guint j)
{
  const GengProblem *problem = colgen->space->problem;
  const guint8 *line = GENG_COLUMN_LINE (colgen, j);
  const guint8 *barred
      = colgen->barred
        + (gsize) GENG_COLUMN (colgen, j)->owner * problem->n_days * problem->n_codes;

  for (guint d = 0; d < problem->n_days; d++)
    if (barred[d * problem->n_codes + line[d]])
      return TRUE;
  return FALSE;
}

static void
forget_barred (GengColgen *colgen)
{
  g_autofree guint8 *keep = g_new (guint8, colgen->columns->len + 1);

  for (guint j = 0; j < colgen->columns->len; j++)
    keep[j] = !is_barred (colgen, j);
  geng_colgen_compact (colgen, keep);
}

/* Each member's best line at the centre; FALSE where that proves nothing. */
static gboolean
value_lines (GengColgen *colgen, const gint64 *row_price, gint32 *cost, gint64 *line, gint64 *value)
{
  g_autofree guint8 *codes = g_new0 (guint8, colgen->space->problem->n_days);
  gboolean sound = TRUE;
  guint n_new = 0;

  for (guint i = 0; i < colgen->n; i++)
    {
      gint32 group_price[GENG_MAX_GROUPS] = { 0 };

      sound &= geng_colgen_price_member (colgen, i, row_price, cost, group_price);
      line[i] = geng_colgen_solve_member (colgen, i, cost, group_price, FALSE, codes, &n_new);
      if (line[i] >= GENG_INFINITE || geng_budget_interrupted (colgen->budget))
        return FALSE;
      *value += line[i];
    }
  return sound;
}

void
geng_colgen_bar (GengColgen *colgen, gint64 price)
{
  const GengProblem *problem = colgen->space->problem;
  gsize n_slots = (gsize) problem->n_days * problem->n_codes;
  g_autofree gint64 *row_price = g_new0 (gint64, colgen->n_rows + 1);
  g_autofree gint64 *line = g_new (gint64, colgen->n + 1);
  g_autofree gint32 *cost = g_new (gint32, n_slots);
  gint64 value, gap;

  memcpy (colgen->dual, colgen->centre, colgen->n_ranges * sizeof *colgen->dual);
  value = geng_colgen_dual_constant (colgen, row_price);
  if (!value_lines (colgen, row_price, cost, line, &value))
    return;
  /* rounded up, where prices are scaled down */
  gap = geng_scale (price - colgen->elsewhere, colgen->space->shift) + (colgen->space->shift < 0)
        - value;
  if (gap <= 0)
    return;
  if (colgen->barred == NULL)
    colgen->barred = g_new0 (guint8, colgen->n * n_slots);
  for (guint i = 0; i < colgen->n && !geng_budget_interrupted (colgen->budget); i++)
    {
      gint32 group_price[GENG_MAX_GROUPS] = { 0 };

      geng_colgen_price_member (colgen, i, row_price, cost, group_price);
      geng_line_bar (colgen->space->line[colgen->members[i]], colgen->arena, cost, group_price,
                     &colgen->hint[i], line[i] + gap, colgen->barred + i * n_slots);
    }
  forget_barred (colgen);
}
