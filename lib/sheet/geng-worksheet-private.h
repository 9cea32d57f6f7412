/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-worksheet.h>

/* More than anybody's list of people or year of days; what is larger is no such table. */
#define GENG_WORKSHEET_MAX_ROWS 10000
#define GENG_WORKSHEET_MAX_COLUMNS 400

/* A merged area, with its last row and column. */
typedef struct
{
  guint top, left, bottom, right;
} GengMerge;

GengWorksheet *geng_worksheet_new (const char *file, const char *sheet);
gboolean geng_worksheet_set (GengWorksheet *self,
                             guint row,
                             guint column,
                             const char *text,
                             GError **error);
gboolean geng_worksheet_merge (GengWorksheet *self, const GengMerge *merge, GError **error);
char *geng_worksheet_cell_name (guint row, guint column);
GengWorksheet *geng_xlsx_read (GBytes *content,
                               const char *file,
                               const char *sheet,
                               GError **error);
