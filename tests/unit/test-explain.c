/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "../arrays.h"
#include "geng-gap-private.h"
#include "sample.h"

/*
 * August: on the 10th somebody is wanted by day at the village.  m01 comes from a night, m02 is on
 * leave, m03 serves at the desk that day, m04 is free but wishes not to serve, m05 is free, m06
 * serves at the desk alone.
 */
typedef struct
{
  GengStation *station;
  GengRoster *roster;
  GengDemand *day;
  GDate date;
} Fixture;

static GengMember *
member (Fixture *f, const char *id)
{
  return geng_station_lookup_member (f->station, id);
}

static GengDuty *
assign (Fixture *f, const char *id, int day, const char *shift, const char *post)
{
  GDate date = sample_date (2027, 8, day);
  GError *error = NULL;
  GengDuty *duty = geng_roster_assign (f->roster, member (f, id), &date,
                                       geng_station_lookup_shift (f->station, shift),
                                       geng_station_lookup_post (f->station, post), &error);

  ck_assert_msg (duty != NULL, "%s", error ? error->message : "");
  return duty;
}

static void
ask (Fixture *f, GengRequestKind kind, const char *id, int weight)
{
  g_autoptr (GengRequest) request = geng_request_new (kind, member (f, id), &f->date, &f->date);

  geng_request_set_weight (request, weight);
  ck_assert (geng_station_add_request (f->station, request, NULL));
}

static void
add_rules (GengStation *station)
{
  g_autoptr (GengRule) rest = geng_rule_new ("rest", "11h");
  g_autoptr (GengRule) run = geng_rule_new ("run", "duties ..5");

  geng_station_add_rule (station, rest);
  geng_station_add_rule (station, run);
}

static Fixture
set_up (void)
{
  Fixture f = { .station = sample_station (), .date = sample_date (2027, 8, 10) };
  GDate first = sample_date (2027, 8, 1);
  GDate last = sample_date (2027, 8, 31);
  const char *desk[] = { "desk", NULL };

  sample_add_member (f.station, "m04");
  sample_add_member (f.station, "m05");
  geng_member_set_posts (sample_add_member (f.station, "m06"), desk);
  f.day = sample_add_demand (f.station, "day", "village", "day");
  geng_demand_set_crew (sample_add_demand (f.station, "night", "village", "night"), 0, 0, 2);
  geng_demand_set_crew (sample_add_demand (f.station, "standby", "desk", "standby"), 0, 0, 2);
  add_rules (f.station);
  ask (&f, GENG_REQUEST_KIND_LEAVE, "m02", 0);
  ask (&f, GENG_REQUEST_KIND_WISH_OFF, "m04", 3);
  f.roster = geng_roster_new (f.station, &first, &last, NULL);
  assign (&f, "m01", 9, "night", "village");
  assign (&f, "m03", 10, "standby", "desk");
  return f;
}

static void
tear_down (Fixture *f)
{
  g_object_unref (f->roster);
  g_object_unref (f->station);
}

static GengCover *
find (GPtrArray *covers, GengMember *who)
{
  for (guint i = 0; i < covers->len; i++)
    if (geng_cover_get_member (covers->pdata[i]) == who)
      return covers->pdata[i];
  ck_abort_msg ("%s is not listed", geng_entity_get_id (GENG_ENTITY (who)));
  return NULL;
}

static void
assert_kept (GPtrArray *covers, GengMember *who, const char *rule)
{
  GengCover *cover = find (covers, who);
  g_autoptr (GPtrArray) obstacles = NULL;

  ck_assert (!geng_cover_get_possible (cover));
  ck_assert_str_eq (geng_cover_get_rule (cover), rule);
  obstacles = geng_cover_list_obstacles (cover);
  ck_assert_uint_ge (obstacles->len, 1);
  for (guint i = 0; i < obstacles->len; i++)
    {
      GengFinding *finding = obstacles->pdata[i];

      ck_assert_int_eq (geng_finding_get_severity (finding), GENG_SEVERITY_HARD);
      ck_assert_int_ge (geng_finding_get_amount (finding), 1);
      ck_assert_ptr_nonnull (geng_finding_get_message (finding));
    }
  ck_assert_str_eq (geng_finding_get_rule (obstacles->pdata[0]), rule);
}

