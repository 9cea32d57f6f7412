/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* An overview keeps what it counted, whatever becomes of the stations. */
#include <check.h>
#include <geng-office/geng-office.h>

#include "sample.h"

static GengOverview *
look (GengStation *station)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2027, 8, 2, 4, 0, 0);
  GDate first = sample_date (2027, 8, 1), last = sample_date (2027, 8, 31);
  GDate today = sample_date (2027, 8, 2);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  g_autoptr (GengJudgement) judgement = NULL;
  GengOverview *overview = geng_overview_new ("zone", at);

  ck_assert_ptr_nonnull (geng_roster_assign (roster, geng_station_lookup_member (station, "m01"),
                                             &today, geng_station_lookup_shift (station, "day"),
                                             geng_station_lookup_post (station, "village"), NULL));
  judgement = geng_judge (roster, NULL, NULL);
  ck_assert_ptr_nonnull (judgement);
  geng_overview_add (overview, station, roster, judgement, GENG_MONTH_STATE_DRAFT,
                     GENG_MONTH_STATE_NONE, NULL);
  return overview;
}

static gint64
number_of (GVariant *dictionary, const char *name)
{
  gint64 number = -1;

  ck_assert (g_variant_lookup (dictionary, name, "x", &number));
  return number;
}

/* m01 serves ten hours by day; a place a day is asked for, and the other thirty stay open. */
START_TEST (what_it_counted_stays)
{
  g_autoptr (GengStation) station = sample_station ();
  GengMember *member = geng_station_lookup_member (station, "m01");
  g_autoptr (GengOrganisation) office = geng_organisation_new ("office", "Office");
  g_autoptr (GengOverview) overview = NULL;
  g_autoptr (GVariant) all = NULL, stations = NULL, one = NULL, hours = NULL, row = NULL;
  g_autofree char *text = NULL;
  const char *name = NULL;
  GengDemand *demand = sample_add_demand (station, "day", "village", "day");

  ck_assert (geng_station_add_organisation (station, office, NULL));
  geng_member_set_organisation (member, office);
  overview = look (station);

  ck_assert (geng_station_remove (station, G_OBJECT (demand), NULL));
  ck_assert (geng_station_remove (station, G_OBJECT (geng_station_lookup_post (station, "village")),
                                  NULL));
  geng_entity_set_name (GENG_ENTITY (office), "Elsewhere");
  geng_member_set_organisation (member, NULL);
  ck_assert (geng_station_remove (station, G_OBJECT (office), NULL));

  text = geng_overview_to_text (overview, "en");
  ck_assert_ptr_nonnull (text);
  all = geng_overview_to_variant (overview);
  stations = g_variant_lookup_value (all, "stations", G_VARIANT_TYPE ("av"));
  g_variant_get_child (stations, 0, "v", &one);
  ck_assert_int_eq (number_of (one, "people"), 3);
  ck_assert_int_eq (number_of (one, "places"), 31);
  ck_assert_int_eq (number_of (one, "gaps"), 30);
  ck_assert_int_eq (number_of (one, "on-duty"), 1);
  hours = g_variant_lookup_value (one, "hours", G_VARIANT_TYPE ("av"));
  g_variant_get_child (hours, 0, "v", &row);
  ck_assert (g_variant_lookup (row, "organisation", "&s", &name));
  ck_assert_str_eq (name, "Office");
  ck_assert_int_eq (number_of (row, "minutes"), 600);
}
END_TEST

/* What there is no roster for is nothing, which JSON calls null. */
static gboolean
is_unknown (GVariant *dictionary, const char *name)
{
  g_autoptr (GVariant) number = g_variant_lookup_value (dictionary, name, G_VARIANT_TYPE ("mx"));

  return number != NULL && g_variant_n_children (number) == 0;
}

static GVariant *
station_of (GengOverview *overview, guint index)
{
  g_autoptr (GVariant) all = geng_overview_to_variant (overview);
  g_autoptr (GVariant) stations = g_variant_lookup_value (all, "stations", G_VARIANT_TYPE ("av"));
  GVariant *one = NULL;

  g_variant_get_child (stations, index, "v", &one);
  return one;
}

