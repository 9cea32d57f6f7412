/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A draft that is edited line by line: what is read is what was painted, whatever happens to the
 * disk or to the process. */

#include "store-fixture.h"

#include "faults.h"

#include <check.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define YEAR 2026
#define MONTH 11
#define STEPS "village/drafts/2026-11.steps"
#define TABLE "village/drafts/2026-11.csv"

/* A village whose November is a draft, as read and as it will be. */
typedef struct
{
  FixtureFolder *folder;
  GengStore *store;
  GengStation *station;
  GengRoster *before, *after;
} Scene;

static GengRoster *
load (Scene *self)
{
  g_autoptr (GError) error = NULL;
  GengRoster *roster = geng_store_load_draft (self->store, self->station, YEAR, MONTH, &error);

  ck_assert_msg (roster != NULL, "%s", error != NULL ? error->message : "");
  return roster;
}

static void
begin (Scene *self)
{
  g_autofree char *path = NULL;
  g_autoptr (GengRoster) record = NULL;

  self->folder = fixture_new_folder ();
  path = g_build_filename (self->folder, "village", NULL);
  self->store = geng_store_create_sample (path, "dafenshanyan", NULL);
  self->station = geng_store_load (self->store, NULL);
  record = geng_store_load_record (self->store, self->station, YEAR, MONTH, NULL, NULL);
  ck_assert (geng_store_save_draft (self->store, record, NULL));
  self->before = load (self);
  self->after = load (self);
}

static void
scene_clear (Scene *self)
{
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_object (&self->station);
  g_clear_object (&self->store);
  fixture_remove_folder (self->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void
date_of (GDate *date, guint day)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, MONTH, YEAR);
}

/* One cell becomes another duty, a pinned one, one with a note, or none. */
static void
paint (Scene *self, GRand *rand)
{
  GListModel *members = geng_station_get_members (self->station);
  GListModel *shifts = geng_station_get_shifts (self->station);
  GListModel *posts = geng_station_get_posts (self->station);
  g_autoptr (GengMember) member = g_list_model_get_item (
      members, (guint) g_rand_int_range (rand, 0, (int) g_list_model_get_n_items (members)));
  g_autoptr (GengShift) shift = g_list_model_get_item (
      shifts, (guint) g_rand_int_range (rand, 0, (int) g_list_model_get_n_items (shifts)));
  g_autoptr (GengPost) post = g_list_model_get_item (
      posts, (guint) g_rand_int_range (rand, 0, (int) g_list_model_get_n_items (posts)));
  GengDuty *duty;
  GDate date;

  date_of (&date, (guint) g_rand_int_range (rand, 1, 31));
  geng_roster_clear (self->after, member, &date);
  if (g_rand_int_range (rand, 0, 3) == 0)
    return;
  duty = geng_roster_assign (self->after, member, &date, shift, post, NULL);
  ck_assert_ptr_nonnull (duty);
  geng_duty_set_pinned (duty, g_rand_boolean (rand));
  if (g_rand_boolean (rand))
    geng_duty_set_note (duty, "他说：\"\n行\"");
}

static void
assert_same (GengRoster *a, GengRoster *b)
{
  g_autofree char *left = geng_roster_to_json (a);
  g_autofree char *right = geng_roster_to_json (b);

  ck_assert_str_eq (left, right);
}

static void
append (Scene *self)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (geng_store_append_draft (self->store, self->before, self->after, &error), "%s",
                 error != NULL ? error->message : "");
  g_set_object (&self->before, NULL);
  self->before = geng_roster_copy (self->after);
}

static char *
read_steps (Scene *self)
{
  return fixture_read (self->folder, STEPS);
}

START_TEST (lines_say_what_was_painted)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (_i + 1);
  g_autoptr (GengRoster) last = NULL;

  begin (&scene);
  for (int i = 0; i < 40; i++)
    {
      g_autoptr (GengRoster) now = NULL;

      for (int n = g_rand_int_range (rand, 1, 6); n > 0; n--)
        paint (&scene, rand);
      append (&scene);
      now = load (&scene);
      assert_same (now, scene.after);
    }
  ck_assert (geng_store_has_steps (scene.store, YEAR, MONTH));
  /* The table takes the lines in. */
  ck_assert (geng_store_save_draft (scene.store, scene.after, NULL));
  ck_assert (!geng_store_has_steps (scene.store, YEAR, MONTH));
  last = load (&scene);
  assert_same (last, scene.after);
}
END_TEST

START_TEST (one_step_is_one_line)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  begin (&scene);
  /* What changes nothing writes nothing. */
  ck_assert (geng_store_append_draft (scene.store, scene.before, scene.after, NULL));
  ck_assert (!geng_store_has_steps (scene.store, YEAR, MONTH));
  for (int i = 0; i < 3; i++)
    {
      for (int n = 0; n < 20; n++)
        paint (&scene, rand);
      append (&scene);
    }
  text = read_steps (&scene);
  lines = g_strsplit (text, "\n", -1);
  ck_assert_uint_eq (g_strv_length (lines), 4);
  ck_assert_str_eq (lines[3], "");
}
END_TEST

