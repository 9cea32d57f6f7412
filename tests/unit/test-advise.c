/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "sample.h"

/*
 * Three days of December that each want a captain.  m01 is one and may serve twice, m02 is one and
 * away, m03 is none.  So one day has no captain, whatever is planned.
 */
#define DAYS 3
#define EFFORT 50000000

typedef struct
{
  GengStation *station;
  GengDemand *day;
  GengRequest *leave;
  GDate first, last;
} Fixture;

static const char *const captain[] = { "captain", NULL };

static void
add_contract (Fixture *f)
{
  g_autoptr (GengContract) contract = geng_contract_new ("full", NULL);

  geng_contract_set_rule (contract, "limit", "duties per period ..2");
  ck_assert (geng_station_add_contract (f->station, contract, NULL));
  geng_member_set_contract (geng_station_lookup_member (f->station, "m01"), contract);
}

static void
add_captain_limit (GengDemand *demand)
{
  g_autoptr (GengRoleLimit) limit = geng_role_limit_new ("captain", 1, G_MAXINT, 0);

  geng_demand_add_role_limit (demand, limit);
}

static Fixture
set_up (const char *reason)
{
  Fixture f = { .station = sample_station (),
                .first = sample_date (2026, 12, 1),
                .last = sample_date (2026, 12, DAYS) };
  g_autoptr (GengRole) role = geng_role_new ("captain", "Captain");

  ck_assert (geng_station_add_role (f.station, role, NULL));
  add_contract (&f);
  geng_member_set_roles (geng_station_lookup_member (f.station, "m01"), captain);
  geng_member_set_roles (geng_station_lookup_member (f.station, "m02"), captain);
  f.day = sample_add_demand (f.station, "day", "village", "day");
  geng_demand_set_crew (f.day, 1, 1, 2);
  add_captain_limit (f.day);
  f.leave = geng_request_new (GENG_REQUEST_KIND_LEAVE,
                              geng_station_lookup_member (f.station, "m02"), &f.first, &f.last);
  geng_request_set_reason (f.leave, reason);
  ck_assert (geng_station_add_request (f.station, f.leave, NULL));
  return f;
}

static void
tear_down (Fixture *f)
{
  g_object_unref (f->leave);
  g_object_unref (f->station);
}

static GengPlan *
plan (GengStation *station, const Fixture *f)
{
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &f->first, &f->last, NULL);
  g_autoptr (GError) error = NULL;
  GengPlan *made;

  geng_planner_set_effort_limit (planner, EFFORT);
  made = geng_planner_plan (planner, NULL, &error);
  ck_assert_msg (made != NULL, "%s", error != NULL ? error->message : "");
  return made;
}

static gint64
gaps_of (GengStation *station, const Fixture *f)
{
  g_autoptr (GengPlan) made = plan (station, f);

  return geng_judgement_get_score (geng_plan_get_judgement (made))->gaps;
}

static GengAdvice *
advise (const Fixture *f)
{
  g_autoptr (GengPlan) made = plan (f->station, f);
  g_autoptr (GengPlanner) planner = geng_planner_new (f->station, &f->first, &f->last, NULL);
  GengAdvice *advice;

  geng_planner_set_base (planner, geng_plan_get_roster (made));
  advice = geng_planner_advise (planner, NULL, NULL);
  ck_assert_ptr_nonnull (advice);
  return advice;
}

static GengRemedy *
find (GPtrArray *remedies, GengRemedyKind kind)
{
  for (guint i = 0; i < remedies->len; i++)
    if (geng_remedy_get_kind (remedies->pdata[i]) == kind)
      return remedies->pdata[i];
  return NULL;
}

/* -- what a captain would do by hand, in a copy -- */

static void
do_join (GengStation *copy, GengRemedy *remedy)
{
  for (int i = 0; i < geng_remedy_get_number (remedy); i++)
    {
      g_autofree char *id = g_strdup_printf ("new%d", i);
      GengMember *member = sample_add_member (copy, id);

      geng_member_set_roles (member, geng_remedy_get_roles (remedy));
    }
}

static void
do_leave (GengStation *copy)
{
  g_autoptr (GengRequest) request = g_list_model_get_item (geng_station_get_requests (copy), 0);

  ck_assert (geng_station_remove (copy, G_OBJECT (request), NULL));
}

