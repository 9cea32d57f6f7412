/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-change.h"
#include "geng-array.h"
#include "geng-demand-private.h"
#include "geng-field.h"

/**
 * GengDemand:
 *
 * Crew wanted at a post (用人需求). A demand on a shift is met by those who serve that shift; a
 * demand on a window is met at every moment of the window, whatever shifts people serve. A campaign
 * (专项行动) is a demand with a range of dates and a name.
 */

struct _GengDemand
{
  GengEntity parent_instance;

  GengPost *post;
  GengShift *shift;
  GengWindow *window;
  int min;
  int wanted;
  int max;
  int under;
  int over;
  GPtrArray *role_limits;
  GengDays *days;
  char *campaign;
  gboolean leader;
  gboolean reserve;
  char **candidates; /* ids of members; NULL: everybody */
  GengPost *keeps;
};

G_DEFINE_FINAL_TYPE (GengDemand, geng_demand, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_POST,
  PROP_SHIFT,
  PROP_WINDOW,
  PROP_MIN,
  PROP_WANTED,
  PROP_MAX,
  PROP_UNDER,
  PROP_OVER,
  PROP_ROLE_LIMITS,
  PROP_DAYS,
  PROP_CAMPAIGN,
  PROP_LEADER,
  PROP_RESERVE,
  PROP_CANDIDATES,
  PROP_KEEPS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_demand_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengDemand *self = GENG_DEMAND (object);

  switch (id)
    {
    case PROP_POST:
      g_value_set_object (value, self->post);
      break;
    case PROP_SHIFT:
      g_value_set_object (value, self->shift);
      break;
    case PROP_WINDOW:
      g_value_set_object (value, self->window);
      break;
    case PROP_MIN:
      g_value_set_int (value, self->min);
      break;
    case PROP_WANTED:
      g_value_set_int (value, self->wanted);
      break;
    case PROP_MAX:
      g_value_set_int (value, self->max);
      break;
    case PROP_UNDER:
      g_value_set_int (value, self->under);
      break;
    case PROP_OVER:
      g_value_set_int (value, self->over);
      break;
    case PROP_ROLE_LIMITS:
      g_value_take_boxed (value, geng_array_copy (self->role_limits, GENG_TYPE_ROLE_LIMIT));
      break;
    case PROP_DAYS:
      g_value_set_boxed (value, self->days);
      break;
    case PROP_CAMPAIGN:
      g_value_set_string (value, self->campaign);
      break;
    case PROP_LEADER:
      g_value_set_boolean (value, self->leader);
      break;
    case PROP_RESERVE:
      g_value_set_boolean (value, self->reserve);
      break;
    case PROP_CANDIDATES:
      g_value_set_boxed (value, self->candidates);
      break;
    case PROP_KEEPS:
      g_value_set_object (value, self->keeps);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_demand_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengDemand *self = GENG_DEMAND (object);

  switch (id)
    {
    case PROP_POST:
      self->post = g_value_dup_object (value);
      break;
    case PROP_SHIFT:
      self->shift = g_value_dup_object (value);
      break;
    case PROP_WINDOW:
      self->window = g_value_dup_object (value);
      break;
    case PROP_MIN:
      geng_demand_set_crew (self, g_value_get_int (value), self->wanted, self->max);
      break;
    case PROP_WANTED:
      geng_demand_set_crew (self, self->min, g_value_get_int (value), self->max);
      break;
    case PROP_MAX:
      geng_demand_set_crew (self, self->min, self->wanted, g_value_get_int (value));
      break;
    case PROP_UNDER:
      geng_demand_set_prices (self, g_value_get_int (value), self->over);
      break;
    case PROP_OVER:
      geng_demand_set_prices (self, self->under, g_value_get_int (value));
      break;
    case PROP_ROLE_LIMITS:
      geng_demand_set_role_limits (self, g_value_get_boxed (value));
      break;
    case PROP_DAYS:
      geng_demand_set_days (self, g_value_get_boxed (value));
      break;
    case PROP_CAMPAIGN:
      geng_demand_set_campaign (self, g_value_get_string (value));
      break;
    case PROP_LEADER:
      geng_demand_set_leader (self, g_value_get_boolean (value));
      break;
    case PROP_RESERVE:
      geng_demand_set_reserve (self, g_value_get_boolean (value));
      break;
    case PROP_CANDIDATES:
      geng_demand_set_candidates (self, g_value_get_boxed (value));
      break;
    case PROP_KEEPS:
      geng_demand_set_keeps (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_demand_finalize (GObject *object)
{
  GengDemand *self = GENG_DEMAND (object);

  g_clear_pointer (&self->campaign, g_free);
  g_clear_pointer (&self->candidates, g_strfreev);
  g_clear_object (&self->keeps);
  g_clear_object (&self->post);
  g_clear_object (&self->shift);
  g_clear_object (&self->window);
  g_clear_pointer (&self->role_limits, g_ptr_array_unref);
  g_clear_pointer (&self->days, geng_days_unref);
  G_OBJECT_CLASS (geng_demand_parent_class)->finalize (object);
}

static void
define_places (void)
{
  /**
   * GengDemand:post:
   *
   * Where.
   */
  properties[PROP_POST] = g_param_spec_object ("post", NULL, NULL, GENG_TYPE_POST, GENG_CONSTRUCT);
  /**
   * GengDemand:shift:
   *
   * The shift that is wanted; NULL for a demand on a window.
   */
  properties[PROP_SHIFT]
      = g_param_spec_object ("shift", NULL, NULL, GENG_TYPE_SHIFT, GENG_CONSTRUCT);
  /**
   * GengDemand:window:
   *
   * The window in which a crew is wanted; NULL for a demand on a shift.
   */
  properties[PROP_WINDOW]
      = g_param_spec_object ("window", NULL, NULL, GENG_TYPE_WINDOW, GENG_CONSTRUCT);
}

static void
define_crew (void)
{
  /**
   * GengDemand:min:
   *
   * Members needed: each one below is a gap.
   */
  properties[PROP_MIN]
      = g_param_spec_int ("min", NULL, NULL, G_MININT, G_MAXINT, 1, GENG_READWRITE);
  /**
   * GengDemand:wanted:
   *
   * Members wanted: each one below costs #GengDemand:under.
   */
  properties[PROP_WANTED]
      = g_param_spec_int ("wanted", NULL, NULL, G_MININT, G_MAXINT, 1, GENG_READWRITE);
  /**
   * GengDemand:max:
   *
   * Members at most: each one above costs #GengDemand:over, or is forbidden.
   */
  properties[PROP_MAX]
      = g_param_spec_int ("max", NULL, NULL, G_MININT, G_MAXINT, 1, GENG_READWRITE);
  /**
   * GengDemand:under:
   *
   * Points for each member below what is wanted.
   */
  properties[PROP_UNDER]
      = g_param_spec_int ("under", NULL, NULL, G_MININT, G_MAXINT, 1, GENG_READWRITE);
  /**
   * GengDemand:over:
   *
   * Points for each member above the most; 0: never more.
   */
  properties[PROP_OVER]
      = g_param_spec_int ("over", NULL, NULL, G_MININT, G_MAXINT, 0, GENG_READWRITE);
  /**
   * GengDemand:role-limits: (type GLib.PtrArray(Geng.RoleLimit))
   *
   * Limits of roles among the crew.
   */
  properties[PROP_ROLE_LIMITS]
      = g_param_spec_boxed ("role-limits", NULL, NULL, G_TYPE_PTR_ARRAY, GENG_READWRITE);
  /**
   * GengDemand:days:
   *
   * The duty days on which it holds; NULL for all.
   */
  properties[PROP_DAYS] = g_param_spec_boxed ("days", NULL, NULL, GENG_TYPE_DAYS, GENG_READWRITE);
  /**
   * GengDemand:campaign:
   *
   * The campaign (专项行动) to which it belongs, by name; NULL for none.  The stages and routes of
   * a campaign are demands of one name.
   */
  properties[PROP_CAMPAIGN] = g_param_spec_string ("campaign", NULL, NULL, NULL, GENG_READWRITE);
}

static void
define_leaders (void)
{
  /**
   * GengDemand:leader:
   *
   * Whether it asks for the leader on call (带班领导): a cadre who can be reached all day.  Such a
   * duty is no work: it has no hours, needs no rest and no kit, and is a day off for every rule
   * that does not name its shift or post.  Its shift and its post are its own.
   */
  properties[PROP_LEADER] = g_param_spec_boolean ("leader", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengDemand:reserve:
   *
   * Whether it asks for a reserve (备勤): names for the day, who are called where somebody is
   * missing.  Such a duty counts as its shift for every maximum (of hours too), for rest, patterns,
   * leave and times, and as a day off for every least, target and share that does not name its
   * post; it is no day of a cycle, in no crew, and carries no kit.  Its post is its own.
   */
  properties[PROP_RESERVE] = g_param_spec_boolean ("reserve", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengDemand:candidates:
   *
   * Ids of the only members who may be the leader on call; %NULL: whoever may serve there.
   */
  properties[PROP_CANDIDATES]
      = g_param_spec_boxed ("candidates", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  /**
   * GengDemand:keeps:
   *
   * Another post at which one of the crew is always found; %NULL for none.
   */
  properties[PROP_KEEPS]
      = g_param_spec_object ("keeps", NULL, NULL, GENG_TYPE_POST, GENG_READWRITE);
}

static void
geng_demand_class_init (GengDemandClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_demand_get_property;
  object_class->set_property = geng_demand_set_property;
  object_class->finalize = geng_demand_finalize;

  define_places ();
  define_crew ();
  define_leaders ();
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_demand_init (GengDemand *self)
{
  self->min = self->wanted = self->max = 1;
  self->under = 1;
  self->role_limits = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_role_limit_free);
}

/**
 * geng_demand_new_for_shift:
 * @id: unique among the demands of a station
 * @name: (nullable): what people call it; the id if none
 * @post: where
 * @shift: the shift that is wanted
 *
 * Returns: (transfer full): a new demand for one member at any time, every day
 */
GengDemand *
geng_demand_new_for_shift (const char *id, const char *name, GengPost *post, GengShift *shift)
{
  g_return_val_if_fail (GENG_IS_POST (post) && GENG_IS_SHIFT (shift), NULL);
  return g_object_new (GENG_TYPE_DEMAND, "id", id, "name", name, "post", post, "shift", shift,
                       NULL);
}

/**
 * geng_demand_new_for_window:
 * @id: unique among the demands of a station
 * @name: (nullable): what people call it; the id if none
 * @post: where
 * @window: the window in which a crew is wanted
 *
 * Returns: (transfer full): a new demand for one member at any time, every day
 */
GengDemand *
geng_demand_new_for_window (const char *id, const char *name, GengPost *post, GengWindow *window)
{
  g_return_val_if_fail (GENG_IS_POST (post) && GENG_IS_WINDOW (window), NULL);
  return g_object_new (GENG_TYPE_DEMAND, "id", id, "name", name, "post", post, "window", window,
                       NULL);
}

/**
 * geng_demand_get_post:
 * @self: a #GengDemand
 *
 * Returns: (transfer none): where
 */
GengPost *
geng_demand_get_post (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), NULL);
  return self->post;
}

/**
 * geng_demand_get_shift:
 * @self: a #GengDemand
 *
 * Returns: (transfer none) (nullable): the shift that is wanted; NULL for a demand on a window
 */
GengShift *
geng_demand_get_shift (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), NULL);
  return self->shift;
}

/**
 * geng_demand_get_window:
 * @self: a #GengDemand
 *
 * Returns: (transfer none) (nullable): the window in which a crew is wanted; NULL for a demand on
 * a shift
 */
GengWindow *
geng_demand_get_window (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), NULL);
  return self->window;
}

/**
 * geng_demand_get_min:
 * @self: a #GengDemand
 *
 * Returns: members needed: each one below is a gap
 */
int
geng_demand_get_min (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), 0);
  return self->min;
}

