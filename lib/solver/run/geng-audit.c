/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-audit.h"

static void
add_feeds (const GengProblem *problem, guint member, const guint8 *line, gint64 *count)
{
  for (guint d = 0; d < problem->n_days; d++)
    {
      gsize slot = GENG_PROBLEM_SLOT (problem, member, d, line[d]);

      for (guint f = problem->first_feed[slot]; f < problem->first_feed[slot + 1]; f++)
        count[problem->feeds[f].cell] += problem->feeds[f].coefficient;
    }
}

static void
audit_sums (const GengRosterState *roster)
{
  const GengSpace *space = roster->space;
  const GengProblem *problem = space->problem;
  g_autofree gint64 *count = g_new0 (gint64, problem->n_cells + 1);
  gint64 price = 0;

  for (guint m = 0; m < problem->n_members; m++)
    {
      const guint8 *line = roster->codes + (gsize) m * problem->n_days;
      gboolean legal;

      if (!roster->present[m])
        continue;
      add_feeds (problem, m, line, count);
      g_assert_cmpint (roster->line_price[m], ==, geng_space_price_line (space, m, line, &legal));
      price += roster->line_price[m];
    }
  for (guint i = 0; i < problem->n_cells; i++)
    {
      g_assert_cmpint (roster->count[i], ==, count[i]);
      price += geng_space_price_cell (space, i, count[i]);
    }
  g_assert_cmpint (roster->price, ==, price);
}

void
geng_audit_roster (const GengRun *run, const GengRosterState *roster)
{
  GengValue value;

  audit_sums (roster);
  if (!run->complete)
    return;
  value = geng_problem_evaluate (run->space->problem, roster->codes);
  g_assert_cmpint (roster->price, ==,
                   geng_problem_objective (run->space->problem, &value)
                       + value.forbidden * run->space->hard);
  g_assert_true (value.forbidden > 0 || run->bound <= roster->price);
}
