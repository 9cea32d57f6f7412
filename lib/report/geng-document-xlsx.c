/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A document as a workbook: a sheet a page, its pictures as charts that follow their numbers. */

#include <geng-office/geng-office.h>
#include <xlsxwriter.h>

#include "geng-document-private.h"
#include "geng-report-width.h"
#include "geng-report-words.h"
#include "geng-workbook.h"

#define PAPER_A4 9
/* The sides of A4 and its margins, in inches, as the format has them. */
#define A4_SHORT (210 / 25.4)
#define A4_LONG (297 / 25.4)
#define SIDE_MARGIN 0.4
#define END_MARGIN 0.6
#define POINTS_PER_INCH 72
#define PIXELS_PER_INCH 96
/* A column is so many times as wide as a digit of the usual font, and a little more. */
#define CHARACTER_PIXELS 7
#define COLUMN_PIXELS 5
/* Less than this part of a last page is no page of its own. */
#define LEAST_LAST_PAGE (1 / 3.0)
/* Excel takes no longer name of a sheet. */
#define LONGEST_NAME 31
#define LINE_POINTS 15.0
#define SIGN_POINTS 26.0
#define HEAD_POINTS 24.0
/* Rows that a chart covers: a few, and half a row a bar. */
#define CHART_ROWS 6
#define ROW_PIXELS 20
#define CHART_WIDTH 640
/* A longer chart would be cut at the end of the page. */
#define MOST_CHART_ROWS 20
/* Widths in a workbook are counted in characters and take a little more than these. */
#define WIDTH_ROOM 1.6
/* A line of text on a sheet without a table. */
#define LEAST_WIDTH 60

typedef enum
{
  FORMAT_TITLE,
  FORMAT_HEADING,
  FORMAT_PARAGRAPH,
  FORMAT_SUB,
  FORMAT_LOUD,
  FORMAT_NOTE,
  FORMAT_HEAD,
  FORMAT_PLAIN,
  FORMAT_TEXT,
  FORMAT_SHADED,
  FORMAT_OPEN,
  FORMAT_TOTAL,
  FORMAT_PART, /* a number with a part, like half an hour */
  FORMAT_TOTAL_PART,
  N_FORMATS
} Format;

typedef struct
{
  GengDocument *document;
  lxw_workbook *book;
  lxw_worksheet *page;
  lxw_format *formats[N_FORMATS];
  lxw_row_t row;
  GArray *widths;         /* of the sheet's columns, in characters */
  guint n_columns, width; /* how many there are, and what they hold together */
  guint n_grids;          /* of the sheet */
  double repeated;        /* points that each page but the first begins with: a table's head */
  guint n_pages;
  GArray *lines; /* of Line: the sheet's rows so far */
  gboolean glue; /* the next row is not parted from the one before */
} Writer;

/* What paper must know of a row. */
typedef struct
{
  double points;
  gboolean glued; /* no page ends before it */
} Line;

/* -- formats -- */

static lxw_format *
add_format (Writer *self, gboolean framed, gboolean bold, double size, int align)
{
  lxw_format *format = workbook_add_format (self->book);

  format_set_align (format, align);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_text_wrap (format);
  format_set_font_size (format, size);
  if (framed)
    format_set_border (format, LXW_BORDER_THIN);
  if (bold)
    format_set_bold (format);
  return format;
}

