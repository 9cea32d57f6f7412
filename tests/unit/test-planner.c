/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include <string.h>

#include "../arrays.h"
#include "village.h"

/* A limit of an hour, which is far: what is found and proven is the same. */
static GengPlanner *
make_planner_in_time (Village *village, gboolean limited)
{
  GengPlanner *planner = make_planner (village);

  geng_planner_set_time_limit_seconds (planner, limited ? 3600 : 0);
  return planner;
}

static const GengScore *
score_of (GengPlan *plan)
{
  return geng_judgement_get_score (geng_plan_get_judgement (plan));
}

static char *
roster_text (GengRoster *roster)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];
      GengEntity *member = GENG_ENTITY (geng_duty_get_member (duty));
      GengEntity *shift = GENG_ENTITY (geng_duty_get_shift (duty));

      g_string_append_printf (text, "%u %s %s\n", g_date_get_julian (geng_duty_get_date (duty)),
                              geng_entity_get_id (member), geng_entity_get_id (shift));
    }
  return g_string_free (text, FALSE);
}

START_TEST (test_fills_every_place)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  village_init (&village, 4);
  planner = make_planner (&village);
  plan = geng_planner_plan (planner, NULL, &error);
  ck_assert_msg (plan != NULL, "%s", error != NULL ? error->message : "");
  ck_assert_int_eq (score_of (plan)->broken, 0);
  ck_assert_int_eq (score_of (plan)->gaps, 0);
  ck_assert_uint_eq (n_of (geng_roster_list_duties (geng_plan_get_roster (plan))), 28);
  ck_assert_int_eq (geng_plan_get_bound_gaps (plan), 0);
  village_clear (&village);
}
END_TEST

/* Two people, runs of four at most: on 14 days each is off at least twice, so that at least four
 * of the 28 places stay open; the planner finds so many and proves that there are no fewer. */
START_TEST (test_proves_the_shortage)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;

  village_init (&village, 2);
  planner = make_planner_in_time (&village, _i == 1);
  plan = geng_planner_plan (planner, NULL, NULL);
  ck_assert_ptr_nonnull (plan);
  ck_assert_int_eq (score_of (plan)->broken, 0);
  ck_assert_int_eq (score_of (plan)->gaps, 4);
  ck_assert_int_eq (geng_plan_get_bound_gaps (plan), 4);
  village_clear (&village);
}
END_TEST

/* Three people can fill two weeks, and there is nothing to pay.  Hardly any effort leaves gaps: a
 * cost that cannot be less is no proof of the best roster. */
START_TEST (test_the_best_has_both_proofs)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL, starved = NULL;

  village_init (&village, 3);
  planner = make_planner (&village);
  plan = geng_planner_plan (planner, NULL, NULL);
  geng_planner_set_effort_limit (planner, 1);
  starved = geng_planner_plan (planner, NULL, NULL);
  ck_assert (plan != NULL && starved != NULL);
  ck_assert_int_eq (score_of (plan)->gaps, 0);
  ck_assert_int_gt (score_of (starved)->gaps, 0);
  ck_assert_int_eq (score_of (starved)->cost, geng_plan_get_bound_cost (starved));
  ck_assert_int_eq (geng_plan_get_bound_gaps (starved), 0);
  ck_assert (!geng_plan_get_optimal (starved));
  village_clear (&village);
}
END_TEST

/* The certificate claims what the plan says; tests/proof checks such claims. */
START_TEST (test_certifies)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL, plain = NULL;

  village_init (&village, 2);
  planner = make_planner_in_time (&village, _i == 1);
  plain = geng_planner_plan (planner, NULL, NULL);
  ck_assert_ptr_null (geng_plan_get_certificate (plain));
  ck_assert (!geng_plan_get_certified (plain));
  geng_planner_set_certify (planner, TRUE);
  plan = geng_planner_plan (planner, NULL, NULL);
  ck_assert_ptr_nonnull (geng_plan_get_certificate (plan));
  ck_assert_ptr_nonnull (strstr (geng_plan_get_certificate (plan), "\nclaim gaps 4\n"));
  ck_assert (geng_plan_get_certified (plan));
  village_clear (&village);
}
END_TEST

