/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "geng-judge-private.h"
#include "geng-roster-private.h"
#include "sample.h"

/* Plenty for rosters of this size. */
#define EFFORT 3000000

/* Six members, day and night at the village by one each, the first half of August, planned and
 * published. */
typedef struct
{
  GengStation *station;
  GengRoster *published;
  GDate first, last, today;
  GDateTime *now; /* the beginning of today's duty day */
} Fixture;

static GengPlanner *
make_planner (Fixture *f)
{
  GengPlanner *planner = geng_planner_new (f->station, &f->first, &f->last, NULL);

  geng_planner_set_effort_limit (planner, EFFORT);
  return planner;
}

static GengPlan *
run (GengPlanner *planner)
{
  GError *error = NULL;
  GengPlan *plan = geng_planner_plan (planner, NULL, &error);

  ck_assert_msg (plan != NULL, "%s", error ? error->message : "");
  return plan;
}

static Fixture
set_up (void)
{
  Fixture f = { .station = sample_station (),
                .first = sample_date (2027, 8, 1),
                .last = sample_date (2027, 8, 14),
                .today = sample_date (2027, 8, 7) };
  g_autoptr (GengRule) rest = geng_rule_new ("rest", "11h");
  g_autoptr (GengRule) share = geng_rule_new ("fair-share", "nights 5");
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengPlan) plan = NULL;

  for (int i = 4; i <= 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02d", i);

      sample_add_member (f.station, id);
    }
  sample_add_demand (f.station, "day", "village", "day");
  sample_add_demand (f.station, "night", "village", "night");
  geng_station_add_rule (f.station, rest);
  geng_station_add_rule (f.station, share);
  planner = make_planner (&f);
  plan = run (planner);
  f.published = g_object_ref (geng_plan_get_roster (plan));
  f.now = geng_station_instant (f.station, &f.today, 8 * 60);
  return f;
}

static void
tear_down (Fixture *f)
{
  g_date_time_unref (f->now);
  g_object_unref (f->published);
  g_object_unref (f->station);
}

/* The first who serves on or after today falls ill from today on. */
static GengMember *
fall_ill (Fixture *f)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (f->published, &f->today);
  GengMember *member = geng_duty_get_member (duties->pdata[0]);
  g_autoptr (GengRequest) leave
      = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &f->today, &f->last);

  ck_assert (geng_station_add_request (f->station, leave, NULL));
  return member;
}

static guint
count_from (GengRoster *roster, GengMember *member, const GDate *from)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_member (roster, member);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += g_date_compare (geng_duty_get_date (duties->pdata[i]), from) >= 0;
  return n;
}

/* Days of members that differ on or after today, without those of the ill. */
static guint
count_others (Fixture *f, GengRoster *roster, GengMember *ill)
{
  return geng_roster_count_changes (roster, f->published)
         - count_from (f->published, ill, &f->today);
}

static void
prepare (Fixture *f, GengPlanner *planner, int price)
{
  geng_planner_set_base (planner, f->published);
  geng_planner_set_change_from (planner, f->now);
  geng_planner_set_change_price (planner, price);
}

static GengPlan *
repair (Fixture *f, int price)
{
  g_autoptr (GengPlanner) planner = make_planner (f);

  prepare (f, planner, price);
  return run (planner);
}

START_TEST (the_past_stays)
{
  Fixture f = set_up ();
  GengMember *ill = fall_ill (&f);
  g_autoptr (GengPlan) plan = repair (&f, 10);
  GengRoster *after = geng_plan_get_roster (plan);
  g_autoptr (GPtrArray) before = geng_roster_list_duties (f.published);

  for (guint i = 0; i < before->len; i++)
    {
      GengDuty *duty = before->pdata[i];
      GengDuty *now
          = geng_roster_lookup (after, geng_duty_get_member (duty), geng_duty_get_date (duty));

      if (g_date_compare (geng_duty_get_date (duty), &f.today) >= 0)
        continue;
      ck_assert_ptr_nonnull (now);
      ck_assert_ptr_eq (geng_duty_get_shift (now), geng_duty_get_shift (duty));
      ck_assert (!geng_duty_get_pinned (now));
    }
  ck_assert_uint_eq (count_from (after, ill, &f.today), 0);
  tear_down (&f);
}
END_TEST