static void
add_formats (Writer *self)
{
  lxw_format **formats = self->formats;

  formats[FORMAT_TITLE] = add_format (self, FALSE, TRUE, 16, LXW_ALIGN_CENTER);
  formats[FORMAT_HEADING] = add_format (self, FALSE, TRUE, 13, LXW_ALIGN_LEFT);
  formats[FORMAT_PARAGRAPH] = add_format (self, FALSE, FALSE, 11, LXW_ALIGN_LEFT);
  formats[FORMAT_SUB] = add_format (self, FALSE, FALSE, 11, LXW_ALIGN_CENTER);
  formats[FORMAT_LOUD] = add_format (self, TRUE, TRUE, 12, LXW_ALIGN_CENTER);
  formats[FORMAT_NOTE] = add_format (self, FALSE, FALSE, 9, LXW_ALIGN_LEFT);
  formats[FORMAT_HEAD] = add_format (self, TRUE, TRUE, 10, LXW_ALIGN_CENTER);
  formats[FORMAT_PLAIN] = add_format (self, TRUE, FALSE, 10, LXW_ALIGN_CENTER);
  formats[FORMAT_TEXT] = add_format (self, TRUE, FALSE, 10, LXW_ALIGN_LEFT);
  formats[FORMAT_SHADED] = add_format (self, TRUE, FALSE, 10, LXW_ALIGN_CENTER);
  formats[FORMAT_OPEN] = add_format (self, TRUE, FALSE, 10, LXW_ALIGN_CENTER);
  formats[FORMAT_TOTAL] = add_format (self, TRUE, TRUE, 10, LXW_ALIGN_CENTER);
  formats[FORMAT_PART] = add_format (self, TRUE, FALSE, 10, LXW_ALIGN_CENTER);
  formats[FORMAT_TOTAL_PART] = add_format (self, TRUE, TRUE, 10, LXW_ALIGN_CENTER);
  format_set_num_format (formats[FORMAT_PART], "0.00");
  format_set_num_format (formats[FORMAT_TOTAL_PART], "0.00");
  format_set_bg_color (formats[FORMAT_HEAD], 0xF0F0F0);
  format_set_bg_color (formats[FORMAT_SHADED], 0xDCDCDC);
  format_set_font_color (formats[FORMAT_OPEN], 0x555555);
}

/* -- a sheet -- */

/* Excel refuses some signs in a sheet's name, and an empty one. */
static char *
sheet_name (Writer *self, const char *text)
{
  g_autofree char *clean = g_strdup (text != NULL ? text : "");
  char *name;

  g_strdelimit (clean, "[]:*?/\\'", ' ');
  g_strstrip (clean);
  if (clean[0] == '\0')
    return g_strdup_printf ("%u", self->n_pages + 1);
  name = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), LONGEST_NAME));
  return name;
}

static gboolean
is_on_page (GArray *blocks, guint index)
{
  GengBlockKind kind = g_array_index (blocks, GengBlock, index).kind;

  return kind != GENG_BLOCK_PAGE && kind != GENG_BLOCK_SHEET;
}

/* The last column of a table with fewer columns than another of the page goes on to the page's last
 * one, and asks for no width. */
static void
widen (Writer *self, const GengGrid *grid)
{
  guint n = grid->columns->len;

  if (n > 0 && n < self->widths->len)
    n--;
  for (guint i = 0; i < n; i++)
    g_array_index (self->widths, guint, i)
        = MAX (g_array_index (self->widths, guint, i),
               g_array_index (grid->columns, GengGridColumn, i).width);
}

/* The grids of the page that begins at @block stand below each other, so each column is as wide as
 * the widest of them needs. */
static void
set_widths (Writer *self, guint block)
{
  GArray *blocks = self->document->blocks;

  g_array_set_size (self->widths, 0);
  self->n_grids = 0;
  for (guint i = block; i < blocks->len && is_on_page (blocks, i); i++)
    if (g_array_index (blocks, GengBlock, i).kind == GENG_BLOCK_GRID)
      {
        self->n_grids++;
        g_array_set_size (
            self->widths,
            MAX (self->widths->len, g_array_index (blocks, GengBlock, i).grid->columns->len));
      }
  for (guint i = block; i < blocks->len && is_on_page (blocks, i); i++)
    if (g_array_index (blocks, GengBlock, i).kind == GENG_BLOCK_GRID)
      widen (self, g_array_index (blocks, GengBlock, i).grid);
  self->width = 0;
  for (guint i = 0; i < self->widths->len; i++)
    {
      guint width = g_array_index (self->widths, guint, i);

      worksheet_set_column (self->page, i, i, width + WIDTH_ROOM, NULL);
      self->width += width;
    }
  if (self->widths->len == 0)
    worksheet_set_column (self->page, 0, 0, LEAST_WIDTH, NULL);
  self->n_columns = MAX (1, self->widths->len);
}