START_TEST (those_who_can_come_first_the_cheapest_before)
{
  Fixture f = set_up ();
  g_autoptr (GengGap) gap = geng_gap_new (f.day, &f.date, 480, 1080, NULL, 1);
  g_autoptr (GPtrArray) covers = geng_cover_list_for_gap (f.roster, NULL, gap, NULL);

  ck_assert_ptr_nonnull (covers);
  ck_assert_uint_eq (covers->len, 6);
  ck_assert_ptr_eq (geng_cover_get_member (covers->pdata[0]), member (&f, "m05"));
  ck_assert_ptr_eq (geng_cover_get_member (covers->pdata[1]), member (&f, "m04"));
  ck_assert (geng_cover_get_possible (covers->pdata[0]));
  ck_assert (geng_cover_get_possible (covers->pdata[1]));
  ck_assert_int_eq (geng_cover_get_cost (covers->pdata[1]) - geng_cover_get_cost (covers->pdata[0]),
                    3 * GENG_POINT);
  tear_down (&f);
}
END_TEST

START_TEST (each_is_kept_by_the_right_rule)
{
  Fixture f = set_up ();
  g_autoptr (GengGap) gap = geng_gap_new (f.day, &f.date, 480, 1080, NULL, 1);
  g_autoptr (GPtrArray) covers = geng_cover_list_for_gap (f.roster, NULL, gap, NULL);

  assert_kept (covers, member (&f, "m01"), "rest");
  assert_kept (covers, member (&f, "m02"), "leave");
  assert_kept (covers, member (&f, "m03"), "busy");
  assert_kept (covers, member (&f, "m06"), "eligible");
  tear_down (&f);
}
END_TEST

START_TEST (a_list_changes_nothing)
{
  Fixture f = set_up ();
  g_autoptr (GengGap) gap = geng_gap_new (f.day, &f.date, 480, 1080, NULL, 1);
  g_autoptr (GPtrArray) covers = geng_cover_list_for_gap (f.roster, NULL, gap, NULL);
  g_autoptr (GPtrArray) again = geng_cover_list_for_gap (f.roster, NULL, gap, NULL);
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (f.roster);

  ck_assert_uint_eq (duties->len, 2);
  for (guint i = 0; i < covers->len; i++)
    {
      ck_assert_ptr_eq (geng_cover_get_member (covers->pdata[i]),
                        geng_cover_get_member (again->pdata[i]));
      ck_assert_int_eq (geng_cover_get_cost (covers->pdata[i]),
                        geng_cover_get_cost (again->pdata[i]));
    }
  tear_down (&f);
}
END_TEST

/* m05 has served from the 5th to the 9th: five days in a row are the most. */
START_TEST (a_run_is_seen_on_both_sides)
{
  Fixture f = set_up ();
  g_autoptr (GengGap) gap = geng_gap_new (f.day, &f.date, 480, 1080, NULL, 1);
  g_autoptr (GPtrArray) covers = NULL;

  for (int day = 8; day <= 12; day++)
    if (day != 10)
      assign (&f, "m05", day, "day", "village");
  assign (&f, "m05", 13, "day", "village");
  covers = geng_cover_list_for_gap (f.roster, NULL, gap, NULL);
  assert_kept (covers, member (&f, "m05"), "run");
  tear_down (&f);
}
END_TEST

START_TEST (the_holder_of_a_duty_is_not_its_cover)
{
  Fixture f = set_up ();
  GengDuty *duty = assign (&f, "m05", 10, "day", "village");
  g_autoptr (GPtrArray) covers = geng_cover_list_for_duty (f.roster, NULL, duty, NULL);

  ck_assert_uint_eq (covers->len, 5);
  ck_assert_ptr_eq (geng_cover_get_member (covers->pdata[0]), member (&f, "m04"));
  ck_assert (!geng_cover_get_possible (covers->pdata[1]));
  ck_assert_ptr_eq (geng_roster_lookup (f.roster, member (&f, "m05"), &f.date), duty);
  tear_down (&f);
}
END_TEST

