/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-line-private.h"

/* How far above the bound a line is looked for first, in parts of a day's usual cost, and by
 * how much further where none is found. */
#define FIRST_REACH 1
#define LATER_REACH 4

/* The boundary after a day: a row a (state, outer position), a cell a position on axis 0. */
typedef struct
{
  guint   size[GENG_MAX_AXES];
  guint   n_outer, width;
  gsize   values, rows;     /* offsets into the arena */
  gint    day;              /* -1: the eve */
  gboolean collapsed;       /* the step's layer once more, without the axes that end on the day */
} Layer;

typedef struct
{
  GengLineSearch       search;
  Layer               *layers;
  guint                n_layers;
  gint64               limit;   /* lines that cost as much are of no use */
  gint64               gap;     /* between the best line and its bound, last time */
  gboolean             rough;   /* one look near the bound is enough, where a line is known */
} Planner;

/* The rows in use before a day, and where one option takes an outer position: -1 for nowhere, and
 * what that costs.  The latter depends on which groups the option counts for. */
typedef struct
{
  guint32 *live, *first_live; /* [first_live[i]…]: outer positions in use with reachable state i */
  guint8  *in_use;            /* [outer]: with any state */
  gint64  *spare;             /* alike: by how much its best line may still get dearer */
  gint    *slot;              /* [option << n_groups | groups counted] in after and price, or -1 */
  gint32  *after, *price;     /* [slot × n_outer + outer] */
  guint    n_slots;
} Moves;

/* Where a traced line stands. */
typedef struct
{
  guint  state, outer;
  gint32 position, value;
} Place;

/* -- the kernel: to = min (to, from + add) -- */

#define KERNEL_BODY \
  for (gint32 i = 0; i < n; i++) \
    { \
      gint32 value = from[i] + add; \
      to[i] = value < to[i] ? value : to[i]; \
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
  if (n > 8 && __builtin_cpu_supports ("avx2"))
    min_plus_avx2 (to, from, n, add);
  else
    min_plus_plain (to, from, n, add);
}
#else
#define min_plus min_plus_plain
#endif

/* -- layers -- */

static void
add_layer (Planner *planner,
           gint     day,
           gboolean collapsed,
           gsize   *n_values,
           gsize   *n_rows)
{
  const GengLineModel *model = planner->search.model;
  Layer *layer = &planner->layers[planner->n_layers++];

  *layer = (Layer){ .n_outer = 1, .day = day, .collapsed = collapsed };
  for (guint a = 0; a < GENG_MAX_AXES; a++)
    {
      const GengAxis *axis = &model->axis[a];
      gboolean moves = planner->search.active[a] && day >= (gint) axis->first &&
                       day <= (gint) axis->last - (collapsed ? 1 : 0);

      layer->size[a] = moves ? axis->size : 1;
      if (a > 0)
        layer->n_outer *= layer->size[a];
    }
  layer->width = layer->size[0];
  layer->values = *n_values;
  layer->rows = *n_rows;
  *n_rows += (gsize) layer->n_outer * model->automaton->n_states;
  *n_values += (gsize) layer->n_outer * model->automaton->n_states * layer->width;
}

static gboolean
ends_on (const Planner *planner,
         guint          day,
         guint          a)
{
  return planner->search.active[a] && planner->search.model->axis[a].last == day;
}

