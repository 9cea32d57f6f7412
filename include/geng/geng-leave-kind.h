/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"

G_BEGIN_DECLS

#define GENG_TYPE_LEAVE_KIND (geng_leave_kind_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengLeaveKind, geng_leave_kind, GENG, LEAVE_KIND, GengEntity)

GENG_AVAILABLE_IN_1_0
GengLeaveKind *geng_leave_kind_new (const char *id, const char *name);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_leave_kind_list_shipped (void);

GENG_AVAILABLE_IN_1_0
gboolean geng_leave_kind_get_counts_as_hours (GengLeaveKind *self);
GENG_AVAILABLE_IN_1_0
void geng_leave_kind_set_counts_as_hours (GengLeaveKind *self, gboolean counts);
GENG_AVAILABLE_IN_1_0
gboolean geng_leave_kind_get_may_be_moved (GengLeaveKind *self);
GENG_AVAILABLE_IN_1_0
void geng_leave_kind_set_may_be_moved (GengLeaveKind *self, gboolean may);
GENG_AVAILABLE_IN_1_0
gboolean geng_leave_kind_get_health (GengLeaveKind *self);
GENG_AVAILABLE_IN_1_0
void geng_leave_kind_set_health (GengLeaveKind *self, gboolean health);

GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_leave_kind (GengStation *self, GengLeaveKind *kind, GError **error);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_leave_kinds (GengStation *self);
GENG_AVAILABLE_IN_1_0
GengLeaveKind *geng_station_lookup_leave_kind (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengLeaveKind *geng_station_find_leave_kind (GengStation *self, const char *text, GError **error);

G_END_DECLS
