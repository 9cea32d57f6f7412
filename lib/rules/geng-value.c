/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Values of a rule as a program sets them: is this one what the parameter takes, and of this
 * station? */

#include "geng-value.h"

#include "geng-gettext.h"
#include "geng-part.h"
#include "geng-rotation.h"
#include "geng-rule-list.h"
#include "geng-rule-parameter-private.h"
#include "geng-rule-span.h"
#include "geng-selector.h"

#include <string.h>

GValue *
geng_value_new (GType type)
{
  GValue *value = g_new0 (GValue, 1);

  return g_value_init (value, type);
}

void
geng_value_free (gpointer value)
{
  g_value_unset (value);
  g_free (value);
}

GHashTable *
geng_value_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, geng_value_free);
}

const GValue *
geng_values_lookup (const GengValues *values, const char *name)
{
  return g_hash_table_lookup (values->values, name);
}

void
geng_values_take (GengValues *values, GengRuleParameter *parameter, GValue *value)
{
  g_hash_table_insert (values->values, g_strdup (geng_rule_parameter_get_name (parameter)), value);
}

GengRuleParameter *
geng_values_find (const GengValues *values, const char *name)
{
  for (guint i = 0; i < values->parameters->len; i++)
    if (g_str_equal (geng_rule_parameter_get_name (values->parameters->pdata[i]), name))
      return values->parameters->pdata[i];
  return NULL;
}

/* What is counted is time. */
static gboolean
counts_time (const GengValues *values)
{
  for (guint i = 0; i < values->parameters->len; i++)
    {
      GengRuleParameter *parameter = values->parameters->pdata[i];
      const GValue *value = geng_values_lookup (values, geng_rule_parameter_get_name (parameter));
      const char *word;

      if (value == NULL || !G_VALUE_HOLDS (value, GENG_TYPE_RULE_WHAT))
        continue;
      word = geng_rule_what_get_word (g_value_get_object (value));
      return g_strcmp0 (word, "hours") == 0 || g_strcmp0 (word, "overtime") == 0;
    }
  return FALSE;
}

GengRuleUnit
geng_values_unit (const GengValues *values, GengRuleParameter *parameter)
{
  GengRuleUnit unit = geng_rule_parameter_get_unit (parameter);

  if (unit != GENG_RULE_UNIT_COUNTED)
    return unit;
  return counts_time (values) ? GENG_RULE_UNIT_MINUTES : GENG_RULE_UNIT_COUNT;
}

/* -- what a parameter takes -- */

static gboolean
is_within (GengRuleParameter *parameter, int number)
{
  return number >= geng_rule_parameter_get_minimum (parameter)
         && number <= geng_rule_parameter_get_maximum (parameter);
}

static gboolean
takes_number (GengRuleParameter *parameter, const GValue *value)
{
  return G_VALUE_HOLDS_INT (value) && is_within (parameter, g_value_get_int (value));
}

/* What has a weight of its own where none is written is never hard. */
static gboolean
takes_hold (GengRuleParameter *parameter, const GValue *value)
{
  const char *otherwise = geng_rule_parameter_get_otherwise (parameter);
  int weight;

  if (!G_VALUE_HOLDS_INT (value))
    return FALSE;
  weight = g_value_get_int (value);
  return weight == 0 ? otherwise == NULL || otherwise[0] == '\0'
                     : weight > 0 && is_within (parameter, weight);
}

static gboolean
takes_range (GengRuleParameter *parameter, const GValue *value)
{
  GVariant *range = G_VALUE_HOLDS_VARIANT (value) ? g_value_get_variant (value) : NULL;
  int least, most;

  if (range == NULL || !g_variant_is_of_type (range, G_VARIANT_TYPE ("(ii)")))
    return FALSE;
  g_variant_get (range, "(ii)", &least, &most);
  return least <= most && (least > 0 || most < G_MAXINT)
         && (least == 0 || is_within (parameter, least))
         && (most == G_MAXINT || is_within (parameter, most));
}

static gboolean
takes_what (const GengValues *values, GengRuleParameter *parameter, gpointer what)
{
  guint allowed = geng_rule_parameter_get_syntax (parameter)->what;
  g_autofree char *text
      = GENG_IS_RULE_WHAT (what)
            ? geng_values_write_what (values, what, allowed != 0 ? allowed : ~0U, "en")
            : NULL;

  return text != NULL;
}

