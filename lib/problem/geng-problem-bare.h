/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"

G_BEGIN_DECLS

/* The same problem in which only gaps cost, this much each, and what is forbidden stays so.  It
 * borrows from the sealed problem, which must outlive it. */
void geng_problem_bare_init (GengProblem *bare, const GengProblem *problem, gint32 gap_price);
void geng_problem_bare_clear (GengProblem *bare);
/* While it is built: what was charged so far, beside gaps and what is forbidden, is nothing. */
void geng_problem_forget_prices (GengProblem *problem);

G_END_DECLS
