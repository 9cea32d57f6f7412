/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-mixture-private.h"

static gboolean
is_legal (const GengMixture *self, guint i, const guint8 *codes)
{
  return geng_problem_evaluate_line (self->space->problem, self->window->members[i], codes)
             .forbidden
         == 0;
}

void
geng_mixture_draw_on (GengMixture *self, const GengPool *pool)
{
  guint n_days = self->space->problem->n_days;
  guint length = self->window->end_day - self->window->first_day;
  g_autofree guint8 *codes = g_new (guint8, n_days);

  for (guint i = 0; i < self->n; i++)
    for (guint l = 0; l < geng_pool_count (pool, i); l++)
      {
        const guint8 *line = geng_pool_line (pool, i, l);

        memcpy (codes, self->window->standing + (gsize) i * n_days, n_days);
        memcpy (codes + self->window->first_day, line + self->window->first_day, length);
        if (!geng_mixture_knows (self, i, codes) && is_legal (self, i, codes))
          geng_mixture_add_column (self, i, codes);
      }
}

void
geng_mixture_spurn (GengMixture *self)
{
  geng_master_add_cost (self->master, 0, (double) self->space->hard);
}

void
geng_mixture_stock (const GengMixture *self, GengPool *pool)
{
  const double *shares = geng_master_get_shares (self->master);

  for (guint j = 0; j < self->columns->len; j++)
    if (shares[j] > self->space->params->share_least && GENG_COLUMN (self, j)->legal)
      geng_pool_add (pool, GENG_COLUMN (self, j)->owner, GENG_COLUMN_LINE (self, j));
}
