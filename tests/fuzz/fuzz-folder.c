/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes as a station's whole folder, its files one after the other under lines `@ PATH`:
 * drafts, records and revisions of events among them.  What can be read is planned, judged, kept,
 * published and recovered from its own calendars: no rule on people is broken, what was kept reads
 * as what it was, and each calendar gives its revisions back. */

#include "fuzz.h"

#include <geng-office/geng-office.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MARK "@ "
#define MOST_MEMBERS 10
#define EFFORT 3000

typedef struct
{
  GengStore *store;
  GengStation *station;
  GDate first, last;
} Folder;

/* Ours to write: plain names, at most one folder deep. */
static gboolean
is_plain (const char *path)
{
  const char *slash = strchr (path, '/');

  return path[0] != '\0' && path[strspn (path, "abcdefghijklmnopqrstuvwxyz0123456789-./")] == '\0'
         && path[0] != '.' && path[0] != '/' && strstr (path, "..") == NULL
         && strstr (path, "/.") == NULL && path[strlen (path) - 1] != '/'
         && (slash == NULL || strchr (slash + 1, '/') == NULL);
}

static void
write_file (const char *folder, const char *path, const char *content, gsize size)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);

  if (is_plain (path) && g_mkdir_with_parents (parent, 0700) == 0)
    (void) g_file_set_contents_full (full, content, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600,
                                     NULL);
}

static void
unpack (const char *folder, const char *data, gsize size)
{
  const char *end = data + size;

  while (data < end && g_str_has_prefix (data, MARK))
    {
      const char *line = data + strlen (MARK);
      const char *after = memchr (line, '\n', end - line);
      g_autofree char *path = after != NULL ? g_strndup (line, after - line) : NULL;

      if (path == NULL)
        return;
      data = g_strstr_len (after, end - after, "\n" MARK);
      data = data != NULL ? data + 1 : end;
      write_file (folder, path, after + 1, MAX (data - after - 1, 0));
    }
}

static int
remove_one (const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
  return remove (path);
}

/* (transfer full) (nullable) */
static GengPlan *
plan (Folder *self, GengRoster *history, GengRoster *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlanner) planner
      = geng_planner_new (self->station, &self->first, &self->last, &error);
  GengPlan *made;

  g_assert_no_error (error);
  geng_planner_set_threads (planner, 1);
  geng_planner_set_effort_limit (planner, EFFORT);
  geng_planner_set_history (planner, history);
  if (draft != NULL)
    geng_planner_set_base (planner, draft);
  made = geng_planner_plan (planner, NULL, &error);
  g_assert_true ((made == NULL) == (error != NULL));
  g_assert_false (g_error_matches (error, GENG_ERROR, GENG_ERROR_DISAGREEMENT));
  return made;
}

/* As often as it is read it says the same. */
static void
keep (Folder *self, GengRoster *roster)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengRoster) again = NULL;

  g_assert_true (geng_store_save_draft (self->store, roster, &error));
  again = geng_store_load_draft (self->store, self->station, 2026, 11, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (geng_roster_count_changes (roster, again), ==, 0);
}

static void
recover (Folder *self, GengRoster *roster, GengPublisher *published)
{
  g_autoptr (GengPublisher) rescue = geng_publisher_new (self->station);
  g_autoptr (GengRecord) record = geng_record_new ();
  g_autoptr (GPtrArray) feeds = geng_publisher_list_feeds (published);
  g_autofree char *keys = geng_publisher_dup_keys (published);

  g_assert_true (geng_publisher_set_keys (rescue, keys, NULL));
  g_assert_true (geng_publisher_add_month (rescue, roster, record, NULL));
  for (guint i = 0; i < feeds->len; i++)
    {
      GengFeedFile *feed = g_ptr_array_index (feeds, i);
      g_autoptr (GError) error = NULL;

      if (geng_feed_file_get_id (feed) == NULL)
        continue;
      geng_publisher_recover (rescue, geng_feed_file_get_content (feed), &error);
      g_assert_no_error (error);
    }
}

static void
publish (Folder *self, GengRoster *roster)
{
  g_autoptr (GengPublisher) publisher = geng_publisher_new (self->station);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 10, 25, 12, 0, 0);
  g_autoptr (GengRoster) official = NULL;
  g_autoptr (GError) error = NULL;

  geng_publisher_set_emptied (publisher, TRUE); /* what a corpus says was served is not there */
  if (!geng_publisher_add_month (publisher, roster, NULL, &error)
      || !geng_publisher_prepare (publisher, self->store, NULL, now, &error)
      || !geng_publisher_commit (publisher, &error))
    {
      g_assert_nonnull (error); /* an old month that nobody can read, a revision that is none */
      return;
    }
  official = geng_store_load_record (self->store, self->station, 2026, 11, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (geng_roster_count_changes (roster, official), ==, 0);
  recover (self, roster, publisher);
}

static void
use (Folder *self)
{
  g_autoptr (GengRoster) draft = geng_store_load_draft (self->store, self->station, 2026, 11, NULL);
  g_autoptr (GengRoster) history
      = geng_store_load_history (self->store, self->station, &self->first, 1, TRUE, NULL);
  g_autoptr (GengPlan) made = history != NULL ? plan (self, history, draft) : NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GError) error = NULL;
  GengRoster *roster;

  if (made == NULL)
    return;
  roster = geng_plan_get_roster (made);
  judgement = geng_judge (roster, history, &error);
  g_assert_no_error (error);
  g_assert_cmpint (geng_judgement_get_score (judgement)->broken, ==, 0);
  g_assert_cmpint (geng_judgement_get_score (judgement)->gaps, >=, geng_plan_get_bound_gaps (made));
  keep (self, roster);
  publish (self, roster);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = g_dir_make_tmp ("geng-fuzz-XXXXXX", NULL);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) station = NULL;
  g_autoptr (GError) error = NULL;

  unpack (path, text, size);
  store = geng_store_open (path, &error);
  station = store != NULL ? geng_store_load (store, &error) : NULL;
  g_assert_true ((station == NULL) == (error != NULL));
  if (station != NULL
      && g_list_model_get_n_items (geng_station_get_members (station)) <= MOST_MEMBERS)
    {
      Folder folder = { .store = store, .station = station };

      g_date_set_dmy (&folder.first, 1, 11, 2026);
      g_date_set_dmy (&folder.last, 30, 11, 2026);
      use (&folder);
    }
  (void) nftw (path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  return 0;
}
