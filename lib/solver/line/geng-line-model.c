/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-line-label.h"

#define MAX_SIZE 20000
/* What is turned round may begin so many times as long. */
#define MAX_TURNED 8u
/* Positions from which on a straight end can be told. */
#define FEWEST_FOR_SLOPE 3

typedef struct
{
  const GengProblem *problem;
  guint member;
  gint shift;
  GengLineModel *model;
} Maker;

static gboolean
allowed (const Maker *maker, guint day, guint code)
{
  return GENG_PROBLEM_COST (maker->problem, maker->member, day)[code] != GENG_FORBIDDEN;
}

static gint64
common_divisor (gint64 a, gint64 b)
{
  while (b != 0)
    {
      gint64 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

/* The least weight of the day, over the codes the member may serve. */
static gint64
least_weight (const Maker *maker, const gint32 *weights, guint day)
{
  gint64 least = G_MAXINT64;

  for (guint c = 0; c < maker->problem->n_codes; c++)
    if (allowed (maker, day, c))
      least = MIN (least, weights[day * maker->problem->n_codes + c]);
  return least == G_MAXINT64 ? 0 : least;
}

/* Plain sums: steps above each day's least weight, in units of their divisor. */
static void
steps_of_sum (const Maker *maker, const GengCounter *counter, GengAxis *axis)
{
  const GengProblem *problem = maker->problem;
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
  gint64 unit = 0;
  guint n = problem->n_codes;

  axis->base = counter->before;
  for (guint d = 0; d < problem->n_days; d++)
    {
      gint64 least = least_weight (maker, weights, d);

      axis->base += least;
      for (guint c = 0; c < n; c++)
        if (allowed (maker, d, c))
          {
            axis->step[d * n + c] = (gint32) MIN (weights[d * n + c] - least, G_MAXINT32);
            unit = common_divisor (unit, axis->step[d * n + c]);
          }
    }
  axis->unit = MAX (unit, 1);
  for (guint i = 0; i < n * problem->n_days; i++)
    axis->step[i] = (gint32) (axis->step[i] / axis->unit);
}

static void
steps_of_groups (const Maker *maker, const GengCounter *counter, GengAxis *axis)
{
  const GengProblem *problem = maker->problem;
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
  const gint32 *groups = GENG_PROBLEM_GROUPS (problem, counter->groups);

  axis->base = counter->before;
  axis->unit = 1;
  for (guint d = 0; d < problem->n_days; d++)
    for (guint c = 0; c < problem->n_codes; c++)
      axis->step[d * problem->n_codes + c]
          = groups[d] >= 0 && allowed (maker, d, c) && weights[d * problem->n_codes + c] != 0;
}

/* The most a day can add. */
static guint
most_step (const Maker *maker, const GengAxis *axis, guint day)
{
  const gint32 *groups = NULL;
  gint32 most = 0;

  for (guint c = 0; c < maker->problem->n_codes; c++)
    most = MAX (most, axis->step[day * maker->problem->n_codes + c]);
  if (axis->group >= 0)
    {
      const GengCounter *counter
          = &g_array_index (maker->problem->counters, GengCounter, axis->counter);

      /* a group counts once: on its last day */
      groups = GENG_PROBLEM_GROUPS (maker->problem, counter->groups);
      if (day + 1 < maker->problem->n_days && groups[day + 1] == groups[day])
        return 0;
      if (groups[day] >= 0 && day > 0 && groups[day - 1] == groups[day])
        return 1;
    }
  return (guint) most;
}

static gboolean
counts_the_same (const Maker *maker, guint a, guint b)
{
  const GengCounter *x = &g_array_index (maker->problem->counters, GengCounter, a);
  const GengCounter *y = &g_array_index (maker->problem->counters, GengCounter, b);

  return x->weights == y->weights && x->groups == y->groups && x->before == y->before;
}

/* What all counters that count the same as `index` charge for a value. */
static gint64
scaled_price (const Maker *maker, guint index, gint64 value)
{
  const GengProblem *problem = maker->problem;
  gint64 sum = 0;

  for (guint i = index; i < problem->first_counter[maker->member + 1]; i++)
    {
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, i);
      GengValue price;

      if (!counts_the_same (maker, i, index))
        continue;
      price = geng_problem_price (problem, counter->first_range, counter->n_ranges, value);
      if (price.forbidden > 0)
        return GENG_INFINITE;
      sum += geng_problem_objective (problem, &price);
    }
  return MIN (geng_scale (sum, maker->shift), GENG_MAX_SCALED);
}

/* Leaves a counter, and those that count the same, to the caller. */
static void
leave_priced (const Maker *maker, guint index)
{
  for (guint i = index; i < maker->problem->first_counter[maker->member + 1]; i++)
    if (counts_the_same (maker, i, index))
      g_array_append_val (maker->model->priced, i);
}

/* Where the price ends as a straight line, its last position stands for all above. */
static void
cut_tail (GengAxis *axis)
{
  const gint32 *price = axis->price;
  guint full = axis->size;

  if (full < FEWEST_FOR_SLOPE || price[full - 2] == GENG_INFINITE)
    return;
  axis->slope = price[full - 1] - price[full - 2];
  while (axis->size > 2 && price[axis->size - 2] != GENG_INFINITE
         && price[axis->size - 1] - price[axis->size - 2] == axis->slope)
    axis->size--;
  axis->saturates = axis->size < full;
}

/* The sizes and prices of an axis whose steps are known; FALSE where it is not worth one. */
static gboolean
price_axis (const Maker *maker, GengAxis *axis)
{
  guint64 reach = 0, end = 0;
  gboolean all_free = TRUE;

  for (guint d = 0; d < maker->problem->n_days; d++)
    reach += most_step (maker, axis, d);
  if (reach > MAX_SIZE * MAX_TURNED)
    return FALSE;
  axis->saturates = FALSE;
  axis->slope = 0;
  axis->price = g_new (gint32, reach + 1);
  for (guint64 p = 0; p <= reach; p++)
    {
      axis->price[p]
          = (gint32) scaled_price (maker, axis->counter, axis->base + axis->unit * (gint64) p);
      if (axis->price[p] != GENG_INFINITE)
        end = p;
      all_free &= axis->price[p] == 0;
    }
  /* above `end` all is forbidden; an axis that moves has two positions */
  axis->size = (guint) MAX (end + 1, MIN (reach + 1, 2));
  if (end == reach)
    cut_tail (axis);
  return !all_free && axis->size <= MAX_SIZE;
}

static void
find_days (const Maker *maker, GengAxis *axis)
{
  guint n = maker->problem->n_codes;

  axis->first = maker->problem->n_days;
  for (guint d = 0; d < maker->problem->n_days; d++)
    for (guint c = 0; c < n; c++)
      if (axis->step[d * n + c] != 0)
        {
          axis->first = MIN (axis->first, d);
          axis->last = d;
        }
  if (axis->first > axis->last)
    axis->first = axis->last = 0;
}

/* From the end: what must be there after each day for a permitted end to be in reach. */
static void
find_least (const Maker *maker, GengAxis *axis)
{
  guint need = 0;

  while (need + 1 < axis->size && axis->price[need] == GENG_INFINITE)
    need++;
  axis->least = g_new0 (guint, maker->problem->n_days);
  for (guint d = maker->problem->n_days; d-- > 0;)
    {
      guint most = most_step (maker, axis, d);

      axis->least[d] = need;
      need = need > most ? need - most : 0;
    }
}

static void
axis_clear (GengAxis *axis)
{
  g_clear_pointer (&axis->step, g_free);
  g_clear_pointer (&axis->price, g_free);
  g_clear_pointer (&axis->least, g_free);
}

/* How many positions cost nothing. */
static guint
free_positions (const GengAxis *axis)
{
  guint n = 0;

  for (guint p = 0; p < axis->size; p++)
    n += axis->price[p] == 0;
  return n;
}

/* Positions that are permitted, but not free. */
static gboolean
is_soft (const GengAxis *axis)
{
  for (guint p = 0; p < axis->size; p++)
    if (axis->price[p] != 0 && axis->price[p] != GENG_INFINITE)
      return TRUE;
  return FALSE;
}

enum
{
  HARD_LOW,   /* hard on both sides, or below */
  HARD_GROUP, /* of groups, hard above */
  HARD_HIGH,
  TARGET, /* soft, one position is free: mixing lines would come by it for nothing */
  SOFT,
  /* a maximum of most days is seldom in the way: it is priced when a line breaks it */
  LOOSE,
  N_RANKS
};

/* Which counters come first. */
static guint
rank (const Maker *maker, const GengAxis *axis)
{
  const GengParams *params = maker->model->params;
  gboolean hard_high = !axis->saturates;
  guint64 reach = 0;

  for (guint d = 0; d < maker->problem->n_days; d++)
    reach += most_step (maker, axis, d);
  hard_high = hard_high && axis->size <= reach;
  if (axis->price[0] == GENG_INFINITE)
    return HARD_LOW;
  if (hard_high && axis->group >= 0)
    return HARD_GROUP;
  if (is_soft (axis))
    return free_positions (axis) <= 1 ? TARGET : SOFT;
  if (hard_high)
    return axis->size > params->loose_part * (double) reach
                   && axis->last - axis->first > params->loose_days
               ? LOOSE
               : HARD_HIGH;
  return SOFT;
}

/* Counts what is left out instead: how much less than the most of each day.  A maximum near all
 * that is possible needs few positions then. */
static GengAxis
turn_round (const Maker *maker, const GengAxis *axis)
{
  const GengProblem *problem = maker->problem;
  GengAxis turned = *axis;

  turned.step = g_new0 (gint32, problem->n_days * problem->n_codes);
  turned.price = NULL;
  turned.unit = -axis->unit;
  for (guint d = 0; d < problem->n_days; d++)
    {
      gint32 most = (gint32) most_step (maker, axis, d);

      turned.base += axis->unit * most;
      for (guint c = 0; c < problem->n_codes; c++)
        if (allowed (maker, d, c))
          turned.step[d * problem->n_codes + c] = most - axis->step[d * problem->n_codes + c];
    }
  return turned;
}

static void
turn_where_smaller (const Maker *maker, GengAxis *axis)
{
  GengAxis turned = turn_round (maker, axis), left = turned;

  if (price_axis (maker, &turned) && turned.size < axis->size)
    {
      left = *axis;
      *axis = turned;
    }
  else
    left = turned;
  axis_clear (&left);
}

/* The axis's rank, or -1 where it is none. */
static gint
axis_init (const Maker *maker, GengAxis *axis, guint index)
{
  const GengCounter *counter = &g_array_index (maker->problem->counters, GengCounter, index);
  const GengAutomaton *automaton = maker->model->automaton;
  gint axis_rank;

  memset (axis, 0, sizeof *axis);
  axis->counter = index;
  axis->group = -1;
  axis->step = g_new0 (gint32, maker->problem->n_days * maker->problem->n_codes);
  if (counter->groups >= 0)
    {
      for (guint g = 0; g < automaton->n_groups; g++)
        if (automaton->group_counter[g] == index)
          axis->group = (gint) g;
      steps_of_groups (maker, counter, axis);
    }
  else
    steps_of_sum (maker, counter, axis);
  if ((counter->groups >= 0 && axis->group < 0) || !price_axis (maker, axis))
    return -1;
  find_days (maker, axis);
  axis_rank = (gint) rank (maker, axis);
  /* a least value prunes better as it is */
  if (axis->group < 0 && axis_rank != HARD_LOW)
    turn_where_smaller (maker, axis);
  find_days (maker, axis);
  find_least (maker, axis);
  axis->lazy = axis->group < 0 && axis_rank != HARD_LOW && axis_rank != TARGET;
  return axis_rank;
}

/* Cells of all layers if the axes were these: what lines can have come to and end well from. */
static double
count_cells (const Maker *maker, const GengAxis *axes, guint n_axes)
{
  guint64 top[GENG_MAX_AXES + 1] = { 0 };
  double cells = 0;

  for (guint d = 0; d < maker->problem->n_days; d++)
    {
      double layer = maker->model->automaton->n_states;

      for (guint a = 0; a < n_axes; a++)
        {
          top[a] = MIN (top[a] + most_step (maker, &axes[a], d), axes[a].size - 1);
          if (axes[a].first <= d && d <= axes[a].last)
            layer *= (double) (top[a] + 1 - MIN (axes[a].least[d], top[a]));
        }
      cells += layer;
    }
  return cells;
}

static void
offer_axis (Maker *maker, GengAxis *axis, guint axis_rank)
{
  GengLineModel *model = maker->model;
  const GengParams *params = model->params;
  double limit = axis_rank == LOOSE                         ? params->cells_loose
                 : axis_rank == SOFT || axis_rank == TARGET ? params->cells_soft
                                                            : params->cells_hard;
  GengAxis axes[GENG_MAX_AXES + 1];

  memcpy (axes, model->axis, sizeof model->axis);
  axes[model->n_axes] = *axis;
  if (model->n_axes < GENG_MAX_AXES && count_cells (maker, axes, model->n_axes + 1) <= limit)
    {
      model->axis[model->n_axes++] = *axis;
      return;
    }
  leave_priced (maker, axis->counter);
  axis_clear (axis);
}

/* The smallest first. */
static void
offer_rank (Maker *maker, GengAxis *axes, gint *ranks, guint n, guint axis_rank)
{
  while (TRUE)
    {
      gint smallest = -1;

      for (guint i = 0; i < n; i++)
        if (ranks[i] == (gint) axis_rank
            && (smallest < 0 || (axis_rank == SOFT && axes[i].size < axes[smallest].size)))
          smallest = (gint) i;
      if (smallest < 0)
        return;
      ranks[smallest] = -1;
      offer_axis (maker, &axes[smallest], axis_rank);
    }
}

/* The widest one that is always counted lies innermost. */
static gboolean
innermost_before (const GengAxis *a, const GengAxis *b)
{
  return a->lazy != b->lazy ? b->lazy : a->size > b->size;
}

static void
choose_axes (Maker *maker)
{
  const GengProblem *problem = maker->problem;
  guint first = problem->first_counter[maker->member];
  guint n = problem->first_counter[maker->member + 1] - first;
  g_autofree GengAxis *axes = g_new0 (GengAxis, n + 1);
  g_autofree gint *ranks = g_new0 (gint, n + 1);
  GengLineModel *model = maker->model;
  guint widest = 0;

  for (guint i = 0; i < n; i++)
    {
      guint same = 0;

      while (!counts_the_same (maker, first + same, first + i))
        same++;
      ranks[i] = -1;
      if (same < i)
        continue;
      ranks[i] = axis_init (maker, &axes[i], first + i);
      if (ranks[i] < 0)
        {
          /* free everywhere, or too large for an axis */
          if (axes[i].price == NULL || axes[i].size > MAX_SIZE)
            leave_priced (maker, axes[i].counter);
          axis_clear (&axes[i]);
        }
    }
  for (guint r = 0; r < N_RANKS; r++)
    offer_rank (maker, axes, ranks, n, r);
  for (guint a = 1; a < model->n_axes; a++)
    if (innermost_before (&model->axis[a], &model->axis[widest]))
      widest = a;
  if (widest > 0)
    {
      GengAxis swap = model->axis[0];

      model->axis[0] = model->axis[widest];
      model->axis[widest] = swap;
    }
  model->n_cells = (gsize) count_cells (maker, model->axis, model->n_axes);
}

static gboolean
same_option (const GengLineModel *model, guint day, guint a, guint b)
{
  if (model->automaton->kind[day * model->n_codes + a]
      != model->automaton->kind[day * model->n_codes + b])
    return FALSE;
  for (guint i = 0; i < model->n_axes; i++)
    {
      const gint32 *step = model->axis[i].step + day * model->n_codes;

      if (model->axis[i].group < 0 && step[a] != step[b])
        return FALSE;
    }
  return TRUE;
}

static void
find_options (Maker *maker)
{
  GengLineModel *model = maker->model;
  guint n = model->n_codes, n_options = 0, n_listed = 0;
  g_autofree gboolean *done = g_new0 (gboolean, n);

  model->first_option = g_new0 (guint, model->n_days + 1);
  model->options = g_new0 (GengOption, (gsize) model->n_days * n);
  model->option_codes = g_new0 (guint8, (gsize) model->n_days * n);
  model->code_option = g_new (guint8, (gsize) model->n_days * n);
  memset (model->code_option, G_MAXUINT8, (gsize) model->n_days * n);
  for (guint d = 0; d < model->n_days; d++)
    {
      model->first_option[d] = n_options;
      memset (done, 0, n * sizeof *done);
      for (guint c = 0; c < n; c++)
        {
          GengOption *option = &model->options[n_options];

          if (done[c] || !allowed (maker, d, c))
            continue;
          *option = (GengOption){ model->automaton->kind[d * n + c], n_listed, 0, { 0 } };
          for (guint i = 0; i < model->n_axes; i++)
            option->step[i] = model->axis[i].group < 0 ? model->axis[i].step[d * n + c] : 0;
          for (guint b = c; b < n; b++)
            if (!done[b] && allowed (maker, d, b) && same_option (model, d, c, b))
              {
                done[b] = TRUE;
                model->option_codes[n_listed++] = (guint8) b;
                model->code_option[d * n + b] = (guint8) (n_options - model->first_option[d]);
                option->n++;
              }
          n_options++;
        }
    }
  model->first_option[model->n_days] = n_options;
}

static void
find_groups (Maker *maker)
{
  GengLineModel *model = maker->model;
  guint n_groups = model->automaton->n_groups;

  model->counted_from = g_new (guint8, model->n_days * MAX (n_groups, 1));
  memset (model->counted_from, G_MAXUINT8, model->n_days * MAX (n_groups, 1));
  for (guint g = 0; g < n_groups; g++)
    {
      const GengCounter *counter = &g_array_index (maker->problem->counters, GengCounter,
                                                   model->automaton->group_counter[g]);
      const gint32 *groups = GENG_PROBLEM_GROUPS (maker->problem, counter->groups);
      guint first = 0;

      for (guint d = 0; d < model->n_days; d++)
        {
          if (groups[d] < 0)
            continue;
          if (groups[first] != groups[d])
            first = d;
          model->counted_from[d * n_groups + g] = (guint8) (d - first);
        }
    }
}

/* The most that can still be added on axis 0 from a state before a day; -1: no way on. */
static gint32
most_from (const GengLineModel *model, guint day, guint state, const gint32 *after)
{
  guint n;
  const GengArc *arc = geng_line_arcs (model, day, state, &n);
  gint32 most = -1;

  for (guint k = 0; k < n; k++)
    {
      const GengOption *option = &model->options[model->first_option[day] + arc[k].option];
      gint32 step = 0, rest = after[arc[k].next];

      if (model->n_axes > 0)
        step = model->axis[0].step[day * model->n_codes + model->option_codes[option->first]];
      if (rest >= 0)
        most = MAX (most, (gint32) MIN ((gint64) rest + step, G_MAXINT32 / 2));
    }
  return most;
}

/* Backward over days and states: what prunes prefixes that cannot end well. */
static void
find_reach (Maker *maker)
{
  GengLineModel *model = maker->model;
  guint n_states = model->automaton->n_states;
  gint32 need = 0;
  gint32 *most;

  most = model->least = g_new0 (gint32, (gsize) (model->n_days + 1) * n_states);
  while (model->n_axes > 0 && (guint) need + 1 < model->axis[0].size
         && model->axis[0].price[need] == GENG_INFINITE)
    need++;
  for (guint d = model->n_days; d-- > 0;)
    for (guint s = 0; s < n_states; s++)
      most[d * n_states + s] = most_from (model, d, s, most + (d + 1) * n_states);
  for (guint i = 0; i < (model->n_days + 1) * n_states; i++)
    most[i] = most[i] < 0 ? G_MAXINT32 : MAX (0, need - most[i]);
}

/* Forward over days and states: how far lines can have come on axis 0. */
static void
find_top (GengLineModel *model)
{
  guint n_states = model->automaton->n_states;
  gint32 last = model->n_axes > 0 ? (gint32) model->axis[0].size - 1 : 0;

  model->top = g_new (gint32, (gsize) (model->n_days + 1) * n_states);
  memset (model->top, G_MAXUINT8, (gsize) (model->n_days + 1) * n_states * sizeof *model->top);
  model->top[0] = 0;
  for (guint d = 0; d < model->n_days; d++)
    for (guint s = 0; s < n_states; s++)
      {
        gint32 before = model->top[d * n_states + s];
        guint n;
        const GengArc *arc = geng_line_arcs (model, d, s, &n);

        for (guint k = 0; k < n && before >= 0; k++)
          {
            const GengOption *option = &model->options[model->first_option[d] + arc[k].option];
            gint32 *after = &model->top[(d + 1) * n_states + arc[k].next], step = 0;

            if (model->n_axes > 0)
              step = model->axis[0].group < 0 ? option->step[0]
                                              : arc[k].counted >> model->axis[0].group & 1;
            *after = (gint32) MAX (*after, MIN ((gint64) before + step, last));
          }
      }
}

/* The same axes in another model of the member. */
static void
copy_axes (const Maker *maker, const GengLineModel *other)
{
  guint n_days = maker->problem->n_days;

  memcpy (maker->model->axis, other->axis, sizeof other->axis);
  maker->model->n_axes = other->n_axes;
  for (guint a = 0; a < other->n_axes; a++)
    {
      GengAxis *axis = &maker->model->axis[a];

      axis->step
          = g_memdup2 (axis->step, (gsize) n_days * maker->problem->n_codes * sizeof (gint32));
      axis->price = g_memdup2 (axis->price, axis->size * sizeof *axis->price);
      axis->least = g_memdup2 (axis->least, n_days * sizeof *axis->least);
    }
}

/* Options of each day against states: arcs, what is ahead of them, and what is behind. */
static guint64
count_effort (const GengLineModel *model)
{
  guint64 options = model->first_option[model->n_days];

  return options * model->automaton->n_states + (guint64) model->n_days * model->n_codes;
}

/* axes_of: a model whose axes this one has too, or NULL. */
static GengLineModel *
model_new (const GengProblem *problem,
           guint member,
           gint shift,
           const GengParams *params,
           GengAutomaton *automaton,
           const GengLineModel *axes_of)
{
  GengLineModel *model = g_new0 (GengLineModel, 1);
  Maker maker = { problem, member, shift, model };

  model->params = params;
  model->n_days = problem->n_days;
  model->n_codes = problem->n_codes;
  model->priced = g_array_new (FALSE, FALSE, sizeof (guint));
  model->automaton = automaton;
  model->join = g_new0 (const guint8 *, problem->n_days);
  for (guint d = 0; d + 1 < problem->n_days; d++)
    model->join[d] = GENG_PROBLEM_JOIN (problem, member, d);
  if (axes_of != NULL)
    copy_axes (&maker, axes_of);
  else
    choose_axes (&maker);
  find_options (&maker);
  find_groups (&maker);
  model->effort = automaton->effort + count_effort (model);
  geng_line_find_arcs (model, shift);
  find_reach (&maker);
  find_top (model);
  return model;
}

GengLineModel *
geng_line_model_new (const GengProblem *problem, guint member, gint shift, const GengParams *params)
{
  gboolean spans = problem->first_span[member] < problem->first_span[member + 1];
  GengAutomaton *automaton = geng_automaton_new (problem, member, TRUE);
  GengAutomaton *loose = spans ? geng_automaton_new (problem, member, FALSE) : NULL;
  GengLineModel *model = model_new (problem, member, shift, params, automaton, NULL);

  if (loose != NULL && automaton->n_states > params->loose_states * loose->n_states
      && automaton->n_groups == loose->n_groups)
    {
      model->loose = model_new (problem, member, shift, params, loose, model);
      model->effort += model->loose->effort;
      if (automaton->n_states > GENG_MANY_STATES)
        geng_line_label_find_under (model, problem, member);
    }
  else if (loose != NULL)
    geng_automaton_free (loose);
  return model;
}

void
geng_line_model_free (GengLineModel *model)
{
  if (model == NULL)
    return;
  geng_line_model_free (model->loose);
  for (guint i = 0; i < model->n_axes; i++)
    axis_clear (&model->axis[i]);
  geng_automaton_free (model->automaton);
  g_free (model->first_under);
  g_free (model->under);
  g_free (model->join);
  g_free (model->first_option);
  g_free (model->options);
  g_free (model->option_codes);
  g_free (model->code_option);
  g_free (model->pattern);
  g_free (model->first_arc);
  g_free (model->arcs);
  g_free (model->counted_from);
  g_free (model->least);
  g_free (model->top);
  g_array_unref (model->priced);
  g_free (model);
}
