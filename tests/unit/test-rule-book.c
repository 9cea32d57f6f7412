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

/* Who serves with m02 serves with all with whom m02 does: m01, m03 and m04 are one crew. */
START_TEST (chains)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GengRuleBook) book = NULL;

  add_people (station);
  add_rule (station, "together", "m01 m02", "a");
  add_rule (station, "apart", "m06 m04 m01", "b");
  add_rule (station, "together", "m03 m04", "c");
  add_rule (station, "together", "m02 m03", "d");
  add_rule (station, "together", "m04 m05 soft 2", "e");
  add_rule (station, "apart", "m01 m05", "f");
  add_rule (station, "apart", "m06 m02", "g");
  add_rule (station, "apart", "m02 m03 m04 soft 1", "h");
  book = geng_rule_book_new (station, note, told);
  /* The chain is told from the one to the other; a soft statement is none of its links. */
  ck_assert_msg (strstr (told->str, "b:1 rule “apart”: “m06 m04 m01” keeps m04 and m01 apart, who "
                                    "by “together” always serve in one crew (“m03 m04” at c, “m02 "
                                    "m03” at d, “m01 m02” at a)")
                     != NULL,
                 "%s", told->str);
  ck_assert_ptr_null (strstr (told->str, "f:"));
  ck_assert_ptr_null (strstr (told->str, "g:"));
  ck_assert_ptr_nonnull (strstr (told->str, "h:1 rule “apart”: “m02 m03 m04 soft 1” names two"));
  ck_assert_ptr_nonnull (strstr (told->str, "h:1 rule “apart”: “m02 m03 m04 soft 1” keeps m02 and "
                                            "m04"));
}
END_TEST

/* Times of a contract are of use where anybody may serve in them, a member's where that member may;
 * stretches that meet help each other. */
START_TEST (idle_times)
{
  g_autoptr (GengStation) station = sample_station ();
  const char *const nights[] = { "night", NULL };
  GengMember *member = geng_station_lookup_member (station, "m01");
  g_autoptr (GengRule) own = geng_rule_new ("available", "sat 08:00..18:00; 周日 18:00..24:00; "
                                                         "mon 00:00..04:00; 2031-03-05");
  g_autoptr (GString) told = g_string_new (NULL), later = g_string_new (NULL);
  g_autoptr (GengRuleBook) book = NULL, again = NULL;

  geng_rule_set_place (own, "own");
  geng_member_add_rule (member, own);
  book = geng_rule_book_new (station, note, told);
  ck_assert_str_eq (told->str, "");
  geng_member_set_shifts (member, nights);
  add_rule (station, "available", "sat 08:00..18:00; wed 09:00..17:59", "all");
  again = geng_rule_book_new (station, note, later);
  ck_assert_ptr_nonnull (strstr (later->str, "own:1 no shift that m01 may serve lies whole in “sat "
                                             "08:00..18:00”; it should hold one of night "
                                             "18:00–04:00"));
  /* The 5th of March ends before its night does, and begins after the 4th's. */
  ck_assert_ptr_nonnull (strstr (later->str, "own:54 no shift that m01"));
  ck_assert_ptr_nonnull (strstr (later->str, "all:19 no shift of the station lies whole in “wed "
                                             "09:00..17:59”; it should hold one of "));
  ck_assert_ptr_null (strstr (later->str, "all:1 "));
  ck_assert_ptr_null (strstr (later->str, "own:19 "));
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
  tcase_add_test (tcase, chains);
  tcase_add_test (tcase, idle_times);
  tcase_add_test (tcase, look_back);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
