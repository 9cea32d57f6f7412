/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-thing.h"

#include "geng-list-private.h"

#define SETTABLE G_PARAM_READWRITE

/* What of a class's properties is asked for again and again. */
typedef struct
{
  GPtrArray *values; /* GParamSpec: what can be read and set */
  GPtrArray *lists;  /* GParamSpec: what holds a list */
} Known;

static Known *
known_new (GObjectClass *klass)
{
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (klass, &n);
  Known *self = g_new0 (Known, 1);

  self->values = g_ptr_array_new ();
  self->lists = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      if ((pspecs[i]->flags & SETTABLE) == SETTABLE)
        g_ptr_array_add (self->values, pspecs[i]);
      if (g_type_is_a (pspecs[i]->value_type, G_TYPE_LIST_MODEL))
        g_ptr_array_add (self->lists, pspecs[i]);
    }
  return self;
}

/* GObject sorts a class's properties whenever they are listed, and rosters have thousands of
 * duties: each class is asked once.  None of ours is ever unloaded, and what is known of one never
 * changes. */
static const Known *
know (GObjectClass *klass)
{
  static GMutex mutex;
  static GHashTable *known; /* class → Known */
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  Known *of_class;

  if (known == NULL)
    known = g_hash_table_new (NULL, NULL);
  of_class = g_hash_table_lookup (known, klass);
  if (of_class == NULL)
    {
      of_class = known_new (klass);
      g_hash_table_insert (known, klass, of_class);
    }
  return of_class;
}

GParamSpec **
geng_thing_list_values (GObjectClass *klass, guint *n)
{
  const GPtrArray *values = know (klass)->values;

  *n = values->len;
  return g_memdup2 (values->pdata, values->len * sizeof (GParamSpec *));
}

gboolean
geng_thing_is_variable (const GParamSpec *pspec)
{
  return !(pspec->flags & G_PARAM_CONSTRUCT_ONLY);
}

/* FALSE for what the copy does not get. */
static gboolean
map_value (const GParamSpec *pspec, GValue *value, GHashTable *map)
{
  GObject *held;

  if (!G_IS_PARAM_SPEC_OBJECT (pspec))
    return TRUE;
  held = g_value_get_object (value);
  if (held == NULL)
    return TRUE;
  held = g_hash_table_lookup (map, held);
  g_value_set_object (value, held);
  return held != NULL;
}

static void
copy_lists (GObject *thing, GObject *copy, GHashTable *map)
{
  const GPtrArray *lists = know (G_OBJECT_GET_CLASS (thing))->lists;

  for (guint i = 0; i < lists->len; i++)
    {
      const GParamSpec *pspec = lists->pdata[i];
      g_autoptr (GObject) from = NULL;
      g_autoptr (GObject) to = NULL;

      g_object_get (thing, pspec->name, &from, NULL);
      g_object_get (copy, pspec->name, &to, NULL);
      for (guint j = 0; GENG_IS_LIST (from) && j < geng_list_size (GENG_LIST (from)); j++)
        {
          GObject *item = geng_list_peek (GENG_LIST (from), j);
          GObject *twin = g_hash_table_lookup (map, item);
          g_autoptr (GObject) made
              = twin != NULL ? g_object_ref (twin) : geng_thing_copy (item, map);

          geng_list_append (GENG_LIST (to), made);
        }
    }
}

GObject *
geng_thing_copy (GObject *thing, GHashTable *map)
{
  return geng_thing_copy_as (thing, NULL, map);
}

GObject *
geng_thing_copy_as (GObject *thing, const char *id, GHashTable *map)
{
  guint n, n_taken = 0;
  g_autofree GParamSpec **pspecs = geng_thing_list_values (G_OBJECT_GET_CLASS (thing), &n);
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree GValue *values = g_new0 (GValue, n + 1);
  GObject *copy;

  for (guint i = 0; i < n; i++)
    {
      g_object_get_property (thing, pspecs[i]->name, &values[n_taken]);
      names[n_taken] = pspecs[i]->name;
      if (id != NULL && g_str_equal (pspecs[i]->name, "id"))
        g_value_set_string (&values[n_taken], id);
      if (map_value (pspecs[i], &values[n_taken], map))
        n_taken++;
      else
        g_value_unset (&values[n_taken]);
    }
  copy = g_object_new_with_properties (G_OBJECT_TYPE (thing), n_taken, names, values);
  for (guint i = 0; i < n_taken; i++)
    {
      /* A constructor puts an end that is not after the start a day later; an editor need not. */
      if (G_VALUE_HOLDS_INT (&values[i])
          && geng_thing_is_variable (
              g_object_class_find_property (G_OBJECT_GET_CLASS (copy), names[i])))
        g_object_set_property (copy, names[i], &values[i]);
      g_value_unset (&values[i]);
    }
  copy_lists (thing, copy, map);
  return copy;
}

void
geng_thing_copy_values (GObject *from, GObject *to)
{
  guint n;
  g_autofree GParamSpec **pspecs = geng_thing_list_values (G_OBJECT_GET_CLASS (from), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if (!geng_thing_is_variable (pspecs[i]))
        continue;
      g_object_get_property (from, pspecs[i]->name, &value);
      g_object_set_property (to, pspecs[i]->name, &value);
    }
}
