/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-crew-plain.h"
#include "geng-gettext.h"
#include "geng-quota.h"
#include "geng-rule-list.h"

#include <geng/geng-score.h>

/*
 * crew: how many people a demand wants.
 *
 * Fewer than `min` leave a gap for each place that nobody fills; fewer than `wanted` cost the
 * demand's price `under` each; more than `max` cost its price `over` each, or are forbidden when
 * that is 0.  A demand on a window is met, and priced, in each slice of the window.
 */

#define NAME "crew"

static char *
describe (gconstpointer params)
{
  return g_strdup (_ ("Every demand gets the people that it asks for"));
}

static void
report_gaps (const GengPlace *place,
             const GArray *asks,
             const GDate *date,
             const char *where,
             int n,
             GengVerdicts *verdicts)
{
  for (guint i = 0; i < place->demands->len; i++)
    {
      GengDemand *demand = g_ptr_array_index (place->demands, i);
      int missing = geng_asks_gap (asks, i, n);

      if (missing > 0)
        geng_verdicts_gap (verdicts, NAME, demand, date, place->from, place->to, NULL, missing,
                           _ ("%s (%s): %d of %d people are missing"), where,
                           geng_entity_get_name (GENG_ENTITY (demand)), missing,
                           geng_demand_get_min (demand));
    }
}

static void
add_crew (GPtrArray *crew, GengVerdicts *verdicts)
{
  for (guint i = 0; i < crew->len; i++)
    geng_verdicts_add_member (verdicts, geng_duty_get_member (g_ptr_array_index (crew, i)));
}

static void
report_costs (const GengPlace *place,
              const GArray *asks,
              const GDate *date,
              const char *where,
              int n,
              GPtrArray *crew,
              GengVerdicts *verdicts)
{
  GengDemand *demand = g_ptr_array_index (place->demands, 0);
  gint64 cost = geng_asks_cost (asks, n);
  int max = geng_asks_max (asks), over = geng_asks_over (asks);

  if (cost > 0)
    {
      geng_verdicts_soft (verdicts, NAME, NULL, date, date, geng_asks_wanting (asks, n), cost,
                          _ ("%s: only %d people, fewer than wanted"), where, n);
      geng_verdicts_set_demand (verdicts, demand);
    }
  if (n <= max)
    return;
  if (over == 0)
    {
      geng_verdicts_hard (verdicts, NAME, NULL, date, date, n - max,
                          _ ("%s: %d people, at most %d may serve"), where, n, max);
      add_crew (crew, verdicts);
    }
  else
    geng_verdicts_soft (verdicts, NAME, NULL, date, date, n - max,
                        (gint64) (n - max) * over * GENG_POINT, _ ("%s: %d people, %d are enough"),
                        where, n, max);
  geng_verdicts_set_demand (verdicts, demand);
}

static void
check_place (const GengPlace *place, const GengScene *scene, int day, GengVerdicts *verdicts)
{
  g_autoptr (GArray) asks = geng_asks_of_place (place);
  g_autoptr (GPtrArray) crew = geng_place_crew (place, scene, day);
  g_autofree char *where = geng_place_to_string (place);
  GDate date;
  int n;

  geng_scene_date (scene, day, &date);
  n = geng_place_count_at_once (place, crew);
  report_gaps (place, asks, &date, where, n, verdicts);
  report_costs (place, asks, &date, where, n, crew, verdicts);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  for (int day = scene->look_first; day <= scene->look_last; day++)
    {
      g_autoptr (GPtrArray) places = geng_places_of_demands (scene, day);

      for (guint i = 0; i < places->len; i++)
        check_place (g_ptr_array_index (places, i), scene, day, verdicts);
    }
}

static void
compile_place (const GengPlace *place, guint day, GengLowering *lowering)
{
  const GengScene *scene = lowering->scene;
  g_autoptr (GengQuota) quota = geng_quota_of_place (place);
  g_autoptr (GArray) ranges = geng_quota_ranges (quota);
  guint cell;

  if (ranges->len == 0)
    return;
  cell = geng_problem_add_cell (lowering->problem, (GengRange *) ranges->data, ranges->len);
  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    if (geng_place_has (place, scene, scene->shifts[lowering->shift[c]], lowering->post[c]))
      for (guint m = 0; m < scene->n_members; m++)
        geng_problem_feed (lowering->problem, cell, m, day, c, 1);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  for (guint day = 0; day < lowering->scene->n_days; day++)
    {
      g_autoptr (GPtrArray) places = geng_places_of_demands (lowering->scene, day);

      for (guint i = 0; i < places->len; i++)
        compile_place (g_ptr_array_index (places, i), day, lowering);
    }
}

const GengRuleDef geng_rule_crew = {
  .name = NAME,
  .chinese = "人数",
  .title = { "people at a post", "到岗人数" },
  .meaning = { "A demand gets as many people as its crew says, on each of its days. Each place "
               "of the least that nobody fills is a gap; each person below what is wanted costs "
               "the demand's `under`, and each above the most its `over`, or is forbidden where "
               "that is 0. A demand on a window is met, and priced, in each slice of it between "
               "two edges of shifts. Demands for the same crew add up.",
               "每条用人需求在它的每一天要有所写的人数。下限里没人填的每个位置是一个缺岗；比"
               "期望少的每人扣“缺员扣分”，超过上限的每人扣“超员扣分”，该扣分为 0 时则禁止。"
               "按勤务时段的需求，在班次起止所切的每一小段里都要满足、都计分。要同一班人的几"
               "条需求相加。" },
  .data = { "a demand's `crew`, `under`, `over` and `days`",
            "用人需求的“人数”“缺员扣分”“超员扣分”和“日期”" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .reach = GENG_REACH_DAY,
  .describe = describe,
  .check = check,
  .compile = compile,
};
