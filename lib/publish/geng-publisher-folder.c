/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-publisher-private.h"

#include "geng-date.h"
#include "geng-feed-page.h"
#include "geng-file.h"
#include "geng-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

/*
 * A publication to a folder.  Records, keys, manifest and feeds go into one change of the station's
 * folder and the served one: either all of them are new or none.
 */
#define KEYS "feed-keys.ini"
#define MANIFEST "feed-files.ini"
#define PAGES "pages"
#define MONTHS_AHEAD 24
#define ROBOTS "robots.txt"
#define MEMBER_PREFIX "member/" /* of the key of a member's event */

void
geng_publisher_close (GengPublisher *self)
{
  if (self->store != NULL && self->locked)
    geng_store_unlock (self->store);
  self->locked = FALSE;
  g_clear_object (&self->store);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->folder_key, g_free);
}

/* The text of a file of the station folder, "" when there is none. */
static char *
read_text (GengStore *store, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (geng_store_get_path (store), name, NULL);
  g_autoptr (GBytes) content = NULL;
  gsize length;
  const char *text;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup ("");
  content = geng_file_read (path, GENG_FILE_MAX, error);
  if (content == NULL)
    return NULL;
  text = g_bytes_get_data (content, &length);
  return length == 0 ? g_strdup ("") : g_strndup (text, length);
}

GengFeedManifest *
geng_publisher_load_manifest (GengStore *store, GError **error)
{
  g_autofree char *text = read_text (store, MANIFEST, error);
  return text == NULL ? NULL : geng_feed_manifest_parse (text, error);
}

/* New ones where there is no file; one that is empty has lost them, and every phone with them. */
GengFeedKeys *
geng_publisher_load_keys (GengStore *store, GError **error)
{
  g_autofree char *path = g_build_filename (geng_store_get_path (store), KEYS, NULL);
  g_autofree char *text = NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return geng_feed_keys_new ();
  text = read_text (store, KEYS, error);
  return text == NULL ? NULL : geng_feed_keys_parse (text, error);
}

static gboolean
load_keys (GengPublisher *self, GError **error)
{
  GengFeedKeys *keys = geng_publisher_load_keys (self->store, error);
  if (keys == NULL)
    return FALSE;
  g_clear_pointer (&self->publication.keys, geng_feed_keys_free);
  self->publication.keys = keys;
  return TRUE;
}

static char *
target_path (GengPublisher *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static gboolean
check_not_imported (GengRecord *record, const GDate *month, GError **error)
{
  if (!geng_record_get_imported (record))
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("%04d-%02d was taken from a file, as history alone; it is not published"),
               g_date_get_year (month), g_date_get_month (month));
  return FALSE;
}

/* The record of a month added by the caller, when the caller brought none.
 * lost: set for a month that was published and has no record any more */
static gboolean
load_record_of (GengPublisher *self,
                GengPublishedMonth *month,
                GengFeedManifest *manifest,
                gboolean *lost,
                GError **error)
{
  const GDate *first = geng_roster_get_first (month->roster);
  GDateYear year = g_date_get_year (first);
  GDateMonth number = g_date_get_month (first);
  g_autoptr (GengRoster) before = NULL;
  g_autoptr (GengRecord) record = NULL;
  if (month->given)
    return check_not_imported (month->record, first, error);
  if (!geng_store_has_record (self->store, year, number))
    {
      *lost = *lost || geng_feed_manifest_has_month (manifest, first);
      return TRUE;
    }
  before = geng_store_load_record (self->store, self->station, year, number, &record, error);
  if (before == NULL)
    return FALSE;
  if (!check_not_imported (record, first, error))
    return FALSE;
  g_set_object (&month->record, record);
  return TRUE;
}

/* The months on record that feeds show, and the one before them, whose crews hand over to the first
 * day shown. */
