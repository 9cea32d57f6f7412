/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-obstacle-private.h"

#include "geng-array.h"
#include "geng-field.h"
#include "geng-gettext.h"

/**
 * GengObstacle:
 *
 * One thing that keeps people from an open place, and those whom it keeps (缺岗原因).
 *
 * [method@Gap.list_obstacles] has one for each sort; together they name everybody who might serve
 * there, and [property@Gap:reason] is made of them.
 */

/* A village's people are all named; of a town's some. */
#define NAMES_SHOWN 30

struct _GengObstacle
{
  GObject parent_instance;

  char *rule;
  char *title;
  GPtrArray *members;
};

G_DEFINE_FINAL_TYPE (GengObstacle, geng_obstacle, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RULE,
  PROP_TITLE,
  PROP_MEMBERS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_obstacle_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengObstacle *self = GENG_OBSTACLE (object);

  switch (id)
    {
    case PROP_RULE:
      g_value_set_string (value, self->rule);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_MEMBERS:
      g_value_take_boxed (value, geng_array_copy (self->members, GENG_TYPE_MEMBER));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_obstacle_finalize (GObject *object)
{
  GengObstacle *self = GENG_OBSTACLE (object);

  g_clear_pointer (&self->rule, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  G_OBJECT_CLASS (geng_obstacle_parent_class)->finalize (object);
}

static void
geng_obstacle_class_init (GengObstacleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_obstacle_get_property;
  object_class->finalize = geng_obstacle_finalize;

  /**
   * GengObstacle:rule:
   *
   * The kind of rule, `busy` for another duty that day, `there` for a duty in this very crew; %NULL
   * of those whom nothing keeps.
   */
  properties[PROP_RULE] = g_param_spec_string ("rule", NULL, NULL, NULL, GENG_READABLE);
  /**
   * GengObstacle:title:
   *
   * What keeps them, in words: what the statement of the rule says, where it has one.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, GENG_READABLE);
  /**
   * GengObstacle:members: (type GLib.PtrArray(Geng.Member))
   *
   * Whom it keeps, in the station's order; empty where nobody has the role that is missing.
   */
  properties[PROP_MEMBERS]
      = g_param_spec_boxed ("members", NULL, NULL, G_TYPE_PTR_ARRAY, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_obstacle_init (GengObstacle *self)
{
  self->members = g_ptr_array_new_with_free_func (g_object_unref);
}

GengObstacle *
geng_obstacle_new (const char *rule, const char *title, GPtrArray *members)
{
  GengObstacle *self = g_object_new (GENG_TYPE_OBSTACLE, NULL);

  self->rule = g_strdup (rule);
  self->title = g_strdup (title);
  for (guint i = 0; i < members->len; i++)
    g_ptr_array_add (self->members, g_object_ref (members->pdata[i]));
  return self;
}

/**
 * geng_obstacle_get_rule:
 * @self: an obstacle
 *
 * Returns: (nullable): the kind of rule, `busy` for another duty that day, `there` for a duty in
 *   this very crew; %NULL of those whom nothing keeps
 */
const char *
geng_obstacle_get_rule (GengObstacle *self)
{
  g_return_val_if_fail (GENG_IS_OBSTACLE (self), NULL);
  return self->rule;
}

/**
 * geng_obstacle_get_title:
 * @self: an obstacle
 *
 * Returns: (nullable): what keeps them, in the language of the program
 */
const char *
geng_obstacle_get_title (GengObstacle *self)
{
  g_return_val_if_fail (GENG_IS_OBSTACLE (self), NULL);
  return self->title;
}

/**
 * geng_obstacle_list_members:
 * @self: an obstacle
 *
 * Returns: (transfer container) (element-type GengMember): whom it keeps, in the station's order
 */
GPtrArray *
geng_obstacle_list_members (GengObstacle *self)
{
  g_return_val_if_fail (GENG_IS_OBSTACLE (self), NULL);
  return geng_array_copy (self->members, GENG_TYPE_MEMBER);
}

/**
 * geng_obstacle_to_string:
 * @self: an obstacle
 *
 * Returns: (transfer full): its title, how many it keeps, and their names, of more than thirty
 *   some; in the language of the program
 */
char *
geng_obstacle_to_string (GengObstacle *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_return_val_if_fail (GENG_IS_OBSTACLE (self) && self->title != NULL, NULL);
  if (self->members->len == 0)
    return g_strdup (self->title);
  for (guint i = 0; i < MIN (self->members->len, NAMES_SHOWN); i++)
    {
      if (i > 0)
        /* Translators: between names */
        g_string_append (names, _ (", "));
      g_string_append (names, geng_entity_get_name (self->members->pdata[i]));
    }
  if (self->members->len > NAMES_SHOWN)
    /* Translators: what keeps them away, how many they are, some names */
    return g_strdup_printf (_ ("%s: %u (%s, …)"), self->title, self->members->len, names->str);
  /* Translators: what keeps them away, how many they are, their names */
  return g_strdup_printf (_ ("%s: %u (%s)"), self->title, self->members->len, names->str);
}
