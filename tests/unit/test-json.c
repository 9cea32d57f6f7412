/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "sample.h"

/* What is written as JSON is read back as it was; what is wrong is told with its place. */

static GengStation *
full_station (void)
{
  static const char *const roles[] = { "captain", NULL };
  static const char *const kit[] = { "radio", NULL };
  GengStation *station = sample_station ();
  g_autoptr (GengOrganisation) police = geng_organisation_new ("police", "派出所");
  g_autoptr (GengRole) captain = geng_role_new ("captain", "带班队长");
  g_autoptr (GengContract) full = geng_contract_new ("full", "全日制");
  g_autoptr (GengPiece) radio = geng_piece_new ("radio", "对讲机");
  g_autoptr (GengLaw) law = geng_law_new ("ten-hours", "十小时");
  g_autoptr (GengLeaveKind) sick = geng_leave_kind_new ("sick", "病假");
  g_autoptr (GengItem) item = geng_item_new ("R1", radio);
  g_autoptr (GengRoleLimit) limit = geng_role_limit_new ("captain", 1, G_MAXINT, 0);
  g_autoptr (GengDays) days = geng_days_parse ("weekdays", NULL);
  g_autoptr (GengRule) apart = geng_rule_new ("apart", "m01 m02");
  GDate day = sample_date (2027, 1, 4);
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  g_autoptr (GengRequest) wish = geng_request_new (GENG_REQUEST_KIND_WISH_OFF, m01, &day, &day);
  GengDemand *demand = sample_add_demand (station, "by-day", "village", "day");

  g_assert_true (geng_station_add_organisation (station, police, NULL));
  g_assert_true (geng_station_add_role (station, captain, NULL));
  g_assert_true (geng_station_add_contract (station, full, NULL));
  g_assert_true (geng_station_add_piece (station, radio, NULL));
  g_assert_true (geng_station_add_item (station, item, NULL));
  geng_item_set_kit_set (item, "S1");
  geng_item_set_expires (item, &day);
  geng_contract_set_rule (full, "rest", "11h");
  geng_window_set_kit (geng_station_lookup_window (station, "patrol"), kit);
  geng_member_set_roles (m01, roles);
  geng_member_set_organisation (m01, police);
  geng_member_set_contract (m01, full);
  geng_member_set_since (m01, &day);
  geng_entity_set_name (GENG_ENTITY (m01), "赵\"甲\\");
  geng_demand_add_role_limit (demand, limit);
  geng_demand_set_days (demand, days);
  geng_demand_set_crew (demand, 1, 2, 3);
  geng_request_set_times (wish, 60, 180);
  geng_request_set_weight (wish, 7);
  g_assert_true (geng_station_add_request (station, wish, NULL));
  geng_station_add_rule (station, apart);
  geng_law_set_text (law, "每天不超过十小时");
  geng_leave_kind_set_health (sick, TRUE);
  g_assert_true (geng_station_add_law (station, law, NULL));
  g_assert_true (geng_station_add_leave_kind (station, sick, NULL));
  geng_station_set_language (station, "zh_CN");
  return station;
}

