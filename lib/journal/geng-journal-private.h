/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* Start and end of a row on the station's clock, in seconds since 1970 UTC. FALSE for an
 * absence. */
gboolean geng_attendance_span (GengAttendance *self,
                               GengStation *station,
                               gint64 *start,
                               gint64 *end);
/* "2026-11-03 赵甲": where an error of a row stands. */
char *geng_attendance_where (GengAttendance *self);

G_END_DECLS
