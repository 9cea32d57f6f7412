/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A program's own kinds of rules: judged by their meaning, planned by their lowering, and never
 * called in a thread. */
#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

#include "../arrays.h"
#include "../results.h"
#include "sample.h"

#include <geng-office/geng-office.h>

/* -- kinds -- */

/* What the kinds of this test do; a liar's lowering says something else than its meaning. */
typedef enum
{
  OWN_SUM,     /* MOST [soft WEIGHT]: duties of the period and of three days before */
  OWN_PATTERN, /* SHIFT [soft WEIGHT]: that shift on two days in a row, or off between two others */
  OWN_CROWD,   /* MOST MEMBERS [soft WEIGHT]: so many of these on a day */
  OWN_SHIFT,   /* SHIFT [soft WEIGHT]: never that shift on an even date */
  OWN_TOTAL,   /* MOST MEMBERS [soft WEIGHT]: so many duties of these in the whole period */
  OWN_LIAR,
  N_OWN
} OwnSort;

#define DAYS_BACK 3

static gboolean
of_many (OwnSort sort)
{
  return sort == OWN_CROWD || sort == OWN_TOTAL;
}

typedef struct
{
  GengRuleKind parent_instance;
  OwnSort sort;
  GThread *home; /* where it may be called */
  guint n_checks, n_lowerings;
} OwnKind;

typedef struct
{
  GengRuleKindClass parent_class;
} OwnKindClass;

GType own_kind_get_type (void);
G_DEFINE_TYPE (OwnKind, own_kind, GENG_TYPE_RULE_KIND)

static GDate
add_days (const GDate *date, int n)
{
  GDate day = *date;

  g_date_set_julian (&day, (guint) ((int) g_date_get_julian (date) + n));
  return day;
}

static int
n_days (GengRuleCase *seen)
{
  return g_date_days_between (geng_rule_case_get_first (seen), geng_rule_case_get_last (seen)) + 1;
}

static gpointer
object_of (GengRuleCase *seen, const char *name)
{
  g_auto (GValue) value = G_VALUE_INIT;

  ck_assert (geng_rule_case_get_value (seen, name, &value));
  return g_value_get_object (&value);
}

static GPtrArray *
array_of (GListModel *list)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (array, g_list_model_get_item (list, i));
  return array;
}

static GPtrArray *
people_of (GengRuleCase *seen)
{
  g_auto (GValue) value = G_VALUE_INIT;

  ck_assert (geng_rule_case_get_value (seen, "members", &value));
  return array_of (g_value_get_object (&value));
}

static gboolean
serves (GengRuleCase *seen, GengMember *member, int day, GengShift *shift)
{
  GDate date = add_days (geng_rule_case_get_first (seen), day);
  GengDuty *duty = geng_rule_case_lookup_duty (seen, member, &date);

  return duty != NULL && (shift == NULL || geng_duty_get_shift (duty) == shift);
}

static void
tell (GengRuleCase *seen,
      GengRuleFindings *findings,
      GengMember *member,
      int first,
      int last,
      int n)
{
  GDate from = add_days (geng_rule_case_get_first (seen), MAX (first, 0));
  GDate to = add_days (geng_rule_case_get_first (seen), last);

  geng_rule_findings_add (findings, member, &from, &to, n,
                          n * geng_rule_case_get_int (seen, "weight"), "as the program says");
}

/* A hard sum asks no more of the period than that nothing comes on top of the record. */
static void
check_sum (GengRuleCase *seen, GengRuleFindings *findings, GengMember *member)
{
  int back = MIN (DAYS_BACK, (int) geng_rule_case_count_known_days (seen)), past = 0, n = 0;
  int most = geng_rule_case_get_int (seen, "most");

  for (int d = -back; d < n_days (seen); d++)
    {
      n += serves (seen, member, d, NULL);
      past += d < 0 && serves (seen, member, d, NULL);
    }
  if (geng_rule_case_get_int (seen, "weight") == 0)
    most = MAX (most, past);
  if (n > most)
    tell (seen, findings, member, 0, n_days (seen) - 1, n - most);
}

static void
check_pattern (GengRuleCase *seen, GengRuleFindings *findings, GengMember *member)
{
  GengShift *shift = object_of (seen, "shift");
  int known = (int) geng_rule_case_count_known_days (seen);

  for (int d = 0; d < n_days (seen); d++)
    {
      if (d - 1 >= -known && serves (seen, member, d - 1, shift) && serves (seen, member, d, shift))
        tell (seen, findings, member, d - 1, d, 1);
      if (d - 2 >= -known && serves (seen, member, d - 2, NULL)
          && !serves (seen, member, d - 1, NULL) && serves (seen, member, d, NULL))
        tell (seen, findings, member, d - 2, d, 1);
    }
}

