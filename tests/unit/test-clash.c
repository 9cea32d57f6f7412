/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which rules leave a member no line, and what it may cost to find out. */
#include <check.h>
#include <string.h>

#include "geng-clash.h"
#include "village.h"

/* Runs of four allow 144 hours in 14 days, and 150 are asked for: those two rules clash, while the
 * hours of rest have no part in it. */
static char *
describe (GengClashLimit *limit)
{
  Village village;
  g_autoptr (GengRule) rule = geng_rule_new ("limit", "hours per period 150h..");
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) clauses = NULL;
  GengScene *scene;
  char *words;
  guint member;

  village_init (&village, 3);
  geng_member_add_rule (geng_station_lookup_member (village.station, "m02"), rule);
  scene = geng_scene_new (village.station, &village.first, &village.last, NULL, NULL, NULL, NULL);
  ck_assert_ptr_nonnull (scene);
  clauses = geng_clauses_new (scene, NULL);
  ck_assert_ptr_nonnull (clauses);
  member = (guint) geng_scene_member_index (scene,
                                            geng_station_lookup_member (village.station, "m02"));
  g_array_append_val (people, member);
  words = geng_clash_describe_line (scene, clauses, people, TRUE, limit);
  g_ptr_array_unref (clauses);
  clauses = NULL;
  geng_scene_free (scene);
  village_clear (&village);
  return words;
}

/* Each question takes of the same limit. */
START_TEST (all_lines_share_one_limit)
{
  GengClashLimit limit;
  guint64 whole, once;
  g_autofree char *first = NULL, *second = NULL;

  geng_clash_limit_init (&limit, 0, NULL);
  whole = limit.left;
  first = describe (&limit);
  ck_assert_ptr_nonnull (strstr (first, "150"));
  ck_assert_ptr_null (strstr (first, "11"));
  once = whole - limit.left;
  ck_assert_uint_gt (once, 0);
  second = describe (&limit);
  ck_assert_str_eq (first, second);
  ck_assert_uint_eq (whole - limit.left, 2 * once);
}
END_TEST

/* Where it is spent, by effort, by the clock or by whoever does not want to wait, every rule that
 * binds him is named: that they leave him no line is proven all the same. */
START_TEST (a_spent_limit_names_every_rule)
{
  GengClashLimit limit;
  gint cancelled = 1;
  g_autofree char *words = NULL;

  geng_clash_limit_init (&limit, 0, _i == 2 ? &cancelled : NULL);
  if (_i == 0)
    limit.left = 0;
  else if (_i == 1)
    limit.until = g_get_monotonic_time ();
  words = describe (&limit);
  ck_assert_ptr_nonnull (strstr (words, "150"));
  ck_assert_ptr_nonnull (strstr (words, "11"));
}
END_TEST

int
main (void)
{
  TCase *tcase = tcase_create ("clash");
  Suite *suite = suite_create ("clash");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, all_lines_share_one_limit);
  tcase_add_loop_test (tcase, a_spent_limit_names_every_rule, 0, 3);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
