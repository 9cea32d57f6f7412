/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "store-fixture.h"

#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

/* In memory where there is such a place: thousands of folders come and go. */
char *
fixture_new_folder (void)
{
  g_autofree char *memory = g_strdup ("/dev/shm/geng-store-XXXXXX");
  g_autoptr (GError) error = NULL;
  char *folder;

  if (g_mkdtemp (memory) != NULL)
    return g_steal_pointer (&memory);
  folder = g_dir_make_tmp ("geng-store-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir
      = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
fixture_remove_folder (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}

/* The files of one folder over those of another. */
void
fixture_copy (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  ck_assert_msg (dir != NULL, "%s", from);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *text = NULL;
      gsize size;

      if (g_file_get_contents (source, &text, &size, NULL))
        ck_assert (g_file_set_contents (target, text, size, NULL));
    }
}

void
fixture_write (const char *folder, const char *file, const char *text)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0755);
  ck_assert (g_file_set_contents (path, text, -1, NULL));
}

/* (nullable): NULL where there is no file. */
char *
fixture_read (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static char *
days_text (gconstpointer days)
{
  return days != NULL ? geng_days_to_string (days) : g_strdup ("");
}

static gboolean
same_limits (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const GengRoleLimit *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      if (!g_str_equal (x->role, y->role) || x->min != y->min || x->max != y->max
          || x->weight != y->weight)
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_boxed (const GValue *a, const GValue *b)
{
  gpointer x = g_value_get_boxed (a), y = g_value_get_boxed (b);

  if (x == NULL || y == NULL)
    return x == y;
  if (G_VALUE_HOLDS (a, G_TYPE_DATE))
    return g_date_compare (x, y) == 0;
  if (G_VALUE_HOLDS (a, G_TYPE_STRV))
    return g_strv_equal (x, y);
  if (G_VALUE_HOLDS (a, GENG_TYPE_DAYS))
    {
      g_autofree char *left = days_text (x);
      g_autofree char *right = days_text (y);

      return g_str_equal (left, right);
    }
  if (G_VALUE_HOLDS (a, G_TYPE_PTR_ARRAY))
    return same_limits (x, y);
  return G_VALUE_HOLDS (a, G_TYPE_TIME_ZONE);
}

static gboolean
same_list (GListModel *a, GListModel *b, const char *what)
{
  guint n = g_list_model_get_n_items (a);

  if (n != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) x = g_list_model_get_item (a, i);
      g_autoptr (GObject) y = g_list_model_get_item (b, i);

      if (!fixture_same (x, y, what))
        return FALSE;
    }
  return TRUE;
}

/* Objects that have an id are named, not owned: comparing the ids is enough. */
static gboolean
same_object (gpointer a, gpointer b, const char *what)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (G_IS_LIST_MODEL (a))
    return same_list (a, b, what);
  return GENG_IS_ENTITY (a) && g_str_equal (geng_entity_get_id (a), geng_entity_get_id (b));
}

static gboolean
same_value (GParamSpec *pspec, const GValue *a, const GValue *b, const char *what)
{
  if (G_VALUE_HOLDS_OBJECT (a) || G_VALUE_HOLDS (a, G_TYPE_INTERFACE))
    return same_object (g_value_get_object (a), g_value_get_object (b), what);
  if (G_VALUE_HOLDS_BOXED (a))
    return same_boxed (a, b);
  return g_param_values_cmp (pspec, a, b) == 0;
}

typedef GListModel *(*GetList) (GengStation *station);

/* The lists are no properties. */
static gboolean
same_lists (GObject *a, GObject *b, const char *what)
{
  static const GetList lists[] = {
    geng_station_get_organisations, geng_station_get_roles,   geng_station_get_contracts,
    geng_station_get_teams,         geng_station_get_members, geng_station_get_windows,
    geng_station_get_shifts,        geng_station_get_posts,   geng_station_get_demands,
    geng_station_get_pieces,        geng_station_get_items,   geng_station_get_requests,
    geng_station_get_holidays,      geng_station_get_rules,
  };

  if (GENG_IS_CONTRACT (a))
    return same_list (geng_contract_get_rules (GENG_CONTRACT (a)),
                      geng_contract_get_rules (GENG_CONTRACT (b)), what);
  if (GENG_IS_MEMBER (a))
    return same_list (geng_member_get_rules (GENG_MEMBER (a)),
                      geng_member_get_rules (GENG_MEMBER (b)), what);
  for (guint i = 0; GENG_IS_STATION (a) && i < G_N_ELEMENTS (lists); i++)
    if (!same_list (lists[i](GENG_STATION (a)), lists[i](GENG_STATION (b)), what))
      return FALSE;
  return TRUE;
}

/*
 * Compares every property that the types have, so that a property that the files forget shows.  A
 * rule's place is where it stands in a file: that may differ.
 */
gboolean
fixture_same (GObject *a, GObject *b, const char *what)
{
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (a), &n);
  gboolean same = G_OBJECT_TYPE (a) == G_OBJECT_TYPE (b);

  for (guint i = 0; i < n && same; i++)
    {
      g_auto (GValue) x = G_VALUE_INIT;
      g_auto (GValue) y = G_VALUE_INIT;

      if (g_str_equal (specs[i]->name, "place") || g_str_equal (specs[i]->name, "generation"))
        continue;
      g_object_get_property (a, specs[i]->name, &x);
      g_object_get_property (b, specs[i]->name, &y);
      same = same_value (specs[i], &x, &y, what);
      if (!same)
        {
          g_autofree char *left = g_strdup_value_contents (&x);
          g_autofree char *right = g_strdup_value_contents (&y);

          g_printerr ("%s: %s:%s differs: %s, %s\n", what, G_OBJECT_TYPE_NAME (a), specs[i]->name,
                      left, right);
        }
    }
  return same && same_lists (a, b, what);
}
