/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the kinds of rules say of themselves to a program: a form can be built from it, and a text
 * be held against a station before it becomes a rule. */

#include "geng-rule-kind.h"

#include <geng/geng-rule.h>
#include <glib/gi18n-lib.h>

static const char *const scopes[] = { "always", "personal", "station" };

static const char *const types[] = {
  [GENG_PARAMETER_WHAT] = "what",       [GENG_PARAMETER_SPAN] = "span",
  [GENG_PARAMETER_RANGE] = "range",     [GENG_PARAMETER_NUMBER] = "number",
  [GENG_PARAMETER_HOLD] = "hold",       [GENG_PARAMETER_FLAG] = "flag",
  [GENG_PARAMETER_PATTERN] = "pattern", [GENG_PARAMETER_MEMBERS] = "members",
  [GENG_PARAMETER_CYCLE] = "cycle",     [GENG_PARAMETER_TIMES] = "times",
  [GENG_PARAMETER_ROLE] = "role",
};

static const char *const units[] = {
  [GENG_UNIT_COUNT] = "count",
  [GENG_UNIT_MONTHS] = "months",
  [GENG_UNIT_DAYS] = "days",
  [GENG_UNIT_MINUTES] = "minutes",
};

static void
add (GVariantBuilder *builder, const char *name, const char *text)
{
  if (text != NULL)
    g_variant_builder_add (builder, "{sv}", name, g_variant_new_string (text));
}

static gboolean
has_range (const GengRuleParameter *parameter)
{
  return parameter->type == GENG_PARAMETER_RANGE || parameter->type == GENG_PARAMETER_NUMBER;
}

static GVariant *
describe_parameter (const GengRuleParameter *parameter)
{
  GVariantBuilder one;

  g_variant_builder_init (&one, G_VARIANT_TYPE_VARDICT);
  add (&one, "name", parameter->name);
  add (&one, "title", _ (parameter->title));
  add (&one, "type", types[parameter->type]);
  if (has_range (parameter))
    {
      add (&one, "unit", units[parameter->unit]);
      g_variant_builder_add (&one, "{sv}", "minimum", g_variant_new_int64 (parameter->minimum));
      g_variant_builder_add (&one, "{sv}", "maximum", g_variant_new_int64 (parameter->maximum));
    }
  add (&one, "otherwise", parameter->otherwise);
  return g_variant_builder_end (&one);
}

static GVariant *
describe_parameters (const GengRuleKind *kind)
{
  GVariantBuilder all;

  g_variant_builder_init (&all, G_VARIANT_TYPE ("av"));
  for (const GengRuleParameter *p = kind->parameters; p != NULL && p->name != NULL; p++)
    g_variant_builder_add (&all, "v", describe_parameter (p));
  return g_variant_builder_end (&all);
}

static GVariant *
describe_examples (const GengRuleKind *kind)
{
  GVariantBuilder all;

  g_variant_builder_init (&all, G_VARIANT_TYPE ("av"));
  for (const GengRuleExample *e = kind->examples; e != NULL && e->text != NULL; e++)
    {
      GVariantBuilder one;

      g_variant_builder_init (&one, G_VARIANT_TYPE_VARDICT);
      add (&one, "text", e->text);
      add (&one, "chinese", e->chinese);
      add (&one, "title", _ (e->title));
      g_variant_builder_add (&all, "v", g_variant_builder_end (&one));
    }
  return g_variant_builder_end (&all);
}

/**
 * geng_rule_list_kinds:
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of all kinds of rules, in the order
 *   in which they are judged: see [func@Rule.describe_kind]
 */
char **
geng_rule_list_kinds (void)
{
  const GengRuleKind *const *kinds = geng_rule_kinds ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; kinds[i] != NULL; i++)
    g_strv_builder_add (names, kinds[i]->name);
  return g_strv_builder_end (names);
}

/**
 * geng_rule_describe_kind:
 * @name: of a kind of rule, in either language
 *
 * What a kind says of itself, for a form or a manual, with titles in the language of the program: a
 * dictionary of `name` and `chinese`, as they are written in files, `title`, `meaning` (what it
 * counts, when it is broken, what it costs) and `scope`: `personal` may stand at a member, a
 * contract or the station, `station` at the station alone, and `always` holds without a text, by
 * the `data` of the station.
 *
 * Those with a text have its `grammar`, `parameters` in the order of the text and `examples`.  A
 * parameter has `name`, `title`, `type` (`what` is counted, `span`, `range`, `number`, `hold`: hard
 * or soft, `flag`, `pattern`, `members`, `cycle`, `times`, `role`), of numbers and ranges `unit`
 * (`count`, `days`, `months`, `minutes`), `minimum` and `maximum`, and `otherwise`, what holds
 * where it is left out, if it may be.  An example has `text`, `chinese`, the same word for word,
 * and `title`.
 *
 * Returns: (transfer full) (nullable): the dictionary; %NULL where there is no such kind
 */
GVariant *
geng_rule_describe_kind (const char *name)
{
  const GengRuleKind *kind;
  GVariantBuilder all;

  g_return_val_if_fail (name != NULL, NULL);
  kind = geng_rule_kind_lookup (name);
  if (kind == NULL)
    return NULL;
  g_variant_builder_init (&all, G_VARIANT_TYPE_VARDICT);
  add (&all, "name", kind->name);
  add (&all, "chinese", kind->chinese);
  add (&all, "title", _ (kind->title));
  add (&all, "meaning", _ (kind->meaning));
  add (&all, "scope", scopes[kind->scope]);
  add (&all, "data", kind->data != NULL ? _ (kind->data) : NULL);
  add (&all, "grammar", kind->grammar);
  if (kind->parse != NULL)
    {
      g_variant_builder_add (&all, "{sv}", "parameters", describe_parameters (kind));
      g_variant_builder_add (&all, "{sv}", "examples", describe_examples (kind));
    }
  return g_variant_ref_sink (g_variant_builder_end (&all));
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
