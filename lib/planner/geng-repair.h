/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-planning.h"
#include "geng-rule-kind.h"

G_BEGIN_DECLS

/* Planning anew what is already published: the past stays, and every other change has its price. */

/* The roster to start from: (transfer full) (nullable).  Of days that are over every duty is fixed;
 * from then on, nobody is held to a fixed duty on a day of leave. */
GengRoster *geng_repair_base (const GengPlanning *question);
/* Adds what only this question asks: the price of a change, the days that are over. */
gboolean geng_repair_clauses (const GengPlanning *question,
                              const GengScene *scene,
                              GPtrArray *clauses,
                              GError **error);
/* Takes back the pins that geng_repair_base() lent. */
void geng_repair_unpin (const GengPlanning *question, GengRoster *roster);

G_END_DECLS
