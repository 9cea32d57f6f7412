/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-scene-private.h"

#include <geng/geng-station-holidays.h>

enum
{
  DAY_WEEKEND = 1 << 0,
  DAY_HOLIDAY = 1 << 1,
  DAY_STATUTORY = 1 << 2
};

/* Times are kept for one day more on either side: a neighbour's duty reaches over the edge. */
static guint
time_slot (const GengScene *scene, guint shift, int day)
{
  return shift * (scene->n_before + scene->n_days + 2) + scene->n_before + 1 + day;
}

static gint64
real_minute (const GengScene *scene, int day, int minute)
{
  GDate date;
  g_autoptr (GDateTime) instant = NULL;

  geng_scene_date (scene, day, &date);
  instant = geng_station_instant (scene->station, &date, minute);
  return g_date_time_to_unix (instant) / 60;
}

static void
fill_times (GengScene *scene)
{
  gsize n = (gsize) scene->n_shifts * (scene->n_before + scene->n_days + 2);

  scene->starts = g_new0 (gint64, n);
  scene->ends = g_new0 (gint64, n);
  for (guint s = 0; s < scene->n_shifts; s++)
    for (int d = -scene->n_before - 1; d <= (int) scene->n_days; d++)
      {
        scene->starts[time_slot (scene, s, d)]
            = real_minute (scene, d, geng_shift_get_start_minute (scene->shifts[s]));
        scene->ends[time_slot (scene, s, d)]
            = real_minute (scene, d, geng_shift_get_end_minute (scene->shifts[s]));
      }
}

static void
add_edge (GArray *edges, int minute)
{
  guint i = 0;

  while (i < edges->len && g_array_index (edges, int, i) < minute)
    i++;
  if (i == edges->len || g_array_index (edges, int, i) != minute)
    g_array_insert_val (edges, i, minute);
}

static void
add_windows (GArray *edges, GListModel *windows)
{
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);

      add_edge (edges, geng_window_get_start_minute (window));
      add_edge (edges, geng_window_get_end_minute (window));
    }
}

static void
fill_edges (GengScene *scene)
{
  int n = scene->n_before + scene->n_days;

  scene->edges = g_array_new (FALSE, FALSE, sizeof (int));
  add_windows (scene->edges, geng_station_get_windows (scene->station));
  for (guint s = 0; s < scene->n_shifts; s++)
    {
      add_edge (scene->edges, geng_shift_get_start_minute (scene->shifts[s]));
      add_edge (scene->edges, geng_shift_get_end_minute (scene->shifts[s]));
      add_windows (scene->edges, geng_shift_get_windows (scene->shifts[s]));
    }
  scene->edge_times = g_new0 (gint64, (gsize) scene->edges->len * n + 1);
  for (guint i = 0; i < scene->edges->len; i++)
    for (int d = 0; d < n; d++)
      scene->edge_times[(gsize) i * n + d]
          = real_minute (scene, d - scene->n_before, g_array_index (scene->edges, int, i));
}

gint64
geng_scene_edge (const GengScene *scene, int minute, int day)
{
  guint i = 0;

  while (i + 1 < scene->edges->len && g_array_index (scene->edges, int, i) < minute)
    i++;
  return scene->edge_times[(gsize) i * (scene->n_before + scene->n_days) + scene->n_before + day];
}

gint64
geng_scene_shift_start (const GengScene *scene, guint shift, int day)
{
  return scene->starts[time_slot (scene, shift, day)];
}

gint64
geng_scene_shift_end (const GengScene *scene, guint shift, int day)
{
  return scene->ends[time_slot (scene, shift, day)];
}

int
geng_scene_shift_minutes (const GengScene *scene, guint shift, int day)
{
  return geng_scene_shift_end (scene, shift, day) - geng_scene_shift_start (scene, shift, day);
}

static guint8
kind_of_day (const GengScene *scene, int day)
{
  GDate date;

  geng_scene_date (scene, day, &date);
  return (geng_station_is_weekend (scene->station, &date) ? DAY_WEEKEND : 0)
         | (geng_station_is_holiday (scene->station, &date) ? DAY_HOLIDAY : 0)
         | (geng_station_is_statutory (scene->station, &date) ? DAY_STATUTORY : 0);
}

gboolean
geng_scene_is_weekend (const GengScene *scene, int day)
{
  return (scene->calendar[scene->n_before + day] & DAY_WEEKEND) != 0;
}

gboolean
geng_scene_is_holiday (const GengScene *scene, int day)
{
  return (scene->calendar[scene->n_before + day] & DAY_HOLIDAY) != 0;
}

gboolean
geng_scene_is_statutory (const GengScene *scene, int day)
{
  return (scene->calendar[scene->n_before + day] & DAY_STATUTORY) != 0;
}

gboolean
geng_scene_is_called (const GengScene *scene, int day, const char *name)
{
  GengHoliday *holiday;
  GDate date;

  geng_scene_date (scene, day, &date);
  holiday = geng_station_get_holiday (scene->station, &date);
  return holiday != NULL && geng_holiday_is_called (holiday, name);
}

