/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "../arrays.h"
#include "station.h"

/* What a program may do wrong ends in a critical message or a GError, never in a crash. */

static guint n_criticals;

static GLogWriterOutput
count_criticals (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (level & G_LOG_LEVEL_CRITICAL)
    n_criticals++;
  return G_LOG_WRITER_HANDLED;
}

/* The call says that it must not be made so, and gives nothing. */
#define refused(call)                                                                              \
  do                                                                                               \
    {                                                                                              \
      guint before = n_criticals;                                                                  \
      ck_assert_msg (!(call), "%s", #call);                                                        \
      ck_assert_msg (n_criticals > before, "%s", #call);                                           \
    }                                                                                              \
  while (0)

#define refused_silently_void(call)                                                                \
  do                                                                                               \
    {                                                                                              \
      guint before = n_criticals;                                                                  \
      call;                                                                                        \
      ck_assert_msg (n_criticals > before, "%s", #call);                                           \
    }                                                                                              \
  while (0)

START_TEST (null_is_refused)
{
  GDate date = test_date (1);

  refused (geng_station_get_members (NULL));
  refused (geng_station_add_member (NULL, NULL, NULL));
  refused (geng_station_lookup_member (NULL, "m01"));
  refused (geng_roster_new (NULL, &date, &date, NULL));
  refused (geng_roster_list_duties (NULL));
  refused (geng_roster_on_duty_at (NULL, NULL));
  refused (geng_judge (NULL, NULL, NULL));
  refused (geng_planner_new (NULL, &date, &date, NULL));
  refused (geng_planner_plan (NULL, NULL, NULL));
  refused (geng_kit_assign (NULL, NULL, NULL));
  refused (geng_publisher_new (NULL));
  refused (geng_store_open (NULL, NULL));
  refused (geng_store_load (NULL, NULL));
  refused (geng_duty_get_member (NULL));
  refused_silently_void (geng_planner_set_seed (NULL, 1));
  refused_silently_void (geng_planner_plan_async (NULL, NULL, NULL, NULL));
}
END_TEST

/* Words of people are no mistake of the program. */
START_TEST (a_station_needs_an_id_and_a_zone)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (geng_station_new (NULL, NULL, "Asia/Shanghai", &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  g_clear_error (&error);
  ck_assert_ptr_null (geng_station_new ("gate", NULL, "Asia/Nowhere", &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_uint_eq (n_criticals, 0);
}
END_TEST

START_TEST (wrong_types_are_refused)
{
  g_autoptr (GengStation) station = test_station_new (1);
  gpointer post = geng_station_lookup_post (station, "gate");
  GDate date = test_date (1);

  refused (geng_station_add_member (station, post, NULL));
  refused (geng_member_get_phone (post));
  refused (geng_roster_new (post, &date, &date, NULL));
  refused (geng_planner_plan ((gpointer) station, NULL, NULL));
}
END_TEST

/* What people may type is an error to show; a number is brought into its range. */
START_TEST (out_of_range)
{
  g_autoptr (GengStation) station = test_station_new (1);
  GDate first = test_date (1), last = test_date (3), far = test_date (1);
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &first, &last, NULL);
  g_autoptr (GError) error = NULL;
  guint threads;

  g_date_add_years (&far, 11);
  ck_assert_ptr_null (geng_roster_new (station, &last, &first, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_PERIOD));
  g_clear_error (&error);
  ck_assert_ptr_null (geng_roster_new (station, &first, &far, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_PERIOD));
  g_clear_error (&error);
  ck_assert_ptr_null (geng_planner_new (station, &last, &first, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_PERIOD));
  g_clear_error (&error);
  ck_assert (!geng_station_set_day_start_minute (station, 99999, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_int_eq (geng_station_get_day_start_minute (station), 480);
  geng_planner_set_threads (planner, 1000);
  g_object_get (planner, "threads", &threads, NULL);
  ck_assert_uint_eq (threads, 32);
  ck_assert_uint_eq (n_criticals, 0);
}
END_TEST

/* Made without its constructor, an object is safe, and says what it lacks. */
START_TEST (unmade_objects_say_so)
{
  g_autoptr (GengStation) station = g_object_new (GENG_TYPE_STATION, "id", "gate", NULL);
  g_autoptr (GengPlanner) planner = g_object_new (GENG_TYPE_PLANNER, NULL);
  g_autoptr (GengRoster) roster = g_object_new (GENG_TYPE_ROSTER, "station", station, NULL);
  g_autoptr (GPtrArray) faults = geng_station_validate (station);
  g_autoptr (GError) error = NULL;
  const GengFault *fault = g_ptr_array_index (faults, 0);

  ck_assert_ptr_nonnull (strstr (fault->message, "time zone"));
  ck_assert_ptr_null (geng_planner_plan (planner, NULL, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  g_clear_error (&error);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (roster)), 0);
  ck_assert_ptr_null (geng_judge (roster, NULL, &error));
  ck_assert_ptr_nonnull (error);
  ck_assert_uint_eq (n_criticals, 0);
}
END_TEST

/* The roster keeps what it names. */
START_TEST (a_station_let_go_lives_on_in_its_roster)
{
  GengStation *station = test_station_new (2);
  GDate first = test_date (1), last = test_date (3);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  g_autoptr (GengJudgement) judgement = NULL;

  g_object_unref (station);
  judgement = geng_judge (roster, NULL, NULL);
  ck_assert_uint_eq (n_of (geng_judgement_list_gaps (judgement)), 6);
  ck_assert_str_eq (geng_entity_get_id (GENG_ENTITY (geng_roster_get_station (roster))), "gate");
}
END_TEST

START_TEST (dates_outside_the_period)
{
  g_autoptr (GengStation) station = test_station_new (2);
  GDate first = test_date (1), last = test_date (3), outside = test_date (4), none;
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  GengMember *member = geng_station_lookup_member (station, "m01");
  GengShift *shift = geng_station_lookup_shift (station, "day");
  GengPost *post = geng_station_lookup_post (station, "gate");
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GDateTime) instant = g_date_time_new_utc (2030, 1, 1, 0, 0, 0);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (geng_roster_assign (roster, member, &outside, shift, post, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_PERIOD));
  ck_assert_ptr_null (geng_roster_lookup (roster, member, &outside));
  duties = geng_roster_on_duty_at (roster, instant);
  ck_assert_uint_eq (duties->len, 0);
  g_date_clear (&none, 1);
  refused (geng_roster_assign (roster, member, &none, shift, post, NULL));
}
END_TEST

/* Its members have the same ids, but they are other people. */
START_TEST (a_roster_of_another_station)
{
  g_autoptr (GengStation) station = test_station_new (2), other = test_station_new (2);
  GDate first = test_date (1), last = test_date (3);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  g_autoptr (GengRoster) foreign = geng_roster_new (other, &first, &last, NULL);
  g_autoptr (GengPlanner) planner = geng_planner_new (station, &first, &last, NULL);
  g_autoptr (GengPublisher) publisher = geng_publisher_new (station);
  g_autoptr (GengRecord) record = geng_record_new ();
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (geng_roster_assign (roster, geng_station_lookup_member (other, "m01"), &first,
                                          geng_station_lookup_shift (station, "day"),
                                          geng_station_lookup_post (station, "gate"), &error));
  ck_assert_ptr_nonnull (error);
  g_clear_error (&error);
  geng_planner_set_base (planner, foreign);
  ck_assert_ptr_null (geng_planner_plan (planner, NULL, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  g_clear_error (&error);
  ck_assert_ptr_null (geng_judge (roster, foreign, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  g_clear_error (&error);
  ck_assert (!geng_kit_assign (roster, foreign, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  g_clear_error (&error);
  ck_assert (!geng_publisher_add_month (publisher, foreign, record, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
}
END_TEST

/* What belongs to a station names nothing of another one, and nothing that belongs to none. */
START_TEST (a_setter_refuses_what_is_elsewhere)
{
  g_autoptr (GengStation) station = test_station_new (2), other = test_station_new (2);
  GDate date = test_date (1);
  GengMember *member = geng_station_lookup_member (station, "m01");
  GengPost *post = geng_station_lookup_post (other, "gate");
  GengShift *shift = geng_station_lookup_shift (other, "day");
  GengShift *own = geng_station_lookup_shift (station, "day");
  g_autoptr (GengTeam) team = geng_team_new ("one", NULL), lost = geng_team_new ("two", NULL);
  g_autoptr (GengContract) contract = geng_contract_new ("hours", NULL);
  g_autoptr (GengOrganisation) organisation = geng_organisation_new ("village", NULL);
  g_autoptr (GengPiece) piece = geng_piece_new ("horn", NULL);
  g_autoptr (GengItem) item = geng_item_new ("H1", piece);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GengRequest) wish = geng_request_new (GENG_REQUEST_KIND_WISH_ON, member, &date, &date);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &date, &date, NULL);
  GengDuty *duty = geng_roster_assign (roster, member, &date, own,
                                       geng_station_lookup_post (station, "gate"), NULL);

  ck_assert (geng_station_add_team (other, team, NULL));
  ck_assert (geng_station_add_contract (other, contract, NULL));
  ck_assert (geng_station_add_organisation (other, organisation, NULL));
  ck_assert (geng_station_add_piece (other, piece, NULL));
  ck_assert (geng_station_add_item (other, item, NULL));
  ck_assert (geng_station_add_request (station, wish, NULL));
  g_ptr_array_add (items, item);
  refused_silently_void (geng_member_set_team (member, team));
  refused_silently_void (geng_member_set_team (member, lost));
  refused_silently_void (geng_member_set_contract (member, contract));
  refused_silently_void (geng_member_set_organisation (member, organisation));
  refused_silently_void (g_object_set (member, "team", team, NULL));
  refused_silently_void (geng_request_set_post (wish, post));
  refused_silently_void (geng_request_set_shift (wish, shift));
  refused_silently_void (geng_shift_add_window (own, geng_shift_get_window (shift), NULL));
  refused_silently_void (geng_duty_set_items (duty, items));
  ck_assert_ptr_null (geng_member_get_team (member));
  ck_assert_ptr_null (geng_request_get_post (wish));
  ck_assert_uint_eq (n_of (geng_duty_list_items (duty)), 0);
  n_criticals = 0;
  ck_assert (geng_station_add_team (station, lost, NULL));
  geng_member_set_team (member, lost);
  geng_member_set_team (member, NULL);
  geng_request_set_shift (wish, own);
  ck_assert_uint_eq (n_criticals, 0);
}
END_TEST

static void
count_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) plan = geng_planner_plan_finish (GENG_PLANNER (source), result, &error);

  ck_assert (plan == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_main_loop_quit (user_data);
}

START_TEST (cancelled_before_it_began)
{
  g_autoptr (GengStation) station = test_station_new (2);
  GDate first = test_date (1), last = test_date (3);
  GengPlanner *planner = geng_planner_new (station, &first, &last, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_cancellable_cancel (cancellable);
  geng_planner_plan_async (planner, cancellable, count_answer, loop);
  g_object_unref (planner); /* dropped while it works */
  g_main_loop_run (loop);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("bad-input");
  TCase *tcase = tcase_create ("bad-input");
  SRunner *runner = srunner_create (suite);
  int failed;

  g_log_set_writer_func (count_criticals, NULL, NULL);
  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, null_is_refused);
  tcase_add_test (tcase, a_station_needs_an_id_and_a_zone);
  tcase_add_test (tcase, wrong_types_are_refused);
  tcase_add_test (tcase, a_setter_refuses_what_is_elsewhere);
  tcase_add_test (tcase, out_of_range);
  tcase_add_test (tcase, unmade_objects_say_so);
  tcase_add_test (tcase, a_station_let_go_lives_on_in_its_roster);
  tcase_add_test (tcase, dates_outside_the_period);
  tcase_add_test (tcase, a_roster_of_another_station);
  tcase_add_test (tcase, cancelled_before_it_began);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
