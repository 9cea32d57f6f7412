/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-entity.h"
#include "geng-rule.h"

G_BEGIN_DECLS

#define GENG_TYPE_CONTRACT (geng_contract_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengContract, geng_contract, GENG, CONTRACT, GengEntity)

GENG_AVAILABLE_IN_1_0
GengContract *geng_contract_new (const char *id, const char *name);
GENG_AVAILABLE_IN_1_0
void geng_contract_add_rule (GengContract *self, GengRule *rule);
GENG_AVAILABLE_IN_1_0
void geng_contract_set_rule (GengContract *self, const char *kind, const char *text);
GENG_AVAILABLE_IN_1_0
gboolean geng_contract_remove_rule (GengContract *self, GengRule *rule);
GENG_AVAILABLE_IN_1_0
const char *const *geng_contract_get_laws (GengContract *self);
GENG_AVAILABLE_IN_1_0
void geng_contract_set_laws (GengContract *self, const char *const *laws);
GENG_AVAILABLE_IN_1_0
GListModel *geng_contract_get_rules (GengContract *self);

G_END_DECLS
