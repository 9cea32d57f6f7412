/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"

G_BEGIN_DECLS

#define GENG_TYPE_PATROL_FINDING (geng_patrol_finding_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengPatrolFinding, geng_patrol_finding, GENG, PATROL_FINDING, GObject)

GENG_AVAILABLE_IN_1_0
const char *geng_patrol_finding_get_id (GengPatrolFinding *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_patrol_finding_get_date (GengPatrolFinding *self);
GENG_AVAILABLE_IN_1_0
GengPost *geng_patrol_finding_get_post (GengPatrolFinding *self);
GENG_AVAILABLE_IN_1_0
const char *geng_patrol_finding_get_kind (GengPatrolFinding *self);
GENG_AVAILABLE_IN_1_0
const char *geng_patrol_finding_get_text (GengPatrolFinding *self);
GENG_AVAILABLE_IN_1_0
const char *geng_patrol_finding_get_place (GengPatrolFinding *self);
GENG_AVAILABLE_IN_1_0
const char *geng_patrol_finding_get_reporter (GengPatrolFinding *self);
GENG_AVAILABLE_IN_1_0
const char *geng_patrol_finding_get_department (GengPatrolFinding *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_patrol_finding_get_due (GengPatrolFinding *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_patrol_finding_get_settled (GengPatrolFinding *self);
GENG_AVAILABLE_IN_1_0
const char *geng_patrol_finding_get_result (GengPatrolFinding *self);

G_END_DECLS
