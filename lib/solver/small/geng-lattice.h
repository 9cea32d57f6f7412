/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"

G_BEGIN_DECLS

/* The objectives of any two legal rosters differ by a multiple of this, which is 1 or more. */
gint64 geng_lattice_step (const GengProblem *problem);
/* The least value from `bound` on that a roster may have when another's objective is `known`. */
gint64 geng_lattice_round_up (gint64 step, gint64 bound, gint64 known);

G_END_DECLS
