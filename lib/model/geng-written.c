/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-written.h"

#include <string.h>

#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-list-private.h"
#include "geng-text.h"
#include "geng-thing.h"

/* -- writing: pieces -- */

void
geng_written_add_text (GVariantBuilder *builder, const char *name, const char *text)
{
  if (text != NULL)
    g_variant_builder_add (builder, "{sv}", name, g_variant_new_string (text));
}

void
geng_written_add_number (GVariantBuilder *builder, const char *name, gint64 number)
{
  g_variant_builder_add (builder, "{sv}", name, g_variant_new_int64 (number));
}

void
geng_written_add_truth (GVariantBuilder *builder, const char *name, gboolean truth)
{
  g_variant_builder_add (builder, "{sv}", name, g_variant_new_boolean (truth));
}

void
geng_written_add_date (GVariantBuilder *builder, const char *name, const GDate *date)
{
  g_autofree char *text = date != NULL && g_date_valid (date) ? geng_date_to_string (date) : NULL;

  geng_written_add_text (builder, name, text);
}

void
geng_written_add_ids (GVariantBuilder *builder, const char *name, GPtrArray *things)
{
  GVariantBuilder ids;

  g_variant_builder_init (&ids, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < things->len; i++)
    g_variant_builder_add (&ids, "v", g_variant_new_string (geng_entity_get_id (things->pdata[i])));
  g_variant_builder_add (builder, "{sv}", name, g_variant_builder_end (&ids));
}

/* -- writing: values of properties -- */

static GVariant *
write_texts (const char *const *texts)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; texts[i] != NULL; i++)
    g_variant_builder_add (&builder, "v", g_variant_new_string (texts[i]));
  return g_variant_builder_end (&builder);
}

static GVariant *
write_limit (const GengRoleLimit *limit)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_text (&builder, "role", limit->role);
  geng_written_add_number (&builder, "min", limit->min);
  if (limit->max != G_MAXINT)
    geng_written_add_number (&builder, "max", limit->max);
  if (limit->weight != 0)
    geng_written_add_number (&builder, "weight", limit->weight);
  return g_variant_builder_end (&builder);
}

/* Role limits, which are boxed, or things by their ids. */
static GVariant *
write_array (const GParamSpec *pspec, GPtrArray *array)
{
  GVariantBuilder builder;
  gboolean limits = g_str_equal (pspec->name, "role-limits");

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; array != NULL && i < array->len; i++)
    g_variant_builder_add (
        &builder, "v",
        limits ? write_limit (array->pdata[i])
               : g_variant_new_string (geng_entity_get_id (GENG_ENTITY (array->pdata[i]))));
  return g_variant_builder_end (&builder);
}

static GVariant *
write_list (GListModel *list)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      g_variant_builder_add (&builder, "v",
                             GENG_IS_ENTITY (item)
                                 ? g_variant_new_string (geng_entity_get_id (GENG_ENTITY (item)))
                                 : geng_written_thing (item));
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
write_boxed (const GParamSpec *pspec, gconstpointer boxed)
{
  g_autofree char *text = NULL;

  if (pspec->value_type == G_TYPE_STRV)
    return write_texts (boxed);
  if (pspec->value_type == G_TYPE_PTR_ARRAY)
    return write_array (pspec, (GPtrArray *) boxed);
  if (pspec->value_type == GENG_TYPE_DAYS)
    text = geng_days_to_string (boxed);
  else if (pspec->value_type == G_TYPE_DATE && g_date_valid (boxed))
    text = geng_date_to_string (boxed);
  return text != NULL ? g_variant_new_string (text) : NULL;
}

static GVariant *
write_object (gpointer object)
{
  if (GENG_IS_ENTITY (object))
    return g_variant_new_string (geng_entity_get_id (object));
  return G_IS_LIST_MODEL (object) ? write_list (object) : NULL;
}

static GVariant *
write_enum (const GValue *value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (G_VALUE_TYPE (value));

  return g_variant_new_string (g_enum_get_value (klass, g_value_get_enum (value))->value_nick);
}

