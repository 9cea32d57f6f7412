/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * good/NAME and bad/NAME lie over the files of base/.  A good folder is the same station as base/;
 * a bad one has exactly the faults that its file "expected" lists, as FILE:LINE:COLUMN and a part
 * of the message.
 */

#include "store-fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static char *
prepare (const char *kind, const char *name)
{
  g_autofree char *base = g_build_filename (TEST_DATA, "base", NULL);
  g_autofree char *over = g_build_filename (TEST_DATA, kind, name, NULL);
  char *folder = fixture_new_folder ();

  fixture_copy (base, folder);
  fixture_copy (over, folder);
  return folder;
}

static gboolean
has_fault (GPtrArray *faults, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);

  for (guint i = 0; i < faults->len; i++)
    {
      const GengFault *fault = g_ptr_array_index (faults, i);
      g_autofree char *place
          = g_strdup_printf ("%s:%u:%u", fault->file, fault->line, fault->column);

      if (g_str_equal (place, words[0])
          && strstr (fault->message, words[1] != NULL ? words[1] : "") != NULL)
        return TRUE;
    }
  return FALSE;
}

static char *
list_faults (GPtrArray *faults)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *line = geng_fault_to_string (g_ptr_array_index (faults, i));

      g_string_append_printf (text, "\n  %s", line);
    }
  return g_string_free (text, FALSE);
}

static void
check_bad (const char *name)
{
  g_autoptr (FixtureFolder) folder = prepare ("bad", name);
  g_autofree char *expected = fixture_read (folder, "expected");
  g_auto (GStrv) lines = g_strsplit (g_strstrip (expected), "\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) store = geng_store_open (folder, &error);
  g_autoptr (GengStation) station = geng_store_load (store, &error);
  g_autoptr (GPtrArray) faults = geng_store_list_faults (store);
  g_autofree char *found = list_faults (faults);

  ck_assert_msg (station == NULL && g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY),
                 "%s was loaded", name);
  for (guint i = 0; lines[i] != NULL; i++)
    ck_assert_msg (has_fault (faults, lines[i]), "%s: not told: %s; told:%s", name, lines[i],
                   found);
  ck_assert_msg (faults->len == g_strv_length (lines), "%s: %u faults, not %u:%s", name,
                 faults->len, g_strv_length (lines), found);
}

static GengStation *
load_or_fail (const char *folder, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) store = geng_store_open (folder, &error);
  GengStation *station = store != NULL ? geng_store_load (store, &error) : NULL;

  ck_assert_msg (station != NULL, "%s: %s", name, error != NULL ? error->message : "");
  return station;
}

static void
check_good (const char *name)
{
  g_autoptr (FixtureFolder) folder = prepare ("good", name);
  g_autofree char *base = g_build_filename (TEST_DATA, "base", NULL);
  g_autoptr (GengStation) station = load_or_fail (folder, name);
  g_autoptr (GengStation) plain = load_or_fail (base, "base");

  ck_assert (fixture_same (G_OBJECT (plain), G_OBJECT (station), name));
}

static void
for_each_case (const char *kind, void (*check) (const char *name))
{
  g_autofree char *path = g_build_filename (TEST_DATA, kind, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  ck_assert (dir != NULL);
  for (; (name = g_dir_read_name (dir)) != NULL; n++)
    check (name);
  ck_assert_uint_ge (n, 5);
}

START_TEST (good_folders)
{
  for_each_case ("good", check_good);
}
END_TEST

START_TEST (bad_folders)
{
  for_each_case ("bad", check_bad);
}
END_TEST

/* Lines of one kind are told apart by a number; the rules are those of the kind. */
START_TEST (a_kind_has_several_lines)
{
  static const char *const expected[] = { "sequence", "night day never",      "apart", "m01 m02",
                                          "sequence", "day night day soft 3", "apart", "m01 m03" };
  g_autoptr (FixtureFolder) folder = prepare ("good", "short-tables");
  g_autofree char *path = g_build_filename (folder, "station.ini", NULL);
  g_autofree char *before = fixture_read (folder, "station.ini");
  g_autofree char *after = g_strconcat (before,
                                        "apart = m01 m02\nsequence 2 = day night day soft 3\n"
                                        "回避 2 = m01 m03\n",
                                        NULL);
  g_autoptr (GengStation) station = NULL;
  GListModel *rules;

  ck_assert (g_file_set_contents (path, after, -1, NULL));
  station = load_or_fail (folder, "numbered");
  rules = geng_station_get_rules (station);
  ck_assert_uint_eq (g_list_model_get_n_items (rules), G_N_ELEMENTS (expected) / 2);
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      ck_assert_str_eq (geng_rule_get_kind (rule), expected[2 * i]);
      ck_assert_str_eq (geng_rule_get_text (rule), expected[2 * i + 1]);
    }
}
END_TEST

