/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The library's kinds of rules, as a program sees them: a form can be built from what they say, and
 * a text be held against a station before it becomes a rule. */

#include "geng-own-kind.h"
#include "geng-rule-kind-private.h"

#include "geng-rule-parameter-private.h"
#include "geng-rule-span.h"
#include "geng-selector.h"

#include <geng/geng-rule.h>

static void
add_words (GengRuleParameter *parameter, const GengParameter *p)
{
  g_autoptr (GPtrArray) words = NULL;

  if (p->what != 0)
    words = geng_selector_list_words (p->what);
  else if (p->type == GENG_RULE_PARAMETER_TYPE_SPAN)
    words = geng_rule_span_list_words ();
  else
    return;
  g_ptr_array_add (words, NULL);
  geng_rule_parameter_set_words (parameter, (const char *const *) words->pdata);
}

static void
add_parameters (GengRuleKind *kind, const GengRuleDef *def)
{
  for (const GengParameter *p = def->parameters; p != NULL && p->name != NULL; p++)
    {
      g_autoptr (GengRuleParameter) parameter = g_object_new (
          GENG_TYPE_RULE_PARAMETER, "name", p->name, "title", p->title.english, "chinese-title",
          p->title.chinese, "value-type", p->type, "unit", p->unit, "minimum", p->minimum,
          "maximum", p->maximum, "otherwise", p->otherwise, NULL);
      GengRuleSyntax syntax = p->syntax;

      syntax.what = p->what;
      geng_rule_parameter_set_syntax (parameter, &syntax);
      add_words (parameter, p);
      geng_rule_kind_add_parameter (kind, parameter);
    }
}

static GengRuleKind *
new_shipped (const GengRuleDef *def)
{
  GengRuleKind *kind = g_object_new (
      GENG_TYPE_RULE_KIND, "name", def->name, "chinese", def->chinese, "title", def->title.english,
      "chinese-title", def->title.chinese, "meaning", def->meaning.english, "chinese-meaning",
      def->meaning.chinese, "data", def->data.english, "chinese-data", def->data.chinese, "grammar",
      def->grammar, "scope", def->scope, "by-member", def->reach == GENG_REACH_MEMBER, NULL);

  add_parameters (kind, def);
  for (const GengExample *e = def->examples; e != NULL && e->text != NULL; e++)
    geng_rule_kind_add_example (kind, e->text, e->chinese, e->title.english, e->title.chinese);
  geng_rule_kind_set_conforms (kind, TRUE);
  geng_rule_kind_set_def (kind, (gpointer) def, NULL);
  return kind;
}

/* Made once, and the same for everybody; (transfer none). */
static GPtrArray *
shipped (void)
{
  static gsize made = 0;

  if (g_once_init_enter (&made))
    {
      GPtrArray *kinds = g_ptr_array_new ();

      for (guint i = 0; geng_rule_defs ()[i] != NULL; i++)
        g_ptr_array_add (kinds, new_shipped (geng_rule_defs ()[i]));
      g_once_init_leave (&made, (gsize) kinds);
    }
  return (GPtrArray *) made;
}

/**
 * geng_rule_kind_list_shipped:
 *
 * Returns: (transfer container) (element-type GengRuleKind): the library's kinds, in the order in
 *   which they are judged
 */
GPtrArray *
geng_rule_kind_list_shipped (void)
{
  GPtrArray *kinds = shipped (), *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < kinds->len; i++)
    g_ptr_array_add (list, g_object_ref (kinds->pdata[i]));
  return list;
}

/**
 * geng_rule_kind_lookup:
 * @name: of a kind of the library's, in either language
 *
 * Returns: (transfer none) (nullable): the kind; %NULL where there is none
 */
GengRuleKind *
geng_rule_kind_lookup (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  for (guint i = 0; geng_rule_defs ()[i] != NULL; i++)
    if (geng_rule_def_lookup (NULL, name) == geng_rule_defs ()[i])
      return shipped ()->pdata[i];
  return NULL;
}

/**
 * geng_rule_check:
 * @self: a rule, of a station or of none
 * @station: the station whose members, shifts, posts and roles it may name
 * @column: (out) (optional): where the fault is in its text, in characters from 1; 0 where the kind
 *   is the fault
 * @error: return location for an error
 *
 * Reads the text as the judge will read it, and changes nothing.
 *
 * Returns: whether the rule is understood; %FALSE with %GENG_ERROR_UNKNOWN for a kind that is not
 *   there, and %GENG_ERROR_INVALID for what is out of form or names what the station does not have;
 *   the message says what would be right
 */
gboolean
geng_rule_check (GengRule *self, GengStation *station, guint *column, GError **error)
{
  guint at = 0;
  gboolean fine;

  g_return_val_if_fail (GENG_IS_RULE (self) && GENG_IS_STATION (station), FALSE);
  g_return_val_if_fail (geng_rule_get_kind (self) != NULL && geng_rule_get_text (self) != NULL,
                        FALSE);
  fine = geng_rule_check_text (station, geng_rule_get_part (self), geng_rule_get_kind (self),
                               geng_rule_get_text (self), &at, error);
  if (column != NULL)
    *column = at;
  return fine;
}
