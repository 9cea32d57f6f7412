/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What kinds of rules say of themselves is what they do. */
#include <check.h>
#include <string.h>

#include "geng-rule-list.h"
#include "geng-selector.h"
#include "sample.h"

static const char *
text_of (GVariant *dictionary, const char *name)
{
  const char *text = NULL;

  g_variant_lookup (dictionary, name, "&s", &text);
  return text;
}

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

static guint
count_children (GVariant *kind, const char *name)
{
  g_autoptr (GVariant) all = g_variant_lookup_value (kind, name, G_VARIANT_TYPE ("av"));

  return all != NULL ? (guint) g_variant_n_children (all) : 0;
}

START_TEST (every_kind_describes_itself)
{
  g_auto (GStrv) names = geng_rule_list_kinds ();
  guint n_written = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GVariant) kind = geng_rule_describe_kind (names[i]);
      g_autoptr (GVariant) same = geng_rule_describe_kind (text_of (kind, "chinese"));
      gboolean written = text_of (kind, "grammar") != NULL;

      ck_assert_str_eq (text_of (kind, "name"), names[i]);
      ck_assert (g_variant_equal (kind, same));
      ck_assert_uint_gt (strlen (text_of (kind, "title")), 3);
      ck_assert_uint_gt (strlen (text_of (kind, "meaning")), 20);
      ck_assert_int_eq (g_str_equal (text_of (kind, "scope"), "always"), !written);
      ck_assert_int_eq (count_children (kind, "examples") > 0, written);
      n_written += written;
    }
  ck_assert_uint_ge (n_written, 12);
  ck_assert_ptr_null (geng_rule_describe_kind ("no-such-kind"));
}
END_TEST

/* The examples of a kind, in both languages, are rules of that kind. */
START_TEST (examples_are_rules)
{
  g_autoptr (GengStation) station = station_of_examples ();
  g_auto (GStrv) names = geng_rule_list_kinds ();
  guint n_read = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GVariant) kind = geng_rule_describe_kind (names[i]);
      g_autoptr (GVariant) all = g_variant_lookup_value (kind, "examples", G_VARIANT_TYPE ("av"));

      for (gsize e = 0; all != NULL && e < g_variant_n_children (all); e++)
        {
          g_autoptr (GVariant) one = NULL;
          g_autoptr (GError) error = NULL;

          g_variant_get_child (all, e, "v", &one);
          if (reads (station, names[i], text_of (one, "text"), NULL, &error)
              && reads (station, text_of (kind, "chinese"), text_of (one, "chinese"), NULL, &error))
            {
              n_read++;
              continue;
            }
          ck_abort_msg ("%s = %s: %s", names[i], text_of (one, "text"), error->message);
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
  g_autoptr (GVariant) kind = geng_rule_describe_kind ("stability");
  g_autoptr (GVariant) all = g_variant_lookup_value (kind, "parameters", G_VARIANT_TYPE ("av"));
  g_autoptr (GVariant) price = NULL;
  g_autoptr (GengStation) station = sample_station ();
  gint64 minimum, maximum;
  g_autofree char *most = NULL, *more = NULL;

  g_variant_get_child (all, 0, "v", &price);
  ck_assert_str_eq (text_of (price, "type"), "number");
  ck_assert (g_variant_lookup (price, "minimum", "x", &minimum));
  ck_assert (g_variant_lookup (price, "maximum", "x", &maximum));
  most = g_strdup_printf ("%d", (int) maximum);
  more = g_strdup_printf ("%d", (int) maximum + 1);
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
    const GengRuleKind *kind;
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

      for (const GengRuleParameter *p = forms[f].kind->parameters; p->name != NULL; p++)
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
