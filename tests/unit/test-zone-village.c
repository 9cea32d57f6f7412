/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A zone whose stations share people, seen from one of its villages, and planned around one. */
#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

#include "../arrays.h"
#include "../results.h"
#include "zone-fixture.h"

/* -- from a village -- */

static gboolean
is_told (GengJudgement *judgement, const char *rule)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (geng_finding_get_rule (findings->pdata[i]), rule))
      return TRUE;
  return FALSE;
}

/* Some duty of a guest at the other station. */
static GengDuty *
first_elsewhere (GengStation *station)
{
  g_autoptr (GPtrArray) rosters = geng_station_list_elsewhere (station);
  g_autoptr (GPtrArray) duties = NULL;

  ck_assert_uint_eq (rosters->len, 1);
  duties = geng_roster_list_duties (rosters->pdata[0]);
  ck_assert_uint_gt (duties->len, 0);
  return g_object_ref (duties->pdata[0]);
}

START_TEST (from_a_village)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GengRoster) draft = NULL;
  g_autoptr (GengPlan) alone = NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GengDuty) away = NULL;
  g_autoptr (GPtrArray) before = NULL;

  zone_plan_both ();
  store = zone_open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_nonnull (geng_station_lookup_member (village, "police/p1"));
  ck_assert (geng_member_get_guest (geng_station_lookup_member (village, "police/p1")));
  ck_assert_ptr_null (geng_store_load_history (store, village, &zone_first, 0, TRUE, NULL));
  ck_assert_uint_eq (n_of (geng_store_list_unread (store)), 0);
  draft = geng_store_load_draft (store, village, 2027, G_DATE_MARCH, NULL);
  ck_assert_uint_gt (zone_count_guests (draft), 0);

  /* Planned alone, those whom the zone plans stay where they are. */
  alone = zone_plan (village, draft);
  ck_assert_uint_eq (zone_count_guests (geng_plan_get_roster (alone)), zone_count_guests (draft));
  before = geng_roster_list_duties (draft);
  for (guint i = 0; i < before->len; i++)
    {
      GengDuty *duty = before->pdata[i];
      GengDuty *now = geng_roster_lookup (geng_plan_get_roster (alone), geng_duty_get_member (duty),
                                          geng_duty_get_date (duty));

      if (geng_member_get_guest (geng_duty_get_member (duty)))
        ck_assert (now != NULL && geng_duty_get_shift (now) == geng_duty_get_shift (duty));
    }

  /* Who serves at the other village cannot serve here on the same day. */
  away = first_elsewhere (village);
  ck_assert_ptr_null (
      geng_roster_lookup (draft, geng_duty_get_member (away), geng_duty_get_date (away)));
  ck_assert_ptr_nonnull (geng_roster_assign (draft, geng_duty_get_member (away),
                                             geng_duty_get_date (away),
                                             geng_station_lookup_shift (village, "day"),
                                             geng_station_lookup_post (village, "gate"), NULL));
  judgement = geng_judge (draft, NULL, NULL);
  ck_assert (is_told (judgement, "elsewhere"));

  /* What is shared is written nowhere but in the pool's folder. */
  ck_assert (geng_store_save (store, village, NULL));
  g_clear_object (&village);
  village = geng_store_load (store, NULL);
  ck_assert_uint_eq (g_list_model_get_n_items (geng_station_get_contracts (village)), 2);
}
END_TEST

/* What the station of that place is told of the others, drafts first; -1: none is opened. */
static int
count_told (GengZone *zone, guint index)
{
  g_autoptr (GengStore) store = geng_zone_open_station (zone, index);
  g_autoptr (GengRoster) history = NULL;
  g_autoptr (GPtrArray) rosters = NULL;
  int n = 0;

  if (store == NULL)
    return -1;
  geng_store_set_zone_drafts (store, TRUE);
  history = geng_store_load_history (store, geng_zone_get_station (zone, index), &zone_first, 0,
                                     TRUE, NULL);
  rosters = geng_station_list_elsewhere (geng_zone_get_station (zone, index));
  for (guint i = 0; i < rosters->len; i++)
    n += (int) g_list_model_get_n_items (rosters->pdata[i]);
  return n;
}

