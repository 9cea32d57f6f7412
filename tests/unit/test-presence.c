/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "geng-station-private.h"
#include "sample.h"

/* The sample's desk, which somebody keeps at every minute: by day one of the patrol's crew, from
 * 04:00 on the standby.  m03 is on call on 1 August. */
typedef struct
{
  GengStation *station;
  GengRoster *roster;
  GengPost *desk;
  GengDemand *day, *night, *lead;
  GDate first;
} Fixture;

static GengDemand *
keep (Fixture *f, const char *id, const char *shift)
{
  GengDemand *demand = sample_add_demand (f->station, id, "village", shift);

  geng_demand_set_keeps (demand, f->desk);
  return demand;
}

static void
add_lead (Fixture *f)
{
  g_autoptr (GengShift) shift
      = geng_shift_new ("lead", NULL, geng_station_lookup_window (f->station, "patrol"), -1, -1);

  geng_shift_add_window (shift, geng_station_lookup_window (f->station, "standby"), NULL);
  ck_assert (geng_station_add_shift (f->station, shift, NULL));
  sample_add_post (f->station, "office");
  f->lead = sample_add_demand (f->station, "lead", "office", "lead");
  geng_demand_set_leader (f->lead, TRUE);
}

static Fixture
set_up (void)
{
  Fixture f = { .station = sample_station (), .first = sample_date (2027, 8, 1) };
  GDate last = sample_date (2027, 8, 31);

  f.desk = geng_station_lookup_post (f.station, "desk");
  geng_post_set_manned (f.desk, TRUE);
  f.day = keep (&f, "day", "day");
  f.night = keep (&f, "night", "night");
  sample_add_demand (f.station, "desk", "desk", "standby");
  add_lead (&f);
  f.roster = geng_roster_new (f.station, &f.first, &last, NULL);
  return f;
}

static void
tear_down (Fixture *f)
{
  g_object_unref (f->roster);
  g_object_unref (f->station);
}

static void
assign (Fixture *f, const char *member, int day, const char *shift, const char *post)
{
  GDate date = sample_date (2027, 8, day);

  ck_assert (geng_roster_assign (f->roster, geng_station_lookup_member (f->station, member), &date,
                                 geng_station_lookup_shift (f->station, shift),
                                 geng_station_lookup_post (f->station, post), NULL)
             != NULL);
}

/* "480-1080 day m01; 1080-1680 nobody" */
static char *
tell (Fixture *f, int day)
{
  GDate date = sample_date (2027, 8, day);
  g_autoptr (GPtrArray) list = geng_roster_list_presence (f->roster, f->desk, &date);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const GengPresence *one = list->pdata[i];

      g_string_append_printf (text, "%s%d-%d", i > 0 ? "; " : "", one->start_minute,
                              one->end_minute);
      if (one->demand != NULL)
        g_string_append_printf (text, " %s", geng_entity_get_id (GENG_ENTITY (one->demand)));
      for (guint m = 0; m < one->members->len; m++)
        g_string_append_printf (text, " %s", geng_entity_get_id (one->members->pdata[m]));
      if (one->members->len == 0)
        g_string_append (text, " nobody");
    }
  return g_string_free (text, FALSE);
}

START_TEST (a_post_is_kept_by_a_crew_or_by_its_own)
{
  Fixture f = set_up ();
  g_autofree char *told = NULL;

  assign (&f, "m01", 1, "day", "village");
  assign (&f, "m02", 1, "standby", "desk");
  assign (&f, "m03", 1, "lead", "office");
  told = tell (&f, 1);
  /* The leader on call is at home. */
  ck_assert_str_eq (told, "480-1080 day m01; 1080-1680 nobody; 1680-1920 m02");
  tear_down (&f);
}
END_TEST

START_TEST (the_crew_takes_turns_a_day_each)
{
  Fixture f = set_up ();
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  for (int day = 1; day <= 3; day++)
    {
      assign (&f, "m01", day, "night", "village");
      assign (&f, "m02", day, "night", "village");
    }
  first = tell (&f, 1);
  second = tell (&f, 2);
  third = tell (&f, 3);
  ck_assert_str_ne (first, second);
  ck_assert_str_eq (first, third);
  tear_down (&f);
}
END_TEST

