/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>
#include <stdio.h>

#include "geng-array.h"
#include "geng-change.h"
#include "geng-duty-private.h"
#include "geng-field.h"
#include "geng-thing.h"

/**
 * GengDuty:
 *
 * One member, one duty day, one shift, one post (勤务), with the items the member carries.
 */

struct _GengDuty
{
  GObject parent_instance;

  GengMember *member;
  GDate *date;
  GengShift *shift;
  GengPost *post;
  gboolean pinned;
  GPtrArray *items;
  char *note;
  int served_start_minute; /* -1: as its shift */
  int served_end_minute;
  char **served_breaks;
  GArray *break_minutes; /* (nullable): int: the same, from and to in turn */
};

G_DEFINE_FINAL_TYPE (GengDuty, geng_duty, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_MEMBER,
  PROP_DATE,
  PROP_SHIFT,
  PROP_POST,
  PROP_PINNED,
  PROP_ITEMS,
  PROP_NOTE,
  PROP_SERVED_START_MINUTE,
  PROP_SERVED_END_MINUTE,
  PROP_SERVED_BREAKS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_duty_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengDuty *self = GENG_DUTY (object);

  switch (id)
    {
    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      break;
    case PROP_SHIFT:
      g_value_set_object (value, self->shift);
      break;
    case PROP_POST:
      g_value_set_object (value, self->post);
      break;
    case PROP_PINNED:
      g_value_set_boolean (value, self->pinned);
      break;
    case PROP_ITEMS:
      g_value_take_boxed (value, geng_array_copy (self->items, GENG_TYPE_ITEM));
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_SERVED_START_MINUTE:
      g_value_set_int (value, self->served_start_minute);
      break;
    case PROP_SERVED_END_MINUTE:
      g_value_set_int (value, self->served_end_minute);
      break;
    case PROP_SERVED_BREAKS:
      g_value_set_boxed (value, self->served_breaks);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_served (GengDuty *self, int start_minute, int end_minute)
{
  gboolean starts = self->served_start_minute != start_minute;
  gboolean ends = self->served_end_minute != end_minute;

  self->served_start_minute = start_minute;
  self->served_end_minute = end_minute;
  if (starts)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVED_START_MINUTE]);
  if (ends)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVED_END_MINUTE]);
}