static gboolean
takes_entity (const GengValues *values, GengRuleParameterType type, gpointer entity)
{
  GengStation *station = values->station;
  const char *id = GENG_IS_ENTITY (entity) ? geng_entity_get_id (entity) : NULL;

  if (id == NULL
      || !(values->part == NULL || geng_part_has (values->part, entity)
           || type == GENG_RULE_PARAMETER_TYPE_ROLE))
    return FALSE;
  switch (type)
    {
    case GENG_RULE_PARAMETER_TYPE_MEMBERS:
      return (gpointer) geng_station_lookup_member (station, id) == entity;
    case GENG_RULE_PARAMETER_TYPE_SHIFT:
      return (gpointer) geng_station_lookup_shift (station, id) == entity;
    case GENG_RULE_PARAMETER_TYPE_POST:
      return (gpointer) geng_station_lookup_post (station, id) == entity;
    default:
      return (gpointer) geng_station_lookup_role (station, id) == entity
             || (gpointer) geng_station_lookup_organisation (station, id) == entity;
    }
}

/* The station's own, or a shipped one that it does not hide. */
static gboolean
takes_cycle (const GengValues *values, gpointer cycle)
{
  g_autoptr (GengCycle) found = GENG_IS_CYCLE (cycle) ? geng_rotation_find_cycle (
                                    values->station, values->part, geng_part_local (cycle), NULL)
                                                      : NULL;

  return found != NULL
         && (found == cycle
             || geng_station_lookup_cycle (values->station,
                                           geng_entity_get_id (GENG_ENTITY (found)))
                    == NULL);
}

static gboolean
takes_item (const GengValues *values, GengRuleParameter *parameter, gpointer item)
{
  return geng_rule_parameter_get_value_type (parameter) == GENG_RULE_PARAMETER_TYPE_PATTERN
             ? takes_what (values, parameter, item)
             : takes_entity (values, GENG_RULE_PARAMETER_TYPE_MEMBERS, item);
}

static gboolean
is_twice (GListModel *items, guint n, gpointer item)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (items, i);

      if ((gpointer) other == item)
        return TRUE;
    }
  return FALSE;
}

