/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/*
 * weekends = ..3
 *
 * Weekends of the period with a duty on one of their days (the duty day's date counts).  A Saturday
 * or Sunday that is worked in exchange for a holiday is no weekend.
 */

static gpointer
parse (GengRuleText *text, GengStation *station, GError **error)
{
  g_autofree GengLimit *limit = g_new0 (GengLimit, 1);

  return geng_rule_text_limit (text, GENG_UNIT_COUNT, limit, error) ? g_steal_pointer (&limit)
                                                                    : NULL;
}

static char *
describe (gconstpointer params)
{
  const GengLimit *limit = params;
  g_autofree char *range = geng_range_text (limit->min, limit->max, FALSE);

  return g_strdup_printf (_ ("%s weekends on duty in the period"), range);
}

static int
count (const GengScene *scene, guint member)
{
  int n = 0, counted = G_MININT;

  for (guint d = 0; d < scene->n_days; d++)
    {
      int week = geng_scene_week_start (scene, d);

      if (!geng_scene_is_weekend (scene, d) || geng_scene_duty (scene, member, d) == NULL
          || week == counted)
        continue;
      counted = week;
      n++;
    }
  return n;
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const GengLimit *limit = clause->params;
  g_autofree char *range = geng_range_text (limit->min, limit->max, FALSE);

  for (guint i = 0; i < clause->members->len; i++)
    {
      guint m = geng_clause_member (clause, i);
      int n = count (scene, m);
      int off = n < limit->min ? limit->min - n : n > limit->max ? n - limit->max : 0;
      g_autofree char *message = NULL;

      if (off == 0)
        continue;
      message = g_strdup_printf (_ ("%s: %d weekends on duty; it should be %s"),
                                 geng_name (scene->members[m]), n, range);
      geng_verdicts_line (verdicts, clause, scene, m, 0, (int) scene->n_days - 1, off,
                          limit->weight, message);
    }
}

static guint
add_groups (GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;
  g_autofree gint32 *groups = g_new0 (gint32, scene->n_days);

  for (guint d = 0; d < scene->n_days; d++)
    groups[d] = geng_scene_is_weekend (scene, d) ? (geng_scene_week_start (scene, d) + 6) / 7 : -1;
  return geng_problem_add_groups (lowering->problem, groups);
}

static guint
add_weights (GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;
  g_autofree gint32 *weights = g_new0 (gint32, scene->n_days * lowering->n_codes);

  for (guint d = 0; d < scene->n_days; d++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
      weights[d * lowering->n_codes + c] = geng_scene_is_weekend (scene, d);
  return geng_problem_add_weights (lowering->problem, weights);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengLimit *limit = clause->params;
  gint32 price = geng_lowering_price (limit->weight);
  GengRange range = { limit->min > 0 ? limit->min : G_MININT32, limit->max, price, price, FALSE };
  guint groups = add_groups (lowering), weights = add_weights (lowering);

  for (guint i = 0; i < clause->members->len; i++)
    geng_problem_add_counter (lowering->problem, geng_clause_member (clause, i), weights, groups, 0,
                              &range, 1);
}

const GengRuleKind geng_rule_weekends = {
  .name = "weekends",
  .title = N_ ("weekends on duty"),
  .form = "..3",
  .scope = GENG_RULE_PERSONAL,
  .parse = parse,
  .free = g_free,
  .describe = describe,
  .check = check,
  .compile = compile,
};
