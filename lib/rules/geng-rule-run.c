/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/*
 * run = duties 1..5; nights ..3; off 2.. soft 5
 *
 * Days in a row on which something is served, or nothing is.  The record before the period counts:
 * a run that comes over from it goes on.  A run that touches the last day, or began before what is
 * known, is never too short; neither is one that leave or the contract cuts off on the first day,
 * since nobody can make it longer.
 */

#define ALLOWED (GENG_WHAT_DUTIES | GENG_WHAT_OFF)

typedef struct
{
  GengLimit limit;
  GengSelector what;
} Runs;

static void
runs_free (gpointer runs)
{
  geng_selector_clear (&((Runs *) runs)->what);
  g_free (runs);
}

static gboolean
parse (GengStatement *statement, GError **error)
{
  Runs *runs = g_new0 (Runs, 1);

  if (geng_selector_parse (&runs->what, &statement->text, statement->station, ALLOWED, error))
    {
      if (geng_statement_lifts (statement, runs->what.key))
        {
          runs_free (runs);
          return TRUE;
        }
      if (geng_rule_text_limit (&statement->text, GENG_RULE_UNIT_DAYS, &runs->limit, error))
        {
          geng_statement_add (statement, runs, g_strdup (runs->what.key),
                              geng_hold_of (runs->limit.weight));
          return TRUE;
        }
    }
  runs_free (runs);
  return FALSE;
}

static char *
describe (gconstpointer params)
{
  const Runs *runs = params;
  g_autofree char *range = geng_range_text (runs->limit.min, runs->limit.max, FALSE);

  return g_strdup_printf (_ ("%s in a row %s"), runs->what.title, range);
}

/* -- meaning -- */

/* A run of duties that has come to the first day when the member is away, whose leave or contract
 * ends it: nobody could have made it longer.  It ended on the day before @end. */
static gboolean
ends_by_leave (const Runs *runs, const GengScene *scene, guint member, int begin, int end)
{
  return runs->what.what == GENG_WHAT_DUTIES && begin <= 0 && end >= 0
         && geng_scene_absent (scene, member, 0);
}

static void
report_run (const GengClause *clause,
            const GengScene *scene,
            guint member,
            int first,
            int last,
            int off,
            GengVerdicts *verdicts)
{
  const Runs *runs = clause->params;
  g_autofree char *range = NULL;
  g_autofree char *message = NULL;

  if (off <= 0)
    return;
  range = geng_range_text (runs->limit.min, runs->limit.max, FALSE);
  message = g_strdup_printf (_ ("%s: %s, %d days in a row; it should be %s"),
                             geng_name (scene->members[member]), runs->what.title, last - first + 1,
                             range);
  geng_verdicts_line (verdicts, clause, scene, member, first, last, off, runs->limit.weight,
                      message);
}

/* A reserve's day is one of the run for what is allowed at most, and a day off for what is asked at
 * least: the two are looked at apart. */
static void
check_longest (const GengClause *clause,
               const GengScene *scene,
               guint member,
               GengVerdicts *verdicts)
{
  const Runs *runs = clause->params;
  int length = 0, extra = 0;

  for (int d = -scene->n_before; d <= (int) scene->n_days; d++)
    {
      if (d < (int) scene->n_days && geng_selector_counts (&runs->what, scene, member, d))
        {
          length++;
          extra += d >= 0 && length > runs->limit.max
                   && !(runs->limit.weight == 0 && geng_scene_is_served (scene, member, d));
          continue;
        }
      report_run (clause, scene, member, d - length, d - 1, extra, verdicts);
      length = extra = 0;
    }
}

