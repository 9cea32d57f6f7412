/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-mixture.h"

G_BEGIN_DECLS

/*
 * A dive for long horizons, week after week.  Everybody's next few weeks are mixed until they
 * settle, while what comes later is free at the prices of the root's duals; the first of these
 * weeks is then pinned, and the window moves on.  (A rolling horizon, with the Lagrangian for what
 * is beyond it.)
 */
typedef struct _GengRolling GengRolling;

/* Begins from lines of the root and of the roster. */
GengRolling *geng_rolling_new (const GengMixture *root,
                               const GengRosterState *roster,
                               GengBudget *budget);
void geng_rolling_free (GengRolling *self);
/* FALSE when the last week is pinned. */
gboolean geng_rolling_step (GengRolling *self, GengLineArena *arena);
/* Whole lines, pinned as far as the dive has come; what is not pinned yet may break counters that
 * are priced. */
const GengRosterState *geng_rolling_get_roster (const GengRolling *self);

G_END_DECLS
