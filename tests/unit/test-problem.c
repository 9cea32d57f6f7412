/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-problem.h"

/* A pattern and a span that no test's line pays for: three days on in a row, 40 hours in three. */
static void
add_rolling (GengProblem *problem, guint set, guint table)
{
  guint8 all[] = { 1, 1, 1, 1 };
  GengPattern pattern = { 0, 3, { set, set, set }, 0, 0, GENG_FORBIDDEN };
  GengSpan span = { .n_days = 3, .weights = table, .before = { 600, 240 }, .known = 2 };
  GengRange hours = { G_MININT32, 2400, 0, 10, FALSE };

  pattern.starts = geng_problem_add_day_set (problem, all);
  geng_problem_add_pattern (problem, &pattern);
  geng_problem_add_span (problem, &span, &hours, 1);
}

/* Two members, four days, off = 0, day = 1, night = 2. */
static GengProblem *
small_problem (void)
{
  GengProblem *problem = geng_problem_new (2, 4, 3, NULL);
  guint8 work[] = { 0, 7, 1 };
  gint32 hours[12] = { 0, 600, 240, 0, 600, 240, 0, 600, 240, 0, 600, 240 };
  gint32 weekend[] = { -1, 0, 0, 1 };
  GengRange two_units[] = { { 600, 1200, 20, 10, FALSE } };
  GengRange one_weekend[] = { { G_MININT32, 1, 0, 30, FALSE } };
  GengRange crew[] = { { 1, G_MAXINT32, 0, 0, TRUE }, { 2, 2, 10, 20, FALSE } };
  guint set = geng_problem_add_code_set (problem, work);
  guint table = geng_problem_add_weights (problem, hours);
  guint groups = geng_problem_add_groups (problem, weekend);

  for (guint m = 0; m < 2; m++)
    {
      GengRunLimit run = { m, set, 2, 2, 10, GENG_FORBIDDEN, 1, m == 0 };

      geng_problem_add_run_limit (problem, &run);
      geng_problem_add_counter (problem, m, table, -1, 100, two_units, 1);
      geng_problem_add_counter (problem, m, table, (gint) groups, 0, one_weekend, 1);
      for (guint d = 0; d + 1 < 4; d++)
        geng_problem_forbid_succession (problem, m, d, 2, 1);
    }
  for (guint d = 0; d < 4; d++)
    {
      guint cell = geng_problem_add_cell (problem, crew, 2);

      for (guint m = 0; m < 2; m++)
        for (guint c = 1; c < 3; c++)
          geng_problem_feed (problem, cell, m, d, c, 1);
    }
  geng_problem_add_cost (problem, 0, 1, 1, 40);
  geng_problem_forbid (problem, 1, 3, 2);
  add_rolling (problem, set, table);
  problem->gap_price = 1000;
  return problem;
}

START_TEST (test_evaluate)
{
  g_autoptr (GengProblem) problem = small_problem ();
  /* member 0: off day off night; member 1: day day off off */
  guint8 codes[] = { 0, 1, 0, 2, 1, 1, 0, 0 };
  GengValue value;

  ck_assert (geng_problem_seal (problem, NULL));
  ck_assert_int_eq (problem->unit, 10);
  ck_assert_int_eq (problem->gap_price, 100);
  /* member 0: the run of the eve (1) and that of day 1 are one day too short, 20; cost 40;
   * weekends 2, 30. */
  value = geng_problem_evaluate_line (problem, 0, codes);
  ck_assert_int_eq (value.cost, 9);
  ck_assert_int_eq (value.forbidden, 0);
  /* member 1: 1 + 2 days in a row, one too many; 1300 minutes: 100 over at 10 each. */
  value = geng_problem_evaluate_line (problem, 1, codes + 4);
  ck_assert_int_eq (value.forbidden, 1);
  ck_assert_int_eq (value.cost, 100);
  /* crews 1 2 0 1: one gap; short by 1, 0, 2, 1 at 10 each. */
  value = geng_problem_evaluate (problem, codes);
  ck_assert_int_eq (value.gaps, 1);
  ck_assert_int_eq (value.cost, 9 + 100 + 4);
  ck_assert_int_eq (value.forbidden, 1);
}
END_TEST

