/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-judgement.h"

G_BEGIN_DECLS

#define GENG_TYPE_TRIAL (geng_trial_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengTrial, geng_trial, GENG, TRIAL, GObject)

GENG_AVAILABLE_IN_1_0
GengTrial *geng_trial_new_swap (GengRoster *roster,
                                GengRoster *history,
                                GengDuty *one,
                                GengDuty *other,
                                GError **error);
GENG_AVAILABLE_IN_1_0
GengTrial *geng_trial_new_give (GengRoster *roster,
                                GengRoster *history,
                                GengDuty *duty,
                                GengMember *member,
                                GError **error);
GENG_AVAILABLE_IN_1_0
GengTrial *geng_trial_new_compare (GengRoster *before,
                                   GengRoster *after,
                                   GengRoster *history,
                                   GError **error);

GENG_AVAILABLE_IN_1_0
GengRoster *geng_trial_get_roster (GengTrial *self);
GENG_AVAILABLE_IN_1_0
GengJudgement *geng_trial_get_before (GengTrial *self);
GENG_AVAILABLE_IN_1_0
GengJudgement *geng_trial_get_after (GengTrial *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_trial_list_fresh (GengTrial *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_trial_list_gone (GengTrial *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_trial_get_allowed (GengTrial *self);

G_END_DECLS
