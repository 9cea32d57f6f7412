/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/*
 * sequence = night day never; day off day soft 5
 *
 * Days in a row that never come, or cost each time they do: a selector a day.
 */

#define ALLOWED (GENG_WHAT_DUTIES | GENG_WHAT_OFF)
#define MAX_DAYS GENG_MAX_PATTERN

typedef struct
{
  guint n;
  GengSelector days[MAX_DAYS];
  int weight; /* points each time; 0: never */
} Sequence;

/* -- text -- */

static void
sequence_free (gpointer params)
{
  Sequence *sequence = params;

  for (guint i = 0; i < sequence->n; i++)
    geng_selector_clear (&sequence->days[i]);
  g_free (sequence);
}

static gboolean
is_end_next (const GengRuleText *text)
{
  GengRuleText ahead = *text;

  return geng_rule_text_accept (&ahead, "never") || geng_rule_text_accept (&ahead, "soft")
         || geng_rule_text_accept (&ahead, "none");
}

static gboolean
parse_day (GengStatement *statement, Sequence *sequence, GError **error)
{
  if (sequence->n == MAX_DAYS)
    return geng_rule_text_fail (&statement->text, error,
                                _ ("a sequence has at most %d days; here should be “never” or "
                                   "“soft” and its weight"),
                                MAX_DAYS);
  if (sequence->n >= 2 && geng_rule_text_ended (&statement->text))
    return geng_rule_text_fail (&statement->text, error,
                                _ ("here should be “never”, or “soft” and its weight"));
  if (!geng_selector_parse (&sequence->days[sequence->n], &statement->text, statement->station,
                            ALLOWED, error))
    {
      /* What was read of the day before the fault. */
      geng_selector_clear (&sequence->days[sequence->n]);
      return FALSE;
    }
  sequence->n++;
  return TRUE;
}

static char *
join (const Sequence *sequence, gboolean titles)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sequence->n; i++)
    g_string_append_printf (text, "%s%s",
                            i == 0   ? ""
                            : titles ? " – "
                                     : " ",
                            titles ? sequence->days[i].title : sequence->days[i].key);
  return g_string_free (text, FALSE);
}

static gboolean
parse_sequence (GengStatement *statement, Sequence *sequence, GError **error)
{
  while (sequence->n < 2 || !is_end_next (&statement->text))
    if (!parse_day (statement, sequence, error))
      return FALSE;
  return TRUE;
}

static gboolean
parse (GengStatement *statement, GError **error)
{
  Sequence *sequence = g_new0 (Sequence, 1);
  gboolean fine = parse_sequence (statement, sequence, error);
  g_autofree char *key = join (sequence, FALSE);

  if (fine && !geng_statement_lifts (statement, key))
    {
      fine = geng_rule_text_accept (&statement->text, "never")
             || geng_rule_text_weight (&statement->text, &sequence->weight, error);
      if (fine)
        {
          geng_statement_add (statement, sequence, g_steal_pointer (&key),
                              geng_hold_of (sequence->weight));
          return TRUE;
        }
    }
  sequence_free (sequence);
  return fine;
}

static char *
describe (gconstpointer params)
{
  const Sequence *sequence = params;
  g_autofree char *days = join (sequence, TRUE);

  return sequence->weight == 0 ? g_strdup_printf (_ ("never in this order: %s"), days)
                               : g_strdup_printf (_ ("rather not in this order: %s"), days);
}

/* -- meaning -- */

static gboolean
comes (const Sequence *sequence, const GengScene *scene, guint member, int first)
{
  for (guint i = 0; i < sequence->n; i++)
    if (!geng_selector_counts (&sequence->days[i], scene, member, first + (int) i))
      return FALSE;
  return TRUE;
}

/* What begins in the record counts when it ends in the period. */
static void
check_member (const GengClause *clause,
              const GengScene *scene,
              guint member,
              GengVerdicts *verdicts)
{
  const Sequence *sequence = clause->params;
  g_autofree char *days = join (sequence, TRUE);
  int n = (int) sequence->n;

  for (int last = 0; last < (int) scene->n_days; last++)
    {
      int first = last - n + 1;
      g_autofree char *message = NULL;

      if (first < -scene->n_before || !comes (sequence, scene, member, first))
        continue;
      message = g_strdup_printf (_ ("%s serves in this order: %s"),
                                 geng_name (scene->members[member]), days);
      geng_verdicts_line (verdicts, clause, scene, member, first, last, 1, sequence->weight,
                          message);
    }
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    check_member (clause, scene, geng_clause_member (clause, i), verdicts);
}

/* -- lowering -- */

/* Whether the record ends in the first @n days of the sequence. */
static gboolean
is_begun (const Sequence *sequence, const GengScene *scene, guint member, int n)
{
  if (n > scene->n_before)
    return FALSE;
  for (int i = 0; i < n; i++)
    if (!geng_selector_counts (&sequence->days[i], scene, member, i - n))
      return FALSE;
  return TRUE;
}

