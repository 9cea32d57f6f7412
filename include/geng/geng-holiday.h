/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

#define GENG_TYPE_HOLIDAY (geng_holiday_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengHoliday, geng_holiday, GENG, HOLIDAY, GObject)

GENG_AVAILABLE_IN_1_0
GengHoliday *geng_holiday_new (const GDate *date, const char *name, GengHolidayKind kind);
GENG_AVAILABLE_IN_1_0
const GDate *geng_holiday_get_date (GengHoliday *self);
GENG_AVAILABLE_IN_1_0
const char *geng_holiday_get_name (GengHoliday *self);
GENG_AVAILABLE_IN_1_0
GengHolidayKind geng_holiday_get_kind (GengHoliday *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_holiday_is_called (GengHoliday *self, const char *name);

G_END_DECLS
