// SPDX-License-Identifier: LGPL-2.1-or-later
// An editor in C++: builds a station, plans, edits with undo, and sends its state as JSON.

#include <geng/geng.h>

#include <iostream>
#include <memory>
#include <string>

namespace
{
struct Unref
{
  void
  operator() (gpointer object) const
  {
    g_object_unref (object);
  }
};

template <typename T> using Ref = std::unique_ptr<T, Unref>;

[[noreturn]] void
fail (const std::string &what, const GError *error = nullptr)
{
  std::cerr << what << (error ? std::string (": ") + error->message : "") << '\n';
  std::exit (1);
}

GDate
day (int number)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, static_cast<GDateDay> (number), G_DATE_MARCH, 2027);
  return date;
}

Ref<GengStation>
build ()
{
  Ref<GengStation> station{ geng_station_new ("gate", "Gate", "Asia/Shanghai", nullptr) };
  Ref<GengWindow> window{ geng_window_new ("all", "All day", 480, 1920) };
  Ref<GengPost> post{ geng_post_new ("gate", "Gate") };

  geng_station_add_window (station.get (), window.get (), nullptr);
  geng_station_add_post (station.get (), post.get (), nullptr);
  for (const auto &[id, start, end] : { std::tuple{ "day", 480, 1200 }, { "night", 1200, 1920 } })
    {
      Ref<GengShift> shift{ geng_shift_new (id, nullptr, window.get (), start, end) };
      Ref<GengDemand> demand{ geng_demand_new_for_shift (id, nullptr, post.get (), shift.get ()) };

      geng_station_add_shift (station.get (), shift.get (), nullptr);
      geng_station_add_demand (station.get (), demand.get (), nullptr);
    }
  for (int i = 1; i <= 5; i++)
    {
      Ref<GengMember> member{ geng_member_new (("m" + std::to_string (i)).c_str (), nullptr) };

      geng_station_add_member (station.get (), member.get (), nullptr);
    }
  Ref<GengRule> rest{ geng_rule_new ("rest", "11h") };
  geng_station_add_rule (station.get (), rest.get ());
  return station;
}
}

int
main ()
{
  g_autoptr (GError) error = nullptr;
  Ref<GengStation> station = build ();
  const GDate first = day (1), last = day (7);
  Ref<GengPlanner> planner{ geng_planner_new (station.get (), &first, &last, &error) };

  if (!planner)
    fail ("no planner", error);
  geng_planner_set_effort (planner.get (), GENG_EFFORT_QUICK);
  Ref<GengPlan> plan{ geng_planner_plan (planner.get (), nullptr, &error) };
  if (!plan)
    fail ("no plan", error);
  GengRoster *roster = geng_plan_get_roster (plan.get ());
  Ref<GengJudge> judge{ geng_judge_new (roster, nullptr, nullptr, &error) };
  Ref<GengUndo> undo{ geng_undo_new (station.get ()) };
  geng_undo_add_roster (undo.get (), roster, nullptr);

  Ref<GengDuty> duty{ static_cast<GengDuty *> (g_list_model_get_item (G_LIST_MODEL (roster), 0)) };
  geng_undo_begin (undo.get (), "ill");
  geng_roster_remove (roster, duty.get ());
  geng_undo_end (undo.get ());
  if (geng_judgement_get_score (geng_judge_get_judgement (judge.get ()))->gaps != 1)
    fail ("one place should be open");
  geng_undo_undo (undo.get ());
  if (geng_judgement_get_score (geng_judge_get_judgement (judge.get ()))->gaps != 0)
    fail ("no place should be open");

  g_autofree char *json = geng_station_to_json (station.get ());
  Ref<GengStation> again{ geng_station_new_from_json (json, &error) };
  if (!again)
    fail ("not read back", error);
  g_autofree char *sent = geng_roster_to_json (roster);
  Ref<GengRoster> received{ geng_roster_new_from_json (again.get (), sent, &error) };
  if (!received)
    fail ("no roster received", error);
  std::cout << g_list_model_get_n_items (G_LIST_MODEL (received.get ())) << " duties received\n";
  return g_list_model_get_n_items (G_LIST_MODEL (received.get ())) == 14 ? 0 : 1;
}
