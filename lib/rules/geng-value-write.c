/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Values of a rule as its text, in English or in Chinese, which is the same word for word. */

#include "geng-value.h"

#include "geng-days-parse.h"
#include "geng-language.h"
#include "geng-part.h"
#include "geng-rule-parameter-private.h"
#include "geng-rule-span.h"
#include "geng-rule-words.h"
#include "geng-selector.h"

#include <string.h>

static void
append (GString *text, const char *word)
{
  if (word[0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", word);
}

/* -- numbers -- */

static char *
time_in (int minutes, gboolean bare, const char *language)
{
  gboolean chinese = geng_language_is_chinese (language), whole = minutes % 60 == 0;

  if (whole)
    return g_strdup_printf ("%d%s", minutes / 60, bare ? "" : chinese ? "小时" : "h");
  return g_strdup_printf ("%d%s", minutes, chinese ? "分钟" : "min");
}

static char *
months_in (int months, const char *language)
{
  gboolean years = months % 12 == 0;
  int n = years ? months / 12 : months;

  if (geng_language_is_chinese (language))
    return g_strdup_printf ("%d%s", n, years ? "年" : "个月");
  return g_strdup_printf ("%d %s%s", n, years ? "year" : "month", n == 1 ? "" : "s");
}

/* Hours are written bare where they are what is counted. */
static char *
number_in (const GengValues *values, GengRuleParameter *parameter, int number, const char *language)
{
  GengRuleUnit unit = geng_values_unit (values, parameter);

  if (unit == GENG_RULE_UNIT_MINUTES)
    return time_in (number, geng_rule_parameter_get_unit (parameter) == GENG_RULE_UNIT_COUNTED,
                    language);
  if (unit == GENG_RULE_UNIT_MONTHS)
    return months_in (number, language);
  return g_strdup_printf ("%d%s", number,
                          geng_rule_parameter_get_syntax (parameter)->is_least ? ".." : "");
}

static char *
range_in (const GengValues *values,
          GengRuleParameter *parameter,
          const GValue *value,
          const char *language)
{
  int least, most;
  g_autofree char *low = NULL, *high = NULL;

  g_variant_get (g_value_get_variant (value), "(ii)", &least, &most);
  low = number_in (values, parameter, least, language);
  high = number_in (values, parameter, most, language);
  if (least == most)
    return g_steal_pointer (&low);
  return g_strconcat (least > 0 || most == G_MAXINT ? low : "", "..", most < G_MAXINT ? high : "",
                      NULL);
}

static char *
hold_in (GengRuleParameter *parameter, int weight, const char *language)
{
  const char *hard = geng_rule_parameter_get_syntax (parameter)->hard;

  if (weight == 0)
    return g_strdup (hard != NULL ? geng_rule_word_in (hard, language) : "");
  return g_strdup_printf ("%s %d", geng_rule_word_in ("soft", language), weight);
}

static char *
flag_in (GengRuleParameter *parameter, gboolean there, const char *language)
{
  const char *tail = geng_rule_parameter_get_syntax (parameter)->tail;
  const char *otherwise = geng_rule_parameter_get_otherwise (parameter);
  const char *word = there ? geng_rule_parameter_get_name (parameter) : otherwise;

  if (word == NULL)
    return g_strdup ("");
  return there && tail != NULL ? g_strdup_printf ("%s %s", geng_rule_word_in (word, language),
                                                  geng_rule_word_in (tail, language))
                               : g_strdup (geng_rule_word_in (word, language));
}

/* -- what is counted -- */

/* @text is read as the same. */
static gboolean
means (const GengValues *values, const char *source, GengRuleWhat *what, guint allowed)
{
  GengSelector selector = { 0 };
  GengRuleText text;
  GengEntity *entity = geng_rule_what_get_entity (what);
  gboolean same;

  geng_rule_text_init (&text, source);
  text.part = values->part;
  same = geng_selector_parse (&selector, &text, values->station, allowed, NULL)
         && geng_rule_text_ended (&text) && selector.entity == entity
         && (entity != NULL || g_strcmp0 (selector.key, geng_rule_what_get_word (what)) == 0);
  geng_selector_clear (&selector);
  return same;
}

/* By its id, and where that is the word of something else, with what it is before it. */
static void
list_entity_texts (GPtrArray *texts, GengEntity *entity)
{
  const char *head = GENG_IS_SHIFT (entity) ? "shift" : GENG_IS_WINDOW (entity) ? "window" : "post";
  const char *id = geng_part_local (entity);

  g_ptr_array_add (texts, g_strdup (id));
  g_ptr_array_add (texts, g_strdup_printf ("%s:%s", head, id));
}

/* In the language, or in any way that it may be written where a shift has the word for its id. */
static void
list_word_texts (GPtrArray *texts, const char *english, const char *language)
{
  const GengRuleWord *word = geng_rule_word_find (english, strlen (english));
  g_auto (GStrv) others
      = g_strsplit (word != NULL && word->others != NULL ? word->others : "", " ", -1);

  if (g_str_has_prefix (english, "holiday:") && geng_language_is_chinese (language))
    g_ptr_array_add (texts, g_strconcat ("节日:", english + strlen ("holiday:"), NULL));
  g_ptr_array_add (texts, g_strdup (geng_rule_word_in (english, language)));
  g_ptr_array_add (texts, g_strdup (english));
  if (word != NULL)
    g_ptr_array_add (texts, g_strdup (word->chinese));
  for (guint i = 0; others[i] != NULL; i++)
    g_ptr_array_add (texts, g_strdup (others[i]));
}

char *
geng_values_write_what (const GengValues *values,
                        GengRuleWhat *what,
                        guint allowed,
                        const char *language)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (geng_rule_what_get_entity (what) != NULL)
    list_entity_texts (texts, geng_rule_what_get_entity (what));
  else if (geng_rule_what_get_word (what) != NULL)
    list_word_texts (texts, geng_rule_what_get_word (what), language);
  for (guint i = 0; i < texts->len; i++)
    if (means (values, texts->pdata[i], what, allowed))
      return g_strdup (texts->pdata[i]);
  return NULL;
}

static char *
span_in (const char *length, const char *language)
{
  g_autofree char *said = g_strconcat ("per ", length, NULL);
  GengRuleSpan span;
  GengRuleText text;

  geng_rule_text_init (&text, said);
  geng_rule_span_parse (&span, &text, NULL);
  return geng_rule_span_text_in (&span, language);
}

static char *
entity_in (gpointer entity)
{
  return g_strconcat (GENG_IS_ORGANISATION (entity) ? "org:" : "", geng_part_local (entity), NULL);
}

/* -- all of it -- */

static char *
item_in (const GengValues *values, gpointer item, const char *language)
{
  return GENG_IS_RULE_WHAT (item) ? geng_values_write_what (values, item, ~0U, language)
                                  : entity_in (item);
}

static char *
write_one (const GengValues *values,
           GengRuleParameter *parameter,
           const GValue *value,
           const char *language)
{
  switch (geng_rule_parameter_get_value_type (parameter))
    {
    case GENG_RULE_PARAMETER_TYPE_SPAN:
      return span_in (g_value_get_string (value), language);
    case GENG_RULE_PARAMETER_TYPE_RANGE:
      return range_in (values, parameter, value, language);
    case GENG_RULE_PARAMETER_TYPE_HOLD:
      return hold_in (parameter, g_value_get_int (value), language);
    case GENG_RULE_PARAMETER_TYPE_FLAG:
      return flag_in (parameter, g_value_get_boolean (value), language);
    case GENG_RULE_PARAMETER_TYPE_NUMBER:
      return number_in (values, parameter, g_value_get_int (value), language);
    default:
      return item_in (values, g_value_get_object (value), language);
    }
}

GPtrArray *
geng_values_write_parts (const GengValues *values,
                         GengRuleParameter *parameter,
                         const GValue *value,
                         const char *language)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  GListModel *items = G_VALUE_HOLDS (value, G_TYPE_LIST_MODEL) ? g_value_get_object (value) : NULL;
  char **times = G_VALUE_HOLDS (value, G_TYPE_STRV) ? g_value_get_boxed (value) : NULL;

  for (guint i = 0; items != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      g_ptr_array_add (parts, item_in (values, item, language));
    }
  for (guint i = 0; times != NULL && times[i] != NULL; i++)
    g_ptr_array_add (parts, geng_days_text_in (times[i], geng_language_is_chinese (language)));
  if (items == NULL && times == NULL)
    g_ptr_array_add (parts, write_one (values, parameter, value, language));
  return parts;
}

