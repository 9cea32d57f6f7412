/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-parts.h"

/* Where a look at a part begins. */
typedef enum
{
  LOOK_ROUGH, /* as the next, and the last that is open is left to it */
  LOOK_ON,    /* from the best roster of it that is known */
  LOOK_ANEW   /* from nothing: what holds a search near one roster does not hold it near another */
} Look;

/* What is known of one part. */
typedef struct
{
  GengProblemPart *part;
  GengSolution *solution;
} Piece;

typedef struct
{
  const GengProblem *problem;
  const GengSolverOptions *options;
  GengSolveFunc solve;
  Piece *pieces;
  guint n_pieces;
  guint64 effort, spent; /* to spend on all parts in this pass; spent in all passes */
  gint64 began;
  Piece *at;        /* the piece that is being solved */
  gboolean stopped; /* the caller, the clock or a member without a line */
} Parts;

/* -- sums -- */

static gboolean
has_roster (const Piece *piece)
{
  return piece->solution != NULL && piece->solution->codes != NULL;
}

/* The piece that is being solved counts with what it has so far.  @progress: (nullable): of it */
static gboolean
is_feasible (const Parts *parts, const GengSolverProgress *progress)
{
  for (guint i = 0; i < parts->n_pieces; i++)
    if (!has_roster (&parts->pieces[i]) && !(&parts->pieces[i] == parts->at && progress->feasible))
      return FALSE;
  return TRUE;
}

/* In the whole's unit; G_MININT64 where a part has no bound yet.  The piece that is being solved
 * counts with what it has so far.  @progress: (nullable): of it */
static gint64
sum_bounds (const Parts *parts, const GengSolverProgress *progress)
{
  gint64 sum = 0;

  for (guint i = 0; i < parts->n_pieces; i++)
    {
      const Piece *piece = &parts->pieces[i];
      gint64 bound = piece->solution != NULL ? piece->solution->bound : G_MININT64;

      if (piece == parts->at && progress != NULL)
        bound = MAX (bound, progress->bound);
      if (bound == G_MININT64)
        return G_MININT64;
      sum += bound * piece->part->problem->unit;
    }
  return sum;
}

static gint64
objective_of (const Piece *piece, gint64 gaps, gint64 cost)
{
  return gaps * piece->part->problem->gap_price + cost;
}

/* Of the piece that is being solved, from nothing it may be, what is known may be better. */
static gboolean
is_ahead (const Parts *parts, const Piece *piece, const GengSolverProgress *progress)
{
  return piece == parts->at && progress->feasible
         && (!has_roster (piece)
             || objective_of (piece, progress->gaps, progress->cost)
                    < objective_of (piece, piece->solution->gaps, piece->solution->cost));
}

static void
sum_values (const Parts *parts, const GengSolverProgress *progress, gint64 *gaps, gint64 *cost)
{
  *gaps = *cost = 0;
  for (guint i = 0; i < parts->n_pieces; i++)
    {
      const Piece *piece = &parts->pieces[i];
      gboolean running = is_ahead (parts, piece, progress);

      if (running || piece->solution != NULL)
        {
          *gaps += running ? progress->gaps : piece->solution->gaps;
          *cost += (running ? progress->cost : piece->solution->cost) * piece->part->problem->unit;
        }
    }
}

/* -- progress -- */

static gboolean
on_progress (const GengSolverProgress *progress, gpointer user_data)
{
  Parts *parts = user_data;
  GengSolverProgress whole = *progress;

  if (parts->options->progress == NULL)
    return TRUE;
  whole.feasible = is_feasible (parts, progress);
  whole.codes = NULL;
  whole.bound = sum_bounds (parts, progress);
  sum_values (parts, progress, &whole.gaps, &whole.cost);
  whole.effort = parts->spent + progress->effort;
  whole.effort_limit = parts->effort;
  whole.elapsed = g_get_monotonic_time () - parts->began;
  if (!parts->options->progress (&whole, parts->options->user_data))
    parts->stopped = TRUE;
  return !parts->stopped;
}

/* -- solving -- */

static gsize
size_of (const Piece *piece)
{
  return (gsize) piece->part->problem->n_members * piece->part->problem->n_codes;
}