static void
add_month (GengOverview *overview, GengStation *station, guint month, GengMonthState state)
{
  GDate first = sample_date (2027, (int) month, 1), last = first;
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GengJudgement) judgement = NULL;

  g_date_set_day (&last, g_date_get_days_in_month ((GDateMonth) month, 2027));
  roster = geng_roster_new (station, &first, &last, NULL);
  judgement = geng_judge (roster, NULL, NULL);
  ck_assert_ptr_nonnull (judgement);
  if (state == GENG_MONTH_STATE_NONE)
    geng_overview_add_next (overview, station, judgement);
  else
    geng_overview_add (overview, station, roster, judgement, state, GENG_MONTH_STATE_NONE, NULL);
}

/* A place a day is asked for, and nobody fills one, neither in August nor in September. */
START_TEST (tomorrow_is_next_month)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GDateTime) at = g_date_time_new_utc (2027, 8, 31, 4, 0, 0);
  g_autoptr (GengOverview) overview = geng_overview_new ("zone", at);
  g_autoptr (GVariant) before = NULL, after = NULL, posts = NULL, post = NULL;

  sample_add_demand (station, "day", "village", "day");
  add_month (overview, station, 8, GENG_MONTH_STATE_DRAFT);
  before = station_of (overview, 0);
  ck_assert_int_eq (number_of (before, "gaps"), 31);
  ck_assert_int_eq (number_of (before, "gaps-today"), 1);
  ck_assert (is_unknown (before, "gaps-tomorrow"));

  add_month (overview, station, 9, GENG_MONTH_STATE_NONE);
  after = station_of (overview, 0);
  ck_assert_int_eq (number_of (after, "gaps"), 31);
  ck_assert_int_eq (number_of (after, "gaps-today"), 1);
  ck_assert_int_eq (number_of (after, "gaps-tomorrow"), 1);
  posts = g_variant_lookup_value (after, "posts", G_VARIANT_TYPE ("av"));
  g_variant_get_child (posts, 0, "v", &post);
  ck_assert_int_eq (number_of (post, "gaps-tomorrow"), 1);
}
END_TEST

/* A month that is not planned is not a perfect one. */
START_TEST (what_is_not_planned_is_unknown)
{
  static const char *const unknown[] = { "gaps", "gaps-today", "gaps-tomorrow", "on-duty" };
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GDateTime) at = g_date_time_new_utc (2027, 8, 2, 4, 0, 0);
  g_autoptr (GengOverview) overview = geng_overview_new ("zone", at);
  g_autoptr (GengDocument) document = NULL;
  g_autoptr (GVariant) one = NULL;
  g_autofree char *json = NULL, *text = NULL, *page = NULL;

  geng_overview_add (overview, station, NULL, NULL, GENG_MONTH_STATE_NONE, GENG_MONTH_STATE_NONE,
                     NULL);
  one = station_of (overview, 0);
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    ck_assert (is_unknown (one, unknown[i]));
  json = geng_json_print_variant (one);
  ck_assert_ptr_nonnull (strstr (json, "\"gaps\": null"));
  ck_assert_ptr_nonnull (strstr (json, "\"places\": 0"));
  text = geng_overview_to_text (overview, "en");
  ck_assert (g_regex_match_simple ("^Sample +– +– +3 +– +– +– +– +0 +0$", text, G_REGEX_MULTILINE,
                                   G_REGEX_MATCH_DEFAULT));
}
END_TEST

/* At four in the morning of the first of September it is still the 31st of August. */
START_TEST (heads_name_the_month_of_the_duty_day)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GDateTime) utc = g_date_time_new_utc (2027, 8, 31, 20, 0, 0);
  g_autoptr (GDateTime) at = g_date_time_to_timezone (utc, geng_station_get_zone (station));
  g_autoptr (GengOverview) overview = geng_overview_new ("zone", at);
  g_autoptr (GengDocument) document = NULL;
  g_autofree char *page = NULL;

  ck_assert_int_eq (g_date_time_get_month (at), 9);
  add_month (overview, station, 8, GENG_MONTH_STATE_DRAFT);
  document = geng_overview_to_document (overview, "en");
  page = geng_document_to_html (document);
  ck_assert_ptr_nonnull (strstr (page, "Month 8"));
  ck_assert_ptr_nonnull (strstr (page, "Month 9"));
  ck_assert_ptr_null (strstr (page, "Month 10"));
}
END_TEST

