/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "sample.h"

static char *
instant_text (GengStation *station, int year, int month, int day, int minute)
{
  GDate date = sample_date (year, month, day);
  g_autoptr (GDateTime) instant = geng_station_instant (station, &date, minute);

  return g_date_time_format_iso8601 (instant);
}

START_TEST (a_minute_beyond_midnight_is_the_next_morning)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autofree char *night = instant_text (station, 2027, 12, 31, 1680);
  g_autofree char *day = instant_text (station, 2027, 12, 31, 480);

  ck_assert_str_eq (night, "2028-01-01T04:00:00+08");
  ck_assert_str_eq (day, "2027-12-31T08:00:00+08");
}
END_TEST

/* Berlin: on 2027-03-28 the clock goes from 02:00 to 03:00, on 2027-10-31 from 03:00 back to 02:00.
 * */
START_TEST (a_night_with_a_clock_change_has_its_real_length)
{
  g_autoptr (GengStation) station = sample_station_in ("Europe/Berlin");
  GDate spring = sample_date (2027, 3, 27);
  GDate autumn = sample_date (2027, 10, 30);
  GDate plain = sample_date (2027, 5, 1);

  ck_assert_int_eq (geng_station_elapsed_minutes (station, &plain, 1080, 1680), 600);
  ck_assert_int_eq (geng_station_elapsed_minutes (station, &spring, 1080, 1680), 540);
  ck_assert_int_eq (geng_station_elapsed_minutes (station, &autumn, 1080, 1680), 660);
  ck_assert_int_eq (geng_station_elapsed_minutes (station, &spring, 480, 1920), 23 * 60);
}
END_TEST

START_TEST (a_time_that_comes_twice_is_its_first_coming)
{
  g_autoptr (GengStation) station = sample_station_in ("Europe/Berlin");
  g_autofree char *twice = instant_text (station, 2027, 10, 31, 150);
  g_autofree char *never = instant_text (station, 2027, 3, 28, 150);
  g_autofree char *before = instant_text (station, 2027, 10, 31, 119);
  g_autofree char *after = instant_text (station, 2027, 10, 31, 180);

  ck_assert_str_eq (twice, "2027-10-31T02:30:00+02");
  ck_assert_str_eq (never, "2027-03-28T03:30:00+02");
  ck_assert_str_eq (before, "2027-10-31T01:59:00+02");
  ck_assert_str_eq (after, "2027-10-31T03:00:00+01");
}
END_TEST

/* South of the equator, half an hour, and a zone that skipped a whole day (Apia, 2011-12-30). */
START_TEST (other_zones_change_otherwise)
{
  g_autoptr (GengStation) howe = sample_station_in ("Australia/Lord_Howe");
  g_autoptr (GengStation) apia = sample_station_in ("Pacific/Apia");
  GDate april = sample_date (2027, 4, 3);
  GDate eve = sample_date (2011, 12, 29);
  g_autofree char *new_year = instant_text (apia, 2011, 12, 31, 600);

  ck_assert_int_eq (geng_station_elapsed_minutes (howe, &april, 480, 1920), 24 * 60 + 30);
  ck_assert_str_eq (new_year, "2011-12-31T10:00:00+14");
  ck_assert_int_eq (geng_station_elapsed_minutes (apia, &eve, 480, 480 + 2 * 1440), 1440);
}
END_TEST

static void
assert_duty_date (GengStation *station, const char *instant, int day)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (instant, NULL);
  GDate date;

  geng_station_duty_date (station, time, &date);
  ck_assert_msg (g_date_get_day (&date) == day, "%s: %d", instant, g_date_get_day (&date));
}

START_TEST (the_duty_day_lasts_until_the_next_morning)
{
  g_autoptr (GengStation) station = sample_station ();

  assert_duty_date (station, "2027-08-15T08:00:00+08", 15);
  assert_duty_date (station, "2027-08-16T07:59:59+08", 15);
  assert_duty_date (station, "2027-08-16T08:00:00+08", 16);
  assert_duty_date (station, "2027-08-15T23:00:00Z", 15);
  geng_station_set_day_start_minute (station, 0, NULL);
  assert_duty_date (station, "2027-08-16T00:00:00+08", 16);
  ck_assert_int_eq (geng_station_minute (station, 240), 240);
  geng_station_set_day_start_minute (station, 480, NULL);
  ck_assert_int_eq (geng_station_minute (station, 240), 1680);
  ck_assert_int_eq (geng_station_minute (station, 480), 480);
}
END_TEST

