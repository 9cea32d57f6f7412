/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-obstacle-private.h"

G_BEGIN_DECLS

GengGap *geng_gap_new (GengDemand *demand,
                       const GDate *date,
                       int from,
                       int to,
                       const char *role,
                       int places);
/* What people call the role; its id, where nobody says. name: (nullable) */
void geng_gap_name_role (GengGap *self, const char *name);
const char *geng_gap_get_role_name (GengGap *self);
/* obstacles: (element-type GengObstacle): why nobody fills it; copied */
void geng_gap_set_obstacles (GengGap *self, GPtrArray *obstacles);

G_END_DECLS
