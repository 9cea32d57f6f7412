/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The values of a rule's text, one after the other, as the kind's parameters say.  A shipped kind
 * has read the text before, with errors of its own; of a program's kind this is all that reads. */

#include "geng-value.h"

#include "geng-days-parse.h"
#include "geng-gettext.h"
#include "geng-part.h"
#include "geng-rotation.h"
#include "geng-rule-parameter-private.h"
#include "geng-rule-span.h"
#include "geng-selector.h"

#include <string.h>

/* Where values are read from, and for which parameter. */
typedef struct
{
  GengValues *values;
  GengRuleText *text;
  GengRuleParameter *parameter;
  const GengRuleSyntax *syntax;
  const char *otherwise; /* (nullable) */
} Reading;

static Reading
reading_of (GengValues *values, GengRuleText *text, GengRuleParameter *parameter)
{
  return (Reading){ values, text, parameter, geng_rule_parameter_get_syntax (parameter),
                    geng_rule_parameter_get_otherwise (parameter) };
}

static gboolean
has_otherwise (const Reading *reading)
{
  return reading->otherwise != NULL && reading->otherwise[0] != '\0';
}

/* -- numbers -- */

static gboolean
is_within (const Reading *reading, int value, GError **error)
{
  int least = geng_rule_parameter_get_minimum (reading->parameter);
  int most = geng_rule_parameter_get_maximum (reading->parameter);

  return (value >= least && value <= most)
         || geng_rule_text_fail (reading->text, error, _ ("“%s” should be %d to %d"),
                                 geng_rule_parameter_get_name (reading->parameter), least, most);
}

static GValue *
new_int (int number)
{
  GValue *value = geng_value_new (G_TYPE_INT);

  g_value_set_int (value, number);
  return value;
}

static GValue *
read_number (const Reading *reading, GError **error)
{
  GengRuleUnit unit = geng_values_unit (reading->values, reading->parameter);
  int number;
  gboolean fine = reading->syntax->is_least
                      ? geng_rule_text_least (reading->text, unit, &number, error)
                      : geng_rule_text_number (reading->text, unit, &number, error);

  return fine && is_within (reading, number, error) ? new_int (number) : NULL;
}

static GValue *
read_range (const Reading *reading, GError **error)
{
  int least, most;
  GValue *value;

  if (!geng_rule_text_range (reading->text, geng_values_unit (reading->values, reading->parameter),
                             &least, &most, error)
      || (least > 0 && !is_within (reading, least, error))
      || (most < G_MAXINT && !is_within (reading, most, error)))
    return NULL;
  value = geng_value_new (G_TYPE_VARIANT);
  g_value_set_variant (value, g_variant_new ("(ii)", least, most));
  return value;
}

static GValue *
read_hold (const Reading *reading, GError **error)
{
  GengRuleText otherwise;
  int weight;

  if (reading->syntax->hard != NULL && geng_rule_text_accept (reading->text, reading->syntax->hard))
    return new_int (0);
  if (!geng_rule_text_weight (reading->text, &weight, error))
    return NULL;
  if (weight == 0 && has_otherwise (reading))
    {
      geng_rule_text_init (&otherwise, reading->otherwise);
      if (!geng_rule_text_weight (&otherwise, &weight, error))
        return NULL;
    }
  return weight == 0 || is_within (reading, weight, error) ? new_int (weight) : NULL;
}

static GValue *
read_flag (const Reading *reading, GError **error)
{
  const char *name = geng_rule_parameter_get_name (reading->parameter);
  gboolean there = geng_rule_text_accept (reading->text, name);
  GValue *value;

  if (!there
      && (reading->otherwise == NULL
          || (has_otherwise (reading)
              && !geng_rule_text_accept (reading->text, reading->otherwise))))
    {
      geng_rule_text_fail (reading->text, error, _ ("here should be “%s”"), name);
      return NULL;
    }
  if (there && reading->syntax->tail != NULL)
    geng_rule_text_accept (reading->text, reading->syntax->tail);
  value = geng_value_new (G_TYPE_BOOLEAN);
  g_value_set_boolean (value, there);
  return value;
}

/* -- what is counted, and over what -- */

static GengRuleWhat *
read_what (const Reading *reading, GError **error)
{
  GengSelector selector = { 0 };
  guint allowed = reading->syntax->what != 0 ? reading->syntax->what : ~0U;
  GengRuleWhat *what = NULL;

  if (geng_selector_parse (&selector, reading->text, reading->values->station, allowed, error))
    what = selector.entity != NULL ? geng_rule_what_new_for_entity (selector.entity)
                                   : geng_rule_what_new_for_word (selector.key);
  geng_selector_clear (&selector);
  return what;
}

