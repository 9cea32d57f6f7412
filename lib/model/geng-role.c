/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"

/**
 * GengRole:
 *
 * What a member is able or appointed to do (职责): captain, driver, first-aid, novice, mentor.
 */

struct _GengRole
{
  GengEntity parent_instance;

  gboolean leads;
};

G_DEFINE_FINAL_TYPE (GengRole, geng_role, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_LEADS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_role_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LEADS)
    g_value_set_boolean (value, GENG_ROLE (object)->leads);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
geng_role_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LEADS)
    geng_role_set_leads (GENG_ROLE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
geng_role_class_init (GengRoleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_role_get_property;
  object_class->set_property = geng_role_set_property;

  /**
   * GengRole:leads:
   *
   * Whether who has it leads the crew on duty (带班队长): hands the shift over and confirms what
   * was done.
   */
  properties[PROP_LEADS] = g_param_spec_boolean ("leads", NULL, NULL, FALSE, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_role_init (GengRole *self)
{
}

/**
 * geng_role_new:
 * @id: unique among the roles of a station: letters, digits, `-` and `_`
 * @name: (nullable): what people call it; the id if none
 *
 * Returns: (transfer full): a new role
 */
GengRole *
geng_role_new (const char *id, const char *name)
{
  return g_object_new (GENG_TYPE_ROLE, "id", id, "name", name, NULL);
}

/**
 * geng_role_get_leads:
 * @self: a #GengRole
 *
 * Returns: whether who has it leads the crew on duty (带班队长)
 */
gboolean
geng_role_get_leads (GengRole *self)
{
  g_return_val_if_fail (GENG_IS_ROLE (self), FALSE);
  return self->leads;
}

/**
 * geng_role_set_leads:
 * @self: a #GengRole
 * @leads: whether who has it leads the crew on duty (带班队长)
 *
 * Sets #GengRole:leads.
 */
void
geng_role_set_leads (GengRole *self, gboolean leads)
{
  g_return_if_fail (GENG_IS_ROLE (self));

  if (self->leads == !!leads)
    return;
  self->leads = !!leads;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEADS]);
}
