/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-repair.h"

#include "geng-gettext.h"
#include "geng-lowering.h"
#include "geng-rule-list.h"

static gboolean
has_start (const GengPlanning *question)
{
  return g_date_valid (&question->start);
}

static gboolean
is_over (const GengPlanning *question, GengDuty *duty)
{
  return g_date_compare (geng_duty_get_date (duty), &question->start) < 0;
}

/* -- the days that are over -- */

static gboolean
same (GengDuty *a, GengDuty *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return geng_duty_get_shift (a) == geng_duty_get_shift (b)
         && geng_duty_get_post (a) == geng_duty_get_post (b);
}

static void
check_past (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const int *n_over = clause->params;

  for (guint m = 0; m < scene->n_members; m++)
    for (int d = 0; d < *n_over; d++)
      {
        GDate date;

        if (same (geng_scene_duty (scene, m, d), geng_scene_base_duty (scene, m, d)))
          continue;
        geng_scene_date (scene, d, &date);
        geng_verdicts_hard (verdicts, "past", scene->members[m], &date, &date, 1,
                            _ ("a day that is over changes"));
      }
}

static void
compile_past (const GengClause *clause, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;
  const int *n_over = clause->params;

  for (guint m = 0; m < scene->n_members; m++)
    for (int d = 0; d < *n_over; d++)
      {
        GengDuty *duty = geng_scene_base_duty (scene, m, d);
        guint kept = duty == NULL ? GENG_OFF
                                  : geng_lowering_code (lowering, geng_duty_get_shift (duty),
                                                        geng_duty_get_post (duty));

        for (guint c = 0; c < lowering->n_codes; c++)
          if (c != kept)
            geng_problem_forbid (lowering->problem, m, d, c);
      }
}

static char *
describe_past (gconstpointer params)
{
  return g_strdup (_ ("days that are over stay as they were"));
}

static const GengRuleKind rule_past = {
  .name = "past",
  .title = N_ ("days that are over"),
  .scope = GENG_RULE_ALWAYS,
  .free = g_free,
  .describe = describe_past,
  .check = check_past,
  .compile = compile_past,
};

/* -- clauses -- */

static void
add_clause (GPtrArray *clauses, const GengScene *scene, GengTerm *term)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint m = 0; m < scene->n_members; m++)
    g_array_append_val (members, m);
  g_ptr_array_add (clauses, geng_clause_new (term->kind, term, members));
}

/* In the place of what the station says about stability. */
static gboolean
set_price (const GengPlanning *question, const GengScene *scene, GPtrArray *clauses, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%d", question->change_price);
  g_autoptr (GPtrArray) terms = NULL;

  for (guint i = clauses->len; i-- > 0;)
    if (((const GengClause *) clauses->pdata[i])->kind == &geng_rule_stability)
      g_ptr_array_remove_index (clauses, i);
  terms = geng_rule_kind_parse (&geng_rule_stability, scene->station, text, NULL, error);
  if (terms == NULL)
    return FALSE;
  add_clause (clauses, scene, g_ptr_array_index (terms, 0));
  return TRUE;
}

gboolean
geng_repair_clauses (const GengPlanning *question,
                     const GengScene *scene,
                     GPtrArray *clauses,
                     GError **error)
{
  int n_over = has_start (question) ? geng_scene_day (scene, &question->start) : 0;

  if (question->base == NULL)
    return TRUE;
  n_over = CLAMP (n_over, 0, (int) scene->n_days);
  if (n_over > 0)
    {
      GengTerm *past = geng_term_new (&rule_past, g_memdup2 (&n_over, sizeof n_over));

      add_clause (clauses, scene, past);
      geng_term_unref (past);
    }
  return question->change_price == 0 || set_price (question, scene, clauses, error);
}

/* -- pins -- */

static gboolean
is_on_leave (GengStation *station, GengDuty *duty)
{
  GListModel *requests = geng_station_get_requests (station);

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      if (geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE
          && geng_request_get_member (request) == geng_duty_get_member (duty)
          && g_date_compare (geng_request_get_first (request), geng_duty_get_date (duty)) <= 0
          && g_date_compare (geng_duty_get_date (duty), geng_request_get_last (request)) <= 0)
        return TRUE;
    }
  return FALSE;
}

GengRoster *
geng_repair_base (const GengPlanning *question)
{
  GengRoster *base;
  g_autoptr (GPtrArray) duties = NULL;

  if (question->base == NULL)
    return NULL;
  if (!has_start (question))
    return g_object_ref (question->base);
  base = geng_roster_copy (question->base);
  duties = geng_roster_list_duties (base);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];

      if (is_over (question, duty))
        geng_duty_set_pinned (duty, TRUE);
      else if (geng_duty_get_pinned (duty) && is_on_leave (question->station, duty))
        geng_duty_set_pinned (duty, FALSE);
    }
  return base;
}

void
geng_repair_unpin (const GengPlanning *question, GengRoster *roster)
{
  g_autoptr (GPtrArray) duties = NULL;

  if (question->base == NULL || !has_start (question))
    return;
  duties = geng_roster_list_duties (roster);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];
      GengDuty *old = geng_roster_lookup (question->base, geng_duty_get_member (duty),
                                          geng_duty_get_date (duty));

      if (is_over (question, duty) && old != NULL)
        geng_duty_set_pinned (duty, geng_duty_get_pinned (old));
    }
}