START_TEST (a_station_there_and_back)
{
  g_autoptr (GengStation) station = full_station ();
  g_autofree char *json = geng_station_to_json (station);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStation) again = geng_station_new_from_json (json, &error);
  g_autofree char *twice = NULL;
  g_autoptr (GPtrArray) limits = NULL;
  g_autoptr (GengRequest) wish = NULL;
  g_autoptr (GengLaw) law = NULL;
  GengMember *m01;

  g_assert_no_error (error);
  twice = geng_station_to_json (again);
  ck_assert_str_eq (json, twice);
  /* Values that a reader who sees full_station() would tell. */
  law = geng_station_dup_law (again, "ten-hours");
  ck_assert_ptr_nonnull (law);
  ck_assert_str_eq (geng_law_get_text (law), "每天不超过十小时");
  ck_assert (geng_leave_kind_get_health (geng_station_lookup_leave_kind (again, "sick")));
  m01 = geng_station_lookup_member (again, "m01");
  ck_assert_str_eq (geng_entity_get_name (GENG_ENTITY (m01)), "赵\"甲\\");
  ck_assert_ptr_eq (geng_member_get_contract (m01), geng_station_lookup_contract (again, "full"));
  ck_assert_uint_eq (g_date_get_day (geng_member_get_since (m01)), 4);
  limits = geng_demand_list_role_limits (geng_station_lookup_demand (again, "by-day"));
  ck_assert_int_eq (((const GengRoleLimit *) limits->pdata[0])->max, G_MAXINT);
  ck_assert_int_eq (geng_demand_get_wanted (geng_station_lookup_demand (again, "by-day")), 2);
  wish = g_list_model_get_item (geng_station_get_requests (again), 0);
  ck_assert (geng_request_get_timed (wish));
  ck_assert_int_eq (geng_request_get_end_minute (wish), 180);
  ck_assert_int_eq (geng_request_get_kind (wish), GENG_REQUEST_KIND_WISH_OFF);
}
END_TEST

START_TEST (a_roster_there_and_back)
{
  g_autoptr (GengStation) station = full_station ();
  GDate first = sample_date (2027, 1, 4), last = sample_date (2027, 1, 10);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  GengDuty *duty = geng_roster_assign (roster, geng_station_lookup_member (station, "m02"), &last,
                                       geng_station_lookup_shift (station, "night"),
                                       geng_station_lookup_post (station, "village"), NULL);
  g_autofree char *json = NULL;
  g_autofree char *twice = NULL;
  g_autoptr (GengRoster) again = NULL;
  g_autoptr (GengSetAside) aside = geng_set_aside_new (geng_station_lookup_member (station, "m01"),
                                                       &last, FALSE, "rest; nights");
  g_autoptr (GPtrArray) left_out = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (items, geng_station_lookup_item (station, "R1"));
  geng_duty_set_items (duty, items);
  geng_duty_set_pinned (duty, TRUE);
  geng_roster_add_set_aside (roster, aside);
  json = geng_roster_to_json (roster);
  ck_assert_ptr_nonnull (strstr (json, "\"start\": \"2027-01-10T18:00:00+08\""));
  again = geng_roster_new_from_json (station, json, &error);
  g_assert_no_error (error);
  twice = geng_roster_to_json (again);
  ck_assert_str_eq (json, twice);
  ck_assert_uint_eq (geng_roster_count_changes (roster, again), 0);
  duty = geng_roster_lookup (again, geng_station_lookup_member (station, "m02"), &last);
  ck_assert (geng_duty_get_pinned (duty));
  left_out = geng_roster_list_set_aside (again);
  ck_assert_uint_eq (left_out->len, 1);
  ck_assert_ptr_eq (geng_set_aside_get_member (left_out->pdata[0]),
                    geng_set_aside_get_member (aside));
  ck_assert (!geng_set_aside_get_proven (left_out->pdata[0]));
}
END_TEST

START_TEST (a_record_there_and_back)
{
  g_autoptr (GengRecord) record = geng_record_new ();
  g_autoptr (GengRecord) again = NULL;
  g_autofree char *json = NULL;
  const GengRevision *revision;

  geng_record_touch (record, "m01/2027-01-04", "abc", 1700000000);
  json = geng_record_to_json (record);
  again = geng_record_new_from_json (json, NULL);
  revision = geng_record_lookup (again, "m01/2027-01-04");
  ck_assert_int_eq (revision->modified, 1700000000);
  ck_assert_str_eq (revision->digest, "abc");
}
END_TEST

static void
wrong (const char *json, GengError code, const char *said)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (geng_station_new_from_json (json, &error));
  ck_assert_msg (g_error_matches (error, GENG_ERROR, (int) code), "%s: %s", json, error->message);
  ck_assert_msg (strstr (error->message, said) != NULL, "%s: %s", json, error->message);
}

