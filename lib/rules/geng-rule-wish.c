/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-pins.h"
#include "geng-rule-list.h"

#include <geng/geng-score.h>
#include <glib/gi18n-lib.h>

/*
 * Wishes cost their weight when they are not granted: a wish to be off for each duty that it meets,
 * a wish to serve for each of its days without such a duty: to wait as a reserve is none where the
 * wish does not name the post.  Days on leave grant nothing and cost
 * nothing.
 */

static gboolean
is_served (GengRequest *request, const GengScene *scene, int shift, GengPost *post, int day)
{
  return shift >= 0 && geng_request_names (request, scene->shifts[shift], post)
         && geng_request_meets (request, scene, shift, day);
}

/* The points that the member's day costs: shift -1 is off. */
static int
price (GengRequest *request,
       const GengScene *scene,
       guint member,
       int day,
       int shift,
       GengPost *post)
{
  gboolean served = is_served (request, scene, shift, post, day);
  gboolean waits = geng_scene_is_reserve (scene, post) && geng_request_get_post (request) != post;

  switch (geng_request_get_kind (request))
    {
    case GENG_REQUEST_KIND_WISH_OFF:
      return served ? geng_request_get_weight (request) : 0;
    case GENG_REQUEST_KIND_WISH_ON:
      return (!served || waits) && geng_request_covers (request, scene, day)
                     && !geng_scene_absent (scene, member, day)
                 ? geng_request_get_weight (request)
                 : 0;
    case GENG_REQUEST_KIND_LEAVE:
    case GENG_REQUEST_KIND_PIN:
    default:
      return 0;
    }
}

static void
check_day (const GengClause *clause,
           const GengScene *scene,
           guint member,
           int day,
           GengRequest *request,
           GengVerdicts *verdicts)
{
  GengDuty *duty = geng_scene_duty (scene, member, day);
  int weight = price (request, scene, member, day, geng_scene_duty_shift (scene, member, day),
                      duty == NULL ? NULL : geng_duty_get_post (duty));
  g_autofree char *message = NULL;

  if (weight == 0)
    return;
  message = g_strdup_printf (geng_request_get_kind (request) == GENG_REQUEST_KIND_WISH_ON
                                 ? _ ("%s wished to serve")
                                 : _ ("%s wished to be off"),
                             geng_name (scene->members[member]));
  geng_verdicts_line (verdicts, clause, scene, member, day, day, 1, weight, message);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    {
      guint m = geng_clause_member (clause, i);

      for (guint r = 0; r < scene->requests[m]->len && !geng_scene_is_freed (scene, m); r++)
        for (guint d = 0; d < scene->n_days; d++)
          check_day (clause, scene, m, d, g_ptr_array_index (scene->requests[m], r), verdicts);
    }
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;

  for (guint m = 0; m < scene->n_members; m++)
    for (guint i = 0; i < scene->requests[m]->len && !geng_scene_is_freed (scene, m); i++)
      for (guint d = 0; d < scene->n_days; d++)
        for (guint c = 0; c < lowering->n_codes; c++)
          {
            int weight = price (g_ptr_array_index (scene->requests[m], i), scene, m, d,
                                c == GENG_OFF ? -1 : (int) lowering->shift[c], lowering->post[c]);

            if (weight != 0)
              geng_problem_add_cost (lowering->problem, m, d, c, weight * GENG_POINT);
          }
}

const GengRuleDef geng_rule_wish = {
  .name = "wish",
  .chinese = "意愿",
  .title = { "wishes", "意愿" },
  .meaning = { "A wish to be off costs its weight for each duty that it meets; a wish to serve "
               "costs it for each of its days without such a duty. Days on leave grant nothing "
               "and cost nothing, and to wait as a reserve is no service where the wish does not "
               "name the post.",
               "想休：每碰上一班扣一次分；想上：该天没上到这样的班，每天扣一次分。请假的日子"
               "不算如愿，也不扣分；备勤不算上了班，除非意愿写的就是那个岗位。" },
  .data = { "rows of leave.csv of the kinds wish-off and wish-on",
            "leave.csv 里类别为“意愿休”“意愿班”的行" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .reach = GENG_REACH_MEMBER,
  .check = check,
  .compile = compile,
};