START_TEST (test_same_input_same_roster)
{
  Village village;
  g_autofree char *first = NULL;

  village_init (&village, 5);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GengPlanner) planner = make_planner (&village);
      g_autoptr (GengPlan) plan = NULL;
      g_autofree char *text = NULL;

      geng_planner_set_threads (planner, i);
      plan = geng_planner_plan (planner, NULL, NULL);
      ck_assert_ptr_nonnull (plan);
      text = roster_text (geng_plan_get_roster (plan));
      if (first == NULL)
        first = g_steal_pointer (&text);
      else
        ck_assert_str_eq (text, first);
    }
  village_clear (&village);
}
END_TEST

START_TEST (test_pins_hold)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengRoster) base = NULL;
  g_autoptr (GengPlan) plan = NULL;
  GengMember *last;
  GengDuty *duty;

  village_init (&village, 4);
  last = geng_station_lookup_member (village.station, "m04");
  base = geng_roster_new (village.station, &village.first, &village.last, NULL);
  for (guint i = 0; i < 3; i++)
    {
      GDate date = village.first;

      g_date_add_days (&date, 5 + i);
      duty = geng_roster_assign (base, last, &date, village.night, village.gate, NULL);
      geng_duty_set_pinned (duty, TRUE);
    }
  planner = make_planner (&village);
  geng_planner_set_base (planner, base);
  plan = geng_planner_plan (planner, NULL, NULL);
  ck_assert_ptr_nonnull (plan);
  for (guint i = 0; i < 3; i++)
    {
      GDate date = village.first;

      g_date_add_days (&date, 5 + i);
      duty = geng_roster_lookup (geng_plan_get_roster (plan), last, &date);
      ck_assert_ptr_nonnull (duty);
      ck_assert_ptr_eq (geng_duty_get_shift (duty), village.night);
    }
  village_clear (&village);
}
END_TEST

static GengSetAside *
only_one_aside (GengPlan *plan)
{
  g_autoptr (GPtrArray) list = geng_roster_list_set_aside (geng_plan_get_roster (plan));

  ck_assert_uint_eq (list->len, 1);
  return list->pdata[0];
}

static gboolean
finds (GengJudgement *judgement, const char *rule)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (geng_finding_get_rule (findings->pdata[i]), rule))
      return TRUE;
  return FALSE;
}

/* Runs of four allow 12 of 14 days, 144 hours: who must serve 150 has no line.  Those two rules are
 * named; that of the rest, which has no part in it, is not.  The other three fill what they can,
 * and what is proven is proven without him. */
START_TEST (test_sets_aside_who_has_no_line)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GengRule) rule = geng_rule_new ("limit", "hours per period 150h..");
  g_autoptr (GengJudgement) again = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GError) error = NULL;
  GengMember *member;
  GengSetAside *one;

  village_init (&village, 5);
  member = geng_station_lookup_member (village.station, "m02");
  geng_member_add_rule (member, rule);
  planner = make_planner (&village);
  geng_planner_set_certify (planner, TRUE);
  plan = geng_planner_plan (planner, NULL, &error);
  ck_assert_msg (plan != NULL, "%s", error != NULL ? error->message : "");
  ck_assert_ptr_nonnull (strstr (geng_plan_get_certificate (plan), "\nwithout m02 proven "));
  ck_assert_ptr_nonnull (strstr (geng_plan_get_certificate (plan), "\nclaim gaps 0\n"));
  one = only_one_aside (plan);
  ck_assert_ptr_eq (geng_set_aside_get_member (one), member);
  ck_assert (geng_set_aside_get_proven (one));
  ck_assert (g_date_compare (geng_set_aside_get_since (one), &village.first) == 0);
  ck_assert_ptr_nonnull (strstr (geng_set_aside_get_reason (one), "150"));
  ck_assert_ptr_nonnull (strstr (geng_set_aside_get_reason (one), "4"));
  ck_assert_ptr_null (strstr (geng_set_aside_get_reason (one), "11"));
  duties = geng_roster_list_member (geng_plan_get_roster (plan), member);
  ck_assert_uint_eq (duties->len, 0);
  ck_assert_int_eq (score_of (plan)->gaps, 0);
  /* The judge does not hold his own rules against him, but a new duty. */
  again = geng_judge (geng_plan_get_roster (plan), NULL, NULL);
  ck_assert_int_eq (geng_judgement_get_score (again)->broken, 0);
  geng_roster_assign (geng_plan_get_roster (plan), member, &village.first, village.day,
                      village.gate, NULL);
  g_clear_object (&again);
  again = geng_judge (geng_plan_get_roster (plan), NULL, NULL);
  ck_assert (finds (again, "set-aside"));
  village_clear (&village);
}
END_TEST

