/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng-office/geng-office.h>

#include "geng-report-subscribe.h"

#include "geng-report-html.h"
#include "geng-report-qr.h"
#include "geng-report-words.h"

static const char style[]
    = "@page { size: A4 portrait; margin: 10mm; }\n"
      "* { box-sizing: border-box; -webkit-print-color-adjust: exact; print-color-adjust: exact; "
      "}\n"
      "html { -webkit-text-size-adjust: 100%; }\n"
      "body { margin: 0 auto; padding: 16px; max-width: 1080px; color: #1a1a1a; background: "
      "#f4f5f7;\n"
      "  font: 15px/1.5 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC',"
      " sans-serif; }\n"
      "h1 { margin: 0 0 4px; font-size: 24px; line-height: 1.25; }\n"
      "h1 small { display: block; font-size: 15px; font-weight: 500; color: #555; }\n"
      ".secret { margin: 12px 0; padding: 8px 12px; border-left: 4px solid #b3541e;\n"
      "  background: #fdf1e7; }\n"
      ".cards { display: grid;"
      " grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));\n"
      "  gap: 14px; }\n"
      ".card { background: #fff; border: 1px solid #dcdfe4; border-radius: 8px; padding: 14px "
      "16px;\n"
      "  min-width: 0; }\n"
      ".card h2 { margin: 0; font-size: 20px; }\n"
      ".card h2 small { font-size: 13px; font-weight: 500; color: #555; margin-left: 8px; }\n"
      ".next { margin: 8px 0; padding: 0; list-style: none; columns: 190px; column-gap: 16px;\n"
      "  font-size: 13px; font-variant-numeric: tabular-nums; }\n"
      ".next li { display: flex; gap: 6px; padding: 1px 0; break-inside: avoid; }\n"
      ".next b { flex: none; min-width: 78px; font-weight: 600; } .next span { min-width: 0; }\n"
      ".codes { display: flex; gap: 16px; margin-top: 8px; align-items: center; }\n"
      ".codes > div { min-width: 0; }\n"
      ".codes figure { margin: 0; width: 132px; flex: none; text-align: center; }\n"
      ".codes svg { display: block; width: 100%; height: auto; border: 1px solid #ddd; }\n"
      ".codes figcaption { font-size: 13px; font-weight: 600; }\n"
      ".address { display: block; font: 11.5px/1.4 ui-monospace, monospace; color: #444;\n"
      "  overflow-wrap: anywhere; }\n"
      ".steps { margin: 6px 0 0; font-size: 12px; line-height: 1.4; color: #444; }\n"
      ".note { color: #555; }\n"
      ".pages { columns: 180px; padding-left: 20px; }\n"
      ".shared > h2 { margin: 24px 0 0; font-size: 20px; } .shared > .note { margin: 2px 0 10px; "
      "}\n"
      "@media print { body { background: #fff; padding: 0; max-width: none; font-size: 10.5pt; }\n"
      "  .cards { display: block; columns: 2; column-gap: 0; }\n"
      "  .shared { break-before: page; } .shared > h2 { margin: 0; font-size: 14pt; }\n"
      "  .shared .card { min-height: 60mm; }\n"
      "  .card { break-inside: avoid; border: 1px dashed #777; border-radius: 0; margin: 0;\n"
      "    padding: 3.5mm 5mm; min-height: 88mm; }\n"
      "  .next { margin: 1mm 0; font-size: 7.5pt; line-height: 1.25; columns: 2; column-gap: 3mm; "
      "}\n"
      "  .next li { gap: 1.5mm; padding: 0; } .next b { min-width: 16mm; }\n"
      "  .card h2 { font-size: 13pt; line-height: 1.2; }"
      " .codes figure { width: 27mm; font-size: 8pt; }\n"
      "  .codes figcaption { font-size: 8.5pt; line-height: 1.3; }\n"
      "  .address { font-size: 7.5pt; }\n"
      "  .steps { font-size: 7.5pt; line-height: 1.3; margin-top: 1mm; } }\n";

