/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-line-private.h"

/* Positions of a price that take as long as a touched cell. */
#define POSITIONS_A_UNIT 8

/*
 * What the rest of a line costs at least.  Counters are relaxed: an axis whose price is convex is
 * never below worth × position + fixed, so that a unit of it simply costs `worth` a step, and the
 * rest depends on day and state alone.  The best worth is found axis by axis, by the crossing of
 * the two tangents that enclose it (Kelley 1960).  Lagrangian bounds of this kind prune constrained
 * shortest paths: Dumitrescu and Boland, Networks 42, 2003.
 */

/* One pass: the best line of the relaxed costs. */
typedef struct
{
  gint64 bound;
  gint64 worth; /* of the axis that is tuned, where the pass was made */
  gint32 position[GENG_MAX_AXES];
  gint64 excess[GENG_MAX_AXES]; /* positions above (below) those that the worth asks for */
} Pass;

gboolean
geng_line_find_reach (GengLineSearch *search)
{
  const GengLineModel *model = search->model;
  guint n_states = model->automaton->n_states, n_reach = 1;
  guint64 work = n_states * (guint64) model->n_days / GENG_CELLS_A_UNIT;
  gboolean any = TRUE;
  g_autofree guint8 *mark = g_new0 (guint8, n_states);

  for (gsize i = 0; i < (gsize) n_states * (model->n_days + 1); i++)
    search->rest[i] = GENG_NO_REST;
  search->first_reach[0] = 0;
  search->reach[0] = 0;
  for (guint d = 0; d < model->n_days && any; d++)
    {
      guint first = search->first_reach[d], end = n_reach;

      search->first_reach[d + 1] = n_reach;
      for (guint i = first; i < end; i++)
        {
          guint n;
          const GengArc *arc = geng_line_arcs (model, d, search->reach[i], &n);

          work += n + 2;
          for (guint k = 0; k < n; k++)
            if (search->option_cost[model->first_option[d] + arc[k].option] < GENG_INFINITE
                && !mark[arc[k].next])
              {
                mark[arc[k].next] = TRUE;
                search->reach[n_reach++] = arc[k].next;
              }
        }
      for (guint i = end; i < n_reach; i++)
        mark[search->reach[i]] = FALSE;
      any = n_reach > end;
    }
  search->arena->effort += work / GENG_CELLS_A_UNIT;
  search->first_reach[model->n_days + 1] = n_reach;
  return any;
}

gint64
geng_line_price_axes (const GengLineModel *model, const gint32 *position)
{
  gint64 sum = 0;

  for (guint a = 0; a < model->n_axes; a++)
    {
      const GengAxis *axis = &model->axis[a];
      gint32 last = (gint32) axis->size - 1;

      if (position[a] > last && !axis->saturates)
        return GENG_INFINITE;
      if (axis->price[MIN (position[a], last)] >= GENG_INFINITE)
        return GENG_INFINITE;
      sum += axis->price[MIN (position[a], last)];
      if (position[a] > last)
        sum += (gint64) axis->slope * (position[a] - last);
    }
  return sum;
}

/* The least of price − worth × position, and how far a position is from where it is taken. */
static void
fix_axis (GengLineSearch *search, guint a, Pass *pass)
{
  const GengAxis *axis = &search->model->axis[a];
  gint64 least = GENG_NO_REST;
  gint32 first = 0, last = 0;

  for (gint32 p = 0; p < (gint32) axis->size; p++)
    {
      gint64 value = axis->price[p] - search->worth[a] * p;

      if (axis->price[p] >= GENG_INFINITE || value > least)
        continue;
      if (value < least)
        first = p;
      least = value;
      last = p;
    }
  search->fixed[a] = least;
  if (axis->saturates && search->worth[a] == axis->slope)
    last = G_MAXINT32;
  pass->excess[a] = pass->position[a] < first  ? pass->position[a] - first
                    : pass->position[a] > last ? pass->position[a] - last
                                               : 0;
  search->arena->effort += axis->size / POSITIONS_A_UNIT;
}

void
geng_line_relax_options (GengLineSearch *search, guint first_day, guint end_day)
{
  const GengLineModel *model = search->model;
  gint64 *cost = search->relaxed, *group = search->relaxed_group;
  guint first = model->first_option[first_day], n = model->first_option[end_day];

  for (guint o = first; o < n; o++)
    cost[o] = search->option_cost[o] >= GENG_INFINITE ? GENG_NO_REST : search->option_cost[o];
  for (guint c = 0; c < 1u << model->automaton->n_groups; c++)
    group[c] = search->group_add[c];
  for (guint a = 0; a < model->n_axes; a++)
    {
      gint64 worth = search->active[a] ? search->worth[a] : 0;

      if (worth == 0)
        continue;
      if (model->axis[a].group < 0)
        for (guint o = first; o < n; o++)
          cost[o] += worth * model->options[o].step[a];
      else
        for (guint c = 0; c < 1u << model->automaton->n_groups; c++)
          group[c] += c >> model->axis[a].group & 1 ? worth : 0;
    }
  search->arena->effort += (n - first) / GENG_CELLS_A_UNIT;
}