static void
geng_duty_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengDuty *self = GENG_DUTY (object);

  switch (id)
    {
    case PROP_MEMBER:
      self->member = g_value_dup_object (value);
      break;
    case PROP_DATE:
      self->date = g_value_dup_boxed (value);
      break;
    case PROP_SHIFT:
      self->shift = g_value_dup_object (value);
      break;
    case PROP_POST:
      self->post = g_value_dup_object (value);
      break;
    case PROP_PINNED:
      geng_duty_set_pinned (self, g_value_get_boolean (value));
      break;
    case PROP_SERVED_START_MINUTE:
      set_served (self, g_value_get_int (value), self->served_end_minute);
      break;
    case PROP_SERVED_END_MINUTE:
      set_served (self, self->served_start_minute, g_value_get_int (value));
      break;
    case PROP_SERVED_BREAKS:
      geng_duty_set_served_breaks (self, g_value_get_boxed (value));
      break;
    case PROP_ITEMS:
      geng_duty_set_items (self, g_value_get_boxed (value));
      break;
    case PROP_NOTE:
      geng_duty_set_note (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_duty_finalize (GObject *object)
{
  GengDuty *self = GENG_DUTY (object);

  g_clear_object (&self->member);
  g_clear_pointer (&self->date, g_date_free);
  g_clear_object (&self->shift);
  g_clear_object (&self->post);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->served_breaks, g_strfreev);
  g_clear_pointer (&self->break_minutes, g_array_unref);
  G_OBJECT_CLASS (geng_duty_parent_class)->finalize (object);
}

static void
geng_duty_class_init (GengDutyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_duty_get_property;
  object_class->set_property = geng_duty_set_property;
  object_class->finalize = geng_duty_finalize;
  geng_change_watch (object_class);

  /**
   * GengDuty:member:
   *
   * Who serves.
   */
  properties[PROP_MEMBER]
      = g_param_spec_object ("member", NULL, NULL, GENG_TYPE_MEMBER, GENG_CONSTRUCT);
  /**
   * GengDuty:date:
   *
   * The duty day.
   */
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengDuty:shift:
   *
   * What is served.
   */
  properties[PROP_SHIFT]
      = g_param_spec_object ("shift", NULL, NULL, GENG_TYPE_SHIFT, GENG_CONSTRUCT);
  /**
   * GengDuty:post:
   *
   * Where.
   */
  properties[PROP_POST] = g_param_spec_object ("post", NULL, NULL, GENG_TYPE_POST, GENG_CONSTRUCT);
  /**
   * GengDuty:pinned:
   *
   * Whether the planner must leave it as it is.
   */
  properties[PROP_PINNED] = g_param_spec_boolean ("pinned", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengDuty:items: (type GLib.PtrArray(Geng.Item))
   *
   * What the member carries.
   */
  properties[PROP_ITEMS]
      = g_param_spec_boxed ("items", NULL, NULL, G_TYPE_PTR_ARRAY, GENG_READWRITE);
  /**
   * GengDuty:note:
   *
   * A word for those on duty.
   */
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengDuty:served-start-minute:
   *
   * When it really began, in minutes from 00:00 of the duty day, as the journal has it; -1 for
   * when its shift begins.
   */
  properties[PROP_SERVED_START_MINUTE] = g_param_spec_int (
      "served-start-minute", NULL, NULL, -1, 3 * GENG_DAY_MINUTES, -1, GENG_READWRITE);
  /**
   * GengDuty:served-end-minute:
   *
   * When it really ended, in minutes from 00:00 of the duty day, as the journal has it; -1 for
   * when its shift ends.
   */
  properties[PROP_SERVED_END_MINUTE] = g_param_spec_int ("served-end-minute", NULL, NULL, -1,
                                                         3 * GENG_DAY_MINUTES, -1, GENG_READWRITE);
  /**
   * GengDuty:served-breaks:
   *
   * When, between #GengDuty:served-start-minute and #GengDuty:served-end-minute, the member was not
   * on duty, as between his own duty and the hours for which he stood in: stretches like
   * "1080-1320", in minutes from 00:00 of the duty day, ascending.
   */
  properties[PROP_SERVED_BREAKS]
      = g_param_spec_boxed ("served-breaks", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_duty_init (GengDuty *self)
{
  self->served_start_minute = self->served_end_minute = -1;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * geng_duty_new:
 * @member: who serves
 * @date: the duty day
 * @shift: what is served
 * @post: where
 *
 * Returns: (transfer full): a new duty that belongs to no roster yet
 */
GengDuty *
geng_duty_new (GengMember *member, const GDate *date, GengShift *shift, GengPost *post)
{
  g_return_val_if_fail (GENG_IS_MEMBER (member), NULL);
  g_return_val_if_fail (date && g_date_valid (date), NULL);
  g_return_val_if_fail (GENG_IS_SHIFT (shift) && GENG_IS_POST (post), NULL);
  return g_object_new (GENG_TYPE_DUTY, "member", member, "date", date, "shift", shift, "post", post,
                       NULL);
}

/**
 * geng_duty_copy:
 * @self: a #GengDuty
 *
 * Returns: (transfer full): a duty with the same values that belongs to no roster
 */
GengDuty *
geng_duty_copy (GengDuty *self)
{
  GengDuty *copy;

  g_return_val_if_fail (GENG_IS_DUTY (self), NULL);
  copy = g_object_new (GENG_TYPE_DUTY, "member", self->member, "date", self->date, "shift",
                       self->shift, "post", self->post, NULL);
  geng_thing_copy_values (G_OBJECT (self), G_OBJECT (copy));
  return copy;
}

/**
 * geng_duty_get_member:
 * @self: a #GengDuty
 *
 * Returns: (transfer none): who serves
 */
GengMember *
geng_duty_get_member (GengDuty *self)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), NULL);
  return self->member;
}

/**
 * geng_duty_get_date:
 * @self: a #GengDuty
 *
 * Returns: (transfer none): the duty day
 */
const GDate *
geng_duty_get_date (GengDuty *self)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), NULL);
  return self->date;
}

/**
 * geng_duty_get_shift:
 * @self: a #GengDuty
 *
 * Returns: (transfer none): what is served
 */
GengShift *
geng_duty_get_shift (GengDuty *self)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), NULL);
  return self->shift;
}

/**
 * geng_duty_get_post:
 * @self: a #GengDuty
 *
 * Returns: (transfer none): where
 */
