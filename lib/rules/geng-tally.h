/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-line.h"

G_BEGIN_DECLS

/*
 * Counts over one member's duties: what the rules hours, week-hours and shift-count share.
 *
 *   tally = [range ["soft" W]] ["target" N ["soft" W]] ["pro-rata"] ["per" ("week" | "period")]
 *
 * A calendar week counts with its days in the record before the period.  What the record has
 * already is not held against the period, and a week that is not known as a whole is never too
 * little.  With pro-rata, the least and the target shrink with the days on leave or outside the
 * contract.
 */
typedef struct
{
  GengSelector what; /* the duties that count */
  gboolean minutes;  /* their real length counts instead of their number */
  GengLimit limit;
  int target;        /* -1: none */
  int target_weight; /* points a unit, an hour where @minutes */
  gboolean pro_rata;
  gboolean weekly;
} GengTally;

void geng_tally_free (gpointer tally);
/* Reads into a tally whose `minutes` and `weekly` (the default) are set. */
gboolean geng_tally_parse (GengTally *tally, GengRuleText *text, GError **error);
char *geng_tally_describe (const GengTally *tally);

/* The params of the clause are a GPtrArray of tallies. */
char *geng_tallies_describe (gconstpointer params);
void geng_tallies_check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts);
void geng_tallies_compile (const GengClause *clause, GengLowering *lowering);

G_END_DECLS
