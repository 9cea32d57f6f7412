/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A rule that comes in the middle of a month, which what was served breaks: that stays as it is and
 * is held against nobody, and what is planned after it breaks nothing more. */
#include <check.h>
#include <string.h>

#include "sample.h"

#define EFFORT 2000000
#define N_MEMBERS 6
#define N_SEEDS 10

/* Each alone may be broken by any past; days after it can always keep it. */
static const struct
{
  const char *kind, *text;
} rules[] = {
  { "limit", "duties per period ..3" },
  { "limit", "hours per period ..30" },
  { "limit", "nights per week ..1" },
  { "limit", "weekends per period ..0" },
  { "limit", "duties per 7 days ..2" },
  { "limit", "hours per 4 days ..20" },
  { "limit", "off per 7 days 3.." },
  { "limit", "off per week 3.." },
  { "limit", "duties per week 2.." },
  { "limit", "duties per 5 days 1..3" },
  { "run", "duties ..2" },
  { "run", "nights ..1" },
  { "run", "off ..2" },
  { "run", "off 3.." },
  { "run", "duties 3.." },
  { "run", "duties 2..3" },
  { "sequence", "night off day never" },
  { "sequence", "night day never" },
  { "sequence", "off day off never" },
  { "rest", "11h" },
  { "rest", "after nights 2.. 48h" },
  { "whole-weekends", "always" },
  { "apart", "m01 m02" },
  { "apart", "m01 m02 m03 m04" },
  { "together", "m01 m02" },
};

typedef struct
{
  GengStation *station;
  GRand *dice;
  GDate first, last, today, eve;
  GengRoster *base, *history;
  int minute; /* of today: what began before it is served */
} Past;

static GengMember *
member_of (Past *self, guint index)
{
  g_autofree char *id = g_strdup_printf ("m%02u", index + 1);

  return geng_station_lookup_member (self->station, id);
}

/* Whoever: half of the days off, else day or night; two of a pair who serve together are never in
 * different shifts, for which there is no line that was so. */
static GengRoster *
random_roster (Past *self, const GDate *first, const GDate *last, gboolean paired)
{
  GengRoster *roster = geng_roster_new (self->station, first, last, NULL);
  GengPost *post = geng_station_lookup_post (self->station, "village");

  for (GDate date = *first; g_date_compare (&date, last) <= 0; g_date_add_days (&date, 1))
    for (guint m = 0, before = 0; m < N_MEMBERS; m++)
      {
        static const char *const shifts[] = { NULL, NULL, "day", "night" };
        guint choice = (guint) g_rand_int_range (self->dice, 0, 4);

        if (paired && m == 1 && before >= 2 && choice >= 2)
          choice = before;
        before = choice;
        if (shifts[choice] != NULL)
          ck_assert_ptr_nonnull (geng_roster_assign (
              roster, member_of (self, m), &date,
              geng_station_lookup_shift (self->station, shifts[choice]), post, NULL));
      }
  return roster;
}

/* @wide: any number may serve, so that rules on people alone decide */
static void
add_demand (Past *self, const char *shift, gboolean wide)
{
  GengDemand *demand = sample_add_demand (self->station, shift, "village", shift);

  if (wide)
    geng_demand_set_crew (demand, 1, 1, N_MEMBERS);
}

static Past
set_up (int seed, gboolean paired, gboolean wide)
{
  Past self = { .station = sample_station (),
                .dice = g_rand_new_with_seed ((guint32) seed),
                .first = sample_date (2027, 8, 1),
                .last = sample_date (2027, 8, 21),
                .eve = sample_date (2027, 7, 31) };
  GDate july = sample_date (2027, 7, 20);

  for (int i = 4; i <= N_MEMBERS; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02d", i);

      sample_add_member (self.station, id);
    }
  add_demand (&self, "day", wide);
  add_demand (&self, "night", wide);
  self.today = sample_date (2027, 8, (int) g_rand_int_range (self.dice, 3, 16));
  self.minute = g_rand_boolean (self.dice) ? 8 * 60 : 12 * 60;
  self.base = random_roster (&self, &self.first, &self.last, paired);
  if (g_rand_boolean (self.dice))
    self.history = random_roster (&self, &july, &self.eve, paired);
  return self;
}

static void
tear_down (Past *self)
{
  g_clear_object (&self->history);
  g_object_unref (self->base);
  g_object_unref (self->station);
  g_rand_free (self->dice);
}

static gboolean
is_served (Past *self, GengDuty *duty)
{
  g_autoptr (GDateTime) from = geng_station_instant (self->station, &self->today, self->minute);
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, self->station);

  return g_date_time_compare (start, from) < 0;
}

