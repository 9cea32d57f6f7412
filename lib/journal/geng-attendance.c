/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-text.h"

/**
 * GengAttendance:
 *
 * One confirmed stretch of service (签到): who was really there, from when to when, and who says
 * so. What the official roster has and no row confirms is unconfirmed (未核); nothing is taken for
 * done that nobody confirmed.
 *
 * A row is made with its properties and never changes: a correction is another row in its place.
 */

struct _GengAttendance
{
  GObject parent_instance;

  GengMember *member;
  GDate *date;
  GengShift *shift;
  GengPost *post;
  GengAttendanceKind kind;
  int start_minute;
  int end_minute;
  GengMember *stands_in_for;
  GengRounds rounds;
  char *confirmed_by;
  gint64 confirmed_at;
  char *note;
  char *retracted_by;
  gint64 retracted_at;
};

G_DEFINE_FINAL_TYPE (GengAttendance, geng_attendance, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_MEMBER,
  PROP_DATE,
  PROP_SHIFT,
  PROP_POST,
  PROP_KIND,
  PROP_START_MINUTE,
  PROP_END_MINUTE,
  PROP_STANDS_IN_FOR,
  PROP_ROUNDS,
  PROP_CONFIRMED_BY,
  PROP_CONFIRMED_AT,
  PROP_NOTE,
  PROP_RETRACTED_BY,
  PROP_RETRACTED_AT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_attendance_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengAttendance *self = GENG_ATTENDANCE (object);

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
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_START_MINUTE:
      g_value_set_int (value, self->start_minute);
      break;
    case PROP_END_MINUTE:
      g_value_set_int (value, self->end_minute);
      break;
    case PROP_STANDS_IN_FOR:
      g_value_set_object (value, self->stands_in_for);
      break;
    case PROP_ROUNDS:
      g_value_set_enum (value, self->rounds);
      break;
    case PROP_CONFIRMED_BY:
      g_value_set_string (value, self->confirmed_by);
      break;
    case PROP_CONFIRMED_AT:
      g_value_set_int64 (value, self->confirmed_at);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_RETRACTED_BY:
      g_value_set_string (value, self->retracted_by);
      break;
    case PROP_RETRACTED_AT:
      g_value_set_int64 (value, self->retracted_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_attendance_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengAttendance *self = GENG_ATTENDANCE (object);

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
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      break;
    case PROP_START_MINUTE:
      self->start_minute = g_value_get_int (value);
      break;
    case PROP_END_MINUTE:
      self->end_minute = g_value_get_int (value);
      break;
    case PROP_STANDS_IN_FOR:
      self->stands_in_for = g_value_dup_object (value);
      break;
    case PROP_ROUNDS:
      self->rounds = g_value_get_enum (value);
      break;
    case PROP_CONFIRMED_BY:
      self->confirmed_by = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_CONFIRMED_AT:
      self->confirmed_at = g_value_get_int64 (value);
      break;
    case PROP_NOTE:
      self->note = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_RETRACTED_BY:
      self->retracted_by = geng_text_clean (g_value_get_string (value));
      break;
    case PROP_RETRACTED_AT:
      self->retracted_at = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_attendance_finalize (GObject *object)
{
  GengAttendance *self = GENG_ATTENDANCE (object);

  g_clear_object (&self->member);
  g_clear_pointer (&self->date, g_date_free);
  g_clear_object (&self->shift);
  g_clear_object (&self->post);
  g_clear_object (&self->stands_in_for);
  g_clear_pointer (&self->confirmed_by, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->retracted_by, g_free);
  G_OBJECT_CLASS (geng_attendance_parent_class)->finalize (object);
}

/* What happened. */
static void
define_service (void)
{
  /**
   * GengAttendance:member:
   *
   * Who the row is about.
   */
  properties[PROP_MEMBER]
      = g_param_spec_object ("member", NULL, NULL, GENG_TYPE_MEMBER, GENG_CONSTRUCT);
  /**
   * GengAttendance:date:
   *
   * The duty day, by which the row is found.
   */
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
  /**
   * GengAttendance:shift:
   *
   * The shift served, or missed; NULL for service outside the shifts.
   */
  properties[PROP_SHIFT]
      = g_param_spec_object ("shift", NULL, NULL, GENG_TYPE_SHIFT, GENG_CONSTRUCT);
  /**
   * GengAttendance:post:
   *
   * The post served, or missed.
   */
  properties[PROP_POST] = g_param_spec_object ("post", NULL, NULL, GENG_TYPE_POST, GENG_CONSTRUCT);
  /**
   * GengAttendance:kind:
   *
   * How it came to be.
   */
  properties[PROP_KIND]
      = g_param_spec_enum ("kind", NULL, NULL, GENG_TYPE_ATTENDANCE_KIND, 0, GENG_CONSTRUCT);
  /**
   * GengAttendance:start-minute:
   *
   * When the service began, in minutes from 00:00 of the duty day; -1 for an absence.
   */
  properties[PROP_START_MINUTE]
      = g_param_spec_int ("start-minute", NULL, NULL, -1, 3 * GENG_DAY_MINUTES, -1, GENG_CONSTRUCT);
  /**
   * GengAttendance:end-minute:
   *
   * When the service ended, in minutes from 00:00 of the duty day; -1 for an absence.
   */
  properties[PROP_END_MINUTE]
      = g_param_spec_int ("end-minute", NULL, NULL, -1, 3 * GENG_DAY_MINUTES, -1, GENG_CONSTRUCT);
  /**
   * GengAttendance:stands-in-for:
   *
   * Whose duty it was; NULL for one's own.
   */
  properties[PROP_STANDS_IN_FOR]
      = g_param_spec_object ("stands-in-for", NULL, NULL, GENG_TYPE_MEMBER, GENG_CONSTRUCT);
}

/* Who says so, and what else there is to say. */
static void
define_confirmation (void)
{
  /**
   * GengAttendance:rounds:
   *
   * What the rounds of a patrol came to.
   */
  properties[PROP_ROUNDS]
      = g_param_spec_enum ("rounds", NULL, NULL, GENG_TYPE_ROUNDS, 0, GENG_CONSTRUCT);
  /**
   * GengAttendance:confirmed-by:
   *
   * Who confirmed it, by name.
   */
  properties[PROP_CONFIRMED_BY]
      = g_param_spec_string ("confirmed-by", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengAttendance:confirmed-at:
   *
   * When it was confirmed, in seconds since 1970 UTC; 0 if that is not known.
   */
  properties[PROP_CONFIRMED_AT]
      = g_param_spec_int64 ("confirmed-at", NULL, NULL, 0, G_MAXINT64, 0, GENG_CONSTRUCT);
  /**
   * GengAttendance:note:
   *
   * What else is worth knowing.
   */
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengAttendance:retracted-by:
   *
   * Who took it back because it was wrong; NULL for a row that holds.
   */
  properties[PROP_RETRACTED_BY]
      = g_param_spec_string ("retracted-by", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengAttendance:retracted-at:
   *
   * When it was taken back, in seconds since 1970 UTC; 0 for a row that holds.
   */
  properties[PROP_RETRACTED_AT]
      = g_param_spec_int64 ("retracted-at", NULL, NULL, 0, G_MAXINT64, 0, GENG_CONSTRUCT);
}

static void
geng_attendance_class_init (GengAttendanceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_attendance_get_property;
  object_class->set_property = geng_attendance_set_property;
  object_class->finalize = geng_attendance_finalize;

  define_service ();
  define_confirmation ();
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_attendance_init (GengAttendance *self)
{
}

/**
 * geng_attendance_get_member:
 * @self: a #GengAttendance
 *
 * Returns: (transfer none) (nullable): who the row is about
 */
GengMember *
geng_attendance_get_member (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), NULL);
  return self->member;
}

/**
 * geng_attendance_get_date:
 * @self: a #GengAttendance
 *
 * Returns: (transfer none) (nullable): the duty day, by which the row is found
 */
const GDate *
geng_attendance_get_date (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), NULL);
  return self->date;
}

/**
 * geng_attendance_get_shift:
 * @self: a #GengAttendance
 *
 * Returns: (transfer none) (nullable): the shift served, or missed; NULL for service outside the
 * shifts
 */
GengShift *
geng_attendance_get_shift (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), NULL);
  return self->shift;
}

