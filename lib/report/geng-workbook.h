/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

/* Puts sheets and cells into a workbook. */
typedef void (*GengWorkbookFill) (lxw_workbook *book, gpointer data);

/* Returns: (transfer full): the bytes of the workbook that @fill fills; NULL with GENG_ERROR_IO */
GBytes *geng_workbook_make (const char *title,
                            GengWorkbookFill fill,
                            gpointer data,
                            GError **error);

G_END_DECLS
