/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-entity.h"

G_BEGIN_DECLS

#define GENG_TYPE_WINDOW (geng_window_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengWindow, geng_window, GENG, WINDOW, GengEntity)

GENG_AVAILABLE_IN_1_0
GengWindow *geng_window_new (const char *id, const char *name, int start, int end);
GENG_AVAILABLE_IN_1_0
int geng_window_get_start_minute (GengWindow *self);
GENG_AVAILABLE_IN_1_0
int geng_window_get_end_minute (GengWindow *self);
GENG_AVAILABLE_IN_1_0
void geng_window_set_times (GengWindow *self, int start, int end);
GENG_AVAILABLE_IN_1_0
const char *const *geng_window_get_kit (GengWindow *self);
GENG_AVAILABLE_IN_1_0
void geng_window_set_kit (GengWindow *self, const char *const *pieces);
GENG_AVAILABLE_IN_1_0
gboolean geng_window_get_standby (GengWindow *self);
GENG_AVAILABLE_IN_1_0
void geng_window_set_standby (GengWindow *self, gboolean standby);

G_END_DECLS