START_TEST (make_up_days_are_working_days)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate saturday = sample_date (2027, 10, 9);
  GDate sunday = sample_date (2027, 10, 10);
  GDate friday = sample_date (2027, 10, 1);
  g_autoptr (GengHoliday) work = geng_holiday_new (&saturday, NULL, GENG_HOLIDAY_KIND_MAKE_UP);
  g_autoptr (GengHoliday) rest = geng_holiday_new (&friday, " 国庆节 ", GENG_HOLIDAY_KIND_OFF);
  g_autoptr (GengHoliday) again = geng_holiday_new (&friday, NULL, GENG_HOLIDAY_KIND_MAKE_UP);
  g_autoptr (GError) error = NULL;

  ck_assert (geng_station_add_holiday (station, work, NULL));
  ck_assert (geng_station_add_holiday (station, rest, NULL));
  ck_assert_str_eq (geng_holiday_get_name (rest), "国庆节");
  ck_assert (!geng_station_add_holiday (station, again, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_DUPLICATE));

  ck_assert (geng_station_is_workday (station, &saturday));
  ck_assert (!geng_station_is_weekend (station, &saturday));
  ck_assert (!geng_station_is_holiday (station, &saturday));
  ck_assert (!geng_station_is_workday (station, &sunday));
  ck_assert (geng_station_is_weekend (station, &sunday));
  ck_assert (!geng_station_is_workday (station, &friday));
  ck_assert (geng_station_is_holiday (station, &friday));
}
END_TEST

START_TEST (a_calendar_fills_in_what_is_not_listed)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GError) error = NULL;
  GDate eve = sample_date (2026, 2, 16), sunday = sample_date (2026, 2, 15);
  GDate make_up = sample_date (2026, 2, 14), later = sample_date (2029, 2, 12);
  g_autofree char *open = NULL;
  GengHoliday *holiday;

  ck_assert (!geng_station_is_holiday (station, &eve));
  ck_assert (!geng_station_set_holiday_calendar (station, "mars", &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert (geng_station_set_holiday_calendar (station, "china", NULL));
  ck_assert (geng_station_is_statutory (station, &eve));
  ck_assert (geng_station_is_holiday (station, &sunday));
  ck_assert (!geng_station_is_statutory (station, &sunday));
  ck_assert (geng_station_is_workday (station, &make_up));
  /* The eve became statutory in 2025; the table knows it for every later year. */
  ck_assert (geng_station_is_statutory (station, &later));

  geng_station_set_language (station, "zh_CN");
  holiday = geng_station_get_holiday (station, &eve);
  ck_assert_str_eq (geng_holiday_get_name (holiday), "春节 除夕");
  ck_assert (geng_holiday_is_called (holiday, "除夕"));
  ck_assert (geng_holiday_is_called (holiday, "春节"));
  ck_assert (geng_holiday_is_called (holiday, "lunar new year's eve"));
  ck_assert (!geng_holiday_is_called (holiday, "元旦"));
  geng_station_set_language (station, "en");
  holiday = geng_station_get_holiday (station, &eve);
  ck_assert_str_eq (geng_holiday_get_name (holiday), "Lunar New Year's Eve");

  ck_assert_ptr_null (geng_station_dup_holiday_notice (station, 2026));
  open = geng_station_dup_holiday_notice (station, 2029);
  ck_assert_ptr_nonnull (strstr (open, "调休安排未公布"));
}
END_TEST

START_TEST (what_is_listed_comes_before_the_calendar)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate eve = sample_date (2029, 2, 12), spring = sample_date (2029, 2, 13);
  GDate monday = sample_date (2029, 2, 19), sunday = sample_date (2029, 2, 25);
  g_autoptr (GengHoliday) worked = geng_holiday_new (&eve, NULL, GENG_HOLIDAY_KIND_MAKE_UP);
  g_autoptr (GengHoliday) imported = geng_holiday_new (&spring, "春节", GENG_HOLIDAY_KIND_OFF);
  g_autoptr (GengHoliday) off = geng_holiday_new (&monday, "春节", GENG_HOLIDAY_KIND_OFF);
  g_autofree char *open = NULL;

  geng_station_set_holiday_calendar (station, "china", NULL);
  /* A village's own day off is no notice. */
  ck_assert (geng_station_add_holiday (station, off, NULL));
  open = geng_station_dup_holiday_notice (station, 2029);
  ck_assert_ptr_nonnull (open);
  ck_assert (geng_station_add_holiday (station, worked, NULL));
  ck_assert (geng_station_add_holiday (station, imported, NULL));
  ck_assert (geng_station_is_workday (station, &eve));
  /* An imported list says that people are off, not by which law. */
  ck_assert (geng_station_is_statutory (station, &spring));
  ck_assert (!geng_station_is_holiday (station, &sunday));
  ck_assert (geng_station_is_holiday (station, &monday));
  ck_assert (!geng_station_is_statutory (station, &monday));
  ck_assert_ptr_null (geng_station_dup_holiday_notice (station, 2029));
}
END_TEST