/* A word of one sign stands right before what it leads: 近2年. */
static void
append_lead (GString *text, GengRuleParameter *parameter, const char *language)
{
  const char *lead = geng_rule_parameter_get_syntax (parameter)->lead;

  if (lead != NULL
      && geng_rule_parameter_get_value_type (parameter) != GENG_RULE_PARAMETER_TYPE_SPAN)
    append (text, geng_rule_word_in (lead, language));
}

static gboolean
is_right_before (GengRuleParameter *parameter, const char *language)
{
  const char *lead = geng_rule_parameter_get_syntax (parameter)->lead;

  return lead != NULL && g_utf8_strlen (geng_rule_word_in (lead, language), -1) == 1
         && geng_rule_parameter_get_value_type (parameter) != GENG_RULE_PARAMETER_TYPE_SPAN;
}

static void
append_parameter (GString *text,
                  const GengValues *values,
                  GengRuleParameter *parameter,
                  const char *language)
{
  const GValue *value = geng_values_lookup (values, geng_rule_parameter_get_name (parameter));
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *said = NULL;

  if (value == NULL)
    return;
  parts = geng_values_write_parts (values, parameter, value, language);
  g_ptr_array_add (parts, NULL);
  said = g_strjoinv (G_VALUE_HOLDS (value, G_TYPE_STRV) ? "; " : " ", (char **) parts->pdata);
  append_lead (text, parameter, language);
  if (is_right_before (parameter, language))
    g_string_append (text, said);
  else
    append (text, said);
}

char *
geng_values_write (const GengValues *values, const char *language)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < values->parameters->len; i++)
    {
      GengRuleParameter *parameter = values->parameters->pdata[i];

      if (!values->lifts || geng_rule_parameter_get_syntax (parameter)->is_key)
        append_parameter (text, values, parameter, language);
    }
  if (values->lifts)
    append (text, geng_rule_word_in ("none", language));
  return g_string_free (text, FALSE);
}
