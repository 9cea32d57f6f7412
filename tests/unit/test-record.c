/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "sample.h"

START_TEST (a_visible_change_counts)
{
  g_autoptr (GengRecord) record = geng_record_new ();
  const GengRevision *revision = geng_record_touch (record, "m01/2027-08-01", "a", 100);

  ck_assert_uint_eq (revision->sequence, 0);
  ck_assert_int_eq (revision->modified, 100);
  revision = geng_record_touch (record, "m01/2027-08-01", "a", 200);
  ck_assert_uint_eq (revision->sequence, 0);
  ck_assert_int_eq (revision->modified, 100);
  revision = geng_record_touch (record, "m01/2027-08-01", "b", 300);
  ck_assert_uint_eq (revision->sequence, 1);
  ck_assert_int_eq (revision->modified, 300);
}
END_TEST

START_TEST (time_never_goes_back)
{
  g_autoptr (GengRecord) record = geng_record_new ();

  geng_record_touch (record, "k", "a", 500);
  ck_assert_int_eq (geng_record_touch (record, "k", "b", 400)->modified, 501);
}
END_TEST

START_TEST (an_event_that_comes_back_goes_on_counting)
{
  g_autoptr (GengRecord) record = geng_record_new ();
  const char *keys[] = { "p/1", NULL };
  const GengRevision *revision;

  geng_record_touch (record, "p/1", "a", 1);
  geng_record_touch (record, "p/2", "a", 1);
  geng_record_touch (record, "q/3", "a", 1);
  geng_record_bury (record, "p/", keys, 10);
  ck_assert (!geng_record_lookup (record, "p/1")->gone);
  ck_assert (geng_record_lookup (record, "p/2")->gone);
  ck_assert (!geng_record_lookup (record, "q/3")->gone);
  ck_assert_int_eq (geng_record_lookup (record, "p/2")->modified, 10);

  geng_record_bury (record, "p/", keys, 20);
  ck_assert_int_eq (geng_record_lookup (record, "p/2")->modified, 10);
  revision = geng_record_touch (record, "p/2", "a", 30);
  ck_assert (!revision->gone);
  ck_assert_uint_eq (revision->sequence, 1);
  ck_assert_int_eq (revision->modified, 30);
}
END_TEST

START_TEST (the_list_is_sorted_and_holds_tombstones)
{
  g_autoptr (GengRecord) record = geng_record_new ();
  GengRevision gone = { .key = (char *) "b", .sequence = 7, .modified = 70, .gone = TRUE };
  g_autoptr (GPtrArray) list = NULL;
  const GengRevision *second;

  geng_record_touch (record, "c", "x", 1);
  geng_record_touch (record, "a", "x", 1);
  geng_record_set (record, &gone);
  list = geng_record_list (record);
  ck_assert_uint_eq (list->len, 3);
  second = list->pdata[1];
  ck_assert_str_eq (second->key, "b");
  ck_assert_uint_eq (second->sequence, 7);
  ck_assert (second->gone);
  ck_assert_ptr_null (geng_record_lookup (record, "d"));
}
END_TEST

/* A version of a month is another duty, and nothing else. */
START_TEST (a_month_counts_its_versions)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate first = sample_date (2027, 8, 1), last = sample_date (2027, 8, 31);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  g_autoptr (GengRecord) record = geng_record_new ();
  GengMember *m01 = geng_station_lookup_member (station, "m01");
  GengDuty *duty;

  ck_assert_ptr_null (geng_record_lookup_month (record, 2027, 8));
  duty = geng_roster_assign (roster, m01, &first, geng_station_lookup_shift (station, "day"),
                             geng_station_lookup_post (station, "village"), NULL);
  ck_assert_uint_eq (geng_record_touch_month (record, roster, 10)->sequence, 0);
  geng_duty_set_note (duty, "gate");
  ck_assert_uint_eq (geng_record_touch_month (record, roster, 20)->sequence, 0);
  ck_assert_int_eq (geng_record_lookup_month (record, 2027, 8)->modified, 10);
  geng_roster_move (roster, duty, m01, &last, NULL);
  ck_assert_uint_eq (geng_record_touch_month (record, roster, 30)->sequence, 1);
  ck_assert_int_eq (geng_record_lookup_month (record, 2027, 8)->modified, 30);
  ck_assert_ptr_null (geng_record_lookup_month (record, 2027, 9));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("record");
  TCase *tcase = tcase_create ("record");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, a_visible_change_counts);
  tcase_add_test (tcase, time_never_goes_back);
  tcase_add_test (tcase, an_event_that_comes_back_goes_on_counting);
  tcase_add_test (tcase, the_list_is_sorted_and_holds_tombstones);
  tcase_add_test (tcase, a_month_counts_its_versions);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
