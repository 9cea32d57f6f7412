/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-list.h"

#include "geng-lowering.h"

#include <glib/gi18n-lib.h>

/*
 * A member who was set aside serves nothing from that day on.  His own rules are not held against
 * him: they have no line, or none was found, which is why he was set aside.
 */

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    for (int d = 0; d < (int) scene->n_days; d++)
      {
        guint m = g_array_index (clause->members, guint, i);
        GDate date;

        if (!geng_scene_is_aside (scene, m, d) || geng_scene_duty (scene, m, d) == NULL)
          continue;
        geng_scene_date (scene, d, &date);
        geng_verdicts_hard (verdicts, "set-aside", scene->members[m], &date, &date, 1,
                            _ ("is set aside, and has a duty"));
      }
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;

  for (guint m = 0; m < scene->n_members; m++)
    for (int d = 0; d < (int) scene->n_days; d++)
      for (guint c = GENG_OFF + 1; c < lowering->n_codes && geng_scene_is_aside (scene, m, d); c++)
        geng_problem_forbid (lowering->problem, m, d, c);
}

const GengRuleDef geng_rule_set_aside = {
  .name = "set-aside",
  .chinese = "搁置",
  .title = { "set aside", "暂不排班" },
  .meaning = { "Whose own data admit no line is set aside from a day on and serves nothing then; "
               "what is his own is not held against him, and the others are planned.",
               "本人的数据排不出一条班的，从某天起搁置，不再上勤；他自己的规则不再算他违反，"
               "其余的人照排。" },
  .data = { "what planning found: the .aside.csv beside a roster",
            "排班时查出的：值班表旁边的 .aside.csv" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .reach = GENG_REACH_MEMBER,
  .check = check,
  .compile = compile,
};
