/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-cycle.h"
#include "geng-station.h"

G_BEGIN_DECLS

GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_cycle (GengStation *self, GengCycle *cycle, GError **error);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_cycles (GengStation *self);
GENG_AVAILABLE_IN_1_0
GengCycle *geng_station_lookup_cycle (GengStation *self, const char *id);

GENG_AVAILABLE_IN_1_0
guint geng_station_count_teams (GengStation *self, const char *cycle);

G_END_DECLS
