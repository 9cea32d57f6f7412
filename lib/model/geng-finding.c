/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-array.h"
#include "geng-field.h"
#include "geng-finding-private.h"

/**
 * GengFinding:
 *
 * What the judge says about one place of a roster: a broken rule, a gap or a price (评审结果).
 */

struct _GengFinding
{
  GObject parent_instance;

  GengSeverity severity;
  char *rule;
  GPtrArray *members;
  GengDemand *demand;
  GDate *first;
  GDate *last;
  gint64 amount;
  gint64 cost;
  char *message;
};

G_DEFINE_FINAL_TYPE (GengFinding, geng_finding, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SEVERITY,
  PROP_RULE,
  PROP_MEMBERS,
  PROP_DEMAND,
  PROP_FIRST,
  PROP_LAST,
  PROP_AMOUNT,
  PROP_COST,
  PROP_MESSAGE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_finding_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengFinding *self = GENG_FINDING (object);

  switch (id)
    {
    case PROP_SEVERITY:
      g_value_set_enum (value, self->severity);
      break;
    case PROP_RULE:
      g_value_set_string (value, self->rule);
      break;
    case PROP_MEMBERS:
      g_value_take_boxed (value, geng_array_copy (self->members, GENG_TYPE_MEMBER));
      break;
    case PROP_DEMAND:
      g_value_set_object (value, self->demand);
      break;
    case PROP_FIRST:
      g_value_set_boxed (value, self->first);
      break;
    case PROP_LAST:
      g_value_set_boxed (value, self->last);
      break;
    case PROP_AMOUNT:
      g_value_set_int64 (value, self->amount);
      break;
    case PROP_COST:
      g_value_set_int64 (value, self->cost);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_finding_finalize (GObject *object)
{
  GengFinding *self = GENG_FINDING (object);

  g_clear_pointer (&self->rule, g_free);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_object (&self->demand);
  g_clear_pointer (&self->first, g_date_free);
  g_clear_pointer (&self->last, g_date_free);
  g_clear_pointer (&self->message, g_free);
  G_OBJECT_CLASS (geng_finding_parent_class)->finalize (object);
}

static void
geng_finding_class_init (GengFindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_finding_get_property;
  object_class->finalize = geng_finding_finalize;

  /**
   * GengFinding:severity:
   *
   * How bad it is.
   */
  properties[PROP_SEVERITY]
      = g_param_spec_enum ("severity", NULL, NULL, GENG_TYPE_SEVERITY, 0, GENG_READABLE);
  /**
   * GengFinding:rule:
   *
   * The kind of rule.
   */
  properties[PROP_RULE] = g_param_spec_string ("rule", NULL, NULL, NULL, GENG_READABLE);
  /**
   * GengFinding:members: (type GLib.PtrArray(Geng.Member))
   *
   * Whom it is about; may be empty.
   */
  properties[PROP_MEMBERS]
      = g_param_spec_boxed ("members", NULL, NULL, G_TYPE_PTR_ARRAY, GENG_READABLE);
  /**
   * GengFinding:demand:
   *
   * The demand it is about.
   */
  properties[PROP_DEMAND]
      = g_param_spec_object ("demand", NULL, NULL, GENG_TYPE_DEMAND, GENG_READABLE);
  /**
   * GengFinding:first:
   *
   * Its first duty day.
   */
  properties[PROP_FIRST] = g_param_spec_boxed ("first", NULL, NULL, G_TYPE_DATE, GENG_READABLE);
  /**
   * GengFinding:last:
   *
   * Its last duty day.
   */
  properties[PROP_LAST] = g_param_spec_boxed ("last", NULL, NULL, G_TYPE_DATE, GENG_READABLE);
  /**
   * GengFinding:amount:
   *
   * How much is too much or too little, in the unit of the rule.
   */
  properties[PROP_AMOUNT]
      = g_param_spec_int64 ("amount", NULL, NULL, G_MININT64, G_MAXINT64, 0, GENG_READABLE);
  /**
   * GengFinding:cost:
   *
   * Its price in points × %GENG_POINT; 0 if it is not soft.
   */
  properties[PROP_COST]
      = g_param_spec_int64 ("cost", NULL, NULL, G_MININT64, G_MAXINT64, 0, GENG_READABLE);
  /**
   * GengFinding:message:
   *
   * What is the matter, in words.
   */
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_finding_init (GengFinding *self)
{
  self->members = g_ptr_array_new_with_free_func (g_object_unref);
}

/* members: (nullable), dates: (nullable); everything is copied or referenced. */
GengFinding *
geng_finding_new (GengSeverity severity,
                  const char *rule,
                  GPtrArray *members,
                  GengDemand *demand,
                  const GDate *first,
                  const GDate *last,
                  gint64 amount,
                  gint64 cost,
                  const char *message)
{
  GengFinding *self = g_object_new (GENG_TYPE_FINDING, NULL);

  self->severity = severity;
  self->rule = g_strdup (rule);
  for (guint i = 0; members && i < members->len; i++)
    g_ptr_array_add (self->members, g_object_ref (members->pdata[i]));
  g_set_object (&self->demand, demand);
  geng_field_set_date (&self->first, first);
  geng_field_set_date (&self->last, last);
  self->amount = amount;
  self->cost = cost;
  self->message = g_strdup (message);
  return self;
}

static gboolean
same_members (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (a->pdata[i] != b->pdata[i])
      return FALSE;
  return TRUE;
}

gboolean
geng_finding_equal (GengFinding *a, GengFinding *b)
{
  return a->severity == b->severity && a->amount == b->amount && a->cost == b->cost
         && a->demand == b->demand && g_date_compare (a->first, b->first) == 0
         && g_date_compare (a->last, b->last) == 0 && g_strcmp0 (a->rule, b->rule) == 0
         && g_strcmp0 (a->message, b->message) == 0 && same_members (a->members, b->members);
}

/**
 * geng_finding_get_severity:
 * @self: a #GengFinding
 *
 * Returns: how bad it is
 */
GengSeverity
geng_finding_get_severity (GengFinding *self)
{
  g_return_val_if_fail (GENG_IS_FINDING (self), 0);
  return self->severity;
}

/**
 * geng_finding_get_rule:
 * @self: a #GengFinding
 *
 * Returns: the kind of rule
 */
const char *
geng_finding_get_rule (GengFinding *self)
{
  g_return_val_if_fail (GENG_IS_FINDING (self), NULL);
  return self->rule;
}

/**
 * geng_finding_list_members:
 * @self: a #GengFinding
 *
 * Returns: (transfer container) (element-type GengMember): whom it is about; may be empty
 */
GPtrArray *
geng_finding_list_members (GengFinding *self)
{
  g_return_val_if_fail (GENG_IS_FINDING (self), NULL);
  return geng_array_copy (self->members, GENG_TYPE_MEMBER);
}

/**
 * geng_finding_get_demand:
 * @self: a #GengFinding
 *
 * Returns: (transfer none) (nullable): the demand it is about
 */
GengDemand *
geng_finding_get_demand (GengFinding *self)
{
  g_return_val_if_fail (GENG_IS_FINDING (self), NULL);
  return self->demand;
}

/**
 * geng_finding_get_first:
 * @self: a #GengFinding
 *
 * Returns: (transfer none) (nullable): its first duty day
 */
const GDate *
geng_finding_get_first (GengFinding *self)
{
  g_return_val_if_fail (GENG_IS_FINDING (self), NULL);
  return self->first;
}

/**
 * geng_finding_get_last:
 * @self: a #GengFinding
 *
 * Returns: (transfer none) (nullable): its last duty day
 */
const GDate *
geng_finding_get_last (GengFinding *self)
{
  g_return_val_if_fail (GENG_IS_FINDING (self), NULL);
  return self->last;
}

/**
 * geng_finding_get_amount:
 * @self: a #GengFinding
 *
 * Returns: how much is too much or too little, in the unit of the rule
 */
gint64
geng_finding_get_amount (GengFinding *self)
{
  g_return_val_if_fail (GENG_IS_FINDING (self), 0);
  return self->amount;
}

/**
 * geng_finding_get_cost:
 * @self: a #GengFinding
 *
 * Returns: its price in points × %GENG_POINT; 0 if it is not soft
 */
gint64
geng_finding_get_cost (GengFinding *self)
{
  g_return_val_if_fail (GENG_IS_FINDING (self), 0);
  return self->cost;
}

/**
 * geng_finding_get_message:
 * @self: a #GengFinding
 *
 * Returns: what is the matter, in words
 */
const char *
geng_finding_get_message (GengFinding *self)
{
  g_return_val_if_fail (GENG_IS_FINDING (self), NULL);
  return self->message;
}
