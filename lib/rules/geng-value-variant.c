/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Values of a rule as a GVariant, made of what JSON has: a number or a weight is `x`, a flag `b`, a
 * range an object with `least` and `most` where they are not open, what is counted, a span or a
 * thing of the station its text or id, and a list an array of those. */

#include "geng-value.h"

#define LEAST "least"
#define MOST "most"

static GVariant *
pack_range (const GValue *value)
{
  GVariantBuilder builder;
  int least, most;

  g_variant_get (g_value_get_variant (value), "(ii)", &least, &most);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  if (least > 0 || most == G_MAXINT)
    g_variant_builder_add (&builder, "{sv}", LEAST, g_variant_new_int64 (least));
  if (most < G_MAXINT)
    g_variant_builder_add (&builder, "{sv}", MOST, g_variant_new_int64 (most));
  return g_variant_builder_end (&builder);
}

static GVariant *
pack_texts (GPtrArray *texts)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < texts->len; i++)
    g_variant_builder_add (&builder, "v", g_variant_new_string (texts->pdata[i]));
  return g_variant_builder_end (&builder);
}

GVariant *
geng_values_pack (const GengValues *values, GengRuleParameter *parameter, const GValue *value)
{
  g_autoptr (GPtrArray) texts = NULL;

  if (G_VALUE_HOLDS_INT (value))
    return g_variant_new_int64 (g_value_get_int (value));
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_variant_new_boolean (g_value_get_boolean (value));
  if (G_VALUE_HOLDS_VARIANT (value))
    return pack_range (value);
  if (G_VALUE_HOLDS_STRING (value))
    return g_variant_new_string (g_value_get_string (value));
  texts = geng_values_write_parts (values, parameter, value, "en");
  return G_VALUE_HOLDS (value, G_TYPE_LIST_MODEL) || G_VALUE_HOLDS (value, G_TYPE_STRV)
             ? pack_texts (texts)
             : g_variant_new_string (texts->pdata[0]);
}

/* -- and back -- */

/* A whole number of any type that fits. */
static gboolean
get_int (GVariant *packed, int *number)
{
  gint64 wide;

  if (g_variant_is_of_type (packed, G_VARIANT_TYPE_INT64))
    wide = g_variant_get_int64 (packed);
  else if (g_variant_is_of_type (packed, G_VARIANT_TYPE_INT32))
    wide = g_variant_get_int32 (packed);
  else if (g_variant_is_of_type (packed, G_VARIANT_TYPE_UINT32))
    wide = g_variant_get_uint32 (packed);
  else
    return FALSE;
  *number = (int) wide;
  return wide == *number;
}

static gboolean
get_side (GVariant *packed, const char *name, int *side)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (packed, name, NULL);

  return value == NULL || get_int (value, side);
}

static GValue *
unpack_number (GVariant *packed)
{
  GValue *value;
  int number;

  if (!get_int (packed, &number))
    return NULL;
  value = geng_value_new (G_TYPE_INT);
  g_value_set_int (value, number);
  return value;
}

static GValue *
unpack_range (GVariant *packed)
{
  int least = 0, most = G_MAXINT;
  GValue *value;

  if (!g_variant_is_of_type (packed, G_VARIANT_TYPE_VARDICT) || !get_side (packed, LEAST, &least)
      || !get_side (packed, MOST, &most))
    return NULL;
  value = geng_value_new (G_TYPE_VARIANT);
  g_value_set_variant (value, g_variant_new ("(ii)", least, most));
  return value;
}

/* The texts of a list in one; NULL for something else. */
static char *
join_texts (GVariant *packed, const char *between)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_variant_is_of_type (packed, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (packed, NULL);
  if (!g_variant_is_of_type (packed, G_VARIANT_TYPE ("av"))
      && !g_variant_is_of_type (packed, G_VARIANT_TYPE_STRING_ARRAY))
    return NULL;
  for (gsize i = 0; i < g_variant_n_children (packed); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (packed, i);
      g_autoptr (GVariant) item = g_variant_is_of_type (child, G_VARIANT_TYPE_VARIANT)
                                      ? g_variant_get_variant (child)
                                      : g_variant_ref (child);

      if (!g_variant_is_of_type (item, G_VARIANT_TYPE_STRING))
        return NULL;
      g_string_append_printf (text, "%s%s", i > 0 ? between : "",
                              g_variant_get_string (item, NULL));
    }
  return g_strdup (text->str);
}

static GValue *
unpack_text (GengValues *values, GengRuleParameter *parameter, GVariant *packed)
{
  GengRuleParameterType type = geng_rule_parameter_get_value_type (parameter);
  g_autofree char *text = join_texts (packed, type == GENG_RULE_PARAMETER_TYPE_TIMES ? "; " : " ");
  g_autofree char *led
      = g_strconcat (type == GENG_RULE_PARAMETER_TYPE_SPAN ? "per " : "", text, NULL);

  return text != NULL ? geng_values_read_one (values, parameter, led, NULL) : NULL;
}

static GValue *
unpack_flag (GVariant *packed)
{
  GValue *value;

  if (!g_variant_is_of_type (packed, G_VARIANT_TYPE_BOOLEAN))
    return NULL;
  value = geng_value_new (G_TYPE_BOOLEAN);
  g_value_set_boolean (value, g_variant_get_boolean (packed));
  return value;
}

static GValue *
unpack (GengValues *values, GengRuleParameter *parameter, GVariant *packed)
{
  switch (geng_rule_parameter_get_value_type (parameter))
    {
    case GENG_RULE_PARAMETER_TYPE_NUMBER:
    case GENG_RULE_PARAMETER_TYPE_HOLD:
      return unpack_number (packed);
    case GENG_RULE_PARAMETER_TYPE_RANGE:
      return unpack_range (packed);
    case GENG_RULE_PARAMETER_TYPE_FLAG:
      return unpack_flag (packed);
    default:
      return unpack_text (values, parameter, packed);
    }
}

GValue *
geng_values_unpack (GengValues *values,
                    GengRuleParameter *parameter,
                    GVariant *packed,
                    GError **error)
{
  GValue *value = unpack (values, parameter, packed);

  if (value != NULL && geng_values_check (values, parameter, value, error))
    return value;
  if (value == NULL)
    geng_values_refuse (values, parameter, error);
  else
    geng_value_free (value);
  return NULL;
}
