/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-post.h"
#include "geng-window.h"

G_BEGIN_DECLS

#define GENG_TYPE_SHIFT (geng_shift_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengShift, geng_shift, GENG, SHIFT, GengEntity)

GENG_AVAILABLE_IN_1_0
GengShift *geng_shift_new (const char *id,
                           const char *name,
                           GengWindow *window,
                           int start,
                           int end);
GENG_AVAILABLE_IN_1_0
void geng_shift_add_window (GengShift *self, GengWindow *window, GengPost *post);
GENG_AVAILABLE_IN_1_0
GListModel *geng_shift_get_windows (GengShift *self);
GENG_AVAILABLE_IN_1_0
GengWindow *geng_shift_get_window (GengShift *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_shift_has_window (GengShift *self, GengWindow *window);
GENG_AVAILABLE_IN_1_0
GengPost *geng_shift_get_post (GengShift *self, GengWindow *window);
GENG_AVAILABLE_IN_1_0
int geng_shift_get_start_minute (GengShift *self);
GENG_AVAILABLE_IN_1_0
int geng_shift_get_end_minute (GengShift *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_shift_get_night (GengShift *self);
GENG_AVAILABLE_IN_1_0
void geng_shift_set_night (GengShift *self, gboolean night);
GENG_AVAILABLE_IN_1_0
const char *geng_shift_get_mark (GengShift *self);
GENG_AVAILABLE_IN_1_0
void geng_shift_set_mark (GengShift *self, const char *mark);
GENG_AVAILABLE_IN_1_0
const char *geng_shift_get_colour (GengShift *self);
GENG_AVAILABLE_IN_1_0
void geng_shift_set_colour (GengShift *self, const char *css_name);

G_END_DECLS
