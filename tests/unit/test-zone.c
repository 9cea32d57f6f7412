/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A zone whose stations share people, on folders: planned as one, judged as one, taken apart. */
#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

#include "../arrays.h"
#include "../results.h"
#include "zone-fixture.h"

#define N_SEEDS 10
#define REST_MINUTES (11 * 60)

/* -- as one -- */

static gboolean
is_at (GengDuty *duty, const char *village)
{
  const char *post = geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty)));

  return g_str_has_prefix (post, village) && post[strlen (village)] == '/';
}

/* The judge's plain colleague: who serves where, how often a day, and with how much rest. */
static void
judge_plainly (GengStation *joined, GengRoster *roster)
{
  GListModel *members = geng_station_get_members (joined);

  for (guint m = 0; m < g_list_model_get_n_items (members); m++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, m);
      const char *id = geng_entity_get_id (GENG_ENTITY (member));
      g_autoptr (GPtrArray) duties = geng_roster_list_member (roster, member);

      for (guint i = 0; i < duties->len; i++)
        {
          g_autoptr (GDateTime) start = geng_duty_get_start (duties->pdata[i], joined);
          g_autoptr (GDateTime) end
              = i == 0 ? NULL : geng_duty_get_end (duties->pdata[i - 1], joined);

          ck_assert (g_str_has_prefix (id, "police/")
                     || is_at (duties->pdata[i], id[0] == 'a' ? "a" : "b"));
          if (end != NULL)
            ck_assert_int_ge (g_date_time_difference (start, end),
                              (gint64) REST_MINUTES * 60 * G_USEC_PER_SEC);
        }
    }
}

/* Each station gets its duties and no other, and finds nothing broken; what is open is as much as
 * all of it together. */
static void
take_apart (GengZone *zone, GengPlan *whole)
{
  GengRoster *roster = geng_plan_get_roster (whole);
  guint n_duties = 0;
  gint64 gaps = 0;

  for (guint v = 0; v < N_VILLAGES; v++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GengRoster) own = geng_zone_take_roster (zone, roster, v, &error);
      g_autoptr (GengJudgement) judgement = NULL;
      g_autoptr (GPtrArray) duties = NULL;

      g_assert_no_error (error);
      duties = geng_roster_list_duties (own);
      n_duties += duties->len;
      judgement = geng_judge (own, NULL, &error);
      g_assert_no_error (error);
      ck_assert_int_eq (geng_judgement_get_score (judgement)->broken, 0);
      gaps += geng_judgement_get_score (judgement)->gaps;
    }
  ck_assert_uint_eq (n_duties, n_of (geng_roster_list_duties (roster)));
  ck_assert_int_eq (gaps, geng_judgement_get_score (geng_plan_get_judgement (whole))->gaps);
}

/* The zone's optimum is that of the same people, posts and rules in one station by hand. */
START_TEST (as_one)
{
  guint n_proven = 0;

  for (guint64 seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (GengZone) zone = NULL;
      g_autoptr (GengStore) store = NULL;
      g_autoptr (GengStation) joined = NULL;
      g_autoptr (GengStation) hand = NULL;
      g_autoptr (GengPlan) whole = NULL;
      g_autoptr (GengPlan) same = NULL;
      const GengScore *score, *other;

      zone_write (seed);
      zone = zone_load ();
      joined = geng_zone_join (zone, NULL);
      store = zone_open_store ("hand");
      hand = geng_store_load (store, NULL);
      ck_assert (joined != NULL && hand != NULL);
      whole = zone_plan (joined, NULL);
      same = zone_plan (hand, NULL);
      score = geng_judgement_get_score (geng_plan_get_judgement (whole));
      other = geng_judgement_get_score (geng_plan_get_judgement (same));
      judge_plainly (joined, geng_plan_get_roster (whole));
      take_apart (zone, whole);
      if (!geng_plan_get_optimal (whole) || !geng_plan_get_optimal (same))
        continue;
      n_proven++;
      ck_assert_int_eq (score->gaps, other->gaps);
      ck_assert_int_eq (score->cost, other->cost);
    }
  ck_assert_uint_gt (n_proven, N_SEEDS / 2);
}
END_TEST

/* -- kit, shares, locks -- */

