/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-book.h"

#include "geng-part.h"
#include "geng-rule-list.h"
#include "geng-together.h"

#include <geng/geng-error.h>
#include <glib/gi18n-lib.h>

struct _GengRuleBook
{
  GPtrArray *station;
  GHashTable *owners; /* GengContract or GengMember -> GPtrArray of GengTerm */
  GPtrArray *none;    /* of an owner without rules */
};

typedef struct
{
  GengStation *station;
  GengRuleFault fault;
  gpointer data;
} Reading;

static void
tell (const Reading *reading, GengRule *rule, guint column, GError *error)
{
  if (reading->fault != NULL)
    reading->fault (rule, column, error, reading->data);
  g_error_free (error);
}

/* -- reading -- */

static gboolean
same_claim (const GengTerm *a, const GengTerm *b)
{
  return a->kind == b->kind && a->hold == b->hold && g_strcmp0 (a->key, b->key) == 0;
}

static gboolean
same_part (const GengTerm *a, const GengTerm *b)
{
  return g_strcmp0 (geng_term_part (a), geng_term_part (b)) == 0;
}

static const char *
place_of (GengRule *rule)
{
  return geng_rule_get_place (rule) != NULL ? geng_rule_get_place (rule)
                                            : geng_rule_get_text (rule);
}

/* Two statements of one place about the same: nobody could say which of them holds. */
static gboolean
is_said (const Reading *reading, GPtrArray *list, const GengTerm *term)
{
  for (guint i = 0; i < list->len; i++)
    {
      const GengTerm *other = g_ptr_array_index (list, i);

      if (!same_claim (other, term) || !same_part (other, term))
        continue;
      tell (reading, term->rule, 1,
            g_error_new (GENG_ERROR, GENG_ERROR_INVALID,
                         _ ("rule “%s”: “%s” says the same thing as “%s” at %s; one of them should "
                            "go"),
                         geng_rule_kind_word (term->kind), geng_rule_get_text (term->rule),
                         geng_rule_get_text (other->rule), place_of (other->rule)));
      return TRUE;
    }
  return FALSE;
}

static void
add_terms (const Reading *reading, GPtrArray *list, GengRule *rule, GPtrArray *terms)
{
  guint n = list->len;

  for (guint i = 0; i < terms->len; i++)
    {
      GengTerm *term = g_ptr_array_index (terms, i);

      term->rule = rule;
      if (is_said (reading, list, term))
        {
          g_ptr_array_set_size (list, (gint) n);
          return;
        }
    }
  while (terms->len > 0)
    g_ptr_array_add (list, g_ptr_array_steal_index (terms, 0));
}

static void
read_rule (const Reading *reading, GPtrArray *list, GengRule *rule, gboolean personal)
{
  GError *error = NULL;
  const GengRuleKind *kind = geng_rule_kind_find (geng_rule_get_kind (rule), &error);
  g_autoptr (GPtrArray) terms = NULL;
  guint column = 0;

  if (kind != NULL && personal && kind->scope != GENG_RULE_PERSONAL)
    g_set_error (&error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("rule “%s” is one of the whole station; it should stand in [rules]"),
                 geng_rule_kind_word (kind));
  else if (kind != NULL)
    terms = geng_rule_kind_parse (kind, reading->station, geng_rule_get_part (rule),
                                  geng_rule_get_text (rule), &column, &error);
  if (terms == NULL)
    tell (reading, rule, column, error);
  else
    add_terms (reading, list, rule, terms);
}

static GPtrArray *
read_list (const Reading *reading, GListModel *rules, gboolean personal)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (geng_term_unref);

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      read_rule (reading, list, rule, personal);
    }
  return list;
}

static void
read_owner (GengRuleBook *book, const Reading *reading, gpointer owner, GListModel *rules)
{
  if (g_list_model_get_n_items (rules) > 0)
    g_hash_table_insert (book->owners, g_object_ref (owner), read_list (reading, rules, TRUE));
}

static void
read_owners (GengRuleBook *book, const Reading *reading)
{
  GListModel *contracts = geng_station_get_contracts (reading->station);
  GListModel *members = geng_station_get_members (reading->station);

  for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);

      read_owner (book, reading, contract, geng_contract_get_rules (contract));
    }
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      read_owner (book, reading, member, geng_member_get_rules (member));
    }
}

/* The same two can't serve together and apart. */
static void
check_pairs (const Reading *reading, GPtrArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    for (guint k = 0; k < terms->len; k++)
      {
        const GengTerm *together = g_ptr_array_index (terms, i);
        const GengTerm *apart = g_ptr_array_index (terms, k);

        if (together->kind == &geng_rule_together && together->params != NULL
            && apart->kind == &geng_rule_apart && apart->params != NULL
            && geng_people_share_two (&((const GengTogether *) together->params)->people,
                                      geng_rule_apart_people (apart->params)))
          tell (reading, apart->rule, 1,
                g_error_new (GENG_ERROR, GENG_ERROR_INVALID,
                             _ ("rule “apart”: “%s” names two whom “together” (“%s” at %s) names "
                                "as well; one of them should go"),
                             geng_rule_get_text (apart->rule), geng_rule_get_text (together->rule),
                             place_of (together->rule)));
      }
}

