/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The document for the monthly meeting: last month as it was, next month as it is planned. */

#include "geng-paper.h"
#include "geng-report-words.h"
#include "geng-review.h"

#define say geng_paper_say

/* What is not known stands as a dash. */
#define UNKNOWN "—"

static char *
percent (guint part, guint whole)
{
  return whole > 0 ? g_strdup_printf ("%.1f %%", 100.0 * part / whole) : g_strdup (UNKNOWN);
}

static char *
number (guint n)
{
  return g_strdup_printf ("%u", n);
}

/* -- last month -- */

static void
review_row (GengPaper *paper, const GengReviewRow *row, const char *name, const char *class_name)
{
  g_autofree char *planned = number (row->planned), *served = number (row->served);
  g_autofree char *absent = number (row->absent), *open = number (row->unconfirmed);
  g_autofree char *stood_in = number (row->stood_in);
  g_autofree char *planned_hours = geng_report_hours (row->planned_minutes);
  g_autofree char *served_hours = geng_report_hours (row->served_minutes);

  geng_paper_row (paper, class_name, name, planned, served, absent, open, stood_in, planned_hours,
                  served_hours, NULL);
}

static void
begin_review_table (GengPaper *paper, const char *head)
{
  geng_paper_begin_table (
      paper, head, say (paper, "Planned", "计划（次）"), say (paper, "Served", "在岗（已核）"),
      say (paper, "Absent", "缺勤（已核）"), say (paper, "Unconfirmed", "未核"),
      say (paper, "Stood in", "顶班、出动"), say (paper, "Hours planned", "计划时数"),
      say (paper, "Hours served", "已核时数"), NULL);
}

static void
write_groups (GengPaper *paper, GArray *rows, const char *head, gboolean total)
{
  if (rows->len == 0)
    return;
  begin_review_table (paper, head);
  for (guint i = 0; i < rows->len; i++)
    {
      const GengReviewRow *row = &g_array_index (rows, GengReviewRow, i);
      gboolean last = total && i + 1 == rows->len;
      const char *name = row->name;

      if (last)
        name = say (paper, "All", "合计");
      else if (name == NULL)
        name = say (paper, "others", "其他");
      review_row (paper, row, name, last ? "total" : NULL);
    }
  geng_paper_end_table (paper);
}

static void
write_participation (GengPaper *paper, const GengReview *review)
{
  g_autofree char *share = percent (review->n_took_part, review->n_listed);
  g_autofree char *rounds = percent (review->n_rounds_made, review->n_rounds);
  g_autofree char *people = g_strdup_printf (
      say (paper, "Participation: %s (%u of %u).", "参与率：%s（%u 人/%u 人）。"), share,
      review->n_took_part, review->n_listed);
  g_autofree char *checks
      = g_strdup_printf (say (paper, "Patrols with their checks made: %s (%u of %u).",
                              "巡逻三查落实率：%s（%u 次/%u 次）。"),
                         rounds, review->n_rounds_made, review->n_rounds);

  geng_paper_paragraph (paper, NULL, people);
  geng_paper_paragraph (
      paper, "formula",
      say (paper,
           "Participation = members with a confirmed service ÷ members with a duty in the month.",
           "参与率 = 当月有已核勤务的队员 ÷ 当月排有勤务的队员。"));
  geng_paper_paragraph (paper, NULL, checks);
}

static void
write_duties (GengPaper *paper, const GengReview *review)
{
  geng_paper_heading (paper, say (paper, "1. Duties: planned and done", "一、勤务：计划与完成"));
  if (review->roster == NULL)
    {
      geng_paper_paragraph (
          paper, NULL,
          say (paper, "No roster was published for that month.", "该月没有发布值班表。"));
      return;
    }
  write_groups (paper, review->organisations, say (paper, "Organisation", "单位"), TRUE);
  write_groups (paper, review->teams, say (paper, "Team", "班组"), FALSE);
  write_participation (paper, review);
  if (review->campaigns->len > 0)
    geng_paper_heading (paper, say (paper, "Campaigns", "专项行动"));
  write_groups (paper, review->campaigns, say (paper, "Campaign", "专项行动"), FALSE);
}

