/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-demand-private.h"
#include "geng-crew-plain.h"
#include "geng-gettext.h"
#include "geng-quota.h"
#include "geng-rule-list.h"

#include <geng/geng-score.h>

/*
 * role: how many of a crew have a role, or come from an organisation.
 *
 * Fewer than a hard limit's least leave a gap for each missing one; more than its most are
 * forbidden.  A limit with a weight costs that for each person off.  Where several demands add up,
 * one that says nothing of a role may fill all its places with it.
 */

#define NAME "role"

/* The @nth limit on @role of @demand, or NULL. */
static const GengRoleLimit *
find_limit (GengDemand *demand, const char *role, guint nth)
{
  GPtrArray *limits = geng_demand_peek_role_limits (demand);

  for (guint i = 0; i < limits->len; i++)
    {
      const GengRoleLimit *limit = g_ptr_array_index (limits, i);

      if (strcmp (limit->role, role) == 0 && nth-- == 0)
        return limit;
    }
  return NULL;
}

/* Some demand limits the role that often. */
static gboolean
is_limited (const GengPlace *place, const char *role, guint nth)
{
  for (guint i = 0; i < place->demands->len; i++)
    if (find_limit (g_ptr_array_index (place->demands, i), role, nth) != NULL)
      return TRUE;
  return FALSE;
}

/* Returns: (transfer container) (element-type utf8): the roles that the place's demands limit, each
 *   once */
static GPtrArray *
list_roles (const GengPlace *place)
{
  GPtrArray *roles = g_ptr_array_new ();

  for (guint i = 0; i < place->demands->len; i++)
    {
      GPtrArray *limits = geng_demand_peek_role_limits (g_ptr_array_index (place->demands, i));

      for (guint j = 0; j < limits->len; j++)
        {
          const GengRoleLimit *limit = g_ptr_array_index (limits, j);

          if (!g_ptr_array_find_with_equal_func (roles, limit->role, g_str_equal, NULL))
            g_ptr_array_add (roles, limit->role);
        }
    }
  return roles;
}

/* The nth limits of the demands of a place on one role. */
typedef void (*EachLimit) (const GengPlace *place,
                           const char *role,
                           guint nth,
                           guint day,
                           gpointer user_data);

static void
for_each_limit (const GengScene *scene, EachLimit each, gpointer user_data)
{
  for (int day = scene->look_first; day <= scene->look_last; day++)
    {
      g_autoptr (GPtrArray) places = geng_places_of_demands (scene, day);

      for (guint i = 0; i < places->len; i++)
        {
          const GengPlace *place = g_ptr_array_index (places, i);
          g_autoptr (GPtrArray) roles = list_roles (place);

          for (guint r = 0; r < roles->len; r++)
            for (guint nth = 0; is_limited (place, roles->pdata[r], nth); nth++)
              each (place, roles->pdata[r], nth, (guint) day, user_data);
        }
    }
}

static char *
describe (gconstpointer params)
{
  return g_strdup (_ ("Every crew has the roles and organisations that its demands ask for"));
}

/* -- meaning -- */

typedef struct
{
  const GengScene *scene;
  GengVerdicts *verdicts;
} Check;

/* Returns: (transfer full) (element-type GengAsk): how many with the role each demand asks for; one
 *   that says nothing of it takes any number up to its most */
static GArray *
asks_for (const GengPlace *place, const char *role, guint nth)
{
  GArray *asks = g_array_new (FALSE, FALSE, sizeof (GengAsk));

  for (guint i = 0; i < place->demands->len; i++)
    {
      GengDemand *demand = g_ptr_array_index (place->demands, i);
      const GengRoleLimit *limit = find_limit (demand, role, nth);
      GengAsk ask = { .max = geng_demand_get_max (demand) };

      if (limit != NULL)
        {
          gboolean hard = limit->weight == 0;

          ask = (GengAsk){ hard ? limit->min : 0, limit->min, limit->weight, limit->max,
                           limit->weight };
        }
      g_array_append_val (asks, ask);
    }
  return asks;
}

static int
count (const GengPlace *place, const GengScene *scene, guint day, const char *role)
{
  g_autoptr (GPtrArray) crew = geng_place_crew (place, scene, day);
  g_autoptr (GPtrArray) such = g_ptr_array_new ();

  for (guint i = 0; i < crew->len; i++)
    if (geng_crew_has_role (geng_duty_get_member (crew->pdata[i]), role))
      g_ptr_array_add (such, crew->pdata[i]);
  return geng_place_count_at_once (place, such);
}

static void
report_gaps (const GengPlace *place,
             const char *role,
             const GArray *asks,
             const GDate *date,
             const char *where,
             const char *name,
             int n,
             GengVerdicts *verdicts)
{
  for (guint i = 0; i < place->demands->len; i++)
    {
      GengDemand *demand = g_ptr_array_index (place->demands, i);
      int missing = geng_asks_gap (asks, i, n);

      if (missing > 0)
        geng_verdicts_gap (verdicts, NAME, demand, date, place->from, place->to, role, missing,
                           _ ("%s (%s): %d of %d with “%s” are missing"), where,
                           geng_entity_get_name (GENG_ENTITY (demand)), missing,
                           g_array_index (asks, GengAsk, i).min, name);
    }
}

