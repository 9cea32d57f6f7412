/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "sample.h"

/* A week by hand before the law: who is bound by what, and what each limit and figure is. */

static GengContract *
add_contract (GengStation *station, const char *id, GengHoursScheme scheme)
{
  g_autoptr (GengContract) contract = geng_contract_new (id, NULL);

  geng_contract_set_hours_scheme (contract, scheme);
  g_assert_true (geng_station_add_contract (station, contract, NULL));
  return contract;
}

static void
serve (GengRoster *roster, const char *member, int day, const char *shift)
{
  GengStation *station = geng_roster_get_station (roster);
  GDate date = sample_date (2027, 3, day);

  ck_assert (geng_roster_assign (roster, geng_station_lookup_member (station, member), &date,
                                 geng_station_lookup_shift (station, shift),
                                 geng_station_lookup_post (station, "village"), NULL)
             != NULL);
}

static GengRoster *
new_roster (GengStation *station)
{
  GDate first = sample_date (2027, 3, 1), last = sample_date (2027, 3, 31);

  return geng_roster_new (station, &first, &last, NULL);
}

static const GengLawFinding *
find (GPtrArray *findings, const char *member, const char *law, const char *limit)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const GengLawFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (geng_entity_get_id (GENG_ENTITY (finding->member)), member)
          && (law == NULL
                  ? finding->law == NULL
                  : finding->law != NULL
                        && g_str_equal (geng_entity_get_id (GENG_ENTITY (finding->law)), law))
          && (limit == NULL || (finding->limit != NULL && strstr (finding->limit, limit) != NULL)))
        return finding;
    }
  return NULL;
}

static void
expect (GPtrArray *findings,
        const char *member,
        const char *law,
        const char *limit,
        GengLawVerdict verdict,
        const char *figure)
{
  const GengLawFinding *finding = find (findings, member, law, limit);

  ck_assert_msg (finding != NULL, "nothing of %s for %s", law, member);
  ck_assert_msg (finding->verdict == verdict && g_strcmp0 (finding->figure, figure) == 0,
                 "%s of %s: verdict %d, figure %s", law, member, finding->verdict, finding->figure);
}

static GPtrArray *
check_laws (GengRoster *roster)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = geng_roster_check_laws (roster, NULL, &error);

  ck_assert_msg (findings != NULL, "%s", error != NULL ? error->message : "");
  return findings;
}

/* Seven days of ten hours in a week: overtime by the day and the week, and no day of rest. */
START_TEST (standard)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRoster) roster = new_roster (station);
  GengContract *contract = add_contract (station, "full", GENG_HOURS_SCHEME_STANDARD);
  g_autoptr (GPtrArray) findings = NULL;

  geng_member_set_contract (geng_station_lookup_member (station, "m01"), contract);
  for (int day = 1; day <= 7; day++)
    serve (roster, "m01", day, "day");
  findings = check_laws (roster);
  expect (findings, "m01", "labour-36", NULL, GENG_LAW_VERDICT_OVERTIME, "10 h");
  expect (findings, "m01", "decree-174", NULL, GENG_LAW_VERDICT_OVERTIME, "70 h");
  expect (findings, "m01", "labour-38", NULL, GENG_LAW_VERDICT_BROKEN, "7");
  expect (findings, "m01", "labour-41", "11", GENG_LAW_VERDICT_KEPT, "10 h");
  /* Two hours beyond eight on five days, and both days of the weekend. */
  expect (findings, "m01", "labour-41", "36", GENG_LAW_VERDICT_KEPT, "30 h");
  ck_assert_ptr_null (find (findings, "m01", "contract-68", NULL));
  ck_assert_ptr_null (find (findings, "m01", "women-9", NULL));
  /* m02 has no contract. */
  expect (findings, "m02", NULL, NULL, GENG_LAW_VERDICT_UNBOUND, NULL);
}
END_TEST

/* Twenty working days of ten hours are 40 h of overtime, more than the law's 36, though in all they
 * are fewer hours than a longer month may have. */