/* What another draft takes the place of is kept with the lines that were added to its table, also
 * where the table alone says what the new one says. */
START_TEST (the_draft_of_before_has_its_lines)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GengRoster) table = NULL;
  g_autoptr (GengRoster) back = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *old = NULL;

  begin (&scene);
  table = geng_roster_copy (scene.before);
  do
    paint (&scene, rand);
  while (geng_roster_count_changes (scene.after, scene.before) == 0);
  append (&scene);
  ck_assert (geng_store_replace_draft (scene.store, table, &kept, NULL));
  ck_assert_ptr_nonnull (kept);
  ck_assert (!geng_store_has_steps (scene.store, YEAR, MONTH));
  ck_assert (g_file_get_contents (kept, &old, NULL, NULL));
  fixture_write (scene.folder, TABLE, old);
  back = load (&scene);
  assert_same (back, scene.after);
}
END_TEST

/* Somebody has left meanwhile whom a line names: table and lines are kept, each as it was. */
START_TEST (lines_that_no_longer_fit_are_kept)
{
  static const char *const lines = "[{\"member\": \"nobody\", \"date\": \"2026-11-01\"}]\n";
  g_auto (Scene) scene = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GengRoster) now = NULL;
  g_autofree char *table = NULL, *kept = NULL, *old = NULL, *beside = NULL;

  begin (&scene);
  table = fixture_read (scene.folder, TABLE);
  fixture_write (scene.folder, STEPS, lines);
  ck_assert_msg (geng_store_replace_draft (scene.store, scene.before, &kept, &error), "%s",
                 error != NULL ? error->message : "");
  ck_assert_ptr_nonnull (kept);
  ck_assert (g_file_get_contents (kept, &old, NULL, NULL));
  ck_assert_str_eq (old, table);
  beside = fixture_read (scene.folder, STEPS ".old");
  ck_assert_str_eq (beside, lines);
  ck_assert (!geng_store_has_steps (scene.store, YEAR, MONTH));
  now = load (&scene);
  assert_same (now, scene.before);
  /* They belong to that draft alone: the next one that is kept has none. */
  g_clear_pointer (&kept, g_free);
  do
    paint (&scene, rand);
  while (geng_roster_count_changes (scene.after, scene.before) == 0);
  ck_assert (geng_store_replace_draft (scene.store, scene.after, &kept, NULL));
  ck_assert_ptr_nonnull (kept);
  g_free (beside);
  beside = g_build_filename (scene.folder, STEPS ".old", NULL);
  ck_assert (!g_file_test (beside, G_FILE_TEST_EXISTS));
}
END_TEST

/* A process that died in the middle of a line. */
START_TEST (a_line_that_was_cut_off_says_nothing)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (GengRoster) first = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *later = NULL;

  begin (&scene);
  paint (&scene, rand);
  append (&scene);
  first = geng_roster_copy (scene.after);
  whole = read_steps (&scene);
  for (gsize length = 1; length < strlen (whole); length += 7)
    {
      g_autofree char *part = g_strndup (whole, length);
      g_autofree char *cut = g_strconcat (whole, part, NULL);
      g_autoptr (GengRoster) now = NULL;

      fixture_write (scene.folder, STEPS, cut);
      now = load (&scene);
      assert_same (now, first);
    }
  paint (&scene, rand);
  append (&scene);
  later = read_steps (&scene);
  ck_assert (g_str_has_prefix (later, whole));
  ck_assert_uint_eq (strlen (later), strlen (whole) + strlen (strchr (later, '\n') + 1));
  g_clear_object (&first);
  first = load (&scene);
  assert_same (first, scene.after);
}
END_TEST

static void
assert_refused (Scene *self, GengRoster *before, GengRoster *after, int code)
{
  g_autoptr (GError) error = NULL;

  ck_assert (!geng_store_append_draft (self->store, before, after, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, code));
}

START_TEST (what_makes_no_sense_is_refused)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GengStore) other = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GengRoster) november = NULL;
  GDate first, last;
  g_autoptr (GengRoster) october = NULL;

  begin (&scene);
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, 10, YEAR);
  g_date_set_dmy (&last, 31, 10, YEAR);
  october = geng_roster_new (scene.station, &first, &last, NULL);
  assert_refused (&scene, october, scene.after, GENG_ERROR_INVALID);
  assert_refused (&scene, october, october, GENG_ERROR_NOT_FOUND);
  /* Another writer has the folder. */
  other = geng_store_open (geng_store_get_path (scene.store), NULL);
  ck_assert (geng_store_lock (other, NULL));
  duties = geng_roster_list_duties (scene.after);
  geng_roster_remove (scene.after, duties->pdata[0]);
  assert_refused (&scene, scene.before, scene.after, GENG_ERROR_LOCKED);
  geng_store_unlock (other);
  append (&scene);
  november = load (&scene);
  assert_same (november, scene.after);
  ck_assert (geng_store_remove_draft (scene.store, YEAR, MONTH, NULL));
  ck_assert (!geng_store_has_steps (scene.store, YEAR, MONTH));
}
END_TEST

