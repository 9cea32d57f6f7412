/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-def.h"
#include "geng-value.h"

#include "geng-field.h"
#include "geng-gettext.h"
#include "geng-own-kind.h"
#include "geng-rule-kind-private.h"

/**
 * GengRuleValues:
 *
 * What a rule says, value by value: a form's fields, or a rule that a program makes without writing
 * its text.
 *
 * The names are those of the kind's parameters ([method@RuleKind.list_parameters]), and
 * [enum@RuleParameterType] says what a #GValue of each holds: a member is a #GengMember and not its
 * id.  They belong to one station.  What is read from a rule ([ctor@RuleValues.new_from_rule]) is
 * changed and becomes a new rule ([method@RuleValues.to_rule]): a rule's own text never changes.
 *
 * The written forms say the same and are read again: the text in English and in Chinese
 * ([method@RuleValues.to_string]), JSON, and #GVariant.
 */

struct _GengRuleValues
{
  GObject parent_instance;

  GengStation *station;
  GengRuleKind *kind;
  char *part; /* (nullable) */
  GengValues own;
};

G_DEFINE_FINAL_TYPE (GengRuleValues, geng_rule_values, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATION,
  PROP_KIND,
  PROP_PART,
  PROP_LIFTS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_rule_values_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengRuleValues *self = GENG_RULE_VALUES (object);

  switch (id)
    {
    case PROP_STATION:
      g_value_set_object (value, self->station);
      break;
    case PROP_KIND:
      g_value_set_object (value, self->kind);
      break;
    case PROP_PART:
      g_value_set_string (value, self->part);
      break;
    case PROP_LIFTS:
      g_value_set_boolean (value, self->own.lifts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_rule_values_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengRuleValues *self = GENG_RULE_VALUES (object);

  switch (id)
    {
    case PROP_STATION:
      self->station = g_value_dup_object (value);
      break;
    case PROP_KIND:
      self->kind = g_value_dup_object (value);
      break;
    case PROP_PART:
      self->part = g_value_dup_string (value);
      break;
    case PROP_LIFTS:
      geng_rule_values_set_lifts (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_rule_values_constructed (GObject *object)
{
  GengRuleValues *self = GENG_RULE_VALUES (object);

  self->own.station = self->station;
  self->own.part = self->part;
  self->own.kind = self->kind != NULL ? geng_rule_kind_get_name (self->kind) : "";
  self->own.parameters
      = self->kind != NULL ? geng_rule_kind_list_parameters (self->kind) : g_ptr_array_new ();
  self->own.values = geng_value_table_new ();
  G_OBJECT_CLASS (geng_rule_values_parent_class)->constructed (object);
}

static void
geng_rule_values_finalize (GObject *object)
{
  GengRuleValues *self = GENG_RULE_VALUES (object);

  g_hash_table_unref (self->own.values);
  g_ptr_array_unref (self->own.parameters);
  g_clear_object (&self->station);
  g_clear_object (&self->kind);
  g_free (self->part);
  G_OBJECT_CLASS (geng_rule_values_parent_class)->finalize (object);
}

static void
geng_rule_values_class_init (GengRuleValuesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_rule_values_get_property;
  object_class->set_property = geng_rule_values_set_property;
  object_class->constructed = geng_rule_values_constructed;
  object_class->finalize = geng_rule_values_finalize;

  /**
   * GengRuleValues:station:
   *
   * The station whose members, shifts and posts they are.
   */
  properties[PROP_STATION]
      = g_param_spec_object ("station", NULL, NULL, GENG_TYPE_STATION, GENG_CONSTRUCT);
  /**
   * GengRuleValues:kind:
   *
   * What kind of rule it is.
   */
  properties[PROP_KIND]
      = g_param_spec_object ("kind", NULL, NULL, GENG_TYPE_RULE_KIND, GENG_CONSTRUCT);
  /**
   * GengRuleValues:part:
   *
   * Of a zone's planning station, who says the rule, as [property@Rule:part].
   */
  properties[PROP_PART] = g_param_spec_string ("part", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleValues:lifts:
   *
   * The rule says `none`: what wider statements say about the same does not hold.  What it is about
   * is in the values; where there are none, it is all of the kind.
   */
  properties[PROP_LIFTS] = g_param_spec_boolean ("lifts", NULL, NULL, FALSE, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_rule_values_init (GengRuleValues *self)
{
}

static const GengRuleDef *
def_of (GengRuleValues *self)
{
  return self->kind != NULL ? geng_rule_kind_get_def (self->kind) : NULL;
}

/* The station knows the kind, and it has a text. */
static gboolean
is_known (GengStation *station, GengRuleKind *kind, GError **error)
{
  const char *name = kind != NULL ? geng_rule_kind_get_name (kind) : "";
  const GengRuleDef *def = kind != NULL ? geng_rule_kind_get_def (kind) : NULL;

  if (station != NULL && def != NULL && def->parse != NULL
      && geng_rule_def_lookup (station, name) == def)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
               _ ("rule “%s”: it should be a kind with a text that the station knows"), name);
  return FALSE;
}

static GengRuleValues *
new_values (GengStation *station, GengRuleKind *kind, const char *part)
{
  return g_object_new (GENG_TYPE_RULE_VALUES, "station", station, "kind", kind, "part", part, NULL);
}

/**
 * geng_rule_values_new:
 * @station: a station
 * @kind: a shipped kind, or one of the station's own
 * @error: return location
 *
 * Returns: (transfer full): values of which none is set; %NULL with %GENG_ERROR_UNKNOWN for a kind
 *   that the station does not know, or that always holds and has no text
 */
GengRuleValues *
geng_rule_values_new (GengStation *station, GengRuleKind *kind, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_RULE_KIND (kind), NULL);
  return is_known (station, kind, error) ? new_values (station, kind, NULL) : NULL;
}

/* (transfer none) */
static GengRuleKind *
kind_of (const GengRuleDef *def)
{
  return def->own != NULL ? def->own : geng_rule_kind_lookup (def->name);
}

/**
 * geng_rule_values_new_from_rule:
 * @station: the station whose members, shifts, posts and roles it may name
 * @rule: a rule, of the station or of none
 * @error: return location
 *
 * Reads the values of a rule's text.
 *
 * Returns: (transfer full): the values; %NULL with %GENG_ERROR_UNKNOWN or %GENG_ERROR_INVALID, as
 *   [method@Rule.check] says
 */
GengRuleValues *
geng_rule_values_new_from_rule (GengStation *station, GengRule *rule, GError **error)
{
  g_autoptr (GengRuleValues) self = NULL;
  const GengRuleDef *def;
  GengRuleText text;

  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_RULE (rule), NULL);
  if (!geng_rule_check (rule, station, NULL, error))
    return NULL;
  def = geng_rule_def_lookup (station, geng_rule_get_kind (rule));
  self = new_values (station, kind_of (def), geng_rule_get_part (rule));
  geng_rule_text_init (&text, geng_rule_get_text (rule));
  text.part = self->part;
  if (!geng_values_read (&self->own, &text, error))
    {
      g_prefix_error (error, _ ("rule “%s”: "), self->own.kind);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * geng_rule_values_get_station:
 * @self: values of a rule
 *
 * Returns: (transfer none): the station whose members, shifts and posts they are
 */
GengStation *
geng_rule_values_get_station (GengRuleValues *self)
{
  g_return_val_if_fail (GENG_IS_RULE_VALUES (self), NULL);
  return self->station;
}

/**
 * geng_rule_values_get_kind:
 * @self: values of a rule
 *
 * Returns: (transfer none): what kind of rule it is
 */
GengRuleKind *
geng_rule_values_get_kind (GengRuleValues *self)
{
  g_return_val_if_fail (GENG_IS_RULE_VALUES (self), NULL);
  return self->kind;
}

/**
 * geng_rule_values_get_lifts:
 * @self: values of a rule
 *
 * Returns: whether the rule says `none`, as in [property@RuleValues:lifts]
 */
gboolean
geng_rule_values_get_lifts (GengRuleValues *self)
{
  g_return_val_if_fail (GENG_IS_RULE_VALUES (self), FALSE);
  return self->own.lifts;
}

/**
 * geng_rule_values_set_lifts:
 * @self: values of a rule
 * @lifts: the rule says `none`
 *
 * Sets [property@RuleValues:lifts].
 */
void
geng_rule_values_set_lifts (GengRuleValues *self, gboolean lifts)
{
  g_return_if_fail (GENG_IS_RULE_VALUES (self));
  if (self->own.lifts == !!lifts)
    return;
  self->own.lifts = !!lifts;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIFTS]);
}

/**
 * geng_rule_values_get_value:
 * @self: values of a rule
 * @name: of a parameter of the kind
 * @value: (out caller-allocates): its value
 *
 * Gets a value, as [enum@RuleParameterType] says.
 *
 * Returns: %FALSE where it is left out, and nothing holds in its place, or the kind has no such
 *   parameter
 */
gboolean
geng_rule_values_get_value (GengRuleValues *self, const char *name, GValue *value)
{
  const GValue *found;

  g_return_val_if_fail (GENG_IS_RULE_VALUES (self) && name != NULL && value != NULL, FALSE);
  found = geng_values_lookup (&self->own, name);
  if (found == NULL)
    return FALSE;
  g_value_init (value, G_VALUE_TYPE (found));
  g_value_copy (found, value);
  return TRUE;
}

/**
 * geng_rule_values_set_value:
 * @self: values of a rule
 * @name: of a parameter of the kind
 * @value: (nullable): its value, as [enum@RuleParameterType] says; %NULL leaves it out
 * @error: return location
 *
 * Sets a value.  What is counted comes before how many of it.
 *
 * Returns: %FALSE with %GENG_ERROR_UNKNOWN where the kind has no such parameter, and with
 *   %GENG_ERROR_INVALID for a value of another type, out of its range, or of another station; the
 *   message names the parameter and what it may be, and nothing has changed
 */
gboolean
geng_rule_values_set_value (GengRuleValues *self,
                            const char *name,
                            const GValue *value,
                            GError **error)
{
  GengRuleParameter *parameter;
  GValue *copy;

  g_return_val_if_fail (GENG_IS_RULE_VALUES (self) && name != NULL, FALSE);
  if (!is_known (self->station, self->kind, error))
    return FALSE;
  parameter = geng_values_find (&self->own, name);
  if (parameter == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("rule “%s”: it has no parameter “%s”"),
                   self->own.kind, name);
      return FALSE;
    }
  if (value != NULL && !geng_values_check (&self->own, parameter, value, error))
    return FALSE;
  if (value == NULL)
    {
      g_hash_table_remove (self->own.values, name);
      return TRUE;
    }
  copy = geng_value_new (G_VALUE_TYPE (value));
  g_value_copy (value, copy);
  geng_values_take (&self->own, parameter, copy);
  return TRUE;
}

/* What a kind cannot do without is there. */
static gboolean
is_whole (GengRuleValues *self, GError **error)
{
  for (guint i = 0; i < self->own.parameters->len && !self->own.lifts; i++)
    {
      GengRuleParameter *parameter = self->own.parameters->pdata[i];

      if (geng_rule_parameter_get_otherwise (parameter) == NULL
          && geng_rule_parameter_get_value_type (parameter) != GENG_RULE_PARAMETER_TYPE_HOLD
          && geng_values_lookup (&self->own, geng_rule_parameter_get_name (parameter)) == NULL)
        return geng_values_refuse (&self->own, parameter, error);
    }
  return TRUE;
}

/**
 * geng_rule_values_to_string:
 * @self: values of a rule
 * @language: (nullable): `en` or `zh`; %NULL: that of the program
 * @error: return location
 *
 * Writes the text of the rule.  The Chinese one is the English one word for word; ids stay as they
 * are.
 *
 * Returns: (transfer full): the text, which is read as the same values; %NULL with
 *   %GENG_ERROR_INVALID where something is missing, or one value does not go with another
 */
char *
geng_rule_values_to_string (GengRuleValues *self, const char *language, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (GENG_IS_RULE_VALUES (self), NULL);
  if (!is_known (self->station, self->kind, error) || !is_whole (self, error))
    return NULL;
  text = geng_values_write (&self->own, language);
  if (!geng_rule_check_text (self->station, self->part, def_of (self)->name, text, NULL, error))
    return NULL;
  return g_steal_pointer (&text);
}

/**
 * geng_rule_values_to_rule:
 * @self: values of a rule
 * @error: return location
 *
 * Returns: (transfer full): a rule that says this, which belongs to nobody yet; %NULL with
 *   %GENG_ERROR_INVALID, as [method@RuleValues.to_string] says
 */
GengRule *
geng_rule_values_to_rule (GengRuleValues *self, GError **error)
{
  g_autofree char *text = NULL;
  GengRule *rule;

  g_return_val_if_fail (GENG_IS_RULE_VALUES (self), NULL);
  text = geng_rule_values_to_string (self, "en", error);
  if (text == NULL)
    return NULL;
  rule = geng_rule_new (self->own.kind, text);
  geng_rule_set_part (rule, self->part);
  return rule;
}

/* -- without classes -- */

#define KIND "kind"
#define PART "part"
#define LIFTS "lifts"

/**
 * geng_rule_values_to_variant:
 * @self: values of a rule
 *
 * Returns: (transfer full): a vardict of `kind` and the values by name: numbers, weights and flags
 *   as they are, a range with `least` and `most` where they are not open, all else by its text or
 *   id, and a list as an array of those; `lifts` where the rule says `none`
 */
GVariant *
geng_rule_values_to_variant (GengRuleValues *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (GENG_IS_RULE_VALUES (self), NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", KIND, g_variant_new_string (self->own.kind));
  if (self->part != NULL)
    g_variant_builder_add (&builder, "{sv}", PART, g_variant_new_string (self->part));
  if (self->own.lifts)
    g_variant_builder_add (&builder, "{sv}", LIFTS, g_variant_new_boolean (TRUE));
  for (guint i = 0; i < self->own.parameters->len; i++)
    {
      GengRuleParameter *parameter = self->own.parameters->pdata[i];
      const char *name = geng_rule_parameter_get_name (parameter);
      const GValue *value = geng_values_lookup (&self->own, name);

      if (value != NULL)
        g_variant_builder_add (&builder, "{sv}", name,
                               geng_values_pack (&self->own, parameter, value));
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * geng_rule_values_to_json:
 * @self: values of a rule
 *
 * Returns: (transfer full): [method@RuleValues.to_variant] as JSON; `ruleValues` in
 *   `docs/schema.json`
 */
char *
geng_rule_values_to_json (GengRuleValues *self)
{
  g_autoptr (GVariant) variant = NULL;

  g_return_val_if_fail (GENG_IS_RULE_VALUES (self), NULL);
  variant = geng_rule_values_to_variant (self);
  return geng_json_print_variant (variant);
}

/* In the order of the parameters, for what is counted says how many is written. */
static gboolean
unpack_all (GengRuleValues *self, GVariant *variant, GError **error)
{
  for (guint i = 0; i < self->own.parameters->len; i++)
    {
      GengRuleParameter *parameter = self->own.parameters->pdata[i];
      g_autoptr (GVariant) packed
          = g_variant_lookup_value (variant, geng_rule_parameter_get_name (parameter), NULL);
      GValue *value
          = packed != NULL ? geng_values_unpack (&self->own, parameter, packed, error) : NULL;

      if (packed != NULL && value == NULL)
        return FALSE;
      if (value != NULL)
        geng_values_take (&self->own, parameter, value);
    }
  return TRUE;
}

static gboolean
all_known (GengRuleValues *self, GVariant *variant, GError **error)
{
  GVariantIter iter;
  const char *name;

  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "{&sv}", &name, NULL))
    if (!g_str_equal (name, KIND) && !g_str_equal (name, PART) && !g_str_equal (name, LIFTS)
        && geng_values_find (&self->own, name) == NULL)
      {
        g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                     _ ("rule “%s”: it has no parameter “%s”"), self->own.kind, name);
        return FALSE;
      }
  return TRUE;
}

/**
 * geng_rule_values_new_from_variant:
 * @station: a station
 * @variant: what [method@RuleValues.to_variant] writes
 * @error: return location
 *
 * Returns: (transfer full): the values; %NULL with %GENG_ERROR_UNKNOWN or %GENG_ERROR_INVALID, as
 *   [ctor@RuleValues.new] and [method@RuleValues.set_value] say
 */
GengRuleValues *
geng_rule_values_new_from_variant (GengStation *station, GVariant *variant, GError **error)
{
  g_autoptr (GengRuleValues) self = NULL;
  const GengRuleDef *def;
  const char *kind = "", *part = NULL;
  gboolean lifts = FALSE;

  g_return_val_if_fail (GENG_IS_STATION (station) && variant != NULL, NULL);
  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("a rule's values should be an object with a kind"));
      return NULL;
    }
  g_variant_lookup (variant, KIND, "&s", &kind);
  g_variant_lookup (variant, PART, "&s", &part);
  g_variant_lookup (variant, LIFTS, "b", &lifts);
  def = geng_rule_def_find (station, kind, error);
  if (def == NULL)
    return NULL;
  self = new_values (station, kind_of (def), part);
  self->own.lifts = lifts;
  if (!all_known (self, variant, error) || !unpack_all (self, variant, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * geng_rule_values_new_from_json:
 * @station: a station
 * @json: what [method@RuleValues.to_json] writes
 * @error: return location
 *
 * Returns: (transfer full): the values; %NULL with %GENG_ERROR_UNKNOWN or %GENG_ERROR_INVALID, as
 *   [ctor@RuleValues.new_from_variant] says, and for what is no JSON
 */
GengRuleValues *
geng_rule_values_new_from_json (GengStation *station, const char *json, GError **error)
{
  g_autoptr (GVariant) variant = NULL;

  g_return_val_if_fail (GENG_IS_STATION (station) && json != NULL, NULL);
  variant = geng_json_parse_variant (json, -1, error);
  return variant != NULL ? geng_rule_values_new_from_variant (station, variant, error) : NULL;
}

/**
 * geng_rule_to_string:
 * @self: a rule, of the station or of none
 * @station: the station whose members, shifts, posts and roles it may name
 * @language: (nullable): `en` or `zh`; %NULL: that of the program
 * @error: return location
 *
 * Writes a rule's text in a language, word for word.
 *
 * Returns: (transfer full): the text; %NULL with %GENG_ERROR_UNKNOWN or %GENG_ERROR_INVALID, as
 *   [method@Rule.check] says
 */
char *
geng_rule_to_string (GengRule *self, GengStation *station, const char *language, GError **error)
{
  g_autoptr (GengRuleValues) values = NULL;

  g_return_val_if_fail (GENG_IS_RULE (self) && GENG_IS_STATION (station), NULL);
  values = geng_rule_values_new_from_rule (station, self, error);
  return values != NULL ? geng_rule_values_to_string (values, language, error) : NULL;
}
