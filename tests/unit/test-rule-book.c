/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-look-back.h"
#include "geng-rule-book.h"
#include "sample.h"

#include <string.h>

/* Rules of a station read together: what is wrong with them, and how far they look back. */

static void
add_rule (GengStation *station, const char *kind, const char *text, const char *place)
{
  g_autoptr (GengRule) rule = geng_rule_new (kind, text);

  geng_rule_set_place (rule, place);
  geng_station_add_rule (station, rule);
}

static void
note (GengRule *rule, guint column, const GError *error, gpointer data)
{
  g_string_append_printf (data, "%s:%u %s\n", geng_rule_get_place (rule), column, error->message);
}

/* Every mistake is told, and what is right beside it is read. */
START_TEST (all_at_once)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GengRuleBook) book = NULL;

  add_rule (station, "limit", "hours per week ..40", "a");
  add_rule (station, "limit", "时数 每周 ..44", "b");
  add_rule (station, "limit", "hours per week ..44 soft 1", "c");
  add_rule (station, "limit", "hours per week target 40", "d");
  add_rule (station, "limit", "hours per week 1..2 soft 2 target 3", "e");
  add_rule (station, "limit", "hours per fortnight ..80", "f");
  add_rule (station, "limits", "hours per week ..40", "g");
  add_rule (station, "apart", "m01 m02", "h");
  add_rule (station, "together", "m03 m02 m01 soft 1", "i");
  book = geng_rule_book_new (station, note, told);
  ck_assert_uint_eq (geng_rule_book_station (book)->len, 5);
  ck_assert_ptr_nonnull (strstr (told->str, "b:1 rule “limit”: “时数 每周 ..44” says the same"));
  ck_assert_ptr_nonnull (strstr (told->str, "e:1 "));
  ck_assert_ptr_nonnull (strstr (told->str, "f:11 "));
  ck_assert_ptr_nonnull (strstr (told->str, "g:0 there is no rule “limits”"));
  ck_assert_ptr_nonnull (strstr (told->str, "h:1 rule “apart”: “m01 m02” names two"));
  ck_assert_ptr_null (strstr (told->str, "c:"));
}
END_TEST

static void
add_people (GengStation *station)
{
  static const char *const ids[] = { "m04", "m05", "m06" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    sample_add_member (station, ids[i]);
}

/* Two and two who share one are three; four are enough, and soft ones are no group. */
START_TEST (groups)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GengRuleBook) book = NULL;

  add_people (station);
  add_rule (station, "together", "m01 m02", "a");
  add_rule (station, "together", "m03 m04", "b");
  add_rule (station, "together", "m02 m03", "c");
  add_rule (station, "together", "m05 m01", "d");
  add_rule (station, "together", "m05 m06 alone yes", "e");
  add_rule (station, "together", "m01 m02 m03 m04 m05 m06 soft 1", "f");
  book = geng_rule_book_new (station, note, told);
  ck_assert_ptr_nonnull (strstr (told->str, "d:1 rule “together”: 5 people"));
  ck_assert_ptr_nonnull (strstr (told->str, "e:1 rule “together”: of people who"));
  for (const char *place = "abcf"; *place != '\0'; place++)
    {
      char mark[] = { *place, ':', '\0' };

      ck_assert_msg (strstr (told->str, mark) == NULL, "%s", told->str);
    }
}
END_TEST

/* A period that begins on 10 May 2027. */
static guint
months_for (const char *kind, const char *text, const char *first_day)
{
  g_autoptr (GengStation) station = sample_station ();
  GDate first = sample_date (2027, 5, 10), day;
  gboolean back;
  char date[16];

  add_rule (station, kind, text, NULL);
  back = geng_look_back (station, &first, &day);
  g_date_strftime (date, sizeof date, "%Y-%m-%d", &day);
  ck_assert_str_eq (date, first_day);
  ck_assert_int_eq (back, strcmp (first_day, "2027-05-10") != 0);
  return geng_look_back_months (station, &first);
}

START_TEST (look_back)
{
  ck_assert_uint_eq (months_for ("rest", "11h", "2027-05-10"), 1);
  ck_assert_uint_eq (months_for ("limit", "hours per week ..40", "2027-05-10"), 1);
  ck_assert_uint_eq (months_for ("limit", "hours per month ..40", "2027-05-01"), 1);
  ck_assert_uint_eq (months_for ("limit", "hours per quarter ..400", "2027-04-01"), 1);
  ck_assert_uint_eq (months_for ("limit", "duties per year 1..1", "2027-01-01"), 4);
  ck_assert_uint_eq (months_for ("fair-share", "nights 5 over 2 years", "2025-05-10"), 24);
  ck_assert_uint_eq (months_for ("fair-share", "nights 5", "2027-05-10"), GENG_LOOK_BACK_SHARES);
  ck_assert_uint_eq (months_for ("limit", "none", "2027-05-10"), 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("rule book");
  TCase *tcase = tcase_create ("rules");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, all_at_once);
  tcase_add_test (tcase, groups);
  tcase_add_test (tcase, look_back);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
