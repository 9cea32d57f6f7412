/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-judgement.h"

G_BEGIN_DECLS

#define GENG_TYPE_JUDGE (geng_judge_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengJudge, geng_judge, GENG, JUDGE, GObject)

GENG_AVAILABLE_IN_1_0
GengJudge *geng_judge_new (GengRoster *roster,
                           GengRoster *history,
                           GengRoster *base,
                           GError **error);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_judge_get_roster (GengJudge *self);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_judge_get_history (GengJudge *self);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_judge_get_base (GengJudge *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_judge_update (GengJudge *self, GError **error);
GENG_AVAILABLE_IN_1_0
GengJudgement *geng_judge_get_judgement (GengJudge *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_judge_list_about (GengJudge *self, GengMember *member, const GDate *date);

G_END_DECLS
