/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-list.h"

#include <geng/geng-error.h>
#include <glib/gi18n-lib.h>

static void
clause_free (GengClause *clause)
{
  if (clause->params != NULL)
    clause->kind->free (clause->params);
  g_array_unref (clause->members);
  g_free (clause);
}

static void
add_clause (GPtrArray *clauses, const GengRuleKind *kind, gpointer params, GArray *members)
{
  GengClause *clause = g_new0 (GengClause, 1);

  clause->kind = kind;
  clause->params = params;
  clause->members = g_array_ref (members);
  g_ptr_array_add (clauses, clause);
}

static gboolean
has_kind (GListModel *rules, const GengRuleKind *kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      if (g_str_equal (geng_rule_get_kind (rule), kind->name))
        return TRUE;
    }
  return FALSE;
}

/* One clause a rule of this kind in the list; `none` makes no clause. */
static gboolean
add_rules (GPtrArray *clauses,
           const GengScene *scene,
           GListModel *rules,
           const GengRuleKind *kind,
           GArray *members,
           GError **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);
      gpointer params;

      if (!g_str_equal (geng_rule_get_kind (rule), kind->name))
        continue;
      if (!geng_rule_kind_parse (kind, scene->station, geng_rule_get_text (rule), &params, NULL,
                                 error))
        {
          if (geng_rule_get_place (rule) != NULL)
            g_prefix_error (error, "%s: ", geng_rule_get_place (rule));
          return FALSE;
        }
      if (params != NULL && members->len > 0)
        add_clause (clauses, kind, params, members);
      else
        g_clear_pointer (&params, kind->free);
    }
  return TRUE;
}

static GArray *
all_members (const GengScene *scene)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint m = 0; m < scene->n_members; m++)
    g_array_append_val (members, m);
  return members;
}

/* Those for whom the rules of @contract are the nearest of this kind; NULL: the station's rules. */
static GArray *
bound_by (const GengScene *scene, const GengRuleKind *kind, GengContract *contract)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint m = 0; m < scene->n_members; m++)
    {
      GengContract *own = geng_member_get_contract (scene->members[m]);

      if (has_kind (geng_member_get_rules (scene->members[m]), kind))
        continue;
      if (own != NULL && !has_kind (geng_contract_get_rules (own), kind))
        own = NULL;
      if (own == contract)
        g_array_append_val (members, m);
    }
  return members;
}

static gboolean
add_contracts (GPtrArray *clauses, const GengScene *scene, const GengRuleKind *kind, GError **error)
{
  GListModel *contracts = geng_station_get_contracts (scene->station);

  for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);
      g_autoptr (GArray) members = NULL;

      if (!has_kind (geng_contract_get_rules (contract), kind))
        continue;
      members = bound_by (scene, kind, contract);
      if (!add_rules (clauses, scene, geng_contract_get_rules (contract), kind, members, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_members (GPtrArray *clauses, const GengScene *scene, const GengRuleKind *kind, GError **error)
{
  for (guint m = 0; m < scene->n_members; m++)
    {
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));

      g_array_append_val (members, m);
      if (!add_rules (clauses, scene, geng_member_get_rules (scene->members[m]), kind, members,
                      error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_personal (GPtrArray *clauses, const GengScene *scene, const GengRuleKind *kind, GError **error)
{
  GListModel *rules = geng_station_get_rules (scene->station);
  g_autoptr (GArray) members = NULL;

  if (has_kind (rules, kind))
    {
      members = bound_by (scene, kind, NULL);
      if (!add_rules (clauses, scene, rules, kind, members, error))
        return FALSE;
    }
  return add_contracts (clauses, scene, kind, error) && add_members (clauses, scene, kind, error);
}

static gboolean
add_kind (GPtrArray *clauses, const GengScene *scene, const GengRuleKind *kind, GError **error)
{
  g_autoptr (GArray) everybody = all_members (scene);

  switch (kind->scope)
    {
    case GENG_RULE_PERSONAL:
      return add_personal (clauses, scene, kind, error);
    case GENG_RULE_STATION:
      return add_rules (clauses, scene, geng_station_get_rules (scene->station), kind, everybody,
                        error);
    case GENG_RULE_ALWAYS:
    default:
      add_clause (clauses, kind, NULL, everybody);
      return TRUE;
    }
}

/* A rule of no kind, or one of the whole station written at a contract or a member. */
static gboolean
check_names (GListModel *rules, gboolean personal, GError **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);
      const GengRuleKind *kind = geng_rule_kind_find (geng_rule_get_kind (rule), error);

      if (kind != NULL && (!personal || kind->scope == GENG_RULE_PERSONAL))
        continue;
      if (kind != NULL)
        g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                     _ ("rule “%s” is one of the whole station; it should stand in [rules]"),
                     kind->name);
      if (geng_rule_get_place (rule) != NULL)
        g_prefix_error (error, "%s: ", geng_rule_get_place (rule));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_places (const GengScene *scene, GError **error)
{
  GListModel *contracts = geng_station_get_contracts (scene->station);

  if (!check_names (geng_station_get_rules (scene->station), FALSE, error))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);

      if (!check_names (geng_contract_get_rules (contract), TRUE, error))
        return FALSE;
    }
  for (guint m = 0; m < scene->n_members; m++)
    if (!check_names (geng_member_get_rules (scene->members[m]), TRUE, error))
      return FALSE;
  return TRUE;
}

GPtrArray *
geng_clauses_new (const GengScene *scene, GError **error)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) clause_free);
  const GengRuleKind *const *kinds = geng_rule_kinds ();

  if (!check_places (scene, error))
    return NULL;
  for (guint i = 0; kinds[i] != NULL; i++)
    if (!add_kind (clauses, scene, kinds[i], error))
      return NULL;
  return g_steal_pointer (&clauses);
}
