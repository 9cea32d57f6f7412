/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-lowered.h"
#include "geng-own-kind.h"
#include "geng-rule-book.h"

#include <glib/gi18n-lib.h>

/* The clauses of a scene: each kind in its order, and of a kind what stands at the station, then at
 * its contracts, then at its members. */

typedef struct
{
  GPtrArray *clauses;
  const GengScene *scene;
  GengRuleBook *book;
} Maker;

GengClause *
geng_clause_new (const GengRuleDef *kind, GengTerm *term, GArray *members)
{
  GengClause *clause = g_new0 (GengClause, 1);

  clause->kind = kind;
  clause->params = term == NULL ? NULL : term->params;
  clause->members = g_array_ref (members);
  clause->term = term == NULL ? NULL : geng_term_ref (term);
  return clause;
}

void
geng_clause_free (gpointer data)
{
  GengClause *clause = data;

  g_array_unref (clause->members);
  g_clear_pointer (&clause->term, geng_term_unref);
  g_clear_pointer (&clause->mates, g_ptr_array_unref);
  g_clear_pointer (&clause->lowered, geng_lowered_unref);
  g_free (clause);
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

int
geng_clause_find (const GengClause *clause, guint member)
{
  guint place;

  return g_array_binary_search (clause->members, &member, compare_indexes, &place) ? (int) place
                                                                                   : -1;
}

static GArray *
all_members (const GengScene *scene)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint m = 0; m < scene->n_members; m++)
    g_array_append_val (members, m);
  return members;
}

/* Whom another station lends is judged there: here he may break no rule, and what he costs beside
 * his price shows at home. */
static gboolean
is_priced_at_home (GengMember *member, const GengTerm *term)
{
  return geng_member_get_guest (member) && geng_member_get_lend_price (member) > 0
         && term->hold != GENG_HOLD_HARD;
}

/* Those of all whom @term binds, or of one, where @only is that member's index. */
static GArray *
bound_by (const Maker *maker, const GengTerm *term, int only)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint m = 0; m < maker->scene->n_members; m++)
    if ((only < 0 || m == (guint) only) && !geng_scene_is_freed (maker->scene, m)
        && !is_priced_at_home (maker->scene->members[m], term)
        && geng_rule_book_binds (maker->book, term, maker->scene->members[m]))
      g_array_append_val (members, m);
  return members;
}

static void
add_terms (Maker *maker, GPtrArray *terms, const GengRuleDef *kind, int only)
{
  for (guint i = 0; i < terms->len; i++)
    {
      GengTerm *term = g_ptr_array_index (terms, i);
      g_autoptr (GArray) members = NULL;

      if (term->kind != kind || term->hold == GENG_HOLD_NONE)
        continue;
      members = kind->scope == GENG_RULE_SCOPE_PERSONAL ? bound_by (maker, term, only)
                                                        : all_members (maker->scene);
      if (members->len > 0)
        g_ptr_array_add (maker->clauses, geng_clause_new (kind, term, members));
    }
}

static void
add_personal (Maker *maker, const GengRuleDef *kind)
{
  GListModel *contracts = geng_station_get_contracts (maker->scene->station);

  for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);

      add_terms (maker, geng_rule_book_contract (maker->book, contract), kind, -1);
    }
  for (guint m = 0; m < maker->scene->n_members; m++)
    add_terms (maker, geng_rule_book_member (maker->book, maker->scene->members[m]), kind, (int) m);
}

static void
unref_mate (gpointer term)
{
  if (term != NULL)
    geng_term_unref (term);
}

/* Gives the clauses from @first on, all of one kind, the terms that bind each member. */
static void
add_mates (Maker *maker, guint first)
{
  g_autoptr (GPtrArray) mates = g_ptr_array_new_with_free_func (unref_mate);

  g_ptr_array_set_size (mates, (gint) maker->scene->n_members);
  for (guint i = first; i < maker->clauses->len; i++)
    {
      GengClause *clause = g_ptr_array_index (maker->clauses, i);

      clause->mates = g_ptr_array_ref (mates);
      for (guint k = 0; k < clause->members->len; k++)
        {
          gpointer *mate = &g_ptr_array_index (mates, g_array_index (clause->members, guint, k));

          unref_mate (*mate);
          *mate = geng_term_ref (clause->term);
        }
    }
}

static void
add_kind (Maker *maker, const GengRuleDef *kind)
{
  g_autoptr (GArray) everybody = NULL;
  guint first = maker->clauses->len;

  if (kind->scope == GENG_RULE_SCOPE_ALWAYS)
    {
      everybody = all_members (maker->scene);
      g_ptr_array_add (maker->clauses, geng_clause_new (kind, NULL, everybody));
      return;
    }
  add_terms (maker, geng_rule_book_station (maker->book), kind, -1);
  if (kind->scope == GENG_RULE_SCOPE_PERSONAL)
    add_personal (maker, kind);
  if (kind->has_mates)
    add_mates (maker, first);
}

/* What a program's own kind says here, or has written, goes with the clause. */
static void
add_own_kinds (Maker *maker)
{
  GPtrArray *kinds = geng_own_kinds (maker->scene->station);

  for (guint k = 0; kinds != NULL && k < kinds->len; k++)
    {
      guint first = maker->clauses->len;

      add_kind (maker, geng_own_def (kinds->pdata[k]));
      for (guint i = maker->clauses->len; i > first; i--)
        if (!geng_own_prepare (maker->clauses->pdata[i - 1], maker->scene))
          g_ptr_array_remove_index (maker->clauses, i - 1);
    }
}

/* Keeps the first fault, with the place where it is written. */
static void
keep_first (GengRule *rule, guint column, const GError *error, gpointer data)
{
  GError **first = data;

  if (*first != NULL)
    return;
  *first = g_error_copy (error);
  if (column > 1)
    g_prefix_error (first, _ ("column %u: "), column);
  if (geng_rule_get_place (rule) != NULL)
    g_prefix_error (first, "%s: ", geng_rule_get_place (rule));
}

GPtrArray *
geng_clauses_new (const GengScene *scene, GError **error)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (geng_clause_free);
  const GengRuleDef *const *kinds = geng_rule_defs ();
  g_autoptr (GError) first = NULL;
  g_autoptr (GengRuleBook) book = geng_rule_book_new (scene->station, keep_first, &first);
  Maker maker = { clauses, scene, book };

  if (first != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  for (guint i = 0; kinds[i] != NULL; i++)
    add_kind (&maker, kinds[i]);
  add_own_kinds (&maker);
  return g_steal_pointer (&clauses);
}
