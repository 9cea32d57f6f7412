/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-holiday.h"
#include "geng-station.h"

G_BEGIN_DECLS

GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_holiday (GengStation *self, GengHoliday *holiday, GError **error);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_holidays (GengStation *self);
GENG_AVAILABLE_IN_1_0
const char *geng_station_get_holiday_calendar (GengStation *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_set_holiday_calendar (GengStation *self, const char *name, GError **error);
GENG_AVAILABLE_IN_1_0
GengHoliday *geng_station_get_holiday (GengStation *self, const GDate *date);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_knows_holiday (GengStation *self, const char *name);
GENG_AVAILABLE_IN_1_0
char *geng_station_dup_holiday_notice (GengStation *self, guint year);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_is_statutory (GengStation *self, const GDate *date);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_is_holiday (GengStation *self, const GDate *date);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_is_workday (GengStation *self, const GDate *date);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_is_weekend (GengStation *self, const GDate *date);

G_END_DECLS
