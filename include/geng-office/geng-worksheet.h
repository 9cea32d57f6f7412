/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include <geng/geng.h>

G_BEGIN_DECLS

#define GENG_TYPE_WORKSHEET (geng_worksheet_get_type ())
/**
 * GengWorksheet:
 *
 * A table from outside as WPS or Excel saves it: the cells of one sheet of an .xlsx file, or of a
 * .csv file of any kind, as text.  Rows and columns count from 0.
 *
 * What a cell shows is its text: a formula is what it came to, a date is 2026-12-01 and a time
 * 08:00 however the sheet displays them, and each cell of a merged area has the area's text.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengWorksheet, geng_worksheet, GENG, WORKSHEET, GObject)

GENG_AVAILABLE_IN_1_0
GengWorksheet *geng_worksheet_read (GBytes *content,
                                    const char *file,
                                    const char *sheet,
                                    GError **error);
GENG_AVAILABLE_IN_1_0
const char *geng_worksheet_get_file (GengWorksheet *self);
GENG_AVAILABLE_IN_1_0
const char *geng_worksheet_get_sheet (GengWorksheet *self);
GENG_AVAILABLE_IN_1_0
guint geng_worksheet_get_n_rows (GengWorksheet *self);
GENG_AVAILABLE_IN_1_0
guint geng_worksheet_get_n_columns (GengWorksheet *self);
GENG_AVAILABLE_IN_1_0
const char *geng_worksheet_get_cell (GengWorksheet *self, guint row, guint column);
GENG_AVAILABLE_IN_1_0
char *geng_worksheet_get_place (GengWorksheet *self, guint row, guint column);

G_END_DECLS