/* Whoever goes through all stations has each folder read once, and from then on as it was. */
START_TEST (each_in_its_turn)
{
  g_autoptr (GengZone) zone = NULL;
  g_autofree char *draft = NULL;
  int at_a, at_b;

  zone_plan_both ();
  zone = zone_load ();
  at_a = count_told (zone, 0);
  at_b = count_told (zone, 1);
  ck_assert_int_gt (at_a, 0);
  ck_assert_int_gt (at_b, 0);
  geng_zone_read_ahead (zone, &zone_first);
  draft = g_build_filename (zone_root, "b", "drafts", "2027-03.csv", NULL);
  ck_assert_int_eq (g_unlink (draft), 0);
  ck_assert_int_eq (count_told (zone, 0), at_a);
  ck_assert_int_eq (count_told (zone, 1), at_b);
  ck_assert (geng_zone_load (zone, NULL));
  ck_assert_int_eq (count_told (zone, 0), 0);
  ck_assert_int_eq (count_told (zone, 1), at_b);
  zone_write_file ("b", "members.csv", "id,name,contract\nm1,m1,nobody\n");
  ck_assert (geng_zone_load (zone, NULL));
  ck_assert_int_eq (count_told (zone, 1), -1);
  ck_assert_int_eq (count_told (zone, 0), 0);
  /* A zone that shares nobody is none that its stations look up to. */
  zone_write_file ("", "zone.ini", "[station a]\n\n[station b]\n");
  ck_assert_int_eq (count_told (zone, 0), -1);
}
END_TEST

/* Whatever was not read of the others is named, and nobody is kept from working. */
START_TEST (a_neighbour_that_cannot_be_read)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GPtrArray) unread = NULL;

  zone_write (3);
  zone_write_file ("b", "members.csv", "id,name,contract\nm1,m1,nobody\n");
  store = zone_open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_nonnull (village);
  ck_assert_ptr_null (geng_store_load_history (store, village, &zone_first, 0, TRUE, NULL));
  unread = geng_store_list_unread (store);
  ck_assert_uint_eq (unread->len, 1);
  ck_assert (g_str_has_prefix (unread->pdata[0], "b: "));
  ck_assert_ptr_nonnull (strstr (unread->pdata[0], "members.csv:2"));
}
END_TEST

/* Who shares nobody with this station has nothing to tell it. */
START_TEST (a_neighbour_that_shares_nobody)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;

  zone_write (3);
  zone_write_file ("b", "members.csv", "id,name,contract\nm1,m1,nobody\n");
  zone_write_file ("", "zone.ini", "[station a]\n\n[station b]\n\n[pool police]\nstations = a\n");
  store = zone_open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_null (geng_store_load_history (store, village, &zone_first, 0, TRUE, NULL));
  ck_assert_uint_eq (n_of (geng_store_list_unread (store)), 0);
  ck_assert_uint_eq (n_of (geng_station_list_elsewhere (village)), 0);
}
END_TEST

static char *
read_file (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (zone_root, folder, file, NULL);
  char *text = NULL;

  ck_assert (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
assert_invalid (GError **error)
{
  ck_assert (g_error_matches (*error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_ptr_nonnull (strstr ((*error)->message, "police/"));
  g_clear_error (error);
}

/* A village's folder is read again after whatever was written to it. */
START_TEST (guests_stay_in_their_pool)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GengStation) again = NULL;
  g_autoptr (GengContract) contract = geng_contract_new ("helper", "helper");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  zone_write (3);
  store = zone_open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_nonnull (geng_station_lookup_contract (village, "police/officer"));
  ck_assert (geng_station_add_contract (village, contract, NULL));
  ck_assert (geng_store_save_people (store, village, NULL));
  before = read_file ("a", "station.ini");
  ck_assert_ptr_nonnull (strstr (before, "[contract helper]"));
  ck_assert_ptr_null (strstr (before, "police/"));
  ck_assert (
      !geng_store_set_key (store, "member", "police/p1", "limit", "duties per week ..1", &error));
  assert_invalid (&error);
  ck_assert (!geng_store_forget (store, "police/p1", NULL, NULL, &error));
  assert_invalid (&error);
  after = read_file ("a", "station.ini");
  ck_assert_str_eq (before, after);
  again = geng_store_load (store, &error);
  g_assert_no_error (error);
}
END_TEST

/* What concerns the village alone is written although its zone has faults. */
START_TEST (own_tables_need_no_zone)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GPtrArray) days = g_ptr_array_new ();
  g_autoptr (GengHoliday) day = geng_holiday_new (&zone_first, "feast", GENG_HOLIDAY_KIND_OFF);
  g_autoptr (GError) error = NULL;

  zone_write (3);
  zone_write_file ("police", "members.csv", "id,name\n");
  store = zone_open_store ("a");
  g_ptr_array_add (days, day);
  ck_assert (geng_store_add_holidays (store, days, &error));
  g_assert_no_error (error);
  ck_assert (geng_store_forget (store, NULL, &zone_first, NULL, &error));
  g_assert_no_error (error);
}
END_TEST

