/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-advice.h"
#include "geng-plan.h"
#include "geng-progress.h"

G_BEGIN_DECLS

#define GENG_TYPE_PLANNER (geng_planner_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengPlanner, geng_planner, GENG, PLANNER, GObject)

GENG_AVAILABLE_IN_1_0
GengPlanner *geng_planner_new (GengStation *station,
                               const GDate *first,
                               const GDate *last,
                               GError **error);
GENG_AVAILABLE_IN_1_0
GengStation *geng_planner_get_station (GengPlanner *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_planner_get_first (GengPlanner *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_planner_get_last (GengPlanner *self);
GENG_AVAILABLE_IN_1_0
void geng_planner_set_history (GengPlanner *self, GengRoster *history);
/* A roster of the period: its pinned duties are fixed, the rest is a start. */
GENG_AVAILABLE_IN_1_0
void geng_planner_set_base (GengPlanner *self, GengRoster *base);
/* Repair: what is served stays as in the base, and each other day that differs from it has a price. */
GENG_AVAILABLE_IN_1_0
void geng_planner_set_change_from (GengPlanner *self, GDateTime *since);
GENG_AVAILABLE_IN_1_0
void geng_planner_set_served (GengPlanner *self, GengRoster *served);
GENG_AVAILABLE_IN_1_0
void geng_planner_set_change_price (GengPlanner *self, int points);
GENG_AVAILABLE_IN_1_0
void geng_planner_set_effort (GengPlanner *self, GengEffort effort);
GENG_AVAILABLE_IN_1_0
void geng_planner_set_effort_limit (GengPlanner *self, guint64 units);
GENG_AVAILABLE_IN_1_0
void geng_planner_set_seed (GengPlanner *self, guint64 seed);
GENG_AVAILABLE_IN_1_0
void geng_planner_set_threads (GengPlanner *self, guint threads);
GENG_AVAILABLE_IN_1_0
void geng_planner_set_time_limit_seconds (GengPlanner *self, double seconds);
/* Whether the plan comes with a certificate, which takes about as long again. */
GENG_AVAILABLE_IN_1_0
void geng_planner_set_certify (GengPlanner *self, gboolean certify);

GENG_AVAILABLE_IN_1_0
GengPlan *geng_planner_plan (GengPlanner *self, GCancellable *cancellable, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_planner_plan_async (GengPlanner *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GENG_AVAILABLE_IN_1_0
GengPlan *geng_planner_plan_finish (GengPlanner *self, GAsyncResult *result, GError **error);
/* Why the base leaves places open, and what would help. */
GENG_AVAILABLE_IN_1_0
GengAdvice *geng_planner_advise (GengPlanner *self, GCancellable *cancellable, GError **error);

G_END_DECLS