static void
kind_row (GengPaper *paper, const GengReviewKind *kind, const char *name, const char *class_name)
{
  g_autofree char *found = number (kind->found), *before = number (kind->found_before);
  g_autofree char *settled = number (kind->settled), *overdue = number (kind->overdue);
  g_autofree char *share = percent (kind->settled, kind->found);

  geng_paper_row (paper, class_name, name, found, before, settled, share, overdue, NULL);
}

static void
draw_kinds (GengPaper *paper, const GengReview *review)
{
  guint n = review->kinds->len - 1;
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree guint *found = g_new0 (guint, n + 1), *before = g_new0 (guint, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const GengReviewKind *kind = &g_array_index (review->kinds, GengReviewKind, i);

      names[i] = kind->kind != NULL ? kind->kind : say (paper, "other", "其他");
      found[i] = kind->found;
      before[i] = kind->found_before;
    }
  geng_paper_bars (paper, names, found, before, n);
  geng_paper_paragraph (
      paper, "formula",
      say (paper, "Dark: the month. Light: the month before.", "深色：当月。浅色：上一月。"));
}

static void
write_findings (GengPaper *paper, const GengReview *review)
{
  geng_paper_heading (paper, say (paper, "2. Findings", "二、问题上报与办结"));
  if (review->kinds->len == 1)
    {
      geng_paper_paragraph (
          paper, NULL,
          say (paper, "No finding is entered for these two months.", "这两个月台账中没有问题。"));
      return;
    }
  geng_paper_begin_table (paper, say (paper, "Kind", "类别"), say (paper, "Reported", "上报"),
                          say (paper, "Month before", "上一月"), say (paper, "Settled", "办结"),
                          say (paper, "Share settled", "办结率"), say (paper, "Overdue", "超期"),
                          NULL);
  for (guint i = 0; i < review->kinds->len; i++)
    {
      const GengReviewKind *kind = &g_array_index (review->kinds, GengReviewKind, i);
      gboolean last = i + 1 == review->kinds->len;
      const char *name = kind->kind != NULL ? kind->kind : say (paper, "other", "其他");

      kind_row (paper, kind, last ? say (paper, "All", "合计") : name, last ? "total" : NULL);
    }
  geng_paper_end_table (paper);
  draw_kinds (paper, review);
}

static void
write_inspections (GengPaper *paper, const GengReview *review)
{
  g_autofree char *text = g_strdup_printf (
      say (paper,
           "%u firms were visited: %u to put things right, %u closed; %u notices were served.",
           "检查 %u 家：限期整改 %u 家，停业 %u 家；下发整改通知书 %u 份。"),
      review->n_inspections, review->n_to_mend, review->n_closed, review->n_notices);
  g_autofree char *kit = g_strdup_printf (
      say (paper, "Kit: %u items lost, %u broken.", "装备：丢失 %u 件，损坏 %u 件。"),
      review->n_lost, review->n_broken);

  geng_paper_heading (paper, say (paper, "3. Visits to firms, and kit", "三、检查与装备"));
  geng_paper_paragraph (paper, NULL, text);
  geng_paper_paragraph (paper, NULL, kit);
}

/* Nights and standby of each member in the month, as they were planned. */
static guint
count_burdens (GengRoster *roster, GengMember *member)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_member (roster, member);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += geng_shift_get_night (geng_duty_get_shift (g_ptr_array_index (duties, i)));
  return n;
}

static void
write_fairness (GengPaper *paper, const GengReview *review)
{
  GListModel *members = geng_station_get_members (review->station);
  guint n_members = g_list_model_get_n_items (members), n = 0;
  g_autofree const char **names = g_new0 (const char *, n_members + 1);
  g_autofree guint *nights = g_new0 (guint, n_members + 1);

  if (review->roster == NULL)
    return;
  for (guint i = 0; i < n_members; i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autoptr (GPtrArray) duties = geng_roster_list_member (review->roster, member);

      if (duties->len == 0)
        continue;
      names[n] = geng_entity_get_name (GENG_ENTITY (member));
      nights[n++] = count_burdens (review->roster, member);
    }
  geng_paper_heading (paper, say (paper, "4. Nights of each member", "四、夜班分担（次）"));
  geng_paper_bars (paper, names, nights, NULL, n);
}

/* -- next month -- */

