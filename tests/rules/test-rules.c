/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-compile.h"
#include "geng-rule-def.h"
#include "rule-case.h"

#include <string.h>

/* Every case in a folder of a kind: the judge says just what stands there, and the compiled problem
 * says the same. */

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_cases (const char *kind)
{
  g_autofree char *folder = g_build_filename (CASES, kind, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".case"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

/* As the planner says who serves nothing before it compiles; the scene has no roster yet. */
static void
set_aside (GengScene *scene, GengRoster *roster)
{
  g_autoptr (GPtrArray) list = geng_roster_list_set_aside (roster);

  for (guint i = 0; i < list->len; i++)
    {
      GengSetAside *one = g_ptr_array_index (list, i);
      int member = geng_scene_member_index (scene, geng_set_aside_get_member (one));

      geng_scene_set_aside (scene, member, geng_scene_day (scene, geng_set_aside_get_since (one)));
    }
}

/* The lines and cells of the same roster. */
static void
check_compiled (RuleCase *rule_case, const GengScore *score, const char *path)
{
  g_autoptr (GengScene) scene = NULL;
  g_autoptr (GPtrArray) clauses = NULL;
  g_autoptr (GengLowering) lowering = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *codes = NULL;
  GengValue value;

  scene = geng_scene_new (rule_case->station, &rule_case->first, &rule_case->last, NULL,
                          rule_case->history, rule_case->base, &error);
  g_assert_no_error (error);
  set_aside (scene, rule_case->roster);
  clauses = geng_clauses_new (scene, &error);
  g_assert_no_error (error);
  lowering = geng_compile (scene, clauses, &error);
  g_assert_no_error (error);
  codes = g_new0 (guint8, scene->n_members * scene->n_days);
  if (!geng_encode (lowering, rule_case->roster, codes))
    return;
  value = geng_problem_evaluate (lowering->problem, codes);
  ck_assert_msg ((value.forbidden > 0) == (score->broken > 0), "%s: forbidden %ld, broken %ld",
                 path, (long) value.forbidden, (long) score->broken);
  ck_assert_msg (value.gaps == score->gaps, "%s: gaps compiled %ld, judged %ld", path,
                 (long) value.gaps, (long) score->gaps);
  if (score->broken == 0)
    ck_assert_msg (value.cost * lowering->problem->unit == score->cost,
                   "%s: cost compiled %ld, judged %ld", path,
                   (long) (value.cost * lowering->problem->unit), (long) score->cost);
}

static gboolean
check_case (const char *path, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RuleCase) rule_case = rule_case_load (path, &error);
  g_autoptr (GengJudgement) judgement = NULL;
  g_autofree char *findings = NULL, *mark = g_strdup_printf (" %s ", kind);

  judgement = geng_judgement_new (rule_case->roster, rule_case->history, rule_case->base, &error);
  g_assert_no_error (error);
  findings = rule_case_findings (judgement);
  ck_assert_msg (g_str_equal (findings, rule_case->expected), "%s\nexpected:\n%sjudged:\n%s", path,
                 rule_case->expected, findings);
  check_compiled (rule_case, geng_judgement_get_score (judgement), path);
  return strstr (findings, mark) != NULL;
}

START_TEST (cases)
{
  const char *name = geng_rule_defs ()[_i]->name;
  g_autoptr (GPtrArray) paths = list_cases (name);
  guint holds = 0, breaks = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      if (check_case (g_ptr_array_index (paths, i), name))
        breaks++;
      else
        holds++;
    }
  ck_assert_msg (holds > 0, "the rule %s has no case that holds", name);
  ck_assert_msg (breaks > 0, "the rule %s has no case that breaks", name);
}
END_TEST

/* Folder names that are no rule would be cases that nobody runs. */
START_TEST (folders)
{
  g_autoptr (GDir) dir = g_dir_open (CASES, 0, NULL);
  const char *name;

  ck_assert_ptr_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (CASES, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        ck_assert_msg (geng_rule_def_lookup (NULL, name) != NULL, "no rule is called %s", name);
    }
}
END_TEST

START_TEST (words)
{
  const GengRuleDef *kind = geng_rule_defs ()[_i];

  ck_assert_ptr_nonnull (kind->title.english);
  ck_assert_ptr_nonnull (kind->title.chinese);
  ck_assert_ptr_nonnull (kind->check);
  ck_assert_ptr_nonnull (kind->compile);
  ck_assert_ptr_nonnull (kind->chinese);
  ck_assert_ptr_nonnull (kind->meaning.english);
  ck_assert_ptr_nonnull (kind->meaning.chinese);
  ck_assert_ptr_eq (geng_rule_def_lookup (NULL, kind->chinese), kind);
  ck_assert_int_eq (kind->parse != NULL, kind->scope != GENG_RULE_SCOPE_ALWAYS);
  ck_assert_int_eq (kind->parse != NULL, kind->data.english == NULL);
  if (kind->parse == NULL)
    return;
  ck_assert_ptr_nonnull (kind->grammar);
  ck_assert_ptr_nonnull (kind->parameters[0].name);
  ck_assert_ptr_nonnull (kind->examples[0].text);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("rules");
  TCase *tcase = tcase_create ("cases");
  SRunner *runner;
  int n = 0, failed;

  while (geng_rule_defs ()[n] != NULL)
    n++;
  tcase_add_loop_test (tcase, cases, 0, n);
  tcase_add_loop_test (tcase, words, 0, n);
  tcase_add_test (tcase, folders);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
