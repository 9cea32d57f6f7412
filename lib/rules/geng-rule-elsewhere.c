/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-part.h"
#include "geng-rule-line.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/* Who serves at another station of the zone has no duty here on that day, whatever the hours. */

static const char *
station_of (const GengScene *scene, GengDuty *duty)
{
  g_autoptr (GPtrArray) rosters = geng_station_list_elsewhere (scene->station);

  for (guint i = 0; i < rosters->len; i++)
    {
      GengDuty *known = geng_roster_lookup (rosters->pdata[i], geng_duty_get_member (duty),
                                            geng_duty_get_date (duty));

      if (known != NULL && geng_duty_get_shift (known) == geng_duty_get_shift (duty)
          && geng_duty_get_post (known) == geng_duty_get_post (duty))
        return geng_name (geng_roster_get_station (rosters->pdata[i]));
    }
  return "";
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; scene->away != NULL && i < clause->members->len; i++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        guint m = geng_clause_member (clause, i);
        GengDuty *away = geng_scene_away (scene, m, d);
        g_autofree char *message = NULL;

        if (away == NULL || geng_scene_duty (scene, m, d) == away)
          continue;
        message = g_strdup_printf (_ ("%s serves at another station on this day: %s, %s"),
                                   geng_name (scene->members[m]), station_of (scene, away),
                                   geng_name (geng_duty_get_shift (away)));
        geng_verdicts_line (verdicts, clause, scene, m, d, d, 1, 0, message);
      }
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;

  for (guint m = 0; scene->away != NULL && m < scene->n_members; m++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        GengDuty *away = geng_scene_away (scene, m, d);
        guint kept = away == NULL ? GENG_OFF
                                  : geng_lowering_code (lowering, geng_duty_get_shift (away),
                                                        geng_duty_get_post (away));

        for (guint c = 0; away != NULL && c < lowering->n_codes; c++)
          if (c != kept)
            geng_problem_forbid (lowering->problem, m, d, c);
      }
}

const GengRuleDef geng_rule_elsewhere = {
  .name = "elsewhere",
  .chinese = "他队勤务",
  .title = { "one duty a day over all stations of a zone", "片区各队合计一天一班" },
  .meaning = { "Whoever serves at another station of the zone on a duty day has no duty here on "
               "that day. Rest, hours and whatever else is asked of a member count what is "
               "served elsewhere.",
               "当日在片区其他队上岗的，本队当日不再排班。休息、工时以及对队员的其他要求，他"
               "队勤务一并计算。" },
  .data = { "the rosters of the other stations that share a pool of people",
            "共用同一批人员的其他各队的值班表" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .reach = GENG_REACH_MEMBER,
  .check = check,
  .compile = compile,
};
