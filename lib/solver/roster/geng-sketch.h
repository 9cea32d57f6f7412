/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-budget.h"
#include "geng-random.h"
#include "geng-roster.h"

G_BEGIN_DECLS

/*
 * A roster in one pass by the duals of a bound: the members get their lines one after another, and
 * a place that is still open is worth its dual, not its price, so that the first ones take what is
 * scarce and leave what others can fill too.  (A Lagrangian heuristic in the manner of Beasley,
 * 1990.)  It costs one line a member; polishing it is for the caller.
 */

/* duals: [segment of the space].  The roster's own lines are replaced, in an order that is drawn;
 * FALSE, and it is of no use, where the budget was interrupted or a member got no line. */
gboolean geng_sketch (GengRosterState *roster,
                      GengLineArena *arena,
                      GengBudget *budget,
                      const double *duals,
                      GengRandom *random);

G_END_DECLS
