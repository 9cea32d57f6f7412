/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

/**
 * GengOrganisation:
 *
 * Who sends members (单位): the village, an enterprise, the police, the volunteers.
 */

struct _GengOrganisation
{
  GengEntity parent_instance;
};

G_DEFINE_FINAL_TYPE (GengOrganisation, geng_organisation, GENG_TYPE_ENTITY)

static void
geng_organisation_class_init (GengOrganisationClass *klass)
{
}

static void
geng_organisation_init (GengOrganisation *self)
{
}

/**
 * geng_organisation_new:
 * @id: unique among the organisations of a station: letters, digits, `-` and `_`
 * @name: (nullable): what people call it; the id if none
 *
 * Returns: (transfer full): a new organisation
 */
GengOrganisation *
geng_organisation_new (const char *id, const char *name)
{
  return g_object_new (GENG_TYPE_ORGANISATION, "id", id, "name", name, NULL);
}
