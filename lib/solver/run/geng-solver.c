/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "geng-audit.h"
#include "geng-exact.h"
#include "geng-lattice.h"
#include "geng-parts.h"
#include "geng-portfolio.h"
#include "geng-problem-bare.h"
#include "geng-ties.h"

void
geng_run_report (GengRun *run, const char *phase)
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
      progress.codes = progress.feasible ? run->best->codes : NULL;
    }
  if (!options->progress (&progress, options->user_data))
    geng_budget_interrupt (&run->budget);
}

gboolean
geng_run_over (GengRun *run)
{
  return geng_budget_interrupted (&run->budget) || run->effort >= run->budget.limit
         || (run->complete && run->best->price <= run->bound);
}

void
geng_run_raise (GengRun *run, gint64 bound)
{
  if (run->legal)
    bound = geng_lattice_round_up (run->step, bound, run->best->price);
  run->bound = MAX (run->bound, bound);
}

void
geng_run_offer (GengRun *run, const GengRosterState *roster)
{
  gboolean legal;

  if (run->legal && roster->price >= run->best->price)
    return;
  legal = geng_roster_state_is_legal (roster);
  if (legal < run->legal || (legal == run->legal && roster->price >= run->best->price))
    return;
  geng_roster_state_copy (run->best, roster);
  run->legal = legal;
  geng_audit (run, roster);
}

/* -- a run -- */

static gboolean
start_fits (const GengProblem *problem, const guint8 *start)
{
  for (gsize i = 0; start != NULL && i < (gsize) problem->n_members * problem->n_days; i++)
    if (start[i] >= problem->n_codes)
      return FALSE;
  return start != NULL;
}

/* Takes the lines of the caller's roster that are legal. */
static void
take_start (GengRosterState *roster, const guint8 *start)
{
  const GengProblem *problem = roster->space->problem;

  for (guint m = 0; m < problem->n_members; m++)
    {
      const guint8 *line = start + (gsize) m * problem->n_days;

      if (geng_problem_evaluate_line (problem, m, line).forbidden == 0)
        geng_roster_state_set (roster, m, line);
    }
}

/* From a complete roster: small problems to the end, others as far as the effort goes. */
static GengVerdict
improve (GengRun *run, GengLineArena *arena)
{
  GengVerdict verdict;

  run->legal = geng_roster_state_is_legal (run->best);
  verdict = geng_run_over (run) ? GENG_VERDICT_OPEN : geng_exact_roster (run, arena);
  if (verdict != GENG_VERDICT_OPEN || geng_run_over (run))
    return verdict;
  geng_portfolio_search (run);
  return geng_run_over (run) && run->best->price <= run->bound ? GENG_VERDICT_YES
                                                               : geng_exact_roster (run, arena);
}

/* Where members' lines clash: the same problem with nothing but its prohibitions.  Its lines, if
 * they clash no more, are where the search begins. */
static GengVerdict
untangle (GengRun *run, GengLineArena *arena)
{
  const GengProblem *problem = run->space->problem;
  GengSolverOptions silent = *run->options;
  GengProblem bare;
  GengRun inner = { .options = &silent, .budget = run->budget, .bound = 0, .complete = TRUE };
  GengSpace *space;
  GengVerdict verdict;

  silent.progress = NULL;
  inner.budget.limit = (guint64) (run->space->params->untangle_part * (double) run->budget.limit);
  geng_problem_bare_init (&bare, problem, 0);
  inner.space = space = geng_space_new (&bare, run->space->params);
  inner.effort = space->effort;
  inner.step = 1;
  inner.best = geng_roster_state_new (space);
  for (guint m = 0; m < problem->n_members; m++)
    geng_roster_state_set (inner.best, m, run->best->codes + (gsize) m * problem->n_days);
  geng_polish (inner.best, arena, &run->budget);
  verdict = improve (&inner, arena);
  for (guint m = 0; inner.legal && m < problem->n_members; m++)
    geng_roster_state_set (run->best, m, inner.best->codes + (gsize) m * problem->n_days);
  run->effort += inner.effort;
  geng_roster_state_free (inner.best);
  geng_space_free (space);
  geng_problem_bare_clear (&bare);
  return inner.bound > 0 ? GENG_VERDICT_NO : verdict;
}

/* The roster, polished, unless it is no longer legal then. */
static void
polish_legally (GengRun *run, GengLineArena *arena)
{
  GengRosterState *roster = geng_roster_state_new (run->space);

  run->legal = TRUE;
  geng_roster_state_copy (roster, run->best);
  geng_polish (roster, arena, &run->budget);
  geng_run_offer (run, roster);
  geng_roster_state_free (roster);
}