/* The base without what is still to come. */
static GengRoster *
served_alone (Past *self)
{
  GengRoster *roster = geng_roster_copy (self->base);
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);

  for (guint i = 0; i < duties->len; i++)
    if (!is_served (self, duties->pdata[i]))
      geng_roster_remove (roster, duties->pdata[i]);
  return roster;
}

static GengRoster *
plan (Past *self, const char *about)
{
  g_autoptr (GengPlanner) planner
      = geng_planner_new (self->station, &self->first, &self->last, NULL);
  g_autoptr (GDateTime) from = geng_station_instant (self->station, &self->today, self->minute);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) made = NULL;
  g_autoptr (GPtrArray) aside = NULL;

  geng_planner_set_effort_limit (planner, EFFORT);
  geng_planner_set_threads (planner, 1);
  geng_planner_set_history (planner, self->history);
  geng_planner_set_base (planner, self->base);
  geng_planner_set_change_from (planner, from);
  made = geng_planner_plan (planner, NULL, &error);
  ck_assert_msg (made != NULL, "%s: %s", about, error != NULL ? error->message : "");
  aside = geng_roster_list_set_aside (geng_plan_get_roster (made));
  for (guint i = 0; i < aside->len; i++)
    {
      g_autofree char *text = geng_set_aside_to_string (aside->pdata[i]);

      ck_abort_msg ("%s: %s", about, text);
    }
  ck_assert_msg (geng_judgement_get_score (geng_plan_get_judgement (made))->broken == 0,
                 "%s: the plan's own judgement", about);
  return g_object_ref (geng_plan_get_roster (made));
}

static void
assert_kept (Past *self, GengRoster *roster, const char *about)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (self->base);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];
      GengDuty *now
          = geng_roster_lookup (roster, geng_duty_get_member (duty), geng_duty_get_date (duty));

      if (!is_served (self, duty))
        continue;
      n++;
      ck_assert_msg (now != NULL && geng_duty_get_shift (now) == geng_duty_get_shift (duty),
                     "%s: what is served changes", about);
    }
  ck_assert_uint_gt (n, 0);
}

/* What the plain judge, who knows nothing of served days, holds against the roster: units of hard
 * rules of @kind. */
static gint64
count_broken (Past *self, GengRoster *roster, const char *kind)
{
  g_autoptr (GengJudgement) judgement = geng_judge (roster, self->history, NULL);
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (judgement);
  gint64 n = 0;

  for (guint i = 0; i < findings->len; i++)
    if (geng_finding_get_severity (findings->pdata[i]) == GENG_SEVERITY_HARD
        && g_str_equal (geng_finding_get_rule (findings->pdata[i]), kind))
      n += geng_finding_get_amount (findings->pdata[i]);
  return n;
}

/* Nothing that the rule counts is added to what was served; where it asks for a least, the empty
 * days of the served roster lack it, and the plan never lacks more. */
START_TEST (a_rule_that_the_past_breaks)
{
  const char *kind = rules[_i / N_SEEDS].kind, *text = rules[_i / N_SEEDS].text;
  g_autofree char *about = g_strdup_printf ("%s = %s, seed %d", kind, text, _i % N_SEEDS);
  Past self = set_up (_i % N_SEEDS, g_str_equal (kind, "together"), TRUE);
  g_autoptr (GengRule) rule = geng_rule_new (kind, text);
  g_autoptr (GengRoster) past = served_alone (&self);
  g_autoptr (GengRoster) planned = NULL;

  geng_station_add_rule (self.station, rule);
  planned = plan (&self, about);
  assert_kept (&self, planned, about);
  ck_assert_msg (count_broken (&self, planned, kind) <= count_broken (&self, past, kind),
                 "%s: %d broken, where the past alone has %d", about,
                 (int) count_broken (&self, planned, kind), (int) count_broken (&self, past, kind));
  tear_down (&self);
}
END_TEST

/* Of the run that was served too long nothing is held against him, and he goes on no day more; what
 * comes after keeps the limit. */
