/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-parts.h"
#include "geng-run.h"

G_BEGIN_DECLS

/* From a legal roster of everybody: plans those who tie around the rest, and the rest, which falls
 * apart, around them, by turns.  The roster never becomes dearer; nothing is proven.
 * @ties: [member], of geng_problem_find_ties() */
void geng_ties_search (GengRun *run, const gboolean *ties, GengSolveFunc solve);

G_END_DECLS
