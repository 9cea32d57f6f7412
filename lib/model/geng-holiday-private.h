/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-holiday.h>

G_BEGIN_DECLS

/* A day that also answers to @other, its name in another language. */
GengHoliday *geng_holiday_new_in_two (const GDate *date,
                                      const char *name,
                                      const char *other,
                                      GengHolidayKind kind);

G_END_DECLS
