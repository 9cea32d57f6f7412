/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-problem-bare.h"

static void
forget_price (gint32 *price)
{
  if (*price != GENG_FORBIDDEN)
    *price = 0;
}

static void
forget (GengProblem *problem)
{
  gsize n = (gsize) problem->n_members * problem->n_days * problem->n_codes;

  for (gsize i = 0; i < n; i++)
    forget_price (&problem->cost[i]);
  for (guint i = 0; i < problem->ranges->len; i++)
    {
      forget_price (&g_array_index (problem->ranges, GengRange, i).under);
      forget_price (&g_array_index (problem->ranges, GengRange, i).over);
    }
  for (guint i = 0; i < problem->run_limits->len; i++)
    {
      forget_price (&g_array_index (problem->run_limits, GengRunLimit, i).under);
      forget_price (&g_array_index (problem->run_limits, GengRunLimit, i).over);
    }
  for (guint i = 0; i < problem->patterns->len; i++)
    forget_price (&g_array_index (problem->patterns, GengPattern, i).price);
}

void
geng_problem_bare_init (GengProblem *bare, const GengProblem *problem, gint32 gap_price)
{
  gsize n = (gsize) problem->n_members * problem->n_days * problem->n_codes;

  *bare = *problem;
  bare->cost = g_memdup2 (problem->cost, n * sizeof *bare->cost);
  bare->ranges = g_array_copy (problem->ranges);
  bare->run_limits = g_array_copy (problem->run_limits);
  bare->patterns = g_array_copy (problem->patterns);
  bare->gap_price = gap_price;
  forget (bare);
}

void
geng_problem_bare_clear (GengProblem *bare)
{
  g_free (bare->cost);
  g_array_unref (bare->ranges);
  g_array_unref (bare->run_limits);
  g_array_unref (bare->patterns);
}

void
geng_problem_forget_prices (GengProblem *problem)
{
  g_return_if_fail (!problem->sealed);
  forget (problem);
}
