/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "../arrays.h"
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

/* -- written steps: another process takes them back -- */

static char *
print_station (GengStation *station)
{
  return geng_station_to_json (station);
}

/* The step as it comes back from a file. */
static GVariant *
through_json (GVariant *steps, guint index)
{
  g_autofree char *text = geng_json_print_variant (steps);
  g_autoptr (GVariant) read = geng_json_parse_variant (text, -1, NULL);
  g_autoptr (GVariant) boxed = g_variant_get_child_value (read, index);

  return g_variant_get_variant (boxed);
}

/* Everything that a step may hold: a value, a member who comes, one who goes, leave, a rule. */
START_TEST (a_written_step_is_taken_back_elsewhere)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengStation) elsewhere = NULL;
  g_autofree char *before = print_station (station);
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  g_autoptr (GengMember) newcomer = geng_member_new ("m09", "新九");
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengRequest) leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, m01, &day, &day);
  g_autoptr (GengRule) rule = geng_rule_new ("rest", "11h");
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  g_autoptr (GengUndo) other = NULL;
  g_autoptr (GVariant) steps = NULL;
  g_autoptr (GVariant) step = NULL;

  geng_undo_begin (undo, "much");
  geng_member_set_phone (m01, "1");
  geng_member_set_phone (m01, "2");
  ck_assert (geng_station_add_member (station, newcomer, NULL));
  ck_assert (geng_station_add_request (station, leave, NULL));
  geng_request_set_reason (leave, "家里");
  geng_station_add_rule (station, rule);
  ck_assert (
      geng_station_remove (station, G_OBJECT (geng_station_lookup_member (station, "m03")), NULL));
  geng_undo_end (undo);
  steps = geng_undo_to_variant (undo);
  step = through_json (steps, 0);
  after = print_station (station);
  ck_assert_str_ne (after, before);

  elsewhere = geng_station_new_from_json (after, NULL);
  other = geng_undo_new (elsewhere);
  ck_assert (geng_undo_take_back (other, step, NULL));
  again = print_station (elsewhere);
  ck_assert_str_eq (again, before);
  /* It is a step of its own. */
  ck_assert (geng_undo_undo (other));
  g_free (again);
  again = print_station (elsewhere);
  ck_assert_str_eq (again, after);
}
END_TEST

START_TEST (what_came_later_stands_in_the_way)
{
  g_autoptr (GengStation) station = sample_station ();
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  g_autoptr (GVariant) steps = NULL;
  g_autoptr (GVariant) step = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  geng_undo_begin (undo, "first");
  geng_member_set_phone (m01, "1");
  geng_entity_set_name (GENG_ENTITY (m01), "另名");
  geng_undo_end (undo);
  steps = geng_undo_to_variant (undo);
  step = through_json (steps, 0);
  geng_member_set_phone (m01, "2");
  before = print_station (station);
  ck_assert (!geng_undo_take_back (undo, step, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  /* Nothing of it was taken back. */
  after = print_station (station);
  ck_assert_str_eq (after, before);
}
END_TEST

/* Who was added serves meanwhile: he cannot be taken out. */
START_TEST (what_is_needed_stays)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &day, &day, NULL);
  g_autoptr (GengMember) newcomer = geng_member_new ("m09", "新九");
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  g_autoptr (GVariant) steps = NULL;
  g_autoptr (GVariant) step = NULL;

  ck_assert (geng_undo_add_list (undo, G_LIST_MODEL (roster), "draft/2027-01", NULL));
  ck_assert (geng_station_add_member (station, newcomer, NULL));
  steps = geng_undo_to_variant (undo);
  step = through_json (steps, 0);
  geng_roster_assign (roster, newcomer, &day, geng_station_lookup_shift (station, "day"),
                      geng_station_lookup_post (station, "village"), NULL);
  ck_assert (!geng_undo_take_back (undo, step, NULL));
  ck_assert_ptr_eq (geng_station_lookup_member (station, "m09"), newcomer);
  geng_roster_clear (roster, newcomer, &day);
  ck_assert (geng_undo_take_back (undo, step, NULL));
  ck_assert_ptr_null (geng_station_lookup_member (station, "m09"));
}
END_TEST

