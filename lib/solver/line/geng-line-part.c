/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-line-part.h"

/* States of one part before those that nothing tells apart are merged.  A span of fourteen days of
 * duty or no duty has 8,192 at most, one of three lengths of shift over a week 729. */
#define MAX_STATES 60000
/* What a part tells apart on any day: sets of days of a pattern, weights of a span. */
#define MAX_LETTERS 1000
/* Of finding a slot's letter. */
#define SPELL_EFFORT 1

/* -- letters -- */

static GengLinePart *
part_new (const GengProblem *problem)
{
  GengLinePart *part = g_new0 (GengLinePart, 1);

  part->letter = g_new0 (guint16, (gsize) problem->n_days * problem->n_codes);
  return part;
}

void
geng_line_part_free (GengLinePart *part)
{
  g_clear_pointer (&part->machine, geng_machine_free);
  g_free (part->letter);
  g_free (part);
}

/* Gives a slot the letter of its value. */
static void
spell (GengLinePart *part, GArray *values, gsize slot, gint64 value)
{
  guint l = 0;

  while (l < values->len && g_array_index (values, gint64, l) != value)
    l++;
  if (l == values->len)
    g_array_append_val (values, value);
  part->letter[slot] = (guint16) l;
}

typedef gint64 (*ValueFunc) (const GengProblem *problem, gconstpointer data, guint day, guint code);

static GArray *
spell_all (GengLinePart *part,
           const GengProblem *problem,
           guint member,
           ValueFunc func,
           gconstpointer data)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint d = 0; d < problem->n_days; d++)
    for (guint c = 0; c < problem->n_codes; c++)
      if (GENG_PROBLEM_COST (problem, member, d)[c] != GENG_FORBIDDEN)
        spell (part, values, (gsize) d * problem->n_codes + c, func (problem, data, d, c));
  return values;
}

static GengLinePart *
finish (GengLinePart *part,
        guint64 n_slots,
        GengMachineStep step,
        gconstpointer maker,
        const GArray *values,
        gconstpointer eve,
        gsize key_size,
        gboolean *too_large,
        guint64 *effort)
{
  GengMachine *machine = NULL;

  *effort += n_slots * SPELL_EFFORT;
  if (values->len <= MAX_LETTERS)
    machine
        = geng_machine_explore (step, maker, values->len, eve, key_size, MAX_STATES, NULL, effort);
  part->machine = machine;
  if (machine == NULL)
    {
      *too_large = TRUE;
      geng_line_part_free (part);
      return NULL;
    }
  g_free (geng_machine_reduce (machine, NULL, effort));
  return part;
}

/* -- runs -- */

typedef struct
{
  const GengRunLimit *limit;
  gint64 cap; /* lengths from it on are all the same */
  const GArray *values;
} RunMaker;

/* A run's length so far; exempt: it touches an unknown eve and is never too short. */
typedef struct
{
  guint32 length, exempt;
} Run;

static gboolean
step_run (gconstpointer data, gconstpointer from, guint letter, gpointer to, gint64 *price)
{
  const RunMaker *maker = data;
  const GengRunLimit *limit = maker->limit;
  Run *run = to;
  gint64 missing;

  memcpy (run, from, sizeof *run);
  missing = (gint64) limit->min - run->length;
  if (g_array_index (maker->values, gint64, letter))
    {
      if (run->length + 1 > (gint64) limit->max && limit->over == GENG_FORBIDDEN)
        return FALSE;
      *price = run->length + 1 > (gint64) limit->max ? limit->over : 0;
      run->length = (guint32) MIN (run->length + 1, maker->cap);
      run->exempt = run->exempt && (gint64) run->length < limit->min;
      return TRUE;
    }
  if (run->length > 0 && missing > 0 && !run->exempt)
    {
      if (limit->under == GENG_FORBIDDEN)
        return FALSE;
      *price = missing * limit->under;
    }
  run->length = run->exempt = 0;
  return TRUE;
}

static gint64
in_run (const GengProblem *problem, gconstpointer limit, guint day, guint code)
{
  (void) day;
  return GENG_PROBLEM_CODE_SET (problem, ((const GengRunLimit *) limit)->code_set)[code];
}

