/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-worksheet.h>

/* What a list of people tells a station. */
typedef enum
{
  STAFF_ID,
  STAFF_NAME,
  STAFF_ORGANISATION,
  STAFF_TEAM,
  STAFF_CONTRACT,
  STAFF_TITLE,
  STAFF_PHONE,
  STAFF_SINCE,
  STAFF_UNTIL,
  STAFF_N_COLUMNS
} GengStaffColumn;

/* Where the columns stand; -1 for one that is not there. */
typedef struct
{
  guint header;
  int columns[STAFF_N_COLUMNS];
} GengStaffLayout;

gboolean geng_staff_layout_find (GengStaffLayout *self, GengWorksheet *sheet);
char **geng_staff_layout_list_unused (const GengStaffLayout *self, GengWorksheet *sheet);
