/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-page.h"

#include "geng-report-html.h"
#include "geng-report-words.h"

#include <string.h>

/*
 * Most Chinese Android phones cannot subscribe to a calendar, and WeChat, with which everybody
 * scans codes, opens neither webcal nor .ics.  A page is what all of them open.
 */

#define N_NEXT 3

/* From page.css, made by glib-compile-resources. */
GResource *geng_publish_get_resource (void);

static char *
style_text (void)
{
  g_autoptr (GBytes) css
      = g_resource_lookup_data (geng_publish_get_resource (), "/org/geng/publish/page.css",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize length;
  const char *text = g_bytes_get_data (css, &length);
  return g_strndup (text, length);
}

static void
local_date (GDateTime *instant, GDate *date)
{
  int year, month, day;
  g_date_time_get_ymd (instant, &year, &month, &day);
  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
}

static char *
date_text (const char *language, const GengFeedEvent *event)
{
  GDate date;
  local_date (event->start, &date);
  return geng_report_date (language, &date);
}

/* "18:00–04:00" */
static char *
times_text (const GengFeedEvent *event)
{
  g_autofree char *start = g_date_time_format (event->start, "%H:%M");
  g_autofree char *end = g_date_time_format (event->end, "%H:%M");
  return g_strconcat (start, "–", end, NULL);
}

/* An event's words, each of which a page has several times. */
typedef struct
{
  char *date, *times;
} Words;

static void
words_clear (gpointer data)
{
  Words *words = data;
  g_free (words->date);
  g_free (words->times);
}

/* Returns: (transfer full) (element-type Words): of each event */
static GArray *
list_words (const char *language, const GengFeedPage *page)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Words));
  g_array_set_clear_func (list, words_clear);
  for (guint i = 0; i < page->events->len; i++)
    {
      const GengFeedEvent *event = g_ptr_array_index (page->events, i);
      Words words = { date_text (language, event), times_text (event) };
      g_array_append_val (list, words);
    }
  return list;
}

static void
append_next (GString *html, const char *language, const GengFeedPage *page, const GArray *words)
{
  guint n = 0;
  geng_html_element (html, "h2", NULL, geng_report_word (language, GENG_WORD_NEXT_DUTIES));
  g_string_append (html, "\n<ul class=\"next\">\n");
  for (guint i = 0; i < page->events->len && n < N_NEXT; i++)
    {
      const GengFeedEvent *event = g_ptr_array_index (page->events, i);
      const Words *own = &g_array_index (words, Words, i);
      g_autofree char *when = g_strconcat (own->date, " ", own->times, NULL);
      if (g_date_time_to_unix (event->end) <= page->modified)
        continue;
      g_string_append (html, "<li>");
      geng_html_element (html, "b", NULL, when);
      geng_html_element (html, "span", NULL, event->summary);
      if (event->description != NULL)
        geng_html_lines (html, "small", event->description);
      g_string_append (html, "</li>\n");
      n++;
    }
  if (n == 0)
    geng_html_element (html, "li", NULL, geng_report_word (language, GENG_WORD_NO_NEXT_DUTIES));
  g_string_append (html, "</ul>\n");
}

static gboolean
begins_month (GPtrArray *events, guint i)
{
  return i == 0
         || !geng_feed_month_same (g_ptr_array_index (events, i - 1),
                                   g_ptr_array_index (events, i));
}

static void
append_months (GString *html, const char *language, const GengFeedPage *page, const GArray *words)
{
  for (guint i = 0; i < page->events->len; i++)
    {
      const GengFeedEvent *event = g_ptr_array_index (page->events, i);
      const Words *own = &g_array_index (words, Words, i);
      g_autofree char *what = g_strconcat (own->times, " ", event->summary, NULL);
      if (begins_month (page->events, i))
        {
          g_autofree char *month
              = geng_report_month_name (language, geng_feed_event_get_day (event));
          g_string_append (html, i > 0 ? "</ul>\n" : "");
          geng_html_element (html, "h2", NULL, month);
          g_string_append (html, "\n<ul class=\"month\">\n");
        }
      g_string_append (html, "<li>");
      geng_html_element (html, "b", NULL, own->date);
      geng_html_element (html, "span", NULL, what);
      g_string_append (html, "</li>\n");
    }
  g_string_append (html, "</ul>\n");
}

/* One touch selects all of it, and it goes into a chat as it is. */
static void
append_copy (GString *html, const char *language, const GengFeedPage *page, const GArray *words)
{
  g_string_append (html, "<details>");
  geng_html_element (html, "summary", NULL, geng_report_word (language, GENG_WORD_COPY_TEXT));
  g_string_append (html, "<pre>");
  geng_html_text (html, page->name);
  for (guint i = 0; i < page->events->len; i++)
    {
      const GengFeedEvent *event = g_ptr_array_index (page->events, i);
      const Words *own = &g_array_index (words, Words, i);
      g_autofree char *line = g_strjoin (" ", own->date, own->times, event->summary, NULL);
      g_string_append_c (html, '\n');
      geng_html_text (html, line);
    }
  g_string_append (html, "</pre></details>\n");
}

