/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whoever binds to a property sees what whoever calls its getter does: of everything that comes
 * with a month, from the station to the covers of its gaps. */

#include <check.h>
#include <dlfcn.h>
#include <string.h>

#include "sample.h"

#define DAYS 4
#define EFFORT 20000000

static struct
{
  GengStation *station;
  GengPlanner *planner;
  GengPlan *plan;
  GengRoster *roster;
} month;

/* Four days that want two by day and one by night; m03 may not serve as often as he must. */
static void
set_up (void)
{
  GDate first = sample_date (2026, 12, 1), last = sample_date (2026, 12, DAYS);
  g_autoptr (GengContract) contract = geng_contract_new ("full", NULL);
  g_autoptr (GengRule) must = geng_rule_new ("limit", "duties per period 4..4");
  g_autoptr (GengRule) fair = geng_rule_new ("fair-share", "nights 5");
  g_autoptr (GengRequest) leave = NULL;
  g_autoptr (GError) error = NULL;
  GengMember *m03;

  month.station = sample_station ();
  m03 = geng_station_lookup_member (month.station, "m03");
  geng_contract_set_rule (contract, "limit", "duties per period ..3");
  ck_assert (geng_station_add_contract (month.station, contract, NULL));
  geng_member_set_contract (geng_station_lookup_member (month.station, "m01"), contract);
  geng_member_add_rule (m03, must);
  leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, m03, &first, &first);
  ck_assert (geng_station_add_request (month.station, leave, NULL));
  geng_station_add_rule (month.station, fair);
  geng_demand_set_crew (sample_add_demand (month.station, "day", "village", "day"), 2, 2, 3);
  geng_demand_set_crew (sample_add_demand (month.station, "night", "village", "night"), 1, 1, 2);
  month.planner = geng_planner_new (month.station, &first, &last, NULL);
  geng_planner_set_effort_limit (month.planner, EFFORT);
  month.plan = geng_planner_plan (month.planner, NULL, &error);
  ck_assert_msg (month.plan != NULL, "%s", error != NULL ? error->message : "");
  month.roster = geng_plan_get_roster (month.plan);
}

static void
tear_down (void)
{
  g_clear_object (&month.plan);
  g_clear_object (&month.planner);
  g_clear_object (&month.station);
}

/* GengSetAside and "proven" are geng_set_aside_get_proven */
static gpointer
find_getter (GObject *object, const char *property)
{
  GString *name = g_string_new (NULL);
  g_autofree char *symbol = NULL;

  for (const char *at = G_OBJECT_TYPE_NAME (object); *at != '\0'; at++)
    g_string_append_printf (name, "%s%c", g_ascii_isupper (*at) && name->len > 0 ? "_" : "",
                            g_ascii_tolower (*at));
  g_string_append_printf (name, "_get_%s", property);
  symbol = g_strdelimit (g_string_free (name, FALSE), "-", '_');
  return dlsym (RTLD_DEFAULT, symbol);
}

#define GETTER(type) ((type (*) (GObject *)) getter) (object)

static gboolean
same_boxed (GParamSpec *spec, gconstpointer a, gconstpointer b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (spec->value_type == G_TYPE_DATE)
    return g_date_compare (a, b) == 0;
  if (spec->value_type == G_TYPE_DATE_TIME)
    return g_date_time_equal (a, b);
  return g_strv_equal (a, b);
}

static gboolean
is_comparable (GParamSpec *spec)
{
  return spec->value_type == G_TYPE_DATE || spec->value_type == G_TYPE_DATE_TIME
         || spec->value_type == G_TYPE_STRV;
}

