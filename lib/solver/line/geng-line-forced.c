/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-line-forward.h"

/*
 * Days on which nothing is left to choose: what stands outside a window, what a dive has pinned.  A
 * run of them is one step, so that a window costs what it holds and not what the horizon does.
 */

/* The one way on from the one state before the day; NULL where there are more. */
static const GengArc *
only_arc (const GengLineSearch *search, guint day)
{
  const GengLineModel *model = search->model;
  const GengArc *arc, *only = NULL;
  guint n;

  if (search->first_reach[day + 1] - search->first_reach[day] != 1)
    return NULL;
  arc = geng_line_arcs (model, day, search->reach[search->first_reach[day]], &n);
  for (guint k = 0; k < n; k++)
    {
      if (search->option_cost[model->first_option[day] + arc[k].option] >= GENG_INFINITE)
        continue;
      if (only != NULL)
        return NULL;
      only = &arc[k];
    }
  return only;
}

guint
geng_line_count_forced (const GengLineSearch *search, guint day)
{
  guint end = day;

  while (end < search->model->n_days && only_arc (search, end) != NULL)
    if (geng_line_any_ends_on (search, end++))
      break;
  return end - day;
}

void
geng_line_find_jump (const GengLineSearch *search, guint first, guint n_days, GengLineJump *jump)
{
  const GengLineModel *model = search->model;

  *jump = (GengLineJump){ .from = search->reach[search->first_reach[first]] };
  for (guint d = first; d < first + n_days; d++)
    {
      const GengArc *arc = only_arc (search, d);
      guint option = model->first_option[d] + arc->option;
      gint32 steps[GENG_MAX_AXES];

      geng_line_find_steps (model, option, arc->counted, steps);
      for (guint a = 0; a < model->n_axes; a++)
        jump->steps[a] += steps[a];
      jump->price += search->option_cost[option] + arc->price + search->group_add[arc->counted];
      jump->to = arc->next;
    }
  search->arena->effort += n_days;
}

void
geng_line_write_forced (const GengLineSearch *search, guint first, guint n_days, guint8 *codes)
{
  for (guint d = first; d < first + n_days; d++)
    codes[d] = search->option_code[search->model->first_option[d] + only_arc (search, d)->option];
}
