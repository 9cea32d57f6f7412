/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A month held against the law, person by person, whatever the contracts say. */
#include "law.h"

static const char *
nick_of (GengLawVerdict verdict)
{
  g_autoptr (GEnumClass) verdicts = g_type_class_ref (GENG_TYPE_LAW_VERDICT);

  return g_enum_get_value (verdicts, (int) verdict)->value_nick;
}

static void
answer_json (GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const GengLawFinding *finding = g_ptr_array_index (findings, i);
      GengEntity *law = (GengEntity *) finding->law;

      json_builder_begin_object (builder);
      add_text (builder, "member", geng_entity_get_id (GENG_ENTITY (finding->member)));
      add_text (builder, "name", geng_entity_get_name (GENG_ENTITY (finding->member)));
      add_text (builder, "law", law != NULL ? geng_entity_get_id (law) : "");
      add_text (builder, "article", law != NULL ? geng_entity_get_name (law) : "");
      add_text (builder, "verdict", nick_of (finding->verdict));
      add_text (builder, "limit", finding->limit != NULL ? finding->limit : "");
      add_text (builder, "figure", finding->figure != NULL ? finding->figure : "");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  print_json (builder);
}

static guint
count (GPtrArray *findings, GengLawVerdict verdict)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const GengLawFinding *) g_ptr_array_index (findings, i))->verdict == verdict;
  return n;
}

static const char *
mark_of (GengLawVerdict verdict)
{
  switch (verdict)
    {
    case GENG_LAW_VERDICT_BROKEN:
    case GENG_LAW_VERDICT_APPROVAL:
      return "✗";
    case GENG_LAW_VERDICT_KEPT:
      return "✓";
    case GENG_LAW_VERDICT_OVERTIME:
    case GENG_LAW_VERDICT_UNBOUND:
    default:
      return "–";
    }
}

/* The contracts whose way to count hours the labour office has approved. */
static void
print_approvals (GengStation *station)
{
  GListModel *contracts = geng_station_get_contracts (station);

  for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);
      const char *number = geng_contract_get_approval (contract);

      if (number != NULL && number[0] != '\0')
        g_print (_ ("%s: approved by %s\n"), geng_entity_get_name (GENG_ENTITY (contract)), number);
    }
}

static void
print_findings (Desk *desk, GPtrArray *findings)
{
  g_autofree char *month = desk_month_text (&desk->first);

  g_print (_ ("%s before the law, whatever the contracts say:\n"), month);
  for (guint i = 0; i < findings->len; i++)
    {
      const GengLawFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *text = geng_law_finding_to_string (finding);

      g_print ("  %s %s\n", mark_of (finding->verdict), text);
    }
  print_approvals (desk->station);
  g_print (_ ("Broken: %u. Overtime: %u. Without an approval: %u. Bound by no law: %u.\n"),
           count (findings, GENG_LAW_VERDICT_BROKEN), count (findings, GENG_LAW_VERDICT_OVERTIME),
           count (findings, GENG_LAW_VERDICT_APPROVAL), count (findings, GENG_LAW_VERDICT_UNBOUND));
}

Status
check_laws (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = geng_roster_check_laws (desk->roster, desk->history, &error);

  if (findings == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (desk->json)
    answer_json (findings);
  else
    print_findings (desk, findings);
  return count (findings, GENG_LAW_VERDICT_BROKEN) + count (findings, GENG_LAW_VERDICT_APPROVAL) > 0
             ? STATUS_BROKEN
             : STATUS_FINE;
}