typedef struct
{
  guint64 effort;
  guint n_restarts; /* of the count */
} Count;

static void
on_count (GengPlanner *planner G_GNUC_UNUSED, GengProgress *progress, Count *count)
{
  guint64 effort = geng_progress_get_effort (progress);

  count->n_restarts += effort < count->effort;
  count->effort = effort;
}

/* Three people have no line.  Whoever leaves the plan leaves what he has cost it: it is counted on,
 * towards one limit. */
START_TEST (test_who_has_no_line_takes_of_the_limit)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GPtrArray) aside = NULL;
  Count count = { 0 };

  village_init (&village, 6);
  for (guint i = 4; i <= 6; i++)
    {
      g_autoptr (GengRule) rule = geng_rule_new ("limit", "hours per period 150h..");
      g_autofree char *id = g_strdup_printf ("m%02u", i);

      geng_member_add_rule (geng_station_lookup_member (village.station, id), rule);
    }
  planner = make_planner (&village);
  g_signal_connect (planner, "progress", G_CALLBACK (on_count), &count);
  plan = geng_planner_plan (planner, NULL, NULL);
  ck_assert_ptr_nonnull (plan);
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  ck_assert_uint_eq (aside->len, 3);
  ck_assert_uint_eq (count.n_restarts, 0);
  ck_assert_uint_gt (count.effort, 0);
  ck_assert_uint_eq (geng_plan_get_effort (plan), count.effort);
  village_clear (&village);
}
END_TEST

/* From the 8th on nobody can give m02 the hours that he lacks.  What he served stays and counts;
 * the duty that was fixed for the 12th is open, for the others to fill. */
START_TEST (test_who_is_set_aside_keeps_what_he_served)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GengRoster) base = NULL;
  g_autoptr (GengRule) rule = geng_rule_new ("limit", "hours per period 150h..");
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = NULL;
  GDate served, fixed, start;
  GengMember *member;

  village_init (&village, 5);
  member = geng_station_lookup_member (village.station, "m02");
  geng_member_add_rule (member, rule);
  base = geng_roster_new (village.station, &village.first, &village.last, NULL);
  g_date_set_dmy (&served, 3, G_DATE_DECEMBER, 2026);
  g_date_set_dmy (&start, 8, G_DATE_DECEMBER, 2026);
  g_date_set_dmy (&fixed, 12, G_DATE_DECEMBER, 2026);
  geng_roster_assign (base, member, &served, village.day, village.gate, NULL);
  geng_duty_set_pinned (geng_roster_assign (base, member, &fixed, village.day, village.gate, NULL),
                        TRUE);
  planner = make_planner (&village);
  geng_planner_set_base (planner, base);
  now = geng_station_instant (village.station, &start,
                              geng_station_get_day_start_minute (village.station));
  geng_planner_set_change_from (planner, now);
  plan = geng_planner_plan (planner, NULL, &error);
  ck_assert_msg (plan != NULL, "%s", error != NULL ? error->message : "");
  ck_assert (g_date_compare (geng_set_aside_get_since (only_one_aside (plan)), &start) == 0);
  duties = geng_roster_list_member (geng_plan_get_roster (plan), member);
  ck_assert_uint_eq (duties->len, 1);
  ck_assert (g_date_compare (geng_duty_get_date (duties->pdata[0]), &served) == 0);
  village_clear (&village);
}
END_TEST

/* Rosters exist. The people are so few that whoever took this for a contradiction would soon name
 * one; test-little-effort.c has more of them, and more effort. */
START_TEST (test_no_effort_is_no_proof)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GError) error = NULL;

  crowd_init (&village, 3 * N_GROUPS, 6 * N_GROUPS, 1);
  planner = make_planner (&village);
  geng_planner_set_effort_limit (planner, 1);
  ck_assert_ptr_null (geng_planner_plan (planner, NULL, &error));
  ck_assert_msg (g_error_matches (error, GENG_ERROR, GENG_ERROR_NO_ROSTER), "%s", error->message);
  village_clear (&village);
}
END_TEST

/* Each of the words, ended by NULL, is said. */
static void
check_words (const char *said, ...)
{
  va_list words;

  va_start (words, said);
  for (const char *word = va_arg (words, const char *); word != NULL;
       word = va_arg (words, const char *))
    ck_assert_msg (strstr (said, word) != NULL, "“%s” is not in: %s", word, said);
  va_end (words);
}