static void
check_crowd (GengRuleCase *seen, GengRuleFindings *findings)
{
  g_autoptr (GPtrArray) people = people_of (seen);
  int most = geng_rule_case_get_int (seen, "most");

  for (int d = 0; d < n_days (seen); d++)
    {
      int n = 0;

      for (guint i = 0; i < people->len; i++)
        n += serves (seen, people->pdata[i], d, NULL);
      if (n <= most)
        continue;
      tell (seen, findings, people->pdata[0], d, d, n - most);
      geng_rule_findings_add_member (findings, people->pdata[1]);
    }
}

static void
check_total (GengRuleCase *seen, GengRuleFindings *findings)
{
  g_autoptr (GPtrArray) people = people_of (seen);
  int most = geng_rule_case_get_int (seen, "most"), n = 0;

  for (int d = 0; d < n_days (seen); d++)
    for (guint i = 0; i < people->len; i++)
      n += serves (seen, people->pdata[i], d, NULL);
  if (n > most)
    tell (seen, findings, people->pdata[0], 0, n_days (seen) - 1, n - most);
}

static gboolean
is_even (GengRuleCase *seen, int day)
{
  GDate date = add_days (geng_rule_case_get_first (seen), day);

  return g_date_get_day (&date) % 2 == 0;
}

static void
check_shift (GengRuleCase *seen, GengRuleFindings *findings, GengMember *member)
{
  for (int d = 0; d < n_days (seen); d++)
    if (is_even (seen, d) && serves (seen, member, d, object_of (seen, "shift")))
      tell (seen, findings, member, d, d, 1);
}

static void
own_kind_check (GengRuleKind *kind, GengRuleCase *seen, GengRuleFindings *findings)
{
  OwnKind *self = (OwnKind *) kind;
  g_autoptr (GPtrArray) members = geng_rule_case_list_members (seen);

  ck_assert_ptr_eq (g_thread_self (), self->home);
  ck_assert_ptr_nonnull (geng_rule_case_get_roster (seen));
  self->n_checks++;
  if (self->sort == OWN_CROWD)
    check_crowd (seen, findings);
  if (self->sort == OWN_TOTAL)
    check_total (seen, findings);
  for (guint i = 0; i < members->len; i++)
    if (self->sort == OWN_PATTERN)
      check_pattern (seen, findings, members->pdata[i]);
    else if (self->sort == OWN_SHIFT)
      check_shift (seen, findings, members->pdata[i]);
    else if (!of_many (self->sort))
      check_sum (seen, findings, members->pdata[i]);
}

static void
lower_sum (GengRuleCase *seen, GengRuleLowering *lowering, GengMember *member, int lie)
{
  guint sum = geng_rule_lowering_add_sum (lowering, 0, geng_rule_case_get_int (seen, "most") + lie,
                                          geng_rule_case_get_int (seen, "weight"));

  for (int d = -DAYS_BACK; d < n_days (seen); d++)
    {
      GDate date = add_days (geng_rule_case_get_first (seen), d);

      geng_rule_lowering_add_to_sum (lowering, sum, member, &date, NULL, NULL, 1);
    }
}

static void
lower_pattern (GengRuleCase *seen, GengRuleLowering *lowering, GengMember *member)
{
  int points = geng_rule_case_get_int (seen, "weight");
  guint twice = geng_rule_lowering_add_pattern (lowering, member, points);
  guint hole = geng_rule_lowering_add_pattern (lowering, member, points);

  for (guint i = 0; i < 2; i++)
    {
      geng_rule_lowering_add_day (lowering, twice);
      geng_rule_lowering_allow_duty (lowering, twice, object_of (seen, "shift"), NULL);
    }
  for (guint i = 0; i < 3; i++)
    {
      geng_rule_lowering_add_day (lowering, hole);
      if (i == 1)
        geng_rule_lowering_allow_off (lowering, hole);
      else
        geng_rule_lowering_allow_duty (lowering, hole, NULL, NULL);
    }
}

static void
lower_crowd (GengRuleCase *seen, GengRuleLowering *lowering)
{
  g_autoptr (GPtrArray) people = people_of (seen);

  for (int d = 0; d < n_days (seen); d++)
    {
      GDate date = add_days (geng_rule_case_get_first (seen), d);
      guint sum
          = geng_rule_lowering_add_sum (lowering, G_MININT, geng_rule_case_get_int (seen, "most"),
                                        geng_rule_case_get_int (seen, "weight"));

      for (guint i = 0; i < people->len; i++)
        geng_rule_lowering_add_to_sum (lowering, sum, people->pdata[i], &date, NULL, NULL, 1);
    }
}

static void
lower_total (GengRuleCase *seen, GengRuleLowering *lowering)
{
  g_autoptr (GPtrArray) people = people_of (seen);
  guint sum = geng_rule_lowering_add_sum (lowering, G_MININT, geng_rule_case_get_int (seen, "most"),
                                          geng_rule_case_get_int (seen, "weight"));

  for (int d = 0; d < n_days (seen); d++)
    for (guint i = 0; i < people->len; i++)
      {
        GDate date = add_days (geng_rule_case_get_first (seen), d);

        geng_rule_lowering_add_to_sum (lowering, sum, people->pdata[i], &date, NULL, NULL, 1);
      }
}

