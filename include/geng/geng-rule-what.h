/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-entity.h"

G_BEGIN_DECLS

#define GENG_TYPE_RULE_WHAT (geng_rule_what_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRuleWhat, geng_rule_what, GENG, RULE_WHAT, GObject)

GENG_AVAILABLE_IN_1_0
GengRuleWhat *geng_rule_what_new_for_word (const char *word);
GENG_AVAILABLE_IN_1_0
GengRuleWhat *geng_rule_what_new_for_entity (GengEntity *entity);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_what_get_word (GengRuleWhat *self);
GENG_AVAILABLE_IN_1_0
GengEntity *geng_rule_what_get_entity (GengRuleWhat *self);

G_END_DECLS