static void
check_shortest (const GengClause *clause,
                const GengScene *scene,
                guint member,
                GengVerdicts *verdicts)
{
  const Runs *runs = clause->params;
  gboolean begun = FALSE; /* the first day of the run is known */
  int length = 0;

  for (int d = -scene->n_before; d < (int) scene->n_days; d++)
    {
      if (geng_selector_counts_least (&runs->what, scene, member, d))
        {
          length++;
          continue;
        }
      if (length > 0 && d >= 0 && begun && !ends_by_leave (runs, scene, member, d - length, d))
        report_run (clause, scene, member, d - length, d - 1, runs->limit.min - length, verdicts);
      length = 0;
      begun = TRUE;
    }
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    {
      check_longest (clause, scene, geng_clause_member (clause, i), verdicts);
      check_shortest (clause, scene, geng_clause_member (clause, i), verdicts);
    }
}

/* -- lowering -- */

/* How a day counts: for the longest run, or for the shortest. */
typedef gboolean (*Counts) (const GengSelector *what,
                            const GengScene *scene,
                            guint member,
                            int day);

/* Whoever is away on the first day cannot go on with a run of duties, so that none is too short. */
static gboolean
is_cut (const Runs *runs, const GengScene *scene, guint member)
{
  return runs->what.what == GENG_WHAT_DUTIES && geng_scene_absent (scene, member, 0);
}

/* Days of the run that the eve ends. */
static int
count_before (const Runs *runs, const GengScene *scene, guint member, Counts counts)
{
  int n = 0;

  while (n < scene->n_before && counts (&runs->what, scene, member, -1 - n))
    n++;
  return n;
}

/* -- what was served -- */

/* Whether what was served that day is of the run. @codes: that are */
static gboolean
counts_served (const GengLowering *lowering, const guint8 *codes, guint member, int day)
{
  GengDuty *duty = geng_scene_base_duty (lowering->scene, member, day);

  return codes[duty == NULL ? GENG_OFF
                            : geng_lowering_code (lowering, geng_duty_get_shift (duty),
                                                  geng_duty_get_post (duty))];
}

/* Whether the served days before the first free one have a run that is too long, or end one that is
 * too short.  @limit: the member's, with what the record has */
static void
look_at_served (const GengLowering *lowering,
                const GengRunLimit *limit,
                const guint8 *codes,
                gboolean *too_long,
                gboolean *too_short)
{
  const GengScene *scene = lowering->scene;
  int length = limit->before;
  gboolean known = limit->known;

  *too_long = *too_short = FALSE;
  for (int d = 0; d < (int) scene->n_days && geng_scene_is_served (scene, limit->member, d); d++)
    {
      if (counts_served (lowering, codes, limit->member, d))
        {
          length++;
          *too_long = *too_long || length > limit->max;
          continue;
        }
      *too_short = *too_short || (length > 0 && length < limit->min && known);
      length = 0;
      known = TRUE;
    }
}

/* One day more than may be, each time.  A pattern lets pass what lies in the past (geng-problem.h),
 * as a run limit cannot. */
static void
forbid_longer (const Runs *runs, GengLowering *lowering, const GengRunLimit *limit)
{
  GengPattern pattern = { .member = limit->member,
                          .n_sets = (guint) runs->limit.max + 1,
                          .starts = geng_lowering_any_day (lowering),
                          .price = GENG_FORBIDDEN };

  for (guint i = 0; i < pattern.n_sets; i++)
    pattern.code_set[i] = limit->code_set;
  for (int i = 0; i < MIN (runs->limit.max, limit->before); i++)
    pattern.begun |= (guint8) (1u << i);
  geng_problem_add_pattern (lowering->problem, &pattern);
}

/* The same for a limit longer than a pattern: of so many days and one more, at most so many count.
 * Of the served days those that no free day can reach weigh nothing. */