static void
lower_shift (GengRuleCase *seen, GengRuleLowering *lowering, GengMember *member)
{
  int points = geng_rule_case_get_int (seen, "weight");

  for (int d = 0; d < n_days (seen); d++)
    {
      GDate date = add_days (geng_rule_case_get_first (seen), d);

      if (!is_even (seen, d))
        continue;
      if (points == 0)
        geng_rule_lowering_forbid (lowering, member, &date, object_of (seen, "shift"), NULL);
      else
        geng_rule_lowering_price (lowering, member, &date, object_of (seen, "shift"), NULL, points);
    }
}

static void
own_kind_lower (GengRuleKind *kind, GengRuleCase *seen, GengRuleLowering *lowering)
{
  OwnKind *self = (OwnKind *) kind;
  g_autoptr (GPtrArray) members = geng_rule_case_list_members (seen);

  ck_assert_ptr_eq (g_thread_self (), self->home);
  ck_assert_ptr_null (geng_rule_case_get_roster (seen));
  self->n_lowerings++;
  if (self->sort == OWN_CROWD)
    lower_crowd (seen, lowering);
  if (self->sort == OWN_TOTAL)
    lower_total (seen, lowering);
  for (guint i = 0; i < members->len; i++)
    if (self->sort == OWN_PATTERN)
      lower_pattern (seen, lowering, members->pdata[i]);
    else if (self->sort == OWN_SHIFT)
      lower_shift (seen, lowering, members->pdata[i]);
    else if (!of_many (self->sort))
      lower_sum (seen, lowering, members->pdata[i], self->sort == OWN_LIAR);
}

static void
own_kind_class_init (OwnKindClass *klass)
{
  klass->parent_class.check = own_kind_check;
  klass->parent_class.lower = own_kind_lower;
}

static void
own_kind_init (OwnKind *self)
{
  self->home = g_thread_self ();
}

static void
add_parameter (GengRuleKind *kind, const char *name, GengRuleParameterType type, const char *lacks)
{
  g_autoptr (GengRuleParameter) parameter
      = geng_rule_parameter_new (name, name, type, GENG_RULE_UNIT_COUNT, 0, 100, lacks);

  geng_rule_kind_add_parameter (kind, parameter);
}

static const char *const names[N_OWN] = { "few", "row", "crowd", "even", "total", "liar" };

static GengRuleKind *
new_kind (OwnSort sort)
{
  GengRuleKind *kind
      = g_object_new (own_kind_get_type (), "name", names[sort], "scope",
                      of_many (sort) ? GENG_RULE_SCOPE_STATION : GENG_RULE_SCOPE_PERSONAL,
                      "by-member", !of_many (sort), NULL);

  ((OwnKind *) kind)->sort = sort;
  if (sort == OWN_PATTERN || sort == OWN_SHIFT)
    add_parameter (kind, "shift", GENG_RULE_PARAMETER_TYPE_SHIFT, NULL);
  else
    add_parameter (kind, "most", GENG_RULE_PARAMETER_TYPE_NUMBER, NULL);
  if (of_many (sort))
    add_parameter (kind, "members", GENG_RULE_PARAMETER_TYPE_MEMBERS, NULL);
  add_parameter (kind, "weight", GENG_RULE_PARAMETER_TYPE_HOLD, "");
  return kind;
}

/* -- a station with one of them -- */

static GDate first, last;

static void
setup (void)
{
  first = sample_date (2027, 3, 2);
  last = sample_date (2027, 3, 4);
}

static const char *const texts[N_OWN][2] = {
  { "1", "0 soft 3" },
  { "night", "day soft 2" },
  { "1 m01 m02", "0 m02 m03 soft 4" },
  { "night", "night soft 7" },
  { "3 m01 m02", "1 m01 m03 soft 4" },
  { "1", "1 soft 3" },
};

static GengStation *
station_with (GengRuleKind *kind, const char *text)
{
  GengStation *station = sample_station ();
  g_autoptr (GengRule) rule = geng_rule_new (geng_rule_kind_get_name (kind), text);
  g_autoptr (GError) error = NULL;

  sample_add_demand (station, "by-day", "village", "day");
  sample_add_demand (station, "by-night", "village", "night");
  ck_assert (geng_station_add_rule_kind (station, kind, &error));
  g_assert_no_error (error);
  geng_station_add_rule (station, rule);
  return station;
}

