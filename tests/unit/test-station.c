/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "sample.h"

static void
assert_fine (GengStation *station)
{
  g_autoptr (GPtrArray) faults = geng_station_validate (station);

  ck_assert_msg (faults->len == 0, "%s", ((GengFault *) faults->pdata[0])->message);
}

/* One fault at least has all these words. */
static void
assert_fault (GengStation *station, const char *words)
{
  g_autoptr (GPtrArray) faults = geng_station_validate (station);
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  for (guint i = 0; i < faults->len; i++)
    {
      const char *message = ((GengFault *) faults->pdata[i])->message;
      guint found = 0;

      while (each[found] && strstr (message, each[found]))
        found++;
      if (!each[found])
        return;
    }
  ck_abort_msg ("no fault says %s", words);
}

START_TEST (the_sample_is_fine)
{
  g_autoptr (GengStation) station = sample_station ();

  sample_add_demand (station, "day", "village", "day");
  assert_fine (station);
}
END_TEST

START_TEST (zones_and_ids_are_checked)
{
  g_autoptr (GError) zone = NULL;
  g_autoptr (GError) id = NULL;

  ck_assert_ptr_null (geng_station_new ("s", NULL, "Asia/Nowhere", &zone));
  ck_assert (g_error_matches (zone, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_ptr_nonnull (strstr (zone->message, "Asia/Nowhere"));
  ck_assert_ptr_null (geng_station_new ("a/b", NULL, "Asia/Shanghai", &id));
  ck_assert_ptr_nonnull (strstr (id->message, "a/b"));
}
END_TEST

START_TEST (ids_are_unique_and_in_form)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengMember) twin = geng_member_new ("m01", NULL);
  g_autoptr (GengMember) odd = geng_member_new ("m;01", NULL);
  g_autoptr (GError) duplicate = NULL;
  g_autoptr (GError) invalid = NULL;

  ck_assert (!geng_station_add_member (station, twin, &duplicate));
  ck_assert (g_error_matches (duplicate, GENG_ERROR, GENG_ERROR_DUPLICATE));
  ck_assert (!geng_station_add_member (station, odd, &invalid));
  ck_assert (g_error_matches (invalid, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_uint_eq (g_list_model_get_n_items (geng_station_get_members (station)), 3);
}
END_TEST

START_TEST (lists_keep_the_order_of_adding)
{
  g_autoptr (GengStation) station = sample_station ();
  const char *ids[] = { "m01", "m02", "m03", "a99" };

  sample_add_member (station, "a99");
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (geng_station_get_members (station), i);

      ck_assert_str_eq (geng_entity_get_id (GENG_ENTITY (member)), ids[i]);
      ck_assert_ptr_eq (geng_station_lookup_member (station, ids[i]), member);
    }
  ck_assert_ptr_null (geng_station_lookup_member (station, "m04"));
  ck_assert_ptr_null (geng_station_lookup_member (station, NULL));
}
END_TEST

START_TEST (what_is_named_must_be_there_first)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengWindow) window = geng_window_new ("patrol", NULL, 480, 1680);
  g_autoptr (GengShift) shift = geng_shift_new ("x", NULL, window, -1, -1);
  g_autoptr (GengTeam) team = geng_team_new ("red", NULL);
  g_autoptr (GengMember) member = geng_member_new ("m09", NULL);
  g_autoptr (GengPiece) piece = geng_piece_new ("radio", NULL);
  g_autoptr (GengItem) item = geng_item_new ("r1", piece);
  GError *errors[3] = { NULL };

  geng_member_set_team (member, team);
  ck_assert (!geng_station_add_shift (station, shift, &errors[0]));
  ck_assert (!geng_station_add_member (station, member, &errors[1]));
  ck_assert (!geng_station_add_item (station, item, &errors[2]));
  for (guint i = 0; i < 3; i++)
    {
      ck_assert (g_error_matches (errors[i], GENG_ERROR, GENG_ERROR_UNKNOWN));
      g_clear_error (&errors[i]);
    }
  ck_assert (geng_station_add_team (station, team, NULL));
  ck_assert (geng_station_add_member (station, member, NULL));
}
END_TEST

START_TEST (holes_and_overlaps_are_named)
{
  g_autoptr (GengStation) hole = geng_station_new ("s", NULL, "Asia/Shanghai", NULL);
  g_autoptr (GengStation) overlap = geng_station_new ("s", NULL, "Asia/Shanghai", NULL);
  g_autoptr (GengStation) early = geng_station_new ("s", NULL, "Asia/Shanghai", NULL);
  g_autoptr (GengStation) empty = geng_station_new ("s", NULL, "Asia/Shanghai", NULL);

  sample_add_window (hole, "patrol", 540, 1680);
  sample_add_window (hole, "standby", 1710, 1920);
  assert_fault (hole, "08:00 to 09:00");
  assert_fault (hole, "04:00 to 04:30");
  sample_add_window (overlap, "patrol", 480, 1740);
  sample_add_window (overlap, "standby", 1680, 1950);
  assert_fault (overlap, "patrol|standby|04:00 to 05:00");
  assert_fault (overlap, "standby|08:00 to 08:30|after it ends");
  sample_add_window (early, "standby", 240, 480);
  sample_add_window (early, "patrol", 480, 1680);
  assert_fault (early, "standby|04:00 to 08:00|before the duty day");
  assert_fault (early, "nothing covers 04:00 to 08:00");
  assert_fault (empty, "no window");
}
END_TEST