static void
lay_out (Planner *planner)
{
  const GengLineModel *model = planner->search.model;
  GengLineArena *arena = planner->search.arena;
  gsize n_values = 0, n_rows = 0;

  add_layer (planner, -1, FALSE, &n_values, &n_rows);
  for (guint d = 0; d < model->n_days; d++)
    {
      gboolean collapses = FALSE;

      add_layer (planner, (gint) d, FALSE, &n_values, &n_rows);
      for (guint a = 0; a < model->n_axes; a++)
        collapses |= ends_on (planner, d, a);
      if (collapses)
        add_layer (planner, (gint) d, TRUE, &n_values, &n_rows);
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
  arena->n_used = 0;
  memset (arena->low, 0, n_rows * sizeof (gint32));
  memset (arena->high, 255, n_rows * sizeof (gint32));
}

/* Of a row in use. */
static gint32 *
row_values (const Planner *planner,
            const Layer   *layer,
            gsize          row)
{
  return planner->search.arena->values + planner->search.arena->at[layer->rows + row];
}

/* Makes low..high positions of the row in use; those that were not are infinite. */
static gint32 *
open_row (const Planner *planner,
          const Layer   *layer,
          gsize          row,
          gint32         low,
          gint32         high)
{
  GengLineArena *arena = planner->search.arena;
  gsize index = layer->rows + row;
  gint32 old_low = arena->low[index], old_high = arena->high[index];
  gint32 *values;

  if (old_high < old_low)
    {
      arena->at[index] = arena->n_used;
      arena->n_used += layer->width;
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
static gint
outer_after (const Planner *planner,
             const Layer   *from,
             const Layer   *to,
             guint          outer,
             const gint32  *steps,
             gint32        *extra)
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

/* All positions of one row by one option into another row. */
static void
relax (const Planner *planner,
       const Layer   *from,
       gsize          from_row,
       const Layer   *to,
       gsize          to_row,
       gint32         step,
       gint32         add)
{
  GengLineArena *arena = planner->search.arena;
  const GengAxis *axis = &planner->search.model->axis[0];
  const gint32 *source = row_values (planner, from, from_row);
  gint32 *target;
  gint32 low = arena->low[from->rows + from_row], high = arena->high[from->rows + from_row];
  gint32 top = (gint32) to->width - 1, end = MIN (high, top - step);
  gint32 slope = to->width > 1 ? axis->slope : 0;
  gsize n_states = planner->search.model->automaton->n_states;
  gint32 least = planner->search.model->least[(gsize) (to->day + 1) * n_states +
                                              to_row / to->n_outer];

  if (least == G_MAXINT32)
    return;
  if (to->width > 1 && least > low + step)
    low = least - step;
  if (low > high)
    return;
  arena->effort += (guint64) (high - low) / 4 + 3;
  if (end >= low)
    {
      target = open_row (planner, to, to_row, low + step, end + step);
      min_plus (target + low + step, source + low, end - low + 1, add);
    }
  if (high > end && (to->width == 1 || axis->saturates))
    {
      target = open_row (planner, to, to_row, top, top);
      for (gint32 p = MAX (low, end + 1); p <= high; p++)
        target[top] = MIN (target[top], source[p] + add + slope * (p + step - top));
    }
}

/* How far option o moves along each axis. */
static void
find_steps (const GengLineModel *model,
            guint                o,
            guint                counted,
            gint32              *steps)
{
  for (guint a = 0; a < model->n_axes; a++)
    steps[a] = model->axis[a].group < 0 ? model->options[o].step[a]
                                        : (gint32) (counted >> model->axis[a].group & 1);
}

/* Where the arc takes every outer position. */
static guint
find_moves (const Planner *planner,
            const Layer   *from,
            const Layer   *to,
            const GengArc *arc,
            const gint32  *steps,
            Moves         *moves)
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
        after[outer] = outer_after (planner, from, to, outer, steps, &price[outer]);
      }
  planner->search.arena->effort += from->n_outer;
  return (guint) *slot;
}

/* One way on from all rows of a state. */
static void
step_arc (const Planner *planner,
          const Layer   *from,
          const Layer   *to,
          guint          i,
          const GengArc *arc,
          Moves         *moves)
{
  const GengLineSearch *search = &planner->search;
  guint state = search->reach[i];
  const gint64 *rest = search->rest + (gsize) to->day * search->model->automaton->n_states;
  guint option = search->model->first_option[to->day] + arc->option, slot;
  gint32 steps[GENG_MAX_AXES] = { 0 }, add;
  gint64 dearer = search->relaxed[option] + arc->price + search->relaxed_group[arc->counted] +
                  rest[search->model->automaton->n_states + arc->next] - rest[state];

  if (search->option_cost[option] >= GENG_INFINITE || dearer >= GENG_NO_REST / 2)
    return;
  add = search->option_cost[option] + arc->price + search->group_add[arc->counted];
  find_steps (search->model, option, arc->counted, steps);
  slot = find_moves (planner, from, to, arc, steps, moves);
  i -= search->first_reach[to->day];
  for (guint l = moves->first_live[i]; l < moves->first_live[i + 1]; l++)
    {
      guint outer = moves->live[l];
      gint32 after = moves->after[(gsize) slot * from->n_outer + outer];

      if (after >= 0 && dearer < moves->spare[l])
        relax (planner, from, (gsize) state * from->n_outer + outer, to,
               (gsize) arc->next * to->n_outer + (gsize) after, steps[0],
               add + moves->price[(gsize) slot * from->n_outer + outer]);
    }
}

/* Whether an axis still has to be paid for after the layer. */
static gboolean
is_open (const Planner *planner,
         const Layer   *layer,
         guint          a)
{
  gint last = (gint) planner->search.model->axis[a].last;

  return planner->search.active[a] &&
         (last > layer->day || (last == layer->day && !layer->collapsed));
}

/* What all axes but the innermost will cost at least from each outer position. */
static void
bound_outer (const Planner *planner,
             const Layer   *layer,
             gint64        *bound)
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
trim (const Planner *planner,
      const Layer   *layer,
      gsize          row,
      gint64         rest)
{
  const GengLineArena *arena = planner->search.arena;
  gint32 *low = &arena->low[layer->rows + row], *high = &arena->high[layer->rows + row];
  gint64 worth = layer->width > 1 ? planner->search.worth[0] : 0, spare = 0;
  const gint32 *values;

  if (*high < *low)
    return 0;
  values = row_values (planner, layer, row);
  while (*low <= *high && values[*low] + worth * *low + rest >= planner->limit)
    ++*low;
  while (*low <= *high && values[*high] + worth * *high + rest >= planner->limit)
    --*high;
  for (gint32 p = *low; p <= *high; p++)
    spare = MAX (spare, planner->limit - (values[p] + worth * p + rest));
  return spare;
}

static void
find_live (const Planner *planner,
           const Layer   *layer,
           Moves         *moves)
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
  search->arena->effort += (guint64) n_reach * layer->n_outer / 4;
}