/* Somebody had the file in an editor. */
START_TEST (a_wrong_line_is_named)
{
  static const char *const wrong[] = {
    "{}\n",
    "[{}]\n",
    "[[]]\n",
    "[{\"member\": \"nobody\", \"date\": \"2026-11-01\"}]\n",
    "[{\"member\": \"m01\", \"date\": \"2026-11-31\"}]\n",
    "[{\"member\": \"m01\", \"date\": \"2026-12-01\", \"shift\": \"day\", \"post\": "
    "\"village\"}]\n",
    "[{\"member\": \"m01\", \"date\": \"2026-11-01\", \"shift\": \"day\"}]\n",
    "[{\"member\": \"m01\", \"date\": \"2026-11-01\", \"shift\": \"dusk\", \"post\": "
    "\"village\"}]\n",
    "[{\"member\": \"m01\", \"date\": \"2026-11-01\", \"colour\": \"red\"}]\n",
    "not JSON\n",
    "\n",
  };
  g_auto (Scene) scene = { 0 };
  const char *fine = "[{\"member\": \"m01\", \"date\": \"2026-11-01\"}]\n";

  begin (&scene);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strconcat (fine, wrong[i], NULL);
      g_autoptr (GPtrArray) faults = NULL;
      g_autoptr (GError) error = NULL;

      fixture_write (scene.folder, STEPS, text);
      ck_assert_msg (geng_store_load_draft (scene.store, scene.station, YEAR, MONTH, &error)
                         == NULL,
                     "%s", wrong[i]);
      ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
      faults = geng_store_list_faults (scene.store);
      ck_assert_uint_eq (faults->len, 1);
      ck_assert_str_eq (((GengFault *) faults->pdata[0])->file, "drafts/2026-11.steps");
      ck_assert_uint_eq (((GengFault *) faults->pdata[0])->line, 2);
    }
}
END_TEST

/* -- a disk that fails, a process that is killed -- */

/* 0: it went well; 1: it said so */
static int
append_in_a_child (Scene *self, int at, FaultKind kind, int code)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      faults_set (self->folder, at, kind, code);
      _exit (geng_store_append_draft (self->store, self->before, self->after, NULL) ? 0 : 1);
    }
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* Whatever call fails or is the last, the draft is the one before or the one after. */
START_TEST (nothing_between)
{
  static const int codes[] = { ENOSPC, EIO, EDQUOT };
  gboolean struck = TRUE;
  int steps = 0;

  /* A call at which nobody can be killed any more is none: the step makes so many. */
  for (; struck; steps++)
    for (int kind = FAULT_KILL_BEFORE; kind <= FAULT_ERROR; kind++)
      {
        g_auto (Scene) scene = { 0 };
        g_autoptr (GRand) rand = g_rand_new_with_seed (3);
        g_autoptr (GengRoster) now = NULL;
        g_autofree char *is = NULL;
        g_autofree char *was = NULL;
        g_autofree char *due = NULL;
        int ended;

        begin (&scene);
        paint (&scene, rand);
        append (&scene);
        /* A day off for who has one is no change. */
        do
          paint (&scene, rand);
        while (geng_roster_count_changes (scene.after, scene.before) == 0);
        ended = append_in_a_child (&scene, steps, (FaultKind) kind,
                                   codes[steps % (int) G_N_ELEMENTS (codes)]);
        if (kind == FAULT_KILL_BEFORE)
          struck = ended == FAULT_EXIT;
        now = load (&scene);
        is = geng_roster_to_json (now);
        was = geng_roster_to_json (scene.before);
        due = geng_roster_to_json (scene.after);
        ck_assert (g_str_equal (is, was) || g_str_equal (is, due));
        if (ended == 0)
          ck_assert_str_eq (is, due);
        if (ended == 1)
          ck_assert_str_eq (is, was);
        /* The next one goes on. */
        ck_assert (geng_store_append_draft (scene.store, now, scene.after, NULL));
        g_clear_object (&now);
        now = load (&scene);
        assert_same (now, scene.after);
      }
  /* To open, to write and to sync at least; a sanitizer hides some calls. */
  ck_assert_int_gt (steps, 3);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store-steps");
  TCase *cases = tcase_create ("all");
  SRunner *runner;
  int failed;

  tcase_set_timeout (cases, 60);
  tcase_add_loop_test (cases, lines_say_what_was_painted, 0, 4);
  tcase_add_test (cases, one_step_is_one_line);
  tcase_add_test (cases, the_draft_of_before_has_its_lines);
  tcase_add_test (cases, lines_that_no_longer_fit_are_kept);
  tcase_add_test (cases, a_line_that_was_cut_off_says_nothing);
  tcase_add_test (cases, what_makes_no_sense_is_refused);
  tcase_add_test (cases, a_wrong_line_is_named);
  tcase_add_test (cases, nothing_between);
  suite_add_tcase (suite, cases);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
