/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "village.h"

#define N_MEMBERS 28
#define HOUR 60

/* Plainly invented: a surname and a number. */
static const char *const surnames[] = { "赵", "钱", "孙", "李", "周", "吴", "郑" };
static const char *const numerals[] = { "甲", "乙", "丙", "丁" };

static void
add_windows (GengStation *station)
{
  g_autoptr (GengWindow) patrol = geng_window_new ("patrol", "巡逻", 8 * HOUR, 28 * HOUR);
  g_autoptr (GengWindow) standby = geng_window_new ("standby", "值守", 28 * HOUR, 32 * HOUR);
  g_autoptr (GengShift) day = geng_shift_new ("day", "日班", patrol, 8 * HOUR, 18 * HOUR);
  g_autoptr (GengShift) night = geng_shift_new ("night", "夜班", patrol, 18 * HOUR, 28 * HOUR);
  g_autoptr (GengShift) desk = geng_shift_new ("standby", "值守", standby, 28 * HOUR, 32 * HOUR);

  geng_shift_set_mark (day, "日");
  geng_shift_set_mark (night, "夜");
  geng_shift_set_mark (desk, "值");
  geng_shift_set_night (night, TRUE);
  geng_station_add_window (station, patrol, NULL);
  geng_station_add_window (station, standby, NULL);
  geng_station_add_shift (station, day, NULL);
  geng_station_add_shift (station, night, NULL);
  geng_station_add_shift (station, desk, NULL);
}

static void
add_posts (GengStation *station)
{
  g_autoptr (GengPost) village = geng_post_new ("village", "村区网格");
  g_autoptr (GengPost) desk = geng_post_new ("desk", "流动人口管理站");
  g_autoptr (GengRole) captain = geng_role_new ("captain", "带班队长");
  g_autoptr (GengDemand) demand = NULL, standby = NULL;

  geng_station_add_role (station, captain, NULL);
  geng_station_add_post (station, village, NULL);
  geng_station_add_post (station, desk, NULL);
  demand = geng_demand_new_for_shift ("night-patrol", "夜间巡逻", village,
                                      geng_station_lookup_shift (station, "night"));
  geng_demand_set_crew (demand, 4, 4, 6);
  geng_station_add_demand (station, demand, NULL);
  standby = geng_demand_new_for_shift ("desk-standby", "值守", desk,
                                       geng_station_lookup_shift (station, "standby"));
  geng_demand_set_crew (standby, 4, 4, 4);
  geng_station_add_demand (station, standby, NULL);
}

static void
add_members (GengStation *station)
{
  for (guint i = 0; i < N_MEMBERS; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i + 1);
      g_autofree char *name = g_strconcat (surnames[i % 7], numerals[i / 7], NULL);
      g_autofree char *team_id = g_strdup_printf ("t%u", i / 7 + 1);
      g_autofree char *team_name = g_strdup_printf ("%u组", i / 7 + 1);
      g_autoptr (GengMember) member = geng_member_new (id, name);

      if (i % 7 == 0)
        {
          g_autoptr (GengTeam) team = geng_team_new (team_id, team_name);

          geng_station_add_team (station, team, NULL);
        }
      geng_member_set_team (member, geng_station_lookup_team (station, team_id));
      geng_station_add_member (station, member, NULL);
    }
}

static void
add_days (GengStation *station)
{
  GDate first, last;
  g_autoptr (GengHoliday) holiday = NULL;
  g_autoptr (GengHoliday) workday = NULL;
  g_autoptr (GengRequest) leave = NULL;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, 1, 2027);
  holiday = geng_holiday_new (&first, "元旦", GENG_HOLIDAY_KIND_OFF);
  geng_station_add_holiday (station, holiday, NULL);
  g_date_set_dmy (&first, 9, 1, 2027);
  workday = geng_holiday_new (&first, "元旦调休", GENG_HOLIDAY_KIND_MAKE_UP);
  geng_station_add_holiday (station, workday, NULL);
  g_date_set_dmy (&first, 11, 1, 2027);
  g_date_set_dmy (&last, 14, 1, 2027);
  leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, geng_station_lookup_member (station, "m03"),
                            &first, &last);
  geng_station_add_request (station, leave, NULL);
}

/* A village of 28 members, built without any file. */
GengStation *
village_new_station (const char *language)
{
  GengStation *station = geng_station_new ("sample", "示例沿村联防队", "Asia/Shanghai", NULL);

  geng_station_set_day_start_minute (station, 8 * HOUR, NULL);
  geng_station_set_language (station, language);
  add_windows (station);
  add_posts (station);
  add_members (station);
  add_days (station);
  return station;
}

/* Each member's line repeats day, day, night, night, off, standby, off, shifted by the member's
 * place. */
GengRoster *
village_new_roster (GengStation *station)
{
  static const char *const pattern[] = { "day", "day", "night", "night", NULL, "standby", NULL };
  GListModel *members = geng_station_get_members (station);
  GengRoster *roster;
  GDate first, last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, 1, 2027);
  g_date_set_dmy (&last, 31, 1, 2027);
  roster = geng_roster_new (station, &first, &last, NULL);
  for (guint i = 0; i < N_MEMBERS; i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      for (guint day = 0; day < 31; day++)
        {
          const char *shift = pattern[(day + i) % G_N_ELEMENTS (pattern)];
          GDate date = first;

          g_date_add_days (&date, day);
          if (shift == NULL || (i == 2 && day >= 10 && day < 14))
            continue;
          geng_roster_assign (roster, member, &date, geng_station_lookup_shift (station, shift),
                              geng_station_lookup_post (
                                  station, g_str_equal (shift, "standby") ? "desk" : "village"),
                              NULL);
        }
    }
  return roster;
}
