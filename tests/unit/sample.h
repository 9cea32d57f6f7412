/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

/* A small station for tests: patrol 08:00-04:00 by day and night, standby 04:00-08:00, two posts,
 * three members. */

static inline GDate
sample_date (int year, int month, int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return date;
}

static inline void
sample_add_window (GengStation *station, const char *id, int from, int to)
{
  g_autoptr (GengWindow) window = geng_window_new (id, NULL, from, to);

  g_assert_true (geng_station_add_window (station, window, NULL));
}

static inline void
sample_add_shift (GengStation *station, const char *id, const char *window, int from, int to)
{
  g_autoptr (GengShift) shift
      = geng_shift_new (id, NULL, geng_station_lookup_window (station, window), from, to);

  geng_shift_set_night (shift, g_str_equal (id, "night"));
  g_assert_true (geng_station_add_shift (station, shift, NULL));
}

static inline void
sample_add_post (GengStation *station, const char *id)
{
  g_autoptr (GengPost) post = geng_post_new (id, NULL);

  g_assert_true (geng_station_add_post (station, post, NULL));
}

static inline GengMember *
sample_add_member (GengStation *station, const char *id)
{
  g_autoptr (GengMember) member = geng_member_new (id, NULL);

  g_assert_true (geng_station_add_member (station, member, NULL));
  return member;
}

static inline GengDemand *
sample_add_demand (GengStation *station, const char *id, const char *post, const char *shift)
{
  g_autoptr (GengDemand) demand
      = geng_demand_new_for_shift (id, NULL, geng_station_lookup_post (station, post),
                                   geng_station_lookup_shift (station, shift));

  g_assert_true (geng_station_add_demand (station, demand, NULL));
  return demand;
}

static inline GengStation *
sample_station_in (const char *timezone)
{
  GengStation *station = geng_station_new ("sample", "Sample", timezone, NULL);

  g_assert_nonnull (station);
  sample_add_window (station, "patrol", 480, 1680);
  sample_add_window (station, "standby", 1680, 1920);
  sample_add_shift (station, "day", "patrol", 480, 1080);
  sample_add_shift (station, "night", "patrol", 1080, 1680);
  sample_add_shift (station, "standby", "standby", -1, -1);
  sample_add_post (station, "village");
  sample_add_post (station, "desk");
  sample_add_member (station, "m01");
  sample_add_member (station, "m02");
  sample_add_member (station, "m03");
  return station;
}

static inline GengStation *
sample_station (void)
{
  return sample_station_in ("Asia/Shanghai");
}
