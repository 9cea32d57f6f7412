/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-report-html.h"

#include "geng-text.h"

/* The policy makes browsers enforce what the page promises, should an escape ever be missed. */
static const char policy[] = "default-src 'none'; style-src 'unsafe-inline'";

/* Starts a page with its head; geng_html_free() ends it. */
GString *
geng_html_new (const char *language, const char *title, const char *style)
{
  GString *html = g_string_new ("<!DOCTYPE html>\n");
  const char *tag = g_str_equal (language, "zh") ? "zh-CN" : "en";

  g_string_append_printf (html, "<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", tag);
  g_string_append_printf (html, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n",
                          policy);
  g_string_append (html, "<meta name=\"viewport\" content=\"width=device-width, "
                         "initial-scale=1\">\n"
                         "<meta name=\"referrer\" content=\"no-referrer\">\n"
                         "<meta name=\"robots\" content=\"noindex, nofollow\">\n");
  geng_html_element (html, "title", NULL, title);
  g_string_append_printf (html, "\n<style>\n%s</style>\n</head>\n<body>\n", style);
  return html;
}

char *
geng_html_free (GString *html)
{
  g_string_append (html, "</body>\n</html>\n");
  return g_string_free (html, FALSE);
}

/* (nullable): what stands for it; "" for what is dropped, NULL for a sign that stands for itself */
static const char *
entity_of (gunichar c)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return geng_text_is_control (c) ? "" : NULL;
    }
}

/* Escapes for element contents and for attributes in double quotes; controls are dropped. */
void
geng_html_text (GString *html, const char *text)
{
  const char *plain = text, *p;

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *entity = entity_of (g_utf8_get_char (p));

      if (entity == NULL)
        continue;
      g_string_append_len (html, plain, p - plain);
      g_string_append (html, entity);
      plain = g_utf8_next_char (p);
    }
  g_string_append_len (html, plain, p - plain);
}

void
geng_html_element (GString *html, const char *name, const char *class_name, const char *text)
{
  g_string_append_c (html, '<');
  g_string_append (html, name);
  if (class_name != NULL && class_name[0] != '\0')
    g_string_append_printf (html, " class=\"%s\"", class_name);
  g_string_append_c (html, '>');
  geng_html_text (html, text);
  g_string_append (html, "</");
  g_string_append (html, name);
  g_string_append_c (html, '>');
}

void
geng_html_lines (GString *html, const char *name, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_string_append_printf (html, "<%s>", name);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (html, '\n');
      geng_html_text (html, lines[i]);
    }
  g_string_append_printf (html, "</%s>", name);
}
