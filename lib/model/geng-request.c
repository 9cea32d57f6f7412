/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-change.h"
#include "geng-field.h"

/**
 * GengRequest:
 *
 * What a member asks for on some duty days (请假、意愿): leave, a wish, a fixed duty. Leave and
 * pins are never broken; a wish has a weight. A timed request touches those duties that meet its
 * hours.
 */

struct _GengRequest
{
  GObject parent_instance;

  GengRequestKind kind;
  GengMember *member;
  GDate *first;
  GDate *last;
  gboolean timed;
  int start;
  int end;
  GengShift *shift;
  GengPost *post;
  int weight;
  char *leave_kind;
  char *reason;
  char *source;
};

G_DEFINE_FINAL_TYPE (GengRequest, geng_request, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_KIND,
  PROP_MEMBER,
  PROP_FIRST,
  PROP_LAST,
  PROP_TIMED,
  PROP_START_MINUTE,
  PROP_END_MINUTE,
  PROP_SHIFT,
  PROP_POST,
  PROP_WEIGHT,
  PROP_LEAVE_KIND,
  PROP_REASON,
  PROP_SOURCE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_request_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengRequest *self = GENG_REQUEST (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;
    case PROP_FIRST:
      g_value_set_boxed (value, self->first);
      break;
    case PROP_LAST:
      g_value_set_boxed (value, self->last);
      break;
    case PROP_TIMED:
      g_value_set_boolean (value, self->timed);
      break;
    case PROP_START_MINUTE:
      g_value_set_int (value, self->start);
      break;
    case PROP_END_MINUTE:
      g_value_set_int (value, self->end);
      break;
    case PROP_SHIFT:
      g_value_set_object (value, self->shift);
      break;
    case PROP_POST:
      g_value_set_object (value, self->post);
      break;
    case PROP_WEIGHT:
      g_value_set_int (value, self->weight);
      break;
    case PROP_LEAVE_KIND:
      g_value_set_string (value, self->leave_kind);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_SOURCE:
      g_value_set_string (value, self->source);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_times (GengRequest *self, gboolean timed, int start, int end)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (self->timed != timed)
    g_object_notify_by_pspec (object, properties[PROP_TIMED]);
  if (self->start != start)
    g_object_notify_by_pspec (object, properties[PROP_START_MINUTE]);
  if (self->end != end)
    g_object_notify_by_pspec (object, properties[PROP_END_MINUTE]);
  self->timed = timed;
  self->start = start;
  self->end = end;
  g_object_thaw_notify (object);
}

static void
geng_request_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengRequest *self = GENG_REQUEST (object);

  switch (id)
    {
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      break;
    case PROP_MEMBER:
      self->member = g_value_dup_object (value);
      break;
    case PROP_FIRST:
      self->first = g_value_dup_boxed (value);
      break;
    case PROP_LAST:
      self->last = g_value_dup_boxed (value);
      break;
    case PROP_TIMED:
      set_times (self, g_value_get_boolean (value), self->start, self->end);
      break;
    case PROP_START_MINUTE:
      set_times (self, self->timed, g_value_get_int (value), self->end);
      break;
    case PROP_END_MINUTE:
      set_times (self, self->timed, self->start, g_value_get_int (value));
      break;
    case PROP_SHIFT:
      geng_request_set_shift (self, g_value_get_object (value));
      break;
    case PROP_POST:
      geng_request_set_post (self, g_value_get_object (value));
      break;
    case PROP_WEIGHT:
      geng_request_set_weight (self, g_value_get_int (value));
      break;
    case PROP_LEAVE_KIND:
      geng_request_set_leave_kind (self, g_value_get_string (value));
      break;
    case PROP_REASON:
      geng_request_set_reason (self, g_value_get_string (value));
      break;
    case PROP_SOURCE:
      geng_request_set_source (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_request_finalize (GObject *object)
{
  GengRequest *self = GENG_REQUEST (object);

  g_clear_object (&self->member);
  g_clear_pointer (&self->first, g_date_free);
  g_clear_pointer (&self->last, g_date_free);
  g_clear_object (&self->shift);
  g_clear_object (&self->post);
  g_clear_pointer (&self->leave_kind, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->source, g_free);
  G_OBJECT_CLASS (geng_request_parent_class)->finalize (object);
}

static void
define_asking (void)
{
  /**
   * GengRequest:kind:
   *
   * What is asked for.
   */
  properties[PROP_KIND]
      = g_param_spec_enum ("kind", NULL, NULL, GENG_TYPE_REQUEST_KIND, 0, GENG_CONSTRUCT);
  /**
   * GengRequest:member:
   *
   * Who asks.
   */
  properties[PROP_MEMBER]
      = g_param_spec_object ("member", NULL, NULL, GENG_TYPE_MEMBER, GENG_CONSTRUCT);
  /**
   * GengRequest:first:
   *
   * Its first day.
   */
  properties[PROP_FIRST] = g_param_spec_boxed ("first", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengRequest:last:
   *
   * Its last day.
   */
  properties[PROP_LAST] = g_param_spec_boxed ("last", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
}

static void
define_asked (void)
{
  /**
   * GengRequest:timed:
   *
   * Whether it means hours and not whole duty days.
   */
  properties[PROP_TIMED] = g_param_spec_boolean ("timed", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengRequest:start-minute:
   *
   * Its first minute, from 00:00 of each of its days; 0 if not timed.
   */
  properties[PROP_START_MINUTE] = g_param_spec_int ("start-minute", NULL, NULL, 0,
                                                    2 * GENG_DAY_MINUTES - 1, 0, GENG_READWRITE);
  /**
   * GengRequest:end-minute:
   *
   * The minute at which it ends, from 00:00 of each of its days; 0 if not timed.
   */
  properties[PROP_END_MINUTE]
      = g_param_spec_int ("end-minute", NULL, NULL, 0, 3 * GENG_DAY_MINUTES - 1, 0, GENG_READWRITE);
  /**
   * GengRequest:shift:
   *
   * The shift it is about; NULL for any.
   */
  properties[PROP_SHIFT]
      = g_param_spec_object ("shift", NULL, NULL, GENG_TYPE_SHIFT, GENG_READWRITE);
  /**
   * GengRequest:post:
   *
   * The post it is about; NULL for any.
   */
  properties[PROP_POST] = g_param_spec_object ("post", NULL, NULL, GENG_TYPE_POST, GENG_READWRITE);
  /**
   * GengRequest:weight:
   *
   * Points that a wish is worth; no meaning for leave and pins.
   */
  properties[PROP_WEIGHT]
      = g_param_spec_int ("weight", NULL, NULL, G_MININT, G_MAXINT, 1, GENG_READWRITE);
  /**
   * GengRequest:leave-kind:
   *
   * The id of the kind of leave; NULL where nobody said. For the office's eyes alone.
   */
  properties[PROP_LEAVE_KIND]
      = g_param_spec_string ("leave-kind", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengRequest:reason:
   *
   * Why, for the captain's eyes alone: it never goes into a feed.
   */
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengRequest:source:
   *
   * Where it comes from: the UID of an imported event.
   */
  properties[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, NULL, GENG_READWRITE);
}

static void
geng_request_class_init (GengRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_request_get_property;
  object_class->set_property = geng_request_set_property;
  object_class->finalize = geng_request_finalize;
  geng_change_watch (object_class);

  define_asking ();
  define_asked ();
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_request_init (GengRequest *self)
{
  self->weight = 1;
}

/**
 * geng_request_new:
 * @kind: what is asked for
 * @member: who asks
 * @first: its first day
 * @last: its last day
 *
 * Returns: (transfer full): a new request for whole duty days
 */
GengRequest *
geng_request_new (GengRequestKind kind, GengMember *member, const GDate *first, const GDate *last)
{
  g_return_val_if_fail (GENG_IS_MEMBER (member), NULL);
  g_return_val_if_fail (first && g_date_valid (first), NULL);
  g_return_val_if_fail (last && g_date_valid (last), NULL);
  return g_object_new (GENG_TYPE_REQUEST, "kind", kind, "member", member, "first", first, "last",
                       last, NULL);
}

/**
 * geng_request_get_kind:
 * @self: a #GengRequest
 *
 * Returns: what is asked for
 */
GengRequestKind
geng_request_get_kind (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), 0);
  return self->kind;
}

/**
 * geng_request_get_member:
 * @self: a #GengRequest
 *
 * Returns: (transfer none): who asks
 */
GengMember *
geng_request_get_member (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), NULL);
  return self->member;
}

/**
 * geng_request_get_first:
 * @self: a #GengRequest
 *
 * Returns: (transfer none): its first day
 */
const GDate *
geng_request_get_first (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), NULL);
  return self->first;
}

/**
 * geng_request_get_last:
 * @self: a #GengRequest
 *
 * Returns: (transfer none): its last day
 */
const GDate *
geng_request_get_last (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), NULL);
  return self->last;
}

