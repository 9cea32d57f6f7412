/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <string.h>

#include "../unit/sample.h"
#include "geng-random.h"
#include "random-station.h"

/* What a rule says is the same in every form that it has: as values, as text in English and in
 * Chinese, as JSON and as GVariant.  Rules of random stations, the examples of all kinds, and rules
 * made of random values go round. */

#define N_STATIONS 200
#define N_RANDOM 400

static char *
json_of (GengRuleValues *values)
{
  return geng_rule_values_to_json (values);
}

static GengRuleValues *
read_text (GengStation *station, GengRuleValues *values, const char *text)
{
  g_autoptr (GengRule) rule
      = geng_rule_new (geng_rule_kind_get_name (geng_rule_values_get_kind (values)), text);
  g_autoptr (GError) error = NULL;
  GengRuleValues *read = geng_rule_values_new_from_rule (station, rule, &error);

  ck_assert_msg (read != NULL, "%s = %s: %s", geng_rule_get_kind (rule), text,
                 error != NULL ? error->message : "");
  return read;
}

static void
assert_same (GengRuleValues *one, GengRuleValues *other)
{
  g_autofree char *a = json_of (one), *b = json_of (other);
  g_autofree char *text_a = geng_rule_values_to_string (one, "en", NULL);
  g_autofree char *text_b = geng_rule_values_to_string (other, "en", NULL);

  ck_assert_str_eq (a, b);
  ck_assert_ptr_nonnull (text_a);
  ck_assert_str_eq (text_a, text_b);
}

/* The same values set one by one. */
static GengRuleValues *
set_again (GengStation *station, GengRuleValues *values)
{
  GengRuleKind *kind = geng_rule_values_get_kind (values);
  g_autoptr (GPtrArray) parameters = geng_rule_kind_list_parameters (kind);
  g_autoptr (GError) error = NULL;
  GengRuleValues *again = geng_rule_values_new (station, kind, &error);

  ck_assert_ptr_nonnull (again);
  geng_rule_values_set_lifts (again, geng_rule_values_get_lifts (values));
  for (guint i = 0; i < parameters->len; i++)
    {
      const char *name = geng_rule_parameter_get_name (parameters->pdata[i]);
      g_auto (GValue) value = G_VALUE_INIT;

      if (!geng_rule_values_get_value (values, name, &value))
        continue;
      ck_assert (g_type_is_a (G_VALUE_TYPE (&value),
                              geng_rule_parameter_get_holds (parameters->pdata[i])));
      ck_assert_msg (geng_rule_values_set_value (again, name, &value, &error), "%s",
                     error != NULL ? error->message : "");
    }
  return again;
}

/* A Latin letter: no Chinese title has one. */
static gboolean
has_word (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isalpha (*text))
      return TRUE;
  return FALSE;
}

static void
go_round (GengStation *station, GengRuleValues *values)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *english = geng_rule_values_to_string (values, "en", &error);
  g_autofree char *chinese = geng_rule_values_to_string (values, "zh_CN", NULL);
  g_autofree char *json = json_of (values);
  g_autoptr (GVariant) variant = geng_rule_values_to_variant (values);
  g_autoptr (GengRuleValues) from_english = NULL, from_chinese = NULL, again = NULL;
  g_autoptr (GengRuleValues) from_variant
      = geng_rule_values_new_from_variant (station, variant, NULL);
  g_autoptr (GengRuleValues) from_json = geng_rule_values_new_from_json (station, json, NULL);

  ck_assert_msg (english != NULL, "%s: %s", json, error != NULL ? error->message : "");
  ck_assert_ptr_nonnull (chinese);
  ck_assert_msg (from_variant != NULL && from_json != NULL, "%s", json);
  from_english = read_text (station, values, english);
  from_chinese = read_text (station, values, chinese);
  again = set_again (station, values);
  assert_same (values, from_english);
  assert_same (values, from_chinese);
  assert_same (values, from_variant);
  assert_same (values, from_json);
  assert_same (values, again);
}

static guint
go_round_list (GengStation *station, GListModel *rules)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GengRuleValues) values = geng_rule_values_new_from_rule (station, rule, &error);

      if (!geng_rule_check (rule, station, NULL, NULL))
        continue;
      ck_assert_msg (values != NULL, "%s = %s: %s", geng_rule_get_kind (rule),
                     geng_rule_get_text (rule), error != NULL ? error->message : "");
      go_round (station, values);
    }
  return g_list_model_get_n_items (rules);
}

