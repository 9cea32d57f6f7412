/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-own-plan.h"

#include "geng-gettext.h"
#include "geng-judge-private.h"
#include "geng-judgement-private.h"
#include "geng-own-kind.h"
#include "geng-plan-private.h"
#include "geng-repair.h"

/* (transfer full) (nullable): what the own kinds mean, or what their lowering says */
static GengVerdicts *
ask (const GengPlanning *question, GengRoster *roster, gboolean by_meaning, GError **error)
{
  g_autoptr (GengRoster) base = geng_repair_base (question);
  g_autoptr (GengScene) scene = geng_scene_new (
      question->station, &question->first, &question->last, roster, question->history, base, error);
  g_autoptr (GPtrArray) clauses = NULL;
  g_autofree int *held = NULL;

  if (scene == NULL)
    return NULL;
  held = g_new0 (int, scene->n_members + 1);
  geng_repair_mark_served (question, scene, held);
  scene->by_meaning = by_meaning;
  clauses = geng_clauses_new (scene, error);
  return clauses != NULL ? geng_judge_list_own (scene, clauses) : NULL;
}

typedef struct
{
  gint64 broken, cost;
} Sum;

static Sum
add_up (const GengVerdicts *verdicts, const char *kind)
{
  Sum sum = { 0 };

  for (guint i = 0; i < verdicts->list->len; i++)
    {
      const GengVerdict *verdict = verdicts->list->pdata[i];

      if (g_strcmp0 (verdict->rule, kind) != 0)
        continue;
      sum.broken += verdict->severity == GENG_SEVERITY_HARD;
      sum.cost += verdict->cost;
    }
  return sum;
}

/* How many rules are broken is told as one wishes; that some are is not. */
static gboolean
compare (const GengVerdicts *meant, const GengVerdicts *lowered, const char *kind, GError **error)
{
  Sum meaning = add_up (meant, kind), lowering = add_up (lowered, kind);

  if ((meaning.broken > 0) == (lowering.broken > 0) && meaning.cost == lowering.cost)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_DISAGREEMENT,
               _ ("rule kind “%s”: its meaning finds %d broken and a cost of "
                  "%.2f points, its lowering %d and %.2f; one of the two is "
                  "wrong"),
               kind, (int) meaning.broken, (double) meaning.cost / GENG_POINT,
               (int) lowering.broken, (double) lowering.cost / GENG_POINT);
  return FALSE;
}

static gboolean
is_own (GPtrArray *kinds, const char *name)
{
  for (guint i = 0; i < kinds->len; i++)
    if (g_strcmp0 (geng_rule_kind_get_name (kinds->pdata[i]), name) == 0)
      return TRUE;
  return FALSE;
}

static void
insert (GPtrArray *findings, GengFinding *finding)
{
  guint at = 0;

  while (
      at < findings->len
      && (geng_finding_get_severity (findings->pdata[at]) > geng_finding_get_severity (finding)
          || (geng_finding_get_severity (findings->pdata[at]) == geng_finding_get_severity (finding)
              && geng_finding_get_cost (findings->pdata[at]) >= geng_finding_get_cost (finding))))
    at++;
  g_ptr_array_insert (findings, (gint) at, finding);
}

/* The judgement with what the own kinds mean.  (transfer full) */
static GengJudgement *
rewrite (GengJudgement *judgement, const GengVerdicts *meant, GPtrArray *kinds)
{
  g_autoptr (GPtrArray) before = geng_judgement_list_findings (judgement);
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < before->len; i++)
    if (!is_own (kinds, geng_finding_get_rule (before->pdata[i])))
      g_ptr_array_add (findings, g_object_ref (before->pdata[i]));
  for (guint i = 0; i < meant->list->len; i++)
    insert (findings, geng_judge_make_finding (meant->list->pdata[i]));
  return geng_judgement_make (geng_judgement_get_score (judgement), findings,
                              geng_judgement_list_gaps (judgement));
}

static gboolean
has_rule (GListModel *rules, const char *kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      if (g_strcmp0 (geng_rule_get_kind (rule), kind) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Some rule of the station is of the kind. */
static gboolean
is_used (GengStation *station, const char *kind)
{
  GListModel *contracts = geng_station_get_contracts (station);
  GListModel *members = geng_station_get_members (station);
  gboolean used = has_rule (geng_station_get_rules (station), kind);

  for (guint i = 0; !used && i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);

      used = has_rule (geng_contract_get_rules (contract), kind);
    }
  for (guint i = 0; !used && i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      used = has_rule (geng_member_get_rules (member), kind);
    }
  return used;
}

/* (transfer full) */
static char **
list_unproven (GengStation *station, GPtrArray *kinds)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < kinds->len; i++)
    {
      const char *name = geng_rule_kind_get_name (kinds->pdata[i]);

      if (!geng_rule_kind_get_conforms (kinds->pdata[i]) && is_used (station, name))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

gboolean
geng_own_confirm (const GengPlanning *question, GengPlan *plan, GError **error)
{
  GPtrArray *kinds = geng_own_kinds (question->station);
  GengRoster *roster = geng_plan_get_roster (plan);
  g_autoptr (GengVerdicts) meant = NULL;
  g_autoptr (GengVerdicts) lowered = NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_auto (GStrv) unproven = NULL;

  if (kinds == NULL || question->gaps_only)
    return TRUE;
  meant = ask (question, roster, TRUE, error);
  lowered = meant != NULL ? ask (question, roster, FALSE, error) : NULL;
  if (lowered == NULL)
    return FALSE;
  for (guint i = 0; i < kinds->len; i++)
    if (!compare (meant, lowered, geng_own_def (kinds->pdata[i])->name, error))
      return FALSE;
  judgement = rewrite (geng_plan_get_judgement (plan), meant, kinds);
  unproven = list_unproven (question->station, kinds);
  geng_plan_confirm (plan, judgement, (const char *const *) unproven);
  return TRUE;
}
