/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A document as one file of HTML: a browser prints it on A4, WPS and LibreOffice open it for
 * editing.  Bars are made of block letters, since office programs drop what is drawn in SVG.
 */

#include "geng-document-private.h"

#include "geng-report-html.h"
#include "geng-report-words.h"

/* The longest bar, in blocks of its letters. */
#define MOST_BLOCKS 25

/* Asked for by name, so that a static program has it too. */
GResource *geng_report_get_resource (void);

static const char *
style (void)
{
  static gsize style = 0;

  if (g_once_init_enter (&style))
    {
      g_autoptr (GBytes) bytes = g_resource_lookup_data (geng_report_get_resource (),
                                                         "/geng/report/document.css", 0, NULL);
      gsize size = 0;
      const char *data = g_bytes_get_data (bytes, &size);

      g_once_init_leave (&style, (gsize) g_strndup (data, size));
    }
  return (const char *) style;
}

/* Lines of a text, escaped. */
static void
put_lines (GString *html, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (html, "<br>");
      geng_html_text (html, lines[i]);
    }
}

/* -- pictures -- */

/* So many of the longest bar's blocks that the value is of the most. */
static void
put_part (GString *html, double value, double most, guint32 shade)
{
  guint n = (guint) (MOST_BLOCKS * value / most + 0.5);

  if (n == 0)
    return;
  g_string_append_printf (html, "<span style=\"font-size: 7pt; color: #%06x\">", shade);
  for (guint i = 0; i < n; i++)
    g_string_append (html, "█");
  g_string_append (html, "</span>");
}

static double
series_value (const GengGrid *grid, const GengGridRow *row, guint series)
{
  for (guint i = 0, seen = 0; i < MIN (grid->columns->len, row->cells->len); i++)
    if (g_array_index (grid->columns, GengGridColumn, i).series && seen++ == series)
      return MAX (0, g_array_index (row->cells, GengGridCell, i).number);
  return 0;
}

static double
row_length (const GengGrid *grid, const GengGridRow *row)
{
  double length = 0;

  for (guint i = 0; i < geng_grid_n_series (grid); i++)
    {
      double value = series_value (grid, row, i);

      length = grid->chart == GENG_CHART_STACKED ? length + value : MAX (length, value);
    }
  return length;
}

static double
longest_row (const GengGrid *grid)
{
  double most = 1;

  for (guint i = 0; i < grid->rows->len; i++)
    if (!g_array_index (grid->rows, GengGridRow, i).total)
      most = MAX (most, row_length (grid, &g_array_index (grid->rows, GengGridRow, i)));
  return most;
}

static void
put_bars (GString *html, const GengGrid *grid, const GengGridRow *row)
{
  guint n = geng_grid_n_series (grid);
  double most = longest_row (grid);

  g_string_append (html, "<td class=\"bars\">");
  for (guint i = 0; grid->chart == GENG_CHART_STACKED && i < n; i++)
    put_part (html, series_value (grid, row, i), most, geng_grid_shade (i, n));
  for (guint i = n; grid->chart == GENG_CHART_BESIDE && i > 0; i--)
    {
      if (i < n)
        g_string_append (html, "<br>");
      put_part (html, series_value (grid, row, i - 1), most, geng_grid_shade (i - 1, n));
    }
  g_string_append (html, "</td>");
}

/* -- tables -- */

static guint
total_width (const GengGrid *grid)
{
  guint width = 0;

  for (guint i = 0; i < grid->columns->len; i++)
    width += g_array_index (grid->columns, GengGridColumn, i).width;
  return width;
}

/* In hundredths of the table; a picture takes as much room as all that stands before it.  Widths
 * stand in the heads, where browsers and office programs look for them. */
static guint
percent_of (const GengGrid *grid, guint width)
{
  guint whole = MAX (1, total_width (grid)) * (grid->chart != GENG_CHART_NONE ? 2 : 1);

  return (100 * width + whole / 2) / whole;
}

static void
put_heads (GString *html, const GengGrid *grid)
{
  g_string_append (html, "<thead><tr>");
  for (guint i = 0; i < grid->columns->len; i++)
    {
      const GengGridColumn *column = &g_array_index (grid->columns, GengGridColumn, i);

      g_string_append_printf (html, "<th scope=\"col\" width=\"%u%%\"%s>",
                              percent_of (grid, column->width),
                              column->shaded ? " class=\"shaded\"" : "");
      put_lines (html, column->text);
      g_string_append (html, "</th>");
    }
  if (grid->chart != GENG_CHART_NONE)
    {
      g_string_append (html, "<th scope=\"col\" width=\"50%\">");
      put_lines (html, grid->chart_title != NULL ? grid->chart_title : "");
      g_string_append (html, "</th>");
    }
  g_string_append (html, "</tr></thead>\n");
}

static void
put_cell (GString *html, const GengGrid *grid, guint column, const GengGridCell *cell)
{
  static const char *const looks[] = { "", "text", "sign", "open" };
  gboolean shaded = cell->span == 1 && column < grid->columns->len
                    && g_array_index (grid->columns, GengGridColumn, column).shaded;

  g_string_append (html, "<td");
  if (cell->span > 1)
    g_string_append_printf (html, " colspan=\"%u\"", cell->span);
  if (looks[cell->look][0] != '\0' || shaded)
    g_string_append_printf (html, " class=\"%s%s%s\"", looks[cell->look],
                            looks[cell->look][0] != '\0' && shaded ? " " : "",
                            shaded ? "shaded" : "");
  g_string_append_c (html, '>');
  put_lines (html, cell->text);
  g_string_append (html, "</td>");
}

