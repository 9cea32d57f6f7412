/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whatever call to the disk fails: what a store writes is there whole or not at all, what it reads
 * is what stands there or an error, and who called is told. */

#include "store-fixture.h"

#include "faults.h"
#include "geng-lock.h"

#include <check.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define YEAR 2026
#define MONTH 11

/* A village with a record, a draft with lines, and a journal; what is to be written is ready. */
typedef struct
{
  FixtureFolder *folder;
  char *path;
  GengStation *station; /* as the folder has it */
  GengStation *changed; /* one that is to be written */
  GengRoster *before, *after;
  GengRoster *record;
  GengRecord *revisions;
  GengJournal *empty;
  GPtrArray *requests, *holidays;
  GBytes *members;
  GDate first, last;
} Scene;

static Scene scene;

static gboolean
save (GengStore *store, GError **error)
{
  return geng_store_save (store, scene.changed, error);
}

static gboolean
save_people (GengStore *store, GError **error)
{
  return geng_store_save_people (store, scene.changed, error);
}

static gboolean
save_file (GengStore *store, GError **error)
{
  return geng_store_save_file (store, scene.changed, "members.csv", error);
}

static gboolean
restore_file (GengStore *store, GError **error)
{
  return geng_store_restore_file (store, "members.csv", scene.members, error);
}

static gboolean
set_key (GengStore *store, GError **error)
{
  return geng_store_set_key (store, "post", "village", "location", "桥头", error);
}

static gboolean
add_requests (GengStore *store, GError **error)
{
  return geng_store_add_requests (store, scene.requests, error);
}

static gboolean
add_holidays (GengStore *store, GError **error)
{
  return geng_store_add_holidays (store, scene.holidays, error);
}

static gboolean
save_draft (GengStore *store, GError **error)
{
  return geng_store_save_draft (store, scene.after, error);
}

static gboolean
replace_draft (GengStore *store, GError **error)
{
  g_autofree char *kept = NULL;
  gboolean ok = geng_store_replace_draft (store, scene.after, &kept, error);

  /* Its lines too are of the draft that was. */
  ck_assert (!ok || (kept != NULL && g_file_test (kept, G_FILE_TEST_EXISTS)));
  return ok;
}

static gboolean
append_draft (GengStore *store, GError **error)
{
  return geng_store_append_draft (store, scene.before, scene.after, error);
}

static gboolean
remove_draft (GengStore *store, GError **error)
{
  return geng_store_remove_draft (store, YEAR, MONTH, error);
}

static gboolean
save_record (GengStore *store, GError **error)
{
  return geng_store_save_record (store, scene.after, scene.revisions, error);
}

static gboolean
save_journal (GengStore *store, GError **error)
{
  return geng_store_save_journal (store, scene.empty, &scene.first, &scene.last, TRUE, error);
}

static gboolean
forget (GengStore *store, GError **error)
{
  guint n = 0;

  return geng_store_forget (store, NULL, &scene.last, &n, error);
}

static gboolean
put_file (GengStore *store, GError **error)
{
  return geng_store_put_file (store, "notes/one.txt", scene.members, error);
}

static gboolean
remove_file (GengStore *store, GError **error)
{
  return geng_store_remove_file (store, "items.csv", error);
}

/* Several things that change together. */
static gboolean
change_all (GengStore *store, GError **error)
{
  gboolean ok
      = geng_store_begin (store, error) && save (store, error) && save_draft (store, error)
        && geng_store_save_journal (store, scene.empty, &scene.first, &scene.last, FALSE, error)
        && geng_store_commit (store, error);

  geng_store_unlock (store);
  return ok;
}

static gboolean
create (GengStore *store, GError **error)
{
  g_autofree char *path = g_build_filename (scene.folder, "new", NULL);
  g_autoptr (GengStore) fresh = geng_store_create (path, scene.changed, error);

  return fresh != NULL;
}

static gboolean
create_sample (GengStore *store, GError **error)
{
  g_autofree char *path = g_build_filename (scene.folder, "new", NULL);
  g_autoptr (GengStore) fresh = geng_store_create_sample (path, "dafenshanyan", error);

  return fresh != NULL;
}

