/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-own-kind.h"
#include "geng-rule-list.h"
#include "geng-rule-words.h"

#include "geng-language.h"

#include <geng/geng-error.h>
#include <glib/gi18n-lib.h>

#define KIND(kind) &geng_rule_##kind,

static const GengRuleDef *const kinds[] = { GENG_RULE_LIST (KIND) NULL };

const GengRuleDef *const *
geng_rule_defs (void)
{
  return kinds;
}

static gboolean
is_called (const GengRuleDef *kind, const char *name)
{
  return g_str_equal (kind->name, name) || g_strcmp0 (kind->chinese, name) == 0;
}

const GengRuleDef *
geng_rule_def_lookup (GengStation *station, const char *name)
{
  GPtrArray *own = station != NULL ? geng_own_kinds (station) : NULL;

  for (guint i = 0; kinds[i] != NULL; i++)
    if (is_called (kinds[i], name))
      return kinds[i];
  for (guint i = 0; own != NULL && i < own->len; i++)
    if (is_called (geng_own_def (own->pdata[i]), name))
      return geng_own_def (own->pdata[i]);
  return NULL;
}

/* A program's own kind may have no Chinese name. */
const char *
geng_rule_def_word (const GengRuleDef *kind)
{
  return geng_language_pick (NULL, kind->name, kind->chinese);
}

const char *
geng_rule_def_title (const GengRuleDef *kind)
{
  return geng_language_pick (NULL, kind->title.english, kind->title.chinese);
}

static void
append_name (GString *names, const GengRuleDef *kind)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", geng_rule_def_word (kind));
}

static char *
list_names (GengStation *station)
{
  GPtrArray *own = station != NULL ? geng_own_kinds (station) : NULL;
  GString *names = g_string_new (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    if (kinds[i]->parse != NULL)
      append_name (names, kinds[i]);
  for (guint i = 0; own != NULL && i < own->len; i++)
    append_name (names, geng_own_def (own->pdata[i]));
  return g_string_free (names, FALSE);
}

const GengRuleDef *
geng_rule_def_find (GengStation *station, const char *name, GError **error)
{
  const GengRuleDef *kind = geng_rule_def_lookup (station, name);
  g_autofree char *names = NULL;

  if (kind != NULL && kind->parse != NULL)
    return kind;
  names = list_names (station);
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
               _ ("there is no rule “%s”; it should be one of %s"), name, names);
  return NULL;
}

/* -- statements -- */

GengTerm *
geng_term_new (const GengRuleDef *kind, gpointer params)
{
  GengTerm *term = g_atomic_rc_box_new0 (GengTerm);

  term->kind = kind;
  term->params = params;
  return term;
}

GengTerm *
geng_term_ref (GengTerm *term)
{
  return g_atomic_rc_box_acquire (term);
}

static void
clear_term (gpointer data)
{
  GengTerm *term = data;

  if (term->params != NULL)
    term->kind->free (term->params);
  g_free (term->key);
}

const char *
geng_term_part (const GengTerm *term)
{
  return term == NULL || term->rule == NULL ? NULL : geng_rule_get_part (term->rule);
}

void
geng_term_unref (gpointer term)
{
  g_atomic_rc_box_release_full (term, clear_term);
}

void
geng_statement_add (GengStatement *statement, gpointer params, char *key, GengHold hold)
{
  GengTerm *term = geng_term_new (statement->kind, params);

  term->key = key;
  term->hold = hold;
  g_ptr_array_add (statement->terms, term);
}

GengHold
geng_hold_of (int weight)
{
  return weight == 0 ? GENG_HOLD_HARD : GENG_HOLD_SOFT;
}

gboolean
geng_statement_lifts (GengStatement *statement, const char *key)
{
  if (!geng_rule_text_accept (&statement->text, "none"))
    return FALSE;
  geng_statement_add (statement, NULL, g_strdup (key), GENG_HOLD_NONE);
  return TRUE;
}

static gboolean
parse_statement (GengStatement *statement, GError **error)
{
  if (!geng_statement_lifts (statement, NULL) && !statement->kind->parse (statement, error))
    return FALSE;
  if (geng_rule_text_accept (&statement->text, ";"))
    {
      statement->text.at--;
      return geng_rule_text_fail (&statement->text, error,
                                  _ ("a rule is one statement; “;” separates them in files only"));
    }
  return geng_rule_text_finish (&statement->text, error);
}

GPtrArray *
geng_rule_def_parse (const GengRuleDef *kind,
                     GengStation *station,
                     const char *part,
                     const char *source,
                     guint *column,
                     GError **error)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (geng_term_unref);
  GengStatement statement = { .kind = kind, .station = station, .terms = terms };
  guint at;

  geng_rule_text_init (&statement.text, source);
  statement.text.part = part;
  if (parse_statement (&statement, error))
    return g_steal_pointer (&terms);
  at = MAX (statement.text.column, 1);
  if (column != NULL)
    {
      /* The caller says where. */
      *column = at;
      g_prefix_error (error, _ ("rule “%s”: "), geng_rule_def_word (kind));
    }
  else
    g_prefix_error (error, _ ("rule “%s”, column %u: "), geng_rule_def_word (kind), at);
  return NULL;
}

gboolean
geng_rule_check_text (GengStation *station,
                      const char *part,
                      const char *name,
                      const char *text,
                      guint *column,
                      GError **error)
{
  const GengRuleDef *kind = geng_rule_def_find (station, name, error);
  g_autoptr (GPtrArray) terms = NULL;

  if (column != NULL)
    *column = 0;
  terms = kind == NULL ? NULL : geng_rule_def_parse (kind, station, part, text, column, error);
  return terms != NULL;
}
