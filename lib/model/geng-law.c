/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-field.h"
#include "geng-gettext.h"
#include "geng-station-private.h"

#include <gio/gio.h>
#include <string.h>

/**
 * GengLaw:
 *
 * An article of a law on hours of work, as data: its name, its own words, its source, whom it binds
 * by the way their hours are counted (工时制度), and what it demands of a roster or a contract.
 *
 * A demand is `KIND = TEXT`: a rule like those of a contract (`limit = hours per week ..24`), soft
 * where what is beyond it is overtime; or `pay = overtime 150; statutory 300`, the least a class is
 * paid in percent of ordinary hours.  Laws say nothing to the planner; geng_roster_check_laws()
 * holds a roster against them, whatever the contract's own rules are.
 */

struct _GengLaw
{
  GengEntity parent_instance;

  char *text;
  char *source;
  char **schemes;
  char **demands;
};

G_DEFINE_FINAL_TYPE (GengLaw, geng_law, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_SOURCE,
  PROP_SCHEMES,
  PROP_DEMANDS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* From laws/, made by glib-compile-resources. */
GResource *geng_laws_get_resource (void);

#define CHINA "/org/geng/laws/china.ini"

static void
geng_law_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengLaw *self = GENG_LAW (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_SOURCE:
      g_value_set_string (value, self->source);
      break;
    case PROP_SCHEMES:
      g_value_set_boxed (value, self->schemes);
      break;
    case PROP_DEMANDS:
      g_value_set_boxed (value, self->demands);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_law_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengLaw *self = GENG_LAW (object);

  switch (id)
    {
    case PROP_TEXT:
      geng_law_set_text (self, g_value_get_string (value));
      break;
    case PROP_SOURCE:
      geng_law_set_source (self, g_value_get_string (value));
      break;
    case PROP_SCHEMES:
      geng_law_set_schemes (self, g_value_get_boxed (value));
      break;
    case PROP_DEMANDS:
      geng_law_set_demands (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_law_finalize (GObject *object)
{
  GengLaw *self = GENG_LAW (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->schemes, g_strfreev);
  g_clear_pointer (&self->demands, g_strfreev);
  G_OBJECT_CLASS (geng_law_parent_class)->finalize (object);
}

static void
geng_law_class_init (GengLawClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_law_get_property;
  object_class->set_property = geng_law_set_property;
  object_class->finalize = geng_law_finalize;

  /**
   * GengLaw:text:
   *
   * The article's own words.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengLaw:source:
   *
   * Where they are published.
   */
  properties[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengLaw:schemes:
   *
   * Whom it binds: nicks of #GengHoursScheme; `named` alone: only those whose contract, or who
   * themselves, name it; %NULL: everybody who is employed.
   */
  properties[PROP_SCHEMES]
      = g_param_spec_boxed ("schemes", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  /**
   * GengLaw:demands:
   *
   * What it demands, each as `KIND = TEXT`.
   */
  properties[PROP_DEMANDS]
      = g_param_spec_boxed ("demands", NULL, NULL, G_TYPE_STRV, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_law_init (GengLaw *self)
{
}

/**
 * geng_law_new:
 * @id: unique among the laws of a station: letters, digits, `-` and `_`
 * @name: (nullable): law and article; the id if none
 *
 * Returns: (transfer full): a new law that demands nothing
 */
GengLaw *
geng_law_new (const char *id, const char *name)
{
  return g_object_new (GENG_TYPE_LAW, "id", id, "name", name, NULL);
}

/**
 * geng_law_get_text:
 * @self: a #GengLaw
 *
 * Returns: (nullable): the article's own words
 */
const char *
geng_law_get_text (GengLaw *self)
{
  g_return_val_if_fail (GENG_IS_LAW (self), NULL);
  return self->text;
}

/**
 * geng_law_set_text:
 * @self: a #GengLaw
 * @text: (nullable): the article's own words
 *
 * Sets #GengLaw:text.
 */
void
geng_law_set_text (GengLaw *self, const char *text)
{
  g_return_if_fail (GENG_IS_LAW (self));
  if (geng_field_set_text (&self->text, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * geng_law_get_source:
 * @self: a #GengLaw
 *
 * Returns: (nullable): where its words are published
 */
const char *
geng_law_get_source (GengLaw *self)
{
  g_return_val_if_fail (GENG_IS_LAW (self), NULL);
  return self->source;
}

/**
 * geng_law_set_source:
 * @self: a #GengLaw
 * @source: (nullable): where its words are published
 *
 * Sets #GengLaw:source.
 */
void
geng_law_set_source (GengLaw *self, const char *source)
{
  g_return_if_fail (GENG_IS_LAW (self));
  if (geng_field_set_text (&self->source, source))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

/**
 * geng_law_get_schemes:
 * @self: a #GengLaw
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): nicks of #GengHoursScheme, or
 *   `named`; %NULL for everybody who is employed
 */
const char *const *
geng_law_get_schemes (GengLaw *self)
{
  g_return_val_if_fail (GENG_IS_LAW (self), NULL);
  return (const char *const *) self->schemes;
}

/**
 * geng_law_set_schemes:
 * @self: a #GengLaw
 * @schemes: (nullable) (array zero-terminated=1): nicks of #GengHoursScheme, or `named`
 *
 * Sets #GengLaw:schemes.
 */
void
geng_law_set_schemes (GengLaw *self, const char *const *schemes)
{
  g_return_if_fail (GENG_IS_LAW (self));
  if (geng_field_set_texts (&self->schemes, schemes))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCHEMES]);
}

/**
 * geng_law_is_for:
 * @self: a #GengLaw
 * @scheme: how a contract counts hours
 *
 * Returns: whether it binds such a contract without being named; volunteers
 *   (%GENG_HOURS_SCHEME_NONE) are bound by none
 */
gboolean
geng_law_is_for (GengLaw *self, GengHoursScheme scheme)
{
  g_autoptr (GEnumClass) schemes = NULL;
  const GEnumValue *value;

  g_return_val_if_fail (GENG_IS_LAW (self), FALSE);
  if (scheme == GENG_HOURS_SCHEME_NONE || self->schemes == NULL || self->schemes[0] == NULL)
    return scheme != GENG_HOURS_SCHEME_NONE;
  if (g_strv_contains ((const char *const *) self->schemes, "named"))
    return FALSE;
  schemes = g_type_class_ref (GENG_TYPE_HOURS_SCHEME);
  value = g_enum_get_value (schemes, (int) scheme);
  return value != NULL && g_strv_contains ((const char *const *) self->schemes, value->value_nick);
}

/**
 * geng_law_get_demands:
 * @self: a #GengLaw
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): what it demands, each as
 *   `KIND = TEXT`
 */
const char *const *
geng_law_get_demands (GengLaw *self)
{
  g_return_val_if_fail (GENG_IS_LAW (self), NULL);
  return (const char *const *) self->demands;
}

/**
 * geng_law_set_demands:
 * @self: a #GengLaw
 * @demands: (nullable) (array zero-terminated=1): what it demands, each as `KIND = TEXT`
 *
 * Sets #GengLaw:demands.
 */
void
geng_law_set_demands (GengLaw *self, const char *const *demands)
{
  g_return_if_fail (GENG_IS_LAW (self));
  if (geng_field_set_texts (&self->demands, demands))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEMANDS]);
}

/* -- shipped -- */

/* The keys that are no demand. */
static gboolean
is_about (const char *key)
{
  static const char *const keys[] = { "name", "text", "source", "schemes", NULL };

  return g_strv_contains (keys, key);
}

static GengLaw *
read_law (GKeyFile *file, const char *id)
{
  g_autofree char *name = g_key_file_get_string (file, id, "name", NULL);
  g_autofree char *text = g_key_file_get_string (file, id, "text", NULL);
  g_autofree char *source = g_key_file_get_string (file, id, "source", NULL);
  g_auto (GStrv) schemes = g_key_file_get_string_list (file, id, "schemes", NULL, NULL);
  g_auto (GStrv) keys = g_key_file_get_keys (file, id, NULL, NULL);
  g_autoptr (GStrvBuilder) demands = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  GengLaw *law = geng_law_new (id, name);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (file, id, keys[i], NULL);
      g_auto (GStrv) parts = NULL;

      if (is_about (keys[i]))
        continue;
      /* The classes of pay are one demand. */
      parts = g_strsplit (value, g_str_equal (keys[i], "pay") ? "\n" : ";", -1);
      for (guint k = 0; parts[k] != NULL; k++)
        {
          g_autofree char *demand = g_strdup_printf ("%s = %s", keys[i], g_strstrip (parts[k]));

          g_strv_builder_add (demands, demand);
        }
    }
  list = g_strv_builder_end (demands);
  geng_law_set_text (law, text);
  geng_law_set_source (law, source);
  geng_law_set_schemes (law, (const char *const *) schemes);
  geng_law_set_demands (law, (const char *const *) list);
  return law;
}

/**
 * geng_law_list_shipped:
 *
 * The articles of China's law on hours of work that the library knows, with their own words and
 * sources.
 *
 * Returns: (transfer container) (element-type GengLaw): new ones
 */
GPtrArray *
geng_law_list_shipped (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GBytes) bytes = g_resource_lookup_data (geng_laws_get_resource (), CHINA,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) ids = NULL;

  if (!g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, NULL))
    return list;
  ids = g_key_file_get_groups (file, NULL);
  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (list, read_law (file, ids[i]));
  return list;
}

/* -- of a station -- */

/**
 * geng_station_add_law:
 * @self: a #GengStation
 * @law: (transfer none): what to add
 * @error: return location for an error
 *
 * Adds a law of the station's own.  One with the id of a shipped law takes its place.  Fails with
 * %GENG_ERROR_DUPLICATE for an id that is taken.
 *
 * Returns: whether it was added
 */
gboolean
geng_station_add_law (GengStation *self, GengLaw *law, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (GENG_IS_LAW (law), FALSE);
  return geng_table_add (self->tables[GENG_TABLE_LAWS], law, _ ("law"), error);
}

/**
 * geng_station_get_laws:
 * @self: a #GengStation
 *
 * Returns: (transfer none): the station's own, in the order of adding; those of
 *   geng_law_list_shipped() hold as well
 */
GListModel *
geng_station_get_laws (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return G_LIST_MODEL (self->tables[GENG_TABLE_LAWS]);
}

/**
 * geng_station_dup_law:
 * @self: a #GengStation
 * @id: an id
 *
 * Returns: (transfer full) (nullable): the station's own law with this id, else the shipped one
 */
GengLaw *
geng_station_dup_law (GengStation *self, const char *id)
{
  GengLaw *own;
  g_autoptr (GPtrArray) shipped = NULL;

  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  own = geng_table_lookup (self->tables[GENG_TABLE_LAWS], id);
  if (own != NULL)
    return g_object_ref (own);
  shipped = geng_law_list_shipped ();
  for (guint i = 0; i < shipped->len; i++)
    if (g_str_equal (geng_entity_get_id (g_ptr_array_index (shipped, i)), id))
      return g_object_ref (g_ptr_array_index (shipped, i));
  return NULL;
}