START_TEST (test_forbidden)
{
  g_autoptr (GengProblem) problem = small_problem ();
  guint8 night_then_day[] = { 0, 2, 1, 0, 0, 0, 0, 2 };

  ck_assert (geng_problem_seal (problem, NULL));
  ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, night_then_day).forbidden, 1);
  ck_assert_int_eq (geng_problem_evaluate_line (problem, 1, night_then_day + 4).forbidden, 1);
}
END_TEST

/* One member, off = 0, day = 1, night = 2. */
static GengProblem *
pattern_problem (guint n_days)
{
  GengProblem *problem = geng_problem_new (1, n_days, 3, NULL);
  guint8 off[] = { 1, 0, 0 }, work[] = { 0, 1, 1 }, days[] = { 1, 1, 0, 1, 1, 1 };
  GengPattern single = { .n_sets = 3, .begun = 3, .price = 10 };

  single.code_set[0] = single.code_set[2] = geng_problem_add_code_set (problem, off);
  single.code_set[1] = geng_problem_add_code_set (problem, work);
  single.starts = geng_problem_add_day_set (problem, days);
  geng_problem_add_pattern (problem, &single);
  problem->gap_price = 1;
  return problem;
}

/* A lone duty, off before and after it, costs 10 unless its first day is day 2. */
START_TEST (test_patterns)
{
  g_autoptr (GengProblem) problem = pattern_problem (6);
  guint8 lone[] = { 1, 0, 1, 0, 2, 0 }, begun[] = { 0, 1, 0, 1, 1, 0 };
  guint8 barred[] = { 1, 1, 0, 1, 0, 2 };

  ck_assert (geng_problem_seal (problem, NULL));
  /* day 0 after the eve's day off (bit 0), day 2; day 4 began on day 3 */
  ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, lone).cost * problem->unit, 30);
  /* off on day 0 ends the pattern of which two days stood (bit 1); day 1 */
  ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, begun).cost * problem->unit, 20);
  /* two duties, one that began on day 2, one that has no end yet */
  ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, barred).cost, 0);
}
END_TEST

/* Hours of every three days in a row: 8 of a day, 10 of a night. */
START_TEST (test_spans)
{
  gint32 hours[] = { 0, 8, 10, 0, 8, 10, 0, 8, 10, 0, 8, 10, 0, 8, 10, 0, 8, 10 };
  GengRange range = { 8, 18, 3, GENG_FORBIDDEN, FALSE };
  guint8 legal[] = { 1, 0, 0, 0, 1, 2 }, long_eve[] = { 2, 0, 1, 0, 0, 1 };
  guint8 over[] = { 0, 1, 2, 1, 0, 0 };

  for (guint known = 0; known < 3; known++)
    {
      g_autoptr (GengProblem) problem = geng_problem_new (1, 6, 3, NULL);
      GengSpan span = { .n_days = 3, .before = { known > 0 ? 10 : 0, 0 }, .known = known };

      span.weights = geng_problem_add_weights (problem, hours);
      geng_problem_add_span (problem, &span, &range, 1);
      problem->gap_price = 1;
      ck_assert (geng_problem_seal (problem, NULL));
      /* days 1..3 have nothing */
      ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, legal).cost, 8 * 3);
      ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, legal).forbidden, 0);
      /* 20 hours in the spans that end on day 0 and on day 1, where the eve is known */
      ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, long_eve).forbidden,
                        known > 0 ? 4 : 0);
      /* 18, 26, 18 and 8 hours end on days 2 to 5 */
      ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, over).forbidden, 8);
      ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, over).cost, 0);
    }
}
END_TEST

