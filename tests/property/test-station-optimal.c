/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-compile.h"
#include "geng-rule-def.h"
#include "geng-solver.h"
#include "random-station.h"

/* On a day or two of a small station with every rule, the optimum that the solver calls proven is
 * the best of all rosters there are. */

#define N_STATIONS 150
#define MOST_DAYS 3
#define EFFORT 20000000
#ifdef __SANITIZE_ADDRESS__
#define MOST_ROSTERS 20000
#else
#define MOST_ROSTERS 300000
#endif

static GengLowering *
lower (RandomCase *random_case, guint n_days)
{
  GDate last = random_case->first;
  g_autoptr (GError) error = NULL;
  g_autoptr (GengScene) scene = NULL;
  g_autoptr (GPtrArray) clauses = NULL;
  GengLowering *lowering;

  g_date_add_days (&last, n_days - 1);
  scene = geng_scene_new (random_case->station, &random_case->first, &last, NULL,
                          random_case->history, NULL, &error);
  g_assert_no_error (error);
  clauses = geng_clauses_new (scene, &error);
  g_assert_no_error (error);
  lowering = geng_compile (scene, clauses, &error);
  g_assert_no_error (error);
  return lowering;
}

/* How many rosters there are, or 0: too many to look at. */
static guint64
count_rosters (const GengProblem *problem)
{
  guint64 total = 1;

  for (guint i = 0; i < problem->n_members * problem->n_days; i++)
    if ((total *= problem->n_codes) > MOST_ROSTERS)
      return 0;
  return total;
}

/* The least objective of a legal roster; G_MAXINT64: there is none. */
static gint64
exhaust (const GengProblem *problem, guint64 n_rosters)
{
  guint n = problem->n_members * problem->n_days;
  g_autofree guint8 *codes = g_new0 (guint8, n);
  gint64 best = G_MAXINT64;

  for (guint64 i = 0; i < n_rosters; i++)
    {
      guint64 rest = i;
      GengValue value;

      for (guint j = 0; j < n; j++, rest /= problem->n_codes)
        codes[j] = (guint8) (rest % problem->n_codes);
      value = geng_problem_evaluate (problem, codes);
      if (value.forbidden == 0)
        best = MIN (best, geng_problem_objective (problem, &value));
    }
  return best;
}

/* Where two people are one line, one duty fills two places of a crew or none, and the bound of a
 * mixture may stay below every roster for long: so many may end unproven. */
#define MOST_UNPROVEN 3

static guint n_unproven;

/* Returns: whether a roster was proven */
static gboolean
check_optimum (const GengProblem *problem, guint64 n_rosters, guint64 seed)
{
  GengSolverOptions options = { .seed = seed, .n_threads = 1, .effort_limit = EFFORT };
  g_autoptr (GengSolution) solution = geng_solve (problem, &options, NULL);
  gint64 best = exhaust (problem, n_rosters);

  if (solution->codes == NULL)
    {
      ck_assert_msg (best == G_MAXINT64, "seed %d: there is a roster", (int) seed);
      return FALSE;
    }
  if (!solution->optimal)
    {
      n_unproven++;
      ck_assert_int_le (solution->bound, best);
      return FALSE;
    }
  ck_assert_msg (solution->bound == best
                     && solution->gaps * problem->gap_price + solution->cost == best,
                 "seed %d: %ld, bound %ld, best %ld", (int) seed,
                 (long) (solution->gaps * problem->gap_price + solution->cost),
                 (long) solution->bound, (long) best);
  return TRUE;
}

START_TEST (test_optimum)
{
  guint n_proven = 0;

  for (guint64 seed = 0; seed < N_STATIONS; seed++)
    {
      g_autoptr (RandomCase) random_case = random_case_new (seed);

      for (guint n_days = 1; n_days <= MOST_DAYS; n_days++)
        {
          g_autoptr (GengLowering) lowering = lower (random_case, n_days);
          guint64 n_rosters = count_rosters (lowering->problem);

          if (n_rosters > 0)
            n_proven += check_optimum (lowering->problem, n_rosters, seed);
        }
    }
  ck_assert_uint_gt (n_proven, N_STATIONS / 4);
  ck_assert_uint_le (n_unproven, MOST_UNPROVEN);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("station-optimal");
  TCase *tcase = tcase_create ("station-optimal");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 250);
  tcase_add_test (tcase, test_optimum);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