/* The guest serves at each of two stations, and so does an m01, who is another one at each. */
static void
add_with_guest (GengOverview *overview, const char *id)
{
  g_autoptr (GengStation) station = geng_station_new (id, NULL, "Asia/Shanghai", NULL);
  g_autoptr (GengOrganisation) office = geng_organisation_new (id, "Office");
  GengMember *served[] = { sample_add_member (station, "p01"), sample_add_member (station, "m01") };
  GDate first = sample_date (2027, 8, 1), last = sample_date (2027, 8, 31);
  g_autoptr (GengRoster) roster = geng_roster_new (station, &first, &last, NULL);
  g_autoptr (GengJudgement) judgement = NULL;

  geng_member_set_guest (served[0], TRUE);
  sample_add_window (station, "patrol", 480, 1680);
  sample_add_shift (station, "day", "patrol", 480, 1080);
  sample_add_post (station, "village");
  ck_assert (geng_station_add_organisation (station, office, NULL));
  sample_add_demand (station, "day", "village", "day");
  for (guint i = 0; i < G_N_ELEMENTS (served); i++)
    {
      geng_member_set_organisation (served[i], office);
      ck_assert_ptr_nonnull (
          geng_roster_assign (roster, served[i], &first, geng_station_lookup_shift (station, "day"),
                              geng_station_lookup_post (station, "village"), NULL));
    }
  judgement = geng_judge (roster, NULL, NULL);
  geng_overview_add (overview, station, roster, judgement, GENG_MONTH_STATE_DRAFT,
                     GENG_MONTH_STATE_NONE, NULL);
}

START_TEST (shared_people_count_once)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2027, 8, 2, 4, 0, 0);
  g_autoptr (GengOverview) overview = geng_overview_new ("zone", at);
  g_autoptr (GVariant) all = NULL, hours = NULL, row = NULL;
  g_autoptr (GengDocument) document = NULL;
  g_autofree char *text = NULL, *page = NULL;

  add_with_guest (overview, "one");
  add_with_guest (overview, "two");
  all = geng_overview_to_variant (overview);
  hours = g_variant_lookup_value (all, "hours", G_VARIANT_TYPE ("av"));
  ck_assert_int_eq (g_variant_n_children (hours), 1);
  g_variant_get_child (hours, 0, "v", &row);
  ck_assert_int_eq (number_of (row, "people"), 3);
  ck_assert_int_eq (number_of (row, "duties"), 4);
  ck_assert_int_eq (number_of (row, "minutes"), 2400);

  /* Thirty of the 31 days stay open at each. */
  text = geng_overview_to_text (overview, "en");
  ck_assert (g_regex_match_simple ("^all +3 +2 +2 +60 +0 +0 +0$", text, G_REGEX_MULTILINE,
                                   G_REGEX_MATCH_DEFAULT));
  ck_assert (g_regex_match_simple ("^Office +3 +4 +40(:00)?$", text, G_REGEX_MULTILINE,
                                   G_REGEX_MATCH_DEFAULT));
  document = geng_overview_to_document (overview, "en");
  page = geng_document_to_html (document);
  ck_assert (g_regex_match_simple (
      "<tr class=\"total\"><td[^>]*>All</td><td[^>]*>Office</td><td[^>]*>3</td><td[^>]*>4</td>",
      page, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("overview");
  TCase *tcase = tcase_create ("overview");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, what_it_counted_stays);
  tcase_add_test (tcase, tomorrow_is_next_month);
  tcase_add_test (tcase, what_is_not_planned_is_unknown);
  tcase_add_test (tcase, heads_name_the_month_of_the_duty_day);
  tcase_add_test (tcase, shared_people_count_once);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