/* -- paper -- */

static gboolean
is_wide (const Writer *self)
{
  return (self->document->flags & GENG_DOCUMENT_WIDE) != 0;
}

/* Of the sheet's columns, in pixels of the screen as the format counts them. */
static double
pixels_across (const Writer *self)
{
  guint n = self->width > 0 ? self->n_columns : 1;
  double characters = (self->width > 0 ? self->width : LEAST_WIDTH) + n * WIDTH_ROOM;

  return characters * CHARACTER_PIXELS + n * COLUMN_PIXELS;
}

/* At what part of its size all columns of the sheet are on the page. */
static double
scale_to_width (const Writer *self)
{
  double room = (is_wide (self) ? A4_LONG : A4_SHORT) - 2 * SIDE_MARGIN;

  return MIN (1, room * PIXELS_PER_INCH / pixels_across (self));
}

static void
add_line (Writer *self, double points)
{
  Line line = { points, self->glue };

  g_array_append_val (self->lines, line);
  self->glue = FALSE;
  self->row++;
}

/* Where the page that begins at @first ends: the row at which the next one begins. */
static guint
find_break (const Writer *self, guint first, double room)
{
  guint end = first, at;

  for (double used = first > 0 ? self->repeated : 0; end < self->lines->len; end++)
    {
      used += g_array_index (self->lines, Line, end).points;
      if (used > room && end > first)
        break;
    }
  for (at = end; at > first && at < self->lines->len; at--)
    if (!g_array_index (self->lines, Line, at).glued)
      return at;
  return end;
}

static double
sum_points (const Writer *self)
{
  double points = 0;

  for (guint i = 0; i < self->lines->len; i++)
    points += g_array_index (self->lines, Line, i).points;
  return points;
}

/* Pages of the sheet that is finished: it is as wide as one, and they end where nothing is parted.
 * Excel makes its own ends of pages where it has to fit a sheet; WPS and LibreOffice keep ours. */
static void
end_pages (Writer *self)
{
  g_autoptr (GArray) breaks = g_array_new (TRUE, TRUE, sizeof (lxw_row_t));
  double room = ((is_wide (self) ? A4_SHORT : A4_LONG) - 2 * END_MARGIN) * POINTS_PER_INCH;
  double points = sum_points (self);
  guint n_pages;

  if (self->page == NULL)
    return;
  room /= scale_to_width (self);
  /* A last page that would be nearly empty is none, and all is a little smaller. */
  n_pages = (guint) MAX (1, points / room + 1 - LEAST_LAST_PAGE);
  worksheet_fit_to_pages (self->page, 1, n_pages);
  room = MAX (room, points / n_pages);
  for (guint at = find_break (self, 0, room); at < self->lines->len && breaks->len + 1 < n_pages;
       at = find_break (self, at, room))
    {
      lxw_row_t row = at;

      g_array_append_val (breaks, row);
    }
  if (breaks->len > 0)
    worksheet_set_h_pagebreaks (self->page, (lxw_row_t *) breaks->data);
}

static void
set_up_page (Writer *self)
{
  if (is_wide (self))
    worksheet_set_landscape (self->page);
  worksheet_set_paper (self->page, PAPER_A4);
  worksheet_fit_to_pages (self->page, 1, 1);
  worksheet_set_margins (self->page, SIDE_MARGIN, SIDE_MARGIN, END_MARGIN, END_MARGIN);
  worksheet_set_footer (self->page, "&C&P / &N");
  if (geng_document_get_internal (self->document))
    {
      g_autofree char *head = g_strdup_printf (
          "&C&B%s", geng_report_word (self->document->language, GENG_WORD_INTERNAL));

      worksheet_set_header (self->page, head);
    }
}

