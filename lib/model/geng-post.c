/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"

/**
 * GengPost:
 *
 * Where members serve (岗位、网格): a grid, a gate, the desk of the station; with what is checked
 * there.
 */

struct _GengPost
{
  GengEntity parent_instance;

  char **checklist;
  char *location;
  char **kit; /* NULL: as the window says */
  gboolean manned;
};

G_DEFINE_FINAL_TYPE (GengPost, geng_post, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_CHECKLIST,
  PROP_LOCATION,
  PROP_KIT,
  PROP_MANNED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_post_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengPost *self = GENG_POST (object);

  switch (id)
    {
    case PROP_CHECKLIST:
      g_value_set_boxed (value, self->checklist);
      break;
    case PROP_LOCATION:
      g_value_set_string (value, self->location);
      break;
    case PROP_KIT:
      g_value_set_boxed (value, self->kit);
      break;
    case PROP_MANNED:
      g_value_set_boolean (value, self->manned);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_post_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengPost *self = GENG_POST (object);

  switch (id)
    {
    case PROP_CHECKLIST:
      geng_post_set_checklist (self, g_value_get_boxed (value));
      break;
    case PROP_LOCATION:
      geng_post_set_location (self, g_value_get_string (value));
      break;
    case PROP_KIT:
      geng_post_set_kit (self, g_value_get_boxed (value));
      break;
    case PROP_MANNED:
      geng_post_set_manned (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_post_finalize (GObject *object)
{
  GengPost *self = GENG_POST (object);

  g_clear_pointer (&self->checklist, g_strfreev);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->kit, g_strfreev);
  G_OBJECT_CLASS (geng_post_parent_class)->finalize (object);
}

static void
geng_post_class_init (GengPostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_post_get_property;
  object_class->set_property = geng_post_set_property;
  object_class->finalize = geng_post_finalize;

  /**
   * GengPost:checklist:
   *
   * What is looked at on a round, in this order.
   */
  properties[PROP_CHECKLIST]
      = g_param_spec_boxed ("checklist", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  /**
   * GengPost:location:
   *
   * Where it is, as a person would say it.
   */
  properties[PROP_LOCATION] = g_param_spec_string ("location", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengPost:kit:
   *
   * Ids of the pieces that each member on duty here carries in the place of the window's; %NULL:
   * the window's. An empty list is no kit.
   */
  properties[PROP_KIT] = g_param_spec_boxed ("kit", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  /**
   * GengPost:manned:
   *
   * Whether somebody has to be there at every minute (24小时有人): by a demand of its own, or by
   * one of a crew whose demand keeps it.  geng_roster_list_presence() says who is there when.
   */
  properties[PROP_MANNED] = g_param_spec_boolean ("manned", NULL, NULL, FALSE, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_post_init (GengPost *self)
{
}

/**
 * geng_post_new:
 * @id: unique among the posts of a station: letters, digits, `-` and `_`
 * @name: (nullable): what people call it; the id if none
 *
 * Returns: (transfer full): a new post
 */
GengPost *
geng_post_new (const char *id, const char *name)
{
  return g_object_new (GENG_TYPE_POST, "id", id, "name", name, NULL);
}

/**
 * geng_post_get_checklist:
 * @self: a #GengPost
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): what is looked at on a round, in
 * this order
 */
const char *const *
geng_post_get_checklist (GengPost *self)
{
  g_return_val_if_fail (GENG_IS_POST (self), NULL);
  return (const char *const *) self->checklist;
}

/**
 * geng_post_set_checklist:
 * @self: a #GengPost
 * @points: (nullable) (array zero-terminated=1): what is looked at on a round, in this order
 *
 * Sets #GengPost:checklist. The texts are cleaned: ends trimmed, controls made blanks, empty ones
 * and repetitions left out.
 */
void
geng_post_set_checklist (GengPost *self, const char *const *points)
{
  g_return_if_fail (GENG_IS_POST (self));

  if (geng_field_set_texts (&self->checklist, points))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKLIST]);
}

/**
 * geng_post_get_location:
 * @self: a #GengPost
 *
 * Returns: (nullable): where it is, as a person would say it
 */
const char *
geng_post_get_location (GengPost *self)
{
  g_return_val_if_fail (GENG_IS_POST (self), NULL);
  return self->location;
}

/**
 * geng_post_set_location:
 * @self: a #GengPost
 * @location: (nullable): where it is, as a person would say it
 *
 * Sets #GengPost:location. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_post_set_location (GengPost *self, const char *location)
{
  g_return_if_fail (GENG_IS_POST (self));

  if (geng_field_set_text (&self->location, location))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCATION]);
}

/**
 * geng_post_get_kit:
 * @self: a #GengPost
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): ids of the pieces that each member
 *   on duty here carries in the place of the window's; %NULL: the window's
 */
const char *const *
geng_post_get_kit (GengPost *self)
{
  g_return_val_if_fail (GENG_IS_POST (self), NULL);
  return (const char *const *) self->kit;
}

/**
 * geng_post_set_kit:
 * @self: a #GengPost
 * @pieces: (nullable) (array zero-terminated=1): ids of pieces; %NULL: as the window says
 *
 * Sets #GengPost:kit: a boat needs life vests whatever the hour, a gate no baton. The texts are
 * cleaned: ends trimmed, controls made blanks, empty ones and repetitions left out.
 */
void
geng_post_set_kit (GengPost *self, const char *const *pieces)
{
  g_return_if_fail (GENG_IS_POST (self));

  if (pieces != NULL && pieces[0] == NULL)
    {
      g_strfreev (self->kit);
      self->kit = g_new0 (char *, 1);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIT]);
    }
  else if (geng_field_set_texts (&self->kit, pieces))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIT]);
}

/**
 * geng_post_get_manned:
 * @self: a #GengPost
 *
 * Returns: whether somebody has to be there at every minute
 */
gboolean
geng_post_get_manned (GengPost *self)
{
  g_return_val_if_fail (GENG_IS_POST (self), FALSE);
  return self->manned;
}

/**
 * geng_post_set_manned:
 * @self: a #GengPost
 * @manned: whether somebody has to be there at every minute
 *
 * Sets #GengPost:manned.
 */
void
geng_post_set_manned (GengPost *self, gboolean manned)
{
  g_return_if_fail (GENG_IS_POST (self));

  if (self->manned == !!manned)
    return;
  self->manned = !!manned;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MANNED]);
}
