/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-roster.h"

G_BEGIN_DECLS

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
