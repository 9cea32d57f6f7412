/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-line-tail.h"

#include <string.h>

#include "geng-line-label.h"
#include "geng-line-private.h"

/* -- states -- */

/* The arc by which the state serves the code; NULL where it may not. */
static const GengArc *
find_arc (const GengLineModel *model, guint day, guint state, guint8 code)
{
  guint n, k = 0;
  const GengArc *arc = geng_line_arcs (model, day, state, &n);

  while (k < n && model->code_option[day * model->n_codes + code] != arc[k].option)
    k++;
  return k < n ? &arc[k] : NULL;
}

/* How far the step moves the axis. */
static gint32
step_of (const GengLineModel *model, guint a, guint day, const GengArc *arc)
{
  return model->axis[a].group < 0 ? model->options[model->first_option[day] + arc->option].step[a]
                                  : (gint32) (arc->counted >> model->axis[a].group & 1);
}

static void
step_on (const GengLineModel *model, guint day, const GengArc *arc, GengLineStand *stand)
{
  for (guint a = 0; a < model->n_axes; a++)
    stand->position[a] += step_of (model, a, day, arc);
  stand->state = arc->next;
}

gboolean
geng_line_walk (const GengLineModel *model,
                const guint8 *codes,
                guint first,
                guint end,
                GengLineStand *stand)
{
  for (guint d = first; d < end; d++)
    {
      const GengArc *arc = find_arc (model, d, stand->state, codes[d]);

      if (arc == NULL)
        return FALSE;
      step_on (model, d, arc, stand);
    }
  return TRUE;
}

/* What the axis charges at the position; GENG_INFINITE where it permits it not. */
static gint64
charge (const GengAxis *axis, gint32 position)
{
  gint32 last = (gint32) axis->size - 1;

  if (position <= last)
    return axis->price[position];
  return axis->saturates && axis->price[last] < GENG_INFINITE
             ? axis->price[last] + (gint64) axis->slope * (position - last)
             : GENG_INFINITE;
}

/* Positions only grow. */
static gboolean
axis_may_end (const GengAxis *axis, guint day, gint32 position)
{
  if (axis->last < day)
    return charge (axis, position) < GENG_INFINITE;
  if (day > 0 && position < (gint32) axis->least[day - 1])
    return FALSE;
  for (gint32 p = position; p < (gint32) axis->size; p++)
    if (axis->price[p] < GENG_INFINITE)
      return TRUE;
  return axis->saturates && axis->price[axis->size - 1] < GENG_INFINITE;
}

gboolean
geng_line_may_end (const GengLineModel *model, guint day, const GengLineStand *stand)
{
  gint32 least = model->least[(gsize) day * model->automaton->n_states + stand->state];

  if (least == G_MAXINT32 || (model->n_axes > 0 && stand->position[0] < least))
    return FALSE;
  for (guint a = 0; a < model->n_axes; a++)
    if (!axis_may_end (&model->axis[a], day, stand->position[a]))
      return FALSE;
  return TRUE;
}

/* -- the tail -- */

/* A state of many is at best where the states of the loose model under it are. */
static gint64
rest_at (const GengLineSearch *search, const GengLineModel *model, guint day, guint state)
{
  const gint64 *rest = search->rest + (gsize) day * search->model->automaton->n_states;
  gint64 least = GENG_NO_REST;

  if (search->model == model)
    return rest[state];
  for (guint u = model->first_under[state]; u < model->first_under[state + 1]; u++)
    least = MIN (least, rest[model->under[u]]);
  return least;
}

gboolean
geng_line_tail_find (GengLineTail *tail,
                     const GengLineModel *model,
                     GengLineArena *arena,
                     const gint32 *cost,
                     const gint32 *group_price,
                     GengLineHint *hint,
                     const GengLineStand *stand,
                     guint day)
{
  guint n_states = model->automaton->n_states;
  /* spans of many states are kept in the days before, and left out of the rest */
  const GengLineModel *later = model->first_under != NULL ? model->loose : model;
  g_autofree guint8 *line = g_new (guint8, model->n_days + 1);
  gint64 best = GENG_INFINITE;
  GengLineSearch search;
  gboolean found;

  *tail = (GengLineTail){ .day = day, .rest = g_new (gint64, n_states) };
  found = geng_line_search_init (&search, later, arena, cost, group_price);
  for (guint a = 0; a < later->n_axes; a++)
    {
      search.worth[a] = hint->worth[a];
      search.active[a] = TRUE;
    }
  found = found && geng_line_find_rest (&search, &best, line) < GENG_NO_REST / 2;
  if (found)
    {
      for (guint a = 0; a < later->n_axes; a++)
        {
          tail->worth[a] = hint->worth[a] = search.worth[a];
          tail->fixed[a] = search.fixed[a];
          tail->begun += tail->fixed[a] + tail->worth[a] * stand->position[a];
        }
      for (guint s = 0; s < n_states; s++)
        tail->rest[s] = rest_at (&search, model, day, s);
      arena->effort += n_states / GENG_CELLS_A_UNIT;
    }
  geng_line_search_clear (&search);
  return found;
}

void
geng_line_tail_clear (GengLineTail *tail)
{
  g_clear_pointer (&tail->rest, g_free);
}

/* -- the days before -- */

/* The best way to a state. */
typedef struct
{
  guint16 from;
  guint8 code;
} Step;

/* One pass forward. */
typedef struct
{
  const GengLineTail *tail;
  GengLineSearch search;
  gint64 *way, *next_way;   /* [state]: before the day, and after it */
  guint16 *reach, *reached; /* the states of these that have a way */
  guint n_reach;
  Step *steps; /* [(day − first) × n_states + state after it] */
} Pass;

