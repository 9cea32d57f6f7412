/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Builds a village's joint-defence team by calls, and plans a week of it. */
#include <geng/geng.h>
#include <stdio.h>

/* The station keeps what it is given; who made it lets go. */
#define ADD(what, thing)                                                                           \
  do                                                                                               \
    {                                                                                              \
      g_autoptr (GError) failure = NULL;                                                           \
      if (!geng_station_add_##what (station, thing, &failure))                                     \
        g_error ("%s", failure->message);                                                          \
      g_object_unref (thing);                                                                      \
    }                                                                                              \
  while (0)

static GengStation *
new_station (void)
{
  /* example: Geng.Station Geng.Entity */
  g_autoptr (GError) error = NULL;
  GengStation *station = geng_station_new ("dafenshanyan", "大坟山沿村", "Asia/Shanghai", &error);

  if (station == NULL)
    g_error ("%s", error->message);
  geng_station_set_language (station, "zh_CN");
  printf ("%s %s\n", geng_entity_get_id (GENG_ENTITY (station)),
          geng_entity_get_name (GENG_ENTITY (station)));
  /* end */
  return station;
}

static void
add_places (GengStation *station)
{
  /* example: Geng.Window */
  /* Minutes from 00:00 of the duty day: patrol lasts until 04:00 of the next morning. */
  GengWindow *patrol = geng_window_new ("patrol", "巡逻", 8 * 60, 28 * 60);
  GengWindow *standby = geng_window_new ("standby", "值守", 28 * 60, 32 * 60);

  ADD (window, patrol);
  ADD (window, standby);

  /* example: Geng.Piece */
  static const char *const kit[] = { "radio", NULL };
  GengPiece *piece = geng_piece_new ("radio", "对讲机");

  ADD (piece, piece);
  geng_window_set_kit (patrol, kit);

  /* example: Geng.Item */
  for (int n = 1; n <= 4; n++)
    {
      g_autofree char *id = g_strdup_printf ("r%d", n);
      GengItem *radio = geng_item_new (id, geng_station_lookup_piece (station, "radio"));

      ADD (item, radio);
    }

  /* example: Geng.Shift */
  GengShift *day = geng_shift_new ("day", "日班", patrol, 8 * 60, 18 * 60);
  GengShift *night = geng_shift_new ("night", "夜班", patrol, 18 * 60, 28 * 60);
  GengShift *dawn = geng_shift_new ("standby", "值守", standby, -1, -1); /* the whole window */

  geng_shift_set_night (night, TRUE);
  ADD (shift, day);
  ADD (shift, night);
  ADD (shift, dawn);

  /* example: Geng.Post */
  static const char *const checklist[] = { "五水共治", "交通拥堵", "垃圾分类", NULL };
  GengPost *village = geng_post_new ("village", "村区网格");
  GengPost *desk = geng_post_new ("desk", "流动人口管理站");

  geng_post_set_checklist (village, checklist);
  ADD (post, village);
  ADD (post, desk);
  /* end */
}

static void
add_people (GengStation *station)
{
  /* example: Geng.Role */
  GengRole *captain = geng_role_new ("captain", "队长");

  ADD (role, captain);

  /* example: Geng.Organisation */
  GengOrganisation *council = geng_organisation_new ("village", "村委");

  ADD (organisation, council);

  /* example: Geng.Contract */
  GengContract *guard = geng_contract_new ("guard", "全日制");
  g_autoptr (GengRule) rest = geng_rule_new ("rest", "11h");

  geng_contract_add_rule (guard, rest);
  ADD (contract, guard);

  /* example: Geng.Team */
  GengTeam *team = geng_team_new ("a", "甲班");

  ADD (team, team);

  /* example: Geng.Cycle */
  static const char *const days[] = { "day", "night", "off", "off", NULL };
  GengCycle *cycle = geng_cycle_new ("two-on-two-off", "做二休二", days);

  ADD (cycle, cycle);

  /* example: Geng.Member */
  static const char *const captains[] = { "captain", NULL };

  for (int n = 1; n <= 12; n++)
    {
      g_autofree char *id = g_strdup_printf ("m%02d", n);
      g_autofree char *name = g_strdup_printf ("队员%d", n);
      GengMember *member = geng_member_new (id, name);

      ADD (member, member);
      geng_member_set_contract (member, guard);
      geng_member_set_organisation (member, council);
      if (n <= 4)
        geng_member_set_roles (member, captains);
      if (n == 12)
        geng_member_set_team (member, team);
    }
  /* end */
}

static void
add_demands (GengStation *station)
{
  /* example: Geng.Demand */
  GengPost *village = geng_station_lookup_post (station, "village");
  GengPost *desk = geng_station_lookup_post (station, "desk");
  GengDemand *by_day = geng_demand_new_for_shift ("day", "日巡", village,
                                                  geng_station_lookup_shift (station, "day"));
  GengDemand *by_night = geng_demand_new_for_shift ("night", "夜巡", village,
                                                    geng_station_lookup_shift (station, "night"));
  GengDemand *at_dawn = geng_demand_new_for_window (
      "dawn", "值守", desk, geng_station_lookup_window (station, "standby"));
  g_autoptr (GengRoleLimit) captain = geng_role_limit_new ("captain", 1, 2, 0);

  geng_demand_set_crew (by_day, 2, 2, 3);
  geng_demand_set_crew (by_night, 2, 2, 2);
  geng_demand_add_role_limit (by_day, captain);
  ADD (demand, by_day);
  ADD (demand, by_night);
  ADD (demand, at_dawn);
  /* end */
}

static void
add_days (GengStation *station)
{
  /* example: Geng.LeaveKind */
  GengLeaveKind *study = geng_leave_kind_new ("study", "培训");

  geng_leave_kind_set_counts_as_hours (study, TRUE);
  ADD (leave_kind, study);

  /* example: Geng.Request */
  g_autoptr (GDate) first = g_date_new_dmy (2, G_DATE_MARCH, 2027);
  g_autoptr (GDate) last = g_date_new_dmy (3, G_DATE_MARCH, 2027);
  GengRequest *away = geng_request_new (GENG_REQUEST_KIND_LEAVE,
                                        geng_station_lookup_member (station, "m05"), first, last);

  geng_request_set_leave_kind (away, "study");
  ADD (request, away);

  /* example: Geng.Holiday */
  g_autoptr (GDate) date = g_date_new_dmy (8, G_DATE_MARCH, 2027);
  GengHoliday *holiday = geng_holiday_new (date, "妇女节", GENG_HOLIDAY_KIND_OFF);

  ADD (holiday, holiday);

  /* example: Geng.Law */
  g_autoptr (GPtrArray) laws = geng_law_list_shipped ();
  guint n_standard = 0;

  for (guint i = 0; i < laws->len; i++)
    n_standard += geng_law_is_for (laws->pdata[i], GENG_HOURS_SCHEME_STANDARD);
  printf ("articles for standard hours: %s\n", n_standard > 0 ? "yes" : "no");
  /* end */
}

static void
add_rules (GengStation *station)
{
  /* example: Geng.Rule */
  g_autoptr (GengRule) apart = geng_rule_new ("apart", "m01 m02");

  geng_station_add_rule (station, apart);

  /* example: Geng.RuleKind */
  GengRuleKind *kind = geng_rule_kind_lookup ("limit");

  printf ("%s | %s\n", geng_rule_kind_get_title (kind, "en"),
          geng_rule_kind_get_title (kind, "zh"));

  /* example: Geng.RuleParameter */
  g_autoptr (GPtrArray) parameters = geng_rule_kind_list_parameters (kind);

  for (guint i = 0; i < parameters->len; i++)
    printf ("%s: %s\n", geng_rule_parameter_get_name (parameters->pdata[i]),
            geng_rule_parameter_get_title (parameters->pdata[i], "zh"));

  /* example: Geng.RuleWhat */
  g_autoptr (GengRuleWhat) nights = geng_rule_what_new_for_word ("nights");

  /* example: Geng.RuleValues */
  g_autoptr (GError) error = NULL;
  g_autoptr (GengRuleValues) values = geng_rule_values_new (station, kind, &error);
  g_auto (GValue) what = G_VALUE_INIT, span = G_VALUE_INIT, range = G_VALUE_INIT;

  g_value_init (&what, GENG_TYPE_RULE_WHAT);
  g_value_set_object (&what, nights);
  g_value_init (&span, G_TYPE_STRING);
  g_value_set_string (&span, "week");
  g_value_init (&range, G_TYPE_VARIANT);
  g_value_set_variant (&range, g_variant_new ("(ii)", 0, 3));
  if (!geng_rule_values_set_value (values, "what", &what, &error)
      || !geng_rule_values_set_value (values, "span", &span, &error)
      || !geng_rule_values_set_value (values, "range", &range, &error))
    g_error ("%s", error->message);

  g_autoptr (GengRule) limit = geng_rule_values_to_rule (values, &error);
  g_autofree char *chinese = geng_rule_values_to_string (values, "zh", &error);

  geng_station_add_rule (station, limit);
  printf ("%s | %s\n", geng_rule_get_text (limit), chinese);
  /* end */
}

static void
on_changed (GListModel *members, guint position, guint gone, guint come)
{
  printf ("members: %u gone, %u come\n", gone, come);
}

static void
edit (GengStation *station)
{
  /* example: Geng.List */
  GListModel *members = geng_station_get_members (station);
  GengMember *guest = geng_member_new ("m13", "队员13");

  g_signal_connect (members, "items-changed", G_CALLBACK (on_changed), NULL);
  ADD (member, guest);
  geng_station_remove (station, G_OBJECT (guest), NULL);

  /* example: Geng.Undo */
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  GengEntity *desk = GENG_ENTITY (geng_station_lookup_post (station, "desk"));

  geng_undo_begin (undo, "改名");
  geng_entity_set_name (desk, "管理站");
  geng_undo_end (undo);
  geng_undo_undo (undo);
  printf ("%s\n", geng_entity_get_name (desk));
  /* end */
}

int
main (void)
{
  g_autoptr (GengStation) station = new_station ();
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_MARCH, 2027);
  g_autoptr (GDate) last = g_date_new_dmy (7, G_DATE_MARCH, 2027);
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  add_places (station);
  add_people (station);
  add_demands (station);
  add_days (station);
  add_rules (station);
  edit (station);
  faults = geng_station_validate (station);
  planner = geng_planner_new (station, first, last, &error);
  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  plan = geng_planner_plan (planner, NULL, &error);
  if (plan == NULL)
    return fprintf (stderr, "%s\n", error->message), 1;
  printf ("%u faults, %d rules broken\n", faults->len,
          (int) geng_judgement_get_score (geng_plan_get_judgement (plan))->broken);
  return 0;
}