/* Values that a reader who sees base/ would tell, so that good folders are not all wrong in one
 * way. */
START_TEST (base_means_what_it_says)
{
  g_autofree char *base = g_build_filename (TEST_DATA, "base", NULL);
  g_autoptr (GengStation) station = load_or_fail (base, "base");
  GengMember *m02 = geng_station_lookup_member (station, "m02");
  GengShift *night = geng_station_lookup_shift (station, "night");
  GengShift *standby = geng_station_lookup_shift (station, "standby");
  GengDemand *demand = geng_station_lookup_demand (station, "day-patrol");
  g_autoptr (GPtrArray) limits = geng_demand_list_role_limits (demand);
  const GengRoleLimit *police = g_ptr_array_index (limits, 1);
  g_autoptr (GengRequest) wish = g_list_model_get_item (geng_station_get_requests (station), 1);

  ck_assert_str_eq (geng_entity_get_name (GENG_ENTITY (m02)), "钱, 乙");
  ck_assert_str_eq (geng_member_get_posts (m02)[1], "desk");
  ck_assert_int_eq (g_date_get_year (geng_member_get_until (m02)), 2027);
  ck_assert_int_eq (geng_shift_get_end_minute (night), 28 * 60);
  ck_assert_int_eq (geng_shift_get_start_minute (standby), 28 * 60);
  ck_assert_int_eq (geng_demand_get_max (demand), 2);
  ck_assert_str_eq (police->role, "org:police");
  ck_assert_int_eq (police->min, 0);
  ck_assert_int_eq (police->max, 1);
  ck_assert_int_eq (geng_piece_get_recharge_minutes (geng_station_lookup_piece (station, "radio")),
                    240);
  ck_assert_int_eq (geng_item_get_recharge_minutes (geng_station_lookup_item (station, "R2")), 30);
  ck_assert_int_eq (geng_item_get_state (geng_station_lookup_item (station, "R2")),
                    GENG_ITEM_STATE_REPAIR);
  ck_assert_int_eq (geng_request_get_kind (wish), GENG_REQUEST_KIND_WISH_OFF);
  ck_assert_int_eq (geng_request_get_weight (wish), 7);
  ck_assert_int_eq (geng_request_get_end_minute (wish), 23 * 60);
  ck_assert_int_eq (g_date_get_day (geng_request_get_last (wish)), 5);
}
END_TEST

/* -- rows of a month -- */

#define MONTH "2026-11"
#define DUTY "date,shift,post,member,name,items,pinned,note"
#define RECORD DUTY ",sequence,modified,digest,state"
#define SERVICE                                                                                    \
  "date,shift,post,member,name,kind,start,end,stands-in-for,rounds,confirmed-by,confirmed-at,note"

