/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Machines that charge for their steps: which states there are, and which are one. */
#include <check.h>

#include "geng-machine.h"

enum
{
  OFF,
  WORK,
  N_LETTERS
};

#define LONGEST 2
#define ROUND 6
#define LAP 3
#define TOLL 5

/* A run of work has two days at most; the state is how many it has. */
static gboolean
step_run (gconstpointer data G_GNUC_UNUSED,
          gconstpointer from,
          guint letter,
          gpointer to,
          gint64 *price G_GNUC_UNUSED)
{
  guint8 length = *(const guint8 *) from;

  *(guint8 *) to = letter == WORK ? length + 1 : 0;
  return letter == OFF || length < LONGEST;
}

/* Runs of nought, one and two days: three states.  A third day of work is forbidden, and a day off
 * leads back to where it began. */
START_TEST (a_run_has_a_state_a_length)
{
  const guint8 start = 0;
  guint64 effort = 0;
  g_autofree guint8 *keys = NULL;
  g_autoptr (GengMachine) machine = geng_machine_explore (
      step_run, NULL, N_LETTERS, &start, sizeof start, LONGEST + 1, &keys, &effort);
  g_autofree guint *kept = NULL;

  ck_assert_ptr_nonnull (machine);
  ck_assert_uint_eq (machine->n_states, LONGEST + 1);
  for (guint s = 0; s <= LONGEST; s++)
    {
      ck_assert_uint_eq (keys[s], s);
      ck_assert_int_eq (machine->next[s * N_LETTERS + OFF], 0);
      ck_assert_int_eq (machine->next[s * N_LETTERS + WORK], s < LONGEST ? (gint) s + 1 : -1);
    }
  /* each has another number of days before it, so that no two are one */
  kept = geng_machine_reduce (machine, NULL, &effort);
  ck_assert_uint_eq (machine->n_states, LONGEST + 1);
}
END_TEST

/* What was tried in vain counts, too. */
START_TEST (too_many_states_are_none)
{
  const guint8 start = 0;
  guint64 effort = 0;
  g_autoptr (GengMachine) machine = geng_machine_explore (step_run, NULL, N_LETTERS, &start,
                                                          sizeof start, LONGEST, NULL, &effort);

  ck_assert_ptr_null (machine);
  ck_assert_uint_gt (effort, 0);
}
END_TEST

/* Days of work, counted round and round up to six; each third one is charged.  A day off counts as
 * three, which is as good as none. */
static gboolean
step_round (gconstpointer data G_GNUC_UNUSED,
            gconstpointer from,
            guint letter,
            gpointer to,
            gint64 *price)
{
  guint8 count = *(const guint8 *) from;

  count = (guint8) ((count + (letter == WORK ? 1 : LAP)) % ROUND);
  *(guint8 *) to = count;
  *price = letter == WORK && count % LAP == 0 ? TOLL : 0;
  return TRUE;
}

/* What is charged tells counts apart by three, so that six states are three, each standing for the
 * first of its two, which are met one after another; with a label for each nothing is merged. */
START_TEST (states_that_nothing_tells_apart_are_one)
{
  const guint8 start = 0;
  guint64 effort = 0;
  const guint labels[ROUND] = { 0, 1, 2, 3, 4, 5 };
  g_autoptr (GengMachine) machine = geng_machine_explore (step_round, NULL, N_LETTERS, &start,
                                                          sizeof start, ROUND, NULL, &effort);
  g_autofree guint *kept = NULL, *all = NULL;

  ck_assert_uint_eq (machine->n_states, ROUND);
  all = geng_machine_reduce (machine, labels, &effort);
  ck_assert_uint_eq (machine->n_states, ROUND);
  kept = geng_machine_reduce (machine, NULL, &effort);
  ck_assert_uint_eq (machine->n_states, LAP);
  for (guint s = 0; s < LAP; s++)
    {
      ck_assert_uint_eq (kept[s], 2 * s);
      ck_assert_int_eq (machine->next[s * N_LETTERS + OFF], (gint) s);
      ck_assert_int_eq (machine->next[s * N_LETTERS + WORK], (gint) ((s + 1) % LAP));
      ck_assert_int_eq (machine->price[s * N_LETTERS + WORK], s + 1 == LAP ? TOLL : 0);
    }
}
END_TEST

int
main (void)
{
  TCase *tcase = tcase_create ("machine");
  Suite *suite = suite_create ("machine");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, a_run_has_a_state_a_length);
  tcase_add_test (tcase, too_many_states_are_none);
  tcase_add_test (tcase, states_that_nothing_tells_apart_are_one);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
