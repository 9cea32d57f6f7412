/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "publish-fixture.h"

#include "village.h"

#include <check.h>
#include <glib/gstdio.h>

char *folder, *station_folder, *elsewhere;
GengStation *station;

void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  for (const char *name = dir == NULL ? NULL : g_dir_read_name (dir); name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      remove_tree (inner);
    }
  g_remove (path);
}

void
set_up (void)
{
  g_autoptr (GError) error = NULL;
  /* In memory where there is such a place: hundreds of publications are undone here. */
  folder = g_strdup ("/dev/shm/geng-publish-XXXXXX");
  if (g_mkdtemp (folder) == NULL)
    {
      g_free (folder);
      folder = g_dir_make_tmp ("geng-publish-XXXXXX", &error);
    }
  ck_assert_ptr_nonnull (folder);
  station_folder = g_build_filename (folder, "station", NULL);
  elsewhere = g_build_filename (folder, "web", NULL);
  station = village_new ("Asia/Shanghai", "zh_CN");
  g_autoptr (GengStore) store = geng_store_create (station_folder, station, &error);
  ck_assert_msg (store != NULL, "%s", error == NULL ? "" : error->message);
}

void
tear_down (void)
{
  remove_tree (folder);
  g_clear_pointer (&folder, g_free);
  g_clear_pointer (&station_folder, g_free);
  g_clear_pointer (&elsewhere, g_free);
  g_clear_object (&station);
}

int last_day = 31;
guint days_revoked = 30;

GengRoster *
december (gboolean with)
{
  GengRoster *roster = village_roster (station, 2026, 12, 0);
  for (int day = 31; day > last_day; day--)
    for (int i = 1; i <= 6; i++)
      {
        g_autofree char *member = g_strdup_printf ("m%02d", i);
        village_assign (roster, member, day, NULL, NULL);
      }
  if (!with)
    village_assign (roster, "m01", 4, NULL, NULL);
  return roster;
}

GengPublisher *
prepare (gboolean with, const char *target, int hours)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) store = geng_store_open (station_folder, &error);
  g_autoptr (GengRoster) roster = december (with);
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
  g_autoptr (GDateTime) now = g_date_time_add_hours (start, hours);
  GengPublisher *publisher = geng_publisher_new (station);
  ck_assert_ptr_nonnull (store);
  ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
  geng_publisher_set_days_revoked (publisher, days_revoked);
  geng_publisher_prepare (publisher, store, target, now, &error);
  ck_assert_msg (error == NULL, "%s", error == NULL ? "" : error->message);
  return publisher;
}

void
commit (GengPublisher *publisher)
{
  g_autoptr (GError) error = NULL;
  geng_publisher_commit (publisher, &error);
  ck_assert_msg (error == NULL, "%s", error == NULL ? "" : error->message);
}

void
publish (gboolean with, const char *target, int hours)
{
  g_autoptr (GengPublisher) publisher = prepare (with, target, hours);
  commit (publisher);
}

/* Path below @root → content, without what is hidden. */
static void
read_tree (GHashTable *files, const char *root, const char *below)
{
  g_autofree char *path = g_build_filename (root, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  for (const char *name = dir == NULL ? NULL : g_dir_read_name (dir); name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *inner = g_build_filename (below, name, NULL);
      g_autofree char *whole = g_build_filename (root, inner, NULL);
      char *text;
      if (name[0] == '.')
        continue;
      if (g_file_test (whole, G_FILE_TEST_IS_DIR))
        read_tree (files, root, inner);
      else if (g_file_get_contents (whole, &text, NULL, NULL))
        g_hash_table_insert (files, g_steal_pointer (&inner), text);
    }
}

GHashTable *
tree (const char *root)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_tree (files, root, "");
  return files;
}

gboolean
trees_equal (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, text;
  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (g_strcmp0 (g_hash_table_lookup (b, name), text) != 0)
      return FALSE;
  return TRUE;
}

gboolean
try_to_publish (const char *target, GError **error)
{
  g_autoptr (GengStore) store = geng_store_open (station_folder, error);
  g_autoptr (GengRoster) roster = december (FALSE);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 25, 13, 0, 0);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GBytes) page = g_bytes_new_static ("<p>", 3);
  ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
  ck_assert (geng_publisher_add_page (publisher, "wall.html", page, NULL));
  return store != NULL && geng_publisher_prepare (publisher, store, target, now, error)
         && geng_publisher_commit (publisher, error);
}

void
assert_code (GError **error, int code)
{
  ck_assert_msg (g_error_matches (*error, GENG_ERROR, code), "%s",
                 *error == NULL ? "no error" : (*error)->message);
  g_clear_error (error);
}
