/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-together.h"

#include "geng-rule-list.h"

#include <geng/geng-error.h>
#include <glib/gi18n-lib.h>

/*
 * Who serves together is one line: a code of it is a duty that all of them serve.  Written as cells
 * that hold two people's duties equal, day by day and code by code, the same rule would be
 * thousands of rows whose prices say nothing.
 */

static void
group_free (gpointer data)
{
  GengGroup *group = data;

  g_ptr_array_unref (group->members);
  g_free (group);
}

GPtrArray *
geng_groups_new (void)
{
  return g_ptr_array_new_with_free_func (group_free);
}

static gboolean
shares_anybody (const GengGroup *group, GPtrArray *members)
{
  for (guint i = 0; i < members->len; i++)
    if (g_ptr_array_find (group->members, g_ptr_array_index (members, i), NULL))
      return TRUE;
  return FALSE;
}

static void
add_members (GengGroup *group, GPtrArray *members)
{
  for (guint i = 0; i < members->len; i++)
    if (!g_ptr_array_find (group->members, g_ptr_array_index (members, i), NULL))
      g_ptr_array_add (group->members, g_object_ref (g_ptr_array_index (members, i)));
}

gboolean
geng_groups_add (GPtrArray *groups, const GengTogether *together, GError **error)
{
  GengGroup *group = g_new0 (GengGroup, 1);
  gboolean fits = TRUE;

  group->members = g_ptr_array_new_with_free_func (g_object_unref);
  group->alone = together->alone;
  add_members (group, together->people.members);
  for (guint i = groups->len; i-- > 0;)
    {
      GengGroup *other = g_ptr_array_index (groups, i);

      if (!shares_anybody (other, together->people.members))
        continue;
      fits = fits && other->alone == group->alone;
      add_members (group, other->members);
      g_ptr_array_remove_index (groups, i);
    }
  g_ptr_array_add (groups, group);
  if (!fits)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("rule “together”: of people who serve together all may serve alone, or none; "
                    "write “alone yes” at each of these statements, or at none"));
  else if (group->members->len > GENG_MAX_JOINED)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("rule “together”: %u people would have to serve together each day; it should "
                    "be at most %d, or “soft”"),
                 group->members->len, GENG_MAX_JOINED);
  return fits && group->members->len <= GENG_MAX_JOINED;
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

static gboolean
same_duty (GengDuty *a, GengDuty *b)
{
  return geng_duty_get_shift (a) == geng_duty_get_shift (b)
         && geng_duty_get_post (a) == geng_duty_get_post (b);
}

/* (nullable): what the person served that day, and cannot have otherwise */
static GengDuty *
served_duty (const GengScene *scene, guint person, int day)
{
  return geng_scene_is_served (scene, person, day) ? geng_scene_base_duty (scene, person, day)
                                                   : NULL;
}

/* Only some of them served that day, all of those the same: then it was so, and the others, who
 * cannot join them any more, are off. */
static gboolean
served_apart (const GengScene *scene, const guint *people, guint n, int day)
{
  GengDuty *duty = NULL;
  guint n_served = 0;

  for (guint i = 0; i < n; i++)
    {
      GengDuty *own = served_duty (scene, people[i], day);

      if (own != NULL && duty != NULL && !same_duty (own, duty))
        return FALSE;
      n_served += own != NULL;
      duty = own != NULL ? own : duty;
    }
  return n_served > 0 && n_served < n;
}

static void
join_group (const GengGroup *group, const GengScene *scene, GengProblem *problem)
{
  guint n = group->members->len;
  g_autofree guint *people = g_new (guint, n);
  g_autofree guint8 *present = g_new0 (guint8, (gsize) scene->n_days * n);
  gboolean some_alone = group->alone;

  for (guint i = 0; i < n; i++)
    people[i] = (guint) geng_scene_member_index (scene, g_ptr_array_index (group->members, i));
  qsort (people, n, sizeof *people, compare_indexes);
  for (guint d = 0; d < scene->n_days; d++)
    {
      gboolean apart = served_apart (scene, people, n, (int) d);

      some_alone = some_alone || apart;
      for (guint i = 0; i < n; i++)
        present[d * n + i] = apart
                                 ? served_duty (scene, people[i], (int) d) != NULL
                                 : !group->alone || !geng_scene_absent (scene, people[i], (int) d);
    }
  geng_problem_join (problem, people, n, some_alone ? present : NULL);
}

void
geng_groups_join (GPtrArray *clauses, const GengScene *scene, GengProblem *problem)
{
  g_autoptr (GPtrArray) groups = geng_groups_new ();

  for (guint i = 0; i < clauses->len; i++)
    {
      const GengClause *clause = g_ptr_array_index (clauses, i);
      const GengTogether *together = clause->params;

      if (clause->kind == &geng_rule_together && together->weight == 0)
        geng_groups_add (groups, together, NULL);
    }
  for (guint i = 0; i < groups->len; i++)
    join_group (g_ptr_array_index (groups, i), scene, problem);
}
