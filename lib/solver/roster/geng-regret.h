/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-roster.h"

G_BEGIN_DECLS

/*
 * Where the distance between a roster and the bound is.  At the duals that prove the bound each
 * member could have a line that is cheaper than his by so much, and each row costs so much more
 * than it would at the count that suits its dual best.  No part is below 0, and together they are
 * the roster's price less the bound (Lagrangian relaxation; the members' parts are reduced costs).
 * A cell that nobody can help to fill costs much and has no regret.
 */
typedef struct
{
  double *row;    /* [row of the space] */
  double *member; /* [member] */
  double row_sum, member_sum;
} GengRegret;

/* duals: [segment of the space]; least: [member] the price of his best line at these, scaled. */
void geng_regret_init (GengRegret *regret,
                       const GengRosterState *roster,
                       const double *duals,
                       const gint64 *least);
/* FALSE where the duals prove so little of the roster's price that it says nothing of where it can
 * be cheaper. */
gboolean geng_regret_tells (const GengRegret *regret, const GengRosterState *roster);
void geng_regret_clear (GengRegret *regret);

G_END_DECLS