START_TEST (rules_of_stations_go_round)
{
  guint n = 0;

  for (guint64 seed = 0; seed < N_STATIONS; seed++)
    {
      g_autoptr (RandomCase) random_case = random_case_new (seed);
      GengStation *station = random_case->station;
      GListModel *contracts = geng_station_get_contracts (station);
      GListModel *members = geng_station_get_members (station);

      n += go_round_list (station, geng_station_get_rules (station));
      for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
        {
          g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);

          n += go_round_list (station, geng_contract_get_rules (contract));
        }
      for (guint i = 0; i < g_list_model_get_n_items (members); i++)
        {
          g_autoptr (GengMember) member = g_list_model_get_item (members, i);

          n += go_round_list (station, geng_member_get_rules (member));
        }
    }
  ck_assert_uint_gt (n, 3 * N_STATIONS);
}
END_TEST

static GengStation *
station_of_examples (void)
{
  static const char *const roles[] = { "novice", "mentor" };
  g_autoptr (GengOrganisation) militia = geng_organisation_new ("militia", NULL);
  GengStation *station = sample_station ();

  for (guint i = 4; i <= 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", i);

      sample_add_member (station, id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GengRole) role = geng_role_new (roles[i], NULL);

      ck_assert (geng_station_add_role (station, role, NULL));
    }
  ck_assert (geng_station_add_organisation (station, militia, NULL));
  return station;
}

/* Each example is what is written of its values, in the language, but for the ids of shifts. */
START_TEST (examples_go_round)
{
  g_autoptr (GengStation) station = station_of_examples ();
  g_autoptr (GPtrArray) kinds = geng_rule_kind_list_shipped ();
  guint n = 0;

  for (guint i = 0; i < kinds->len; i++)
    {
      g_autoptr (GPtrArray) examples = geng_rule_kind_list_examples (kinds->pdata[i]);

      for (guint e = 0; e < examples->len; e++)
        {
          const GengRuleExample *one = examples->pdata[e];
          g_autoptr (GengRule) rule
              = geng_rule_new (geng_rule_kind_get_name (kinds->pdata[i]), one->text);
          g_autoptr (GengRuleValues) values = geng_rule_values_new_from_rule (station, rule, NULL);
          g_autofree char *english = NULL, *chinese = NULL;

          ck_assert_msg (values != NULL, "%s = %s", geng_rule_get_kind (rule), one->text);
          go_round (station, values);
          english = geng_rule_to_string (rule, station, "en", NULL);
          chinese = geng_rule_to_string (rule, station, "zh", NULL);
          if (!g_str_has_suffix (one->text, "1..1"))
            ck_assert_str_eq (english, one->text);
          if (strstr (one->chinese, "日班") == NULL && !g_str_has_suffix (one->text, "1..1"))
            ck_assert_str_eq (chinese, one->chinese);
          n++;
        }
    }
  ck_assert_uint_gt (n, 20);
}
END_TEST

/* -- random values -- */

static void
set_int (GValue *value, int number)
{
  g_value_init (value, G_TYPE_INT);
  g_value_set_int (value, number);
}

static int
number_below (GengRandom *random, GengRuleParameter *parameter, int below)
{
  int least = geng_rule_parameter_get_minimum (parameter);
  int most = MIN (geng_rule_parameter_get_maximum (parameter), least + below);

  return least + (int) geng_random_below (random, (guint) (most - least) + 1);
}

static void
set_range (GValue *value, GengRandom *random)
{
  int least = (int) geng_random_below (random, 4),
      most = least + (int) geng_random_below (random, 3);

  if (geng_random_below (random, 3) == 0)
    most = G_MAXINT;
  if (geng_random_below (random, 3) == 0 && most < G_MAXINT)
    least = 0;
  g_value_init (value, G_TYPE_VARIANT);
  g_value_set_variant (value, g_variant_new ("(ii)", MAX (least, most == G_MAXINT), most));
}