static void
do_limit (GengStation *copy, GengRemedy *remedy)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (geng_remedy_get_member (remedy)));
  g_autoptr (GengRule) rule
      = geng_rule_new (geng_remedy_get_rule (remedy), geng_remedy_get_rule_text (remedy));

  geng_member_add_rule (geng_station_lookup_member (copy, id), rule);
}

static void
apply (GengStation *copy, GengRemedy *remedy)
{
  switch (geng_remedy_get_kind (remedy))
    {
    case GENG_REMEDY_KIND_JOIN:
    case GENG_REMEDY_KIND_LEND:
      do_join (copy, remedy);
      break;
    case GENG_REMEDY_KIND_LEAVE:
      do_leave (copy);
      break;
    case GENG_REMEDY_KIND_LIMIT:
      do_limit (copy, remedy);
      break;
    case GENG_REMEDY_KIND_CREW:
      geng_demand_set_crew (geng_station_lookup_demand (copy, "day"),
                            geng_remedy_get_number (remedy), geng_remedy_get_number (remedy), 2);
    }
}

START_TEST (each_remedy_does_what_it_says)
{
  Fixture f = set_up ("family");
  g_autoptr (GengAdvice) advice = advise (&f);
  g_autoptr (GPtrArray) remedies = geng_advice_list_remedies (advice);

  ck_assert_int_eq (geng_advice_get_gaps (advice), 1);
  ck_assert (geng_advice_get_proven (advice));
  ck_assert (!geng_advice_get_reduced (advice));
  ck_assert_ptr_nonnull (find (remedies, GENG_REMEDY_KIND_JOIN));
  ck_assert_ptr_nonnull (find (remedies, GENG_REMEDY_KIND_LEAVE));
  ck_assert_ptr_nonnull (find (remedies, GENG_REMEDY_KIND_LIMIT));
  ck_assert_ptr_nonnull (find (remedies, GENG_REMEDY_KIND_LEND));
  /* What is missing is a captain, not a person. */
  ck_assert_ptr_null (find (remedies, GENG_REMEDY_KIND_CREW));
  for (guint i = 0; i < remedies->len; i++)
    {
      g_autoptr (GengStation) copy = geng_station_copy (f.station);

      apply (copy, remedies->pdata[i]);
      ck_assert_int_eq (gaps_of (copy, &f), geng_remedy_get_gaps (remedies->pdata[i]));
    }
  tear_down (&f);
}
END_TEST

START_TEST (who_and_what_is_meant)
{
  Fixture f = set_up ("family");
  g_autoptr (GengAdvice) advice = advise (&f);
  g_autoptr (GPtrArray) remedies = geng_advice_list_remedies (advice);
  GengRemedy *join = find (remedies, GENG_REMEDY_KIND_JOIN);
  GengRemedy *leave = find (remedies, GENG_REMEDY_KIND_LEAVE);
  GengRemedy *limit = find (remedies, GENG_REMEDY_KIND_LIMIT);
  g_autofree char *days = geng_remedy_dup_days (leave);
  g_autofree char *sentence = geng_advice_to_string (advice);

  ck_assert_int_eq (geng_remedy_get_number (join), 1);
  ck_assert (geng_remedy_get_least (join));
  ck_assert (!geng_remedy_get_consent (join));
  ck_assert_str_eq (geng_remedy_get_roles (join)[0], "captain");
  ck_assert_ptr_eq (geng_remedy_get_request (leave), f.leave);
  ck_assert (geng_remedy_get_consent (leave));
  /* Only the day that lacks a captain, and not all three of the leave. */
  ck_assert_uint_eq (strlen (days), strlen ("2026-12-01"));
  ck_assert_str_eq (geng_entity_get_id (GENG_ENTITY (geng_remedy_get_member (limit))), "m01");
  ck_assert_str_eq (geng_remedy_get_rule_text (limit), "duties per period ..3");
  ck_assert_ptr_nonnull (
      strstr (sentence, "at least 1 more (Captain), or no leave for m02 on 12-0"));
  tear_down (&f);
}
END_TEST

static const char *const sacred[] = { "病假", "婚假", "产假", "丧假", "Sick", "funeral" };

START_TEST (some_leave_is_never_asked_back)
{
  Fixture f = set_up (sacred[_i]);
  g_autoptr (GengAdvice) advice = advise (&f);
  g_autoptr (GPtrArray) remedies = geng_advice_list_remedies (advice);

  ck_assert_ptr_null (find (remedies, GENG_REMEDY_KIND_LEAVE));
  ck_assert_ptr_nonnull (find (remedies, GENG_REMEDY_KIND_JOIN));
  tear_down (&f);
}
END_TEST

