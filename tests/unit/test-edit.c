/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "sample.h"

/* A station that is edited: its lists, what may go and what may not, and who hears of it. */

static gpointer
item (GListModel *list, guint position)
{
  g_autoptr (GObject) object = g_list_model_get_item (list, position);

  return object; /* the list keeps it */
}

static void
refuse (GengStation *station, gpointer thing, const char *named)
{
  g_autoptr (GError) error = NULL;

  ck_assert (!geng_station_remove (station, thing, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_IN_USE));
  ck_assert_msg (strstr (error->message, named) != NULL, "%s", error->message);
}

START_TEST (lists_are_to_read)
{
  g_autoptr (GengStation) station = sample_station ();
  GListModel *members = geng_station_get_members (station);

  ck_assert (!G_IS_LIST_STORE (members));
  ck_assert (g_list_model_get_item_type (members) == GENG_TYPE_MEMBER);
  ck_assert_ptr_null (g_list_model_get_item (members, 3));
}
END_TEST

START_TEST (what_is_named_stays)
{
  g_autoptr (GengStation) station = sample_station ();
  gpointer village = geng_station_lookup_post (station, "village");
  gpointer m01 = geng_station_lookup_member (station, "m01");
  gpointer patrol = geng_station_lookup_window (station, "patrol");
  gpointer night = geng_station_lookup_shift (station, "night");
  const char *const posts[] = { "desk", NULL };
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengRequest) leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, m01, &day, &day);
  g_autoptr (GengRule) rule = geng_rule_new ("apart", "m02 m03");

  sample_add_demand (station, "guard", "village", "night");
  geng_member_set_posts (m01, posts);
  ck_assert (geng_station_add_request (station, leave, NULL));
  geng_station_add_rule (station, rule);
  refuse (station, village, "guard");
  refuse (station, night, "guard");
  refuse (station, patrol, "day, night");
  refuse (station, geng_station_lookup_post (station, "desk"), "m01");
  refuse (station, m01, "m01"); /* the request */
  refuse (station, geng_station_lookup_member (station, "m03"), "apart");
  ck_assert (geng_station_remove (station, G_OBJECT (leave), NULL));
  ck_assert (geng_station_remove (station, m01, NULL));
  ck_assert_ptr_null (geng_station_lookup_member (station, "m01"));
}
END_TEST

/* What is named by an id in a list of ids is named, too. */
START_TEST (lists_of_ids_name)
{
  static const char *const laws[] = { "ten-hours", NULL }, *const kit[] = { "radio", NULL };
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengLaw) law = geng_law_new ("ten-hours", NULL);
  g_autoptr (GengPiece) radio = geng_piece_new ("radio", NULL);
  g_autoptr (GengLeaveKind) sick = geng_leave_kind_new ("sick", NULL);
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengRequest) leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, m01, &day, &day);

  ck_assert (geng_station_add_law (station, law, NULL));
  ck_assert (geng_station_add_piece (station, radio, NULL));
  ck_assert (geng_station_add_leave_kind (station, sick, NULL));
  geng_member_set_laws (m01, laws);
  geng_post_set_kit (geng_station_lookup_post (station, "desk"), kit);
  geng_request_set_leave_kind (leave, "sick");
  ck_assert (geng_station_add_request (station, leave, NULL));
  refuse (station, law, "m01");
  refuse (station, radio, "desk");
  refuse (station, sick, "m01");
}
END_TEST

/* m1 is not named by a rule about m12. */
START_TEST (ids_are_whole_words)
{
  g_autoptr (GengStation) station = sample_station ();
  gpointer short_id = sample_add_member (station, "m1");
  g_autoptr (GengRule) rule = geng_rule_new ("apart", "m12 xm1 m1-a");

  geng_station_add_rule (station, rule);
  ck_assert (geng_station_remove (station, short_id, NULL));
}
END_TEST