START_TEST (a_shift_lies_in_its_window)
{
  g_autoptr (GengStation) station = sample_station ();

  sample_add_shift (station, "late", "patrol", 1200, 1740);
  assert_fault (station, "late|patrol|08:00–04:00");
}
END_TEST

START_TEST (names_are_known)
{
  g_autoptr (GengStation) station = sample_station ();
  GengMember *member = geng_station_lookup_member (station, "m01");
  GengDemand *demand = sample_add_demand (station, "d", "village", "day");
  g_autoptr (GengRoleLimit) role = geng_role_limit_new ("captain", 1, G_MAXINT, 0);
  g_autoptr (GengRoleLimit) police = geng_role_limit_new ("org:police", 1, G_MAXINT, 0);
  const char *pieces[] = { "torch", NULL };
  const char *posts[] = { "village", "moon", NULL };
  const char *roles[] = { "driver", NULL };

  geng_window_set_kit (geng_station_lookup_window (station, "patrol"), pieces);
  geng_member_set_posts (member, posts);
  geng_member_set_roles (member, roles);
  geng_demand_add_role_limit (demand, role);
  geng_demand_add_role_limit (demand, police);
  assert_fault (station, "patrol: |piece|torch");
  assert_fault (station, "m01: |post|moon");
  assert_fault (station, "m01: |role|driver");
  assert_fault (station, "d: |role|captain");
  assert_fault (station, "d: |organisation|police");
}
END_TEST

START_TEST (another_stations_team_is_refused)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengTeam) team = geng_team_new ("red", NULL);
  g_autoptr (GengMember) member = geng_member_new ("m09", NULL);
  g_autoptr (GError) error = NULL;

  geng_member_set_team (member, team);
  ck_assert (!geng_station_add_member (station, member, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "red"));
}
END_TEST

static const struct
{
  int min, wanted, max;
} crews[] = { { 2, 1, 3 }, { -1, 1, 1 }, { 1, 4, 3 } };

