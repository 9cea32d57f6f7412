/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-walk.h"

static const GengRunLimit *
run_limit (const GengWalk *walk, guint r)
{
  return &g_array_index (walk->problem->run_limits, GengRunLimit, walk->first_run + r);
}

static const GengPattern *
pattern_of (const GengWalk *walk, guint p)
{
  return &g_array_index (walk->problem->patterns, GengPattern, walk->first_pattern + p);
}

static const GengSpan *
span_of (const GengWalk *walk, guint s)
{
  return &g_array_index (walk->problem->spans, GengSpan, walk->first_span + s);
}

static const GengCounter *
counter_of (const GengWalk *walk, guint i)
{
  return &g_array_index (walk->problem->counters, GengCounter, walk->first_counter + i);
}

/* What a day can add to a counter; a group may count on each of its days. */
static void
find_reach (GengWalk *walk, guint i)
{
  const GengProblem *problem = walk->problem;
  const GengCounter *counter = counter_of (walk, i);
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (problem, counter->weights);
  gsize n = walk->n_counters;

  for (guint d = problem->n_days; d-- > 0;)
    {
      gint64 least = G_MAXINT64, most = G_MININT64;

      for (guint c = 0; c < problem->n_codes; c++)
        if (GENG_PROBLEM_COST (problem, walk->member, d)[c] != GENG_FORBIDDEN)
          {
            gint64 weight = weights[d * problem->n_codes + c];

            if (counter->groups >= 0)
              weight = weight != 0 && GENG_PROBLEM_GROUPS (problem, counter->groups)[d] >= 0;
            least = MIN (least, weight);
            most = MAX (most, weight);
          }
      if (counter->groups >= 0 || least == G_MAXINT64)
        least = 0;
      walk->least[d * n + i] = walk->least[(d + 1) * n + i] + least;
      walk->most[d * n + i] = walk->most[(d + 1) * n + i] + MAX (most, least);
    }
}

GengWalk *
geng_walk_new (const GengProblem *problem, guint member)
{
  GengWalk *walk = g_new0 (GengWalk, 1);
  gsize n_days = problem->n_days + 1;

  walk->problem = problem;
  walk->member = member;
  walk->first_run = problem->first_run_limit[member];
  walk->n_runs = problem->first_run_limit[member + 1] - walk->first_run;
  walk->first_pattern = problem->first_pattern[member];
  walk->n_patterns = problem->first_pattern[member + 1] - walk->first_pattern;
  walk->first_span = problem->first_span[member];
  walk->n_spans = problem->first_span[member + 1] - walk->first_span;
  walk->first_counter = problem->first_counter[member];
  walk->n_counters = problem->first_counter[member + 1] - walk->first_counter;
  walk->codes = g_new0 (guint8, n_days);
  walk->price = g_new0 (gint64, n_days);
  walk->length = g_new0 (gint32, n_days * walk->n_runs + 1);
  walk->known = g_new0 (guint8, n_days * walk->n_runs + 1);
  walk->begun = g_new0 (guint8, n_days * walk->n_patterns + 1);
  walk->value = g_new0 (gint64, n_days * walk->n_counters + 1);
  walk->group = g_new0 (gint32, n_days * walk->n_counters + 1);
  walk->least = g_new0 (gint64, n_days * walk->n_counters + 1);
  walk->most = g_new0 (gint64, n_days * walk->n_counters + 1);
  for (guint r = 0; r < walk->n_runs; r++)
    {
      walk->length[r] = run_limit (walk, r)->before;
      walk->known[r] = run_limit (walk, r)->known;
    }
  for (guint p = 0; p < walk->n_patterns; p++)
    walk->begun[p] = pattern_of (walk, p)->begun;
  for (guint i = 0; i < walk->n_counters; i++)
    {
      walk->value[i] = counter_of (walk, i)->before;
      walk->group[i] = -1;
      find_reach (walk, i);
    }
  return walk;
}

void
geng_walk_free (GengWalk *walk)
{
  g_free (walk->codes);
  g_free (walk->price);
  g_free (walk->length);
  g_free (walk->known);
  g_free (walk->begun);
  g_free (walk->value);
  g_free (walk->group);
  g_free (walk->least);
  g_free (walk->most);
  g_free (walk);
}