/* Two are wanted each day, and but two are there for three days and two duties each. */
START_TEST (a_smaller_crew_fills_up)
{
  Fixture f = set_up ("病假");
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  g_autofree char *days = NULL;
  GengRemedy *crew;

  geng_demand_set_role_limits (f.day, NULL);
  geng_demand_set_crew (f.day, 2, 2, 2);
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  crew = find (remedies, GENG_REMEDY_KIND_CREW);
  ck_assert_int_eq (geng_advice_get_gaps (advice), 1);
  ck_assert_ptr_nonnull (crew);
  ck_assert_int_eq (geng_remedy_get_number (crew), 1);
  ck_assert_int_eq (geng_remedy_get_gaps (crew), 0);
  days = geng_remedy_dup_days (crew);
  ck_assert_uint_eq (strlen (days), strlen ("2026-12-01"));
  ck_assert_ptr_null (geng_remedy_get_roles (find (remedies, GENG_REMEDY_KIND_JOIN)));
  tear_down (&f);
}
END_TEST

/* Three captains a day, and one is there twice: two days lack two, one lacks three. */
START_TEST (the_least_number_is_proven)
{
  Fixture f = set_up ("病假");
  g_autoptr (GengRoleLimit) three = geng_role_limit_new ("captain", 3, G_MAXINT, 0);
  g_autoptr (GPtrArray) limits = g_ptr_array_new ();
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  GengRemedy *join;

  geng_demand_set_crew (f.day, 3, 3, 5);
  g_ptr_array_add (limits, three);
  geng_demand_set_role_limits (f.day, limits);
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  join = find (remedies, GENG_REMEDY_KIND_JOIN);
  ck_assert_ptr_nonnull (join);
  for (int n = 0; n <= geng_remedy_get_number (join); n++)
    {
      g_autoptr (GengStation) copy = geng_station_copy (f.station);

      for (int i = 0; i < n; i++)
        {
          g_autofree char *id = g_strdup_printf ("new%d", i);
          GengMember *member = sample_add_member (copy, id);

          geng_member_set_roles (member, captain);
        }
      if (n < geng_remedy_get_number (join))
        ck_assert_int_gt (gaps_of (copy, &f), geng_remedy_get_gaps (join));
      else
        ck_assert_int_eq (gaps_of (copy, &f), geng_remedy_get_gaps (join));
    }
  ck_assert (geng_remedy_get_least (join));
  tear_down (&f);
}
END_TEST

/* Each of two days has a crew of its own of two, and one person is there: each crew is one short on
 * its own day, and only there it is made smaller. */
START_TEST (a_smaller_crew_is_for_its_own_days)
{
  Fixture f = set_up ("病假");
  GengDemand *night = sample_add_demand (f.station, "night", "village", "night");
  GengDemand *demands[] = { f.day, night };
  const char *const dates[] = { "2026-12-01", "2026-12-02" };
  g_autoptr (GengRequest) away = geng_request_new (
      GENG_REQUEST_KIND_LEAVE, geng_station_lookup_member (f.station, "m03"), &f.first, &f.last);
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  guint n = 0;

  geng_request_set_reason (away, "病假");
  ck_assert (geng_station_add_request (f.station, away, NULL));
  geng_demand_set_role_limits (f.day, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      g_autoptr (GengDays) days = geng_days_parse (dates[i], NULL);

      geng_demand_set_crew (demands[i], 2, 2, 2);
      geng_demand_set_days (demands[i], days);
    }
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  ck_assert_int_eq (geng_advice_get_gaps (advice), 2);
  for (guint i = 0; i < remedies->len; i++)
    {
      g_autofree char *days = geng_remedy_dup_days (remedies->pdata[i]);

      if (geng_remedy_get_kind (remedies->pdata[i]) != GENG_REMEDY_KIND_CREW)
        continue;
      ck_assert_str_eq (days, dates[geng_remedy_get_demand (remedies->pdata[i]) == night]);
      n++;
    }
  ck_assert_uint_eq (n, 2);
  tear_down (&f);
}
END_TEST

