/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "sample.h"

typedef struct
{
  GengStation *station;
  GengRoster *roster;
  GengMember *member[3];
  GengShift *day, *night, *standby;
  GengPost *village, *desk;
  GDate first;
} Fixture;

static Fixture
set_up (void)
{
  Fixture f = { .station = sample_station (), .first = sample_date (2027, 8, 1) };
  GDate last = sample_date (2027, 8, 31);
  const char *ids[] = { "m01", "m02", "m03" };

  f.roster = geng_roster_new (f.station, &f.first, &last, NULL);
  for (guint i = 0; i < 3; i++)
    f.member[i] = geng_station_lookup_member (f.station, ids[i]);
  f.day = geng_station_lookup_shift (f.station, "day");
  f.night = geng_station_lookup_shift (f.station, "night");
  f.standby = geng_station_lookup_shift (f.station, "standby");
  f.village = geng_station_lookup_post (f.station, "village");
  f.desk = geng_station_lookup_post (f.station, "desk");
  return f;
}

static void
tear_down (Fixture *f)
{
  g_object_unref (f->roster);
  g_object_unref (f->station);
}

static GengDuty *
assign (Fixture *f, guint member, int day, GengShift *shift, GengPost *post)
{
  GDate date = sample_date (2027, 8, day);
  GError *error = NULL;
  GengDuty *duty = geng_roster_assign (f->roster, f->member[member], &date, shift, post, &error);

  ck_assert_msg (duty != NULL, "%s", error ? error->message : "");
  return duty;
}

START_TEST (duties_that_say_the_same)
{
  Fixture f = set_up ();
  GengDuty *one = assign (&f, 0, 1, f.day, f.village), *other = assign (&f, 1, 2, f.day, f.village);
  g_autoptr (GengPiece) radio = geng_piece_new ("radio", NULL);
  g_autoptr (GengItem) item = geng_item_new ("R1", radio);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  ck_assert (geng_duty_is_like (one, other));
  ck_assert (!geng_duty_is_like (one, assign (&f, 2, 2, f.night, f.village)));
  ck_assert (!geng_duty_is_like (one, assign (&f, 2, 3, f.day, f.desk)));
  geng_duty_set_pinned (one, TRUE);
  ck_assert (!geng_duty_is_like (one, other));
  geng_duty_set_pinned (other, TRUE);
  geng_duty_set_note (one, "gate");
  ck_assert (!geng_duty_is_like (one, other));
  geng_duty_set_note (other, "gate");
  ck_assert (geng_duty_is_like (one, other));
  g_ptr_array_add (items, item);
  geng_duty_set_items (one, items);
  ck_assert (!geng_duty_is_like (one, other));
  geng_duty_set_items (other, items);
  ck_assert (geng_duty_is_like (one, other));
  tear_down (&f);
}
END_TEST

START_TEST (duties_are_sorted_whatever_the_order_of_adding)
{
  Fixture f = set_up ();
  GengDuty *expected[5];
  g_autoptr (GPtrArray) duties = NULL;

  expected[4] = assign (&f, 1, 3, f.standby, f.desk);
  expected[2] = assign (&f, 2, 2, f.day, f.village);
  expected[1] = assign (&f, 0, 2, f.day, f.village);
  expected[3] = assign (&f, 1, 2, f.night, f.village);
  expected[0] = assign (&f, 1, 1, f.night, f.desk);
  duties = geng_roster_list_duties (f.roster);
  ck_assert_uint_eq (duties->len, 5);
  for (guint i = 0; i < 5; i++)
    ck_assert_ptr_eq (duties->pdata[i], expected[i]);
  tear_down (&f);
}
END_TEST

/* What a view that follows the roster would hold */
static void
follow (GListModel *model, guint position, guint n_removed, guint n_added, GPtrArray *view)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (view, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (view, (int) (position + i), g_list_model_get_item (model, position + i));
}

START_TEST (a_view_follows_the_roster)
{
  Fixture f = set_up ();
  GListModel *model = G_LIST_MODEL (f.roster);
  g_autoptr (GPtrArray) view = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) duties = NULL;
  GDate third = sample_date (2027, 8, 3);

  ck_assert_uint_eq (g_list_model_get_n_items (model), 0);
  ck_assert_uint_eq (g_list_model_get_item_type (model), GENG_TYPE_DUTY);
  g_signal_connect (model, "items-changed", G_CALLBACK (follow), view);
  for (guint i = 0; i < 3; i++)
    for (int day = 31; day >= 1; day -= 2)
      assign (&f, i, day, i == 1 ? f.night : f.day, f.village);
  assign (&f, 2, 1, f.standby, f.desk);
  ck_assert (geng_roster_clear (f.roster, f.member[1], &third));
  duties = geng_roster_list_duties (f.roster);
  ck_assert_uint_eq (duties->len, 3 * 16 - 1);
  ck_assert_uint_eq (view->len, duties->len);
  ck_assert_uint_eq (g_list_model_get_n_items (model), duties->len);
  for (guint i = 0; i < duties->len; i++)
    {
      g_autoptr (GengDuty) duty = g_list_model_get_item (model, i);

      ck_assert_ptr_eq (duty, duties->pdata[i]);
      ck_assert_ptr_eq (view->pdata[i], duties->pdata[i]);
    }
  ck_assert_ptr_null (g_list_model_get_item (model, duties->len));
  g_signal_handlers_disconnect_by_data (model, view);
  tear_down (&f);
}
END_TEST