static gboolean
charge (gint64 *price, gint32 unit_price, gint64 units)
{
  if (units <= 0)
    return TRUE;
  if (unit_price == GENG_FORBIDDEN)
    return FALSE;
  *price += unit_price * units;
  return TRUE;
}

static gboolean
step_run (GengWalk *walk, guint r, guint day, guint code)
{
  const GengRunLimit *limit = run_limit (walk, r);
  gsize here = (gsize) day * walk->n_runs + r, next = here + walk->n_runs;
  gint32 length = walk->length[here];

  walk->known[next] = walk->known[here];
  if (GENG_PROBLEM_CODE_SET (walk->problem, limit->code_set)[code])
    {
      walk->length[next] = length + 1;
      return charge (&walk->price[day + 1], limit->over, length + 1 > limit->max ? 1 : 0);
    }
  walk->length[next] = 0;
  walk->known[next] = TRUE;
  return length == 0 || !walk->known[here]
         || charge (&walk->price[day + 1], limit->under, (gint64) limit->min - length);
}

static gboolean
step_pattern (GengWalk *walk, guint p, guint day, guint code)
{
  const GengPattern *pattern = pattern_of (walk, p);
  guint8 begun = (guint8) (walk->begun[day * walk->n_patterns + p] << 1);
  gboolean whole;

  if (GENG_PROBLEM_DAY_SET (walk->problem, pattern->starts)[day])
    begun |= 1;
  for (guint i = 0; i < pattern->n_sets; i++)
    if (!GENG_PROBLEM_CODE_SET (walk->problem, pattern->code_set[i])[code])
      begun &= (guint8) ~(1u << i);
  whole = begun >> (pattern->n_sets - 1) & 1;
  walk->begun[(day + 1) * walk->n_patterns + p]
      = (guint8) (begun & ((1u << (pattern->n_sets - 1)) - 1));
  return charge (&walk->price[day + 1], pattern->price, whole);
}

static gboolean
step_span (GengWalk *walk, guint s, guint day)
{
  GengValue price = geng_problem_price_span (walk->problem, span_of (walk, s), walk->codes, day);

  walk->price[day + 1] += geng_problem_objective (walk->problem, &price);
  return price.forbidden == 0;
}

static void
step_counter (GengWalk *walk, guint i, guint day, guint code)
{
  const GengProblem *problem = walk->problem;
  const GengCounter *counter = counter_of (walk, i);
  gint32 weight = GENG_PROBLEM_WEIGHTS (problem, counter->weights)[day * problem->n_codes + code];
  gsize here = (gsize) day * walk->n_counters + i, next = here + walk->n_counters;
  gint32 group;

  walk->value[next] = walk->value[here] + (counter->groups < 0 ? weight : 0);
  walk->group[next] = walk->group[here];
  if (counter->groups < 0)
    return;
  group = GENG_PROBLEM_GROUPS (problem, counter->groups)[day];
  if (group < 0 || weight == 0 || group == walk->group[here])
    return;
  walk->value[next]++;
  walk->group[next] = group;
}

/* The least that a counter will charge; FALSE where it must be forbidden. */
static gboolean
counter_price (const GengWalk *walk, guint i, guint day, gint64 *price)
{
  const GengProblem *problem = walk->problem;
  const GengCounter *counter = counter_of (walk, i);
  gsize here = (gsize) day * walk->n_counters + i;
  gint64 low = walk->value[here] + walk->least[here], high = walk->value[here] + walk->most[here];
  gboolean legal = TRUE;

  for (guint r = counter->first_range; r < counter->first_range + counter->n_ranges; r++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (problem, r);

      if (range->lo != G_MININT32)
        legal &= charge (price, range->gap ? problem->gap_price : range->under, range->lo - high);
      if (range->hi != G_MAXINT32)
        legal &= charge (price, range->over, low - range->hi);
    }
  return legal;
}