static guint
count_lines (const char *text, guint width)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n", -1);
  guint lines = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    lines += 1 + MAX (0, (int) geng_report_width (parts[i]) - 1) / (int) MAX (1, width);
  return lines;
}

/* One text over all columns, as high as it needs. */
static void
put_line (Writer *self, const char *text, Format format, double points)
{
  guint lines = count_lines (text, MAX (self->width, LEAST_WIDTH));

  worksheet_set_row (self->page, self->row, points * lines, NULL);
  if (self->n_columns > 1)
    worksheet_merge_range (self->page, self->row, 0, self->row, self->n_columns - 1, text,
                           self->formats[format]);
  else
    worksheet_write_string (self->page, self->row, 0, text, self->formats[format]);
  add_line (self, points * lines);
}

static lxw_worksheet *
add_sheet (Writer *self, const char *text)
{
  g_autofree char *name = sheet_name (self, text);
  lxw_worksheet *page = workbook_add_worksheet (self->book, name);

  /* where the name is taken it gets one of the library's own */
  return page != NULL ? page : workbook_add_worksheet (self->book, NULL);
}

static void
begin_page (Writer *self, const char *text, guint first_block)
{
  end_pages (self);
  self->page = add_sheet (self, text);
  self->n_pages++;
  self->row = 0;
  g_array_set_size (self->lines, 0);
  self->repeated = 0;
  self->glue = FALSE;
  set_widths (self, first_block);
  set_up_page (self);
  put_line (self, self->document->title, FORMAT_TITLE, HEAD_POINTS);
  if (geng_document_get_internal (self->document))
    put_line (self, geng_report_word (self->document->language, GENG_WORD_INTERNAL), FORMAT_LOUD,
              LINE_POINTS);
}

/* -- tables -- */

static Format
cell_format (const GengGrid *grid, const GengGridRow *row, const GengGridCell *cell, guint column)
{
  if (cell->numeric && cell->number != (double) (gint64) cell->number)
    return row->total ? FORMAT_TOTAL_PART : FORMAT_PART;
  if (row->total)
    return FORMAT_TOTAL;
  if (cell->look == GENG_LOOK_TEXT)
    return FORMAT_TEXT;
  if (cell->look == GENG_LOOK_OPEN)
    return FORMAT_OPEN;
  return g_array_index (grid->columns, GengGridColumn, column).shaded ? FORMAT_SHADED
                                                                      : FORMAT_PLAIN;
}

/* How many columns of the page a cell takes that takes @span of the table from @column on. */
static guint
page_span (const Writer *self, const GengGrid *grid, guint column, guint span)
{
  return column + span >= grid->columns->len ? self->n_columns - column : span;
}

static guint
page_width (const Writer *self, guint column, guint span)
{
  guint width = 0;

  for (guint i = column; i < column + span && i < self->widths->len; i++)
    width += g_array_index (self->widths, guint, i);
  return width;
}

static void
put_text (Writer *self, guint column, guint span, const char *text, lxw_format *format)
{
  if (span > 1)
    worksheet_merge_range (self->page, self->row, column, self->row, column + span - 1, text,
                           format);
  else
    worksheet_write_string (self->page, self->row, column, text, format);
}

static void
put_cell (Writer *self, guint column, guint span, const GengGridCell *cell, lxw_format *format)
{
  if (!cell->numeric || span > 1)
    put_text (self, column, span, cell->numeric ? "" : cell->text, format);
  if (cell->numeric)
    worksheet_write_number (self->page, self->row, column, cell->number, format);
}

