/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-part.h"
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <geng/geng-score.h>
#include <glib/gi18n-lib.h>

/* A station of a zone lends its own people to the others at so many points a duty.  The station
 * where the duty is pays; at home it is a duty elsewhere like any other. */

static gboolean
is_away_from_home (GengMember *member, GengPost *post)
{
  return geng_member_get_lend_price (member) > 0 && !geng_part_same (member, post);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        guint m = geng_clause_member (clause, i);
        GengMember *member = scene->members[m];
        GengDuty *duty = geng_scene_duty (scene, m, d);
        g_autofree char *home = NULL;
        g_autofree char *message = NULL;

        if (duty == NULL || duty == geng_scene_away (scene, m, (int) d)
            || !is_away_from_home (member, geng_duty_get_post (duty)))
          continue;
        home = geng_part_of (member);
        message = g_strdup_printf (_ ("%s is lent by %s"), geng_name (member),
                                   home != NULL ? home : "");
        geng_verdicts_line (verdicts, clause, scene, m, d, d, 1,
                            geng_member_get_lend_price (member), message);
      }
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;

  for (guint m = 0; m < scene->n_members; m++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
      for (guint d = 0;
           is_away_from_home (scene->members[m], lowering->post[c]) && d < scene->n_days; d++)
        if (!geng_lowering_is_elsewhere (lowering, m, d, c))
          geng_problem_add_cost (lowering->problem, m, d, c,
                                 geng_member_get_lend_price (scene->members[m]) * GENG_POINT);
}

const GengRuleDef geng_rule_lend = {
  .name = "lend",
  .chinese = "借调",
  .title = { "people whom a station of the zone lends", "各队借出的队员" },
  .meaning = { "A duty at another station costs whatever the zone asks for people whom their own "
               "station lends. The station where the duty is pays; all else that is asked of them "
               "counts their duties at all stations.",
               "队员由本队借出，到他队上岗，每班按片区定的分数扣分，记在上岗的那个队；对队员的"
               "其他要求，各队勤务一并计算。" },
  .data = { "[lend] in zone.ini", "zone.ini 的 [借调]" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .reach = GENG_REACH_MEMBER,
  .check = check,
  .compile = compile,
};