static gboolean
load_others (GengPublisher *self, GError **error)
{
  GengPublication own = geng_publisher_look_at_own (self);
  GDate date;
  geng_publication_first_day (&own, &date);
  g_date_set_day (&date, 1);
  g_date_subtract_months (&date, 1);
  for (guint i = 0; i < MONTHS_AHEAD + 3; i++, g_date_add_months (&date, 1))
    {
      GDateYear year = g_date_get_year (&date);
      GDateMonth month = g_date_get_month (&date);
      g_autoptr (GengRecord) record = NULL;
      g_autoptr (GengRoster) roster = NULL;
      if (!geng_store_goes_on (self->store, error))
        return FALSE;
      if (geng_publisher_has_month (self, &date)
          || !geng_store_has_record (self->store, year, month))
        continue;
      roster = geng_store_load_record (self->store, self->station, year, month, &record, error);
      if (roster == NULL)
        return FALSE;
      if (!geng_record_get_imported (record)
          && !geng_publisher_insert_month (self, roster, record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
recover_from_place (GengPublisher *self,
                    const GengPublication *own,
                    GengFeedManifest *manifest,
                    GHashTable *places,
                    GError **error)
{
  g_auto (GStrv) names = geng_feed_manifest_list (manifest, self->folder_key);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = target_path (self, names[i]);
      g_autoptr (GBytes) content = NULL;
      if (!g_str_has_suffix (names[i], ".ics") || !g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      content = geng_file_read (path, GENG_FILE_MAX, error);
      if (content == NULL)
        return FALSE;
      /* somebody else's, or of keys that are lost as well */
      if (!geng_publication_is_ours (own, content))
        continue;
      if (!geng_publication_recover (own, places, content, path, error))
        return FALSE;
    }
  return TRUE;
}

/* A record that is not there any more is rebuilt from the feeds that are. */
static gboolean
recover_lost (GengPublisher *self, GengFeedManifest *manifest, GError **error)
{
  GengPublication own = geng_publisher_look_at_own (self);
  g_autoptr (GHashTable) places = geng_publication_list_places (&own);
  for (guint i = 0; i < self->places->len; i++)
    {
      geng_publisher_turn_to (self, g_ptr_array_index (self->places, i));
      if (!recover_from_place (self, &own, manifest, places, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_months (GengPublisher *self, GengFeedManifest *manifest, GError **error)
{
  GPtrArray *months = self->months;
  gboolean lost = FALSE;
  for (guint i = 0; i < months->len; i++)
    if (!load_record_of (self, g_ptr_array_index (months, i), manifest, &lost, error))
      return FALSE;
  return load_others (self, error) && (!lost || recover_lost (self, manifest, error));
}

/* Whose own duty elsewhere phones show by this key, and no month says any more.
 * before: (nullable): what was official of the station itself
 * date: (out)
 * Returns: (transfer none) (nullable) */
static GengMember *
find_lent (GengPublisher *self, GengRoster *before, const char *key, GDate *date)
{
  const char *slash = strrchr (key, '/');
  g_autofree char *id = NULL;
  GengMember *member;
  if (!g_str_has_prefix (key, MEMBER_PREFIX) || slash < key + strlen (MEMBER_PREFIX)
      || !geng_date_parse (slash + 1, date))
    return NULL;
  id = g_strndup (key + strlen (MEMBER_PREFIX), (gsize) (slash - key) - strlen (MEMBER_PREFIX));
  member = geng_station_lookup_member (self->station, id);
  return member == NULL || geng_member_get_guest (member)
                 || (before != NULL && geng_roster_lookup (before, member, date) != NULL)
             ? NULL
             : member;
}

static gboolean
refuse_lost (GengMember *member, const GDate *date, const char *unread, GError **error)
{
  g_autofree char *day = geng_date_to_string (date);
  g_set_error (error, GENG_ERROR, GENG_ERROR_FAULTY,
               _ ("publish: phones show that %s serves at another station on %s, and that would be "
                  "lost, since one cannot be read: %s"),
               geng_entity_get_name (GENG_ENTITY (member)), day, unread);
  return FALSE;
}

/* FALSE with an error where somebody's duty at another station would vanish from his phone. */
static gboolean
keeps_lent (GengPublisher *self, GengPublishedMonth *month, const char *unread, GError **error)
{
  const GDate *first = geng_roster_get_first (month->roster);
  g_autoptr (GPtrArray) keys = geng_publication_list_keys (month);
  g_autoptr (GPtrArray) revisions = geng_record_list (month->record);
  g_autoptr (GengRoster) before
      = geng_store_has_record (self->store, g_date_get_year (first), g_date_get_month (first))
            ? geng_store_load_record (self->store, self->station, g_date_get_year (first),
                                      g_date_get_month (first), NULL, NULL)
            : NULL;
  for (guint i = 0; i < revisions->len; i++)
    {
      const GengRevision *revision = revisions->pdata[i];
      GengMember *member;
      GDate date;
      if (revision->gone || g_strv_contains ((const char *const *) keys->pdata, revision->key))
        continue;
      member = find_lent (self, before, revision->key, &date);
      if (member != NULL)
        return refuse_lost (member, &date, unread, error);
    }
  return TRUE;
}

/* What somebody serves at a station that cannot be read is not known, and is no reason to take it
 * from his phone. */
static gboolean
keeps_all_lent (GengPublisher *self, GError **error)
{
  g_autoptr (GPtrArray) unread = geng_store_list_unread (self->store);
  for (guint i = 0; unread->len > 0 && i < self->months->len; i++)
    if (!keeps_lent (self, self->months->pdata[i], unread->pdata[0], error))
      return FALSE;
  return TRUE;
}

/* Calendars show of other stations what is official there; whoever edits counts drafts, too, and
 * finds them as they were. */
static gboolean
render_official (GengPublisher *self, GDateTime *now, GError **error)
{
  const GengPublishedMonth *month = self->months->len > 0 ? self->months->pdata[0] : NULL;
  g_autoptr (GPtrArray) before = geng_station_list_elsewhere (self->station);
  gboolean told = month != NULL
                  && geng_store_tell_official (self->store, self->station,
                                               geng_roster_get_first (month->roster));
  gboolean rendered
      = (!told || keeps_all_lent (self, error)) && geng_publisher_render (self, now, error);
  if (told)
    geng_station_set_elsewhere (self->station, before);
  return rendered;
}

static gboolean
read_and_render (GengPublisher *self, const char *folder, GDateTime *now, GError **error)
{
  g_autoptr (GengFeedManifest) manifest = geng_publisher_load_manifest (self->store, error);
  return manifest != NULL && geng_publisher_choose_places (self, manifest, folder, error)
         && load_keys (self, error) && load_months (self, manifest, error)
         && geng_store_goes_on (self->store, error) && render_official (self, now, error);
}

/**
 * geng_publisher_prepare:
 * @self: a publisher
 * @store: the station's folder; it stays locked until geng_publisher_commit() or the end of @self,
 *   and after that if the caller had locked it; where this fails, it is as it was
 * @folder: (nullable) (type filename): an absolute path to publish to, or NULL for where it went
 * before: the folder that station.ini names, the remembered ones, or `feeds` in the station folder
 * @now: the instant of the publication
 * @error: return location
 *
 * Reads records and keys, adds the months on record that feeds show, and renders.  Nothing is
 * written yet.  Station and rosters are published as they are now: geng_publisher_commit() writes
 * these, also where they were edited meanwhile.
 *
 * Fails with %GENG_ERROR_INVALID for a relative path, %GENG_ERROR_DUPLICATE for a folder that is
 * not among those that phones read, unless geng_publisher_set_also() allows it,
 * %GENG_ERROR_LOCKED when somebody else writes, %GENG_ERROR_IO, %GENG_ERROR_FAULTY for a record
 * that cannot be read, and as [method@Publisher.render] does.
 *
 * Returns: whether all could be read
 */
gboolean
geng_publisher_prepare (GengPublisher *self,
                        GengStore *store,
                        const char *folder,
                        GDateTime *now,
                        GError **error)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self) && GENG_IS_STORE (store) && now != NULL, FALSE);
  g_return_val_if_fail (self->store == NULL, FALSE);
  if (folder != NULL && !g_path_is_absolute (folder))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("publish: “%s” is not an absolute path"), folder);
      return FALSE;
    }
  self->locked = !geng_store_is_locked (store);
  if (self->locked && !geng_store_lock (store, error))
    return FALSE;
  self->store = g_object_ref (store);
  self->publication.now = g_date_time_to_unix (now);
  if (read_and_render (self, folder, now, error))
    return TRUE;
  geng_publisher_close (self);
  return FALSE;
}

static gboolean
put_secret (GengTransaction *changes, const char *name, char *text, GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));
  return geng_transaction_put (changes, NULL, name, content, GENG_FILE_PRIVATE, error);
}

/* A file that we did not publish is somebody else's. */
static gboolean
is_ours (GengFeedManifest *manifest, const char *place, const char *path, const char *name)
{
  return geng_feed_manifest_has (manifest, place, name) || !g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
may_write (GengFeedManifest *manifest,
           const char *place,
           const char *path,
           const char *name,
           GError **error)
{
  if (is_ours (manifest, place, path, name))
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
               _ ("%s: is not ours and is left alone; move it away or publish to another folder"),
               path);
  return FALSE;
}

/* What the transaction finds unchanged is not written. */
static gboolean
put_counted (GengPublisher *self,
             GengTransaction *changes,
             const char *folder,
             const char *name,
             GBytes *content,
             GengFileKind kind,
             GError **error)
{
  guint n = geng_transaction_count (changes);
  gboolean put = geng_transaction_put (changes, folder, name, content, kind, error);
  self->n_written += geng_transaction_count (changes) > n;
  return put;
}

static gboolean
put_served (GengPublisher *self,
            GengTransaction *changes,
            GengFeedManifest *manifest,
            const char *name,
            GBytes *content,
            GError **error)
{
  geng_feed_manifest_set (manifest, self->folder_key, name, content);
  return put_counted (self, changes, self->folder, name, content, GENG_FILE_SERVED, error);
}

static gboolean
put_file (GengPublisher *self,
          GengTransaction *changes,
          GengFeedManifest *manifest,
          const char *name,
          GBytes *content,
          GError **error)
{
  g_autofree char *path = target_path (self, name);
  return may_write (manifest, self->folder_key, path, name, error)
         && put_served (self, changes, manifest, name, content, error);
}

/* One that says nothing was hung by a publication that died, of a station that never came back. */
static gboolean
is_only_hung (const char *path, const char *name)
{
  struct stat st;
  return g_str_equal (name, GENG_FILE_DOOR) && lstat (path, &st) == 0 && S_ISREG (st.st_mode)
         && st.st_size == 0;
}

/* A front door of somebody else's stays as it is. */
static gboolean
put_front_door (GengPublisher *self,
                GengTransaction *changes,
                GengFeedManifest *manifest,
                const char *name,
                GBytes *content,
                GError **error)
{
  g_autofree char *path = target_path (self, name);
  return !(is_ours (manifest, self->folder_key, path, name) || is_only_hung (path, name))
         || put_served (self, changes, manifest, name, content, error);
}

/* The folder that is served holds calendars, those of their months, a page beside each, and a door
 * that tells nothing, so that a server which lists folders lists nothing. */
static gboolean
put_feed (GengPublisher *self,
          GengTransaction *changes,
          GengFeedManifest *manifest,
          GengFeedFile *feed,
          GHashTable *names,
          GError **error)
{
  g_autoptr (GPtrArray) months = geng_feed_file_list_months (feed);
  char *page = geng_feed_file_dup_page_file (feed);
  char *calendar = g_strdup (geng_feed_file_get_file (feed));
  g_hash_table_add (names, page);
  g_hash_table_add (names, calendar);
  for (guint i = 0; i < months->len; i++)
    {
      GengFeedFile *month = g_ptr_array_index (months, i);
      char *name = g_strdup (geng_feed_file_get_file (month));
      g_hash_table_add (names, name);
      if (!put_file (self, changes, manifest, name, geng_feed_file_get_content (month), error))
        return FALSE;
    }
  return put_file (self, changes, manifest, calendar, geng_feed_file_get_content (feed), error)
         && put_file (self, changes, manifest, page, geng_feed_file_get_page (feed), error);
}

static GHashTable *
put_files (GengPublisher *self,
           GengTransaction *changes,
           GengFeedManifest *manifest,
           GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) door = geng_feed_page_front_door ();
  g_autoptr (GBytes) robots = geng_feed_page_robots ();
  g_hash_table_add (names, g_strdup (GENG_FILE_DOOR));
  g_hash_table_add (names, g_strdup (ROBOTS));
  /* Files come in this order, and before there is a door the folder can be listed. */
  if (!put_front_door (self, changes, manifest, GENG_FILE_DOOR, door, error)
      || !put_front_door (self, changes, manifest, ROBOTS, robots, error))
    return NULL;
  for (guint i = 0; i < self->files->len; i++)
    if (!put_feed (self, changes, manifest, g_ptr_array_index (self->files, i), names, error))
      return NULL;
  return g_steal_pointer (&names);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Pages name everybody and every address: they stay in the station's folder. */
static gboolean
put_pages (GengPublisher *self,
           GengTransaction *changes,
           GengFeedManifest *manifest,
           GError **error)
{
  g_autofree char **pages = (char **) g_hash_table_get_keys_as_array (self->pages, NULL);
  guint n_pages = g_hash_table_size (self->pages);
  qsort (pages, n_pages, sizeof *pages, compare_names);
  for (guint i = 0; i < n_pages; i++)
    {
      GBytes *content = g_hash_table_lookup (self->pages, pages[i]);
      g_autofree char *inside = g_build_filename (PAGES, pages[i], NULL);
      g_autofree char *path = g_build_filename (geng_store_get_path (self->store), inside, NULL);
      if (!may_write (manifest, PAGES, path, pages[i], error))
        return FALSE;
      geng_feed_manifest_set (manifest, PAGES, pages[i], content);
      if (!put_counted (self, changes, NULL, inside, content, GENG_FILE_PRIVATE, error))
        return FALSE;
    }
  return TRUE;
}

/* Feeds go when they are no longer ours to serve. */
static gboolean
remove_file (GengPublisher *self,
             GengTransaction *changes,
             GengFeedManifest *manifest,
             const char *name,
             GError **error)
{
  g_autofree char *path = target_path (self, name);
  g_autoptr (GBytes) content = NULL;
  gboolean ours;
  if (g_file_test (path, G_FILE_TEST_EXISTS)
      && (content = geng_file_read (path, GENG_FILE_MAX, error)) == NULL)
    return FALSE;
  /* Somebody may have put another file in its place. */
  ours = content != NULL && geng_feed_manifest_knows (manifest, self->folder_key, name, content);
  geng_feed_manifest_remove (manifest, self->folder_key, name);
  self->n_removed += ours;
  return !ours || geng_transaction_remove (changes, self->folder, name, error);
}

static gboolean
remove_files (GengPublisher *self,
              GengTransaction *changes,
              GengFeedManifest *manifest,
              GHashTable *kept,
              GError **error)
{
  g_auto (GStrv) names = geng_feed_manifest_list (manifest, self->folder_key);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_hash_table_contains (kept, names[i])
        && !remove_file (self, changes, manifest, names[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
put_station (GengPublisher *self,
             GengTransaction *changes,
             GengFeedManifest *manifest,
             GError **error)
{
  GPtrArray *months = self->publication.months;
  for (guint i = 0; i < months->len; i++)
    {
      GengPublishedMonth *month = g_ptr_array_index (months, i);
      geng_feed_manifest_add_month (manifest, geng_roster_get_first (month->roster));
      if (!geng_store_put_record (self->store, changes, month->roster, month->record, error))
        return FALSE;
    }
  return put_secret (changes, KEYS, geng_feed_keys_to_string (self->publication.keys), error)
         && put_secret (changes, MANIFEST, geng_feed_manifest_to_string (manifest), error);
}

static gboolean
put_feeds (GengPublisher *self,
           GengTransaction *changes,
           GengFeedManifest *manifest,
           GError **error)
{
  g_autoptr (GHashTable) kept = put_files (self, changes, manifest, error);
  return kept != NULL && remove_files (self, changes, manifest, kept, error);
}

/* A folder that cannot be reached now is due, and nothing else waits for it. */
static gboolean
put_places (GengPublisher *self,
            GengTransaction *changes,
            GengFeedManifest *manifest,
            GError **error)
{
  g_ptr_array_set_size (self->due, 0);
  for (guint i = 0; i < self->places->len; i++)
    {
      const char *place = g_ptr_array_index (self->places, i);
      geng_publisher_turn_to (self, place);
      if (!geng_store_goes_on (self->store, error))
        return FALSE;
      if (!geng_publisher_can_reach (self, manifest))
        g_ptr_array_add (self->due, g_strdup (place));
      else if (!put_feeds (self, changes, manifest, error))
        return FALSE;
    }
  geng_feed_manifest_set_folders (manifest, self->places, self->due);
  geng_feed_manifest_set_url (manifest, self->base_url);
  return TRUE;
}

static gboolean
commit_all (GengPublisher *self, GError **error)
{
  g_autoptr (GengFeedManifest) manifest = geng_publisher_load_manifest (self->store, error);
  GengTransaction *changes;
  gboolean own;
  if (manifest == NULL || (changes = geng_store_open_change (self->store, &own, error)) == NULL)
    return FALSE;
  gboolean ok = put_places (self, changes, manifest, error)
                && put_pages (self, changes, manifest, error)
                && put_station (self, changes, manifest, error);
  return geng_store_close_change (self->store, own, ok, error)
         && geng_publisher_forget_interrupted (self, error);
}

/**
 * geng_publisher_commit:
 * @self: a publisher that has prepared
 * @error: return location
 *
 * Writes records, keys, manifest, feeds and pages, all or nothing, and removes feeds that are no
 * longer served.  Files whose bytes do not change are not touched.  A folder that was there and
 * cannot be reached stays due (geng_publisher_list_due()) and is written by the next commit.
 * Where geng_store_begin() was called on the store, all of it counts with geng_store_commit().
 *
 * Fails with %GENG_ERROR_IO, with %GENG_ERROR_LOCKED when another process writes to the folder, and
 * with %GENG_ERROR_PERIOD for a roster that is not a whole month.
 *
 * Returns: whether everything is on the disk
 */
gboolean
geng_publisher_commit (GengPublisher *self, GError **error)
{
  gboolean done;
  g_return_val_if_fail (GENG_IS_PUBLISHER (self) && self->store != NULL, FALSE);
  self->n_written = self->n_removed = 0;
  done = commit_all (self, error);
  geng_publisher_close (self);
  return done;
}

/**
 * geng_publisher_get_n_written:
 * @self: a publisher
 *
 * Returns: how many feeds and pages the last commit changed
 */
guint
geng_publisher_get_n_written (GengPublisher *self)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self), 0);
  return self->n_written;
}

/**
 * geng_publisher_get_n_removed:
 * @self: a publisher
 *
 * Returns: how many feeds the last commit removed
 */
guint
geng_publisher_get_n_removed (GengPublisher *self)
{
  g_return_val_if_fail (GENG_IS_PUBLISHER (self), 0);
  return self->n_removed;
}