/* Of two radios for a village and none of the pool's, two go out; with the pool's own all four. */
START_TEST (a_pool_brings_its_kit)
{
  for (guint own = 0; own <= 1; own++)
    {
      g_autoptr (GengZone) zone = NULL;
      g_autoptr (GengStation) joined = NULL;
      g_autoptr (GengPlan) whole = NULL;
      g_autofree char *ini
          = g_strconcat ("[station]\ntimezone = Asia/Shanghai\n\n[piece radio]\n\n[role police]\n\n"
                         "[window all]\nstart = 08:00\nend = 08:00\nkit = radio\n\n"
                         "[shift day]\nwindow = all\nstart = 08:00\nend = 18:00\n\n[post gate]\n\n"
                         "[demand day]\npost = gate\nshift = day\ncrew = 4\n\n",
                         NULL);

      zone_write_file ("a", "station.ini", ini);
      zone_write_file ("a", "members.csv", "id,name\nm1,m1\nm2,m2\n");
      zone_write_file ("a", "items.csv", "id,piece\nr1,radio\nr2,radio\n");
      zone_write_file ("police", "pool.ini", own ? "[piece radio]\n" : "");
      zone_write_file ("police", "members.csv", "id,name,roles\np1,p1,police\np2,p2,police\n");
      zone_write_file ("police", "items.csv",
                       own ? "id,piece\nr1,radio\nr2,radio\n" : "id,piece\n");
      zone_write_file ("", "zone.ini", "[station a]\n\n[pool police]\n");
      zone_last = zone_first;
      zone = zone_load ();
      joined = geng_zone_join (zone, NULL);
      whole = zone_plan (joined, NULL);
      ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (whole))->gaps,
                        own ? 0 : 2);
      ck_assert (geng_kit_assign (geng_plan_get_roster (whole), NULL, NULL));
    }
}
END_TEST

/* The words of a village's rule are looked up in its part: `day` is `a/day`. */
static void
check_rules (GengStation *joined)
{
  GListModel *rules = geng_station_get_rules (joined);
  guint n_parts = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);
      g_autoptr (GError) error = NULL;

      ck_assert (geng_rule_check (rule, joined, NULL, &error));
      g_assert_no_error (error);
      n_parts += geng_rule_get_part (rule) != NULL;
    }
  ck_assert_uint_gt (n_parts, 0);
}

/* A pool fills the places for its role at both villages, and its people have like numbers. */
START_TEST (fair_over_all)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengPlan) whole = NULL;
  guint duties[3];
  const char *ini
      = "[station]\ntimezone = Asia/Shanghai\n\n[role police]\n\n"
        "[window all]\nstart = 08:00\nend = 08:00\n\n"
        "[shift day]\nwindow = all\nstart = 08:00\nend = 18:00\n\n[post gate]\n\n"
        "[demand day]\npost = gate\nshift = day\ncrew = 2\nroles = police 1..1\n\n"
        "[contract guard]\n\n[rules]\nfair-share = duties 5\nlimit = day per week ..6\n";

  for (guint v = 0; v < N_VILLAGES; v++)
    {
      zone_write_file (zone_villages[v], "station.ini", ini);
      zone_write_file (zone_villages[v], "members.csv",
                       "id,name,contract\nm1,m1,guard\nm2,m2,guard\n");
    }
  zone_write_file ("police", "pool.ini", "[contract officer]\n\n[rules]\nfair-share = duties 5\n");
  zone_write_file ("police", "members.csv",
                   "id,name,contract,roles\np1,p1,officer,police\np2,p2,officer,police\n"
                   "p3,p3,officer,police\n");
  zone_write_file ("", "zone.ini", "[station a]\n\n[station b]\n\n[pool police]\n");
  g_date_set_day (&zone_last, 6);
  zone = zone_load ();
  joined = geng_zone_join (zone, NULL);
  check_rules (joined);
  whole = zone_plan (joined, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (duties); i++)
    {
      g_autofree char *id = g_strdup_printf ("police/p%u", i + 1);

      duties[i] = n_of (geng_roster_list_member (geng_plan_get_roster (whole),
                                                 geng_station_lookup_member (joined, id)));
    }
  /* 2 villages × 6 days × 1 officer over 3 people; 6 duties over the 2 of each village. */
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (whole))->gaps, 0);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (whole))->cost, 0);
  ck_assert (duties[0] == 4 && duties[1] == 4 && duties[2] == 4);
}
END_TEST

