/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-params.h"
#include "geng-problem.h"

G_BEGIN_DECLS

/*
 * The solver: the best roster of a sealed problem, and a proven bound.  Knows neither names nor
 * dates.
 */

typedef enum
{
  GENG_SOLVER_QUICK,
  GENG_SOLVER_NORMAL,
  GENG_SOLVER_THOROUGH
} GengSolverEffort;

typedef struct
{
  /* static, machine-readable: "greedy", "ascent", "bound", "dive", "branch", "repair", "done" */
  const char *phase;
  gboolean feasible;   /* gaps and cost are those of a legal roster */
  gint64 gaps, cost;   /* of the best roster so far, in the problem's unit */
  const guint8 *codes; /* of it, where it is whole: [member × n_days + day]; NULL of parts */
  /* no roster has an objective (gaps × gap_price + cost) below it; G_MININT64 if unknown */
  gint64 bound;
  guint64 effort;       /* counted work done */
  guint64 effort_limit; /* 0: none */
  gint64 elapsed;       /* µs, for showing only */
} GengSolverProgress;

typedef struct
{
  guint64 seed;
  guint n_threads;        /* the roster does not depend on it */
  GengSolverEffort level; /* chooses the counted budget when effort_limit is 0 */
  guint64 effort_limit;   /* counted work; 0: by level */
  guint64 effort_spent;   /* of that by earlier calls of the same plan; one unit is left at least */
  gint64 time_limit;      /* µs of wall time, a safety on top; 0: none */
  const guint8 *start;    /* [member × n_days + day] a roster to begin from, or NULL */
  gboolean gaps_only;     /* phase 1: count gaps alone, every other price is 0 */

  /* Called on the thread that called geng_solve(); FALSE stops with the best roster so far. */
  gboolean (*progress) (const GengSolverProgress *progress, gpointer user_data);
  gpointer user_data;
  /* A line of what happens, without its end. */
  void (*log) (const char *line, gpointer log_data);
  gpointer log_data;
  const GengParams *params; /* or NULL: the standard ones */
  /* Set to nonzero by any thread to stop within 200 ms. */
  gint *cancelled; /* (nullable), read atomically */
} GengSolverOptions;

typedef struct
{
  /* [member × n_days + day], always legal, or NULL when no legal roster was found */
  guint8 *codes;
  gint64 gaps, cost; /* geng_problem_evaluate()'s, in the problem's unit */
  gint64 bound;      /* on gaps × gap_price + cost */
  gboolean optimal;  /* the roster's objective equals the bound */
  /* (nullable) [member]: who ties parts together, where they were planned around him last */
  gboolean *held;
  gint64 bound_around;     /* the same on rosters in which these have their lines; or G_MININT64 */
  gboolean truncated;      /* time limit or cancel struck */
  gint no_line_member;     /* a member who has no line, or for whom none was found, or -1 */
  gboolean no_line_proven; /* it is the former */
  gboolean contradiction;  /* proven: no roster keeps what is forbidden between members */
  guint64 effort;
} GengSolution;

GengSolution *geng_solve (const GengProblem *problem,
                          const GengSolverOptions *options,
                          GError **error);
void geng_solution_free (GengSolution *solution);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengSolution, geng_solution_free)

G_END_DECLS
