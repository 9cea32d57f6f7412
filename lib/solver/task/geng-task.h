/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-line.h"
#include "geng-random.h"

G_BEGIN_DECLS

/*
 * A task is one way to get further: raise the bound, dive, branch, repair.  The portfolio cuts its
 * work into jobs.  A job is drawn from the state as it then is, stepped on any thread, and merged
 * when, by counted effort, it would be done if all jobs under way were stepped side by side; only
 * drawing and merging, which one thread does, see the portfolio.  So the roster does not depend on
 * who stepped what when.
 */
typedef struct _GengPortfolio GengPortfolio;
typedef struct _GengTask GengTask;

typedef struct
{
  const GengTask *task;
  guint64 number;      /* in the order of drawing, from 0 */
  guint64 drawn_after; /* jobs that were merged */
  GengRandom random;
  guint64 allowance;                   /* effort after which a step that can be cut ends */
  gpointer order;                      /* what the task drew */
  guint64 drawn;                       /* effort of drawing it, which ends no job later */
  guint64 effort;                      /* counted, once stepped */
  guint64 spared[GENG_MOST_HANDS + 1]; /* of it, by which so many hands are sooner done */
  gboolean cut;                        /* the run was interrupted before it was done */
  gboolean done;                       /* kept by the crew */
  guint64 began;                       /* the portfolio's hour when it was drawn */
  guint hands;                         /* threads that its hours are reckoned with */
  /* kept by the crew: effort that it has had by now at least, less what the hands spare, set
   * atomically; the arena's before */
  gpointer so_far;
  guint64 arena_before;
  /* what the task's account was charged for it when it was drawn, and at which share */
  guint64 charged;
  double share;
} GengJob;

struct _GengTask
{
  const char *name;
  /* How much effort it gets beside others' shares. */
  double (*share) (const GengPortfolio *portfolio);
  /* Whether a job may be drawn.  What goes on from its last job is not while that is not merged. */
  gboolean (*is_ripe) (const GengPortfolio *portfolio);
  void (*draw) (GengPortfolio *portfolio, GengJob *job);
  void (*step) (GengJob *job, GengLineArena *arena);
  void (*merge) (GengPortfolio *portfolio, GengJob *job);
  /* Frees the order, of a job that was merged or is given up. */
  void (*free) (GengJob *job);
};

typedef enum
{
  GENG_TASK_ASCENT,
  GENG_TASK_BOUND,
  GENG_TASK_DIVE,
  GENG_TASK_BRANCH,
  GENG_TASK_REPAIR,
  GENG_N_TASKS
} GengTaskId;

extern const GengTask geng_task_ascent, geng_task_bound, geng_task_dive, geng_task_branch,
    geng_task_repair;

/* A dive begins as soon as nobody else has the root, which others leave to it. */
gboolean geng_portfolio_dives_next (const GengPortfolio *portfolio);

G_END_DECLS