/* What is better replaces what is known; bounds are kept whichever run found them. */
static void
take_solution (Piece *piece, GengSolution *solution)
{
  GengSolution *old = piece->solution;

  piece->part->bound = solution->bound = MAX (solution->bound, piece->part->bound);
  if (old != NULL)
    {
      if (old->codes != NULL
          && (solution->codes == NULL
              || objective_of (piece, old->gaps, old->cost)
                     < objective_of (piece, solution->gaps, solution->cost)))
        {
          solution->no_line_member = -1;
          solution->no_line_proven = FALSE;
          g_free (solution->codes);
          solution->codes = g_steal_pointer (&old->codes);
          solution->gaps = old->gaps;
          solution->cost = old->cost;
        }
      geng_solution_free (old);
    }
  piece->solution = solution;
  solution->optimal = has_roster (piece)
                      && objective_of (piece, solution->gaps, solution->cost) <= solution->bound;
}

/* What the caller's roster has of it, where nothing is better. */
static void
take_known (const Parts *parts, Piece *piece)
{
  const GengProblem *problem = piece->part->problem;
  g_autofree guint8 *codes = g_new0 (guint8, (gsize) problem->n_members * problem->n_days + 1);
  GengValue value;

  if (piece->part->bound == G_MININT64 || parts->options->start == NULL)
    return;
  geng_problem_part_take (piece->part, parts->problem, parts->options->start, codes);
  value = geng_problem_evaluate (problem, codes);
  if (value.forbidden > 0 || geng_problem_objective (problem, &value) > piece->part->bound)
    return;
  piece->solution = g_new0 (GengSolution, 1);
  *piece->solution = (GengSolution){ .codes = g_steal_pointer (&codes),
                                     .gaps = value.gaps,
                                     .cost = value.cost,
                                     .bound = piece->part->bound,
                                     .optimal = TRUE,
                                     .no_line_member = -1 };
}

static void
solve_piece (Parts *parts, Piece *piece, guint64 effort, gint64 time_limit, Look look)
{
  const GengProblem *problem = piece->part->problem;
  gsize n = (gsize) problem->n_members * problem->n_days;
  GengSolverOptions options = *parts->options;
  g_autofree guint8 *start = g_new0 (guint8, n + 1);

  options.effort_limit = effort;
  options.time_limit = time_limit;
  options.progress = on_progress;
  options.user_data = parts;
  options.start = NULL;
  if (look != LOOK_ANEW && has_roster (piece))
    options.start = piece->solution->codes;
  else if (look != LOOK_ANEW && parts->options->start != NULL)
    {
      geng_problem_part_take (piece->part, parts->problem, parts->options->start, start);
      options.start = start;
    }
  parts->at = piece;
  take_solution (piece, parts->solve (problem, &options));
  parts->at = NULL;
  parts->spent += piece->solution->effort;
  parts->stopped |= piece->solution->truncated && parts->options->time_limit == 0;
}

/* The time that is left for this one of the pieces still to be solved; 0: no limit. */
static gint64
time_share (const Parts *parts, double share)
{
  gint64 left;

  if (parts->options->time_limit == 0)
    return 0;
  left = parts->options->time_limit - (g_get_monotonic_time () - parts->began);
  return MAX (1, (gint64) ((double) left * share));
}

/* The smallest first: what it leaves goes to the others, and everybody has a roster as soon as the
 * largest has one. */
static int
compare_sizes (gconstpointer a, gconstpointer b, gpointer data)
{
  gsize left = size_of (a), right = size_of (b);

  return left < right ? -1 : left > right;
}

static gboolean
is_settled (const Piece *piece)
{
  return piece->solution != NULL && piece->solution->optimal;
}

/* All others are proven best: a first, rough look at this one would be done twice. */
static gboolean
is_last_open (const Parts *parts, const Piece *piece)
{
  for (guint i = 0; i < parts->n_pieces; i++)
    {
      const Piece *other = &parts->pieces[i];

      if (other != piece && !is_settled (other))
        return FALSE;
    }
  return TRUE;
}

static const GengParams *
params_of (const Parts *parts)
{
  return parts->options->params != NULL ? parts->options->params : &geng_params_standard;
}