static GengRuleWhat *
random_what (GengRandom *random, GengStation *station, GengRuleParameter *parameter)
{
  const char *const *words = geng_rule_parameter_get_words (parameter);
  guint n = g_strv_length ((char **) words);
  guint pick = geng_random_below (random, n + 3);

  if (pick < n)
    return geng_rule_what_new_for_word (words[pick]);
  if (pick == n)
    return geng_rule_what_new_for_entity (
        GENG_ENTITY (geng_station_lookup_shift (station, "standby")));
  if (pick == n + 1)
    return geng_rule_what_new_for_entity (
        GENG_ENTITY (geng_station_lookup_window (station, "standby")));
  return geng_rule_what_new_for_entity (GENG_ENTITY (geng_station_lookup_post (station, "desk")));
}

static void
set_list (GValue *value, GengRandom *random, GengStation *station, GengRuleParameter *parameter)
{
  gboolean members
      = geng_rule_parameter_get_value_type (parameter) == GENG_RULE_PARAMETER_TYPE_MEMBERS;
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_OBJECT);
  guint n = 2 + geng_random_below (random, 3), from = geng_random_below (random, 10);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item
          = members ? g_list_model_get_item (geng_station_get_members (station), from + i)
                    : G_OBJECT (random_what (random, station, parameter));

      g_list_store_append (list, item);
    }
  g_value_init (value, G_TYPE_LIST_MODEL);
  g_value_set_object (value, list);
}

static void
set_times (GValue *value, GengRandom *random)
{
  static const char *const stretches[]
      = { "mon..fri 18:00..22:00", "sat 18:00..04:00", "not holidays", "sun,tue 08:00..12:00",
          "2027-08-01..2027-08-31 weekdays" };
  const char *times[] = { stretches[geng_random_below (random, 2)],
                          stretches[2 + geng_random_below (random, 3)], NULL };

  g_value_init (value, G_TYPE_STRV);
  g_value_set_boxed (value, times);
}

/* Those of an organisation are a role as well. */
static void
set_role (GValue *value, GengRandom *random, GengStation *station)
{
  static const char *const roles[] = { "novice", "mentor" };
  guint pick = geng_random_below (random, G_N_ELEMENTS (roles) + 1);

  g_value_init (value, GENG_TYPE_ENTITY);
  if (pick < G_N_ELEMENTS (roles))
    g_value_set_object (value, geng_station_lookup_role (station, roles[pick]));
  else
    g_value_set_object (value, geng_station_lookup_organisation (station, "militia"));
}

static void
set_random (GValue *value, GengRandom *random, GengStation *station, GengRuleParameter *parameter)
{
  static const char *const spans[] = { "period", "week", "month", "quarter", "year", "7 days" };

  switch (geng_rule_parameter_get_value_type (parameter))
    {
    case GENG_RULE_PARAMETER_TYPE_WHAT:
      g_value_init (value, GENG_TYPE_RULE_WHAT);
      g_value_take_object (value, random_what (random, station, parameter));
      break;
    case GENG_RULE_PARAMETER_TYPE_SPAN:
      g_value_init (value, G_TYPE_STRING);
      g_value_set_string (value, spans[geng_random_below (random, G_N_ELEMENTS (spans))]);
      break;
    case GENG_RULE_PARAMETER_TYPE_RANGE:
      set_range (value, random);
      break;
    case GENG_RULE_PARAMETER_TYPE_HOLD:
      set_int (value, (int) geng_random_below (random, 9) + 1);
      break;
    case GENG_RULE_PARAMETER_TYPE_FLAG:
      g_value_init (value, G_TYPE_BOOLEAN);
      g_value_set_boolean (value, geng_random_below (random, 2) == 1);
      break;
    case GENG_RULE_PARAMETER_TYPE_PATTERN:
    case GENG_RULE_PARAMETER_TYPE_MEMBERS:
      set_list (value, random, station, parameter);
      break;
    case GENG_RULE_PARAMETER_TYPE_CYCLE:
      {
        g_autoptr (GPtrArray) cycles = geng_cycle_list_shipped ();

        g_value_init (value, GENG_TYPE_CYCLE);
        g_value_set_object (value, cycles->pdata[geng_random_below (random, 2)]);
        break;
      }
    case GENG_RULE_PARAMETER_TYPE_TIMES:
      set_times (value, random);
      break;
    case GENG_RULE_PARAMETER_TYPE_ROLE:
      set_role (value, random, station);
      break;
    default:
      set_int (value, number_below (random, parameter, 90));
    }
}