/* The crew is one: with m05 there, m04 would be the second. */
START_TEST (a_full_crew_is_an_obstacle)
{
  Fixture f = set_up ();
  g_autoptr (GengGap) gap = geng_gap_new (f.day, &f.date, 480, 1080, NULL, 1);
  g_autoptr (GPtrArray) covers = NULL;

  geng_demand_set_prices (f.day, 1, 0);
  assign (&f, "m05", 10, "day", "village");
  covers = geng_cover_list_for_gap (f.roster, NULL, gap, NULL);
  assert_kept (covers, member (&f, "m04"), "crew");
  tear_down (&f);
}
END_TEST

START_TEST (those_in_the_crew_are_told_from_those_elsewhere)
{
  Fixture f = set_up ();
  g_autoptr (GengGap) gap = geng_gap_new (f.day, &f.date, 480, 1080, NULL, 1);
  g_autoptr (GPtrArray) covers = NULL;

  geng_demand_set_crew (f.day, 2, 2, 2);
  assign (&f, "m05", 10, "day", "village");
  assign (&f, "m04", 10, "night", "village");
  covers = geng_cover_list_for_gap (f.roster, NULL, gap, NULL);
  assert_kept (covers, member (&f, "m05"), "there");
  assert_kept (covers, member (&f, "m04"), "busy");
  tear_down (&f);
}
END_TEST

/* What the list says of each of the free is what the judge says of the roster with that duty. */
START_TEST (prices_are_the_judges)
{
  Fixture f = set_up ();
  g_autoptr (GengGap) gap = geng_gap_new (f.day, &f.date, 480, 1080, NULL, 1);
  g_autoptr (GPtrArray) covers = geng_cover_list_for_gap (f.roster, NULL, gap, NULL);
  g_autoptr (GengJudgement) before = geng_judge (f.roster, NULL, NULL);

  for (guint i = 0; i < covers->len; i++)
    {
      GengCover *cover = covers->pdata[i];
      g_autoptr (GengRoster) roster = geng_roster_copy (f.roster);
      g_autoptr (GengJudgement) after = NULL;

      if (g_strcmp0 (geng_cover_get_rule (cover), "busy") == 0)
        continue;
      geng_roster_assign (roster, geng_cover_get_member (cover), &f.date,
                          geng_cover_get_shift (cover), geng_demand_get_post (f.day), NULL);
      after = geng_judge (roster, NULL, NULL);
      ck_assert_int_eq (geng_judgement_get_score (after)->cost
                            - geng_judgement_get_score (before)->cost,
                        geng_cover_get_cost (cover));
      ck_assert_int_eq (geng_judgement_get_score (after)->broken == 0,
                        geng_cover_get_possible (cover));
    }
  tear_down (&f);
}
END_TEST

/* Whoever takes over a duty: the one who leaves, the place and the price are all in it. */
START_TEST (an_exchange_is_the_judges)
{
  Fixture f = set_up ();
  GengDuty *duty = assign (&f, "m05", 10, "day", "village");
  g_autoptr (GengJudgement) before = geng_judge (f.roster, NULL, NULL);
  g_autoptr (GPtrArray) covers = geng_cover_list_for_duty (f.roster, NULL, duty, NULL);

  for (guint i = 0; i < covers->len; i++)
    {
      GengCover *cover = covers->pdata[i];
      g_autoptr (GengRoster) roster = geng_roster_copy (f.roster);
      g_autoptr (GengJudgement) after = NULL;
      const GengScore *old = geng_judgement_get_score (before), *new;

      if (g_strcmp0 (geng_cover_get_rule (cover), "busy") == 0)
        continue;
      geng_roster_remove (roster, geng_roster_lookup (roster, member (&f, "m05"), &f.date));
      geng_roster_assign (roster, geng_cover_get_member (cover), &f.date,
                          geng_cover_get_shift (cover), geng_demand_get_post (f.day), NULL);
      after = geng_judge (roster, NULL, NULL);
      new = geng_judgement_get_score (after);
      ck_assert_int_eq (new->cost - old->cost, geng_cover_get_cost (cover));
      ck_assert_int_eq (new->gaps - old->gaps, geng_cover_get_gaps (cover));
    }
  tear_down (&f);
}
END_TEST

