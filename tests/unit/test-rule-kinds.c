/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What kinds of rules say of themselves is what they do. */
#include <check.h>
#include <string.h>

#include "geng-rule-list.h"
#include "geng-selector.h"
#include "sample.h"

static gboolean
reads (GengStation *station, const char *kind, const char *text, guint *column, GError **error)
{
  g_autoptr (GengRule) rule = geng_rule_new (kind, text);

  return geng_rule_check (rule, station, column, error);
}

static GengStation *
station_of_examples (void)
{
  static const char *const roles[] = { "novice", "mentor", NULL };
  GengStation *station = sample_station ();

  for (guint i = 4; i <= 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i);

      sample_add_member (station, id);
    }
  for (guint i = 0; roles[i] != NULL; i++)
    {
      g_autoptr (GengRole) role = geng_role_new (roles[i], i == 0 ? "新队员" : "师傅");

      ck_assert (geng_station_add_role (station, role, NULL));
    }
  geng_entity_set_name (GENG_ENTITY (geng_station_lookup_shift (station, "day")), "日班");
  geng_entity_set_name (GENG_ENTITY (geng_station_lookup_shift (station, "night")), "夜班巡逻");
  return station;
}

START_TEST (every_kind_describes_itself)
{
  g_autoptr (GPtrArray) kinds = geng_rule_kind_list_shipped ();
  guint n_written = 0;

  for (guint i = 0; i < kinds->len; i++)
    {
      GengRuleKind *kind = kinds->pdata[i];
      g_autofree char *grammar = geng_rule_kind_dup_grammar (kind);
      g_autoptr (GPtrArray) examples = geng_rule_kind_list_examples (kind);
      gboolean written = grammar != NULL;

      ck_assert_ptr_eq (geng_rule_kind_lookup (geng_rule_kind_get_name (kind)), kind);
      ck_assert_ptr_eq (geng_rule_kind_lookup (geng_rule_kind_get_chinese (kind)), kind);
      ck_assert_uint_gt (strlen (geng_rule_kind_get_title (kind, "en")), 3);
      ck_assert_uint_gt (strlen (geng_rule_kind_get_meaning (kind, "en")), 20);
      ck_assert_int_eq (geng_rule_kind_get_scope (kind) == GENG_RULE_SCOPE_ALWAYS, !written);
      ck_assert_int_eq (geng_rule_kind_get_data (kind, NULL) == NULL, written);
      ck_assert_int_eq (examples->len > 0, written);
      ck_assert (geng_rule_kind_get_conforms (kind));
      n_written += written;
    }
  ck_assert_uint_ge (n_written, 12);
  ck_assert_ptr_null (geng_rule_kind_lookup ("no-such-kind"));
}
END_TEST

/* The examples of a kind, in both languages, are rules of that kind. */
START_TEST (examples_are_rules)
{
  g_autoptr (GengStation) station = station_of_examples ();
  g_autoptr (GPtrArray) kinds = geng_rule_kind_list_shipped ();
  guint n_read = 0;

  for (guint i = 0; i < kinds->len; i++)
    {
      const char *name = geng_rule_kind_get_name (kinds->pdata[i]);
      const char *chinese = geng_rule_kind_get_chinese (kinds->pdata[i]);
      g_autoptr (GPtrArray) examples = geng_rule_kind_list_examples (kinds->pdata[i]);

      for (guint e = 0; e < examples->len; e++)
        {
          const GengRuleExample *one = examples->pdata[e];
          g_autoptr (GError) error = NULL;

          if (reads (station, name, one->text, NULL, &error)
              && reads (station, chinese, one->chinese, NULL, &error))
            {
              n_read++;
              continue;
            }
          ck_abort_msg ("%s = %s: %s", name, one->text, error->message);
        }
    }
  ck_assert_uint_gt (n_read, 20);
}
END_TEST

START_TEST (a_fault_has_its_column)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GError) error = NULL;
  guint column = 99;

  ck_assert (reads (station, "limit", "nights per week ..2 soft 3", &column, NULL));
  ck_assert_uint_eq (column, 0);
  ck_assert (!reads (station, "limit", "nights per wek ..2", &column, &error));
  ck_assert_uint_eq (column, 12);
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  g_clear_error (&error);
  ck_assert (!reads (station, "limitt", "nights per week ..2", &column, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert_uint_eq (column, 0);
}
END_TEST

/* The form knows the bounds that the text has. */
START_TEST (parameters_have_bounds)
{
  g_autoptr (GPtrArray) all = geng_rule_kind_list_parameters (geng_rule_kind_lookup ("stability"));
  GengRuleParameter *price = all->pdata[0];
  g_autoptr (GengStation) station = sample_station ();
  int maximum = geng_rule_parameter_get_maximum (price);
  g_autofree char *most = g_strdup_printf ("%d", maximum);
  g_autofree char *more = g_strdup_printf ("%d", maximum + 1);

  ck_assert_int_eq (geng_rule_parameter_get_value_type (price), GENG_RULE_PARAMETER_TYPE_NUMBER);
  ck_assert_int_le (geng_rule_parameter_get_minimum (price), maximum);
  ck_assert (reads (station, "stability", most, NULL, NULL));
  ck_assert (!reads (station, "stability", more, NULL, NULL));
}
END_TEST

/* The manual's table of what each kind counts is made of these words: a kind reads all of its own,
 * and none of another's. */
START_TEST (a_kind_counts_what_it_says)
{
  static const struct
  {
    const GengRuleDef *kind;
    const char *form;
  } forms[] = {
    { &geng_rule_limit, "%s per month ..3" }, { &geng_rule_run, "%s ..3" },
    { &geng_rule_sequence, "%s off never" },  { &geng_rule_rest, "after %s 2.. 24h" },
    { &geng_rule_fair_share, "%s 5" },
  };
  g_autoptr (GengStation) station = station_of_examples ();
  g_autoptr (GPtrArray) words = geng_selector_list_words (~0U);
  guint n_taken = 0;

  for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
    {
      g_autoptr (GPtrArray) own = NULL;
      guint what = 0;

      for (const GengParameter *p = forms[f].kind->parameters; p->name != NULL; p++)
        what |= p->what;
      own = geng_selector_list_words (what);
      for (guint w = 0; w < words->len; w++)
        {
          g_auto (GStrv) parts = g_strsplit (forms[f].form, "%s", 2);
          g_autofree char *text = g_strconcat (parts[0], words->pdata[w], parts[1], NULL);
          gboolean taken = reads (station, forms[f].kind->name, text, NULL, NULL);

          ck_assert_msg (taken == g_ptr_array_find (own, words->pdata[w], NULL), "%s = %s",
                         forms[f].kind->name, text);
          n_taken += taken;
        }
    }
  ck_assert_uint_ge (n_taken, 20);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("rule-kinds");
  TCase *tcase = tcase_create ("rule-kinds");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, every_kind_describes_itself);
  tcase_add_test (tcase, examples_are_rules);
  tcase_add_test (tcase, a_fault_has_its_column);
  tcase_add_test (tcase, parameters_have_bounds);
  tcase_add_test (tcase, a_kind_counts_what_it_says);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