/* Returns: (transfer full) (nullable), floating */
static GVariant *
write_value (const GParamSpec *pspec, const GValue *value)
{
  switch (G_TYPE_FUNDAMENTAL (pspec->value_type))
    {
    case G_TYPE_STRING:
      return g_value_get_string (value) ? g_variant_new_string (g_value_get_string (value)) : NULL;
    case G_TYPE_BOOLEAN:
      return g_variant_new_boolean (g_value_get_boolean (value));
    case G_TYPE_INT:
      return g_variant_new_int64 (g_value_get_int (value));
    case G_TYPE_UINT:
      return g_variant_new_int64 (g_value_get_uint (value));
    case G_TYPE_INT64:
      return g_variant_new_int64 (g_value_get_int64 (value));
    case G_TYPE_ENUM:
      return write_enum (value);
    case G_TYPE_BOXED:
      return g_value_get_boxed (value) ? write_boxed (pspec, g_value_get_boxed (value)) : NULL;
    case G_TYPE_OBJECT:
    case G_TYPE_INTERFACE:
      return g_value_get_object (value) ? write_object (g_value_get_object (value)) : NULL;
    default:
      return NULL;
    }
}

GVariant *
geng_written_value (const GParamSpec *pspec, const GValue *value)
{
  return write_value (pspec, value);
}

/* What is not there need not be said: an empty list, the default, a name that is the id. */
static gboolean
says_nothing (GObject *thing, GParamSpec *pspec, const GValue *value, GVariant *written)
{
  if (g_variant_is_of_type (written, G_VARIANT_TYPE ("av")))
    return g_variant_n_children (written) == 0;
  if (g_str_equal (pspec->name, "name") && GENG_IS_ENTITY (thing))
    return g_str_equal (g_value_get_string (value), geng_entity_get_id (GENG_ENTITY (thing)));
  return g_param_value_defaults (pspec, value)
         && G_TYPE_FUNDAMENTAL (pspec->value_type) != G_TYPE_ENUM;
}

static gboolean
is_written (const GParamSpec *pspec)
{
  if (g_type_is_a (pspec->value_type, G_TYPE_LIST_MODEL))
    return TRUE;
  /* Where a rule stands in a file is no part of what it says. */
  return (pspec->flags & G_PARAM_READWRITE) == G_PARAM_READWRITE
         && !g_str_equal (pspec->name, "place");
}

void
geng_written_add_values (GVariantBuilder *builder, GObject *thing)
{
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (thing), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GVariant) written = NULL;

      if (!is_written (pspecs[i]))
        continue;
      g_object_get_property (thing, pspecs[i]->name, &value);
      written = write_value (pspecs[i], &value);
      if (written == NULL)
        continue;
      g_variant_ref_sink (written);
      if (!says_nothing (thing, pspecs[i], &value, written))
        g_variant_builder_add (builder, "{sv}", pspecs[i]->name, written);
    }
}

GVariant *
geng_written_thing (GObject *thing)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_values (&builder, thing);
  return g_variant_builder_end (&builder);
}

/* -- reading: pieces -- */

static gboolean
refuse (GError **error, const char *where, const char *name, const char *what)
{
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "%s%s%s: %s", where, *where ? "." : "", name,
               what);
  return FALSE;
}

gboolean
geng_written_check_names (GVariant *value,
                          const char *const *names,
                          const char *where,
                          GError **error)
{
  GVariantIter iter;
  const char *name;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return refuse (error, where, "", _ ("an object {…} should be here"));
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sv}", &name, NULL))
    if (!g_strv_contains (names, name))
      {
        g_autofree char *list = g_strjoinv (", ", (char **) names);
        g_autofree char *what = g_strdup_printf (_ ("there is no such name; there are: %s"), list);

        return refuse (error, where, name, what);
      }
  return TRUE;
}

