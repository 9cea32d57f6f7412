/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-worksheet-private.h"
#include "geng-xlsx-number.h"

/* What the cells of a sheet refer to in the rest of the workbook. */
typedef struct
{
  GPtrArray *strings; /* of char*: the shared ones */
  GArray *formats;    /* of GengFormat: by a cell's style */
  gboolean from_1904;
} GengXlsxBook;

GengWorksheet *geng_xlsx_page_read (GBytes *part,
                                    const char *part_name,
                                    const GengXlsxBook *book,
                                    const char *file,
                                    const char *sheet,
                                    GError **error);