static void
find_backward (GengLineSearch *search)
{
  const GengLineModel *model = search->model;
  const gint64 *group = search->relaxed_group;
  guint n_states = model->automaton->n_states;
  guint64 work = 0;

  for (guint s = 0; s < n_states; s++)
    search->rest[(gsize) model->n_days * n_states + s] = 0;
  for (guint d = model->n_days; d-- > 0;)
    {
      gint64 *rest = search->rest + (gsize) d * n_states;
      const gint64 *later = rest + n_states, *price = search->relaxed + model->first_option[d];

      for (guint i = search->first_reach[d]; i < search->first_reach[d + 1]; i++)
        {
          guint n;
          const GengArc *arc = geng_line_arcs (model, d, search->reach[i], &n);
          gint64 best = GENG_NO_REST;

          for (guint k = 0; k < n; k++)
            {
              gint64 value = price[arc[k].option] + arc[k].price + group[arc[k].counted]
                             + later[arc[k].next];

              best = MIN (best, value);
            }
          rest[search->reach[i]] = best;
          work += n + 2;
        }
    }
  search->arena->effort += work / GENG_CELLS_A_UNIT;
}

/* Follows the best rest from the eve; returns the line's price without axes. */
static gint64
follow (GengLineSearch *search, gint32 *position, guint8 *codes)
{
  const GengLineModel *model = search->model;
  const gint64 *cost = search->relaxed, *group = search->relaxed_group;
  guint n_states = model->automaton->n_states, state = 0;
  gint64 sum = 0;

  memset (position, 0, GENG_MAX_AXES * sizeof *position);
  for (guint d = 0; d < model->n_days; d++)
    {
      const gint64 *rest = search->rest + (gsize) d * n_states;
      guint n, k = 0, option;
      const GengArc *arc = geng_line_arcs (model, d, state, &n);

      while (rest[state]
             != cost[model->first_option[d] + arc[k].option] + arc[k].price + group[arc[k].counted]
                    + rest[n_states + arc[k].next])
        k++;
      option = model->first_option[d] + arc[k].option;
      codes[d] = search->option_code[option];
      sum += search->option_cost[option] + arc[k].price + search->group_add[arc[k].counted];
      for (guint a = 0; a < model->n_axes; a++)
        position[a] += model->axis[a].group < 0
                           ? model->options[option].step[a]
                           : (gint32) (arc[k].counted >> model->axis[a].group & 1);
      state = arc[k].next;
    }
  return sum;
}

/* The bound at the worths of now; FALSE where there is no way to the end. */
static gboolean
make_pass (GengLineSearch *search, Pass *pass, gint64 *best, guint8 *codes)
{
  const GengLineModel *model = search->model;
  g_autofree guint8 *line = g_new (guint8, model->n_days + 1);
  gint64 price, axes;

  geng_line_relax_options (search, 0, model->n_days);
  find_backward (search);
  pass->bound = search->rest[0];
  if (pass->bound >= GENG_NO_REST / 2)
    return FALSE;
  price = follow (search, pass->position, line);
  axes = geng_line_price_axes (model, pass->position);
  if (axes < GENG_INFINITE && price + axes < *best)
    {
      *best = price + axes;
      memcpy (codes, line, model->n_days);
    }
  for (guint a = 0; a < model->n_axes; a++)
    {
      pass->excess[a] = 0;
      if (!search->active[a])
        continue;
      fix_axis (search, a, pass);
      pass->bound += search->fixed[a];
    }
  return TRUE;
}

/* What a step on the axis may be worth, to begin with. */
static gint64
usual_worth (const GengLineSearch *search, guint a)
{
  const GengLineModel *model = search->model;
  gint64 sum = 0, steps = 0;

  for (guint o = 0; o < model->first_option[model->n_days]; o++)
    if (search->option_cost[o] < GENG_INFINITE)
      {
        sum += ABS ((gint64) search->option_cost[o]);
        steps += model->axis[a].group < 0 ? model->options[o].step[a] : 1;
      }
  return MAX (1, sum / MAX (steps, 1));
}

/* Where to look next between (beyond) the two passes; FALSE: there is nothing to gain. */
static gboolean
next_worth (const GengAxis *axis,
            guint a,
            const Pass *left,
            const Pass *right,
            gint64 more,
            gint64 *stride,
            gint64 *worth)
{
  gint64 at;

  if (left != NULL && right != NULL)
    {
      double rise = (double) (right->bound - left->bound)
                    + (double) left->excess[a] * (double) left->worth
                    - (double) right->excess[a] * (double) right->worth;

      if (right->worth - left->worth <= 1)
        return FALSE;
      at = (gint64) (rise / (double) (left->excess[a] - right->excess[a]));
      *worth = CLAMP (at, left->worth + 1, right->worth - 1);
      return TRUE;
    }
  at = left != NULL ? left->worth + *stride : right->worth - *stride;
  *stride *= more;
  if (axis->saturates && at > axis->slope)
    at = axis->slope;
  *worth = CLAMP (at, -(gint64) GENG_MAX_SCALED, GENG_MAX_SCALED);
  return *worth != (left != NULL ? left->worth : right->worth);
}

