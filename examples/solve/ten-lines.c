/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The shortest use of the solver: a problem's text in, a roster out. */
#include <stdio.h>

#include "geng-solver.h"

int
main (void)
{
  g_autofree char *text = NULL;
  GengSolverOptions options = { .seed = 1, .n_threads = 1, .level = GENG_SOLVER_QUICK };
  g_autoptr (GengProblem) problem = NULL;
  g_autoptr (GengSolution) solution = NULL;

  if (g_file_get_contents ("/dev/stdin", &text, NULL, NULL))
    problem = geng_problem_from_text (text, -1, NULL);
  solution = problem != NULL ? geng_solve (problem, &options, NULL) : NULL;
  for (guint j = 0; solution != NULL && j < problem->n_members * problem->n_days; j++)
    printf ("%d%c", solution->codes[j], (j + 1) % problem->n_days == 0 ? '\n' : ' ');
  return solution != NULL ? 0 : 1;
}