static void
weigh_longer (const Runs *runs,
              GengLowering *lowering,
              const GengRunLimit *limit,
              const guint8 *codes)
{
  const GengScene *scene = lowering->scene;
  guint n_codes = lowering->n_codes, max = (guint) runs->limit.max, n_served = 0;
  g_autofree gint32 *weights = g_new0 (gint32, (gsize) scene->n_days * n_codes);
  GengSpan span = { .member = limit->member, .n_days = max + 1, .known = (guint) scene->n_before };
  GengRange range = { .lo = G_MININT32, .hi = (gint32) max, .over = GENG_FORBIDDEN };

  while (n_served < scene->n_days && geng_scene_is_served (scene, limit->member, (int) n_served))
    n_served++;
  for (guint d = n_served - MIN (n_served, max); d < scene->n_days; d++)
    for (guint c = 0; c < n_codes; c++)
      weights[d * n_codes + c] = codes[c];
  for (guint i = 0; i < max && i < (guint) limit->before; i++)
    span.before[i] = i + n_served < max;
  span.weights = geng_problem_add_weights (lowering->problem, weights);
  geng_problem_add_span (lowering->problem, &span, &range, 1);
}

/* A run of @n days between two days that are not of it. */
static void
forbid_run_of (GengLowering *lowering, const GengRunLimit *limit, guint outside, guint n)
{
  GengPattern pattern = { .member = limit->member,
                          .n_sets = n + 2,
                          .starts = geng_lowering_any_day (lowering),
                          .price = GENG_FORBIDDEN };

  pattern.code_set[0] = pattern.code_set[n + 1] = outside;
  for (guint i = 1; i <= n; i++)
    pattern.code_set[i] = limit->code_set;
  if (limit->known && limit->before <= (int) n)
    pattern.begun = (guint8) (1u << limit->before);
  geng_problem_add_pattern (lowering->problem, &pattern);
}

static void
forbid_shorter (const Runs *runs,
                GengLowering *lowering,
                const GengRunLimit *limit,
                const guint8 *codes)
{
  g_autofree guint8 *others = g_new0 (guint8, lowering->n_codes);
  guint outside;

  for (guint c = 0; c < lowering->n_codes; c++)
    others[c] = !codes[c];
  outside = geng_problem_add_code_set (lowering->problem, others);
  for (int n = 1; n < runs->limit.min; n++)
    forbid_run_of (lowering, limit, outside, (guint) n);
}

/* Opens the side of a hard limit that what was served breaks, and says the same by patterns. */
static void
excuse_served (const Runs *runs, GengLowering *lowering, GengRunLimit *limit, const guint8 *codes)
{
  gboolean too_long, too_short;

  if (runs->limit.weight > 0)
    return;
  look_at_served (lowering, limit, codes, &too_long, &too_short);
  if (too_long && runs->limit.max < GENG_MAX_SPAN)
    {
      if (runs->limit.max < GENG_MAX_PATTERN)
        forbid_longer (runs, lowering, limit);
      else
        weigh_longer (runs, lowering, limit, codes);
      limit->max = (int) lowering->scene->n_days + limit->before;
    }
  if (too_short && runs->limit.min < GENG_MAX_PATTERN)
    {
      forbid_shorter (runs, lowering, limit, codes);
      limit->min = 0;
    }
}

/* @codes: of the run */
static void
add_limits (const GengClause *clause,
            GengLowering *lowering,
            GengRunLimit limit,
            const guint8 *codes,
            Counts counts)
{
  const GengScene *scene = lowering->scene;
  const Runs *runs = clause->params;
  int min = limit.min, max = limit.max;

  for (guint i = 0; i < clause->members->len; i++)
    {
      limit.member = geng_clause_member (clause, i);
      limit.before = count_before (runs, scene, limit.member, counts);
      limit.known = limit.before < scene->n_before && !is_cut (runs, scene, limit.member);
      limit.min = MIN (min, (int) scene->n_days + limit.before + 1);
      limit.max = MIN (max, (int) scene->n_days + limit.before);
      excuse_served (runs, lowering, &limit, codes);
      geng_problem_add_run_limit (lowering->problem, &limit);
    }
}

/* The codes of the run, but those of reserves are off. */
static guint8 *
select_least (const GengLowering *lowering, const GengSelector *what)
{
  guint8 *codes = geng_lowering_select (lowering, what);

  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    if (geng_scene_is_reserve (lowering->scene, lowering->post[c]))
      codes[c] = geng_selector_takes_least (what, lowering->scene, lowering->shift[c],
                                            lowering->post[c], 0);
  return codes;
}