static gboolean
takes_list (const GengValues *values, GengRuleParameter *parameter, const GValue *value)
{
  GListModel *items = G_VALUE_HOLDS (value, G_TYPE_LIST_MODEL) ? g_value_get_object (value) : NULL;
  guint n = items != NULL ? g_list_model_get_n_items (items) : 0;
  gboolean may_lack = geng_rule_parameter_get_otherwise (parameter) != NULL;
  gboolean members
      = geng_rule_parameter_get_value_type (parameter) == GENG_RULE_PARAMETER_TYPE_MEMBERS;

  if (items == NULL || (int) n < geng_rule_parameter_get_minimum (parameter)
      || (int) n > geng_rule_parameter_get_maximum (parameter) || (n == 0 && !may_lack))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      if (!takes_item (values, parameter, item) || (members && is_twice (items, i, item)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
takes_span (const GValue *value)
{
  GengRuleSpan span;
  GengRuleText text;
  g_autofree char *said = NULL;

  if (!G_VALUE_HOLDS_STRING (value) || g_value_get_string (value) == NULL)
    return FALSE;
  said = g_strconcat ("per ", g_value_get_string (value), NULL);
  geng_rule_text_init (&text, said);
  return geng_rule_span_parse (&span, &text, NULL) && geng_rule_text_ended (&text);
}

static gboolean
takes_times (const GValue *value)
{
  char **times = G_VALUE_HOLDS (value, G_TYPE_STRV) ? g_value_get_boxed (value) : NULL;

  for (guint i = 0; times != NULL && times[i] != NULL; i++)
    if (!geng_rule_available_reads (times[i]))
      return FALSE;
  return times != NULL && times[0] != NULL;
}

static gboolean
takes (GengValues *values, GengRuleParameter *parameter, const GValue *value)
{
  GengRuleParameterType type = geng_rule_parameter_get_value_type (parameter);
  gpointer object = G_VALUE_HOLDS_OBJECT (value) ? g_value_get_object (value) : NULL;

  switch (type)
    {
    case GENG_RULE_PARAMETER_TYPE_WHAT:
      return takes_what (values, parameter, object);
    case GENG_RULE_PARAMETER_TYPE_SPAN:
      return takes_span (value);
    case GENG_RULE_PARAMETER_TYPE_RANGE:
      return takes_range (parameter, value);
    case GENG_RULE_PARAMETER_TYPE_HOLD:
      return takes_hold (parameter, value);
    case GENG_RULE_PARAMETER_TYPE_FLAG:
      return G_VALUE_HOLDS_BOOLEAN (value);
    case GENG_RULE_PARAMETER_TYPE_PATTERN:
    case GENG_RULE_PARAMETER_TYPE_MEMBERS:
      return takes_list (values, parameter, value);
    case GENG_RULE_PARAMETER_TYPE_CYCLE:
      return takes_cycle (values, object);
    case GENG_RULE_PARAMETER_TYPE_TIMES:
      return takes_times (value);
    case GENG_RULE_PARAMETER_TYPE_ROLE:
    case GENG_RULE_PARAMETER_TYPE_SHIFT:
    case GENG_RULE_PARAMETER_TYPE_POST:
      return takes_entity (values, type, object);
    case GENG_RULE_PARAMETER_TYPE_NUMBER:
    default:
      return takes_number (parameter, value);
    }
}

/* -- in words -- */

static char *
describe_words (GengRuleParameter *parameter)
{
  const char *const *words = geng_rule_parameter_get_words (parameter);

  return words != NULL ? g_strjoinv (", ", (char **) words) : g_strdup ("");
}

static char *
describe (GengRuleParameter *parameter)
{
  int least = geng_rule_parameter_get_minimum (parameter);
  int most = geng_rule_parameter_get_maximum (parameter);
  g_autofree char *words = describe_words (parameter);

  switch (geng_rule_parameter_get_value_type (parameter))
    {
    case GENG_RULE_PARAMETER_TYPE_WHAT:
      return g_strdup_printf (_ ("a GengRuleWhat: a shift, a window or a post of this station, or "
                                 "one of %s"),
                              words);
    case GENG_RULE_PARAMETER_TYPE_SPAN:
      return g_strdup_printf (_ ("a text: one of %s, or days in a row like 7 days"), words);
    case GENG_RULE_PARAMETER_TYPE_RANGE:
      return g_strdup_printf (_ ("a variant (ii): a range within %d and %d, of which one side may "
                                 "be open"),
                              least, most);
    case GENG_RULE_PARAMETER_TYPE_HOLD:
      return g_strdup_printf (_ ("a whole number: %d to %d points, or 0 where it may be hard"),
                              MAX (least, 1), most);
    case GENG_RULE_PARAMETER_TYPE_FLAG:
      return g_strdup (_ ("a truth value"));
    case GENG_RULE_PARAMETER_TYPE_PATTERN:
      return g_strdup_printf (_ ("a list of %d to %d GengRuleWhat: shifts, windows or posts of "
                                 "this station, or %s"),
                              least, most, words);
    case GENG_RULE_PARAMETER_TYPE_MEMBERS:
      return g_strdup_printf (_ ("a list of %d or more members of this station, each once"),
                              MAX (least, 1));
    case GENG_RULE_PARAMETER_TYPE_CYCLE:
      return g_strdup (_ ("a cycle of this station, or a shipped one"));
    case GENG_RULE_PARAMETER_TYPE_TIMES:
      return g_strdup (_ ("a list of days with times, like mon..fri 18:00..22:00"));
    case GENG_RULE_PARAMETER_TYPE_ROLE:
      return g_strdup (_ ("a role or an organisation of this station"));
    case GENG_RULE_PARAMETER_TYPE_SHIFT:
      return g_strdup (_ ("a shift of this station"));
    case GENG_RULE_PARAMETER_TYPE_POST:
      return g_strdup (_ ("a post of this station"));
    case GENG_RULE_PARAMETER_TYPE_NUMBER:
    default:
      return g_strdup_printf (_ ("a whole number, %d to %d"), least, most);
    }
}

gboolean
geng_values_refuse (const GengValues *values, GengRuleParameter *parameter, GError **error)
{
  g_autofree char *right = describe (parameter);

  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("rule “%s”: “%s” should be %s"),
               values->kind, geng_rule_parameter_get_name (parameter), right);
  return FALSE;
}

gboolean
geng_values_check (GengValues *values,
                   GengRuleParameter *parameter,
                   const GValue *value,
                   GError **error)
{
  return takes (values, parameter, value) || geng_values_refuse (values, parameter, error);
}
