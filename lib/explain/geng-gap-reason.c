/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-cover-private.h"
#include "geng-gap-private.h"
#include "geng-gettext.h"
#include "geng-part.h"
#include "geng-rule-line.h"
#include "geng-rule-list.h"

/* Why nobody fills a gap: everybody who might, sorted by what keeps them from it. */

/* One sort of obstacle and those whom it keeps away. */
typedef struct
{
  const char *rule;   /* (nullable): NULL where nothing stands in the way */
  char *claim;        /* (nullable): what its statement says */
  GPtrArray *members; /* of GengMember */
} Group;

static void
group_clear (gpointer data)
{
  g_ptr_array_unref (((Group *) data)->members);
  g_free (((Group *) data)->claim);
}

static GPtrArray *
find_group (GArray *groups, const char *rule, const char *claim)
{
  Group fresh = { rule, NULL, NULL };

  for (guint i = 0; i < groups->len; i++)
    if (g_strcmp0 (g_array_index (groups, Group, i).rule, rule) == 0
        && g_strcmp0 (g_array_index (groups, Group, i).claim, claim) == 0)
      return g_array_index (groups, Group, i).members;
  fresh.claim = g_strdup (claim);
  fresh.members = g_ptr_array_new ();
  g_array_append_val (groups, fresh);
  return fresh.members;
}

/* The obstacle in a reader's words. */
static const char *
title_of (const Group *group)
{
  const char *rule = group->rule;
  const GengRuleDef *kind;

  if (group->claim != NULL)
    return group->claim;
  if (rule == NULL)
    return _ ("could serve without breaking a rule");
  if (g_str_equal (rule, GENG_COVER_THERE))
    return _ ("serve there already");
  if (g_str_equal (rule, GENG_COVER_BUSY))
    return _ ("another duty that day");
  kind = geng_rule_def_lookup (NULL, rule);
  return kind != NULL ? geng_rule_def_title (kind) : rule;
}

/* By own posts and shifts the member serves none of them, whatever else may be in the way: so it is
 * with nearly everybody of a zone, who serve elsewhere. */
static gboolean
serves_elsewhere (const GengTryout *tryout, guint member, GPtrArray *shifts, GengPost *post)
{
  gboolean may = geng_scene_is_freed (tryout->period, member);

  for (guint i = 0; !may && i < shifts->len; i++)
    may = geng_member_may_serve (tryout->period->members[member], shifts->pdata[i], post);
  return !may;
}

/* What keeps this one, who is free, from all of the shifts that would do, the first of them told;
 * nothing where one is open. */
static void
add_free (GArray *groups, GengTryout *tryout, guint member, GPtrArray *shifts, GengPost *post)
{
  GengMember *who = tryout->period->members[member];
  g_auto (GengOutcome) first = { 0 };

  if (serves_elsewhere (tryout, member, shifts, post))
    {
      g_ptr_array_add (find_group (groups, geng_rule_eligible.name, NULL), who);
      return;
    }
  for (guint i = 0; i < shifts->len; i++)
    {
      g_auto (GengOutcome) outcome = { 0 };

      if (!geng_tryout_forbids (tryout, member, shifts->pdata[i], post, &outcome))
        {
          g_ptr_array_add (find_group (groups, NULL, NULL), who);
          return;
        }
      if (i == 0)
        first = (GengOutcome){ .rule = outcome.rule, .claim = g_steal_pointer (&outcome.claim) };
    }
  g_ptr_array_add (find_group (groups, first.rule, first.claim), who);
}

static void
add_member (GArray *groups, GengTryout *tryout, guint member, GPtrArray *shifts, GengPost *post)
{
  GengDuty *duty = geng_tryout_duty (tryout, member);
  g_autoptr (GengDuty) held = duty == NULL ? NULL : g_object_ref (duty);

  if (held == NULL)
    add_free (groups, tryout, member, shifts, post);
  else if (geng_cover_calls (tryout, held, post))
    {
      geng_tryout_put (tryout, member, NULL);
      add_free (groups, tryout, member, shifts, post);
      geng_tryout_put (tryout, member, held);
    }
  else
    g_ptr_array_add (
        find_group (groups, geng_cover_busy (tryout, member, shifts->pdata[0], post), NULL),
        tryout->period->members[member]);
}