/**
 * geng_demand_get_wanted:
 * @self: a #GengDemand
 *
 * Returns: members wanted: each one below costs #GengDemand:under
 */
int
geng_demand_get_wanted (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), 0);
  return self->wanted;
}

/**
 * geng_demand_get_max:
 * @self: a #GengDemand
 *
 * Returns: members at most: each one above costs #GengDemand:over, or is forbidden
 */
int
geng_demand_get_max (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), 0);
  return self->max;
}

/**
 * geng_demand_get_under:
 * @self: a #GengDemand
 *
 * Returns: points for each member below what is wanted
 */
int
geng_demand_get_under (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), 0);
  return self->under;
}

/**
 * geng_demand_get_over:
 * @self: a #GengDemand
 *
 * Returns: points for each member above the most; 0: never more
 */
int
geng_demand_get_over (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), 0);
  return self->over;
}

GPtrArray *
geng_demand_peek_role_limits (GengDemand *self)
{
  return self->role_limits;
}

/**
 * geng_demand_list_role_limits:
 * @self: a #GengDemand
 *
 * Returns: (transfer container) (element-type GengRoleLimit): limits of roles among the crew
 */
GPtrArray *
geng_demand_list_role_limits (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), NULL);
  return geng_array_copy (self->role_limits, GENG_TYPE_ROLE_LIMIT);
}