/* A table that has one row, and what is wrong with it: at which words, and in which. */
static const struct
{
  const char *file, *head, *row;
  struct
  {
    const char *at; /* NULL: the row */
    const char *says;
  } faults[2];
} wrong_rows[] = {
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-11-31,day,village,m01,,,,",
    { { "2026-11-31", "no date" } } },
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-12-01,day,village,m01,,,,",
    { { "2026-12-01", "not in this file's month" } } },
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-10-31,day,village,m01,,,,",
    { { "2026-10-31", "not in this file's month" } } },
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-11-01,day,village,m99,,,,",
    { { "m99", "who has left stays" } } },
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-11-01,day,village,v02/m01,,,,",
    { { "v02/m01", "of another station of the zone" } } },
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-11-01,dusk,moon,m01,,,,",
    { { "dusk", "unknown shift" }, { "moon", "unknown post" } } },
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-11-01,,village,m01,,,,",
    { { NULL, "needs a shift and a post" } } },
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-11-01,day,,m01,,,,",
    { { NULL, "needs a shift and a post" } } },
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-11-01,day,village,m01,,,perhaps,",
    { { "perhaps", "write yes" } } },
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-11-01,day,village,m01,钱乙,,,",
    { { "钱乙", "member m01 is 赵甲" } } },
  { "drafts/" MONTH ".csv",
    DUTY,
    "2026-11-01,day,village,m01,,,,\n2026-11-01,night,village,m01,,,,",
    { { NULL, "has a duty on 2026-11-01 already" } } },
  { "drafts/" MONTH ".aside.csv",
    "member,since,proven,reason",
    "m99,2026-11-31,yes,",
    { { "m99", "unknown member" }, { "2026-11-31", "no date" } } },
  { "drafts/" MONTH ".aside.csv",
    "member,since,proven,reason",
    "m01,2026-11-01,perhaps,",
    { { "perhaps", "write yes" } } },
  { "rosters/" MONTH ".csv",
    RECORD,
    "2026-11-01,day,village,m01,,,,,x,2026-10-25T08:00:00Z,,",
    { { "x,2026", "no revision number" } } },
  { "rosters/" MONTH ".csv",
    RECORD,
    "2026-11-01,day,village,m01,,,,,1,soon,,",
    { { "soon", "no moment" } } },
  { "rosters/" MONTH ".csv",
    RECORD,
    "2026-11-01,day,village,m01,,,,,1,2026-10-25T08:00:00Z,,perhaps",
    { { "perhaps", "write on" } } },
  { "rosters/" MONTH ".csv",
    RECORD,
    "2026-11-31,,,m01,,,,,1,2026-10-25T08:00:00Z,,gone",
    { { "2026-11-31", "no date" } } },
  { "journal/" MONTH "/attendance.csv",
    SERVICE,
    ",day,village,m01,,served,,,,,,,",
    { { ",day", "a date is missing" } } },
  { "journal/" MONTH "/attendance.csv",
    SERVICE,
    "2026-11-31,day,village,m01,,served,,,,,,,",
    { { "2026-11-31", "no date" } } },
  { "journal/" MONTH "/attendance.csv",
    SERVICE,
    "2026-12-01,day,village,m01,,served,,,,,,,",
    { { "2026-12-01", "not in this folder's month" } } },
  { "journal/" MONTH "/attendance.csv",
    SERVICE,
    "2026-11-01,day,village,,,served,,,,,,,",
    { { ",,served", "the member is missing" } } },
  { "journal/" MONTH "/attendance.csv",
    SERVICE,
    "2026-11-01,day,village,m01,,slept,,,,never,,,",
    { { "slept", "unknown word" }, { "never", "unknown word" } } },
  { "journal/" MONTH "/attendance.csv",
    SERVICE,
    "2026-11-01,day,village,m01,,served,noon,,,,,,",
    { { "noon", "no time of day" } } },
  { "journal/" MONTH "/attendance.csv",
    SERVICE,
    "2026-11-01,day,village,m01,,served,18:00,17:00,,,,,",
    { { "17:00", "is before 18:00" } } },
  { "journal/" MONTH "/attendance.csv",
    SERVICE,
    "2026-11-01,day,village,m01,,served,08:00,18:00,,,m02,later,",
    { { "later", "no moment" } } },
  { "journal/" MONTH "/attendance.csv",
    SERVICE,
    "2026-11-01,day,village,m01,,served,08:00,18:00,,,m02,1969-12-31T00:00:00Z,",
    { { "1969", "no moment" } } },
  { "journal/" MONTH "/kit.csv",
    "date,shift,member,name,set,item,out,back,state,note",
    "2026-11-01,day,m01,,S01,,noon,,melted,",
    { { "noon", "no time" }, { "melted", "unknown word" } } },
  { "journal/" MONTH "/kit.csv",
    "date,shift,member,name,set,item,out,back,state,note",
    "2026-11-01,day,m01,,,B99,08:00,18:00,,",
    { { "B99", "unknown item" } } },
  { "journal/" MONTH "/kit.csv",
    "date,shift,member,name,set,item,out,back,state,note",
    "2026-11-01,day,m01,,S01,,18:00,17:00,,",
    { { "17:00", "is before 18:00" } } },
  { "journal/" MONTH "/handover.csv",
    "date,time,giver,receiver,complete,report,open",
    "2026-11-01,late,m01,m02,mostly,,",
    { { "late", "no time" }, { "mostly", "unknown word" } } },
  { "journal/" MONTH "/findings.csv",
    "id,date,post,kind,text,place,reporter,department,due,settled,result",
    "1,2026-11-04,village,,light,,,,2026-11-03,2026-11-01,",
    { { "2026-11-03", "is before 2026-11-04" }, { "2026-11-01", "is before 2026-11-04" } } },
  { "journal/" MONTH "/checks.csv",
    "date,campaign,post,premises,inspector,result,notice,recheck,finding",
    "2026-11-04,,village,works,,mended,,2026-11-03,",
    { { "2026-11-03", "is before 2026-11-04" }, { "mended", "unknown word" } } },
};

