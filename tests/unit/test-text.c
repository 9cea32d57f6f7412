/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-date.h"
#include "geng-text.h"

START_TEST (cleaning_trims_and_drops_controls)
{
  g_autofree char *blanks = geng_text_clean (" \t\n　");
  g_autofree char *inner = geng_text_clean ("　王 建\r\n国\x7f ");
  g_autofree char *broken = geng_text_clean ("a\xff"
                                             "b");

  ck_assert_ptr_null (blanks);
  ck_assert_ptr_null (geng_text_clean (NULL));
  ck_assert_str_eq (inner, "王 建  国");
  ck_assert_str_eq (broken, "a\xef\xbf\xbd"
                            "b");
}
END_TEST

/* Each control by its number, from the tables of Unicode and not from the library's. */
START_TEST (what_is_a_control)
{
  static const gunichar direction[] = { 0x061c, 0x200e, 0x200f };

  for (gunichar c = 0; c <= 0xffff; c++)
    {
      gboolean is = g_unichar_type (c) == G_UNICODE_CONTROL || c == 0x2028 || c == 0x2029
                    || c == 0xfeff || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);

      for (guint i = 0; i < G_N_ELEMENTS (direction); i++)
        is = is || c == direction[i];
      ck_assert_msg (geng_text_is_control (c) == is, "U+%04X", c);
    }
  /* what joins the letters and signs of one word turns nothing */
  ck_assert (!geng_text_is_control (0x200c));
  ck_assert (!geng_text_is_control (0x200d));
}
END_TEST

START_TEST (controls_and_broken_bytes_are_not_clean)
{
  ck_assert (geng_text_is_clean ("王建国, “a;b”", -1));
  ck_assert (!geng_text_is_clean ("a\nb", -1));
  ck_assert (!geng_text_is_clean ("a\xc2\x85"
                                  "b",
                                  -1));
  ck_assert (!geng_text_is_clean ("a\xff", -1));
  ck_assert (geng_text_is_clean ("a\nb", 1));
}
END_TEST

START_TEST (ids_are_safe_in_files_and_lists)
{
  const char *good[] = { "m01", "王建国", "day-patrol_2", "Ä" };
  const char *bad[]
      = { "", "a b", "a;b", "a,b", "a/b", "..", "a.b", "a:b", "a\nb", "[a]", "a=b", "\xff" };
  g_autofree char *longest = g_strnfill (GENG_ID_MAX, 'x');
  g_autofree char *longer = g_strnfill (GENG_ID_MAX + 1, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    ck_assert_msg (geng_text_is_id (good[i]), "%s", good[i]);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    ck_assert_msg (!geng_text_is_id (bad[i]), "%s", bad[i]);
  ck_assert (geng_text_is_id (longest));
  ck_assert (!geng_text_is_id (longer));
  ck_assert (!geng_text_is_id (NULL));
}
END_TEST

START_TEST (lists_drop_empty_and_repeated_texts)
{
  const char *texts[] = { " a ", "", "b", "a", NULL };
  const char *nothing[] = { " ", NULL };
  g_auto (GStrv) list = geng_text_clean_list (texts);

  ck_assert_uint_eq (g_strv_length (list), 2);
  ck_assert_str_eq (list[0], "a");
  ck_assert_str_eq (list[1], "b");
  ck_assert_ptr_null (geng_text_clean_list (nothing));
}
END_TEST

START_TEST (dates_must_exist)
{
  const char *bad[] = { "",           "2027-02-29",  "2027-13-01", "2027-8",     "27-08-01",
                        "2027-08/01", "2027-08-01x", "08-01-2027", "2027-08-32", "1582-10-15" };
  GDate date;
  g_autofree char *text = NULL;

  g_date_clear (&date, 1);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    ck_assert_msg (!geng_date_parse (bad[i], &date), "%s", bad[i]);
  ck_assert (geng_date_parse ("2028/2/29", &date));
  text = geng_date_to_string (&date);
  ck_assert_str_eq (text, "2028-02-29");
}
END_TEST

START_TEST (days_are_counted_across_months)
{
  GDate date, later;

  g_date_clear (&date, 1);
  ck_assert (geng_date_parse ("2027-12-30", &date));
  later = geng_date_plus (&date, 3);
  ck_assert_int_eq (g_date_get_day (&later), 2);
  ck_assert_int_eq (g_date_get_year (&later), 2028);
  ck_assert_int_eq (geng_date_days (&date, &later), 3);
  ck_assert_int_eq (geng_date_days (&later, &date), -3);
}
END_TEST

START_TEST (times_of_day)
{
  const char *bad[] = { "", "8", "24:01", "8:5", "08:60", "08-00", "08:00:00", "-1:00" };
  int minutes;
  g_autofree char *text = geng_minutes_to_string (1680);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    ck_assert_msg (!geng_minutes_parse (bad[i], &minutes), "%s", bad[i]);
  ck_assert (geng_minutes_parse ("8:05", &minutes));
  ck_assert_int_eq (minutes, 485);
  ck_assert (geng_minutes_parse ("24:00", &minutes));
  ck_assert_int_eq (minutes, 1440);
  ck_assert_str_eq (text, "04:00");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("text");
  TCase *tcase = tcase_create ("text");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, cleaning_trims_and_drops_controls);
  tcase_add_test (tcase, what_is_a_control);
  tcase_add_test (tcase, controls_and_broken_bytes_are_not_clean);
  tcase_add_test (tcase, ids_are_safe_in_files_and_lists);
  tcase_add_test (tcase, lists_drop_empty_and_repeated_texts);
  tcase_add_test (tcase, dates_must_exist);
  tcase_add_test (tcase, days_are_counted_across_months);
  tcase_add_test (tcase, times_of_day);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