GengPost *
geng_duty_get_post (GengDuty *self)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), NULL);
  return self->post;
}

/**
 * geng_duty_get_pinned:
 * @self: a #GengDuty
 *
 * Returns: whether the planner must leave it as it is
 */
gboolean
geng_duty_get_pinned (GengDuty *self)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), FALSE);
  return self->pinned;
}

/**
 * geng_duty_set_pinned:
 * @self: a #GengDuty
 * @pinned: whether the planner must leave it as it is
 *
 * Sets #GengDuty:pinned.
 */
void
geng_duty_set_pinned (GengDuty *self, gboolean pinned)
{
  g_return_if_fail (GENG_IS_DUTY (self));

  if (self->pinned == !!pinned)
    return;
  self->pinned = !!pinned;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PINNED]);
}

/**
 * geng_duty_list_items:
 * @self: a #GengDuty
 *
 * Returns: (transfer container) (element-type GengItem): what the member carries
 */
GPtrArray *
geng_duty_list_items (GengDuty *self)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), NULL);
  return geng_array_copy (self->items, GENG_TYPE_ITEM);
}

/**
 * geng_duty_get_note:
 * @self: a #GengDuty
 *
 * Returns: (nullable): a word for those on duty
 */
const char *
geng_duty_get_note (GengDuty *self)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), NULL);
  return self->note;
}

/**
 * geng_duty_set_note:
 * @self: a #GengDuty
 * @note: (nullable): a word for those on duty
 *
 * Sets #GengDuty:note. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_duty_set_note (GengDuty *self, const char *note)
{
  g_return_if_fail (GENG_IS_DUTY (self));

  if (geng_field_set_text (&self->note, note))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

static gboolean
same_items (GPtrArray *old, GPtrArray *items)
{
  if (old->len != (items != NULL ? items->len : 0))
    return FALSE;
  for (guint i = 0; i < old->len; i++)
    if (old->pdata[i] != items->pdata[i])
      return FALSE;
  return TRUE;
}

/**
 * geng_duty_is_like:
 * @self: a duty
 * @other: a duty, perhaps of another member or day, or in another roster of the station
 *
 * Returns: whether both have the same shift, post, note and kit, and both are pinned or neither is
 */
gboolean
geng_duty_is_like (GengDuty *self, GengDuty *other)
{
  g_return_val_if_fail (GENG_IS_DUTY (self) && GENG_IS_DUTY (other), FALSE);
  return self->shift == other->shift && self->post == other->post && self->pinned == other->pinned
         && g_strcmp0 (self->note, other->note) == 0 && same_items (self->items, other->items);
}

/* What is gone from the station stays where it was written. */
static gboolean
may_carry (GengDuty *self, GPtrArray *items)
{
  GengRoster *roster = geng_change_get_owner (self);
  gpointer station = roster != NULL ? geng_roster_get_station (roster) : NULL;

  for (guint i = 0; station != NULL && items != NULL && i < items->len; i++)
    {
      gpointer owner = geng_change_get_owner (items->pdata[i]);

      if (owner != NULL && owner != station)
        return FALSE;
    }
  return TRUE;
}

/**
 * geng_duty_set_items:
 * @self: a #GengDuty
 * @items: (transfer none) (element-type GengItem) (nullable): what the member carries; copied
 *
 * Sets #GengDuty:items.
 */
void
geng_duty_set_items (GengDuty *self, GPtrArray *items)
{
  GPtrArray *copy;

  g_return_if_fail (GENG_IS_DUTY (self));
  g_return_if_fail (may_carry (self, items));

  if (same_items (self->items, items))
    return;
  copy = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; items && i < items->len; i++)
    g_ptr_array_add (copy, g_object_ref (items->pdata[i]));
  g_ptr_array_unref (self->items);
  self->items = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEMS]);
}

/**
 * geng_duty_get_served_start_minute:
 * @self: a #GengDuty
 *
 * Returns: when it really began, in minutes from 00:00 of the duty day; -1 for when its shift
 * begins
 */
int
geng_duty_get_served_start_minute (GengDuty *self)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), -1);
  return self->served_start_minute;
}

/**
 * geng_duty_get_served_end_minute:
 * @self: a #GengDuty
 *
 * Returns: when it really ended, in minutes from 00:00 of the duty day; -1 for when its shift ends
 */
int
geng_duty_get_served_end_minute (GengDuty *self)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), -1);
  return self->served_end_minute;
}

