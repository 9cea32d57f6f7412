/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/*
 * rest = 11h
 *
 * Real time between the end of a duty and the start of the next duty day's duty, at least.  Nobody
 * serves twice a duty day, and a duty day off is rest enough, so more than a day cannot be asked
 * for.
 */

#define MAX_REST (24 * 60)

static gboolean
parse (GengStatement *statement, GError **error)
{
  g_autofree int *rest = g_new0 (int, 1);
  const char *at;

  geng_rule_text_ended (&statement->text);
  at = statement->text.at;
  if (!geng_rule_text_number (&statement->text, GENG_UNIT_MINUTES, rest, error))
    return FALSE;
  if (*rest > MAX_REST)
    return geng_rule_text_fail_at (
        &statement->text, at, error,
        _ ("a rest should be at most 24h; for days off in a row use run = off 2.."));
  geng_statement_add (statement, g_steal_pointer (&rest), g_strdup (""), GENG_HOLD_HARD);
  return TRUE;
}

static char *
describe (gconstpointer params)
{
  g_autofree char *rest = geng_minutes_text (*(const int *) params);

  return g_strdup_printf (_ ("at least %s of rest between two duties"), rest);
}

static void
check_join (const GengClause *clause,
            const GengScene *scene,
            guint member,
            int day,
            GengVerdicts *verdicts)
{
  int rest = *(const int *) clause->params;
  int a = geng_scene_duty_shift (scene, member, day);
  int b = geng_scene_duty_shift (scene, member, day + 1);
  gint64 minutes;
  g_autofree char *had = NULL, *asked = NULL, *message = NULL;

  if (a < 0 || b < 0)
    return;
  minutes = geng_scene_shift_start (scene, b, day + 1) - geng_scene_shift_end (scene, a, day);
  if (minutes >= rest)
    return;
  had = geng_minutes_text (MAX (minutes, 0));
  asked = geng_minutes_text (rest);
  message = g_strdup_printf (_ ("%s rests %s between %s and %s; it should be %s"),
                             geng_name (scene->members[member]), had, geng_name (scene->shifts[a]),
                             geng_name (scene->shifts[b]), asked);
  geng_verdicts_line (verdicts, clause, scene, member, day, day + 1, rest - minutes, 0, message);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    for (int d = scene->n_before > 0 ? -1 : 0; d + 1 < (int) scene->n_days; d++)
      check_join (clause, scene, geng_clause_member (clause, i), d, verdicts);
}

static gboolean
too_short (gconstpointer params, const GengScene *scene, guint a, guint b, int day)
{
  return geng_scene_shift_end (scene, a, day) + *(const int *) params
         > geng_scene_shift_start (scene, b, day + 1);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  geng_lowering_forbid_joins (clause, lowering, too_short);
}

static const GengRuleExample examples[]
    = { { "11h", "11小时", N_ ("at least 11 hours between two duties") }, { NULL } };

static const GengRuleParameter parameters[]
    = { { .name = "rest",
          .title = N_ ("hours from the end of a duty to the next"),
          .type = GENG_PARAMETER_NUMBER,
          .unit = GENG_UNIT_MINUTES,
          .maximum = MAX_REST },
        { NULL } };

const GengRuleKind geng_rule_rest = {
  .name = "rest",
  .chinese = "班间休息",
  .title = N_ ("rest between duties"),
  .meaning = N_ (
      "Real time from the end of a duty to the start of the next duty day's duty, at least: on the "
      "night of a clock change it is longer or shorter than the clock says. The last duty of the "
      "record counts."),
  .grammar = "TIME",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_PERSONAL,
  .parse = parse,
  .free = g_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};