static void
step_from (Pass *self, guint day, guint state, Step *steps, guint *n_reached)
{
  const GengLineSearch *search = &self->search;
  const GengLineModel *model = search->model;
  guint n;
  const GengArc *arc = geng_line_arcs (model, day, state, &n);

  for (guint k = 0; k < n; k++)
    {
      guint option = model->first_option[day] + arc[k].option;
      gint64 value = self->way[state] + search->relaxed[option] + arc[k].price
                     + search->relaxed_group[arc[k].counted];

      if (value >= MIN (self->next_way[arc[k].next], GENG_NO_REST / 2))
        continue;
      if (self->next_way[arc[k].next] == GENG_NO_REST)
        self->reached[(*n_reached)++] = arc[k].next;
      self->next_way[arc[k].next] = value;
      steps[arc[k].next] = (Step){ (guint16) state, search->option_code[option] };
    }
  search->arena->effort += (n + 2) / GENG_CELLS_A_UNIT;
}

static void
step_day (Pass *self, guint day, Step *steps)
{
  guint n_reached = 0;
  gint64 *way = self->way;
  guint16 *reach = self->reach;

  for (guint i = 0; i < self->n_reach; i++)
    step_from (self, day, reach[i], steps, &n_reached);
  for (guint i = 0; i < self->n_reach; i++)
    way[reach[i]] = GENG_NO_REST;
  self->way = self->next_way;
  self->next_way = way;
  self->reach = self->reached;
  self->reached = reach;
  self->n_reach = n_reached;
}

/* The state from which the tail ends best, and what all costs then. */
static gint64
find_end (const Pass *self, guint *state)
{
  gint64 best = GENG_NO_REST;

  for (guint i = 0; i < self->n_reach; i++)
    {
      guint s = self->reach[i];

      if (self->way[s] + self->tail->rest[s] >= best)
        continue;
      best = self->way[s] + self->tail->rest[s];
      *state = s;
    }
  return best;
}

static void
pass_init (Pass *self, const GengLineModel *model, guint first, guint state)
{
  guint n_states = model->automaton->n_states;
  GengLineSearch *search = &self->search;

  search->relaxed = g_new (gint64, model->first_option[model->n_days] + 1);
  for (guint a = 0; a < model->n_axes; a++)
    {
      search->worth[a] = self->tail->worth[a];
      search->active[a] = TRUE;
    }
  geng_line_relax_options (search, first, self->tail->day);
  self->way = g_new (gint64, n_states);
  self->next_way = g_new (gint64, n_states);
  for (guint s = 0; s < n_states; s++)
    self->way[s] = self->next_way[s] = GENG_NO_REST;
  self->reach = g_new (guint16, n_states);
  self->reached = g_new (guint16, n_states);
  self->steps = g_new (Step, (gsize) (self->tail->day - first) * n_states + 1);
  self->way[state] = 0;
  self->reach[0] = (guint16) state;
  self->n_reach = 1;
}

static void
pass_clear (Pass *self)
{
  geng_line_search_clear (&self->search);
  g_free (self->way);
  g_free (self->next_way);
  g_free (self->reach);
  g_free (self->reached);
  g_free (self->steps);
}

gint64
geng_line_solve_to (const GengLineModel *model,
                    GengLineArena *arena,
                    const gint32 *cost,
                    const gint32 *group_price,
                    const GengLineTail *tail,
                    guint first,
                    guint state,
                    guint8 *codes)
{
  guint n_states = model->automaton->n_states, end = 0;
  Pass pass = { .tail = tail };
  gint64 best;

  geng_line_search_prices (&pass.search, model, arena, cost, group_price, first, tail->day);
  pass_init (&pass, model, first, state);
  for (guint d = first; d < tail->day; d++)
    step_day (&pass, d, pass.steps + (gsize) (d - first) * n_states);
  best = find_end (&pass, &end);
  for (guint d = tail->day; best < GENG_NO_REST / 2 && d-- > first;)
    {
      const Step *step = &pass.steps[(gsize) (d - first) * n_states + end];

      codes[d] = step->code;
      end = step->from;
    }
  pass_clear (&pass);
  return best < GENG_NO_REST / 2 ? best + tail->begun : GENG_INFINITE;
}

gint64
geng_line_price_to (const GengLineModel *model,
                    const gint32 *cost,
                    const gint32 *group_price,
                    const GengLineTail *tail,
                    guint first,
                    const GengLineStand *stand,
                    const guint8 *codes)
{
  GengLineStand at = *stand;
  gint64 sum = 0;

  for (guint d = first; d < tail->day; d++)
    {
      const GengArc *arc = find_arc (model, d, at.state, codes[d]);
      gint32 own = cost[d * model->n_codes + codes[d]];

      if (arc == NULL || own >= GENG_INFINITE)
        return GENG_INFINITE;
      sum += own + arc->price;
      for (guint g = 0; g < model->automaton->n_groups; g++)
        sum += arc->counted >> g & 1 ? group_price[g] : 0;
      step_on (model, d, arc, &at);
    }
  if (tail->rest[at.state] >= GENG_NO_REST / 2 || !geng_line_may_end (model, tail->day, &at))
    return GENG_INFINITE;
  for (guint a = 0; a < model->n_axes; a++)
    sum += model->axis[a].last < tail->day ? charge (&model->axis[a], at.position[a])
                                           : tail->fixed[a] + tail->worth[a] * at.position[a];
  return sum + tail->rest[at.state];
}
