/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-capacity.h"

#include "geng-rule-list.h"
#include "geng-tally.h"

/* Minutes where no limit is written. */
#define UNLIMITED G_MAXINT

/* A limit's minutes over the whole period. */
static int
tally_minutes (const GengTally *tally, const GengScene *scene)
{
  gint64 minutes = tally->target >= 0 ? tally->target : tally->limit.max;

  if (minutes >= UNLIMITED)
    return UNLIMITED;
  return (int) MIN (tally->weekly ? minutes * scene->n_days / 7 : minutes, UNLIMITED);
}

static int
rule_minutes (GengRule *rule, const GengRuleKind *kind, const GengScene *scene)
{
  gpointer params = NULL;
  int minutes = UNLIMITED;

  if (!geng_rule_kind_parse (kind, scene->station, geng_rule_get_text (rule), &params, NULL, NULL)
      || params == NULL)
    return UNLIMITED;
  for (guint i = 0; i < ((GPtrArray *) params)->len; i++)
    minutes = MIN (minutes, tally_minutes (g_ptr_array_index ((GPtrArray *) params, i), scene));
  kind->free (params);
  return minutes;
}

/* The least that the rules of this kind leave; FALSE where there is none of the kind. */
static gboolean
list_minutes (GListModel *rules, const GengRuleKind *kind, const GengScene *scene, int *minutes)
{
  gboolean any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      if (!g_str_equal (geng_rule_get_kind (rule), kind->name))
        continue;
      *minutes = MIN (*minutes, rule_minutes (rule, kind, scene));
      any = TRUE;
    }
  return any;
}

/* The nearest text holds: the member's, the contract's, the station's. */
static int
member_minutes (const GengScene *scene, guint member)
{
  const GengRuleKind *kinds[] = { &geng_rule_hours, &geng_rule_week_hours };
  GengContract *contract = geng_member_get_contract (scene->members[member]);
  int minutes = UNLIMITED;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    if (!list_minutes (geng_member_get_rules (scene->members[member]), kinds[k], scene, &minutes)
        && (contract == NULL
            || !list_minutes (geng_contract_get_rules (contract), kinds[k], scene, &minutes)))
      list_minutes (geng_station_get_rules (scene->station), kinds[k], scene, &minutes);
  return minutes;
}

int *
geng_capacities_new (const GengScene *scene)
{
  int *capacities = g_new0 (int, scene->n_members + 1);
  gint64 most = 0;

  for (guint m = 0; m < scene->n_members; m++)
    {
      capacities[m] = member_minutes (scene, m);
      if (capacities[m] < UNLIMITED)
        most = MAX (most, capacities[m]);
    }
  for (guint m = 0; m < scene->n_members; m++)
    if (capacities[m] == UNLIMITED || most == 0)
      capacities[m] = GENG_CAPACITY_FULL;
    else
      capacities[m] = (int) MAX (capacities[m] * GENG_CAPACITY_FULL / most, 1);
  return capacities;
}
