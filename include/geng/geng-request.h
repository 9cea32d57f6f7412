/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-member.h"
#include "geng-post.h"
#include "geng-shift.h"

G_BEGIN_DECLS

#define GENG_TYPE_REQUEST (geng_request_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRequest, geng_request, GENG, REQUEST, GObject)

GENG_AVAILABLE_IN_1_0
GengRequest *geng_request_new (GengRequestKind kind,
                               GengMember *member,
                               const GDate *first,
                               const GDate *last);
GENG_AVAILABLE_IN_1_0
GengRequestKind geng_request_get_kind (GengRequest *self);
GENG_AVAILABLE_IN_1_0
GengMember *geng_request_get_member (GengRequest *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_request_get_first (GengRequest *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_request_get_last (GengRequest *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_request_get_timed (GengRequest *self);
GENG_AVAILABLE_IN_1_0
void geng_request_set_times (GengRequest *self, int start, int end);
GENG_AVAILABLE_IN_1_0
int geng_request_get_start_minute (GengRequest *self);
GENG_AVAILABLE_IN_1_0
int geng_request_get_end_minute (GengRequest *self);
GENG_AVAILABLE_IN_1_0
GengShift *geng_request_get_shift (GengRequest *self);
GENG_AVAILABLE_IN_1_0
void geng_request_set_shift (GengRequest *self, GengShift *shift);
GENG_AVAILABLE_IN_1_0
GengPost *geng_request_get_post (GengRequest *self);
GENG_AVAILABLE_IN_1_0
void geng_request_set_post (GengRequest *self, GengPost *post);
GENG_AVAILABLE_IN_1_0
int geng_request_get_weight (GengRequest *self);
GENG_AVAILABLE_IN_1_0
void geng_request_set_weight (GengRequest *self, int weight);
GENG_AVAILABLE_IN_1_0
const char *geng_request_get_leave_kind (GengRequest *self);
GENG_AVAILABLE_IN_1_0
void geng_request_set_leave_kind (GengRequest *self, const char *kind);
GENG_AVAILABLE_IN_1_0
const char *geng_request_get_reason (GengRequest *self);
GENG_AVAILABLE_IN_1_0
void geng_request_set_reason (GengRequest *self, const char *reason);
GENG_AVAILABLE_IN_1_0
const char *geng_request_get_source (GengRequest *self);
GENG_AVAILABLE_IN_1_0
void geng_request_set_source (GengRequest *self, const char *source);

G_END_DECLS