static void
add_crew (const GengPlace *place,
          const GengScene *scene,
          guint day,
          const char *role,
          GengVerdicts *verdicts)
{
  g_autoptr (GPtrArray) crew = geng_place_crew (place, scene, day);

  for (guint i = 0; i < crew->len; i++)
    {
      GengMember *member = geng_duty_get_member (g_ptr_array_index (crew, i));

      if (geng_crew_has_role (member, role))
        geng_verdicts_add_member (verdicts, member);
    }
}

static void
report_over (const Check *self,
             const GengPlace *place,
             const char *role,
             guint day,
             const char *where,
             int n,
             const GArray *asks)
{
  const char *name = geng_crew_role_name (self->scene->station, role);
  int max = geng_asks_max (asks), over = geng_asks_over (asks);
  GDate date;

  if (n <= max)
    return;
  geng_scene_date (self->scene, (int) day, &date);
  if (over == 0)
    {
      geng_verdicts_hard (self->verdicts, NAME, NULL, &date, &date, n - max,
                          _ ("%s: %d with “%s”, at most %d may serve"), where, n, name, max);
      add_crew (place, self->scene, day, role, self->verdicts);
    }
  else
    geng_verdicts_soft (self->verdicts, NAME, NULL, &date, &date, n - max,
                        (gint64) (n - max) * over * GENG_POINT,
                        _ ("%s: %d with “%s”, %d are enough"), where, n, name, max);
  geng_verdicts_set_demand (self->verdicts, g_ptr_array_index (place->demands, 0));
}

static void
check_limit (const GengPlace *place, const char *role, guint nth, guint day, gpointer user_data)
{
  Check *self = user_data;
  g_autoptr (GArray) asks = asks_for (place, role, nth);
  int n = count (place, self->scene, day, role);
  gint64 cost = geng_asks_cost (asks, n);
  g_autofree char *where = geng_place_to_string (place);
  const char *name = geng_crew_role_name (self->scene->station, role);
  GDate date;

  geng_scene_date (self->scene, (int) day, &date);
  report_gaps (place, role, asks, &date, where, name, n, self->verdicts);
  if (cost > 0)
    {
      geng_verdicts_soft (self->verdicts, NAME, NULL, &date, &date, geng_asks_wanting (asks, n),
                          cost, _ ("%s: only %d with “%s”, fewer than wanted"), where, n, name);
      geng_verdicts_set_demand (self->verdicts, g_ptr_array_index (place->demands, 0));
    }
  report_over (self, place, role, day, where, n, asks);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  Check self = { scene, verdicts };

  for_each_limit (scene, check_limit, &self);
}

/* -- lowering -- */

/* The limits of all demands of the place on the role added up. */
static GengQuota *
quota_for (const GengPlace *place, const char *role, guint nth)
{
  GengQuota *quota = geng_quota_new ();

  for (guint i = 0; i < place->demands->len; i++)
    {
      GengDemand *demand = g_ptr_array_index (place->demands, i);
      const GengRoleLimit *limit = find_limit (demand, role, nth);

      if (limit == NULL)
        geng_quota_add (quota, 0, 0, 0, geng_demand_get_max (demand), 0);
      else if (limit->weight == 0)
        geng_quota_add (quota, limit->min, limit->min, 0, limit->max, 0);
      else
        geng_quota_add (quota, 0, limit->min, limit->weight, limit->max, limit->weight);
    }
  return quota;
}

static void
compile_limit (const GengPlace *place, const char *role, guint nth, guint day, gpointer user_data)
{
  GengLowering *lowering = user_data;
  const GengScene *scene = lowering->scene;
  g_autoptr (GengQuota) quota = quota_for (place, role, nth);
  g_autoptr (GArray) ranges = geng_quota_ranges (quota);
  guint cell;

  if (ranges->len == 0)
    return;
  cell = geng_problem_add_cell (lowering->problem, (GengRange *) ranges->data, ranges->len);
  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    if (geng_place_has (place, scene, scene->shifts[lowering->shift[c]], lowering->post[c]))
      for (guint m = 0; m < scene->n_members; m++)
        if (geng_crew_has_role (scene->members[m], role))
          geng_problem_feed (lowering->problem, cell, m, day, c, 1);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  for_each_limit (lowering->scene, compile_limit, lowering);
}

const GengRuleDef geng_rule_role = {
  .name = NAME,
  .chinese = "职责",
  .title = { "roles in a crew", "班里的职责" },
  .meaning = { "So many of a crew have a role, or come from an organisation. Each one that is "
               "missing of a hard least is a gap; more than a hard most are forbidden; a limit "
               "with a weight costs it for each person off. Where several demands add up, one "
               "that says nothing of a role may fill all its places with it.",
               "一班人里有多少人带某个职责，或来自某个单位。硬性下限每缺一人是一个缺岗；超过"
               "硬性上限则禁止；带扣分的，每差一人扣一次。几条需求相加时，没提这个职责的需求"
               "，所有位置都可以由带它的人填。" },
  .data = { "a demand's `roles`", "用人需求的“职责”" },
  .scope = GENG_RULE_SCOPE_ALWAYS,
  .reach = GENG_REACH_DAY,
  .describe = describe,
  .check = check,
  .compile = compile,
};
