/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-item.h"
#include "geng-member.h"
#include "geng-post.h"
#include "geng-shift.h"

G_BEGIN_DECLS

#define GENG_TYPE_DUTY (geng_duty_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengDuty, geng_duty, GENG, DUTY, GObject)

GENG_AVAILABLE_IN_1_0
GengDuty *geng_duty_new (GengMember *member, const GDate *date, GengShift *shift, GengPost *post);
GENG_AVAILABLE_IN_1_0
GengDuty *geng_duty_copy (GengDuty *self);
GENG_AVAILABLE_IN_1_0
GengMember *geng_duty_get_member (GengDuty *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_duty_get_date (GengDuty *self);
GENG_AVAILABLE_IN_1_0
GengShift *geng_duty_get_shift (GengDuty *self);
GENG_AVAILABLE_IN_1_0
GengPost *geng_duty_get_post (GengDuty *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_duty_get_pinned (GengDuty *self);
GENG_AVAILABLE_IN_1_0
void geng_duty_set_pinned (GengDuty *self, gboolean pinned);
GENG_AVAILABLE_IN_1_0
gboolean geng_duty_is_like (GengDuty *self, GengDuty *other);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_duty_list_items (GengDuty *self);
GENG_AVAILABLE_IN_1_0
void geng_duty_set_items (GengDuty *self, GPtrArray *items);
GENG_AVAILABLE_IN_1_0
const char *geng_duty_get_note (GengDuty *self);
GENG_AVAILABLE_IN_1_0
void geng_duty_set_note (GengDuty *self, const char *note);
GENG_AVAILABLE_IN_1_0
int geng_duty_get_served_start_minute (GengDuty *self);
GENG_AVAILABLE_IN_1_0
int geng_duty_get_served_end_minute (GengDuty *self);
GENG_AVAILABLE_IN_1_0
void geng_duty_set_served (GengDuty *self, int start_minute, int end_minute);
GENG_AVAILABLE_IN_1_0
const char *const *geng_duty_get_served_breaks (GengDuty *self);
GENG_AVAILABLE_IN_1_0
void geng_duty_set_served_breaks (GengDuty *self, const char *const *breaks);
GENG_AVAILABLE_IN_1_0
GDateTime *geng_duty_get_start (GengDuty *self, GengStation *station);
GENG_AVAILABLE_IN_1_0
GDateTime *geng_duty_get_end (GengDuty *self, GengStation *station);

G_END_DECLS
