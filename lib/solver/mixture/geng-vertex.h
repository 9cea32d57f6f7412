/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-budget.h"
#include "geng-master-private.h"

G_BEGIN_DECLS

/*
 * The restricted master's best vertex, by the primal simplex method (Dantzig, 1963) with a dense
 * inverse (geng-basis.h) and reference weights (Devex; Harris, 1973).  It ends with what is exact
 * up to rounding.
 *
 * Activities are free and cost by pieces (geng-pieces.h), so that any choice of a line a member is
 * a basis to begin with.  What was best stays a basis when columns come or prices change.  Where
 * ends of pieces move, shares may be less than nothing then; that has a price, so that they rise.
 */
typedef struct _GengVertex GengVertex;

GengVertex *geng_vertex_new (guint n_members, guint n_rows);
GengVertex *geng_vertex_copy (const GengVertex *self);
void geng_vertex_free (GengVertex *self);
/* Before the master forgets columns without keep[column]. */
void geng_vertex_prune (GengVertex *self, const GengMasterView *master, const guint8 *keep);
/* The basis as it stands. rest: [row]: the end at which its activity rests, or -1 where that is in
 * the basis; columns: (element-type guint) those in the basis.  FALSE: there is none. */
gboolean geng_vertex_get_basis (const GengVertex *self, gint *rest, GArray *columns);
/* Goes on from this one; where it is none, from each member's largest share. */
void geng_vertex_set_basis (GengVertex *self,
                            const GengMasterView *master,
                            const gint *rest,
                            const GArray *columns);
/* Goes on from the last basis, or from each member's largest share, for so many steps at most.
 * Each member has a column.  share: [column], price: what a unit of each [row] is worth; both are
 * written.  Returns: the counted work since the last call, in nonzeros. */
guint64 geng_vertex_solve (GengVertex *self,
                           const GengMasterView *master,
                           guint most_steps,
                           GengBudget *budget,
                           double *share,
                           double *price);

G_END_DECLS