#define HEAD "{\"id\": \"a\", \"timezone\": \"UTC\", "

START_TEST (what_is_wrong_is_told)
{
  wrong ("", GENG_ERROR_INVALID, "1:1");
  wrong ("{\"id\": \"a\",\n  \"timezone\" \"UTC\"}", GENG_ERROR_INVALID, "2:14");
  wrong ("{} 1", GENG_ERROR_INVALID, "1:4");
  wrong ("[1]", GENG_ERROR_INVALID, "object");
  wrong ("{\"id\": \"a\", \"id\": \"b\"}", GENG_ERROR_INVALID, "twice");
  wrong ("{\"id\": \"a\"}", GENG_ERROR_INVALID, "time zone");
  wrong (HEAD "\"phne\": 1}", GENG_ERROR_INVALID, "station.phne");
  wrong (HEAD "\"day-start-minute\": 99999}", GENG_ERROR_INVALID, "range");
  wrong (HEAD "\"show-phones\": 1}", GENG_ERROR_INVALID, "true or false");
  wrong (HEAD "\"members\": [{\"id\": \"m\", \"team\": \"one\"}]}", GENG_ERROR_UNKNOWN,
         "members[0].team");
  wrong (HEAD "\"members\": [{\"id\": \"m\"}, {\"id\": \"m\"}]}", GENG_ERROR_DUPLICATE,
         "members[1]");
  wrong (HEAD "\"requests\": [{\"kind\": \"holiday\"}]}", GENG_ERROR_INVALID, "\"leave\"");
  wrong (HEAD "\"requests\": [{\"kind\": \"leave\"}]}", GENG_ERROR_INVALID, "requests[0]");
}
END_TEST

/* RFC 8259: escapes, the planes beyond the first, numbers; and what bounds a stranger. */
START_TEST (texts_and_bounds)
{
  g_autoptr (GVariant) value
      = geng_json_parse_variant ("[\"\\u66f4\\ud83d\\ude00\\n\", -1, 1.5e1, true]", -1, NULL);
  g_autofree char *text = geng_json_print_variant (value);
  GVariant *maybe[]
      = { g_variant_new_variant (g_variant_new_maybe (G_VARIANT_TYPE_INT64, NULL)),
          g_variant_new_variant (g_variant_new_maybe (NULL, g_variant_new_int64 (7))) };
  g_autoptr (GVariant) unsure
      = g_variant_ref_sink (g_variant_new_array (NULL, maybe, G_N_ELEMENTS (maybe)));
  g_autofree char *nothing = geng_json_print_variant (unsure);
  g_autofree char *deep = g_strnfill (100000, '[');
  static const char *const bad[]
      = { "\"\\ud83d\"", "\"\\u0000\"", "\"\x01\"",    "\"\\x\"",  "-",
          "[1,]x",       "{\"a\":1,]",  "nul",         "\"\xff\"", "[1 2]",
          "{1:2}",       "\"",          "[\"\\u12\"]", "null",     "[null]" };

  ck_assert_str_eq (nothing, "[\n  null,\n  7\n]\n");
  ck_assert_str_eq (text, "[\n  \"更😀\\n\",\n  -1,\n  15,\n  true\n]\n");
  ck_assert_ptr_null (geng_json_parse_variant (deep, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    ck_assert_msg (geng_json_parse_variant (bad[i], -1, NULL) == NULL, "%s", bad[i]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("json");
  TCase *tcase = tcase_create ("json");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, a_station_there_and_back);
  tcase_add_test (tcase, a_roster_there_and_back);
  tcase_add_test (tcase, a_record_there_and_back);
  tcase_add_test (tcase, what_is_wrong_is_told);
  tcase_add_test (tcase, texts_and_bounds);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
