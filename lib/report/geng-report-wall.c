/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng-office/geng-office.h>

#include "geng-report-html.h"
#include "geng-report-load.h"
#include "geng-report-sheet.h"
#include "geng-report-words.h"

/* Each shift differs from the others in brightness and outline as well as in hue, and carries its
 * mark. */
#define N_LOOKS 6

static const char style[]
    = "@page { size: A4 landscape; margin: 8mm; }\n"
      "* { box-sizing: border-box; -webkit-print-color-adjust: exact; print-color-adjust: exact; "
      "}\n"
      "html { -webkit-text-size-adjust: 100%; }\n"
      "body { margin: 0 auto; padding: 12px; max-width: 1320px; color: #111; background: #fff;\n"
      "  font: 13px/1.35 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC',"
      " sans-serif; }\n"
      "header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 14px; }\n"
      "h1 { margin: 0; font-size: 22px; }\n"
      "h2 { margin: 0; font-size: 17px; font-weight: 500; color: #333; }\n"
      ".state { margin: 0 0 0 auto; }\n"
      ".sheet { overflow-x: auto; margin: 10px 0; }\n"
      "table { border-collapse: collapse; width: 100%; }\n"
      "th, td { border: 1px solid #b5b5b5; padding: 1px; text-align: center; height: 23px;\n"
      "  font-variant-numeric: tabular-nums; }\n"
      "thead th { background: #f3f3f3; font-weight: 600; line-height: 1.15; }\n"
      "thead small { display: block; font-weight: 400; font-size: 11px; }\n"
      "thead .mark { color: #b00020; font-weight: 700; }\n"
      "th.name { text-align: left; padding: 0 6px; white-space: nowrap; position: sticky; left: "
      "0;\n"
      "  background: #fff; font-weight: 600; min-width: 62px; }\n"
      "thead th.name, tfoot th.name { background: #f3f3f3; }\n"
      "th.day, td.day { min-width: 24px; }\n"
      ".weekend { background: #e9e9ec; }\n"
      "thead .weekend { background: #d6d6dc; }\n"
      ".holiday { background: #f7dcd9; }\n"
      "thead .holiday { background: #efb9b3; }\n"
      "td.load { min-width: 28px; background: #fafafa; }\n"
      ".first-load { border-left: 2px solid #333; }\n"
      "tr.block > * { border-top: 2px solid #333; }\n"
      "tfoot td { font-size: 11.5px; color: #333; }\n"
      "tfoot tr:first-child > * { border-top: 2px solid #333; }\n"
      ".duty { display: inline-block; min-width: 20px; padding: 0 1px; border-radius: 3px;\n"
      "  border: 1.5px solid #333; font-weight: 700; line-height: 17px; }\n"
      ".duty sub { font-size: 9px; vertical-align: baseline; }\n"
      ".look-0 { background: #fff3b8; color: #111; border-color: #a98a00; }\n"
      ".look-1 { background: #1d3461; color: #fff; border-color: #1d3461; }\n"
      ".look-2 { background: #9fd3b0; color: #08331a; border-style: dashed; border-color: #145c30; "
      "}\n"
      ".look-3 { background: #fff; color: #7a0c4b; border-style: double; border-width: 3px;\n"
      "  line-height: 14px; border-color: #7a0c4b; }\n"
      ".look-4 { background: #7c5a2c; color: #fff; border-radius: 9px; border-color: #7c5a2c; }\n"
      ".look-5 { background: #d5e6fb; color: #0b3c74; border-radius: 9px; border-color: #0b3c74; "
      "}\n"
      ".reserve { background: #fff; color: #555; border: 1.5px dotted #777; font-weight: 400; }\n"
      ".leave { color: #777; }\n"
      ".gap { background: #c0101c; color: #fff; font-weight: 700; outline: 2px solid #c0101c; }\n"
      ".legend, .gaps { margin: 6px 0; display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0;\n"
      "  list-style: none; }\n"
      ".legend li { white-space: nowrap; }\n"
      ".legend .box { display: inline-block; width: 20px; height: 15px; border: 1px solid "
      "#b5b5b5;\n"
      "  vertical-align: middle; color: #b00020; font-size: 11px; font-weight: 700;"
      " line-height: 14px;\n"
      "  text-align: center; }\n"
      ".gaps li { border: 2px solid #c0101c; border-radius: 4px; padding: 0 7px; font-weight: 600; "
      "}\n"
      ".fine { margin: 6px 0; font-weight: 600; }\n"
      "@media print { body { padding: 0; max-width: none; font-size: 11px; }\n"
      "  .sheet { overflow: visible; margin: 5px 0; padding-right: 1px; }\n"
      "  h1 { font-size: 17px; } h2 { font-size: 14px; }\n"
      "  th, td { height: auto; padding: 0.5px; } tr { break-inside: avoid; }\n"
      "  thead { display: table-header-group; } tfoot { display: table-row-group; }\n"
      "  th.day, td.day { min-width: 0; } th.name { padding: 0 4px; min-width: 0; }\n"
      "  .duty { min-width: 18px; line-height: 12.5px; border-width: 1px; } }\n";