/* Nobody's duty is lost because another has the same day. */
START_TEST (two_on_a_day)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengRoster) all = NULL;
  g_autoptr (GError) error = NULL;

  zone_write (1);
  zone = zone_load ();
  joined = geng_zone_join (zone, NULL);
  all = geng_roster_new (joined, &zone_first, &zone_last, NULL);
  for (guint v = 0; v < N_VILLAGES; v++)
    {
      GengStation *village = geng_zone_get_station (zone, v);
      g_autoptr (GengRoster) own = geng_roster_new (village, &zone_first, &zone_last, NULL);

      ck_assert_ptr_nonnull (
          geng_roster_assign (own, geng_station_lookup_member (village, "police/p1"), &zone_first,
                              geng_station_lookup_shift (village, "day"),
                              geng_station_lookup_post (village, "gate"), NULL));
      ck_assert (geng_zone_add_roster (zone, all, v, own, &error) == (v == 0));
    }
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  ck_assert_uint_eq (n_of (geng_roster_list_duties (all)), 1);
}
END_TEST

static guint
count_aside (GengRoster *roster)
{
  return n_of (geng_roster_list_set_aside (roster));
}

/* Who left the zone since is set aside no more. */
START_TEST (set_aside_and_gone)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengRoster) own = NULL, whole = NULL, rest = NULL, back = NULL;
  GengStation *village;

  zone_write (1);
  zone_write_file ("a", "leave.csv", "member,kind,first,weight\n");
  zone = zone_load ();
  joined = geng_zone_join (zone, NULL);
  village = geng_zone_get_station (zone, 0);
  own = geng_roster_new (village, &zone_first, &zone_last, NULL);
  for (guint m = 1; m <= 2; m++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", m);
      g_autoptr (GengSetAside) one = geng_set_aside_new (geng_station_lookup_member (village, id),
                                                         &zone_first, FALSE, "ill");

      geng_roster_add_set_aside (own, one);
    }
  whole = geng_roster_new (joined, &zone_first, &zone_last, NULL);
  ck_assert (geng_zone_add_roster (zone, whole, 0, own, NULL));
  ck_assert_uint_eq (count_aside (whole), 2);
  back = geng_zone_take_roster (zone, whole, 0, NULL);
  ck_assert_uint_eq (count_aside (back), 2);
  ck_assert (
      geng_station_remove (joined, G_OBJECT (geng_station_lookup_member (joined, "a/m1")), NULL));
  rest = geng_roster_new (joined, &zone_first, &zone_last, NULL);
  ck_assert (geng_zone_add_roster (zone, rest, 0, own, NULL));
  ck_assert_uint_eq (count_aside (rest), 1);
}
END_TEST

START_TEST (locks_all_or_none)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStore) other = NULL;
  g_autoptr (GError) error = NULL;

  zone_write (1);
  zone = zone_load ();
  other = zone_open_store ("b");
  ck_assert (geng_store_lock (other, NULL));
  ck_assert (!geng_zone_lock (zone, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_LOCKED));
  ck_assert (g_str_has_prefix (error->message, "b: "));
  geng_store_unlock (other);
  ck_assert (geng_zone_lock (zone, NULL));
  ck_assert (!geng_store_lock (other, NULL));
  geng_zone_unlock (zone);
  ck_assert (geng_store_lock (other, NULL));
  /* Before anything is read as well, so that it stays what it is. */
  g_clear_object (&zone);
  g_clear_error (&error);
  zone = geng_zone_open (zone_root, NULL);
  ck_assert (!geng_zone_lock (zone, &error));
  ck_assert (g_str_has_prefix (error->message, "b: "));
  geng_store_unlock (other);
  ck_assert (geng_zone_lock (zone, NULL));
  ck_assert (geng_zone_load (zone, NULL));
  ck_assert (!geng_store_lock (other, NULL));
}
END_TEST

/* -- bad input -- */

