/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-line-forward.h"

static gboolean
in_row (const GengLinePlanner *planner,
        const GengLineLayer *layer,
        gsize row,
        gint32 position,
        gint64 value)
{
  const GengLineArena *arena = planner->search.arena;

  return position >= arena->low[layer->rows + row] && position <= arena->high[layer->rows + row]
         && geng_line_row_values (planner, layer, row)[position] == value;
}

void
geng_line_trace_collapse (const GengLinePlanner *planner,
                          const GengLineLayer *from,
                          const GengLineLayer *to,
                          GengLinePlace *place)
{
  for (guint outer = 0; outer < from->n_outer; outer++)
    {
      guint after;
      gint64 outer_price = geng_line_collapse_outer (planner, from, to, outer, &after);
      gint32 low = to->width > 1 ? place->position : 0;
      gint32 high = to->width > 1 ? place->position : (gint32) from->width - 1;

      if (after != place->outer || outer_price >= GENG_INFINITE)
        continue;
      for (gint32 p = low; p <= high; p++)
        {
          gint64 value = place->value - outer_price - geng_line_collapse_position (planner, to, p);

          if (!in_row (planner, from, (gsize) place->state * from->n_outer + outer, p, value))
            continue;
          *place = (GengLinePlace){ place->state, outer, p, (gint32) value };
          return;
        }
    }
  g_assert_not_reached ();
}

static gboolean
trace_row (const GengLinePlanner *planner,
           const GengLineLayer *from,
           const GengLineLayer *to,
           gsize row,
           gint32 step,
           gint32 value,
           gint32 *position)
{
  gint32 target = *position, high = target - step;
  const GengAxis *axis = &planner->search.model->axis[0];
  gboolean at_top = target == (gint32) to->width - 1 && (to->width == 1 || axis->saturates);
  gint32 slope = to->width > 1 ? axis->slope : 0;

  if (at_top)
    high = (gint32) from->width - 1;
  for (gint32 p = MAX (0, target - step); p <= high; p++)
    if (in_row (planner, from, row, p, (gint64) value - slope * (p + step - target)))
      {
        *position = p;
        return TRUE;
      }
  return FALSE;
}

/* Where the line stood in the state before these steps. */
static gboolean
find_origin (const GengLinePlanner *planner,
             const GengLineLayer *from,
             const GengLineLayer *to,
             guint state,
             const gint32 *steps,
             gint32 add,
             GengLinePlace *place)
{
  const GengLineArena *arena = planner->search.arena;

  for (guint outer = 0; outer < from->n_outer; outer++)
    {
      gint32 position = place->position, price = add;
      gsize row = (gsize) state * from->n_outer + outer;

      if (arena->high[from->rows + row] < arena->low[from->rows + row]
          || geng_line_outer_after (planner, from, to, outer, steps, &price) != (gint) place->outer
          || !trace_row (planner, from, to, row, steps[0], place->value - price, &position))
        continue;
      *place = (GengLinePlace){ state, outer, position,
                                geng_line_row_values (planner, from, row)[position] };
      return TRUE;
    }
  return FALSE;
}

static gboolean
trace_arc (const GengLinePlanner *planner,
           const GengLineLayer *from,
           const GengLineLayer *to,
           guint state,
           const GengArc *arc,
           GengLinePlace *place)
{
  const GengLineSearch *search = &planner->search;
  guint option = search->model->first_option[to->day] + arc->option;
  gint32 steps[GENG_MAX_AXES] = { 0 };

  if (arc->next != place->state || search->option_cost[option] >= GENG_INFINITE)
    return FALSE;
  geng_line_find_steps (search->model, option, arc->counted, steps);
  return find_origin (planner, from, to, state, steps,
                      search->option_cost[option] + arc->price + search->group_add[arc->counted],
                      place);
}

static void
trace_jump (const GengLinePlanner *planner,
            const GengLineLayer *from,
            const GengLineLayer *to,
            GengLinePlace *place,
            guint8 *codes)
{
  guint first = (guint) to->day + 1 - to->n_days;
  GengLineJump over;
  gboolean found;

  geng_line_find_jump (&planner->search, first, to->n_days, &over);
  geng_line_write_forced (&planner->search, first, to->n_days, codes);
  found = find_origin (planner, from, to, over.from, over.steps, over.price, place);
  g_assert (found);
}

void
geng_line_trace_step (const GengLinePlanner *planner,
                      const GengLineLayer *from,
                      const GengLineLayer *to,
                      GengLinePlace *place,
                      guint8 *codes)
{
  const GengLineSearch *search = &planner->search;
  guint day = (guint) to->day;

  if (to->n_days > 1)
    {
      trace_jump (planner, from, to, place, codes);
      return;
    }
  for (guint i = search->first_reach[day]; i < search->first_reach[day + 1]; i++)
    {
      guint n;
      const GengArc *arc = geng_line_arcs (search->model, day, search->reach[i], &n);

      for (guint k = 0; k < n; k++)
        if (trace_arc (planner, from, to, search->reach[i], &arc[k], place))
          {
            codes[day] = search->option_code[search->model->first_option[day] + arc[k].option];
            return;
          }
    }
  g_assert_not_reached ();
}