static GValue *
take_object (gpointer object, GType type)
{
  GValue *value;

  if (object == NULL)
    return NULL;
  value = geng_value_new (type);
  g_value_take_object (value, object);
  return value;
}

static gboolean
is_end_next (const GengRuleText *text)
{
  static const char *const ends[] = { "never", "soft", "none" };
  GengRuleText ahead = *text;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (geng_rule_text_accept (&ahead, ends[i]))
      return TRUE;
  return geng_rule_text_ended (&ahead);
}

static GValue *
read_pattern (const Reading *reading, GError **error)
{
  g_autoptr (GListStore) days = g_list_store_new (GENG_TYPE_RULE_WHAT);
  guint least = (guint) MAX (geng_rule_parameter_get_minimum (reading->parameter), 1);

  while (g_list_model_get_n_items (G_LIST_MODEL (days)) < least || !is_end_next (reading->text))
    {
      g_autoptr (GengRuleWhat) day = read_what (reading, error);

      if (day == NULL)
        return NULL;
      g_list_store_append (days, day);
    }
  return take_object (g_steal_pointer (&days), G_TYPE_LIST_MODEL);
}

static GValue *
read_span (const Reading *reading, GError **error)
{
  GengRuleSpan span;
  g_autofree char *text = NULL;
  GValue *value;

  if (!geng_rule_span_parse (&span, reading->text, error))
    return NULL;
  text = geng_rule_span_text (&span);
  value = geng_value_new (G_TYPE_STRING);
  g_value_set_string (value, text + strlen ("per "));
  return value;
}

static GValue *
read_times (const Reading *reading)
{
  g_autoptr (GArray) parts = geng_rule_text_split (reading->text->at);
  g_autoptr (GStrvBuilder) stretches = g_strv_builder_new ();
  GValue *value = geng_value_new (G_TYPE_STRV);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *said
          = geng_days_text_in (g_array_index (parts, GengRulePart, i).text, FALSE);

      g_strv_builder_add (stretches, said);
    }
  reading->text->at += strlen (reading->text->at);
  g_value_take_boxed (value, g_strv_builder_end (stretches));
  return value;
}

/* -- what the station has -- */

typedef gpointer (*Lookup) (GengStation *station, const char *id);

static gpointer
lookup_member (GengStation *station, const char *id)
{
  return geng_station_lookup_member (station, id);
}

static gpointer
lookup_shift (GengStation *station, const char *id)
{
  return geng_station_lookup_shift (station, id);
}

static gpointer
lookup_post (GengStation *station, const char *id)
{
  return geng_station_lookup_post (station, id);
}

/* Roles and organisations are words of all parts. */
static gpointer
lookup_role (GengStation *station, const char *id)
{
  const char *local = geng_part_local_id (id);

  if (g_str_has_prefix (local, "org:"))
    return geng_station_lookup_organisation (station, local + strlen ("org:"));
  return geng_station_lookup_role (station, local);
}

/* Eats the next word where it is the id of such a thing, in the part that says it. */
static gpointer
accept_entity (const Reading *reading, Lookup lookup)
{
  GengRuleText ahead = *reading->text;
  g_autofree char *id = geng_rule_text_word (&ahead, "", NULL);
  g_autofree char *joined = id != NULL ? geng_part_join (reading->values->part, id) : NULL;
  gpointer entity = joined != NULL ? lookup (reading->values->station, joined) : NULL;

  if (entity != NULL)
    *reading->text = ahead;
  return entity;
}

static GValue *
read_entity (const Reading *reading, Lookup lookup, const char *wanted, GError **error)
{
  gpointer entity = accept_entity (reading, lookup);

  if (entity != NULL)
    return take_object (g_object_ref (entity), geng_rule_parameter_get_holds (reading->parameter));
  geng_rule_text_fail (reading->text, error, _ ("here should be %s"), wanted);
  return NULL;
}

static GValue *
read_cycle (const Reading *reading, GError **error)
{
  g_autofree char *id = geng_rule_text_word (reading->text, _ ("the id of a cycle"), error);
  GengCycle *cycle = id == NULL ? NULL
                                : geng_rotation_find_cycle (reading->values->station,
                                                            reading->values->part, id, NULL);

  if (id != NULL && cycle == NULL)
    geng_rule_text_fail (reading->text, error, _ ("there is no cycle “%s”"), id);
  return take_object (cycle, GENG_TYPE_CYCLE);
}