/* Who serves together is one group, of so many at most. */
static void
check_groups (const Reading *reading, GPtrArray *terms)
{
  g_autoptr (GPtrArray) groups = geng_groups_new ();

  for (guint i = 0; i < terms->len; i++)
    {
      const GengTerm *term = g_ptr_array_index (terms, i);
      GError *error = NULL;

      if (term->kind == &geng_rule_together && term->hold == GENG_HOLD_HARD
          && !geng_groups_add (groups, term->params, &error))
        tell (reading, term->rule, 1, error);
    }
}

static const char *
cycle_of (const GengTerm *term)
{
  return geng_entity_get_id (GENG_ENTITY (geng_rule_cycle_rotation (term->params)->cycle));
}

static const GengTerm *
find_other_cycle (const GengRuleBook *book, GengMember *member, const GengTerm *term)
{
  GPtrArray *places[]
      = { geng_rule_book_member (book, member),
          geng_rule_book_contract (book, geng_member_get_contract (member)), book->station };

  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    for (guint i = 0; i < places[p]->len; i++)
      {
        const GengTerm *other = g_ptr_array_index (places[p], i);

        if (other->kind == &geng_rule_cycle && other->params != NULL
            && !g_str_equal (cycle_of (other), cycle_of (term))
            && geng_rule_book_binds (book, other, member))
          return other;
      }
  return NULL;
}

/* A soft cycle lifts no hard one, so somebody might be bound by two. */
static void
check_cycles (const Reading *reading, const GengRuleBook *book, GPtrArray *terms)
{
  GListModel *members = geng_station_get_members (reading->station);

  for (guint i = 0; i < terms->len; i++)
    for (guint m = 0; m < g_list_model_get_n_items (members); m++)
      {
        const GengTerm *term = g_ptr_array_index (terms, i), *other = NULL;
        g_autoptr (GengMember) member = g_list_model_get_item (members, m);

        if (term->kind == &geng_rule_cycle && term->params != NULL && term->hold == GENG_HOLD_SOFT
            && geng_rule_book_binds (book, term, member))
          other = find_other_cycle (book, member, term);
        if (other == NULL)
          continue;
        tell (reading, term->rule, 1,
              g_error_new (GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("rule “cycle”: %s would follow two cycles, by “%s” and by “%s” at "
                              "%s; one of them should go, or “none” lift it"),
                           geng_entity_get_id (GENG_ENTITY (member)),
                           geng_rule_get_text (term->rule), geng_rule_get_text (other->rule),
                           place_of (other->rule)));
        break;
      }
}

static void
check_all_cycles (const Reading *reading, const GengRuleBook *book)
{
  GListModel *contracts = geng_station_get_contracts (reading->station);
  GListModel *members = geng_station_get_members (reading->station);

  check_cycles (reading, book, book->station);
  for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);

      check_cycles (reading, book, geng_rule_book_contract (book, contract));
    }
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      check_cycles (reading, book, geng_rule_book_member (book, member));
    }
}

GengRuleBook *
geng_rule_book_new (GengStation *station, GengRuleFault fault, gpointer data)
{
  const Reading reading = { station, fault, data };
  GengRuleBook *book = g_new0 (GengRuleBook, 1);

  book->owners
      = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) g_ptr_array_unref);
  book->none = g_ptr_array_new ();
  book->station = read_list (&reading, geng_station_get_rules (station), FALSE);
  check_pairs (&reading, book->station);
  check_groups (&reading, book->station);
  read_owners (book, &reading);
  check_all_cycles (&reading, book);
  return book;
}

void
geng_rule_book_free (GengRuleBook *book)
{
  if (book == NULL)
    return;
  g_ptr_array_unref (book->station);
  g_hash_table_unref (book->owners);
  g_ptr_array_unref (book->none);
  g_free (book);
}

/* -- scope -- */

GPtrArray *
geng_rule_book_station (const GengRuleBook *book)
{
  return book->station;
}

static GPtrArray *
terms_of (const GengRuleBook *book, gpointer owner)
{
  GPtrArray *terms = owner == NULL ? NULL : g_hash_table_lookup (book->owners, owner);

  return terms != NULL ? terms : book->none;
}

GPtrArray *
geng_rule_book_contract (const GengRuleBook *book, GengContract *contract)
{
  return terms_of (book, contract);
}

GPtrArray *
geng_rule_book_member (const GengRuleBook *book, GengMember *member)
{
  return terms_of (book, member);
}

static gboolean
replaces (const GengTerm *near, const GengTerm *wide)
{
  if (near->kind != wide->kind)
    return FALSE;
  if (near->hold == GENG_HOLD_NONE && near->key == NULL)
    return TRUE;
  return (near->hold == GENG_HOLD_NONE || near->hold == wide->hold)
         && g_strcmp0 (near->key, wide->key) == 0;
}

static gboolean
any_replaces (GPtrArray *near, const GengTerm *wide)
{
  for (guint i = 0; i < near->len; i++)
    if (replaces (g_ptr_array_index (near, i), wide))
      return TRUE;
  return FALSE;
}

gboolean
geng_rule_book_binds (const GengRuleBook *book, const GengTerm *term, GengMember *member)
{
  GPtrArray *places[] = { terms_of (book, member),
                          terms_of (book, geng_member_get_contract (member)), book->station };

  if (term->hold == GENG_HOLD_NONE)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (g_ptr_array_find (places[i], term, NULL))
        return places[i] != book->station || geng_part_has (geng_term_part (term), member);
      if (any_replaces (places[i], term))
        return FALSE;
    }
  return FALSE;
}