/* On days on which the demand does not hold, its crew keeps nothing. */
START_TEST (a_demand_keeps_on_its_days_only)
{
  Fixture f = set_up ();
  g_autoptr (GengDays) days = geng_days_parse ("2027-08-02", NULL);
  g_autofree char *sunday = NULL, *monday = NULL;

  geng_demand_set_days (f.day, days);
  assign (&f, "m01", 1, "day", "village");
  assign (&f, "m01", 2, "day", "village");
  sunday = tell (&f, 1);
  monday = tell (&f, 2);
  ck_assert_str_eq (sunday, "480-1920 nobody");
  ck_assert_str_eq (monday, "480-1080 day m01; 1080-1920 nobody");
  tear_down (&f);
}
END_TEST

/* A night that goes on at the desk from 04:00: kept by the crew until then, its own afterwards. */
START_TEST (a_shift_moves_to_the_post_with_its_window)
{
  Fixture f = set_up ();
  g_autoptr (GengShift) late
      = geng_shift_new ("late", NULL, geng_station_lookup_window (f.station, "patrol"), 1080, 1920);
  g_autofree char *told = NULL;

  geng_shift_add_window (late, geng_station_lookup_window (f.station, "standby"), f.desk);
  ck_assert (geng_station_add_shift (f.station, late, NULL));
  keep (&f, "late", "late");
  assign (&f, "m01", 1, "late", "village");
  told = tell (&f, 1);
  ck_assert_str_eq (told, "480-1080 nobody; 1080-1680 late m01; 1680-1920 m01");
  tear_down (&f);
}
END_TEST

/* As it was served: he came at 09:00. */
START_TEST (real_times_count)
{
  Fixture f = set_up ();
  g_autofree char *told = NULL;

  assign (&f, "m01", 1, "day", "village");
  geng_duty_set_served (
      geng_roster_lookup (f.roster, geng_station_lookup_member (f.station, "m01"), &f.first), 540,
      1080);
  told = tell (&f, 1);
  ck_assert_str_eq (told, "480-540 nobody; 540-1080 day m01; 1080-1920 nobody");
  tear_down (&f);
}
END_TEST

START_TEST (leaders_of_a_day_are_told_apart)
{
  Fixture f = set_up ();
  g_autoptr (GPtrArray) leaders = NULL;

  assign (&f, "m01", 1, "day", "village");
  assign (&f, "m03", 1, "lead", "office");
  leaders = geng_roster_list_leaders (f.roster, &f.first);
  ck_assert_uint_eq (leaders->len, 1);
  ck_assert_str_eq (geng_entity_get_id (GENG_ENTITY (geng_duty_get_member (leaders->pdata[0]))),
                    "m03");
  ck_assert (
      !geng_station_is_leader_shift (f.station, geng_station_lookup_shift (f.station, "day")));
  tear_down (&f);
}
END_TEST

static guint
count_faults (GengStation *station, const char *with)
{
  g_autoptr (GPtrArray) faults = geng_station_check (station);
  guint n = 0;

  for (guint i = 0; i < faults->len; i++)
    n += strstr (((const GengFault *) faults->pdata[i])->message, with) != NULL;
  return n;
}

/* Shift and post of the leader are nobody else's; the list is his, and names members. */
START_TEST (what_is_wrong_with_a_leader_is_told)
{
  Fixture f = set_up ();
  const char *list[] = { "m01", "m09", NULL };

  ck_assert_uint_eq (count_faults (f.station, "demand"), 0);
  sample_add_demand (f.station, "same-shift", "village", "lead");
  ck_assert_uint_eq (count_faults (f.station, "same-shift"), 1);
  sample_add_demand (f.station, "same-post", "office", "day");
  ck_assert_uint_eq (count_faults (f.station, "same-post"), 1);
  geng_demand_set_keeps (f.night, geng_demand_get_post (f.lead));
  ck_assert_uint_eq (count_faults (f.station, "night"), 1);
  geng_demand_set_candidates (f.lead, list);
  ck_assert_uint_eq (count_faults (f.station, "m09"), 1);
  geng_demand_set_candidates (f.day, list);
  ck_assert_uint_eq (count_faults (f.station, "demand day"), 1);
  tear_down (&f);
}
END_TEST

