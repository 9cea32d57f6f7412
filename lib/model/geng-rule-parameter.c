/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-parameter-private.h"

#include "geng-field.h"
#include "geng-language.h"

#include <gio/gio.h>

/**
 * GengRuleParameter:
 *
 * One value of a rule's text, in the order in which they stand there: its name, what it is, its
 * unit and bounds, and what holds where it is left out.  A form can be made of them, and
 * [class@RuleValues] has the values themselves.
 */

struct _GengRuleParameter
{
  GObject parent_instance;

  char *name;
  char *title;
  char *chinese_title; /* (nullable) */
  GengRuleParameterType type;
  GengRuleUnit unit;
  int minimum, maximum;
  char *otherwise; /* (nullable) */
  char **words;    /* (nullable) */
  GengRuleSyntax syntax;
};

G_DEFINE_FINAL_TYPE (GengRuleParameter, geng_rule_parameter, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_TITLE,
  PROP_CHINESE_TITLE,
  PROP_VALUE_TYPE,
  PROP_UNIT,
  PROP_MINIMUM,
  PROP_MAXIMUM,
  PROP_OTHERWISE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_rule_parameter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengRuleParameter *self = GENG_RULE_PARAMETER (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_CHINESE_TITLE:
      g_value_set_string (value, self->chinese_title);
      break;
    case PROP_VALUE_TYPE:
      g_value_set_enum (value, self->type);
      break;
    case PROP_UNIT:
      g_value_set_enum (value, self->unit);
      break;
    case PROP_MINIMUM:
      g_value_set_int (value, self->minimum);
      break;
    case PROP_MAXIMUM:
      g_value_set_int (value, self->maximum);
      break;
    case PROP_OTHERWISE:
      g_value_set_string (value, self->otherwise);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_rule_parameter_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengRuleParameter *self = GENG_RULE_PARAMETER (object);

  switch (id)
    {
    case PROP_NAME:
      self->name = g_value_dup_string (value);
      break;
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;
    case PROP_CHINESE_TITLE:
      self->chinese_title = g_value_dup_string (value);
      break;
    case PROP_VALUE_TYPE:
      self->type = g_value_get_enum (value);
      break;
    case PROP_UNIT:
      self->unit = g_value_get_enum (value);
      break;
    case PROP_MINIMUM:
      self->minimum = g_value_get_int (value);
      break;
    case PROP_MAXIMUM:
      self->maximum = g_value_get_int (value);
      break;
    case PROP_OTHERWISE:
      self->otherwise = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_rule_parameter_constructed (GObject *object)
{
  GengRuleParameter *self = GENG_RULE_PARAMETER (object);

  if (self->name == NULL)
    self->name = g_strdup ("");
  if (self->title == NULL)
    self->title = g_strdup (self->name);
  G_OBJECT_CLASS (geng_rule_parameter_parent_class)->constructed (object);
}

static void
geng_rule_parameter_finalize (GObject *object)
{
  GengRuleParameter *self = GENG_RULE_PARAMETER (object);

  g_free (self->name);
  g_free (self->title);
  g_free (self->chinese_title);
  g_free (self->otherwise);
  g_strfreev (self->words);
  G_OBJECT_CLASS (geng_rule_parameter_parent_class)->finalize (object);
}

static void
geng_rule_parameter_class_init (GengRuleParameterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_rule_parameter_get_property;
  object_class->set_property = geng_rule_parameter_set_property;
  object_class->constructed = geng_rule_parameter_constructed;
  object_class->finalize = geng_rule_parameter_finalize;

  /**
   * GengRuleParameter:name:
   *
   * As programs call it.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleParameter:title:
   *
   * What it is, in a reader's words, in English.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleParameter:chinese-title:
   *
   * The same in Chinese.
   */
  properties[PROP_CHINESE_TITLE]
      = g_param_spec_string ("chinese-title", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleParameter:value-type:
   *
   * What kind of value it takes.
   */
  properties[PROP_VALUE_TYPE]
      = g_param_spec_enum ("value-type", NULL, NULL, GENG_TYPE_RULE_PARAMETER_TYPE,
                           GENG_RULE_PARAMETER_TYPE_NUMBER, GENG_CONSTRUCT);
  /**
   * GengRuleParameter:unit:
   *
   * What a number or a range counts.
   */
  properties[PROP_UNIT] = g_param_spec_enum ("unit", NULL, NULL, GENG_TYPE_RULE_UNIT,
                                             GENG_RULE_UNIT_COUNT, GENG_CONSTRUCT);
  /**
   * GengRuleParameter:minimum:
   *
   * The least value of a number or a range, in the unit that is kept.
   */
  properties[PROP_MINIMUM]
      = g_param_spec_int ("minimum", NULL, NULL, G_MININT, G_MAXINT, 0, GENG_CONSTRUCT);
  /**
   * GengRuleParameter:maximum:
   *
   * The largest value of a number or a range, in the unit that is kept.
   */
  properties[PROP_MAXIMUM]
      = g_param_spec_int ("maximum", NULL, NULL, G_MININT, G_MAXINT, G_MAXINT, GENG_CONSTRUCT);
  /**
   * GengRuleParameter:otherwise:
   *
   * What holds where it is left out, as it would be written; %NULL where it must stand there.
   */
  properties[PROP_OTHERWISE] = g_param_spec_string ("otherwise", NULL, NULL, NULL, GENG_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_rule_parameter_init (GengRuleParameter *self)
{
}

/**
 * geng_rule_parameter_new:
 * @name: as programs call it, and of a flag the word itself
 * @title: what it is, in a reader's words
 * @type: what kind of value it takes
 * @unit: of a number or range, what it counts
 * @minimum: of a number or range, the least value
 * @maximum: the largest
 * @otherwise: (nullable): what holds where it is left out, as it would be written: `2..5` of a
 *   range, empty for a flag, members or a weight that need not be there; %NULL: it must stand there
 *
 * Returns: (transfer full): a new parameter
 */
GengRuleParameter *
geng_rule_parameter_new (const char *name,
                         const char *title,
                         GengRuleParameterType type,
                         GengRuleUnit unit,
                         int minimum,
                         int maximum,
                         const char *otherwise)
{
  g_return_val_if_fail (name != NULL && title != NULL, NULL);
  return g_object_new (GENG_TYPE_RULE_PARAMETER, "name", name, "title", title, "value-type", type,
                       "unit", unit, "minimum", minimum, "maximum", maximum, "otherwise", otherwise,
                       NULL);
}

/**
 * geng_rule_parameter_get_name:
 * @self: a parameter
 *
 * Returns: as programs call it
 */
const char *
geng_rule_parameter_get_name (GengRuleParameter *self)
{
  g_return_val_if_fail (GENG_IS_RULE_PARAMETER (self), NULL);
  return self->name;
}

/**
 * geng_rule_parameter_get_title:
 * @self: a parameter
 * @language: (nullable): `zh` or `en`; %NULL: that of the program
 *
 * Returns: what it is, in a reader's words; in English where there are no Chinese ones
 */
const char *
geng_rule_parameter_get_title (GengRuleParameter *self, const char *language)
{
  g_return_val_if_fail (GENG_IS_RULE_PARAMETER (self), NULL);
  return geng_language_pick (language, self->title, self->chinese_title);
}

/**
 * geng_rule_parameter_get_value_type:
 * @self: a parameter
 *
 * Returns: what kind of value it takes
 */
GengRuleParameterType
geng_rule_parameter_get_value_type (GengRuleParameter *self)
{
  g_return_val_if_fail (GENG_IS_RULE_PARAMETER (self), GENG_RULE_PARAMETER_TYPE_NUMBER);
  return self->type;
}

/**
 * geng_rule_parameter_get_unit:
 * @self: a parameter
 *
 * Returns: of a number or range, what it counts
 */
GengRuleUnit
geng_rule_parameter_get_unit (GengRuleParameter *self)
{
  g_return_val_if_fail (GENG_IS_RULE_PARAMETER (self), GENG_RULE_UNIT_COUNT);
  return self->unit;
}

/**
 * geng_rule_parameter_get_minimum:
 * @self: a parameter
 *
 * Returns: of a number or range, the least value, in the unit that is kept
 */
int
geng_rule_parameter_get_minimum (GengRuleParameter *self)
{
  g_return_val_if_fail (GENG_IS_RULE_PARAMETER (self), 0);
  return self->minimum;
}

/**
 * geng_rule_parameter_get_maximum:
 * @self: a parameter
 *
 * Returns: of a number or range, the largest value, in the unit that is kept
 */
int
geng_rule_parameter_get_maximum (GengRuleParameter *self)
{
  g_return_val_if_fail (GENG_IS_RULE_PARAMETER (self), 0);
  return self->maximum;
}

/**
 * geng_rule_parameter_get_otherwise:
 * @self: a parameter
 *
 * Returns: (nullable): what holds where it is left out, as it would be written; %NULL where it must
 *   stand there
 */
const char *
geng_rule_parameter_get_otherwise (GengRuleParameter *self)
{
  g_return_val_if_fail (GENG_IS_RULE_PARAMETER (self), NULL);
  return self->otherwise;
}

/**
 * geng_rule_parameter_get_words:
 * @self: a parameter
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): of what is counted, the words that
 *   may stand there beside shifts, windows and posts; of a span, the words that may follow `per`;
 *   in English
 */
const char *const *
geng_rule_parameter_get_words (GengRuleParameter *self)
{
  g_return_val_if_fail (GENG_IS_RULE_PARAMETER (self), NULL);
  return (const char *const *) self->words;
}

/**
 * geng_rule_parameter_get_holds:
 * @self: a parameter
 *
 * Returns: the type that a #GValue of it holds, as [enum@RuleParameterType] says
 */
GType
geng_rule_parameter_get_holds (GengRuleParameter *self)
{
  const GType types[] = {
    [GENG_RULE_PARAMETER_TYPE_WHAT] = GENG_TYPE_RULE_WHAT,
    [GENG_RULE_PARAMETER_TYPE_SPAN] = G_TYPE_STRING,
    [GENG_RULE_PARAMETER_TYPE_RANGE] = G_TYPE_VARIANT,
    [GENG_RULE_PARAMETER_TYPE_NUMBER] = G_TYPE_INT,
    [GENG_RULE_PARAMETER_TYPE_HOLD] = G_TYPE_INT,
    [GENG_RULE_PARAMETER_TYPE_FLAG] = G_TYPE_BOOLEAN,
    [GENG_RULE_PARAMETER_TYPE_PATTERN] = G_TYPE_LIST_MODEL,
    [GENG_RULE_PARAMETER_TYPE_MEMBERS] = G_TYPE_LIST_MODEL,
    [GENG_RULE_PARAMETER_TYPE_CYCLE] = GENG_TYPE_CYCLE,
    [GENG_RULE_PARAMETER_TYPE_TIMES] = G_TYPE_STRV,
    [GENG_RULE_PARAMETER_TYPE_ROLE] = GENG_TYPE_ENTITY,
    [GENG_RULE_PARAMETER_TYPE_SHIFT] = GENG_TYPE_SHIFT,
    [GENG_RULE_PARAMETER_TYPE_POST] = GENG_TYPE_POST,
  };

  g_return_val_if_fail (GENG_IS_RULE_PARAMETER (self), G_TYPE_NONE);
  return types[self->type];
}

void
geng_rule_parameter_set_syntax (GengRuleParameter *self, const GengRuleSyntax *syntax)
{
  self->syntax = *syntax;
}

const GengRuleSyntax *
geng_rule_parameter_get_syntax (GengRuleParameter *self)
{
  return &self->syntax;
}

void
geng_rule_parameter_set_words (GengRuleParameter *self, const char *const *words)
{
  g_strfreev (self->words);
  self->words = g_strdupv ((char **) words);
}

/* -- examples -- */

G_DEFINE_BOXED_TYPE (GengRuleExample,
                     geng_rule_example,
                     geng_rule_example_copy,
                     geng_rule_example_free)

/**
 * geng_rule_example_copy:
 * @self: an example
 *
 * Returns: (transfer full): the same
 */
GengRuleExample *
geng_rule_example_copy (const GengRuleExample *self)
{
  GengRuleExample *copy;

  g_return_val_if_fail (self != NULL, NULL);
  copy = g_new0 (GengRuleExample, 1);
  copy->text = g_strdup (self->text);
  copy->chinese = g_strdup (self->chinese);
  copy->title = g_strdup (self->title);
  copy->chinese_title = g_strdup (self->chinese_title);
  return copy;
}

/**
 * geng_rule_example_free: (skip)
 * @self: (transfer full) (nullable): an example
 *
 * Frees it.
 */
void
geng_rule_example_free (GengRuleExample *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->chinese);
  g_free (self->title);
  g_free (self->chinese_title);
  g_free (self);
}