/* Each duty of the ill goes to somebody: so many days of others change at least, and no more when
 * that is dear and six members are plenty. */
START_TEST (a_dear_change_disturbs_few)
{
  Fixture f = set_up ();
  GengMember *ill = fall_ill (&f);
  g_autoptr (GengPlan) plan = repair (&f, 1000);
  guint lost = count_from (f.published, ill, &f.today);

  ck_assert_uint_gt (lost, 0);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->gaps, 0);
  ck_assert_uint_eq (count_others (&f, geng_plan_get_roster (plan), ill), lost);
  tear_down (&f);
}
END_TEST

START_TEST (without_any_need_nothing_changes)
{
  Fixture f = set_up ();
  g_autoptr (GengPlan) plan = repair (&f, 1000);

  ck_assert_uint_eq (geng_roster_count_changes (geng_plan_get_roster (plan), f.published), 0);
  tear_down (&f);
}
END_TEST

/* The captain had fixed the duty of the one who now is ill; another fixed duty stays. */
START_TEST (nobody_is_held_to_a_fixed_duty_when_ill)
{
  Fixture f = set_up ();
  g_autoptr (GPtrArray) today = geng_roster_list_date (f.published, &f.today);
  GengDuty *kept = today->pdata[1];
  GengMember *ill = NULL;
  g_autoptr (GengPlan) plan = NULL;
  GengDuty *now;

  geng_duty_set_pinned (today->pdata[0], TRUE);
  geng_duty_set_pinned (kept, TRUE);
  ill = fall_ill (&f);
  plan = repair (&f, 1);
  ck_assert_uint_eq (count_from (geng_plan_get_roster (plan), ill, &f.today), 0);
  now = geng_roster_lookup (geng_plan_get_roster (plan), geng_duty_get_member (kept), &f.today);
  ck_assert_ptr_nonnull (now);
  ck_assert (geng_duty_get_pinned (now));
  ck_assert_ptr_eq (geng_duty_get_shift (now), geng_duty_get_shift (kept));
  tear_down (&f);
}
END_TEST

static GengMember *
serves_at_night (Fixture *f, const GDate *date)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (f->published, date);

  for (guint i = 0; i < duties->len; i++)
    if (g_str_equal (geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duties->pdata[i]))),
                     "night"))
      return geng_duty_get_member (duties->pdata[i]);
  return NULL;
}

/* Hours of leave, of the 7th or the day after, and whether a night from 18:00 to 4:00 lies in them;
 * -1: whole days, of which the night is of the first alone. */
static const struct
{
  int day, from, to;
  gboolean meets;
} hours[] = { { 7, 0, 18 * 60, FALSE },       { 7, 17 * 60, 18 * 60 + 1, TRUE },
              { 7, 20 * 60, 21 * 60, TRUE },  { 8, 3 * 60 + 59, 5 * 60, TRUE },
              { 8, 4 * 60, 20 * 60, FALSE },  { 7, -1, -1, TRUE },
              { 6, 18 * 60, 24 * 60, FALSE }, { 9, 0, 24 * 60, FALSE } };

/* A fixed night stays where the hours of leave do not meet it, and goes to another where they do;
 * nobody is set aside over either. */
