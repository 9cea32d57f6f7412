/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-certificate.h"

#include <math.h>

#include "geng-branch.h"
#include "geng-lattice.h"
#include "geng-params.h"
#include "geng-problem-bare.h"
#include "geng-problem-split.h"

typedef struct
{
  const GengProblem *problem;
  GengSpace *space;
  GengLineArena arena;
  GengBudget *budget;
  GString *leaves;
  guint n_leaves;
} Proof;

/* -- writing -- */

/* Whether the range is a segment of its row: geng-space.c leaves out those without a price. */
static gboolean
is_segment (const GengProblem *problem, const GengRange *range)
{
  gint64 under = range->lo == G_MININT32 ? 0 : range->gap ? problem->gap_price : range->under;
  gint64 over = range->hi == G_MAXINT32 ? 0 : range->over;

  return under > 0 || over > 0;
}

/* The duals of one row: of a cell, or of a counter of which one step is `unit`. */
static void
put_row (const Proof *proof,
         GString *text,
         const char *what,
         guint row,
         guint first_range,
         guint n_ranges,
         gint64 unit,
         const double *duals)
{
  for (guint r = 0; r < n_ranges; r++)
    {
      gint64 dual;

      if (!is_segment (proof->problem, GENG_PROBLEM_RANGE (proof->problem, first_range + r)))
        continue;
      dual = llround (ldexp (*duals++, proof->space->shift));
      if (dual != 0)
        g_string_append_printf (text, "dual %s %u %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                                what, row, r, dual, unit);
    }
}

static void
put_duals (const Proof *proof, GString *text, const GengMixture *mixture)
{
  const GengSpace *space = proof->space;
  const GengProblem *problem = proof->problem;
  g_autofree double *duals = g_new0 (double, space->first_segment[space->n_rows] + 1);

  geng_mixture_get_centre (mixture, duals);
  for (guint i = 0; i < problem->n_cells; i++)
    {
      const GengCell *cell = &g_array_index (problem->cells, GengCell, i);

      put_row (proof, text, "cell", i, cell->first_range, cell->n_ranges, 1,
               duals + space->first_segment[i]);
    }
  for (guint p = 0; p < space->priced->len; p++)
    {
      const GengPricedCounter *priced = &g_array_index (space->priced, GengPricedCounter, p);
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, priced->counter);

      put_row (proof, text, "counter", priced->counter, counter->first_range, counter->n_ranges,
               priced->unit, duals + space->first_segment[problem->n_cells + p]);
    }
}

static void
put_leaf (const GArray *decisions, const GengMixture *mixture, gpointer data)
{
  Proof *proof = data;

  proof->n_leaves++;
  g_string_append_printf (proof->leaves, "leaf %u\n", decisions != NULL ? decisions->len : 0);
  for (guint k = 0; decisions != NULL && k < decisions->len; k++)
    {
      const GengDecision *decision = &g_array_index (decisions, GengDecision, k);

      g_string_append_printf (proof->leaves, "at %u %u %u %d\n", decision->i, decision->day,
                              decision->code, decision->keep ? 1 : 0);
    }
  put_duals (proof, proof->leaves, mixture);
}

/* Counters that no member's search counts: they bound by their duals, or not at all. */
static void
put_dropped (const Proof *proof, GString *text)
{
  for (guint m = 0; m < proof->problem->n_members; m++)
    {
      const GArray *priced = proof->space->line[m]->priced;

      for (guint i = 0; i < priced->len; i++)
        g_string_append_printf (text, "drop %u\n", g_array_index (priced, guint, i));
    }
}

/* -- proving -- */

static void
solve_root (const Proof *proof, GengMixture *root, gint64 goal)
{
  const GengParams *params = proof->space->params;

  for (guint round = 0;
       round < params->proof_rounds && geng_mixture_get_n_stale (root) < params->proof_stale;
       round++)
    {
      if (round >= params->root_early)
        geng_mixture_go_to_vertices (root, TRUE);
      geng_mixture_round (root, (guint) params->root_steps, params->proof_pull);
      if (geng_mixture_get_bound (root) >= goal || geng_budget_interrupted (proof->budget)
          || proof->arena.effort >= proof->budget->limit)
        return;
    }
}

/* TRUE where every node was closed; the leaves are written then. */
static gboolean
branch (Proof *proof, const GengMixture *root, gint64 goal, GengRosterState *roster)
{
  GengBranch *tree = geng_branch_new (root, proof->space, &proof->arena, proof->budget, goal);
  gboolean closed;

  geng_branch_watch (tree, put_leaf, proof);
  while (proof->arena.effort < proof->budget->limit && !geng_budget_interrupted (proof->budget)
         && geng_branch_step (tree, &proof->arena, goal, roster))
    ;
  closed = geng_branch_get_bound (tree) == G_MAXINT64 && !geng_budget_interrupted (proof->budget);
  geng_branch_free (tree);
  return closed;
}

/* A claim about gaps × gap price + cost of the proof's problem, of which `price` is the roster's,
 * and what it stands on. */