/* However it is written. */
START_TEST (the_duty_phone_is_no_members)
{
  Fixture f = set_up ();

  geng_member_set_phone (geng_station_lookup_member (f.station, "m02"), "000-0000 0002");
  geng_station_set_duty_phone (f.station, "000 0000-0001");
  ck_assert_uint_eq (count_faults (f.station, "m02"), 0);
  geng_station_set_duty_phone (f.station, "00000000002");
  ck_assert_uint_eq (count_faults (f.station, "m02"), 1);
  tear_down (&f);
}
END_TEST

/* A member on a list stays in the station. */
START_TEST (who_is_on_a_list_is_named_there)
{
  Fixture f = set_up ();
  const char *list[] = { "m03", NULL };
  g_autoptr (GError) error = NULL;

  geng_demand_set_candidates (f.lead, list);
  ck_assert (!geng_station_remove (
      f.station, G_OBJECT (geng_station_lookup_member (f.station, "m03")), &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_IN_USE));
  ck_assert (strstr (error->message, "lead") != NULL);
  tear_down (&f);
}
END_TEST

START_TEST (copy_and_variant_keep_the_new_data)
{
  Fixture f = set_up ();
  const char *list[] = { "m02", "m03", NULL };
  g_autoptr (GengRole) role = geng_role_new ("captain", NULL);
  g_autoptr (GengStation) copy = NULL, read = NULL;
  g_autoptr (GVariant) written = NULL, again = NULL;

  geng_role_set_leads (role, TRUE);
  ck_assert (geng_station_add_role (f.station, role, NULL));
  geng_demand_set_candidates (f.lead, list);
  geng_station_set_duty_phone (f.station, "000-110");
  copy = geng_station_copy (f.station);
  ck_assert_ptr_eq (geng_demand_get_keeps (geng_station_lookup_demand (copy, "day")),
                    geng_station_lookup_post (copy, "desk"));
  written = geng_station_to_variant (copy);
  read = geng_station_new_from_variant (written, NULL);
  ck_assert (read != NULL);
  again = geng_station_to_variant (read);
  ck_assert (g_variant_equal (written, again));
  ck_assert (geng_role_get_leads (geng_station_lookup_role (read, "captain")));
  ck_assert (geng_post_get_manned (geng_station_lookup_post (read, "desk")));
  ck_assert (geng_demand_get_leader (geng_station_lookup_demand (read, "lead")));
  ck_assert_str_eq (geng_demand_get_candidates (geng_station_lookup_demand (read, "lead"))[1],
                    "m03");
  ck_assert_str_eq (geng_station_get_duty_phone (read), "000-110");
  tear_down (&f);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("presence");
  TCase *all = tcase_create ("all");
  SRunner *runner;
  int failed;

  tcase_add_test (all, a_post_is_kept_by_a_crew_or_by_its_own);
  tcase_add_test (all, the_crew_takes_turns_a_day_each);
  tcase_add_test (all, a_demand_keeps_on_its_days_only);
  tcase_add_test (all, a_shift_moves_to_the_post_with_its_window);
  tcase_add_test (all, real_times_count);
  tcase_add_test (all, leaders_of_a_day_are_told_apart);
  tcase_add_test (all, what_is_wrong_with_a_leader_is_told);
  tcase_add_test (all, the_duty_phone_is_no_members);
  tcase_add_test (all, who_is_on_a_list_is_named_there);
  tcase_add_test (all, copy_and_variant_keep_the_new_data);
  suite_add_tcase (suite, all);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