static void
compile_bounds (const GengClause *clause,
                GengLowering *lowering,
                GengRunLimit limit,
                const guint8 *most)
{
  const Runs *runs = clause->params;
  g_autofree guint8 *least = select_least (lowering, &runs->what);

  limit.min = 0;
  if (limit.max != G_MAXINT)
    add_limits (clause, lowering, limit, most, geng_selector_counts);
  limit.min = runs->limit.min;
  limit.max = G_MAXINT;
  limit.code_set = geng_problem_add_code_set (lowering->problem, least);
  if (limit.min > 1)
    add_limits (clause, lowering, limit, least, geng_selector_counts_least);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const Runs *runs = clause->params;
  gint32 price = geng_lowering_price (runs->limit.weight);
  g_autofree guint8 *codes = geng_lowering_select (lowering, &runs->what);
  GengRunLimit limit = { .min = runs->limit.min,
                         .max = runs->limit.max,
                         .code_set = geng_problem_add_code_set (lowering->problem, codes),
                         .under = price,
                         .over = price };

  if (geng_scene_has_reserves (lowering->scene))
    compile_bounds (clause, lowering, limit, codes);
  else
    add_limits (clause, lowering, limit, codes, geng_selector_counts);
}

/* -- words -- */

static const GengExample examples[] = {
  { "duties 1..5", "勤务 1..5", { "at most 5 duty days in a row", "最多连上 5 天" } },
  { "nights ..3", "夜班 ..3", { "at most 3 nights in a row", "最多连上 3 个夜班" } },
  { "off 2.. soft 5", "休 2.. 软 5", { "a single day off costs 5 points", "只休一天扣 5 分" } },
  { NULL }
};

static const GengParameter parameters[]
    = { { .name = "what",
          .title = { "what runs", "什么连着" },
          .type = GENG_RULE_PARAMETER_TYPE_WHAT,
          .what = ALLOWED,
          .syntax = { .is_key = TRUE } },
        { .name = "range",
          .title = { "days in a row", "连续天数" },
          .type = GENG_RULE_PARAMETER_TYPE_RANGE,
          .unit = GENG_RULE_UNIT_DAYS,
          .maximum = GENG_RULE_MAX_NUMBER },
        { .name = "weight",
          .title = { "points for each day off; hard without it", "每差一天扣的分；不写就是硬规定" },
          .type = GENG_RULE_PARAMETER_TYPE_HOLD,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT,
          .otherwise = "" },
        { NULL } };

const GengRuleDef geng_rule_run = {
  .name = "run",
  .chinese = "连续",
  .title = { "days in a row", "连续天数" },
  .meaning
  = { "Duty days in a row on which a duty is served that counts, or, for days off, on which none "
      "is: a day on leave is a day without duty like any other. The record before the period "
      "counts, so a run that comes over from it goes on, but its own days are not held against the "
      "period. A run that touches the last day of the period may go on and is never too short; nor "
      "is one that began before what the record knows, or that leave ends on the first day. Each "
      "day too few or too many costs the weight. A reserve's day makes a run of duties longer and "
      "never "
      "long enough; for days off it is the other way round.",
      "连着几个勤务日上了所数的勤务；数休息时，连着几天没有勤务：请假的一天与别的无"
      "勤务日一样。本期以前的记录也算，从那里接过来的继续数，但那些日子本身不怪本期"
      "。碰到本期最后一天的还可能继续，不算太短；起点早于记录的、被第一天的请假截断"
      "的，也不算太短。每少一天或多一天扣一份分。备勤的一天会使连着的勤务变长，但不"
      "能凑够下限；数休息时正好相反。" },
  .grammar = "WHAT RANGE [soft WEIGHT]\nWHAT none",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_SCOPE_PERSONAL,
  .reach = GENG_REACH_MEMBER,
  .parse = parse,
  .free = runs_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};