static const struct
{
  const char *folder, *file, *text;
  const char *says; /* where and what */
} mistakes[] = {
  { "police", "members.csv", "id,name\n", "the pool has no members" },
  { "police", "members.csv", "id,name,contract\np1,p1,nobody\n", "members.csv:2:7" },
  { "police", "pool.ini", "[window all]\n", "pool.ini:1:1: a pool has no [window]" },
  { "police", "pool.ini", "[rules]\nlimit = dusk per week ..2\n", "pool.ini:2:9" },
  { "police", "pool.ini", "[rules]\nlimit = gate per week ..2\n", "pool.ini:2:9" },
  { "b", "holidays.csv", "date,kind\n2027-03-02,off\n",
    "the holidays of 'b' are not those of 'a'" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool police]\nstations = a; c\n",
    "zone.ini:4:12: the zone has no station 'c'" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool a]\n",
    "zone.ini:3:1: 'a' is a station already" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool guards]\n", "there is no such folder" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool police]\n[pool far]\nfolder = nowhere\n",
    "zone.ini:5:10: " },
  { "", "zone.ini", "[station a]\n[station b]\n[pool police]\nstations =\n",
    "no station shares the pool" },
  { "", "zone.ini", "[zone north]\n[station a]\n[station b]\n", "zone.ini:1:1: [zone] has no id" },
  { "", "zone.ini", "[station]\n[station b]\n", "zone.ini:1:1: a station needs an id" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool]\n", "zone.ini:3:1: a pool needs an id" },
  { "", "zone.ini", "[station a]\n[station b]\n[lend us]\nprice = 5\n",
    "zone.ini:3:1: [lend] has no id" },
  { "", "zone.ini", "[station a]\n[station b]\n[lend]\nprice = much\n",
    "zone.ini:4:9: 'much' is no price" },
  { "", "zone.ini", "[station a]\n[station b]\n[lend]\nprice = 5\nstations = a; c\n",
    "zone.ini:5:12: the zone has no station 'c'" },
  { "", "zone.ini", "[station a]\n[station b]\n[lend]\nprice = 5\nstations = a\n",
    "two stations at least lend each other people" },
  { "b", "station.ini",
    "[station]\ntimezone = Asia/Tokyo\nday-start = 07:00\n[window all]\nstart = 07:00\n"
    "end = 07:00\n[shift day]\nwindow = all\n[post gate]\n[contract guard]\n",
    "'b' keeps the time of Asia/Tokyo" },
  { "b", "station.ini",
    "[station]\ntimezone = Asia/Shanghai\nday-start = 07:00\n[window all]\nstart = 07:00\n"
    "end = 07:00\n[shift day]\nwindow = all\n[post gate]\n[contract guard]\n",
    "the duty day of 'b' starts at 07:00, that of 'a' at 08:00" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool police]\ncolour = red\n",
    "zone.ini:4:1: unknown key" },
  { "", "zone.ini", "[station a]\n[station b]\n[pool police]\n[pool twin]\nfolder = police\n",
    "is police/p1 of another pool" },
};

START_TEST (mistakes_are_named)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GError) error = NULL;

  zone_write (2);
  zone_write_file (mistakes[_i].folder, mistakes[_i].file, mistakes[_i].text);
  zone = geng_zone_open (zone_root, &error);
  if (zone != NULL && geng_zone_load (zone, &error))
    joined = geng_zone_join (zone, &error);
  ck_assert_ptr_null (joined);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
  ck_assert_msg (strstr (error->message, mistakes[_i].says) != NULL, "%s", error->message);
}
END_TEST

/* It is told with the line that names it, and the others are planned without it. */
START_TEST (a_missing_station_is_left_out)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;

  zone_write (2);
  zone_write_file ("", "zone.ini", "[station a]\n[station c]\n[station b]\nfolder = far/b\n");
  zone = geng_zone_open (zone_root, NULL);
  ck_assert (geng_zone_load (zone, NULL));
  ck_assert_ptr_null (geng_zone_get_failure (zone, 0));
  ck_assert (g_str_has_prefix (geng_zone_get_failure (zone, 1), "zone.ini:2:1: "));
  ck_assert (g_str_has_prefix (geng_zone_get_failure (zone, 2), "zone.ini:4:10: "));
  ck_assert (geng_zone_lock (zone, NULL));
  geng_zone_unlock (zone);
  joined = geng_zone_join (zone, NULL);
  ck_assert_ptr_nonnull (geng_station_lookup_post (joined, "a/gate"));
  ck_assert_ptr_null (geng_station_lookup_post (joined, "b/gate"));
}
END_TEST

static gboolean
has_file (GPtrArray *faults, const char *file)
{
  for (guint i = 0; i < faults->len; i++)
    if (g_strcmp0 (((GengFault *) faults->pdata[i])->file, file) == 0)
      return TRUE;
  return FALSE;
}

