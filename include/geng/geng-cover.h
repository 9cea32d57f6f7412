/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-gap.h"
#include "geng-roster.h"

G_BEGIN_DECLS

#define GENG_TYPE_COVER (geng_cover_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengCover, geng_cover, GENG, COVER, GObject)

GENG_AVAILABLE_IN_1_0
GPtrArray *geng_cover_list_for_duty (GengRoster *roster,
                                     GengRoster *history,
                                     GengDuty *duty,
                                     GError **error);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_cover_list_for_gap (GengRoster *roster,
                                    GengRoster *history,
                                    GengGap *gap,
                                    GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_cover_explain_gaps (GengRoster *roster,
                                  GengRoster *history,
                                  GPtrArray *gaps,
                                  GError **error);

GENG_AVAILABLE_IN_1_0
GengMember *geng_cover_get_member (GengCover *self);
GENG_AVAILABLE_IN_1_0
GengShift *geng_cover_get_shift (GengCover *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_cover_get_possible (GengCover *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_cover_get_gaps (GengCover *self);
GENG_AVAILABLE_IN_1_0
gint64 geng_cover_get_cost (GengCover *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_cover_list_obstacles (GengCover *self);
GENG_AVAILABLE_IN_1_0
const char *geng_cover_get_rule (GengCover *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_cover_get_reserve (GengCover *self);

G_END_DECLS