START_TEST (overtime)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRoster) roster = new_roster (station);
  GengContract *contract = add_contract (station, "full", GENG_HOURS_SCHEME_STANDARD);
  g_autoptr (GPtrArray) findings = NULL;

  geng_member_set_contract (geng_station_lookup_member (station, "m01"), contract);
  for (int day = 1; day <= 26; day++)
    if (day % 7 < 6 && day % 7 > 0)
      serve (roster, "m01", day, "day");
  findings = check_laws (roster);
  expect (findings, "m01", "labour-41", "36", GENG_LAW_VERDICT_BROKEN, "40 h");
}
END_TEST

/* The contract's own rule is laxer than the law, and does not change what the law says. */
START_TEST (part_time)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRoster) roster = new_roster (station);
  GengContract *contract = add_contract (station, "part", GENG_HOURS_SCHEME_PART_TIME);
  GengContract *none = add_contract (station, "free", GENG_HOURS_SCHEME_NONE);
  g_autoptr (GPtrArray) findings = NULL;

  geng_contract_set_rule (contract, "limit", "hours per week ..60");
  geng_member_set_contract (geng_station_lookup_member (station, "m01"), contract);
  geng_member_set_contract (geng_station_lookup_member (station, "m02"), contract);
  geng_member_set_contract (geng_station_lookup_member (station, "m03"), none);
  for (int day = 2; day <= 4; day++)
    serve (roster, "m01", day, "day");
  serve (roster, "m02", 9, "day");
  serve (roster, "m02", 10, "day");
  serve (roster, "m02", 11, "standby");
  findings = check_laws (roster);
  expect (findings, "m01", "contract-68", NULL, GENG_LAW_VERDICT_BROKEN, "30 h");
  expect (findings, "m02", "contract-68", NULL, GENG_LAW_VERDICT_KEPT, "24 h");
  expect (findings, "m03", NULL, NULL, GENG_LAW_VERDICT_UNBOUND, NULL);
}
END_TEST

/* Summed up by the month: 20.67 × 8 hours, 36 more as overtime; an approval is needed; pay. */
START_TEST (comprehensive)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRoster) roster = new_roster (station);
  GengContract *contract = add_contract (station, "full", GENG_HOURS_SCHEME_MONTH);
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  geng_member_set_contract (geng_station_lookup_member (station, "m01"), contract);
  geng_contract_set_pay_per_hour (contract, GENG_PAY_CLASS_ORDINARY, 2000);
  geng_contract_set_pay_per_hour (contract, GENG_PAY_CLASS_OVERTIME, 3000);
  geng_contract_set_pay_per_hour (contract, GENG_PAY_CLASS_STATUTORY, 5000);
  for (int day = 1; day <= 17; day++)
    serve (roster, "m01", day, "day");
  /* An empty number is none. */
  geng_contract_set_approval (contract, "");
  before = check_laws (roster);
  expect (before, "m01", NULL, NULL, GENG_LAW_VERDICT_APPROVAL, NULL);
  expect (before, "m01", "hours-2025-month", NULL, GENG_LAW_VERDICT_OVERTIME, "170 h");
  expect (before, "m01", "labour-41-month", NULL, GENG_LAW_VERDICT_KEPT, "170 h");
  expect (before, "m01", "labour-44", "overtime", GENG_LAW_VERDICT_KEPT, "150 %");
  expect (before, "m01", "labour-44", "statutory", GENG_LAW_VERDICT_BROKEN, "250 %");
  ck_assert_ptr_null (find (before, "m01", "labour-44", "rest"));
  for (int day = 18; day <= 21; day++)
    serve (roster, "m01", day, "day");
  geng_contract_set_approval (contract, "example 1");
  after = check_laws (roster);
  ck_assert_ptr_null (find (after, "m01", NULL, NULL));
  expect (after, "m01", "labour-41-month", NULL, GENG_LAW_VERDICT_BROKEN, "210 h");
}
END_TEST

