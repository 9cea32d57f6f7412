/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-holiday.h>

G_BEGIN_DECLS

/* A country's public holidays over many years, as shipped with the library.  Tables are read once
 * and stay; any thread may look into them. */
typedef struct _GengHolidayTable GengHolidayTable;

/* Returns: (transfer none) (nullable): NULL where there is no table of that name */
const GengHolidayTable *geng_holiday_table_find (const char *name);
/* Returns: (transfer none) (nullable): the day with its Chinese or its English name */
GengHoliday *geng_holiday_table_lookup (const GengHolidayTable *table,
                                        const GDate *date,
                                        gboolean chinese);
/* Some day of it answers to the name. */
gboolean geng_holiday_table_has (const GengHolidayTable *table, const char *name);
/* The table has the year's statutory days. */
gboolean geng_holiday_table_knows (const GengHolidayTable *table, guint year);
/* The year's notice is there too: who is off and who makes up for it. */
gboolean geng_holiday_table_is_announced (const GengHolidayTable *table, guint year);

G_END_DECLS
