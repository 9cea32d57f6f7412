/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-colgen-private.h"

static gboolean
is_legal (const GengColgen *colgen, guint i, const guint8 *codes)
{
  return geng_problem_evaluate_line (colgen->space->problem, colgen->members[i], codes).forbidden
         == 0;
}

void
geng_colgen_draw_on (GengColgen *colgen, const GengPool *pool, guint n_steps)
{
  guint n_days = colgen->space->problem->n_days;
  guint length = colgen->end_day - colgen->first_day;
  g_autofree guint8 *codes = g_new (guint8, n_days);

  for (guint i = 0; i < colgen->n; i++)
    for (guint l = 0; l < geng_pool_count (pool, colgen->members[i]); l++)
      {
        const guint8 *line = geng_pool_line (pool, colgen->members[i], l);

        memcpy (codes, colgen->standing + (gsize) i * n_days, n_days);
        memcpy (codes + colgen->first_day, line + colgen->first_day, length);
        if (!geng_colgen_knows (colgen, i, codes) && is_legal (colgen, i, codes))
          geng_colgen_add_column (colgen, i, codes);
      }
  geng_colgen_solve_master (colgen, n_steps);
}

void
geng_colgen_spurn (GengColgen *colgen)
{
  geng_master_add_cost (colgen->master, 0, (double) colgen->space->hard);
}

void
geng_colgen_stock (const GengColgen *colgen, GengPool *pool)
{
  const double *shares = geng_master_get_shares (colgen->master);

  for (guint j = 0; j < colgen->columns->len; j++)
    if (shares[j] > GENG_LEAST_SHARE && GENG_COLUMN (colgen, j)->legal)
      geng_pool_add (pool, colgen->members[GENG_COLUMN (colgen, j)->owner],
                     GENG_COLUMN_LINE (colgen, j));
}