START_TEST (a_fixed_duty_yields_to_hours_of_leave)
{
  Fixture f = set_up ();
  GengMember *member = serves_at_night (&f, &f.today);
  GDate date = sample_date (2027, 8, hours[_i].day);
  g_autoptr (GengRequest) leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &date, &date);
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GengPlan) plan = NULL;
  GengDuty *now;

  geng_duty_set_pinned (geng_roster_lookup (f.published, member, &f.today), TRUE);
  if (hours[_i].from >= 0)
    geng_request_set_times (leave, hours[_i].from, hours[_i].to);
  ck_assert (geng_station_add_request (f.station, leave, NULL));
  plan = repair (&f, 1000);
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  ck_assert_uint_eq (aside->len, 0);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->broken, 0);
  now = geng_roster_lookup (geng_plan_get_roster (plan), member, &f.today);
  ck_assert_int_eq (now != NULL && geng_duty_get_pinned (now), !hours[_i].meets);
  tear_down (&f);
}
END_TEST

/* How many changes a plan needs is known here: one for each duty that the ill loses. */
START_TEST (changes_are_counted_apart_and_proven_fewest)
{
  Fixture f = set_up ();
  GengMember *ill = fall_ill (&f);
  g_autoptr (GengPlan) plan = repair (&f, 1000);
  GengRoster *after = geng_plan_get_roster (plan);
  g_autoptr (GengJudgement) plain = geng_judge (after, NULL, NULL);

  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->cost,
                    geng_judgement_get_score (plain)->cost);
  ck_assert_int_eq (geng_plan_get_changes (plan), (gint64) count_others (&f, after, ill));
  ck_assert_int_eq (geng_plan_get_bound_changes (plan),
                    (gint64) count_from (f.published, ill, &f.today));
  tear_down (&f);
}
END_TEST

/* A moment before the first day leaves everything free, one after the last nothing. */
START_TEST (a_moment_outside_of_the_period)
{
  Fixture f = set_up ();
  g_autoptr (GengPlanner) planner = geng_planner_new (
      f.station, geng_roster_get_first (f.published), geng_roster_get_last (f.published), NULL);
  g_autoptr (GDateTime) before = g_date_time_new_utc (2000, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) after = g_date_time_new_utc (2100, 1, 1, 0, 0, 0);
  g_autoptr (GengPlan) free = NULL, fixed = NULL;

  geng_planner_set_effort_limit (planner, EFFORT);
  fall_ill (&f);
  geng_planner_set_base (planner, f.published);
  geng_planner_set_time_limit_seconds (planner, 3600);
  geng_planner_set_change_price (planner, 10);
  geng_planner_set_change_from (planner, after);
  fixed = geng_planner_plan (planner, NULL, NULL);
  ck_assert_uint_eq (geng_roster_count_changes (geng_plan_get_roster (fixed), f.published), 0);
  ck_assert_int_eq (geng_plan_get_changes (fixed), 0);
  geng_planner_set_change_from (planner, before);
  free = geng_planner_plan (planner, NULL, NULL);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (free))->broken, 0);
  ck_assert_int_gt (geng_plan_get_changes (free), 0);
  ck_assert_int_le (geng_plan_get_bound_changes (free), geng_plan_get_changes (free));
  tear_down (&f);
}
END_TEST

/* Nobody proves more changes than there are when they are cheap, nor a cost above the plan's; and a
 * plan that changes more, since that is cheap, does not say that so many are needed: of as few gaps
 * there is a roster with one change for each duty that the ill loses. */
START_TEST (bounds_are_below_what_is_found)
{
  Fixture f = set_up ();
  GengMember *ill = fall_ill (&f);

  for (int price = 1; price <= 100; price *= 10)
    {
      g_autoptr (GengPlan) plan = repair (&f, price);
      gint64 cost = geng_judgement_get_score (geng_plan_get_judgement (plan))->cost;

      ck_assert_int_le (geng_plan_get_bound_changes (plan), geng_plan_get_changes (plan));
      ck_assert_uint_le (geng_plan_get_bound_changes (plan),
                         count_from (f.published, ill, &f.today));
      ck_assert_int_le (geng_plan_get_bound_cost (plan), cost);
      ck_assert (!geng_plan_get_optimal (plan)
                 || geng_plan_get_bound_changes (plan) == geng_plan_get_changes (plan));
    }
  tear_down (&f);
}
END_TEST