/* In a zone planned as one most people are another station's that lends none of them here, or of a
 * pool that does not serve here: they are no more in question than those of another zone. */
static gboolean
is_in_question (const GengTryout *tryout, guint member, GPtrArray *shifts, GengPost *post)
{
  GengMember *who = tryout->period->members[member];

  return geng_part_same (who, post) || !serves_elsewhere (tryout, member, shifts, post);
}

/* (transfer full) (element-type Group): all who might fill the gap, in the order in which the first
 * of each sort stands. */
static GArray *
group_members (GengTryout *tryout, GPtrArray *shifts, GengGap *gap)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  const char *role = geng_gap_get_role (gap);
  GengPost *post = geng_demand_get_post (geng_gap_get_demand (gap));

  g_array_set_clear_func (groups, group_clear);
  for (guint m = 0; m < tryout->period->n_members && shifts->len > 0; m++)
    if ((role == NULL || geng_member_has_role (tryout->period->members[m], role))
        && is_in_question (tryout, m, shifts, post))
      add_member (groups, tryout, m, shifts, post);
  return groups;
}

/* Nobody at all might fill it. */
static GengObstacle *
nobody (GengGap *gap)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *title = NULL;

  if (geng_gap_get_role (gap) == NULL)
    return geng_obstacle_new ("duty", _ ("the station has no members, or no shift for it"), none);
  title = g_strdup_printf (_ ("no member has the role %s"), geng_gap_get_role_name (gap));
  return geng_obstacle_new ("role", title, none);
}

/* (transfer full) (element-type GengObstacle) */
static GPtrArray *
list_obstacles (GArray *groups, GengGap *gap)
{
  GPtrArray *obstacles = g_ptr_array_new_with_free_func (g_object_unref);

  if (groups->len == 0)
    g_ptr_array_add (obstacles, nobody (gap));
  /* Whoever could step in stands first. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < groups->len; i++)
      {
        const Group *group = &g_array_index (groups, Group, i);

        if ((group->rule != NULL) == (pass > 0))
          g_ptr_array_add (obstacles,
                           geng_obstacle_new (group->rule, title_of (group), group->members));
      }
  return obstacles;
}

static gboolean
explain (GengRoster *roster, GengRoster *history, GengGap *gap, GengTryout **tryout, GError **error)
{
  const GDate *date = geng_gap_get_date (gap);
  g_autoptr (GPtrArray) shifts = geng_cover_shifts (roster, gap);
  g_autoptr (GArray) groups = NULL;
  g_autoptr (GPtrArray) obstacles = NULL;

  if (*tryout == NULL)
    *tryout = geng_tryout_new (roster, history, date, error);
  else if (!geng_tryout_turn (*tryout, roster, date, error))
    return FALSE;
  if (*tryout == NULL)
    return FALSE;
  groups = group_members (*tryout, shifts, gap);
  obstacles = list_obstacles (groups, gap);
  geng_gap_set_obstacles (gap, obstacles);
  return TRUE;
}

/**
 * geng_cover_explain_gaps:
 * @roster: a roster
 * @history: (nullable): the record of the months before
 * @gaps: (element-type GengGap): gaps of @roster, as the judge lists them
 * @error: return location for an error
 *
 * Sets [property@Gap:obstacles] of each gap, who of those who might serve there is kept away by
 * what, and with them its reason.
 *
 * Returns: %FALSE with %GENG_ERROR_PERIOD for a gap outside the period, or %GENG_ERROR_INVALID when
 * the text of a rule is wrong
 */
gboolean
geng_cover_explain_gaps (GengRoster *roster, GengRoster *history, GPtrArray *gaps, GError **error)
{
  g_autoptr (GengTryout) tryout = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER (roster), FALSE);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), FALSE);
  g_return_val_if_fail (gaps != NULL, FALSE);
  for (guint i = 0; i < gaps->len; i++)
    g_return_val_if_fail (GENG_IS_GAP (gaps->pdata[i]) && geng_gap_get_demand (gaps->pdata[i]),
                          FALSE);

  for (guint i = 0; i < gaps->len; i++)
    if (!explain (roster, history, gaps->pdata[i], &tryout, error))
      return FALSE;
  return TRUE;
}
