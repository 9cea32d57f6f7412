/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-budget.h"
#include "geng-line-arena.h"
#include "geng-params.h"
#include "geng-problem.h"

G_BEGIN_DECLS

/*
 * The restricted master of the column generation: the best mixture of the known lines.
 *
 *   min  Σ cost_j x_j + Σ_rows f_r (Σ_j a_rj x_j)   with  Σ_{j of member m} x_j = 1,  x ≥ 0
 *
 * f_r is a sum of priced ranges.  The dual of each range is boxed by its prices, which turns the
 * program into a saddle point over a product of simplices and a box; the primal-dual hybrid
 * gradient method (Chambolle and Pock, 2011, with the diagonal steps of Pock and Chambolle, 2011)
 * solves it without an LP library.  Small ones can be solved at a vertex instead.  Either way
 * nothing proven may rest on it: duals only choose where the exact bound is evaluated.
 *
 * Sums run in a fixed order, so equal calls give equal bits.
 */
typedef struct _GengMaster GengMaster;

typedef struct
{
  double lo, hi;      /* ±INFINITY for an open side */
  double under, over; /* the prices a unit: the box of the dual is [-over, +under] */
  double start;       /* where the dual begins */
} GengMasterRange;

GengMaster *geng_master_new (guint n_members, guint n_rows, const GengParams *params);
GengMaster *geng_master_copy (GengMaster *self);
void geng_master_free (GengMaster *self);

/* All ranges before the first column, in the order of rows. */
void geng_master_add_range (GengMaster *self, guint row, const GengMasterRange *range);
/* Ranges are numbered in the order of adding; the prices of one may change at any time. */
const GengMasterRange *geng_master_get_range (GengMaster *self, guint range);
void geng_master_set_range (GengMaster *self, guint range, const GengMasterRange *priced);
void geng_master_set_dual (GengMaster *self, guint range, double dual);
/* Feeds name rows by their `cell`, each at most once.  Returns the column's index. */
guint geng_master_add_column (GengMaster *self,
                              guint member,
                              double cost,
                              const GengFeed *feeds,
                              guint n_feeds);
/* Where it goes on from; a member's shares are made to add up to one. */
void geng_master_set_share (GengMaster *self, guint column, double share);
void geng_master_add_cost (GengMaster *self, guint column, double cost);
guint geng_master_get_n_columns (GengMaster *self);

/* From now on it goes to a vertex (geng-vertex.h) at each call, if it is small enough: shares and
 * duals are exact up to rounding then, but duals leap from call to call. */
void geng_master_set_exact (GengMaster *self, gboolean exact);
/* From a vertex to amid all shares that are as good, by so many first-order steps: what is open
 * there is so in truth, and not by the choice of a vertex. */
guint64 geng_master_spread (GengMaster *self,
                            guint n_steps,
                            GengBudget *budget,
                            GengLineArena *arena);
/* The next vertex is looked for from the shares on. */
void geng_master_forget_basis (GengMaster *self);
gboolean geng_master_get_basis (const GengMaster *self, gint *rest, GArray *columns);
void geng_master_set_basis (GengMaster *self, const gint *rest, const GArray *columns);
/* Warm-started steps, n_steps at most, fewer where the gap between what the shares cost and
 * what the duals prove is `enough` of it, or the budget (nullable) is interrupted; returns the
 * counted work (nonzeros touched), which is not counted for the arena: that says who may help. */
guint64 geng_master_solve (GengMaster *self,
                           guint n_steps,
                           double enough,
                           GengBudget *budget,
                           GengLineArena *arena);
/* Of that work, by which so many hands would have been sooner done. */
guint64 geng_master_get_spared (GengMaster *self, guint n_hands);

/* The best of the last call, by that gap: the price of one unit in each row, and each column's
 * share. */
const double *geng_master_get_prices (GengMaster *self);
const double *geng_master_get_range_duals (GengMaster *self); /* in the order of adding */
const double *geng_master_get_shares (GengMaster *self);
double geng_master_get_value (GengMaster *self); /* of the shares */

/* Forgets columns with keep[column] == 0; the others move up in their order. */
void geng_master_prune (GengMaster *self, const guint8 *keep);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengMaster, geng_master_free)

G_END_DECLS