static guint
count_parts (const char *reason)
{
  g_auto (GStrv) parts = g_strsplit (reason, "; ", -1);

  return g_strv_length (parts);
}

/* Two who never serve together, and both have their duty fixed on the same day and post. */
START_TEST (test_names_a_proven_contradiction)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengRoster) base = NULL;
  g_autoptr (GengRule) rule = geng_rule_new ("apart", "m01 m02");
  g_autoptr (GError) error = NULL;

  village_init (&village, 4);
  geng_demand_set_crew (geng_station_lookup_demand (village.station, "day"), 1, 1, 2);
  geng_station_add_rule (village.station, rule);
  base = geng_roster_new (village.station, &village.first, &village.last, NULL);
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i);

      geng_duty_set_pinned (geng_roster_assign (base,
                                                geng_station_lookup_member (village.station, id),
                                                &village.first, village.day, village.gate, NULL),
                            TRUE);
    }
  planner = make_planner_in_time (&village, _i == 1);
  geng_planner_set_base (planner, base);
  ck_assert_ptr_null (geng_planner_plan (planner, NULL, &error));
  ck_assert_msg (g_error_matches (error, GENG_ERROR, GENG_ERROR_CONTRADICTION), "%s",
                 error->message);
  check_words (error->message, "Never in one crew: m01, m02", NULL);
  ck_assert_msg (strstr (error->message, "11") == NULL && strstr (error->message, "larger") == NULL,
                 "%s", error->message);
  village_clear (&village);
}
END_TEST

/* Two weeks have 28 places, and four who serve eight times each need 32.  No three of them do, and
 * no rule beside that and the crews' size has a part in it. */
START_TEST (test_names_a_quota_that_brings_too_many)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengRule) rule = geng_rule_new ("limit", "duties per period 8..");
  g_autoptr (GError) error = NULL;
  const char *const days[] = { "day", NULL };

  village_init (&village, 5);
  geng_rule_set_place (rule, "station.ini:7");
  geng_contract_add_rule (village.contract, rule);
  geng_member_set_contract (geng_station_lookup_member (village.station, "m03"), NULL);
  planner = make_planner_in_time (&village, _i == 1);
  ck_assert_ptr_null (geng_planner_plan (planner, NULL, &error));
  ck_assert_msg (g_error_matches (error, GENG_ERROR, GENG_ERROR_CONTRADICTION), "%s",
                 error->message);
  check_words (error->message, "no crew is larger", "(m01, m02, m04, m05) [station.ini:7]", NULL);
  ck_assert_msg (strstr (error->message, "11") == NULL && strstr (error->message, "apart") == NULL,
                 "%s", error->message);
  /* Of the two who serve by day alone it is shown without the others: 16 of 14 days. */
  g_clear_error (&error);
  geng_member_set_shifts (geng_station_lookup_member (village.station, "m04"), days);
  geng_member_set_shifts (geng_station_lookup_member (village.station, "m05"), days);
  ck_assert_ptr_null (geng_planner_plan (planner, NULL, &error));
  check_words (error->message, "no crew is larger", "m04, m05) [station.ini:7]", NULL);
  village_clear (&village);
}
END_TEST

/* Those who always serve together have one line or none: the two limits that leave them none are
 * named, with whose they are, and nothing else. */
START_TEST (test_names_what_leaves_a_group_no_line)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GengRule) together = geng_rule_new ("together", "m01 m02 m03");
  g_autoptr (GengRule) none = geng_rule_new ("limit", "night per period ..0");
  g_autoptr (GengRule) many = geng_rule_new ("limit", "night per period 5..");
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GError) error = NULL;

  village_init (&village, 6);
  geng_station_add_rule (village.station, together);
  geng_member_add_rule (geng_station_lookup_member (village.station, "m01"), none);
  geng_member_add_rule (geng_station_lookup_member (village.station, "m02"), many);
  planner = make_planner (&village);
  plan = geng_planner_plan (planner, NULL, &error);
  ck_assert_msg (plan != NULL, "%s", error != NULL ? error->message : "");
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  ck_assert_uint_eq (aside->len, 3);
  for (guint i = 0; i < aside->len; i++)
    {
      const char *reason = geng_set_aside_get_reason (aside->pdata[i]);

      ck_assert (geng_set_aside_get_proven (aside->pdata[i]));
      check_words (reason, "Always in one crew: m01, m02, m03", "(m01)", "(m02)", NULL);
      ck_assert_uint_eq (count_parts (reason), 3);
    }
  village_clear (&village);
}
END_TEST