/* m05 is cheaper, but the crew then lacks its captain: m04 comes first. */
START_TEST (gaps_come_before_the_price)
{
  Fixture f = set_up ();
  const char *roles[] = { "captain", NULL };
  g_autoptr (GengRoleLimit) captain = geng_role_limit_new ("captain", 1, G_MAXINT, 0);
  g_autoptr (GPtrArray) covers = NULL;
  GengDuty *duty;

  geng_member_set_roles (member (&f, "m02"), roles);
  geng_member_set_roles (member (&f, "m04"), roles);
  geng_demand_add_role_limit (f.day, captain);
  duty = assign (&f, "m02", 10, "day", "village");
  covers = geng_cover_list_for_duty (f.roster, NULL, duty, NULL);
  ck_assert_ptr_eq (geng_cover_get_member (covers->pdata[0]), member (&f, "m04"));
  ck_assert_ptr_eq (geng_cover_get_member (covers->pdata[1]), member (&f, "m05"));
  ck_assert_int_eq (geng_cover_get_gaps (covers->pdata[1]), 1);
  ck_assert_int_lt (geng_cover_get_cost (covers->pdata[1]), geng_cover_get_cost (covers->pdata[0]));
  tear_down (&f);
}
END_TEST

START_TEST (a_gap_gets_its_reason)
{
  Fixture f = set_up ();
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) obstacles = NULL;
  guint n_members = 0;
  const char *reason;

  g_ptr_array_add (gaps, geng_gap_new (f.day, &f.date, 480, 1080, NULL, 1));
  g_ptr_array_add (gaps, geng_gap_new (f.day, &f.date, 480, 1080, "captain", 1));
  ck_assert (geng_cover_explain_gaps (f.roster, NULL, gaps, NULL));
  reason = geng_gap_get_reason (gaps->pdata[0]);
  ck_assert_ptr_nonnull (strstr (reason, "another duty that day: 1 (m03)"));
  ck_assert_ptr_nonnull (strstr (reason, "leave: 1 (m02)"));
  ck_assert_ptr_nonnull (strstr (reason, "could serve without breaking a rule: 2 (m04, m05)"));
  obstacles = geng_gap_list_obstacles (gaps->pdata[0]);
  ck_assert_ptr_null (geng_obstacle_get_rule (obstacles->pdata[0]));
  for (guint i = 0; i < obstacles->len; i++)
    {
      g_autoptr (GPtrArray) members = geng_obstacle_list_members (obstacles->pdata[i]);
      const char *rule = geng_obstacle_get_rule (obstacles->pdata[i]);

      n_members += members->len;
      if (g_strcmp0 (rule, "leave") == 0)
        ck_assert_ptr_eq (members->pdata[0], member (&f, "m02"));
      if (g_strcmp0 (rule, "busy") == 0)
        ck_assert_ptr_eq (members->pdata[0], member (&f, "m03"));
    }
  /* Each of the station is in one of them. */
  ck_assert_uint_eq (n_members, g_list_model_get_n_items (geng_station_get_members (f.station)));
  reason = geng_gap_get_reason (gaps->pdata[1]);
  ck_assert_str_eq (reason, "no member has the role captain");
  tear_down (&f);
}
END_TEST

/* Each gap is about its own day, in whatever order they are asked about: on the 9th nobody is on
 * leave, and m01 serves by night. */
