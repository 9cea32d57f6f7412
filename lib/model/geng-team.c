/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

/**
 * GengTeam:
 *
 * Members who serve together and rotate together (班组).
 */

struct _GengTeam
{
  GengEntity parent_instance;
};

G_DEFINE_FINAL_TYPE (GengTeam, geng_team, GENG_TYPE_ENTITY)

static void
geng_team_class_init (GengTeamClass *klass)
{
}

static void
geng_team_init (GengTeam *self)
{
}

/**
 * geng_team_new:
 * @id: unique among the teams of a station: letters, digits, `-` and `_`
 * @name: (nullable): what people call it; the id if none
 *
 * Returns: (transfer full): a new team
 */
GengTeam *
geng_team_new (const char *id, const char *name)
{
  return g_object_new (GENG_TYPE_TEAM, "id", id, "name", name, NULL);
}
