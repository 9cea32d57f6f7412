/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-exact.h"
#include "geng-walk.h"

#define ASK_MASK 1023 /* steps between two looks at the budget, less one */

/* A walk with a memory of where there is no way on. */
typedef struct
{
  GengWalk *walk;
  GengBudget *budget;
  GHashTable *closed; /* GBytes */
  const GengParams *params;
  guint64 n_steps;
} Search;

static GengVerdict
search_from (Search *search, guint day)
{
  const GengProblem *problem = search->walk->problem;
  g_autoptr (GBytes) key = NULL;

  if (day == problem->n_days)
    return GENG_VERDICT_YES;
  if ((++search->n_steps & ASK_MASK) == 0 && geng_budget_interrupted (search->budget))
    return GENG_VERDICT_OPEN;
  if (search->n_steps > search->params->line_steps)
    return GENG_VERDICT_OPEN;
  key = geng_walk_key (search->walk, day);
  if (g_hash_table_contains (search->closed, key))
    return GENG_VERDICT_NO;
  for (guint c = 0; c < problem->n_codes; c++)
    if (geng_walk_step (search->walk, day, c))
      {
        GengVerdict verdict = search_from (search, day + 1);

        if (verdict != GENG_VERDICT_NO)
          return verdict;
      }
  if (g_hash_table_size (search->closed) < search->params->line_known)
    g_hash_table_add (search->closed, g_steal_pointer (&key));
  return GENG_VERDICT_NO;
}

GengVerdict
geng_exact_line (const GengProblem *problem,
                 const GengParams *params,
                 guint member,
                 GengBudget *budget,
                 guint64 *effort,
                 guint8 *codes)
{
  Search search = { geng_walk_new (problem, member), budget, NULL, params, 0 };
  GengVerdict verdict;

  search.closed
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  verdict = search_from (&search, 0);
  if (verdict == GENG_VERDICT_YES)
    memcpy (codes, search.walk->codes, problem->n_days);
  *effort += search.n_steps * GENG_STEP_EFFORT;
  g_hash_table_unref (search.closed);
  geng_walk_free (search.walk);
  return verdict;
}
