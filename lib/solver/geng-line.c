/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-line.h"

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
  const GengLineModel *model;
  GengLineArena       *arena;
  const gint32        *group_price;
  Layer               *layers;
  guint                n_layers;
  gint32              *option_cost;
  guint8              *option_code;
  gboolean             active[GENG_MAX_AXES]; /* the axes that are counted */
} Planner;

/* The outer positions in use before a day, and where one option takes them: -1 for nowhere, and what
 * that costs.  The latter depends on which groups it counts for. */
typedef struct
{
  guint32 *live, *first_live; /* [first_live[state]…]: in use with the state */
  guint8  *in_use;            /* [outer]: with any state */
  gint32  *after, *price;     /* [groups counted × n_outer + outer] */
  gboolean known[1 << GENG_MAX_GROUPS];
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
  const GengLineModel *model = planner->model;
  Layer *layer = &planner->layers[planner->n_layers++];

  *layer = (Layer){ .n_outer = 1, .day = day, .collapsed = collapsed };
  for (guint a = 0; a < GENG_MAX_AXES; a++)
    {
      const GengAxis *axis = &model->axis[a];
      gboolean moves = planner->active[a] && day >= (gint) axis->first &&
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
  return planner->active[a] && planner->model->axis[a].last == day;
}

static void
lay_out (Planner *planner)
{
  const GengLineModel *model = planner->model;
  GengLineArena *arena = planner->arena;
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
  return planner->arena->values + planner->arena->at[layer->rows + row];
}

/* Makes low..high positions of the row in use; those that were not are infinite. */
static gint32 *
open_row (const Planner *planner,
          const Layer   *layer,
          gsize          row,
          gint32         low,
          gint32         high)
{
  GengLineArena *arena = planner->arena;
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

/* The outer position after the steps, or -1 where it leaves an axis; what steps above the axes' last
 * positions cost is added to `extra`. */
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

  for (guint a = 1; a < planner->model->n_axes; a++)
    {
      const GengAxis *axis = &planner->model->axis[a];
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
  GengLineArena *arena = planner->arena;
  const GengAxis *axis = &planner->model->axis[0];
  const gint32 *source = row_values (planner, from, from_row);
  gint32 *target;
  gint32 low = arena->low[from->rows + from_row], high = arena->high[from->rows + from_row];
  gint32 top = (gint32) to->width - 1, end = MIN (high, top - step);
  gint32 slope = to->width > 1 ? axis->slope : 0;
  gint32 least = planner->model->least[(gsize) (to->day + 1) *
                                       planner->model->automaton->n_states + to_row / to->n_outer];

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

/* For which groups the option would count after the state. */
static guint
groups_counted (const GengLineModel *model,
                guint                day,
                guint                state,
                guint                kind)
{
  const GengAutomaton *automaton = model->automaton;
  guint n_groups = automaton->n_groups, counted = 0;

  for (guint g = 0; g < n_groups; g++)
    {
      guint from = model->counted_from[day * n_groups + g];

      if ((automaton->counts[kind] >> g & 1) && from != 255 &&
          automaton->since[state * n_groups + g] > from)
        counted |= 1u << g;
    }
  return counted;
}

/* The step of option o from a state: its price and the groups it counts for; FALSE: none. */
static gboolean
step_from (const Planner *planner,
           guint          day,
           guint          state,
           guint          o,
           guint         *counted,
           gint32        *add)
{
  const GengLineModel *model = planner->model;
  const GengAutomaton *automaton = model->automaton;
  const GengOption *option = &model->options[o];
  guint index = state * automaton->n_kinds + option->kind;

  if (planner->option_cost[o] >= GENG_INFINITE || automaton->next[index] < 0)
    return FALSE;
  if (day > 0 && automaton->last[state] < automaton->n_kinds &&
      model->join[day - 1][automaton->code[automaton->last[state]] * model->n_codes +
                           automaton->code[option->kind]])
    return FALSE;
  *add = planner->option_cost[o] + model->run_price[index];
  *counted = groups_counted (model, day, state, option->kind);
  for (guint g = 0; g < automaton->n_groups && planner->group_price != NULL; g++)
    *add += *counted >> g & 1 ? planner->group_price[g] : 0;
  return TRUE;
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

static void
find_moves (const Planner *planner,
            const Layer   *from,
            const Layer   *to,
            const gint32  *steps,
            guint          counted,
            Moves         *moves)
{
  gint32 *after = moves->after + counted * from->n_outer;
  gint32 *price = moves->price + counted * from->n_outer;

  if (moves->known[counted])
    return;
  moves->known[counted] = TRUE;
  for (guint outer = 0; outer < from->n_outer; outer++)
    if (moves->in_use[outer])
      {
        price[outer] = 0;
        after[outer] = outer_after (planner, from, to, outer, steps, &price[outer]);
      }
  planner->arena->effort += from->n_outer;
}

/* One option from all rows of a state. */
static void
step_state (const Planner *planner,
            const Layer   *from,
            const Layer   *to,
            guint          state,
            guint          o,
            Moves         *moves)
{
  const GengLineModel *model = planner->model;
  gsize next;
  gint32 steps[GENG_MAX_AXES] = { 0 }, add;
  guint counted;

  if (!step_from (planner, (guint) to->day, state, o, &counted, &add))
    return;
  find_steps (model, o, counted, steps);
  find_moves (planner, from, to, steps, counted, moves);
  next = (gsize) model->automaton->next[state * model->automaton->n_kinds +
                                        model->options[o].kind] * to->n_outer;
  for (guint i = moves->first_live[state]; i < moves->first_live[state + 1]; i++)
    {
      guint outer = moves->live[i];
      gint32 after = moves->after[counted * from->n_outer + outer];

      if (after >= 0)
        relax (planner, from, (gsize) state * from->n_outer + outer, to, next + (gsize) after,
               steps[0], add + moves->price[counted * from->n_outer + outer]);
    }
}

static void
find_live (const Planner *planner,
           const Layer   *layer,
           Moves         *moves)
{
  const gint32 *low = planner->arena->low + layer->rows;
  const gint32 *high = planner->arena->high + layer->rows;
  guint32 n = 0;

  for (guint s = 0; s < planner->model->automaton->n_states; s++)
    {
      gsize first = (gsize) s * layer->n_outer;

      moves->first_live[s] = n;
      for (guint outer = 0; outer < layer->n_outer; outer++)
        if (high[first + outer] >= low[first + outer])
          {
            moves->live[n++] = outer;
            moves->in_use[outer] = TRUE;
          }
    }
  moves->first_live[planner->model->automaton->n_states] = n;
  planner->arena->effort += (guint64) planner->model->automaton->n_states * layer->n_outer / 4;
}

static void
step_day (const Planner *planner,
          const Layer   *from,
          const Layer   *to)
{
  const GengLineModel *model = planner->model;
  guint day = (guint) to->day, n_states = model->automaton->n_states;
  gsize n_moves = (gsize) from->n_outer << model->automaton->n_groups;
  g_autofree gint32 *tables = g_new (gint32, 2 * n_moves);
  g_autofree guint32 *live = g_new (guint32, (gsize) n_states * from->n_outer + n_states + 1);
  g_autofree guint8 *in_use = g_new0 (guint8, from->n_outer);
  Moves moves = { live + n_states + 1, live, in_use, tables, tables + n_moves, { FALSE } };

  find_live (planner, from, &moves);
  for (guint o = model->first_option[day]; o < model->first_option[day + 1]; o++)
    {
      memset (moves.known, 0, sizeof moves.known);
      for (guint s = 0; s < n_states; s++)
        if (moves.first_live[s] < moves.first_live[s + 1])
          step_state (planner, from, to, s, o, &moves);
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
  for (guint a = 1; a < planner->model->n_axes; a++)
    {
      guint position = outer % from->size[a];

      outer /= from->size[a];
      if (ends_on (planner, (guint) to->day, a))
        price += planner->model->axis[a].price[position];
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
           ? planner->model->axis[0].price[position] : 0;
}

static void
collapse (const Planner *planner,
          const Layer   *from,
          const Layer   *to)
{
  GengLineArena *arena = planner->arena;
  gsize n_rows = (gsize) planner->model->automaton->n_states * from->n_outer;

  for (gsize row = 0; row < n_rows; row++)
    {
      guint after;
      gint64 outer_price = collapse_outer (planner, from, to, (guint) (row % from->n_outer),
                                           &after);
      gsize to_row = row / from->n_outer * to->n_outer + after;

      if (outer_price >= GENG_INFINITE)
        continue;
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
  const GengLineArena *arena = planner->arena;

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
  const GengAxis *axis = &planner->model->axis[0];
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

static guint8
trace_step (const Planner *planner,
            const Layer   *from,
            const Layer   *to,
            Place         *place)
{
  const GengLineModel *model = planner->model;
  const GengAutomaton *automaton = model->automaton;
  guint day = (guint) to->day;

  for (guint s = 0; s < automaton->n_states; s++)
    for (guint o = model->first_option[day]; o < model->first_option[day + 1]; o++)
      {
        gint32 steps[GENG_MAX_AXES] = { 0 }, add;
        guint counted;

        if (automaton->next[s * automaton->n_kinds + model->options[o].kind] !=
              (gint32) place->state ||
            !step_from (planner, day, s, o, &counted, &add))
          continue;
        find_steps (model, o, counted, steps);
        for (guint outer = 0; outer < from->n_outer; outer++)
          {
            gint32 position = place->position, price = add;
            gsize row = (gsize) s * from->n_outer + outer;

            if (outer_after (planner, from, to, outer, steps, &price) != (gint) place->outer ||
                !trace_row (planner, from, to, row, steps[0], place->value - price, &position))
              continue;
            *place = (Place){ s, outer, position,
                              row_values (planner, from, row)[position] };
            return planner->option_code[o];
          }
      }
  g_assert_not_reached ();
}

/* -- the whole -- */

static void
price_options (Planner      *planner,
               const gint32 *cost)
{
  const GengLineModel *model = planner->model;

  planner->option_cost = g_new (gint32, model->first_option[model->n_days] + 1);
  planner->option_code = g_new0 (guint8, model->first_option[model->n_days] + 1);
  for (guint d = 0; d < model->n_days; d++)
    for (guint o = model->first_option[d]; o < model->first_option[d + 1]; o++)
      {
        const GengOption *option = &model->options[o];

        planner->option_cost[o] = GENG_INFINITE;
        for (guint i = option->first; i < option->first + option->n; i++)
          {
            guint8 code = model->option_codes[i];
            gint32 price = cost[d * model->n_codes + code];

            if (price < planner->option_cost[o])
              {
                planner->option_cost[o] = price;
                planner->option_code[o] = code;
              }
          }
      }
}

static gint64
best_end (const Planner *planner,
          Place         *place)
{
  const Layer *layer = &planner->layers[planner->n_layers - 1];
  const GengLineArena *arena = planner->arena;
  gint32 best = GENG_INFINITE;

  g_assert (layer->n_outer == 1 && layer->width == 1);
  for (guint s = 0; s < planner->model->automaton->n_states; s++)
    if (arena->high[layer->rows + s] >= 0 && row_values (planner, layer, s)[0] < best)
      {
        best = row_values (planner, layer, s)[0];
        *place = (Place){ s, 0, 0, best };
      }
  return best >= GENG_INFINITE / 2 ? GENG_INFINITE : best;
}

/* The best line by the active axes. */
static gint64
solve_active (Planner *planner,
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
  for (guint i = planner->n_layers - 1; i > 0 && best < GENG_INFINITE; i--)
    if (planner->layers[i].collapsed)
      trace_collapse (planner, &planner->layers[i - 1], &planner->layers[i], &place);
    else
      codes[planner->layers[i].day] = trace_step (planner, &planner->layers[i - 1],
                                                  &planner->layers[i], &place);
  return best;
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
  gboolean any = FALSE;

  for (guint a = 0; a < planner->model->n_axes; a++)
    if (!planner->active[a] && axis_price (planner->model, &planner->model->axis[a], codes) > 0)
      any = planner->active[a] = TRUE;
  return any;
}

/* Fewer axes only permit more and charge less: a line that the others permit for nothing is the best
 * with them too. */
gint64
geng_line_solve (const GengLineModel *model,
                 GengLineArena       *arena,
                 const gint32        *cost,
                 const gint32        *group_price,
                 guint8              *codes)
{
  Planner planner = { .model = model, .arena = arena, .group_price = group_price };
  gint64 best;

  planner.layers = g_new (Layer, 2 * model->n_days + 1);
  price_options (&planner, cost);
  for (guint a = 0; a < model->n_axes; a++)
    planner.active[a] = !model->axis[a].lazy;
  do
    best = solve_active (&planner, codes);
  while (best < GENG_INFINITE && activate (&planner, codes));
  g_free (planner.layers);
  g_free (planner.option_cost);
  g_free (planner.option_code);
  return best;
}

void
geng_line_arena_clear (GengLineArena *arena)
{
  g_clear_pointer (&arena->values, g_free);
  g_clear_pointer (&arena->low, g_free);
  g_clear_pointer (&arena->high, g_free);
  g_clear_pointer (&arena->at, g_free);
}
