/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-demand-private.h"
#include "geng-gettext.h"
#include "geng-quota.h"
#include "geng-rule-list.h"

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

/* The limits of all demands of the place on one role added up. */
typedef struct
{
  const char *role;
  GengQuota *quota;
  gboolean limited; /* some demand limits it */
} RoleQuota;

static gboolean
read_quota (const GengPlace *place, const char *role, guint nth, RoleQuota *out)
{
  *out = (RoleQuota){ role, geng_quota_new (), FALSE };
  for (guint i = 0; i < place->demands->len; i++)
    {
      GengDemand *demand = g_ptr_array_index (place->demands, i);
      const GengRoleLimit *limit = find_limit (demand, role, nth);

      if (limit == NULL)
        geng_quota_add (out->quota, 0, 0, 0, geng_demand_get_max (demand), 0);
      else if (limit->weight == 0)
        geng_quota_add (out->quota, limit->min, limit->min, 0, limit->max, 0);
      else
        geng_quota_add (out->quota, 0, limit->min, limit->weight, limit->max, limit->weight);
      out->limited |= limit != NULL;
    }
  return out->limited;
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

typedef void (*EachQuota) (const GengPlace *place,
                           const RoleQuota *quota,
                           guint day,
                           gpointer user_data);

static void
for_each_quota (const GengScene *scene, EachQuota each, gpointer user_data)
{
  for (int day = scene->look_first; day <= scene->look_last; day++)
    {
      g_autoptr (GPtrArray) places = geng_places_of_demands (scene, day);

      for (guint i = 0; i < places->len; i++)
        {
          const GengPlace *place = g_ptr_array_index (places, i);
          g_autoptr (GPtrArray) roles = list_roles (place);

          for (guint r = 0; r < roles->len; r++)
            for (guint nth = 0, more = TRUE; more; nth++)
              {
                RoleQuota quota;

                more = read_quota (place, g_ptr_array_index (roles, r), nth, &quota);
                if (more)
                  each (place, &quota, day, user_data);
                geng_quota_free (quota.quota);
              }
        }
    }
}

static char *
describe (gconstpointer params)
{
  return g_strdup (_ ("Every crew has the roles and organisations that its demands ask for"));
}

typedef struct
{
  const GengScene *scene;
  GengVerdicts *verdicts;
} Check;

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
             const RoleQuota *limits,
             const GDate *date,
             const char *where,
             const char *name,
             int n,
             GengVerdicts *verdicts)
{
  for (guint i = 0; i < place->demands->len; i++)
    {
      GengDemand *demand = g_ptr_array_index (place->demands, i);
      int missing = geng_quota_gap (limits->quota, i, n);

      if (missing > 0)
        geng_verdicts_gap (verdicts, NAME, demand, date, place->from, place->to, limits->role,
                           missing, _ ("%s (%s): %d of %d with “%s” are missing"), where,
                           geng_entity_get_name (GENG_ENTITY (demand)), missing,
                           g_array_index (limits->quota->mins, int, i), name);
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
check_quota (const GengPlace *place, const RoleQuota *limits, guint day, gpointer user_data)
{
  Check *self = user_data;
  const GengQuota *quota = limits->quota;
  int n = count (place, self->scene, day, limits->role);
  gint64 cost = geng_quota_cost (quota, n);
  g_autofree char *where = geng_place_to_string (place);
  const char *name = geng_crew_role_name (self->scene->station, limits->role);
  GengDemand *demand = g_ptr_array_index (place->demands, 0);
  GDate date;

  geng_scene_date (self->scene, day, &date);
  report_gaps (place, limits, &date, where, name, n, self->verdicts);
  if (cost > 0)
    {
      geng_verdicts_soft (self->verdicts, NAME, NULL, &date, &date, geng_quota_wanting (quota, n),
                          cost, _ ("%s: only %d with “%s”, fewer than wanted"), where, n, name);
      geng_verdicts_set_demand (self->verdicts, demand);
    }
  if (n <= quota->max)
    return;
  if (quota->over == 0)
    {
      geng_verdicts_hard (self->verdicts, NAME, NULL, &date, &date, n - quota->max,
                          _ ("%s: %d with “%s”, at most %d may serve"), where, n, name, quota->max);
      add_crew (place, self->scene, day, limits->role, self->verdicts);
    }
  else
    geng_verdicts_soft (self->verdicts, NAME, NULL, &date, &date, n - quota->max,
                        geng_quota_over_cost (quota, n), _ ("%s: %d with “%s”, %d are enough"),
                        where, n, name, quota->max);
  geng_verdicts_set_demand (self->verdicts, demand);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  Check self = { scene, verdicts };

  for_each_quota (scene, check_quota, &self);
}

static void
compile_quota (const GengPlace *place, const RoleQuota *limits, guint day, gpointer user_data)
{
  GengLowering *lowering = user_data;
  const GengScene *scene = lowering->scene;
  g_autoptr (GArray) ranges = geng_quota_ranges (limits->quota);
  guint cell;

  if (ranges->len == 0)
    return;
  cell = geng_problem_add_cell (lowering->problem, (GengRange *) ranges->data, ranges->len);
  for (guint c = GENG_OFF + 1; c < lowering->n_codes; c++)
    if (geng_place_has (place, scene, scene->shifts[lowering->shift[c]], lowering->post[c]))
      for (guint m = 0; m < scene->n_members; m++)
        if (geng_crew_has_role (scene->members[m], limits->role))
          geng_problem_feed (lowering->problem, cell, m, day, c, 1);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  for_each_quota (lowering->scene, compile_quota, lowering);
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
