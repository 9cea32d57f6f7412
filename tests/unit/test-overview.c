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

int
main (void)
{
  Suite *suite = suite_create ("overview");
  TCase *tcase = tcase_create ("overview");
  SRunner *runner;
  int failed;

  tcase_add_test (tcase, what_it_counted_stays);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
