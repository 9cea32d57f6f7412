/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "geng-random.h"
#include "random-station.h"

/* On stations so small that every roster there is can be made and judged, what the planner says
 * holds of all of them: nothing of the solver or of its problem is asked, only the judge. */

#define N_STATIONS 150
#define MOST_DAYS 3
#define EFFORT 4000000
#define N_EFFORTS 3
static const guint64 efforts[N_EFFORTS] = { 1, 1000, EFFORT };
#ifdef __SANITIZE_ADDRESS__
#define MOST_ROSTERS 100
#define LEAST_HELD 40
#else
#define MOST_ROSTERS 600
#define LEAST_HELD 150
#endif

/* What somebody may serve on a day. */
typedef struct
{
  GengShift *shift;
  GengPost *post;
} Option;

static gboolean
takes (GengDemand *demand, GengShift *shift)
{
  GengWindow *window = geng_demand_get_window (demand);

  if (geng_demand_get_shift (demand) != NULL)
    return geng_demand_get_shift (demand) == shift;
  return geng_shift_has_window (shift, window) && geng_shift_get_post (shift, window) == NULL;
}

static void
add_option (GArray *options, GengShift *shift, GengPost *post)
{
  Option option = { shift, post };

  for (guint i = 0; i < options->len; i++)
    if (g_array_index (options, Option, i).shift == shift
        && g_array_index (options, Option, i).post == post)
      return;
  g_array_append_val (options, option);
}

/* What somebody is held to, even where no demand asks for it. */
static void
add_pins (GArray *options, GengStation *station)
{
  GListModel *requests = geng_station_get_requests (station);

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      if (geng_request_get_kind (request) == GENG_REQUEST_KIND_PIN
          && geng_request_get_shift (request) != NULL && geng_request_get_post (request) != NULL)
        add_option (options, geng_request_get_shift (request), geng_request_get_post (request));
    }
}

