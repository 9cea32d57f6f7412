/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-judgement.h"

G_BEGIN_DECLS

#define GENG_TYPE_PLAN (geng_plan_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengPlan, geng_plan, GENG, PLAN, GObject)

GENG_AVAILABLE_IN_1_0
GengRoster *geng_plan_get_roster (GengPlan *self);
GENG_AVAILABLE_IN_1_0
GengJudgement *geng_plan_get_judgement (GengPlan *self);
/* Of a repair: days of members that differ from the base. */
GENG_AVAILABLE_IN_1_0
gint64 geng_plan_get_changes (GengPlan *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_plan_get_bound_changes (GengPlan *self);
/* No roster has fewer gaps, and none with so many gaps, and so many changes, costs less. */
GENG_AVAILABLE_IN_1_0
gint64 geng_plan_get_bound_gaps (GengPlan *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_plan_get_bound_cost (GengPlan *self);
/* The same among rosters in which these serve as they do here. */
GENG_AVAILABLE_IN_1_0
gint64 geng_plan_get_bound_cost_around (GengPlan *self);
GENG_AVAILABLE_IN_1_0
const char *const *geng_plan_get_held_members (GengPlan *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_plan_get_optimal (GengPlan *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_plan_get_truncated (GengPlan *self);
GENG_AVAILABLE_IN_1_0
guint64 geng_plan_get_effort (GengPlan *self);
GENG_AVAILABLE_IN_1_0
guint64 geng_plan_get_generation (GengPlan *self);
GENG_AVAILABLE_IN_1_0
const char *geng_plan_get_certificate (GengPlan *self);
/* It is no refusal. */
GENG_AVAILABLE_IN_1_0
gboolean geng_plan_get_certified (GengPlan *self);
GENG_AVAILABLE_IN_1_0
const char *const *geng_plan_get_unproven_kinds (GengPlan *self);
GENG_AVAILABLE_IN_1_0
char *geng_plan_dup_caveat (GengPlan *self);

G_END_DECLS
