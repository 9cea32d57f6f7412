/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-worksheet.h>

/* Where the days of a roster stand in a table, and of which month they are. */
typedef struct
{
  guint header;       /* the row of the days */
  guint first_column; /* of the first day */
  guint n_days;
  guint first_day; /* of the month, from 1 */
  int name_column; /* of the people */
  int year;        /* 0 where nothing says it */
  int month;
  int weekday; /* of the first day, 1 Monday to 7 Sunday; 0 where nothing says it */
} GengRosterDays;

gboolean geng_roster_days_find (GengRosterDays *self, GengWorksheet *sheet);
