/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-parts.h"

/* How parts are looked at one after another, with a stand-in for the solver that keeps what it was
 * asked and answers what the test wants. */

#define EFFORT 100000000 /* for all parts: enough for a second look */
#define USED 1000        /* of each look */

/* Two members who share nothing, a day each: off costs 5, code 1 costs 2 and code 2 nothing. */
static const char two_parts[] = "geng-problem 1 2 1 3 100 1\n"
                                "cost 0 0 5 2 0\n"
                                "cost 1 0 5 2 0\n"
                                "end\n";

/* What each look began from (G_MAXUINT8: nothing), and what the next ones find. */
static guint8 began[16];
static guint n_looks;
static guint8 found[16];

static GengSolution *
stand_in (const GengProblem *problem, const GengSolverOptions *options)
{
  GengSolution *solution = g_new0 (GengSolution, 1);
  GengValue value;

  began[n_looks] = options->start != NULL ? options->start[0] : G_MAXUINT8;
  solution->codes = g_memdup2 (&found[n_looks++], 1);
  value = geng_problem_evaluate (problem, solution->codes);
  solution->gaps = value.gaps;
  solution->cost = value.cost;
  solution->bound = 0;
  solution->optimal = value.cost == 0;
  solution->no_line_member = -1;
  solution->effort = USED;
  return solution;
}

static GengSolution *
solve (const guint8 *start, const guint8 *finds, gsize n)
{
  g_autoptr (GError) error = NULL;
  GengProblem *problem = geng_problem_from_text (two_parts, -1, &error);
  GPtrArray *parts;
  GengSolution *solution;
  GengSolverOptions options = { .start = start };

  g_assert_no_error (error);
  parts = geng_problem_split (problem);
  ck_assert_uint_eq (parts->len, 2);
  n_looks = 0;
  for (gsize i = 0; i < n; i++)
    found[i] = finds[i];
  solution = geng_solve_parts (problem, parts, &options, EFFORT, stand_in);
  g_ptr_array_unref (parts);
  geng_problem_free (problem);
  return solution;
}

/* The first is proven at once, the second is not: it is looked at once more, from nothing, and the
 * roster that is found so is better. */
START_TEST (test_second_look_begins_anew)
{
  const guint8 start[] = { 0, 0 }, finds[] = { 2, 1, 2 };
  g_autoptr (GengSolution) solution = solve (start, finds, G_N_ELEMENTS (finds));

  ck_assert_uint_eq (n_looks, 3);
  ck_assert_uint_eq (began[0], 0);
  ck_assert_uint_eq (began[1], 0);
  ck_assert_uint_eq (began[2], G_MAXUINT8);
  ck_assert_int_eq (solution->cost, 0);
  ck_assert (solution->optimal);
  ck_assert_uint_eq (solution->effort, 3 * USED);
}
END_TEST

/* What was known is not lost where the look from nothing finds something dearer. */
START_TEST (test_worse_second_look_is_dropped)
{
  const guint8 start[] = { 0, 0 }, finds[] = { 2, 1, 0 };
  g_autoptr (GengSolution) solution = solve (start, finds, G_N_ELEMENTS (finds));

  ck_assert_uint_eq (n_looks, 3);
  ck_assert_int_eq (solution->cost, 2);
  ck_assert_uint_eq (solution->codes[0], 2);
  ck_assert_uint_eq (solution->codes[1], 1);
  ck_assert (!solution->optimal);
}
END_TEST

/* Without a roster of the caller's there is a rough look first, and each later one goes on from
 * what the one before has found. */
START_TEST (test_looks_go_on)
{
  const guint8 finds[] = { 1, 1, 2, 1, 1 };
  g_autoptr (GengSolution) solution = solve (NULL, finds, G_N_ELEMENTS (finds));

  ck_assert_uint_eq (n_looks, 5);
  ck_assert_uint_eq (began[0], G_MAXUINT8);
  ck_assert_uint_eq (began[1], G_MAXUINT8);
  ck_assert_uint_eq (began[2], 1);
  ck_assert_uint_eq (began[3], 1);
  ck_assert_uint_eq (began[4], 1);
  ck_assert_int_eq (solution->cost, 2);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("parts");
  TCase *tcase = tcase_create ("looks");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, test_second_look_begins_anew);
  tcase_add_test (tcase, test_worse_second_look_is_dropped);
  tcase_add_test (tcase, test_looks_go_on);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