/* Raises the bound by one axis's worth.  `top` is the best pass so far.  TRUE where the last
 * pass was another one. */
static gboolean
tune_axis (GengLineSearch *search, guint a, guint n_passes, Pass *top, gint64 *best, guint8 *codes)
{
  const GengParams *params = search->model->params;
  Pass left, right, pass = *top;
  gboolean has_left = FALSE, has_right = FALSE;
  gint64 stride = search->worth[a] != 0
                      ? 1 + (gint64) (params->worth_fine * (double) ABS (search->worth[a]))
                      : usual_worth (search, a);

  pass.worth = top->worth = search->worth[a];
  while (n_passes-- > 0 && pass.excess[a] != 0 && top->bound < *best)
    {
      if (pass.excess[a] > 0)
        left = pass;
      else
        right = pass;
      has_left |= pass.excess[a] > 0;
      has_right |= pass.excess[a] < 0;
      if (!next_worth (&search->model->axis[a], a, has_left ? &left : NULL,
                       has_right ? &right : NULL, (gint64) params->worth_more, &stride,
                       &search->worth[a])
          || !make_pass (search, &pass, best, codes))
        break;
      pass.worth = search->worth[a];
      if (pass.bound > top->bound)
        *top = pass;
    }
  search->worth[a] = top->worth;
  return pass.worth != top->worth;
}

gint64
geng_line_find_rest (GengLineSearch *search, gint64 *best, guint8 *codes)
{
  const GengLineModel *model = search->model;
  Pass top;
  gboolean first = TRUE, stale = FALSE;

  for (guint a = 0; a < model->n_axes; a++)
    if (model->axis[a].saturates)
      search->worth[a] = MIN (search->worth[a], model->axis[a].slope);
  if (!make_pass (search, &top, best, codes))
    return GENG_NO_REST;
  for (guint a = 0; a < model->n_axes && top.bound < *best; a++)
    if (search->active[a] && top.excess[a] != 0)
      {
        stale = tune_axis (
            search, a, (guint) (first ? model->params->worth_first : model->params->worth_later),
            &top, best, codes);
        first = FALSE;
      }
  /* `rest` must be that of the worths which are kept */
  if (stale)
    make_pass (search, &top, best, codes);
  return top.bound;
}

gboolean
geng_line_rest_at (GengLineSearch *search, const gint64 *worth)
{
  const GengLineModel *model = search->model;
  Pass pass = { 0 };

  for (guint a = 0; a < model->n_axes; a++)
    {
      search->worth[a] = model->axis[a].saturates ? MIN (worth[a], model->axis[a].slope) : worth[a];
      search->active[a] = TRUE;
      fix_axis (search, a, &pass);
    }
  geng_line_relax_options (search, 0, model->n_days);
  find_backward (search);
  return search->rest[0] < GENG_NO_REST / 2;
}

/* At the worths that are set, all axes counting. */
static gint64
relax_once (GengLineSearch *search, gint64 *excess, guint8 *codes)
{
  const GengLineModel *model = search->model;
  Pass pass;

  geng_line_relax_options (search, 0, model->n_days);
  find_backward (search);
  pass.bound = search->rest[0];
  if (pass.bound >= GENG_NO_REST / 2)
    return GENG_INFINITE;
  follow (search, pass.position, codes);
  for (guint a = 0; a < model->n_axes; a++)
    {
      fix_axis (search, a, &pass);
      pass.bound += search->fixed[a];
      excess[a] = pass.excess[a];
    }
  return MIN (pass.bound, GENG_INFINITE);
}

gint64
geng_line_relax (const GengLineModel *model,
                 GengLineArena *arena,
                 const gint32 *cost,
                 const gint32 *group_price,
                 const gint64 *worth,
                 gint64 *excess,
                 guint8 *codes)
{
  GengLineSearch search;
  gint64 bound = GENG_INFINITE;

  model = model->loose != NULL ? model->loose : model;
  if (geng_line_search_init (&search, model, arena, cost, group_price))
    {
      for (guint a = 0; a < model->n_axes; a++)
        {
          search.worth[a]
              = model->axis[a].saturates ? MIN (worth[a], model->axis[a].slope) : worth[a];
          search.active[a] = TRUE;
        }
      bound = relax_once (&search, excess, codes);
    }
  geng_line_search_clear (&search);
  return bound;
}