GengLinePart *
geng_line_part_of_run (const GengProblem *problem,
                       const GengRunLimit *limit,
                       gboolean *too_large,
                       guint64 *effort)
{
  gint64 reach = (gint64) problem->n_days + limit->before;
  gboolean may_be_long = limit->over > 0 && limit->max < reach;
  RunMaker maker = { limit, MAX (MIN (limit->min, reach), may_be_long ? limit->max : 1), NULL };
  GengLinePart *part;
  g_autoptr (GArray) values = NULL;
  Run eve = { 0, 0 };

  if (!may_be_long && (limit->min <= 1 || limit->under == 0))
    return NULL;
  part = part_new (problem);
  maker.values = values = spell_all (part, problem, limit->member, in_run, limit);
  eve.length = (guint32) MIN (limit->before, maker.cap);
  eve.exempt = !limit->known && (gint64) eve.length < limit->min;
  return finish (part, (guint64) problem->n_days * problem->n_codes, step_run, &maker, values, &eve,
                 sizeof eve, too_large, effort);
}

/* -- patterns -- */

typedef struct
{
  const GengPattern *pattern;
  const GArray *values;
} PatternMaker;

#define MAY_BEGIN (1 << GENG_MAX_PATTERN)

/* Bit i: the code may be the pattern's day i; MAY_BEGIN: on a day on which it may begin. */
static gint64
pattern_days (const GengProblem *problem, gconstpointer data, guint day, guint code)
{
  const GengPattern *pattern = data;
  gint64 bits = GENG_PROBLEM_DAY_SET (problem, pattern->starts)[day] ? MAY_BEGIN : 0;

  for (guint i = 0; i < pattern->n_sets; i++)
    bits |= GENG_PROBLEM_CODE_SET (problem, pattern->code_set[i])[code] ? 1 << i : 0;
  return bits;
}

/* A state's bit i: the last i + 1 days are a beginning of the pattern. */
static gboolean
step_pattern (gconstpointer data, gconstpointer from, guint letter, gpointer to, gint64 *price)
{
  const PatternMaker *maker = data;
  guint bits = (guint) g_array_index (maker->values, gint64, letter);
  guint whole = 1u << (maker->pattern->n_sets - 1);
  guint begun = (guint) * (const guint8 *) from << 1 | (bits & MAY_BEGIN ? 1 : 0);

  begun &= bits;
  *price = begun & whole ? maker->pattern->price : 0;
  *(guint8 *) to = (guint8) (begun & (whole - 1));
  return *price != GENG_FORBIDDEN;
}

GengLinePart *
geng_line_part_of_pattern (const GengProblem *problem,
                           const GengPattern *pattern,
                           gboolean *too_large,
                           guint64 *effort)
{
  PatternMaker maker = { pattern, NULL };
  GengLinePart *part;
  g_autoptr (GArray) values = NULL;
  guint8 eve = pattern->begun & (guint8) ((1u << (pattern->n_sets - 1)) - 1);

  if (pattern->price == 0)
    return NULL;
  part = part_new (problem);
  maker.values = values = spell_all (part, problem, pattern->member, pattern_days, pattern);
  return finish (part, (guint64) problem->n_days * problem->n_codes, step_pattern, &maker, values,
                 &eve, 1, too_large, effort);
}

/* -- spans -- */

typedef struct
{
  const GengProblem *problem;
  const GengSpan *span;
  const GArray *values;
  gint64 least, most; /* of a day's weight */
  gboolean tight;     /* what may still come is all that matters: a hard maximum, nothing below 0 */
  gint64 hi;          /* that maximum */
} SpanMaker;

/* sum[i]: over the last i + 1 days, or SETTLED where the span that they begin can cost nothing any
 * more.  In a tight one instead: the most that the next i + 1 days may weigh. */
typedef struct
{
  gint64 sum[GENG_MAX_SPAN - 1];
  gint64 exempt; /* so many spans to come reach back into unknown days */
} Sums;

#define SETTLED G_MAXINT64

/* Whether no value in low..high costs anything. */
static gboolean
is_free (const GengProblem *problem, const GengSpan *span, gint64 low, gint64 high)
{
  for (guint r = span->first_range; r < span->first_range + span->n_ranges; r++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (problem, r);

      if ((range->lo != G_MININT32 && low < range->lo && (range->gap || range->under > 0))
          || (range->hi != G_MAXINT32 && high > range->hi && range->over > 0))
        return FALSE;
    }
  return TRUE;
}

static void
settle (const SpanMaker *maker, Sums *sums)
{
  guint n = maker->span->n_days - 1;

  for (guint i = 0; i < n; i++)
    {
      gint64 left = (gint64) n - i;

      if (sums->sum[i] != SETTLED
          && is_free (maker->problem, maker->span, sums->sum[i] + left * maker->least,
                      sums->sum[i] + left * maker->most))
        sums->sum[i] = SETTLED;
    }
}

