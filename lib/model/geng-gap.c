/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-array.h"
#include "geng-field.h"
#include "geng-date.h"
#include "geng-gap-private.h"
#include "geng-gettext.h"
#include "geng-span.h"

/**
 * GengGap:
 *
 * Places of one demand that nobody fills (缺岗), on one duty day and for one stretch of it.
 *
 * A gap is one open place, wherever gaps are counted; [property@Gap:places] says how many of them
 * are alike and stand here together, so that the places of all of a judgement's gaps add up to the
 * `gaps` of its score.
 */

struct _GengGap
{
  GObject parent_instance;

  GengDemand *demand;
  GDate *date;
  int start;
  int end;
  char *role;
  char *role_name;
  int places;
  GPtrArray *obstacles; /* (nullable): NULL where nobody looked into it */
  char *reason;         /* (nullable): made of them */
};

G_DEFINE_FINAL_TYPE (GengGap, geng_gap, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DEMAND,
  PROP_DATE,
  PROP_START_MINUTE,
  PROP_END_MINUTE,
  PROP_ROLE,
  PROP_PLACES,
  PROP_OBSTACLES,
  PROP_REASON,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_gap_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengGap *self = GENG_GAP (object);

  switch (id)
    {
    case PROP_DEMAND:
      g_value_set_object (value, self->demand);
      break;
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      break;
    case PROP_START_MINUTE:
      g_value_set_int (value, self->start);
      break;
    case PROP_END_MINUTE:
      g_value_set_int (value, self->end);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    case PROP_PLACES:
      g_value_set_int (value, self->places);
      break;
    case PROP_OBSTACLES:
      g_value_take_boxed (value, geng_gap_list_obstacles (self));
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_gap_finalize (GObject *object)
{
  GengGap *self = GENG_GAP (object);

  g_clear_object (&self->demand);
  g_clear_pointer (&self->date, g_date_free);
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->role_name, g_free);
  g_clear_pointer (&self->obstacles, g_ptr_array_unref);
  g_clear_pointer (&self->reason, g_free);
  G_OBJECT_CLASS (geng_gap_parent_class)->finalize (object);
}

static void
geng_gap_class_init (GengGapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_gap_get_property;
  object_class->finalize = geng_gap_finalize;

  /**
   * GengGap:demand:
   *
   * The demand.
   */
  properties[PROP_DEMAND]
      = g_param_spec_object ("demand", NULL, NULL, GENG_TYPE_DEMAND, GENG_READABLE);
  /**
   * GengGap:date:
   *
   * The duty day.
   */
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, GENG_READABLE);
  /**
   * GengGap:start-minute:
   *
   * Its first minute, from 00:00 of the duty day's date.
   */
  properties[PROP_START_MINUTE]
      = g_param_spec_int ("start-minute", NULL, NULL, G_MININT, G_MAXINT, 0, GENG_READABLE);
  /**
   * GengGap:end-minute:
   *
   * The minute at which it ends, from 00:00 of the duty day's date.
   */
  properties[PROP_END_MINUTE]
      = g_param_spec_int ("end-minute", NULL, NULL, G_MININT, G_MAXINT, 0, GENG_READABLE);
  /**
   * GengGap:role:
   *
   * The role that is missing, or `org:` and an organisation; NULL for anybody.
   */
  properties[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, NULL, GENG_READABLE);
  /**
   * GengGap:places:
   *
   * How many places are open.
   */
  properties[PROP_PLACES]
      = g_param_spec_int ("places", NULL, NULL, G_MININT, G_MAXINT, 0, GENG_READABLE);
  /**
   * GengGap:obstacles: (type GLib.PtrArray(Geng.Obstacle))
   *
   * What keeps whom from it, those whom nothing keeps first; empty if not looked into.
   */
  properties[PROP_OBSTACLES]
      = g_param_spec_boxed ("obstacles", NULL, NULL, G_TYPE_PTR_ARRAY, GENG_READABLE);
  /**
   * GengGap:reason:
   *
   * The obstacles in words; %NULL if not looked into.
   */
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_gap_init (GengGap *self)
{
}

/* role: (nullable) */
GengGap *
geng_gap_new (GengDemand *demand,
              const GDate *date,
              int start,
              int end,
              const char *role,
              int places)
{
  GengGap *self = g_object_new (GENG_TYPE_GAP, NULL);

  self->demand = g_object_ref (demand);
  self->date = g_date_copy (date);
  self->start = start;
  self->end = end;
  self->role = g_strdup (role);
  self->places = places;
  return self;
}

void
geng_gap_name_role (GengGap *self, const char *name)
{
  g_free (self->role_name);
  self->role_name = g_strdup (name);
}

const char *
geng_gap_get_role_name (GengGap *self)
{
  return self->role_name != NULL ? self->role_name : self->role;
}

/**
 * geng_gap_get_demand:
 * @self: a #GengGap
 *
 * Returns: (transfer none): the demand
 */
GengDemand *
geng_gap_get_demand (GengGap *self)
{
  g_return_val_if_fail (GENG_IS_GAP (self), NULL);
  return self->demand;
}

/**
 * geng_gap_get_date:
 * @self: a #GengGap
 *
 * Returns: (transfer none): the duty day
 */
const GDate *
geng_gap_get_date (GengGap *self)
{
  g_return_val_if_fail (GENG_IS_GAP (self), NULL);
  return self->date;
}

/**
 * geng_gap_get_start_minute:
 * @self: a #GengGap
 *
 * Returns: its first minute, from 00:00 of the duty day's date
 */
int
geng_gap_get_start_minute (GengGap *self)
{
  g_return_val_if_fail (GENG_IS_GAP (self), 0);
  return self->start;
}

/**
 * geng_gap_get_end_minute:
 * @self: a #GengGap
 *
 * Returns: the minute at which it ends, from 00:00 of the duty day's date
 */
int
geng_gap_get_end_minute (GengGap *self)
{
  g_return_val_if_fail (GENG_IS_GAP (self), 0);
  return self->end;
}

/**
 * geng_gap_get_role:
 * @self: a #GengGap
 *
 * Returns: (nullable): the role that is missing, or `org:` and an organisation; NULL for anybody
 */
const char *
geng_gap_get_role (GengGap *self)
{
  g_return_val_if_fail (GENG_IS_GAP (self), NULL);
  return self->role;
}

/**
 * geng_gap_get_places:
 * @self: a #GengGap
 *
 * Returns: how many places are open
 */
int
geng_gap_get_places (GengGap *self)
{
  g_return_val_if_fail (GENG_IS_GAP (self), 0);
  return self->places;
}

/**
 * geng_gap_get_reason:
 * @self: a #GengGap
 *
 * Returns: (nullable): why nobody fills it, in words; NULL if not looked into
 */
const char *
geng_gap_get_reason (GengGap *self)
{
  g_return_val_if_fail (GENG_IS_GAP (self), NULL);
  return self->reason;
}

/**
 * geng_gap_list_obstacles:
 * @self: a #GengGap
 *
 * Returns: (transfer container) (element-type GengObstacle): what keeps whom from it, those whom
 *   nothing keeps first; empty if not looked into: see [func@Cover.explain_gaps]
 */
GPtrArray *
geng_gap_list_obstacles (GengGap *self)
{
  g_return_val_if_fail (GENG_IS_GAP (self), NULL);
  return geng_array_copy (self->obstacles, GENG_TYPE_OBSTACLE);
}

static char *
reason_of (GPtrArray *obstacles)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < obstacles->len; i++)
    {
      g_autofree char *one = geng_obstacle_to_string (obstacles->pdata[i]);

      if (i > 0)
        /* Translators: between groups of people */
        g_string_append (text, _ ("; "));
      g_string_append (text, one);
    }
  return g_string_free (text, FALSE);
}