/* One of them may serve twice at most without a price that is dearer than any change, and what is
 * published has him more often: the plan changes that, and nothing has to. */
START_TEST (what_is_worth_a_change_is_not_needed)
{
  Fixture f = set_up ();
  GengMember *member = geng_station_lookup_member (f.station, "m01");
  g_autoptr (GengRule) few = geng_rule_new ("limit", "duties per period ..2 soft 50");
  g_autoptr (GengPlan) plan = NULL;

  ck_assert_uint_gt (count_from (f.published, member, &f.today), 2);
  geng_member_add_rule (member, few);
  plan = repair (&f, 1);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->gaps, 0);
  ck_assert_int_gt (geng_plan_get_changes (plan), 0);
  ck_assert_int_eq (geng_plan_get_bound_changes (plan), 0);
  tear_down (&f);
}
END_TEST

/* @member's night on the date, and the day after it: the rest between them is too short. */
static void
add_short_rest (Fixture *f, GengRoster *roster, GengMember *member, const GDate *date)
{
  GDate next = *date;
  GengPost *post = geng_station_lookup_post (f->station, "village");

  g_date_add_days (&next, 1);
  geng_roster_assign (roster, member, date, geng_station_lookup_shift (f->station, "night"), post,
                      NULL);
  geng_roster_assign (roster, member, &next, geng_station_lookup_shift (f->station, "day"), post,
                      NULL);
}

/* A judge of a repair is silent about what was served, of people, and about nothing else: not about
 * what begins on a served day and ends on a free one, nor about anybody else. */
START_TEST (only_what_was_served_is_excused)
{
  Fixture f = set_up ();
  g_autoptr (GengRoster) roster = geng_roster_new (f.station, &f.first, &f.last, NULL);
  g_autoptr (GengScene) scene = NULL;
  g_autoptr (GPtrArray) clauses = NULL;
  GDate third = sample_date (2027, 8, 3);
  const int begins[] = { 0, 5, 9 };
  guint index;

  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      GDate date = f.first;

      g_date_add_days (&date, (guint) begins[i]);
      add_short_rest (&f, roster, geng_station_lookup_member (f.station, "m01"), &date);
    }
  add_short_rest (&f, roster, geng_station_lookup_member (f.station, "m02"), &third);
  scene = geng_scene_new (f.station, &f.first, &f.last, roster, NULL, NULL, NULL);
  clauses = geng_clauses_new (scene, NULL);
  index = (guint) geng_scene_member_index (scene, geng_station_lookup_member (f.station, "m01"));
  for (int n_served = 0; n_served < (int) scene->n_days; n_served++)
    {
      g_autoptr (GengJudgement) judgement = geng_judge_clauses (scene, clauses);
      int broken = 1; /* of m02 */

      for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
        broken += begins[i] + 1 >= n_served;
      ck_assert_int_eq (geng_judgement_get_score (judgement)->broken, broken);
      geng_scene_set_served (scene, index, n_served);
    }
  tear_down (&f);
}
END_TEST

static GengPlan *
repair_at (Fixture *f, int minute, GengRoster *served)
{
  g_autoptr (GengPlanner) planner = make_planner (f);
  g_autoptr (GDateTime) from = geng_station_instant (f->station, &f->today, minute);

  geng_planner_set_base (planner, f->published);
  geng_planner_set_change_from (planner, from);
  geng_planner_set_served (planner, served);
  geng_planner_set_change_price (planner, 1000);
  return run (planner);
}

static GengDuty *
duty_of_shift (Fixture *f, GengRoster *roster, const char *shift)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (roster, &f->today);

  for (guint i = 0; i < duties->len; i++)
    if (g_str_equal (geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duties->pdata[i]))),
                     shift))
      return duties->pdata[i];
  return NULL;
}

/* At noon the day duty has begun: it stays, though its member is away that whole day, and nobody is
 * set aside for what was.  The night has not. */