/* What may be left out is, now and then. */
static GengRuleValues *
random_values (GengStation *station, GengRuleKind *kind, GengRandom *random)
{
  g_autoptr (GPtrArray) parameters = geng_rule_kind_list_parameters (kind);
  GengRuleValues *values = geng_rule_values_new (station, kind, NULL);

  for (guint i = 0; i < parameters->len; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GError) error = NULL;
      const char *name = geng_rule_parameter_get_name (parameters->pdata[i]);

      if (geng_rule_parameter_get_otherwise (parameters->pdata[i]) != NULL
          && geng_random_below (random, 3) == 0)
        continue;
      set_random (&value, random, station, parameters->pdata[i]);
      ck_assert_msg (geng_rule_values_set_value (values, name, &value, &error), "%s",
                     error != NULL ? error->message : "");
    }
  return values;
}

/* What goes together makes a rule, and what does not is refused with a reason. */
START_TEST (random_values_go_round)
{
  g_autoptr (GengStation) station = station_of_examples ();
  g_autoptr (GPtrArray) kinds = geng_rule_kind_list_shipped ();

  for (guint i = 0; i < kinds->len; i++)
    {
      guint n_made = 0;

      if (geng_rule_kind_get_scope (kinds->pdata[i]) == GENG_RULE_SCOPE_ALWAYS)
        continue;
      for (guint64 seed = 0; seed < N_RANDOM; seed++)
        {
          GengRandom random;
          g_autoptr (GengRuleValues) values = NULL, read = NULL;
          g_autoptr (GError) error = NULL;
          g_autofree char *text = NULL;

          geng_random_init (&random, seed, i);
          values = random_values (station, kinds->pdata[i], &random);
          text = geng_rule_values_to_string (values, "en", &error);
          ck_assert ((text == NULL) == (error != NULL));
          if (text == NULL)
            continue;
          /* What has nothing to stand for, a weight without its range, is not in the text. */
          read = read_text (station, values, text);
          go_round (station, read);
          n_made++;
        }
      ck_assert_msg (n_made >= N_RANDOM / 8, "%s: %u", geng_rule_kind_get_name (kinds->pdata[i]),
                     n_made);
    }
}
END_TEST

/* -- what is refused -- */

typedef struct
{
  const char *kind, *name, *range;
  int number;
} Refused;

static const Refused refused[] = {
  { "stability", "weight", "100000", 0 },    { "stability", "weight", "100000", 100001 },
  { "run", "weight", "100000", -1 },         { "mentor", "ratio", "1000", 1001 },
  { "fair-share", "over", "120", 121 },      { "limit", "range", "range", 3 },
  { "limit", "what", "nights", 3 },          { "limit", "span", "quarter", 3 },
  { "limit", "target-weight", "points", 0 }, { "apart", "members", "members", 3 },
  { "together", "alone", "truth", 1 },       { "sequence", "days", "8", 2 },
  { "cycle", "cycle", "cycle", 2 },          { "available", "times", "times", 2 },
};

/* Another type or a number out of range: the message has the parameter and what it may be. */
START_TEST (what_does_not_fit_is_refused)
{
  g_autoptr (GengStation) station = station_of_examples ();
  const Refused *row = &refused[_i];
  g_autoptr (GengRuleValues) values
      = geng_rule_values_new (station, geng_rule_kind_lookup (row->kind), NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT, found = G_VALUE_INIT;

  set_int (&value, row->number);
  ck_assert (!geng_rule_values_set_value (values, row->name, &value, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_msg (strstr (error->message, row->name) != NULL
                     && strstr (error->message, row->range) != NULL,
                 "%s", error->message);
  ck_assert (!geng_rule_values_get_value (values, row->name, &found));
}
END_TEST

static void
add_member_of (GListStore *list, GengStation *station, const char *id)
{
  g_list_store_append (list, geng_station_lookup_member (station, id));
}

START_TEST (a_member_of_another_station_is_refused)
{
  g_autoptr (GengStation) station = station_of_examples (), other = station_of_examples ();
  g_autoptr (GengRuleValues) values
      = geng_rule_values_new (station, geng_rule_kind_lookup ("apart"), NULL);
  g_autoptr (GListStore) list = g_list_store_new (GENG_TYPE_MEMBER);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengRule) rule = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_LIST_MODEL);
  g_value_set_object (&value, list);
  add_member_of (list, station, "m01");
  ck_assert (!geng_rule_values_set_value (values, "members", &value, NULL));
  add_member_of (list, other, "m02");
  ck_assert (!geng_rule_values_set_value (values, "members", &value, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "this station"));
  g_list_store_remove (list, 1);
  add_member_of (list, station, "m01");
  ck_assert (!geng_rule_values_set_value (values, "members", &value, NULL));
  g_list_store_remove (list, 1);
  add_member_of (list, station, "m02");
  ck_assert (geng_rule_values_set_value (values, "members", &value, NULL));
  rule = geng_rule_values_to_rule (values, NULL);
  ck_assert_str_eq (geng_rule_get_text (rule), "m01 m02");
}
END_TEST

static void
assert_json_refused (GengStation *station, const char *json, const char *why)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (geng_rule_values_new_from_json (station, json, &error));
  ck_assert_msg (strstr (error->message, why) != NULL, "%s", error->message);
}