void
geng_gap_set_obstacles (GengGap *self, GPtrArray *obstacles)
{
  g_clear_pointer (&self->obstacles, g_ptr_array_unref);
  g_free (self->reason);
  self->obstacles = geng_array_copy (obstacles, GENG_TYPE_OBSTACLE);
  self->reason = reason_of (obstacles);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OBSTACLES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

/**
 * geng_gap_to_string:
 * @self: a #GengGap
 *
 * Returns: (transfer full): one line: day, hours, demand, post, who is missing; in the language of
 * the program
 */
char *
geng_gap_to_string (GengGap *self)
{
  g_autofree char *date = NULL;
  g_autofree char *hours = NULL;
  const char *demand;

  g_return_val_if_fail (GENG_IS_GAP (self), NULL);

  date = geng_date_to_string (self->date);
  hours = geng_span_to_string (self->start, self->end);
  demand = geng_entity_get_name (GENG_ENTITY (self->demand));
  if (!self->role)
    /* Translators: date, hours, demand, number of people */
    return g_strdup_printf (_ ("%s %s %s: %d missing"), date, hours, demand, self->places);
  /* Translators: date, hours, demand, number of people, their role or organisation */
  return g_strdup_printf (_ ("%s %s %s: %d missing (%s)"), date, hours, demand, self->places,
                          geng_gap_get_role_name (self));
}