static void
compile_pattern (const GengClause *clause, GengLowering *lowering)
{
  const Sequence *sequence = clause->params;
  GengPattern pattern = {
    .n_sets = sequence->n,
    .starts = geng_lowering_any_day (lowering),
    .price = geng_lowering_price (sequence->weight),
  };

  for (guint i = 0; i < sequence->n; i++)
    {
      g_autofree guint8 *codes = geng_lowering_select (lowering, &sequence->days[i]);

      pattern.code_set[i] = geng_problem_add_code_set (lowering->problem, codes);
    }
  for (guint i = 0; i < clause->members->len; i++)
    {
      pattern.member = geng_clause_member (clause, i);
      pattern.begun = 0;
      for (guint n = 1; n < sequence->n; n++)
        pattern.begun |= is_begun (sequence, lowering->scene, pattern.member, (int) n) << (n - 1);
      geng_problem_add_pattern (lowering->problem, &pattern);
    }
}

/* The second day of two duties in a row is forbidden outright, which needs no state. */
static void
forbid_second (const Sequence *sequence, GengLowering *lowering, guint member, int first)
{
  g_autofree guint8 *a = geng_lowering_select (lowering, &sequence->days[0]);
  g_autofree guint8 *b = geng_lowering_select (lowering, &sequence->days[1]);

  for (guint y = GENG_OFF + 1; y < lowering->n_codes; y++)
    {
      if (first < 0 && b[y])
        geng_problem_forbid (lowering->problem, member, 0, y);
      for (guint x = GENG_OFF + 1; first >= 0 && b[y] && x < lowering->n_codes; x++)
        if (a[x])
          geng_problem_forbid_succession (lowering->problem, member, (guint) first, x, y);
    }
}

static void
forbid_pairs (const GengClause *clause, GengLowering *lowering)
{
  const Sequence *sequence = clause->params;

  for (guint i = 0; i < clause->members->len; i++)
    {
      guint m = geng_clause_member (clause, i);

      if (is_begun (sequence, lowering->scene, m, 1))
        forbid_second (sequence, lowering, m, -1);
      for (int d = 0; d + 1 < (int) lowering->scene->n_days; d++)
        forbid_second (sequence, lowering, m, d);
    }
}

static gboolean
is_pair_of_duties (const Sequence *sequence)
{
  return sequence->n == 2 && sequence->weight == 0 && sequence->days[0].what == GENG_WHAT_DUTIES
         && sequence->days[1].what == GENG_WHAT_DUTIES;
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  if (is_pair_of_duties (clause->params))
    forbid_pairs (clause, lowering);
  else
    compile_pattern (clause, lowering);
}

/* -- words -- */

static const GengExample examples[] = {
  { "night day never",
    "夜班 日班 禁止",
    { "no day shift on the day after a night", "夜班的第二天不上日班" } },
  { "day off day soft 5",
    "日班 休 日班 软 5",
    { "a single day off between two day shifts costs 5 points", "两个日班之间只休一天扣 5 分" } },
  { "night off day never",
    "夜班 休 日班 禁止",
    { "two days off between a night and a day shift", "夜班到日班之间至少休两天" } },
  { NULL }
};

static const GengParameter parameters[]
    = { { .name = "days",
          .title = { "what the days are, one after the other", "依次是哪些日子" },
          .type = GENG_RULE_PARAMETER_TYPE_PATTERN,
          .what = ALLOWED,
          .minimum = 2,
          .maximum = MAX_DAYS,
          .syntax = { .is_key = TRUE } },
        { .name = "weight",
          .title = { "“never”, or points each time", "“禁止”，或每次扣的分" },
          .type = GENG_RULE_PARAMETER_TYPE_HOLD,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT,
          .syntax = { .hard = "never" } },
        { NULL } };

const GengRuleDef geng_rule_sequence = {
  .name = "sequence",
  .chinese = "次序",
  .title = { "duties that may not follow each other", "不能接连的班" },
  .meaning
  = { "Two to eight duty days in a row, each a shift, a window, a post, any duty, any night, or a "
      "day without a duty (on leave as well). Such days never follow each other, or cost the "
      "weight each time they do. Days of the record count when the sequence ends in the period; "
      "what would need days that no record knows does not count.",
      "连续两到八个勤务日，每天写一个班次、时段、岗位、任何勤务、任何夜班，或没有勤"
      "务的一天（请假也是）。这样的日子从不接连，或每接连一次扣一份分。在本期结束的"
      "，记录里的日子也算；要用到没有记录的日子的，不算。" },
  .grammar = "WHAT WHAT [WHAT ...] (never | soft WEIGHT)\nWHAT WHAT [WHAT ...] none",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_SCOPE_PERSONAL,
  .reach = GENG_REACH_MEMBER,
  .parse = parse,
  .free = sequence_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};
