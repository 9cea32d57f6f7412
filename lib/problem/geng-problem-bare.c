/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-problem-bare.h"

static void
forget_price (gint32 *price)
{
  if (*price != GENG_FORBIDDEN)
    *price = 0;
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
  for (gsize i = 0; i < n; i++)
    forget_price (&bare->cost[i]);
  for (guint i = 0; i < bare->ranges->len; i++)
    {
      forget_price (&g_array_index (bare->ranges, GengRange, i).under);
      forget_price (&g_array_index (bare->ranges, GengRange, i).over);
    }
  for (guint i = 0; i < bare->run_limits->len; i++)
    {
      forget_price (&g_array_index (bare->run_limits, GengRunLimit, i).under);
      forget_price (&g_array_index (bare->run_limits, GengRunLimit, i).over);
    }
  for (guint i = 0; i < bare->patterns->len; i++)
    forget_price (&g_array_index (bare->patterns, GengPattern, i).price);
}

void
geng_problem_bare_clear (GengProblem *bare)
{
  g_free (bare->cost);
  g_array_unref (bare->ranges);
  g_array_unref (bare->run_limits);
  g_array_unref (bare->patterns);
}
