/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-demand.h"

G_BEGIN_DECLS

#define GENG_TYPE_GAP (geng_gap_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengGap, geng_gap, GENG, GAP, GObject)

GENG_AVAILABLE_IN_1_0
GengDemand *geng_gap_get_demand (GengGap *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_gap_get_date (GengGap *self);
GENG_AVAILABLE_IN_1_0
int geng_gap_get_start_minute (GengGap *self);
GENG_AVAILABLE_IN_1_0
int geng_gap_get_end_minute (GengGap *self);
GENG_AVAILABLE_IN_1_0
const char *geng_gap_get_role (GengGap *self);
GENG_AVAILABLE_IN_1_0
int geng_gap_get_places (GengGap *self);
GENG_AVAILABLE_IN_1_0
const char *geng_gap_get_reason (GengGap *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_gap_list_obstacles (GengGap *self);
GENG_AVAILABLE_IN_1_0
char *geng_gap_to_string (GengGap *self);

G_END_DECLS
