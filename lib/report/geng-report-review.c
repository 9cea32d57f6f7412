/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the meeting looks back on: duties, campaigns, findings, visits, kit. */

#include "geng-report-meeting.h"

#include "geng-report-words.h"

#define say geng_document_say

/* -- what a zone's meeting has as well -- */

char *
geng_meeting_percent (guint part, guint whole)
{
  return whole > 0 ? g_strdup_printf ("%.1f %%", 100.0 * part / whole)
                   : g_strdup (GENG_MEETING_UNKNOWN);
}

void
geng_meeting_add_percent (GengGrid *grid, guint part, guint whole)
{
  g_autofree char *share = geng_meeting_percent (part, whole);

  geng_grid_text (grid, GENG_LOOK_PLAIN, share);
}

void
geng_meeting_add_settled (GengGrid *grid, const GengReviewKind *kind)
{
  geng_meeting_add_percent (grid, kind->settled - kind->late, kind->found);
}

void
geng_meeting_explain_settled (GengDocument *self)
{
  geng_document_paragraph (
      self, GENG_TONE_NOTE,
      say (self,
           "Settled in time: of all that was found, by the day by which it was "
           "due; where none is set, by the meeting.",
           "办结率：发现的问题中在期限内办结的比例；未定期限的，会前办结即计入。"));
}

void
geng_meeting_add_columns (GengDocument *self, GengGrid *grid, const char *const texts[][2], guint n)
{
  for (guint i = 0; i < n; i++)
    geng_grid_column (grid, say (self, texts[i][0], texts[i][1]), 8);
}

void
geng_meeting_add_heads (GengDocument *self, GengGrid *grid, guint n)
{
  static const char *const heads[GENG_MEETING_N_HEADS][2] = {
    { "Planned", "计划（次）" },    { "Served", "在岗（已核）" }, { "Absent", "缺勤（已核）" },
    { "Uncon-\nfirmed", "未核" },   { "Stood in", "顶班、出动" }, { "Hours planned", "计划时数" },
    { "Hours served", "已核时数" },
  };

  geng_meeting_add_columns (self, grid, heads, n);
}

/* What somebody confirmed; a dash where nobody confirmed anything. */
static void
add_known (GengGrid *grid, gboolean known, guint n)
{
  if (known)
    geng_grid_number (grid, n);
  else
    geng_grid_text (grid, GENG_LOOK_PLAIN, GENG_MEETING_UNKNOWN);
}

void
geng_meeting_add_counts (GengGrid *grid, const GengReviewRow *row, gboolean known)
{
  geng_grid_number (grid, row->planned);
  add_known (grid, known, row->served);
  add_known (grid, known, row->absent);
  geng_grid_number (grid, row->unconfirmed);
}

void
geng_meeting_add_row (GengGrid *grid, const GengReviewRow *row, gboolean known)
{
  geng_meeting_add_counts (grid, row, known);
  add_known (grid, known, row->stood_in);
  geng_grid_hours (grid, row->planned_minutes);
  if (known)
    geng_grid_hours (grid, row->served_minutes);
  else
    geng_grid_text (grid, GENG_LOOK_PLAIN, GENG_MEETING_UNKNOWN);
}

const char *
geng_meeting_name (GengDocument *self, const char *name)
{
  return name != NULL ? name : say (self, "Others", "其他");
}

/* -- duties -- */

static void
write_groups (GengDocument *self,
              const GengReview *review,
              GArray *rows,
              const char *head,
              gboolean total)
{
  GengGrid *grid;

  if (rows->len == 0)
    return;
  grid = geng_document_grid (self);
  geng_grid_column (grid, head, 12);
  geng_meeting_add_heads (self, grid, GENG_MEETING_N_HEADS);
  for (guint i = 0; i < rows->len; i++)
    {
      const GengReviewRow *row = &g_array_index (rows, GengReviewRow, i);
      gboolean last = total && i + 1 == rows->len;

      if (last)
        geng_grid_total (grid);
      else
        geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_PLAIN,
                      last ? say (self, "All", "合计") : geng_meeting_name (self, row->name));
      geng_meeting_add_row (grid, row, review->confirmed);
    }
}

