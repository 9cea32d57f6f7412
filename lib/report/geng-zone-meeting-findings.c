/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What was found in the grids of a zone, and who has settled it. */

#include "geng-report-meeting.h"
#include "geng-zone-meeting-private.h"

#define say geng_document_say

/* -- by grid -- */

static guint
count_planned (const GengReview *review, GengPost *post)
{
  g_autoptr (GPtrArray) duties
      = review->roster != NULL ? geng_roster_list_duties (review->roster) : g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += geng_duty_get_post (duties->pdata[i]) == post
         && geng_review_counts (review, duties->pdata[i]);
  return n;
}

/* @post: (nullable): whatever is of no post */
static GengReviewKind
count_found (const GengReview *review, GengPost *post)
{
  GListModel *rows = geng_journal_get_findings (review->journal);
  GengReviewKind sum = { NULL };

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengPatrolFinding) finding = g_list_model_get_item (rows, i);

      if (geng_patrol_finding_get_post (finding) == post)
        geng_review_count_finding (review, &sum, finding);
    }
  return sum;
}

static GengReviewVisits
count_visited (const GengReview *review, GengPost *post)
{
  GListModel *rows = geng_journal_get_inspections (review->journal);
  GengReviewVisits sum = { NULL };

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengInspection) visit = g_list_model_get_item (rows, i);

      if (geng_inspection_get_post (visit) == post)
        geng_review_count_visit (review, &sum, visit);
    }
  return sum;
}

void
geng_zone_meeting_add_found (GengGrid *grid, const GengReviewKind *found)
{
  geng_grid_number (grid, found->found);
  geng_grid_number (grid, found->settled);
  geng_grid_number (grid, found->late);
  geng_grid_number (grid, found->overdue);
  geng_meeting_add_settled (grid, found);
}

void
geng_zone_meeting_add_kind (GengReviewKind *sum, const GengReviewKind *one)
{
  sum->found += one->found;
  sum->settled += one->settled;
  sum->late += one->late;
  sum->overdue += one->overdue;
}

/* What stands in a row of the table of grids. */
typedef struct
{
  guint planned;
  GengReviewKind found;
  GengReviewVisits visits;
} Row;

static void
write_row (GengGrid *grid, const Row *row)
{
  geng_grid_number (grid, row->planned);
  geng_zone_meeting_add_found (grid, &row->found);
  geng_grid_number (grid, row->visits.visited);
  geng_grid_number (grid, row->visits.notices);
}

/* @post: (nullable): the row of what is of no post, left out where that is nothing */
static void
add_grid (GengDocument *document,
          GengGrid *grid,
          const GengReview *review,
          GengPost *post,
          Row *sum)
{
  Row row = { post != NULL ? count_planned (review, post) : 0, count_found (review, post),
              count_visited (review, post) };

  if (row.planned + row.found.found + row.visits.visited == 0)
    return;
  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, geng_entity_get_name (GENG_ENTITY (review->station)));
  geng_grid_text (grid, GENG_LOOK_TEXT,
                  geng_meeting_name (
                      document, post != NULL ? geng_entity_get_name (GENG_ENTITY (post)) : NULL));
  write_row (grid, &row);
  sum->planned += row.planned;
  geng_zone_meeting_add_kind (&sum->found, &row.found);
  sum->visits.visited += row.visits.visited;
  sum->visits.notices += row.visits.notices;
}

void
geng_zone_meeting_add_found_columns (GengDocument *document, GengGrid *grid)
{
  static const char *const heads[][2] = { { "Found", "发现问题" },
                                          { "Settled", "办结" },
                                          { "Of them late", "其中逾期办结" },
                                          { "Overdue", "逾期" },
                                          { "Settled in time, %", "办结率" } };

  geng_meeting_add_columns (document, grid, heads, G_N_ELEMENTS (heads));
}

void
geng_zone_meeting_write_grids (GengDocument *document, const GPtrArray *reviews)
{
  static const char *const visits[][2]
      = { { "Firms visited", "检查家数" }, { "Notices", "整改通知" } };
  GengGrid *grid = geng_document_grid (document);
  Row sum = { 0 };

  geng_grid_column (grid, say (document, "Station", "队"), 16);
  geng_grid_column (grid, say (document, "Grid (post)", "网格（岗位）"), 16);
  geng_grid_column (grid, say (document, "Planned", "计划（次）"), 8);
  geng_zone_meeting_add_found_columns (document, grid);
  geng_meeting_add_columns (document, grid, visits, G_N_ELEMENTS (visits));
  for (guint i = 0; i < reviews->len; i++)
    {
      const GengReview *review = reviews->pdata[i];
      GListModel *posts = geng_station_get_posts (review->station);

      for (guint k = 0; k < g_list_model_get_n_items (posts); k++)
        {
          g_autoptr (GengPost) post = g_list_model_get_item (posts, k);

          add_grid (document, grid, review, post, &sum);
        }
      add_grid (document, grid, review, NULL, &sum);
    }
  geng_grid_total (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, say (document, "All", "合计"));
  geng_grid_text (grid, GENG_LOOK_PLAIN, "");
  write_row (grid, &sum);
  geng_meeting_explain_settled (document);
}

