/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-master-private.h"
#include "geng-vertex.h"

/* A small master at its vertex: what the first-order steps and it take over from each other. */

static GengMasterView
get_view (const GengMaster *self)
{
  return (GengMasterView){ .n_members = self->n_members,
                           .n_rows = self->n_rows,
                           .n_columns = self->columns->len,
                           .n_ranges = self->ranges->len,
                           .columns = (const GengMasterColumn *) self->columns->data,
                           .feeds = (const GengFeed *) self->feeds->data,
                           .ranges = (const GengMasterRange *) self->ranges->data,
                           .range_row = (const guint *) self->range_row->data };
}

void
geng_master_set_exact (GengMaster *self, gboolean exact)
{
  gboolean few = self->n_members + self->n_rows <= (guint) self->params->vertex_rows;

  self->exact = exact && few;
  if (self->exact && self->vertex == NULL)
    self->vertex = geng_vertex_new (self->n_members, self->n_rows);
}

void
geng_master_forget_basis (GengMaster *self)
{
  g_clear_pointer (&self->vertex, geng_vertex_free);
  geng_master_set_exact (self, self->exact);
}

gboolean
geng_master_get_basis (const GengMaster *self, gint *rest, GArray *columns)
{
  return self->vertex != NULL && geng_vertex_get_basis (self->vertex, rest, columns);
}

void
geng_master_set_basis (GengMaster *self, const gint *rest, const GArray *columns)
{
  GengMasterView view = get_view (self);

  if (self->vertex != NULL)
    geng_vertex_set_basis (self->vertex, &view, rest, columns);
}

/* What a unit of a row is worth, as duals of its ranges that add up to it. */
static void
split_prices (GengMaster *self)
{
  g_autofree double *rest = g_memdup2 (self->price_mean, (self->n_rows + 1) * sizeof *rest);

  for (guint k = 0; k < self->ranges->len; k++)
    {
      const GengMasterRange *range = &g_array_index (self->ranges, GengMasterRange, k);
      double *left = &rest[g_array_index (self->range_row, guint, k)];

      self->dual_mean[k] = CLAMP (*left, isfinite (range->hi) ? -range->over : 0,
                                  isfinite (range->lo) ? range->under : 0);
      *left -= self->dual_mean[k];
    }
}

gboolean
geng_master_has_nobody_without (const GengMaster *self)
{
  g_autofree guint8 *has = g_new0 (guint8, self->n_members + 1);
  guint n = 0;

  for (guint j = 0; j < self->columns->len; j++)
    {
      guint8 *any = &has[g_array_index (self->columns, GengMasterColumn, j).member];

      n += *any == 0;
      *any = 1;
    }
  return n == self->n_members;
}

guint64
geng_master_solve_at_vertex (GengMaster *self, GengBudget *budget)
{
  GengMasterView view = get_view (self);
  double *share = (double *) self->share_mean->data;
  guint64 work;

  memset (self->spared, 0, sizeof self->spared);
  geng_master_start_shares (self);
  memcpy (share, self->share->data, self->share->len * sizeof *share);
  work = geng_vertex_solve (self->vertex, &view, (guint) self->params->vertex_steps, budget, share,
                            self->price_mean);
  split_prices (self);
  geng_master_go_on_from (self, share, self->dual_mean);
  memcpy (self->price_mean, self->price, self->n_rows * sizeof *self->price);
  return work;
}

void
geng_master_prune_vertex (GengMaster *self, const guint8 *keep)
{
  GengMasterView view = get_view (self);

  if (self->vertex != NULL)
    geng_vertex_prune (self->vertex, &view, keep);
}