static void
write_participation (GengDocument *self, const GengReview *review)
{
  guint listed = g_hash_table_size (review->listed);
  guint took_part = g_hash_table_size (review->took_part);
  g_autofree char *share = geng_meeting_percent (took_part, review->confirmed ? listed : 0);
  g_autofree char *people
      = g_strdup_printf (say (self, "Participation: %s (%u of %u).", "参与率：%s（%u 人/%u 人）。"),
                         share, took_part, listed);

  geng_document_paragraph (self, GENG_TONE_PLAIN, people);
  geng_document_paragraph (
      self, GENG_TONE_NOTE,
      say (
          self,
          "Participation = members with a confirmed duty ÷ members listed on at least a day of the "
          "month.",
          "参与率 = 当月有已核勤务的队员 ÷ 当月至少有一天排有勤务的队员。"));
}

static void
write_rounds (GengDocument *self, const GengReview *review)
{
  static const char *const columns[][2] = { { "Patrols that looked", "已查（班次）" },
                                            { "of them with trouble", "其中有问题" },
                                            { "Did not look", "未查" },
                                            { "Share that looked", "落实率" } };
  GengGrid *grid;

  if (review->rounds->len < 2)
    return;
  grid = geng_document_grid (self);
  geng_grid_column (grid, say (self, "Checks on patrol", "巡逻三查"), 12);
  geng_meeting_add_columns (self, grid, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < review->rounds->len; i++)
    {
      const GengReviewRounds *row = &g_array_index (review->rounds, GengReviewRounds, i);

      if (row->post == NULL)
        geng_grid_total (grid);
      else
        geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_PLAIN,
                      row->post != NULL ? geng_entity_get_name (GENG_ENTITY (row->post))
                                        : say (self, "All", "合计"));
      geng_grid_number (grid, row->made);
      geng_grid_number (grid, row->found);
      geng_grid_number (grid, row->missed);
      geng_meeting_add_percent (grid, row->made, row->made + row->missed);
    }
}

void
geng_meeting_write_duties (GengDocument *self, const GengReview *review)
{
  const char *head = say (self, "1. Duties: planned and done", "一、勤务：计划与完成");

  geng_document_heading (self, head);
  if (review->roster == NULL)
    {
      geng_document_paragraph (
          self, GENG_TONE_PLAIN,
          say (self, "No roster was published for that month.", "该月没有发布值班表。"));
      return;
    }
  write_groups (self, review, review->organisations, say (self, "Organisation", "单位"), TRUE);
  write_groups (self, review, review->teams, say (self, "Team", "班组"), FALSE);
  write_participation (self, review);
  write_rounds (self, review);
}

/* -- campaigns -- */

static guint
visits_of (const GengReview *review, const char *campaign, gboolean notices)
{
  for (guint i = 0; i + 1 < review->visits->len; i++)
    {
      const GengReviewVisits *row = &g_array_index (review->visits, GengReviewVisits, i);

      if (g_strcmp0 (row->campaign, campaign) == 0)
        return notices ? row->notices : row->visited;
    }
  return 0;
}

static char *
stage_days (const GengReviewStage *stage)
{
  return g_strdup_printf ("%d-%02d – %d-%02d", g_date_get_month (&stage->first),
                          g_date_get_day (&stage->first), g_date_get_month (&stage->last),
                          g_date_get_day (&stage->last));
}

static void
write_stages (GengDocument *self, const GengReview *review, guint from, guint to)
{
  GengGrid *grid = geng_document_grid (self);

  geng_grid_column (grid, say (self, "Stage", "阶段"), 14);
  geng_grid_column (grid, say (self, "Route", "路线（网格）"), 10);
  geng_grid_column (grid, say (self, "Days", "日期"), 12);
  geng_meeting_add_heads (self, grid, GENG_MEETING_N_COUNTS);
  for (guint i = from; i < to; i++)
    {
      const GengReviewStage *stage = &g_array_index (review->stages, GengReviewStage, i);
      g_autofree char *days = stage_days (stage);

      geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_PLAIN, stage->name);
      geng_grid_text (grid, GENG_LOOK_PLAIN, geng_entity_get_name (GENG_ENTITY (stage->post)));
      geng_grid_text (grid, GENG_LOOK_PLAIN, days);
      geng_meeting_add_counts (grid, &stage->row, review->confirmed);
    }
}

