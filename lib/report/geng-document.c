/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-document-private.h"
#include "geng-report-words.h"

#include <stdarg.h>

/* Rows that stay with a table's head. */
#define FIRST_TOGETHER 3
/* This part of a table's rows is the least that a last page may have. */
#define LAST_PART 3

/**
 * GengDocument:
 *
 * What people sign, read at a meeting or pin to a board: headings, tables and pictures on A4 in
 * black and white.
 *
 * geng_report_form(), geng_report_attendance() and the like make one; geng_document_to_html()
 * writes it for the printer, geng_document_to_xlsx() for who goes on working on it.
 */

G_DEFINE_FINAL_TYPE (GengDocument, geng_document, G_TYPE_OBJECT)

static void
clear_column (gpointer data)
{
  g_free (((GengGridColumn *) data)->text);
}

static void
clear_cell (gpointer data)
{
  g_free (((GengGridCell *) data)->text);
}

static void
clear_row (gpointer data)
{
  g_array_unref (((GengGridRow *) data)->cells);
}

static void
grid_free (GengGrid *self)
{
  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_free (self->chart_title);
  g_free (self);
}

static void
clear_block (gpointer data)
{
  GengBlock *self = data;

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->texts, g_strfreev);
  g_clear_pointer (&self->grid, grid_free);
}

static void
geng_document_finalize (GObject *object)
{
  GengDocument *self = GENG_DOCUMENT (object);

  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->blocks, g_array_unref);
  G_OBJECT_CLASS (geng_document_parent_class)->finalize (object);
}

static void
geng_document_class_init (GengDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_document_finalize;
}

static void
geng_document_init (GengDocument *self)
{
  self->language = g_strdup ("en");
  self->title = g_strdup ("");
  self->blocks = g_array_new (FALSE, TRUE, sizeof (GengBlock));
  g_array_set_clear_func (self->blocks, clear_block);
}

/**
 * geng_document_get_title:
 * @self: a #GengDocument
 *
 * Returns: what stands above it
 */
const char *
geng_document_get_title (GengDocument *self)
{
  g_return_val_if_fail (GENG_IS_DOCUMENT (self), NULL);
  return self->title;
}

/**
 * geng_document_get_internal:
 * @self: a #GengDocument
 *
 * Returns: whether it is for the office alone and must not be posted: it names pay, kinds of leave
 *   or reasons
 */
gboolean
geng_document_get_internal (GengDocument *self)
{
  g_return_val_if_fail (GENG_IS_DOCUMENT (self), FALSE);
  return (self->flags & GENG_DOCUMENT_INTERNAL) != 0;
}

/* -- making one -- */

GengDocument *
geng_document_new (const char *language, const char *title, GengDocumentFlags flags)
{
  GengDocument *self = g_object_new (GENG_TYPE_DOCUMENT, NULL);

  g_free (self->language);
  g_free (self->title);
  self->language = g_strdup (g_str_has_prefix (language, "zh") ? "zh" : "en");
  self->title = g_strdup (title);
  self->flags = flags;
  return self;
}

const char *
geng_document_say (GengDocument *self, const char *english, const char *chinese)
{
  return self->language[0] == 'z' ? chinese : english;
}

static GengBlock *
add_block (GengDocument *self, GengBlockKind kind, const char *text)
{
  GengBlock block = { .kind = kind, .text = g_strdup (text) };

  g_array_append_val (self->blocks, block);
  return &g_array_index (self->blocks, GengBlock, self->blocks->len - 1);
}

void
geng_document_page (GengDocument *self, const char *name)
{
  add_block (self, GENG_BLOCK_PAGE, name);
}

void
geng_document_sheet (GengDocument *self, const char *name)
{
  add_block (self, GENG_BLOCK_SHEET, name);
}

void
geng_document_heading (GengDocument *self, const char *text)
{
  add_block (self, GENG_BLOCK_HEADING, text);
}

void
geng_document_paragraph (GengDocument *self, GengTone tone, const char *text)
{
  add_block (self, GENG_BLOCK_PARAGRAPH, text)->tone = tone;
}

