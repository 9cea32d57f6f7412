/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-ties.h"

/*
 * Villages that share a police station are one problem, and nearly none: with the police where they
 * are it falls apart into villages, and around the villages as they are the police are a small one.
 * Each side in turn is planned around the other (fix and optimise: Y. Pochet, L. A. Wolsey,
 * Production Planning by Mixed Integer Programming, 2006).  The first turn plans the police for
 * what nobody else can give: a crew that villagers have filled has no place left for them, and one
 * that waits for villagers is none of theirs.
 *
 * Each village gets what a plan of it alone would take: around the police it is a small problem,
 * which column generation proves where it proves nothing of all villages at once.  In the end those
 * that are not what was proven any more, since police came or went, are planned once more.
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

/* Plans those who are not held, who are in @parts, from their lines in @roster.
 * Returns: (transfer full): what the parts are worth side by side */
static GengSolution *
plan_parts (GengRun *run,
            const gboolean *held,
            const GPtrArray *parts,
            guint64 effort,
            GengSolveFunc solve,
            GengRosterState *roster)
{
  const GengProblem *problem = run->space->problem;
  g_autofree guint8 *start
      = g_memdup2 (roster->codes, (gsize) problem->n_members * problem->n_days);
  Turn turn = { run, tell (run) };
  GengSolverOptions options = options_of (&turn, start);
  GengSolution *solution = geng_solve_parts (problem, parts, &options, effort, solve);

  run->effort += solution->effort;
  for (guint m = 0; solution->codes != NULL && m < problem->n_members; m++)
    if (!held[m])
      geng_roster_state_set (roster, m, solution->codes + (gsize) m * problem->n_days);
  return solution;
}

/* Plans those who tie, wherever the others might be or around these.  The former proves something
 * of all rosters: the others cost what their days cost at least. */
static void
plan_ties (GengRun *run,
           const gboolean *rest,
           gboolean anywhere,
           GengSolveFunc solve,
           GengRosterState *roster)
{
  const GengProblem *problem = run->space->problem;
  double effort = run->space->params->ties_own * (double) run->budget.limit;
  g_autoptr (GPtrArray) parts
      = geng_problem_split_around (problem, rest, anywhere ? NULL : roster->codes);
  g_autoptr (GengSolution) solution
      = plan_parts (run, rest, parts, (guint64) effort, solve, roster);
  g_autofree gboolean *ties = g_new (gboolean, problem->n_members + 1);
  gint64 floor;

  for (guint m = 0; m < problem->n_members; m++)
    ties[m] = !rest[m];
  floor = geng_run_floor (problem, ties);
  if (anywhere && solution->bound != G_MININT64 && floor != G_MININT64)
    geng_run_raise (run, solution->bound + floor);
}

/* What was proven of a part that is the same again: those who tie give it as much as before. */
static void
keep_bounds (GPtrArray *parts, const GPtrArray *before)
{
  for (guint i = 0; i < parts->len && before != NULL && i < before->len; i++)
    {
      GengProblemPart *part = parts->pdata[i], *old = before->pdata[i];
      g_autofree char *now = geng_problem_to_string (part->problem);
      g_autofree char *then = geng_problem_to_string (old->problem);

      if (part->members[0] == old->members[0] && g_str_equal (now, then))
        part->bound = old->bound;
    }
}

/* Plans the rest, part by part.  (transfer full) */
static GengSolution *
plan_rest (GengRun *run,
           const gboolean *ties,
           guint64 effort,
           GengSolveFunc solve,
           GengRosterState *roster)
{
  GPtrArray *parts = geng_problem_split_around (run->space->problem, ties, roster->codes);

  keep_bounds (parts, run->tied);
  g_clear_pointer (&run->tied, g_ptr_array_unref);
  run->tied = parts;
  return plan_parts (run, ties, parts, effort, solve, roster);
}

void
geng_ties_search (GengRun *run, const gboolean *ties, GengSolveFunc solve)
{
  const GengParams *params = run->space->params;
  const GengProblem *problem = run->space->problem;
  g_autofree gboolean *rest = g_new (gboolean, problem->n_members + 1);
  GengRosterState *roster = geng_roster_state_new (run->space);
  double effort = params->ties_rest * (double) run->budget.limit;

  for (guint m = 0; m < problem->n_members; m++)
    rest[m] = !ties[m];
  geng_roster_state_copy (roster, run->best);
  plan_ties (run, rest, TRUE, solve, roster);
  if (!geng_run_over (run))
    geng_solution_free (plan_rest (run, ties, (guint64) effort, solve, roster));
  geng_run_offer (run, roster);
  /* what the rest had to leave open */
  if (!geng_run_over (run))
    plan_ties (run, rest, FALSE, solve, roster);
  geng_run_offer (run, roster);
  geng_roster_state_free (roster);
}

/* What the held ones cost, and cells that nobody else feeds, is in no part and the same in all
 * rosters that hold them. */
void
geng_ties_settle (GengRun *run, const gboolean *ties, GengSolveFunc solve)
{
  const GengProblem *problem = run->space->problem;
  GengRosterState *roster = geng_roster_state_new (run->space);
  g_autoptr (GengSolution) solution = NULL;

  geng_roster_state_copy (roster, run->best);
  solution = plan_rest (run, ties, run->budget.limit - MIN (run->budget.limit, run->effort), solve,
                        roster);
  if (solution->codes != NULL && solution->bound != G_MININT64)
    {
      gint64 parts = solution->gaps * problem->gap_price + solution->cost;

      run->held = g_memdup2 (ties, problem->n_members * sizeof *ties);
      run->bound_around = roster->price - parts + solution->bound;
    }
  geng_run_offer (run, roster);
  geng_roster_state_free (roster);
}