/* Two days: everybody serves by day on the first, and one by night on the second. */
static GengRoster *
history_of (GengStation *station)
{
  GDate eve = add_days (&first, -1), before = add_days (&first, -2);
  GengRoster *history = geng_roster_new (station, &before, &eve, NULL);
  GengPost *post = geng_station_lookup_post (station, "village");

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i);

      geng_roster_assign (history, geng_station_lookup_member (station, id), &before,
                          geng_station_lookup_shift (station, "day"), post, NULL);
    }
  geng_roster_assign (history, geng_station_lookup_member (station, "m01"), &eve,
                      geng_station_lookup_shift (station, "night"), post, NULL);
  return history;
}

/* Meaning = lowering, hard and soft, with a record and without; and of two days, of which all
 * rosters can be listed, the best. */
START_TEST (they_conform)
{
  OwnSort sort = _i / 2;
  g_autoptr (GengRuleKind) kind = new_kind (sort);
  g_autoptr (GengStation) station = station_with (kind, texts[sort][_i % 2]);
  g_autoptr (GengRoster) history = history_of (station);
  g_autoptr (GError) error = NULL;
  GDate second = add_days (&first, 1);

  ck_assert (!geng_rule_kind_get_conforms (kind));
  ck_assert (geng_station_test_rule_kind (station, kind, &first, &last, NULL, 200, 1, &error));
  g_assert_no_error (error);
  ck_assert (geng_rule_kind_get_conforms (kind));
  ck_assert (geng_station_test_rule_kind (station, kind, &first, &last, history, 200, 2, &error));
  g_assert_no_error (error);
  ck_assert (geng_station_test_rule_kind (station, kind, &first, &second, history, 50, 3, &error));
  g_assert_no_error (error);
}
END_TEST

START_TEST (a_liar_is_found)
{
  g_autoptr (GengRuleKind) kind = new_kind (OWN_LIAR);
  g_autoptr (GengStation) station = station_with (kind, texts[OWN_LIAR][_i]);
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &first, &last, NULL);
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert (!geng_station_test_rule_kind (station, kind, &first, &last, NULL, 200, 1, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DISAGREEMENT));
  ck_assert_ptr_nonnull (strstr (error->message, "liar"));
  ck_assert (!geng_rule_kind_get_conforms (kind));
  g_clear_error (&error);
  /* Six duties of three people: with one a head each has one too many, or gaps are left. */
  plan = geng_planner_plan (planner, NULL, &error);
  ck_assert_ptr_null (plan);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DISAGREEMENT));
  ck_assert_ptr_nonnull (strstr (error->message, "liar"));
}
END_TEST

/* -- planning -- */

static GengPlan *
plan_of (GengPlanner *planner, gboolean blocking)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GengPlan *plan;

  if (blocking)
    plan = geng_planner_plan (planner, NULL, &error);
  else
    {
      geng_planner_plan_async (planner, NULL, keep_result, &result);
      plan = geng_planner_plan_finish (planner, wait_for (&result), &error);
    }
  g_assert_no_error (error);
  return plan;
}

static guint
count_of_kind (GengJudgement *judgement, const char *kind)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    if (g_strcmp0 (geng_finding_get_rule (findings->pdata[i]), kind) == 0)
      {
        ck_assert_str_eq (geng_finding_get_message (findings->pdata[i]), "as the program says");
        n++;
      }
  return n;
}

static guint
count_others (GengJudgement *judgement, const char *kind)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);

  return findings->len - count_of_kind (judgement, kind);
}

/* The plan says what the program says, and is what the judge finds; no thread ever calls it.  What
 * the library's own rules say stays beside it. */
START_TEST (a_plan_says_what_it_means)
{
  OwnSort sort = _i / 2;
  g_autoptr (GengRuleKind) kind = new_kind (sort);
  g_autoptr (GengStation) station = station_with (kind, texts[sort][1]);
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &first, &last, NULL);
  g_autoptr (GengRoster) history = history_of (station);
  g_autoptr (GengPlan) plan = NULL, sure = NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GengRule) shipped = geng_rule_new ("limit", "duties per period ..1 soft 2");
  g_autofree char *caveat = NULL;
  const GengScore *planned, *judged;

  geng_station_add_rule (station, shipped);
  geng_planner_set_history (planner, history);
  geng_planner_set_threads (planner, 2);
  plan = plan_of (planner, _i % 2 == 0);
  judgement = geng_judge (geng_plan_get_roster (plan), history, NULL);
  planned = geng_judgement_get_score (geng_plan_get_judgement (plan));
  judged = geng_judgement_get_score (judgement);
  ck_assert_int_eq (planned->gaps, judged->gaps);
  ck_assert_int_eq (planned->cost, judged->cost);
  ck_assert_uint_eq (count_of_kind (geng_plan_get_judgement (plan), names[sort]),
                     count_of_kind (judgement, names[sort]));
  ck_assert_uint_gt (count_others (judgement, names[sort]), 0);
  ck_assert_uint_eq (count_others (geng_plan_get_judgement (plan), names[sort]),
                     count_others (judgement, names[sort]));
  ck_assert (geng_plan_get_optimal (plan));
  ck_assert_str_eq (geng_plan_get_unproven_kinds (plan)[0], names[sort]);
  caveat = geng_plan_dup_caveat (plan);
  ck_assert_ptr_nonnull (strstr (caveat, names[sort]));
  ck_assert (geng_station_test_rule_kind (station, kind, &first, &last, history, 100, 1, NULL));
  sure = plan_of (planner, TRUE);
  ck_assert_ptr_null (geng_plan_get_unproven_kinds (sure)[0]);
  ck_assert_ptr_null (geng_plan_dup_caveat (sure));
  ck_assert_uint_gt (((OwnKind *) kind)->n_checks, 0);
  ck_assert_uint_gt (((OwnKind *) kind)->n_lowerings, 0);
}
END_TEST