/**
 * geng_demand_get_days:
 * @self: a #GengDemand
 *
 * Returns: (transfer none) (nullable): the duty days on which it holds; NULL for all
 */
GengDays *
geng_demand_get_days (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), NULL);
  return self->days;
}

/**
 * geng_demand_set_days:
 * @self: a #GengDemand
 * @days: (nullable): the duty days on which it holds; NULL for all
 *
 * Sets #GengDemand:days.
 */
void
geng_demand_set_days (GengDemand *self, GengDays *days)
{
  g_return_if_fail (GENG_IS_DEMAND (self));

  if (self->days == days)
    return;
  g_clear_pointer (&self->days, geng_days_unref);
  self->days = days ? geng_days_ref (days) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAYS]);
}

/**
 * geng_demand_holds_on:
 * @self: a #GengDemand
 * @station: the station that has it, for its holidays and campaigns
 * @date: a duty day
 *
 * Returns: whether people are wanted that day: it is one of #GengDemand:days, or these are %NULL
 */
gboolean
geng_demand_holds_on (GengDemand *self, GengStation *station, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), FALSE);
  return self->days == NULL || geng_days_contains (self->days, station, date);
}

/**
 * geng_demand_get_campaign:
 * @self: a #GengDemand
 *
 * Returns: (nullable): the campaign to which it belongs
 */
