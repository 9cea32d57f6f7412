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
      if (geng_rule_text_limit (&statement->text, GENG_UNIT_DAYS, &runs->limit, error))
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

/* Nobody could have made the run of duties that ended on the eve longer. */
static gboolean
is_cut (const Runs *runs, const GengScene *scene, guint member)
{
  return runs->what.what == GENG_WHAT_DUTIES && geng_scene_absent (scene, member, 0);
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
  g_autofree char *range = geng_range_text (runs->limit.min, runs->limit.max, FALSE);
  g_autofree char *message = NULL;

  if (off <= 0)
    return;
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
          extra += d >= 0 && length > runs->limit.max;
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
      if (length > 0 && d >= 0 && begun && !(d <= length && is_cut (runs, scene, member)))
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

/* Days of the run that the eve ends. */
static int
count_before (const Runs *runs, const GengScene *scene, guint member, Counts counts)
{
  int n = 0;

  while (n < scene->n_before && counts (&runs->what, scene, member, -1 - n))
    n++;
  return n;
}

static void
add_limits (const GengClause *clause, GengLowering *lowering, GengRunLimit limit, Counts counts)
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
      geng_problem_add_run_limit (lowering->problem, &limit);
    }
}

/* The codes of the run, but those of reserves are off. */
static guint8 *
select_least (const GengLowering *lowering, const GengSelector *what)
{
  guint8 *codes = geng_lowering_select (lowering, what);

  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    if (geng_scene_is_reserve (lowering->scene, lowering->post[c])
        && what->post != lowering->post[c])
      codes[c] = codes[GENG_OFF];
  return codes;
}

static void
compile_bounds (const GengClause *clause, GengLowering *lowering, GengRunLimit limit)
{
  const Runs *runs = clause->params;
  g_autofree guint8 *codes = select_least (lowering, &runs->what);

  limit.min = 0;
  if (limit.max != G_MAXINT)
    add_limits (clause, lowering, limit, geng_selector_counts);
  limit.min = runs->limit.min;
  limit.max = G_MAXINT;
  limit.code_set = geng_problem_add_code_set (lowering->problem, codes);
  if (limit.min > 1)
    add_limits (clause, lowering, limit, geng_selector_counts_least);
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
    compile_bounds (clause, lowering, limit);
  else
    add_limits (clause, lowering, limit, geng_selector_counts);
}

/* -- words -- */

static const GengRuleExample examples[]
    = { { "duties 1..5", "勤务 1..5", N_ ("at most 5 duty days in a row") },
        { "nights ..3", "夜班 ..3", N_ ("at most 3 nights in a row") },
        { "off 2.. soft 5", "休 2.. 软 5", N_ ("a single day off costs 5 points") },
        { NULL } };

static const GengRuleParameter parameters[]
    = { { .name = "what", .title = N_ ("what runs"), .type = GENG_PARAMETER_WHAT, .what = ALLOWED },
        { .name = "range",
          .title = N_ ("days in a row"),
          .type = GENG_PARAMETER_RANGE,
          .unit = GENG_UNIT_DAYS,
          .maximum = GENG_RULE_MAX_NUMBER },
        { .name = "weight",
          .title = N_ ("points for each day off; hard without it"),
          .type = GENG_PARAMETER_HOLD,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT,
          .otherwise = "" },
        { NULL } };

const GengRuleKind geng_rule_run = {
  .name = "run",
  .chinese = "连续",
  .title = N_ ("days in a row"),
  .meaning = N_ (
      "Duty days in a row on which a duty is served that counts, or, for days off, on which none "
      "is: a day on leave is a day without duty like any other. The record before the period "
      "counts, so a run that comes over from it goes on, but its own days are not held against the "
      "period. A run that touches the last day of the period may go on and is never too short; nor "
      "is one that began before what the record knows, or that leave ends on the first day. Each "
      "day too few or too many costs the weight. A reserve's day makes a run of duties longer and "
      "never "
      "long enough; for days off it is the other way round."),
  .grammar = "WHAT RANGE [soft WEIGHT]\nWHAT none",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_PERSONAL,
  .reach = GENG_REACH_MEMBER,
  .parse = parse,
  .free = runs_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};
