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

/* Minutes of work on the day, less those that are no overtime where overtime is counted. */
static int
weigh_minutes (const GengCount *count, const GengScene *scene, int day, int minutes)
{
  gboolean rest_day = geng_scene_is_weekend (scene, day) || geng_scene_is_holiday (scene, day);
  gboolean whole = count->what.what != GENG_WHAT_OVERTIME || rest_day;

  return whole ? minutes : MAX (minutes, GENG_NORMAL_DAY_MINUTES) - GENG_NORMAL_DAY_MINUTES;
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
  return count->what.what & GENG_WHAT_MINUTES ? weigh_minutes (
             count, scene, day, geng_scene_shift_minutes (scene, lowering->shift[code], day))
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
  if (count->what.what & GENG_WHAT_MINUTES)
    return weigh_minutes (count, scene, day, geng_scene_duty_minutes (scene, member, day));
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

static guint
served_code (const GengLowering *lowering, guint member, int day)
{
  GengDuty *duty = geng_scene_base_duty (lowering->scene, member, day);

  return duty == NULL
             ? GENG_OFF
             : geng_lowering_code (lowering, geng_duty_get_shift (duty), geng_duty_get_post (duty));
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

/* Of that weekend; G_MAXINT where there is none. */
static int
begun_week (const GengCount *count,
            const GengScene *scene,
            guint member,
            const GengStretch *stretch,
            Bound bound)
{
  return is_begun (count, scene, member, stretch, bound) ? geng_scene_week_start (scene, 0)
                                                         : G_MAXINT;
}

/* What served days of the stretch have; weekends as sum_before() counts them; the weekend that
 * the record has begun is counted there. */
static gint64
sum_served (const GengCount *count,
            GengLowering *lowering,
            guint member,
            const GengStretch *stretch,
            Bound bound)
{
  const GengScene *scene = lowering->scene;
  int last = MIN (stretch->last, (int) scene->n_days - 1),
      counted = begun_week (count, scene, member, stretch, bound);
  gint64 sum = 0;

  for (int d = MAX (stretch->first, 0); d <= last; d++)
    {
      int week = geng_scene_week_start (scene, d);
      gint64 weight
          = geng_scene_is_served (scene, member, d)
                ? weight_of (count, lowering, member, d, served_code (lowering, member, d), bound)
                : 0;

      if (count->what.what != GENG_WHAT_WEEKENDS)
        sum += weight;
      else if (weight > 0 && geng_scene_is_weekend (scene, d) && week != counted)
        {
          counted = week;
          sum++;
        }
    }
  return sum;
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
  int begun = begun_week (count, scene, member, stretch, bound);

  if (count->what.what != GENG_WHAT_WEEKENDS)
    return -1;
  for (int d = 0; d < (int) scene->n_days; d++)
    {
      int week = geng_scene_week_start (scene, d);

      groups[d] = geng_scene_is_weekend (scene, d) && week != begun ? (week + 6) / 7 : -1;
    }
  return (gint) geng_problem_add_groups (lowering->problem, groups);
}

/* -- what was served -- */

/* The most that one day may add, whatever is served on it here: the station's own shifts stand
 * first. */
static gint64
heaviest_day (const GengCount *count, const GengScene *scene)
{
  gint64 heaviest = 0;

  if ((count->what.what & GENG_WHAT_MINUTES) == 0)
    return 1;
  for (guint s = 0; s < g_list_model_get_n_items (geng_station_get_shifts (scene->station)); s++)
    heaviest = MAX (heaviest, geng_shift_get_end_minute (scene->shifts[s])
                                  - geng_shift_get_start_minute (scene->shifts[s]));
  return heaviest > 0 ? heaviest : GENG_DAY_MINUTES;
}

/* @sum, of the days that are fixed, and the most that the free ones of @first..@last may add: a
 * hard least beyond it is out of reach by what was served, and asks for no more.  G_MAXINT64 where
 * nothing was served. */
static gint64
within_reach (const GengCount *count,
              const GengScene *scene,
              guint member,
              int first,
              int last,
              gint64 sum)
{
  gboolean off = count->what.what == GENG_WHAT_OFF, served = FALSE;
  gint64 heaviest = heaviest_day (count, scene);

  if (count->weight > 0)
    return G_MAXINT64;
  for (int d = MAX (first, 0); d <= last; d++)
    if (geng_scene_is_served (scene, member, d))
      served = TRUE;
    else if (!off || !geng_scene_absent (scene, member, d))
      sum += heaviest;
  return served ? sum : G_MAXINT64;
}

/* -- ranges -- */

static gint32
price_of (const GengCount *count, int weight)
{
  return weight > 0 && (count->what.what & GENG_WHAT_MINUTES) ? weight
                                                              : geng_lowering_price (weight);
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
             gint64 past,
             Which which,
             GengRange ranges[2])
{
  gboolean whole = days_known (stretch, scene) == stretch->last - stretch->first + 1;
  gint32 least = least_of (count, scene, member, stretch);
  gint32 most = count->target ? least : count->max;
  gint32 price = price_of (count, count->weight);
  guint n = 0;

  if (whole)
    least = (gint32) MIN (least, within_reach (count, scene, member, stretch->first,
                                               MIN (stretch->last, (int) scene->n_days - 1), past));
  if (least > 0 && which != ONLY_UPPER)
    ranges[n++] = (GengRange){
      .lo = least,
      .hi = G_MAXINT32,
      .under = whole ? price : price_of (count, MAX (count->weight, GENG_LIMIT_UNFINISHED_WEIGHT)),
    };
  if (most != G_MAXINT && which != ONLY_LOWER)
    ranges[n++] = (GengRange){ .lo = G_MININT32, .hi = MAX (most, (gint32) past), .over = price };
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
  gint64 served
      = count->weight == 0 ? sum_served (count, lowering, member, tables->stretch, bound) : 0;
  GengRange ranges[2];
  guint n = fill_ranges (count, lowering->scene, member, tables->stretch, before + served, which,
                         ranges);

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

/*
 * Days that were served before the first that is free are known like those of the record, but they
 * are days of the horizon.  Where they break a hard term already, they get weights that break it no
 * more and leave as much to the days after them as the rule does: counted from the first free day
 * back they add up to what is allowed, and spans of past days alone, further back, to the same.
 */
typedef struct
{
  const GengCount *count;
  GengLowering *lowering;
  guint member;
  Bound bound;
  const GengRange *range;
  int n_served;                  /* days 0 .. n_served - 1 */
  gint64 weights[GENG_MAX_SPAN]; /* of the days before the first free one, the nearest first */
} Past;

/* What the day weighs by the rule, the first day before the free ones being 0. */
static gint64
raw_weight (const Past *self, int back)
{
  const GengScene *scene = self->lowering->scene;
  int day = self->n_served - 1 - back;

  if (day >= 0)
    return weight_of (self->count, self->lowering, self->member, day,
                      served_code (self->lowering, self->member, day), self->bound);
  return day >= -scene->n_before
             ? weight_before (self->count, scene, self->member, day, self->bound)
             : 0;
}

/* What @n past days may count for, when a span goes on for the rest of its days. */
static gint64
allow (const Past *self, gint64 sum, int n)
{
  int free = self->count->span.n_days - n;
  int last = MIN (self->n_served + free, (int) self->lowering->scene->n_days) - 1;
  gint64 room = within_reach (self->count, self->lowering->scene, self->member, self->n_served - n,
                              last, sum)
                - sum;

  return CLAMP (sum, MIN (self->range->lo - room, self->range->hi), self->range->hi);
}

/* Whether the past breaks the term; sets what its days weigh then. */
static gboolean
weigh_past (Past *self)
{
  int n = self->count->span.n_days;
  gint64 sum = 0, allowed = 0;
  gboolean broken = FALSE;

  for (int i = 0; i < n; i++)
    {
      gint64 before = allowed;

      sum += raw_weight (self, i);
      allowed = allow (self, sum, i + 1);
      self->weights[i] = allowed - before;
      broken = broken || allowed != sum;
    }
  for (int i = n; i < self->n_served + n - 1; i++)
    {
      sum += raw_weight (self, i) - raw_weight (self, i - n);
      broken = broken || sum < self->range->lo || sum > self->range->hi;
    }
  return broken;
}

static int
count_served_days (const GengScene *scene, guint member)
{
  int n = 0;

  while (n < (int) scene->n_days && geng_scene_is_served (scene, member, n))
    n++;
  return n;
}

/* In the place of the usual weights of the member's span, where what was served needs it. */
static void
excuse_served (const GengCount *count,
               GengLowering *lowering,
               Bound bound,
               const GengRange *range,
               GengSpan *span)
{
  guint n_codes = lowering->n_codes, n_days = lowering->scene->n_days;
  int n = count->span.n_days;
  Past past = { count, lowering, span->member,
                bound, range,    count_served_days (lowering->scene, span->member),
                { 0 } };
  g_autofree gint32 *weights = NULL;

  if (count->weight > 0 || past.n_served == 0 || !weigh_past (&past))
    return;
  weights = g_new0 (gint32, (gsize) n_days * n_codes);
  for (int d = 0; d < (int) n_days; d++)
    for (guint c = 0; c < n_codes; c++)
      weights[(guint) d * n_codes + c]
          = d < past.n_served ? (gint32) past.weights[(past.n_served - 1 - d) % n]
                              : weight_of (count, lowering, span->member, d, c, bound);
  span->weights = geng_problem_add_weights (lowering->problem, weights);
  for (int i = 0; i < n - 1; i++)
    span->before[i] = (gint32) past.weights[(past.n_served + i) % n];
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
  excuse_served (count, lowering, bound, &range, &span);
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