typedef gboolean (*Deed) (GengStore *store, GError **error);

static const Deed deeds[] = {
  save,       save_people,   save_file,    restore_file, set_key,       add_requests, add_holidays,
  save_draft, replace_draft, append_draft, remove_draft, save_record,   save_journal, forget,
  put_file,   remove_file,   change_all,   create,       create_sample,
};

/* -- folders as values -- */

static void
take_files (const char *folder, const char *below, GHashTable *files)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (below, name, NULL);
      g_autofree char *whole = g_build_filename (folder, inner, NULL);
      g_autofree char *text = NULL;

      if (g_file_test (whole, G_FILE_TEST_IS_DIR))
        take_files (folder, inner, files);
      else if (!g_str_equal (name, ".geng-lock") && g_file_get_contents (whole, &text, NULL, NULL))
        g_hash_table_insert (files, g_steal_pointer (&inner), g_steal_pointer (&text));
    }
}

static GHashTable *
take_folder (void)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  take_files (scene.folder, "", files);
  return files;
}

/* (nullable): a file in which they differ */
static const char *
find_difference (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer path, text;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &path, &text))
    if (g_strcmp0 (text, g_hash_table_lookup (b, path)) != 0)
      return path;
  g_hash_table_iter_init (&iter, b);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (a, path))
      return path;
  return NULL;
}

static gboolean
same_files (GHashTable *a, GHashTable *b)
{
  return find_difference (a, b) == NULL;
}

static void
put_folder (GHashTable *files)
{
  char *fresh = g_build_filename (scene.folder, "new", NULL);
  g_autoptr (GHashTable) now = NULL;
  GHashTableIter iter;
  gpointer path, text;

  fixture_remove_folder (fresh);
  now = take_folder ();
  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (files, path))
      {
        g_autofree char *whole = g_build_filename (scene.folder, path, NULL);

        g_unlink (whole);
      }
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &path, &text))
    if (g_strcmp0 (text, g_hash_table_lookup (now, path)) != 0)
      fixture_write (scene.folder, path, text);
}

/* -- the village -- */

static void
set_dates (void)
{
  g_date_clear (&scene.first, 1);
  g_date_clear (&scene.last, 1);
  g_date_set_dmy (&scene.first, 1, MONTH, YEAR);
  g_date_set_dmy (&scene.last, 30, MONTH, YEAR);
}

static void
add_wishes (void)
{
  g_autoptr (GengMember) member
      = g_list_model_get_item (geng_station_get_members (scene.station), 0);
  g_autoptr (GDate) day = g_date_new_dmy (3, 12, YEAR);

  scene.requests = g_ptr_array_new_with_free_func (g_object_unref);
  scene.holidays = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (scene.requests, geng_request_new (GENG_REQUEST_KIND_WISH_OFF, member, day, day));
  g_ptr_array_add (scene.holidays, geng_holiday_new (day, "市集", GENG_HOLIDAY_KIND_OFF));
}

/* Who has no duty on the last day has one, and the first of another. */
static void
edit_draft (void)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (scene.before);

  scene.after = geng_roster_copy (scene.before);
  geng_roster_clear (scene.after, geng_duty_get_member (duties->pdata[0]),
                     geng_duty_get_date (duties->pdata[0]));
}

static void
set_up (void)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengRoster) edited = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GengEntity) member = NULL;

  scene.folder = fixture_new_folder ();
  scene.path = g_build_filename (scene.folder, "village", NULL);
  set_dates ();
  store = geng_store_create_sample (scene.path, "dafenshanyan", NULL);
  scene.station = geng_store_load (store, NULL);
  scene.record = geng_store_load_record (store, scene.station, YEAR, MONTH, &scene.revisions, NULL);
  ck_assert (geng_store_save_draft (store, scene.record, NULL));
  edited = geng_roster_copy (scene.record);
  duties = geng_roster_list_duties (edited);
  geng_roster_clear (edited, geng_duty_get_member (duties->pdata[1]),
                     geng_duty_get_date (duties->pdata[1]));
  ck_assert (geng_store_append_draft (store, scene.record, edited, NULL));
  scene.before = geng_store_load_draft (store, scene.station, YEAR, MONTH, NULL);
  edit_draft ();
  add_wishes ();
  scene.empty = geng_journal_new (scene.station);
  scene.changed = geng_station_copy (scene.station);
  member = g_list_model_get_item (geng_station_get_members (scene.changed), 0);
  geng_entity_set_name (member, "改名");
  scene.members = g_bytes_new_static ("id,name\nm01,甲\n", strlen ("id,name\nm01,甲\n"));
}

