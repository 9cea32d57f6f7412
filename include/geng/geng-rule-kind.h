/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-rule-case.h"
#include "geng-rule-parameter.h"

G_BEGIN_DECLS

/**
 * GengRuleScope:
 * @GENG_RULE_SCOPE_ALWAYS: holds for everybody, driven by the station's data; there is no text
 * @GENG_RULE_SCOPE_PERSONAL: written at a member, a contract or the station; the nearest statement
 *   replaces the wider ones about the same
 * @GENG_RULE_SCOPE_STATION: written at the station only; every statement of the kind holds
 *
 * Where rules of a kind may stand, and whom they bind.
 */
typedef enum
{
  GENG_RULE_SCOPE_ALWAYS,
  GENG_RULE_SCOPE_PERSONAL,
  GENG_RULE_SCOPE_STATION
} GengRuleScope;

#define GENG_TYPE_RULE_SCOPE (geng_rule_scope_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_rule_scope_get_type (void) G_GNUC_CONST;

#define GENG_TYPE_RULE_KIND (geng_rule_kind_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_DERIVABLE_TYPE (GengRuleKind, geng_rule_kind, GENG, RULE_KIND, GObject)

/**
 * GengRuleKindClass:
 * @check: the meaning: reports what the roster of the case breaks and what it costs
 * @lower: the same for the planner, in forbidden or priced duties, sums and patterns
 *
 * What a program's own kind overrides.
 */
struct _GengRuleKindClass
{
  GObjectClass parent_class;

  void (*check) (GengRuleKind *self, GengRuleCase *seen, GengRuleFindings *findings);
  void (*lower) (GengRuleKind *self, GengRuleCase *seen, GengRuleLowering *lowering);

  /*< private >*/
  gpointer padding[10];
};

GENG_AVAILABLE_IN_1_0
GPtrArray *geng_rule_kind_list_shipped (void);
GENG_AVAILABLE_IN_1_0
GengRuleKind *geng_rule_kind_lookup (const char *name);

GENG_AVAILABLE_IN_1_0
const char *geng_rule_kind_get_name (GengRuleKind *self);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_kind_get_chinese (GengRuleKind *self);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_kind_get_title (GengRuleKind *self, const char *language);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_kind_get_meaning (GengRuleKind *self, const char *language);
GENG_AVAILABLE_IN_1_0
const char *geng_rule_kind_get_data (GengRuleKind *self, const char *language);
GENG_AVAILABLE_IN_1_0
char *geng_rule_kind_dup_grammar (GengRuleKind *self);
GENG_AVAILABLE_IN_1_0
GengRuleScope geng_rule_kind_get_scope (GengRuleKind *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_rule_kind_get_conforms (GengRuleKind *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_rule_kind_list_parameters (GengRuleKind *self);
GENG_AVAILABLE_IN_1_0
void geng_rule_kind_add_parameter (GengRuleKind *self, GengRuleParameter *parameter);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_rule_kind_list_examples (GengRuleKind *self);
GENG_AVAILABLE_IN_1_0
void geng_rule_kind_add_example (GengRuleKind *self,
                                 const char *text,
                                 const char *chinese,
                                 const char *title,
                                 const char *chinese_title);

/* A station's own kinds. */
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_rule_kind (GengStation *self, GengRuleKind *kind, GError **error);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_station_list_rule_kinds (GengStation *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_test_rule_kind (GengStation *self,
                                      GengRuleKind *kind,
                                      const GDate *first,
                                      const GDate *last,
                                      GengRoster *history,
                                      guint n_rosters,
                                      guint64 seed,
                                      GError **error);

G_END_DECLS
