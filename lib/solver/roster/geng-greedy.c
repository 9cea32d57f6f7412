/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-greedy.h"

#include "geng-exact.h"

static guint
freedom (const GengProblem *problem, guint member)
{
  const gint32 *cost = GENG_PROBLEM_COST (problem, member, 0);
  guint n = 0;

  for (guint i = 0; i < problem->n_days * problem->n_codes; i++)
    n += cost[i] != GENG_FORBIDDEN;
  return n;
}

/* The least free first: who can do everything fills what is left. */
static guint *
order_by_freedom (const GengProblem *problem)
{
  g_autofree guint *free_codes = g_new (guint, problem->n_members + 1);
  guint *order = g_new (guint, problem->n_members + 1);

  for (guint m = 0; m < problem->n_members; m++)
    {
      guint i = m;

      free_codes[m] = freedom (problem, m);
      for (; i > 0 && free_codes[order[i - 1]] > free_codes[m]; i--)
        order[i] = order[i - 1];
      order[i] = m;
    }
  return order;
}

/* The best line that is quickly found; else any. */
static GengVerdict
first_line (GengRosterState *roster,
            GengLineArena *arena,
            GengBudget *budget,
            guint member,
            gint32 *cost,
            guint8 *codes)
{
  geng_roster_state_marginal (roster, member, cost);
  if (geng_space_plan_line (roster->space, arena, member, cost, codes))
    return GENG_VERDICT_YES;
  return geng_exact_line (roster->space->problem, roster->space->params, member, budget,
                          &arena->effort, codes);
}

GengVerdict
geng_greedy (GengRosterState *roster,
             GengLineArena *arena,
             GengBudget *budget,
             gint *no_line_member)
{
  const GengProblem *problem = roster->space->problem;
  g_autofree guint *order = order_by_freedom (problem);
  g_autofree gint32 *cost = g_new (gint32, problem->n_days * problem->n_codes);
  g_autofree guint8 *codes = g_new0 (guint8, problem->n_days);

  *no_line_member = -1;
  for (guint i = 0; i < problem->n_members; i++)
    {
      GengVerdict verdict = GENG_VERDICT_OPEN;

      if (roster->present[order[i]]) /* brought by the caller's start */
        continue;
      if (!geng_budget_interrupted (budget))
        verdict = first_line (roster, arena, budget, order[i], cost, codes);
      if (verdict != GENG_VERDICT_YES)
        {
          if (verdict == GENG_VERDICT_NO || !geng_budget_interrupted (budget))
            *no_line_member = (gint) order[i];
          return verdict;
        }
      geng_roster_state_set (roster, order[i], codes);
    }
  return GENG_VERDICT_YES;
}

void
geng_polish_within (GengRosterState *roster,
                    GengLineArena *arena,
                    GengBudget *budget,
                    guint64 most_effort)
{
  guint n = roster->space->problem->n_members, since_gain = 0;
  guint64 before = arena->effort;

  for (guint m = 0;
       since_gain < n && arena->effort - before < most_effort && !geng_budget_interrupted (budget);
       m = (m + 1) % n)
    since_gain = geng_roster_state_replan (roster, arena, m) ? 0 : since_gain + 1;
}

void
geng_polish (GengRosterState *roster, GengLineArena *arena, GengBudget *budget)
{
  geng_polish_within (roster, arena, budget, G_MAXUINT64);
}
