/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-budget.h"
#include "geng-solver.h"

G_BEGIN_DECLS

/*
 * A certificate: what a roster is worth, and that none is worth more, in numbers that a stranger
 * can check without this solver (docs/certificate.md has the form, tests/proof a checker).
 *
 * It makes two claims: how many gaps every roster has at least, and how much gaps × gap price +
 * cost is at least.  Each stands on a tree of decisions (a member serves a code on a day, or does
 * not).  In a leaf, integer duals of the rows' ranges make the Lagrangian's value a bound: a
 * constant, and each member's best line alone.  Codes are barred beforehand by other duals, under
 * which a line with them costs too much.  What the exact searches of small problems prove is not in
 * it: the tree proves again what it can, and claims what it proved.
 */

/* Appends to the records of those whom the roster leaves out somebody of whom no line was found in
 * the problem, in which he is that member; where it is proven that he has none, with his part of
 * the problem, which shows it. */
void geng_certificate_leave_out (GString *left_out,
                                 const char *name,
                                 const GengProblem *problem,
                                 guint member,
                                 gboolean proven);
/* codes: a roster that keeps all that is forbidden, [member × n_days + day].
 * left_out: (nullable): records of geng_certificate_leave_out()
 * Returns: (transfer full): the text; NULL with GENG_PROBLEM_ERROR_INVALID where the roster breaks
 * something. */
char *geng_certify (const GengProblem *problem,
                    const guint8 *codes,
                    const char *left_out,
                    GengBudget *budget,
                    GError **error);
/* The refusal, which stands in the place of a certificate: nothing is claimed.
 * why: not-found, held or broken
 * Returns: (transfer full): the text */
char *geng_certify_nothing (const char *left_out, const char *why);

G_END_DECLS