static void
write_campaign (GengDocument *self, const GengReview *review, guint from, guint to)
{
  const char *campaign = g_array_index (review->stages, GengReviewStage, from).campaign;
  g_autofree char *text = g_strdup_printf (
      say (self, "%s: %u firms visited, %u notices served.", "%s：检查 %u 家，整改通知书 %u 份。"),
      campaign, visits_of (review, campaign, FALSE), visits_of (review, campaign, TRUE));

  geng_document_paragraph (self, GENG_TONE_PLAIN, text);
  write_stages (self, review, from, to);
}

void
geng_meeting_write_campaigns (GengDocument *self, const GengReview *review)
{
  geng_document_sheet (self, say (self, "Campaigns", "专项行动"));
  geng_document_heading (self, say (self, "2. Campaigns", "二、专项行动"));
  if (review->stages->len == 0)
    geng_document_paragraph (self, GENG_TONE_PLAIN,
                             say (self, "No campaign in that month.", "该月没有专项行动。"));
  for (guint i = 0, to; i < review->stages->len; i = to)
    {
      const char *campaign = g_array_index (review->stages, GengReviewStage, i).campaign;

      for (to = i + 1;
           to < review->stages->len
           && g_strcmp0 (g_array_index (review->stages, GengReviewStage, to).campaign, campaign)
                  == 0;
           to++)
        ;
      write_campaign (self, review, i, to);
    }
}

/* -- findings -- */

static void
write_kinds (GengDocument *self, const GengReview *review)
{
  GengGrid *grid = geng_document_grid (self);

  geng_grid_column (grid, say (self, "Kind", "类别"), 10);
  geng_grid_column (grid, say (self, "Month before", "上一月"), 8)->series = TRUE;
  geng_grid_column (grid, say (self, "Reported", "上报"), 9)->series = TRUE;
  geng_grid_column (grid, say (self, "Settled", "办结"), 8);
  geng_grid_column (grid, say (self, "Of them late", "其中逾期办结"), 8);
  geng_grid_column (grid, say (self, "Settled in time, %", "办结率"), 11);
  geng_grid_column (grid, say (self, "Overdue", "逾期"), 8);
  grid->chart = GENG_CHART_BESIDE;
  grid->chart_title = g_strdup (
      say (self, "Dark: the month; light: the month before", "深色：当月　浅色：上一月"));
  for (guint i = 0; i < review->kinds->len; i++)
    {
      const GengReviewKind *kind = &g_array_index (review->kinds, GengReviewKind, i);
      gboolean last = i + 1 == review->kinds->len;
      const char *name = kind->kind != NULL ? kind->kind : say (self, "other", "其他");

      if (last)
        geng_grid_total (grid);
      else
        geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_PLAIN, last ? say (self, "All", "合计") : name);
      geng_grid_number (grid, kind->found_before);
      geng_grid_number (grid, kind->found);
      geng_grid_number (grid, kind->settled);
      geng_grid_number (grid, kind->late);
      geng_meeting_add_settled (grid, kind);
      geng_grid_number (grid, kind->overdue);
    }
  geng_meeting_explain_settled (self);
}

/* Numbers and departments, and never who reported it. */
static void
write_overdue (GengDocument *self, const GengReview *review)
{
  g_autoptr (GString) text = g_string_new (say (self, "Overdue: ", "逾期未办结："));

  if (review->overdue->len == 0)
    return;
  for (guint i = 0; i < review->overdue->len; i++)
    {
      GengPatrolFinding *row = review->overdue->pdata[i];
      const char *department = geng_patrol_finding_get_department (row);
      const GDate *due = geng_patrol_finding_get_due (row);

      g_string_append_printf (
          text, say (self, "%s%s (%s%sdue %d-%02d)", "%s%s（%s%s期限 %d-%02d）"),
          i > 0 ? say (self, "; ", "；") : "", geng_patrol_finding_get_id (row),
          department != NULL ? department : "", department != NULL ? say (self, ", ", "，") : "",
          g_date_get_month (due), g_date_get_day (due));
    }
  geng_document_paragraph (self, GENG_TONE_PLAIN, text->str);
}

