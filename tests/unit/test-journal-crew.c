/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a crew has in common: its kit, its rounds, and who leads it. */

#include "gate-leader.h"

static void
correct (Gate *self, GengMember *member, const char *words)
{
  GDate date = december (1);
  GengDuty *duty = geng_roster_lookup (self->official, member, &date);
  g_autoptr (GError) error = NULL;

  geng_journal_retract (self->journal, duty, "所长", self->noon);
  ck_assert_msg (geng_journal_confirm_duty (self->journal, self->official, duty, words, "所长",
                                            self->noon, &error)
                     > 0,
                 "%s", error != NULL ? error->message : "");
}

/* Who had what of the kit: "m1 S03 480-1080; m4 R03 …", an item that is lost has no end. */
static char *
kit_text (Gate *self)
{
  GListModel *loans = geng_journal_get_kit_loans (self->journal);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (loans); i++)
    {
      g_autoptr (GengKitLoan) loan = g_list_model_get_item (loans, i);
      GengItem *item = geng_kit_loan_get_item (loan);

      g_string_append_printf (
          text, "%s%s %s %d-%d", i > 0 ? "; " : "",
          geng_entity_get_id (GENG_ENTITY (geng_kit_loan_get_member (loan))),
          item != NULL ? geng_entity_get_id (GENG_ENTITY (item)) : geng_kit_loan_get_kit_set (loan),
          geng_kit_loan_get_out_minute (loan), geng_kit_loan_get_back_minute (loan));
    }
  return g_string_free (text, FALSE);
}

static void
expect_kit (Gate *self, const char *expected)
{
  g_autofree char *text = kit_text (self);

  ck_assert_str_eq (text, expected);
}

/* Whoever turns out to have served had the kit, and for as long. */
START_TEST (test_correction_takes_the_kit_along)
{
  Gate gate;

  set_up (&gate);
  ck_assert_int_eq (confirm (&gate, 1, NULL, NULL), 3);
  expect_kit (&gate, "m1 S03 480-1080");
  correct (&gate, gate.jia, "甲 由丁顶 12:00");
  expect_kit (&gate, "m1 S03 480-720; m4 S03 720-1080");
  correct (&gate, gate.jia, "甲 缺勤");
  expect_kit (&gate, "");
  correct (&gate, gate.jia, NULL);
  expect_kit (&gate, "m1 S03 480-1080");
  tear_down (&gate);
}
END_TEST

/* What was lost is lost whoever had it, and has been found since: no correction loses it again. */
START_TEST (test_correction_keeps_what_was_lost)
{
  Gate gate;

  set_up (&gate);
  ck_assert_int_eq (confirm (&gate, 1, "R03 丢", NULL), 3);
  expect_kit (&gate, "m1 R03 480--1");
  geng_item_set_state (gate.radio, GENG_ITEM_STATE_USABLE);
  correct (&gate, gate.jia, "甲 由丁顶 12:00");
  expect_kit (&gate, "m4 R03 720--1; m1 S03 480-720");
  ck_assert_int_eq (geng_item_get_state (gate.radio), GENG_ITEM_STATE_USABLE);
  tear_down (&gate);
}
END_TEST

static void
expect_rounds (Gate *self, GengRounds jia, GengRounds yi, GengRounds bing)
{
  ck_assert_int_eq (geng_attendance_get_rounds (only_row (self, self->jia, 1)), jia);
  ck_assert_int_eq (geng_attendance_get_rounds (only_row (self, self->yi, 1)), yi);
  ck_assert_int_eq (geng_attendance_get_rounds (only_row (self, self->bing, 1)), bing);
}

/* A crew makes its rounds together: what is said of one is said of all, and of no other crew. */
START_TEST (test_rounds_are_a_patrols)
{
  Gate gate;
  GDate first = december (1), last = december (2);
  g_autoptr (GError) error = NULL;

  set_up (&gate);
  ck_assert_int_eq (confirm (&gate, 1, "乙 未查", NULL), 3);
  expect_rounds (&gate, GENG_ROUNDS_MISSED, GENG_ROUNDS_MISSED, GENG_ROUNDS_CLEAN);
  /* A correction of something else says nothing of the rounds. */
  correct (&gate, gate.jia, "甲 迟到20");
  expect_rounds (&gate, GENG_ROUNDS_MISSED, GENG_ROUNDS_MISSED, GENG_ROUNDS_CLEAN);
  correct (&gate, gate.jia, "甲 有问题");
  expect_rounds (&gate, GENG_ROUNDS_FOUND, GENG_ROUNDS_FOUND, GENG_ROUNDS_CLEAN);
  /* 甲 twice, 乙 once: all stand where they were taken back. */
  ck_assert_uint_eq (g_list_model_get_n_items (geng_journal_get_retracted (gate.journal)), 3);
  tear_down (&gate);

  /* By the post, where that is one patrol alone. */
  set_up (&gate);
  ck_assert_int_eq (geng_journal_confirm (gate.journal, gate.official, &first, &first, gate.night,
                                          NULL, "Gate 未查", NULL, gate.noon, NULL),
                    1);
  ck_assert_int_eq (geng_attendance_get_rounds (only_row (&gate, gate.bing, 1)),
                    GENG_ROUNDS_MISSED);
  ck_assert_int_eq (geng_journal_confirm (gate.journal, gate.official, &first, &last, NULL, NULL,
                                          "Gate 未查", NULL, gate.noon, &error),
                    -1);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_uint_eq (n_rows (&gate), 1);
  tear_down (&gate);
}
END_TEST

