/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-space.h"

static const GengCounter *
get_counter (const GengSpace *space, guint index)
{
  const GengPricedCounter *priced = &g_array_index (space->priced, GengPricedCounter, index);

  return &g_array_index (space->problem->counters, GengCounter, priced->counter);
}

static gint64
count (const GengSpace *space, guint index, const guint8 *codes)
{
  return geng_problem_count (space->problem, get_counter (space, index), codes);
}

/* Moves the prices of the counters that the line breaks or pays for; FALSE: it does none. */
static gboolean
press (const GengSpace *space, guint member, const guint8 *codes, double weight, gint64 *price)
{
  gint64 most = space->hard;
  gboolean pressed = FALSE;

  for (guint i = space->first_priced[member]; i < space->first_priced[member + 1]; i++)
    {
      const GengPricedCounter *priced = &g_array_index (space->priced, GengPricedCounter, i);
      gint64 value = count (space, i, codes);
      gint64 here = geng_space_price_counter (space, i, value);
      gint64 more = MIN (geng_space_price_counter (space, i, value + priced->unit) - here, most);
      gint64 less = MAX (here - geng_space_price_counter (space, i, value - priced->unit), -most);

      if (here == 0)
        continue;
      price[i - space->first_priced[member]]
          += (gint64) (weight * (double) (CLAMP (more, -most, most) + CLAMP (less, -most, most))
                       / 2);
      pressed = TRUE;
    }
  return pressed;
}

static void
add_pressure (const GengSpace *space,
              guint member,
              const gint64 *price,
              const gint32 *cost,
              gint32 *pressed,
              gint32 *group_price)
{
  const GengProblem *problem = space->problem;
  guint n = problem->n_days * problem->n_codes;

  memcpy (pressed, cost, n * sizeof *cost);
  for (guint i = space->first_priced[member]; i < space->first_priced[member + 1]; i++)
    {
      const GengPricedCounter *priced = &g_array_index (space->priced, GengPricedCounter, i);
      const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, get_counter (space, i)->weights);
      gint64 unit = geng_scale (price[i - space->first_priced[member]], space->shift);

      if (priced->group >= 0)
        group_price[priced->group] = geng_space_clamp (space, unit);
      for (guint j = 0; j < n && priced->group < 0; j++)
        if (pressed[j] < GENG_INFINITE)
          pressed[j] = geng_space_clamp (space, pressed[j] + unit * (weights[j] / priced->unit));
    }
}

/* A day on which the line feeds the sum in question. */
typedef struct
{
  gint64 regret; /* what the day's next best code would cost more */
  guint day;
} Use;

static int
least_regret_first (gconstpointer a, gconstpointer b)
{
  const Use *use = a, *other = b;

  return use->regret != other->regret ? (use->regret > other->regret ? 1 : -1)
                                      : (use->day < other->day ? 1 : -1);
}

/* Where the line feeds a plain sum. */
static guint
find_uses (const GengSpace *space,
           const gint32 *weights,
           const guint8 *codes,
           const gint32 *cost,
           Use *uses)
{
  guint n_codes = space->problem->n_codes, n = 0;

  for (guint d = 0; d < space->problem->n_days; d++)
    {
      gint32 next_best = GENG_INFINITE;

      if (weights[d * n_codes + codes[d]] <= 0)
        continue;
      for (guint c = 0; c < n_codes; c++)
        if (weights[d * n_codes + c] <= 0)
          next_best = MIN (next_best, cost[d * n_codes + c]);
      uses[n++] = (Use){ (gint64) next_best - cost[d * n_codes + codes[d]], d };
    }
  return n;
}

/* Drops the uses of a plain sum that are least regretted until it costs nothing, and bars it on all
 * days but those that are left; FALSE, and nothing is barred, where fewer uses do not help. */
