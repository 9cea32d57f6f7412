/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/*
 * stability = 5
 *
 * Points for each day of a member that differs from the roster that was published.  Days on which
 * the member is away do not cost: there is no choice.
 */

static gboolean
parse (GengStatement *statement, GError **error)
{
  g_autofree int *weight = g_new0 (int, 1);
  const char *at;

  geng_rule_text_ended (&statement->text);
  at = statement->text.at;
  if (!geng_rule_text_number (&statement->text, GENG_RULE_UNIT_COUNT, weight, error))
    return FALSE;
  if (*weight < 1 || *weight > GENG_RULE_MAX_WEIGHT)
    return geng_rule_text_fail_at (&statement->text, at, error,
                                   _ ("a weight should be 1 to %d points"), GENG_RULE_MAX_WEIGHT);
  geng_statement_add (statement, g_steal_pointer (&weight), g_strdup (""), GENG_HOLD_SOFT);
  return TRUE;
}

static char *
describe (gconstpointer params)
{
  return g_strdup_printf (_ ("a change of a published duty costs %d"), *(const int *) params);
}

static gboolean
same (GengDuty *a, GengDuty *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return geng_duty_get_shift (a) == geng_duty_get_shift (b)
         && geng_duty_get_post (a) == geng_duty_get_post (b);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; scene->base != NULL && i < clause->members->len; i++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        guint m = geng_clause_member (clause, i);
        g_autofree char *message = NULL;

        if (geng_scene_absent (scene, m, d) || geng_scene_is_aside (scene, m, d)
            || same (geng_scene_base_duty (scene, m, d), geng_scene_duty (scene, m, d)))
          continue;
        message = g_strdup_printf (_ ("the published day of %s changes"),
                                   geng_name (scene->members[m]));
        geng_verdicts_line (verdicts, clause, scene, m, d, d, 1, *(const int *) clause->params,
                            message);
      }
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;
  gint32 price = geng_lowering_price (*(const int *) clause->params);

  for (guint m = 0; scene->base != NULL && m < scene->n_members; m++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        GengDuty *duty = geng_scene_base_duty (scene, m, d);
        guint kept = duty == NULL ? GENG_OFF
                                  : geng_lowering_code (lowering, geng_duty_get_shift (duty),
                                                        geng_duty_get_post (duty));

        if (geng_scene_absent (scene, m, d) || geng_scene_is_aside (scene, m, d))
          continue;
        for (guint c = 0; c < lowering->n_codes; c++)
          if (c != kept || (c == GENG_OFF && duty != NULL))
            geng_problem_add_cost (lowering->problem, m, d, c, price);
      }
}

static const GengExample examples[] = {
  { "5", "5", { "each published day that changes costs 5 points", "已公布的一天有变动扣 5 分" } },
  { NULL }
};

static const GengParameter parameters[]
    = { { .name = "weight",
          .title = { "points for each day that changes", "每变动一天扣的分" },
          .type = GENG_RULE_PARAMETER_TYPE_NUMBER,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT },
        { NULL } };

const GengRuleDef geng_rule_stability = {
  .name = "stability",
  .chinese = "稳定",
  .title = { "changes of what is published", "改动已发布的班" },
  .meaning = { "Each day of a member that differs from the published roster costs the weight. Days "
               "on which the member is away cost nothing, as there is no choice.",
               "队员的每一天，凡与已公布的值班表不同的，扣一份分。本人不在的日子没有选择，不"
               "扣。" },
  .grammar = "WEIGHT",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_SCOPE_STATION,
  .reach = GENG_REACH_MEMBER,
  .parse = parse,
  .free = g_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};
