/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"

/* Codes of the next day that must not follow @shift of @day: those that are forbidden anyway are
 * not worth a table. */
static void
forbid_after (GengLowering *lowering,
              guint member,
              int day,
              guint from,
              const guint8 *bad /* [a][b] of shifts */)
{
  const GengScene *scene = lowering->scene;

  for (guint b = GENG_OFF + 1; b < lowering->n_codes; b++)
    if (!geng_problem_is_forbidden (lowering->problem, member, (guint) day + 1, b)
        && bad[lowering->shift[from] * scene->n_shifts + lowering->shift[b]])
      geng_problem_forbid_succession (lowering->problem, member, day, from, b);
}

static guint8 *
bad_pairs (const GengScene *scene, gconstpointer params, GengBadJoin is_bad, int day)
{
  guint n = scene->n_shifts;
  guint8 *bad = g_new0 (guint8, (gsize) n * n + 1);

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      bad[a * n + b] = is_bad (params, scene, a, b, day);
  return bad;
}

void
geng_lowering_forbid_joins (const GengClause *clause, GengLowering *lowering, GengBadJoin is_bad)
{
  const GengScene *scene = lowering->scene;

  for (int d = 0; d + 1 < (int) scene->n_days; d++)
    {
      g_autofree guint8 *bad = bad_pairs (scene, clause->params, is_bad, d);

      for (guint i = 0; i < clause->members->len; i++)
        {
          guint m = geng_clause_member (clause, i);

          for (guint a = GENG_OFF + 1; a < lowering->n_codes; a++)
            if (!geng_problem_is_forbidden (lowering->problem, m, (guint) d, a))
              forbid_after (lowering, m, d, a, bad);
        }
    }
}
