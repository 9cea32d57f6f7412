/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * station.ini: rules.  A key is a kind, its value one statement or several with `;` between them,
 * a GengRule each.  They are read as a whole at the end, since only then can it be told which of
 * them say the same.
 */

#include "geng-gettext.h"
#include "geng-ini-words.h"
#include "geng-reader.h"
#include "geng-rule-book.h"

#include <string.h>

/* Where a rule is written. */
typedef struct
{
  GengRule *rule;
  GengKey *key;
  guint column; /* of its text in the key's value, from 0 */
} Written;

typedef struct
{
  GengReader *reader;
  GArray *written; /* Written */
} Rules;

/* `apart 2` is another key of the kind `apart`.  (nullable) */
static const GengRuleDef *
kind_of (GengStation *station, const char *key)
{
  gsize n = strcspn (key, " \t"), blanks = strspn (key + n, " \t");
  g_autofree char *name = g_strndup (key, n);
  const char *number = key + n + blanks;

  if (strspn (number, "0123456789") != strlen (number) || (blanks > 0 && *number == '\0'))
    return NULL;
  return geng_rule_def_lookup (station, name);
}

static void
add_rule (Rules *self, GengKey *key, const GengRulePart *part, gpointer owner)
{
  const GengRuleDef *kind = kind_of (self->reader->station, key->key);
  g_autoptr (GengRule) rule = geng_rule_new (kind != NULL ? kind->name : key->key, part->text);
  g_autofree char *place = g_strdup_printf ("%s:%u", self->reader->faults->file, key->line);
  const Written written = { rule, key, part->column };

  geng_rule_set_place (rule, place);
  g_array_append_val (self->written, written);
  if (owner == NULL)
    geng_station_add_rule (self->reader->station, rule);
  else if (GENG_IS_CONTRACT (owner))
    geng_contract_add_rule (owner, rule);
  else
    geng_member_add_rule (owner, rule);
}

static void
read_key (Rules *self, GengGroup *group, GengKey *key, gpointer owner)
{
  const GengRuleDef *kind;
  g_autoptr (GArray) parts = NULL;

  if (key->used || (owner == NULL && !g_str_equal (group->kind, "rules")))
    return;
  key->used = TRUE;
  kind = kind_of (self->reader->station, key->key);
  if (kind != NULL && kind->is_whole)
    {
      const GengRulePart whole = { key->value, 0 };

      add_rule (self, key, &whole, owner);
      return;
    }
  parts = geng_rule_text_split (key->value);
  for (guint i = 0; i < parts->len; i++)
    add_rule (self, key, &g_array_index (parts, GengRulePart, i), owner);
}

static void
read_group (Rules *self, GengGroup *group)
{
  GengReader *reader = self->reader;
  gpointer owner = NULL;

  if (g_str_equal (group->kind, "contract"))
    owner = geng_station_lookup_contract (reader->station, group->id);
  else if (g_str_equal (group->kind, "member"))
    {
      owner = geng_station_lookup_member (reader->station, group->id);
      if (owner == NULL)
        geng_faults_add (reader->faults, group->line, 1,
                         _ ("unknown member '%s'; members.csv has no such id"), group->id);
    }
  else if (!g_str_equal (group->kind, "rules"))
    return;
  if (owner != NULL && GENG_IS_MEMBER (owner))
    {
      GengContract *contract = geng_member_get_contract (owner);
      GengHoursScheme scheme
          = contract != NULL ? geng_contract_get_hours_scheme (contract) : GENG_HOURS_SCHEME_NONE;
      g_auto (GStrv) laws = geng_read_law_names (reader, group, contract != NULL ? &scheme : NULL);

      geng_member_set_laws (owner, (const char *const *) laws);
    }
  for (guint i = 0; i < group->keys->len; i++)
    read_key (self, group, g_ptr_array_index (group->keys, i), owner);
}

static void
check_unused (GengReader *self, GengGroup *group)
{
  static const char *const kinds[]
      = { "station", "feed",  "publish", "privacy", "organisation", "role",       "team", "piece",
          "window",  "shift", "post",    "demand",  "cycle",        "leave-kind", NULL };

  if (!g_strv_contains (kinds, group->kind))
    return;
  for (guint i = 0; i < group->keys->len; i++)
    {
      GengKey *key = g_ptr_array_index (group->keys, i);

      if (!key->used)
        geng_faults_add (self->faults, key->line, key->column, _ ("[%s] has no key '%s'"),
                         geng_ini_words_tell (group->kind), key->key);
    }
}

/* A mistake without a column is one of the kind. */
static void
tell (GengRule *rule, guint column, const GError *error, gpointer data)
{
  Rules *self = data;

  for (guint i = 0; i < self->written->len; i++)
    {
      const Written *written = &g_array_index (self->written, Written, i);

      if (written->rule == rule)
        geng_faults_add (self->reader->faults, written->key->line,
                         column > 0 ? written->key->value_column + written->column + column - 1
                                    : written->key->column,
                         "%s", error->message);
    }
}

/* The rules come last: their texts name roles, shifts and members. */
void
geng_read_rules (GengReader *self)
{
  g_autoptr (GArray) written = g_array_new (FALSE, FALSE, sizeof (Written));
  Rules rules = { self, written };
  g_autoptr (GengRuleBook) book = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    {
      read_group (&rules, g_ptr_array_index (self->groups, i));
      check_unused (self, g_ptr_array_index (self->groups, i));
    }
  book = geng_rule_book_new (self->station, tell, &rules);
  geng_read_law_rules (self);
}
