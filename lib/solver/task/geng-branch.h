/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-mixture.h"

G_BEGIN_DECLS

/* Branch and bound over column generation, for a gap that is the mixture's and not the
 * search's: a member serves a code on a day, or does not.  The node with the least bound is
 * split first, so that the bound on all rosters rises with every node. */
typedef struct _GengBranch GengBranch;

/* price: only rosters that are cheaper matter. */
GengBranch *geng_branch_new (const GengMixture *root,
                             const GengSpace *space,
                             GengLineArena *arena,
                             GengBudget *budget,
                             gint64 price);
void geng_branch_free (GengBranch *self);
/* Called for each node in which nothing cheaper is, with the duals that show it. */
typedef void (*GengBranchClosed) (const GArray *decisions /* GengDecision */,
                                  const GengMixture *mixture,
                                  gpointer data);
void geng_branch_watch (GengBranch *self, GengBranchClosed closed, gpointer data);
/* Solves one node and splits it, if a roster cheaper than `price` may be in it; whole lines, if
 * that is what the node comes to, are put into `roster`.  FALSE when no node is left or there
 * are too many. */
gboolean geng_branch_step (GengBranch *self,
                           GengLineArena *arena,
                           gint64 price,
                           GengRosterState *roster);
/* Of all nodes that are left; G_MAXINT64 where there is none. */
gint64 geng_branch_get_bound (const GengBranch *self);

G_END_DECLS
