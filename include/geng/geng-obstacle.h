/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

#define GENG_TYPE_OBSTACLE (geng_obstacle_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengObstacle, geng_obstacle, GENG, OBSTACLE, GObject)

GENG_AVAILABLE_IN_1_0
const char *geng_obstacle_get_rule (GengObstacle *self);
GENG_AVAILABLE_IN_1_0
const char *geng_obstacle_get_title (GengObstacle *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_obstacle_list_members (GengObstacle *self);
GENG_AVAILABLE_IN_1_0
char *geng_obstacle_to_string (GengObstacle *self);

G_END_DECLS
