/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-pins.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/* Leave for whole days is for duty days; leave by the hour is for the real time of the duties that
 * it meets. */

static GengRequest *
leave_met (const GengScene *scene, guint member, guint shift, int day)
{
  GPtrArray *requests = scene->requests[member];

  for (guint i = 0; i < requests->len; i++)
    {
      GengRequest *request = g_ptr_array_index (requests, i);

      if (geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE
          && geng_request_meets (request, scene, shift, day))
        return request;
    }
  return NULL;
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint m = 0; m < scene->n_members; m++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        int shift = geng_scene_duty_shift (scene, m, d);
        g_autofree char *message = NULL;

        if (shift < 0 || leave_met (scene, m, shift, d) == NULL)
          continue;
        message = g_strdup_printf (_ ("%s is on leave"), geng_name (scene->members[m]));
        geng_verdicts_line (verdicts, clause, scene, m, d, d, 1, 0, message);
      }
}

static void
forbid (GengLowering *lowering, guint member, GengRequest *request)
{
  const GengScene *scene = lowering->scene;

  for (guint d = 0; d < scene->n_days; d++)
    for (guint s = 0; s < scene->n_shifts; s++)
      if (geng_request_meets (request, scene, s, d))
        for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
          if (lowering->shift[c] == s)
            geng_problem_forbid (lowering->problem, member, d, c);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;

  for (guint m = 0; m < scene->n_members; m++)
    for (guint i = 0; i < scene->requests[m]->len; i++)
      {
        GengRequest *request = g_ptr_array_index (scene->requests[m], i);

        if (geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE)
          forbid (lowering, m, request);
      }
}

const GengRuleKind geng_rule_leave = {
  .name = "leave",
  .title = N_ ("leave"),
  .scope = GENG_RULE_ALWAYS,
  .check = check,
  .compile = compile,
};