/* Spans that reach back into unknown days may be too little, others not. */
START_TEST (test_spans_of_unknown_days)
{
  gint32 duty[] = { 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1 };
  GengRange range = { 2, G_MAXINT32, 5, 0, FALSE };
  guint8 none[] = { 0, 0, 0, 0 };

  for (guint known = 0; known < 3; known++)
    {
      g_autoptr (GengProblem) problem = geng_problem_new (1, 4, 3, NULL);
      GengSpan span = { .n_days = 3, .known = known };

      span.weights = geng_problem_add_weights (problem, duty);
      geng_problem_add_span (problem, &span, &range, 1);
      problem->gap_price = 1;
      ck_assert (geng_problem_seal (problem, NULL));
      ck_assert_int_eq (geng_problem_evaluate_line (problem, 0, none).cost,
                        10 * (2 + (gint) known));
    }
}
END_TEST

START_TEST (test_shares)
{
  g_autoptr (GengProblem) problem = small_problem ();

  ck_assert (geng_problem_seal (problem, NULL));
  ck_assert_uint_eq (problem->n_successions, 1);
  ck_assert_uint_eq (problem->n_line_profiles, 1);
  ck_assert_uint_eq (problem->n_cell_profiles, 1);
  ck_assert_uint_eq (problem->first_feed[4 * 3], 8);
}
END_TEST

START_TEST (test_text)
{
  g_autoptr (GengProblem) problem = small_problem ();
  g_autoptr (GengProblem) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *text_again = NULL;

  ck_assert (geng_problem_seal (problem, NULL));
  text = geng_problem_to_string (problem);
  again = geng_problem_from_text (text, -1, &error);
  ck_assert_msg (again != NULL, "%s", error != NULL ? error->message : "");
  text_again = geng_problem_to_string (again);
  ck_assert_str_eq (text, text_again);
}
END_TEST