static void
add_leave (Fixture *f, const char *id, int from, int to, const char *reason)
{
  GDate first = sample_date (2026, 12, from), last = sample_date (2026, 12, to);
  g_autoptr (GengRequest) leave = geng_request_new (
      GENG_REQUEST_KIND_LEAVE, geng_station_lookup_member (f->station, id), &first, &last);

  geng_request_set_reason (leave, reason);
  ck_assert (geng_station_add_request (f->station, leave, NULL));
}

/* One is wanted a day and all five are away, ill where it is not for their families: of the leaves
 * that could be moved those three are told that fill most, and what is left without them. */
START_TEST (the_leaves_that_help_most_are_told)
{
  static const struct
  {
    const char *id;
    int from, to; /* what could be moved; the other days are not */
  } leaves[] = { { "m01", 1, 1 }, { "m03", 1, 2 }, { "m04", 1, 3 }, { "m05", 3, 3 } };
  Fixture f = set_up ("family");
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  gint64 left[3];
  guint n = 0;

  geng_demand_set_role_limits (f.day, NULL);
  sample_add_member (f.station, "m04");
  sample_add_member (f.station, "m05");
  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    {
      add_leave (&f, leaves[i].id, leaves[i].from, leaves[i].to, "family");
      if (leaves[i].from > 1)
        add_leave (&f, leaves[i].id, 1, leaves[i].from - 1, "病假");
      if (leaves[i].to < DAYS)
        add_leave (&f, leaves[i].id, leaves[i].to + 1, DAYS, "病假");
    }
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  ck_assert_int_eq (geng_advice_get_gaps (advice), DAYS);
  for (guint i = 0; i < remedies->len; i++)
    if (geng_remedy_get_kind (remedies->pdata[i]) == GENG_REMEDY_KIND_LEAVE)
      {
        ck_assert_uint_lt (n, G_N_ELEMENTS (left));
        left[n++] = geng_remedy_get_gaps (remedies->pdata[i]);
      }
  ck_assert_uint_eq (n, G_N_ELEMENTS (left));
  ck_assert (left[0] == 0 && left[1] == 0 && left[2] == 1);
  tear_down (&f);
}
END_TEST

/* Of several limits that one is wider which is in the way. */
START_TEST (the_limit_in_the_way_is_wider)
{
  static const char *const others[]
      = { "night per period ..3", "duties per period ..1 soft 3", "duties per week ..3" };
  Fixture f = set_up ("病假");
  g_autoptr (GengRule) other = geng_rule_new ("limit", others[_i]);
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;

  geng_contract_add_rule (geng_station_lookup_contract (f.station, "full"), other);
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  ck_assert_ptr_nonnull (find (remedies, GENG_REMEDY_KIND_LIMIT));
  ck_assert_str_eq (geng_remedy_get_rule_text (find (remedies, GENG_REMEDY_KIND_LIMIT)),
                    "duties per period ..3");
  tear_down (&f);
}
END_TEST

/* -- the words of a limit -- */

/* m01 serves two of three days, ten hours each, two of which are overtime. */
static const struct
{
  const char *limit, *wider; /* by a duty, in the unit in which it is written */
} limits[] = {
  { "hours per period ..20", "hours per period ..30" },
  { "hours per period 5..20h", "hours per period 5..30h" },
  { "hours per period ..1200min", "hours per period ..1800min" },
  { "hours per period ..1200分钟", "hours per period ..1800分钟" },
  { "overtime per period ..4", "overtime per period ..14" },
  { "overtime per period ..240min", "overtime per period ..840min" },
  { "duties per period .. 2", "duties per period .. 3" },
  { "hours per period 10..20 target 20 soft 1", "hours per period 10..30 target 20 soft 1" },
};

START_TEST (a_limit_is_wider_in_its_own_unit)
{
  Fixture f = set_up ("病假");
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  GengRemedy *limit;

  geng_contract_set_rule (geng_station_lookup_contract (f.station, "full"), "limit",
                          limits[_i].limit);
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  limit = find (remedies, GENG_REMEDY_KIND_LIMIT);
  ck_assert_ptr_nonnull (limit);
  ck_assert_str_eq (geng_remedy_get_rule_text (limit), limits[_i].wider);
  ck_assert_int_eq (geng_remedy_get_gaps (limit), 0);
  tear_down (&f);
}
END_TEST