/**
 * geng_request_get_timed:
 * @self: a #GengRequest
 *
 * Returns: whether it means hours and not whole duty days
 */
gboolean
geng_request_get_timed (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), FALSE);
  return self->timed;
}

/**
 * geng_request_get_start_minute:
 * @self: a #GengRequest
 *
 * Returns: its first minute, from 00:00 of each of its days; 0 if not timed
 */
int
geng_request_get_start_minute (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), 0);
  return self->start;
}

/**
 * geng_request_get_end_minute:
 * @self: a #GengRequest
 *
 * Returns: the minute at which it ends, from 00:00 of each of its days; 0 if not timed
 */
int
geng_request_get_end_minute (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), 0);
  return self->end;
}

/**
 * geng_request_get_shift:
 * @self: a #GengRequest
 *
 * Returns: (transfer none) (nullable): the shift it is about; NULL for any
 */
GengShift *
geng_request_get_shift (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), NULL);
  return self->shift;
}

/**
 * geng_request_set_shift:
 * @self: a #GengRequest
 * @shift: (nullable): the shift it is about; NULL for any
 *
 * Sets #GengRequest:shift.
 */
void
geng_request_set_shift (GengRequest *self, GengShift *shift)
{
  g_return_if_fail (GENG_IS_REQUEST (self));
  g_return_if_fail (!shift || GENG_IS_SHIFT (shift));
  g_return_if_fail (geng_change_may_name (self, shift));

  if (g_set_object (&self->shift, shift))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHIFT]);
}

