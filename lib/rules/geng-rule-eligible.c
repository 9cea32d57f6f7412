/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/* A member serves at own posts and in own shifts (an empty list: anywhere), from `since` to
 * `until`; the leader on call is one of the demand's list.  Who may serve at another station is for
 * that station to say. */

static gboolean
listed (const char *const *ids, gpointer entity)
{
  return ids == NULL || ids[0] == NULL || g_strv_contains (ids, geng_entity_get_id (entity));
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        guint m = geng_clause_member (clause, i);
        GengDuty *duty = geng_scene_duty (scene, m, d);
        g_autofree char *message = NULL;

        if (duty == NULL || duty == geng_scene_away (scene, m, (int) d)
            || geng_scene_is_freed (scene, m))
          continue;
        if (geng_scene_absence (scene, m, d) & GENG_ABSENT_CONTRACT)
          message = g_strdup_printf (_ ("%s does not belong to the station on this day"),
                                     geng_name (scene->members[m]));
        else if (!listed (geng_member_get_shifts (scene->members[m]), geng_duty_get_shift (duty)))
          message = g_strdup_printf (_ ("%s does not serve the shift %s"),
                                     geng_name (scene->members[m]),
                                     geng_name (geng_duty_get_shift (duty)));
        else if (!listed (geng_member_get_posts (scene->members[m]), geng_duty_get_post (duty)))
          message = g_strdup_printf (_ ("%s does not serve at %s"), geng_name (scene->members[m]),
                                     geng_name (geng_duty_get_post (duty)));
        else if (!geng_scene_may_lead (scene, m, (guint) geng_scene_duty_shift (scene, m, d),
                                       geng_duty_get_post (duty)))
          message = g_strdup_printf (_ ("%s is not on the list of the leaders on call"),
                                     geng_name (scene->members[m]));
        if (message != NULL)
          geng_verdicts_line (verdicts, clause, scene, m, d, d, 1, 0, message);
      }
}

gboolean
geng_member_may_serve (GengMember *member, GengShift *shift, GengPost *post)
{
  return listed (geng_member_get_shifts (member), shift)
         && (post == NULL || listed (geng_member_get_posts (member), post));
}

gboolean
geng_lowering_is_elsewhere (const GengLowering *lowering, guint member, guint day, guint code)
{
  GengDuty *away = geng_scene_away (lowering->scene, member, (int) day);

  return away != NULL
         && geng_lowering_code (lowering, geng_duty_get_shift (away), geng_duty_get_post (away))
                == code;
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;

  for (guint m = 0; m < scene->n_members; m++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes && !geng_scene_is_freed (scene, m); c++)
      {
        gboolean able = geng_member_may_serve (scene->members[m], scene->shifts[lowering->shift[c]],
                                               lowering->post[c])
                        && geng_scene_may_lead (scene, m, lowering->shift[c], lowering->post[c]);

        for (guint d = 0; d < scene->n_days; d++)
          if ((!able || (geng_scene_absence (scene, m, d) & GENG_ABSENT_CONTRACT))
              && !geng_lowering_is_elsewhere (lowering, m, d, c))
            geng_problem_forbid (lowering->problem, m, d, c);
      }
}

const GengRuleDef geng_rule_eligible = {
  .name = "eligible",
  .chinese = "上岗资格",
  .title = { "posts and shifts that a member serves", "队员能上的岗位和班次" },
  .meaning = { "A member serves at own posts and in own shifts, from the first day of membership "
               "to the last; the leader on call is one of the demand's list.",
               "队员在自己的岗位、自己的班次上勤，从入队日期到离队日期；带班领导在该需求的名"
               "单里。" },
  .data = { "`posts`, `shifts`, `since` and `until` in members.csv, and a demand's `list`",
            "members.csv 的“岗位”“班次”“入队日期”“离队日期”，和用人需求的“名单”" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .reach = GENG_REACH_MEMBER,
  .check = check,
  .compile = compile,
};
