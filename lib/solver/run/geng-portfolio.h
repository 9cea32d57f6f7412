/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-ascent.h"
#include "geng-branch.h"
#include "geng-dive.h"
#include "geng-run.h"
#include "geng-shapes.h"
#include "geng-task.h"

G_BEGIN_DECLS

/* How far the root's bound has come. */
typedef enum
{
  GENG_ROOT_ASCENDING, /* by relaxed steps, to good duals */
  GENG_ROOT_GATHERING, /* by exact steps, to lines at these */
  GENG_ROOT_PROVING,
  GENG_ROOT_SETTLED, /* nothing more is to be had from its rounds: what is left is for branching */
  GENG_ROOT_BRANCHING, /* there is a tree of nodes */
  GENG_ROOT_CLOSED     /* nor from branching */
} GengRootStage;

/* How far dives have come: they differ in when they begin and in their share. */
typedef enum
{
  GENG_DIVES_NONE,    /* over a long horizon one that rolls waits for good duals */
  GENG_DIVES_ROLLING, /* it is under way */
  GENG_DIVES_WAITING, /* the first of all days at once waits for a ripe root */
  GENG_DIVES_FIRST,   /* it is under way */
  GENG_DIVES_BETWEEN, /* the next waits until neighbourhoods have long gained nothing */
  GENG_DIVES_LATER    /* one of those is under way */
} GengDivesStage;

/* The column generation over everybody and all days.  One job at a time has it. */
typedef struct
{
  const GengParams *params;
  GengMixture *mixture;
  GengRootStage stage;
  gboolean busy;     /* a job that has it is not merged yet */
  guint n_unproven;  /* rounds since the bound last rose or the gap closed */
  double pull;       /* towards the centre */
  double least_gap;  /* between mixture and bound */
  guint told_rounds; /* its rounds and bound when pool and duals were last told */
  gint64 told_bound;
} GengRoot;

/*
 * A roster that is being repaired.  `roster` may wander and be dearer than `best`.  There is one,
 * and for a while a second one where a dive has just ended: what comes of a dive may be dearer than
 * what repairs have found meanwhile, but it is better made and soon cheaper.
 */
typedef struct
{
  GengRosterState *roster, *best;
  guint epoch;      /* another one's jobs are not merged */
  guint n_barren;   /* neighbourhoods since the best was found */
  guint64 ends;     /* effort of the run at which it is given up */
  guint64 n_merged; /* changes of `roster` */
} GengTrail;

#define GENG_N_TRAILS 2

/* What one task has had. */
typedef struct
{
  double turn;      /* effort over share: the least is next */
  gboolean ripe;    /* when last looked at */
  gboolean at_work; /* that, or in flight */
  guint in_flight;  /* jobs drawn and not merged */
  guint64 n_jobs, effort, last_effort;
  guint64 hours;  /* that its jobs took one after another, with their hands */
  guint64 spared; /* of the effort, by which the most hands would be sooner done */
  gint64 gain;    /* by which its jobs made the best roster cheaper */
} GengAccount;

/* What merging sees and changes. */
struct _GengPortfolio
{
  GengRun *run;
  GengAccount accounts[GENG_N_TASKS];
  GengRoot root;
  GengAscent *ascent;
  GengBranch *branch; /* of a root that is branching or closed */
  GengDivesStage dives;
  GengDive *dive; /* of the stages first and later */
  guint n_dives;  /* that have ended */
  guint64 dive_began;
  GengTrail trails[GENG_N_TRAILS];
  guint n_trails;
  guint n_epochs;
  GengPool *pool;
  double *duals; /* [segment]: where the bound was found, g_atomic_rc_box; or NULL */
  gint64 *least; /* [member]: his best line's price there, scaled */
  GengShapes shapes;
  guint *cell_day;                    /* [cell]: the first day that feeds it, or n_days */
  guint *member_claims, *cell_claims; /* by neighbourhoods that are drawn and not merged */
  guint64 n_drawn, n_merged;
  GPtrArray *under_way; /* GengJob, in the order of drawing */
  guint64 hour;         /* effort since all began, where each job has a thread of its own */
};

/* Bound and improvement until the budget is spent. */
void geng_portfolio_search (GengRun *run);

/* Its bound has long not risen, or has settled: a dive that begins there is worth its effort. */
gboolean geng_root_is_ripe (const GengRoot *root);
/* No dive of all days at once has ended. */
gboolean geng_portfolio_is_undived (const GengPortfolio *self);
/* Lets others have what a job on the root has found. */
void geng_portfolio_tell_root (GengPortfolio *self);
/* A roster that a dive or a node came to; the whole for both counts as `effort`. */
void geng_portfolio_take (GengPortfolio *self, GengTaskId task, const GengRosterState *roster);

G_END_DECLS