GVariant *
geng_written_get_array (GVariant *value, const char *name, GError **error)
{
  g_autoptr (GVariant) array = g_variant_lookup_value (value, name, NULL);

  if (array == NULL)
    return g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE_VARIANT, NULL, 0));
  if (g_variant_is_of_type (array, G_VARIANT_TYPE ("av")))
    return g_steal_pointer (&array);
  refuse (error, "", name, _ ("an array […] should be here"));
  return NULL;
}

GVariant *
geng_written_nth (GVariant *array, gsize i)
{
  g_autoptr (GVariant) boxed = g_variant_get_child_value (array, i);

  return g_variant_get_variant (boxed);
}

/* @found: (out) (nullable): the value called @name, NULL where there is none */
static gboolean
look_up (GVariant *value,
         const char *name,
         const GVariantType *type,
         const char *what,
         GVariant **found,
         GError **error)
{
  *found = g_variant_lookup_value (value, name, NULL);
  if (*found == NULL || g_variant_is_of_type (*found, type))
    return TRUE;
  g_clear_pointer (found, g_variant_unref);
  return refuse (error, "", name, what);
}

gboolean
geng_written_get_number (GVariant *value, const char *name, gint64 *number, GError **error)
{
  g_autoptr (GVariant) found = NULL;
  gboolean fine = look_up (value, name, G_VARIANT_TYPE_INT64, _ ("a whole number should be here"),
                           &found, error);

  *number = found != NULL ? g_variant_get_int64 (found) : 0;
  return fine;
}

gboolean
geng_written_get_truth (GVariant *value, const char *name, gboolean *truth, GError **error)
{
  g_autoptr (GVariant) found = NULL;
  gboolean fine = look_up (value, name, G_VARIANT_TYPE_BOOLEAN, _ ("true or false should be here"),
                           &found, error);

  *truth = found != NULL && g_variant_get_boolean (found);
  return fine;
}

gboolean
geng_written_get_text (GVariant *value, const char *name, char **text, GError **error)
{
  g_autoptr (GVariant) found = NULL;
  gboolean fine = look_up (value, name, G_VARIANT_TYPE_STRING,
                           _ ("a text in quotes should be here"), &found, error);

  *text = found != NULL ? g_variant_dup_string (found, NULL) : NULL;
  return fine;
}

