/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What kind of file the bytes are goes by their beginning, not by the name. */

#include "geng-charset.h"
#include "geng-csv-grid.h"
#include "geng-file.h"
#include "geng-gettext.h"
#include "geng-worksheet-private.h"
#include <geng/geng-error.h>

#include <string.h>

static gboolean
begins_with (GBytes *content, const char *bytes, gsize n)
{
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  return size >= n && memcmp (data, bytes, n) == 0;
}

static gboolean
take_cell (guint row, guint column, const char *text, gpointer table, GError **error)
{
  return geng_worksheet_set (table, row, column, text, error);
}

static GengWorksheet *
read_csv (GBytes *content, const char *file, GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autofree char *text = geng_charset_decode (content, faults);
  g_autoptr (GengWorksheet) table = geng_worksheet_new (file, NULL);

  if (text == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "%s: %s", file,
                   ((GengFault *) g_ptr_array_index (faults->list, 0))->message);
      return NULL;
    }
  return geng_csv_grid (text, take_cell, table, error) ? g_steal_pointer (&table) : NULL;
}

/**
 * geng_worksheet_read:
 * @content: the bytes of an .xlsx or .csv file, 16 MiB at most
 * @file: its name, for messages
 * @sheet: (nullable): which sheet of a workbook; %NULL for the first that is shown and not empty
 * @error: return location
 *
 * Reads a table from outside.  A .csv may be separated by commas, semicolons or tabs and be in
 * UTF-8 or GB18030.  Workbooks are Office Open XML (ECMA-376), as WPS and Excel save .xlsx; an old
 * .xls, or a workbook with a password, is refused with what to do.
 *
 * Returns: (transfer full): the table; %NULL with %GENG_ERROR_INVALID, or with %GENG_ERROR_UNKNOWN
 * where there is no such sheet
 */
GengWorksheet *
geng_worksheet_read (GBytes *content, const char *file, const char *sheet, GError **error)
{
  g_return_val_if_fail (content != NULL && file != NULL, NULL);
  if (g_bytes_get_size (content) > GENG_FILE_MAX)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: too large for a table"), file);
  else if (begins_with (content, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("%s: an old .xls file, or one with a password; save it in WPS as .xlsx, "
                    "without a password"),
                 file);
  else if (begins_with (content, "PK", 2))
    return geng_xlsx_read (content, file, sheet, error);
  else
    return read_csv (content, file, error);
  return NULL;
}