START_TEST (what_is_missing_or_unknown_is_told)
{
  g_autoptr (GengStation) station = station_of_examples ();
  g_autoptr (GengRuleValues) run
      = geng_rule_values_new (station, geng_rule_kind_lookup ("run"), NULL);
  g_autoptr (GengRuleValues) bare = g_object_new (GENG_TYPE_RULE_VALUES, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  set_int (&value, 3);
  ck_assert_ptr_null (geng_rule_values_to_rule (run, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "what"));
  g_clear_error (&error);
  ck_assert (!geng_rule_values_set_value (run, "wat", &value, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_UNKNOWN));
  ck_assert_ptr_null (geng_rule_values_new (station, geng_rule_kind_lookup ("crew"), NULL));
  ck_assert_ptr_null (geng_rule_values_to_string (bare, NULL, NULL));
  ck_assert (!geng_rule_values_set_value (bare, "what", &value, NULL));
  assert_json_refused (station, "[]", "kind");
  assert_json_refused (station, "{\"kind\": \"runn\"}", "runn");
  assert_json_refused (station, "{\"kind\": \"run\", \"wat\": 3}", "wat");
  assert_json_refused (station, "{\"kind\": \"run\", \"what\": \"dut\"}", "nights");
  assert_json_refused (station, "{\"kind\": \"apart\", \"members\": [\"m01\", \"m99\"]}",
                       "members");
  assert_json_refused (station, "{\"kind\": \"stability\", \"weight\": 2.5}", "weight");
}
END_TEST

/* Titles are there in both languages, whatever the locale. */
START_TEST (kinds_speak_both_languages)
{
  g_autoptr (GPtrArray) kinds = geng_rule_kind_list_shipped ();

  for (guint i = 0; i < kinds->len; i++)
    {
      GengRuleKind *kind = kinds->pdata[i];
      g_autoptr (GPtrArray) parameters = geng_rule_kind_list_parameters (kind);
      g_autoptr (GPtrArray) examples = geng_rule_kind_list_examples (kind);

      ck_assert (has_word (geng_rule_kind_get_title (kind, "en")));
      ck_assert (!has_word (geng_rule_kind_get_title (kind, "zh")));
      ck_assert_ptr_null (strstr (geng_rule_kind_get_meaning (kind, "en_GB"), "。"));
      ck_assert_ptr_nonnull (strstr (geng_rule_kind_get_meaning (kind, "zh-CN"), "。"));
      for (guint p = 0; p < parameters->len; p++)
        {
          ck_assert (has_word (geng_rule_parameter_get_title (parameters->pdata[p], "en")));
          ck_assert (!g_str_is_ascii (geng_rule_parameter_get_title (parameters->pdata[p], "zh")));
        }
      for (guint e = 0; e < examples->len; e++)
        ck_assert (!g_str_is_ascii (((const GengRuleExample *) examples->pdata[e])->chinese_title));
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("rule-values");
  TCase *tcase = tcase_create ("rule-values");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 120);
  tcase_add_test (tcase, rules_of_stations_go_round);
  tcase_add_test (tcase, examples_go_round);
  tcase_add_test (tcase, random_values_go_round);
  tcase_add_loop_test (tcase, what_does_not_fit_is_refused, 0, G_N_ELEMENTS (refused));
  tcase_add_test (tcase, a_member_of_another_station_is_refused);
  tcase_add_test (tcase, what_is_missing_or_unknown_is_told);
  tcase_add_test (tcase, kinds_speak_both_languages);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