static void
step_day (const Planner *planner,
          const Layer   *from,
          const Layer   *to)
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
  Moves moves = { live + n_states + 1, live, in_use, spare, tables + 2 * n_moves, tables,
                  tables + n_moves, 0 };

  memset (moves.slot, 255, n_slots * sizeof *moves.slot);
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

/* -- axes that end -- */

/* What the ending axes charge at an outer position, and the outer position without them. */
static gint64
collapse_outer (const Planner *planner,
                const Layer   *from,
                const Layer   *to,
                guint          outer,
                guint         *after)
{
  guint stride = 1;
  gint64 price = 0;

  *after = 0;
  for (guint a = 1; a < planner->search.model->n_axes; a++)
    {
      guint position = outer % from->size[a];

      outer /= from->size[a];
      if (ends_on (planner, (guint) to->day, a))
        price += planner->search.model->axis[a].price[position];
      else
        *after += position * stride;
      stride *= to->size[a];
    }
  return price;
}

static gint64
collapse_position (const Planner *planner,
                   const Layer   *to,
                   gint32         position)
{
  return ends_on (planner, (guint) to->day, 0)
           ? planner->search.model->axis[0].price[position] : 0;
}

static void
collapse (const Planner *planner,
          const Layer   *from,
          const Layer   *to)
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
      outer_price = collapse_outer (planner, from, to, (guint) (row % from->n_outer), &after);
      if (outer_price >= GENG_INFINITE)
        continue;
      to_row = row / from->n_outer * to->n_outer + after;
      for (gint32 p = arena->low[from->rows + row]; p <= arena->high[from->rows + row]; p++)
        {
          gint32 *target;
          gint32 position = to->width > 1 ? p : 0;
          gint64 value = (gint64) row_values (planner, from, row)[p] + outer_price +
                         collapse_position (planner, to, p);

          if (value >= GENG_INFINITE / 2)
            continue;
          target = open_row (planner, to, to_row, position, position);
          target[position] = (gint32) MIN (target[position], value);
        }
    }
}

/* -- the way back -- */

static gboolean
in_row (const Planner *planner,
        const Layer   *layer,
        gsize          row,
        gint32         position,
        gint64         value)
{
  const GengLineArena *arena = planner->search.arena;

  return position >= arena->low[layer->rows + row] && position <= arena->high[layer->rows + row] &&
         row_values (planner, layer, row)[position] == value;
}

static void
trace_collapse (const Planner *planner,
                const Layer   *from,
                const Layer   *to,
                Place         *place)
{
  for (guint outer = 0; outer < from->n_outer; outer++)
    {
      guint after;
      gint64 outer_price = collapse_outer (planner, from, to, outer, &after);
      gint32 low = to->width > 1 ? place->position : 0;
      gint32 high = to->width > 1 ? place->position : (gint32) from->width - 1;

      if (after != place->outer || outer_price >= GENG_INFINITE)
        continue;
      for (gint32 p = low; p <= high; p++)
        {
          gint64 value = place->value - outer_price - collapse_position (planner, to, p);

          if (!in_row (planner, from, (gsize) place->state * from->n_outer + outer, p, value))
            continue;
          *place = (Place){ place->state, outer, p, (gint32) value };
          return;
        }
    }
  g_assert_not_reached ();
}