/* Two things said of one patrol: neither is taken, and both are named. */
START_TEST (test_rounds_contradict)
{
  Gate gate;
  g_autoptr (GError) error = NULL;

  set_up (&gate);
  ck_assert_int_eq (confirm (&gate, 1, "乙 未查; 丙 未查; 甲 有问题", &error), -1);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_ptr_nonnull (strstr (error->message, "乙 未查"));
  ck_assert_ptr_nonnull (strstr (error->message, "甲 有问题"));
  ck_assert_ptr_null (strstr (error->message, "丙"));
  ck_assert_uint_eq (n_rows (&gate), 0);
  /* The same twice is no contradiction. */
  ck_assert_int_eq (confirm (&gate, 1, "乙 未查; 甲 未查", NULL), 3);
  expect_rounds (&gate, GENG_ROUNDS_MISSED, GENG_ROUNDS_MISSED, GENG_ROUNDS_CLEAN);
  tear_down (&gate);
}
END_TEST

/* "S03 R04": whole sets, and items by themselves, in the order of the rows. */
static char *
list_loans (Gate *self)
{
  GListModel *loans = geng_journal_get_kit_loans (self->journal);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (loans); i++)
    {
      g_autoptr (GengKitLoan) loan = g_list_model_get_item (loans, i);
      GengItem *item = geng_kit_loan_get_item (loan);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                              item != NULL ? geng_entity_get_id (GENG_ENTITY (item))
                                           : geng_kit_loan_get_kit_set (loan));
    }
  return g_string_free (text, FALSE);
}

static GengItem *
add_item (Gate *self, const char *id, const char *kit_set)
{
  g_autoptr (GengItem) item = geng_item_new (id, geng_item_get_piece (self->radio));

  geng_item_set_kit_set (item, kit_set);
  ck_assert (geng_station_add_item (self->station, item, NULL));
  return item;
}

/* A set that did not go out whole is no set: its items are told, and so is what came in the
 * place of one that stayed. */
START_TEST (test_part_of_a_set)
{
  Gate gate;
  GDate date = december (1);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autofree char *part = NULL, *broken = NULL;
  GengItem *battery, *other;

  set_up (&gate);
  battery = add_item (&gate, "B03", "S03");
  other = add_item (&gate, "B04", "S04");
  add_item (&gate, "C04", "S04");
  g_ptr_array_add (items, gate.radio);
  g_ptr_array_add (items, other);
  geng_duty_set_items (geng_roster_lookup (gate.official, gate.jia, &date), items);
  ck_assert_int_eq (confirm (&gate, 1, NULL, NULL), 3);
  part = list_loans (&gate);
  ck_assert_str_eq (part, "R03 B04");
  tear_down (&gate);

  /* Whole but for what came back otherwise. */
  set_up (&gate);
  battery = add_item (&gate, "B03", "S03");
  items->len = 0;
  g_ptr_array_add (items, gate.radio);
  g_ptr_array_add (items, battery);
  geng_duty_set_items (geng_roster_lookup (gate.official, gate.jia, &date), items);
  ck_assert_int_eq (confirm (&gate, 1, "R03 坏", NULL), 3);
  broken = list_loans (&gate);
  ck_assert_str_eq (broken, "R03 S03");
  tear_down (&gate);
}
END_TEST

/* Who leads a crew is said by a role that leads, and by nothing else. */
START_TEST (test_crew_leader_confirms)
{
  Gate gate;
  GDate date = december (1);
  const char *const roles[] = { "captain", NULL };
  g_autoptr (GengRole) captain = geng_role_new ("captain", NULL);

  set_up (&gate);
  ck_assert (geng_station_add_role (gate.station, captain, NULL));
  geng_member_set_roles (gate.yi, roles);
  /* A role like any other: the first of the crew stands for it. */
  ck_assert_ptr_eq (geng_roster_find_crew_leader (
                        gate.official, geng_roster_lookup (gate.official, gate.yi, &date)),
                    gate.jia);
  geng_role_set_leads (captain, TRUE);
  ck_assert_int_eq (geng_journal_confirm (gate.journal, gate.official, &date, &date, NULL, NULL,
                                          NULL, NULL, gate.noon, NULL),
                    3);
  ck_assert_str_eq (geng_attendance_get_confirmed_by (only_row (&gate, gate.jia, 1)), "乙");
  ck_assert_str_eq (geng_attendance_get_confirmed_by (only_row (&gate, gate.bing, 1)), "丙");
  tear_down (&gate);
}
END_TEST

