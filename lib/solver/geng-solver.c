/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-run.h"

/* Counted work by level, of both workers; about three nanoseconds a unit. */
static const guint64 level_effort[] = {
  G_GUINT64_CONSTANT (800000000),
  G_GUINT64_CONSTANT (6000000000),
  G_GUINT64_CONSTANT (300000000000)
};

void
geng_run_report (GengRun    *run,
                 const char *phase)
{
  const GengSolverOptions *options = run->options;
  GengSolverProgress progress = { 0 };

  if (options->progress == NULL)
    return;
  progress.phase = phase;
  progress.bound = run->bound;
  progress.effort = run->effort;
  progress.effort_limit = run->budget.limit;
  progress.elapsed = g_get_monotonic_time () - run->began;
  if (run->complete)
    {
      GengValue value = geng_problem_evaluate (run->space->problem, run->best->codes);

      progress.feasible = value.forbidden == 0;
      progress.gaps = value.gaps;
      progress.cost = value.cost;
    }
  if (!options->progress (&progress, options->user_data))
    geng_budget_interrupt (&run->budget);
}

gboolean
geng_run_over (GengRun *run)
{
  return geng_budget_interrupted (&run->budget) || run->effort >= run->budget.limit ||
         (run->complete && run->best->price <= run->bound);
}

/* -- phase 1: the same problem, in which gaps alone cost -- */

static void
forget_price (gint32 *price)
{
  if (*price != GENG_FORBIDDEN)
    *price = 0;
}

static void
gaps_problem_init (GengProblem       *gaps,
                   const GengProblem *problem)
{
  gsize n = (gsize) problem->n_members * problem->n_days * problem->n_codes;

  *gaps = *problem;
  gaps->cost = g_memdup2 (problem->cost, n * sizeof *gaps->cost);
  gaps->ranges = g_array_copy (problem->ranges);
  gaps->run_limits = g_array_copy (problem->run_limits);
  gaps->gap_price = 1;
  for (gsize i = 0; i < n; i++)
    forget_price (&gaps->cost[i]);
  for (guint i = 0; i < gaps->ranges->len; i++)
    {
      forget_price (&g_array_index (gaps->ranges, GengRange, i).under);
      forget_price (&g_array_index (gaps->ranges, GengRange, i).over);
    }
  for (guint i = 0; i < gaps->run_limits->len; i++)
    {
      forget_price (&g_array_index (gaps->run_limits, GengRunLimit, i).under);
      forget_price (&g_array_index (gaps->run_limits, GengRunLimit, i).over);
    }
}

static void
gaps_problem_clear (GengProblem *gaps)
{
  g_free (gaps->cost);
  g_array_unref (gaps->ranges);
  g_array_unref (gaps->run_limits);
}

/* -- a run -- */

static gboolean
start_fits (const GengProblem *problem,
            const guint8      *start)
{
  for (gsize i = 0; start != NULL && i < (gsize) problem->n_members * problem->n_days; i++)
    if (start[i] >= problem->n_codes)
      return FALSE;
  return start != NULL;
}

/* Takes the lines of the caller's roster that are legal. */
static void
take_start (GengRosterState *roster,
            const guint8    *start)
{
  const GengProblem *problem = roster->space->problem;

  for (guint m = 0; m < problem->n_members; m++)
    {
      const guint8 *line = start + (gsize) m * problem->n_days;

      if (geng_problem_evaluate_line (problem, m, line).forbidden == 0)
        geng_roster_state_set (roster, m, line);
    }
}

static void
solve (GengRun      *run,
       GengSolution *solution)
{
  const GengProblem *problem = run->space->problem;
  GengLineArena arena = { 0 };

  geng_run_report (run, "greedy");
  if (start_fits (problem, run->options->start))
    take_start (run->best, run->options->start);
  solution->no_line_member = geng_greedy (run->best, &arena, &run->budget);
  run->complete = solution->no_line_member < 0 && !geng_budget_interrupted (&run->budget);
  if (run->complete && problem->n_members > 0)
    geng_polish (run->best, &arena, &run->budget);
  run->effort += arena.effort;
  geng_line_arena_clear (&arena);
  if (!run->complete)
    return;
  if (problem->n_members == 0)
    run->bound = run->best->price;
  else
    geng_search (run);
  geng_run_report (run, "done");
}

static void
conclude (const GengRun     *run,
          const GengProblem *problem,
          GengSolution      *solution)
{
  GengValue value = { 0 };
  gint64 weight = problem->gap_price / MAX (run->space->problem->gap_price, 1);

  solution->effort = run->effort;
  solution->truncated = run->budget.interrupted;
  solution->bound = run->bound == G_MININT64 ? run->bound
                    : run->options->gaps_only ? run->bound * weight : run->bound;
  if (run->complete)
    value = geng_problem_evaluate (problem, run->best->codes);
  if (!run->complete || value.forbidden > 0)
    return;
  solution->codes = g_memdup2 (run->best->codes,
                               (gsize) problem->n_members * problem->n_days + 1);
  solution->gaps = value.gaps;
  solution->cost = value.cost;
  solution->optimal = run->best->price <= run->bound;
}

/* geng_solve:
 * Blocks until the roster is proven best or the budget is spent.
 * Returns: (transfer full): a solution, also when no legal roster was found (its codes are NULL
 * then); NULL with GENG_PROBLEM_ERROR where the problem is not sealed. */
GengSolution *
geng_solve (const GengProblem       *problem,
            const GengSolverOptions *options,
            GError                 **error)
{
  GengSolution *solution;
  GengProblem gaps;
  GengSpace *space;
  GengRun run = { .options = options, .bound = G_MININT64 };
  guint64 limit = options->effort_limit;

  if (problem == NULL || !problem->sealed)
    {
      g_set_error_literal (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                           "solver: the problem is not sealed");
      return NULL;
    }
  if (limit == 0)
    limit = level_effort[MIN (options->level, GENG_SOLVER_THOROUGH)];
  if (options->gaps_only)
    gaps_problem_init (&gaps, problem);
  solution = g_new0 (GengSolution, 1);
  geng_budget_init (&run.budget, limit, options->time_limit, options->cancelled);
  run.began = g_get_monotonic_time ();
  run.space = space = geng_space_new (options->gaps_only ? &gaps : problem);
  run.best = geng_roster_state_new (space);
  solve (&run, solution);
  conclude (&run, problem, solution);
  geng_roster_state_free (run.best);
  geng_space_free (space);
  if (options->gaps_only)
    gaps_problem_clear (&gaps);
  return solution;
}

void
geng_solution_free (GengSolution *solution)
{
  if (solution == NULL)
    return;
  g_free (solution->codes);
  g_free (solution);
}
