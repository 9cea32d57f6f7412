/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes as a problem in the text form: a mistake that is told, or a problem that is written and
 * reads as the same one, and that a little effort says nothing false of: no bound is above the
 * value of the roster that was found, and what is called legal is. */

#include "fuzz.h"

#include "geng-solver.h"

#define LARGEST 4000 /* what would take long to solve is only read */
#define EFFORT 20000

static void
check_solution (const GengProblem *problem)
{
  GengSolverOptions options = { .n_threads = 1, .effort_limit = EFFORT };
  g_autoptr (GengSolution) solution = geng_solve (problem, &options, NULL);
  GengValue value;

  if (solution == NULL || solution->codes == NULL)
    return;
  value = geng_problem_evaluate (problem, solution->codes);
  g_assert_cmpint (value.forbidden, ==, 0);
  g_assert_cmpint (value.gaps, ==, solution->gaps);
  g_assert_cmpint (value.cost, ==, solution->cost);
  g_assert_cmpint (solution->bound, <=, geng_problem_objective (problem, &value));
  g_assert_false (solution->contradiction);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengProblem) problem
      = geng_problem_from_text ((const char *) data, (gssize) size, &error);
  g_autoptr (GengProblem) again = NULL, third = NULL;
  g_autofree char *first = NULL, *second = NULL, *last = NULL;

  g_assert_true ((problem == NULL) == (error != NULL));
  if (problem == NULL)
    return 0;
  first = geng_problem_to_string (problem);
  again = geng_problem_from_text (first, -1, &error);
  g_assert_no_error (error);
  /* A divisor that is left is taken out then, and nothing more after that. */
  g_assert_cmpint (again->gap_price * again->unit, ==, problem->gap_price * problem->unit);
  second = geng_problem_to_string (again);
  third = geng_problem_from_text (second, -1, &error);
  g_assert_no_error (error);
  last = geng_problem_to_string (third);
  g_assert_cmpstr (second, ==, last);
  if (size <= LARGEST && problem->n_members * problem->n_days <= 64)
    check_solution (problem);
  return 0;
}
