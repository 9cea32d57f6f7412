/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-date.h"
#include "geng-pins.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/*
 * Leave for whole days forbids the duties of its dates' duty days, and each duty that starts on one
 * of its dates by the clock: the standby of the dawn at which the leave begins belongs to the duty
 * day before.  The end of the night before is allowed, and told.  Leave by the hour is for the real
 * time of the duties that it meets.  What somebody shared serves at another station of the zone is
 * that station's to mend, and so it alone says that it is touched.
 */

/* Between the first and the last date of the leave. */
static gboolean
has_date (GengRequest *request, const GDate *date)
{
  return g_date_compare (geng_request_get_first (request), date) <= 0
         && g_date_compare (date, geng_request_get_last (request)) <= 0;
}

static gboolean
forbids (GengRequest *request, const GengScene *scene, guint shift, int day)
{
  int start = geng_shift_get_start_minute (scene->shifts[shift]);
  GDate date, started;

  if (geng_request_get_timed (request))
    return geng_request_meets (request, scene, shift, day);
  geng_scene_date (scene, day, &date);
  geng_scene_date (scene, day + start / GENG_DAY_MINUTES, &started);
  return has_date (request, &date) || has_date (request, &started);
}

static GengRequest *
leave_met (const GengScene *scene, guint member, guint shift, int day)
{
  GPtrArray *requests = scene->requests[member];

  for (guint i = 0; i < requests->len; i++)
    {
      GengRequest *request = g_ptr_array_index (requests, i);

      if (geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE
          && forbids (request, scene, shift, day))
        return request;
    }
  return NULL;
}

/* The night before the leave is allowed, and ends on its first date. */
static gboolean
ends_in (GengRequest *request, const GengScene *scene, guint shift, int day)
{
  int last_minute = geng_shift_get_end_minute (scene->shifts[shift]) - 1;
  GDate date;

  geng_scene_date (scene, day + last_minute / GENG_DAY_MINUTES, &date);
  return geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE
         && !geng_request_get_timed (request) && has_date (request, &date);
}

static void
note_end (const GengClause *clause,
          const GengScene *scene,
          guint member,
          guint shift,
          int day,
          GengVerdicts *verdicts)
{
  GPtrArray *requests = scene->requests[member];
  int end = geng_shift_get_end_minute (scene->shifts[shift]) % GENG_DAY_MINUTES;
  g_autofree char *clock = geng_minutes_to_string (end);
  GDate date;

  geng_scene_date (scene, day, &date);
  for (guint i = 0; i < requests->len; i++)
    if (ends_in (g_ptr_array_index (requests, i), scene, shift, day))
      {
        geng_verdicts_note (verdicts, clause->kind->name, scene->members[member], &date,
                            _ ("%s comes off duty at %s, on the day of leave already"),
                            geng_name (scene->members[member]), clock);
        return;
      }
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        guint m = geng_clause_member (clause, i);
        int shift = geng_scene_duty_shift (scene, m, d);
        g_autofree char *message = NULL;

        if (shift < 0 || geng_scene_is_freed (scene, m)
            || geng_scene_duty (scene, m, (int) d) == geng_scene_away (scene, m, (int) d))
          continue;
        if (leave_met (scene, m, shift, d) == NULL)
          {
            note_end (clause, scene, m, shift, d, verdicts);
            continue;
          }
        message = g_strdup_printf (_ ("%s is on leave"), geng_name (scene->members[m]));
        geng_verdicts_line (verdicts, clause, scene, m, d, d, 1, 0, message);
      }
}

/* -- lowering -- */

/* The duty days on which a duty in this shift falls under leave that is for whole days. */
static gboolean
falls_under (GengRequest *request, const GengScene *scene, guint shift, int day)
{
  int first = geng_scene_day (scene, geng_request_get_first (request));
  int last = geng_scene_day (scene, geng_request_get_last (request));
  int later = geng_shift_get_start_minute (scene->shifts[shift]) >= GENG_DAY_MINUTES;

  return first - later <= day && day <= last;
}

static void
forbid (GengLowering *lowering, guint member, GengRequest *request)
{
  const GengScene *scene = lowering->scene;
  gboolean timed = geng_request_get_timed (request);

  for (int d = 0; d < (int) scene->n_days; d++)
    for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
      if (!geng_lowering_is_elsewhere (lowering, member, (guint) d, c)
          && (timed ? geng_request_meets (request, scene, lowering->shift[c], d)
                    : falls_under (request, scene, lowering->shift[c], d)))
        geng_problem_forbid (lowering->problem, member, (guint) d, c);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;

  for (guint m = 0; m < scene->n_members; m++)
    for (guint i = 0; i < scene->requests[m]->len; i++)
      {
        GengRequest *request = g_ptr_array_index (scene->requests[m], i);

        if (geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE
            && !geng_scene_is_freed (scene, m))
          forbid (lowering, m, request);
      }
}

const GengRuleDef geng_rule_leave = {
  .name = "leave",
  .chinese = "请假",
  .title = { "leave", "请假" },
  .meaning = { "Leave for whole days forbids the duties of its dates' duty days, and each duty "
               "that starts on one of its dates by the clock: the standby of that dawn. The end "
               "of the night before is allowed, and told. Leave by the hour forbids the duties "
               "whose real time it meets.",
               "整天的请假：这些日期的勤务日不上勤，按钟点在这些日期里开始的勤务也不上：当天"
               "凌晨的值守班。前一晚的班可以上完，会提示。按钟点的请假：与实际时间相碰的勤务"
               "不上。" },
  .data = { "rows of leave.csv of the kind leave", "leave.csv 里类别为“请假”的行" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .reach = GENG_REACH_MEMBER,
  .check = check,
  .compile = compile,
};
