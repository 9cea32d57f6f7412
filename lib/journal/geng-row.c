/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Properties of a record out of a table of its fields. */

#include "geng-row.h"

#include "geng-field.h"
#include "geng-text.h"

#include <gobject/gvaluecollector.h>

/* Under which a type keeps its table. */
#define FIELDS "geng-row-fields"
static GQuark fields_quark;

static const GengRowField *
find_field (GObject *object, guint id)
{
  const GengRowField *all = g_type_get_qdata (G_OBJECT_TYPE (object), fields_quark);

  return &all[id - 1];
}

static void
get_value (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const GengRowField *field = find_field (object, id);
  gpointer at = G_STRUCT_MEMBER_P (object, field->offset);

  switch (field->value)
    {
    case GENG_ROW_OBJECT:
      g_value_set_object (value, *(GObject **) at);
      break;
    case GENG_ROW_DATE:
      g_value_set_boxed (value, *(GDate **) at);
      break;
    case GENG_ROW_ENUM:
      g_value_set_enum (value, *(int *) at);
      break;
    case GENG_ROW_MINUTE:
      g_value_set_int (value, *(int *) at);
      break;
    case GENG_ROW_MOMENT:
      g_value_set_int64 (value, *(gint64 *) at);
      break;
    case GENG_ROW_TEXT:
      g_value_set_string (value, *(char **) at);
      break;
    case GENG_ROW_FLAG:
      g_value_set_boolean (value, *(gboolean *) at);
      break;
    }
}

/* Called once for each field, when the row is made. */
static void
set_value (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  const GengRowField *field = find_field (object, id);
  gpointer at = G_STRUCT_MEMBER_P (object, field->offset);

  switch (field->value)
    {
    case GENG_ROW_OBJECT:
      *(gpointer *) at = g_value_dup_object (value);
      break;
    case GENG_ROW_DATE:
      *(gpointer *) at = g_value_dup_boxed (value);
      break;
    case GENG_ROW_ENUM:
      *(int *) at = g_value_get_enum (value);
      break;
    case GENG_ROW_MINUTE:
      *(int *) at = g_value_get_int (value);
      break;
    case GENG_ROW_MOMENT:
      *(gint64 *) at = g_value_get_int64 (value);
      break;
    case GENG_ROW_TEXT:
      *(char **) at = geng_text_clean (g_value_get_string (value));
      break;
    case GENG_ROW_FLAG:
      *(gboolean *) at = g_value_get_boolean (value);
      break;
    }
}

static void
finalize (GObject *object)
{
  GObjectClass *parent = g_type_class_peek (G_TYPE_OBJECT);

  for (const GengRowField *field = find_field (object, 1); field->name != NULL; field++)
    {
      gpointer *at = G_STRUCT_MEMBER_P (object, field->offset);

      if (field->value == GENG_ROW_OBJECT)
        g_clear_object (at);
      else if (field->value == GENG_ROW_DATE)
        g_clear_pointer (at, g_date_free);
      else if (field->value == GENG_ROW_TEXT)
        g_clear_pointer (at, g_free);
    }
  parent->finalize (object);
}

static GParamSpec *
make_pspec (const GengRowField *field)
{
  const char *name = field->name;

  switch (field->value)
    {
    case GENG_ROW_OBJECT:
      return g_param_spec_object (name, NULL, NULL, field->type (), GENG_CONSTRUCT);
    case GENG_ROW_DATE:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_DATE, GENG_CONSTRUCT);
    case GENG_ROW_ENUM:
      return g_param_spec_enum (name, NULL, NULL, field->type (), 0, GENG_CONSTRUCT);
    case GENG_ROW_MINUTE:
      return g_param_spec_int (name, NULL, NULL, -1, 3 * GENG_DAY_MINUTES, -1, GENG_CONSTRUCT);
    case GENG_ROW_MOMENT:
      return g_param_spec_int64 (name, NULL, NULL, 0, G_MAXINT64, 0, GENG_CONSTRUCT);
    case GENG_ROW_FLAG:
      return g_param_spec_boolean (name, NULL, NULL, TRUE, GENG_CONSTRUCT);
    case GENG_ROW_TEXT:
    default:
      return g_param_spec_string (name, NULL, NULL, NULL, GENG_CONSTRUCT);
    }
}

void
geng_row_class_init (GObjectClass *klass, const GengRowField *fields)
{
  klass->get_property = get_value;
  klass->set_property = set_value;
  klass->finalize = finalize;
  fields_quark = g_quark_from_static_string (FIELDS);
  g_type_set_qdata (G_OBJECT_CLASS_TYPE (klass), fields_quark, (gpointer) fields);
  for (guint i = 0; fields[i].name != NULL; i++)
    g_object_class_install_property (klass, i + 1, make_pspec (&fields[i]));
}

gpointer
geng_row_copy (gpointer row, const char *name, ...)
{
  GObjectClass *klass = G_OBJECT_GET_CLASS (row);
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (klass, &n);
  g_autofree GValue *values = g_new0 (GValue, n + 1);
  g_autofree const char **names = g_new0 (const char *, n + 1);
  GObject *copy;
  va_list others;

  for (guint i = 0; i < n; i++)
    {
      names[i] = pspecs[i]->name;
      g_object_get_property (row, names[i], &values[i]);
    }
  va_start (others, name);
  for (; name != NULL; name = va_arg (others, const char *))
    for (guint i = 0; i < n; i++)
      if (g_str_equal (names[i], name))
        {
          g_autofree char *problem = NULL;

          G_VALUE_COLLECT (&values[i], others, 0, &problem);
          g_assert (problem == NULL);
        }
  va_end (others);
  copy = g_object_new_with_properties (G_OBJECT_TYPE (row), n, names, values);
  for (guint i = 0; i < n; i++)
    g_value_unset (&values[i]);
  return copy;
}
