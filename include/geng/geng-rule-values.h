/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-rule-kind.h"

G_BEGIN_DECLS

#define GENG_TYPE_RULE_VALUES (geng_rule_values_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRuleValues, geng_rule_values, GENG, RULE_VALUES, GObject)

GENG_AVAILABLE_IN_1_0
GengRuleValues *geng_rule_values_new (GengStation *station, GengRuleKind *kind, GError **error);
GENG_AVAILABLE_IN_1_0
GengRuleValues *geng_rule_values_new_from_rule (GengStation *station,
                                                GengRule *rule,
                                                GError **error);
GENG_AVAILABLE_IN_1_0
GengRuleValues *geng_rule_values_new_from_variant (GengStation *station,
                                                   GVariant *variant,
                                                   GError **error);
GENG_AVAILABLE_IN_1_0
GengRuleValues *geng_rule_values_new_from_json (GengStation *station,
                                                const char *json,
                                                GError **error);
GENG_AVAILABLE_IN_1_0
GengStation *geng_rule_values_get_station (GengRuleValues *self);
GENG_AVAILABLE_IN_1_0
GengRuleKind *geng_rule_values_get_kind (GengRuleValues *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_rule_values_get_lifts (GengRuleValues *self);
GENG_AVAILABLE_IN_1_0
void geng_rule_values_set_lifts (GengRuleValues *self, gboolean lifts);
GENG_AVAILABLE_IN_1_0
gboolean geng_rule_values_get_value (GengRuleValues *self, const char *name, GValue *value);
GENG_AVAILABLE_IN_1_0
gboolean geng_rule_values_set_value (GengRuleValues *self,
                                     const char *name,
                                     const GValue *value,
                                     GError **error);
GENG_AVAILABLE_IN_1_0
char *geng_rule_values_to_string (GengRuleValues *self, const char *language, GError **error);
GENG_AVAILABLE_IN_1_0
GengRule *geng_rule_values_to_rule (GengRuleValues *self, GError **error);
GENG_AVAILABLE_IN_1_0
GVariant *geng_rule_values_to_variant (GengRuleValues *self);
GENG_AVAILABLE_IN_1_0
char *geng_rule_values_to_json (GengRuleValues *self);

GENG_AVAILABLE_IN_1_0
char *geng_rule_to_string (GengRule *self,
                           GengStation *station,
                           const char *language,
                           GError **error);

G_END_DECLS
