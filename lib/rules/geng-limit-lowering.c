/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-limit.h"
#include "geng-rule-line.h"
#include "geng-rule-list.h"

/*
 * The rule `limit` as counters, one a member and stretch, and as spans of the problem for days in a
 * row.  What a duty weighs is a table that all members share; only days off differ, by who is away.
 */

/* Who is a reserve is on the shift for what is allowed at most and off for what is asked at least:
 * two tables, where the station has reserves. */
typedef enum
{
  UPPER,
  LOWER
} Bound;

static gboolean
is_off (const GengLowering *lowering, guint code, Bound bound)
{
  return geng_lowering_is_off (lowering, code)
         || (bound == LOWER && geng_scene_is_reserve (lowering->scene, lowering->post[code]));
}

static gint32
weight_of (const GengCount *count,
           const GengLowering *lowering,
           guint member,
           int day,
           guint code,
           Bound bound)
{
  const GengScene *scene = lowering->scene;

  if (count->what.what == GENG_WHAT_OFF)
    return is_off (lowering, code, bound) && !geng_scene_absent (scene, member, day);
  if (code == GENG_OFF
      || (is_off (lowering, code, bound) && !is_off (lowering, code, UPPER)
          && count->what.post != lowering->post[code])
      || !geng_selector_takes (&count->what, scene, lowering->shift[code], lowering->post[code],
                               day))
    return 0;
  return count->what.what == GENG_WHAT_HOURS
             ? geng_scene_shift_minutes (scene, lowering->shift[code], day)
             : 1;
}

static guint
add_weights (const GengCount *count,
             GengLowering *lowering,
             guint member,
             const GengStretch *stretch,
             Bound bound)
{
  guint n_codes = lowering->n_codes;
  g_autofree gint32 *weights = g_new0 (gint32, (gsize) lowering->scene->n_days * n_codes);

  for (int d = MAX (stretch->first, 0); d <= MIN (stretch->last, (int) lowering->scene->n_days - 1);
       d++)
    for (guint c = 0; c < n_codes; c++)
      weights[d * n_codes + c] = weight_of (count, lowering, member, d, c, bound);
  return geng_problem_add_weights (lowering->problem, weights);
}

/* -- the record -- */

/* What a day before the period weighs. */
static gint64
weight_before (const GengCount *count, const GengScene *scene, guint member, int day, Bound bound)
{
  GengDuty *duty = geng_scene_duty (scene, member, day);
  gboolean waits = bound == LOWER && geng_scene_reserves (scene, member, day);

  if (count->what.what == GENG_WHAT_OFF)
    return (waits || !geng_scene_works (scene, member, day))
           && !geng_scene_absent (scene, member, day);
  if (duty == NULL || (waits && count->what.post != geng_duty_get_post (duty)))
    return 0;
  if (count->what.what == GENG_WHAT_HOURS)
    return geng_scene_duty_minutes (scene, member, day);
  return geng_selector_takes (&count->what, scene, geng_scene_duty_shift (scene, member, day),
                              geng_duty_get_post (duty), day);
}

/* Weekends are counted once, whichever of their days were served. */
static gint64
sum_before (const GengCount *count,
            const GengScene *scene,
            guint member,
            const GengStretch *stretch,
            Bound bound)
{
  gint64 sum = 0;
  int week = G_MAXINT;

  for (int d = MAX (stretch->first, -scene->n_before); d < 0; d++)
    {
      gint64 weight = weight_before (count, scene, member, d, bound);

      if (count->what.what != GENG_WHAT_WEEKENDS)
        sum += weight;
      else if (weight > 0 && week != geng_scene_week_start (scene, d))
        {
          week = geng_scene_week_start (scene, d);
          sum++;
        }
    }
  return sum;
}

/* The weekend in whose middle the period begins was worked already. */
static gboolean
is_begun (const GengCount *count,
          const GengScene *scene,
          guint member,
          const GengStretch *stretch,
          Bound bound)
{
  int first = MAX (MAX (stretch->first, -scene->n_before), geng_scene_week_start (scene, 0));

  for (int d = first; d < 0; d++)
    if (weight_before (count, scene, member, d, bound) > 0)
      return TRUE;
  return FALSE;
}