static gboolean
trace_row (const Planner *planner,
           const Layer   *from,
           const Layer   *to,
           gsize          row,
           gint32         step,
           gint32         value,
           gint32        *position)
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

static gboolean
trace_arc (const Planner *planner,
           const Layer   *from,
           const Layer   *to,
           guint          state,
           const GengArc *arc,
           Place         *place)
{
  const GengLineSearch *search = &planner->search;
  guint option = search->model->first_option[to->day] + arc->option;
  gint32 steps[GENG_MAX_AXES] = { 0 };

  if (arc->next != place->state || search->option_cost[option] >= GENG_INFINITE)
    return FALSE;
  find_steps (search->model, option, arc->counted, steps);
  for (guint outer = 0; outer < from->n_outer; outer++)
    {
      gint32 position = place->position;
      gint32 price = search->option_cost[option] + arc->price + search->group_add[arc->counted];
      gsize row = (gsize) state * from->n_outer + outer;

      if (search->arena->high[from->rows + row] < search->arena->low[from->rows + row] ||
          outer_after (planner, from, to, outer, steps, &price) != (gint) place->outer ||
          !trace_row (planner, from, to, row, steps[0], place->value - price, &position))
        continue;
      *place = (Place){ state, outer, position, row_values (planner, from, row)[position] };
      return TRUE;
    }
  return FALSE;
}

static guint8
trace_step (const Planner *planner,
            const Layer   *from,
            const Layer   *to,
            Place         *place)
{
  const GengLineSearch *search = &planner->search;
  guint day = (guint) to->day;

  for (guint i = search->first_reach[day]; i < search->first_reach[day + 1]; i++)
    {
      guint n;
      const GengArc *arc = geng_line_arcs (search->model, day, search->reach[i], &n);

      for (guint k = 0; k < n; k++)
        if (trace_arc (planner, from, to, search->reach[i], &arc[k], place))
          return search->option_code[search->model->first_option[day] + arc[k].option];
    }
  g_assert_not_reached ();
}

/* -- the whole -- */

void
geng_line_price_options (const GengLineModel *model,
               const gint32        *cost,
               gint32              *option_cost,
               guint8              *option_code)
{
  for (guint d = 0; d < model->n_days; d++)
    for (guint o = model->first_option[d]; o < model->first_option[d + 1]; o++)
      {
        const GengOption *option = &model->options[o];

        option_cost[o] = GENG_INFINITE;
        option_code[o] = 0;
        for (guint i = option->first; i < option->first + option->n; i++)
          {
            guint8 code = model->option_codes[i];
            gint32 price = cost[d * model->n_codes + code];

            if (price < option_cost[o])
              {
                option_cost[o] = price;
                option_code[o] = code;
              }
          }
      }
}

static gint64
best_end (const Planner *planner,
          Place         *place)
{
  const Layer *layer = &planner->layers[planner->n_layers - 1];
  const GengLineArena *arena = planner->search.arena;
  gint32 best = GENG_INFINITE;

  g_assert (layer->n_outer == 1 && layer->width == 1);
  for (guint s = 0; s < planner->search.model->automaton->n_states; s++)
    if (arena->high[layer->rows + s] >= 0 && row_values (planner, layer, s)[0] < best)
      {
        best = row_values (planner, layer, s)[0];
        *place = (Place){ s, 0, 0, best };
      }
  return best >= GENG_INFINITE / 2 ? GENG_INFINITE : best;
}

/* The best line by the active axes that costs less than the limit, which GENG_INFINITE answers
 * otherwise. */
static gint64
solve_below (Planner *planner,
             guint8  *codes)
{
  Place place = { 0 };
  gint64 best;

  planner->n_layers = 0;
  lay_out (planner);
  open_row (planner, &planner->layers[0], 0, 0, 0)[0] = 0;
  for (guint i = 1; i < planner->n_layers; i++)
    if (planner->layers[i].collapsed)
      collapse (planner, &planner->layers[i - 1], &planner->layers[i]);
    else
      step_day (planner, &planner->layers[i - 1], &planner->layers[i]);
  best = best_end (planner, &place);
  if (best >= planner->limit)
    return GENG_INFINITE;
  for (guint i = planner->n_layers - 1; i > 0; i--)
    if (planner->layers[i].collapsed)
      trace_collapse (planner, &planner->layers[i - 1], &planner->layers[i], &place);
    else
      codes[planner->layers[i].day] = trace_step (planner, &planner->layers[i - 1],
                                                  &planner->layers[i], &place);
  return best;
}