START_TEST (a_duty_by_its_member_and_day)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &day, &day, NULL);
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  GengMember *m02 = geng_station_lookup_member (station, "m02");
  GengDuty *duty
      = geng_roster_assign (roster, m01, &day, geng_station_lookup_shift (station, "day"),
                            geng_station_lookup_post (station, "village"), NULL);
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  g_autoptr (GVariant) steps = NULL;
  g_autoptr (GVariant) step = NULL;

  ck_assert (geng_undo_add_roster (undo, roster, NULL));
  geng_undo_begin (undo, "move");
  geng_roster_move (roster, duty, m02, &day, NULL);
  geng_undo_end (undo);
  steps = geng_undo_to_variant (undo);
  step = through_json (steps, 0);
  ck_assert (geng_undo_take_back (undo, step, NULL));
  ck_assert_ptr_nonnull (geng_roster_lookup (roster, m01, &day));
  ck_assert_ptr_null (geng_roster_lookup (roster, m02, &day));
  /* A second time it is no longer as the step left it. */
  ck_assert (!geng_undo_take_back (undo, step, NULL));
}
END_TEST

/* It is a part of the roster: undone with it, written with it, and followed. */
START_TEST (who_is_set_aside)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &day, &day, NULL);
  g_autoptr (GengRoster) other = geng_roster_new (station, &day, &day, NULL);
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  GengMember *m02 = geng_station_lookup_member (station, "m02");
  g_autoptr (GengSetAside) one = geng_set_aside_new (m01, &day, TRUE, "rest");
  g_autoptr (GengSetAside) newer = geng_set_aside_new (m01, &day, FALSE, "rest; nights");
  g_autoptr (GengSetAside) second = geng_set_aside_new (m02, &day, TRUE, "rest");
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  g_autoptr (GVariant) steps = NULL;
  g_autoptr (GVariant) step = NULL;
  g_autoptr (GVariant) written = NULL;

  ck_assert (geng_undo_add_list (undo, G_LIST_MODEL (roster), "draft/2027-01", NULL));
  geng_roster_add_set_aside (roster, second);
  geng_roster_add_set_aside (roster, one);
  geng_undo_begin (undo, "another word");
  geng_roster_add_set_aside (roster, newer);
  geng_undo_end (undo);
  steps = geng_undo_to_variant (undo);
  step = through_json (steps, 2);
  ck_assert_ptr_eq (nth_of (geng_roster_list_set_aside (roster), 0), newer);
  ck_assert (geng_undo_undo (undo));
  ck_assert_ptr_eq (nth_of (geng_roster_list_set_aside (roster), 0), one);
  ck_assert (geng_undo_redo (undo));
  ck_assert (geng_undo_take_back (undo, step, NULL));
  ck_assert_str_eq (geng_set_aside_get_reason (nth_of (geng_roster_list_set_aside (roster), 0)),
                    "rest");
  ck_assert_uint_eq (n_of (geng_roster_list_set_aside (roster)), 2);
  ck_assert (geng_undo_follow_list (undo, G_LIST_MODEL (roster), G_LIST_MODEL (other), NULL));
  ck_assert_uint_eq (n_of (geng_roster_list_set_aside (roster)), 0);
}
END_TEST

/* A table edited in a spreadsheet: the station becomes like the other, which is one step. */
START_TEST (following_another)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengStation) edited = geng_station_copy (station);
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  g_autoptr (GengMember) newcomer = geng_member_new ("m09", "新九");
  g_autoptr (GengRule) rule = geng_rule_new ("rest", "11h");
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengRoster) ours = geng_roster_new (station, &day, &day, NULL);
  g_autoptr (GengRoster) theirs = geng_roster_new (edited, &day, &day, NULL);
  g_autofree char *before = print_station (station);
  g_autofree char *wanted = NULL;
  g_autofree char *now = NULL;
  g_autoptr (GVariant) steps = NULL;

  geng_member_set_phone (geng_station_lookup_member (edited, "m02"), "7");
  ck_assert (geng_station_add_member (edited, newcomer, NULL));
  geng_member_add_rule (newcomer, rule);
  ck_assert (
      geng_station_remove (edited, G_OBJECT (geng_station_lookup_member (edited, "m03")), NULL));
  geng_station_set_language (edited, "zh_CN");
  geng_roster_assign (theirs, newcomer, &day, geng_station_lookup_shift (edited, "day"),
                      geng_station_lookup_post (edited, "village"), NULL);
  wanted = print_station (edited);
  ck_assert (geng_undo_add_list (undo, G_LIST_MODEL (ours), "draft/2027-01", NULL));
  geng_undo_begin (undo, "by hand");
  ck_assert (geng_undo_follow (undo, edited, NULL));
  ck_assert (geng_undo_follow_list (undo, G_LIST_MODEL (ours), G_LIST_MODEL (theirs), NULL));
  geng_undo_end (undo);
  now = print_station (station);
  ck_assert_str_eq (now, wanted);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (ours)), 1);
  steps = geng_undo_to_variant (undo);
  ck_assert_uint_eq (g_variant_n_children (steps), 1);
  ck_assert (geng_undo_undo (undo));
  g_free (now);
  now = print_station (station);
  ck_assert_str_eq (now, before);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (ours)), 0);
}
END_TEST

