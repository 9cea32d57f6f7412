/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-scene.h"

G_BEGIN_DECLS

#define GENG_CAPACITY_FULL 1000

/* How much of the period's work each member's own limits on hours leave room for: the target where
 * there is one, else the most.  Relative: the one with the most room, and who has no limit, is
 * GENG_CAPACITY_FULL; nobody is less than 1.
 * Returns: (transfer none): [member]; reckoned once a scene */
const int *geng_scene_capacities (const GengScene *scene);

G_END_DECLS