const char *
geng_demand_get_campaign (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), NULL);
  return self->campaign;
}

/**
 * geng_demand_set_campaign:
 * @self: a #GengDemand
 * @campaign: (nullable): the name of the campaign to which it belongs
 *
 * Sets #GengDemand:campaign.  The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_demand_set_campaign (GengDemand *self, const char *campaign)
{
  g_return_if_fail (GENG_IS_DEMAND (self));

  if (geng_field_set_text (&self->campaign, campaign))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAMPAIGN]);
}

/**
 * geng_demand_get_leader:
 * @self: a #GengDemand
 *
 * Returns: whether it asks for the leader on call (带班领导)
 */
gboolean
geng_demand_get_leader (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), FALSE);
  return self->leader;
}

/**
 * geng_demand_set_leader:
 * @self: a #GengDemand
 * @leader: whether it asks for the leader on call (带班领导)
 *
 * Sets #GengDemand:leader.  That its shift and post are wanted by nothing else is for
 * geng_station_validate() to check.
 */
void
geng_demand_set_leader (GengDemand *self, gboolean leader)
{
  g_return_if_fail (GENG_IS_DEMAND (self));

  if (self->leader == !!leader)
    return;
  self->leader = !!leader;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEADER]);
}

/**
 * geng_demand_get_reserve:
 * @self: a #GengDemand
 *
 * Returns: whether it asks for a reserve (备勤)
 */
gboolean
geng_demand_get_reserve (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), FALSE);
  return self->reserve;
}

/**
 * geng_demand_set_reserve:
 * @self: a #GengDemand
 * @reserve: whether it asks for a reserve (备勤)
 *
 * Sets #GengDemand:reserve.  That its post is wanted by no crew is for geng_station_validate() to
 * check.
 */
void
geng_demand_set_reserve (GengDemand *self, gboolean reserve)
{
  g_return_if_fail (GENG_IS_DEMAND (self));

  if (self->reserve == !!reserve)
    return;
  self->reserve = !!reserve;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESERVE]);
}

/**
 * geng_demand_get_candidates:
 * @self: a #GengDemand
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): ids of the only members who may be
 *   the leader on call; %NULL: whoever may serve there
 */
