/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-budget.h"
#include "geng-roster.h"

G_BEGIN_DECLS

/* Whether there is what was looked for. */
typedef enum
{
  GENG_VERDICT_OPEN, /* too much work to tell */
  GENG_VERDICT_YES,
  GENG_VERDICT_NO
} GengVerdict;

/* A first roster, member by member, against what is still missing.  YES where everybody got a
 * line.  Else no_line_member tells who has none (NO), or for whom none was found (OPEN); it is -1
 * where the budget was interrupted. */
GengVerdict geng_greedy (GengRosterState *roster,
                         GengLineArena *arena,
                         GengBudget *budget,
                         gint *no_line_member);
/* Plans every member anew until nothing gains. */
void geng_polish (GengRosterState *roster, GengLineArena *arena, GengBudget *budget);
/* The same, until that much effort is spent. */
void geng_polish_within (GengRosterState *roster,
                         GengLineArena *arena,
                         GengBudget *budget,
                         guint64 most_effort);

G_END_DECLS
