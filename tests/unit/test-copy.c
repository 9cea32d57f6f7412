/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "sample.h"

/* Copies of a station, and planning on one while the station is edited. */

static void
add_demands (GengStation *station)
{
  static const char *const roles[] = { "captain", NULL };
  g_autoptr (GengRole) role = geng_role_new ("captain", "带班队长");
  g_autoptr (GengContract) contract = geng_contract_new ("full", NULL);
  g_autoptr (GengRoleLimit) limit = geng_role_limit_new ("captain", 0, 1, 0);

  ck_assert (geng_station_add_role (station, role, NULL));
  ck_assert (geng_station_add_contract (station, contract, NULL));
  geng_contract_set_rule (contract, "rest", "11h");
  geng_demand_add_role_limit (sample_add_demand (station, "by-day", "village", "day"), limit);
  sample_add_demand (station, "by-night", "village", "night");
  geng_member_set_contract (geng_station_lookup_member (station, "m01"), contract);
  geng_member_set_roles (geng_station_lookup_member (station, "m01"), roles);
}

START_TEST (nothing_is_shared)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengStation) copy = NULL;
  g_autoptr (GPtrArray) limits = NULL;
  GengMember *m01, *twin;
  GengContract *contract;

  add_demands (station);
  ck_assert (geng_station_set_day_start_minute (station, 480, NULL));
  copy = geng_station_copy (station);
  m01 = geng_station_lookup_member (station, "m01");
  twin = geng_station_lookup_member (copy, "m01");
  ck_assert_ptr_ne (m01, twin);
  contract = geng_member_get_contract (twin);
  ck_assert_ptr_eq (contract, geng_station_lookup_contract (copy, "full"));
  ck_assert_uint_eq (g_list_model_get_n_items (geng_contract_get_rules (contract)), 1);
  ck_assert_str_eq (geng_member_get_roles (twin)[0], "captain");
  limits = geng_demand_list_role_limits (geng_station_lookup_demand (copy, "by-day"));
  ck_assert_uint_eq (limits->len, 1);
  ck_assert (geng_shift_has_window (geng_station_lookup_shift (copy, "night"),
                                    geng_station_lookup_window (copy, "patrol")));
  geng_member_set_phone (twin, "1");
  ck_assert_ptr_null (geng_member_get_phone (m01));
}
END_TEST

static void
on_planned (GObject *planner, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GengPlan **made = user_data;

  *made = geng_planner_plan_finish (GENG_PLANNER (planner), result, &error);
  g_assert_no_error (error);
}

/* Leave that comes and a member who goes while a thread plans: no disagreement, the caller's own
 * objects, and a plan that says that the station has moved on. */
START_TEST (edited_while_it_plans)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate first = sample_date (2027, 1, 4), last = sample_date (2027, 1, 17);
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &first, &last, NULL);
  g_autoptr (GObject) m03 = g_object_ref (G_OBJECT (geng_station_lookup_member (station, "m03")));
  g_autoptr (GengRequest) leave = geng_request_new (
      GENG_REQUEST_KIND_LEAVE, geng_station_lookup_member (station, "m01"), &first, &last);
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  guint of_m03 = 0;

  add_demands (station);
  geng_demand_set_crew (geng_station_lookup_demand (station, "by-day"), 2, 2, 2);
  geng_planner_set_effort_limit (planner, 2000000);
  geng_planner_plan_async (planner, NULL, on_planned, &plan);
  ck_assert (geng_station_add_request (station, leave, NULL));
  ck_assert (geng_station_remove (station, m03, NULL));
  while (plan == NULL)
    g_main_context_iteration (NULL, TRUE);
  ck_assert_uint_lt (geng_plan_get_generation (plan), geng_station_get_generation (station));
  ck_assert_ptr_eq (geng_roster_get_station (geng_plan_get_roster (plan)), station);
  duties = geng_roster_list_duties (geng_plan_get_roster (plan));
  ck_assert_uint_eq (duties->len, 3 * 14);
  for (guint i = 0; i < duties->len; i++)
    {
      gpointer member = geng_duty_get_member (duties->pdata[i]);
      gpointer shift = geng_duty_get_shift (duties->pdata[i]);

      of_m03 += member == (gpointer) m03;
      ck_assert (member == (gpointer) m03
                 || geng_station_lookup_member (station, geng_entity_get_id (member)) == member);
      ck_assert_ptr_eq (geng_station_lookup_shift (station, geng_entity_get_id (shift)), shift);
    }
  ck_assert_uint_gt (of_m03, 0);
}
END_TEST

/* What planning refuses, validate() finds, and says where. */
START_TEST (faults_before_the_search)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &day, &day, NULL);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  const char *message;

  add_demands (station);
  geng_contract_set_rule (geng_station_lookup_contract (station, "full"), "rest", "eleven");
  geng_shift_set_colour (geng_station_lookup_shift (station, "day"), "nope");
  geng_station_set_language (station, "xx_YY");
  faults = geng_station_validate (station);
  ck_assert_uint_eq (faults->len, 3);
  message = ((const GengFault *) faults->pdata[2])->message;
  ck_assert_msg (strstr (message, "contract full, rest") != NULL, "%s", message);
  ck_assert_ptr_null (geng_planner_plan (planner, NULL, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("copy");
  TCase *tcase = tcase_create ("copy");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 120);
  tcase_add_test (tcase, nothing_is_shared);
  tcase_add_test (tcase, edited_while_it_plans);
  tcase_add_test (tcase, faults_before_the_search);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