/* A nursing mother names the law herself; a station may have laws of its own. */
START_TEST (named)
{
  static const char *const nursing[] = { "women-9", NULL }, *const own[] = { "rest", NULL };
  static const char *const demands[] = { "sequence = night day never", NULL };
  static const char *const wrong[] = { "nap = 2h", NULL };
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRoster) roster = new_roster (station);
  GengContract *contract = add_contract (station, "free", GENG_HOURS_SCHEME_NONE);
  g_autoptr (GengLaw) law = geng_law_new ("rest", "Village rule 3");
  g_autoptr (GPtrArray) findings = NULL, none = NULL;
  g_autoptr (GError) error = NULL;

  geng_law_set_demands (law, demands);
  ck_assert (geng_station_add_law (station, law, NULL));
  geng_contract_set_laws (contract, own);
  geng_member_set_contract (geng_station_lookup_member (station, "m02"), contract);
  geng_member_set_laws (geng_station_lookup_member (station, "m01"), nursing);
  serve (roster, "m01", 1, "night");
  serve (roster, "m02", 1, "night");
  serve (roster, "m02", 2, "day");
  findings = check_laws (roster);
  expect (findings, "m01", "women-9", NULL, GENG_LAW_VERDICT_BROKEN, "1");
  expect (findings, "m02", "rest", NULL, GENG_LAW_VERDICT_BROKEN, NULL);
  geng_law_set_demands (law, wrong);
  none = geng_roster_check_laws (roster, NULL, &error);
  ck_assert_ptr_null (none);
  ck_assert_ptr_nonnull (strstr (error->message, "law rest: "));
  ck_assert_ptr_nonnull (strstr (error->message, "nap"));
}
END_TEST

/* Nursing forbids nights, and hours beyond those of the scheme; a law for another scheme binds
 * nobody by itself. */
START_TEST (nursing)
{
  static const char *const summed[] = { "women-9-month", NULL }, *const daily[]
                                                                 = { "women-9", NULL };
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRoster) roster = new_roster (station);
  GengMember *one = geng_station_lookup_member (station, "m01");
  GengMember *two = geng_station_lookup_member (station, "m02");
  g_autoptr (GPtrArray) findings = NULL, unnamed = NULL;

  geng_member_set_contract (one, add_contract (station, "summed", GENG_HOURS_SCHEME_MONTH));
  geng_member_set_contract (two, add_contract (station, "daily", GENG_HOURS_SCHEME_STANDARD));
  for (int day = 1; day <= 17; day++)
    serve (roster, "m01", day, "day");
  serve (roster, "m02", 1, "day");
  unnamed = check_laws (roster);
  ck_assert_ptr_null (find (unnamed, "m01", "women-9-month", NULL));
  geng_member_set_laws (one, summed);
  geng_member_set_laws (two, daily);
  findings = check_laws (roster);
  expect (findings, "m01", "women-9-month", "nights", GENG_LAW_VERDICT_KEPT, "0");
  expect (findings, "m01", "women-9-month", "hours", GENG_LAW_VERDICT_BROKEN, "170 h");
  expect (findings, "m02", "women-9", "1 d", GENG_LAW_VERDICT_BROKEN, "10 h");
  expect (findings, "m02", "women-9", "week", GENG_LAW_VERDICT_KEPT, "10 h");
}
END_TEST

static void
round_trip (const char *language)
{
  static const char *const demands[]
      = { "limit = nights per week ..3", "limit = duties per week ..6",
          "pay = overtime 150; statutory 300", NULL };
  static const char *const schemes[] = { "month", "part-time", NULL }, *const ids[]
                                                                       = { "own", NULL };
  g_autofree char *folder = g_dir_make_tmp ("geng-law-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "station", NULL);
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengStation) read = NULL;
  g_autoptr (GengLaw) law = geng_law_new ("own", "Village rule 3");
  g_autoptr (GengLaw) back = NULL;
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GError) error = NULL;

  geng_station_set_language (station, language);
  geng_law_set_text (law, "Nobody serves more than three nights.");
  geng_law_set_source (law, "the village, 2026");
  geng_law_set_schemes (law, schemes);
  geng_law_set_demands (law, demands);
  ck_assert (geng_station_add_law (station, law, NULL));
  geng_contract_set_laws (add_contract (station, "full", GENG_HOURS_SCHEME_MONTH), ids);
  geng_member_set_laws (geng_station_lookup_member (station, "m02"), ids);
  store = geng_store_create (path, station, &error);
  ck_assert_msg (store != NULL, "%s", error != NULL ? error->message : "");
  read = geng_store_load (store, &error);
  ck_assert_msg (read != NULL, "%s", error != NULL ? error->message : "");
  back = geng_station_dup_law (read, "own");
  ck_assert (g_strv_equal (geng_law_get_demands (back), demands));
  ck_assert (g_strv_equal (geng_law_get_schemes (back), schemes));
  ck_assert_str_eq (geng_law_get_text (back), geng_law_get_text (law));
  ck_assert_str_eq (geng_law_get_source (back), geng_law_get_source (law));
  ck_assert (
      g_strv_equal (geng_contract_get_laws (geng_station_lookup_contract (read, "full")), ids));
  ck_assert (g_strv_equal (geng_member_get_laws (geng_station_lookup_member (read, "m02")), ids));
}