/* Without blocking, the caller's own station is told, also where two calls read at once. */
START_TEST (elsewhere_without_blocking)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GAsyncResult) one = NULL, other = NULL;
  g_autoptr (GPtrArray) wanted = NULL, rosters = NULL, duties = NULL;
  g_autoptr (GengRoster) plain = NULL;

  zone_plan_both ();
  store = zone_open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_null (geng_store_load_history (store, village, &zone_first, 0, TRUE, NULL));
  wanted = geng_station_list_elsewhere (village);
  plain = g_object_ref (wanted->pdata[0]);
  geng_station_set_elsewhere (village, NULL);
  geng_store_load_history_async (store, village, &zone_first, 0, TRUE, NULL, keep_result, &one);
  geng_store_load_history_async (store, village, &zone_first, 0, TRUE, NULL, keep_result, &other);
  ck_assert_ptr_null (geng_store_load_history_finish (store, wait_for (&one), NULL));
  ck_assert_ptr_null (geng_store_load_history_finish (store, wait_for (&other), NULL));
  rosters = geng_station_list_elsewhere (village);
  ck_assert_uint_eq (rosters->len, 1);
  ck_assert_uint_gt (n_of (geng_roster_list_duties (plain)), 0);
  ck_assert_uint_eq (geng_roster_count_changes (rosters->pdata[0], plain), 0);
  duties = geng_roster_list_duties (rosters->pdata[0]);
  for (guint i = 0; i < duties->len; i++)
    {
      GengMember *member = geng_duty_get_member (duties->pdata[i]);
      const char *id = geng_entity_get_id (GENG_ENTITY (member));

      ck_assert_ptr_eq (geng_station_lookup_member (village, id), member);
    }
}
END_TEST

/* What one call could not read stays said when another comes through. */
START_TEST (unread_stays_said)
{
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) village = NULL;
  g_autoptr (GengRoster) draft = NULL;
  g_autoptr (GAsyncResult) past = NULL, read = NULL;

  zone_plan_both ();
  zone_write_file ("b", "members.csv", "id,name,contract\nm1,m1,nobody\n");
  store = zone_open_store ("a");
  village = geng_store_load (store, NULL);
  geng_store_load_history_async (store, village, &zone_first, 0, TRUE, NULL, keep_result, &past);
  ck_assert_ptr_null (geng_store_load_history_finish (store, wait_for (&past), NULL));
  ck_assert_uint_eq (n_of (geng_store_list_unread (store)), 1);
  geng_store_load_draft_async (store, village, 2027, G_DATE_MARCH, NULL, keep_result, &read);
  draft = geng_store_load_draft_finish (store, wait_for (&read), NULL);
  ck_assert_ptr_nonnull (draft);
  ck_assert_uint_eq (n_of (geng_store_list_unread (store)), 1);
}
END_TEST

/* Each village has a law with one id, which asks for other things and names its own shift. */
static void
write_laws (void)
{
  static const char *const most[] = { "1", "3" };

  for (guint v = 0; v < N_VILLAGES; v++)
    {
      g_autofree char *before = read_file (zone_villages[v], "station.ini");
      g_autofree char *after
          = g_strdup_printf ("%slaw = own\n\n[law own]\nname = village rule\nhours-scheme = named\n"
                             "limit = shift:night per period ..%s\n",
                             before, most[v]);

      zone_write_file (zone_villages[v], "station.ini", after);
    }
}

