/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-line-private.h"

/* Reduced-cost fixing: codes that no line below a limit can have on a day. */

/* By the least way to a state and the least rest from there. */
static void
mark_useful (GengLineSearch *search, const gint32 *cost, gint64 limit, guint8 *useful)
{
  const GengLineModel *model = search->model;
  guint n_states = model->automaton->n_states;
  g_autofree gint64 *way = g_new (gint64, 2 * n_states);

  for (guint s = 0; s < 2 * n_states; s++)
    way[s] = s == 0 ? 0 : GENG_NO_REST;
  for (guint d = 0; d < model->n_days; d++)
    {
      gint64 *now = way + d % 2 * n_states, *then = way + (d + 1) % 2 * n_states;
      const gint64 *rest = search->rest + (gsize) (d + 1) * n_states;

      for (guint s = 0; s < n_states; s++)
        then[s] = GENG_NO_REST;
      for (guint i = search->first_reach[d]; i < search->first_reach[d + 1]; i++)
        {
          guint n;
          const GengArc *arc = geng_line_arcs (model, d, search->reach[i], &n);

          for (guint k = 0; k < n; k++)
            {
              guint o = model->first_option[d] + arc[k].option;
              const GengOption *option = &model->options[o];
              gint64 here = now[search->reach[i]] + search->relaxed[o] + arc[k].price
                            + search->relaxed_group[arc[k].counted];

              then[arc[k].next] = MIN (then[arc[k].next], here);
              for (guint c = option->first; c < option->first + option->n; c++)
                {
                  guint slot = d * model->n_codes + model->option_codes[c];

                  useful[slot]
                      |= cost[slot] < GENG_INFINITE
                         && here + rest[arc[k].next] + cost[slot] - search->option_cost[o] < limit;
                }
            }
        }
    }
}

void
geng_line_bar (const GengLineModel *model,
               GengLineArena *arena,
               const gint32 *cost,
               const gint32 *group_price,
               const GengLineHint *hint,
               gint64 limit,
               guint8 *barred)
{
  GengLineSearch search;
  guint n = model->n_days * model->n_codes;
  g_autofree guint8 *useful = g_new0 (guint8, n);
  g_autofree guint8 *codes = g_new (guint8, model->n_days + 1);
  gint64 best = GENG_INFINITE, fixed = 0;

  model = model->loose != NULL ? model->loose : model;
  if (geng_line_search_init (&search, model, arena, cost, group_price))
    {
      for (guint a = 0; a < model->n_axes; a++)
        {
          search.worth[a] = hint->worth[a];
          search.active[a] = TRUE;
        }
      if (geng_line_find_rest (&search, &best, codes) < GENG_NO_REST / 2)
        {
          for (guint a = 0; a < model->n_axes; a++)
            fixed += search.fixed[a];
          mark_useful (&search, cost, limit - fixed, useful);
        }
    }
  for (guint j = 0; j < n; j++)
    barred[j] |= !useful[j];
  geng_line_search_clear (&search);
}
