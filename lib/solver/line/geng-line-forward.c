/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-line-forward.h"

/* Cells that a vector operation moves; what a row takes besides its cells. */
#define VECTOR 8
#define ROW_EFFORT 3

/* The rows in use before a day, and where one option takes an outer position: -1 for nowhere, and
 * what that costs.  The latter depends on which groups the option counts for. */
typedef struct
{
  guint32 *live, *first_live; /* [first_live[i]…]: outer positions in use with reachable state i */
  guint8 *in_use;             /* [outer]: with any state */
  gint64 *spare;              /* alike: by how much its best line may still get dearer */
  gint *slot;                 /* [option << n_groups | groups counted] in after and price, or -1 */
  gint32 *after, *price;      /* [slot × n_outer + outer] */
  guint n_slots;
} Moves;

/* -- the kernel: to = min (to, from + add) -- */

#define KERNEL_BODY                                                                                \
  for (gint32 i = 0; i < n; i++)                                                                   \
    {                                                                                              \
      gint32 value = from[i] + add;                                                                \
      to[i] = value < to[i] ? value : to[i];                                                       \
    }

static void
min_plus_plain (gint32 *restrict to, const gint32 *restrict from, gint32 n, gint32 add)
{
  KERNEL_BODY
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__ ((target ("avx2"))) static void
min_plus_avx2 (gint32 *restrict to, const gint32 *restrict from, gint32 n, gint32 add)
{
  KERNEL_BODY
}

static inline void
min_plus (gint32 *to, const gint32 *from, gint32 n, gint32 add)
{
  if (n > VECTOR && __builtin_cpu_supports ("avx2"))
    min_plus_avx2 (to, from, n, add);
  else
    min_plus_plain (to, from, n, add);
}
#else
#define min_plus min_plus_plain
#endif

/* -- layers -- */

/* The positions that a row of the state may have. */
static gsize
row_width (const GengLineModel *model, const GengLineLayer *layer, guint state)
{
  gsize place = (gsize) (layer->day + 1) * model->automaton->n_states + state;
  gint32 least = model->least[place], top = model->top[place];

  return layer->width == 1 ? 1 : least > top ? 0 : (gsize) (top - least) + 1;
}

static void
add_layer (GengLinePlanner *planner,
           gint day,
           guint n_days,
           gboolean collapsed,
           gsize *n_values,
           gsize *n_rows)
{
  const GengLineModel *model = planner->search.model;
  GengLineLayer *layer = &planner->layers[planner->n_layers++];

  *layer = (GengLineLayer){ .n_outer = 1, .day = day, .n_days = n_days, .collapsed = collapsed };
  for (guint a = 0; a < GENG_MAX_AXES; a++)
    {
      const GengAxis *axis = &model->axis[a];
      gboolean moves = planner->search.active[a] && day >= (gint) axis->first
                       && day <= (gint) axis->last - (collapsed ? 1 : 0);

      layer->size[a] = moves ? axis->size : 1;
      if (a > 0)
        layer->n_outer *= layer->size[a];
    }
  layer->width = layer->size[0];
  layer->rows = *n_rows;
  *n_rows += (gsize) layer->n_outer * model->automaton->n_states;
  for (guint s = 0; s < model->automaton->n_states; s++)
    *n_values += layer->n_outer * row_width (model, layer, s);
}

void
geng_line_lay_out (GengLinePlanner *planner)
{
  const GengLineModel *model = planner->search.model;
  GengLineArena *arena = planner->search.arena;
  /* a row begins at its least position, and its 0 must lie somewhere */
  gsize pad = model->n_axes > 0 ? model->axis[0].size : 1, n_values = pad, n_rows = 0;

  add_layer (planner, -1, 0, FALSE, &n_values, &n_rows);
  for (guint d = 0; d < model->n_days; d++)
    {
      guint n = MAX (1, geng_line_count_forced (&planner->search, d));

      d += n - 1;
      add_layer (planner, (gint) d, n, FALSE, &n_values, &n_rows);
      if (geng_line_any_ends_on (&planner->search, d))
        add_layer (planner, (gint) d, 0, TRUE, &n_values, &n_rows);
    }
  if (n_values > arena->n_values)
    {
      g_free (arena->values);
      arena->values = g_new (gint32, n_values); /* most of it is never touched */
      arena->n_values = n_values;
    }
  if (n_rows > arena->n_rows)
    {
      g_free (arena->low);
      g_free (arena->high);
      g_free (arena->at);
      arena->low = g_new (gint32, n_rows);
      arena->high = g_new (gint32, n_rows);
      arena->at = g_new (gsize, n_rows);
      arena->n_rows = n_rows;
    }
  arena->n_used = pad;
  memset (arena->low, 0, n_rows * sizeof (gint32));
  memset (arena->high, G_MAXUINT8, n_rows * sizeof (gint32));
}

/* Makes low..high positions of the row in use; those that were not are infinite. */
gint32 *
geng_line_open_row (const GengLinePlanner *planner,
                    const GengLineLayer *layer,
                    gsize row,
                    gint32 low,
                    gint32 high)
{
  GengLineArena *arena = planner->search.arena;
  gsize index = layer->rows + row;
  gint32 old_low = arena->low[index], old_high = arena->high[index];
  gint32 *values;

  if (old_high < old_low)
    {
      guint state = (guint) (row / layer->n_outer);
      const GengLineModel *model = planner->search.model;
      gint32 least = model->least[(gsize) (layer->day + 1) * model->automaton->n_states + state];

      arena->at[index] = arena->n_used - (layer->width > 1 ? (gsize) least : 0);
      arena->n_used += row_width (model, layer, state);
      old_low = low;
      old_high = low - 1;
    }
  values = arena->values + arena->at[index];
  for (gint32 p = low; p < old_low; p++)
    values[p] = GENG_INFINITE;
  for (gint32 p = old_high + 1; p <= high; p++)
    values[p] = GENG_INFINITE;
  arena->low[index] = MIN (low, old_low);
  arena->high[index] = MAX (high, old_high);
  return values;
}

/* -- steps -- */

/* The outer position after the steps, or -1 where it leaves an axis; what steps above the axes'
 * last positions cost is added to `extra`. */
gint
geng_line_outer_after (const GengLinePlanner *planner,
                       const GengLineLayer *from,
                       const GengLineLayer *to,
                       guint outer,
                       const gint32 *steps,
                       gint32 *extra)
{
  guint stride = 1;
  gint after = 0;

  for (guint a = 1; a < planner->search.model->n_axes; a++)
    {
      const GengAxis *axis = &planner->search.model->axis[a];
      guint position = outer % from->size[a] + (guint) steps[a];

      outer /= from->size[a];
      if (to->size[a] > 1 || axis->size == 1)
        {
          if (position >= axis->size)
            {
              if (!axis->saturates)
                return -1;
              *extra += axis->slope * (gint32) (position + 1 - axis->size);
              position = axis->size - 1;
            }
          if (to->day >= 0 && position < axis->least[to->day])
            return -1;
          position = MIN (position, to->size[a] - 1);
        }
      else
        position = 0;
      after += (gint) (position * stride);
      stride *= to->size[a];
    }
  return after;
}

void
geng_line_move_row (const GengLinePlanner *planner,
                    const GengLineLayer *from,
                    gsize from_row,
                    const GengLineLayer *to,
                    gsize to_row,
                    gint32 step,
                    gint32 add)
{
  GengLineArena *arena = planner->search.arena;
  const GengAxis *axis = &planner->search.model->axis[0];
  const gint32 *source = geng_line_row_values (planner, from, from_row);
  gint32 *target;
  gint32 low = arena->low[from->rows + from_row], high = arena->high[from->rows + from_row];
  gint32 top = (gint32) to->width - 1, end = MIN (high, top - step);
  gint32 slope = to->width > 1 ? axis->slope : 0;
  gsize n_states = planner->search.model->automaton->n_states;
  gint32 least
      = planner->search.model->least[(gsize) (to->day + 1) * n_states + to_row / to->n_outer];

  if (least == G_MAXINT32)
    return;
  if (to->width > 1 && least > low + step)
    low = least - step;
  if (low > high)
    return;
  arena->effort += (guint64) (high - low) / GENG_CELLS_A_UNIT + ROW_EFFORT;
  if (end >= low)
    {
      target = geng_line_open_row (planner, to, to_row, low + step, end + step);
      min_plus (target + low + step, source + low, end - low + 1, add);
    }
  if (high > end && (to->width == 1 || axis->saturates))
    {
      target = geng_line_open_row (planner, to, to_row, top, top);
      for (gint32 p = MAX (low, end + 1); p <= high; p++)
        target[top] = MIN (target[top], source[p] + add + slope * (p + step - top));
    }
}

/* How far option o moves along each axis. */
void
geng_line_find_steps (const GengLineModel *model, guint o, guint counted, gint32 *steps)
{
  for (guint a = 0; a < model->n_axes; a++)
    steps[a] = model->axis[a].group < 0 ? model->options[o].step[a]
                                        : (gint32) (counted >> model->axis[a].group & 1);
}

/* Where the arc takes every outer position. */
static guint
find_moves (const GengLinePlanner *planner,
            const GengLineLayer *from,
            const GengLineLayer *to,
            const GengArc *arc,
            const gint32 *steps,
            Moves *moves)
{
  guint n_groups = planner->search.model->automaton->n_groups;
  gint *slot = &moves->slot[(guint) arc->option << n_groups | arc->counted];
  gint32 *after, *price;

  if (*slot >= 0)
    return (guint) *slot;
  *slot = (gint) moves->n_slots++;
  after = moves->after + (gsize) *slot * from->n_outer;
  price = moves->price + (gsize) *slot * from->n_outer;
  for (guint outer = 0; outer < from->n_outer; outer++)
    if (moves->in_use[outer])
      {
        price[outer] = 0;
        after[outer] = geng_line_outer_after (planner, from, to, outer, steps, &price[outer]);
      }
  planner->search.arena->effort += from->n_outer;
  return (guint) *slot;
}

/* One way on from all rows of a state. */
static void
step_arc (const GengLinePlanner *planner,
          const GengLineLayer *from,
          const GengLineLayer *to,
          guint i,
          const GengArc *arc,
          Moves *moves)
{
  const GengLineSearch *search = &planner->search;
  guint state = search->reach[i];
  const gint64 *rest = search->rest + (gsize) to->day * search->model->automaton->n_states;
  guint option = search->model->first_option[to->day] + arc->option, slot;
  gint32 steps[GENG_MAX_AXES] = { 0 }, add;
  gint64 dearer = search->relaxed[option] + arc->price + search->relaxed_group[arc->counted]
                  + rest[search->model->automaton->n_states + arc->next] - rest[state];

  if (search->option_cost[option] >= GENG_INFINITE || dearer >= GENG_NO_REST / 2)
    return;
  add = search->option_cost[option] + arc->price + search->group_add[arc->counted];
  geng_line_find_steps (search->model, option, arc->counted, steps);
  slot = find_moves (planner, from, to, arc, steps, moves);
  i -= search->first_reach[to->day];
  for (guint l = moves->first_live[i]; l < moves->first_live[i + 1]; l++)
    {
      guint outer = moves->live[l];
      gint32 after = moves->after[(gsize) slot * from->n_outer + outer];

      if (after >= 0 && dearer < moves->spare[l])
        geng_line_move_row (planner, from, (gsize) state * from->n_outer + outer, to,
                            (gsize) arc->next * to->n_outer + (gsize) after, steps[0],
                            add + moves->price[(gsize) slot * from->n_outer + outer]);
    }
}

/* Whether an axis still has to be paid for after the layer. */
static gboolean
is_open (const GengLinePlanner *planner, const GengLineLayer *layer, guint a)
{
  gint last = (gint) planner->search.model->axis[a].last;

  return planner->search.active[a]
         && (last > layer->day || (last == layer->day && !layer->collapsed));
}

/* What all axes but the innermost will cost at least from each outer position. */
static void
bound_outer (const GengLinePlanner *planner, const GengLineLayer *layer, gint64 *bound)
{
  const GengLineSearch *search = &planner->search;
  guint stride = 1;
  gint64 fixed = 0;

  for (guint a = 0; a < search->model->n_axes; a++)
    fixed += is_open (planner, layer, a) ? search->fixed[a] : 0;
  for (guint outer = 0; outer < layer->n_outer; outer++)
    bound[outer] = fixed;
  for (guint a = 1; a < search->model->n_axes; a++)
    {
      if (layer->size[a] > 1 && is_open (planner, layer, a) && search->worth[a] != 0)
        for (guint outer = 0; outer < layer->n_outer; outer++)
          bound[outer] += search->worth[a] * (outer / stride % layer->size[a]);
      stride *= layer->size[a];
    }
}

/* Forgets positions at both ends of a row from which no useful line goes on.  By how much the best
 * of the others may still get dearer; 0: there are none. */
static gint64
trim (const GengLinePlanner *planner, const GengLineLayer *layer, gsize row, gint64 rest)
{
  const GengLineArena *arena = planner->search.arena;
  gint32 *low = &arena->low[layer->rows + row], *high = &arena->high[layer->rows + row];
  gint64 worth = layer->width > 1 ? planner->search.worth[0] : 0, spare = 0;
  const gint32 *values;

  if (*high < *low)
    return 0;
  values = geng_line_row_values (planner, layer, row);
  while (*low <= *high && values[*low] + worth * *low + rest >= planner->limit)
    ++*low;
  while (*low <= *high && values[*high] + worth * *high + rest >= planner->limit)
    --*high;
  for (gint32 p = *low; p <= *high; p++)
    spare = MAX (spare, planner->limit - (values[p] + worth * p + rest));
  return spare;
}

static void
find_live (const GengLinePlanner *planner, const GengLineLayer *layer, Moves *moves)
{
  const GengLineSearch *search = &planner->search;
  const gint64 *rest = search->rest + (gsize) (layer->day + 1) * search->model->automaton->n_states;
  g_autofree gint64 *bound = g_new (gint64, layer->n_outer);
  guint first_reach = search->first_reach[layer->day + 1];
  guint n_reach = search->first_reach[layer->day + 2] - first_reach;
  guint32 n = 0;

  bound_outer (planner, layer, bound);
  for (guint i = 0; i < n_reach; i++)
    {
      guint state = search->reach[first_reach + i];
      gsize first = (gsize) state * layer->n_outer;

      moves->first_live[i] = n;
      for (guint outer = 0; outer < layer->n_outer; outer++)
        {
          if (search->arena->high[layer->rows + first + outer] < 0)
            continue;
          moves->live[n] = outer;
          moves->spare[n] = trim (planner, layer, first + outer, rest[state] + bound[outer]);
          moves->in_use[outer] |= moves->spare[n] > 0;
          n += moves->spare[n] > 0;
        }
    }
  moves->first_live[n_reach] = n;
  search->arena->effort += (guint64) n_reach * layer->n_outer / GENG_CELLS_A_UNIT;
}

/* Over forced days; what is not useful is forgotten after them. */
static void
jump (const GengLinePlanner *planner, const GengLineLayer *from, const GengLineLayer *to)
{
  const GengLineArena *arena = planner->search.arena;
  GengLineJump over;

  geng_line_find_jump (&planner->search, (guint) to->day + 1 - to->n_days, to->n_days, &over);
  for (guint outer = 0; outer < from->n_outer; outer++)
    {
      gsize row = (gsize) over.from * from->n_outer + outer;
      gint32 price = over.price;
      gint after;

      if (arena->high[from->rows + row] < arena->low[from->rows + row])
        continue;
      after = geng_line_outer_after (planner, from, to, outer, over.steps, &price);
      if (after >= 0)
        geng_line_move_row (planner, from, row, to, (gsize) over.to * to->n_outer + (gsize) after,
                            over.steps[0], price);
    }
}

static void
step_day (const GengLinePlanner *planner, const GengLineLayer *from, const GengLineLayer *to)
{
  const GengLineModel *model = planner->search.model;
  const GengLineSearch *search = &planner->search;
  guint day = (guint) to->day;
  guint n_states = search->first_reach[day + 1] - search->first_reach[day];
  guint n_slots = (model->first_option[day + 1] - model->first_option[day])
                  << model->automaton->n_groups;
  gsize n_moves = (gsize) from->n_outer * n_slots;
  g_autofree gint32 *tables = g_new (gint32, 2 * n_moves + n_slots);
  g_autofree guint32 *live = g_new (guint32, (gsize) n_states * from->n_outer + n_states + 1);
  g_autofree gint64 *spare = g_new (gint64, (gsize) n_states * from->n_outer + 1);
  g_autofree guint8 *in_use = g_new0 (guint8, from->n_outer);
  Moves moves = { live + n_states + 1,  live,   in_use,           spare,
                  tables + 2 * n_moves, tables, tables + n_moves, 0 };

  memset (moves.slot, G_MAXUINT8, n_slots * sizeof *moves.slot);
  find_live (planner, from, &moves);
  for (guint i = search->first_reach[day]; i < search->first_reach[day + 1]; i++)
    {
      guint n, local = i - search->first_reach[day];
      const GengArc *arc = geng_line_arcs (model, day, search->reach[i], &n);

      if (moves.first_live[local] == moves.first_live[local + 1])
        continue;
      for (guint k = 0; k < n; k++)
        step_arc (planner, from, to, i, &arc[k], &moves);
    }
}

void
geng_line_step (const GengLinePlanner *planner, const GengLineLayer *from, const GengLineLayer *to)
{
  if (to->n_days > 1)
    jump (planner, from, to);
  else
    step_day (planner, from, to);
}

/* -- axes that end -- */

/* What the ending axes charge at an outer position, and the outer position without them. */
gint64
geng_line_collapse_outer (const GengLinePlanner *planner,
                          const GengLineLayer *from,
                          const GengLineLayer *to,
                          guint outer,
                          guint *after)
{
  guint stride = 1;
  gint64 price = 0;

  *after = 0;
  for (guint a = 1; a < planner->search.model->n_axes; a++)
    {
      guint position = outer % from->size[a];

      outer /= from->size[a];
      if (geng_line_ends_on (&planner->search, (guint) to->day, a))
        price += planner->search.model->axis[a].price[position];
      else
        *after += position * stride;
      stride *= to->size[a];
    }
  return price;
}

gint64
geng_line_collapse_position (const GengLinePlanner *planner,
                             const GengLineLayer *to,
                             gint32 position)
{
  return geng_line_ends_on (&planner->search, (guint) to->day, 0)
             ? planner->search.model->axis[0].price[position]
             : 0;
}

void
geng_line_collapse (const GengLinePlanner *planner,
                    const GengLineLayer *from,
                    const GengLineLayer *to)
{
  GengLineArena *arena = planner->search.arena;
  gsize n_rows = (gsize) planner->search.model->automaton->n_states * from->n_outer;

  for (gsize row = 0; row < n_rows; row++)
    {
      guint after;
      gint64 outer_price;
      gsize to_row;

      if (arena->high[from->rows + row] < arena->low[from->rows + row])
        continue;
      outer_price
          = geng_line_collapse_outer (planner, from, to, (guint) (row % from->n_outer), &after);
      if (outer_price >= GENG_INFINITE)
        continue;
      to_row = row / from->n_outer * to->n_outer + after;
      for (gint32 p = arena->low[from->rows + row]; p <= arena->high[from->rows + row]; p++)
        {
          gint32 *target;
          gint32 position = to->width > 1 ? p : 0;
          gint64 value = (gint64) geng_line_row_values (planner, from, row)[p] + outer_price
                         + geng_line_collapse_position (planner, to, p);

          if (value >= GENG_INFINITE / 2)
            continue;
          target = geng_line_open_row (planner, to, to_row, position, position);
          target[position] = (gint32) MIN (target[position], value);
        }
    }
}
