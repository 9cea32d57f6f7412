/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-roster.h"

G_BEGIN_DECLS

/**
 * GengPhase:
 * @GENG_PHASE_GREEDY: a first roster
 * @GENG_PHASE_ASCENT: prices, and with them a first bound
 * @GENG_PHASE_BOUND: a better bound
 * @GENG_PHASE_DIVE: rosters made of what the bound is made of
 * @GENG_PHASE_BRANCH: what is left between roster and bound is decided
 * @GENG_PHASE_REPAIR: parts of the roster are planned anew
 * @GENG_PHASE_TRY: a remedy is tried ([method@Planner.advise])
 * @GENG_PHASE_DONE: the search has ended
 *
 * What a planner does; several phases take turns.
 */
typedef enum
{
  GENG_PHASE_GREEDY,
  GENG_PHASE_ASCENT,
  GENG_PHASE_BOUND,
  GENG_PHASE_DIVE,
  GENG_PHASE_BRANCH,
  GENG_PHASE_REPAIR,
  GENG_PHASE_TRY,
  GENG_PHASE_DONE
} GengPhase;

#define GENG_TYPE_PHASE (geng_phase_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_phase_get_type (void) G_GNUC_CONST;

#define GENG_TYPE_PROGRESS (geng_progress_get_type ())
/**
 * GengProgress:
 *
 * How far a planner is: what it does, and the best roster that it has so far.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengProgress, geng_progress, GENG, PROGRESS, GObject)

GENG_AVAILABLE_IN_1_0
GengPhase geng_progress_get_phase (GengProgress *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_progress_get_gaps (GengProgress *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_progress_get_cost (GengProgress *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_progress_get_bound_cost (GengProgress *self);
GENG_AVAILABLE_IN_1_0
guint64 geng_progress_get_effort (GengProgress *self);
GENG_AVAILABLE_IN_1_0
double geng_progress_get_elapsed_seconds (GengProgress *self);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_progress_dup_roster (GengProgress *self);

G_END_DECLS
