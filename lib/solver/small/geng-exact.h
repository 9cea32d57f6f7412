/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-run.h"

G_BEGIN_DECLS

/* Units of effort of a step of a walk. */
#define GENG_STEP_EFFORT 30

/* Is there any legal line of the member?  YES writes one.
 * effort: (inout): what it took is added */
GengVerdict geng_exact_line (const GengProblem *problem,
                             const GengParams *params,
                             guint member,
                             GengBudget *budget,
                             guint64 *effort,
                             guint8 *codes);
/* Small problems to the end: after YES run->best is the best roster and its price the bound, after
 * NO no roster is legal. */
GengVerdict geng_exact_roster (GengRun *run, GengLineArena *arena);

G_END_DECLS