START_TEST (a_duty_that_began_is_served)
{
  Fixture f = set_up ();
  GengMember *by_day = geng_duty_get_member (duty_of_shift (&f, f.published, "day"));
  GengMember *by_night = geng_duty_get_member (duty_of_shift (&f, f.published, "night"));
  GengMember *ill[] = { by_day, by_night };
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GengPlan) plan = NULL;
  GengRoster *after;

  for (guint i = 0; i < G_N_ELEMENTS (ill); i++)
    {
      g_autoptr (GengRequest) leave
          = geng_request_new (GENG_REQUEST_KIND_LEAVE, ill[i], &f.today, &f.today);

      ck_assert (geng_station_add_request (f.station, leave, NULL));
    }
  plan = repair_at (&f, 12 * 60, NULL);
  after = geng_plan_get_roster (plan);
  aside = geng_roster_list_set_aside (after);
  ck_assert_uint_eq (aside->len, 0);
  ck_assert_ptr_eq (geng_duty_get_member (duty_of_shift (&f, after, "day")), by_day);
  ck_assert_ptr_ne (geng_duty_get_member (duty_of_shift (&f, after, "night")), by_night);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->broken, 0);
  tear_down (&f);
}
END_TEST

/* At the very minute at which a duty begins it has not begun before. */
START_TEST (a_duty_that_begins_then_may_change)
{
  Fixture f = set_up ();
  GengDuty *duty = duty_of_shift (&f, f.published, "night");
  GengMember *ill = geng_duty_get_member (duty);
  int start = geng_shift_get_start_minute (geng_duty_get_shift (duty));
  g_autoptr (GengRequest) leave
      = geng_request_new (GENG_REQUEST_KIND_LEAVE, ill, &f.today, &f.today);

  ck_assert (geng_station_add_request (f.station, leave, NULL));
  for (int later = 0; later < 2; later++)
    {
      g_autoptr (GengPlan) plan = repair_at (&f, start + later, NULL);
      GengDuty *now = duty_of_shift (&f, geng_plan_get_roster (plan), "night");

      ck_assert_int_eq (geng_duty_get_member (now) == ill, later);
    }
  tear_down (&f);
}
END_TEST

/* What a journal confirms stays even where it lies after the moment of change. */
START_TEST (a_confirmed_duty_is_served)
{
  Fixture f = set_up ();
  g_autoptr (GengRoster) served = geng_roster_copy (f.published);
  g_autoptr (GPtrArray) all = geng_roster_list_duties (served);
  GengDuty *duty = duty_of_shift (&f, f.published, "night");
  GengMember *member = geng_duty_get_member (duty);
  g_autoptr (GengRequest) leave
      = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &f.today, &f.today);
  g_autoptr (GengPlan) plan = NULL;

  for (guint i = 0; i < all->len; i++)
    if (geng_duty_get_member (all->pdata[i]) != member
        || g_date_compare (geng_duty_get_date (all->pdata[i]), &f.today) != 0)
      geng_roster_remove (served, all->pdata[i]);
  ck_assert (geng_station_add_request (f.station, leave, NULL));
  plan = repair_at (&f, 8 * 60, served);
  ck_assert_ptr_eq (geng_duty_get_member (duty_of_shift (&f, geng_plan_get_roster (plan), "night")),
                    member);
  tear_down (&f);
}
END_TEST

/* He served too often to be off as many days as a new rule asks for, with all that are left: it
 * asks for those, of which leave is none, and he is neither set aside nor on duty on them. */