/* Every piece that is not settled gets a part of `effort` by its size, and some of what those
 * before it leave: the rest is for all that are open then. */
static void
solve_all (Parts *parts, guint64 effort, double time_part, Look look)
{
  double size = 0, most;

  for (guint i = 0; i < parts->n_pieces; i++)
    size += is_settled (&parts->pieces[i]) ? 0 : (double) size_of (&parts->pieces[i]);
  most = size > 0 ? params_of (parts)->parts_most * (double) effort / size : 0;
  for (guint i = 0; i < parts->n_pieces && !parts->stopped; i++)
    {
      Piece *piece = &parts->pieces[i];
      guint64 before = parts->spent, mine;
      double share;

      if (is_settled (piece))
        continue;
      share = (double) size_of (piece) / size;
      mine = (guint64) MIN ((double) effort * share, most * (double) size_of (piece));
      size -= (double) size_of (piece);
      if (look == LOOK_ROUGH && is_last_open (parts, piece))
        continue;
      solve_piece (parts, piece, MAX (mine, (guint64) params_of (parts)->parts_least),
                   time_share (parts, share * time_part), look);
      effort -= MIN (effort, parts->spent - before);
      parts->stopped |= piece->solution->no_line_member >= 0 || piece->solution->contradiction;
    }
}

/* -- the whole -- */

static GengSolution *
join (const Parts *parts)
{
  GengSolution *whole = g_new0 (GengSolution, 1);
  const GengProblem *problem = parts->problem;

  whole->no_line_member = -1;
  whole->optimal = is_feasible (parts, NULL);
  for (guint i = 0; i < parts->n_pieces; i++)
    {
      const GengSolution *solution = parts->pieces[i].solution;

      whole->optimal = whole->optimal && solution->optimal;
      if (solution == NULL)
        continue;
      whole->truncated |= solution->truncated;
      whole->contradiction |= solution->contradiction;
      if (solution->no_line_member >= 0)
        {
          whole->no_line_member = (gint) parts->pieces[i].part->members[solution->no_line_member];
          whole->no_line_proven = solution->no_line_proven;
        }
    }
  whole->truncated |= parts->stopped && whole->no_line_member < 0 && !whole->contradiction;
  whole->bound = sum_bounds (parts, NULL);
  whole->effort = parts->spent;
  if (!is_feasible (parts, NULL))
    return whole;
  sum_values (parts, NULL, &whole->gaps, &whole->cost);
  whole->codes = g_new0 (guint8, (gsize) problem->n_members * problem->n_days + 1);
  for (guint i = 0; i < parts->n_pieces; i++)
    geng_problem_part_put (parts->pieces[i].part, problem, parts->pieces[i].solution->codes,
                           whole->codes);
  return whole;
}

GengSolution *
geng_solve_parts (const GengProblem *problem,
                  const GPtrArray *parts,
                  const GengSolverOptions *options,
                  guint64 effort,
                  GengSolveFunc solve)
{
  Parts self = { .problem = problem, .options = options, .solve = solve, .effort = effort };
  const GengParams *params = params_of (&self);
  GengSolution *whole;

  self.began = g_get_monotonic_time ();
  self.n_pieces = parts->len;
  self.pieces = g_new0 (Piece, parts->len);
  for (guint i = 0; i < parts->len; i++)
    {
      self.pieces[i].part = parts->pdata[i];
      take_known (&self, &self.pieces[i]);
    }
  g_qsort_with_data (self.pieces, (gint) parts->len, sizeof *self.pieces, compare_sizes, NULL);
  /* where each part has a roster, a rough look at it would be done twice */
  if (options->start == NULL)
    solve_all (&self, (guint64) (params->parts_rough * (double) effort), params->parts_rough,
               LOOK_ROUGH);
  solve_all (&self, effort - MIN (effort, self.spent), 1 - params->parts_again, LOOK_ON);
  if (self.spent < effort - (guint64) (params->parts_again * (double) effort))
    solve_all (&self, effort - self.spent, 1, options->start != NULL ? LOOK_ANEW : LOOK_ON);
  whole = join (&self);
  for (guint i = 0; i < parts->len; i++)
    geng_solution_free (self.pieces[i].solution);
  g_free (self.pieces);
  return whole;
}
