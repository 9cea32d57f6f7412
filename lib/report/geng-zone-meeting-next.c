/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the stations of a zone have for the month to come. */

#include "geng-report-meeting.h"
#include "geng-zone-meeting-private.h"

#define say geng_document_say

void
geng_zone_next_free (gpointer data)
{
  GengZoneNext *next = data;

  g_object_unref (next->station);
  g_clear_object (&next->roster);
  g_clear_object (&next->judgement);
  g_free (next);
}

static const char *
state_text (GengDocument *document, const GengZoneNext *next)
{
  if (next->roster == NULL)
    return say (document, "not planned", "未排");
  return next->official ? say (document, "published", "已发布") : say (document, "draft", "草稿");
}

/* @by_shared: of them, of people whom stations share */
static guint
count_duties (const GengZoneNext *next, guint *by_shared)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (next->roster);
  guint n = 0;

  *by_shared = 0;
  for (guint i = 0; i < duties->len; i++)
    if (geng_station_is_at_work (next->station, duties->pdata[i]))
      {
        n++;
        *by_shared += geng_member_get_guest (geng_duty_get_member (duties->pdata[i]));
      }
  return n;
}

/* What is not planned is a dash. */
static void
add_planned (GengDocument *document, GengGrid *grid, const GengZoneNext *next, guint sums[3])
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (next->judgement);
  g_autofree char *roles = geng_meeting_sum_up_gaps (document, next->station, gaps);
  guint shared, duties = count_duties (next, &shared);
  guint places = geng_meeting_count_missing (gaps);

  geng_grid_number (grid, duties);
  geng_grid_number (grid, shared);
  geng_grid_number (grid, places);
  geng_grid_text (grid, GENG_LOOK_TEXT, roles);
  sums[0] += duties;
  sums[1] += shared;
  sums[2] += places;
}

void
geng_zone_meeting_write_next (GengDocument *document, const GPtrArray *nexts, const GDate *month)
{
  static const char *const heads[][2] = { { "Duties", "勤务（次）" },
                                          { "By shared people", "共用人员（次）" },
                                          { "Open places", "缺岗（人次）" } };
  GengGrid *grid = geng_document_grid (document);
  guint sums[G_N_ELEMENTS (heads)] = { 0 };

  geng_grid_column (grid, say (document, "Station", "队"), 16);
  geng_grid_column (grid, say (document, "State", "状态"), 8);
  geng_meeting_add_columns (document, grid, heads, G_N_ELEMENTS (heads));
  geng_grid_column (grid, say (document, "Of them", "其中"), 24);
  for (guint i = 0; i < nexts->len; i++)
    {
      const GengZoneNext *next = nexts->pdata[i];

      geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_TEXT, geng_entity_get_name (GENG_ENTITY (next->station)));
      geng_grid_text (grid, GENG_LOOK_PLAIN, state_text (document, next));
      if (next->roster != NULL)
        add_planned (document, grid, next, sums);
      else
        for (guint k = 0; k <= G_N_ELEMENTS (heads); k++)
          geng_grid_text (grid, GENG_LOOK_PLAIN, GENG_MEETING_UNKNOWN);
    }
  geng_grid_total (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, say (document, "All", "合计"));
  geng_grid_text (grid, GENG_LOOK_PLAIN, "");
  for (guint k = 0; k < G_N_ELEMENTS (heads); k++)
    geng_grid_number (grid, sums[k]);
  geng_grid_text (grid, GENG_LOOK_PLAIN, "");
  for (guint i = 0; i < nexts->len; i++)
    {
      GengStation *station = ((const GengZoneNext *) nexts->pdata[i])->station;
      g_autofree char *whose = g_strdup_printf (say (document, "%s: ", "%s："),
                                                geng_entity_get_name (GENG_ENTITY (station)));

      geng_meeting_write_coming_campaigns (document, station, month, whose);
    }
}
