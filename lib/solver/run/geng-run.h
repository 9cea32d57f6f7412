/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-greedy.h"
#include "geng-random.h"
#include "geng-solver.h"

G_BEGIN_DECLS

/* One run of the solver: what its phases share. */
typedef struct
{
  const GengSpace *space;
  const GengSolverOptions *options;
  GengBudget budget;
  GengRosterState *best; /* the best roster so far, or not feasible */
  gboolean complete;     /* best has a legal line for every member */
  gboolean legal;        /* and keeps what is forbidden between members */
  gint64 bound;          /* G_MININT64: unknown */
  gint64 step;           /* by which legal rosters' prices differ */
  GPtrArray *tied;       /* (nullable) of GengProblemPart: as those who tie were planned around */
  gboolean *held;        /* (nullable) [member]: who ties parts that were planned to the end */
  gint64 bound_around;   /* on rosters with their lines; G_MININT64: unknown */
  guint64 effort;
  gint64 began; /* µs */
} GengRun;

/* Tells the caller; interrupts the budget where it says so. */
void geng_run_report (GengRun *run, const char *phase);
/* cost = bound, or the budget is spent */
gboolean geng_run_over (GengRun *run);

/* What no roster undercuts: each day at its cheapest code, since all else costs 0 or more.  Where a
 * roster costs no more, as where all are glad to serve, nothing need be searched for a proof.
 * G_MININT64 where a day has no code.  left_out: (nullable) [member]: not counted */
gint64 geng_run_floor (const GengProblem *problem, const gboolean *left_out);
/* A proven bound, rounded up to what a roster may cost. */
void geng_run_raise (GengRun *run, gint64 bound);
/* Takes a roster where it is better than the best; a legal one is never given up for another. */
void geng_run_offer (GengRun *run, const GengRosterState *roster);

G_END_DECLS
