/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-demand.h"
#include "geng-member.h"

G_BEGIN_DECLS

#define GENG_TYPE_FINDING (geng_finding_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengFinding, geng_finding, GENG, FINDING, GObject)

GENG_AVAILABLE_IN_1_0
GengSeverity geng_finding_get_severity (GengFinding *self);
GENG_AVAILABLE_IN_1_0
const char *geng_finding_get_rule (GengFinding *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_finding_list_members (GengFinding *self);
GENG_AVAILABLE_IN_1_0
GengDemand *geng_finding_get_demand (GengFinding *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_finding_get_first (GengFinding *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_finding_get_last (GengFinding *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_finding_get_amount (GengFinding *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_finding_get_cost (GengFinding *self);
GENG_AVAILABLE_IN_1_0
const char *geng_finding_get_message (GengFinding *self);

G_END_DECLS