static const char *
shade (GengSheet *sheet, guint day)
{
  if (sheet->days[day].holiday)
    return "day holiday";
  return sheet->days[day].weekend ? "day weekend" : "day";
}

static guint
look (GengSheet *sheet, GengShift *shift)
{
  return geng_sheet_shift_index (sheet, shift) % N_LOOKS;
}

static void
append_mark (GengSheet *sheet, GengShift *shift, GengPost *post, GString *html)
{
  gboolean waits = post != NULL && geng_station_is_reserve_post (sheet->station, post);

  if (waits)
    g_string_append (html, "<span class=\"duty reserve\">");
  else
    g_string_append_printf (html, "<span class=\"duty look-%u\">", look (sheet, shift));
  geng_html_text (html, geng_sheet_mark (shift));
  if (waits)
    geng_html_element (html, "sub", NULL,
                       geng_report_word (sheet->language, GENG_WORD_RESERVE_MARK));
  else if (post != NULL && sheet->letters)
    g_string_append_printf (html, "<sub>%c</sub>", geng_sheet_letter (sheet, post));
  g_string_append (html, "</span>");
}

static void
append_day_head (GengSheet *sheet, guint day, GString *html)
{
  const GengSheetDay *info = &sheet->days[day];
  GDateWeekday weekday = g_date_get_weekday (&info->date);
  const char *mark = geng_sheet_day_mark (sheet, day);

  g_string_append_printf (html, "<th scope=\"col\" class=\"%s\"", shade (sheet, day));
  if (info->name != NULL)
    {
      g_string_append (html, " title=\"");
      geng_html_text (html, info->name);
      g_string_append_c (html, '"');
    }
  g_string_append_printf (html, ">%d", g_date_get_day (&info->date));
  geng_html_element (html, "small", NULL, geng_report_weekday (sheet->language, weekday));
  if (mark[0] != '\0')
    geng_html_element (html, "small", "mark", mark);
  g_string_append (html, "</th>");
}

static void
append_head (GengSheet *sheet, GString *html)
{
  static const GengWord loads[] = { GENG_WORD_DUTIES, GENG_WORD_WEEKENDS, GENG_WORD_HOURS };

  g_string_append (html, "<thead><tr>");
  geng_html_element (html, "th", "name", geng_report_word (sheet->language, GENG_WORD_MEMBER));
  for (guint day = 0; day < sheet->n_days; day++)
    append_day_head (sheet, day, html);
  for (guint i = 0; i < g_list_model_get_n_items (sheet->shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (sheet->shifts, i);

      g_string_append (html, i == 0 ? "<th class=\"first-load\">" : "<th>");
      append_mark (sheet, shift, NULL, html);
      g_string_append (html, "</th>");
    }
  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    geng_html_element (html, "th", NULL, geng_report_word (sheet->language, loads[i]));
  g_string_append (html, "</tr></thead>\n");
}

static void
append_cell (GengSheet *sheet, GengMember *member, guint day, GString *html)
{
  GengDuty *duty = geng_sheet_get_duty (sheet, member, day);
  const char *elsewhere = geng_sheet_elsewhere_mark (sheet, member, day);

  g_string_append_printf (html, "<td class=\"%s\">", shade (sheet, day));
  if (duty != NULL)
    append_mark (sheet, geng_duty_get_shift (duty), geng_duty_get_post (duty), html);
  else if (elsewhere != NULL)
    geng_html_element (html, "span", "leave", elsewhere);
  else if (geng_sheet_is_leave (sheet, member, day))
    geng_html_element (html, "span", "leave",
                       geng_report_word (sheet->language, GENG_WORD_LEAVE_MARK));
  g_string_append (html, "</td>");
}

static void
append_number (GString *html, const char *class_name, guint number)
{
  g_string_append_printf (html, "<td class=\"%s\">%u</td>", class_name, number);
}

static void
append_load (GengSheet *sheet, GengMember *member, GString *html)
{
  g_autoptr (GengLoad) load = geng_load_new (sheet->roster, member);
  g_autofree char *hours = geng_report_hours (load->minutes);

  for (guint i = 0; i < load->n_shifts; i++)
    append_number (html, i == 0 ? "load first-load" : "load", load->by_shift[i]);
  append_number (html, "load", load->duties);
  append_number (html, "load", load->weekends);
  geng_html_element (html, "td", "load", hours);
}

static GengTeam *
team_of (GengSheet *sheet, guint index)
{
  return geng_member_get_team (g_ptr_array_index (sheet->members, index));
}

/* Another team than the member before. */
static gboolean
starts_block (GengSheet *sheet, guint index)
{
  return index > 0 && team_of (sheet, index) != team_of (sheet, index - 1);
}

/* The members stand team by team; else a line between teams would be one between all members. */
static gboolean
stands_by_team (GengSheet *sheet)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < sheet->members->len; i++)
    if (!g_hash_table_add (seen, team_of (sheet, i)) && starts_block (sheet, i))
      return FALSE;
  return TRUE;
}