int
geng_scene_week_start (const GengScene *scene, int day)
{
  GDate date;

  geng_scene_date (scene, day, &date);
  return day - ((int) g_date_get_weekday (&date) - 1);
}

static void
fill_asked (GengScene *scene)
{
  scene->asked = g_new0 (guint8, (gsize) scene->n_demands * scene->n_days);
  for (guint i = 0; i < scene->n_demands; i++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        GDate date;

        geng_scene_date (scene, d, &date);
        scene->asked[i * scene->n_days + d]
            = geng_demand_holds_on (scene->demands[i], scene->station, &date);
      }
}

gboolean
geng_scene_asked (const GengScene *scene, guint demand, int day)
{
  return scene->asked[demand * scene->n_days + day];
}

gboolean
geng_scene_takes (const GengScene *scene, GengDemand *demand, GengShift *shift, GengPost *post)
{
  GengShift *own = geng_demand_get_shift (demand);
  GengWindow *window = geng_demand_get_window (demand);

  if (geng_demand_get_post (demand) != post)
    return FALSE;
  if (own != NULL)
    return own == shift;
  return geng_shift_has_window (shift, window) && geng_shift_get_post (shift, window) == NULL
         && !geng_scene_leads (scene, (guint) geng_scene_shift_index (scene, shift));
}

gboolean
geng_scene_pair_asked (const GengScene *scene, GengShift *shift, GengPost *post, int day)
{
  const GArray *there = g_hash_table_lookup (scene->by_demands, post);

  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      guint demand = g_array_index (there, guint, i);

      if (geng_scene_asked (scene, demand, day)
          && geng_scene_takes (scene, scene->demands[demand], shift, post))
        return TRUE;
    }
  return FALSE;
}

static gsize
absent_slot (const GengScene *scene, guint member, int day)
{
  return (gsize) member * (scene->n_before + scene->n_days) + scene->n_before + day;
}

/* Marks the days from first to last, both included and cut to what is known. */
static void
mark_absent (GengScene *scene, guint member, int first, int last, guint8 why)
{
  for (int d = MAX (first, -scene->n_before); d <= MIN (last, (int) scene->n_days - 1); d++)
    scene->absent[absent_slot (scene, member, d)] |= why;
}

static void
mark_contract (GengScene *scene, guint member)
{
  const GDate *since = geng_member_get_since (scene->members[member]);
  const GDate *until = geng_member_get_until (scene->members[member]);

  if (since != NULL)
    mark_absent (scene, member, -scene->n_before, geng_scene_day (scene, since) - 1,
                 GENG_ABSENT_CONTRACT);
  if (until != NULL)
    mark_absent (scene, member, geng_scene_day (scene, until) + 1, scene->n_days,
                 GENG_ABSENT_CONTRACT);
}

static void
fill_requests (GengScene *scene)
{
  GListModel *requests = geng_station_get_requests (scene->station);
  guint n = g_list_model_get_n_items (requests);

  scene->requests = g_new0 (GPtrArray *, scene->n_members);
  for (guint m = 0; m < scene->n_members; m++)
    scene->requests[m] = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);
      int member = geng_scene_member_index (scene, geng_request_get_member (request));

      if (member >= 0)
        g_ptr_array_add (scene->requests[member], g_steal_pointer (&request));
    }
}

static void
fill_absent (GengScene *scene)
{
  scene->absent = g_new0 (guint8, absent_slot (scene, scene->n_members, -scene->n_before));
  for (guint m = 0; m < scene->n_members; m++)
    {
      mark_contract (scene, m);
      for (guint i = 0; i < scene->requests[m]->len; i++)
        {
          GengRequest *request = g_ptr_array_index (scene->requests[m], i);

          if (geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE
              && !geng_request_get_timed (request))
            mark_absent (scene, m, geng_scene_day (scene, geng_request_get_first (request)),
                         geng_scene_day (scene, geng_request_get_last (request)),
                         GENG_ABSENT_LEAVE);
        }
    }
}

GengAbsence
geng_scene_absence (const GengScene *scene, guint member, int day)
{
  return scene->absent[absent_slot (scene, member, day)];
}

gboolean
geng_scene_absent (const GengScene *scene, guint member, int day)
{
  return geng_scene_absence (scene, member, day) != 0;
}

void
geng_scene_fill_calendar (GengScene *scene)
{
  scene->calendar = g_new0 (guint8, scene->n_before + scene->n_days);
  for (int d = -scene->n_before; d < (int) scene->n_days; d++)
    scene->calendar[scene->n_before + d] = kind_of_day (scene, d);
  fill_times (scene);
  fill_edges (scene);
  fill_asked (scene);
  fill_requests (scene);
  fill_absent (scene);
}

void
geng_scene_clear_calendar (GengScene *scene)
{
  for (guint m = 0; m < scene->n_members; m++)
    g_ptr_array_unref (scene->requests[m]);
  g_free (scene->requests);
  g_free (scene->calendar);
  g_free (scene->starts);
  g_free (scene->ends);
  g_array_unref (scene->edges);
  g_free (scene->edge_times);
  g_free (scene->asked);
  g_free (scene->absent);
}
