/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "../arrays.h"
#include "geng-finding-private.h"
#include "geng-gap-private.h"
#include "geng-hand-over-private.h"
#include "geng-judgement-private.h"
#include "geng-plan-private.h"
#include "sample.h"

START_TEST (a_fault_reads_like_a_compilers)
{
  g_autoptr (GengFault) whole = geng_fault_new ("members.csv", 3, 7, "no such role");
  g_autoptr (GengFault) copy = geng_fault_copy (whole);
  g_autoptr (GengFault) file = geng_fault_new ("members.csv", 0, 7, "empty");
  g_autoptr (GengFault) bare = geng_fault_new (NULL, 0, 0, "no window");
  g_autofree char *first = geng_fault_to_string (copy);
  g_autofree char *second = geng_fault_to_string (file);
  g_autofree char *third = geng_fault_to_string (bare);

  ck_assert_str_eq (first, "members.csv:3:7: no such role");
  ck_assert_str_eq (second, "members.csv: empty");
  ck_assert_str_eq (third, "no window");
}
END_TEST

START_TEST (scores_compare_broken_then_gaps_then_cost)
{
  const GengScore sorted[] = { { 0, 0, 5 }, { 0, 0, 9 }, { 0, 1, 0 }, { 0, 2, 0 }, { 1, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sorted); j++)
      {
        int order = geng_score_compare (&sorted[i], &sorted[j]);

        ck_assert_int_eq ((order > 0) - (order < 0), (i > j) - (i < j));
      }
}
END_TEST

START_TEST (an_item_expires_after_its_day)
{
  g_autoptr (GengPiece) piece = geng_piece_new ("spray", NULL);
  g_autoptr (GengItem) item = geng_item_new ("s1", piece);
  GDate day = sample_date (2027, 8, 31);
  GDate next = sample_date (2027, 9, 1);

  ck_assert (geng_item_is_usable (item, &next));
  geng_item_set_expires (item, &day);
  ck_assert (geng_item_is_usable (item, &day));
  ck_assert (!geng_item_is_usable (item, &next));
  geng_item_set_state (item, GENG_ITEM_STATE_REPAIR);
  ck_assert (!geng_item_is_usable (item, &day));
  ck_assert_int_eq (geng_item_get_recharge_minutes (item), -1);
}
END_TEST

START_TEST (a_request_has_hours)
{
  g_autoptr (GengMember) member = geng_member_new ("m01", NULL);
  GDate day = sample_date (2027, 8, 31);
  g_autoptr (GengRequest) request = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &day, &day);

  ck_assert (!geng_request_get_timed (request));
  geng_request_set_times (request, 1320, 120);
  ck_assert (geng_request_get_timed (request));
  ck_assert_int_eq (geng_request_get_start_minute (request), 1320);
  ck_assert_int_eq (geng_request_get_end_minute (request), 1560);
}
END_TEST

START_TEST (a_duty_keeps_its_own_list_of_items)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate day = sample_date (2027, 8, 31);
  g_autoptr (GengDuty) duty = geng_duty_new (geng_station_lookup_member (station, "m01"), &day,
                                             geng_station_lookup_shift (station, "night"),
                                             geng_station_lookup_post (station, "village"));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) carried = NULL;
  g_autoptr (GengPiece) piece = geng_piece_new ("torch", NULL);
  g_autoptr (GDateTime) end = geng_duty_get_end (duty, station);

  g_ptr_array_add (items, geng_item_new ("t1", piece));
  geng_duty_set_items (duty, items);
  g_ptr_array_set_size (items, 0);
  ck_assert_uint_eq (n_of (geng_duty_list_items (duty)), 1);
  carried = geng_duty_list_items (duty);
  geng_duty_set_items (duty, carried);
  g_ptr_array_set_size (carried, 0);
  ck_assert_uint_eq (n_of (geng_duty_list_items (duty)), 1);
  geng_duty_set_items (duty, NULL);
  ck_assert_uint_eq (n_of (geng_duty_list_items (duty)), 0);
  ck_assert_int_eq (g_date_time_get_day_of_month (end), 1);
  ck_assert_int_eq (g_date_time_get_hour (end), 4);
}
END_TEST

START_TEST (a_gap_reads_in_one_line)
{
  g_autoptr (GengStation) station = sample_station ();
  GengDemand *demand = sample_add_demand (station, "patrol", "village", "night");
  GDate day = sample_date (2027, 8, 31);
  g_autoptr (GengGap) anybody = geng_gap_new (demand, &day, 1080, 1680, NULL, 2);
  g_autoptr (GengGap) captain = geng_gap_new (demand, &day, 1080, 1680, "captain", 1);
  g_autoptr (GengGap) morning = geng_gap_new (demand, &day, 1680, 1920, NULL, 1);
  g_autofree char *text = geng_gap_to_string (anybody);
  g_autofree char *role = geng_gap_to_string (captain);
  g_autofree char *next = geng_gap_to_string (morning);
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) none = geng_gap_list_obstacles (anybody);
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GPtrArray) obstacles = g_ptr_array_new_with_free_func (g_object_unref);

  ck_assert_str_eq (text, "2027-08-31 18:00–04:00 patrol: 2 missing");
  ck_assert_str_eq (role, "2027-08-31 18:00–04:00 patrol: 1 missing (captain)");
  /* 04:00 of a duty day is on the morning after its date. */
  ck_assert_str_eq (next, "2027-08-31 next day 04:00–08:00 patrol: 1 missing");
  geng_gap_name_role (captain, "带班队长");
  name = geng_gap_to_string (captain);
  ck_assert_str_eq (name, "2027-08-31 18:00–04:00 patrol: 1 missing (带班队长)");
  ck_assert_str_eq (geng_gap_get_role (captain), "captain");
  ck_assert_ptr_null (geng_gap_get_reason (anybody));
  ck_assert_uint_eq (none->len, 0);
  g_ptr_array_add (people, geng_station_lookup_member (station, "m01"));
  g_ptr_array_add (people, geng_station_lookup_member (station, "m03"));
  g_ptr_array_add (obstacles, geng_obstacle_new (NULL, "could serve", people));
  g_ptr_array_remove_index (people, 0);
  g_ptr_array_add (obstacles, geng_obstacle_new ("leave", "on leave", people));
  geng_gap_set_obstacles (anybody, obstacles);
  ck_assert_str_eq (geng_gap_get_reason (anybody), "could serve: 2 (m01, m03); on leave: 1 (m03)");
}
END_TEST

