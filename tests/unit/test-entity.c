/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "sample.h"

START_TEST (the_id_stands_in_for_a_name)
{
  g_autoptr (GengRole) role = geng_role_new ("captain", NULL);
  GengEntity *entity = GENG_ENTITY (role);

  ck_assert_str_eq (geng_entity_get_name (entity), "captain");
  geng_entity_set_name (entity, " 队长\n");
  ck_assert_str_eq (geng_entity_get_name (entity), "队长");
  geng_entity_set_name (entity, "  ");
  ck_assert_str_eq (geng_entity_get_name (entity), "captain");
}
END_TEST

static void
count (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(int *) data;
}

START_TEST (a_change_notifies_and_a_repetition_does_not)
{
  g_autoptr (GengMember) member = geng_member_new ("m01", "王建国");
  const char *roles[] = { "captain", " captain ", NULL };
  GDate date = sample_date (2027, 8, 1);
  int changes = 0;

  g_signal_connect (member, "notify", G_CALLBACK (count), &changes);
  geng_entity_set_name (GENG_ENTITY (member), "王建国");
  ck_assert_int_eq (changes, 0);
  geng_member_set_roles (member, roles);
  geng_member_set_roles (member, roles);
  ck_assert_int_eq (changes, 1);
  geng_member_set_since (member, &date);
  geng_member_set_since (member, &date);
  ck_assert_int_eq (changes, 2);
  geng_member_set_phone (member, NULL);
  ck_assert_int_eq (changes, 2);
}
END_TEST

/* Each property of each type can be read, written where it says so, and read back. */
static void
exercise (GObject *object)
{
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_auto (GValue) again = G_VALUE_INIT;

      g_value_init (&value, specs[i]->value_type);
      g_value_init (&again, specs[i]->value_type);
      g_object_get_property (object, specs[i]->name, &value);
      if (!(specs[i]->flags & G_PARAM_WRITABLE) || specs[i]->flags & G_PARAM_CONSTRUCT_ONLY)
        continue;
      g_object_set_property (object, specs[i]->name, &value);
      g_object_get_property (object, specs[i]->name, &again);
      ck_assert_msg (g_param_values_cmp (specs[i], &value, &again) == 0
                         || !g_type_is_a (specs[i]->value_type, G_TYPE_INT),
                     "%s", specs[i]->name);
    }
}

START_TEST (properties_read_back)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate date = sample_date (2027, 8, 1);
  GengMember *member = geng_station_lookup_member (station, "m01");
  GengShift *shift = geng_station_lookup_shift (station, "day");
  GengPost *post = geng_station_lookup_post (station, "desk");
  g_autoptr (GengPiece) piece = geng_piece_new ("radio", NULL);
  g_autoptr (GengContract) contract = geng_contract_new ("full-time", NULL);
  gpointer objects[] = {
    g_object_ref (station),
    g_object_ref (member),
    g_object_ref (shift),
    g_object_ref (post),
    g_list_model_get_item (geng_shift_get_windows (shift), 0),
    g_object_ref (piece),
    g_object_ref (contract),
    geng_item_new ("r1", piece),
    geng_holiday_new (&date, "x", GENG_HOLIDAY_KIND_MAKE_UP),
    geng_rule_new ("rest", "11h"),
    geng_demand_new_for_shift ("d", NULL, post, shift),
    geng_duty_new (member, &date, shift, post),
    geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &date, &date),
    geng_roster_new (station, &date, &date, NULL),
  };

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      exercise (objects[i]);
      g_object_unref (objects[i]);
    }
}
END_TEST

START_TEST (bindings_build_by_properties)
{
  GDate date = sample_date (2027, 8, 1);
  g_autoptr (GengWindow) window
      = g_object_new (GENG_TYPE_WINDOW, "id", "w", "start-minute", 1080, "end-minute", 240, NULL);
  g_autoptr (GengShift) shift = g_object_new (GENG_TYPE_SHIFT, "id", "s", "window", window, NULL);
  g_autoptr (GengHoliday) holiday = g_object_new (GENG_TYPE_HOLIDAY, "date", &date, NULL);

  ck_assert_int_eq (geng_window_get_end_minute (window), 1680);
  ck_assert_int_eq (geng_shift_get_start_minute (shift), 1080);
  ck_assert_int_eq (geng_shift_get_end_minute (shift), 1680);
  ck_assert_int_eq (g_date_compare (geng_holiday_get_date (holiday), &date), 0);
  ck_assert_int_eq (geng_holiday_get_kind (holiday), GENG_HOLIDAY_KIND_OFF);
}
END_TEST

START_TEST (roles_and_organisations)
{
  g_autoptr (GengMember) member = geng_member_new ("m01", NULL);
  g_autoptr (GengOrganisation) police = geng_organisation_new ("police", NULL);
  const char *roles[] = { "captain", "driver", NULL };

  ck_assert (!geng_member_has_role (member, "captain"));
  ck_assert (!geng_member_has_role (member, "org:police"));
  geng_member_set_roles (member, roles);
  geng_member_set_organisation (member, police);
  ck_assert (geng_member_has_role (member, "driver"));
  ck_assert (geng_member_has_role (member, "org:police"));
  ck_assert (!geng_member_has_role (member, "org:village"));
  ck_assert (!geng_member_has_role (member, "police"));
}
END_TEST

START_TEST (a_contract_replaces_its_rule)
{
  g_autoptr (GengContract) contract = geng_contract_new ("full-time", NULL);
  g_autoptr (GengRule) rule = NULL;

  geng_contract_set_rule (contract, "rest", "10h");
  geng_contract_set_rule (contract, "limit", "hours per period ..184");
  geng_contract_set_rule (contract, "rest", " 11h ");
  ck_assert_uint_eq (g_list_model_get_n_items (geng_contract_get_rules (contract)), 2);
  rule = g_list_model_get_item (geng_contract_get_rules (contract), 1);
  ck_assert_str_eq (geng_rule_get_kind (rule), "rest");
  ck_assert_str_eq (geng_rule_get_text (rule), "11h");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("entity");
  TCase *tcase = tcase_create ("entity");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, the_id_stands_in_for_a_name);
  tcase_add_test (tcase, a_change_notifies_and_a_repetition_does_not);
  tcase_add_test (tcase, properties_read_back);
  tcase_add_test (tcase, bindings_build_by_properties);
  tcase_add_test (tcase, roles_and_organisations);
  tcase_add_test (tcase, a_contract_replaces_its_rule);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
