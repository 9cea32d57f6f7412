/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Holds a program's own kind of rule to itself: what its meaning finds in random rosters is what
 * its lowering makes of them, and where the rosters of a period can be listed, the best of them all
 * is the one that is proven.
 */

#include "geng-compile.h"
#include "geng-gettext.h"
#include "geng-judge-private.h"
#include "geng-own-kind.h"
#include "geng-own-plan.h"
#include "geng-random.h"
#include "geng-rule-kind-private.h"

/* So many rosters are listed at most: a second or two. */
#define MOST_ROSTERS 4096

typedef struct
{
  GengScene *scene;
  GPtrArray *clauses;
  GengLowering *lowering; /* of one clause */
  const GengClause *clause;
  guint n_heard; /* rosters to which the rule said something */
} Test;

static GengRoster *
new_roster (const Test *test)
{
  GDate last;

  geng_scene_date (test->scene, (int) test->scene->n_days - 1, &last);
  return geng_roster_new (test->scene->station, &test->scene->first, &last, NULL);
}

/* code: of the lowering's duties */
static void
put (const Test *test, GengRoster *roster, guint member, guint day, guint code)
{
  GDate date;

  geng_scene_date (test->scene, (int) day, &date);
  geng_roster_assign (roster, test->scene->members[member], &date,
                      test->scene->shifts[test->lowering->shift[code]], test->lowering->post[code],
                      NULL);
}

/* Of ten duties that might be, @density are. */
static GengRoster *
random_roster (const Test *test, GengRandom *random, guint density)
{
  GengRoster *roster = new_roster (test);

  for (guint m = 0; m < test->scene->n_members; m++)
    for (guint d = 0; d < test->scene->n_days && test->lowering->n_codes > 1; d++)
      if (geng_random_below (random, 10) < density)
        put (test, roster, m, d, 1 + geng_random_below (random, test->lowering->n_codes - 1));
  return roster;
}

/* What the lowering makes of it; who has no code for a duty may never serve it. */
static GengValue
evaluate (const Test *test, GengRoster *roster)
{
  const GengProblem *problem = test->lowering->problem;
  g_autofree guint8 *codes = g_new0 (guint8, (gsize) problem->n_members * problem->n_days + 1);
  gboolean complete = geng_encode (test->lowering, roster, codes);
  GengValue value = geng_problem_evaluate (problem, codes);

  value.forbidden += !complete;
  value.cost *= problem->unit;
  return value;
}

static gboolean
compare (Test *test, GengRoster *roster, GengRoster *history, guint n, GError **error)
{
  GengValue value = evaluate (test, roster);
  g_autoptr (GengVerdicts) verdicts = geng_verdicts_new ();
  g_autoptr (GengScene) seen = NULL;
  GengClause meant = *test->clause;
  gint64 broken = 0, cost = 0;

  seen = geng_scene_new (test->scene->station, geng_roster_get_first (roster),
                         geng_roster_get_last (roster), roster, history, NULL, error);
  if (seen == NULL)
    return FALSE;
  meant.lowered = NULL;
  meant.kind->check (&meant, seen, verdicts);
  for (guint i = 0; i < verdicts->list->len; i++)
    {
      const GengVerdict *verdict = verdicts->list->pdata[i];

      broken += verdict->severity == GENG_SEVERITY_HARD;
      cost += verdict->cost;
    }
  test->n_heard += broken > 0 || cost > 0;
  if ((broken > 0) == (value.forbidden > 0) && cost == value.cost)
    return TRUE;
  g_set_error (
      error, GENG_ERROR, GENG_ERROR_DISAGREEMENT,
      _ ("rule kind “%s”, “%s”: of random roster %u its meaning finds %d broken and a cost "
         "of %.2f points, its lowering %d and %.2f"),
      meant.kind->name, geng_rule_get_text (meant.term->rule), n + 1, (int) broken,
      (double) cost / GENG_POINT, (int) value.forbidden, (double) value.cost / GENG_POINT);
  return FALSE;
}

static gboolean
test_clause (Test *test, GengRoster *history, guint n_rosters, guint64 seed, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  gboolean same = TRUE;
  GengRandom random;

  g_ptr_array_add (one, (gpointer) test->clause);
  g_clear_pointer (&test->lowering, geng_lowering_free);
  test->lowering = geng_compile (test->scene, one, error);
  if (test->lowering == NULL)
    return FALSE;
  geng_random_init (&random, seed, 1);
  for (guint i = 0; same && i < n_rosters; i++)
    {
      g_autoptr (GengRoster) roster = random_roster (test, &random, 1 + i % 9);

      same = compare (test, roster, history, i, error);
    }
  return same;
}

/* -- the best of all -- */

static guint64
count_rosters (const Test *test)
{
  guint64 n = 1;

  for (guint i = 0; i < test->scene->n_members * test->scene->n_days && n <= MOST_ROSTERS; i++)
    n *= test->lowering->n_codes;
  return n;
}

static GengRoster *
nth_roster (const Test *test, guint64 n)
{
  GengRoster *roster = new_roster (test);

  for (guint m = 0; m < test->scene->n_members; m++)
    for (guint d = 0; d < test->scene->n_days; d++, n /= test->lowering->n_codes)
      if (n % test->lowering->n_codes != GENG_OFF)
        put (test, roster, m, d, (guint) (n % test->lowering->n_codes));
  return roster;
}

