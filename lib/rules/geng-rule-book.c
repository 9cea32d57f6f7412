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
                         geng_rule_def_word (term->kind), geng_rule_get_text (term->rule),
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
  const GengRuleDef *kind
      = geng_rule_def_find (reading->station, geng_rule_get_kind (rule), &error);
  g_autoptr (GPtrArray) terms = NULL;
  guint column = 0;

  if (kind != NULL && personal && kind->scope != GENG_RULE_SCOPE_PERSONAL)
    g_set_error (&error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("rule “%s” is one of the whole station; it should stand in [rules]"),
                 geng_rule_def_word (kind));
  else if (kind != NULL)
    terms = geng_rule_def_parse (kind, reading->station, geng_rule_get_part (rule),
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

static const GengPeople *
together_of (const GengTerm *term)
{
  return &((const GengTogether *) term->params)->people;
}

static gboolean
names (const GengTerm *term, GengMember *member)
{
  return g_ptr_array_find (together_of (term)->members, member, NULL);
}

static gboolean
share_somebody (const GengTerm *a, const GengTerm *b)
{
  for (guint i = 0; i < together_of (a)->members->len; i++)
    if (names (b, together_of (a)->members->pdata[i]))
      return TRUE;
  return FALSE;
}

#define FIRST (-1)
#define UNSEEN (-2)

static void
see (GPtrArray *terms, int *from, GArray *queue, int next, int previous)
{
  const GengTerm *term = g_ptr_array_index (terms, (guint) next);

  if (from[next] != UNSEEN || term->kind != &geng_rule_together || term->hold != GENG_HOLD_HARD)
    return;
  from[next] = previous;
  g_array_append_val (queue, next);
}

/* The fewest hard statements, each of which shares somebody with the next, by which two serve
 * together, the last one first (breadth-first search).
 * Returns: (transfer container) (element-type GengTerm); NULL where they are in no group. */
static GPtrArray *
find_chain (GPtrArray *terms, GengMember *a, GengMember *b)
{
  g_autofree int *from = g_new (int, terms->len + 1);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  int last = FIRST;

  for (guint i = 0; i < terms->len; i++)
    from[i] = UNSEEN;
  for (guint i = 0; i < terms->len; i++)
    if (((GengTerm *) terms->pdata[i])->kind == &geng_rule_together && names (terms->pdata[i], a))
      see (terms, from, queue, (int) i, FIRST);
  for (guint q = 0; q < queue->len && last == FIRST; q++)
    {
      int at = g_array_index (queue, int, q);

      if (names (terms->pdata[at], b))
        last = at;
      for (guint i = 0; i < terms->len; i++)
        if (((GengTerm *) terms->pdata[i])->kind == &geng_rule_together
            && share_somebody (terms->pdata[at], terms->pdata[i]))
          see (terms, from, queue, (int) i, at);
    }
  for (int at = last; at != FIRST; at = from[at])
    g_ptr_array_add (chain, terms->pdata[at]);
  return chain->len > 0 ? g_steal_pointer (&chain) : NULL;
}

static void
tell_chain (const Reading *reading,
            const GengTerm *apart,
            GengMember *a,
            GengMember *b,
            GPtrArray *chain)
{
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = chain->len; i-- > 0;)
    {
      GengRule *rule = ((const GengTerm *) chain->pdata[i])->rule;

      g_string_append_printf (said, _ ("“%s” at %s"), geng_rule_get_text (rule), place_of (rule));
      if (i > 0)
        g_string_append (said, _ (", "));
    }
  tell (reading, apart->rule, 1,
        g_error_new (GENG_ERROR, GENG_ERROR_INVALID,
                     _ ("rule “apart”: “%s” keeps %s and %s apart, who by “together” always serve "
                        "in one crew (%s); one of these should go"),
                     geng_rule_get_text (apart->rule), geng_entity_get_id (GENG_ENTITY (a)),
                     geng_entity_get_id (GENG_ENTITY (b)), said->str));
}

/* The first two of @apart whom only several statements put together. */
static void
check_chain (const Reading *reading, GPtrArray *terms, const GengTerm *apart)
{
  GPtrArray *members = geng_rule_apart_people (apart->params)->members;

  for (guint a = 0; a < members->len; a++)
    for (guint b = a + 1; b < members->len; b++)
      {
        g_autoptr (GPtrArray) chain = find_chain (terms, members->pdata[a], members->pdata[b]);

        if (chain == NULL || chain->len < 2)
          continue;
        tell_chain (reading, apart, members->pdata[a], members->pdata[b], chain);
        return;
      }
}

/* Who serves with one serves with all of his group. */
static void
check_chains (const Reading *reading, GPtrArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const GengTerm *term = g_ptr_array_index (terms, i);

      if (term->kind == &geng_rule_apart && term->params != NULL)
        check_chain (reading, terms, term);
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

static void
check_cycle (const Reading *reading, const GengRuleBook *book, const GengTerm *term)
{
  GListModel *members = geng_station_get_members (reading->station);
  const GengTerm *other = NULL;

  for (guint m = 0; other == NULL && m < g_list_model_get_n_items (members); m++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, m);

      if (geng_rule_book_binds (book, term, member))
        other = find_other_cycle (book, member, term);
      if (other != NULL)
        tell (reading, term->rule, 1,
              g_error_new (GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("rule “cycle”: %s would follow two cycles, by “%s” and by “%s” at "
                              "%s; one of them should go, or “none” lift it"),
                           geng_entity_get_id (GENG_ENTITY (member)),
                           geng_rule_get_text (term->rule), geng_rule_get_text (other->rule),
                           place_of (other->rule)));
    }
}

/* A soft cycle lifts no hard one, so somebody might be bound by two. */
static void
check_cycles (const Reading *reading, const GengRuleBook *book, GPtrArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const GengTerm *term = g_ptr_array_index (terms, i);

      /* A zone has hundreds of couples, each a term. */
      if (term->kind == &geng_rule_cycle && term->params != NULL && term->hold == GENG_HOLD_SOFT)
        check_cycle (reading, book, term);
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

typedef struct
{
  const Reading *reading;
  GengRule *rule;
} IdleTimes;

static void
tell_idle (guint column, GError *error, gpointer data)
{
  const IdleTimes *idle = data;

  tell (idle->reading, idle->rule, column, error);
}

/* member: (nullable): whose own rules they are */
static void
check_times (const Reading *reading, GPtrArray *terms, GengMember *member)
{
  for (guint i = 0; reading->fault != NULL && i < terms->len; i++)
    {
      const GengTerm *term = g_ptr_array_index (terms, i);
      IdleTimes idle = { reading, term->rule };

      if (term->kind == &geng_rule_available && term->params != NULL)
        geng_rule_available_tell_idle (term->params, reading->station, member, tell_idle, &idle);
    }
}

static void
check_all_times (const Reading *reading, const GengRuleBook *book)
{
  GListModel *contracts = geng_station_get_contracts (reading->station);
  GListModel *members = geng_station_get_members (reading->station);

  check_times (reading, book->station, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);

      check_times (reading, geng_rule_book_contract (book, contract), NULL);
    }
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      check_times (reading, geng_rule_book_member (book, member), member);
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
  check_chains (&reading, book->station);
  check_groups (&reading, book->station);
  read_owners (book, &reading);
  check_all_cycles (&reading, book);
  check_all_times (&reading, book);
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
