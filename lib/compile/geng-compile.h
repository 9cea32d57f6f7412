/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-lowering.h"
#include "geng-problem-map.h"
#include "geng-rule-def.h"

G_BEGIN_DECLS

/* Lowers the clauses, all of geng_clauses_new() or a subset of them, into a sealed problem.
 * scene: what the problem is of; must outlive the lowering.  Its base's pins are fixed.
 * Returns: (transfer full): NULL with GENG_ERROR_TOO_LARGE or GENG_ERROR_INVALID. */
GengLowering *geng_compile (const GengScene *scene, GPtrArray *clauses, GError **error);
/* The same where only what one more clause prices counts, beside gaps: what the others forbid stays
 * forbidden, and what they charge is nothing. */
GengLowering *geng_compile_priced (const GengScene *scene,
                                   GPtrArray *clauses,
                                   const GengClause *priced,
                                   GError **error);
void geng_lowering_free (GengLowering *lowering);

/* codes: [member × n_days + day], the problem's members and codes
 * Returns: (transfer full): the roster that they mean; where the scene's base has the same duty,
 * its pin, note and items stay. */
GengRoster *geng_decode (const GengLowering *lowering, const guint8 *codes, GError **error);

/* codes: (out caller-allocates) alike: of a roster of the period.
 * Returns: FALSE if a duty has no code, since nobody asks for its shift at its post or its member
 * may not serve it; its day is off then. */
gboolean geng_encode (const GengLowering *lowering, GengRoster *roster, guint8 *codes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengLowering, geng_lowering_free)

G_END_DECLS
