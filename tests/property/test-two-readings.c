/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <geng/geng-score.h>

#include "geng-capacity-plain.h"
#include "geng-capacity.h"
#include "geng-crew-plain.h"
#include "geng-quota.h"
#include "geng-share-plain.h"
#include "random-zone.h"

/* What the judge and the planner each reckon by themselves of the same words: how much room limits
 * on hours leave, how far back a share reaches, what a crew is short of.  Rosters alone meet few of
 * the odd cases; here they are drawn. */

#define N_STATIONS 120
#define N_ZONES 20
#define N_PERIODS 6
#define MOST_DAYS 90
#define MOST_BEFORE 400
#define N_PLACES 5000
#define MOST_DEMANDS 4
#define MOST_PEOPLE 12

static const char *const hours[] = {
  "hours per period ..60",           "hours per month ..170", "hours per month ..90 target 60",
  "hours per quarter ..401",         "hours per year ..1999", "hours per week ..37",
  "hours per week target 15 soft 2", "hours per 6 days ..31", "hours per period 3.."
};

/* So that not every member of a station has the same room. */
static void
limit_some (GengStation *station, GengRandom *random)
{
  GListModel *members = geng_station_get_members (station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    for (int n = (int) geng_random_below (random, 3); n > 0; n--)
      {
        g_autoptr (GengMember) member = g_list_model_get_item (members, i);
        g_autoptr (GengRule) rule
            = geng_rule_new ("limit", hours[geng_random_below (random, G_N_ELEMENTS (hours))]);

        geng_member_add_rule (member, rule);
      }
}

/* A period anywhere in some years, and a record of up to so many days before it. */
static GengScene *
draw_scene (RandomCase *random_case, GengRandom *random)
{
  g_autoptr (GengRoster) history = NULL;
  g_autoptr (GError) error = NULL;
  GengScene *scene;
  GDate first, last, before, eve;

  g_date_set_dmy (&first, 1, G_DATE_JANUARY, 2024);
  g_date_add_days (&first, geng_random_below (random, 1500));
  last = before = eve = first;
  g_date_add_days (&last, geng_random_below (random, MOST_DAYS));
  g_date_subtract_days (&eve, 1);
  g_date_subtract_days (&before, 1 + geng_random_below (random, MOST_BEFORE));
  history = geng_roster_new (random_case->station, &before, &eve, &error);
  g_assert_no_error (error);
  scene = geng_scene_new (random_case->station, &first, &last, NULL, history, NULL, &error);
  g_assert_no_error (error);
  return scene;
}

/* Returns: how many have less room than others */
static guint
compare_scene (const GengScene *scene, GengRandom *random)
{
  guint unlike = 0;

  for (guint m = 0; m < scene->n_members; m++)
    {
      int lowered = geng_scene_capacities (scene)[m], plain = geng_capacities_plain (scene)[m];

      ck_assert_int_eq (lowered, plain);
      unlike += plain != GENG_CAPACITY_FULL;
    }
  for (int i = 0; i < N_PERIODS; i++)
    {
      GengBurden burden = { .n_over = (int) geng_random_below (random, 20) };

      ck_assert_int_eq (geng_burden_first_day (&burden, scene),
                        geng_share_first_day_plain (&burden, scene));
    }
  return unlike;
}

static void
compare_all (RandomCase *(*make) (guint64 seed), guint64 n)
{
  guint unlike = 0;

  for (guint64 seed = 1; seed <= n; seed++)
    {
      g_autoptr (RandomCase) random_case = make (seed);
      GengRandom random;

      geng_random_init (&random, seed, 3);
      limit_some (random_case->station, &random);
      for (int i = 0; i < N_PERIODS; i++)
        {
          g_autoptr (GengScene) scene = draw_scene (random_case, &random);

          unlike += compare_scene (scene, &random);
        }
    }
  ck_assert_uint_gt (unlike, n);
}

START_TEST (stations)
{
  compare_all (random_case_new, N_STATIONS);
}
END_TEST

START_TEST (zones)
{
  compare_all (random_zone_new, N_ZONES);
}
END_TEST

static int
draw_number (GengRandom *random, int low, int end)
{
  return low + (int) geng_random_below (random, (guint) (end - low));
}

static void
draw_demands (GengPlace *place, GengRandom *random)
{
  for (int i = draw_number (random, 1, MOST_DEMANDS + 1); i > 0; i--)
    {
      GengDemand *demand = g_object_new (GENG_TYPE_DEMAND, "id", "some", NULL);
      int min = draw_number (random, 0, 4), wanted = min + draw_number (random, 0, 3);
      int max = draw_number (random, 0, 4) > 0 ? wanted + draw_number (random, 0, 3) : G_MAXINT;

      geng_demand_set_crew (demand, min, wanted, max);
      geng_demand_set_prices (demand, draw_number (random, 0, 5), draw_number (random, 0, 4));
      g_ptr_array_add (place->demands, demand);
    }
}

/* What the cell makes of so many people. */
static void
price (const GArray *ranges, int n, gint64 *gaps, gint64 *cost, gboolean *forbidden)
{
  *gaps = *cost = 0;
  *forbidden = FALSE;
  for (guint i = 0; i < ranges->len; i++)
    {
      const GengRange *range = &g_array_index (ranges, GengRange, i);

      if (n < range->lo && range->gap)
        *gaps += range->lo - n;
      if (n < range->lo)
        *cost += (gint64) (range->lo - n) * range->under;
      if (n > range->hi && range->over == GENG_FORBIDDEN)
        *forbidden = TRUE;
      else if (n > range->hi)
        *cost += (gint64) (n - range->hi) * range->over;
    }
}

static void
compare_place (const GengPlace *place, int n)
{
  g_autoptr (GengQuota) quota = geng_quota_of_place (place);
  g_autoptr (GArray) ranges = geng_quota_ranges (quota);
  g_autoptr (GArray) asks = geng_asks_of_place (place);
  int surplus = MAX (n - geng_asks_max (asks), 0);
  gint64 gaps, cost, missing = 0;
  gboolean forbidden;

  price (ranges, n, &gaps, &cost, &forbidden);
  for (guint i = 0; i < asks->len; i++)
    missing += geng_asks_gap (asks, i, n);
  ck_assert_int_eq (missing, gaps);
  ck_assert_int_eq (
      geng_asks_cost (asks, n) + (gint64) surplus * geng_asks_over (asks) * GENG_POINT, cost);
  ck_assert_int_eq (surplus > 0 && geng_asks_over (asks) == 0, forbidden);
  ck_assert_int_eq (geng_asks_wanting (asks, n) > 0, geng_asks_cost (asks, n) > 0);
}

START_TEST (crews)
{
  GengRandom random;

  geng_random_init (&random, 1, 4);
  for (int i = 0; i < N_PLACES; i++)
    {
      g_autoptr (GPtrArray) demands = g_ptr_array_new_with_free_func (g_object_unref);
      GengPlace place = { .demands = demands };

      draw_demands (&place, &random);
      for (int n = 0; n <= MOST_PEOPLE; n++)
        compare_place (&place, n);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("two readings");
  TCase *tcase = tcase_create ("random");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tcase, 300);
  tcase_add_test (tcase, stations);
  tcase_add_test (tcase, zones);
  tcase_add_test (tcase, crews);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
