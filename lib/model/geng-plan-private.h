/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-copy.h"

G_BEGIN_DECLS

/* What the solver proved about a roster. */
typedef struct
{
  gint64 changes; /* of a priced change: days of members that differ from the base */
  gint64 bound_gaps;
  gint64 bound_changes;
  gint64 bound_cost;
  gint64 bound_cost_around;
  const char *const *held; /* (nullable): ids of members */
  gboolean optimal;
  gboolean truncated;
  guint64 effort;
  const char *certificate; /* (nullable) */
  gboolean certified;      /* it is no refusal */
} GengPlanProof;

/* The judgement of the same roster in the words of a program's own kinds, and which of them no
 * conformance test has passed. */
void geng_plan_confirm (GengPlan *self, GengJudgement *judgement, const char *const *unproven);
/* The plan of a copy becomes that of the station: in the thread that edits it. */
void geng_plan_bring_back (GengPlan *self, const GengCopy *copy, GengStation *station);
GengPlan *geng_plan_new (GengRoster *roster, GengJudgement *judgement, const GengPlanProof *proof);

G_END_DECLS