START_TEST (test_text_refused)
{
  const char *texts[] = {
    "",
    "end\n",
    "geng-problem 2 1 1 1 0 1\nend\n",
    "geng-problem 1 1 1 1 0 1\n",
    "geng-problem 1 -1 1 1 0 1\nend\n",
    "geng-problem 1 1 1 2 0 1\ncost 0 0 1\nend\n",
    "geng-problem 1 1 1 2 0 1\ncost 1 0 1 1\nend\n",
    "geng-problem 1 1 1 2 0 1\nrun 0 0 1 1\nend\n",
    "geng-problem 1 1 1 2 0 1\nmember 0 0 0\nend\n",
    "geng-problem 1 1 1 2 0 1\nline-profile 0\nmember 0 0 0\nmember 0 0 0\nend\n",
    "geng-problem 1 1 1 2 0 1\nline-profile 0\nmember 1 0 0\nend\n",
    "geng-problem 1 1 1 2 0 1\ncell 1 0 0\nend\n",
    "geng-problem 1 1 1 2 0 1\ncell 9999999999 0 0\nend\n",
    "geng-problem 1 1 0 2 0 1\nend\n",
    "geng-problem 1 1 1 2 0 1\nfeed 0 0 0 1\nend\n",
    "geng-problem 1 1 1 2 0 9223372036854775809\nend\n",
    "geng-problem 1 1 1 2 0 1\ncost 0 0 1 +\nend\n",
    "geng-problem 1 1 2 2 0 1\njoin 0 0 1\nend\n",
    "geng-problem 1 1 2 2 0 1\njoin 0 1 0\nend\n",
    "geng-problem 1 1 1 2 0 1\ncell 1 0 + 0 0 1\nfeed 0 4294967296 0 1 1\nend\n",
    "geng-problem 1 1 1 2 0 1\ncost 0 0 1 2147483647\nend\n",
    "geng-problem 1 1 1 2 0 1\ncell 1 x + 0 0 0\nend\n",
    "geng-problem 1 1 1 2 0 1\ncell 1 - - 0 0 0\nend\n",
    "geng-problem 1 1 1 2 0 1\nweights 0 x\nend\n",
    "geng-problem 1 1 2 2 0 1\nline-profile 0 x\nend\n",
    "geng-problem 1 1 1 2 0 1\ncode-set 0 1\nday-set 1\npattern 0 0 256 1 1 0\nend\n",
    "geng-problem 1 1 1 2 0 100000001\nend\n",
    "geng-problem 1 1 1 2 0 1\nend\nend\n",
    "geng-problem 1 20000 1000 250 0 1\nend\n",
    "geng-problem 1 1 1 2 0 1\nweights 0\nend\n",
    "geng-problem 1 1 1 2 0 1\nday-set 1 1\nend\n",
    "geng-problem 1 1 1 2 0 1\ncode-set 0 1\npattern 0 0 0 1 1 0\nend\n",
    "geng-problem 1 1 1 2 0 1\ncode-set 0 1\nday-set 1\npattern 0 0 0 1 9 0 0 0 0 0 0 0 0\nend\n",
    "geng-problem 1 1 1 2 0 1\ncode-set 0 1\nday-set 1\npattern 0 0 0 1 0\nend\n",
    "geng-problem 1 1 1 2 0 1\ncode-set 0 1\nday-set 1\npattern 0 0 0 -1 1 0\nend\n",
    "geng-problem 1 1 1 2 0 1\nweights 0 1\nspan 0 15 0 0 1 0 1 1 1 0\nend\n",
    "geng-problem 1 1 1 2 0 1\nweights 0 1\nspan 0 0 0 0 1 0 1 1 1 0\nend\n",
    "geng-problem 1 1 1 2 0 1\nweights 0 1\nspan 0 3 0 0 7 1 0 1 1 1 0\nend\n",
    "geng-problem 1 1 1 2 0 1\nspan 0 1 0 0 1 0 1 1 1 0\nend\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      ck_assert_msg (geng_problem_from_text (texts[i], -1, &error) == NULL, "text %u", i);
      ck_assert_msg (error != NULL, "text %u", i);
    }
}
END_TEST

START_TEST (test_refused)
{
  GengRange upside_down = { 3, 2, 1, 1, FALSE }, below = { 0, 1, -1, 0, FALSE };

  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (GengProblem) problem = small_problem ();
      g_autoptr (GError) error = NULL;

      if (i == 0)
        geng_problem_add_cost (problem, 2, 0, 0, 1);
      else if (i == 1)
        geng_problem_add_cost (problem, 0, 4, 0, 1);
      else if (i == 2)
        geng_problem_add_cost (problem, 0, 0, 3, 1);
      else if (i == 3)
        geng_problem_add_cost (problem, 0, 0, 1, GENG_MAX_PRICE + 1);
      else if (i == 4)
        geng_problem_add_cell (problem, &upside_down, 1);
      else if (i == 5)
        geng_problem_add_cell (problem, &below, 1);
      else if (i == 6)
        geng_problem_feed (problem, 4, 0, 0, 1, 1);
      else if (i == 7)
        geng_problem_forbid_succession (problem, 0, 3, 1, 1);
      else
        problem->gap_price = -1;
      ck_assert_msg (!geng_problem_seal (problem, &error), "mistake %u", i);
      ck_assert (error != NULL);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("problem");
  TCase *tests = tcase_create ("problem");
  SRunner *runner;
  int failed;

  tcase_add_test (tests, test_evaluate);
  tcase_add_test (tests, test_forbidden);
  tcase_add_test (tests, test_patterns);
  tcase_add_test (tests, test_spans);
  tcase_add_test (tests, test_spans_of_unknown_days);
  tcase_add_test (tests, test_shares);
  tcase_add_test (tests, test_text);
  tcase_add_test (tests, test_text_refused);
  tcase_add_test (tests, test_refused);
  suite_add_tcase (suite, tests);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
