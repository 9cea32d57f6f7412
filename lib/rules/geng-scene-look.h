/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-scene.h"

G_BEGIN_DECLS

/* Where a check looks while a station is edited: GengScene.look_posts. */

/* A check that goes by posts is to look at this one. */
gboolean geng_scene_looks_at (const GengScene *scene, GengPost *post);
/* (transfer full) (element-type guint): the demands at these posts, in the station's order */
GArray *geng_scene_list_looked (const GengScene *scene);
/* (transfer container) (element-type GengDuty): of the day's duties those that belong to them */
GPtrArray *geng_scene_list_looked_duties (const GengScene *scene, int day);

G_END_DECLS
