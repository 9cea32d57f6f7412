/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-row.h"

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

static const GengRowField fields[] = {
  /**
   * GengAttendance:member:
   *
   * Who the row is about.
   */
  { "member", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengAttendance, member), geng_member_get_type },
  /**
   * GengAttendance:date:
   *
   * The duty day, by which the row is found.
   */
  { "date", GENG_ROW_DATE, G_STRUCT_OFFSET (GengAttendance, date) },
  /**
   * GengAttendance:shift:
   *
   * The shift served, or missed; NULL for service outside the shifts.
   */
  { "shift", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengAttendance, shift), geng_shift_get_type },
  /**
   * GengAttendance:post:
   *
   * The post served, or missed.
   */
  { "post", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengAttendance, post), geng_post_get_type },
  /**
   * GengAttendance:kind:
   *
   * How it came to be.
   */
  { "kind", GENG_ROW_ENUM, G_STRUCT_OFFSET (GengAttendance, kind), geng_attendance_kind_get_type },
  /**
   * GengAttendance:start-minute:
   *
   * When the service began, in minutes from 00:00 of the duty day; -1 for an absence.
   */
  { "start-minute", GENG_ROW_MINUTE, G_STRUCT_OFFSET (GengAttendance, start_minute) },
  /**
   * GengAttendance:end-minute:
   *
   * When the service ended, in minutes from 00:00 of the duty day; -1 for an absence.
   */
  { "end-minute", GENG_ROW_MINUTE, G_STRUCT_OFFSET (GengAttendance, end_minute) },
  /**
   * GengAttendance:stands-in-for:
   *
   * Whose duty it was; NULL for one's own.
   */
  { "stands-in-for", GENG_ROW_OBJECT, G_STRUCT_OFFSET (GengAttendance, stands_in_for),
    geng_member_get_type },
  /**
   * GengAttendance:rounds:
   *
   * What the rounds of a patrol came to.
   */
  { "rounds", GENG_ROW_ENUM, G_STRUCT_OFFSET (GengAttendance, rounds), geng_rounds_get_type },
  /**
   * GengAttendance:confirmed-by:
   *
   * Who confirmed it, by name.
   */
  { "confirmed-by", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengAttendance, confirmed_by) },
  /**
   * GengAttendance:confirmed-at:
   *
   * When it was confirmed, in seconds since 1970 UTC; 0 if that is not known.
   */
  { "confirmed-at", GENG_ROW_MOMENT, G_STRUCT_OFFSET (GengAttendance, confirmed_at) },
  /**
   * GengAttendance:note:
   *
   * What else is worth knowing.
   */
  { "note", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengAttendance, note) },
  /**
   * GengAttendance:retracted-by:
   *
   * Who took it back because it was wrong; NULL for a row that holds.
   */
  { "retracted-by", GENG_ROW_TEXT, G_STRUCT_OFFSET (GengAttendance, retracted_by) },
  /**
   * GengAttendance:retracted-at:
   *
   * When it was taken back, in seconds since 1970 UTC; 0 for a row that holds.
   */
  { "retracted-at", GENG_ROW_MOMENT, G_STRUCT_OFFSET (GengAttendance, retracted_at) },
  { NULL },
};

static void
geng_attendance_class_init (GengAttendanceClass *klass)
{
  geng_row_class_init (G_OBJECT_CLASS (klass), fields);
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
