/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-lowering.h"
#include "geng-pins.h"
#include "geng-rule-list.h"
#include "geng-scene-look.h"

#include <glib/gi18n-lib.h>

/* A duty is one that some demand of its day asks for, or that somebody pinned; one a member and
 * day. */

static void
condemn (GengVerdicts *verdicts, GengDuty *duty, const char *message)
{
  const GDate *date = geng_duty_get_date (duty);

  geng_verdicts_hard (verdicts, geng_rule_duty.name, geng_duty_get_member (duty), date, date, 1,
                      "%s", message);
}

static void
check_strays (const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < scene->strays->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (scene->strays, i);
      int day = geng_scene_day (scene, geng_duty_get_date (duty));

      if (scene->look_first <= day && day <= scene->look_last)
        condemn (verdicts, duty,
                 _ ("the member, shift or post of this duty is not the station's, or it is the "
                    "second of its day"));
    }
}

static void
check_duty (const GengScene *scene, int day, GengDuty *duty, GengVerdicts *verdicts)
{
  GengShift *shift = geng_duty_get_shift (duty);
  GengPost *post = geng_duty_get_post (duty);

  if (!geng_scene_pair_asked (scene, shift, post, day) && !geng_duty_get_pinned (duty)
      && !geng_scene_is_pinned (
          scene, (guint) geng_scene_member_index (scene, geng_duty_get_member (duty)), day, shift,
          post))
    condemn (verdicts, duty, _ ("no demand asks for this shift at this post on this day"));
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  check_strays (scene, verdicts);
  for (int day = scene->look_first; day <= scene->look_last; day++)
    {
      g_autoptr (GPtrArray) duties = geng_scene_list_looked_duties (scene, day);

      for (guint i = 0; i < duties->len; i++)
        check_duty (scene, day, g_ptr_array_index (duties, i), verdicts);
    }
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;

  for (guint d = 0; d < scene->n_days; d++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
      {
        GengShift *shift = scene->shifts[lowering->shift[c]];
        GengPost *post = lowering->post[c];

        if (geng_scene_pair_asked (scene, shift, post, d))
          continue;
        for (guint m = 0; m < scene->n_members; m++)
          if (!geng_scene_is_pinned (scene, m, d, shift, post))
            geng_problem_forbid (lowering->problem, m, d, c);
      }
}

const GengRuleDef geng_rule_duty = {
  .name = "duty",
  .chinese = "应排勤务",
  .title = { "a duty that a demand asks for", "有需求才排班" },
  .meaning = { "A duty is one that some demand of its day asks for, or that somebody pinned; a "
               "member has one a duty day.",
               "一班勤务要么是当天某条用人需求所要的，要么是有人固定的；一人一个勤务日一班。" },
  .data = { "the demands and their days", "用人需求及其日期" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .reach = GENG_REACH_DAY,
  .check = check,
  .compile = compile,
};
