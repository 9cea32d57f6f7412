/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-duty.h"
#include "geng-rule.h"

G_BEGIN_DECLS

/* What a rule looks at, what its meaning says, and what its lowering writes. */

#define GENG_TYPE_RULE_CASE (geng_rule_case_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRuleCase, geng_rule_case, GENG, RULE_CASE, GObject)

GENG_AVAILABLE_IN_1_0
GengRule *geng_rule_case_get_rule (GengRuleCase *self);
GENG_AVAILABLE_IN_1_0
GengStation *geng_rule_case_get_station (GengRuleCase *self);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_rule_case_get_roster (GengRuleCase *self);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_rule_case_get_history (GengRuleCase *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_rule_case_get_first (GengRuleCase *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_rule_case_get_last (GengRuleCase *self);
GENG_AVAILABLE_IN_1_0
guint geng_rule_case_count_known_days (GengRuleCase *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_rule_case_list_members (GengRuleCase *self);
GENG_AVAILABLE_IN_1_0
GengDuty *geng_rule_case_lookup_duty (GengRuleCase *self, GengMember *member, const GDate *date);
GENG_AVAILABLE_IN_1_0
gboolean geng_rule_case_is_past (GengRuleCase *self, GengMember *member, const GDate *date);
GENG_AVAILABLE_IN_1_0
gboolean geng_rule_case_get_value (GengRuleCase *self, const char *name, GValue *value);
GENG_AVAILABLE_IN_1_0
int geng_rule_case_get_int (GengRuleCase *self, const char *name);
GENG_AVAILABLE_IN_1_0
void geng_rule_case_get_range (GengRuleCase *self, const char *name, int *minimum, int *maximum);

#define GENG_TYPE_RULE_FINDINGS (geng_rule_findings_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRuleFindings, geng_rule_findings, GENG, RULE_FINDINGS, GObject)

GENG_AVAILABLE_IN_1_0
void geng_rule_findings_add (GengRuleFindings *self,
                             GengMember *member,
                             const GDate *first,
                             const GDate *last,
                             gint64 amount,
                             int points,
                             const char *message);
GENG_AVAILABLE_IN_1_0
void geng_rule_findings_add_member (GengRuleFindings *self, GengMember *member);

#define GENG_TYPE_RULE_LOWERING (geng_rule_lowering_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRuleLowering, geng_rule_lowering, GENG, RULE_LOWERING, GObject)

GENG_AVAILABLE_IN_1_0
void geng_rule_lowering_price (GengRuleLowering *self,
                               GengMember *member,
                               const GDate *date,
                               GengShift *shift,
                               GengPost *post,
                               int points);
GENG_AVAILABLE_IN_1_0
void geng_rule_lowering_forbid (GengRuleLowering *self,
                                GengMember *member,
                                const GDate *date,
                                GengShift *shift,
                                GengPost *post);
GENG_AVAILABLE_IN_1_0
guint geng_rule_lowering_add_sum (GengRuleLowering *self, int minimum, int maximum, int points);
GENG_AVAILABLE_IN_1_0
void geng_rule_lowering_add_to_sum (GengRuleLowering *self,
                                    guint sum,
                                    GengMember *member,
                                    const GDate *date,
                                    GengShift *shift,
                                    GengPost *post,
                                    int n);
GENG_AVAILABLE_IN_1_0
guint geng_rule_lowering_add_pattern (GengRuleLowering *self, GengMember *member, int points);
GENG_AVAILABLE_IN_1_0
void geng_rule_lowering_add_day (GengRuleLowering *self, guint pattern);
GENG_AVAILABLE_IN_1_0
void geng_rule_lowering_allow_duty (GengRuleLowering *self,
                                    guint pattern,
                                    GengShift *shift,
                                    GengPost *post);
GENG_AVAILABLE_IN_1_0
void geng_rule_lowering_allow_off (GengRuleLowering *self, guint pattern);

G_END_DECLS