START_TEST (a_least_that_is_out_of_reach_asks_for_what_is_left)
{
  Fixture f = set_up ();
  GListModel *members = geng_station_get_members (f.station);
  GDate away = sample_date (2027, 8, 11);
  GengMember *member = NULL;
  guint most = 0;
  g_autofree char *text = NULL;
  g_autoptr (GengRule) off = NULL;
  g_autoptr (GengRequest) leave = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GPtrArray) aside = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) one = g_list_model_get_item (members, i);
      guint n = count_from (f.published, one, &f.first) - count_from (f.published, one, &f.today);

      if (n > most)
        member = one;
      most = MAX (most, n);
    }
  ck_assert_ptr_nonnull (member);
  /* 6 days before today, then 4 until the leave */
  text = g_strdup_printf ("off per period %u..", 6 - most + 4 + 1);
  off = geng_rule_new ("limit", text);
  leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &away, &f.last);
  geng_member_add_rule (member, off);
  ck_assert (geng_station_add_request (f.station, leave, NULL));
  plan = repair (&f, 1000);
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  ck_assert_uint_eq (aside->len, 0);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->broken, 0);
  ck_assert_uint_eq (count_from (geng_plan_get_roster (plan), member, &f.today), 0);
  tear_down (&f);
}
END_TEST

/* A rule that comes later and that the days served do not keep is not held against anybody. */
START_TEST (a_new_rule_is_for_the_days_to_come)
{
  Fixture f = set_up ();
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (f.published);
  GengMember *member = geng_duty_get_member (duties->pdata[0]);
  g_autoptr (GengRule) away = geng_rule_new ("available", "mon..sun 18:00..04:00");
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GengPlan) plan = NULL;
  gboolean served_by_day = FALSE;

  geng_member_add_rule (member, away);
  plan = repair (&f, 1000);
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  ck_assert_uint_eq (aside->len, 0);
  theirs = geng_roster_list_member (geng_plan_get_roster (plan), member);
  for (guint i = 0; i < theirs->len; i++)
    {
      const char *shift = geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (theirs->pdata[i])));

      if (g_date_compare (geng_duty_get_date (theirs->pdata[i]), &f.today) < 0)
        served_by_day = served_by_day || g_str_equal (shift, "day");
      else
        ck_assert_str_eq (shift, "night");
    }
  ck_assert (served_by_day);
  tear_down (&f);
}
END_TEST

static void
add_never (GengMember *member, const char *what)
{
  g_autofree char *text = g_strdup_printf ("%s never", what);
  g_autoptr (GengRule) rule = geng_rule_new ("sequence", text);

  geng_member_add_rule (member, rule);
}

/* After the night that he served he may be neither off nor on duty, by two rules of which each
 * alone leaves a way: he is off on the day after, both hold from then on, nobody is left out. */
START_TEST (a_clash_over_what_was_served_leaves_nobody_out)
{
  Fixture f = set_up ();
  GDate yesterday = sample_date (2027, 8, 6), last = f.last;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GengPlan) plan = NULL;
  GengMember *member = serves_at_night (&f, &yesterday);
  guint before = 0, notes = 0;

  ck_assert_ptr_nonnull (member);
  add_never (member, "night night");
  add_never (member, "night off");
  plan = repair (&f, 1000);
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  ck_assert_uint_eq (aside->len, 0);
  ck_assert_int_eq (geng_judgement_get_score (geng_plan_get_judgement (plan))->broken, 0);
  theirs = geng_roster_list_member (geng_plan_get_roster (plan), member);
  for (guint i = 0; i < theirs->len; i++)
    {
      const GDate *date = geng_duty_get_date (theirs->pdata[i]);

      before += g_date_compare (date, &f.today) < 0;
      ck_assert_int_ne (g_date_compare (date, &f.today), 0);
      /* What follows the last day is open. */
      if (g_date_compare (date, &f.today) > 0 && g_date_compare (date, &last) < 0)
        ck_assert_str_ne (geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (theirs->pdata[i]))),
                          "night");
    }
  g_ptr_array_unref (theirs);
  theirs = geng_roster_list_member (f.published, member);
  for (guint i = 0; i < theirs->len; i++)
    before -= g_date_compare (geng_duty_get_date (theirs->pdata[i]), &f.today) < 0;
  ck_assert_uint_eq (before, 0);
  findings = geng_judgement_list_findings (geng_plan_get_judgement (plan));
  for (guint i = 0; i < findings->len; i++)
    if (geng_finding_get_severity (findings->pdata[i]) == GENG_SEVERITY_NOTE
        && g_str_equal (geng_finding_get_rule (findings->pdata[i]), "served"))
      {
        ck_assert_int_eq (g_date_compare (geng_finding_get_first (findings->pdata[i]), &f.today),
                          0);
        notes++;
      }
  ck_assert_uint_eq (notes, 1);
  tear_down (&f);
}
END_TEST

