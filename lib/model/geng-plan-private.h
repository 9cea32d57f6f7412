/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* What the solver proved about a roster. */
typedef struct
{
  gint64 bound_gaps;
  gint64 bound_cost;
  gboolean optimal;
  gboolean truncated;
  guint64 effort;
} GengPlanProof;

GengPlan *geng_plan_new (GengRoster *roster, GengJudgement *judgement, const GengPlanProof *proof);

G_END_DECLS
