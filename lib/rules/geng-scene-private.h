/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-scene.h"

G_BEGIN_DECLS

/* Times, kinds of days, what is asked for and who is away: everything about a scene that no duty
 * changes. */
void geng_scene_fill_calendar (GengScene *scene);
void geng_scene_clear_calendar (GengScene *scene);

G_END_DECLS
