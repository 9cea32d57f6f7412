/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "sample.h"

/* What is undone is as it was, with the same objects; what is redone is as it was made. */

START_TEST (a_value_and_back)
{
  g_autoptr (GengStation) station = sample_station ();
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  g_autoptr (GengUndo) undo = geng_undo_new (station);

  ck_assert (!geng_undo_undo (undo));
  geng_member_set_phone (m01, "1");
  geng_member_set_phone (m01, "2");
  ck_assert (geng_undo_undo (undo));
  ck_assert_str_eq (geng_member_get_phone (m01), "1");
  ck_assert (geng_undo_undo (undo));
  ck_assert_ptr_null (geng_member_get_phone (m01));
  ck_assert (!geng_undo_get_can_undo (undo));
  ck_assert (geng_undo_redo (undo) && geng_undo_redo (undo) && !geng_undo_redo (undo));
  ck_assert_str_eq (geng_member_get_phone (m01), "2");
  /* Another edit: what was undone cannot be redone any more. */
  geng_undo_undo (undo);
  geng_member_set_phone (m01, "3");
  ck_assert (!geng_undo_redo (undo));
}
END_TEST

/* Leave, a duty given away, a member who goes: one step, and the same objects back. */
START_TEST (a_step_with_a_name)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &day, &day, NULL);
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  GengMember *m02 = geng_station_lookup_member (station, "m02");
  g_autoptr (GObject) m03 = g_object_ref (G_OBJECT (geng_station_lookup_member (station, "m03")));
  GengShift *shift = geng_station_lookup_shift (station, "day");
  GengPost *post = geng_station_lookup_post (station, "village");
  GengDuty *duty = geng_roster_assign (roster, m01, &day, shift, post, NULL);
  g_autoptr (GengRequest) leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, m01, &day, &day);
  g_autoptr (GengUndo) undo = geng_undo_new (station);

  ck_assert (geng_undo_add_roster (undo, roster, NULL));
  geng_undo_begin (undo, "请假");
  ck_assert (geng_station_add_request (station, leave, NULL));
  geng_undo_begin (undo, "within");
  ck_assert_ptr_nonnull (geng_roster_move (roster, duty, m02, &day, NULL));
  geng_undo_end (undo);
  ck_assert (!geng_undo_undo (undo)); /* a step is open */
  ck_assert (geng_station_remove (station, m03, NULL));
  geng_undo_end (undo);
  ck_assert_str_eq (geng_undo_get_undo_name (undo), "请假");

  ck_assert (geng_undo_undo (undo));
  ck_assert_str_eq (geng_undo_get_redo_name (undo), "请假");
  ck_assert_uint_eq (g_list_model_get_n_items (geng_station_get_requests (station)), 0);
  ck_assert_ptr_eq (geng_roster_lookup (roster, m01, &day), duty);
  ck_assert_ptr_eq (geng_station_lookup_member (station, "m03"), m03);
  ck_assert (geng_undo_redo (undo));
  ck_assert_ptr_null (geng_station_lookup_member (station, "m03"));
  ck_assert_ptr_nonnull (geng_roster_lookup (roster, m02, &day));
  ck_assert_ptr_null (geng_roster_lookup (roster, m01, &day));
}
END_TEST

START_TEST (nothing_is_no_step)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengUndo) undo = geng_undo_new (station);

  geng_undo_begin (undo, "nothing");
  geng_undo_end (undo);
  ck_assert (!geng_undo_get_can_undo (undo));
}
END_TEST

START_TEST (the_oldest_is_forgotten)
{
  g_autoptr (GengStation) station = sample_station ();
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  guint n = 0;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *phone = g_strdup_printf ("%u", i);

      geng_member_set_phone (m01, phone);
    }
  while (geng_undo_undo (undo))
    n++;
  ck_assert_uint_eq (n, 200);
  ck_assert_str_eq (geng_member_get_phone (m01), "99");
}
END_TEST

/* A new thing is followed as well, and so are the rules of a contract. */
START_TEST (what_came_later)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  g_autoptr (GengContract) contract = geng_contract_new ("full", NULL);

  ck_assert (geng_station_add_contract (station, contract, NULL));
  geng_contract_set_rule (contract, "rest", "11h");
  geng_entity_set_name (GENG_ENTITY (contract), "全日制");
  ck_assert (geng_undo_undo (undo));
  ck_assert_str_eq (geng_entity_get_name (GENG_ENTITY (contract)), "full");
  ck_assert (geng_undo_undo (undo));
  ck_assert_uint_eq (g_list_model_get_n_items (geng_contract_get_rules (contract)), 0);
  ck_assert (geng_undo_undo (undo));
  ck_assert_ptr_null (geng_station_lookup_contract (station, "full"));
}
END_TEST

static void
count (GObject *undo, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

START_TEST (a_window_can_bind)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  guint n = 0;

  g_signal_connect (undo, "notify::can-undo", G_CALLBACK (count), &n);
  geng_member_set_phone (geng_station_lookup_member (station, "m01"), "1");
  ck_assert_uint_ge (n, 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("undo");
  TCase *tcase = tcase_create ("undo");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, a_value_and_back);
  tcase_add_test (tcase, a_step_with_a_name);
  tcase_add_test (tcase, nothing_is_no_step);
  tcase_add_test (tcase, the_oldest_is_forgotten);
  tcase_add_test (tcase, what_came_later);
  tcase_add_test (tcase, a_window_can_bind);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
