/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-change.h"
#include "geng-field.h"
#include "geng-text.h"

/**
 * GengRule:
 *
 * A limit or a wish about rosters (规则): a kind and its limits as people write them, like `hours`
 * and `140..184 target 168`. The kinds are read by the rules, not here.
 */

struct _GengRule
{
  GObject parent_instance;

  char *kind;
  char *text;
  char *place;
  char *part;
};

G_DEFINE_FINAL_TYPE (GengRule, geng_rule, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_KIND,
  PROP_TEXT,
  PROP_PLACE,
  PROP_PART,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_rule_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengRule *self = GENG_RULE (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_PART:
      g_value_set_string (value, self->part);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_rule_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengRule *self = GENG_RULE (object);

  switch (id)
    {
    case PROP_KIND:
      self->kind = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_TEXT:
      self->text = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_PLACE:
      geng_rule_set_place (self, g_value_get_string (value));
      break;
    case PROP_PART:
      geng_rule_set_part (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_rule_constructed (GObject *object)
{
  GengRule *self = GENG_RULE (object);

  if (!self->kind)
    self->kind = g_strdup ("");
  if (!self->text)
    self->text = g_strdup ("");
  G_OBJECT_CLASS (geng_rule_parent_class)->constructed (object);
}

static void
geng_rule_finalize (GObject *object)
{
  GengRule *self = GENG_RULE (object);

  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->part, g_free);
  G_OBJECT_CLASS (geng_rule_parent_class)->finalize (object);
}

static void
geng_rule_class_init (GengRuleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_rule_get_property;
  object_class->set_property = geng_rule_set_property;
  object_class->constructed = geng_rule_constructed;
  object_class->finalize = geng_rule_finalize;
  geng_change_watch (object_class);

  /**
   * GengRule:kind:
   *
   * Its kind, like `hours`.
   */
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRule:text:
   *
   * Its limits, as written.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRule:place:
   *
   * Where it is written, for messages: a file and a line.
   */
  properties[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengRule:part:
   *
   * Of a zone's planning station, the id of the station or pool that says the rule: what its text
   * names is looked for there, and what the station says holds for its members alone.  %NULL
   * where a station is by itself.
   */
  properties[PROP_PART] = g_param_spec_string ("part", NULL, NULL, NULL, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_rule_init (GengRule *self)
{
}

/**
 * geng_rule_new:
 * @kind: its kind, like `hours`
 * @text: its limits, like `140..184 target 168`
 *
 * Returns: (transfer full): a new rule
 */
GengRule *
geng_rule_new (const char *kind, const char *text)
{
  g_return_val_if_fail (kind && text, NULL);
  return g_object_new (GENG_TYPE_RULE, "kind", kind, "text", text, NULL);
}

/**
 * geng_rule_get_kind:
 * @self: a #GengRule
 *
 * Returns: its kind, like `hours`
 */
const char *
geng_rule_get_kind (GengRule *self)
{
  g_return_val_if_fail (GENG_IS_RULE (self), NULL);
  return self->kind;
}

/**
 * geng_rule_get_text:
 * @self: a #GengRule
 *
 * Returns: its limits, as written
 */
const char *
geng_rule_get_text (GengRule *self)
{
  g_return_val_if_fail (GENG_IS_RULE (self), NULL);
  return self->text;
}

/**
 * geng_rule_get_place:
 * @self: a #GengRule
 *
 * Returns: (nullable): where it is written, for messages: a file and a line
 */
const char *
geng_rule_get_place (GengRule *self)
{
  g_return_val_if_fail (GENG_IS_RULE (self), NULL);
  return self->place;
}

/**
 * geng_rule_set_place:
 * @self: a #GengRule
 * @place: (nullable): where it is written, for messages: a file and a line
 *
 * Sets #GengRule:place. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_rule_set_place (GengRule *self, const char *place)
{
  g_return_if_fail (GENG_IS_RULE (self));

  if (geng_field_set_text (&self->place, place))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
}

/**
 * geng_rule_get_part:
 * @self: a #GengRule
 *
 * Returns: (nullable): the station or pool of a zone that says it, as in #GengRule:part
 */
const char *
geng_rule_get_part (GengRule *self)
{
  g_return_val_if_fail (GENG_IS_RULE (self), NULL);
  return self->part;
}

/**
 * geng_rule_set_part:
 * @self: a #GengRule
 * @part: (nullable): the id of a station or pool of a zone
 *
 * Sets #GengRule:part.
 */
void
geng_rule_set_part (GengRule *self, const char *part)
{
  g_return_if_fail (GENG_IS_RULE (self));

  if (geng_field_set_text (&self->part, part))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PART]);
}