/* As a{sv} and back; somebody held whom the station does not have is an error. */
START_TEST (what_is_proven_survives_writing)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengStation) empty = geng_station_new ("empty", NULL, "Asia/Shanghai", NULL);
  GDate day = sample_date (2027, 8, 31);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &day, &day, NULL);
  const char *const held[] = { "m03", NULL };
  const GengPlanProof proof = { .bound_cost = 60, .bound_cost_around = 90, .held = held };
  const GengScore score = { 0 };
  g_autoptr (GengJudgement) judgement
      = geng_judgement_make (&score, g_ptr_array_new (), g_ptr_array_new ());
  g_autoptr (GengPlan) plan = geng_plan_new (roster, judgement, &proof);
  g_autoptr (GVariant) written = geng_plan_to_variant (plan);
  g_autoptr (GengPlan) again = geng_plan_new_from_variant (station, written, NULL);
  g_autoptr (GengPlan) lost = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert_int_eq (geng_plan_get_bound_cost (again), 60);
  ck_assert_int_eq (geng_plan_get_bound_cost_around (again), 90);
  ck_assert (g_strv_equal (geng_plan_get_held_members (again), held));
  lost = geng_plan_new_from_variant (empty, written, &error);
  ck_assert_ptr_null (lost);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert_ptr_nonnull (strstr (error->message, "m03"));
}
END_TEST

START_TEST (a_plan_holds_what_it_is_made_of)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate day = sample_date (2027, 8, 31);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &day, &day, NULL);
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  const GengScore score = { .gaps = 1, .cost = 120 };
  const char *const held[] = { "m03", NULL };
  const GengPlanProof proof = { .bound_gaps = 1,
                                .bound_cost = 60,
                                .bound_cost_around = 90,
                                .held = held,
                                .truncated = TRUE,
                                .effort = 4242,
                                .certificate = "geng-certificate 1",
                                .certified = TRUE };
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GengPlan) plan = NULL;
  GengFinding *finding;

  g_ptr_array_add (members, geng_station_lookup_member (station, "m01"));
  finding
      = geng_finding_new (GENG_SEVERITY_SOFT, "wish", members, NULL, &day, NULL, 1, 120, "a wish");
  g_ptr_array_add (findings, finding);
  judgement
      = geng_judgement_make (&score, findings, g_ptr_array_new_with_free_func (g_object_unref));
  plan = geng_plan_new (roster, judgement, &proof);

  ck_assert_ptr_eq (geng_plan_get_roster (plan), roster);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->cost, 120);
  ck_assert_uint_eq (n_of (geng_judgement_list_findings (judgement)), 1);
  ck_assert_uint_eq (n_of (geng_finding_list_members (finding)), 1);
  ck_assert_ptr_null (geng_finding_get_last (finding));
  ck_assert_int_eq (geng_plan_get_bound_cost (plan), 60);
  ck_assert_int_eq (geng_plan_get_bound_cost_around (plan), 90);
  ck_assert_str_eq (geng_plan_get_held_members (plan)[0], "m03");
  ck_assert_ptr_null (geng_plan_get_held_members (plan)[1]);
  ck_assert (geng_plan_get_truncated (plan));
  ck_assert_uint_eq (geng_plan_get_effort (plan), 4242);
  ck_assert_str_eq (geng_plan_get_certificate (plan), "geng-certificate 1");
  ck_assert (geng_plan_get_certified (plan));
}
END_TEST

START_TEST (a_hand_over_may_be_with_the_rack)
{
  g_autoptr (GengMember) member = geng_member_new ("m01", NULL);
  g_autoptr (GengPiece) piece = geng_piece_new ("torch", NULL);
  g_autoptr (GengItem) item = geng_item_new ("t1", piece);
  GDate day = sample_date (2027, 8, 31);
  g_autoptr (GengHandOver) sheet = geng_hand_over_new (&day, 1680, item, member, NULL, TRUE);

  ck_assert_ptr_eq (geng_hand_over_get_giver (sheet), member);
  ck_assert_ptr_null (geng_hand_over_get_receiver (sheet));
  ck_assert_int_eq (geng_hand_over_get_minute (sheet), 1680);
  ck_assert (geng_hand_over_get_charge (sheet));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("values");
  TCase *tcase = tcase_create ("values");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, a_fault_reads_like_a_compilers);
  tcase_add_test (tcase, scores_compare_broken_then_gaps_then_cost);
  tcase_add_test (tcase, an_item_expires_after_its_day);
  tcase_add_test (tcase, a_request_has_hours);
  tcase_add_test (tcase, a_duty_keeps_its_own_list_of_items);
  tcase_add_test (tcase, a_gap_reads_in_one_line);
  tcase_add_test (tcase, a_plan_holds_what_it_is_made_of);
  tcase_add_test (tcase, what_is_proven_survives_writing);
  tcase_add_test (tcase, a_hand_over_may_be_with_the_rack);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