/* All that some demand or pin asks for; first of all, nothing. */
static GArray *
list_options (GengStation *station)
{
  GListModel *demands = geng_station_get_demands (station);
  GListModel *shifts = geng_station_get_shifts (station);
  GArray *options = g_array_new (FALSE, TRUE, sizeof (Option));

  add_option (options, NULL, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    for (guint s = 0; s < g_list_model_get_n_items (shifts); s++)
      {
        g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
        g_autoptr (GengShift) shift = g_list_model_get_item (shifts, s);

        if (takes (demand, shift))
          add_option (options, shift, geng_demand_get_post (demand));
      }
  add_pins (options, station);
  return options;
}

/* How many rosters there are, or 0: too many to look at. */
static guint64
count_rosters (const RandomCase *random_case, const GArray *options, guint n_days)
{
  guint n = g_list_model_get_n_items (geng_station_get_members (random_case->station)) * n_days;
  guint64 total = 1;

  for (guint i = 0; i < n; i++)
    if ((total *= options->len) > MOST_ROSTERS)
      return 0;
  return total;
}

static GengRoster *
make_roster (const RandomCase *random_case, const GArray *options, guint n_days, guint64 number)
{
  GListModel *members = geng_station_get_members (random_case->station);
  GengRoster *roster
      = geng_roster_new (random_case->station, &random_case->first, &random_case->last, NULL);

  for (guint m = 0; m < g_list_model_get_n_items (members); m++)
    for (guint d = 0; d < n_days; d++, number /= options->len)
      {
        const Option *option = &g_array_index (options, Option, number % options->len);
        g_autoptr (GengMember) member = g_list_model_get_item (members, m);
        GDate date = random_case->first;

        g_date_add_days (&date, d);
        if (option->shift != NULL)
          ck_assert_ptr_nonnull (
              geng_roster_assign (roster, member, &date, option->shift, option->post, NULL));
      }
  return roster;
}

/* The best of the legal rosters; FALSE: there is none. */
static gboolean
exhaust (const RandomCase *random_case,
         const GArray *options,
         guint n_days,
         guint64 n_rosters,
         GengScore *best)
{
  gboolean any = FALSE;

  for (guint64 i = 0; i < n_rosters; i++)
    {
      g_autoptr (GengRoster) roster = make_roster (random_case, options, n_days, i);
      g_autoptr (GengJudgement) judgement
          = geng_judgement_new (roster, random_case->history, random_case->base, NULL);
      const GengScore *score = geng_judgement_get_score (judgement);

      if (score->broken > 0
          || (any
              && (score->gaps > best->gaps
                  || (score->gaps == best->gaps && score->cost >= best->cost))))
        continue;
      *best = *score;
      any = TRUE;
    }
  return any;
}

static guint n_held, n_proven, n_refused;

static void
check_plan (GengPlan *plan, const GengScore *best, guint64 seed)
{
  const GengScore *score = geng_judgement_get_score (geng_plan_get_judgement (plan));
  int at = (int) seed;

  ck_assert_msg (best != NULL, "seed %d: a roster where none is legal", at);
  ck_assert_msg (score->broken == 0, "seed %d: broken", at);
  ck_assert_msg (score->gaps >= best->gaps, "seed %d: fewer gaps than the fewest", at);
  ck_assert_msg (geng_plan_get_bound_gaps (plan) <= best->gaps, "seed %d: the bound of gaps", at);
  if (score->gaps == best->gaps)
    {
      ck_assert_msg (score->cost >= best->cost, "seed %d: %d is less than the least, %d", at,
                     (int) score->cost, (int) best->cost);
      ck_assert_msg (geng_plan_get_bound_cost (plan) <= best->cost, "seed %d: bound %d, best %d",
                     at, (int) geng_plan_get_bound_cost (plan), (int) best->cost);
    }
  if (!geng_plan_get_optimal (plan))
    return;
  ck_assert_msg (score->gaps == best->gaps && score->cost == best->cost,
                 "seed %d: optimal, and there is a better one", at);
  n_proven++;
}

/* Of plans without some members all rosters say only whether these had a line. */
static void
check_aside (GPtrArray *aside, const GengScore *best, guint64 seed)
{
  for (guint i = 0; i < aside->len; i++)
    ck_assert_msg (best == NULL || !geng_set_aside_get_proven (aside->pdata[i]),
                   "seed %d: set aside, proven, and all have a line", (int) seed);
}

/* @best: (nullable): where no roster is legal */
static void
check_claim (const RandomCase *random_case, guint64 effort, const GengScore *best, guint64 seed)
{
  g_autoptr (GengPlanner) planner
      = geng_planner_new (random_case->station, &random_case->first, &random_case->last, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GPtrArray) aside = NULL;

  geng_planner_set_effort_limit (planner, effort);
  geng_planner_set_history (planner, random_case->history);
  geng_planner_set_base (planner, random_case->base);
  plan = geng_planner_plan (planner, NULL, &error);
  n_held++;
  if (plan == NULL)
    {
      gboolean refused = g_error_matches (error, GENG_ERROR, GENG_ERROR_CONTRADICTION);

      ck_assert_msg (refused || g_error_matches (error, GENG_ERROR, GENG_ERROR_NO_ROSTER),
                     "seed %d: %s", (int) seed, error->message);
      ck_assert_msg (!refused || best == NULL, "seed %d: there is a roster: %s", (int) seed,
                     error->message);
      n_refused += refused;
      return;
    }
  aside = geng_roster_list_set_aside (geng_plan_get_roster (plan));
  if (aside->len > 0)
    check_aside (aside, best, seed);
  else
    check_plan (plan, best, seed);
}

static void
check_days (RandomCase *random_case, const GArray *options, guint n_days, guint64 seed)
{
  guint64 n_rosters = count_rosters (random_case, options, n_days);
  GengScore best;
  gboolean any;

  if (n_rosters == 0)
    return;
  random_case->last = random_case->first;
  g_date_add_days (&random_case->last, n_days - 1);
  g_clear_object (&random_case->base);
  if (seed % 2 == 1)
    {
      GengRandom random;

      geng_random_init (&random, seed, n_days);
      random_case->base = random_roster (random_case, &random, 0.5);
    }
  any = exhaust (random_case, options, n_days, n_rosters, &best);
  for (guint i = 0; i < N_EFFORTS; i++)
    check_claim (random_case, efforts[i], any ? &best : NULL, seed);
}

START_TEST (test_claims)
{
  for (guint64 seed = 0; seed < N_STATIONS; seed++)
    {
      g_autoptr (RandomCase) random_case = random_case_new (seed);
      g_autoptr (GArray) options = list_options (random_case->station);

      for (guint n_days = 1; n_days <= MOST_DAYS; n_days++)
        check_days (random_case, options, n_days, seed);
    }
  g_print ("%u claims, %u proven, %u refused\n", n_held, n_proven, n_refused);
  ck_assert_uint_ge (n_held, LEAST_HELD);
  ck_assert_uint_ge (n_proven, LEAST_HELD / 4);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("planner-optimal");
  TCase *tcase = tcase_create ("planner-optimal");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_set_timeout (tcase, 250);
  tcase_add_test (tcase, test_claims);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
