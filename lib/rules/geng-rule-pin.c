/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-line.h"
#include "geng-pins.h"
#include "geng-rule-list.h"

#include <glib/gi18n-lib.h>

/* A pin fixes a duty: by a request (any shift or post where it names none), or in the roster that
 * is changed. */

static gboolean
is_pin (GengRequest *request, const GengScene *scene, int day)
{
  return geng_request_get_kind (request) == GENG_REQUEST_KIND_PIN
         && geng_request_covers (request, scene, day);
}

static gboolean
fits_request (GengRequest *request, GengDuty *duty)
{
  return duty != NULL
         && geng_request_names (request, geng_duty_get_shift (duty), geng_duty_get_post (duty));
}

static gboolean
fits_base (GengDuty *base, GengDuty *duty)
{
  return duty != NULL && geng_duty_get_shift (duty) == geng_duty_get_shift (base)
         && geng_duty_get_post (duty) == geng_duty_get_post (base);
}

/* How many pins of the day this duty leaves open. */
static guint
count_open (const GengScene *scene, guint member, int day, GengDuty *duty)
{
  GengDuty *base = geng_scene_base_duty (scene, member, day);
  guint open = base != NULL && geng_duty_get_pinned (base) && !fits_base (base, duty);

  for (guint i = 0; i < scene->requests[member]->len; i++)
    {
      GengRequest *request = g_ptr_array_index (scene->requests[member], i);

      open += is_pin (request, scene, day) && !fits_request (request, duty);
    }
  return open;
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (guint i = 0; i < clause->members->len; i++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        guint m = geng_clause_member (clause, i);
        guint open = count_open (scene, m, d, geng_scene_duty (scene, m, d));
        g_autofree char *message = NULL;

        if (open == 0 || geng_scene_is_aside (scene, m, d))
          continue;
        message = g_strdup_printf (_ ("%s does not serve the duty that is fixed"),
                                   geng_name (scene->members[m]));
        geng_verdicts_line (verdicts, clause, scene, m, d, d, open, 0, message);
      }
}

static void
fix_request (GengLowering *lowering, guint member, guint day, GengRequest *request)
{
  geng_problem_forbid (lowering->problem, member, day, GENG_OFF);
  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    if (!geng_request_names (request, lowering->scene->shifts[lowering->shift[c]],
                             lowering->post[c]))
      geng_problem_forbid (lowering->problem, member, day, c);
}

static void
fix_base (GengLowering *lowering, guint member, guint day, GengDuty *base)
{
  guint code = geng_lowering_code (lowering, geng_duty_get_shift (base), geng_duty_get_post (base));

  for (guint c = 0; c < lowering->n_codes; c++)
    if (c != code || c == GENG_OFF)
      geng_problem_forbid (lowering->problem, member, day, c);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;

  for (guint m = 0; m < scene->n_members; m++)
    for (guint d = 0; d < scene->n_days; d++)
      {
        GengDuty *base = geng_scene_base_duty (scene, m, d);

        if (geng_scene_is_aside (scene, m, d))
          continue;
        if (base != NULL && geng_duty_get_pinned (base))
          fix_base (lowering, m, d, base);
        for (guint i = 0; i < scene->requests[m]->len; i++)
          {
            GengRequest *request = g_ptr_array_index (scene->requests[m], i);

            if (is_pin (request, scene, d))
              fix_request (lowering, m, d, request);
          }
      }
}

const GengRuleDef geng_rule_pin = {
  .name = "pin",
  .chinese = "固定",
  .title = { "fixed duties", "指定的班" },
  .meaning = { "A pin fixes a duty, in any shift or at any post where it names none; so do the "
               "pinned duties of a roster that is changed.",
               "固定的勤务不变，没写班次或岗位的，任何班次、岗位都行；修改值班表时，其中标了"
               "固定的勤务也一样。" },
  .data = { "rows of leave.csv of the kind pin, and `pinned` in a draft",
            "leave.csv 里类别为“固定”的行，和草稿里的“固定”" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .reach = GENG_REACH_MEMBER,
  .check = check,
  .compile = compile,
};