START_TEST (a_crew_is_a_range)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengDemand) demand
      = geng_demand_new_for_shift ("d", NULL, geng_station_lookup_post (station, "desk"),
                                   geng_station_lookup_shift (station, "day"));
  g_autoptr (GError) error = NULL;

  geng_demand_set_crew (demand, crews[_i].min, crews[_i].wanted, crews[_i].max);
  ck_assert (!geng_station_add_demand (station, demand, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  geng_demand_set_crew (demand, 1, 2, 3);
  ck_assert (geng_station_add_demand (station, demand, NULL));
  geng_demand_set_crew (demand, crews[_i].min, crews[_i].wanted, crews[_i].max);
  assert_fault (station, "d: the crew");
}
END_TEST

/* Days that nobody named are all days. */
START_TEST (a_demand_holds_on_its_days)
{
  g_autoptr (GengStation) station = sample_station ();
  GengDemand *demand = sample_add_demand (station, "d", "village", "day");
  g_autoptr (GengDays) mondays = geng_days_parse ("mon", NULL);
  GDate monday, tuesday;

  g_date_set_dmy (&monday, 7, 12, 2026);
  g_date_set_dmy (&tuesday, 8, 12, 2026);
  ck_assert (geng_demand_holds_on (demand, station, &monday));
  ck_assert (geng_demand_holds_on (demand, station, &tuesday));
  geng_demand_set_days (demand, mondays);
  ck_assert (geng_demand_holds_on (demand, station, &monday));
  ck_assert (!geng_demand_holds_on (demand, station, &tuesday));
}
END_TEST

START_TEST (windows_and_shifts_are_stretches)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengWindow) evening = geng_window_new ("evening", NULL, 1080, 240);
  g_autoptr (GengWindow) wrong = geng_window_new ("wrong", NULL, -60, 600);
  g_autoptr (GengWindow) endless = geng_window_new ("endless", NULL, 0, G_MAXINT);
  g_autoptr (GError) error = NULL;

  ck_assert_int_eq (geng_window_get_end_minute (evening), 1680);
  ck_assert (!geng_station_add_window (station, wrong, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert (!geng_station_add_window (station, endless, NULL));
}
END_TEST

START_TEST (requests_come_and_go)
{
  g_autoptr (GengStation) station = sample_station ();
  GengMember *member = geng_station_lookup_member (station, "m01");
  g_autoptr (GengMember) stranger = geng_member_new ("m01", NULL);
  GDate first = sample_date (2027, 8, 3);
  GDate last = sample_date (2027, 8, 5);
  g_autoptr (GengRequest) leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &first, &last);
  g_autoptr (GengRequest) backwards
      = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &last, &first);
  g_autoptr (GengRequest) strange
      = geng_request_new (GENG_REQUEST_KIND_LEAVE, stranger, &first, &last);
  GError *errors[2] = { NULL };

  ck_assert (geng_station_add_request (station, leave, NULL));
  ck_assert (!geng_station_add_request (station, backwards, &errors[0]));
  ck_assert (g_error_matches (errors[0], GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert (!geng_station_add_request (station, strange, &errors[1]));
  ck_assert (g_error_matches (errors[1], GENG_ERROR, GENG_ERROR_UNKNOWN));
  g_clear_error (&errors[0]);
  g_clear_error (&errors[1]);
  ck_assert_uint_eq (g_list_model_get_n_items (geng_station_get_requests (station)), 1);
  ck_assert (geng_station_remove (station, G_OBJECT (leave), NULL));
  ck_assert (!geng_station_remove (station, G_OBJECT (leave), NULL));
}
END_TEST

START_TEST (feed_options_are_checked)
{
  const char *titles[] = { "", "  ", "{who}", "{duty", "\xff" };
  const char *urls[] = { "ftp://a/", "roster.example", "https://a/?q", "https://a b/", "" };
  g_autoptr (GengStation) station = sample_station ();

  ck_assert_ptr_null (geng_station_get_feed_title (station));
  ck_assert_ptr_null (geng_station_get_feed_url (station));
  ck_assert_int_eq (geng_station_get_feed_alarm_minutes (station), -1);
  ck_assert (geng_station_set_feed_title (station, "{shift} {post}", NULL));
  ck_assert (geng_station_set_feed_url (station, "https://roster.example/f", NULL));
  ck_assert (geng_station_set_feed_alarm_minutes (station, 30, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (GError) title = NULL;
      g_autoptr (GError) url = NULL;

      ck_assert (!geng_station_set_feed_title (station, titles[i], &title));
      ck_assert (g_error_matches (title, GENG_ERROR, GENG_ERROR_INVALID));
      ck_assert (!geng_station_set_feed_url (station, urls[i], &url));
      ck_assert (g_error_matches (url, GENG_ERROR, GENG_ERROR_INVALID));
    }
  ck_assert (!geng_station_set_feed_alarm_minutes (station, -2, NULL));
  ck_assert (!geng_station_set_feed_alarm_minutes (station, 7 * GENG_DAY_MINUTES + 1, NULL));
  ck_assert_str_eq (geng_station_get_feed_title (station), "{shift} {post}");
  ck_assert_str_eq (geng_station_get_feed_url (station), "https://roster.example/f");
  ck_assert_int_eq (geng_station_get_feed_alarm_minutes (station), 30);
  ck_assert (geng_station_set_feed_title (station, NULL, NULL));
  ck_assert_ptr_null (geng_station_get_feed_title (station));
}
END_TEST

static void
count_notes (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* Who watches a station hears of what is told to it. */
START_TEST (what_is_served_elsewhere_is_a_change)
{
  g_autoptr (GengStation) station = sample_station ();
  guint64 generation = geng_station_get_generation (station);
  guint n_notes = 0;

  g_signal_connect (station, "notify::elsewhere", G_CALLBACK (count_notes), &n_notes);
  geng_station_set_elsewhere (station, NULL);
  ck_assert_uint_eq (n_notes, 1);
  ck_assert_uint_gt (geng_station_get_generation (station), generation);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("station");
  TCase *tcase = tcase_create ("station");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, the_sample_is_fine);
  tcase_add_test (tcase, zones_and_ids_are_checked);
  tcase_add_test (tcase, ids_are_unique_and_in_form);
  tcase_add_test (tcase, lists_keep_the_order_of_adding);
  tcase_add_test (tcase, what_is_named_must_be_there_first);
  tcase_add_test (tcase, holes_and_overlaps_are_named);
  tcase_add_test (tcase, a_shift_lies_in_its_window);
  tcase_add_test (tcase, names_are_known);
  tcase_add_test (tcase, another_stations_team_is_refused);
  tcase_add_loop_test (tcase, a_crew_is_a_range, 0, G_N_ELEMENTS (crews));
  tcase_add_test (tcase, a_demand_holds_on_its_days);
  tcase_add_test (tcase, windows_and_shifts_are_stretches);
  tcase_add_test (tcase, requests_come_and_go);
  tcase_add_test (tcase, feed_options_are_checked);
  tcase_add_test (tcase, what_is_served_elsewhere_is_a_change);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