/* What has no upper end that a number says, and what is his own, is not made wider. */
START_TEST (some_limits_stay)
{
  Fixture f = set_up ("病假");
  g_autoptr (GengRule) own = geng_rule_new ("limit", "duties per period ..2");
  g_autoptr (GengRule) same = geng_rule_new ("limit", "duties per period ..2");
  GengContract *full = geng_station_lookup_contract (f.station, "full");
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;

  if (_i == 0)
    geng_contract_set_rule (full, "limit", "duties per period 2");
  else if (_i == 1)
    {
      /* What the station says does not bind who has a word of his own. */
      geng_station_add_rule (f.station, own);
      geng_contract_set_rule (full, "limit", "nights per period ..2");
      geng_member_add_rule (geng_station_lookup_member (f.station, "m01"), same);
    }
  else
    {
      geng_contract_set_rule (full, "limit", "nights per period ..2");
      geng_member_add_rule (geng_station_lookup_member (f.station, "m01"), own);
    }
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  ck_assert_int_eq (geng_advice_get_gaps (advice), 1);
  ck_assert_ptr_null (find (remedies, GENG_REMEDY_KIND_LIMIT));
  ck_assert_ptr_nonnull (find (remedies, GENG_REMEDY_KIND_JOIN));
  tear_down (&f);
}
END_TEST

/* Two days are the longest run, so that one of three is open: a run of three fills it. */
START_TEST (a_run_is_longer)
{
  Fixture f = set_up ("病假");
  GengContract *full = geng_station_lookup_contract (f.station, "full");
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  GengRemedy *limit;

  geng_contract_set_rule (full, "limit", "duties per period ..3");
  geng_contract_set_rule (full, "run", "duties ..2");
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  limit = find (remedies, GENG_REMEDY_KIND_LIMIT);
  ck_assert_int_eq (geng_advice_get_gaps (advice), 1);
  ck_assert_ptr_nonnull (limit);
  ck_assert_str_eq (geng_remedy_get_rule (limit), "run");
  ck_assert_str_eq (geng_remedy_get_rule_text (limit), "duties ..3");
  ck_assert_int_eq (geng_remedy_get_gaps (limit), 0);
  tear_down (&f);
}
END_TEST

/* What binds everybody is wider for him alone. */
START_TEST (a_limit_of_the_station_is_wider_for_one)
{
  Fixture f = set_up ("病假");
  GengMember *captain_of_all = geng_station_lookup_member (f.station, "m01");
  g_autoptr (GengRule) rule = geng_rule_new ("limit", "duties per period ..2");
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  g_autoptr (GengStation) copy = NULL;
  GengRemedy *limit;

  geng_member_set_contract (captain_of_all, NULL);
  geng_station_add_rule (f.station, rule);
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  limit = find (remedies, GENG_REMEDY_KIND_LIMIT);
  ck_assert_ptr_nonnull (limit);
  ck_assert_ptr_eq (geng_remedy_get_member (limit), captain_of_all);
  copy = geng_station_copy (f.station);
  apply (copy, limit);
  ck_assert_int_eq (gaps_of (copy, &f), geng_remedy_get_gaps (limit));
  tear_down (&f);
}
END_TEST

START_TEST (no_more_of_a_kind_are_told_than_are_read)
{
  Fixture f = set_up ("病假");
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  GengContract *full = geng_station_lookup_contract (f.station, "full");
  guint n = 0;

  /* Five who may come once, for six places. */
  geng_contract_set_rule (full, "limit", "duties per period ..1");
  geng_demand_set_crew (f.day, 2, 2, 2);
  for (int i = 4; i < 7; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02d", i);
      GengMember *member = sample_add_member (f.station, id);

      geng_member_set_roles (member, captain);
      geng_member_set_contract (member, full);
    }
  geng_member_set_contract (geng_station_lookup_member (f.station, "m03"), full);
  geng_demand_set_role_limits (f.day, NULL);
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  ck_assert_int_eq (geng_advice_get_gaps (advice), 1);
  for (guint i = 0; i < remedies->len; i++)
    n += geng_remedy_get_kind (remedies->pdata[i]) == GENG_REMEDY_KIND_LIMIT;
  /* Each of five could come once more. */
  ck_assert_uint_eq (n, 3);
  tear_down (&f);
}
END_TEST

/* -- leave -- */

