/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-run.h"

G_BEGIN_DECLS

/* Is there any legal line of the member?  YES writes one. */
GengVerdict geng_exact_line (const GengProblem *problem,
                             const GengParams *params,
                             guint member,
                             GengBudget *budget,
                             guint8 *codes);
/* Small problems to the end: after YES run->best is the best roster and its price the bound, after
 * NO no roster is legal. */
GengVerdict geng_exact_roster (GengRun *run, GengLineArena *arena);

G_END_DECLS