/**
 * geng_request_get_post:
 * @self: a #GengRequest
 *
 * Returns: (transfer none) (nullable): the post it is about; NULL for any
 */
GengPost *
geng_request_get_post (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), NULL);
  return self->post;
}

/**
 * geng_request_set_post:
 * @self: a #GengRequest
 * @post: (nullable): the post it is about; NULL for any
 *
 * Sets #GengRequest:post.
 */
void
geng_request_set_post (GengRequest *self, GengPost *post)
{
  g_return_if_fail (GENG_IS_REQUEST (self));
  g_return_if_fail (!post || GENG_IS_POST (post));
  g_return_if_fail (geng_change_may_name (self, post));

  if (g_set_object (&self->post, post))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POST]);
}

/**
 * geng_request_get_weight:
 * @self: a #GengRequest
 *
 * Returns: points that a wish is worth; no meaning for leave and pins
 */
int
geng_request_get_weight (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), 0);
  return self->weight;
}

/**
 * geng_request_set_weight:
 * @self: a #GengRequest
 * @weight: points that a wish is worth; no meaning for leave and pins
 *
 * Sets #GengRequest:weight.
 */
void
geng_request_set_weight (GengRequest *self, int weight)
{
  g_return_if_fail (GENG_IS_REQUEST (self));

  if (self->weight == weight)
    return;
  self->weight = weight;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WEIGHT]);
}

/**
 * geng_request_get_leave_kind:
 * @self: a #GengRequest
 *
 * Returns: (nullable): the id of the kind of leave; see geng_station_lookup_leave_kind()
 */
const char *
geng_request_get_leave_kind (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), NULL);
  return self->leave_kind;
}

/**
 * geng_request_set_leave_kind:
 * @self: a #GengRequest
 * @kind: (nullable): the id of a kind of leave
 *
 * Sets #GengRequest:leave-kind.
 */
void
geng_request_set_leave_kind (GengRequest *self, const char *kind)
{
  g_return_if_fail (GENG_IS_REQUEST (self));

  if (geng_field_set_text (&self->leave_kind, kind))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEAVE_KIND]);
}

/**
 * geng_request_get_reason:
 * @self: a #GengRequest
 *
 * Returns: (nullable): why, for the captain's eyes alone: it never goes into a feed
 */
const char *
geng_request_get_reason (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), NULL);
  return self->reason;
}

/**
 * geng_request_set_reason:
 * @self: a #GengRequest
 * @reason: (nullable): why, for the captain's eyes alone: it never goes into a feed
 *
 * Sets #GengRequest:reason. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_request_set_reason (GengRequest *self, const char *reason)
{
  g_return_if_fail (GENG_IS_REQUEST (self));

  if (geng_field_set_text (&self->reason, reason))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

/**
 * geng_request_get_source:
 * @self: a #GengRequest
 *
 * Returns: (nullable): where it comes from: the UID of an imported event
 */
const char *
geng_request_get_source (GengRequest *self)
{
  g_return_val_if_fail (GENG_IS_REQUEST (self), NULL);
  return self->source;
}

/**
 * geng_request_set_source:
 * @self: a #GengRequest
 * @source: (nullable): where it comes from: the UID of an imported event
 *
 * Sets #GengRequest:source. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_request_set_source (GengRequest *self, const char *source)
{
  g_return_if_fail (GENG_IS_REQUEST (self));

  if (geng_field_set_text (&self->source, source))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

/**
 * geng_request_set_times:
 * @self: a #GengRequest
 * @start: its first minute, from 00:00 of each of its days
 * @end: the minute at which it ends, from 00:00 of each of its days; a day is added when it is not
 *   after @start
 *
 * Limits the request to these hours of each of its days.  The days are then civil ones: leave on
 * Monday from 01:00 to 03:00 meets the night shift of Sunday's duty day.
 */
void
geng_request_set_times (GengRequest *self, int start, int end)
{
  g_return_if_fail (GENG_IS_REQUEST (self));
  g_return_if_fail (start >= 0 && start < 2 * GENG_DAY_MINUTES);
  g_return_if_fail (end >= 0 && end < 3 * GENG_DAY_MINUTES);
  set_times (self, TRUE, start, end > start ? end : end + GENG_DAY_MINUTES);
}
