/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-date.h"
#include "geng-field.h"
#include "geng-gettext.h"
#include "geng-roster-private.h"

struct _GengSetAside
{
  GObject parent_instance;
  GengMember *member;
  GDate *since;
  gboolean proven;
  char *reason;
};

G_DEFINE_FINAL_TYPE (GengSetAside, geng_set_aside, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_MEMBER,
  PROP_SINCE,
  PROP_PROVEN,
  PROP_REASON,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_set_aside_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengSetAside *self = GENG_SET_ASIDE (object);

  switch (id)
    {
    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;
    case PROP_SINCE:
      g_value_set_boxed (value, self->since);
      break;
    case PROP_PROVEN:
      g_value_set_boolean (value, self->proven);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_set_aside_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengSetAside *self = GENG_SET_ASIDE (object);

  switch (id)
    {
    case PROP_MEMBER:
      self->member = g_value_dup_object (value);
      break;
    case PROP_SINCE:
      self->since = g_value_dup_boxed (value);
      break;
    case PROP_PROVEN:
      self->proven = g_value_get_boolean (value);
      break;
    case PROP_REASON:
      self->reason = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_set_aside_finalize (GObject *object)
{
  GengSetAside *self = GENG_SET_ASIDE (object);

  g_clear_object (&self->member);
  g_clear_pointer (&self->since, g_date_free);
  g_free (self->reason);
  G_OBJECT_CLASS (geng_set_aside_parent_class)->finalize (object);
}

static void
geng_set_aside_class_init (GengSetAsideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_set_aside_get_property;
  object_class->set_property = geng_set_aside_set_property;
  object_class->finalize = geng_set_aside_finalize;

  /**
   * GengSetAside:member:
   *
   * Who is left out.
   */
  properties[PROP_MEMBER]
      = g_param_spec_object ("member", NULL, NULL, GENG_TYPE_MEMBER, GENG_CONSTRUCT);
  /**
   * GengSetAside:since:
   *
   * The first duty day without a duty of his.
   */
  properties[PROP_SINCE] = g_param_spec_boxed ("since", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengSetAside:proven:
   *
   * Whether it is proven that no sequence of duties keeps his limits.
   */
  properties[PROP_PROVEN] = g_param_spec_boolean ("proven", NULL, NULL, FALSE, GENG_CONSTRUCT);
  /**
   * GengSetAside:reason:
   *
   * The limits that clash, in words.
   */
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, GENG_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_set_aside_init (GengSetAside *self)
{
}

/**
 * geng_set_aside_new:
 * @member: who
 * @since: the first duty day without a duty of his
 * @proven: whether it is proven that no sequence of duties keeps his limits; else none was found
 * @reason: the limits that clash, in words
 *
 * Returns: (transfer full): what geng_roster_add_set_aside() takes
 */
GengSetAside *
geng_set_aside_new (GengMember *member, const GDate *since, gboolean proven, const char *reason)
{
  g_return_val_if_fail (GENG_IS_MEMBER (member) && reason != NULL, NULL);
  g_return_val_if_fail (since != NULL && g_date_valid (since), NULL);
  return g_object_new (GENG_TYPE_SET_ASIDE, "member", member, "since", since, "proven", proven,
                       "reason", reason, NULL);
}

/**
 * geng_set_aside_get_member:
 * @self: a #GengSetAside
 *
 * Returns: (transfer none) (nullable): who was set aside; %NULL where nobody said
 */
GengMember *
geng_set_aside_get_member (GengSetAside *self)
{
  g_return_val_if_fail (GENG_IS_SET_ASIDE (self), NULL);
  return self->member;
}

/**
 * geng_set_aside_get_since:
 * @self: a #GengSetAside
 *
 * Returns: (transfer none) (nullable): the first duty day without a duty of his
 */
const GDate *
geng_set_aside_get_since (GengSetAside *self)
{
  g_return_val_if_fail (GENG_IS_SET_ASIDE (self), NULL);
  return self->since;
}

/**
 * geng_set_aside_get_proven:
 * @self: a #GengSetAside
 *
 * Returns: whether it is proven that no sequence of duties keeps his limits; else none was found
 */
gboolean
geng_set_aside_get_proven (GengSetAside *self)
{
  g_return_val_if_fail (GENG_IS_SET_ASIDE (self), FALSE);
  return self->proven;
}

/**
 * geng_set_aside_get_reason:
 * @self: a #GengSetAside
 *
 * Returns: (transfer none) (nullable): the limits that clash, in words
 */
const char *
geng_set_aside_get_reason (GengSetAside *self)
{
  g_return_val_if_fail (GENG_IS_SET_ASIDE (self), NULL);
  return self->reason;
}

gboolean
geng_set_aside_is_whole (GengSetAside *self)
{
  return self->member != NULL && self->since != NULL && g_date_valid (self->since)
         && self->reason != NULL;
}

/**
 * geng_set_aside_to_string:
 * @self: a #GengSetAside
 *
 * Returns: (transfer full): who, since when and why, for people
 */
char *
geng_set_aside_to_string (GengSetAside *self)
{
  g_return_val_if_fail (GENG_IS_SET_ASIDE (self), NULL);
  g_return_val_if_fail (geng_set_aside_is_whole (self), NULL);
  const char *name = geng_entity_get_name (GENG_ENTITY (self->member));
  const char *id = geng_entity_get_id (GENG_ENTITY (self->member));
  g_autofree char *since = geng_date_to_string (self->since);

  if (self->proven)
    /* Translators: name, id, date, rules */
    return g_strdup_printf (_ ("%s (%s) is set aside from %s on: nobody can keep all of these at "
                               "once: %s"),
                            name, id, since, self->reason);
  /* Translators: name, id, date, rules */
  return g_strdup_printf (_ ("%s (%s) is set aside from %s on: no way to keep all of these was "
                             "found, and none was ruled out: %s"),
                          name, id, since, self->reason);
}
