/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which firms of a zone had to put things right, by name: what the meeting follows up.  Those where
 * all was well are counted, and in each station's journal. */

#include "geng-report-meeting.h"
#include "geng-report-words.h"
#include "geng-zone-meeting-private.h"

#define say geng_document_say

static gboolean
is_told (const GengReview *review, GengInspection *visit)
{
  GengReviewVisits one = { NULL };

  geng_review_count_visit (review, &one, visit);
  return one.to_mend + one.closed + one.notices > 0;
}

/* (transfer full) (element-type GengInspection) */
static GPtrArray *
list_firms (const GengReview *review)
{
  GPtrArray *visits = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *rows = geng_journal_get_inspections (review->journal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengInspection) visit = g_list_model_get_item (rows, i);

      if (is_told (review, visit))
        g_ptr_array_add (visits, g_steal_pointer (&visit));
    }
  return visits;
}

gboolean
geng_zone_meeting_has_firms (const GPtrArray *reviews)
{
  for (guint i = 0; i < reviews->len; i++)
    {
      g_autoptr (GPtrArray) visits = list_firms (reviews->pdata[i]);

      if (visits->len > 0)
        return TRUE;
    }
  return FALSE;
}

static const char *
result_text (GengDocument *document, GengInspectionResult result)
{
  switch (result)
    {
    case GENG_INSPECTION_RESULT_TO_MEND:
      return say (document, "to put right", "限期整改");
    case GENG_INSPECTION_RESULT_CLOSED:
      return say (document, "closed", "停业");
    case GENG_INSPECTION_RESULT_PASSED:
    default:
      return say (document, "in order", "合格");
    }
}

/* @date: (nullable) */
static void
add_date (GengDocument *document, GengGrid *grid, const GDate *date)
{
  g_autofree char *text
      = date != NULL ? geng_report_date (document->language, date) : g_strdup ("");

  geng_grid_text (grid, GENG_LOOK_PLAIN, text);
}

/* @text: (nullable) */
static void
add_words (GengGrid *grid, const char *text)
{
  geng_grid_text (grid, GENG_LOOK_TEXT, text != NULL ? text : "");
}

static void
add_firm (GengDocument *document, GengGrid *grid, const GengReview *review, GengInspection *visit)
{
  geng_grid_row (grid);
  add_words (grid, geng_entity_get_name (GENG_ENTITY (review->station)));
  add_words (grid, geng_inspection_get_premises (visit));
  add_date (document, grid, geng_inspection_get_date (visit));
  add_words (grid, geng_inspection_get_campaign (visit));
  add_words (grid, result_text (document, geng_inspection_get_result (visit)));
  add_words (grid, geng_inspection_get_notice (visit));
  add_date (document, grid, geng_inspection_get_recheck (visit));
}

void
geng_zone_meeting_write_firms (GengDocument *document, const GPtrArray *reviews)
{
  GengGrid *grid = geng_document_grid (document);

  geng_grid_column (grid, say (document, "Station", "队"), 16);
  geng_grid_column (grid, say (document, "Firm", "企业"), 24);
  geng_grid_column (grid, say (document, "Day", "检查日期"), 10);
  geng_grid_column (grid, say (document, "Campaign", "行动"), 14);
  geng_grid_column (grid, say (document, "Result", "结果"), 10);
  geng_grid_column (grid, say (document, "Notice", "通知书"), 12);
  geng_grid_column (grid, say (document, "Second visit", "复查"), 10);
  for (guint i = 0; i < reviews->len; i++)
    {
      g_autoptr (GPtrArray) visits = list_firms (reviews->pdata[i]);

      for (guint k = 0; k < visits->len; k++)
        add_firm (document, grid, reviews->pdata[i], visits->pdata[k]);
    }
}
