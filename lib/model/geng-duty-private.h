/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* When the duty was served, where that is known, else when its shift is; in minutes from 00:00 of
 * the duty day. */
int geng_duty_start_minute (GengDuty *self);
int geng_duty_end_minute (GengDuty *self);
/* The member was there all the time between these minutes. */
gboolean geng_duty_is_there (GengDuty *self, int from, int to);
/* (nullable): the minutes at which he went and came between its start and its end, in turn. */
const GArray *geng_duty_get_break_minutes (GengDuty *self);
/* It says who serves, when and where, and nothing else. */
gboolean geng_duty_is_plain (GengDuty *self);
/* The times that the other was served at, if it was. */
void geng_duty_take_served (GengDuty *self, GengDuty *other);

G_END_DECLS
