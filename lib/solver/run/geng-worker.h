/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-ascent.h"
#include "geng-branch.h"
#include "geng-colgen.h"
#include "geng-dive.h"
#include "geng-run.h"

G_BEGIN_DECLS

#define GENG_N_WORKERS 2
#define GENG_N_SHAPES 13

/* How a shape of neighbourhoods has served so far. */
typedef struct
{
  double gain, effort;
} GengShapeRecord;

/* One of the two who search.  The first proves the bound and dives before it repairs, the other
 * repairs from the start. */
typedef struct
{
  GengRun *run;
  guint index;
  GengRandom random;
  GengLineArena arena;
  GengRosterState *roster, *best, *trial;
  GengPool *pool;
  guint n_barren;     /* neighbourhoods since the best roster was found */
  GengColgen *root;   /* the bound's, the first worker's alone */
  GengAscent *ascent; /* with which the root begins */
  GengBranch *branch; /* where the root is done and leaves a gap */
  GengDive *dive;     /* the one under way */
  gboolean proven;    /* nothing more is to be had from the root */
  gboolean closed;    /* nor from branching */
  gboolean dived;
  guint64 dive_began, loyal_until; /* effort: of the last dive; to what came of it */
  GengDiveCare care;               /* of the dive */
  guint shared_rounds;             /* of the root, when it was last shared */
  gint64 shared_bound;
  guint n_unproven; /* rounds since the bound last rose or the gap closed */
  double pull;      /* towards the centre, at the root */
  double least_gap; /* between the root's mixture and its bound */
  guint64 root_effort, dive_effort, repair_effort;
  gint64 bound;
  GengShapeRecord shape[GENG_N_SHAPES];
  guint *cell_day; /* [cell]: the first day that feeds it */
} GengWorker;

void geng_worker_init (GengWorker *worker, GengRun *run, guint index);
void geng_worker_clear (GengWorker *worker);
/* Works until the effort is spent; a phase's unit of work is not cut in two. */
void geng_worker_tick (GengWorker *worker, guint64 effort);
/* Lets every worker's neighbourhoods begin at the duals and the lines of the first one's bound. */
void geng_worker_share_root (GengWorker *workers);
/* Lets a worker that has not gained for long dive from the root again, in its own way. */
void geng_worker_dive_again (GengWorker *worker, const GengColgen *root);
/* Goes on from this roster where it is better, unless a dive has just ended. */
void geng_worker_take (GengWorker *worker, const GengRosterState *roster);
const char *geng_worker_phase (const GengWorker *worker);

/* One neighbourhood: a few members and a window of days, planned anew. */
void geng_neighbourhood (GengWorker *worker);

G_END_DECLS
