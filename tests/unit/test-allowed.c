/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of what is allowed in a window, against a plain copy of it. */
#include <check.h>
#include <string.h>

#include "geng-allowed.h"
#include "geng-random.h"

#define N_MEMBERS 4
#define N_DAYS 6
#define N_CODES 3
#define FIRST 1
#define END 5
#define N_PLACES (N_MEMBERS * N_DAYS * N_CODES)

typedef struct
{
  GengProblem *problem;
  GengSpace *space;
  GengRosterState *roster;
  GengSolverWindow *window;
  GengAllowed *allowed;
} Case;

/* The second member may not have code 2 on day 3; everybody is off. */
static void
case_init (Case *one)
{
  static const guint members[] = { 2, 1 };
  const guint8 off[N_DAYS] = { 0 };

  one->problem = geng_problem_new (N_MEMBERS, N_DAYS, N_CODES, NULL);
  geng_problem_forbid (one->problem, 1, 3, 2);
  ck_assert (geng_problem_seal (one->problem, NULL));
  one->space = geng_space_new (one->problem, &geng_params_standard);
  one->roster = geng_roster_state_new (one->space);
  for (guint m = 0; m < N_MEMBERS; m++)
    geng_roster_state_set (one->roster, m, off);
  one->window = geng_solver_window_new (one->roster, members, 2, FIRST, END);
  one->allowed = geng_allowed_new (one->window);
}

static void
case_clear (Case *one)
{
  geng_allowed_free (one->allowed);
  geng_solver_window_unref (one->window);
  geng_roster_state_free (one->roster);
  geng_space_free (one->space);
  geng_problem_free (one->problem);
}

static void
picture (const GengAllowed *allowed, guint8 *table)
{
  for (guint p = 0; p < 2 * N_DAYS * N_CODES; p++)
    table[p]
        = geng_allowed_may (allowed, p / (N_DAYS * N_CODES), p / N_CODES % N_DAYS, p % N_CODES);
}

/* Outside the window the line stands; inside all is allowed but what the problem forbids. */
START_TEST (test_begins_with_the_window)
{
  Case one;

  case_init (&one);
  for (guint i = 0; i < 2; i++)
    for (guint d = 0; d < N_DAYS; d++)
      for (guint c = 0; c < N_CODES; c++)
        {
          gboolean inside = d >= FIRST && d < END;
          gboolean forbidden = i == 1 && d == 3 && c == 2;

          ck_assert_int_eq (geng_allowed_may (one.allowed, i, d, c),
                            inside ? !forbidden : c == GENG_OFF);
        }
  case_clear (&one);
}
END_TEST

static void
take_away (GengAllowed *allowed, GengRandom *random)
{
  guint i = geng_random_below (random, 2), d = geng_random_below (random, N_DAYS);
  guint8 code = (guint8) geng_random_below (random, N_CODES);
  GengDecision decision = { i, d, code, geng_random_below (random, 2) == 0 };
  guint8 line[N_DAYS] = { 0 };

  switch (geng_random_below (random, 4))
    {
    case 0:
      geng_allowed_forbid (allowed, i, d, code);
      break;
    case 1:
      geng_allowed_pin (allowed, i, d, code);
      break;
    case 2:
      geng_allowed_decide (allowed, &decision);
      break;
    default:
      if (!geng_allowed_is_fixed (allowed, i))
        geng_allowed_fix (allowed, i, line);
      break;
    }
}

/* Whatever was taken away since a mark comes back, nothing else does, and a copy stays as it is. */
START_TEST (test_stack_gives_back)
{
  Case one;
  GengRandom random;
  guint8 before[N_PLACES], after[N_PLACES], now[N_PLACES];

  case_init (&one);
  geng_random_init (&random, (guint64) _i, 0);
  for (guint k = 0; k < geng_random_below (&random, 5); k++)
    take_away (one.allowed, &random);
  picture (one.allowed, before);
  for (guint round = 0; round < 20; round++)
    {
      gsize mark = geng_allowed_mark (one.allowed);
      guint n_fixed = geng_allowed_get_n_fixed (one.allowed);
      GengAllowed *copy;

      for (guint k = 0; k < 6; k++)
        take_away (one.allowed, &random);
      picture (one.allowed, after);
      copy = geng_allowed_copy (one.allowed);
      geng_allowed_undo (one.allowed, mark);
      picture (one.allowed, now);
      ck_assert_mem_eq (now, before, 2 * N_DAYS * N_CODES);
      ck_assert_uint_eq (geng_allowed_get_n_fixed (one.allowed), n_fixed);
      picture (copy, now);
      ck_assert_mem_eq (now, after, 2 * N_DAYS * N_CODES);
      geng_allowed_free (copy);
    }
  case_clear (&one);
}
END_TEST

/* A fixed member has one line left, and keeps no other. */
START_TEST (test_fixed_line_is_the_only_one)
{
  Case one;
  guint8 line[N_DAYS] = { 0, 1, 2, 0, 1, 0 }, other[N_DAYS] = { 0, 1, 2, 0, 2, 0 };

  case_init (&one);
  ck_assert (geng_allowed_keeps (one.allowed, 0, other));
  geng_allowed_fix (one.allowed, 0, line);
  ck_assert (geng_allowed_is_fixed (one.allowed, 0));
  ck_assert (!geng_allowed_is_fixed (one.allowed, 1));
  ck_assert (geng_allowed_keeps (one.allowed, 0, line));
  ck_assert (!geng_allowed_keeps (one.allowed, 0, other));
  ck_assert (geng_allowed_keeps (one.allowed, 1, other));
  case_clear (&one);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("allowed");
  TCase *tcase = tcase_create ("allowed");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, test_begins_with_the_window);
  tcase_add_loop_test (tcase, test_stack_gives_back, 0, 20);
  tcase_add_test (tcase, test_fixed_line_is_the_only_one);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