/* FALSE where no roster keeps the rules. */
static gboolean
find_best (const Test *test, GengRoster *history, guint64 n_rosters, GengScore *best)
{
  gboolean found = FALSE;

  for (guint64 i = 0; i < n_rosters; i++)
    {
      g_autoptr (GengRoster) roster = nth_roster (test, i);
      g_autoptr (GengJudgement) judgement = geng_judge_with (roster, history, NULL, TRUE, NULL);
      const GengScore *score = judgement != NULL ? geng_judgement_get_score (judgement) : NULL;

      if (score == NULL || score->broken > 0)
        continue;
      if (!found || score->gaps < best->gaps
          || (score->gaps == best->gaps && score->cost < best->cost))
        *best = *score;
      found = TRUE;
    }
  return found;
}

static void
show_nothing (GengProgress *progress, gpointer user_data)
{
}

/* Where somebody is set aside his rules do not hold, and all rosters say nothing of that. */
static gboolean
test_optimum (const Test *test, GengRoster *history, guint64 n_rosters, GError **error)
{
  GengPlanning question = { .station = test->scene->station, .history = history };
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GPtrArray) aside = NULL;
  GengScore best = { 0 };
  const GengScore *planned;

  geng_planning_init (&question);
  question.first = test->scene->first;
  geng_scene_date (test->scene, (int) test->scene->n_days - 1, &question.last);
  question.threads = 1;
  if (!find_best (test, history, n_rosters, &best))
    return TRUE;
  plan = geng_planning_run (&question, NULL, show_nothing, NULL, error);
  if (plan == NULL || !geng_own_confirm (&question, plan, error))
    return FALSE;
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  planned = geng_judgement_get_score (geng_plan_get_judgement (plan));
  if (aside->len > 0 || !geng_plan_get_optimal (plan)
      || (planned->gaps == best.gaps && planned->cost == best.cost))
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_DISAGREEMENT,
               _ ("rule kind “%s”: the best of all rosters has %d gaps and costs %.2f points, and "
                  "the one that is proven for its lowering %d and %.2f"),
               test->clause->kind->name, (int) best.gaps, (double) best.cost / GENG_POINT,
               (int) planned->gaps, (double) planned->cost / GENG_POINT);
  return FALSE;
}

static gboolean
run (Test *test,
     GengRuleKind *kind,
     GengRoster *history,
     guint n_rosters,
     guint64 seed,
     GError **error)
{
  for (guint i = 0; i < test->clauses->len; i++)
    {
      const GengClause *clause = test->clauses->pdata[i];

      if (clause->kind->own != kind)
        continue;
      test->clause = clause;
      if (!test_clause (test, history, n_rosters, seed, error))
        return FALSE;
    }
  if (test->n_heard == 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("rule kind “%s”: no random roster has anything to do with it; test it where "
                      "the station has a rule of it that can be broken"),
                   geng_rule_kind_get_name (kind));
      return FALSE;
    }
  return count_rosters (test) > MOST_ROSTERS
         || test_optimum (test, history, count_rosters (test), error);
}

/**
 * geng_station_test_rule_kind:
 * @self: a station that has the kind, and rules of it; small ones say the most
 * @kind: a kind of the program's own
 * @first: the first duty day of a period
 * @last: the last one
 * @history: (nullable): a record of the months before
 * @n_rosters: how many random rosters to look at for each rule; a thousand say a good deal
 * @seed: of the random rosters
 * @error: return location
 *
 * Holds the meaning of a kind against its lowering: in random rosters, of which many break other
 * rules, the two have to find the same; and of a period with at most 4,096 rosters all are judged,
 * and the best has to be the one that the planner proves.  Until then a plan with rules of the kind
 * says that it is proven for the lowering of it ([method@Plan.get_unproven_kinds]).
 *
 * Returns: %TRUE, and [property@RuleKind:conforms] is set; %FALSE with %GENG_ERROR_DISAGREEMENT
 *   where the two differ, with %GENG_ERROR_INVALID where no roster had anything to do with the
 *   kind, and with the errors of [method@Planner.plan]
 */
gboolean
geng_station_test_rule_kind (GengStation *self,
                             GengRuleKind *kind,
                             const GDate *first,
                             const GDate *last,
                             GengRoster *history,
                             guint n_rosters,
                             guint64 seed,
                             GError **error)
{
  Test test = { NULL };
  gboolean passed;

  g_return_val_if_fail (GENG_IS_STATION (self) && GENG_IS_RULE_KIND (kind), FALSE);
  g_return_val_if_fail (first != NULL && last != NULL, FALSE);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), FALSE);
  test.scene = geng_scene_new (self, first, last, NULL, history, NULL, error);
  test.clauses = test.scene != NULL ? geng_clauses_new (test.scene, error) : NULL;
  passed = test.clauses != NULL && run (&test, kind, history, n_rosters, seed, error);
  g_clear_pointer (&test.lowering, geng_lowering_free);
  g_clear_pointer (&test.clauses, g_ptr_array_unref);
  g_clear_pointer (&test.scene, geng_scene_free);
  if (geng_rule_kind_get_def (kind) != NULL)
    geng_rule_kind_set_conforms (kind, passed);
  return passed;
}