START_TEST (numbers_say_what_the_duties_say)
{
  Fixture f = set_up ();
  GListModel *members = geng_station_get_members (f.station);
  GListModel *shifts = geng_station_get_shifts (f.station);
  GListModel *posts = geng_station_get_posts (f.station);
  g_autofree guint *numbers = NULL;
  guint n;

  assign (&f, 2, 31, f.standby, f.desk);
  assign (&f, 1, 2, f.day, f.village);
  assign (&f, 0, 2, f.night, f.village);
  numbers = geng_roster_list_numbers (f.roster, &n);
  ck_assert_uint_eq (n, 3 * 4);
  for (guint i = 0; i < 3; i++)
    {
      const guint *row = &numbers[4 * i];
      g_autoptr (GengDuty) duty = g_list_model_get_item (G_LIST_MODEL (f.roster), i);
      g_autoptr (GengMember) who = g_list_model_get_item (members, row[1]);
      g_autoptr (GengShift) what = g_list_model_get_item (shifts, row[2]);
      g_autoptr (GengPost) where = g_list_model_get_item (posts, row[3]);

      ck_assert_int_eq (g_date_days_between (&f.first, geng_duty_get_date (duty)), (int) row[0]);
      ck_assert_ptr_eq (geng_duty_get_member (duty), who);
      ck_assert_ptr_eq (geng_duty_get_shift (duty), what);
      ck_assert_ptr_eq (geng_duty_get_post (duty), where);
    }
  tear_down (&f);
}
END_TEST

START_TEST (one_duty_for_a_member_and_a_day)
{
  Fixture f = set_up ();
  GDate date = sample_date (2027, 8, 5);
  g_autoptr (GengDuty) second = geng_duty_new (f.member[0], &date, f.night, f.village);
  g_autoptr (GError) error = NULL;

  assign (&f, 0, 5, f.day, f.village);
  ck_assert (!geng_roster_add (f.roster, second, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));
  assign (&f, 0, 5, f.standby, f.desk);
  ck_assert_ptr_eq (geng_duty_get_shift (geng_roster_lookup (f.roster, f.member[0], &date)),
                    f.standby);
  ck_assert (geng_roster_clear (f.roster, f.member[0], &date));
  ck_assert (!geng_roster_clear (f.roster, f.member[0], &date));
  ck_assert_ptr_null (geng_roster_lookup (f.roster, f.member[0], &date));
  tear_down (&f);
}
END_TEST

