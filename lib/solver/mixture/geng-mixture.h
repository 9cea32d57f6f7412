/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-allowed.h"
#include "geng-budget.h"
#include "geng-pool.h"

G_BEGIN_DECLS

/*
 * Column generation over a window (Dantzig and Wolfe, 1960).  A mixture gives each free member
 * shares of the lines (columns) that are known of him; its master finds the best shares, its duals
 * price new lines.  Over everybody and all days its bound is one on all rosters; over a few members
 * it repairs a roster.  Diving and pinning turn the mixture into lines.
 */
typedef struct _GengMixture GengMixture;

/* What a mixture's bound is a bound on. */
typedef enum
{
  GENG_CLAIM_ALL,    /* every roster */
  GENG_CLAIM_WINDOW, /* rosters that differ from the one that stands in the window alone */
  GENG_CLAIM_AHEAD   /* those, where days ahead are paid by the duals they were given */
} GengClaim;

/* start: [segment of the space] where the duals begin, or NULL: at usual prices.  The arena is lent
 * until geng_mixture_lend() is called again. */
GengMixture *geng_mixture_new (GengSolverWindow *window,
                               GengLineArena *arena,
                               GengBudget *budget,
                               const double *start);
/* Over a window of everybody whose lines go on after it, or end with it, at `duals` ([segment of
 * the space]); it begins with lines of the last window, if any, which began before this one. */
GengMixture *geng_mixture_new_ahead (GengSolverWindow *window,
                                     GengLineArena *arena,
                                     GengBudget *budget,
                                     const double *duals,
                                     const GengMixture *last);
/* Not of one whose lines go on. */
GengMixture *geng_mixture_copy (const GengMixture *self);
void geng_mixture_free (GengMixture *self);
/* From now on it works in this arena, and counts its effort there. */
void geng_mixture_lend (GengMixture *self, GengLineArena *arena);

/* -- columns -- */

guint geng_mixture_get_n_columns (const GengMixture *self);
const guint8 *geng_mixture_get_line (const GengMixture *self, guint column);
guint geng_mixture_get_owner (const GengMixture *self, guint column);
/* Whether the line keeps all that is forbidden, priced counters too. */
gboolean geng_mixture_is_legal (const GengMixture *self, guint column);
/* [column] as the master last left them */
const double *geng_mixture_get_shares (const GengMixture *self);
/* The member's column with the largest share, a legal one if there is any; -1: he has none. */
gint geng_mixture_get_clearest (const GengMixture *self, guint i);
/* Takes the line in where it is new and allowed. */
void geng_mixture_add_line (GengMixture *self, guint i, const guint8 *codes);
/* Begins with the lines too that the pool has of each member i, as far as they fit what stands
 * outside the window. */
void geng_mixture_draw_on (GengMixture *self, const GengPool *pool);
/* Makes the first member's standing line too dear to keep. */
void geng_mixture_spurn (GengMixture *self);
/* Gives the pool the lines of each member i that have a share. */
void geng_mixture_stock (const GengMixture *self, GengPool *pool);

/* -- rounds -- */

/* Prices every member that is not fixed between the centre (weight `pull`) and the master's duals,
 * adds the new columns and moves the master on.  Returns: the number of new columns. */
guint geng_mixture_round (GengMixture *self, guint n_steps, double pull);
/* Rounds, as many or until no more than a few new lines turn up. */
void geng_mixture_settle (GengMixture *self,
                          guint most_rounds,
                          guint n_steps,
                          double pull,
                          guint few);
/* Once lines were fixed: moves the master on, and makes rounds where that is dearer than the lines
 * have to be by more than so much, true. */
void geng_mixture_mend (GengMixture *self, guint most_rounds, guint n_steps, double slack);
/* From now on its master goes to a vertex in each round, where it is small: for the last part of
 * the way, where duals hardly move any more. */
void geng_mixture_go_to_vertices (GengMixture *self, gboolean go);
/* From there to amid all mixtures that are as good: for what is to be decided by shares. */
void geng_mixture_spread (GengMixture *self, guint n_steps);
guint geng_mixture_get_n_rounds (const GengMixture *self);
/* The last rounds in a row without a new column. */
guint geng_mixture_get_n_stale (const GengMixture *self);
/* A member has no line left. */
gboolean geng_mixture_is_hopeless (const GengMixture *self);

/* -- bound -- */

GengClaim geng_mixture_get_claim (const GengMixture *self);
/* True prices; G_MININT64: none yet. */
gint64 geng_mixture_get_bound (const GengMixture *self);
/* The same where lines are fixed, on what keeps these lines: what a dive cannot get below. */
gint64 geng_mixture_get_reach (const GengMixture *self);
/* the master's value less the bound: what is left to prove, true */
double geng_mixture_get_slack (GengMixture *self);
/* Where the best bound was found: [segment of the space]; segments outside are left alone. */
void geng_mixture_get_centre (const GengMixture *self, double *duals);
/* What each member's best line costs there, or less, scaled: [member of the problem]; the others
 * are left alone. */
void geng_mixture_get_least (const GengMixture *self, gint64 *least);

/* -- what is allowed -- */

const GengAllowed *geng_mixture_get_allowed (const GengMixture *self);
/* Fixes the members whose lines are clearest; FALSE when all are fixed. */
gboolean geng_mixture_fix (GengMixture *self, double clear);
/* Pins the days of which members' lines say most clearly what they serve then: those that are
 * clear, and at least one of so many parts of all; FALSE when everybody's line is decided. */
gboolean geng_mixture_pin_days (GengMixture *self, double clear, guint parts);
/* Pins the window's first days, before `end`, of the members whose mixtures say it most clearly;
 * FALSE when they were the last ones. */
gboolean geng_mixture_pin (GengMixture *self, guint end, double clear);
/* Bars the codes that no roster cheaper than `price` can have, as far as the centre's duals
 * tell (reduced-cost fixing), and forgets the columns that have them. */
void geng_mixture_bar (GengMixture *self, gint64 price);
/* Puts the lines of the fixed members into the roster. */
void geng_mixture_apply (const GengMixture *self, GengRosterState *roster);

G_END_DECLS