static void
append_head (GengStation *station, const char *heading, const char *language, GString *html)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (station));
  g_autofree char *whose
      = heading == NULL ? g_strdup (name) : g_strconcat (name, " · ", heading, NULL);

  g_string_append (html, "<header><h1>");
  geng_html_text (html, geng_report_word (language, GENG_WORD_SUBSCRIBE));
  geng_html_element (html, "small", NULL, whose);
  g_string_append (html, "</h1>\n");
  geng_html_element (html, "p", NULL, geng_report_word (language, GENG_WORD_SUBSCRIBE_INTRO));
  geng_html_element (html, "p", "secret", geng_report_word (language, GENG_WORD_SECRET));
  geng_html_element (html, "p", "note", geng_report_word (language, GENG_WORD_REFRESH));
  g_string_append (html, "</header>\n");
}

static void
append_duty (GengDuty *duty, const char *language, GString *html)
{
  GengShift *shift = geng_duty_get_shift (duty);
  g_autofree char *date = geng_report_date (language, geng_duty_get_date (duty));
  g_autofree char *times = geng_report_times (language, shift);
  g_autofree char *words
      = g_strdup_printf ("%s %s%s%s", geng_entity_get_name (GENG_ENTITY (shift)), times,
                         geng_report_word (language, GENG_WORD_SEPARATOR),
                         geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty))));

  g_string_append (html, "<li>");
  geng_html_element (html, "b", NULL, date);
  geng_html_element (html, "span", NULL, words);
  g_string_append (html, "</li>\n");
}

static void
append_next_duties (GengRoster *roster,
                    GengMember *member,
                    const GDate *from,
                    const char *language,
                    GString *html)
{
  g_autoptr (GPtrArray) duties = NULL;
  guint n = 0;

  if (roster != NULL)
    duties = geng_roster_list_member (roster, member);
  g_string_append (html, "<ul class=\"next\">\n");
  for (guint i = 0; duties != NULL && i < duties->len; i++)
    if (g_date_compare (geng_duty_get_date (g_ptr_array_index (duties, i)), from) >= 0)
      {
        append_duty (g_ptr_array_index (duties, i), language, html);
        n++;
      }
  if (n == 0)
    geng_html_element (html, "li", NULL, geng_report_word (language, GENG_WORD_NO_NEXT_DUTIES));
  g_string_append (html, "</ul>\n");
}

static void
append_code (const char *url, const char *label, GString *html)
{
  g_string_append (html, "<figure>");
  geng_qr_append (html, url, label);
  geng_html_element (html, "figcaption", NULL, label);
  g_string_append (html, "</figure>\n");
}

/* The code leads to the page beside the calendar: WeChat, with which everybody scans, opens neither
 * webcal nor .ics. */
static void
append_links (const GengSubscription *subscription, const char *language, GString *html)
{
  g_autofree char *page = geng_subscription_dup_page_url (subscription);

  g_string_append (html, "<div class=\"codes\">\n");
  append_code (page, geng_report_word (language, GENG_WORD_SCAN), html);
  g_string_append (html, "<div><a class=\"address\" href=\"");
  geng_html_text (html, page);
  g_string_append (html, "\">");
  geng_html_text (html, page);
  g_string_append (html, "</a>\n");
  geng_html_element (html, "p", "steps", geng_report_word (language, GENG_WORD_SLIP_STEPS));
  g_string_append (html, "</div></div>\n");
}

/* What stands small behind the name. */
static const char *
kind_of (GengEntity *entity, const char *language)
{
  GengTeam *team = GENG_IS_MEMBER (entity) ? geng_member_get_team (GENG_MEMBER (entity)) : NULL;

  if (GENG_IS_MEMBER (entity))
    return team != NULL ? geng_entity_get_name (GENG_ENTITY (team)) : NULL;
  if (GENG_IS_TEAM (entity))
    return geng_report_word (language, GENG_WORD_TEAM);
  return geng_report_word (language, GENG_IS_POST (entity) ? GENG_WORD_POST : GENG_WORD_STATION);
}

static void
append_card (const GengSubscription *subscription,
             GengRoster *roster,
             const GDate *from,
             const char *language,
             GString *html)
{
  const char *kind = kind_of (subscription->entity, language);

  g_string_append (html, "<article class=\"card\">\n<h2>");
  geng_html_text (html, geng_entity_get_name (subscription->entity));
  if (kind != NULL)
    geng_html_element (html, "small", NULL, kind);
  g_string_append (html, "</h2>\n");
  if (GENG_IS_MEMBER (subscription->entity))
    append_next_duties (roster, GENG_MEMBER (subscription->entity), from, language, html);
  append_links (subscription, language, html);
  g_string_append (html, "</article>\n");
}

