/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-rule-kind.h>

G_BEGIN_DECLS

/* What the rules make of a program's kind, once it is added to a station; freed with the kind. */
void geng_rule_kind_set_def (GengRuleKind *self, gpointer def, GDestroyNotify free);
gpointer geng_rule_kind_get_def (GengRuleKind *self);
/* A conformance test has found meaning and lowering to be one. */
void geng_rule_kind_set_conforms (GengRuleKind *self, gboolean conforms);
/* (transfer none) (element-type GengRuleParameter) */
GPtrArray *geng_rule_kind_parameters (GengRuleKind *self);

G_END_DECLS