static void
tear_down (void)
{
  g_clear_object (&scene.before);
  g_clear_object (&scene.after);
  g_clear_object (&scene.record);
  g_clear_object (&scene.revisions);
  g_clear_object (&scene.empty);
  g_clear_object (&scene.changed);
  g_clear_object (&scene.station);
  g_clear_pointer (&scene.requests, g_ptr_array_unref);
  g_clear_pointer (&scene.holidays, g_ptr_array_unref);
  g_clear_pointer (&scene.members, g_bytes_unref);
  g_clear_pointer (&scene.path, g_free);
  g_clear_pointer (&scene.folder, fixture_remove_folder);
}

static const int codes[] = { EIO, ENOSPC, EACCES };

/* The next who writes finishes or undoes, also in a folder that is only being made. */
static void
heal (void)
{
  static const char *const folders[] = { "village", "new" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (scene.folder, folders[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GengLock) lock = NULL;

      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        continue;
      lock = geng_lock_take (path, &error);
      ck_assert_msg (lock != NULL, "%s", error->message);
    }
}

/* Returns whether the fault struck. */
static gboolean
strike (Deed deed, int at, GHashTable *old, GHashTable *due)
{
  g_autoptr (GengStore) store = geng_store_open (scene.path, NULL);
  g_autoptr (GHashTable) now = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok, struck;

  faults_set (scene.folder, at, FAULT_ERROR, codes[at % (int) G_N_ELEMENTS (codes)]);
  ok = deed (store, &error);
  struck = faults_struck ();
  faults_set (NULL, -1, FAULT_ERROR, 0);
  g_clear_object (&store);
  ck_assert_msg (ok == (error == NULL), "call %d", at);
  ck_assert_msg (ok || struck, "call %d: %s", at, error->message);
  ck_assert (ok || error->domain == GENG_ERROR);
  heal ();
  now = take_folder ();
  ck_assert_msg (same_files (now, due) || (!ok && same_files (now, old)), "call %d: %s; %s", at,
                 ok ? "well" : error->message, find_difference (now, ok ? due : old));
  put_folder (old);
  return struck;
}

START_TEST (written_whole_or_not_at_all)
{
  g_autoptr (GHashTable) old = take_folder ();
  g_autoptr (GHashTable) due = NULL;
  g_autoptr (GengStore) store = geng_store_open (scene.path, NULL);
  g_autoptr (GError) error = NULL;
  int calls = 0;

  ck_assert_msg (deeds[_i](store, &error), "deed %d: %s", _i, error != NULL ? error->message : "");
  g_clear_object (&store);
  due = take_folder ();
  ck_assert_msg (!same_files (old, due), "deed %d", _i);
  put_folder (old);
  while (strike (deeds[_i], calls, old, due))
    calls++;
  ck_assert_int_ge (calls, 3);
}
END_TEST

/* -- reading -- */

static char *
read_station (GengStore *store, GError **error)
{
  g_autoptr (GengStation) station = geng_store_load (store, error);

  return station != NULL ? geng_station_to_json (station) : NULL;
}

static char *
json_of (GengRoster *roster)
{
  g_autoptr (GengRoster) owned = roster;

  return owned != NULL ? geng_roster_to_json (owned) : NULL;
}

static char *
read_draft (GengStore *store, GError **error)
{
  return json_of (geng_store_load_draft (store, scene.station, YEAR, MONTH, error));
}

static char *
read_record (GengStore *store, GError **error)
{
  g_autoptr (GengRecord) record = NULL;
  g_autofree char *roster
      = json_of (geng_store_load_record (store, scene.station, YEAR, MONTH, &record, error));
  g_autofree char *revisions = record != NULL ? geng_record_to_json (record) : NULL;

  return roster != NULL ? g_strconcat (roster, revisions, NULL) : NULL;
}

static char *
read_official (GengStore *store, GError **error)
{
  return json_of (
      geng_store_load_official (store, scene.station, &scene.first, &scene.last, NULL, error));
}

static char *
read_history (GengStore *store, GError **error)
{
  GDate december = scene.last;

  g_date_add_days (&december, 1);
  return json_of (geng_store_load_history (store, scene.station, &december, 2, TRUE, error));
}

static char *
read_journal (GengStore *store, GError **error)
{
  g_autoptr (GengJournal) journal
      = geng_store_load_journal (store, scene.station, &scene.first, &scene.last, error);
  g_autoptr (GengRoster) served
      = journal != NULL ? geng_journal_apply (journal, scene.record, error) : NULL;

  return served != NULL ? geng_roster_to_json (served) : NULL;
}

static char *
read_file (GengStore *store, GError **error)
{
  g_autoptr (GBytes) bytes = geng_store_read_file (store, "members.csv", 100000, error);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

typedef char *(*Reading) (GengStore *store, GError **error);

static const Reading readings[] = { read_station, read_draft,   read_record, read_official,
                                    read_history, read_journal, read_file };

/* Nothing is left out in silence, and the folder is as it was. */
START_TEST (read_whole_or_not_at_all)
{
  g_autoptr (GHashTable) old = take_folder ();
  g_autoptr (GHashTable) now = NULL;
  g_autoptr (GengStore) store = geng_store_open (scene.path, NULL);
  g_autofree char *due = readings[_i](store, NULL);
  gboolean struck = TRUE;
  int calls = 0;

  ck_assert_ptr_nonnull (due);
  for (; struck; calls++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *is = NULL;

      faults_set (scene.folder, calls, FAULT_ERROR, codes[calls % (int) G_N_ELEMENTS (codes)]);
      is = readings[_i](store, &error);
      struck = faults_struck ();
      faults_set (NULL, -1, FAULT_ERROR, 0);
      ck_assert_msg ((is != NULL) == (error == NULL), "call %d", calls);
      ck_assert_msg (is == NULL || g_str_equal (is, due), "call %d: something is left out", calls);
      ck_assert (is != NULL || struck);
    }
  ck_assert_int_ge (calls, 2);
  now = take_folder ();
  ck_assert (same_files (old, now));
}
END_TEST

/* -- what makes no sense -- */

static void
assert_code (gboolean ok, GError **error, int code)
{
  ck_assert (!ok);
  ck_assert_msg (g_error_matches (*error, GENG_ERROR, code), "%s",
                 *error != NULL ? (*error)->message : "no error");
  g_clear_error (error);
}

/* A folder keeps months, whole: not a part of one, nor two, nor from the middle to the middle. */
START_TEST (a_roster_is_a_month)
{
  static const int spans[][4] = { { 2, 11, 30, 11 },
                                  { 1, 11, 29, 11 },
                                  { 1, 11, 31, 12 },
                                  { 15, 11, 14, 12 },
                                  { 1, 11, 30, 0 } };
  const int *span = spans[_i];
  g_autoptr (GengStore) store = geng_store_open (scene.path, NULL);
  g_autoptr (GDate) first = g_date_new_dmy ((GDateDay) span[0], span[1], YEAR);
  g_autoptr (GDate) last = span[3] > 0 ? g_date_new_dmy ((GDateDay) span[2], span[3], YEAR)
                                       : g_date_new_dmy ((GDateDay) span[2], 11, YEAR + 1);
  g_autoptr (GengRoster) roster = geng_roster_new (scene.station, first, last, NULL);
  g_autoptr (GengRecord) record = geng_record_new ();
  g_autoptr (GHashTable) old = take_folder (), now = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  assert_code (geng_store_save_draft (store, roster, &error), &error, GENG_ERROR_PERIOD);
  assert_code (geng_store_replace_draft (store, roster, &kept, &error), &error, GENG_ERROR_PERIOD);
  assert_code (geng_store_save_record (store, roster, record, &error), &error, GENG_ERROR_PERIOD);
  now = take_folder ();
  ck_assert_ptr_null (kept);
  ck_assert (same_files (old, now));
}
END_TEST

static void
set_revision (GengRecord *record, guint sequence, gint64 modified)
{
  GengRevision revision = { .key = (char *) "member/m01/2026-11-03",
                            .sequence = sequence,
                            .modified = modified,
                            .digest = (char *) "digest" };

  geng_record_set (record, &revision);
}

/* A phone takes no revision that is counted back: a record that would is refused. */
START_TEST (a_record_counts_on)
{
  static const struct
  {
    guint sequence;
    int later; /* seconds */
    gboolean fine;
  } nexts[] = { { 3, 0, TRUE }, { 4, 60, TRUE }, { 2, 60, FALSE }, { 3, -60, FALSE }, { 0 } };
  gint64 moment = 1795000000;

  for (guint i = 0; i < G_N_ELEMENTS (nexts); i++)
    {
      g_autoptr (GengStore) store = geng_store_open (scene.path, NULL);
      g_autoptr (GengRecord) known = geng_record_new (), next = geng_record_new ();
      g_autoptr (GHashTable) before = NULL, after = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *file = g_build_filename (scene.path, "rosters", "2026-11.csv", NULL);

      g_unlink (file);
      set_revision (known, 3, moment);
      ck_assert (geng_store_save_record (store, scene.record, known, NULL));
      before = take_folder ();
      if (nexts[i].sequence > 0)
        set_revision (next, nexts[i].sequence, moment + nexts[i].later);
      if (nexts[i].fine)
        ck_assert (geng_store_save_record (store, scene.after, next, &error));
      else
        assert_code (geng_store_save_record (store, scene.after, next, &error), &error,
                     GENG_ERROR_INVALID);
      after = take_folder ();
      ck_assert_int_eq (same_files (before, after), !nexts[i].fine);
    }
}
END_TEST

/* Of tables there are five; what is of no month, or of nobody, is not there. */
START_TEST (what_is_not_there)
{
  g_autoptr (GengStore) store = geng_store_open (scene.path, NULL);
  g_autoptr (GengStore) other = geng_store_open (scene.path, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;

  assert_code (geng_store_save_file (store, scene.changed, "key.csv", &error), &error,
               GENG_ERROR_INVALID);
  assert_code (geng_store_restore_file (store, "../members.csv", bytes, &error), &error,
               GENG_ERROR_INVALID);
  assert_code (geng_store_load_draft (store, scene.station, 1999, 1, &error) != NULL, &error,
               GENG_ERROR_NOT_FOUND);
  assert_code (geng_store_load_record (store, scene.station, 1999, 1, NULL, &error) != NULL, &error,
               GENG_ERROR_NOT_FOUND);
  assert_code (geng_store_create (scene.path, scene.changed, &error) != NULL, &error,
               GENG_ERROR_INVALID);
  ck_assert (geng_store_lock (other, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (deeds) - 2; i++)
    assert_code (deeds[i](store, &error), &error, GENG_ERROR_LOCKED);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store-errors");
  TCase *cases = tcase_create ("all");
  SRunner *runner;
  int failed;

  tcase_set_timeout (cases, 60);
  tcase_add_checked_fixture (cases, set_up, tear_down);
  tcase_add_loop_test (cases, written_whole_or_not_at_all, 0, G_N_ELEMENTS (deeds));
  tcase_add_loop_test (cases, read_whole_or_not_at_all, 0, G_N_ELEMENTS (readings));
  tcase_add_loop_test (cases, a_roster_is_a_month, 0, 5);
  tcase_add_test (cases, a_record_counts_on);
  tcase_add_test (cases, what_is_not_there);
  suite_add_tcase (suite, cases);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