/* Whose rule it is, a contract's or a member's: a plan with it is proven for the lowering alone;
 * one without any rule of the kind is proven as ever. */
START_TEST (a_kind_is_unproven_where_it_has_a_rule)
{
  g_autoptr (GengRuleKind) kind = new_kind (OWN_SUM);
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRule) rule = geng_rule_new (names[OWN_SUM], "1 soft 3");
  g_autoptr (GengContract) contract = geng_contract_new ("full", NULL);
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  GengMember *m02 = geng_station_lookup_member (station, "m02");

  sample_add_demand (station, "by-day", "village", "day");
  ck_assert (geng_station_add_rule_kind (station, kind, NULL));
  ck_assert (geng_station_add_contract (station, contract, NULL));
  geng_member_set_contract (m02, contract);
  if (_i == 0)
    geng_contract_add_rule (contract, rule);
  if (_i == 1)
    geng_member_add_rule (m02, rule);
  planner = geng_planner_new (station, &first, &last, NULL);
  plan = plan_of (planner, TRUE);
  ck_assert_int_eq (g_strv_contains (geng_plan_get_unproven_kinds (plan), names[OWN_SUM]), _i < 2);
}
END_TEST

/* What no rule says cannot be held to anything; and where no roster keeps the other rules, the best
 * of all is none, so that what random rosters say is all there is. */
START_TEST (a_kind_is_tested_where_it_matters)
{
  g_autoptr (GengRuleKind) idle = new_kind (OWN_SUM), kind = new_kind (OWN_SUM);
  g_autoptr (GengStation) without = sample_station ();
  g_autoptr (GengStation) clashing = station_with (kind, "1 soft 3");
  g_autoptr (GengRule) never = geng_rule_new ("limit", "duties per period ..0");
  g_autoptr (GengRule) always = geng_rule_new ("limit", "duties per period 1..");
  GDate second = add_days (&first, 1);
  g_autoptr (GError) error = NULL;

  sample_add_demand (without, "by-day", "village", "day");
  ck_assert (geng_station_add_rule_kind (without, idle, NULL));
  ck_assert (!geng_station_test_rule_kind (without, idle, &first, &last, NULL, 20, 1, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert (!geng_rule_kind_get_conforms (idle));
  g_clear_error (&error);
  geng_member_add_rule (geng_station_lookup_member (clashing, "m01"), never);
  geng_member_add_rule (geng_station_lookup_member (clashing, "m02"), always);
  ck_assert (geng_station_test_rule_kind (clashing, kind, &first, &second, NULL, 50, 1, &error));
  g_assert_no_error (error);
  ck_assert (geng_rule_kind_get_conforms (kind));
}
END_TEST

/* A judge that follows an edited roster says what one who reads all says: what a kind means, also
 * where its lowering says something else. */
START_TEST (an_edited_roster_is_judged)
{
  g_autoptr (GengRuleKind) kind = new_kind ((OwnSort) _i);
  g_autoptr (GengStation) station = station_with (kind, texts[_i][1]);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  g_autoptr (GengJudge) judge = geng_judge_new (roster, NULL, NULL, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_told = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02d", g_rand_int_range (rand, 1, 4));
      GengMember *member = geng_station_lookup_member (station, id);
      GDate date = add_days (&first, g_rand_int_range (rand, 0, 3));
      GengDuty *there = geng_roster_lookup (roster, member, &date);
      g_autoptr (GengJudgement) plain = NULL;

      if (there != NULL)
        geng_roster_remove (roster, there);
      else
        geng_roster_assign (
            roster, member, &date,
            geng_station_lookup_shift (station, g_rand_boolean (rand) ? "day" : "night"),
            geng_station_lookup_post (station, "village"), NULL);
      plain = geng_judge (roster, NULL, NULL);
      ck_assert_int_eq (geng_judgement_get_score (geng_judge_get_judgement (judge))->cost,
                        geng_judgement_get_score (plain)->cost);
      n_told += count_of_kind (plain, names[_i]);
    }
  ck_assert_uint_gt (n_told, 0);
}
END_TEST

/* A kind that counts over people and days has a say in who may step in, however far from the day:
 * m01 serves on the first day and m02 on the last, which is all that they may together. */
START_TEST (a_cover_is_held_against_the_whole)
{
  g_autoptr (GengRuleKind) kind = new_kind (OWN_TOTAL);
  g_autoptr (GengStation) station = station_with (kind, "2 m01 m02");
  GDate end = add_days (&first, 9), date = add_days (&first, 4);
  const GDate *dates[] = { &first, &end, &date };
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &end, NULL);
  g_autoptr (GPtrArray) covers = NULL;
  GengDuty *duty = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i + 1);

      duty = geng_roster_assign (roster, geng_station_lookup_member (station, id), dates[i],
                                 geng_station_lookup_shift (station, "day"),
                                 geng_station_lookup_post (station, "village"), NULL);
    }
  sample_add_member (station, "m04");
  covers = geng_cover_list_for_duty (roster, NULL, duty, NULL);
  ck_assert_uint_eq (covers->len, 3);
  for (guint i = 0; i < covers->len; i++)
    {
      GengMember *member = geng_cover_get_member (covers->pdata[i]);
      gboolean free = member == geng_station_lookup_member (station, "m04");

      ck_assert_int_eq (geng_cover_get_possible (covers->pdata[i]), free);
      ck_assert_str_eq (free ? "total" : geng_cover_get_rule (covers->pdata[i]), "total");
    }
}
END_TEST

