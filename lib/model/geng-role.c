/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

/**
 * GengRole:
 *
 * What a member is able or appointed to do (职责): captain, driver, first-aid, novice, mentor.
 */

struct _GengRole
{
  GengEntity parent_instance;
};

G_DEFINE_FINAL_TYPE (GengRole, geng_role, GENG_TYPE_ENTITY)

static void
geng_role_class_init (GengRoleClass *klass)
{
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