static GValue *
read_members (const Reading *reading, GError **error)
{
  g_autoptr (GListStore) members = g_list_store_new (GENG_TYPE_MEMBER);
  gpointer member;

  while ((member = accept_entity (reading, lookup_member)) != NULL)
    g_list_store_append (members, member);
  if (g_list_model_get_n_items (G_LIST_MODEL (members)) == 0 && reading->otherwise == NULL)
    {
      geng_rule_text_fail (reading->text, error, _ ("here should be the id of a member"));
      return NULL;
    }
  return take_object (g_steal_pointer (&members), G_TYPE_LIST_MODEL);
}

/* -- all of it -- */

static GValue *
read_value (const Reading *reading, GError **error)
{
  switch (geng_rule_parameter_get_value_type (reading->parameter))
    {
    case GENG_RULE_PARAMETER_TYPE_WHAT:
      return take_object (read_what (reading, error), GENG_TYPE_RULE_WHAT);
    case GENG_RULE_PARAMETER_TYPE_SPAN:
      return read_span (reading, error);
    case GENG_RULE_PARAMETER_TYPE_RANGE:
      return read_range (reading, error);
    case GENG_RULE_PARAMETER_TYPE_HOLD:
      return read_hold (reading, error);
    case GENG_RULE_PARAMETER_TYPE_FLAG:
      return read_flag (reading, error);
    case GENG_RULE_PARAMETER_TYPE_PATTERN:
      return read_pattern (reading, error);
    case GENG_RULE_PARAMETER_TYPE_MEMBERS:
      return read_members (reading, error);
    case GENG_RULE_PARAMETER_TYPE_CYCLE:
      return read_cycle (reading, error);
    case GENG_RULE_PARAMETER_TYPE_TIMES:
      return read_times (reading);
    case GENG_RULE_PARAMETER_TYPE_SHIFT:
      return read_entity (reading, lookup_shift, _ ("the id of a shift"), error);
    case GENG_RULE_PARAMETER_TYPE_POST:
      return read_entity (reading, lookup_post, _ ("the id of a post"), error);
    case GENG_RULE_PARAMETER_TYPE_ROLE:
      return read_entity (reading, lookup_role, _ ("the id of a role"), error);
    case GENG_RULE_PARAMETER_TYPE_NUMBER:
    default:
      return read_number (reading, error);
    }
}

/* A number or a range begins here. */
static gboolean
is_number_next (GengRuleText *text)
{
  return !geng_rule_text_ended (text) && (g_ascii_isdigit (*text->at) || *text->at == '.');
}

/* A number or a range that is not there, and need not be. */
static gboolean
is_left_out (const Reading *reading)
{
  GengRuleParameterType type = geng_rule_parameter_get_value_type (reading->parameter);

  return reading->otherwise != NULL && reading->syntax->lead == NULL
         && reading->syntax->needs == NULL
         && (type == GENG_RULE_PARAMETER_TYPE_NUMBER || type == GENG_RULE_PARAMETER_TYPE_RANGE)
         && !is_number_next (reading->text);
}

/* The word before it stands there; a span reads its own. */
static gboolean
is_led (const Reading *reading)
{
  return reading->syntax->lead == NULL
         || geng_rule_parameter_get_value_type (reading->parameter) == GENG_RULE_PARAMETER_TYPE_SPAN
         || geng_rule_text_leads (reading->text, reading->syntax->lead);
}

static gboolean
read_parameter (Reading *reading, GError **error)
{
  const char *needs = reading->syntax->needs;
  GengRuleText otherwise;
  GValue *value;

  if ((needs != NULL && geng_values_lookup (reading->values, needs) == NULL) || !is_led (reading))
    return TRUE;
  if (is_left_out (reading))
    {
      if (!has_otherwise (reading))
        return TRUE;
      geng_rule_text_init (&otherwise, reading->otherwise);
      reading->text = &otherwise;
    }
  value = read_value (reading, error);
  if (value != NULL)
    geng_values_take (reading->values, reading->parameter, value);
  return value != NULL;
}

gboolean
geng_values_read (GengValues *values, GengRuleText *text, GError **error)
{
  for (guint i = 0; i < values->parameters->len; i++)
    {
      Reading reading = reading_of (values, text, values->parameters->pdata[i]);

      values->lifts = geng_rule_text_accept (text, "none");
      if (values->lifts)
        return TRUE;
      if (!read_parameter (&reading, error))
        return FALSE;
    }
  return TRUE;
}

GValue *
geng_values_read_one (GengValues *values,
                      GengRuleParameter *parameter,
                      const char *source,
                      GError **error)
{
  GengRuleText text;
  Reading reading = reading_of (values, &text, parameter);
  GValue *value;

  geng_rule_text_init (&text, source);
  text.part = values->part;
  value = read_value (&reading, error);
  if (value == NULL || geng_rule_text_finish (&text, error))
    return value;
  geng_value_free (value);
  return NULL;
}