static gboolean
hold_to_limit (const GengSpace *space, guint index, const guint8 *codes, gint32 *cost)
{
  const GengProblem *problem = space->problem;
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, get_counter (space, index)->weights);
  gint64 value = count (space, index, codes);
  g_autofree Use *uses = g_new (Use, problem->n_days);
  g_autofree gboolean *kept = g_new0 (gboolean, problem->n_days);
  guint n = find_uses (space, weights, codes, cost, uses), dropped = 0;

  qsort (uses, n, sizeof *uses, least_regret_first);
  for (; dropped < n && geng_space_price_counter (space, index, value) > 0; dropped++)
    value -= weights[uses[dropped].day * problem->n_codes + codes[uses[dropped].day]];
  if (dropped == 0 || geng_space_price_counter (space, index, value) > 0)
    return FALSE;
  for (guint u = dropped; u < n; u++)
    kept[uses[u].day] = TRUE;
  for (guint d = 0; d < problem->n_days; d++)
    for (guint c = 0; c < problem->n_codes; c++)
      if (weights[d * problem->n_codes + c] > 0 && !(kept[d] && c == codes[d]))
        cost[d * problem->n_codes + c] = GENG_INFINITE;
  return TRUE;
}

/* The groups (weekends) that the line counts for, by what leaving them would cost more; in `day`
 * their numbers. */
static guint
find_groups (const GengSpace *space,
             const GengCounter *counter,
             const guint8 *codes,
             const gint32 *cost,
             Use *uses)
{
  const GengProblem *problem = space->problem;
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
  const gint32 *groups = GENG_PROBLEM_GROUPS (problem, counter->groups);
  guint n = 0;

  for (guint d = 0; d < problem->n_days; d++)
    {
      const gint32 *day = cost + d * problem->n_codes;
      gint32 next_best = GENG_INFINITE;

      if (groups[d] < 0 || weights[d * problem->n_codes + codes[d]] == 0)
        continue;
      for (guint c = 0; c < problem->n_codes; c++)
        if (weights[d * problem->n_codes + c] == 0)
          next_best = MIN (next_best, day[c]);
      if (n == 0 || uses[n - 1].day != (guint) groups[d])
        uses[n++] = (Use){ 0, (guint) groups[d] };
      uses[n - 1].regret += (gint64) next_best - day[codes[d]];
    }
  return n;
}

/* The same for a count of groups: what counts is barred in all groups but those that are left. */
static gboolean
hold_to_groups (const GengSpace *space, guint index, const guint8 *codes, gint32 *cost)
{
  const GengProblem *problem = space->problem;
  const GengCounter *counter = get_counter (space, index);
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
  const gint32 *groups = GENG_PROBLEM_GROUPS (problem, counter->groups);
  gint64 value = count (space, index, codes);
  g_autofree Use *uses = g_new (Use, problem->n_days);
  g_autofree gboolean *kept = g_new0 (gboolean, problem->n_days);
  guint n = find_groups (space, counter, codes, cost, uses), dropped = 0;

  qsort (uses, n, sizeof *uses, least_regret_first);
  for (; dropped < n && geng_space_price_counter (space, index, value) > 0; dropped++)
    value--;
  if (dropped == 0 || geng_space_price_counter (space, index, value) > 0)
    return FALSE;
  for (guint u = dropped; u < n; u++)
    kept[uses[u].day] = TRUE;
  for (guint d = 0; d < problem->n_days; d++)
    for (guint c = 0; c < problem->n_codes && groups[d] >= 0 && !kept[groups[d]]; c++)
      if (weights[d * problem->n_codes + c] != 0)
        cost[d * problem->n_codes + c] = GENG_INFINITE;
  return TRUE;
}

/* Bars what takes the line beyond any of its limits; FALSE: nothing does. */
static gboolean
hold (const GengSpace *space, guint member, const guint8 *codes, gint32 *cost)
{
  gboolean held = FALSE;

  for (guint i = space->first_priced[member]; i < space->first_priced[member + 1]; i++)
    held |= get_counter (space, i)->groups < 0 ? hold_to_limit (space, i, codes, cost)
                                               : hold_to_groups (space, i, codes, cost);
  return held;
}

