/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-lowering.h"
#include "geng-place.h"

G_BEGIN_DECLS

/*
 * How many are wanted at one place, for the planner: the demands there added up.  What the judge
 * counts stands in geng-crew-plain.h.
 *
 * The first `min` people fill places that are gaps while empty.  Further ones are worth points, the
 * dearest first; a place that is short of `min` pays them all, and the dearest price again for each
 * gap.  Above `max` each one costs `over` points, or is forbidden if that is 0.
 */
typedef struct
{
  guint n_demands; /* that were added */
  int min;         /* their sum */
  GArray *layers;  /* GengQuotaLayer, dearest first */
  int max;         /* G_MAXINT: open */
  int over;        /* points; 0: hard */
} GengQuota;

typedef struct
{
  int n;
  int price; /* points, more than 0 */
} GengQuotaLayer;

GengQuota *geng_quota_new (void);
void geng_quota_free (GengQuota *quota);
/* One demand's part: @min people are gaps while missing, @wanted - @min more cost @under each;
 * @over 0: hard. */
void geng_quota_add (GengQuota *quota, int min, int wanted, int under, int max, int over);

/* All demands of a place.  Returns: (transfer full) */
GengQuota *geng_quota_of_place (const GengPlace *place);

/* For a cell.  Returns: (transfer full) (element-type GengRange) */
GArray *geng_quota_ranges (const GengQuota *quota);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengQuota, geng_quota_free)

G_END_DECLS