/* The kind of a leave says whether it may be asked back, whatever was written beside it. */
START_TEST (a_kind_of_leave_says_whether_it_moves)
{
  Fixture f = set_up ("family");
  g_autoptr (GengLeaveKind) kind = geng_leave_kind_new ("exam", "Exam");
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;

  geng_leave_kind_set_may_be_moved (kind, _i == 1);
  ck_assert (geng_station_add_leave_kind (f.station, kind, NULL));
  geng_request_set_leave_kind (f.leave, "exam");
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  ck_assert_int_eq (find (remedies, GENG_REMEDY_KIND_LEAVE) != NULL, _i == 1);
  tear_down (&f);
}
END_TEST

/* Words of sickness count where they begin: who is still in the village is not ill. */
static const struct
{
  const char *reason;
  gboolean moves;
} reasons[] = {
  { "still at the village", TRUE }, { "ill", FALSE }, { "an ill child", FALSE },
  { "still ill", FALSE },           { NULL, TRUE },
};

START_TEST (a_reason_says_whether_it_moves)
{
  Fixture f = set_up (reasons[_i].reason);
  g_autoptr (GengAdvice) advice = advise (&f);
  g_autoptr (GPtrArray) remedies = geng_advice_list_remedies (advice);

  ck_assert_int_eq (find (remedies, GENG_REMEDY_KIND_LEAVE) != NULL, reasons[_i].moves);
  tear_down (&f);
}
END_TEST

/* Who is no captain is left in peace, and so is a wish. */
START_TEST (only_leave_that_would_help_is_asked_back)
{
  Fixture f = set_up ("病假");
  g_autoptr (GengRequest) wish = geng_request_new (
      GENG_REQUEST_KIND_WISH_OFF, geng_station_lookup_member (f.station, "m02"), &f.first, &f.last);
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;

  sample_add_member (f.station, "m04");
  add_leave (&f, "m04", 1, DAYS, "family");
  ck_assert (geng_station_add_request (f.station, wish, NULL));
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  ck_assert_int_gt (geng_advice_get_gaps (advice), 0);
  ck_assert_ptr_null (find (remedies, GENG_REMEDY_KIND_LEAVE));
  tear_down (&f);
}
END_TEST

/* Only the second day lacks a captain: the leave before and after it stays, hours and all. */
START_TEST (leave_on_both_sides_stays)
{
  Fixture f = set_up ("family");
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  g_autofree char *days = NULL;
  GengRemedy *leave;

  add_leave (&f, "m01", 2, 2, "病假");
  /* From eight to nine: who is away for an hour of a duty cannot serve it. */
  geng_request_set_times (f.leave, 480, 540);
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  leave = find (remedies, GENG_REMEDY_KIND_LEAVE);
  ck_assert_int_eq (geng_advice_get_gaps (advice), 1);
  ck_assert_ptr_nonnull (leave);
  ck_assert_ptr_eq (geng_remedy_get_request (leave), f.leave);
  days = geng_remedy_dup_days (leave);
  ck_assert_str_eq (days, "2026-12-02");
  ck_assert_int_eq (geng_remedy_get_gaps (leave), 0);
  tear_down (&f);
}
END_TEST

/* -- who is missing -- */

/* Nobody of the police is there: whoever comes is of them. */
START_TEST (somebody_of_an_organisation_is_missing)
{
  Fixture f = set_up ("病假");
  g_autoptr (GengOrganisation) police = geng_organisation_new ("police", "Police");
  g_autoptr (GengRoleLimit) limit = geng_role_limit_new ("org:police", 1, G_MAXINT, 0);
  g_autoptr (GengRoleLimit) also = geng_role_limit_new ("captain", 1, G_MAXINT, 0);
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  g_autoptr (GengStation) copy = NULL;
  g_autofree char *sentence = NULL;
  GengRemedy *join;

  ck_assert (geng_station_add_organisation (f.station, police, NULL));
  /* An id that whoever comes might have had. */
  sample_add_member (f.station, "more-1");
  geng_demand_set_crew (f.day, 2, 2, 3);
  g_ptr_array_add (both, limit);
  g_ptr_array_add (both, also);
  geng_demand_set_role_limits (f.day, both);
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  join = find (remedies, GENG_REMEDY_KIND_JOIN);
  sentence = geng_advice_to_string (advice);
  ck_assert_ptr_nonnull (join);
  ck_assert_uint_eq (g_strv_length ((char **) geng_remedy_get_roles (join)), 2);
  ck_assert (g_strv_contains (geng_remedy_get_roles (join), "org:police"));
  ck_assert (g_strv_contains (geng_remedy_get_roles (join), "captain"));
  ck_assert_ptr_nonnull (strstr (sentence, "Police"));
  ck_assert_ptr_nonnull (strstr (sentence, "Captain"));
  copy = geng_station_copy (f.station);
  for (int i = 0; i < geng_remedy_get_number (join); i++)
    {
      g_autofree char *id = g_strdup_printf ("new%d", i);
      GengMember *fresh = sample_add_member (copy, id);

      geng_member_set_roles (fresh, captain);
      geng_member_set_organisation (fresh, geng_station_lookup_organisation (copy, "police"));
    }
  ck_assert_int_eq (gaps_of (copy, &f), geng_remedy_get_gaps (join));
  tear_down (&f);
}
END_TEST

