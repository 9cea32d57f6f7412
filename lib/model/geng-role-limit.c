/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-text.h"

G_DEFINE_BOXED_TYPE (GengRoleLimit, geng_role_limit, geng_role_limit_copy, geng_role_limit_free)

/**
 * geng_role_limit_new:
 * @role: id of a role, or `org:` and the id of an organisation
 * @min: at least so many among the crew
 * @max: at most so many; %G_MAXINT for no limit
 * @weight: 0 when the limit is hard (too few are gaps), else points for each person off
 *
 * Returns: (transfer full): a new limit
 */
GengRoleLimit *
geng_role_limit_new (const char *role, int min, int max, int weight)
{
  GengRoleLimit *self;
  char *clean = geng_text_clean (role);

  self = g_new0 (GengRoleLimit, 1);
  self->role = clean ? clean : g_strdup ("");
  self->min = min;
  self->max = max;
  self->weight = weight;
  return self;
}

/**
 * geng_role_limit_copy:
 * @self: a #GengRoleLimit
 *
 * Returns: (transfer full): a copy
 */
GengRoleLimit *
geng_role_limit_copy (const GengRoleLimit *self)
{
  g_return_val_if_fail (self, NULL);
  return geng_role_limit_new (self->role, self->min, self->max, self->weight);
}

/**
 * geng_role_limit_free: (skip)
 * @self: (transfer full): a #GengRoleLimit
 *
 * Frees the limit.
 */
void
geng_role_limit_free (GengRoleLimit *self)
{
  if (!self)
    return;
  g_free (self->role);
  g_free (self);
}