static void
write_plan_figures (GengPaper *paper, GengRoster *next, GengJudgement *judgement)
{
  GengStation *station = geng_roster_get_station (next);
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (next);
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (judgement);
  gint64 n_open = geng_judgement_get_score (judgement)->gaps;
  g_autofree char *text = g_strdup_printf (
      say (paper, "%u duties are planned; %d places stay open.", "共排 %u 次勤务，缺 %d 人次。"),
      duties->len, (int) n_open);

  geng_paper_paragraph (paper, NULL, text);
  if (gaps->len == 0)
    return;
  geng_paper_begin_table (paper, say (paper, "Open place", "缺岗"), NULL);
  for (guint i = 0; i < gaps->len; i++)
    {
      g_autofree char *gap
          = geng_report_gap (paper->language, station, g_ptr_array_index (gaps, i));

      geng_paper_begin_row (paper, NULL);
      geng_paper_cell (paper, "text", gap);
      geng_paper_end_row (paper);
    }
  geng_paper_end_table (paper);
}

static void
write_next (GengPaper *paper,
            GengRoster *next,
            GengJudgement *judgement,
            gboolean official,
            const GDate *month)
{
  g_autofree char *name = geng_report_month_name (paper->language, month);
  g_autofree char *heading = g_strdup_printf (say (paper, "5. Next: %s", "五、下步安排：%s"), name);

  geng_paper_heading (paper, heading);
  if (next == NULL)
    geng_paper_paragraph (paper, NULL, say (paper, "Not planned yet.", "尚未排班。"));
  else
    {
      if (!official)
        geng_paper_paragraph (paper, "draft",
                              say (paper, "DRAFT – not published", "草案（未发布）"));
      write_plan_figures (paper, next, judgement);
    }
}

/**
 * geng_report_meeting_html:
 * @station: a station
 * @date: the day of the meeting
 * @reviewed: (nullable): the official roster of the month before @date's; %NULL if there is none
 * @journal: the journal of at least that month and the month before it
 * @next: (nullable): the roster of the month after @date's; %NULL if it is not planned yet
 * @next_judgement: (nullable): the judgement of @next; needed where @next is given
 * @next_official: whether @next is published
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The document for the monthly meeting (月例会): what was planned and done last month by
 * organisation and team, who took part, findings by kind beside the month before, visits to
 * firms, kit, how nights were shared, and the roster to come with its open places. Names no
 * reporter, no reason of leave and no phone. A4 in black and white, one file without script,
 * which office programs open.
 *
 * Returns: (transfer full): an HTML document in UTF-8
 */
char *
geng_report_meeting_html (GengStation *station,
                          const GDate *date,
                          GengRoster *reviewed,
                          GengJournal *journal,
                          GengRoster *next,
                          GengJudgement *next_judgement,
                          gboolean next_official,
                          const char *language)
{
  GDate last_month, next_month;
  GengPaper *paper;

  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);
  g_return_val_if_fail (next == NULL || next_judgement != NULL, NULL);
  last_month = next_month = *date;
  g_date_set_day (&last_month, 1);
  g_date_set_day (&next_month, 1);
  g_date_subtract_months (&last_month, 1);
  g_date_add_months (&next_month, 1);
  {
    g_autoptr (GengReview) review = geng_review_new (station, reviewed, journal, &last_month, date);
    const char *tag = geng_report_language (station, language);
    g_autofree char *month = geng_report_month_name (tag, &last_month);
    g_autofree char *day = geng_report_date (tag, date);
    gboolean chinese = g_str_equal (tag, "zh");
    g_autofree char *title = g_strdup_printf (chinese ? "%s月例会材料" : "%s: monthly meeting",
                                              geng_entity_get_name (GENG_ENTITY (station)));
    g_autofree char *sub = g_strdup_printf (
        chinese ? "会议日期：%s　回顾：%s" : "Meeting of %s; looks back on %s", day, month);

    paper = geng_paper_new (tag, title, FALSE);
    geng_paper_paragraph (paper, "sub", sub);
    write_duties (paper, review);
    write_findings (paper, review);
    write_inspections (paper, review);
    write_fairness (paper, review);
  }
  write_next (paper, next, next_judgement, next_official, &next_month);
  return geng_paper_free (paper);
}