/* A crew for a window, on days that are written in two ways: only the day that lacks somebody
 * leaves the others. */
START_TEST (a_crew_of_a_window_is_smaller_on_a_day)
{
  Fixture f = set_up ("病假");
  g_autoptr (GengDays) days = geng_days_parse ("2026-12-01..2026-12-02; 2026-12-03", NULL);
  g_autoptr (GengDemand) patrol
      = geng_demand_new_for_window ("desk", NULL, geng_station_lookup_post (f.station, "desk"),
                                    geng_station_lookup_window (f.station, "standby"));
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;
  g_autofree char *told = NULL;
  GengRemedy *crew;

  ck_assert (geng_station_remove (f.station, G_OBJECT (f.day), NULL));
  geng_demand_set_crew (patrol, 2, 2, 2);
  geng_demand_set_days (patrol, days);
  ck_assert (geng_station_add_demand (f.station, patrol, NULL));
  /* m01 and m03 are there; the standby of the third is on the morning of the fourth. */
  geng_member_set_contract (geng_station_lookup_member (f.station, "m01"), NULL);
  add_leave (&f, "m03", 4, 4, "病假");
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  crew = find (remedies, GENG_REMEDY_KIND_CREW);
  ck_assert_int_eq (geng_advice_get_gaps (advice), 1);
  ck_assert_ptr_nonnull (crew);
  ck_assert_ptr_eq (geng_remedy_get_demand (crew), patrol);
  told = geng_remedy_dup_days (crew);
  ck_assert_str_eq (told, "2026-12-03");
  ck_assert_int_eq (geng_remedy_get_gaps (crew), 0);
  tear_down (&f);
}
END_TEST

START_TEST (a_full_roster_needs_no_advice)
{
  Fixture f = set_up ("family");
  g_autoptr (GengAdvice) advice = NULL;
  g_autoptr (GPtrArray) remedies = NULL;

  ck_assert (geng_station_remove (f.station, G_OBJECT (f.leave), NULL));
  advice = advise (&f);
  remedies = geng_advice_list_remedies (advice);
  ck_assert_int_eq (geng_advice_get_gaps (advice), 0);
  ck_assert_int_eq (geng_advice_get_planned_gaps (advice), 0);
  ck_assert_uint_eq (remedies->len, 0);
  tear_down (&f);
}
END_TEST

/* The empty roster is worse than what its people can do. */
START_TEST (planning_anew_may_be_enough)
{
  Fixture f = set_up ("family");
  g_autoptr (GengRoster) empty = geng_roster_new (f.station, &f.first, &f.last, NULL);
  g_autoptr (GengPlanner) planner = geng_planner_new (f.station, &f.first, &f.last, NULL);
  g_autoptr (GengAdvice) advice = NULL;

  ck_assert (geng_station_remove (f.station, G_OBJECT (f.leave), NULL));
  geng_planner_set_base (planner, empty);
  advice = geng_planner_advise (planner, NULL, NULL);
  ck_assert_int_gt (geng_advice_get_planned_gaps (advice), 0);
  ck_assert_int_eq (geng_advice_get_gaps (advice), 0);
  tear_down (&f);
}
END_TEST

START_TEST (nothing_is_touched_and_it_is_the_same_again)
{
  Fixture f = set_up ("family");
  g_autofree char *before = geng_station_to_json (f.station);
  g_autoptr (GengAdvice) one = advise (&f), two = advise (&f);
  g_autofree char *after = geng_station_to_json (f.station);
  g_autofree char *first = geng_advice_to_string (one), *second = geng_advice_to_string (two);

  ck_assert_str_eq (before, after);
  ck_assert_str_eq (first, second);
  tear_down (&f);
}
END_TEST