/* A duty that says anything else than the other's is another, and follows it. */
START_TEST (following_each_part_of_a_duty)
{
  static const struct
  {
    const char *name;
    int value; /* of what is a number */
  } parts[]
      = { { "pinned", TRUE },           { "note", 0 },          { "served-start-minute", 500 },
          { "served-end-minute", 900 }, { "served-breaks", 0 }, { "post", 0 } };
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengStation) edited = geng_station_copy (station);
  GDate day = sample_date (2027, 1, 4);
  g_autoptr (GengRoster) ours = geng_roster_new (station, &day, &day, NULL);
  g_autoptr (GengUndo) undo = geng_undo_new (station);

  geng_roster_assign (ours, geng_station_lookup_member (station, "m01"), &day,
                      geng_station_lookup_shift (station, "day"),
                      geng_station_lookup_post (station, "village"), NULL);
  ck_assert (geng_undo_add_list (undo, G_LIST_MODEL (ours), "draft/2027-01", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      static const char *const breaks[] = { "rest", NULL };
      g_autoptr (GengRoster) theirs = geng_roster_new (edited, &day, &day, NULL);
      GengMember *who = geng_station_lookup_member (edited, "m01");
      GengPost *post = geng_station_lookup_post (edited, "village");
      GengDuty *duty;

      if (g_str_equal (parts[i].name, "post"))
        post = geng_station_lookup_post (edited, "desk");
      ck_assert_ptr_nonnull (post);
      duty = geng_roster_assign (theirs, who, &day, geng_station_lookup_shift (edited, "day"), post,
                                 NULL);
      if (g_str_equal (parts[i].name, "note"))
        g_object_set (duty, "note", "替班", NULL);
      else if (g_str_equal (parts[i].name, "served-breaks"))
        g_object_set (duty, "served-breaks", breaks, NULL);
      else if (!g_str_equal (parts[i].name, "post"))
        g_object_set (duty, parts[i].name, parts[i].value, NULL);
      geng_undo_clear (undo);
      ck_assert (geng_undo_follow_list (undo, G_LIST_MODEL (ours), G_LIST_MODEL (theirs), NULL));
      ck_assert_msg (geng_undo_get_can_undo (undo), "%s", parts[i].name);
      geng_undo_clear (undo);
      ck_assert (geng_undo_follow_list (undo, G_LIST_MODEL (ours), G_LIST_MODEL (theirs), NULL));
      ck_assert_msg (!geng_undo_get_can_undo (undo), "%s", parts[i].name);
    }
}
END_TEST

START_TEST (out_of_form)
{
  static const char *const bad[]
      = { "[]",
          "{\"entries\": 3}",
          "{\"entries\": [3]}",
          "{\"entries\": [{\"list\": \"moon\"}]}",
          "{\"entries\": [{\"list\": \"members\", \"insert\": {\"id\": 7}}]}",
          "{\"entries\": [{\"list\": \"members\", \"remove\": {\"colour\": \"x\"}}]}",
          "{\"entries\": [{\"list\": \"members\", \"key\": \"m01\", \"property\": \"nothing\"}]}",
          "{\"entries\": [{\"list\": \"station\", \"property\": \"name\", \"after\": 3}]}" };
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengUndo) undo = geng_undo_new (station);
  g_autofree char *before = print_station (station);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GVariant) step = geng_json_parse_variant (bad[i], -1, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      ck_assert_msg (!geng_undo_take_back (undo, step, &error), "%s", bad[i]);
      ck_assert_msg (error != NULL, "%s", bad[i]);
      after = print_station (station);
      ck_assert_str_eq (after, before);
    }
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
  tcase_add_test (tcase, a_written_step_is_taken_back_elsewhere);
  tcase_add_test (tcase, what_came_later_stands_in_the_way);
  tcase_add_test (tcase, what_is_needed_stays);
  tcase_add_test (tcase, a_duty_by_its_member_and_day);
  tcase_add_test (tcase, who_is_set_aside);
  tcase_add_test (tcase, following_another);
  tcase_add_test (tcase, following_each_part_of_a_duty);
  tcase_add_test (tcase, out_of_form);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed != 0;
}