static void
assert_law (GPtrArray *findings, const char *member, const char *law, GengLawVerdict verdict)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const GengLawFinding *finding = findings->pdata[i];

      if (!g_str_equal (geng_entity_get_id (GENG_ENTITY (finding->member)), member))
        continue;
      n++;
      ck_assert_ptr_nonnull (finding->law);
      ck_assert_str_eq (geng_entity_get_id (GENG_ENTITY (finding->law)), law);
      ck_assert_int_eq (finding->verdict, verdict);
    }
  ck_assert_uint_eq (n, 1);
}

START_TEST (laws_of_their_own)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  zone_write (1);
  write_laws ();
  zone = zone_load ();
  joined = geng_zone_join (zone, &error);
  g_assert_no_error (error);
  ck_assert_str_eq (geng_contract_get_laws (geng_station_lookup_contract (joined, "b/guard"))[0],
                    "b/own");
  roster = geng_roster_new (joined, &zone_first, &zone_last, NULL);
  for (guint v = 0; v < N_VILLAGES; v++)
    for (guint day = 0; day < 2; day++)
      {
        g_autofree char *member = g_strconcat (zone_villages[v], "/m1", NULL);
        g_autofree char *shift = g_strconcat (zone_villages[v], "/night", NULL);
        g_autofree char *post = g_strconcat (zone_villages[v], "/gate", NULL);
        GDate date = zone_first;

        g_date_add_days (&date, 2 * day);
        ck_assert_ptr_nonnull (geng_roster_assign (roster,
                                                   geng_station_lookup_member (joined, member),
                                                   &date, geng_station_lookup_shift (joined, shift),
                                                   geng_station_lookup_post (joined, post), NULL));
      }
  findings = geng_roster_check_laws (roster, NULL, &error);
  g_assert_no_error (error);
  assert_law (findings, "a/m1", "a/own", GENG_LAW_VERDICT_BROKEN);
  assert_law (findings, "b/m1", "b/own", GENG_LAW_VERDICT_KEPT);
}
END_TEST

/* -- around a village -- */

/* The one village is planned again around the other, which stays.  The best roster of both is the
 * best around each of them, so nothing is lost, and together they break nothing. */
START_TEST (around_a_village)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengZone) others = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengStation) rest = NULL;
  g_autoptr (GengStation) all = NULL;
  g_autoptr (GengPlan) whole = NULL;
  g_autoptr (GengPlan) around = NULL;
  g_autoptr (GengRoster) kept = NULL;
  g_autoptr (GengRoster) again = NULL;
  g_autoptr (GengRoster) both = NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GError) error = NULL;
  const GengScore *before, *after;

  zone_write (3);
  zone_last = zone_first;
  g_date_set_day (&zone_last, 31);
  zone = zone_load ();
  joined = geng_zone_join (zone, NULL);
  whole = zone_plan (joined, NULL);
  zone_save_month (zone, geng_plan_get_roster (whole), 0);
  kept = geng_zone_take_roster (zone, geng_plan_get_roster (whole), 0, NULL);
  ck_assert_uint_gt (zone_count_guests (kept), 0);

  others = zone_load ();
  geng_zone_leave_out (others, 0);
  rest = geng_zone_join (others, &error);
  g_assert_no_error (error);
  ck_assert_ptr_null (geng_station_lookup_post (rest, "a/gate"));
  ck_assert_ptr_nonnull (geng_station_lookup_post (rest, "b/gate"));
  ck_assert_ptr_null (geng_zone_load_history (others, rest, &zone_first, TRUE, &error));
  g_assert_no_error (error);
  around = zone_plan (rest, NULL);
  again = geng_zone_take_roster (others, geng_plan_get_roster (around), 1, NULL);

  all = geng_zone_join (zone, NULL);
  both = geng_roster_new (all, &zone_first, &zone_last, NULL);
  ck_assert (geng_zone_add_roster (zone, both, 0, kept, &error));
  g_assert_no_error (error);
  ck_assert (geng_zone_add_roster (zone, both, 1, again, &error));
  g_assert_no_error (error);
  judgement = geng_judge (both, NULL, NULL);
  before = geng_judgement_get_score (geng_plan_get_judgement (whole));
  after = geng_judgement_get_score (judgement);
  ck_assert_int_eq (after->broken, 0);
  ck_assert (geng_plan_get_optimal (whole) && geng_plan_get_optimal (around));
  ck_assert_int_eq (after->gaps, before->gaps);
  ck_assert_int_eq (after->cost, before->cost);
}
END_TEST