/* He is alone, and his name stands there: whom he could keep from serving with is nobody. */
START_TEST (test_names_the_only_member)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengRule) rule = geng_rule_new ("limit", "duties per period 3..");
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  village_init (&village, 1);
  planner = make_planner (&village);
  plan = geng_planner_plan (planner, NULL, &error);
  ck_assert_msg (plan != NULL, "%s", error != NULL ? error->message : "");
  ck_assert_int_eq (score_of (plan)->broken, 0);
  /* 14 days, off after four: two are free, so that 12 of 28 places are filled. */
  ck_assert_int_eq (score_of (plan)->gaps, 16);
  geng_member_add_rule (geng_station_lookup_member (village.station, "m01"), rule);
  geng_demand_set_crew (geng_station_lookup_demand (village.station, "day"), 0, 0, 0);
  geng_demand_set_crew (geng_station_lookup_demand (village.station, "night"), 0, 0, 0);
  g_clear_object (&plan);
  plan = geng_planner_plan (planner, NULL, &error);
  ck_assert_ptr_null (plan);
  ck_assert_msg (g_error_matches (error, GENG_ERROR, GENG_ERROR_CONTRADICTION), "%s",
                 error->message);
  check_words (error->message, "no crew is larger", "(m01)", NULL);
  village_clear (&village);
}
END_TEST

/* Of the faults of a station the first is told, with how many there are. */
START_TEST (test_names_the_first_fault)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengRule) bad = geng_rule_new ("rest", "soon");
  g_autoptr (GengRule) worse = geng_rule_new ("run", "often");
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  village_init (&village, 2);
  geng_station_add_rule (village.station, bad);
  planner = make_planner (&village);
  for (guint n = 1; n <= 2; n++)
    {
      g_autofree char *first = NULL;
      g_autofree char *count = g_strdup_printf ("(%u)", n);

      g_clear_pointer (&faults, g_ptr_array_unref);
      faults = geng_station_validate (village.station);
      ck_assert_uint_eq (faults->len, n);
      first = geng_fault_to_string (faults->pdata[0]);
      g_clear_error (&error);
      ck_assert_ptr_null (geng_planner_plan (planner, NULL, &error));
      ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
      check_words (error->message, count, first, NULL);
      if (n == 1)
        geng_station_add_rule (village.station, worse);
    }
  village_clear (&village);
}
END_TEST

static void
count_call (guint *n)
{
  ++*n;
}

/* What is set is what is got, and is told once. */
START_TEST (test_settings_hold)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autofree GParamSpec **specs = NULL;
  guint n_specs, n_set = 0;

  village_init (&village, 2);
  planner = make_planner (&village);
  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (planner), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    {
      g_auto (GValue) before = G_VALUE_INIT, wanted = G_VALUE_INIT, after = G_VALUE_INIT;
      g_autofree char *signal = g_strconcat ("notify::", specs[i]->name, NULL);
      guint n_told = 0;

      if ((specs[i]->flags & G_PARAM_WRITABLE) == 0 || (specs[i]->flags & G_PARAM_CONSTRUCT_ONLY)
          || G_IS_PARAM_SPEC_OBJECT (specs[i]) || G_IS_PARAM_SPEC_BOXED (specs[i]))
        continue;
      g_value_init (&before, specs[i]->value_type);
      g_value_init (&wanted, specs[i]->value_type);
      g_value_init (&after, specs[i]->value_type);
      g_object_get_property (G_OBJECT (planner), specs[i]->name, &before);
      if (G_IS_PARAM_SPEC_BOOLEAN (specs[i]))
        g_value_set_boolean (&wanted, !g_value_get_boolean (&before));
      else if (G_IS_PARAM_SPEC_INT (specs[i]))
        g_value_set_int (&wanted, g_value_get_int (&before) + 3);
      else if (G_IS_PARAM_SPEC_UINT (specs[i]))
        g_value_set_uint (&wanted, g_value_get_uint (&before) + 3);
      else if (G_IS_PARAM_SPEC_UINT64 (specs[i]))
        g_value_set_uint64 (&wanted, g_value_get_uint64 (&before) + 3);
      else if (G_IS_PARAM_SPEC_DOUBLE (specs[i]))
        g_value_set_double (&wanted, g_value_get_double (&before) + 3);
      else if (G_IS_PARAM_SPEC_ENUM (specs[i]))
        g_value_set_enum (&wanted, g_value_get_enum (&before) == 0);
      else
        ck_abort_msg ("%s is of another type", specs[i]->name);
      g_signal_connect_swapped (planner, signal, G_CALLBACK (count_call), &n_told);
      for (guint times = 0; times < 2; times++)
        g_object_set_property (G_OBJECT (planner), specs[i]->name, &wanted);
      g_object_get_property (G_OBJECT (planner), specs[i]->name, &after);
      ck_assert_msg (g_param_values_cmp (specs[i], &wanted, &after) == 0, "%s", specs[i]->name);
      ck_assert_msg (n_told == 1, "%s is told %u times", specs[i]->name, n_told);
      n_set++;
    }
  ck_assert_uint_gt (n_set, 5);
  village_clear (&village);
}
END_TEST