START_TEST (hours_are_paid_by_the_date_on_the_clock)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengContract) contract = geng_contract_new ("c", NULL);
  g_autoptr (GengWindow) patrol = geng_window_new ("p", NULL, 480, 1680);
  g_autoptr (GengWindow) standby = geng_window_new ("s", NULL, 1680, 1920);
  GDate national = sample_date (2027, 10, 1), sunday = sample_date (2027, 11, 14);

  geng_station_set_holiday_calendar (station, "china", NULL);
  geng_window_set_standby (standby, TRUE);
  geng_contract_set_hours_scheme (contract, GENG_HOURS_SCHEME_STANDARD);
  ck_assert_int_eq (geng_contract_get_pay_class (contract, station, patrol, &national),
                    GENG_PAY_CLASS_STATUTORY);
  ck_assert_int_eq (geng_contract_get_pay_class (contract, station, standby, &national),
                    GENG_PAY_CLASS_STANDBY);
  ck_assert_int_eq (geng_contract_get_pay_class (contract, station, patrol, &sunday),
                    GENG_PAY_CLASS_REST_DAY);
  /* Where hours are summed up a weekend is no class. */
  geng_contract_set_hours_scheme (contract, GENG_HOURS_SCHEME_MONTH);
  ck_assert_int_eq (geng_contract_get_pay_class (contract, station, patrol, &sunday),
                    GENG_PAY_CLASS_ORDINARY);
}
END_TEST

START_TEST (a_period_has_its_working_time)
{
  g_autoptr (GengContract) contract = geng_contract_new ("c", NULL);

  /* 人社部发〔2025〕2号: 248 days a year, 62 a quarter, 20.67 a month, eight hours each. */
  geng_contract_set_hours_scheme (contract, GENG_HOURS_SCHEME_YEAR);
  ck_assert_int_eq (geng_contract_get_period_minutes (contract, 2026), 248 * 8 * 60);
  ck_assert_int_eq (geng_contract_get_period_minutes (contract, 2024), 250 * 8 * 60);
  geng_contract_set_hours_scheme (contract, GENG_HOURS_SCHEME_QUARTER);
  ck_assert_int_eq (geng_contract_get_period_minutes (contract, 2026), 62 * 8 * 60);
  geng_contract_set_hours_scheme (contract, GENG_HOURS_SCHEME_MONTH);
  ck_assert_int_eq (geng_contract_get_period_minutes (contract, 2026), 248 * 8 * 5);
  geng_contract_set_hours_scheme (contract, GENG_HOURS_SCHEME_PART_TIME);
  ck_assert_int_eq (geng_contract_get_period_minutes (contract, 2026), 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("time");
  TCase *tcase = tcase_create ("time");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, a_minute_beyond_midnight_is_the_next_morning);
  tcase_add_test (tcase, a_night_with_a_clock_change_has_its_real_length);
  tcase_add_test (tcase, a_time_that_comes_twice_is_its_first_coming);
  tcase_add_test (tcase, other_zones_change_otherwise);
  tcase_add_test (tcase, the_duty_day_lasts_until_the_next_morning);
  tcase_add_test (tcase, make_up_days_are_working_days);
  tcase_add_test (tcase, a_calendar_fills_in_what_is_not_listed);
  tcase_add_test (tcase, what_is_listed_comes_before_the_calendar);
  tcase_add_test (tcase, hours_are_paid_by_the_date_on_the_clock);
  tcase_add_test (tcase, a_period_has_its_working_time);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
