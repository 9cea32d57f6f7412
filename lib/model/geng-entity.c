/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-change.h"
#include "geng-field.h"
#include "geng-text.h"

/**
 * GengEntity:
 *
 * What a station keeps under an id: members, teams, posts, … The id is for files and programs and
 * never changes; the name is for people.
 */

typedef struct
{
  char *id;
  char *name;
} GengEntityPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GengEntity, geng_entity, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_entity_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengEntity *self = GENG_ENTITY (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, geng_entity_get_id (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, geng_entity_get_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_entity_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengEntity *self = GENG_ENTITY (object);
  GengEntityPrivate *priv = geng_entity_get_instance_private (self);

  switch (id)
    {
    case PROP_ID:
      g_free (priv->id);
      priv->id = g_value_get_string (value) ? g_value_dup_string (value) : g_strdup ("");
      break;
    case PROP_NAME:
      geng_entity_set_name (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_entity_finalize (GObject *object)
{
  GengEntityPrivate *priv = geng_entity_get_instance_private (GENG_ENTITY (object));

  g_clear_pointer (&priv->id, g_free);
  g_clear_pointer (&priv->name, g_free);
  G_OBJECT_CLASS (geng_entity_parent_class)->finalize (object);
}

static void
geng_entity_class_init (GengEntityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_entity_get_property;
  object_class->set_property = geng_entity_set_property;
  object_class->finalize = geng_entity_finalize;
  geng_change_watch (object_class);

  /**
   * GengEntity:id:
   *
   * Unique among the entities of its kind in a station: letters, digits, `-` and `_`.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengEntity:name:
   *
   * What people call it; the id where no name was given.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_entity_init (GengEntity *self)
{
}

/**
 * geng_entity_get_id:
 * @self: a #GengEntity
 *
 * Returns: the id, unique among the entities of its kind in a station
 */
const char *
geng_entity_get_id (GengEntity *self)
{
  GengEntityPrivate *priv;

  g_return_val_if_fail (GENG_IS_ENTITY (self), NULL);
  priv = geng_entity_get_instance_private (self);
  return priv->id;
}

/**
 * geng_entity_get_name:
 * @self: a #GengEntity
 *
 * Returns: what people call it; the id where no name was given
 */
const char *
geng_entity_get_name (GengEntity *self)
{
  GengEntityPrivate *priv;

  g_return_val_if_fail (GENG_IS_ENTITY (self), NULL);
  priv = geng_entity_get_instance_private (self);
  return priv->name ? priv->name : priv->id;
}

/**
 * geng_entity_set_name:
 * @self: a #GengEntity
 * @name: (nullable): what people call it; %NULL or blanks for the id
 *
 * Sets #GengEntity:name.  The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_entity_set_name (GengEntity *self, const char *name)
{
  GengEntityPrivate *priv;

  g_return_if_fail (GENG_IS_ENTITY (self));
  priv = geng_entity_get_instance_private (self);
  if (geng_field_set_text (&priv->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * geng_is_control:
 * @c: a character
 *
 * Whether a character is a control: one that does something instead of being read.  Of these are
 * the controls of ASCII and of ISO 8859 (a new line and a tab among them), the separators of lines
 * and paragraphs, the byte order mark, and the signs that turn the direction of the text around
 * them.  The library keeps none in a text; who prints what others wrote should show them otherwise.
 *
 * Returns: whether it is
 */
gboolean
geng_is_control (gunichar c)
{
  return geng_text_is_control (c);
}
