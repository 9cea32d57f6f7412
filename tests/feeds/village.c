/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "village.h"

#include <string.h>

const char village_keys[]
    = "[station]\nsecret=abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst\n"
      "[feeds]\n"
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2=member/m01\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa3=member/m02\n"
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa4=member/m03\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa5=member/m04\n"
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa6=member/m05\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa7=member/m06\n"
      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb2=team/one\nbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb3=team/two\n"
      "ccccccccccccccccccccccccccccccc2=post/grid\nccccccccccccccccccccccccccccccc3=post/desk\n"
      "ddddddddddddddddddddddddddddddd2=station/village\n";

static const struct
{
  const char *id, *name, *phone;
} people[] = {
  { "m01", "石大山", "13900000001" }, { "m02", "柳小河", "13900000002" }, { "m03", "田中禾", NULL },
  { "m04", "林北望", "13900000004" }, { "m05", "池南风", NULL },          { "m06", "程路遥", NULL },
};

static void
add_members (GengStation *station)
{
  g_autoptr (GengTeam) one = geng_team_new ("one", "一组");
  g_autoptr (GengTeam) two = geng_team_new ("two", "二组");
  geng_station_add_team (station, one, NULL);
  geng_station_add_team (station, two, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (GengMember) member = geng_member_new (people[i].id, people[i].name);
      geng_member_set_phone (member, people[i].phone);
      geng_member_set_team (member, i < 3 ? one : two);
      geng_station_add_member (station, member, NULL);
    }
}

static void
add_shift (GengStation *station,
           const char *id,
           const char *name,
           GengWindow *window,
           int from,
           int to)
{
  g_autoptr (GengShift) shift = geng_shift_new (id, name, window, from, to);
  geng_station_add_shift (station, shift, NULL);
}

static void
add_shifts (GengStation *station)
{
  g_autoptr (GengWindow) patrol = geng_window_new ("patrol", "巡逻", 8 * 60, 28 * 60);
  g_autoptr (GengWindow) standby = geng_window_new ("standby", "值守", 28 * 60, 32 * 60);
  geng_station_add_window (station, patrol, NULL);
  geng_station_add_window (station, standby, NULL);
  add_shift (station, "day", "白班", patrol, 8 * 60, 18 * 60);
  add_shift (station, "night", "夜班", patrol, 18 * 60, 28 * 60);
  add_shift (station, "standby", "值守", standby, 28 * 60, 32 * 60);
}

static void
add_posts (GengStation *station)
{
  const char *const points[] = { "五水共治", "交通拥堵", "垃圾分类", NULL };
  g_autoptr (GengPost) grid = geng_post_new ("grid", "村区网格");
  g_autoptr (GengPost) desk = geng_post_new ("desk", "流动人口管理站");
  geng_post_set_checklist (grid, points);
  geng_post_set_location (desk, "村口路1号, 一楼");
  geng_station_add_post (station, grid, NULL);
  geng_station_add_post (station, desk, NULL);
}

static void
add_items (GengStation *station)
{
  g_autoptr (GengPiece) radio = geng_piece_new ("radio", "对讲机");
  geng_station_add_piece (station, radio, NULL);
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("D%u", i);
      g_autoptr (GengItem) item = geng_item_new (id, radio);
      geng_station_add_item (station, item, NULL);
    }
}

/* Every shift may be served at every post by anybody. */
static void
add_demands (GengStation *station)
{
  GListModel *shifts = geng_station_get_shifts (station);
  GListModel *posts = geng_station_get_posts (station);
  for (guint i = 0; i < g_list_model_get_n_items (shifts) * g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i / 2);
      g_autoptr (GengPost) post = g_list_model_get_item (posts, i % 2);
      g_autofree char *id = g_strdup_printf ("demand%u", i);
      g_autoptr (GengDemand) demand = geng_demand_new_for_shift (id, NULL, post, shift);
      geng_demand_set_crew (demand, 0, 0, 6);
      geng_station_add_demand (station, demand, NULL);
    }
}