/* A line names the person, the article where one binds him, and what came of it. */
START_TEST (lines)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRoster) roster = new_roster (station);
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *bound = NULL, *unbound = NULL;

  geng_member_set_contract (geng_station_lookup_member (station, "m01"),
                            add_contract (station, "full", GENG_HOURS_SCHEME_STANDARD));
  for (int day = 1; day <= 7; day++)
    serve (roster, "m01", day, "day");
  findings = check_laws (roster);
  const GengLawFinding *finding = find (findings, "m01", "labour-38", NULL);
  const char *name = geng_entity_get_name (GENG_ENTITY (finding->law));
  bound = geng_law_finding_to_string (finding);
  ck_assert_ptr_nonnull (strstr (bound, name));
  ck_assert_ptr_nonnull (strstr (bound, " · 7 · "));
  unbound = geng_law_finding_to_string (find (findings, "m02", NULL, NULL));
  ck_assert (g_str_has_prefix (unbound, "m02 · "));
}
END_TEST

/* A demand that cannot be read is told, and judges nobody. */
START_TEST (unreadable)
{
  static const char *const demands[]
      = { "nights ..3",     "pay = overtime",   "pay = overtime much",
          "pay = gold 150", "pay = overtime 0", "limit = x ..3" };
  static const char *const schemes[] = { "standard", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      const char *list[] = { demands[i], NULL };
      g_autoptr (GengStation) station = sample_station ();
      g_autoptr (GengRoster) roster = new_roster (station);
      g_autoptr (GengLaw) law = geng_law_new ("own", "Village rule 3");
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (GError) error = NULL;
      GengContract *contract = add_contract (station, "full", GENG_HOURS_SCHEME_STANDARD);

      geng_law_set_schemes (law, schemes);
      geng_law_set_demands (law, list);
      ck_assert (geng_station_add_law (station, law, NULL));
      geng_member_set_contract (geng_station_lookup_member (station, "m01"), contract);
      findings = geng_roster_check_laws (roster, NULL, &error);
      ck_assert_msg (findings == NULL && error != NULL, "%s", demands[i]);
    }
}
END_TEST

/* 20.00 an hour, and what is paid for others, outright or as a factor: the law's percents of it,
 * and what it says of a class of pay that only some have. */