static gint
add_groups (const GengCount *count,
            GengLowering *lowering,
            guint member,
            const GengStretch *stretch,
            Bound bound)
{
  const GengScene *scene = lowering->scene;
  g_autofree gint32 *groups = g_new0 (gint32, scene->n_days);
  int begun = is_begun (count, scene, member, stretch, bound) ? geng_scene_week_start (scene, 0)
                                                              : G_MAXINT;

  if (count->what.what != GENG_WHAT_WEEKENDS)
    return -1;
  for (int d = 0; d < (int) scene->n_days; d++)
    {
      int week = geng_scene_week_start (scene, d);

      groups[d] = geng_scene_is_weekend (scene, d) && week != begun ? (week + 6) / 7 : -1;
    }
  return (gint) geng_problem_add_groups (lowering->problem, groups);
}

/* -- ranges -- */

static gint32
price_of (const GengCount *count, int weight)
{
  return weight > 0 && count->what.what == GENG_WHAT_HOURS ? weight : geng_lowering_price (weight);
}

static int
days_known (const GengStretch *stretch, const GengScene *scene)
{
  return MIN (stretch->last, (int) scene->n_days - 1) - MAX (stretch->first, -scene->n_before) + 1;
}

/* The part of the least that is asked for. */
static gint32
least_of (const GengCount *count, const GengScene *scene, guint member, const GengStretch *stretch)
{
  int n = stretch->last - stretch->first + 1, known = days_known (stretch, scene), away = 0;

  for (int d = MAX (stretch->first, -scene->n_before);
       count->pro_rata && d <= MIN (stretch->last, (int) scene->n_days - 1); d++)
    away += geng_scene_absent (scene, member, d);
  return (gint32) ((gint64) count->min * (known - away) / n);
}

/* Both bounds as one counter, or one of them, where they count otherwise. */
typedef enum
{
  ONLY_UPPER,
  ONLY_LOWER,
  BOTH
} Which;

static guint
fill_ranges (const GengCount *count,
             const GengScene *scene,
             guint member,
             const GengStretch *stretch,
             gint64 before,
             Which which,
             GengRange ranges[2])
{
  gboolean whole = days_known (stretch, scene) == stretch->last - stretch->first + 1;
  gint32 least = least_of (count, scene, member, stretch);
  gint32 most = count->target ? least : count->max;
  gint32 price = price_of (count, count->weight);
  guint n = 0;

  if (least > 0 && which != ONLY_UPPER)
    ranges[n++] = (GengRange){
      .lo = least,
      .hi = G_MAXINT32,
      .under = whole ? price : price_of (count, MAX (count->weight, GENG_LIMIT_UNFINISHED_WEIGHT)),
    };
  if (most != G_MAXINT && which != ONLY_LOWER)
    ranges[n++] = (GengRange){ .lo = G_MININT32, .hi = MAX (most, (gint32) before), .over = price };
  return n;
}

/* The tables of a stretch, made when they are first needed: members share them, but for days off,
 * which differ by who is away. */
typedef struct
{
  const GengCount *count;
  const GengStretch *stretch;
  guint weights[2]; /* [Bound] */
  int owner[2];     /* [Bound] whose they are; -1: nobody's yet */
} Tables;

static guint
weights_for (Tables *self, GengLowering *lowering, guint member, Bound bound)
{
  if (self->owner[bound] < 0
      || (self->count->what.what == GENG_WHAT_OFF && self->owner[bound] != (int) member))
    {
      self->weights[bound] = add_weights (self->count, lowering, member, self->stretch, bound);
      self->owner[bound] = (int) member;
    }
  return self->weights[bound];
}