START_TEST (a_long_run_that_the_past_breaks)
{
  static const int limits[] = { 7, 8, 9, 13 };
  g_autofree char *text = g_strdup_printf ("duties ..%d", limits[_i]);
  Past self = { .station = sample_station (),
                .first = sample_date (2027, 8, 1),
                .last = sample_date (2027, 9, 10),
                .today = sample_date (2027, 8, 16),
                .minute = 8 * 60 };
  GengPost *post = geng_station_lookup_post (self.station, "village");
  g_autoptr (GengRule) rule = geng_rule_new ("run", text);
  g_autoptr (GengRoster) planned = NULL;
  int run = 0, longest = 0;

  add_demand (&self, "day", FALSE);
  self.base = geng_roster_new (self.station, &self.first, &self.last, NULL);
  for (GDate date = self.first; g_date_compare (&date, &self.today) < 0; g_date_add_days (&date, 1))
    ck_assert_ptr_nonnull (geng_roster_assign (self.base, member_of (&self, 0), &date,
                                               geng_station_lookup_shift (self.station, "day"),
                                               post, NULL));
  geng_station_add_rule (self.station, rule);
  planned = plan (&self, text);
  assert_kept (&self, planned, text);
  ck_assert_ptr_null (geng_roster_lookup (planned, member_of (&self, 0), &self.today));
  for (GDate date = self.today; g_date_compare (&date, &self.last) <= 0; g_date_add_days (&date, 1))
    {
      run = geng_roster_lookup (planned, member_of (&self, 0), &date) != NULL ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  ck_assert_int_le (longest, limits[_i]);
  g_object_unref (self.base);
  g_object_unref (self.station);
}
END_TEST

/* Crews that are smaller now, and less kit than those had who served. */
START_TEST (people_and_kit)
{
  g_autofree char *about = g_strdup_printf ("crew and kit, seed %d", _i);
  Past self = set_up (_i, FALSE, FALSE);
  g_autoptr (GengRoster) past = served_alone (&self);
  g_autoptr (GengRoster) planned = NULL;
  g_autoptr (GengPiece) radio = geng_piece_new ("radio", NULL);
  g_autoptr (GengItem) item = NULL;
  const char *kit[] = { "radio", NULL };

  ck_assert (geng_station_add_piece (self.station, radio, NULL));
  item = geng_item_new ("R1", radio);
  ck_assert (geng_station_add_item (self.station, item, NULL));
  geng_window_set_kit (geng_station_lookup_window (self.station, "patrol"), kit);
  planned = plan (&self, about);
  assert_kept (&self, planned, about);
  for (guint i = 0; i < 2; i++)
    {
      const char *kind = i == 0 ? "crew" : "kit";

      ck_assert_int_le (count_broken (&self, planned, kind), count_broken (&self, past, kind));
    }
  tear_down (&self);
}
END_TEST

/* One leader of the night goes when the other comes: two of the crew, and one at once. */
START_TEST (a_leader_relieves_a_leader)
{
  static const struct
  {
    int first_to, second_from;
    gint64 broken;
  } cases[] = { { 1320, 1320, 0 }, { 1380, 1320, 1 }, { -1, -1, 1 } };
  Past self = set_up (0, FALSE, FALSE);
  g_autoptr (GengRole) leader = geng_role_new ("leader", NULL);
  g_autoptr (GengRoleLimit) limit = geng_role_limit_new ("leader", 0, 1, 0);
  const char *const roles[] = { "leader", NULL };
  g_autoptr (GengRoster) roster = geng_roster_new (self.station, &self.first, &self.first, NULL);

  ck_assert (geng_station_add_role (self.station, leader, NULL));
  geng_demand_add_role_limit (geng_station_lookup_demand (self.station, "night"), limit);
  for (guint m = 0; m < 2; m++)
    {
      GengDuty *duty;

      geng_member_set_roles (member_of (&self, m), roles);
      duty = geng_roster_assign (roster, member_of (&self, m), &self.first,
                                 geng_station_lookup_shift (self.station, "night"),
                                 geng_station_lookup_post (self.station, "village"), NULL);
      if (cases[_i].first_to >= 0)
        geng_duty_set_served (duty, m == 0 ? 1080 : cases[_i].second_from,
                              m == 0 ? cases[_i].first_to : 1680);
    }
  ck_assert_int_eq (count_broken (&self, roster, "role"), cases[_i].broken);
  tear_down (&self);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("served");
  TCase *tcase = tcase_create ("served");
  SRunner *runner;
  int failed;

  tcase_add_loop_test (tcase, a_rule_that_the_past_breaks, 0, (int) G_N_ELEMENTS (rules) * N_SEEDS);
  tcase_add_loop_test (tcase, a_long_run_that_the_past_breaks, 0, 4);
  tcase_add_loop_test (tcase, people_and_kit, 0, N_SEEDS);
  tcase_add_loop_test (tcase, a_leader_relieves_a_leader, 0, 3);
  tcase_set_timeout (tcase, 60);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
