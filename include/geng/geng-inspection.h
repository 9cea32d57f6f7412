/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"
#include "geng-journal-types.h"

G_BEGIN_DECLS

#define GENG_TYPE_INSPECTION (geng_inspection_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengInspection, geng_inspection, GENG, INSPECTION, GObject)

GENG_AVAILABLE_IN_1_0
const GDate *geng_inspection_get_date (GengInspection *self);
GENG_AVAILABLE_IN_1_0
const char *geng_inspection_get_campaign (GengInspection *self);
GENG_AVAILABLE_IN_1_0
GengPost *geng_inspection_get_post (GengInspection *self);
GENG_AVAILABLE_IN_1_0
const char *geng_inspection_get_premises (GengInspection *self);
GENG_AVAILABLE_IN_1_0
const char *geng_inspection_get_inspector (GengInspection *self);
GENG_AVAILABLE_IN_1_0
GengInspectionResult geng_inspection_get_result (GengInspection *self);
GENG_AVAILABLE_IN_1_0
const char *geng_inspection_get_notice (GengInspection *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_inspection_get_recheck (GengInspection *self);
GENG_AVAILABLE_IN_1_0
const char *geng_inspection_get_finding (GengInspection *self);

G_END_DECLS