/* FALSE for a type of which there is no property to compare. */
static gboolean
compare (GObject *object, GParamSpec *spec, gpointer getter)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean same;

  g_value_init (&value, spec->value_type);
  g_object_get_property (object, spec->name, &value);
  if (G_IS_PARAM_SPEC_STRING (spec))
    same = g_strcmp0 (g_value_get_string (&value), GETTER (const char *)) == 0;
  else if (G_IS_PARAM_SPEC_BOOLEAN (spec))
    same = g_value_get_boolean (&value) == GETTER (gboolean);
  else if (G_IS_PARAM_SPEC_INT (spec))
    same = g_value_get_int (&value) == GETTER (int);
  else if (G_IS_PARAM_SPEC_UINT (spec))
    same = g_value_get_uint (&value) == GETTER (guint);
  else if (G_IS_PARAM_SPEC_INT64 (spec))
    same = g_value_get_int64 (&value) == GETTER (gint64);
  else if (G_IS_PARAM_SPEC_UINT64 (spec))
    same = g_value_get_uint64 (&value) == GETTER (guint64);
  else if (G_IS_PARAM_SPEC_DOUBLE (spec))
    same = g_value_get_double (&value) == GETTER (double);
  else if (G_IS_PARAM_SPEC_ENUM (spec))
    same = g_value_get_enum (&value) == GETTER (int);
  else if (G_IS_PARAM_SPEC_OBJECT (spec))
    same = g_value_get_object (&value) == GETTER (gpointer);
  else if (G_IS_PARAM_SPEC_BOXED (spec) && is_comparable (spec))
    same = same_boxed (spec, g_value_get_boxed (&value), GETTER (gconstpointer));
  else
    return FALSE;
  ck_assert_msg (same, "%s:%s", G_OBJECT_TYPE_NAME (object), spec->name);
  return TRUE;
}

static void
assert_properties (gpointer thing)
{
  GObject *object = thing;
  g_autofree GParamSpec **specs = NULL;
  guint n_specs, n = 0;

  ck_assert (G_IS_OBJECT (object));
  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    {
      gpointer getter = find_getter (object, specs[i]->name);

      if (getter != NULL && (specs[i]->flags & G_PARAM_READABLE) != 0)
        n += compare (object, specs[i], getter);
    }
  ck_assert_msg (n > 0, "%s", G_OBJECT_TYPE_NAME (object));
}

static void
assert_list (GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      assert_properties (item);
    }
}

/* @list: (transfer container) */
static void
assert_array (GPtrArray *list, guint least)
{
  ck_assert_uint_ge (list->len, least);
  for (guint i = 0; i < list->len; i++)
    assert_properties (list->pdata[i]);
  g_ptr_array_unref (list);
}

START_TEST (of_a_station)
{
  assert_properties (month.station);
  assert_list (geng_station_get_members (month.station));
  assert_list (geng_station_get_contracts (month.station));
  assert_list (geng_station_get_windows (month.station));
  assert_list (geng_station_get_shifts (month.station));
  assert_list (geng_station_get_posts (month.station));
  assert_list (geng_station_get_demands (month.station));
  assert_list (geng_station_get_requests (month.station));
}
END_TEST

START_TEST (of_a_plan)
{
  GengJudgement *judgement = geng_plan_get_judgement (month.plan);
  g_autoptr (GDateTime) since = g_date_time_new_utc (2026, 12, 2, 0, 0, 0);

  assert_properties (month.planner);
  geng_planner_set_base (month.planner, month.roster);
  geng_planner_set_change_from (month.planner, since);
  assert_properties (month.planner);
  assert_properties (month.plan);
  assert_properties (month.roster);
  assert_list (G_LIST_MODEL (month.roster));
  assert_array (geng_roster_list_set_aside (month.roster), 1);
  assert_array (geng_judgement_list_gaps (judgement), 1);
  assert_array (geng_judgement_list_findings (judgement), 1);
}
END_TEST

START_TEST (of_covers)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (geng_plan_get_judgement (month.plan));

  assert_array (geng_cover_list_for_gap (month.roster, NULL, gaps->pdata[0], NULL), 1);
}
END_TEST