static gboolean
load_table (GengStore *store, GengStation *station, const char *file)
{
  g_autoptr (GDate) first = g_date_new_dmy (1, 11, 2026), last = g_date_new_dmy (30, 11, 2026);
  g_autoptr (GObject) loaded = NULL;

  if (g_str_has_prefix (file, "drafts/"))
    loaded = (GObject *) geng_store_load_draft (store, station, 2026, 11, NULL);
  else if (g_str_has_prefix (file, "rosters/"))
    {
      g_autoptr (GengRecord) record = NULL;

      loaded = (GObject *) geng_store_load_record (store, station, 2026, 11, &record, NULL);
    }
  else
    loaded = (GObject *) geng_store_load_journal (store, station, first, last, NULL);
  return loaded != NULL;
}

/* The fault stands in the table's second line (a duty that is there twice in its third). */
static void
assert_fault (GPtrArray *faults, int index, guint which)
{
  const char *row = wrong_rows[index].row, *at = wrong_rows[index].faults[which].at;
  guint line = strchr (row, '\n') != NULL ? 3 : 2;
  g_autofree char *told = list_faults (faults);

  for (guint i = 0; i < faults->len; i++)
    {
      const GengFault *fault = g_ptr_array_index (faults, i);
      guint column = at == NULL ? fault->column
                                : 1 + (guint) g_utf8_pointer_to_offset (row, strstr (row, at));

      if (g_strcmp0 (fault->file, wrong_rows[index].file) == 0 && fault->line == line
          && fault->column == column
          && strstr (fault->message, wrong_rows[index].faults[which].says) != NULL)
        return;
    }
  ck_abort_msg ("%s: not told: %s; told:%s", row, wrong_rows[index].faults[which].says, told);
}

START_TEST (wrong_rows_are_named)
{
  g_autoptr (FixtureFolder) folder = fixture_new_folder ();
  g_autofree char *path = g_build_filename (folder, "village", NULL);
  g_autofree char *file = g_build_filename ("village", wrong_rows[_i].file, NULL);
  g_autofree char *table = g_strdup_printf ("%s\n%s\n", wrong_rows[_i].head, wrong_rows[_i].row);
  g_autoptr (GengStore) store = geng_store_create_sample (path, "dafenshanyan", NULL);
  g_autoptr (GengStation) station = geng_store_load (store, NULL);
  g_autoptr (GPtrArray) faults = NULL;
  guint n = wrong_rows[_i].faults[1].says != NULL ? 2 : 1;

  fixture_write (folder, "village/drafts/" MONTH ".csv", DUTY "\n");
  ck_assert (load_table (store, station, wrong_rows[_i].file));
  fixture_write (folder, file, table);
  ck_assert_msg (!load_table (store, station, wrong_rows[_i].file), "%s", wrong_rows[_i].row);
  faults = geng_store_list_faults (store);
  for (guint i = 0; i < n; i++)
    assert_fault (faults, _i, i);
  ck_assert_uint_eq (faults->len, n);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("store-cases");
  TCase *cases = tcase_create ("cases");
  SRunner *runner;
  int failed;

  tcase_add_test (cases, base_means_what_it_says);
  tcase_add_test (cases, good_folders);
  tcase_add_test (cases, a_kind_has_several_lines);
  tcase_add_test (cases, bad_folders);
  tcase_set_timeout (cases, 60);
  tcase_add_loop_test (cases, wrong_rows_are_named, 0, G_N_ELEMENTS (wrong_rows));
  suite_add_tcase (suite, cases);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
