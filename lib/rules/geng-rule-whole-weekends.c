/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/*
 * whole-weekends = soft 30
 *
 * A weekend is worked on both of its days or on none.
 */

/* -- text -- */

static gboolean
parse (GengStatement *statement, GError **error)
{
  g_autofree int *weight = g_new0 (int, 1);
  GengRuleText *text = &statement->text;
  GengHold hold;

  if (!geng_rule_text_accept (text, "always"))
    {
      if (!geng_rule_text_weight (text, weight, error))
        return FALSE;
      if (*weight == 0)
        return geng_rule_text_fail (text, error,
                                    _ ("here should be “always”, or “soft” and its weight"));
    }
  hold = geng_hold_of (*weight);
  geng_statement_add (statement, g_steal_pointer (&weight), g_strdup (""), hold);
  return TRUE;
}

static char *
describe (gconstpointer params)
{
  return g_strdup (*(const int *) params == 0 ? _ ("weekends are worked whole or not at all")
                                              : _ ("weekends are rather worked whole or not"));
}

/* -- meaning -- */

/* Saturday and Sunday of one weekend, both known and neither a working day nor an absence. */
static gboolean
is_weekend (const GengScene *scene, guint member, int saturday)
{
  return saturday >= -scene->n_before && saturday + 1 >= 0 && saturday + 1 < (int) scene->n_days
         && geng_scene_week_start (scene, saturday) + 5 == saturday
         && geng_scene_is_weekend (scene, saturday) && geng_scene_is_weekend (scene, saturday + 1)
         && !geng_scene_absent (scene, member, saturday)
         && !geng_scene_absent (scene, member, saturday + 1);
}

static void
check_member (const GengClause *clause,
              const GengScene *scene,
              guint member,
              GengVerdicts *verdicts)
{
  for (int d = -1; d + 1 < (int) scene->n_days; d++)
    {
      g_autofree char *message = NULL;

      if (!is_weekend (scene, member, d)
          || geng_scene_works (scene, member, d) == geng_scene_works (scene, member, d + 1))
        continue;
      message = g_strdup_printf (_ ("%s works one day of a weekend only"),
                                 geng_name (scene->members[member]));
      geng_verdicts_line (verdicts, clause, scene, member, d, d + 1, 1,
                          *(const int *) clause->params, message);
    }
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    check_member (clause, scene, geng_clause_member (clause, i), verdicts);
}

/* -- lowering -- */

/* The weekends that count of those that begin on day 0 or later; a weekend has a Saturday. */
static guint
add_saturdays (GengLowering *lowering, guint member)
{
  const GengScene *scene = lowering->scene;
  g_autofree guint8 *starts = g_new0 (guint8, scene->n_days);

  for (int d = 0; d + 1 < (int) scene->n_days; d++)
    {
      GDate date;

      geng_scene_date (scene, d, &date);
      starts[d] = g_date_get_weekday (&date) == G_DATE_SATURDAY && geng_scene_is_weekend (scene, d)
                  && geng_scene_is_weekend (scene, d + 1) && !geng_scene_absent (scene, member, d)
                  && !geng_scene_absent (scene, member, d + 1);
    }
  return geng_problem_add_day_set (lowering->problem, starts);
}

/* A duty, or none, on the record's last day, where that is a Saturday that counts. */
static gboolean
is_begun (const GengScene *scene, guint member, gboolean worked)
{
  return scene->n_before > 0 && is_weekend (scene, member, -1)
         && geng_scene_works (scene, member, -1) == worked;
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  g_autofree guint8 *duties = g_new0 (guint8, lowering->n_codes);
  g_autofree guint8 *off = g_new0 (guint8, lowering->n_codes);
  GengPattern pattern
      = { .n_sets = 2, .price = geng_lowering_price (*(const int *) clause->params) };
  guint sets[2];

  for (guint c = 0; c < lowering->n_codes; c++)
    {
      off[c] = geng_lowering_is_off (lowering, c);
      duties[c] = !off[c];
    }
  sets[0] = geng_problem_add_code_set (lowering->problem, off);
  sets[1] = geng_problem_add_code_set (lowering->problem, duties);
  for (guint i = 0; i < clause->members->len; i++)
    {
      pattern.member = geng_clause_member (clause, i);
      pattern.starts = add_saturdays (lowering, pattern.member);
      for (guint worked = 0; worked < 2; worked++)
        {
          pattern.code_set[0] = sets[worked];
          pattern.code_set[1] = sets[1 - worked];
          pattern.begun = is_begun (lowering->scene, pattern.member, worked == 1);
          geng_problem_add_pattern (lowering->problem, &pattern);
        }
    }
}

/* -- words -- */

static const GengExample examples[]
    = { { "soft 30",
          "软 30",
          { "each weekend of which only one day is worked costs 30 points",
            "只上一天的周末，每个扣 30 分" } },
        { "always", "必须", { "never one day of a weekend only", "周末不能只上一天" } },
        { NULL } };

static const GengParameter parameters[]
    = { { .name = "weight",
          .title
          = { "“always”, or points for each split weekend", "“必须”，或每个拆开的周末扣的分" },
          .type = GENG_RULE_PARAMETER_TYPE_HOLD,
          .minimum = 1,
          .maximum = GENG_RULE_MAX_WEIGHT,
          .syntax = { .hard = "always" } },
        { NULL } };

const GengRuleDef geng_rule_whole_weekends = {
  .name = "whole-weekends",
  .chinese = "整周末",
  .title = { "weekends whole or not at all", "周末不拆开" },
  .meaning
  = { "A weekend is worked on Saturday and Sunday or on neither, by the dates of the duty days. A "
      "weekend with a working day that was declared one, or with a day on which the member is "
      "away, does not count. The Saturday of the record counts for the Sunday of the first day; a "
      "weekend whose Sunday lies beyond the period is open.",
      "按勤务日的日期，周六、周日要么都上，要么都不上。有一天调休上班的周末、本人有"
      "一天不在的周末不算。本期第一天是周日的，记录里的周六也算；周日在本期以外的周"
      "末先不论。" },
  .grammar = "always | soft WEIGHT",
  .examples = examples,
  .parameters = parameters,
  .scope = GENG_RULE_SCOPE_PERSONAL,
  .reach = GENG_REACH_MEMBER,
  .parse = parse,
  .free = g_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};
