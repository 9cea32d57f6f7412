/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

/* Where somebody serves by day and somebody by night. */
typedef struct
{
  GengStation *station;
  GengPost *gate;
  GengShift *day, *night;
  GengContract *contract;
  GDate first, last;
} Village;

G_GNUC_UNUSED static void
add_demand (Village *village, const char *id, GengShift *shift, int crew)
{
  g_autoptr (GengDemand) demand = geng_demand_new_for_shift (id, id, village->gate, shift);

  geng_demand_set_crew (demand, crew, crew, crew);
  g_assert_true (geng_station_add_demand (village->station, demand, NULL));
}

G_GNUC_UNUSED static void
add_member (Village *village, const char *id)
{
  g_autoptr (GengMember) member = geng_member_new (id, id);

  geng_member_set_contract (member, village->contract);
  g_assert_true (geng_station_add_member (village->station, member, NULL));
}

/* One post, a day and a night shift of one person each, two weeks of December 2026. */
G_GNUC_UNUSED static void
village_init (Village *village, guint n_members)
{
  g_autoptr (GengWindow) window = geng_window_new ("all", "all", 480, 480 + GENG_DAY_MINUTES);

  village->station = geng_station_new ("test", "Test", "Asia/Shanghai", NULL);
  village->gate = geng_post_new ("gate", "Gate");
  village->day = geng_shift_new ("day", "Day", window, 480, 1200);
  village->night = geng_shift_new ("night", "Night", window, 1200, 1920);
  village->contract = geng_contract_new ("full", "Full");
  geng_contract_set_rule (village->contract, "rest", "11h");
  geng_contract_set_rule (village->contract, "run", "duties ..4");
  g_assert_true (geng_station_add_window (village->station, window, NULL));
  g_assert_true (geng_station_add_post (village->station, village->gate, NULL));
  g_assert_true (geng_station_add_shift (village->station, village->day, NULL));
  g_assert_true (geng_station_add_shift (village->station, village->night, NULL));
  g_assert_true (geng_station_add_contract (village->station, village->contract, NULL));
  add_demand (village, "day", village->day, 1);
  add_demand (village, "night", village->night, 1);
  for (guint i = 0; i < n_members; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i + 1);

      add_member (village, id);
    }
  g_date_set_dmy (&village->first, 1, G_DATE_DECEMBER, 2026);
  g_date_set_dmy (&village->last, 14, G_DATE_DECEMBER, 2026);
}

G_GNUC_UNUSED static void
village_clear (Village *village)
{
  g_clear_object (&village->day);
  g_clear_object (&village->night);
  g_clear_object (&village->gate);
  g_clear_object (&village->contract);
  g_clear_object (&village->station);
}

/* Plenty for rosters of this size. */
#define EFFORT 30000000

G_GNUC_UNUSED static GengPlanner *
make_planner (Village *village)
{
  GengPlanner *planner = geng_planner_new (village->station, &village->first, &village->last, NULL);

  geng_planner_set_effort_limit (planner, EFFORT);
  return planner;
}

#define N_GROUPS 3

/* So many people who serve exactly one day of three each, so many pairs of whom never serve
 * together: people of different groups, and each group on a day of its own keeps it all. */
G_GNUC_UNUSED static void
crowd_init (Village *village, guint n_people, guint n_pairs, guint32 seed)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  village_init (village, n_people);
  geng_contract_set_rule (village->contract, "limit", "hours per period 12..12");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GengDemand) demand
          = g_list_model_get_item (geng_station_get_demands (village->station), i);

      geng_demand_set_crew (demand, 0, 0, i == 0 ? (int) n_people : 0);
    }
  g_date_set_dmy (&village->last, N_GROUPS, G_DATE_DECEMBER, 2026);
  for (guint i = 0; i < n_pairs;)
    {
      guint a = (guint) g_rand_int_range (dice, 0, (gint32) n_people);
      guint b = (guint) g_rand_int_range (dice, 0, (gint32) n_people);
      g_autofree char *text = g_strdup_printf ("m%02u m%02u", MIN (a, b) + 1, MAX (a, b) + 1);
      g_autoptr (GengRule) rule = geng_rule_new ("apart", text);

      if (a % N_GROUPS == b % N_GROUPS || !g_hash_table_add (known, g_strdup (text)))
        continue;
      geng_station_add_rule (village->station, rule);
      i++;
    }
}
