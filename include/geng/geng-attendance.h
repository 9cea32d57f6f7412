/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"
#include "geng-journal-types.h"

G_BEGIN_DECLS

#define GENG_TYPE_ATTENDANCE (geng_attendance_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengAttendance, geng_attendance, GENG, ATTENDANCE, GObject)

GENG_AVAILABLE_IN_1_0
GengMember *geng_attendance_get_member (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_attendance_get_date (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
GengShift *geng_attendance_get_shift (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
GengPost *geng_attendance_get_post (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
GengAttendanceKind geng_attendance_get_kind (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
int geng_attendance_get_start_minute (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
int geng_attendance_get_end_minute (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
GengMember *geng_attendance_get_stands_in_for (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
GengRounds geng_attendance_get_rounds (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
const char *geng_attendance_get_confirmed_by (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_attendance_get_confirmed_at (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
const char *geng_attendance_get_note (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
const char *geng_attendance_get_retracted_by (GengAttendance *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_attendance_get_retracted_at (GengAttendance *self);

G_END_DECLS
