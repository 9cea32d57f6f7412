/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "station.h"

GDate
test_date (guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, G_DATE_DECEMBER, 2026);
  return date;
}

static void
add_shift (GengStation *station, GengPost *post, const char *id, int from, int to)
{
  g_autoptr (GengShift) shift
      = geng_shift_new (id, id, geng_station_lookup_window (station, "all"), from, to);
  g_autoptr (GengDemand) demand = geng_demand_new_for_shift (id, id, post, shift);

  geng_demand_set_crew (demand, 1, 1, 1);
  g_assert_true (geng_station_add_shift (station, shift, NULL));
  g_assert_true (geng_station_add_demand (station, demand, NULL));
}

static void
add_radios (GengStation *station, guint n)
{
  static const char *const kit[] = { "radio", NULL };
  g_autoptr (GengPiece) radio = geng_piece_new ("radio", "Radio");

  g_assert_true (geng_station_add_piece (station, radio, NULL));
  geng_window_set_kit (geng_station_lookup_window (station, "all"), kit);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *id = g_strdup_printf ("radio-%u", i);
      g_autoptr (GengItem) item = geng_item_new (id, radio);

      g_assert_true (geng_station_add_item (station, item, NULL));
    }
}

GengStation *
test_station_new (guint n_members)
{
  GengStation *station = geng_station_new ("gate", "Gate", "Asia/Shanghai", NULL);
  g_autoptr (GengWindow) window = geng_window_new ("all", "All", 480, 480 + GENG_DAY_MINUTES);
  g_autoptr (GengPost) post = geng_post_new ("gate", "Gate");
  g_autoptr (GengContract) contract = geng_contract_new ("full", "Full");

  g_assert_true (geng_station_add_window (station, window, NULL));
  g_assert_true (geng_station_add_post (station, post, NULL));
  add_radios (station, 2);
  add_shift (station, post, "day", 480, 1200);
  add_shift (station, post, "night", 1200, 1920);
  geng_contract_set_rule (contract, "rest", "11h");
  g_assert_true (geng_station_add_contract (station, contract, NULL));
  for (guint i = 1; i <= n_members; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i);
      g_autoptr (GengMember) member = geng_member_new (id, id);

      geng_member_set_contract (member, contract);
      g_assert_true (geng_station_add_member (station, member, NULL));
    }
  return station;
}