gboolean
geng_written_get_date (GVariant *value, const char *name, GDate *date, GError **error)
{
  g_autofree char *text = NULL;

  g_date_clear (date, 1);
  if (!geng_written_get_text (value, name, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  return geng_date_parse (text, date)
         || refuse (error, "", name, _ ("a date like \"2027-01-04\" should be here"));
}

/* -- reading: values of properties -- */

typedef struct
{
  GengStation *station; /* (nullable) */
  const char *where;
  GError **error;
} Source;

static gboolean
bad (const Source *source, const GParamSpec *pspec, const char *what)
{
  return refuse (source->error, source->where, pspec->name, what);
}

/* By the class of what has the id. */
static gpointer
find (const Source *source, const GParamSpec *pspec, GType type, const char *id)
{
  GengStation *station = source->station;
  gpointer found = NULL;
  g_autofree char *quoted = geng_text_quote (id);

  if (station == NULL)
    ;
  else if (type == GENG_TYPE_MEMBER)
    found = geng_station_lookup_member (station, id);
  else if (type == GENG_TYPE_SHIFT)
    found = geng_station_lookup_shift (station, id);
  else if (type == GENG_TYPE_POST)
    found = geng_station_lookup_post (station, id);
  else if (type == GENG_TYPE_WINDOW)
    found = geng_station_lookup_window (station, id);
  else if (type == GENG_TYPE_ORGANISATION)
    found = geng_station_lookup_organisation (station, id);
  else if (type == GENG_TYPE_TEAM)
    found = geng_station_lookup_team (station, id);
  else if (type == GENG_TYPE_CONTRACT)
    found = geng_station_lookup_contract (station, id);
  else if (type == GENG_TYPE_PIECE)
    found = geng_station_lookup_piece (station, id);
  else if (type == GENG_TYPE_ITEM)
    found = geng_station_lookup_item (station, id);
  if (found == NULL)
    g_set_error (source->error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("%s.%s: there is no %s"),
                 source->where, pspec->name, quoted);
  return found;
}

static gboolean
read_texts (const Source *source, const GParamSpec *pspec, GVariant *written, GValue *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < g_variant_n_children (written); i++)
    {
      g_autoptr (GVariant) text = geng_written_nth (written, i);

      if (!g_variant_is_of_type (text, G_VARIANT_TYPE_STRING))
        return bad (source, pspec, _ ("texts in quotes should be here"));
      g_strv_builder_add (builder, g_variant_get_string (text, NULL));
    }
  g_value_take_boxed (value, g_strv_builder_end (builder));
  return TRUE;
}

static GengRoleLimit *
read_limit (const Source *source, GVariant *written)
{
  static const char *const names[] = { "role", "min", "max", "weight", NULL };
  g_autofree char *role = NULL;
  gint64 min, max, weight;

  if (!geng_written_check_names (written, names, source->where, source->error)
      || !geng_written_get_text (written, "role", &role, source->error)
      || !geng_written_get_number (written, "min", &min, source->error)
      || !geng_written_get_number (written, "max", &max, source->error)
      || !geng_written_get_number (written, "weight", &weight, source->error))
    return NULL;
  if (g_variant_n_children (written) == 0 || role == NULL)
    {
      refuse (source->error, source->where, "role", _ ("a text in quotes should be here"));
      return NULL;
    }
  if (!g_variant_lookup (written, "max", "x", NULL))
    max = G_MAXINT;
  return geng_role_limit_new (role, (int) CLAMP (min, G_MININT, G_MAXINT),
                              (int) CLAMP (max, G_MININT, G_MAXINT),
                              (int) CLAMP (weight, G_MININT, G_MAXINT));
}

static gboolean
read_array (const Source *source, const GParamSpec *pspec, GVariant *written, GValue *value)
{
  gboolean limits = g_str_equal (pspec->name, "role-limits");
  g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func (
      limits ? (GDestroyNotify) geng_role_limit_free : g_object_unref);

  for (gsize i = 0; i < g_variant_n_children (written); i++)
    {
      g_autoptr (GVariant) child = geng_written_nth (written, i);
      gpointer element;

      if (limits)
        element = read_limit (source, child);
      else if (!g_variant_is_of_type (child, G_VARIANT_TYPE_STRING))
        return bad (source, pspec, _ ("ids in quotes should be here"));
      else
        {
          element = find (source, pspec, GENG_TYPE_ITEM, g_variant_get_string (child, NULL));
          if (element != NULL)
            g_object_ref (element);
        }
      if (element == NULL)
        return FALSE;
      g_ptr_array_add (array, element);
    }
  g_value_set_boxed (value, array);
  return TRUE;
}

static gboolean
read_boxed (const Source *source, const GParamSpec *pspec, GVariant *written, GValue *value)
{
  gboolean text = g_variant_is_of_type (written, G_VARIANT_TYPE_STRING);
  gboolean array = g_variant_is_of_type (written, G_VARIANT_TYPE ("av"));
  GDate date;

  if (pspec->value_type == G_TYPE_STRV)
    return array ? read_texts (source, pspec, written, value)
                 : bad (source, pspec, _ ("an array […] should be here"));
  if (pspec->value_type == G_TYPE_PTR_ARRAY)
    return array ? read_array (source, pspec, written, value)
                 : bad (source, pspec, _ ("an array […] should be here"));
  if (pspec->value_type == GENG_TYPE_DAYS && text)
    {
      GengDays *days = geng_days_parse (g_variant_get_string (written, NULL), source->error);

      g_value_take_boxed (value, days);
      if (days == NULL)
        g_prefix_error (source->error, "%s.%s: ", source->where, pspec->name);
      return days != NULL;
    }
  if (pspec->value_type == G_TYPE_DATE && text
      && geng_date_parse (g_variant_get_string (written, NULL), &date))
    {
      g_value_set_boxed (value, &date);
      return TRUE;
    }
  return bad (source, pspec, _ ("a date like \"2027-01-04\" should be here"));
}

static gboolean
read_number (const Source *source, GParamSpec *pspec, GVariant *written, GValue *value)
{
  gint64 number;

  if (!g_variant_is_of_type (written, G_VARIANT_TYPE_INT64))
    return bad (source, pspec, _ ("a whole number should be here"));
  number = g_variant_get_int64 (written);
  if (G_VALUE_HOLDS_INT64 (value))
    {
      g_value_set_int64 (value, number);
      return TRUE;
    }
  if (G_VALUE_HOLDS_INT (value))
    g_value_set_int (value, (int) CLAMP (number, G_MININT, G_MAXINT));
  else
    g_value_set_uint (value, (guint) CLAMP (number, 0, (gint64) G_MAXUINT));
  if ((G_VALUE_HOLDS_INT (value) && g_value_get_int (value) != number)
      || (G_VALUE_HOLDS_UINT (value) && g_value_get_uint (value) != number)
      || g_param_value_validate (pspec, value))
    return bad (source, pspec, _ ("the number is out of range"));
  return TRUE;
}

static gboolean
read_enum (const Source *source, const GParamSpec *pspec, GVariant *written, GValue *value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (pspec->value_type);
  GEnumValue *found = g_variant_is_of_type (written, G_VARIANT_TYPE_STRING)
                          ? g_enum_get_value_by_nick (klass, g_variant_get_string (written, NULL))
                          : NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *what = NULL;

  if (found != NULL)
    {
      g_value_set_enum (value, found->value);
      return TRUE;
    }
  for (guint i = 0; i < klass->n_values; i++)
    g_string_append_printf (names, "%s\"%s\"", i > 0 ? ", " : "", klass->values[i].value_nick);
  what = g_strdup_printf (_ ("one of these should be here: %s"), names->str);
  return bad (source, pspec, what);
}

static gboolean
read_value (const Source *source, GParamSpec *pspec, GVariant *written, GValue *value)
{
  gboolean text = g_variant_is_of_type (written, G_VARIANT_TYPE_STRING);
  gpointer found;

  g_value_init (value, pspec->value_type);
  switch (G_TYPE_FUNDAMENTAL (pspec->value_type))
    {
    case G_TYPE_STRING:
      if (!text)
        return bad (source, pspec, _ ("a text in quotes should be here"));
      g_value_set_string (value, g_variant_get_string (written, NULL));
      return TRUE;
    case G_TYPE_BOOLEAN:
      if (!g_variant_is_of_type (written, G_VARIANT_TYPE_BOOLEAN))
        return bad (source, pspec, _ ("true or false should be here"));
      g_value_set_boolean (value, g_variant_get_boolean (written));
      return TRUE;
    case G_TYPE_ENUM:
      return read_enum (source, pspec, written, value);
    case G_TYPE_BOXED:
      return read_boxed (source, pspec, written, value);
    case G_TYPE_OBJECT:
      if (!text)
        return bad (source, pspec, _ ("an id in quotes should be here"));
      found = find (source, pspec, pspec->value_type, g_variant_get_string (written, NULL));
      g_value_set_object (value, found);
      return found != NULL;
    default:
      return read_number (source, pspec, written, value);
    }
}

gboolean
geng_written_read_value (GObject *thing,
                         GParamSpec *pspec,
                         GVariant *written,
                         GengStation *station,
                         GValue *value,
                         GError **error)
{
  Source source = { station, G_OBJECT_TYPE_NAME (thing), error };

  if (written != NULL)
    return read_value (&source, pspec, written, value);
  g_value_init (value, pspec->value_type);
  g_param_value_set_default (pspec, value);
  return TRUE;
}

/* -- reading: a thing -- */

/* The rules of a contract or a member, after it is made. */
static gboolean
read_list (const Source *source, GObject *thing, const GParamSpec *pspec, GVariant *written)
{
  g_autoptr (GObject) list = NULL;

  if (!g_variant_is_of_type (written, G_VARIANT_TYPE ("av")))
    return bad (source, pspec, _ ("an array […] should be here"));
  g_object_get (thing, pspec->name, &list, NULL);
  for (gsize i = 0; i < g_variant_n_children (written); i++)
    {
      g_autoptr (GVariant) child = geng_written_nth (written, i);
      g_autofree char *where = g_strdup_printf ("%s.%s[%u]", source->where, pspec->name, (guint) i);
      GType type = g_list_model_get_item_type (G_LIST_MODEL (list));
      g_autoptr (GObject) item = NULL;

      if (g_type_is_a (type, GENG_TYPE_ENTITY))
        {
          if (!g_variant_is_of_type (child, G_VARIANT_TYPE_STRING))
            return bad (source, pspec, _ ("ids in quotes should be here"));
          item = find (source, pspec, type, g_variant_get_string (child, NULL));
          if (item != NULL)
            g_object_ref (item);
        }
      else
        item = geng_written_read_thing (type, child, source->station, NULL, where, source->error);
      if (item == NULL)
        return FALSE;
      geng_list_append (GENG_LIST (list), item);
    }
  return TRUE;
}

/* The properties in the order of the class: TRUE in list for what is a list. */
static gboolean
read_values (const Source *source,
             GObjectClass *klass,
             GVariant *written,
             const char **names,
             GValue *values,
             guint *n)
{
  GVariantIter iter;
  const char *name;
  GVariant *child;
  gboolean fine = TRUE;

  g_variant_iter_init (&iter, written);
  while (fine && g_variant_iter_next (&iter, "{&sv}", &name, &child))
    {
      GParamSpec *pspec = g_object_class_find_property (klass, name);

      if (pspec != NULL && (pspec->flags & G_PARAM_READWRITE) == G_PARAM_READWRITE)
        {
          names[*n] = pspec->name;
          fine = read_value (source, pspec, child, &values[*n]);
          (*n)++;
        }
      g_variant_unref (child);
    }
  return fine;
}

static gboolean
read_lists (const Source *source, GObject *thing, GVariant *written)
{
  GVariantIter iter;
  const char *name;
  GVariant *child;
  gboolean fine = TRUE;

  g_variant_iter_init (&iter, written);
  while (fine && g_variant_iter_next (&iter, "{&sv}", &name, &child))
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (thing), name);

      if (pspec != NULL && g_type_is_a (pspec->value_type, G_TYPE_LIST_MODEL))
        fine = read_list (source, thing, pspec, child);
      g_variant_unref (child);
    }
  return fine;
}

