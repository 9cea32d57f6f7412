/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "sample.h"

/* 2027-10-01 is a Friday and a holiday, 2027-10-04 a Monday and a holiday, 2027-10-09 a Saturday on
 * which people work. */
static GengStation *
october (void)
{
  GengStation *station = sample_station ();
  GDate dates[]
      = { sample_date (2027, 10, 1), sample_date (2027, 10, 4), sample_date (2027, 10, 9) };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GengHoliday) holiday = geng_holiday_new (
          &dates[i], "国庆节", i == 2 ? GENG_HOLIDAY_KIND_MAKE_UP : GENG_HOLIDAY_KIND_OFF);

      ck_assert (geng_station_add_holiday (station, holiday, NULL));
    }
  return station;
}

/* The days of 2027-10-01 to 2027-10-14 as a string of 0 and 1. */
static char *
picture (const char *text)
{
  g_autoptr (GengStation) station = october ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GengDays) days = geng_days_parse (text, &error);
  GString *shown = g_string_new (NULL);

  ck_assert_msg (days != NULL, "%s: %s", text, error ? error->message : "");
  for (int day = 1; day <= 14; day++)
    {
      GDate date = sample_date (2027, 10, day);

      g_string_append_c (shown, geng_days_contains (days, station, &date) ? '1' : '0');
    }
  return g_string_free (shown, FALSE);
}

static const struct
{
  const char *text;
  const char *days; /* Friday 1st to Thursday 14th */
} cases[] = {
  { "all", "11111111111111" },
  { "weekdays", "10011111001111" },
  { "weekends", "01100000010000" },
  { "holidays", "10010000000000" },
  { "workdays", "00001111101111" },
  { "mon", "00010000001000" },
  { "mon,wed", "00010100001010" },
  { "fri..mon", "11110001111000" },
  { "2027-10-05", "00001000000000" },
  { "2027-10-05..2027-10-07", "00001110000000" },
  { "2027-10-05..2027-10-14 weekdays", "00001111001111" },
  { "mon, 2027-10-05", "00011000001000" },
  { "not holidays", "01101111111111" },
  { "weekdays not mon,tue", "10000111000011" },
  { "not not mon", "00010000001000" },
  { "mon; 2027-10-02; holidays tue", "01010000001000" },
  { "周一", "00010000001000" },
  { "周一至周三", "00011100001110" },
  { "周一、周三；2027/10/2", "01010100001010" },
  { "平日 非节假日", "00001111001111" },
  { "工作日", "00001111101111" },
  { "周末", "01100000010000" },
  { "星期天", "00100000010000" },
  { "fri..sun sat", "01000000100000" },
  { "2027-10-01..2027-10-05 2027-10-05..2027-10-07", "00001000000000" },
  { "  ALL  ", "11111111111111" },
};

START_TEST (sets_hold_their_days)
{
  g_autofree char *shown = picture (cases[_i].text);

  ck_assert_msg (g_str_equal (shown, cases[_i].days), "%s: %s", cases[_i].text, shown);
}
END_TEST

START_TEST (text_survives_a_round_trip)
{
  g_autoptr (GengDays) days = geng_days_parse (cases[_i].text, NULL);
  g_autofree char *text = geng_days_to_string (days);
  g_autofree char *shown = picture (text);
  g_autoptr (GengDays) again = geng_days_parse (text, NULL);
  g_autofree char *twice = geng_days_to_string (again);

  ck_assert_msg (g_str_equal (shown, cases[_i].days), "%s: %s", text, shown);
  ck_assert_str_eq (text, twice);
}
END_TEST

static const struct
{
  const char *text;
  const char *column;
} faults[] = {
  { "", "column 1:" },
  { "someday", "column 1:" },
  { "mon; ", "column 6:" },
  { "mon,", "column 5:" },
  { "; mon", "column 1:" },
  { "周一 sometime", "column 4:" },
  { "2027-02-29", "column 1:" },
  { "2027", "column 1:" },
  { "2027-1", "column 1:" },
  { "mon 2027-10-05..2027-10-01", "column 5:" },
  { "mon..2027-10-05", "column 1:" },
  { "mon not", "column 5:" },
  { "weekdays mon..", "column 10:" },
  { "fri sat", "column 5:" },
  { "周五 周六", "column 4:" },
  { "mon; weekdays weekends", "column 15:" },
  { "all 2027-10-01 2027-10-02", "column 16:" },
};

START_TEST (faults_name_their_column)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (geng_days_parse (faults[_i].text, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_msg (g_str_has_prefix (error->message, faults[_i].column), "%s: %s", faults[_i].text,
                 error->message);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("days");
  TCase *tcase = tcase_create ("days");
  SRunner *runner;
  int failed;

  tcase_add_loop_test (tcase, sets_hold_their_days, 0, G_N_ELEMENTS (cases));
  tcase_add_loop_test (tcase, text_survives_a_round_trip, 0, G_N_ELEMENTS (cases));
  tcase_add_loop_test (tcase, faults_name_their_column, 0, G_N_ELEMENTS (faults));
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
