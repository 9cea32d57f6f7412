/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-colgen.h"

G_BEGIN_DECLS

/* What column generation, its ascent, its pool and its dive share. */

/* A column with less has no share. */
#define GENG_LEAST_SHARE 1e-3
/* The gap, as a part of the bound, at which the master has converged. */
#define GENG_ENOUGH 2e-4

/* Ahead of the window a priced sum is left to later windows: only days before its end count. */
static inline gboolean
geng_colgen_is_cut (const GengColgen *colgen, const GengPricedCounter *priced)
{
  return priced->group < 0 && colgen->end_day < colgen->free_end;
}

gboolean geng_colgen_knows (const GengColgen *colgen, guint i, const guint8 *codes);
void geng_colgen_add_column (GengColgen *colgen, guint i, const guint8 *codes);
/* Forgets columns with keep[column] == 0. */
void geng_colgen_compact (GengColgen *colgen, const guint8 *keep);
void geng_colgen_solve_master (GengColgen *colgen, guint n_steps);
/* From now on lines keep the decision too; columns that do not are forgotten. */
void geng_colgen_decide (GengColgen *colgen, const GengDecision *decision);
/* wholly: to the true prices */
void geng_colgen_widen_boxes (GengColgen *colgen, gboolean wholly);

/* The part of the Lagrangian that no line moves, scaled, in whole numbers; price: what a unit
 * of each row costs. */
gint64 geng_colgen_dual_constant (const GengColgen *colgen, gint64 *price);
/* One member's scaled prices of (day, code) under the rows' prices; FALSE where one is cheaper
 * than a day may be, so that nothing is proven. */
gboolean geng_colgen_price_member (const GengColgen *colgen,
                                   guint i,
                                   const gint64 *row_price,
                                   gint32 *cost,
                                   gint32 *group_price);
/* The member's best line at these prices, which becomes a column where it is new.  Rough: a
 * line that is better than all columns if one is near its bound; the value returned is a bound
 * then. */
gint64 geng_colgen_solve_member (GengColgen *colgen,
                                 guint i,
                                 const gint32 *cost,
                                 const gint32 *group_price,
                                 gboolean rough,
                                 guint8 *codes,
                                 guint *n_new);
/* A sound value of the Lagrangian at colgen->dual. */
void geng_colgen_note_bound (GengColgen *colgen, gint64 value);
/* The price of a missing unit that is neither a gap nor forbidden, in the geometric mean; of any
 * where all are. */
double geng_colgen_usual_price (const GengColgen *colgen);

G_END_DECLS