/**
 * geng_duty_set_served:
 * @self: a #GengDuty
 * @start_minute: when it really began, in minutes from 00:00 of the duty day
 * @end_minute: when it really ended; later than @start_minute
 *
 * Gives the duty of a history the times that were served instead of its shift's.  Planned duties
 * have none.
 */
void
geng_duty_set_served (GengDuty *self, int start_minute, int end_minute)
{
  g_return_if_fail (GENG_IS_DUTY (self));
  g_return_if_fail (start_minute >= 0 && end_minute > start_minute);

  set_served (self, start_minute, end_minute);
}

/**
 * geng_duty_get_served_breaks:
 * @self: a #GengDuty
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): #GengDuty:served-breaks; %NULL for
 *   none
 */
const char *const *
geng_duty_get_served_breaks (GengDuty *self)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), NULL);
  return (const char *const *) self->served_breaks;
}

/**
 * geng_duty_set_served_breaks:
 * @self: a #GengDuty
 * @breaks: (nullable) (array zero-terminated=1): stretches like "1080-1320"; %NULL for none
 *
 * Sets #GengDuty:served-breaks.  A text that is no stretch counts as none.
 */
void
geng_duty_set_served_breaks (GengDuty *self, const char *const *breaks)
{
  g_return_if_fail (GENG_IS_DUTY (self));

  if (!geng_field_set_texts (&self->served_breaks, breaks))
    return;
  g_clear_pointer (&self->break_minutes, g_array_unref);
  self->break_minutes
      = self->served_breaks != NULL ? g_array_new (FALSE, FALSE, sizeof (int)) : NULL;
  for (guint i = 0; self->served_breaks != NULL && self->served_breaks[i] != NULL; i++)
    {
      int from, to;

      if (sscanf (self->served_breaks[i], "%d-%d", &from, &to) != 2 || from < 0 || to <= from)
        continue;
      g_array_append_val (self->break_minutes, from);
      g_array_append_val (self->break_minutes, to);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVED_BREAKS]);
}

int
geng_duty_start_minute (GengDuty *self)
{
  return self->served_start_minute >= 0 ? self->served_start_minute
                                        : geng_shift_get_start_minute (self->shift);
}

int
geng_duty_end_minute (GengDuty *self)
{
  return self->served_end_minute >= 0 ? self->served_end_minute
                                      : geng_shift_get_end_minute (self->shift);
}

const GArray *
geng_duty_get_break_minutes (GengDuty *self)
{
  return self->break_minutes;
}

gboolean
geng_duty_is_there (GengDuty *self, int from, int to)
{
  if (geng_duty_start_minute (self) > from || to > geng_duty_end_minute (self))
    return FALSE;
  for (guint i = 0; self->break_minutes != NULL && i < self->break_minutes->len; i += 2)
    if (g_array_index (self->break_minutes, int, i) < to
        && from < g_array_index (self->break_minutes, int, i + 1))
      return FALSE;
  return TRUE;
}

gboolean
geng_duty_is_plain (GengDuty *self)
{
  return !self->pinned && self->items->len == 0 && self->note == NULL
         && self->served_start_minute < 0 && self->served_end_minute < 0
         && self->served_breaks == NULL;
}

void
geng_duty_take_served (GengDuty *self, GengDuty *other)
{
  if (other->served_start_minute < 0)
    return;
  set_served (self, other->served_start_minute, other->served_end_minute);
  geng_duty_set_served_breaks (self, (const char *const *) other->served_breaks);
}

/**
 * geng_duty_get_start:
 * @self: a #GengDuty
 * @station: the station in whose time zone it is served
 *
 * Returns: (transfer full): the instant at which it begins, in the station's zone
 */
GDateTime *
geng_duty_get_start (GengDuty *self, GengStation *station)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), NULL);
  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  return geng_station_instant (station, self->date, geng_duty_start_minute (self));
}

/**
 * geng_duty_get_end:
 * @self: a #GengDuty
 * @station: the station in whose time zone it is served
 *
 * Returns: (transfer full): the instant at which it ends, in the station's zone
 */
GDateTime *
geng_duty_get_end (GengDuty *self, GengStation *station)
{
  g_return_val_if_fail (GENG_IS_DUTY (self), NULL);
  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  return geng_station_instant (station, self->date, geng_duty_end_minute (self));
}