static void
keep_bound (GengPlanner *planner, GengProgress *progress, gint64 *bound)
{
  *bound = geng_progress_get_bound_cost (progress);
}

/* He is held off a day on which he had a duty: that is a change, and that fewer would do is not
 * known, for of holding on to it nobody knows what it would have cost.  Nothing is told as proven
 * while it is planned either, nor certified. */
START_TEST (who_is_held_off_a_duty_leaves_nothing_proven)
{
  Fixture f = set_up ();
  GDate yesterday = sample_date (2027, 8, 6);
  GengMember *member = serves_at_night (&f, &yesterday);
  gint64 bound = 0;
  g_autoptr (GengPlanner) planner = make_planner (&f);
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GengPlan) plan = NULL;

  ck_assert_ptr_nonnull (member);
  ck_assert_ptr_nonnull (geng_roster_assign (
      f.published, member, &f.today, geng_station_lookup_shift (f.station, "night"),
      geng_station_lookup_post (f.station, "village"), NULL));
  add_never (member, "night night");
  add_never (member, "night off");
  prepare (&f, planner, 1000);
  geng_planner_set_certify (planner, TRUE);
  g_signal_connect (planner, "progress", G_CALLBACK (keep_bound), &bound);
  plan = run (planner);
  ck_assert_int_eq (bound, -1);
  ck_assert_str_eq (geng_plan_get_certificate (plan),
                    "geng-certificate 1 refused\nbecause held\nend "
                    "b608f4d74d2975930854562a7e42c27ea6b95d77957860d3941b90fc20554d2c\n");
  ck_assert (!geng_plan_get_certified (plan));
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  ck_assert_uint_eq (aside->len, 0);
  ck_assert_ptr_null (geng_roster_lookup (geng_plan_get_roster (plan), member, &f.today));
  ck_assert_uint_eq (geng_plan_get_changes (plan),
                     geng_roster_count_changes (geng_plan_get_roster (plan), f.published));
  ck_assert_uint_eq (geng_plan_get_bound_changes (plan), 0);
  ck_assert (!geng_plan_get_optimal (plan));
  tear_down (&f);
}
END_TEST

/* Holding does not help him, who must serve on each day and not four in a row: he is set aside, and
 * what he lost while that was tried is counted once. */
START_TEST (who_is_held_in_vain_loses_nothing_twice)
{
  Fixture f = set_up ();
  GDate yesterday = sample_date (2027, 8, 6);
  GengMember *member = serves_at_night (&f, &yesterday);
  g_autoptr (GengRule) much = geng_rule_new ("limit", "hours per period 300..");
  g_autoptr (GengRule) few = geng_rule_new ("run", "duties ..3");
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GengPlan) plan = NULL;

  ck_assert_ptr_nonnull (member);
  if (geng_roster_lookup (f.published, member, &f.today) == NULL)
    ck_assert_ptr_nonnull (geng_roster_assign (
        f.published, member, &f.today, geng_station_lookup_shift (f.station, "night"),
        geng_station_lookup_post (f.station, "village"), NULL));
  geng_member_add_rule (member, much);
  geng_member_add_rule (member, few);
  plan = repair (&f, 1000);
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  ck_assert_uint_eq (aside->len, 1);
  ck_assert_ptr_eq (geng_set_aside_get_member (aside->pdata[0]), member);
  ck_assert_uint_eq (geng_plan_get_changes (plan),
                     count_others (&f, geng_plan_get_roster (plan), member));
  tear_down (&f);
}
END_TEST

/* The published roster has him here on a day on which another station says that he serves there:
 * what he has here stays, and is told; there is a plan. */
