/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

#define GENG_TYPE_SCORE (geng_score_get_type ())
/**
 * GengScore:
 * @broken: hard rules broken; 0 in every roster of the planner
 * @gaps: places that nobody fills
 * @cost: price of all soft findings in points × %GENG_POINT
 *
 * How good a roster is. Fewer broken rules come before fewer gaps, and those before cost.
 */
typedef struct
{
  gint64 broken;
  gint64 gaps;
  gint64 cost;

  /*< private >*/
  gint64 reserved[5];
} GengScore;

/**
 * GENG_POINT:
 *
 * Cost units of one point: weights are given in points, or in points an hour, which is one unit a
 * minute.
 */
#define GENG_POINT 60

GENG_AVAILABLE_IN_1_0
GType geng_score_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengScore *geng_score_copy (const GengScore *self);
GENG_AVAILABLE_IN_1_0
void geng_score_free (GengScore *self);
GENG_AVAILABLE_IN_1_0
int geng_score_compare (const GengScore *a, const GengScore *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengScore, geng_score_free)

G_END_DECLS