/* Whom the clock stops before there was any roster is told that, and nothing about the rules. */
START_TEST (test_stopped_by_the_clock)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  village_init (&village, 30);
  planner = make_planner (&village);
  geng_planner_set_time_limit_seconds (planner, 1e-6);
  plan = geng_planner_plan (planner, NULL, &error);
  ck_assert_int_eq (plan != NULL, error == NULL);
  if (plan == NULL)
    ck_assert_msg (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED), "%s", error->message);
  else
    {
      ck_assert (geng_plan_get_truncated (plan));
      ck_assert_int_eq (score_of (plan)->broken, 0);
    }
  village_clear (&village);
}
END_TEST

/* Beyond the ends of its range a setting is at the end. */
START_TEST (test_settings_take_the_nearer_end)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  double seconds;
  int price;
  guint threads;
  GengEffort effort;

  village_init (&village, 2);
  planner = make_planner (&village);
  geng_planner_set_time_limit_seconds (planner, 1e12);
  geng_planner_set_change_price (planner, 1000000);
  geng_planner_set_threads (planner, 1000);
  geng_planner_set_effort (planner, (GengEffort) 99);
  g_object_get (planner, "time-limit-seconds", &seconds, "change-price", &price, "threads",
                &threads, "effort", &effort, NULL);
  ck_assert (seconds == 1e9);
  ck_assert_int_eq (price, 100000);
  ck_assert_uint_eq (threads, 32);
  ck_assert_int_eq (effort, GENG_EFFORT_THOROUGH);
  geng_planner_set_time_limit_seconds (planner, -5);
  geng_planner_set_change_price (planner, -5);
  g_object_get (planner, "time-limit-seconds", &seconds, "change-price", &price, NULL);
  ck_assert (seconds == 0);
  ck_assert_int_eq (price, 0);
  village_clear (&village);
}
END_TEST

START_TEST (test_refuses_bad_questions)
{
  Village village, other;
  g_autoptr (GengPlanner) planner = NULL, backwards = NULL;
  g_autoptr (GengRoster) foreign = NULL;
  g_autoptr (GError) error = NULL;

  village_init (&village, 3);
  village_init (&other, 3);
  foreign = geng_roster_new (other.station, &village.first, &village.last, NULL);
  planner = make_planner (&village);
  geng_planner_set_base (planner, foreign);
  ck_assert_ptr_null (geng_planner_plan (planner, NULL, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  g_clear_error (&error);
  backwards = geng_planner_new (village.station, &village.last, &village.first, &error);
  ck_assert_ptr_null (backwards);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_PERIOD));
  village_clear (&village);
  village_clear (&other);
}
END_TEST

static void
on_refused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  ck_assert_ptr_null (geng_planner_plan_finish (GENG_PLANNER (source), result, error));
}

static void
assert_refused (GengPlanner *planner, int code)
{
  g_autoptr (GError) here = NULL, there = NULL;

  ck_assert_ptr_null (geng_planner_plan (planner, NULL, &here));
  ck_assert_msg (g_error_matches (here, GENG_ERROR, code), "%s", here->message);
  geng_planner_plan_async (planner, NULL, on_refused, &there);
  while (there == NULL)
    g_main_context_iteration (NULL, TRUE);
  ck_assert (g_error_matches (there, GENG_ERROR, code));
  ck_assert_str_eq (here->message, there->message);
}

/* Made without a question, as a binding can, it says so and reads as empty; what a thread of its
 * own refuses it refuses in the same words. */