static void
write_visits (GengDocument *self, const GengReview *review)
{
  const GengReviewVisits *all
      = &g_array_index (review->visits, GengReviewVisits, review->visits->len - 1);
  g_autofree char *text = g_strdup_printf (
      say (self, "Firms visited: %u; to put things right: %u; closed: %u; notices served: %u.",
           "检查 %u 家：限期整改 %u 家，停业 %u 家；下发整改通知书 %u 份。"),
      all->visited, all->to_mend, all->closed, all->notices);

  geng_document_paragraph (self, GENG_TONE_PLAIN, text);
}

void
geng_meeting_write_findings (GengDocument *self, const GengReview *review)
{
  geng_document_sheet (self, say (self, "Findings", "问题"));
  geng_document_heading (self,
                         say (self, "3. Findings, and visits to firms", "三、问题上报办结与检查"));
  if (review->kinds->len == 1)
    geng_document_paragraph (
        self, GENG_TONE_PLAIN,
        say (self, "No finding is entered for these two months.", "这两个月台账中没有问题。"));
  else
    write_kinds (self, review);
  write_overdue (self, review);
  write_visits (self, review);
}

/* -- kit -- */

/* In the order of GengReviewKitEvent. */
static const char *const kit_events[][2]
    = { { "lost", "丢失" }, { "broken", "损坏" }, { "found or mended", "找回、修复" } };

void
geng_meeting_add_kit_columns (GengDocument *self, GengGrid *grid)
{
  geng_grid_column (grid, say (self, "Date", "日期"), 8);
  geng_grid_column (grid, say (self, "Item", "编号"), 8);
  geng_grid_column (grid, say (self, "Piece", "装备"), 12);
  geng_grid_column (grid, say (self, "What happened", "情况"), 12);
}

void
geng_meeting_add_kit_row (GengDocument *self, GengGrid *grid, const GengReviewKit *one)
{
  g_autofree char *date = geng_report_date (self->language, &one->date);

  geng_grid_text (grid, GENG_LOOK_PLAIN, date);
  geng_grid_text (grid, GENG_LOOK_PLAIN, geng_entity_get_id (GENG_ENTITY (one->item)));
  geng_grid_text (grid, GENG_LOOK_PLAIN,
                  geng_entity_get_name (GENG_ENTITY (geng_item_get_piece (one->item))));
  geng_grid_text (grid, GENG_LOOK_PLAIN,
                  say (self, kit_events[one->event][0], kit_events[one->event][1]));
}

void
geng_meeting_write_kit (GengDocument *self, const GengReview *review)
{
  guint counts[G_N_ELEMENTS (kit_events)] = { 0 };
  g_autofree char *text = NULL;
  GengGrid *grid;

  for (guint i = 0; i < review->kit->len; i++)
    counts[g_array_index (review->kit, GengReviewKit, i).event]++;
  text = g_strdup_printf (say (self, "Lost: %u; broken: %u; found or mended: %u.",
                               "丢失 %u 件，损坏 %u 件，找回、修复 %u 件。"),
                          counts[0], counts[1], counts[2]);
  geng_document_heading (self, say (self, "4. Kit lost and found", "四、装备"));
  geng_document_paragraph (self, GENG_TONE_PLAIN, text);
  if (review->kit->len == 0)
    return;
  grid = geng_document_grid (self);
  geng_meeting_add_kit_columns (self, grid);
  for (guint i = 0; i < review->kit->len; i++)
    {
      geng_grid_row (grid);
      geng_meeting_add_kit_row (self, grid, &g_array_index (review->kit, GengReviewKit, i));
    }
}