static void
append_link (GString *html,
             const char *address,
             const char *classes,
             gboolean download,
             const char *text)
{
  g_string_append (html, "<a class=\"");
  g_string_append (html, classes);
  g_string_append (html, "\" href=\"");
  geng_html_text (html, address);
  g_string_append (html, download ? "\" download>" : "\">");
  geng_html_text (html, text);
  g_string_append (html, "</a>\n");
}

static void
append_steps (GString *html, const char *language, GengWord title, GengWord steps)
{
  g_auto (GStrv) lines = g_strsplit (geng_report_word (language, steps), "\n", -1);
  geng_html_element (html, "h3", NULL, geng_report_word (language, title));
  g_string_append (html, "<ol>");
  for (guint i = 0; lines[i] != NULL; i++)
    geng_html_element (html, "li", NULL, lines[i]);
  g_string_append (html, "</ol>\n");
}

/* A month each: that is what a phone that cannot follow the calendar takes in. */
static void
append_downloads (GString *html, const char *language, const GengFeedPage *page)
{
  for (guint i = 0; i < page->months->len; i++)
    {
      const GengFeedMonth *month = g_ptr_array_index (page->months, i);
      g_autofree char *name = geng_report_month_name (language, &month->first);
      g_auto (GStrv) parts = g_strsplit (geng_report_word (language, GENG_WORD_DOWNLOAD), "%s", 2);
      g_autofree char *text = g_strjoinv (name, parts);
      append_link (html, month->file, "tap plain", TRUE, text);
    }
}

static void
append_subscribe (GString *html, const char *language, const GengFeedPage *page)
{
  geng_html_element (html, "h2", NULL, geng_report_word (language, GENG_WORD_HOW));
  if (page->base_url != NULL)
    {
      g_autofree char *webcal
          = g_strconcat ("webcal", strstr (page->base_url, "://"), page->file, NULL);
      append_link (html, webcal, "tap", FALSE, geng_report_word (language, GENG_WORD_TAP));
    }
  append_downloads (html, language, page);
  g_string_append (html, "<details>");
  geng_html_element (html, "summary", NULL, geng_report_word (language, GENG_WORD_PHONES));
  append_steps (html, language, GENG_WORD_IPHONE,
                page->base_url != NULL ? GENG_WORD_PAGE_IPHONE : GENG_WORD_PAGE_IPHONE_PASTE);
  append_steps (html, language, GENG_WORD_ANDROID, GENG_WORD_PAGE_ANDROID);
  append_steps (html, language, GENG_WORD_OTHERS, GENG_WORD_PAGE_OTHERS);
  geng_html_element (html, "h3", NULL, geng_report_word (language, GENG_WORD_COPY));
  if (page->base_url != NULL)
    {
      g_autofree char *address = g_strconcat (page->base_url, page->file, NULL);
      geng_html_element (html, "pre", NULL, address);
    }
  else
    geng_html_element (html, "p", NULL, geng_report_word (language, GENG_WORD_PAGE_ADDRESS));
  g_string_append (html, "</details>\n");
  geng_html_element (html, "p", "soft", geng_report_word (language, GENG_WORD_PAGE_REFRESH));
}

GBytes *
geng_feed_page_write (const GengFeedPage *page)
{
  const char *language = geng_report_language (page->station, NULL);
  g_autofree char *style = style_text ();
  GString *html = geng_html_new (language, page->name, style);
  const GengFeedEvent *first = g_ptr_array_index (page->events, 0);
  geng_html_element (html, "h1", NULL, page->name);
  g_string_append_c (html, '\n');
  if (first->all_day)
    geng_html_element (html, "p", "notice", first->summary);
  else
    {
      geng_html_element (html, "p", "wechat", geng_report_word (language, GENG_WORD_WECHAT));
      g_autoptr (GArray) words = list_words (language, page);
      append_next (html, language, page, words);
      append_months (html, language, page, words);
      append_copy (html, language, page, words);
      append_subscribe (html, language, page);
    }
  char *text = geng_html_free (html);
  return g_bytes_new_take (text, strlen (text));
}

GBytes *
geng_feed_page_front_door (void)
{
  g_autofree char *style = style_text ();
  GString *html = geng_html_new ("zh", "更", style);
  geng_html_element (html, "p", "notice", "这里没有可看的内容。 There is nothing to see here.");
  char *text = geng_html_free (html);
  return g_bytes_new_take (text, strlen (text));
}

GBytes *
geng_feed_page_robots (void)
{
  static const char text[] = "User-agent: *\nDisallow: /\n";
  return g_bytes_new_static (text, strlen (text));
}
