/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-entity.h"

G_BEGIN_DECLS

/**
 * GENG_MAX_CYCLE:
 *
 * The most days that a cycle may have: a year.
 */
#define GENG_MAX_CYCLE 366

#define GENG_TYPE_TEAM (geng_team_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengTeam, geng_team, GENG, TEAM, GengEntity)

GENG_AVAILABLE_IN_1_0
GengTeam *geng_team_new (const char *id, const char *name);
GENG_AVAILABLE_IN_1_0
int geng_team_get_cycle_offset (GengTeam *self);
GENG_AVAILABLE_IN_1_0
void geng_team_set_cycle_offset (GengTeam *self, int days);

G_END_DECLS
