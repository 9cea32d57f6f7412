/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"

/**
 * GengTeam:
 *
 * Members who serve together and rotate together (班组).
 */

struct _GengTeam
{
  GengEntity parent_instance;

  int cycle_offset;
};

G_DEFINE_FINAL_TYPE (GengTeam, geng_team, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_CYCLE_OFFSET,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_team_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengTeam *self = GENG_TEAM (object);

  switch (id)
    {
    case PROP_CYCLE_OFFSET:
      g_value_set_int (value, self->cycle_offset);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_team_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CYCLE_OFFSET:
      geng_team_set_cycle_offset (GENG_TEAM (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_team_class_init (GengTeamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_team_get_property;
  object_class->set_property = geng_team_set_property;

  /**
   * GengTeam:cycle-offset:
   *
   * By how many days the team begins its cycle after the cycle's first date.
   */
  properties[PROP_CYCLE_OFFSET]
      = g_param_spec_int ("cycle-offset", NULL, NULL, 0, GENG_MAX_CYCLE - 1, 0, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
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

/**
 * geng_team_get_cycle_offset:
 * @self: a #GengTeam
 *
 * Returns: by how many days it begins its cycle after the cycle's first date
 */
int
geng_team_get_cycle_offset (GengTeam *self)
{
  g_return_val_if_fail (GENG_IS_TEAM (self), 0);
  return self->cycle_offset;
}

/**
 * geng_team_set_cycle_offset:
 * @self: a #GengTeam
 * @days: by how many days it begins its cycle after the cycle's first date
 *
 * Sets #GengTeam:cycle-offset. Of four teams in a cycle of four days one begins on the first date,
 * the next a day later, and so on.
 */
void
geng_team_set_cycle_offset (GengTeam *self, int days)
{
  g_return_if_fail (GENG_IS_TEAM (self));
  g_return_if_fail (days >= 0 && days < GENG_MAX_CYCLE);
  if (self->cycle_offset == days)
    return;
  self->cycle_offset = days;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CYCLE_OFFSET]);
}