/* What a day costs, roughly. */
static gint64
usual_cost (const Planner *planner)
{
  const GengLineModel *model = planner->search.model;
  guint n = model->first_option[model->n_days], n_finite = 0;
  gint64 sum = 0;

  for (guint o = 0; o < n; o++)
    if (planner->search.option_cost[o] < GENG_INFINITE)
      {
        sum += ABS ((gint64) planner->search.option_cost[o]);
        n_finite++;
      }
  return sum / MAX (n_finite, 1) + 1;
}

/* The best line by the active axes, if it costs less than `best`: a line little dearer than the
 * bound is looked for first, since the nearer the limit, the more is pruned. */
static gint64
solve_active (Planner *planner,
              gint64   bound,
              gint64   best,
              guint8  *codes)
{
  gint64 reach = MAX (usual_cost (planner) / FIRST_REACH, planner->gap + planner->gap / 8) + 1;
  gint64 found;

  do
    {
      planner->limit = reach < GENG_NO_REST / 8 ? MIN (best, bound + reach) : best;
      found = solve_below (planner, codes);
      reach = reach > 64 * usual_cost (planner) ? GENG_NO_REST : reach * LATER_REACH;
    }
  while (found >= GENG_INFINITE && planner->limit < best &&
         !(planner->rough && best < GENG_INFINITE));
  planner->gap = MIN (found, best) - bound;
  return found;
}

/* What an axis charges for a line. */
static gint64
axis_price (const GengLineModel *model,
            const GengAxis      *axis,
            const guint8        *codes)
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
activate (Planner      *planner,
          const guint8 *codes)
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
solve (Planner *planner,
       gint64   best,
       guint8  *codes)
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

void
geng_line_price_groups (GengLineSearch *search,
              const gint32   *group_price)
{
  guint n_groups = search->model->automaton->n_groups;

  for (guint c = 0; c < 1u << n_groups; c++)
    {
      search->group_add[c] = 0;
      for (guint g = 0; g < n_groups && group_price != NULL; g++)
        search->group_add[c] += c >> g & 1 ? group_price[g] : 0;
    }
}

gint64
geng_line_solve (const GengLineModel *model,
                 GengLineArena       *arena,
                 const gint32        *cost,
                 const gint32        *group_price,
                 GengLineHint        *hint,
                 gboolean             known,
                 gboolean             rough,
                 guint8              *codes)
{
  guint n_options = model->first_option[model->n_days], n_states = model->automaton->n_states;
  g_autofree gint32 *option_cost = g_new (gint32, n_options + 1);
  g_autofree guint8 *option_code = g_new (guint8, n_options + 1);
  g_autofree guint *first_reach = g_new (guint, model->n_days + 2);
  g_autofree guint16 *reach = g_new (guint16, (gsize) n_states * (model->n_days + 1));
  g_autofree gint64 *rest = g_new (gint64, (gsize) n_states * (model->n_days + 1));
  g_autofree gint64 *relaxed = g_new (gint64, n_options + 1);
  g_autofree Layer *layers = g_new (Layer, 2 * model->n_days + 1);
  gint64 best = known ? geng_line_price (model, cost, group_price, codes) : GENG_INFINITE;
  Planner planner = { .search = { .model = model, .arena = arena, .option_cost = option_cost,
                                  .option_code = option_code, .first_reach = first_reach,
                                  .reach = reach, .relaxed = relaxed, .rest = rest },
                      .layers = layers, .gap = hint != NULL ? hint->gap : 0, .rough = rough };

  geng_line_price_options (model, cost, option_cost, option_code);
  geng_line_price_groups (&planner.search, group_price);
  if (!geng_line_find_reach (&planner.search))
    return GENG_INFINITE;
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
  return best;
}

gint64
geng_line_price (const GengLineModel *model,
                 const gint32        *cost,
                 const gint32        *group_price,
                 const guint8        *codes)
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

void
geng_line_arena_clear (GengLineArena *arena)
{
  g_clear_pointer (&arena->values, g_free);
  g_clear_pointer (&arena->low, g_free);
  g_clear_pointer (&arena->high, g_free);
  g_clear_pointer (&arena->at, g_free);
}