static void
append_members (GengSheet *sheet, GString *html)
{
  gboolean blocks = stands_by_team (sheet);

  g_string_append (html, "<tbody>\n");
  for (guint i = 0; i < sheet->members->len; i++)
    {
      GengMember *member = g_ptr_array_index (sheet->members, i);

      g_string_append (html, blocks && starts_block (sheet, i) ? "<tr class=\"block\">" : "<tr>");
      geng_html_element (html, "th", "name", geng_entity_get_name (GENG_ENTITY (member)));
      for (guint day = 0; day < sheet->n_days; day++)
        append_cell (sheet, member, day, html);
      append_load (sheet, member, html);
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</tbody>\n");
}

static void
append_foot_end (GengSheet *sheet, GString *html)
{
  guint n = g_list_model_get_n_items (sheet->shifts) + 3;

  g_string_append_printf (html, "<td class=\"load first-load\" colspan=\"%u\"></td></tr>\n", n);
}

static void
append_counts (GengSheet *sheet, GengShift *shift, GString *html)
{
  g_string_append (html, "<tr><th class=\"name\">");
  append_mark (sheet, shift, NULL, html);
  g_string_append_c (html, ' ');
  geng_html_text (html, geng_report_word (sheet->language, GENG_WORD_PEOPLE));
  g_string_append (html, "</th>");
  for (guint day = 0; day < sheet->n_days; day++)
    append_number (html, shade (sheet, day), geng_sheet_count (sheet, shift, day));
  append_foot_end (sheet, html);
}

static void
append_reserves (GengSheet *sheet, GString *html)
{
  g_string_append (html, "<tr>");
  geng_html_element (html, "th", "name", geng_report_word (sheet->language, GENG_WORD_RESERVE));
  for (guint day = 0; day < sheet->n_days; day++)
    append_number (html, shade (sheet, day), geng_sheet_count_reserves (sheet, day));
  append_foot_end (sheet, html);
}

static void
append_gap_row (GengSheet *sheet, GString *html)
{
  g_string_append (html, "<tr>");
  geng_html_element (html, "th", "name", geng_report_word (sheet->language, GENG_WORD_GAPS));
  for (guint day = 0; day < sheet->n_days; day++)
    if (sheet->days[day].missing > 0)
      g_string_append_printf (html, "<td class=\"day gap\">−%u</td>", sheet->days[day].missing);
    else
      g_string_append_printf (html, "<td class=\"%s\"></td>", shade (sheet, day));
  append_foot_end (sheet, html);
}

static void
append_foot (GengSheet *sheet, GString *html)
{
  g_string_append (html, "<tfoot>\n");
  for (guint i = 0; i < g_list_model_get_n_items (sheet->shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (sheet->shifts, i);

      append_counts (sheet, shift, html);
    }
  if (sheet->reserves)
    append_reserves (sheet, html);
  if (sheet->judgement != NULL && geng_judgement_get_score (sheet->judgement)->gaps > 0)
    append_gap_row (sheet, html);
  g_string_append (html, "</tfoot>\n");
}

static gboolean
has_workday (GengSheet *sheet)
{
  for (guint day = 0; day < sheet->n_days; day++)
    if (sheet->days[day].workday)
      return TRUE;
  return FALSE;
}

static void
append_box (GengSheet *sheet,
            const char *class_name,
            const char *mark,
            GengWord word,
            GString *html)
{
  g_string_append_printf (html, "<li><span class=\"box %s\">%s</span> ", class_name, mark);
  geng_html_text (html, geng_report_word (sheet->language, word));
  g_string_append (html, "</li>\n");
}

static void
append_post_legend (GengSheet *sheet, GString *html)
{
  GListModel *posts = geng_station_get_posts (sheet->station);

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (posts, i);

      g_string_append_printf (html, "<li><b>%c</b> ", geng_sheet_letter (sheet, post));
      geng_html_text (html, geng_entity_get_name (GENG_ENTITY (post)));
      g_string_append (html, "</li>\n");
    }
}

static void
append_absence (GengSheet *sheet, GengWord mark, GengWord meaning, GString *html)
{
  g_string_append (html, "<li><span class=\"leave\">");
  geng_html_text (html, geng_report_word (sheet->language, mark));
  g_string_append (html, "</span> ");
  geng_html_text (html, geng_report_word (sheet->language, meaning));
  g_string_append (html, "</li>\n");
}

static void
append_legend (GengSheet *sheet, GString *html)
{
  g_string_append (html, "<ul class=\"legend\">\n");
  for (guint i = 0; i < g_list_model_get_n_items (sheet->shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (sheet->shifts, i);
      g_autofree char *times = geng_report_times (sheet->language, shift);

      g_string_append (html, "<li>");
      append_mark (sheet, shift, NULL, html);
      g_string_append_c (html, ' ');
      geng_html_text (html, geng_entity_get_name (GENG_ENTITY (shift)));
      g_string_append_printf (html, " %s</li>\n", times);
    }
  if (sheet->reserves)
    {
      g_string_append (html, "<li><span class=\"duty reserve\">");
      geng_html_text (html, geng_report_word (sheet->language, GENG_WORD_RESERVE_MARK));
      g_string_append (html, "</span> ");
      geng_html_text (html, geng_report_word (sheet->language, GENG_WORD_RESERVE));
      g_string_append (html, "</li>\n");
    }
  append_absence (sheet, GENG_WORD_LEAVE_MARK, GENG_WORD_LEAVE, html);
  if (g_hash_table_size (sheet->lent) > 0)
    append_absence (sheet, GENG_WORD_LENT_MARK, GENG_WORD_LENT, html);
  if (g_hash_table_size (sheet->busy) > 0)
    append_absence (sheet, GENG_WORD_BUSY_MARK, GENG_WORD_BUSY, html);
  append_box (sheet, "weekend", "", GENG_WORD_WEEKEND, html);
  append_box (sheet, "holiday", geng_report_word (sheet->language, GENG_WORD_REST_MARK),
              GENG_WORD_HOLIDAY, html);
  if (has_workday (sheet))
    append_box (sheet, "workday", geng_report_word (sheet->language, GENG_WORD_WORK_MARK),
                GENG_WORD_WORKDAY, html);
  if (sheet->letters)
    append_post_legend (sheet, html);
  g_string_append (html, "</ul>\n");
}

static void
append_gaps (GengSheet *sheet, GString *html)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (sheet->judgement);

  if (gaps->len == 0)
    geng_html_element (html, "p", "fine", geng_report_word (sheet->language, GENG_WORD_NO_GAPS));
  else
    g_string_append (html, "<ul class=\"gaps\">\n");
  for (guint i = 0; i < gaps->len; i++)
    {
      g_autofree char *words
          = geng_report_gap (sheet->language, sheet->station, g_ptr_array_index (gaps, i));

      geng_html_element (html, "li", NULL, words);
      g_string_append_c (html, '\n');
    }
  if (gaps->len > 0)
    g_string_append (html, "</ul>\n");
}

/**
 * geng_report_wall_html:
 * @roster: a roster
 * @judgement: (nullable): its judgement, whose gaps are marked and listed
 * @record: (nullable): what was published of the month, where @roster is that: the page says which
 *   version it is and since when; %NULL: a draft, which it says too
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The month for the wall: A4 landscape, members down, days across, weekends and public holidays
 * shaded, each member's load, legend and gaps.  Shifts differ in brightness and outline, so that a
 * black-and-white print still tells them apart.  One file without script or outside resource.
 *
 * Returns: (transfer full): an HTML document in UTF-8
 */
char *
geng_report_wall_html (GengRoster *roster,
                       GengJudgement *judgement,
                       GengRecord *record,
                       const char *language)
{
  g_return_val_if_fail (GENG_IS_ROSTER (roster) && geng_roster_get_station (roster), NULL);
  g_autoptr (GengSheet) sheet = geng_sheet_new (roster, judgement, language);
  g_autofree char *title = geng_sheet_title (sheet);
  g_autofree char *month = geng_report_month_name (sheet->language, geng_roster_get_first (roster));
  g_autofree char *sub
      = g_strdup_printf ("%s %s", month, geng_report_word (sheet->language, GENG_WORD_ROSTER));
  g_autofree char *state = geng_sheet_state (sheet, record);
  GString *html = geng_html_new (sheet->language, title, style);

  g_string_append (html, "<header>");
  geng_html_element (html, "h1", NULL, geng_entity_get_name (GENG_ENTITY (sheet->station)));
  geng_html_element (html, "h2", NULL, sub);
  geng_html_element (html, "p", "state", state);
  g_string_append (html, "</header>\n<div class=\"sheet\"><table>\n");
  append_head (sheet, html);
  append_members (sheet, html);
  append_foot (sheet, html);
  g_string_append (html, "</table></div>\n");
  append_legend (sheet, html);
  if (judgement != NULL)
    append_gaps (sheet, html);
  return geng_html_free (html);
}
