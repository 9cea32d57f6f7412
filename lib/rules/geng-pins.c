/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-pins.h"

gboolean
geng_request_names (GengRequest *request, GengShift *shift, GengPost *post)
{
  GengShift *own_shift = geng_request_get_shift (request);
  GengPost *own_post = geng_request_get_post (request);

  return (own_shift == NULL || own_shift == shift) && (own_post == NULL || own_post == post);
}

gboolean
geng_request_covers (GengRequest *request, const GengScene *scene, int day)
{
  return geng_scene_day (scene, geng_request_get_first (request)) <= day
         && day <= geng_scene_day (scene, geng_request_get_last (request));
}

/* The minute of the real time at which this minute of a civil date strikes. */
static gint64
instant_minute (const GengScene *scene, const GDate *date, int minute)
{
  g_autoptr (GDateTime) instant = geng_station_instant (scene->station, date, minute);

  return g_date_time_to_unix (instant) / 60;
}

/* A duty reaches over into the next date, or the one after, so civil days from day - 1 to day + 2
 * matter. */
static gboolean
meets_hours (GengRequest *request, const GengScene *scene, guint shift, int day)
{
  int first = geng_scene_day (scene, geng_request_get_first (request));
  int last = geng_scene_day (scene, geng_request_get_last (request));

  for (int d = MAX (first, day - 1); d <= MIN (last, day + 2); d++)
    {
      GDate date;

      geng_scene_date (scene, d, &date);
      if (geng_scene_shift_start (scene, shift, day)
              < instant_minute (scene, &date, geng_request_get_end_minute (request))
          && instant_minute (scene, &date, geng_request_get_start_minute (request))
                 < geng_scene_shift_end (scene, shift, day))
        return TRUE;
    }
  return FALSE;
}

gboolean
geng_request_meets (GengRequest *request, const GengScene *scene, guint shift, int day)
{
  return geng_request_get_timed (request) ? meets_hours (request, scene, shift, day)
                                          : geng_request_covers (request, scene, day);
}

static gboolean
pinned_by_request (const GengScene *scene, guint member, int day, GengShift *shift, GengPost *post)
{
  GPtrArray *requests = scene->requests[member];

  for (guint i = 0; i < requests->len; i++)
    {
      GengRequest *request = g_ptr_array_index (requests, i);

      if (geng_request_get_kind (request) == GENG_REQUEST_KIND_PIN
          && geng_request_get_shift (request) == shift && geng_request_get_post (request) == post
          && geng_request_covers (request, scene, day))
        return TRUE;
    }
  return FALSE;
}

gboolean
geng_scene_is_pinned (const GengScene *scene,
                      guint member,
                      int day,
                      GengShift *shift,
                      GengPost *post)
{
  GengDuty *base = geng_scene_base_duty (scene, member, day);
  GengDuty *away = geng_scene_away (scene, member, day);

  return (away != NULL && geng_duty_get_shift (away) == shift && geng_duty_get_post (away) == post)
         || (base != NULL && geng_duty_get_pinned (base) && geng_duty_get_shift (base) == shift
             && geng_duty_get_post (base) == post)
         || pinned_by_request (scene, member, day, shift, post);
}
