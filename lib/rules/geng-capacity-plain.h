/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-scene.h"

G_BEGIN_DECLS

/* What the judge takes for everybody's capacity, in thousandths of the one whose limits on hours
 * leave the most room; it shares no reckoning with geng_scene_capacities(), by which the planner
 * goes.
 * Returns: (transfer none): [member], as long as the scene lasts */
const int *geng_capacities_plain (const GengScene *scene);

G_END_DECLS