static void
prove (Proof *proof, const char *claim, gint64 price, GengRosterState *roster, GString *text)
{
  gint64 step = geng_lattice_step (proof->problem), goal = price - step + 1, bound;
  GengSolverWindow *window = geng_solver_window_new_whole (roster);
  GengMixture *root = geng_mixture_new (window, &proof->arena, proof->budget, NULL);
  g_autoptr (GString) bar = g_string_new (NULL);

  solve_root (proof, root, goal);
  bound = geng_mixture_get_bound (root);
  if (bound < goal && bound > G_MININT64)
    {
      g_string_append_printf (bar, "bar %" G_GINT64_FORMAT "\n", goal);
      put_duals (proof, bar, root);
    }
  if (bound >= goal || bar->len == 0 || !branch (proof, root, goal, roster))
    {
      g_string_truncate (bar, 0);
      g_string_truncate (proof->leaves, 0);
      proof->n_leaves = 0;
      put_leaf (NULL, root, proof);
    }
  else
    bound = goal;
  bound = bound == G_MININT64 ? bound : geng_lattice_round_up (step, bound, price);
  g_string_append_printf (text, "claim %s ", claim);
  if (bound == G_MININT64)
    g_string_append (text, "none\n");
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT "\n", MIN (bound, price));
  g_string_append_printf (text, "scale %d\n", proof->space->shift);
  put_dropped (proof, text);
  g_string_append_printf (text, "leaves %u\n%s%s", proof->n_leaves, bar->str, proof->leaves->str);
  geng_mixture_free (root);
  geng_solver_window_unref (window);
}

static void
claim (const GengProblem *problem,
       const guint8 *codes,
       const char *name,
       GengBudget *budget,
       GString *text)
{
  g_autoptr (GString) leaves = g_string_new (NULL);
  Proof proof = { .problem = problem, .budget = budget, .leaves = leaves };
  GengRosterState *roster;

  proof.space = geng_space_new (problem, &geng_params_standard);
  roster = geng_roster_state_new (proof.space);
  for (guint m = 0; m < problem->n_members; m++)
    geng_roster_state_set (roster, m, codes + (gsize) m * problem->n_days);
  prove (&proof, name, roster->price, roster, text);
  geng_roster_state_free (roster);
  geng_space_free (proof.space);
  geng_line_arena_clear (&proof.arena);
}

static void
put_roster (const GengProblem *problem, const guint8 *codes, GString *text)
{
  for (guint m = 0; m < problem->n_members; m++)
    {
      g_string_append_printf (text, "line %u", m);
      for (guint d = 0; d < problem->n_days; d++)
        g_string_append_printf (text, " %u", codes[(gsize) m * problem->n_days + d]);
      g_string_append_c (text, '\n');
    }
}

/* A problem after the last field of a line: its hash, and it. */
static void
put_problem (const GengProblem *problem, GString *text)
{
  g_autofree char *of_problem = geng_problem_to_string (problem);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, of_problem, -1);

  g_string_append_printf (text, " %s\n%s", hash, of_problem);
}

/* Whoever changes what is before it is found out. */
static char *
sign (GString *text)
{
  g_autofree char *hash
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) text->str, text->len);

  g_string_append_printf (text, "end %s\n", hash);
  return g_string_free (text, FALSE);
}

/* That he has no line is a matter of his own: the rest of the problem would only be long. */
void
geng_certificate_leave_out (GString *left_out,
                            const char *name,
                            const GengProblem *problem,
                            guint member,
                            gboolean proven)
{
  g_autofree gboolean *others = g_new (gboolean, problem->n_members);
  g_autofree char *word = g_uri_escape_string (name, NULL, TRUE);
  g_autoptr (GPtrArray) parts = NULL;

  g_string_append_printf (left_out, "without %s %s", word, proven ? "proven" : "not-found");
  if (!proven)
    {
      g_string_append_c (left_out, '\n');
      return;
    }
  for (guint m = 0; m < problem->n_members; m++)
    others[m] = m != member;
  parts = geng_problem_split_around (problem, others, NULL);
  put_problem (((const GengProblemPart *) parts->pdata[0])->problem, left_out);
}

char *
geng_certify_nothing (const char *left_out, const char *why)
{
  GString *text = g_string_new ("geng-certificate 1 refused\n");

  g_string_append_printf (text, "%sbecause %s\n", left_out, why);
  return sign (text);
}

char *
geng_certify (const GengProblem *problem,
              const guint8 *codes,
              const char *left_out,
              GengBudget *budget,
              GError **error)
{
  GengValue value = geng_problem_evaluate (problem, codes);
  GString *text;
  GengProblem gaps;

  if (value.forbidden > 0)
    {
      g_set_error_literal (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                           "certificate: the roster breaks what is forbidden");
      return NULL;
    }
  text = g_string_new ("geng-certificate 1");
  put_problem (problem, text);
  put_roster (problem, codes, text);
  if (left_out != NULL)
    g_string_append (text, left_out);
  geng_problem_bare_init (&gaps, problem, 1);
  claim (&gaps, codes, "gaps", budget, text);
  geng_problem_bare_clear (&gaps);
  claim (problem, codes, "objective", budget, text);
  return sign (text);
}