const char *const *
geng_demand_get_candidates (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), NULL);
  return (const char *const *) self->candidates;
}

/**
 * geng_demand_set_candidates:
 * @self: a #GengDemand
 * @members: (nullable) (array zero-terminated=1): ids of members; %NULL: whoever may serve there
 *
 * Sets #GengDemand:candidates.  Empty texts and repetitions are left out.
 */
void
geng_demand_set_candidates (GengDemand *self, const char *const *members)
{
  g_return_if_fail (GENG_IS_DEMAND (self));

  if (geng_field_set_texts (&self->candidates, members))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CANDIDATES]);
}

/**
 * geng_demand_get_keeps:
 * @self: a #GengDemand
 *
 * Returns: (transfer none) (nullable): another post at which one of the crew is always found
 */
GengPost *
geng_demand_get_keeps (GengDemand *self)
{
  g_return_val_if_fail (GENG_IS_DEMAND (self), NULL);
  return self->keeps;
}

/**
 * geng_demand_set_keeps:
 * @self: a #GengDemand
 * @post: (nullable): another post at which one of the crew is always found
 *
 * Sets #GengDemand:keeps: while a patrol is out, one of it sits at the station's desk.  Who it is
 * says geng_roster_list_presence().
 */
void
geng_demand_set_keeps (GengDemand *self, GengPost *post)
{
  g_return_if_fail (GENG_IS_DEMAND (self));
  g_return_if_fail (post == NULL || GENG_IS_POST (post));
  g_return_if_fail (geng_change_may_name (self, post));

  if (g_set_object (&self->keeps, post))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEEPS]);
}

static void
set_number (GengDemand *self, int *field, int value, guint property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * geng_demand_set_crew:
 * @self: a #GengDemand
 * @min: members needed: each one below is a gap
 * @wanted: members wanted
 * @max: members at most
 *
 * Sets the size of the crew.  That 0 ≤ @min ≤ @wanted ≤ @max is for geng_station_add_demand() to
 * check.
 */
void
geng_demand_set_crew (GengDemand *self, int min, int wanted, int max)
{
  g_return_if_fail (GENG_IS_DEMAND (self));

  g_object_freeze_notify (G_OBJECT (self));
  set_number (self, &self->min, min, PROP_MIN);
  set_number (self, &self->wanted, wanted, PROP_WANTED);
  set_number (self, &self->max, max, PROP_MAX);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * geng_demand_set_prices:
 * @self: a #GengDemand
 * @under: points for each member below what is wanted
 * @over: points for each member above the most; 0: never more
 *
 * A demand on a window pays them for each stretch of it.
 */
void
geng_demand_set_prices (GengDemand *self, int under, int over)
{
  g_return_if_fail (GENG_IS_DEMAND (self));

  g_object_freeze_notify (G_OBJECT (self));
  set_number (self, &self->under, under, PROP_UNDER);
  set_number (self, &self->over, over, PROP_OVER);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * geng_demand_add_role_limit:
 * @self: a #GengDemand
 * @limit: (transfer none): a limit; copied
 *
 * Adds a limit on the roles within the crew.
 */
void
geng_demand_add_role_limit (GengDemand *self, const GengRoleLimit *limit)
{
  g_return_if_fail (GENG_IS_DEMAND (self));
  g_return_if_fail (limit);
  g_ptr_array_add (self->role_limits, geng_role_limit_copy (limit));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE_LIMITS]);
}

/**
 * geng_demand_set_role_limits:
 * @self: a #GengDemand
 * @limits: (element-type GengRoleLimit) (nullable): the limits; copied
 *
 * Sets #GengDemand:role-limits: all limits at once, in the place of those that were there.
 */
void
geng_demand_set_role_limits (GengDemand *self, GPtrArray *limits)
{
  g_autoptr (GPtrArray) old = NULL;

  g_return_if_fail (GENG_IS_DEMAND (self));
  old = g_steal_pointer (&self->role_limits);
  self->role_limits = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_role_limit_free);
  for (guint i = 0; limits != NULL && i < limits->len; i++)
    g_ptr_array_add (self->role_limits, geng_role_limit_copy (limits->pdata[i]));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE_LIMITS]);
}