START_TEST (what_went_may_come_again)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengStation) other = sample_station ();
  g_autoptr (GObject) m03 = g_object_ref (G_OBJECT (geng_station_lookup_member (station, "m03")));
  g_autoptr (GError) error = NULL;

  /* One thing, one station. */
  ck_assert (geng_station_remove (other, item (geng_station_get_members (other), 2), NULL));
  ck_assert (!geng_station_add_member (other, GENG_MEMBER (m03), &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  g_clear_error (&error);
  ck_assert (geng_station_remove (station, m03, NULL));
  ck_assert (!geng_station_remove (station, m03, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert (geng_station_add_member (other, GENG_MEMBER (m03), NULL));
  ck_assert_ptr_eq (geng_station_lookup_member (other, "m03"), m03);
}
END_TEST

/* -- what is heard -- */

static GString *heard;

static void
on_items (GListModel *list, guint position, guint removed, guint added)
{
  g_string_append_printf (heard, "%u-%u+%u ", position, removed, added);
}

static void
on_changed (GengStation *station, GObject *thing)
{
  g_string_append (heard, GENG_IS_ENTITY (thing) ? geng_entity_get_id (GENG_ENTITY (thing)) : "?");
  g_string_append_c (heard, ' ');
}

START_TEST (order_and_signals)
{
  g_autoptr (GengStation) station = sample_station ();
  GListModel *members = geng_station_get_members (station);
  gpointer m01 = item (members, 0);
  guint64 generation;

  heard = g_string_new (NULL);
  g_signal_connect (members, "items-changed", G_CALLBACK (on_items), NULL);
  ck_assert (geng_station_move (station, m01, 99, NULL));
  ck_assert_ptr_eq (item (members, 2), m01);
  ck_assert_str_eq (heard->str, "0-1+0 2-0+1 ");
  g_string_truncate (heard, 0);
  g_signal_connect (station, "changed", G_CALLBACK (on_changed), NULL);
  generation = geng_station_get_generation (station);
  geng_member_set_phone (m01, "000-0000-0001");
  ck_assert_uint_eq (geng_station_get_generation (station), generation + 1);
  geng_member_set_phone (m01, "000-0000-0001"); /* nothing new */
  geng_station_set_language (station, "en");
  ck_assert_uint_eq (geng_station_get_generation (station), generation + 2);
  ck_assert_str_eq (heard->str, "m01 sample ");
  g_string_free (heard, TRUE);
}
END_TEST

/* What belongs to a contract belongs to its station. */
START_TEST (rules_of_a_contract)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengContract) contract = geng_contract_new ("full", NULL);
  g_autoptr (GengRule) rule = geng_rule_new ("rest", "11h");
  guint64 generation;

  ck_assert (geng_station_add_contract (station, contract, NULL));
  generation = geng_station_get_generation (station);
  geng_contract_add_rule (contract, rule);
  ck_assert_uint_gt (geng_station_get_generation (station), generation);
  ck_assert (geng_contract_remove_rule (contract, rule));
  ck_assert (!geng_contract_remove_rule (contract, rule));
  ck_assert_uint_eq (g_list_model_get_n_items (geng_contract_get_rules (contract)), 0);
}
END_TEST

/* -- rosters -- */

typedef struct
{
  GengStation *station;
  GengRoster *roster;
  GengMember *m01, *m02;
  GengShift *day, *night;
  GengPost *post;
  GDate monday, tuesday;
} Fixture;

static void
set_up (Fixture *f)
{
  GDate last = sample_date (2027, 1, 10);

  f->station = sample_station ();
  f->monday = sample_date (2027, 1, 4);
  f->tuesday = sample_date (2027, 1, 5);
  f->roster = geng_roster_new (f->station, &f->monday, &last, NULL);
  f->m01 = geng_station_lookup_member (f->station, "m01");
  f->m02 = geng_station_lookup_member (f->station, "m02");
  f->day = geng_station_lookup_shift (f->station, "day");
  f->night = geng_station_lookup_shift (f->station, "night");
  f->post = geng_station_lookup_post (f->station, "village");
}

static void
tear_down (Fixture *f)
{
  g_object_unref (f->roster);
  g_object_unref (f->station);
}

START_TEST (a_duty_moves)
{
  Fixture f;
  GengDuty *duty, *moved;
  g_autoptr (GError) error = NULL;

  set_up (&f);
  duty = geng_roster_assign (f.roster, f.m01, &f.monday, f.day, f.post, NULL);
  geng_duty_set_pinned (duty, TRUE);
  geng_duty_set_note (duty, "bring the keys");
  moved = geng_roster_move (f.roster, duty, f.m02, &f.tuesday, NULL);
  ck_assert_ptr_null (geng_roster_lookup (f.roster, f.m01, &f.monday));
  ck_assert_ptr_eq (geng_roster_lookup (f.roster, f.m02, &f.tuesday), moved);
  ck_assert (geng_duty_get_pinned (moved));
  ck_assert_str_eq (geng_duty_get_note (moved), "bring the keys");
  /* Where somebody serves already nothing changes. */
  duty = geng_roster_assign (f.roster, f.m01, &f.monday, f.night, f.post, NULL);
  ck_assert_ptr_null (geng_roster_move (f.roster, duty, f.m02, &f.tuesday, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  ck_assert_ptr_eq (geng_roster_lookup (f.roster, f.m01, &f.monday), duty);
  tear_down (&f);
}
END_TEST

START_TEST (two_duties_swap)
{
  Fixture f;
  GengDuty *one, *other;
  g_autoptr (GError) error = NULL;

  set_up (&f);
  one = geng_roster_assign (f.roster, f.m01, &f.monday, f.day, f.post, NULL);
  other = geng_roster_assign (f.roster, f.m02, &f.monday, f.night, f.post, NULL);
  ck_assert (geng_roster_swap (f.roster, one, other, NULL));
  one = geng_roster_lookup (f.roster, f.m01, &f.monday);
  ck_assert_ptr_eq (geng_duty_get_shift (one), f.night);
  ck_assert_ptr_eq (geng_duty_get_shift (geng_roster_lookup (f.roster, f.m02, &f.monday)), f.day);
  /* m01 serves on Tuesday as well, so Tuesday's other duty is not for him. */
  geng_roster_assign (f.roster, f.m01, &f.tuesday, f.day, f.post, NULL);
  other = geng_roster_assign (f.roster, f.m02, &f.tuesday, f.night, f.post, NULL);
  ck_assert (!geng_roster_swap (f.roster, one, other, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  ck_assert_ptr_eq (geng_roster_lookup (f.roster, f.m02, &f.tuesday), other);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (f.roster)), 4);
  tear_down (&f);
}
END_TEST

START_TEST (one_duty_one_roster)
{
  Fixture f;
  GengDuty *duty;
  g_autoptr (GengRoster) twin = NULL;
  g_autoptr (GengDuty) copy = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&f);
  duty = geng_roster_assign (f.roster, f.m01, &f.monday, f.day, f.post, NULL);
  twin = geng_roster_copy (f.roster);
  geng_roster_clear (twin, f.m01, &f.monday);
  ck_assert (!geng_roster_add (twin, duty, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  copy = geng_duty_copy (duty);
  ck_assert (geng_roster_add (twin, copy, NULL));
  tear_down (&f);
}
END_TEST

/* What g_object_new() made without what it is about would be in the way of whoever writes the
 * station. */
START_TEST (half_things_are_refused)
{
  g_autoptr (GengStation) station = sample_station ();
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengRequest) nobodys
      = g_object_new (GENG_TYPE_REQUEST, "first", &day, "last", &day, NULL);
  g_autoptr (GengRequest) endless
      = g_object_new (GENG_TYPE_REQUEST, "member", m01, "first", &day, NULL);
  g_autoptr (GengHoliday) dateless = g_object_new (GENG_TYPE_HOLIDAY, NULL);
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;
  g_autoptr (GError) third = NULL;

  ck_assert (!geng_station_add_request (station, nobodys, &first));
  ck_assert (g_error_matches (first, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert (!geng_station_add_request (station, endless, &second));
  ck_assert (g_error_matches (second, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert (!geng_station_add_holiday (station, dateless, &third));
  ck_assert (g_error_matches (third, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_uint_eq (g_list_model_get_n_items (geng_station_get_requests (station)), 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edit");
  TCase *tcase = tcase_create ("edit");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, lists_are_to_read);
  tcase_add_test (tcase, what_is_named_stays);
  tcase_add_test (tcase, lists_of_ids_name);
  tcase_add_test (tcase, ids_are_whole_words);
  tcase_add_test (tcase, what_went_may_come_again);
  tcase_add_test (tcase, order_and_signals);
  tcase_add_test (tcase, rules_of_a_contract);
  tcase_add_test (tcase, a_duty_moves);
  tcase_add_test (tcase, two_duties_swap);
  tcase_add_test (tcase, one_duty_one_roster);
  tcase_add_test (tcase, half_things_are_refused);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
