/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-rule-kind.h"
#include "sample.h"

#include <string.h>

/* Texts of rules: what is read, and where an error points. */

typedef struct
{
  const char *kind, *text;
  guint column; /* of the error; 0: the text is fine */
  const char *hint;
} Text;

static const Text texts[] = {
  { "rest", "11h", 0, NULL },
  { "rest", "11", 0, NULL },
  { "rest", "90min", 0, NULL },
  { "rest", "none", 0, NULL },
  { "rest", "24h", 0, NULL },
  { "rest", "25h", 1, "at most 24h" },
  { "rest", "11x", 1, "like 11h or 90min" },
  { "rest", "", 1, "like 11h or 90min" },
  { "rest", "11h soft 3", 5, "too much here" },
  { "rest", "none 3", 6, "too much here" },
  { "rest", "99999999999999999999h", 1, "too large" },
  { "succession", "night > day; standby > patrol", 0, NULL },
  { "succession", "night day", 7, "night > day" },
  { "succession", "night > noon", 9, "no shift or window “noon”" },
  { "succession", "night >", 8, "a shift, a window" },
  { "run", "1..5", 0, NULL },
  { "run", "5..1", 1, "upside down" },
  { "run", "..", 1, "limits nothing" },
  { "run", "x", 1, "limit like 2..5" },
  { "run", "1..5 soft", 10, "a whole number" },
  { "run", "1..5 soft 0", 11, "1 to 100000 points" },
  { "run", "1..5 soft 100001", 11, "1 to 100000 points" },
  { "run", "3days..5days", 0, NULL },
  { "run", "3h", 1, "a number of days" },
  { "days-off", "2..", 0, NULL },
  { "days-off", "2..4", 1, "like 2.." },
  { "hours", "140..184 target 168 soft 2 pro-rata; ..44 per week", 0, NULL },
  { "hours", "target 100", 0, NULL },
  { "hours", "140..184 per year", 14, "“week” or “period”" },
  { "hours", "140..184 aim 168", 10, "too much here" },
  { "week-hours", "..44", 0, NULL },
  { "shift-count", "night ..8; standby 1..4 soft 3", 0, NULL },
  { "shift-count", "夜班 ..8", 1, "no shift or window “夜班”" },
  { "shift-count", "night ..8; 夜班 ..8", 12, "no shift or window" },
  { "weekends", "..3", 0, NULL },
  { "fair-share", "nights 5; standby 5; weekends 3; holidays 5; hours 1", 0, NULL },
  { "fair-share", "nights", 7, "a whole number" },
  { "fair-share", "nights 0", 8, "1 to 100000 points" },
  { "stability", "5", 0, NULL },
  { "stability", "0", 1, "1 to 100000 points" },
};

START_TEST (text)
{
  const Text *t = &texts[_i];
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GError) error = NULL;
  guint column = 0;
  gboolean fine = geng_rule_check_text (station, t->kind, t->text, &column, &error);

  ck_assert_msg (fine == (t->column == 0), "%s = %s: %s", t->kind, t->text,
                 error == NULL ? "no error" : error->message);
  ck_assert_msg (column == t->column, "%s = %s: column %u", t->kind, t->text, column);
  if (fine)
    return;
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  /* Whoever asked for the column says where, in the file's own columns. */
  ck_assert_msg (strstr (error->message, "column") == NULL, "%s", error->message);
  ck_assert_msg (strstr (error->message, t->hint) != NULL, "%s = %s: %s", t->kind, t->text,
                 error->message);
}
END_TEST

/* Every kind's own example is a text that it reads, and that it can put into words. */
START_TEST (forms)
{
  const GengRuleKind *kind = geng_rule_kinds ()[_i];
  g_autoptr (GengStation) station = sample_station ();
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  gpointer params = NULL;

  if (kind->form == NULL)
    return;
  if (g_str_equal (kind->name, "apart"))
    {
      sample_add_member (station, "m11");
      sample_add_member (station, "m12");
    }
  if (g_str_equal (kind->name, "mentor"))
    {
      g_autoptr (GengRole) novice = geng_role_new ("novice", NULL);
      g_autoptr (GengRole) mentor = geng_role_new ("mentor", NULL);

      ck_assert (geng_station_add_role (station, novice, NULL));
      ck_assert (geng_station_add_role (station, mentor, NULL));
    }
  geng_rule_kind_parse (kind, station, kind->form, &params, NULL, &error);
  g_assert_no_error (error);
  ck_assert_ptr_nonnull (params);
  words = kind->describe (params);
  ck_assert_int_gt (strlen (words), 3);
  kind->free (params);
}
END_TEST

START_TEST (unknown_kind)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GError) error = NULL;

  ck_assert (!geng_rule_check_text (station, "rests", "11h", NULL, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert_ptr_nonnull (strstr (error->message, "rest, succession, run"));
  ck_assert_ptr_null (strstr (error->message, "leave"));
}
END_TEST

/* A rule of the whole station at a contract is refused, with the place where it was written. */
START_TEST (wrong_place)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengContract) contract = geng_contract_new ("full", NULL);
  g_autoptr (GengRule) rule = geng_rule_new ("stability", "5");
  g_autoptr (GengScene) scene = NULL;
  g_autoptr (GPtrArray) clauses = NULL;
  g_autoptr (GError) error = NULL;
  GDate first = sample_date (2027, 1, 4);

  geng_rule_set_place (rule, "station.ini:12");
  geng_contract_add_rule (contract, rule);
  ck_assert (geng_station_add_contract (station, contract, NULL));
  scene = geng_scene_new (station, &first, &first, NULL, NULL, NULL, NULL);
  clauses = geng_clauses_new (scene, &error);
  ck_assert_ptr_null (clauses);
  ck_assert (g_str_has_prefix (error->message, "station.ini:12: "));
  ck_assert_ptr_nonnull (strstr (error->message, "[rules]"));
}
END_TEST

START_TEST (period)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GError) error = NULL;
  GDate first = sample_date (2027, 1, 4), last = sample_date (2027, 1, 3);

  ck_assert_ptr_null (geng_scene_new (station, &first, &last, NULL, NULL, NULL, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_PERIOD));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("rule texts");
  TCase *tcase = tcase_create ("texts");
  SRunner *runner;
  int n = 0, failed;

  while (geng_rule_kinds ()[n] != NULL)
    n++;
  tcase_add_loop_test (tcase, text, 0, G_N_ELEMENTS (texts));
  tcase_add_loop_test (tcase, forms, 0, n);
  tcase_add_test (tcase, unknown_kind);
  tcase_add_test (tcase, wrong_place);
  tcase_add_test (tcase, period);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
