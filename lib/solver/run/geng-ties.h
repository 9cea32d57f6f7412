/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-parts.h"
#include "geng-run.h"

G_BEGIN_DECLS

/* From a legal roster of everybody: plans those who tie around the rest, and the rest, which falls
 * apart, around them, by turns.  The roster never becomes dearer.  Proven is what those who tie
 * cost at least, whatever the rest does.
 * @ties: [member], of geng_problem_find_ties() */
void geng_ties_search (GengRun *run, const gboolean *ties, GengSolveFunc solve);
/* Around those who tie, the rest once more, part by part with all effort that is left, and how good
 * the roster is among those that leave them where they are: `held` and `bound_around` of @run. */
void geng_ties_settle (GengRun *run, const gboolean *ties, GengSolveFunc solve);

G_END_DECLS
