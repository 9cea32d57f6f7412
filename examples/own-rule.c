/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>
#include <stdio.h>

/* A rule of the program's own: on market days (赶场, dates that end in 3 or 8) nobody serves more
 * than so many times.  Holds its meaning against its lowering, then plans December 2026 for a
 * station's folder with it. */

G_DECLARE_FINAL_TYPE (MarketDays, market_days, MARKET, DAYS, GengRuleKind)

struct _MarketDays
{
  GengRuleKind parent_instance;
};

G_DEFINE_FINAL_TYPE (MarketDays, market_days, GENG_TYPE_RULE_KIND)

/* The next market day from @day on; FALSE when it is past the period. */
static gboolean
next_market (GDate *day, const GDate *last)
{
  while (g_date_get_day (day) % 10 != 3 && g_date_get_day (day) % 10 != 8)
    g_date_add_days (day, 1);
  return g_date_compare (day, last) <= 0;
}

/* example: Geng.RuleCase Geng.RuleFindings */
/* What the rule means: looks at a roster and tells what is wrong with it. */
static void
market_days_check (GengRuleKind *kind, GengRuleCase *seen, GengRuleFindings *findings)
{
  const GDate *first = geng_rule_case_get_first (seen), *last = geng_rule_case_get_last (seen);
  int most = geng_rule_case_get_int (seen, "most");
  int points = geng_rule_case_get_int (seen, "weight");
  g_autoptr (GPtrArray) members = geng_rule_case_list_members (seen);

  for (guint i = 0; i < members->len; i++)
    {
      g_autofree char *message = NULL;
      int n = 0;

      for (GDate day = *first; next_market (&day, last); g_date_add_days (&day, 1))
        n += geng_rule_case_lookup_duty (seen, members->pdata[i], &day) != NULL;
      if (n <= most)
        continue;
      message = g_strdup_printf ("%s serves on %d market days; it should be at most %d",
                                 geng_entity_get_name (members->pdata[i]), n, most);
      geng_rule_findings_add (findings, members->pdata[i], first, last, n - most,
                              (n - most) * points, message);
    }
}

/* example: Geng.RuleLowering */
/* The same for the planner: a sum over each member's duties. */
static void
market_days_lower (GengRuleKind *kind, GengRuleCase *seen, GengRuleLowering *lowering)
{
  const GDate *first = geng_rule_case_get_first (seen), *last = geng_rule_case_get_last (seen);
  g_autoptr (GPtrArray) members = geng_rule_case_list_members (seen);

  for (guint i = 0; i < members->len; i++)
    {
      guint sum = geng_rule_lowering_add_sum (lowering, 0, geng_rule_case_get_int (seen, "most"),
                                              geng_rule_case_get_int (seen, "weight"));

      for (GDate day = *first; next_market (&day, last); g_date_add_days (&day, 1))
        geng_rule_lowering_add_to_sum (lowering, sum, members->pdata[i], &day, NULL, NULL, 1);
    }
}
/* end */

static void
market_days_class_init (MarketDaysClass *klass)
{
  GENG_RULE_KIND_CLASS (klass)->check = market_days_check;
  GENG_RULE_KIND_CLASS (klass)->lower = market_days_lower;
}

/* The text of such a rule is a number and a weight: `2`, or `2 soft 5`. */
static void
market_days_init (MarketDays *self)
{
  g_autoptr (GengRuleParameter) most
      = geng_rule_parameter_new ("most", "how many market days", GENG_RULE_PARAMETER_TYPE_NUMBER,
                                 GENG_RULE_UNIT_COUNT, 0, 31, NULL);
  g_autoptr (GengRuleParameter) weight = geng_rule_parameter_new (
      "weight", "points for each one more", GENG_RULE_PARAMETER_TYPE_HOLD, GENG_RULE_UNIT_COUNT, 1,
      100000, "");

  geng_rule_kind_add_parameter (GENG_RULE_KIND (self), most);
  geng_rule_kind_add_parameter (GENG_RULE_KIND (self), weight);
}

static gboolean
run (const char *folder, GError **error)
{
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_DECEMBER, 2026);
  g_autoptr (GDate) last = g_date_new_dmy (31, G_DATE_DECEMBER, 2026);
  g_autoptr (GengRuleKind) kind
      = g_object_new (market_days_get_type (), "name", "market-days", "chinese", "赶场", "title",
                      "market days", "chinese-title", "赶场日", NULL);
  g_autoptr (GengRule) rule = geng_rule_new ("market-days", "3 soft 5");
  g_autoptr (GengStore) store = geng_store_open (folder, error);
  g_autoptr (GengStation) station = store ? geng_store_load (store, error) : NULL;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autofree char *caveat = NULL;

  if (!station || !geng_station_add_rule_kind (station, kind, error))
    return FALSE;
  geng_station_add_rule (station, rule);
  if (!geng_station_test_rule_kind (station, kind, first, last, NULL, 20, 1, error))
    return FALSE;
  planner = geng_planner_new (station, first, last, error);
  if (!planner)
    return FALSE;
  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  plan = geng_planner_plan (planner, NULL, error);
  if (!plan)
    return FALSE;
  caveat = geng_plan_dup_caveat (plan);
  printf ("market-days: meaning and lowering are one: %s\n", caveat ? caveat : "yes");
  printf ("%d gaps\n", (int) geng_judgement_get_score (geng_plan_get_judgement (plan))->gaps);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (run (argc > 1 ? argv[1] : ".", &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
