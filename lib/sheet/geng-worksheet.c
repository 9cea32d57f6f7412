/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The cells of a sheet as text.  Rows are kept as long as their last cell with a text, so that a
 * sheet that is formatted to its ends costs nothing. */

#include "geng-gettext.h"
#include "geng-worksheet-private.h"
#include <geng/geng-error.h>

/* Cells that merged areas may fill, all together. */
#define MERGED_MAX 1000000

struct _GengWorksheet
{
  GObject parent_instance;

  char *file;
  char *sheet;
  GPtrArray *rows; /* of GPtrArray of char*, NULL for an empty cell */
  guint n_columns;
  guint n_merged;
};

G_DEFINE_FINAL_TYPE (GengWorksheet, geng_worksheet, G_TYPE_OBJECT)

static void
geng_worksheet_finalize (GObject *object)
{
  GengWorksheet *self = GENG_WORKSHEET (object);

  g_free (self->file);
  g_free (self->sheet);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (geng_worksheet_parent_class)->finalize (object);
}

static void
geng_worksheet_class_init (GengWorksheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_worksheet_finalize;
}

static void
geng_worksheet_init (GengWorksheet *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

/* @sheet: (nullable): a .csv has one table and no name for it */
GengWorksheet *
geng_worksheet_new (const char *file, const char *sheet)
{
  GengWorksheet *self = g_object_new (GENG_TYPE_WORKSHEET, NULL);

  self->file = g_strdup (file);
  self->sheet = g_strdup (sheet);
  return self;
}

/* "C7", as spreadsheets name it; columns after Z are AA. */
char *
geng_worksheet_cell_name (guint row, guint column)
{
  char letters[8];
  guint at = sizeof letters - 1;

  letters[at] = '\0';
  for (guint left = column + 1; left > 0 && at > 0; left = (left - 1) / 26)
    letters[--at] = (char) ('A' + (left - 1) % 26);
  return g_strdup_printf ("%s%u", letters + at, row + 1);
}

/* An empty text is no cell.  GENG_ERROR_INVALID past the last row or column that a table may
 * have. */
gboolean
geng_worksheet_set (GengWorksheet *self, guint row, guint column, const char *text, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  GPtrArray *cells;

  if (clean[0] == '\0')
    return TRUE;
  if (row >= GENG_WORKSHEET_MAX_ROWS || column >= GENG_WORKSHEET_MAX_COLUMNS)
    {
      g_autofree char *name = geng_worksheet_cell_name (row, column);

      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("%s: cell %s lies outside of any list or roster: %d rows and %d columns at "
                      "most"),
                   self->file, name, GENG_WORKSHEET_MAX_ROWS, GENG_WORKSHEET_MAX_COLUMNS);
      return FALSE;
    }
  while (self->rows->len <= row)
    g_ptr_array_add (self->rows, g_ptr_array_new_with_free_func (g_free));
  cells = g_ptr_array_index (self->rows, row);
  if (cells->len <= column)
    g_ptr_array_set_size (cells, (int) column + 1);
  g_free (cells->pdata[column]);
  cells->pdata[column] = g_steal_pointer (&clean);
  self->n_columns = MAX (self->n_columns, column + 1);
  return TRUE;
}

/* Gives each cell of a merged area, as far as the table goes, the text of its first one. */
gboolean
geng_worksheet_merge (GengWorksheet *self, const GengMerge *merge, GError **error)
{
  g_autofree char *text = g_strdup (geng_worksheet_get_cell (self, merge->top, merge->left));
  guint n_columns = self->n_columns;

  if (text[0] == '\0')
    return TRUE;
  for (guint row = merge->top; row <= merge->bottom && row < self->rows->len; row++)
    for (guint column = merge->left; column <= merge->right && column < n_columns; column++)
      if (++self->n_merged > MERGED_MAX)
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                       _ ("%s: too many merged cells; undo the merging"), self->file);
          return FALSE;
        }
      else if (!geng_worksheet_set (self, row, column, text, error))
        return FALSE;
  return TRUE;
}

/**
 * geng_worksheet_get_file:
 * @self: a table
 *
 * Returns: the name of the file, as geng_worksheet_read() was told
 */
const char *
geng_worksheet_get_file (GengWorksheet *self)
{
  g_return_val_if_fail (GENG_IS_WORKSHEET (self), NULL);
  return self->file;
}

/**
 * geng_worksheet_get_sheet:
 * @self: a table
 *
 * Returns: (nullable): the name of the workbook's sheet; %NULL for a .csv file
 */
const char *
geng_worksheet_get_sheet (GengWorksheet *self)
{
  g_return_val_if_fail (GENG_IS_WORKSHEET (self), NULL);
  return self->sheet;
}

/**
 * geng_worksheet_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows there are, up to the last one with a text
 */
guint
geng_worksheet_get_n_rows (GengWorksheet *self)
{
  g_return_val_if_fail (GENG_IS_WORKSHEET (self), 0);
  return self->rows->len;
}

/**
 * geng_worksheet_get_n_columns:
 * @self: a table
 *
 * Returns: how many columns there are, up to the last one with a text
 */
guint
geng_worksheet_get_n_columns (GengWorksheet *self)
{
  g_return_val_if_fail (GENG_IS_WORKSHEET (self), 0);
  return self->n_columns;
}

/**
 * geng_worksheet_get_cell:
 * @self: a table
 * @row: a row, from 0
 * @column: a column, from 0
 *
 * Returns: the cell's text without blanks around it; empty where there is none
 */
const char *
geng_worksheet_get_cell (GengWorksheet *self, guint row, guint column)
{
  GPtrArray *cells;
  const char *text = NULL;

  g_return_val_if_fail (GENG_IS_WORKSHEET (self), NULL);
  cells = row < self->rows->len ? g_ptr_array_index (self->rows, row) : NULL;
  if (cells != NULL && column < cells->len)
    text = g_ptr_array_index (cells, column);
  return text != NULL ? text : "";
}

/**
 * geng_worksheet_get_place:
 * @self: a table
 * @row: a row, from 0
 * @column: a column, from 0
 *
 * Names a cell for a message, as a captain finds it: "roster.xlsx C7".
 *
 * Returns: (transfer full): file and cell
 */
char *
geng_worksheet_get_place (GengWorksheet *self, guint row, guint column)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (GENG_IS_WORKSHEET (self), NULL);
  name = geng_worksheet_cell_name (row, column);
  return g_strdup_printf ("%s %s", self->file, name);
}