/* All pools are read before anything is said, and a village lists what its zone has. */
START_TEST (mistakes_of_all_pools)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) zone_faults = NULL;
  g_autoptr (GError) error = NULL;

  zone_write (2);
  zone_write_file ("police", "members.csv", "id,name\n");
  zone_write_file ("medics", "members.csv", "id,name,contract\nq1,q1,nobody\n");
  zone_write_file ("", "zone.ini", "[station a]\n[station b]\n[pool police]\n[pool medics]\n");
  zone = geng_zone_open (zone_root, NULL);
  ck_assert (!geng_zone_load (zone, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "police/members.csv: the pool has no members"));
  ck_assert_ptr_nonnull (strstr (error->message, "medics/members.csv:2:7"));
  g_clear_error (&error);
  store = zone_open_store ("a");
  ck_assert_ptr_null (geng_store_load (store, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
  faults = geng_store_list_faults (store);
  ck_assert_uint_eq (faults->len, 2);
  ck_assert (has_file (faults, "../medics/members.csv"));
  ck_assert (has_file (faults, "../police/members.csv"));
  zone_write_file ("", "zone.ini", "[station a]\n[pool nowhere]\n");
  ck_assert_ptr_null (geng_store_load (store, NULL));
  zone_faults = geng_store_list_faults (store);
  ck_assert (has_file (zone_faults, "../zone.ini"));
}
END_TEST

/* Stations that share people count the same days as holidays, and so does the zone. */
START_TEST (one_calendar)
{
  static const struct
  {
    const char *a, *b;
    gboolean same;
  } tables[] = {
    { "2027-03-02,Fair,off\n", "2027-03-02,Market,off\n", TRUE },
    { "2027-03-02,Fair,off\n", "2027-03-03,Fair,off\n", FALSE },
    { "2027-03-02,Fair,off\n", "2027-03-02,Fair,statutory\n", FALSE },
    { "2027-03-02,Fair,off\n", "", FALSE },
    { "2027-03-02,Fair,off\n2027-03-07,,make-up\n", "2027-03-07,,make-up\n2027-03-02,,off\n",
      TRUE },
  };
  g_autofree char *a = g_strconcat ("date,name,kind\n", tables[_i].a, NULL);
  g_autofree char *b = g_strconcat ("date,name,kind\n", tables[_i].b, NULL);
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GError) error = NULL;

  zone_write (2);
  zone_write_file ("a", "holidays.csv", a);
  zone_write_file ("b", "holidays.csv", b);
  zone = zone_load ();
  joined = geng_zone_join (zone, &error);
  ck_assert_int_eq (joined != NULL, tables[_i].same);
  if (joined == NULL)
    ck_assert_ptr_nonnull (strstr (error->message, "the holidays of 'b' are not those of 'a'"));
  else
    ck_assert_uint_eq (g_list_model_get_n_items (geng_station_get_holidays (joined)),
                       _i == 4 ? 2 : 1);
}
END_TEST

/* Whom the pool lists for a shift serves that shift of each station, and where a pool is for some
 * stations its people serve at their posts alone. */
START_TEST (a_pool_for_some)
{
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GError) error = NULL;
  GengMember *p1, *p2;

  zone_write (2);
  zone_write_file ("police", "members.csv",
                   "id,name,contract,roles,shifts\np1,p1,officer,police,night\n"
                   "p2,p2,officer,police,\n");
  zone_write_file ("", "zone.ini",
                   "[zone]\n\n[station a]\n\n[station b]\n\n[pool police]\nstations = a\n");
  zone = zone_load ();
  joined = geng_zone_join (zone, &error);
  g_assert_no_error (error);
  p1 = geng_station_lookup_member (joined, "police/p1");
  p2 = geng_station_lookup_member (joined, "police/p2");
  ck_assert_uint_eq (g_strv_length ((char **) geng_member_get_shifts (p1)), 2);
  ck_assert (g_strv_contains (geng_member_get_shifts (p1), "a/night"));
  ck_assert (g_strv_contains (geng_member_get_shifts (p1), "b/night"));
  ck_assert_ptr_null (geng_member_get_shifts (p2));
  ck_assert_uint_eq (g_strv_length ((char **) geng_member_get_posts (p2)), 1);
  ck_assert_str_eq (geng_member_get_posts (p2)[0], "a/gate");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("zone");
  TCase *tcase = tcase_create ("folders");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 120);
  tcase_add_checked_fixture (tcase, zone_setup, zone_teardown);
  tcase_add_test (tcase, as_one);
  tcase_add_test (tcase, a_pool_brings_its_kit);
  tcase_add_test (tcase, fair_over_all);
  tcase_add_test (tcase, two_on_a_day);
  tcase_add_test (tcase, set_aside_and_gone);
  tcase_add_test (tcase, locks_all_or_none);
  tcase_add_test (tcase, mistakes_of_all_pools);
  tcase_add_loop_test (tcase, one_calendar, 0, 5);
  tcase_add_test (tcase, a_pool_for_some);
  tcase_add_loop_test (tcase, mistakes_are_named, 0, G_N_ELEMENTS (mistakes));
  tcase_add_test (tcase, a_missing_station_is_left_out);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