/* -- by kind -- */

gboolean
geng_zone_meeting_has_kinds (const GPtrArray *reviews)
{
  for (guint i = 0; i < reviews->len; i++)
    if (((const GengReview *) reviews->pdata[i])->kinds->len > 1)
      return TRUE;
  return FALSE;
}

void
geng_zone_meeting_write_kinds (GengDocument *document, const GPtrArray *reviews)
{
  GengGrid *grid = geng_document_grid (document);
  GengReviewKind sum = { NULL };

  geng_grid_column (grid, say (document, "Station", "队"), 16);
  geng_grid_column (grid, say (document, "Kind", "类别"), 12);
  geng_grid_column (grid, say (document, "Month before", "上一月"), 8);
  geng_zone_meeting_add_found_columns (document, grid);
  for (guint i = 0; i < reviews->len; i++)
    {
      const GengReview *review = reviews->pdata[i];

      /* The last one is all of them. */
      for (guint k = 0; k + 1 < review->kinds->len; k++)
        {
          const GengReviewKind *one = &g_array_index (review->kinds, GengReviewKind, k);

          geng_grid_row (grid);
          geng_grid_text (grid, GENG_LOOK_TEXT,
                          geng_entity_get_name (GENG_ENTITY (review->station)));
          geng_grid_text (grid, GENG_LOOK_TEXT, geng_meeting_name (document, one->kind));
          geng_grid_number (grid, one->found_before);
          geng_zone_meeting_add_found (grid, one);
          geng_zone_meeting_add_kind (&sum, one);
          sum.found_before += one->found_before;
        }
    }
  geng_grid_total (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, say (document, "All", "合计"));
  geng_grid_text (grid, GENG_LOOK_PLAIN, "");
  geng_grid_number (grid, sum.found_before);
  geng_zone_meeting_add_found (grid, &sum);
  geng_meeting_explain_settled (document);
}

/* -- by department -- */

static GengReviewKind *
find_department (GArray *departments, const char *name)
{
  GengReviewKind row = { name };

  for (guint i = 0; i < departments->len; i++)
    if (g_strcmp0 (g_array_index (departments, GengReviewKind, i).kind, name) == 0)
      return &g_array_index (departments, GengReviewKind, i);
  g_array_append_val (departments, row);
  return &g_array_index (departments, GengReviewKind, departments->len - 1);
}

/* The names are those of findings that the journals hold. */
static GArray *
count_departments (const GPtrArray *reviews)
{
  GArray *departments = g_array_new (FALSE, TRUE, sizeof (GengReviewKind));

  for (guint i = 0; i < reviews->len; i++)
    {
      const GengReview *review = reviews->pdata[i];
      GListModel *rows = geng_journal_get_findings (review->journal);

      for (guint k = 0; k < g_list_model_get_n_items (rows); k++)
        {
          g_autoptr (GengPatrolFinding) finding = g_list_model_get_item (rows, k);
          const char *name = geng_patrol_finding_get_department (finding);
          GengReviewKind *row
              = find_department (departments, name != NULL && name[0] != '\0' ? name : NULL);

          geng_review_count_finding (review, row, finding);
        }
    }
  return departments;
}

void
geng_zone_meeting_write_settling (GengDocument *document, const GPtrArray *reviews)
{
  g_autoptr (GArray) departments = count_departments (reviews);
  GengGrid *grid = geng_document_grid (document);
  GengReviewKind sum = { NULL };

  geng_grid_column (grid, say (document, "Department in charge", "归口部门"), 16);
  geng_zone_meeting_add_found_columns (document, grid);
  for (guint i = 0; i < departments->len; i++)
    {
      const GengReviewKind *one = &g_array_index (departments, GengReviewKind, i);

      if (one->found == 0)
        continue;
      geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_TEXT, geng_meeting_name (document, one->kind));
      geng_zone_meeting_add_found (grid, one);
      geng_zone_meeting_add_kind (&sum, one);
    }
  geng_grid_total (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, say (document, "All", "合计"));
  geng_zone_meeting_add_found (grid, &sum);
  geng_meeting_explain_settled (document);
}