START_TEST (each_gap_has_the_reasons_of_its_day)
{
  Fixture f = set_up ();
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func (g_object_unref);
  const int days[] = { 10, 9, 9, 10 };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      GDate date = sample_date (2027, 8, days[i]);

      g_ptr_array_add (gaps, geng_gap_new (f.day, &date, 480, 1080, NULL, 1));
    }
  ck_assert (geng_cover_explain_gaps (f.roster, NULL, gaps, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const char *reason = geng_gap_get_reason (gaps->pdata[i]);

      ck_assert_int_eq (strstr (reason, "leave: 1 (m02)") != NULL, days[i] == 10);
      ck_assert_int_eq (strstr (reason, "another duty that day: 1 (m03)") != NULL, days[i] == 10);
      ck_assert_int_eq (strstr (reason, "another duty that day: 1 (m01)") != NULL, days[i] == 9);
    }
  tear_down (&f);
}
END_TEST

/* What a rule on crews forbids is a reason as well, whichever shift of the day it is. */
START_TEST (a_crews_rule_is_a_reason)
{
  Fixture f = set_up ();
  g_autoptr (GengRule) apart = geng_rule_new ("apart", "m04 m05");
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func (g_object_unref);

  geng_station_add_rule (f.station, apart);
  geng_demand_set_crew (f.day, 2, 2, 2);
  assign (&f, "m04", 10, "day", "village");
  g_ptr_array_add (gaps, geng_gap_new (f.day, &f.date, 480, 1080, NULL, 1));
  ck_assert (geng_cover_explain_gaps (f.roster, NULL, gaps, NULL));
  ck_assert_ptr_nonnull (
      strstr (geng_gap_get_reason (gaps->pdata[0]), "never share a crew: 1 (m05)"));
  ck_assert_ptr_null (strstr (geng_gap_get_reason (gaps->pdata[0]), "could serve without"));
  tear_down (&f);
}
END_TEST

START_TEST (only_those_with_the_role_are_asked)
{
  Fixture f = set_up ();
  g_autoptr (GengGap) gap = geng_gap_new (f.day, &f.date, 480, 1080, "captain", 1);
  const char *roles[] = { "captain", NULL };
  g_autoptr (GPtrArray) covers = NULL;

  geng_member_set_roles (member (&f, "m02"), roles);
  covers = geng_cover_list_for_gap (f.roster, NULL, gap, NULL);
  ck_assert_uint_eq (covers->len, 1);
  assert_kept (covers, member (&f, "m02"), "leave");
  tear_down (&f);
}
END_TEST

/* m05 is the only mentor of m04's crew: whoever takes his duty has to be one. */
START_TEST (what_the_leaver_breaks_is_held_against_whoever_comes)
{
  Fixture f = set_up ();
  const char *novices[] = { "novice", NULL };
  const char *mentors[] = { "mentor", NULL };
  g_autoptr (GengRole) novice = geng_role_new ("novice", "Novice");
  g_autoptr (GengRole) mentor = geng_role_new ("mentor", "Mentor");
  g_autoptr (GengRule) rule = geng_rule_new ("mentor", "novice 1 mentor");
  g_autoptr (GPtrArray) covers = NULL;
  GengDuty *duty;

  ck_assert (geng_station_add_role (f.station, novice, NULL));
  ck_assert (geng_station_add_role (f.station, mentor, NULL));
  geng_station_add_rule (f.station, rule);
  geng_demand_set_crew (f.day, 1, 1, 3);
  geng_member_set_roles (member (&f, "m04"), novices);
  geng_member_set_roles (member (&f, "m05"), mentors);
  sample_add_member (f.station, "m07");
  geng_member_set_roles (sample_add_member (f.station, "m08"), mentors);
  assign (&f, "m04", 10, "day", "village");
  duty = assign (&f, "m05", 10, "day", "village");
  covers = geng_cover_list_for_duty (f.roster, NULL, duty, NULL);
  ck_assert_ptr_nonnull (covers);
  assert_kept (covers, member (&f, "m07"), "mentor");
  ck_assert (geng_cover_get_possible (find (covers, member (&f, "m08"))));
  tear_down (&f);
}
END_TEST

