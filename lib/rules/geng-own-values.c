/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The text of a program's own kind: the values of its parameters, one after the other. */

#include "geng-gettext.h"
#include "geng-own-kind.h"
#include "geng-part.h"
#include "geng-rule-kind-private.h"

/* Where values are read from, and for which parameter. */
typedef struct
{
  GengStatement *statement;
  GengRuleText *text;
  GengRuleParameter *parameter;
} Reading;

static void
free_value (gpointer value)
{
  g_value_unset (value);
  g_free (value);
}

static GValue *
new_value (GType type)
{
  GValue *value = g_new0 (GValue, 1);

  return g_value_init (value, type);
}

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
read_number (const Reading *reading, GError **error)
{
  int number;
  GValue *value;

  if (!geng_rule_text_number (reading->text, geng_rule_parameter_get_unit (reading->parameter),
                              &number, error)
      || !is_within (reading, number, error))
    return NULL;
  value = new_value (G_TYPE_INT);
  g_value_set_int (value, number);
  return value;
}

static GValue *
read_range (const Reading *reading, GError **error)
{
  int least, most;
  GValue *value;

  if (!geng_rule_text_range (reading->text, geng_rule_parameter_get_unit (reading->parameter),
                             &least, &most, error)
      || (least > 0 && !is_within (reading, least, error))
      || (most < G_MAXINT && !is_within (reading, most, error)))
    return NULL;
  value = new_value (G_TYPE_VARIANT);
  g_value_set_variant (value, g_variant_new ("(ii)", least, most));
  return value;
}

static GValue *
read_hold (const Reading *reading, GError **error)
{
  GValue *value;
  int weight;

  if (!geng_rule_text_weight (reading->text, &weight, error))
    return NULL;
  value = new_value (G_TYPE_INT);
  g_value_set_int (value, weight);
  return value;
}

static GValue *
read_flag (const Reading *reading, GError **error)
{
  const char *name = geng_rule_parameter_get_name (reading->parameter);
  gboolean there = geng_rule_text_accept (reading->text, name);
  GValue *value;

  if (!there && geng_rule_parameter_get_otherwise (reading->parameter) == NULL)
    {
      geng_rule_text_fail (reading->text, error, _ ("here should be “%s”"), name);
      return NULL;
    }
  value = new_value (G_TYPE_BOOLEAN);
  g_value_set_boolean (value, there);
  return value;
}

/* Eats the next word where it is the id of such a thing, in the part that says it. */
static gpointer
accept_entity (const Reading *reading, gpointer (*lookup) (GengStation *, const char *))
{
  GengRuleText ahead = *reading->text;
  g_autofree char *id = geng_rule_text_word (&ahead, "", NULL);
  g_autofree char *joined = id != NULL ? geng_part_join (reading->text->part, id) : NULL;
  gpointer entity = joined != NULL ? lookup (reading->statement->station, joined) : NULL;

  if (entity != NULL)
    *reading->text = ahead;
  return entity;
}

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

static gpointer
lookup_role (GengStation *station, const char *id)
{
  return geng_station_lookup_role (station, geng_part_local_id (id));
}

static GValue *
read_entity (const Reading *reading,
             gpointer (*lookup) (GengStation *, const char *),
             const char *wanted,
             GError **error)
{
  gpointer entity = accept_entity (reading, lookup);
  GValue *value;

  if (entity == NULL)
    {
      geng_rule_text_fail (reading->text, error, _ ("here should be %s"), wanted);
      return NULL;
    }
  value = new_value (G_OBJECT_TYPE (entity));
  g_value_set_object (value, entity);
  return value;
}

static GValue *
read_members (const Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);
  gpointer member;
  GValue *value;

  while ((member = accept_entity (reading, lookup_member)) != NULL)
    g_ptr_array_add (members, g_object_ref (member));
  if (members->len == 0 && geng_rule_parameter_get_otherwise (reading->parameter) == NULL)
    {
      geng_rule_text_fail (reading->text, error, _ ("here should be the id of a member"));
      return NULL;
    }
  value = new_value (G_TYPE_PTR_ARRAY);
  g_value_set_boxed (value, members);
  return value;
}

static GValue *
read_value (const Reading *reading, GError **error)
{
  switch (geng_rule_parameter_get_value_type (reading->parameter))
    {
    case GENG_RULE_PARAMETER_TYPE_RANGE:
      return read_range (reading, error);
    case GENG_RULE_PARAMETER_TYPE_HOLD:
      return read_hold (reading, error);
    case GENG_RULE_PARAMETER_TYPE_FLAG:
      return read_flag (reading, error);
    case GENG_RULE_PARAMETER_TYPE_MEMBERS:
      return read_members (reading, error);
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

static gboolean
may_lack (const Reading *reading)
{
  GengRuleParameterType type = geng_rule_parameter_get_value_type (reading->parameter);

  return geng_rule_parameter_get_otherwise (reading->parameter) != NULL
         && (type == GENG_RULE_PARAMETER_TYPE_NUMBER || type == GENG_RULE_PARAMETER_TYPE_RANGE);
}

/* A number or a range begins here. */
static gboolean
is_number_next (GengRuleText *text)
{
  return !geng_rule_text_ended (text) && (g_ascii_isdigit (*text->at) || *text->at == '.');
}

/* What stands there, or what holds where it is left out. */
static gboolean
read_parameter (GHashTable *values,
                GengStatement *statement,
                GengRuleParameter *parameter,
                GError **error)
{
  Reading reading = { statement, &statement->text, parameter };
  GengRuleText otherwise;
  GValue *value;

  if (may_lack (&reading) && !is_number_next (reading.text))
    {
      geng_rule_text_init (&otherwise, geng_rule_parameter_get_otherwise (parameter));
      reading.text = &otherwise;
    }
  value = read_value (&reading, error);
  if (value != NULL)
    g_hash_table_insert (values, g_strdup (geng_rule_parameter_get_name (parameter)), value);
  return value != NULL;
}

GengOwn *
geng_own_parse (GengStatement *statement, GengRuleKind *kind, GError **error)
{
  GPtrArray *parameters = geng_rule_kind_parameters (kind);
  g_autoptr (GHashTable) values
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
  const char *text = statement->text.at;
  GengOwn *own;

  for (guint i = 0; i < parameters->len; i++)
    if (!read_parameter (values, statement, parameters->pdata[i], error))
      return NULL;
  own = g_new0 (GengOwn, 1);
  own->kind = g_object_ref (kind);
  own->text = g_strstrip (g_strdup (text));
  own->values = g_steal_pointer (&values);
  return own;
}

void
geng_own_free (gpointer data)
{
  GengOwn *own = data;

  g_free (own->text);
  g_hash_table_unref (own->values);
  g_object_unref (own->kind);
  g_free (own);
}

int
geng_own_weight (const GengOwn *own)
{
  GPtrArray *parameters = geng_rule_kind_parameters (own->kind);

  for (guint i = 0; i < parameters->len; i++)
    if (geng_rule_parameter_get_value_type (parameters->pdata[i]) == GENG_RULE_PARAMETER_TYPE_HOLD)
      return g_value_get_int (
          g_hash_table_lookup (own->values, geng_rule_parameter_get_name (parameters->pdata[i])));
  return 0;
}