static void
put_row (Writer *self, const GengGrid *grid, const GengGridRow *row)
{
  guint column = 0, lines = 1;
  double points = LINE_POINTS;

  for (guint i = 0; i < row->cells->len && column < grid->columns->len; i++)
    {
      const GengGridCell *cell = &g_array_index (row->cells, GengGridCell, i);
      guint span = page_span (self, grid, column, cell->span);

      lines = MAX (lines, count_lines (cell->text, page_width (self, column, span)));
      if (cell->look == GENG_LOOK_SIGN)
        points = SIGN_POINTS;
      put_cell (self, column, span, cell, self->formats[cell_format (grid, row, cell, column)]);
      column += cell->span;
    }
  points = MAX (points, lines * LINE_POINTS);
  worksheet_set_row (self->page, self->row, points, NULL);
  add_line (self, points);
}

static void
put_heads (Writer *self, const GengGrid *grid)
{
  guint lines = 1;

  for (guint i = 0; i < grid->columns->len; i++)
    {
      const GengGridColumn *column = &g_array_index (grid->columns, GengGridColumn, i);
      guint span = page_span (self, grid, i, 1);

      put_text (self, i, span, column->text, self->formats[FORMAT_HEAD]);
      lines = MAX (lines, count_lines (column->text, page_width (self, i, span)));
    }
  worksheet_set_row (self->page, self->row, lines * LINE_POINTS, NULL);
  if (self->n_grids == 1)
    {
      worksheet_repeat_rows (self->page, self->row, self->row);
      self->repeated = lines * LINE_POINTS;
    }
  add_line (self, lines * LINE_POINTS);
}

/* The chart reads its numbers from the table. */
static lxw_chart *
make_chart (Writer *self, const GengGrid *grid, lxw_row_t first, lxw_row_t last)
{
  lxw_chart *chart = workbook_add_chart (
      self->book, grid->chart == GENG_CHART_STACKED ? LXW_CHART_BAR_STACKED : LXW_CHART_BAR);

  for (guint i = 0, k = 0; i < grid->columns->len; i++)
    {
      const GengGridColumn *column = &g_array_index (grid->columns, GengGridColumn, i);
      lxw_chart_fill fill = { .color = geng_grid_shade (k, geng_grid_n_series (grid)) };
      lxw_chart_series *series;

      if (!column->series)
        continue;
      k++;
      series = chart_add_series (chart, NULL, NULL);
      chart_series_set_categories (series, self->page->name, first, 0, last, 0);
      chart_series_set_values (series, self->page->name, first, i, last, i);
      chart_series_set_name (series, column->text);
      chart_series_set_fill (series, &fill);
    }
  if (grid->chart_title != NULL)
    chart_title_set_name (chart, grid->chart_title);
  chart_axis_set_reverse (chart->y_axis);
  return chart;
}

/* Below its table, or on a sheet of its own where a page would end within it. */
static void
put_chart (Writer *self, const GengGrid *grid, lxw_row_t first, lxw_row_t last)
{
  lxw_chart_options options = { .x_scale = (double) CHART_WIDTH / 480 };
  lxw_chart *chart = make_chart (self, grid, first, last);
  guint rows = CHART_ROWS + (last - first + 1);

  options.y_scale = (double) rows * ROW_PIXELS / 288;
  if (rows <= MOST_CHART_ROWS)
    {
      worksheet_insert_chart_opt (self->page, self->row, 0, chart, &options);
      for (guint i = 0; i < rows; i++)
        {
          self->glue = i > 0;
          add_line (self, LINE_POINTS);
        }
      add_line (self, LINE_POINTS);
    }
  else
    {
      lxw_worksheet *page = self->page;
      g_autofree char *text = g_strdup_printf ("%s %s", page->name,
                                               geng_document_say (self->document, "picture", "图"));

      self->page = add_sheet (self, text);
      set_up_page (self);
      worksheet_insert_chart_opt (self->page, 0, 0, chart, &options);
      self->page = page;
    }
}