/**
 * geng_attendance_get_post:
 * @self: a #GengAttendance
 *
 * Returns: (transfer none) (nullable): the post served, or missed
 */
GengPost *
geng_attendance_get_post (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), NULL);
  return self->post;
}

/**
 * geng_attendance_get_kind:
 * @self: a #GengAttendance
 *
 * Returns: how it came to be
 */
GengAttendanceKind
geng_attendance_get_kind (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), 0);
  return self->kind;
}

/**
 * geng_attendance_get_start_minute:
 * @self: a #GengAttendance
 *
 * Returns: when the service began, in minutes from 00:00 of the duty day; -1 for an absence
 */
int
geng_attendance_get_start_minute (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), -1);
  return self->start_minute;
}

/**
 * geng_attendance_get_end_minute:
 * @self: a #GengAttendance
 *
 * Returns: when the service ended, in minutes from 00:00 of the duty day; -1 for an absence
 */
int
geng_attendance_get_end_minute (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), -1);
  return self->end_minute;
}

/**
 * geng_attendance_get_stands_in_for:
 * @self: a #GengAttendance
 *
 * Returns: (transfer none) (nullable): whose duty it was; NULL for one's own
 */
GengMember *
geng_attendance_get_stands_in_for (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), NULL);
  return self->stands_in_for;
}

/**
 * geng_attendance_get_rounds:
 * @self: a #GengAttendance
 *
 * Returns: what the rounds of a patrol came to
 */
GengRounds
geng_attendance_get_rounds (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), 0);
  return self->rounds;
}

/**
 * geng_attendance_get_confirmed_by:
 * @self: a #GengAttendance
 *
 * Returns: (nullable): who confirmed it, by name
 */
const char *
geng_attendance_get_confirmed_by (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), NULL);
  return self->confirmed_by;
}

/**
 * geng_attendance_get_confirmed_at:
 * @self: a #GengAttendance
 *
 * Returns: when it was confirmed, in seconds since 1970 UTC; 0 if that is not known
 */
gint64
geng_attendance_get_confirmed_at (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), 0);
  return self->confirmed_at;
}

/**
 * geng_attendance_get_note:
 * @self: a #GengAttendance
 *
 * Returns: (nullable): what else is worth knowing
 */
const char *
geng_attendance_get_note (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), NULL);
  return self->note;
}

/**
 * geng_attendance_get_retracted_by:
 * @self: a #GengAttendance
 *
 * Returns: (nullable): who took it back because it was wrong; NULL for a row that holds
 */
const char *
geng_attendance_get_retracted_by (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), NULL);
  return self->retracted_by;
}

/**
 * geng_attendance_get_retracted_at:
 * @self: a #GengAttendance
 *
 * Returns: when it was taken back, in seconds since 1970 UTC; 0 for a row that holds
 */
gint64
geng_attendance_get_retracted_at (GengAttendance *self)
{
  g_return_val_if_fail (GENG_IS_ATTENDANCE (self), 0);
  return self->retracted_at;
}
