/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-rule-def.h"
#include "geng-rule-text.h"
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
  { "rest", "30h", 0, NULL },
  { "rest", "144h", 0, NULL },
  { "rest", "200h", 1, "at most 8" },
  { "rest", "after nights 3.. 48h", 0, NULL },
  { "rest", "after nights 3 48h", 16, "so many or more" },
  { "rest", "after nights 0.. 48h", 14, "at least 1" },
  { "rest", "after nights 5.. 96h", 18, "reach over 10 duty days" },
  { "rest", "after off 3.. 48h", 7, "“off” cannot be counted" },
  { "rest", "after nights none", 0, NULL },
  { "班间休息", "值完 夜班 3.. 48小时", 0, NULL },
  { "whole-weekends", "soft 30", 0, NULL },
  { "整周末", "必须", 0, NULL },
  { "whole-weekends", "", 1, "“always”" },
  { "together", "m01 m02 alone yes soft 3", 0, NULL },
  { "同班", "m01 m02 可单独", 0, NULL },
  { "together", "m01", 4, "the id of a member" },
  { "together", "m01 m01", 5, "named twice" },
  { "apart", "m01 m99", 5, "no member “m99”" },
  { "rest", "11x", 1, "like 11h or 90min" },
  { "rest", "", 1, "like 11h or 90min" },
  { "rest", "11h soft 3", 5, "too much here" },
  { "rest", "none 3", 6, "too much here" },
  { "rest", "99999999999999999999h", 1, "too large" },
  { "rest", "11h; 12h", 4, "one statement" },
  { "sequence", "night day never", 0, NULL },
  { "sequence", "night off day soft 5", 0, NULL },
  { "sequence", "night day", 10, "“never”" },
  { "sequence", "night never", 7, "nothing that can be counted" },
  { "sequence", "night noon never", 7, "“noon” is nothing" },
  { "sequence", "night hours never", 7, "“hours” cannot be counted here" },
  { "sequence", "off off off off off off off off off never", 33, "at most 8 days" },
  { "sequence", "night day soft 0", 16, "1 to 100000 points" },
  { "sequence", "night day none", 0, NULL },
  { "run", "duties 1..5", 0, NULL },
  { "run", "duties 5..1", 8, "upside down" },
  { "run", "duties ..", 8, "limits nothing" },
  { "run", "duties x", 8, "limit like 2..5" },
  { "run", "duties 1..5 soft", 17, "a whole number" },
  { "run", "duties 1..5 soft 0", 18, "1 to 100000 points" },
  { "run", "duties 1..5 soft 100001", 18, "1 to 100000 points" },
  { "run", "duties 3days..5days", 0, NULL },
  { "run", "duties 3h", 8, "a number of days" },
  { "run", "off 2..", 0, NULL },
  { "run", "weekends 2..", 1, "should be duties, nights, off, a shift" },
  { "run", "1..5", 1, "nothing that can be counted" },
  { "run", "nights none", 0, NULL },
  { "limit", "hours per period 140..184 target 168 soft 2 pro-rata", 0, NULL },
  { "limit", "hours per period target 100", 0, NULL },
  { "limit", "hours per year 140..184", 0, NULL },
  { "limit", "hours per decade 140..184", 11, "“quarter”" },
  { "limit", "hours 140..184", 7, "like per week" },
  { "limit", "hours per period 140..184 aim 168", 27, "too much here" },
  { "limit", "hours per week ..44", 0, NULL },
  { "limit", "hours per 7 days ..48", 0, NULL },
  { "limit", "hours per 0 days ..48", 11, "1 to 14" },
  { "limit", "hours per 15 days ..48", 11, "per month" },
  { "limit", "hours per 7 weeks ..48", 13, "“days”" },
  { "limit", "hours per 7 days target 40", 18, "neither a target" },
  { "limit", "weekends per 14 days ..1", 22, "per period, week" },
  { "limit", "shift:night per period ..8", 0, NULL },
  { "limit", "window:standby per period 1..4 soft 3", 0, NULL },
  { "limit", "post:desk per period ..4", 0, NULL },
  { "limit", "post:gate per period ..4", 1, "“post:gate” is nothing" },
  { "limit", "早班 per period ..8", 1, "“早班” is nothing" },
  { "limit", "weekends per period ..3", 0, NULL },
  { "limit", "sundays per month ..2", 0, NULL },
  { "limit", "statutory per year ..3", 0, NULL },
  /* of those whom the station lists: New Year's Eve of one year */
  { "limit", "statutory per year 2..", 20, "has 1 at most" },
  { "limit", "holiday:除夕 per year 2..", 21, "has 1 at most" },
  { "limit", "holiday:除夕 per year ..0", 0, NULL },
  { "限额", "节日:除夕 每年 ..0", 0, NULL },
  { "limit", "holiday: per year ..0", 1, "“holiday:” is nothing" },
  { "sequence", "holiday:除夕 off never", 1, "cannot be counted here" },
  { "limit", "holiday:元宵 per year ..0", 1, "no holiday of the station is called “元宵”" },
  { "limit", "nights per week none", 0, NULL },
  { "limit", "none", 0, NULL },
  /* the same language in Chinese */
  { "限额", "时数 期内 140..184 期望 168 软 1 折算", 0, NULL },
  { "限额", "时数 每周 ..44", 0, NULL },
  { "限额", "时数 每7天 ..48小时", 0, NULL },
  { "限额", "时数 每 7 天 ..48", 0, NULL },
  { "限额", "周末 每月 ..3 扣分 5", 0, NULL },
  { "限额", "夜班 每周 无", 0, NULL },
  { "限额", "周日 每15天 ..1", 5, "1 to 14" },
  { "连续", "休 2..3天 软 5", 0, NULL },
  { "次序", "夜班 休 勤务 禁止", 0, NULL },
  { "班间休息", "11小时", 0, NULL },
  { "均摊", "夜班 20", 0, NULL },
  { "fair-share", "nights 5", 0, NULL },
  { "fair-share", "nights", 7, "a whole number" },
  { "fair-share", "nights 0", 8, "1 to 100000 points" },
  { "fair-share", "nights 5 over 2 years", 0, NULL },
  { "均摊", "夜班 5 近2年", 0, NULL },
  { "fair-share", "nights 5 over 2 weeks", 17, "“years” or “months”" },
  { "fair-share", "nights 5 over 11 years", 15, "1 to 120 months" },
  { "fair-share", "off 3", 1, "“off” cannot be counted here" },
  { "fair-share", "nights none", 0, NULL },
  { "stability", "5", 0, NULL },
  { "stability", "0", 1, "1 to 100000 points" },
};