static void
add_counter (Tables *tables, GengLowering *lowering, guint member, Which which, Bound bound)
{
  const GengCount *count = tables->count;
  gint64 before = sum_before (count, lowering->scene, member, tables->stretch, bound);
  GengRange ranges[2];
  guint n = fill_ranges (count, lowering->scene, member, tables->stretch, before, which, ranges);

  if (n > 0)
    geng_problem_add_counter (
        lowering->problem, member, weights_for (tables, lowering, member, bound),
        add_groups (count, lowering, member, tables->stretch, bound), (gint32) before, ranges, n);
}

/* A target is a least on both of its sides. */
static void
add_counters (Tables *tables, GengLowering *lowering, guint member)
{
  if (!geng_scene_has_reserves (lowering->scene))
    add_counter (tables, lowering, member, BOTH, UPPER);
  else if (tables->count->target)
    add_counter (tables, lowering, member, BOTH, LOWER);
  else
    {
      add_counter (tables, lowering, member, ONLY_LOWER, LOWER);
      add_counter (tables, lowering, member, ONLY_UPPER, UPPER);
    }
}

/* -- days in a row -- */

/*
 * The span's ranges are the same wherever it ends, but what the record has already is not held
 * against the period: its days weigh no more than the most allows, counted from the eve back.  So
 * much is left for the period's days of each span then as the rule leaves them.
 */
static void
fill_before (const GengCount *count, const GengScene *scene, Bound bound, GengSpan *span)
{
  gint64 sum = 0, allowed = 0;

  for (int i = 0; i < count->span.n_days - 1; i++)
    {
      gint64 weight
          = i < scene->n_before ? weight_before (count, scene, span->member, -1 - i, bound) : 0;
      gint64 before = allowed;

      sum += weight;
      allowed = MIN (sum, count->max);
      span->before[i] = (gint32) (allowed - before);
    }
}

static void
add_span (Tables *tables, GengLowering *lowering, guint member, Which which, Bound bound)
{
  const GengCount *count = tables->count;
  gint32 price = price_of (count, count->weight);
  GengRange range = { .lo = count->min > 0 && which != ONLY_UPPER ? count->min : G_MININT32,
                      .hi = which != ONLY_LOWER ? count->max : G_MAXINT32,
                      .under = price,
                      .over = price };
  GengSpan span = { .member = member,
                    .n_days = (guint) count->span.n_days,
                    .known = (guint) lowering->scene->n_before };

  if (range.lo == G_MININT32 && range.hi == G_MAXINT32)
    return;
  span.weights = weights_for (tables, lowering, member, bound);
  fill_before (count, lowering->scene, bound, &span);
  geng_problem_add_span (lowering->problem, &span, &range, 1);
}

static void
compile_rolling (const GengClause *clause, GengLowering *lowering)
{
  const GengStretch period = { 0, (int) lowering->scene->n_days - 1 };
  Tables tables = { clause->params, &period, { 0, 0 }, { -1, -1 } };

  for (guint i = 0; i < clause->members->len; i++)
    {
      guint member = geng_clause_member (clause, i);

      if (!geng_scene_has_reserves (lowering->scene))
        {
          add_span (&tables, lowering, member, BOTH, UPPER);
          continue;
        }
      add_span (&tables, lowering, member, ONLY_LOWER, LOWER);
      add_span (&tables, lowering, member, ONLY_UPPER, UPPER);
    }
}

/* -- the calendar -- */

static void
compile_stretch (const GengClause *clause, GengLowering *lowering, const GengStretch *stretch)
{
  Tables tables = { clause->params, stretch, { 0, 0 }, { -1, -1 } };

  for (guint i = 0; i < clause->members->len; i++)
    add_counters (&tables, lowering, geng_clause_member (clause, i));
}

void
geng_limit_compile (const GengClause *clause, GengLowering *lowering)
{
  const GengCount *count = clause->params;
  g_autoptr (GArray) stretches = NULL;

  if (count->span.per == GENG_PER_DAYS)
    {
      compile_rolling (clause, lowering);
      return;
    }
  stretches = geng_rule_span_list (&count->span, lowering->scene);
  for (guint i = 0; i < stretches->len; i++)
    compile_stretch (clause, lowering, &g_array_index (stretches, GengStretch, i));
}