/* -- names and texts -- */

START_TEST (what_makes_no_kind_is_refused)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRuleKind) bare = g_object_new (GENG_TYPE_RULE_KIND, "name", "bare", NULL);
  g_autoptr (GengRuleKind) nameless = g_object_new (own_kind_get_type (), NULL);
  g_autoptr (GengRuleKind) taken = g_object_new (own_kind_get_type (), "name", "limit", NULL);
  g_autoptr (GengRuleKind) few = new_kind (OWN_SUM);
  g_autoptr (GPtrArray) kinds = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert (!geng_station_add_rule_kind (station, bare, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  g_clear_error (&error);
  ck_assert (!geng_station_add_rule_kind (station, nameless, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  g_clear_error (&error);
  ck_assert (!geng_station_add_rule_kind (station, taken, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  g_clear_error (&error);
  ck_assert (geng_station_add_rule_kind (station, few, NULL));
  ck_assert (!geng_station_add_rule_kind (station, few, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  kinds = geng_station_list_rule_kinds (station);
  ck_assert_uint_eq (kinds->len, 1);
}
END_TEST

static const struct
{
  OwnSort sort;
  const char *text;
  guint column; /* 0: it is right */
} written[] = {
  { OWN_SUM, "2", 0 },
  { OWN_SUM, "2 soft 3", 0 },
  { OWN_SUM, "none", 0 },
  { OWN_SUM, "", 1 },
  { OWN_SUM, "101", 4 },
  { OWN_SUM, "2 soft", 7 },
  { OWN_SUM, "2 hard", 3 },
  { OWN_PATTERN, "night", 0 },
  { OWN_PATTERN, "noon", 1 },
  { OWN_CROWD, "1 m01 m02", 0 },
  { OWN_CROWD, "1 m01 m02 soft 9", 0 },
  { OWN_CROWD, "1 soft 9", 3 },
};

START_TEST (a_text_is_its_values)
{
  g_autoptr (GengRuleKind) kind = new_kind (written[_i].sort);
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRule) rule = geng_rule_new (names[written[_i].sort], written[_i].text);
  g_autoptr (GError) error = NULL;
  guint column;

  ck_assert (!geng_rule_check (rule, station, &column, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  g_clear_error (&error);
  ck_assert (geng_station_add_rule_kind (station, kind, NULL));
  ck_assert_msg (geng_rule_check (rule, station, &column, &error) == (written[_i].column == 0),
                 "%s: %s", written[_i].text, error != NULL ? error->message : "is right");
  ck_assert_uint_eq (column, written[_i].column);
}
END_TEST

/* A folder with such a rule is read by who knows the kind; to others it is a fault. */
START_TEST (a_folder_names_the_kind)
{
  static const char *const ini
      = "[station]\ntimezone = Asia/Shanghai\n\n[window all]\nstart = 08:00\nend = 08:00\n\n"
        "[shift day]\nwindow = all\nstart = 08:00\nend = 18:00\n\n[post gate]\n\n"
        "[demand d]\npost = gate\nshift = day\ncrew = 1\n\n[rules]\nfew = 2 soft 3\n";
  g_autofree char *folder = g_dir_make_tmp ("geng-own-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "station.ini", NULL);
  g_autofree char *table = g_build_filename (folder, "members.csv", NULL);
  g_autoptr (GengStore) store = NULL;
  g_autoptr (GengStation) station = NULL;
  g_autoptr (GengRuleKind) kind = new_kind (OWN_SUM);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert (g_file_set_contents (file, ini, -1, NULL));
  ck_assert (g_file_set_contents (table, "id,name\nm1,m1\n", -1, NULL));
  store = geng_store_open (folder, &error);
  g_assert_no_error (error);
  ck_assert_ptr_null (geng_store_load (store, NULL));
  faults = geng_store_list_faults (store);
  ck_assert_uint_eq (faults->len, 1);
  ck_assert_str_eq (((GengFault *) faults->pdata[0])->file, "station.ini");
  ck_assert_uint_eq (((GengFault *) faults->pdata[0])->line, 21);
  ck_assert (geng_store_add_rule_kind (store, kind, &error));
  station = geng_store_load (store, &error);
  g_assert_no_error (error);
  ck_assert_uint_eq (g_list_model_get_n_items (geng_station_get_rules (station)), 1);
  ck_assert (!geng_store_add_rule_kind (store, kind, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  g_remove (file);
  g_remove (table);
  g_rmdir (folder);
}
END_TEST

/* -- what stands around a plan -- */

/* Three people, of whom nobody serves twice: of six places three stay open. */
START_TEST (advice_knows_the_kind)
{
  g_autoptr (GengRuleKind) kind = new_kind (OWN_SUM);
  g_autoptr (GengStation) station = station_with (kind, "1");
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &first, &last, NULL);
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  plan = geng_planner_plan (planner, NULL, &error);
  g_assert_no_error (error);
  geng_planner_set_base (planner, geng_plan_get_roster (plan));
  advice = geng_planner_advise (planner, NULL, &error);
  g_assert_no_error (error);
  ck_assert_int_eq (geng_advice_get_planned_gaps (advice), 3);
  remedies = geng_advice_list_remedies (advice);
  ck_assert_uint_gt (remedies->len, 0);
  for (guint i = 0; i < remedies->len; i++)
    {
      g_autofree char *text = geng_remedy_to_string (remedies->pdata[i]);

      ck_assert_uint_gt (strlen (text), 0);
      ck_assert_int_eq (geng_remedy_get_gaps (remedies->pdata[i]), 0);
    }
}
END_TEST

/* What breaks the program's rule is not made official. */
START_TEST (a_publisher_knows_the_kind)
{
  g_autoptr (GengRuleKind) kind = new_kind (OWN_SUM);
  g_autoptr (GengStation) station = station_with (kind, "1");
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GengPublisher) again = geng_publisher_new (station);
  g_autoptr (GDateTime) now = geng_station_instant (station, &first, 0);
  g_autoptr (GPtrArray) feeds = NULL;
  g_autoptr (GError) error = NULL;
  GDate second = add_days (&first, 1);
  GengMember *member = geng_station_lookup_member (station, "m01");
  GengShift *day = geng_station_lookup_shift (station, "day");
  GengPost *post = geng_station_lookup_post (station, "village");
  GengDuty *more;

  geng_roster_assign (roster, member, &first, day, post, NULL);
  more = geng_roster_assign (roster, member, &second, day, post, NULL);
  ck_assert (geng_publisher_add_month (publisher, roster, NULL, &error));
  ck_assert (!geng_publisher_render (publisher, now, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
  g_clear_error (&error);
  geng_roster_remove (roster, more);
  ck_assert (geng_publisher_add_month (again, roster, NULL, &error));
  g_assert_no_error (error);
  ck_assert (geng_publisher_render (again, now, &error));
  g_assert_no_error (error);
  feeds = geng_publisher_list_feeds (again);
  ck_assert_uint_gt (feeds->len, 0);
}
END_TEST

static void
write_village (const char *root, const char *id, const char *rules)
{
  g_autofree char *folder = g_build_filename (root, id, NULL);
  g_autofree char *file = g_build_filename (folder, "station.ini", NULL);
  g_autofree char *table = g_build_filename (folder, "members.csv", NULL);
  g_autofree char *ini = g_strconcat (
      "[station]\ntimezone = Asia/Shanghai\n\n[window all]\nstart = 08:00\nend = 08:00\n\n"
      "[shift day]\nwindow = all\nstart = 08:00\nend = 18:00\n\n[post gate]\n\n"
      "[demand d]\npost = gate\nshift = day\ncrew = 1\n\n",
      rules, NULL);

  g_mkdir (folder, 0700);
  ck_assert (g_file_set_contents (file, ini, -1, NULL));
  ck_assert (g_file_set_contents (table, "id,name\nm1,m1\n", -1, NULL));
}

static void
remove_village (const char *root, const char *id)
{
  g_autofree char *folder = g_build_filename (root, id, NULL);
  g_autofree char *file = g_build_filename (folder, "station.ini", NULL);
  g_autofree char *table = g_build_filename (folder, "members.csv", NULL);

  g_remove (file);
  g_remove (table);
  g_rmdir (folder);
}

/* Of three days, who may serve once leaves two open; his neighbour, whose station does not say so,
 * serves all three. */
/* Without blocking as well: what a program means is asked where the program lives. */
START_TEST (a_publisher_asks_at_home)
{
  g_autoptr (GengRuleKind) kind = new_kind (OWN_SUM);
  g_autoptr (GengStation) station = station_with (kind, "1");
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GDateTime) now = geng_station_instant (station, &first, 0);
  g_autofree char *folder = g_dir_make_tmp ("geng-own-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "station", NULL);
  g_autoptr (GengStore) store = geng_store_create (path, station, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GengMember *member = geng_station_lookup_member (station, "m01");
  GengShift *day = geng_station_lookup_shift (station, "day");
  GengPost *post = geng_station_lookup_post (station, "village");
  gboolean broken = _i == 1, ready;

  for (int d = 0; d <= broken; d++)
    {
      GDate date = add_days (&first, d);

      geng_roster_assign (roster, member, &date, day, post, NULL);
    }
  ck_assert (geng_publisher_add_month (publisher, roster, NULL, NULL));
  geng_publisher_prepare_async (publisher, store, NULL, now, NULL, keep_result, &result);
  ready = geng_publisher_prepare_finish (publisher, wait_for (&result), &error);
  ck_assert_int_eq (ready, !broken);
  ck_assert (!broken || g_error_matches (error, GENG_ERROR, GENG_ERROR_FAULTY));
  ck_assert_uint_gt (((OwnKind *) kind)->n_checks, 0);
}
END_TEST

START_TEST (a_zone_carries_the_kind)
{
  g_autofree char *root = g_dir_make_tmp ("geng-own-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (root, "zone.ini", NULL);
  g_autoptr (GengRuleKind) kind = new_kind (OWN_SUM), other = new_kind (OWN_SUM);
  g_autoptr (GengZone) zone = NULL, odd = NULL;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GPtrArray) kinds = NULL, served = NULL;
  g_autoptr (GError) error = NULL;

  write_village (root, "a", "[rules]\nfew = 1\n");
  write_village (root, "b", "");
  ck_assert (g_file_set_contents (file, "[zone]\n\n[station a]\n\n[station b]\n", -1, NULL));
  zone = geng_zone_open (root, &error);
  odd = geng_zone_open (root, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      ck_assert (geng_store_add_rule_kind (geng_zone_get_store (zone, i), kind, NULL));
      ck_assert (
          geng_store_add_rule_kind (geng_zone_get_store (odd, i), i == 0 ? kind : other, NULL));
    }
  ck_assert (geng_zone_load (zone, &error));
  joined = geng_zone_join (zone, &error);
  g_assert_no_error (error);
  kinds = geng_station_list_rule_kinds (joined);
  ck_assert_uint_eq (kinds->len, 1);
  planner = geng_planner_new (joined, &first, &last, NULL);
  plan = geng_planner_plan (planner, NULL, &error);
  g_assert_no_error (error);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->gaps, 2);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->broken, 0);
  served = geng_roster_list_member (geng_plan_get_roster (plan),
                                    geng_station_lookup_member (joined, "b/m1"));
  ck_assert_uint_eq (served->len, 3);
  /* Two kinds of one name are no zone. */
  ck_assert (geng_zone_load (odd, NULL));
  ck_assert_ptr_null (geng_zone_join (odd, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  remove_village (root, "a");
  remove_village (root, "b");
  g_remove (file);
  g_rmdir (root);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("own kinds");
  TCase *tcase = tcase_create ("own kinds");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 60);
  tcase_add_checked_fixture (tcase, setup, NULL);
  tcase_add_loop_test (tcase, they_conform, 0, 2 * OWN_LIAR);
  tcase_add_loop_test (tcase, a_liar_is_found, 0, 2);
  tcase_add_loop_test (tcase, a_plan_says_what_it_means, 0, 2 * OWN_LIAR);
  tcase_add_loop_test (tcase, a_kind_is_unproven_where_it_has_a_rule, 0, 3);
  tcase_add_test (tcase, a_kind_is_tested_where_it_matters);
  tcase_add_loop_test (tcase, an_edited_roster_is_judged, 0, N_OWN);
  tcase_add_test (tcase, a_cover_is_held_against_the_whole);
  tcase_add_test (tcase, what_makes_no_kind_is_refused);
  tcase_add_loop_test (tcase, a_text_is_its_values, 0, G_N_ELEMENTS (written));
  tcase_add_test (tcase, a_folder_names_the_kind);
  tcase_add_test (tcase, advice_knows_the_kind);
  tcase_add_test (tcase, a_publisher_knows_the_kind);
  tcase_add_loop_test (tcase, a_publisher_asks_at_home, 0, 2);
  tcase_add_test (tcase, a_zone_carries_the_kind);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
