/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem-split.h"
#include "geng-solver.h"

G_BEGIN_DECLS

typedef GengSolution *(*GengSolveFunc) (const GengProblem *problem,
                                        const GengSolverOptions *options);

/* Solves the parts of a problem one by one and joins their rosters and bounds.  Each part is first
 * solved roughly, so that there is a roster of everybody soon, and then as far as its share of the
 * effort goes; what a part leaves over goes to those after it.  With a roster in `start` each part
 * goes on from it, and what is left over looks at those that are not proven once more, from
 * nothing.  A part's bound becomes what is proven of it; one whose roster in `start` is as good as
 * its bound is left as it is there.
 * effort: of all parts. */
GengSolution *geng_solve_parts (const GengProblem *problem,
                                const GPtrArray *parts,
                                const GengSolverOptions *options,
                                guint64 effort,
                                GengSolveFunc solve);

G_END_DECLS
