/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-copy.h"

G_BEGIN_DECLS

/* A planner's question, apart from the object, so that a thread can own a copy. */
typedef struct
{
  GengStation *station;
  GengRoster *history; /* (nullable) */
  GengRoster *base;    /* (nullable) */
  GDate first, last;
  gint64 from; /* what begins before it is over; seconds since 1970 UTC, G_MININT64: nothing */
  GengRoster *served; /* (nullable): duties of the base that stay as well, whenever they begin */
  int change_price;   /* points for each day that differs from the base; 0: the station's */
  GengEffort effort;
  guint64 effort_limit;
  guint64 seed;
  guint threads;
  double time_limit;  /* seconds; 0: none */
  gboolean gaps_only; /* count gaps alone: every other price is 0, and no gap gets a reason */
  GengCopy *copy;     /* (nullable): of the station, where another thread plans */
  gboolean certify;
} GengPlanning;

/* What it shows is the callee's as well, also for another thread. */
typedef void (*GengPlanningShow) (GengProgress *progress, gpointer user_data);

void geng_planning_init (GengPlanning *self);
void geng_planning_clear (GengPlanning *self);
/* The same question about copies of the station and the rosters, for a thread of its own. */
GengPlanning *geng_planning_copy (const GengPlanning *self);
void geng_planning_free (gpointer self);

gboolean geng_planning_check_period (const GDate *first, const GDate *last, GError **error);

/* Compiles, solves, decodes and judges. */
GengPlan *geng_planning_run (const GengPlanning *self,
                             GCancellable *cancellable,
                             GengPlanningShow show,
                             gpointer user_data,
                             GError **error);

G_END_DECLS