START_TEST (pay)
{
  static const struct
  {
    GengPayClass pay_class;
    int cents, factor; /* of an hour; of an ordinary one, in hundredths */
    const char *demand, *limit, *figure;
    GengLawVerdict verdict;
  } paid[] = {
    { GENG_PAY_CLASS_OVERTIME, 3000, 0, "overtime 150", "overtime at least 150 %", "150 %",
      GENG_LAW_VERDICT_KEPT },
    { GENG_PAY_CLASS_OVERTIME, 2980, 0, "overtime 150", "overtime at least 150 %", "149 %",
      GENG_LAW_VERDICT_BROKEN },
    { GENG_PAY_CLASS_REST_DAY, 0, 200, "rest-day 200", "days of rest at least 200 %", "200 %",
      GENG_LAW_VERDICT_KEPT },
    { GENG_PAY_CLASS_STATUTORY, 0, 250, "statutory 300", "statutory holidays at least 300 %",
      "250 %", GENG_LAW_VERDICT_BROKEN },
    { GENG_PAY_CLASS_NIGHT, 2200, 0, "night 110", "pay at least 110 %", "110 %",
      GENG_LAW_VERDICT_KEPT },
  };
  g_autofree char *demand = g_strconcat ("pay = ", paid[_i].demand, NULL);
  const char *const demands[] = { demand, NULL }, *const ids[] = { "own", NULL };
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRoster) roster = new_roster (station);
  g_autoptr (GengLaw) law = geng_law_new ("own", "Village rule 3");
  GengContract *full = add_contract (station, "full", GENG_HOURS_SCHEME_STANDARD);
  GengContract *summed = add_contract (station, "summed", GENG_HOURS_SCHEME_MONTH);
  GengContract *unpaid = add_contract (station, "unpaid", GENG_HOURS_SCHEME_STANDARD);
  GengContract *contracts[] = { full, summed, unpaid };
  g_autoptr (GPtrArray) findings = NULL;

  geng_law_set_demands (law, demands);
  ck_assert (geng_station_add_law (station, law, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (contracts); i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i + 1);

      geng_contract_set_pay_per_hour (contracts[i], paid[_i].pay_class, paid[_i].cents);
      geng_contract_set_factor (contracts[i], paid[_i].pay_class, paid[_i].factor);
      if (contracts[i] != unpaid)
        geng_contract_set_pay_per_hour (contracts[i], GENG_PAY_CLASS_ORDINARY, 2000);
      geng_contract_set_laws (contracts[i], ids);
      geng_member_set_contract (geng_station_lookup_member (station, id), contracts[i]);
    }
  serve (roster, "m01", 1, "day");
  findings = check_laws (roster);
  expect (findings, "m01", "own", paid[_i].limit, paid[_i].verdict, paid[_i].figure);
  /* Summed hours have no days of rest; without ordinary pay there is nothing to compare with. */
  ck_assert_int_eq (find (findings, "m02", "own", "pay") == NULL,
                    paid[_i].pay_class == GENG_PAY_CLASS_REST_DAY);
  ck_assert_ptr_null (find (findings, "m03", "own", "pay"));
}
END_TEST

/* A finding is a value: its copy outlives it. */
START_TEST (copied)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRoster) roster = new_roster (station);
  GPtrArray *findings;
  g_autoptr (GPtrArray) copies
      = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_law_finding_free);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  geng_member_set_contract (geng_station_lookup_member (station, "m01"),
                            add_contract (station, "full", GENG_HOURS_SCHEME_STANDARD));
  serve (roster, "m01", 1, "day");
  findings = check_laws (roster);
  for (guint i = 0; i < findings->len; i++)
    {
      g_ptr_array_add (texts, geng_law_finding_to_string (findings->pdata[i]));
      g_ptr_array_add (copies, geng_law_finding_copy (findings->pdata[i]));
    }
  g_ptr_array_unref (findings);
  ck_assert_uint_gt (copies->len, 3);
  for (guint i = 0; i < copies->len; i++)
    {
      g_autofree char *text = geng_law_finding_to_string (copies->pdata[i]);

      ck_assert_str_eq (text, texts->pdata[i]);
    }
  geng_law_finding_free (NULL);
}
END_TEST

/* As it is written, in either language, it is read. */
START_TEST (written)
{
  round_trip ("en");
  round_trip ("zh_CN");
}
END_TEST

/* Each shipped law has its words and its source, and says what can be read. */
START_TEST (shipped)
{
  g_autoptr (GPtrArray) laws = geng_law_list_shipped ();

  ck_assert_uint_ge (laws->len, 10);
  for (guint i = 0; i < laws->len; i++)
    {
      GengLaw *law = g_ptr_array_index (laws, i);

      ck_assert_ptr_nonnull (geng_law_get_text (law));
      ck_assert_ptr_nonnull (geng_law_get_source (law));
      ck_assert_ptr_nonnull (geng_law_get_demands (law)[0]);
      ck_assert (!geng_law_is_for (law, GENG_HOURS_SCHEME_NONE));
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("law");
  TCase *tcase = tcase_create ("law");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, standard);
  tcase_add_test (tcase, overtime);
  tcase_add_test (tcase, part_time);
  tcase_add_test (tcase, comprehensive);
  tcase_add_test (tcase, named);
  tcase_add_test (tcase, nursing);
  tcase_add_test (tcase, lines);
  tcase_add_test (tcase, unreadable);
  tcase_add_loop_test (tcase, pay, 0, 5);
  tcase_add_test (tcase, copied);
  tcase_add_test (tcase, written);
  tcase_add_test (tcase, shipped);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