/* The address goes into links, so nothing but the web's and the calendar's own schemes. */
static gboolean
has_web_scheme (const char *url)
{
  return g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://");
}

typedef struct
{
  GPtrArray *subscriptions;
  GengRoster *roster;
  const GDate *from;
  const char *language;
} Page;

/* The cards of members, or of all others. */
static guint
append_cards (const Page *page, gboolean members, GString *html)
{
  guint n = 0;

  g_string_append (html, "<div class=\"cards\">\n");
  for (guint i = 0; i < page->subscriptions->len; i++)
    {
      const GengSubscription *subscription = g_ptr_array_index (page->subscriptions, i);

      if (!has_web_scheme (subscription->url) || GENG_IS_MEMBER (subscription->entity) != members)
        continue;
      append_card (subscription, page->roster, page->from, page->language, html);
      n++;
    }
  g_string_append (html, "</div>\n");
  return n;
}

/* Nothing is said of shared calendars where there is none. */
static void
append_shared (const Page *page, GString *html)
{
  gsize before = html->len;

  g_string_append (html, "<section class=\"shared\">");
  geng_html_element (html, "h2", NULL, geng_report_word (page->language, GENG_WORD_SHARED));
  geng_html_element (html, "p", "note", geng_report_word (page->language, GENG_WORD_SHARED_INTRO));
  g_string_append_c (html, '\n');
  if (append_cards (page, FALSE, html) == 0)
    g_string_truncate (html, before);
  else
    g_string_append (html, "</section>\n");
}

/* links: (nullable) */
static void
append_slip_links (GPtrArray *links, GString *html)
{
  if (links == NULL || links->len == 0)
    return;
  g_string_append (html, "<ul class=\"pages\">\n");
  for (guint i = 0; i < links->len; i++)
    {
      const GengSlipsLink *link = g_ptr_array_index (links, i);

      g_string_append_printf (html, "<li><a href=\"%s\">", link->file);
      geng_html_text (html, link->title);
      g_string_append_printf (html, "</a> (%u)</li>\n", link->n);
    }
  g_string_append (html, "</ul>\n");
}

char *
geng_subscribe_write (GengStation *station,
                      const char *heading,
                      GPtrArray *subscriptions,
                      GPtrArray *links,
                      GengRoster *roster,
                      const GDate *from,
                      const char *language)
{
  const char *tongue = geng_report_language (station, language);
  const Page page = { subscriptions, roster, from, tongue };
  GString *html = geng_html_new (tongue, geng_report_word (tongue, GENG_WORD_SUBSCRIBE), style);

  append_head (station, heading, tongue, html);
  append_slip_links (links, html);
  g_string_append (html, "<main>\n");
  append_cards (&page, TRUE, html);
  append_shared (&page, html);
  g_string_append (html, "</main>\n");
  return geng_html_free (html);
}

/**
 * geng_report_subscribe_html:
 * @station: a station
 * @subscriptions: (element-type GengSubscription): a card each, in this order; addresses that are
 * neither https nor http are left out
 * @roster: (nullable): where the next duties are read
 * @first: the first duty day to show
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The page with which a captain hands out the feeds: a card a member with all duties of @roster
 * from @first on, and the address and QR code of the page beside the calendar; then a card for each
 * calendar of a team, a post or the station.  On A4 it prints as slips to cut out.  One file
 * without script or outside resource.
 *
 * Returns: (transfer full): an HTML document in UTF-8
 */
char *
geng_report_subscribe_html (GengStation *station,
                            GPtrArray *subscriptions,
                            GengRoster *roster,
                            const GDate *first,
                            const char *language)
{
  g_return_val_if_fail (GENG_IS_STATION (station) && subscriptions != NULL && first != NULL, NULL);
  g_return_val_if_fail (roster == NULL || GENG_IS_ROSTER (roster), NULL);
  return geng_subscribe_write (station, NULL, subscriptions, NULL, roster, first, language);
}
