/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-ties.h"

/*
 * Villages that share a police station are one problem, and nearly none: with the police where they
 * are it falls apart into villages, and around the villages as they are the police are a small one.
 * Each side in turn is planned around the other (fix and optimise: Y. Pochet, L. A. Wolsey,
 * Production Planning by Mixed Integer Programming, 2006).  The first turn plans the police as if
 * nobody else served: a crew that villagers have filled has no place left for them.
 */

/* One turn of one side. */
typedef struct
{
  GengRun *run;
  GengSolverProgress told; /* of the whole, as the turn began */
} Turn;

static gboolean
on_progress (const GengSolverProgress *progress, gpointer data)
{
  const Turn *turn = data;
  const GengSolverOptions *options = turn->run->options;
  GengSolverProgress whole = turn->told;

  whole.phase = progress->phase;
  whole.effort += progress->effort;
  whole.elapsed = g_get_monotonic_time () - turn->run->began;
  return options->progress (&whole, options->user_data);
}

static GengSolverProgress
tell (const GengRun *run)
{
  GengValue value = geng_problem_evaluate (run->space->problem, run->best->codes);

  return (GengSolverProgress){ .feasible = TRUE,
                               .gaps = value.gaps,
                               .cost = value.cost,
                               .codes = run->best->codes,
                               .bound = run->bound,
                               .effort = run->effort,
                               .effort_limit = run->budget.limit };
}

/* The options of the run for parts of its problem, whose prices are those that count. */
static GengSolverOptions
options_of (Turn *turn, const guint8 *start)
{
  GengSolverOptions options = *turn->run->options;

  options.gaps_only = FALSE;
  options.start = start;
  options.user_data = turn;
  if (options.progress != NULL)
    options.progress = on_progress;
  if (options.time_limit > 0)
    options.time_limit = MAX (1, turn->run->budget.deadline - g_get_monotonic_time ());
  return options;
}

/* Plans those who are not held, from their lines in @roster, around the lines in which @codes has
 * the others. */
static void
plan_around (GengRun *run,
             const gboolean *held,
             const guint8 *codes,
             double share,
             GengSolveFunc solve,
             GengRosterState *roster)
{
  const GengProblem *problem = run->space->problem;
  g_autoptr (GPtrArray) parts = geng_problem_split_around (problem, held, codes);
  g_autofree guint8 *start
      = g_memdup2 (roster->codes, (gsize) problem->n_members * problem->n_days);
  Turn turn = { run, tell (run) };
  GengSolverOptions options = options_of (&turn, start);
  g_autoptr (GengSolution) solution = NULL;

  solution = geng_solve_parts (problem, parts, &options,
                               (guint64) (share * (double) run->budget.limit), solve);
  run->effort += solution->effort;
  for (guint m = 0; solution->codes != NULL && m < problem->n_members; m++)
    if (!held[m])
      geng_roster_state_set (roster, m, solution->codes + (gsize) m * problem->n_days);
}

void
geng_ties_search (GengRun *run, const gboolean *ties, GengSolveFunc solve)
{
  const GengParams *params = run->space->params;
  const GengProblem *problem = run->space->problem;
  g_autofree gboolean *rest = g_new (gboolean, problem->n_members + 1);
  g_autofree guint8 *off = g_new0 (guint8, (gsize) problem->n_members * problem->n_days + 1);
  GengRosterState *roster = geng_roster_state_new (run->space);

  for (guint m = 0; m < problem->n_members; m++)
    rest[m] = !ties[m];
  for (guint turn = 0; turn < params->ties_turns && !geng_run_over (run); turn++)
    {
      geng_roster_state_copy (roster, run->best);
      plan_around (run, rest, turn == 0 ? off : roster->codes, params->ties_own, solve, roster);
      if (turn > 0)
        geng_run_offer (run, roster);
      if (!geng_run_over (run))
        plan_around (run, ties, roster->codes, params->ties_rest, solve, roster);
      geng_run_offer (run, roster);
    }
  geng_roster_state_free (roster);
}