static void
make_captain (Gate *self, GengMember *member)
{
  const char *const roles[] = { "captain", NULL };

  if (geng_station_lookup_role (self->station, "captain") == NULL)
    {
      g_autoptr (GengRole) captain = geng_role_new ("captain", NULL);

      geng_role_set_leads (captain, TRUE);
      ck_assert (geng_station_add_role (self->station, captain, NULL));
    }
  geng_member_set_roles (member, roles);
}

static GengMember *
led_by (Gate *self)
{
  GDate date = december (1);

  return geng_journal_find_crew_leader (self->journal, self->official,
                                        geng_roster_lookup (self->official, self->jia, &date));
}

static int
confirm_unsigned (Gate *self, const char *exceptions, GError **error)
{
  GDate date = december (1);

  return geng_journal_confirm (self->journal, self->official, &date, &date, self->day, NULL,
                               exceptions, NULL, self->noon, error);
}

/* Who was away confirms nothing: another of the crew who may lead does, else a substitute who may;
 * where nobody may, somebody must be named. */
START_TEST (test_absent_leader_confirms_nothing)
{
  Gate gate;
  g_autoptr (GError) error = NULL;
  GDate date = december (1);

  set_up (&gate);
  make_captain (&gate, gate.jia);
  ck_assert_ptr_eq (led_by (&gate), gate.jia);
  ck_assert_int_eq (confirm_unsigned (&gate, "甲 缺勤", &error), -1);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert_ptr_nonnull (strstr (error->message, "2026-12-01 early Gate"));
  ck_assert_uint_eq (n_rows (&gate), 0);
  make_captain (&gate, gate.yi);
  ck_assert_int_eq (confirm_unsigned (&gate, "甲 缺勤", NULL), 2);
  ck_assert_str_eq (geng_attendance_get_confirmed_by (only_row (&gate, gate.jia, 1)), "乙");
  ck_assert_ptr_eq (led_by (&gate), gate.yi);
  tear_down (&gate);

  set_up (&gate);
  make_captain (&gate, gate.jia);
  make_captain (&gate, gate.ding);
  ck_assert_int_eq (confirm_unsigned (&gate, "甲 由丁顶", NULL), 3);
  ck_assert_str_eq (geng_attendance_get_confirmed_by (only_row (&gate, gate.yi, 1)), "丁");
  tear_down (&gate);

  /* Nor does what is said of a patrol's rounds go on without a name, of those who are confirmed. */
  set_up (&gate);
  make_captain (&gate, gate.jia);
  ck_assert_int_eq (confirm (&gate, 1, "甲 缺勤", NULL), 3);
  ck_assert_int_eq (geng_journal_retract (gate.journal,
                                          geng_roster_lookup (gate.official, gate.yi, &date),
                                          "所长", gate.noon),
                    1);
  ck_assert_int_eq (confirm_unsigned (&gate, "乙 未查", NULL), -1);
  ck_assert_uint_eq (n_rows (&gate), 2);
  ck_assert_uint_eq (g_list_model_get_n_items (geng_journal_get_retracted (gate.journal)), 1);
  tear_down (&gate);

  /* Of two, the one who stayed to the end. */
  set_up (&gate);
  make_captain (&gate, gate.jia);
  make_captain (&gate, gate.yi);
  ck_assert_int_eq (confirm_unsigned (&gate, "甲 早退 16:00", NULL), 2);
  ck_assert_ptr_eq (led_by (&gate), gate.yi);
  tear_down (&gate);

  /* Who was to be alone and did not come is nobody's leader, captains or not. */
  set_up (&gate);
  ck_assert_int_eq (geng_journal_confirm (gate.journal, gate.official, &date, &date, gate.night,
                                          NULL, "丙 缺勤", NULL, gate.noon, NULL),
                    -1);
  ck_assert_int_eq (geng_journal_confirm (gate.journal, gate.official, &date, &date, gate.night,
                                          NULL, "丙 缺勤", "所长", gate.noon, NULL),
                    1);
  tear_down (&gate);
}
END_TEST

/* 带班领导 is reached at home: nobody signs for it. */
START_TEST (test_leader_on_call_has_no_row)
{
  Gate gate;

  set_up (&gate);
  put_leader_on_call (&gate, 1);
  ck_assert_int_eq (confirm (&gate, 1, NULL, NULL), 3);
  ck_assert_int_eq (confirm (&gate, 1, NULL, NULL), 0);
  tear_down (&gate);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("journal-crew");
  TCase *tcase = tcase_create ("journal-crew");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, test_correction_takes_the_kit_along);
  tcase_add_test (tcase, test_correction_keeps_what_was_lost);
  tcase_add_test (tcase, test_rounds_are_a_patrols);
  tcase_add_test (tcase, test_rounds_contradict);
  tcase_add_test (tcase, test_part_of_a_set);
  tcase_add_test (tcase, test_crew_leader_confirms);
  tcase_add_test (tcase, test_absent_leader_confirms_nothing);
  tcase_add_test (tcase, test_leader_on_call_has_no_row);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
