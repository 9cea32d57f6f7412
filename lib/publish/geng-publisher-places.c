/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-publisher-private.h"

#include "geng-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/*
 * Where a publication goes.  What the captain wrote in station.ini wins; else it goes where it went
 * before, which the manifest remembers, so that no phone is left behind at a folder that nobody
 * writes any more.
 */
#define FEEDS "feeds"

static char *
station_path (GengStore *store)
{
  return g_canonicalize_filename (geng_store_get_path (store), NULL);
}

void
geng_publisher_turn_to (GengPublisher *self, const char *place)
{
  g_autofree char *station = station_path (self->store);
  g_free (self->folder);
  g_free (self->folder_key);
  self->folder = g_canonicalize_filename (place, station);
  self->folder_key = g_strdup (place);
}

/* A folder inside the station is known by its path there, so that the station may move. */
static char *
place_of (GengPublisher *self, const char *folder)
{
  g_autofree char *station = station_path (self->store);
  g_autofree char *path = g_canonicalize_filename (folder, station);
  gsize length = strlen (station);
  if (g_str_has_prefix (path, station) && path[length] == '/')
    return g_strdup (path + length + 1);
  return g_steal_pointer (&path);
}

static void
list_known (GengPublisher *self, GengFeedManifest *manifest)
{
  g_auto (GStrv) remembered = geng_feed_manifest_list_folders (manifest);
  const char *captains = geng_station_get_feed_folder (self->station);
  if (captains != NULL)
    g_ptr_array_add (self->places, place_of (self, captains));
  for (guint i = 0; captains == NULL && remembered[i] != NULL; i++)
    g_ptr_array_add (self->places, g_strdup (remembered[i]));
}

static gboolean
has_place (GPtrArray *places, const char *place)
{
  return g_ptr_array_find_with_equal_func (places, place, g_str_equal, NULL);
}

gboolean
geng_publisher_choose_places (GengPublisher *self,
                              GengFeedManifest *manifest,
                              const char *folder,
                              GError **error)
{
  g_autofree char *url = geng_feed_manifest_get_url (manifest);
  g_autofree char *wanted = folder == NULL ? NULL : place_of (self, folder);
  g_ptr_array_set_size (self->places, 0);
  list_known (self, manifest);
  if (self->places->len == 0)
    g_ptr_array_add (self->places, wanted == NULL ? g_strdup (FEEDS) : g_strdup (wanted));
  if (wanted != NULL && !has_place (self->places, wanted))
    {
      if (!self->also)
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
                       _ ("publish: the calendars are served from “%s”, where phones read them; "
                          "“%s” can be added to it, not put in its place"),
                       (const char *) g_ptr_array_index (self->places, 0), folder);
          return FALSE;
        }
      g_ptr_array_add (self->places, g_steal_pointer (&wanted));
    }
  return url == NULL || self->base_url != NULL || geng_publisher_set_base_url (self, url, error);
}

static gboolean
may_be_written (const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  return access (folder, W_OK | X_OK) == 0
         || (errno == ENOENT && access (parent, W_OK | X_OK) == 0);
}