/* A station that is left out and cannot be read says so. */
START_TEST (around_what_cannot_be_read)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) rest = NULL;
  g_autoptr (GError) error = NULL;

  zone_write (3);
  zone_write_file ("a/drafts", "2027-03.csv",
                   "date,shift,post,member\n2027-03-01,day,gate,nobody\n");
  zone = zone_load ();
  geng_zone_leave_out (zone, 0);
  rest = geng_zone_join (zone, NULL);
  ck_assert_ptr_null (geng_zone_load_history (zone, rest, &zone_first, TRUE, &error));
  ck_assert_ptr_nonnull (error);
  ck_assert_ptr_nonnull (strstr (error->message, "nobody"));
}
END_TEST

static guint
count_elsewhere (GengStation *station)
{
  g_autoptr (GPtrArray) rosters = geng_station_list_elsewhere (station);
  guint n = 0;

  for (guint i = 0; i < rosters->len; i++)
    n += n_of (geng_roster_list_duties (rosters->pdata[i]));
  return n;
}

/* What both published counts, and their drafts first where the zone is mended as one. */
START_TEST (drafts_of_a_neighbour)
{
  g_autoptr (GengStore) store = NULL, other = NULL;
  g_autoptr (GengStation) village = NULL, neighbour = NULL;
  g_autoptr (GengRoster) month = NULL;
  g_autoptr (GengRecord) record = geng_record_new ();
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GError) error = NULL;
  guint told;

  zone_plan_both ();
  other = zone_open_store ("b");
  neighbour = geng_store_load (other, NULL);
  month = geng_store_load_draft (other, neighbour, 2027, G_DATE_MARCH, NULL);
  ck_assert (geng_store_save_record (other, month, record, &error));
  g_assert_no_error (error);
  duties = geng_roster_list_duties (month);
  for (guint i = 0; i < duties->len; i++)
    if (geng_member_get_guest (geng_duty_get_member (duties->pdata[i])))
      geng_roster_remove (month, duties->pdata[i]);
  ck_assert (geng_store_save_draft (other, month, &error));
  store = zone_open_store ("a");
  village = geng_store_load (store, NULL);
  ck_assert_ptr_null (geng_store_load_history (store, village, &zone_first, 0, TRUE, NULL));
  told = count_elsewhere (village);
  ck_assert_uint_gt (told, 0);
  geng_store_set_zone_drafts (store, TRUE);
  ck_assert_ptr_null (geng_store_load_history (store, village, &zone_first, 0, TRUE, NULL));
  ck_assert_uint_eq (count_elsewhere (village), 0);
  /* what is history by then is what was published */
  g_date_add_months (&zone_first, 1);
  g_clear_object (&month);
  month = geng_store_load_history (store, village, &zone_first, 0, TRUE, NULL);
  ck_assert_uint_eq (count_elsewhere (village), told);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("zone-village");
  TCase *tcase = tcase_create ("folders");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 120);
  tcase_add_checked_fixture (tcase, zone_setup, zone_teardown);
  tcase_add_test (tcase, from_a_village);
  tcase_add_test (tcase, each_in_its_turn);
  tcase_add_test (tcase, a_neighbour_that_cannot_be_read);
  tcase_add_test (tcase, a_neighbour_that_shares_nobody);
  tcase_add_test (tcase, guests_stay_in_their_pool);
  tcase_add_test (tcase, own_tables_need_no_zone);
  tcase_add_test (tcase, elsewhere_without_blocking);
  tcase_add_test (tcase, unread_stays_said);
  tcase_add_test (tcase, laws_of_their_own);
  tcase_add_test (tcase, around_a_village);
  tcase_add_test (tcase, around_what_cannot_be_read);
  tcase_add_test (tcase, drafts_of_a_neighbour);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