START_TEST (a_duty_here_and_elsewhere_stays)
{
  Fixture f = set_up ();
  g_autoptr (GengStation) other = sample_station ();
  g_autoptr (GengRoster) theirs = geng_roster_new (other, &f.first, &f.last, NULL);
  g_autoptr (GPtrArray) elsewhere = g_ptr_array_new ();
  g_autoptr (GPtrArray) duties = geng_roster_list_date (f.published, &f.today);
  GengDuty *here = duties->pdata[0];
  g_autoptr (GengDuty) there = geng_duty_new (geng_duty_get_member (here), &f.today,
                                              geng_station_lookup_shift (other, "night"),
                                              geng_station_lookup_post (other, "village"));
  g_autoptr (GengPlan) plan = NULL;
  GengDuty *after;

  geng_roster_put_in (theirs, there);
  g_ptr_array_add (elsewhere, theirs);
  geng_station_set_elsewhere (f.station, elsewhere);
  plan = repair (&f, 1000);
  after = geng_roster_lookup (geng_plan_get_roster (plan), geng_duty_get_member (here), &f.today);
  ck_assert_ptr_nonnull (after);
  ck_assert_ptr_eq (geng_duty_get_shift (after), geng_duty_get_shift (here));
  geng_station_set_elsewhere (f.station, NULL);
  tear_down (&f);
}
END_TEST

/* On the 7th everybody is away but one, who serves by day: nobody is left for the night. */
START_TEST (a_gap_of_a_plan_has_its_reason)
{
  Fixture f = set_up ();
  GListModel *members = geng_station_get_members (f.station);
  g_autoptr (GengPlanner) planner = make_planner (&f);
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GPtrArray) gaps = NULL;

  for (guint i = 1; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autoptr (GengRequest) leave
          = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &f.today, &f.today);

      ck_assert (geng_station_add_request (f.station, leave, NULL));
    }
  plan = run (planner);
  gaps = geng_judgement_list_gaps (geng_plan_get_judgement (plan));
  ck_assert_uint_eq (gaps->len, 1);
  ck_assert_ptr_nonnull (strstr (geng_gap_get_reason (gaps->pdata[0]), "leave: 5 (m02"));
  ck_assert_ptr_nonnull (strstr (geng_gap_get_reason (gaps->pdata[0]), "another duty that day: 1"));
  tear_down (&f);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("repair");
  TCase *tcase = tcase_create ("repair");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, the_past_stays);
  tcase_add_test (tcase, a_dear_change_disturbs_few);
  tcase_add_test (tcase, without_any_need_nothing_changes);
  tcase_add_test (tcase, nobody_is_held_to_a_fixed_duty_when_ill);
  tcase_add_loop_test (tcase, a_fixed_duty_yields_to_hours_of_leave, 0, G_N_ELEMENTS (hours));
  tcase_add_test (tcase, changes_are_counted_apart_and_proven_fewest);
  tcase_add_test (tcase, bounds_are_below_what_is_found);
  tcase_add_test (tcase, a_moment_outside_of_the_period);
  tcase_add_test (tcase, what_is_worth_a_change_is_not_needed);
  tcase_add_test (tcase, only_what_was_served_is_excused);
  tcase_add_test (tcase, a_duty_that_began_is_served);
  tcase_add_test (tcase, a_duty_that_begins_then_may_change);
  tcase_add_test (tcase, a_confirmed_duty_is_served);
  tcase_add_test (tcase, a_least_that_is_out_of_reach_asks_for_what_is_left);
  tcase_add_test (tcase, a_new_rule_is_for_the_days_to_come);
  tcase_add_test (tcase, a_clash_over_what_was_served_leaves_nobody_out);
  tcase_add_test (tcase, who_is_held_off_a_duty_leaves_nothing_proven);
  tcase_add_test (tcase, who_is_held_in_vain_loses_nothing_twice);
  tcase_add_test (tcase, a_duty_here_and_elsewhere_stays);
  tcase_add_test (tcase, a_gap_of_a_plan_has_its_reason);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