void
geng_document_footer (GengDocument *self, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *text;
  va_list places;

  va_start (places, self);
  while ((text = va_arg (places, const char *)) != NULL)
    g_strv_builder_add (builder, text);
  va_end (places);
  add_block (self, GENG_BLOCK_FOOTER, NULL)->texts = g_strv_builder_end (builder);
}

GengGrid *
geng_document_grid (GengDocument *self)
{
  GengGrid *grid = g_new0 (GengGrid, 1);

  grid->columns = g_array_new (FALSE, TRUE, sizeof (GengGridColumn));
  grid->rows = g_array_new (FALSE, TRUE, sizeof (GengGridRow));
  g_array_set_clear_func (grid->columns, clear_column);
  g_array_set_clear_func (grid->rows, clear_row);
  add_block (self, GENG_BLOCK_GRID, NULL)->grid = grid;
  return grid;
}

GengGridColumn *
geng_grid_column (GengGrid *self, const char *text, guint width)
{
  GengGridColumn column = { .text = g_strdup (text), .width = width };

  g_array_append_val (self->columns, column);
  return &g_array_index (self->columns, GengGridColumn, self->columns->len - 1);
}

void
geng_grid_row (GengGrid *self)
{
  GengGridRow row = { g_array_new (FALSE, TRUE, sizeof (GengGridCell)), FALSE };

  g_array_set_clear_func (row.cells, clear_cell);
  g_array_append_val (self->rows, row);
}

void
geng_grid_total (GengGrid *self)
{
  geng_grid_row (self);
  g_array_index (self->rows, GengGridRow, self->rows->len - 1).total = TRUE;
}

static GengGridCell *
add_cell (GengGrid *self, GengLook look, const char *text)
{
  GengGridRow *row = &g_array_index (self->rows, GengGridRow, self->rows->len - 1);
  GengGridCell cell
      = { .text = g_strdup (text != NULL ? text : ""), .look = look, .number = 0, .span = 1 };

  g_array_append_val (row->cells, cell);
  return &g_array_index (row->cells, GengGridCell, row->cells->len - 1);
}

void
geng_grid_text (GengGrid *self, GengLook look, const char *text)
{
  add_cell (self, look, text);
}

void
geng_grid_span (GengGrid *self, GengLook look, const char *text, guint n_columns)
{
  add_cell (self, look, text)->span = n_columns;
}

void
geng_grid_figure (GengGrid *self, double number, const char *text)
{
  GengGridCell *cell = add_cell (self, GENG_LOOK_PLAIN, text);

  cell->numeric = TRUE;
  cell->number = number;
}

void
geng_grid_number (GengGrid *self, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  geng_grid_figure (self, number, g_ascii_formatd (text, sizeof text, "%.15g", number));
}

void
geng_grid_hours (GengGrid *self, int minutes)
{
  g_autofree char *hours = geng_report_hours (minutes);

  geng_grid_figure (self, minutes / 60.0, hours);
}

void
geng_grid_empty (GengGrid *self, guint n)
{
  for (guint i = 0; i < n; i++)
    add_cell (self, GENG_LOOK_SIGN, NULL);
}

guint
geng_grid_n_series (const GengGrid *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += g_array_index (self->columns, GengGridColumn, i).series;
  return n;
}

guint32
geng_grid_shade (guint series, guint n_series)
{
  static const guint32 shades[] = { 0x222222, 0x777777, 0xaaaaaa, 0xcccccc, 0xe2e2e2 };

  return shades[MIN (n_series - 1 - series, G_N_ELEMENTS (shades) - 1)];
}

void
geng_grid_together (const GengGrid *self, guint *n_first, guint *n_last)
{
  guint n = self->rows->len;

  *n_first = FIRST_TOGETHER;
  *n_last = MAX (FIRST_TOGETHER, n / LAST_PART);
  if (n <= *n_first + *n_last)
    *n_first = *n_last = n;
}

/* -- one of several -- */