static gboolean
step_sums (const SpanMaker *maker, gint64 weight, Sums *sums, gint64 *price)
{
  guint n = maker->span->n_days - 1;
  gint64 last = n > 0 ? sums->sum[n - 1] : 0;

  if (last != SETTLED)
    {
      GengValue value
          = geng_problem_price_sum (maker->problem, maker->span, last + weight, sums->exempt == 0);

      if (value.forbidden > 0)
        return FALSE;
      *price = geng_problem_objective (maker->problem, &value);
    }
  for (guint i = n; i-- > 1;)
    sums->sum[i] = sums->sum[i - 1] == SETTLED ? SETTLED : sums->sum[i - 1] + weight;
  if (n > 0)
    sums->sum[0] = weight;
  sums->exempt = MAX (sums->exempt - 1, 0);
  settle (maker, sums);
  return TRUE;
}

/* No day weighs more than `most`, so no day more may be allowed either. */
static void
tighten (const SpanMaker *maker, Sums *room)
{
  gint64 before = 0;

  for (guint i = 0; i + 1 < maker->span->n_days; i++)
    before = room->sum[i] = MIN (room->sum[i], before + maker->most);
}

static gboolean
step_room (const SpanMaker *maker, gint64 weight, Sums *room)
{
  guint n = maker->span->n_days - 1;

  if (weight > (n > 0 ? room->sum[0] : maker->hi))
    return FALSE;
  for (guint i = 0; i + 1 < n; i++)
    room->sum[i] = room->sum[i + 1] - weight;
  if (n > 0)
    room->sum[n - 1] = maker->hi - weight;
  tighten (maker, room);
  return TRUE;
}

static gboolean
step_span (gconstpointer data, gconstpointer from, guint letter, gpointer to, gint64 *price)
{
  const SpanMaker *maker = data;
  gint64 weight = g_array_index (maker->values, gint64, letter);

  memcpy (to, from, sizeof (Sums));
  return maker->tight ? step_room (maker, weight, to) : step_sums (maker, weight, to, price);
}

static gint64
weight_of (const GengProblem *problem, gconstpointer span, guint day, guint code)
{
  return GENG_PROBLEM_WEIGHTS (problem,
                               ((const GengSpan *) span)->weights)[day * problem->n_codes + code];
}

static gboolean
is_hard_maximum (const SpanMaker *maker)
{
  const GengSpan *span = maker->span;
  const GengRange *range = GENG_PROBLEM_RANGE (maker->problem, span->first_range);
  gint64 least = maker->least;

  for (guint b = 0; b + 1 < span->n_days; b++)
    least = MIN (least, span->before[b]);
  return least >= 0 && span->n_ranges == 1 && range->over == GENG_FORBIDDEN
         && range->hi != G_MAXINT32 && (range->lo <= 0 || (range->under == 0 && !range->gap));
}

static void
find_eve (const SpanMaker *maker, Sums *eve)
{
  const GengSpan *span = maker->span;
  guint n = span->n_days - 1;
  gint64 sum = 0;

  memset (eve, 0, sizeof *eve);
  for (guint i = 0; i < n; i++)
    {
      sum += span->before[i];
      eve->sum[maker->tight ? n - 1 - i : i] = maker->tight ? maker->hi - sum : sum;
    }
  if (maker->tight)
    tighten (maker, eve);
  else
    {
      eve->exempt = MAX ((gint) n - (gint) span->known, 0);
      settle (maker, eve);
    }
}

GengLinePart *
geng_line_part_of_span (const GengProblem *problem,
                        const GengSpan *span,
                        gboolean *too_large,
                        guint64 *effort)
{
  SpanMaker maker = { .problem = problem, .span = span };
  GengLinePart *part;
  g_autoptr (GArray) values = NULL;
  gint64 low = 0, high = 0;
  Sums eve;

  part = part_new (problem);
  maker.values = values = spell_all (part, problem, span->member, weight_of, span);
  for (guint i = 0; i < values->len; i++)
    {
      gint64 weight = g_array_index (values, gint64, i);

      maker.least = i == 0 ? weight : MIN (maker.least, weight);
      maker.most = i == 0 ? weight : MAX (maker.most, weight);
    }
  low = high = 0;
  for (guint b = 0; b + 1 < span->n_days; b++)
    {
      low += MIN (span->before[b], 0);
      high += MAX (span->before[b], 0);
    }
  if (is_free (problem, span, low + span->n_days * MIN (maker.least, 0),
               high + span->n_days * MAX (maker.most, 0)))
    {
      geng_line_part_free (part);
      return NULL;
    }
  maker.tight = is_hard_maximum (&maker);
  maker.hi = GENG_PROBLEM_RANGE (problem, span->first_range)->hi;
  find_eve (&maker, &eve);
  return finish (part, (guint64) problem->n_days * problem->n_codes, step_span, &maker, values,
                 &eve, sizeof eve, too_large, effort);
}