START_TEST (test_a_question_that_lacks_something)
{
  Village village, other;
  g_autoptr (GengPlanner) bare = g_object_new (GENG_TYPE_PLANNER, NULL);
  g_autoptr (GengPlanner) undated = NULL, endless = NULL, foreign = NULL, longest = NULL;
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GDate) first = NULL, last = NULL;
  g_autoptr (GDateTime) since = NULL;
  GDate end;

  village_init (&village, 3);
  village_init (&other, 3);
  g_object_get (bare, "first", &first, "last", &last, "change-from", &since, NULL);
  ck_assert (first == NULL && last == NULL && since == NULL);
  ck_assert (geng_planner_get_first (bare) == NULL && geng_planner_get_last (bare) == NULL);
  ck_assert_ptr_null (geng_planner_get_station (bare));
  assert_refused (bare, GENG_ERROR_INVALID);
  undated = g_object_new (GENG_TYPE_PLANNER, "station", village.station, NULL);
  assert_refused (undated, GENG_ERROR_PERIOD);
  endless
      = g_object_new (GENG_TYPE_PLANNER, "station", village.station, "first", &village.first, NULL);
  assert_refused (endless, GENG_ERROR_PERIOD);
  roster = geng_roster_new (other.station, &village.first, &village.last, NULL);
  foreign = make_planner (&village);
  geng_planner_set_history (foreign, roster);
  assert_refused (foreign, GENG_ERROR_INVALID);
  /* A year and its edges, and no day more. */
  end = village.first;
  g_date_add_days (&end, 370);
  longest = geng_planner_new (village.station, &village.first, &end, NULL);
  ck_assert_ptr_nonnull (longest);
  g_date_add_days (&end, 1);
  ck_assert_ptr_null (geng_planner_new (village.station, &village.first, &end, NULL));
  village_clear (&village);
  village_clear (&other);
}
END_TEST

START_TEST (test_cancelled_before_start)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  village_init (&village, 3);
  planner = make_planner (&village);
  g_cancellable_cancel (cancellable);
  ck_assert_ptr_null (geng_planner_plan (planner, cancellable, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  village_clear (&village);
}
END_TEST

typedef struct
{
  GMainLoop *loop;
  GengPlan *plan;
  guint n_progress;
  guint n_rosters;
} Waiting;

static void
on_planned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->plan = geng_planner_plan_finish (GENG_PLANNER (source), result, NULL);
  g_main_loop_quit (waiting->loop);
}

static void
count_progress (GengPlanner *planner, GengProgress *progress, Waiting *waiting)
{
  GengStation *station = geng_planner_get_station (planner);
  g_autoptr (GengRoster) roster = geng_progress_dup_roster (progress);

  /* Of the caller's own things, whatever the thread works on. */
  for (guint i = 0; roster != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (roster)); i++)
    {
      g_autoptr (GengDuty) duty = g_list_model_get_item (G_LIST_MODEL (roster), i);
      GengMember *member = geng_duty_get_member (duty);

      ck_assert_ptr_eq (geng_roster_get_station (roster), station);
      ck_assert_ptr_eq (
          geng_station_lookup_member (station, geng_entity_get_id (GENG_ENTITY (member))), member);
    }
  waiting->n_rosters += roster != NULL;
  waiting->n_progress++;
}

typedef struct
{
  guint n_rosters;
  gint64 cost; /* of the last roster */
  GengPhase phase;
} Seen;

/* Who binds to the properties sees what who calls does. */
static void
assert_properties (GengProgress *progress)
{
  gint64 gaps, cost, bound;
  guint64 effort;
  GengPhase phase;
  double seconds;

  g_object_get (progress, "gaps", &gaps, "cost", &cost, "bound-cost", &bound, "effort", &effort,
                "phase", &phase, "elapsed-seconds", &seconds, NULL);
  ck_assert_int_eq (gaps, geng_progress_get_gaps (progress));
  ck_assert_int_eq (cost, geng_progress_get_cost (progress));
  ck_assert_int_eq (bound, geng_progress_get_bound_cost (progress));
  ck_assert_uint_eq (effort, geng_progress_get_effort (progress));
  ck_assert_int_eq (phase, geng_progress_get_phase (progress));
  ck_assert (seconds == geng_progress_get_elapsed_seconds (progress) && seconds >= 0);
}