static void
put_row (GString *html, const GengGrid *grid, const GengGridRow *row)
{
  guint column = 0;

  g_string_append (html, row->total ? "<tr class=\"total\">" : "<tr>");
  for (guint i = 0; i < row->cells->len; i++)
    {
      const GengGridCell *cell = &g_array_index (row->cells, GengGridCell, i);

      put_cell (html, grid, column, cell);
      column += cell->span;
    }
  if (grid->chart != GENG_CHART_NONE && !row->total)
    put_bars (html, grid, row);
  else if (grid->chart != GENG_CHART_NONE)
    g_string_append (html, "<td></td>");
  g_string_append (html, "</tr>\n");
}

/* The first rows stay with the head, and the last with each other. */
static void
put_rows (GString *html, const GengGrid *grid)
{
  guint n = grid->rows->len, n_first, n_last;

  geng_grid_together (grid, &n_first, &n_last);
  for (guint i = 0; i < n; i++)
    {
      gboolean begins_end = n_last < n && i == n - n_last;

      if (i == 0 || i == n_first || begins_end)
        g_string_append_printf (html, "%s<tbody%s>\n", i > 0 ? "</tbody>" : "",
                                i == 0 || begins_end ? " class=\"together\"" : "");
      put_row (html, grid, &g_array_index (grid->rows, GengGridRow, i));
    }
  if (n > 0)
    g_string_append (html, "</tbody>");
}

static void
put_grid (GString *html, const GengGrid *grid)
{
  /* What office programs know of frames and widths are these attributes. */
  g_string_append_printf (html,
                          "<table class=\"grid%s\" border=\"1\" cellspacing=\"0\" width=\"100%%\">",
                          grid->chart != GENG_CHART_NONE ? " chart"
                          : grid->dense                  ? " dense"
                                                         : "");
  put_heads (html, grid);
  put_rows (html, grid);
  g_string_append (html, "</table>\n");
}

/* -- the whole -- */

static void
put_footer (GString *html, char **places)
{
  guint n = g_strv_length (places);

  g_string_append (html, "<table class=\"footer\" width=\"100%\"><tr>");
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (html, "<td width=\"%u%%\">", 100 / n);
      geng_html_text (html, places[i]);
      g_string_append (html, "</td>");
    }
  g_string_append (html, "</tr></table>\n");
}

static void
put_internal (GengDocument *self, GString *html)
{
  if (!geng_document_get_internal (self))
    return;
  geng_html_element (html, "p", "loud", geng_report_word (self->language, GENG_WORD_INTERNAL));
  g_string_append_c (html, '\n');
}

static void
put_block (GengDocument *self, GString *html, const GengBlock *block, guint *n_pages)
{
  static const char *const tones[] = { NULL, "sub", "loud", "note" };

  switch (block->kind)
    {
    case GENG_BLOCK_PAGE:
      if ((*n_pages)++ > 0)
        g_string_append (html, "</section>\n");
      g_string_append (html, "<section class=\"page\">\n");
      put_internal (self, html);
      break;
    case GENG_BLOCK_HEADING:
      geng_html_element (html, "h2", NULL, block->text);
      g_string_append_c (html, '\n');
      break;
    case GENG_BLOCK_PARAGRAPH:
      geng_html_element (html, "p", tones[block->tone], block->text);
      g_string_append_c (html, '\n');
      break;
    case GENG_BLOCK_GRID:
      put_grid (html, block->grid);
      break;
    case GENG_BLOCK_FOOTER:
      put_footer (html, block->texts);
      break;
    case GENG_BLOCK_SHEET:
    default:
      break;
    }
}

/* Its pages have headings of their own then. */
static gboolean
begins_with_page (GengDocument *self)
{
  return self->blocks->len > 0
         && g_array_index (self->blocks, GengBlock, 0).kind == GENG_BLOCK_PAGE;
}

/**
 * geng_document_to_html:
 * @self: a #GengDocument
 *
 * The document for the printer, on A4: one file without script and with nothing from outside.  WPS
 * and LibreOffice open it for editing.
 *
 * Returns: (transfer full): an HTML document in UTF-8
 */
char *
geng_document_to_html (GengDocument *self)
{
  g_autofree char *look = NULL;
  GString *html;
  guint n_pages = 0;
  gboolean wide;

  g_return_val_if_fail (GENG_IS_DOCUMENT (self), NULL);
  wide = (self->flags & GENG_DOCUMENT_WIDE) != 0;
  look = g_strdup_printf (
      "@page { size: A4%s; @top-center { content: \"%s\"; } }\n%s", wide ? " landscape" : "",
      geng_document_get_internal (self) ? geng_report_word (self->language, GENG_WORD_INTERNAL)
                                        : "",
      style ());
  html = geng_html_new (self->language, self->title, look);
  if (wide)
    g_string_replace (html, "<body>", "<body class=\"wide\">", 1);
  if (!begins_with_page (self))
    {
      geng_html_element (html, "h1", NULL, self->title);
      g_string_append_c (html, '\n');
      put_internal (self, html);
    }
  for (guint i = 0; i < self->blocks->len; i++)
    put_block (self, html, &g_array_index (self->blocks, GengBlock, i), &n_pages);
  if (n_pages > 0)
    g_string_append (html, "</section>\n");
  return geng_html_free (html);
}