typedef struct
{
  GCancellable *cancellable;
  guint left;
} Patience;

static void
on_progress (GengPlanner *planner, GengProgress *progress, Patience *patience)
{
  if (patience->left > 0 && --patience->left == 0)
    g_cancellable_cancel (patience->cancellable);
}

/* Whoever is stopped has tried less, and says so; what he names helps all the same. */
START_TEST (who_is_stopped_says_so)
{
  Fixture f = set_up ("family");
  g_autoptr (GengPlan) made = plan (f.station, &f);
  guint n_reduced = 0;
  gboolean whole = FALSE;

  for (guint patience = 1; !whole && patience < 10000; patience += 1 + patience / 2)
    {
      g_autoptr (GengPlanner) planner = geng_planner_new (f.station, &f.first, &f.last, NULL);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GengAdvice) advice = NULL;
      g_autoptr (GPtrArray) remedies = NULL;
      Patience watch = { cancellable, patience };

      geng_planner_set_base (planner, geng_plan_get_roster (made));
      g_signal_connect (planner, "progress", G_CALLBACK (on_progress), &watch);
      advice = geng_planner_advise (planner, cancellable, NULL);
      if (advice == NULL)
        continue;
      remedies = geng_advice_list_remedies (advice);
      whole = !geng_advice_get_reduced (advice);
      ck_assert (whole == !g_cancellable_is_cancelled (cancellable));
      n_reduced += !whole;
      for (guint i = 0; i < remedies->len; i++)
        {
          g_autoptr (GengStation) copy = geng_station_copy (f.station);

          apply (copy, remedies->pdata[i]);
          ck_assert_int_le (gaps_of (copy, &f), geng_remedy_get_gaps (remedies->pdata[i]));
        }
    }
  ck_assert_uint_gt (n_reduced, 0);
  ck_assert (whole);
  tear_down (&f);
}
END_TEST

START_TEST (advice_is_about_a_roster)
{
  Fixture f = set_up ("family");
  g_autoptr (GengPlanner) planner = geng_planner_new (f.station, &f.first, &f.last, NULL);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (geng_planner_advise (planner, NULL, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  tear_down (&f);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("advise");
  TCase *tcase = tcase_create ("advise");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 100);
  tcase_add_test (tcase, each_remedy_does_what_it_says);
  tcase_add_test (tcase, who_and_what_is_meant);
  tcase_add_loop_test (tcase, some_leave_is_never_asked_back, 0, G_N_ELEMENTS (sacred));
  tcase_add_test (tcase, a_smaller_crew_fills_up);
  tcase_add_test (tcase, the_least_number_is_proven);
  tcase_add_test (tcase, a_smaller_crew_is_for_its_own_days);
  tcase_add_test (tcase, the_leaves_that_help_most_are_told);
  tcase_add_loop_test (tcase, the_limit_in_the_way_is_wider, 0, 3);
  tcase_add_loop_test (tcase, a_limit_is_wider_in_its_own_unit, 0, G_N_ELEMENTS (limits));
  tcase_add_loop_test (tcase, some_limits_stay, 0, 3);
  tcase_add_test (tcase, a_run_is_longer);
  tcase_add_loop_test (tcase, a_reason_says_whether_it_moves, 0, G_N_ELEMENTS (reasons));
  tcase_add_test (tcase, a_limit_of_the_station_is_wider_for_one);
  tcase_add_test (tcase, no_more_of_a_kind_are_told_than_are_read);
  tcase_add_loop_test (tcase, a_kind_of_leave_says_whether_it_moves, 0, 2);
  tcase_add_test (tcase, only_leave_that_would_help_is_asked_back);
  tcase_add_test (tcase, leave_on_both_sides_stays);
  tcase_add_test (tcase, somebody_of_an_organisation_is_missing);
  tcase_add_test (tcase, a_crew_of_a_window_is_smaller_on_a_day);
  tcase_add_test (tcase, a_full_roster_needs_no_advice);
  tcase_add_test (tcase, planning_anew_may_be_enough);
  tcase_add_test (tcase, nothing_is_touched_and_it_is_the_same_again);
  tcase_add_test (tcase, who_is_stopped_says_so);
  tcase_add_test (tcase, advice_is_about_a_roster);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
