/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-change.h"
#include "geng-contract-private.h"
#include "geng-field.h"
#include "geng-list-private.h"

/**
 * GengContract:
 *
 * Limits that members share (用工形式): full-time, part-time, volunteer; with how their hours are
 * counted (工时制度) and what they are paid.
 */

struct _GengContract
{
  GengEntity parent_instance;

  GengList *rules;
  GengPayTerms pay;
};

G_DEFINE_FINAL_TYPE (GengContract, geng_contract, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_RULES,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_contract_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengContract *self = GENG_CONTRACT (object);

  switch (id)
    {
    case PROP_RULES:
      g_value_set_object (value, self->rules);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_contract_finalize (GObject *object)
{
  GengContract *self = GENG_CONTRACT (object);

  geng_list_let_go (self->rules);
  g_clear_object (&self->rules);
  g_clear_pointer (&self->pay.approval, g_free);
  G_OBJECT_CLASS (geng_contract_parent_class)->finalize (object);
}

static void
geng_contract_class_init (GengContractClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_contract_get_property;
  object_class->finalize = geng_contract_finalize;

  /**
   * GengContract:rules:
   *
   * The rules of the contract, in the order of adding.
   */
  properties[PROP_RULES]
      = g_param_spec_object ("rules", NULL, NULL, G_TYPE_LIST_MODEL, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_contract_init (GengContract *self)
{
  self->rules = geng_list_new (GENG_TYPE_RULE, self);
}

/**
 * geng_contract_new:
 * @id: unique among the contracts of a station: letters, digits, `-` and `_`
 * @name: (nullable): what people call it; the id if none
 *
 * Returns: (transfer full): a new contract without rules
 */
GengContract *
geng_contract_new (const char *id, const char *name)
{
  return g_object_new (GENG_TYPE_CONTRACT, "id", id, "name", name, NULL);
}

GengPayTerms *
geng_contract_pay_terms (GengContract *self)
{
  return &self->pay;
}

/**
 * geng_contract_get_rules:
 * @self: a #GengContract
 *
 * Returns: (transfer none): the rules of the contract, in the order of
 * adding
 */
GListModel *
geng_contract_get_rules (GengContract *self)
{
  g_return_val_if_fail (GENG_IS_CONTRACT (self), NULL);
  return G_LIST_MODEL (self->rules);
}

/**
 * geng_contract_add_rule:
 * @self: a #GengContract
 * @rule: a rule for every member of the contract
 *
 * Adds a rule to the contract; it holds for each of its members on top of the station's rules.
 */
void
geng_contract_add_rule (GengContract *self, GengRule *rule)
{
  g_return_if_fail (GENG_IS_CONTRACT (self));
  g_return_if_fail (GENG_IS_RULE (rule));
  g_return_if_fail (geng_change_get_owner (rule) == NULL);
  geng_list_append (self->rules, rule);
}

/**
 * geng_contract_set_rule:
 * @self: a #GengContract
 * @kind: a kind of rule, like `hours`
 * @text: its limits, like `140..184 target 168`
 *
 * Puts a rule in the place of all of @kind that the contract has.
 */
void
geng_contract_set_rule (GengContract *self, const char *kind, const char *text)
{
  g_autoptr (GengRule) rule = NULL;

  g_return_if_fail (GENG_IS_CONTRACT (self));
  g_return_if_fail (kind && text);

  rule = geng_rule_new (kind, text);
  for (guint i = geng_list_size (self->rules); i-- > 0;)
    {
      GengRule *old = geng_list_peek (self->rules, i);

      if (g_strcmp0 (geng_rule_get_kind (old), geng_rule_get_kind (rule)) == 0)
        geng_list_remove (self->rules, i);
    }
  geng_list_append (self->rules, rule);
}

/**
 * geng_contract_remove_rule:
 * @self: a #GengContract
 * @rule: a rule
 *
 * Takes a rule away from the contract.
 *
 * Returns: whether it was there, and was removed
 */
gboolean
geng_contract_remove_rule (GengContract *self, GengRule *rule)
{
  guint position;

  g_return_val_if_fail (GENG_IS_CONTRACT (self), FALSE);
  g_return_val_if_fail (GENG_IS_RULE (rule), FALSE);
  if (!geng_list_find (self->rules, rule, &position))
    return FALSE;
  geng_list_remove (self->rules, position);
  return TRUE;
}