static void
put_grid (Writer *self, const GengGrid *grid)
{
  guint n = grid->rows->len, n_first, n_last;
  lxw_row_t first, last;

  geng_grid_together (grid, &n_first, &n_last);
  put_heads (self, grid);
  first = last = self->row;
  for (guint i = 0; i < n; i++)
    {
      const GengGridRow *row = &g_array_index (grid->rows, GengGridRow, i);

      if (!row->total)
        last = self->row;
      self->glue = i < n_first || i > n - n_last;
      put_row (self, grid, row);
    }
  /* Who signs below signs on the page of the table. */
  self->glue = TRUE;
  add_line (self, LINE_POINTS);
  if (grid->chart != GENG_CHART_NONE && grid->rows->len > 0)
    put_chart (self, grid, first, last);
}

/* -- the whole -- */

/* A paragraph right before a table stays with it. */
static gboolean
introduces (const Writer *self, guint index)
{
  GArray *blocks = self->document->blocks;

  return index + 1 < blocks->len
         && g_array_index (blocks, GengBlock, index + 1).kind == GENG_BLOCK_GRID;
}

static void
put_block (Writer *self, guint index)
{
  static const Format tones[] = { FORMAT_PARAGRAPH, FORMAT_SUB, FORMAT_LOUD, FORMAT_NOTE };
  const GengBlock *block = &g_array_index (self->document->blocks, GengBlock, index);
  g_autofree char *places = NULL;

  if (block->kind == GENG_BLOCK_PAGE || block->kind == GENG_BLOCK_SHEET)
    begin_page (self, block->text, index + 1);
  else if (self->page == NULL)
    begin_page (self, self->document->title, index);
  switch (block->kind)
    {
    case GENG_BLOCK_HEADING:
      put_line (self, block->text, FORMAT_HEADING, HEAD_POINTS);
      self->glue = TRUE;
      break;
    case GENG_BLOCK_PARAGRAPH:
      self->glue = self->glue || block->tone == GENG_TONE_NOTE;
      put_line (self, block->text, tones[block->tone], LINE_POINTS);
      self->glue = introduces (self, index);
      break;
    case GENG_BLOCK_GRID:
      /* A table right below another belongs to it. */
      self->glue = self->glue || (index > 0 && block[-1].kind == GENG_BLOCK_GRID);
      put_grid (self, block->grid);
      break;
    case GENG_BLOCK_FOOTER:
      places = g_strjoinv ("                    ", block->texts);
      self->glue = TRUE;
      put_line (self, places, FORMAT_PARAGRAPH, HEAD_POINTS);
      break;
    case GENG_BLOCK_PAGE:
    case GENG_BLOCK_SHEET:
    default:
      break;
    }
}

static void
fill_book (lxw_workbook *book, gpointer data)
{
  GengDocument *document = data;
  Writer self = { .document = document, .book = book };

  self.lines = g_array_new (FALSE, TRUE, sizeof (Line));
  self.widths = g_array_new (FALSE, TRUE, sizeof (guint));
  add_formats (&self);
  for (guint i = 0; i < document->blocks->len; i++)
    put_block (&self, i);
  if (self.page == NULL)
    begin_page (&self, document->title, 0);
  end_pages (&self);
  g_array_unref (self.lines);
  g_array_unref (self.widths);
}

/**
 * geng_document_to_xlsx:
 * @self: a #GengDocument
 * @error: %GENG_ERROR_IO when there is no room for it; %GENG_ERROR_INVALID when the library was
 * built without workbooks
 *
 * The document as a workbook for WPS and Excel: a sheet a page, set up for A4, numbers as numbers
 * and pictures as charts.
 *
 * Fails with %GENG_ERROR_IO, and with %GENG_ERROR_INVALID where the library was built without
 * workbooks.
 *
 * Returns: (transfer full): the bytes of an .xlsx file
 */
GBytes *
geng_document_to_xlsx (GengDocument *self, GError **error)
{
  g_return_val_if_fail (GENG_IS_DOCUMENT (self), NULL);
  return geng_workbook_make (self->title, fill_book, self, error);
}