gboolean
geng_walk_step (GengWalk *walk, guint day, guint code)
{
  const GengProblem *problem = walk->problem;
  gint32 cost = GENG_PROBLEM_COST (problem, walk->member, day)[code];
  gint64 unused = 0;

  if (cost == GENG_FORBIDDEN
      || (day > 0
          && GENG_PROBLEM_JOIN (problem, walk->member,
                                day - 1)[walk->codes[day - 1] * problem->n_codes + code]))
    return FALSE;
  walk->codes[day] = (guint8) code;
  walk->price[day + 1] = walk->price[day] + cost;
  for (guint r = 0; r < walk->n_runs; r++)
    if (!step_run (walk, r, day, code))
      return FALSE;
  for (guint p = 0; p < walk->n_patterns; p++)
    if (!step_pattern (walk, p, day, code))
      return FALSE;
  for (guint s = 0; s < walk->n_spans; s++)
    if (!step_span (walk, s, day))
      return FALSE;
  for (guint i = 0; i < walk->n_counters; i++)
    {
      step_counter (walk, i, day, code);
      if (!counter_price (walk, i, day + 1, &unused))
        return FALSE;
    }
  return TRUE;
}

gint64
geng_walk_counters (const GengWalk *walk, guint day)
{
  gint64 price = 0;

  for (guint i = 0; i < walk->n_counters; i++)
    counter_price (walk, i, day, &price);
  return price;
}

/* Whether any end that is still possible would be forbidden. */
static gboolean
counter_matters (const GengWalk *walk, guint i, guint day)
{
  const GengCounter *counter = counter_of (walk, i);
  gsize here = (gsize) day * walk->n_counters + i;

  for (guint r = counter->first_range; r < counter->first_range + counter->n_ranges; r++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (walk->problem, r);

      if ((range->lo != G_MININT32 && !range->gap && range->under == GENG_FORBIDDEN
           && walk->value[here] + walk->least[here] < range->lo)
          || (range->hi != G_MAXINT32 && range->over == GENG_FORBIDDEN
              && walk->value[here] + walk->most[here] > range->hi))
        return TRUE;
    }
  return FALSE;
}

/* Whether a span forbids anything. */
static gboolean
span_is_hard (const GengWalk *walk, const GengSpan *span)
{
  for (guint r = span->first_range; r < span->first_range + span->n_ranges; r++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (walk->problem, r);

      if ((!range->gap && range->under == GENG_FORBIDDEN) || range->over == GENG_FORBIDDEN)
        return TRUE;
    }
  return FALSE;
}

/* The weights of the days before, as far as a span to come will see them. */
static void
add_span_key (const GengWalk *walk, const GengSpan *span, guint day, GByteArray *key)
{
  const gint32 *weights = GENG_PROBLEM_WEIGHTS (walk->problem, span->weights);

  if (!span_is_hard (walk, span))
    return;
  for (guint back = 1; back < span->n_days; back++)
    {
      gint32 weight = back <= day
                          ? weights[(day - back) * walk->problem->n_codes + walk->codes[day - back]]
                          : span->before[back - day - 1];

      g_byte_array_append (key, (const guint8 *) &weight, sizeof weight);
    }
}

GBytes *
geng_walk_key (const GengWalk *walk, guint day)
{
  GByteArray *key = g_byte_array_new ();
  guint8 last = day > 0 ? walk->codes[day - 1] : 0;

  g_byte_array_append (key, (const guint8 *) &day, sizeof day);
  g_byte_array_append (key, &last, 1);
  for (guint r = 0; r < walk->n_runs; r++)
    {
      const GengRunLimit *limit = run_limit (walk, r);
      gint64 reach = (gint64) walk->problem->n_days + limit->before;
      gint32 length = MIN (walk->length[day * walk->n_runs + r],
                           MAX (limit->min, limit->max < reach ? limit->max + 1 : 1));

      g_byte_array_append (key, (const guint8 *) &length, sizeof length);
      g_byte_array_append (key, &walk->known[day * walk->n_runs + r], 1);
    }
  for (guint p = 0; p < walk->n_patterns; p++)
    if (pattern_of (walk, p)->price == GENG_FORBIDDEN)
      g_byte_array_append (key, &walk->begun[day * walk->n_patterns + p], 1);
  for (guint s = 0; s < walk->n_spans; s++)
    add_span_key (walk, span_of (walk, s), day, key);
  for (guint i = 0; i < walk->n_counters; i++)
    if (counter_matters (walk, i, day))
      {
        gsize here = (gsize) day * walk->n_counters + i;

        g_byte_array_append (key, (const guint8 *) &i, sizeof i);
        g_byte_array_append (key, (const guint8 *) &walk->value[here], sizeof walk->value[here]);
        g_byte_array_append (key, (const guint8 *) &walk->group[here], sizeof walk->group[here]);
      }
  return g_byte_array_free_to_bytes (key);
}