START_TEST (what_does_not_belong_is_refused)
{
  Fixture f = set_up ();
  g_autoptr (GengStation) other = sample_station ();
  GengMember *stranger = geng_station_lookup_member (other, "m01");
  GDate outside = sample_date (2027, 9, 1);
  g_autoptr (GError) period = NULL;
  g_autoptr (GError) unknown = NULL;

  assign (&f, 0, 1, f.day, f.village);
  ck_assert_ptr_null (
      geng_roster_assign (f.roster, f.member[0], &outside, f.day, f.village, &period));
  ck_assert (g_error_matches (period, GENG_ERROR, GENG_ERROR_PERIOD));
  ck_assert_ptr_nonnull (strstr (period->message, "2027-09-01"));
  ck_assert_ptr_null (
      geng_roster_assign (f.roster, stranger, &f.first, f.day, f.village, &unknown));
  ck_assert (g_error_matches (unknown, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert_ptr_null (geng_roster_lookup (f.roster, f.member[0], &outside));
  ck_assert_ptr_nonnull (geng_roster_lookup (f.roster, f.member[0], &f.first));
  tear_down (&f);
}
END_TEST

START_TEST (removing_takes_the_very_duty)
{
  Fixture f = set_up ();
  GengDuty *duty = g_object_ref (assign (&f, 0, 1, f.day, f.village));
  GengDuty *other = assign (&f, 1, 1, f.day, f.village);
  g_autoptr (GPtrArray) left = NULL;

  ck_assert (geng_roster_remove (f.roster, duty));
  ck_assert (!geng_roster_remove (f.roster, duty));
  left = geng_roster_list_date (f.roster, &f.first);
  ck_assert_uint_eq (left->len, 1);
  ck_assert_ptr_eq (left->pdata[0], other);
  g_object_unref (duty);
  tear_down (&f);
}
END_TEST

static guint
count_on_duty (GengRoster *roster, const char *instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (instant, NULL);
  g_autoptr (GPtrArray) duties = geng_roster_on_duty_at (roster, time);

  return duties->len;
}

START_TEST (who_is_on_duty_now)
{
  Fixture f = set_up ();

  assign (&f, 0, 1, f.day, f.village);
  assign (&f, 1, 1, f.night, f.village);
  assign (&f, 2, 1, f.standby, f.desk);
  ck_assert_uint_eq (count_on_duty (f.roster, "2027-08-01T07:59:59+08"), 0);
  ck_assert_uint_eq (count_on_duty (f.roster, "2027-08-01T08:00:00+08"), 1);
  ck_assert_uint_eq (count_on_duty (f.roster, "2027-08-01T18:00:00+08"), 1);
  ck_assert_uint_eq (count_on_duty (f.roster, "2027-08-02T03:59:59+08"), 1);
  ck_assert_uint_eq (count_on_duty (f.roster, "2027-08-01T20:30:00Z"), 1);
  ck_assert_uint_eq (count_on_duty (f.roster, "2027-08-02T08:00:00+08"), 0);
  /* where the calendar begins and ends there is no day before, and none after */
  ck_assert_uint_eq (count_on_duty (f.roster, "0001-01-01T00:30:00-08"), 0);
  ck_assert_uint_eq (count_on_duty (f.roster, "0001-01-01T00:30:00+08"), 0);
  ck_assert_uint_eq (count_on_duty (f.roster, "9999-12-31T23:59:59Z"), 0);
  tear_down (&f);
}
END_TEST

START_TEST (a_copy_stands_alone)
{
  Fixture f = set_up ();
  GengDuty *duty = assign (&f, 0, 1, f.day, f.village);
  g_autoptr (GengRoster) copy = NULL;
  GengDuty *twin;

  geng_duty_set_pinned (duty, TRUE);
  geng_duty_set_note (duty, "bring the key");
  copy = geng_roster_copy (f.roster);
  twin = geng_roster_lookup (copy, f.member[0], &f.first);
  ck_assert_ptr_ne (twin, duty);
  ck_assert (geng_duty_get_pinned (twin));
  ck_assert_str_eq (geng_duty_get_note (twin), "bring the key");
  geng_roster_clear (f.roster, f.member[0], &f.first);
  ck_assert_ptr_nonnull (geng_roster_lookup (copy, f.member[0], &f.first));
  tear_down (&f);
}
END_TEST

/* Two thousand members for a month, in the worst order of adding; the lists stay right. */
START_TEST (a_town_fits)
{
  Fixture f = set_up ();
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  guint n = 0;
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GPtrArray) line = NULL;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *id = g_strdup_printf ("v%04u", i);

      g_ptr_array_add (members, sample_add_member (f.station, id));
    }
  for (guint i = members->len; i-- > 0;)
    for (int day = 31; day >= 1; day--)
      {
        GDate date = sample_date (2027, 8, day);

        n += geng_roster_assign (f.roster, members->pdata[i], &date, f.day, f.village, NULL)
             != NULL;
      }
  ck_assert_uint_eq (n, 2000 * 31);
  duties = geng_roster_list_duties (f.roster);
  line = geng_roster_list_member (f.roster, members->pdata[1234]);
  ck_assert_uint_eq (duties->len, 2000 * 31);
  ck_assert_ptr_eq (geng_duty_get_member (duties->pdata[5]), members->pdata[5]);
  ck_assert_uint_eq (line->len, 31);
  ck_assert_int_eq (g_date_get_day (geng_duty_get_date (line->pdata[30])), 31);
  tear_down (&f);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("roster");
  TCase *tcase = tcase_create ("roster");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, duties_that_say_the_same);
  tcase_add_test (tcase, duties_are_sorted_whatever_the_order_of_adding);
  tcase_add_test (tcase, a_view_follows_the_roster);
  tcase_add_test (tcase, numbers_say_what_the_duties_say);
  tcase_add_test (tcase, one_duty_for_a_member_and_a_day);
  tcase_add_test (tcase, what_does_not_belong_is_refused);
  tcase_add_test (tcase, removing_takes_the_very_duty);
  tcase_add_test (tcase, who_is_on_duty_now);
  tcase_add_test (tcase, a_copy_stands_alone);
  tcase_add_test (tcase, a_town_fits);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
