/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-line-forward.h"
#include "geng-line-label.h"

/* A reach beyond this part of what is no rest at all is none either. */
#define FAR_PART 8

static gint64
best_end (const GengLinePlanner *planner, GengLinePlace *place)
{
  const GengLineLayer *layer = &planner->layers[planner->n_layers - 1];
  const GengLineArena *arena = planner->search.arena;
  gint32 best = GENG_INFINITE;

  g_assert (layer->n_outer == 1 && layer->width == 1);
  for (guint s = 0; s < planner->search.model->automaton->n_states; s++)
    if (arena->high[layer->rows + s] >= 0 && geng_line_row_values (planner, layer, s)[0] < best)
      {
        best = geng_line_row_values (planner, layer, s)[0];
        *place = (GengLinePlace){ s, 0, 0, best };
      }
  return best >= GENG_INFINITE / 2 ? GENG_INFINITE : best;
}

/* The best line by the active axes that costs less than the limit, which GENG_INFINITE answers
 * otherwise. */
static gint64
solve_below (GengLinePlanner *planner, guint8 *codes)
{
  GengLinePlace place = { 0 };
  gint64 best;

  planner->n_layers = 0;
  geng_line_lay_out (planner);
  geng_line_open_row (planner, &planner->layers[0], 0, 0, 0)[0] = 0;
  for (guint i = 1; i < planner->n_layers; i++)
    if (planner->layers[i].collapsed)
      geng_line_collapse (planner, &planner->layers[i - 1], &planner->layers[i]);
    else
      geng_line_step (planner, &planner->layers[i - 1], &planner->layers[i]);
  best = best_end (planner, &place);
  if (best >= planner->limit)
    return GENG_INFINITE;
  for (guint i = planner->n_layers - 1; i > 0; i--)
    if (planner->layers[i].collapsed)
      geng_line_trace_collapse (planner, &planner->layers[i - 1], &planner->layers[i], &place);
    else
      geng_line_trace_step (planner, &planner->layers[i - 1], &planner->layers[i], &place, codes);
  return best;
}

/* The best line by the active axes, if it costs less than `best`: a line little dearer than the
 * bound is looked for first, since the nearer the limit, the more is pruned. */
static gint64
solve_active (GengLinePlanner *planner, gint64 bound, gint64 best, guint8 *codes)
{
  const GengParams *params = planner->search.model->params;
  double usual = (double) geng_line_usual_cost (&planner->search);
  gint64 reach
      = (gint64) MAX (params->reach_first * usual, params->reach_gap * (double) planner->gap) + 1;
  gint64 found;

  do
    {
      planner->limit = reach < GENG_NO_REST / FAR_PART ? MIN (best, bound + reach) : best;
      found = solve_below (planner, codes);
      reach = (double) reach > params->reach_most * usual ? GENG_NO_REST
                                                          : reach * (gint64) params->reach_more;
    }
  while (found >= GENG_INFINITE && planner->limit < best
         && !(planner->rough && best < GENG_INFINITE));
  planner->gap = MIN (found, best) - bound;
  return found;
}

/* What an axis charges for a line. */
static gint64
axis_price (const GengLineModel *model, const GengAxis *axis, const guint8 *codes)
{
  gint64 position = 0;

  for (guint d = 0; d < model->n_days; d++)
    position += axis->step[d * model->n_codes + codes[d]];
  if (position < axis->size)
    return axis->price[position];
  if (!axis->saturates)
    return GENG_INFINITE;
  return axis->price[axis->size - 1] + axis->slope * (position + 1 - axis->size);
}

/* Counts the axes that the line breaks or pays for from now on; FALSE where there are none. */
static gboolean
activate (GengLinePlanner *planner, const guint8 *codes)
{
  const GengLineModel *model = planner->search.model;
  gboolean any = FALSE;

  for (guint a = 0; a < model->n_axes; a++)
    if (!planner->search.active[a] && axis_price (model, &model->axis[a], codes) > 0)
      any = planner->search.active[a] = TRUE;
  return any;
}

/* Fewer axes only permit more and charge less: a line that the others permit for nothing is the
 * best with them too, and where none of them beats the best known line, that is the best. */
static gint64
solve (GengLinePlanner *planner, gint64 best, guint8 *codes)
{
  g_autofree guint8 *line = g_new (guint8, planner->search.model->n_days + 1);
  gint64 found;

  do
    {
      gint64 bound = geng_line_find_rest (&planner->search, &best, codes);

      if (bound >= best || bound >= GENG_NO_REST / 2)
        return MIN (best, GENG_INFINITE);
      found = solve_active (planner, bound, best, line);
      if (found >= GENG_INFINITE)
        return MIN (MIN (best, planner->limit), GENG_INFINITE);
    }
  while (activate (planner, line));
  memcpy (codes, line, planner->search.model->n_days);
  return found;
}