/* Over a long horizon everybody planned anew takes long, and a dive comes after it. */
static void
polish_first (GengRun *run, GengLineArena *arena)
{
  double most = run->space->params->polish_part * (double) run->budget.limit;

  geng_polish_within (run->best, arena, &run->budget,
                      geng_space_is_long (run->space) ? (guint64) most : G_MAXUINT64);
}

/* A complete roster, legal if one is found; NO where it is proven that there is none. */
static GengVerdict
begin (GengRun *run, GengSolution *solution, GengLineArena *arena)
{
  GengVerdict verdict;

  if (start_fits (run->space->problem, run->options->start))
    take_start (run->best, run->options->start);
  verdict = geng_greedy (run->best, arena, &run->budget, &solution->no_line_member);
  run->complete = verdict == GENG_VERDICT_YES;
  solution->no_line_proven = verdict == GENG_VERDICT_NO;
  if (!run->complete)
    return GENG_VERDICT_NO;
  if (run->space->problem->n_members > 0)
    polish_first (run, arena);
  run->legal = geng_roster_state_is_legal (run->best);
  if (run->legal)
    return GENG_VERDICT_YES;
  verdict = untangle (run, arena);
  if (geng_roster_state_is_legal (run->best))
    polish_legally (run, arena);
  return verdict;
}

/* What the arena has counted is had of the run's effort. */
static void
count_effort (GengRun *run, GengLineArena *arena)
{
  run->effort += arena->effort;
  arena->effort = 0;
}

static const GengParams *
params_of (const GengSolverOptions *options)
{
  return options->params != NULL ? options->params : &geng_params_standard;
}

static GengSolution *solve_whole (const GengProblem *problem, const GengSolverOptions *options);

/* (nullable) */
static gboolean *
find_ties (const GengProblem *problem, const GengParams *params)
{
  return problem->n_members >= params->ties_least ? geng_problem_find_ties (problem) : NULL;
}

/* All at once for a while, mostly by neighbourhoods: the bound of so many rises too slowly to lead
 * a dive. */
static GengVerdict
improve_jointly (GengRun *run, GengLineArena *arena)
{
  const GengSpace *whole = run->space;
  GengSpace space = *whole;
  GengParams params = *whole->params;
  guint64 limit = run->budget.limit;
  GengVerdict verdict;

  params.ascent_share = params.bound_share = params.bound_unripe = params.ties_bound;
  space.params = &params;
  run->space = &space;
  run->budget.limit = MIN (limit, run->effort + (guint64) (params.ties_joint * (double) limit));
  verdict = improve (run, arena);
  run->budget.limit = limit;
  run->space = whole;
  return verdict;
}

/* By turns, for a while all at once, and the rest to the end. */
static GengVerdict
improve_tied (GengRun *run, const gboolean *ties, GengLineArena *arena)
{
  GengVerdict verdict;

  geng_ties_search (run, ties, solve_whole);
  verdict = improve_jointly (run, arena);
  if (verdict == GENG_VERDICT_OPEN && !geng_run_over (run))
    geng_ties_settle (run, ties, solve_whole);
  return verdict;
}

static GengVerdict
improve_all (GengRun *run, GengLineArena *arena)
{
  const GengParams *params = run->space->params;
  g_autofree gboolean *ties = find_ties (run->space->problem, params);

  return ties != NULL && run->legal ? improve_tied (run, ties, arena) : improve (run, arena);
}

static void
solve (GengRun *run, GengSolution *solution)
{
  GengLineArena arena = { 0 };
  GengVerdict verdict;

  geng_run_report (run, "greedy");
  verdict = begin (run, solution, &arena);
  count_effort (run, &arena);
  if (verdict == GENG_VERDICT_NO)
    solution->contradiction = run->complete;
  else if (run->space->problem->n_members == 0)
    run->bound = run->best->price;
  else
    solution->contradiction = improve_all (run, &arena) == GENG_VERDICT_NO;
  count_effort (run, &arena);
  geng_line_arena_clear (&arena);
  geng_run_report (run, "done");
}