static gint64
price_of (const GengSpace *space, guint member, const gint32 *cost, const guint8 *codes)
{
  const GengProblem *problem = space->problem;
  gint64 value = 0;

  for (guint i = space->first_priced[member]; i < space->first_priced[member + 1]; i++)
    value += geng_space_price_counter (space, i, count (space, i, codes));
  value = geng_scale (value, space->shift);
  for (guint d = 0; d < problem->n_days; d++)
    value += cost[d * problem->n_codes + codes[d]];
  return value;
}

/* What a search for a legal line shares. */
typedef struct
{
  const GengSpace *space;
  GengLineArena *arena;
  guint member;
  const gint32 *cost; /* as asked for */
  gint32 *open;       /* the same, less what is barred */
  gint64 *price;      /* [priced counter of the member]: pressure on its unit */
  guint8 *line;       /* the last one */
  guint8 *codes;      /* the best legal one */
  gint64 best;        /* its price, or G_MAXINT64 */
  gboolean tempted;   /* the first line, without pressure, was not legal */
} Plan;

/* The best line by what is open and the pressure; FALSE where there is none. */
static gboolean
find_line (Plan *plan)
{
  const GengSpace *space = plan->space;
  guint n_days = space->problem->n_days;
  g_autofree gint32 *pressed = g_new (gint32, n_days * space->problem->n_codes);
  gint32 group_price[GENG_MAX_GROUPS] = { 0 };
  gint64 value;
  gboolean legal;

  add_pressure (space, plan->member, plan->price, plan->open, pressed, group_price);
  if (geng_line_solve (space->line[plan->member], plan->arena, pressed, group_price, NULL, FALSE,
                       FALSE, plan->line)
      >= GENG_INFINITE)
    return FALSE;
  geng_space_price_line (space, plan->member, plan->line, &legal);
  value = price_of (space, plan->member, plan->cost, plan->line);
  if (legal && value < plan->best)
    {
      plan->best = value;
      memcpy (plan->codes, plan->line, n_days);
    }
  return TRUE;
}

/* Pressure moves a whole line at once: all its days leave a shift that has become too dear.  Where
 * it does too much of something, holding it to its limit keeps the days that are worth most. */
static void
hold_from_the_start (Plan *plan)
{
  const GengSpace *space = plan->space;
  guint n_priced = space->first_priced[plan->member + 1] - space->first_priced[plan->member];

  memcpy (plan->open, plan->cost,
          (gsize) space->problem->n_days * space->problem->n_codes * sizeof *plan->open);
  memset (plan->price, 0, n_priced * sizeof *plan->price);
  for (guint round = 0; round < space->params->hold_rounds; round++)
    if (!find_line (plan) || !hold (space, plan->member, plan->line, plan->open))
      break;
}

/* A counter's unit may be a minute: pressure starts low and grows.  Where a member has more limits
 * than pressure has rounds, lines may go from one to the next; they are held to them then. */
static void
press_or_hold (Plan *plan)
{
  const GengParams *params = plan->space->params;
  double weight = params->press_first;

  for (guint round = 0; find_line (plan); round++, weight *= params->press_more)
    {
      gboolean more;

      plan->tempted |= plan->best == G_MAXINT64;
      if (plan->best < G_MAXINT64 && round >= params->press_enough)
        break;
      more = round + 1 < params->press_rounds
                 ? press (plan->space, plan->member, plan->line, weight, plan->price)
                 : hold (plan->space, plan->member, plan->line, plan->open);
      if (!more)
        break;
    }
}

gboolean
geng_space_plan_line (const GengSpace *space,
                      GengLineArena *arena,
                      guint member,
                      const gint32 *cost,
                      guint8 *codes)
{
  gsize n = (gsize) space->problem->n_days * space->problem->n_codes;
  guint n_priced = space->first_priced[member + 1] - space->first_priced[member];
  g_autofree gint64 *price = g_new0 (gint64, n_priced + 1);
  g_autofree gint32 *open = g_memdup2 (cost, n * sizeof *cost);
  g_autofree guint8 *line = g_new0 (guint8, space->problem->n_days);
  Plan plan = { space, arena, member, cost, open, price, line, codes, G_MAXINT64, FALSE };

  press_or_hold (&plan);
  if (plan.tempted)
    hold_from_the_start (&plan);
  return plan.best < G_MAXINT64;
}
