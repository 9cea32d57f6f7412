/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-planning.h"
#include "geng-rule-def.h"

G_BEGIN_DECLS

/* Planning anew what is published: what is served stays, every other change has its price. */

/* The roster to start from: (transfer full) (nullable).  Of what is served every duty is fixed; of
 * the rest, nobody is held to a fixed duty on a day of leave. */
GengRoster *geng_repair_base (const GengPlanning *question);
/* Somebody here is the zone's to plan, and stays where he is. */
gboolean geng_repair_has_guests (GengStation *station);
/* Says which days of whom are past.  held: of each member, the days before which he is held */
void geng_repair_mark_served (const GengPlanning *question, GengScene *scene, const int *held);
/*
 * Rules that clash over what was served leave a member without a line.  Leaving him out mends
 * nothing, since what was served is past.  So the days right behind it, and holes between served
 * duties, become as past as it is, off duty, more of them each time that it is asked.
 *
 * held: days of the period before which he is held already.
 * Returns: days of the period before which he is to be held; 0: holding does not help
 */
int geng_repair_hold (const GengPlanning *question, const GengScene *scene, guint member, int held);
/* base: a fresh geng_repair_base(); whoever is held loses his duties there.
 * Returns: how many changes that are, which is none on leave, as for the rule `stability` */
int geng_repair_drop_held (const GengPlanning *question,
                           const GengScene *scene,
                           GengRoster *base,
                           const int *held);
/* Adds what only this question asks: the price of a change, and that what is served stays.
 * priced: (out) (transfer none) (nullable): the clause that prices changes */
gboolean geng_repair_clauses (const GengPlanning *question,
                              const GengScene *scene,
                              GPtrArray *clauses,
                              const GengClause **priced,
                              GError **error);
/* The first day from which a member who is set aside serves nothing: the day after the last that
 * stays, and not before the first that may change. */
int geng_repair_first_free_day (const GengPlanning *question, const GengScene *scene, guint member);
/* Takes back the pins that geng_repair_base() lent. */
void geng_repair_unpin (const GengPlanning *question, GengRoster *roster);

G_END_DECLS