static void
conclude (const GengRun *run, const GengProblem *problem, GengSolution *solution)
{
  GengValue value = { 0 };
  gint64 weight = problem->gap_price / MAX (run->space->problem->gap_price, 1);

  geng_audit (run, run->best);
  solution->effort = run->effort;
  solution->truncated = run->budget.interrupted;
  solution->bound = run->bound == G_MININT64  ? run->bound
                    : run->options->gaps_only ? run->bound * weight
                                              : run->bound;
  if (run->complete)
    value = geng_problem_evaluate (problem, run->best->codes);
  if (!run->complete || value.forbidden > 0)
    return;
  solution->codes = g_memdup2 (run->best->codes, (gsize) problem->n_members * problem->n_days + 1);
  solution->gaps = value.gaps;
  solution->cost = value.cost;
  solution->optimal = run->best->price <= run->bound;
  if (run->held == NULL || run->options->gaps_only)
    return;
  solution->held = g_memdup2 (run->held, problem->n_members * sizeof *run->held);
  solution->bound_around = MAX (run->bound_around, run->bound);
}

gint64
geng_run_floor (const GengProblem *problem, const gboolean *left_out)
{
  gint64 sum = 0;

  for (guint m = 0; m < problem->n_members; m++)
    for (guint d = 0; d < problem->n_days && (left_out == NULL || !left_out[m]); d++)
      {
        const gint32 *cost = GENG_PROBLEM_COST (problem, m, d);
        gint32 least = GENG_FORBIDDEN;

        for (guint c = 0; c < problem->n_codes; c++)
          least = MIN (least, cost[c]);
        if (least == GENG_FORBIDDEN)
          return G_MININT64;
        sum += least;
      }
  return sum;
}

/* As one problem, whether it falls apart or not. */
static GengSolution *
solve_whole (const GengProblem *problem, const GengSolverOptions *options)
{
  GengSolution *solution = g_new0 (GengSolution, 1);
  GengProblem gaps;
  GengSpace *space;
  GengRun run = { .options = options,
                  .bound = options->gaps_only ? 0 : G_MININT64,
                  .bound_around = G_MININT64 };

  if (options->gaps_only)
    geng_problem_bare_init (&gaps, problem, 1);
  geng_budget_init (&run.budget, options->effort_limit, options->time_limit, options->cancelled);
  run.began = g_get_monotonic_time ();
  run.space = space = geng_space_new (options->gaps_only ? &gaps : problem, params_of (options));
  run.effort = space->effort;
  run.step = geng_lattice_step (space->problem);
  run.best = geng_roster_state_new (space);
  geng_run_raise (&run, geng_run_floor (space->problem, NULL));
  solve (&run, solution);
  conclude (&run, problem, solution);
  g_free (run.held);
  g_clear_pointer (&run.tied, g_ptr_array_unref);
  geng_roster_state_free (run.best);
  geng_space_free (space);
  if (options->gaps_only)
    geng_problem_bare_clear (&gaps);
  return solution;
}

/* A level's counted work, and more where a problem of many people falls apart, or would without a
 * few: parts are planned one by one, and tied ones twice. */
static guint64
level_effort (const GengProblem *problem, const GengSolverOptions *options, const GPtrArray *parts)
{
  const GengParams *params = params_of (options);
  double effort = options->level == GENG_SOLVER_QUICK    ? params->effort_quick
                  : options->level == GENG_SOLVER_NORMAL ? params->effort_normal
                                                         : params->effort_thorough;
  g_autofree gboolean *ties = parts->len == 0 ? find_ties (problem, params) : NULL;
  double people = parts->len > 0 ? params->effort_parts : params->effort_tied;

  if (parts->len > 0 || ties != NULL)
    effort *= MAX (1, floor (problem->n_members / people));
  return (guint64) effort;
}

/* geng_solve:
 * Blocks until the roster is proven best or the budget is spent.
 * Returns: (transfer full): a solution, also when no legal roster was found (its codes are NULL
 * then); NULL with GENG_PROBLEM_ERROR where the problem is not sealed. */
GengSolution *
geng_solve (const GengProblem *problem, const GengSolverOptions *options, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;
  GengSolverOptions limited = *options;

  if (problem == NULL || !problem->sealed)
    {
      g_set_error_literal (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                           "solver: the problem is not sealed");
      return NULL;
    }
  parts = geng_problem_split (problem);
  if (limited.effort_limit == 0)
    limited.effort_limit = level_effort (problem, options, parts);
  limited.effort_limit -= MIN (limited.effort_limit - 1, limited.effort_spent);
  if (parts->len == 0)
    return solve_whole (problem, &limited);
  return geng_solve_parts (problem, parts, options, limited.effort_limit, solve_whole);
}

void
geng_solution_free (GengSolution *solution)
{
  if (solution == NULL)
    return;
  g_free (solution->codes);
  g_free (solution->held);
  g_free (solution);
}