static gboolean
holds_any (const char *folder, char **names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/* Whether a folder could be written and holds nothing of what was published there.  Nothing on the
 * disk tells one that was emptied from the place where another disk should be mounted: somebody
 * must say which it is. */
static gboolean
looks_emptied (GengFeedManifest *manifest, const char *place)
{
  g_auto (GStrv) names = geng_feed_manifest_list (manifest, place);
  return g_path_is_absolute (place) && names[0] != NULL && may_be_written (place)
         && !holds_any (place, names);
}

gboolean
geng_publisher_can_reach (GengPublisher *self, GengFeedManifest *manifest)
{
  g_auto (GStrv) names = geng_feed_manifest_list (manifest, self->folder_key);
  if (!g_path_is_absolute (self->folder_key) || names[0] == NULL)
    return TRUE;
  if (looks_emptied (manifest, self->folder_key))
    return self->emptied;
  return access (self->folder, W_OK | X_OK) == 0;
}

/* What a crash left undone in a folder that is gone with all that was in it is done by writing it
 * anew. */
gboolean
geng_publisher_forget_interrupted (GengPublisher *self, GError **error)
{
  for (guint i = 0; self->emptied && i < self->places->len; i++)
    {
      const char *place = g_ptr_array_index (self->places, i);
      if (!has_place (self->due, place) && !geng_store_forget_due (self->store, place, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * geng_publisher_set_emptied:
 * @self: a publisher
 * @emptied: whether a folder that holds nothing of what was published there was emptied
 *
 * Says that such a folder is to be written anew.  By default it stays due, since a disk that is not
 * mounted leaves a folder that looks the same: see geng_publisher_list_emptied().
 */
void
geng_publisher_set_emptied (GengPublisher *self, gboolean emptied)
{
  g_return_if_fail (GENG_IS_PUBLISHER (self));
  self->emptied = emptied;
}

/**
 * geng_publisher_set_also:
 * @self: a publisher
 * @also: whether a folder may be added to those from which phones read
 *
 * Allows geng_publisher_prepare() to add its folder.  From then on each publication goes to all.
 */
void
geng_publisher_set_also (GengPublisher *self, gboolean also)
{
  g_return_if_fail (GENG_IS_PUBLISHER (self));
  self->also = also;
}

static char **
list_paths (GengStore *store, char **places)
{
  g_autofree char *station = station_path (store);
  GPtrArray *paths = g_ptr_array_new ();
  for (guint i = 0; places[i] != NULL; i++)
    g_ptr_array_add (paths, g_canonicalize_filename (places[i], station));
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_free (paths, FALSE);
}

/**
 * geng_publisher_list_folders:
 * @store: a station's folder
 *
 * Returns: (transfer full) (array zero-terminated=1) (type filename): the folders to which its
 * calendars were published so far
 */
char **
geng_publisher_list_folders (GengStore *store)
{
  g_return_val_if_fail (GENG_IS_STORE (store), NULL);
  g_autoptr (GengFeedManifest) manifest = geng_publisher_load_manifest (store, NULL);
  g_auto (GStrv) places
      = manifest == NULL ? g_new0 (char *, 1) : geng_feed_manifest_list_folders (manifest);
  return list_paths (store, places);
}

/**
 * geng_publisher_list_due:
 * @store: a station's folder
 *
 * Returns: (transfer full) (array zero-terminated=1) (type filename): the folders that could not be
 * reached when calendars were published, or when an interrupted publication was completed, so that
 * phones there still read old ones; also one that lost all that was published to it
 */
char **
geng_publisher_list_due (GengStore *store)
{
  g_return_val_if_fail (GENG_IS_STORE (store), NULL);
  g_autoptr (GengFeedManifest) manifest = geng_publisher_load_manifest (store, NULL);
  g_auto (GStrv) places
      = manifest == NULL ? g_new0 (char *, 1) : geng_feed_manifest_list_due (manifest);
  g_auto (GStrv) published = list_paths (store, places);
  GPtrArray *due = g_ptr_array_new ();
  for (guint i = 0; published[i] != NULL; i++)
    g_ptr_array_add (due, g_steal_pointer (&published[i]));
  geng_store_list_due (store, due);
  g_ptr_array_add (due, NULL);
  return (char **) g_ptr_array_free (due, FALSE);
}

/**
 * geng_publisher_list_emptied:
 * @store: a station's folder
 *
 * Such a folder was emptied or removed, or the disk that should be mounted there is not; only
 * somebody who knows can tell, and says so by geng_publisher_set_emptied().
 *
 * Returns: (transfer full) (array zero-terminated=1) (type filename): the folders that could be
 * written and hold nothing of what was published to them
 */
char **
geng_publisher_list_emptied (GengStore *store)
{
  g_return_val_if_fail (GENG_IS_STORE (store), NULL);
  g_autoptr (GengFeedManifest) manifest = geng_publisher_load_manifest (store, NULL);
  g_auto (GStrv) places
      = manifest == NULL ? g_new0 (char *, 1) : geng_feed_manifest_list_folders (manifest);
  GPtrArray *emptied = g_ptr_array_new ();
  for (guint i = 0; places[i] != NULL; i++)
    if (looks_emptied (manifest, places[i]))
      g_ptr_array_add (emptied, g_strdup (places[i]));
  g_ptr_array_add (emptied, NULL);
  return (char **) g_ptr_array_free (emptied, FALSE);
}

/**
 * geng_publisher_dup_page_of:
 * @store: a station's folder
 * @scope: kind of a feed
 * @id: id of its member, team, post or station
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file name of the page beside that calendar.
 *   Fails with %GENG_ERROR_UNKNOWN when it was never published
 */
char *
geng_publisher_dup_page_of (GengStore *store, GengFeedScope scope, const char *id, GError **error)
{
  static const char *const scopes[] = { "member", "team", "post", "station" };
  g_return_val_if_fail (GENG_IS_STORE (store) && id != NULL, NULL);
  g_return_val_if_fail ((guint) scope < G_N_ELEMENTS (scopes), NULL);
  g_autoptr (GengFeedKeys) keys = geng_publisher_load_keys (store, error);
  g_autofree char *feed = g_strconcat (scopes[scope], "/", id, NULL);
  if (keys == NULL)
    return NULL;
  if (geng_feed_keys_has_token (keys, feed))
    return g_strconcat (geng_feed_keys_get_token (keys, feed), ".html", NULL);
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
               _ ("publish: no calendar of %s “%s” is published yet"), scopes[scope], id);
  return NULL;
}
