/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"

/**
 * GengRuleWhat:
 *
 * What a rule counts, or what one day of a sequence is: a word of the rules' language, like
 * `nights`, `hours` or `holiday:除夕`, or a shift, a window or a post of the station.
 */

struct _GengRuleWhat
{
  GObject parent_instance;

  char *word;         /* (nullable) */
  GengEntity *entity; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (GengRuleWhat, geng_rule_what, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_WORD,
  PROP_ENTITY,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_rule_what_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengRuleWhat *self = GENG_RULE_WHAT (object);

  switch (id)
    {
    case PROP_WORD:
      g_value_set_string (value, self->word);
      break;
    case PROP_ENTITY:
      g_value_set_object (value, self->entity);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_rule_what_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengRuleWhat *self = GENG_RULE_WHAT (object);

  switch (id)
    {
    case PROP_WORD:
      self->word = g_value_dup_string (value);
      break;
    case PROP_ENTITY:
      self->entity = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_rule_what_finalize (GObject *object)
{
  GengRuleWhat *self = GENG_RULE_WHAT (object);

  g_clear_pointer (&self->word, g_free);
  g_clear_object (&self->entity);
  G_OBJECT_CLASS (geng_rule_what_parent_class)->finalize (object);
}

static void
geng_rule_what_class_init (GengRuleWhatClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_rule_what_get_property;
  object_class->set_property = geng_rule_what_set_property;
  object_class->finalize = geng_rule_what_finalize;

  /**
   * GengRuleWhat:word:
   *
   * The word, in English; %NULL where it is an entity.
   */
  properties[PROP_WORD] = g_param_spec_string ("word", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleWhat:entity:
   *
   * The shift, window or post; %NULL where it is a word.
   */
  properties[PROP_ENTITY]
      = g_param_spec_object ("entity", NULL, NULL, GENG_TYPE_ENTITY, GENG_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_rule_what_init (GengRuleWhat *self)
{
}

/**
 * geng_rule_what_new_for_word:
 * @word: a word of [method@RuleParameter.get_words], or `holiday:` and a name
 *
 * Returns: (transfer full): what the word counts
 */
GengRuleWhat *
geng_rule_what_new_for_word (const char *word)
{
  g_return_val_if_fail (word != NULL, NULL);
  return g_object_new (GENG_TYPE_RULE_WHAT, "word", word, NULL);
}

/**
 * geng_rule_what_new_for_entity:
 * @entity: a shift, a window or a post
 *
 * Returns: (transfer full): its duties
 */
GengRuleWhat *
geng_rule_what_new_for_entity (GengEntity *entity)
{
  g_return_val_if_fail (GENG_IS_ENTITY (entity), NULL);
  return g_object_new (GENG_TYPE_RULE_WHAT, "entity", entity, NULL);
}

/**
 * geng_rule_what_get_word:
 * @self: what is counted
 *
 * Returns: (nullable): the word, in English; %NULL where it is an entity
 */
const char *
geng_rule_what_get_word (GengRuleWhat *self)
{
  g_return_val_if_fail (GENG_IS_RULE_WHAT (self), NULL);
  return self->word;
}

/**
 * geng_rule_what_get_entity:
 * @self: what is counted
 *
 * Returns: (transfer none) (nullable): the shift, window or post; %NULL where it is a word
 */
GengEntity *
geng_rule_what_get_entity (GengRuleWhat *self)
{
  g_return_val_if_fail (GENG_IS_RULE_WHAT (self), NULL);
  return self->entity;
}