/* By one model alone. */
static gint64
solve_model (const GengLineModel *model,
             GengLineArena *arena,
             const gint32 *cost,
             const gint32 *group_price,
             GengLineHint *hint,
             gboolean known,
             gboolean rough,
             guint8 *codes)
{
  gint64 best = known ? geng_line_price (model, cost, group_price, codes) : GENG_INFINITE;
  g_autofree GengLineLayer *layers = g_new (GengLineLayer, 2 * model->n_days + 1);
  GengLinePlanner planner
      = { .layers = layers, .gap = hint != NULL ? hint->gap : 0, .rough = rough };

  if (!geng_line_search_init (&planner.search, model, arena, cost, group_price))
    {
      geng_line_search_clear (&planner.search);
      return GENG_INFINITE;
    }
  for (guint a = 0; a < model->n_axes; a++)
    {
      planner.search.worth[a] = hint != NULL ? hint->worth[a] : 0;
      planner.search.active[a] = !model->axis[a].lazy || (hint != NULL && hint->needed[a]);
    }
  best = solve (&planner, best, codes);
  for (guint a = 0; a < model->n_axes && hint != NULL; a++)
    {
      hint->worth[a] = planner.search.worth[a];
      hint->needed[a] = planner.search.active[a] && planner.search.worth[a] != 0;
    }
  if (hint != NULL)
    hint->gap = best < GENG_INFINITE ? planner.gap : 0;
  geng_line_search_clear (&planner.search);
  return best;
}

/* The loose model's best line in @line, and its price. */
static gint64
solve_loose (const GengLineModel *model,
             GengLineArena *arena,
             const gint32 *cost,
             const gint32 *group_price,
             GengLineHint *hint,
             gboolean known,
             guint8 *line)
{
  GengLineHint loose = { 0 };
  gint64 best;

  if (hint != NULL)
    loose = *hint;
  loose.gap = loose.loose_gap;
  best = solve_model (model->loose, arena, cost, group_price, hint != NULL ? &loose : NULL, known,
                      FALSE, line);
  if (hint != NULL)
    {
      memcpy (hint->worth, loose.worth, sizeof hint->worth);
      memcpy (hint->needed, loose.needed, sizeof hint->needed);
      hint->loose_gap = loose.gap;
    }
  return best;
}

/* The loose line where it will do; else by the states that good lines come by. */
static gboolean
solve_above_loose (const GengLineModel *model,
                   GengLineArena *arena,
                   const gint32 *cost,
                   const gint32 *group_price,
                   GengLineHint *hint,
                   gboolean known,
                   gboolean rough,
                   guint8 *codes,
                   gint64 *best)
{
  g_autofree guint8 *line = g_memdup2 (codes, model->n_days);
  gint64 loose = solve_loose (model, arena, cost, group_price, hint, known, line);

  *best = known ? geng_line_price (model, cost, group_price, codes) : GENG_INFINITE;
  if (loose >= GENG_INFINITE || loose >= *best)
    return TRUE;
  arena->effort += model->n_days;
  if (geng_line_price (model, cost, group_price, line) != loose)
    return model->automaton->n_states > GENG_MANY_STATES
           && geng_line_label_solve (model, arena, cost, group_price, hint, loose, rough && known,
                                     best, codes);
  *best = loose;
  memcpy (codes, line, model->n_days);
  return TRUE;
}

gint64
geng_line_solve (const GengLineModel *model,
                 GengLineArena *arena,
                 const gint32 *cost,
                 const gint32 *group_price,
                 GengLineHint *hint,
                 gboolean known,
                 gboolean rough,
                 guint8 *codes)
{
  gint64 best;

  if (model->loose != NULL
      && solve_above_loose (model, arena, cost, group_price, hint, known, rough, codes, &best))
    return best;
  return solve_model (model, arena, cost, group_price, hint, known, rough, codes);
}

gint64
geng_line_price (const GengLineModel *model,
                 const gint32 *cost,
                 const gint32 *group_price,
                 const guint8 *codes)
{
  gint32 position[GENG_MAX_AXES] = { 0 };
  guint state = 0;
  gint64 sum = 0, axes;

  for (guint d = 0; d < model->n_days; d++)
    {
      guint n, k = 0, o;
      const GengArc *arc = geng_line_arcs (model, d, state, &n);

      while (k < n && model->code_option[d * model->n_codes + codes[d]] != arc[k].option)
        k++;
      if (k == n || cost[d * model->n_codes + codes[d]] >= GENG_INFINITE)
        return GENG_INFINITE;
      sum += cost[d * model->n_codes + codes[d]] + arc[k].price;
      for (guint g = 0; g < model->automaton->n_groups && group_price != NULL; g++)
        sum += arc[k].counted >> g & 1 ? group_price[g] : 0;
      o = model->first_option[d] + arc[k].option;
      for (guint a = 0; a < model->n_axes; a++)
        position[a] += model->axis[a].group < 0
                           ? model->options[o].step[a]
                           : (gint32) (arc[k].counted >> model->axis[a].group & 1);
      state = arc[k].next;
    }
  axes = geng_line_price_axes (model, position);
  return axes >= GENG_INFINITE ? GENG_INFINITE : sum + axes;
}