START_TEST (what_is_not_of_the_roster_is_an_error)
{
  Fixture f = set_up ();
  GDate outside[] = { sample_date (2027, 7, 31), sample_date (2027, 9, 1) };
  g_autoptr (GengDuty) loose
      = geng_duty_new (member (&f, "m05"), &f.date, geng_station_lookup_shift (f.station, "day"),
                       geng_station_lookup_post (f.station, "village"));
  g_autoptr (GError) unknown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (outside); i++)
    {
      g_autoptr (GengGap) gap = geng_gap_new (f.day, &outside[i], 480, 1080, NULL, 1);
      g_autoptr (GError) period = NULL;

      ck_assert_ptr_null (geng_cover_list_for_gap (f.roster, NULL, gap, &period));
      ck_assert (g_error_matches (period, GENG_ERROR, GENG_ERROR_PERIOD));
    }
  ck_assert_ptr_null (geng_cover_list_for_duty (f.roster, NULL, loose, &unknown));
  ck_assert (g_error_matches (unknown, GENG_ERROR, GENG_ERROR_UNKNOWN));
  tear_down (&f);
}
END_TEST

/* The roster keeps the duty of a member who was removed; nobody can be asked about it any more. */
START_TEST (a_duty_of_a_removed_member_is_an_error)
{
  Fixture f = set_up ();
  GengDuty *duty = assign (&f, "m05", 10, "day", "village");
  g_autoptr (GError) error = NULL;

  ck_assert (geng_station_remove (f.station, G_OBJECT (member (&f, "m05")), NULL));
  ck_assert_ptr_null (geng_cover_list_for_duty (f.roster, NULL, duty, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert_str_eq (error->message, "cover: member m05 is no longer in the station");
  tear_down (&f);
}
END_TEST

/* m04 has the 9th by day, m05 the 10th: each may serve the other's. */
START_TEST (a_swap_is_tried_and_nothing_is_touched)
{
  Fixture f = set_up ();
  GengDuty *one = assign (&f, "m04", 10, "day", "village");
  GengDuty *other = assign (&f, "m05", 9, "day", "village");
  GDate ninth = sample_date (2027, 8, 9);
  g_autoptr (GengTrial) trial = geng_trial_new_swap (f.roster, NULL, one, other, NULL);
  GengRoster *after = geng_trial_get_roster (trial);

  ck_assert (geng_trial_get_allowed (trial));
  ck_assert_ptr_nonnull (geng_roster_lookup (after, member (&f, "m05"), &f.date));
  ck_assert_ptr_nonnull (geng_roster_lookup (after, member (&f, "m04"), &ninth));
  ck_assert_ptr_null (geng_roster_lookup (after, member (&f, "m04"), &f.date));
  ck_assert_ptr_eq (geng_roster_lookup (f.roster, member (&f, "m04"), &f.date), one);
  ck_assert_uint_eq (n_of (geng_trial_list_fresh (trial)), 0);
  ck_assert_uint_eq (n_of (geng_trial_list_gone (trial)), 1);
  ck_assert_str_eq (geng_finding_get_rule (nth_of (geng_trial_list_gone (trial), 0)), "wish");
  tear_down (&f);
}
END_TEST

START_TEST (a_swap_that_breaks_a_rule_is_not_allowed)
{
  Fixture f = set_up ();
  GengDuty *night = assign (&f, "m05", 9, "night", "village");
  GengDuty *day = assign (&f, "m04", 10, "day", "village");
  GengDuty *standby = assign (&f, "m04", 12, "standby", "desk");
  g_autoptr (GengTrial) trial = NULL;
  g_autoptr (GengTrial) give = NULL;
  g_autoptr (GError) error = NULL;

  /* m05 would come from the night of the 9th to the day of the 10th */
  give = geng_trial_new_give (f.roster, NULL, day, member (&f, "m05"), NULL);
  ck_assert (!geng_trial_get_allowed (give));
  ck_assert_str_eq (geng_finding_get_rule (nth_of (geng_trial_list_fresh (give), 0)), "rest");

  trial = geng_trial_new_swap (f.roster, NULL, standby, night, NULL);
  ck_assert (!geng_trial_get_allowed (trial));
  ck_assert_ptr_null (geng_trial_new_give (f.roster, NULL, day, member (&f, "m03"), &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  tear_down (&f);
}
END_TEST

static void
set_role (Fixture *f, const char *id, const char *role)
{
  const char *roles[] = { role, NULL };

  geng_member_set_roles (member (f, id), roles);
}

static GengCover *
cover_by (Fixture *f, GPtrArray *covers, const char *id)
{
  for (guint i = 0; i < covers->len; i++)
    if (geng_cover_get_member (covers->pdata[i]) == member (f, id))
      return covers->pdata[i];
  ck_abort_msg ("%s is not on the list", id);
}

/* m05 is the mentor of the novice m03 by day: of two who are free only the other mentor, m06, can
 * take over, since with m04 the novice would be alone. */
START_TEST (who_takes_over_from_a_mentor_is_one)
{
  Fixture f = { .station = sample_station (), .date = sample_date (2027, 8, 10) };
  GDate first = sample_date (2027, 8, 1), last = sample_date (2027, 8, 31);
  g_autoptr (GengRule) rule = geng_rule_new ("mentor", "novice 1 mentor");
  g_autoptr (GPtrArray) covers = NULL;
  static const char *const roles[] = { "novice", "mentor" };
  GengDuty *duty;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GengRole) role = geng_role_new (roles[i], NULL);

      ck_assert (geng_station_add_role (f.station, role, NULL));
    }
  for (int i = 4; i <= 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02d", i);

      sample_add_member (f.station, id);
    }
  set_role (&f, "m03", "novice");
  set_role (&f, "m05", "mentor");
  set_role (&f, "m06", "mentor");
  geng_demand_set_crew (sample_add_demand (f.station, "day", "village", "day"), 1, 2, 3);
  geng_station_add_rule (f.station, rule);
  f.roster = geng_roster_new (f.station, &first, &last, NULL);
  assign (&f, "m03", 10, "day", "village");
  duty = assign (&f, "m05", 10, "day", "village");
  covers = geng_cover_list_for_duty (f.roster, NULL, duty, NULL);
  ck_assert (geng_cover_get_possible (cover_by (&f, covers, "m06")));
  ck_assert (!geng_cover_get_possible (cover_by (&f, covers, "m04")));
  ck_assert_str_eq (geng_cover_get_rule (cover_by (&f, covers, "m04")), "mentor");
  g_object_unref (f.roster);
  g_object_unref (f.station);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("explain");
  TCase *tcase = tcase_create ("explain");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, those_who_can_come_first_the_cheapest_before);
  tcase_add_test (tcase, each_is_kept_by_the_right_rule);
  tcase_add_test (tcase, who_takes_over_from_a_mentor_is_one);
  tcase_add_test (tcase, a_list_changes_nothing);
  tcase_add_test (tcase, a_run_is_seen_on_both_sides);
  tcase_add_test (tcase, the_holder_of_a_duty_is_not_its_cover);
  tcase_add_test (tcase, a_full_crew_is_an_obstacle);
  tcase_add_test (tcase, those_in_the_crew_are_told_from_those_elsewhere);
  tcase_add_test (tcase, prices_are_the_judges);
  tcase_add_test (tcase, an_exchange_is_the_judges);
  tcase_add_test (tcase, gaps_come_before_the_price);
  tcase_add_test (tcase, a_gap_gets_its_reason);
  tcase_add_test (tcase, each_gap_has_the_reasons_of_its_day);
  tcase_add_test (tcase, a_crews_rule_is_a_reason);
  tcase_add_test (tcase, only_those_with_the_role_are_asked);
  tcase_add_test (tcase, what_the_leaver_breaks_is_held_against_whoever_comes);
  tcase_add_test (tcase, what_is_not_of_the_roster_is_an_error);
  tcase_add_test (tcase, a_duty_of_a_removed_member_is_an_error);
  tcase_add_test (tcase, a_swap_is_tried_and_nothing_is_touched);
  tcase_add_test (tcase, a_swap_that_breaks_a_rule_is_not_allowed);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL); /* none of this is a mistake of the caller's */
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
