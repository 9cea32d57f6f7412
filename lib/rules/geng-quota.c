/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-quota.h"

#include <geng/geng-score.h>

GengQuota *
geng_quota_new (void)
{
  GengQuota *quota = g_new0 (GengQuota, 1);

  quota->layers = g_array_new (FALSE, FALSE, sizeof (GengQuotaLayer));
  return quota;
}

void
geng_quota_free (GengQuota *quota)
{
  g_array_unref (quota->layers);
  g_free (quota);
}

static int
compare_layers (gconstpointer a, gconstpointer b)
{
  return ((const GengQuotaLayer *) b)->price - ((const GengQuotaLayer *) a)->price;
}

/* Of two prices for one person too many the lower one is paid; 0 is the highest. */
static int
lower_price (int a, int b)
{
  if (a == 0 || b == 0)
    return MAX (a, b);
  return MIN (a, b);
}

void
geng_quota_add (GengQuota *quota, int min, int wanted, int under, int max, int over)
{
  GengQuotaLayer layer = { wanted - min, under };
  gboolean first = quota->n_demands == 0;

  quota->n_demands++;
  quota->min += min;
  if (layer.n > 0 && layer.price > 0)
    {
      g_array_append_val (quota->layers, layer);
      g_array_sort (quota->layers, compare_layers);
    }
  if (first)
    quota->max = max;
  else
    quota->max = quota->max == G_MAXINT || max == G_MAXINT ? G_MAXINT : quota->max + max;
  quota->over = first ? over : lower_price (quota->over, over);
}

GengQuota *
geng_quota_of_place (const GengPlace *place)
{
  GengQuota *quota = geng_quota_new ();

  for (guint i = 0; i < place->demands->len; i++)
    {
      GengDemand *demand = g_ptr_array_index (place->demands, i);

      geng_quota_add (quota, geng_demand_get_min (demand), geng_demand_get_wanted (demand),
                      geng_demand_get_under (demand), geng_demand_get_max (demand),
                      geng_demand_get_over (demand));
    }
  return quota;
}

GArray *
geng_quota_ranges (const GengQuota *quota)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (GengRange));
  GengRange gap = { quota->min, G_MAXINT32, 0, 0, TRUE };
  int last = quota->min;

  if (quota->min > 0)
    g_array_append_val (ranges, gap);
  /* The price of a layer is what all ranges that end at it or later add up to. */
  for (guint i = 0; i < quota->layers->len; i++)
    {
      const GengQuotaLayer *layer = &g_array_index (quota->layers, GengQuotaLayer, i);
      int next = i + 1 < quota->layers->len ? layer[1].price : 0;
      GengRange range
          = { last += layer->n, G_MAXINT32, (layer->price - next) * GENG_POINT, 0, FALSE };

      if (range.under > 0)
        g_array_append_val (ranges, range);
    }
  if (quota->max < G_MAXINT)
    {
      GengRange over = { G_MININT32, quota->max, 0, geng_lowering_price (quota->over), FALSE };

      g_array_append_val (ranges, over);
    }
  return ranges;
}