static GengGrid *
copy_grid (const GengGrid *from, GengDocument *to)
{
  GengGrid *grid = geng_document_grid (to);

  for (guint i = 0; i < from->columns->len; i++)
    {
      const GengGridColumn *column = &g_array_index (from->columns, GengGridColumn, i);
      GengGridColumn *copy = geng_grid_column (grid, column->text, column->width);

      copy->series = column->series;
      copy->shaded = column->shaded;
    }
  for (guint i = 0; i < from->rows->len; i++)
    {
      const GengGridRow *row = &g_array_index (from->rows, GengGridRow, i);

      geng_grid_row (grid);
      g_array_index (grid->rows, GengGridRow, i).total = row->total;
      for (guint k = 0; k < row->cells->len; k++)
        {
          GengGridCell cell = g_array_index (row->cells, GengGridCell, k);

          cell.text = g_strdup (cell.text);
          g_array_append_val (g_array_index (grid->rows, GengGridRow, i).cells, cell);
        }
    }
  grid->chart = from->chart;
  grid->chart_title = g_strdup (from->chart_title);
  grid->dense = from->dense;
  return grid;
}

static void
copy_block (const GengBlock *from, GengDocument *to)
{
  GengBlock *copy;

  if (from->kind == GENG_BLOCK_GRID)
    {
      copy_grid (from->grid, to);
      return;
    }
  copy = add_block (to, from->kind, from->text);
  copy->tone = from->tone;
  copy->texts = g_strdupv (from->texts);
}

/* The block that begins the page of that name; the number of blocks where there is none. */
static guint
find_page (const GengDocument *self, const char *name)
{
  guint i = 0;

  while (i < self->blocks->len
         && (g_array_index (self->blocks, GengBlock, i).kind != GENG_BLOCK_PAGE
             || g_strcmp0 (g_array_index (self->blocks, GengBlock, i).text, name) != 0))
    i++;
  return i;
}

/* The page's heading is everybody's; below it each document stands under its title. */
static void
copy_page (const GengDocument *from, const char *name, GengDocument *to)
{
  gboolean first = find_page (to, name) == to->blocks->len, headed = FALSE;
  guint i = find_page (from, name);

  if (i == from->blocks->len)
    return;
  if (first)
    geng_document_page (to, name);
  for (i++; i < from->blocks->len; i++)
    {
      const GengBlock *block = &g_array_index (from->blocks, GengBlock, i);
      gboolean heading = block->kind == GENG_BLOCK_HEADING && !headed;

      if (block->kind == GENG_BLOCK_PAGE)
        break;
      if (!heading || first)
        copy_block (block, to);
      if (heading)
        geng_document_paragraph (to, GENG_TONE_SUB, from->title);
      headed = headed || heading;
    }
}

/**
 * geng_document_gather:
 * @title: of the whole
 * @documents: (element-type GengDocument): one at least, with pages of the same names
 *
 * Makes one document of several, such as the sheets of the month's end of all stations of a zone:
 * what they have on pages of one name, an organisation's, comes onto one page, and one sheet of
 * the workbook, each under the title of its document.
 *
 * Returns: (transfer full): the document, in the language of the first and as internal as it is
 */
GengDocument *
geng_document_gather (const char *title, GPtrArray *documents)
{
  GengDocument *self;
  const GengDocument *one;

  g_return_val_if_fail (title != NULL && documents != NULL && documents->len > 0, NULL);
  one = documents->pdata[0];
  self = geng_document_new (one->language, title, one->flags);
  for (guint i = 0; i < documents->len; i++)
    {
      one = documents->pdata[i];
      for (guint b = 0; b < one->blocks->len; b++)
        {
          const GengBlock *block = &g_array_index (one->blocks, GengBlock, b);

          if (block->kind == GENG_BLOCK_PAGE && find_page (self, block->text) == self->blocks->len)
            for (guint k = i; k < documents->len; k++)
              copy_page (documents->pdata[k], block->text, self);
        }
    }
  return self;
}
