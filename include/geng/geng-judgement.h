/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-finding.h"
#include "geng-gap.h"
#include "geng-roster.h"
#include "geng-score.h"

G_BEGIN_DECLS

#define GENG_TYPE_JUDGEMENT (geng_judgement_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengJudgement, geng_judgement, GENG, JUDGEMENT, GObject)

GENG_AVAILABLE_IN_1_0
GengJudgement *geng_judge (GengRoster *roster, GengRoster *history, GError **error);
/* Against the roster that it changes: its pins must stay, and changes cost what `stability` says. */
GENG_AVAILABLE_IN_1_0
GengJudgement *geng_judgement_new (GengRoster *roster,
                                   GengRoster *history,
                                   GengRoster *base,
                                   GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_judge_looks_back (GengStation *station, const GDate *first, GDate *day);
GENG_AVAILABLE_IN_1_0
const GengScore *geng_judgement_get_score (GengJudgement *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_judgement_list_findings (GengJudgement *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_judgement_list_gaps (GengJudgement *self);

G_END_DECLS
