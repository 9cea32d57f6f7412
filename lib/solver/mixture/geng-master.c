/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-master-private.h"

#include <math.h>
#include <stdlib.h>

#include "geng-vertex.h"

GengMaster *
geng_master_new (guint n_members, guint n_rows, const GengParams *params)
{
  GengMaster *self = g_new0 (GengMaster, 1);

  self->params = params;
  self->n_members = n_members;
  self->n_rows = n_rows;
  self->ranges = g_array_new (FALSE, FALSE, sizeof (GengMasterRange));
  self->range_row = g_array_new (FALSE, FALSE, sizeof (guint));
  self->columns = g_array_new (FALSE, FALSE, sizeof (GengMasterColumn));
  self->feeds = g_array_new (FALSE, FALSE, sizeof (GengFeed));
  self->share = g_array_new (FALSE, TRUE, sizeof (double));
  self->share_mean = g_array_new (FALSE, TRUE, sizeof (double));
  self->price = g_new0 (double, n_rows + 1);
  self->price_mean = g_new0 (double, n_rows + 1);
  self->row_weight = g_new0 (double, n_rows + 1);
  self->longest = g_new0 (double, n_members + 1);
  self->first = g_new0 (guint, n_members + 2);
  return self;
}

/* The copy makes its own index. */
GengMaster *
geng_master_copy (GengMaster *self)
{
  GengMaster *copy = g_memdup2 (self, sizeof *self);
  guint n_ranges = self->ranges->len;

  copy->ranges = g_array_copy (self->ranges);
  copy->range_row = g_array_copy (self->range_row);
  copy->columns = g_array_copy (self->columns);
  copy->feeds = g_array_copy (self->feeds);
  copy->share = g_array_copy (self->share);
  copy->share_mean = g_array_copy (self->share_mean);
#define COPY(field, count) copy->field = g_memdup2 (self->field, (count) * sizeof *copy->field)
  COPY (dual, n_ranges);
  COPY (dual_mean, n_ranges);
  COPY (price, self->n_rows + 1);
  COPY (price_mean, self->n_rows + 1);
  COPY (row_weight, self->n_rows + 1);
  COPY (longest, self->n_members + 1);
  COPY (first, self->n_members + 2);
#undef COPY
  copy->order = NULL;
  if (self->vertex != NULL)
    copy->vertex = geng_vertex_copy (self->vertex);
  return copy;
}

void
geng_master_free (GengMaster *self)
{
  g_array_unref (self->ranges);
  g_array_unref (self->range_row);
  g_array_unref (self->columns);
  g_array_unref (self->feeds);
  g_array_unref (self->share);
  g_array_unref (self->share_mean);
  g_free (self->dual);
  g_free (self->dual_mean);
  g_free (self->price);
  g_free (self->price_mean);
  g_free (self->row_weight);
  g_free (self->longest);
  g_free (self->first);
  g_free (self->order);
  g_clear_pointer (&self->vertex, geng_vertex_free);
  g_free (self);
}

void
geng_master_add_range (GengMaster *self, guint row, const GengMasterRange *range)
{
  guint n = self->ranges->len;
  double dual = CLAMP (range->start, -range->over, range->under);

  g_return_if_fail (row < self->n_rows && self->columns->len == 0);
  g_return_if_fail (n == 0 || g_array_index (self->range_row, guint, n - 1) <= row);

  g_array_append_val (self->ranges, *range);
  g_array_append_val (self->range_row, row);
  self->dual = g_renew (double, self->dual, n + 1);
  self->dual_mean = g_renew (double, self->dual_mean, n + 1);
  self->dual[n] = self->dual_mean[n] = dual;
  self->price[row] += dual;
  self->price_mean[row] += dual;
}

const GengMasterRange *
geng_master_get_range (GengMaster *self, guint range)
{
  return &g_array_index (self->ranges, GengMasterRange, range);
}

void
geng_master_set_range (GengMaster *self, guint range, const GengMasterRange *priced)
{
  g_array_index (self->ranges, GengMasterRange, range) = *priced;
}

/* Where the range's dual goes on from. */
void
geng_master_set_dual (GengMaster *self, guint range, double dual)
{
  guint row = g_array_index (self->range_row, guint, range);

  self->price[row] += dual - self->dual[range];
  self->price_mean[row] += dual - self->dual_mean[range];
  self->dual[range] = self->dual_mean[range] = dual;
}

guint
geng_master_add_column (GengMaster *self,
                        guint member,
                        double cost,
                        const GengFeed *feeds,
                        guint n_feeds)
{
  GengMasterColumn column = { member, cost, self->feeds->len, n_feeds, TRUE };
  double zero = 0, sum = 0;

  for (guint i = 0; i < n_feeds; i++)
    {
      double size = fabs ((double) feeds[i].coefficient);

      sum += size;
      column.plain &= feeds[i].coefficient == 1;
    }
  self->longest[member] = MAX (self->longest[member], sum);
  g_array_append_vals (self->feeds, feeds, n_feeds);
  g_array_append_val (self->columns, column);
  g_array_append_val (self->share, zero);
  g_array_append_val (self->share_mean, zero);
  return self->columns->len - 1;
}

void
geng_master_set_share (GengMaster *self, guint column, double share)
{
  g_array_index (self->share, double, column) = share;
}

void
geng_master_add_cost (GengMaster *self, guint column, double cost)
{
  g_array_index (self->columns, GengMasterColumn, column).cost += cost;
}

guint
geng_master_get_n_columns (GengMaster *self)
{
  return self->columns->len;
}

const double *
geng_master_get_prices (GengMaster *self)
{
  return self->price_mean;
}

const double *
geng_master_get_range_duals (GengMaster *self)
{
  return self->dual_mean;
}

guint64
geng_master_get_spared (GengMaster *self, guint n_hands)
{
  return self->spared[n_hands];
}

const double *
geng_master_get_shares (GengMaster *self)
{
  return (const double *) self->share_mean->data;
}

static void
keep_column (GengMaster *self, GArray *feeds, guint from, guint to)
{
  GengMasterColumn *columns = (GengMasterColumn *) self->columns->data;
  double *x = (double *) self->share->data, *mean = (double *) self->share_mean->data;
  GengMasterColumn column = columns[from];
  double sum = 0;

  column.first_feed = feeds->len;
  g_array_append_vals (feeds, &g_array_index (self->feeds, GengFeed, columns[from].first_feed),
                       column.n_feeds);
  for (guint i = column.first_feed; i < feeds->len; i++)
    {
      const GengFeed *feed = &g_array_index (feeds, GengFeed, i);

      sum += abs (feed->coefficient);
    }
  self->longest[column.member] = MAX (self->longest[column.member], sum);
  columns[to] = column;
  x[to] = x[from];
  mean[to] = mean[from];
}

void
geng_master_prune (GengMaster *self, const guint8 *keep)
{
  GArray *feeds = g_array_new (FALSE, FALSE, sizeof (GengFeed));
  guint kept = 0;

  geng_master_prune_vertex (self, keep);
  for (guint m = 0; m < self->n_members; m++)
    self->longest[m] = 0;
  for (guint j = 0; j < self->columns->len; j++)
    if (keep[j])
      keep_column (self, feeds, j, kept++);
  g_array_set_size (self->columns, kept);
  g_array_set_size (self->share, kept);
  g_array_set_size (self->share_mean, kept);
  g_array_unref (self->feeds);
  self->feeds = feeds;
}
