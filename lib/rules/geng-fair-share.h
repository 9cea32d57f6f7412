/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-def.h"

#include <geng/geng-judge.h>

G_BEGIN_DECLS

/* What the rule `fair-share` weighs, for who shows it.  @share: its title stays the rule's.
 * Returns: FALSE where the clause is of another rule, or he can carry none of it */
gboolean geng_fair_share_tell (const GengClause *clause,
                               const GengScene *scene,
                               guint member,
                               GengFairShare *share);

G_END_DECLS