/* What is told of a roster is what the judge says of it. */
static void
judge_progress (GengPlanner *planner, GengProgress *progress, Seen *seen)
{
  g_autoptr (GengRoster) roster = geng_progress_dup_roster (progress);
  g_autoptr (GengJudgement) judgement = roster != NULL ? geng_judge (roster, NULL, NULL) : NULL;

  assert_properties (progress);
  seen->phase = geng_progress_get_phase (progress);
  ck_assert_int_eq (roster == NULL, geng_progress_get_gaps (progress) < 0);
  if (roster == NULL)
    return;
  seen->n_rosters++;
  seen->cost = geng_progress_get_cost (progress);
  ck_assert_int_eq (geng_judgement_get_score (judgement)->broken, 0);
  ck_assert_int_eq (geng_judgement_get_score (judgement)->gaps, geng_progress_get_gaps (progress));
  ck_assert_int_eq (geng_judgement_get_score (judgement)->cost, seen->cost);
  ck_assert_int_le (geng_progress_get_bound_cost (progress), seen->cost);
}

START_TEST (test_progress_has_the_best_roster)
{
  Village village;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  Seen seen = { 0 };

  village_init (&village, 4);
  planner = make_planner (&village);
  g_signal_connect (planner, "progress", G_CALLBACK (judge_progress), &seen);
  plan = geng_planner_plan (planner, NULL, NULL);
  ck_assert_ptr_nonnull (plan);
  ck_assert_uint_gt (seen.n_rosters, 0);
  ck_assert_int_eq (seen.phase, GENG_PHASE_DONE);
  ck_assert_int_eq (seen.cost, score_of (plan)->cost);
  village_clear (&village);
}
END_TEST

/* The question is the thread's own: the planner may go, and its question change, while it works. */
START_TEST (test_async_outlives_its_owner)
{
  Village village;
  GengPlanner *planner;
  Waiting waiting = { g_main_loop_new (NULL, FALSE), NULL, 0, 0 };

  village_init (&village, 4);
  planner = make_planner (&village);
  g_signal_connect (planner, "progress", G_CALLBACK (count_progress), &waiting);
  geng_planner_plan_async (planner, NULL, on_planned, &waiting);
  geng_planner_set_seed (planner, 99);
  g_object_unref (planner);
  g_main_loop_run (waiting.loop);
  ck_assert_ptr_nonnull (waiting.plan);
  ck_assert_int_eq (score_of (waiting.plan)->gaps, 0);
  ck_assert_uint_gt (waiting.n_progress, 0);
  ck_assert_uint_gt (waiting.n_rosters, 0);
  g_object_unref (waiting.plan);
  g_main_loop_unref (waiting.loop);
  village_clear (&village);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("planner");
  TCase *tcase = tcase_create ("planner");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 100);
  tcase_add_test (tcase, test_fills_every_place);
  tcase_add_loop_test (tcase, test_proves_the_shortage, 0, 2);
  tcase_add_test (tcase, test_the_best_has_both_proofs);
  tcase_add_loop_test (tcase, test_certifies, 0, 2);
  tcase_add_test (tcase, test_same_input_same_roster);
  tcase_add_test (tcase, test_pins_hold);
  tcase_add_test (tcase, test_sets_aside_who_has_no_line);
  tcase_add_test (tcase, test_who_has_no_line_takes_of_the_limit);
  tcase_add_test (tcase, test_who_is_set_aside_keeps_what_he_served);
  tcase_add_test (tcase, test_no_effort_is_no_proof);
  tcase_add_loop_test (tcase, test_names_a_proven_contradiction, 0, 2);
  tcase_add_loop_test (tcase, test_names_a_quota_that_brings_too_many, 0, 2);
  tcase_add_test (tcase, test_names_what_leaves_a_group_no_line);
  tcase_add_test (tcase, test_names_the_only_member);
  tcase_add_test (tcase, test_names_the_first_fault);
  tcase_add_test (tcase, test_settings_hold);
  tcase_add_test (tcase, test_settings_take_the_nearer_end);
  tcase_add_test (tcase, test_stopped_by_the_clock);
  tcase_add_test (tcase, test_refuses_bad_questions);
  tcase_add_test (tcase, test_a_question_that_lacks_something);
  tcase_add_test (tcase, test_cancelled_before_start);
  tcase_add_test (tcase, test_async_outlives_its_owner);
  tcase_add_test (tcase, test_progress_has_the_best_roster);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