START_TEST (of_a_trial)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (month.roster);
  GengMember *m02 = geng_station_lookup_member (month.station, "m02");
  g_autoptr (GengTrial) trial
      = geng_trial_new_give (month.roster, NULL, duties->pdata[0], m02, NULL);

  assert_properties (trial);
}
END_TEST

/* A burden that is split fairly: what each has had of it is all there is of it; and who is no
 * member has no part. */
START_TEST (of_a_judge)
{
  g_autoptr (GengJudge) judge = geng_judge_new (month.roster, NULL, NULL, NULL);
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (month.roster);
  GListModel *members = geng_station_get_members (month.station);
  g_autoptr (GengMember) stranger = geng_member_new ("stranger", NULL);
  g_autoptr (GPtrArray) none = NULL;
  gint64 carried = 0, nights = 0;

  assert_properties (judge);
  for (guint i = 0; i < duties->len; i++)
    nights += geng_shift_get_night (geng_duty_get_shift (duties->pdata[i]));
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autoptr (GPtrArray) shares = geng_judge_list_fair_shares (judge, member);

      ck_assert_uint_le (shares->len, 1);
      for (guint k = 0; k < shares->len; k++)
        {
          const GengFairShare *share = shares->pdata[k];

          ck_assert (share->title != NULL && !share->minutes && share->least <= share->most);
          carried += share->had;
        }
    }
  ck_assert (nights > 0 && carried == nights);
  none = geng_judge_list_fair_shares (judge, stranger);
  ck_assert_uint_eq (none->len, 0);
}
END_TEST

/* Made without a roster, as a binding can, a judge has nothing to say and says why. */
START_TEST (of_a_judge_of_nothing)
{
  g_autoptr (GengJudge) judge = g_object_new (GENG_TYPE_JUDGE, NULL);
  GengMember *m01 = geng_station_lookup_member (month.station, "m01");
  g_autoptr (GPtrArray) about = NULL, shares = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert (!geng_judge_update (judge, &error));
  ck_assert (g_error_matches (error, GENG_ERROR, GENG_ERROR_INVALID));
  ck_assert_ptr_null (geng_judge_get_judgement (judge));
  about = geng_judge_list_about (judge, m01, NULL);
  shares = geng_judge_list_fair_shares (judge, m01);
  ck_assert (about->len == 0 && shares->len == 0);
}
END_TEST

/* What is set as a property is what the setter would have set. */
START_TEST (of_a_question_that_is_bound)
{
  g_autoptr (GengRoster) before = geng_roster_copy (month.roster);
  g_autoptr (GDateTime) since = g_date_time_new_utc (2026, 12, 2, 0, 0, 0);
  g_autoptr (GengRoster) history = NULL, base = NULL, served = NULL;
  g_autoptr (GDateTime) from = NULL;

  g_object_set (month.planner, "history", before, "base", month.roster, "served", month.roster,
                "change-from", since, NULL);
  g_object_get (month.planner, "history", &history, "base", &base, "served", &served, "change-from",
                &from, NULL);
  ck_assert (history == before && base == month.roster && served == month.roster);
  ck_assert (g_date_time_equal (from, since));
  g_object_set (month.planner, "history", NULL, "base", NULL, "served", NULL, "change-from", NULL,
                NULL);
  g_clear_object (&base);
  g_clear_pointer (&from, g_date_time_unref);
  g_object_get (month.planner, "base", &base, "change-from", &from, NULL);
  ck_assert (base == NULL && from == NULL);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("properties");
  TCase *tcase = tcase_create ("properties");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 100);
  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, of_a_station);
  tcase_add_test (tcase, of_a_plan);
  tcase_add_test (tcase, of_covers);
  tcase_add_test (tcase, of_a_trial);
  tcase_add_test (tcase, of_a_judge);
  tcase_add_test (tcase, of_a_judge_of_nothing);
  tcase_add_test (tcase, of_a_question_that_is_bound);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
