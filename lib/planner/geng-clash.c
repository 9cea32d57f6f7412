/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-clash.h"

#include "geng-compile.h"
#include "geng-gettext.h"
#include "geng-solver.h"

/* Enough to price every line of one member; the search afterwards is of no interest. */
#define EFFORT_OF_A_TRIAL 1000000

static gboolean
binds (const GengClause *clause, guint member)
{
  for (guint i = 0; i < clause->members->len; i++)
    if (g_array_index (clause->members, guint, i) == member)
      return TRUE;
  return FALSE;
}

static GengClause *
narrow (const GengClause *clause, guint member)
{
  GengClause *narrowed = g_memdup2 (clause, sizeof *clause);

  narrowed->members = g_array_sized_new (FALSE, FALSE, sizeof (guint), 1);
  g_array_append_val (narrowed->members, member);
  return narrowed;
}

/* params stay the original's */
static void
narrowed_free (gpointer data)
{
  GengClause *clause = data;

  g_array_unref (clause->members);
  g_free (clause);
}

static gboolean
has_line (const GengScene *scene, GPtrArray *clauses, guint member)
{
  g_autoptr (GengLowering) lowering = geng_compile (scene, clauses, NULL);
  GengSolverOptions options
      = { .seed = 1, .n_threads = 1, .effort_limit = EFFORT_OF_A_TRIAL, .gaps_only = TRUE };
  g_autoptr (GengSolution) solution = NULL;

  if (lowering == NULL)
    return FALSE;
  solution = geng_solve (lowering->problem, &options, NULL);
  return solution != NULL
         && (!solution->no_line_proven
             || solution->no_line_member
                    != (gint) geng_problem_get_line (lowering->problem, member));
}

static char *
describe (const GengClause *clause)
{
  if (clause->kind->describe != NULL)
    return clause->kind->describe (clause->params);
  return g_strdup (clause->kind->name);
}

/* Leaves out one clause after the other; a clause without which there still is no line is not
 * part of the clash (the deletion filter of Chinneck and Dravnieks, 1991). */
static void
filter (const GengScene *scene, GPtrArray *clauses, guint member)
{
  for (guint i = clauses->len; i-- > 0;)
    {
      GengClause *clause = g_ptr_array_steal_index (clauses, i);

      if (has_line (scene, clauses, member))
        g_ptr_array_insert (clauses, (int) i, clause);
      else
        narrowed_free (clause);
    }
}

char *
geng_clash_describe (const GengScene *scene, GPtrArray *clauses, guint member, gboolean proven)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (narrowed_free);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < clauses->len; i++)
    if (binds (clauses->pdata[i], member))
      g_ptr_array_add (own, narrow (clauses->pdata[i], member));
  if (proven)
    filter (scene, own, member);
  for (guint i = 0; i < own->len; i++)
    {
      const GengClause *clause = own->pdata[i];
      g_autofree char *words = NULL;

      /* Of what holds for everybody only that is named which has a part in the clash. */
      if (!proven && clause->kind->scope == GENG_RULE_ALWAYS)
        continue;
      words = describe (clause);
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ ("; ") : "", words);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}