static char **
list_names (GObjectClass *klass, const char *const *more)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (klass, &n);

  for (guint i = 0; i < n; i++)
    if (is_written (pspecs[i]))
      g_strv_builder_add (builder, pspecs[i]->name);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_strv_builder_add (builder, more[i]);
  return g_strv_builder_end (builder);
}

GObject *
geng_written_read_thing (GType type,
                         GVariant *value,
                         GengStation *station,
                         const char *const *more,
                         const char *where,
                         GError **error)
{
  Source source = { station, where, error };
  g_autoptr (GTypeClass) held = g_type_class_ref (type);
  GObjectClass *klass = G_OBJECT_CLASS (held);
  g_auto (GStrv) known = list_names (klass, more);
  g_autofree const char **names = NULL;
  g_autofree GValue *values = NULL;
  g_autoptr (GObject) thing = NULL;
  guint n = 0;
  gboolean fine;

  if (!geng_written_check_names (value, (const char *const *) known, where, error))
    return NULL;
  names = g_new0 (const char *, g_variant_n_children (value) + 1);
  values = g_new0 (GValue, g_variant_n_children (value) + 1);
  fine = read_values (&source, klass, value, names, values, &n);
  if (fine)
    thing = g_object_new_with_properties (type, n, names, values);
  for (guint i = 0; i < n; i++)
    if (G_IS_VALUE (&values[i]))
      g_value_unset (&values[i]);
  return fine && read_lists (&source, thing, value) ? g_steal_pointer (&thing) : NULL;
}