static void
add_eve (GengStation *station)
{
  GDate eve = sample_date (2027, 2, 5);
  g_autoptr (GengHoliday) holiday
      = geng_holiday_new (&eve, "春节 除夕", GENG_HOLIDAY_KIND_STATUTORY);

  ck_assert (geng_station_add_holiday (station, holiday, NULL));
}

START_TEST (text)
{
  const Text *t = &texts[_i];
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GError) error = NULL;
  guint column = 0;
  gboolean fine;

  add_eve (station);
  fine = geng_rule_check_text (station, NULL, t->kind, t->text, &column, &error);
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

static void
add_names (GengStation *station)
{
  static const char *const roles[] = { "novice", "mentor" };
  static const char *const members[] = { "m03", "m11", "m14" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GengRole) role = geng_role_new (roles[i], NULL);

      ck_assert (geng_station_add_role (station, role, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (geng_station_lookup_member (station, members[i]) == NULL)
      sample_add_member (station, members[i]);
  geng_entity_set_name (GENG_ENTITY (geng_station_lookup_shift (station, "day")), "日班");
  geng_entity_set_name (GENG_ENTITY (geng_station_lookup_shift (station, "night")), "夜班");
}

static GPtrArray *
read_example (const GengRuleDef *kind, GengStation *station, const char *source)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *terms = geng_rule_def_parse (kind, station, NULL, source, NULL, &error);

  g_assert_no_error (error);
  ck_assert_ptr_nonnull (terms);
  return terms;
}

/* Every example of a kind is a text that it reads and can put into words; in Chinese it says the
 * same, except that a night shift's id and 夜班 (all nights) are two things. */
START_TEST (examples)
{
  const GengRuleDef *kind = geng_rule_defs ()[_i];
  g_autoptr (GengStation) station = sample_station ();

  add_names (station);
  for (guint i = 0; kind->examples != NULL && kind->examples[i].text != NULL; i++)
    {
      const GengExample *example = &kind->examples[i];
      g_autoptr (GPtrArray) terms = read_example (kind, station, example->text);
      g_autoptr (GPtrArray) chinese = read_example (kind, station, example->chinese);

      ck_assert_ptr_nonnull (example->title.english);
      ck_assert_ptr_nonnull (example->title.chinese);
      ck_assert_uint_eq (terms->len, chinese->len);
      for (guint t = 0; t < terms->len; t++)
        {
          const GengTerm *term = g_ptr_array_index (terms, t);
          const GengTerm *other = g_ptr_array_index (chinese, t);
          g_autofree char *words = kind->describe (term->params);

          ck_assert_int_gt (strlen (words), 3);
          ck_assert_int_eq (term->hold, other->hold);
          if (strstr (term->key, "shift:night") == NULL)
            ck_assert_str_eq (term->key, other->key);
        }
    }
}
END_TEST

START_TEST (unknown_kind)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GError) error = NULL;

  ck_assert (!geng_rule_check_text (station, NULL, "rests", "11h", NULL, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert_ptr_nonnull (strstr (error->message, "rest, sequence, run"));
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

/* Statements of a value, each with the column at which it begins, joined by “|”. */
static const char *const values[][2] = {
  { "", "0:" },
  { "one", "0:one" },
  { "one;two", "0:one|4:two" },
  { "one；two；;x", "0:one|4:two|8:|9:x" },
  { "夜班 ；  日班 ; y", "0:夜班|6:日班|11:y" },
  { ";", "0:|1:" },
};

START_TEST (statements)
{
  g_autoptr (GArray) parts = geng_rule_text_split (values[_i][0]);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const GengRulePart *part = &g_array_index (parts, GengRulePart, i);

      g_string_append_printf (said, "%s%u:%s", i > 0 ? "|" : "", part->column, part->text);
    }
  ck_assert_str_eq (said->str, values[_i][1]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("rule texts");
  TCase *tcase = tcase_create ("texts");
  SRunner *runner;
  int n = 0, failed;

  while (geng_rule_defs ()[n] != NULL)
    n++;
  tcase_add_loop_test (tcase, text, 0, G_N_ELEMENTS (texts));
  tcase_add_loop_test (tcase, examples, 0, n);
  tcase_add_loop_test (tcase, statements, 0, G_N_ELEMENTS (values));
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
