/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

#define GENG_TYPE_RULE (geng_rule_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRule, geng_rule, GENG, RULE, GObject)

GENG_AVAILABLE_IN_1_0
GengRule *geng_rule_new (const char *kind, const char *text);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_get_kind (GengRule *self);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_get_text (GengRule *self);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_get_place (GengRule *self);
GENG_AVAILABLE_IN_1_0
void geng_rule_set_place (GengRule *self, const char *place);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_get_part (GengRule *self);
GENG_AVAILABLE_IN_1_0
void geng_rule_set_part (GengRule *self, const char *part);
GENG_AVAILABLE_IN_1_0
gboolean geng_rule_check (GengRule *self, GengStation *station, guint *column, GError **error);

G_END_DECLS
