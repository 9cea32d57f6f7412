/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-paper.h"

#include "geng-report-html.h"

#include <stdarg.h>

/* A bar chart's measures, in units of its picture. */
#define BAR_ROW 22
#define BAR_HEIGHT 12
#define BAR_LEFT 150
#define BAR_WIDTH 560
#define BAR_TOTAL 760

static const char *
style (void)
{
  static gsize style = 0;

  if (g_once_init_enter (&style))
    {
      GBytes *bytes = g_resources_lookup_data ("/geng/report/paper.css", 0, NULL);
      gsize size = 0;
      const char *data = g_bytes_get_data (bytes, &size);
      char *text = g_strndup (data, size);

      g_bytes_unref (bytes);
      g_once_init_leave (&style, (gsize) text);
    }
  return (const char *) style;
}

GengPaper *
geng_paper_new (const char *language, const char *title, gboolean wide)
{
  GengPaper *self = g_new0 (GengPaper, 1);

  self->language = g_str_equal (language, "zh") ? "zh" : "en";
  self->html = geng_html_new (self->language, title, style ());
  if (wide)
    g_string_replace (self->html, "<body>", "<body class=\"wide\">", 1);
  geng_html_element (self->html, "h1", NULL, title);
  g_string_append_c (self->html, '\n');
  return self;
}

char *
geng_paper_free (GengPaper *self)
{
  char *html = geng_html_free (self->html);

  g_free (self);
  return html;
}

const char *
geng_paper_say (const GengPaper *self, const char *english, const char *chinese)
{
  return self->language[0] == 'z' ? chinese : english;
}

void
geng_paper_heading (GengPaper *self, const char *text)
{
  geng_html_element (self->html, "h2", NULL, text);
  g_string_append_c (self->html, '\n');
}

void
geng_paper_paragraph (GengPaper *self, const char *class_name, const char *text)
{
  geng_html_element (self->html, "p", class_name, text);
  g_string_append_c (self->html, '\n');
}

void
geng_paper_begin_table (GengPaper *self, ...)
{
  const char *text;
  va_list heads;

  g_string_append (self->html, "<table><thead><tr>");
  va_start (heads, self);
  while ((text = va_arg (heads, const char *)) != NULL)
    geng_html_element (self->html, "th", NULL, text);
  va_end (heads);
  g_string_append (self->html, "</tr></thead>\n<tbody>\n");
}

void
geng_paper_end_table (GengPaper *self)
{
  g_string_append (self->html, "</tbody></table>\n");
}

void
geng_paper_begin_row (GengPaper *self, const char *class_name)
{
  if (class_name != NULL)
    g_string_append_printf (self->html, "<tr class=\"%s\">", class_name);
  else
    g_string_append (self->html, "<tr>");
}

void
geng_paper_end_row (GengPaper *self)
{
  g_string_append (self->html, "</tr>\n");
}

void
geng_paper_cell (GengPaper *self, const char *class_name, const char *text)
{
  geng_html_element (self->html, "td", class_name, text != NULL ? text : "");
}

void
geng_paper_number (GengPaper *self, guint number)
{
  g_string_append_printf (self->html, "<td>%u</td>", number);
}

void
geng_paper_row (GengPaper *self, const char *class_name, ...)
{
  const char *text;
  va_list cells;

  geng_paper_begin_row (self, class_name);
  va_start (cells, class_name);
  while ((text = va_arg (cells, const char *)) != NULL)
    geng_paper_cell (self, NULL, text);
  va_end (cells);
  geng_paper_end_row (self);
}

void
geng_paper_begin_page (GengPaper *self)
{
  g_string_append (self->html, "<section class=\"page\">\n");
}

void
geng_paper_end_page (GengPaper *self)
{
  g_string_append (self->html, "</section>\n");
}

void
geng_paper_footer (GengPaper *self, ...)
{
  const char *text;
  va_list places;

  g_string_append (self->html, "<div class=\"footer\">");
  va_start (places, self);
  while ((text = va_arg (places, const char *)) != NULL)
    geng_html_element (self->html, "span", NULL, text);
  va_end (places);
  g_string_append (self->html, "</div>\n");
}

static void
bar (GengPaper *self, guint y, guint height, guint value, guint most, const char *fill)
{
  g_string_append_printf (self->html,
                          "<rect x=\"%d\" y=\"%u\" width=\"%u\" height=\"%u\" fill=\"%s\" "
                          "stroke=\"#111\"/>",
                          BAR_LEFT, y, most > 0 ? value * BAR_WIDTH / most : 0, height, fill);
}

void
geng_paper_bars (GengPaper *self,
                 const char *const *names,
                 const guint *values,
                 const guint *before,
                 guint n)
{
  guint most = 1;

  for (guint i = 0; i < n; i++)
    most = MAX (most, MAX (values[i], before != NULL ? before[i] : 0));
  g_string_append_printf (self->html,
                          "<svg class=\"bars\" role=\"img\" viewBox=\"0 0 %d %u\" "
                          "font-size=\"13\">\n",
                          BAR_TOTAL, n * BAR_ROW + 4);
  for (guint i = 0; i < n; i++)
    {
      guint y = i * BAR_ROW + 3;

      g_string_append_printf (self->html, "<text x=\"%d\" y=\"%u\" text-anchor=\"end\">",
                              BAR_LEFT - 6, y + BAR_HEIGHT);
      geng_html_text (self->html, names[i]);
      g_string_append (self->html, "</text>");
      bar (self, y, BAR_HEIGHT, values[i], most, "#555");
      if (before != NULL)
        bar (self, y + BAR_HEIGHT, BAR_ROW - BAR_HEIGHT - 6, before[i], most, "#ddd");
      g_string_append_printf (self->html, "<text x=\"%d\" y=\"%u\">%u</text>\n",
                              BAR_LEFT + BAR_WIDTH + 6, y + BAR_HEIGHT, values[i]);
    }
  g_string_append (self->html, "</svg>\n");
}