GengStation *
village_new (const char *timezone, const char *language)
{
  g_autoptr (GError) error = NULL;
  GengStation *station = geng_station_new ("village", "样板村联防站", timezone, &error);
  g_assert_no_error (error);
  geng_station_set_day_start_minute (station, 8 * 60, NULL);
  geng_station_set_language (station, language);
  add_members (station);
  add_shifts (station);
  add_posts (station);
  add_items (station);
  add_demands (station);
  return station;
}

static void
assign (GengRoster *roster, guint person, const GDate *date, const char *shift, const char *post)
{
  GengStation *station = geng_roster_get_station (roster);
  g_autoptr (GError) error = NULL;
  GengDuty *duty = geng_roster_assign (
      roster, geng_station_lookup_member (station, people[person].id), date,
      geng_station_lookup_shift (station, shift), geng_station_lookup_post (station, post), &error);
  g_assert_no_error (error);
  if (person < 4)
    {
      static const char *const radios[] = { "D1", "D2", "D3", "D4" };
      g_autoptr (GPtrArray) items = g_ptr_array_new ();
      g_ptr_array_add (items, geng_station_lookup_item (station, radios[person % 2]));
      geng_duty_set_items (duty, items);
    }
}

/* Two by day, two by night, one at the desk, one off. */
static void
rotate (GengRoster *roster, const GDate *date)
{
  guint turn = g_date_get_julian (date);
  assign (roster, (turn + 0) % 6, date, "day", "grid");
  assign (roster, (turn + 1) % 6, date, "day", "grid");
  assign (roster, (turn + 2) % 6, date, "night", "grid");
  assign (roster, (turn + 3) % 6, date, "night", "grid");
  assign (roster, (turn + 4) % 6, date, "standby", "desk");
}

static void
scatter (GengRoster *roster, const GDate *date, GRand *random)
{
  static const char *const shifts[] = { "day", "night", "standby" };
  static const char *const posts[] = { "grid", "desk" };
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    if (g_rand_boolean (random))
      assign (roster, i, date, shifts[g_rand_int_range (random, 0, 3)],
              posts[g_rand_int_range (random, 0, 2)]);
}

GengRoster *
village_roster (GengStation *station, int year, int month, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GDate first, last;
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, month, year);
  last = first;
  g_date_set_day (&last, g_date_get_days_in_month (month, year));
  GengRoster *roster = geng_roster_new (station, &first, &last, NULL);
  for (GDate date = first; g_date_compare (&date, &last) <= 0; g_date_add_days (&date, 1))
    if (seed == 0)
      rotate (roster, &date);
    else
      scatter (roster, &date, random);
  return roster;
}

void
village_assign (GengRoster *roster,
                const char *member,
                int day,
                const char *shift,
                const char *post)
{
  GengStation *station = geng_roster_get_station (roster);
  GengMember *who = geng_station_lookup_member (station, member);
  GDate date = *geng_roster_get_first (roster);
  g_autoptr (GError) error = NULL;
  g_date_set_day (&date, day);
  geng_roster_clear (roster, who, &date);
  if (shift != NULL)
    geng_roster_assign (roster, who, &date, geng_station_lookup_shift (station, shift),
                        geng_station_lookup_post (station, post), &error);
  g_assert_no_error (error);
}

GHashTable *
village_events (const char *text)
{
  GHashTable *events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n ", -1);
  g_autofree char *unfolded = g_strjoinv ("", lines);
  g_auto (GStrv) parts = g_strsplit (unfolded, "BEGIN:VEVENT\r\n", -1);
  for (guint i = 1; parts[i] != NULL; i++)
    {
      g_assert_true (g_str_has_prefix (parts[i], "UID:"));
      strstr (parts[i], "END:VEVENT\r\n")[strlen ("END:VEVENT\r\n")] = '\0';
      g_assert_true (
          g_hash_table_insert (events, g_strndup (parts[i] + 4, 36), g_strdup (parts[i])));
    }
  return events;
}
