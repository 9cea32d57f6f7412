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
  char **laws;
  GengPayTerms pay;
};

G_DEFINE_FINAL_TYPE (GengContract, geng_contract, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_RULES,
  PROP_LAWS,
  PROP_HOURS_SCHEME,
  PROP_APPROVAL,
  PROP_PAID_BY,
  PROP_SPLIT_BY_TIME,
  PROP_PER_HOUR, /* and the classes after the first */
  PROP_PER_DUTY = PROP_PER_HOUR + GENG_N_PAY_CLASSES,
  PROP_FACTOR = PROP_PER_DUTY + GENG_N_PAY_CLASSES,
  N_PROPERTIES = PROP_FACTOR + GENG_N_PAY_CLASSES
};

static GParamSpec *properties[N_PROPERTIES];

/* The amount or factor behind a property; NULL for another one. */
static int *
find_rate (GengContract *self, guint id)
{
  if (id >= PROP_FACTOR)
    return &self->pay.factor[id - PROP_FACTOR];
  if (id >= PROP_PER_DUTY)
    return &self->pay.per_duty[id - PROP_PER_DUTY];
  return id >= PROP_PER_HOUR ? &self->pay.per_hour[id - PROP_PER_HOUR] : NULL;
}

static void
geng_contract_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengContract *self = GENG_CONTRACT (object);
  int *rate = find_rate (self, id);

  if (rate != NULL)
    {
      g_value_set_int (value, *rate);
      return;
    }
  switch (id)
    {
    case PROP_RULES:
      g_value_set_object (value, self->rules);
      break;
    case PROP_LAWS:
      g_value_set_boxed (value, self->laws);
      break;
    case PROP_HOURS_SCHEME:
      g_value_set_enum (value, self->pay.scheme);
      break;
    case PROP_APPROVAL:
      g_value_set_string (value, self->pay.approval);
      break;
    case PROP_PAID_BY:
      g_value_set_object (value, self->pay.paid_by);
      break;
    case PROP_SPLIT_BY_TIME:
      g_value_set_boolean (value, self->pay.split_by_time);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_contract_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengContract *self = GENG_CONTRACT (object);
  int *rate = find_rate (self, id);

  if (rate != NULL)
    {
      if (*rate == g_value_get_int (value))
        return;
      *rate = g_value_get_int (value);
      g_object_notify_by_pspec (object, pspec);
      return;
    }
  switch (id)
    {
    case PROP_HOURS_SCHEME:
      geng_contract_set_hours_scheme (self, g_value_get_enum (value));
      break;
    case PROP_APPROVAL:
      geng_contract_set_approval (self, g_value_get_string (value));
      break;
    case PROP_PAID_BY:
      geng_contract_set_paid_by (self, g_value_get_object (value));
      break;
    case PROP_SPLIT_BY_TIME:
      geng_contract_set_split_by_time (self, g_value_get_boolean (value));
      break;
    case PROP_LAWS:
      geng_contract_set_laws (self, g_value_get_boxed (value));
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
  g_clear_pointer (&self->laws, g_strfreev);
  g_clear_object (&self->rules);
  g_clear_pointer (&self->pay.approval, g_free);
  g_clear_object (&self->pay.paid_by);
  G_OBJECT_CLASS (geng_contract_parent_class)->finalize (object);
}

/**
 * GengContract:ordinary-per-hour:
 *
 * What an hour of work on an ordinary day is paid, in hundredths of the currency's unit.
 */
/**
 * GengContract:overtime-per-hour:
 *
 * What an hour of work beyond the period's total is paid, in hundredths of the currency's unit.
 */
/**
 * GengContract:rest-day-per-hour:
 *
 * What an hour of work on a day of rest is paid, in hundredths of the currency's unit.
 */
/**
 * GengContract:statutory-per-hour:
 *
 * What an hour of work on a statutory holiday is paid, in hundredths of the currency's unit.
 */
/**
 * GengContract:standby-per-hour:
 *
 * What an hour of standby is paid, in hundredths of the currency's unit.
 */
/**
 * GengContract:night-per-hour:
 *
 * What an hour of a night, beside the class of its hours is paid, in hundredths of the currency's
 * unit.
 */
/**
 * GengContract:ordinary-per-duty:
 *
 * What a duty with work on an ordinary day is paid beside its hours, in hundredths of the
 * currency's unit.
 */
/**
 * GengContract:overtime-per-duty:
 *
 * What a duty with work beyond the period's total is paid beside its hours, in hundredths of the
 * currency's unit.
 */
/**
 * GengContract:rest-day-per-duty:
 *
 * What a duty with work on a day of rest is paid beside its hours, in hundredths of the currency's
 * unit.
 */
/**
 * GengContract:statutory-per-duty:
 *
 * What a duty with work on a statutory holiday is paid beside its hours, in hundredths of the
 * currency's unit.
 */
/**
 * GengContract:standby-per-duty:
 *
 * What a duty with standby is paid beside its hours, in hundredths of the currency's
 * unit.
 */
/**
 * GengContract:night-per-duty:
 *
 * What a duty with a night, beside the class of its hours is paid beside its hours, in hundredths
 * of the currency's unit.
 */
/**
 * GengContract:ordinary-factor:
 *
 * An hour of work on an ordinary day in hundredths of what an ordinary hour is paid; 0 where
 * its own amount holds.
 */
/**
 * GengContract:overtime-factor:
 *
 * An hour of work beyond the period's total in hundredths of what an ordinary hour is paid; 0 where
 * its own amount holds.
 */
/**
 * GengContract:rest-day-factor:
 *
 * An hour of work on a day of rest in hundredths of what an ordinary hour is paid; 0 where
 * its own amount holds.
 */
/**
 * GengContract:statutory-factor:
 *
 * An hour of work on a statutory holiday in hundredths of what an ordinary hour is paid; 0 where
 * its own amount holds.
 */
/**
 * GengContract:standby-factor:
 *
 * An hour of standby in hundredths of what an ordinary hour is paid; 0 where
 * its own amount holds.
 */
/**
 * GengContract:night-factor:
 *
 * An hour of a night, beside the class of its hours in hundredths of what an ordinary hour is paid;
 * 0 where its own amount holds.
 */

static void
define_rates (guint first, const char *unit)
{
  g_autoptr (GEnumClass) classes = g_type_class_ref (GENG_TYPE_PAY_CLASS);

  for (guint i = 0; i < GENG_N_PAY_CLASSES; i++)
    {
      g_autofree char *name
          = g_strdup_printf ("%s-%s", g_enum_get_value (classes, i)->value_nick, unit);

      properties[first + i]
          = g_param_spec_int (g_intern_string (name), NULL, NULL, 0, G_MAXINT, 0, GENG_READWRITE);
    }
}

static void
define_terms (void)
{
  /**
   * GengContract:hours-scheme:
   *
   * How it counts hours.
   */
  properties[PROP_HOURS_SCHEME] = g_param_spec_enum (
      "hours-scheme", NULL, NULL, GENG_TYPE_HOURS_SCHEME, GENG_HOURS_SCHEME_NONE, GENG_READWRITE);
  /**
   * GengContract:approval:
   *
   * The number of the labour office's approval of its scheme.
   */
  properties[PROP_APPROVAL] = g_param_spec_string ("approval", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengContract:paid-by:
   *
   * Who pays; %NULL for each member's own organisation.
   */
  properties[PROP_PAID_BY]
      = g_param_spec_object ("paid-by", NULL, NULL, GENG_TYPE_ORGANISATION, GENG_READWRITE);
  /**
   * GengContract:split-by-time:
   *
   * Whether a duty that several served counts for each by his time, and not for who served more
   * than half of it.
   */
  properties[PROP_SPLIT_BY_TIME]
      = g_param_spec_boolean ("split-by-time", NULL, NULL, FALSE, GENG_READWRITE);
  define_rates (PROP_PER_HOUR, "per-hour");
  define_rates (PROP_PER_DUTY, "per-duty");
  define_rates (PROP_FACTOR, "factor");
}

static void
geng_contract_class_init (GengContractClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_contract_get_property;
  object_class->set_property = geng_contract_set_property;
  object_class->finalize = geng_contract_finalize;

  /**
   * GengContract:rules:
   *
   * The rules of the contract, in the order of adding.
   */
  properties[PROP_RULES]
      = g_param_spec_object ("rules", NULL, NULL, G_TYPE_LIST_MODEL, GENG_READABLE);
  define_terms ();
  /**
   * GengContract:laws:
   *
   * Ids of the laws that bind its members; %NULL: all that are for the way its hours are counted.
   */
  properties[PROP_LAWS] = g_param_spec_boxed ("laws", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
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
 * geng_contract_get_laws:
 * @self: a #GengContract
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): ids of laws: #GengContract:laws
 */
const char *const *
geng_contract_get_laws (GengContract *self)
{
  g_return_val_if_fail (GENG_IS_CONTRACT (self), NULL);
  return (const char *const *) self->laws;
}

/**
 * geng_contract_set_laws:
 * @self: a #GengContract
 * @laws: (nullable) (array zero-terminated=1): ids of laws
 *
 * Sets #GengContract:laws.
 */
void
geng_contract_set_laws (GengContract *self, const char *const *laws)
{
  g_return_if_fail (GENG_IS_CONTRACT (self));
  if (geng_field_set_texts (&self->laws, laws))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAWS]);
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
