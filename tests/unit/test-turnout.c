/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>

#include "sample.h"

#include <string.h>

/* What the cycles bring: worked out by hand, and by trying every way to place people. */

static GengMember *
add_member (GengStation *station, const char *id, GengTeam *team, const char *cycle)
{
  GengMember *member = sample_add_member (station, id);
  g_autoptr (GengRule) rule = NULL;

  geng_member_set_team (member, team);
  if (cycle == NULL)
    return member;
  rule = geng_rule_new ("cycle", cycle);
  geng_member_add_rule (member, rule);
  return member;
}

/* Those whom the sample has. */
static void
remove_members (GengStation *station)
{
  static const char *const ids[] = { "m01", "m02", "m03" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ck_assert (geng_station_remove (station,
                                    G_OBJECT (geng_station_lookup_member (station, ids[i])), NULL));
}

static GengTeam *
add_team (GengStation *station, const char *id, int offset)
{
  g_autoptr (GengTeam) team = geng_team_new (id, NULL);

  geng_team_set_cycle_offset (team, offset);
  g_assert_true (geng_station_add_team (station, team, NULL));
  return team;
}

static GPtrArray *
list_of (GengStation *station, int day, int n_days)
{
  GDate first = sample_date (2024, 1, day), last = sample_date (2024, 1, day + n_days - 1);
  g_autoptr (GError) error = NULL;
  GPtrArray *list = geng_station_list_turnouts (station, &first, &last, &error);

  ck_assert_msg (list != NULL, "%s", error != NULL ? error->message : "");
  return list;
}

static void
check_one (GPtrArray *list, guint i, guint due, guint others, gboolean covered, gboolean possible)
{
  const GengTurnout *turnout = g_ptr_array_index (list, i);
  g_autofree char *text = geng_turnout_to_string (turnout);

  ck_assert_msg (turnout->due == due && turnout->others == others, "%s, not %u and %u", text, due,
                 others);
  ck_assert_msg (geng_turnout_get_covered (turnout) == covered, "%s", text);
  ck_assert_msg (geng_turnout_get_possible (turnout) == possible, "%s", text);
}

/* Nobody follows a cycle: there is nothing to say. */
START_TEST (no_cycle)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GPtrArray) list = NULL;

  sample_add_demand (station, "day", "village", "day");
  list = list_of (station, 1, 7);
  ck_assert_uint_eq (list->len, 0);
}
END_TEST

/* 2024-01-01 is the first day of a shipped cycle: team a has its day, b its second day off. */
START_TEST (by_hand)
{
  g_autoptr (GengStation) station = sample_station ();
  GengTeam *a = add_team (station, "a", 0), *b = add_team (station, "b", 1);
  GengDemand *demand;
  g_autoptr (GPtrArray) list = NULL;
  GDate date = sample_date (2024, 1, 2);
  g_autoptr (GengRequest) leave = NULL;
  g_autofree char *text = NULL;

  add_member (station, "a1", a, "day-night-off-off within");
  add_member (station, "a2", a, "day-night-off-off within soft 3");
  add_member (station, "b1", b, "day-night-off-off exact");
  leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, geng_station_lookup_member (station, "a1"),
                            &date, &date);
  ck_assert (geng_station_add_request (station, leave, NULL));
  demand = sample_add_demand (station, "day", "village", "day");
  geng_demand_set_crew (demand, 2, 2, 9);
  demand = sample_add_demand (station, "night", "village", "night");
  geng_demand_set_crew (demand, 3, 3, 9);
  list = list_of (station, 1, 3);
  ck_assert_uint_eq (list->len, 6);
  /* Day one: a's two by day; m01, m02 and m03 of the sample have no cycle and no team. */
  check_one (list, 0, 2, 0, TRUE, TRUE);
  check_one (list, 1, 0, 3, FALSE, TRUE);
  /* Day two: b's one by day, and of a's two nights one is on leave. */
  check_one (list, 2, 1, 1, FALSE, TRUE);
  check_one (list, 3, 1, 2, FALSE, TRUE);
  /* Day three: b's night. a2 may leave his soft cycle, a1 not his hard one. */
  check_one (list, 4, 0, 2, FALSE, TRUE);
  check_one (list, 5, 1, 2, FALSE, TRUE);
  text = geng_turnout_to_string (g_ptr_array_index (list, 3));
  ck_assert_str_eq (text, "2024-01-02 night: the cycle brings 1 of 3, others could be 2");
}
END_TEST

static void
check_surplus (GengStation *station, guint due, guint surplus)
{
  g_autoptr (GPtrArray) list = list_of (station, 1, 1);
  const GengTurnout *turnout = list->pdata[0];
  g_autofree char *text = geng_turnout_to_string (turnout);

  ck_assert_msg (turnout->due == due && turnout->surplus == surplus, "%s, not %u and %u", text, due,
                 surplus);
  ck_assert_msg ((strstr (text, "more than the crew takes") != NULL) == (surplus > 0), "%s", text);
}

/* Too many are those who must come and have nowhere else to go: not who may stay away, who is on
 * leave, who could go to the desk, nor where one too many is only dear. */
START_TEST (too_many)
{
  g_autoptr (GengStation) station = sample_station ();
  GengTeam *a = add_team (station, "a", 0);
  GengDemand *demand = sample_add_demand (station, "day", "village", "day"), *desk;
  const char *const village[] = { "village", NULL };
  GDate date = sample_date (2024, 1, 1);
  g_autoptr (GengRequest) leave = NULL;

  geng_demand_set_crew (demand, 1, 1, 2);
  add_member (station, "a1", a, "day-night-off-off exact");
  add_member (station, "a2", a, "day-night-off-off exact");
  add_member (station, "a3", a, "day-night-off-off within");
  add_member (station, "a4", a, "day-night-off-off exact soft 9");
  check_surplus (station, 1, 0);
  add_member (station, "a5", a, "day-night-off-off exact");
  add_member (station, "a6", a, "day-night-off-off exact");
  check_surplus (station, 1, 2);
  geng_demand_set_prices (demand, 0, 3);
  check_surplus (station, 1, 0);
  geng_demand_set_prices (demand, 0, 0);
  leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, geng_station_lookup_member (station, "a5"),
                            &date, &date);
  ck_assert (geng_station_add_request (station, leave, NULL));
  check_surplus (station, 1, 1);
  /* Two demands of one crew take as many as both. */
  desk = sample_add_demand (station, "campaign", "village", "day");
  geng_demand_set_crew (desk, 0, 0, 1);
  check_surplus (station, 1, 0);
  ck_assert (geng_station_remove (station, G_OBJECT (desk), NULL));
  desk = sample_add_demand (station, "desk", "desk", "day");
  geng_demand_set_crew (desk, 0, 0, 1);
  check_surplus (station, 1, 0);
  for (guint i = 1; i <= 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);

      geng_member_set_posts (geng_station_lookup_member (station, id), village);
    }
  check_surplus (station, 1, 1);
}
END_TEST

/* Enough people, but none of the role. */
START_TEST (role)
{
  g_autoptr (GengStation) station = sample_station ();
  g_autoptr (GengRole) captain = geng_role_new ("captain", "Captain");
  GengTeam *a = add_team (station, "a", 0);
  GengDemand *demand = sample_add_demand (station, "day", "village", "day");
  const char *const roles[] = { "captain", NULL };
  g_autoptr (GengRoleLimit) limit = geng_role_limit_new ("captain", 1, 9, 0);
  g_autoptr (GPtrArray) list = NULL, later = NULL;

  ck_assert (geng_station_add_role (station, captain, NULL));
  add_member (station, "a1", a, "day-night-off-off within");
  geng_demand_set_crew (demand, 1, 1, 9);
  geng_demand_add_role_limit (demand, limit);
  list = list_of (station, 1, 1);
  check_one (list, 0, 1, 0, FALSE, FALSE);
  geng_member_set_roles (geng_station_lookup_member (station, "m02"), roles);
  later = list_of (station, 1, 1);
  check_one (later, 0, 1, 0, FALSE, TRUE);
  ck_assert_str_eq (((GengTurnout *) later->pdata[0])->role_name, "Captain");
}
END_TEST

/* A demand on a window is covered where each of its slices is. */
START_TEST (window)
{
  g_autoptr (GengStation) station = sample_station ();
  GengTeam *a = add_team (station, "a", 0), *d = add_team (station, "d", 3);
  g_autoptr (GengDemand) demand
      = geng_demand_new_for_window ("patrol", NULL, geng_station_lookup_post (station, "village"),
                                    geng_station_lookup_window (station, "patrol"));
  g_autoptr (GPtrArray) one = NULL, both = NULL;

  ck_assert (geng_station_add_demand (station, demand, NULL));
  remove_members (station);
  add_member (station, "a1", a, "day-night-off-off within");
  one = list_of (station, 1, 1);
  check_one (one, 0, 0, 0, FALSE, FALSE);
  add_member (station, "d1", d, "day-night-off-off within");
  both = list_of (station, 1, 1);
  check_one (both, 0, 1, 0, TRUE, TRUE);
}
END_TEST

/* -- by trial -- */

#define N_DEMANDS 3
#define N_MEMBERS 6

/* The most places that people can fill, each one at most, of those from @member on. */
static guint
most (guint8 able[N_MEMBERS][N_DEMANDS], guint member, guint left[N_DEMANDS])
{
  guint best;

  if (member == N_MEMBERS)
    return 0;
  best = most (able, member + 1, left);
  for (guint d = 0; d < N_DEMANDS; d++)
    if (able[member][d] && left[d] > 0)
      {
        left[d]--;
        best = MAX (best, 1 + most (able, member + 1, left));
        left[d]++;
      }
  return best;
}

static void
try_one (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GengStation) station = sample_station ();
  GengTeam *team = add_team (station, "a", 0);
  guint8 due[N_MEMBERS][N_DEMANDS] = { 0 }, all[N_MEMBERS][N_DEMANDS] = { 0 };
  guint left[N_DEMANDS], n_due = 0, n_all = 0;
  g_autoptr (GPtrArray) list = NULL;

  for (guint d = 0; d < N_DEMANDS; d++)
    {
      g_autofree char *post = g_strdup_printf ("p%u", d);

      sample_add_post (station, post);
      left[d] = (guint) g_rand_int_range (rand, 1, 4);
      geng_demand_set_crew (sample_add_demand (station, post, post, "day"), (int) left[d],
                            (int) left[d], 9);
    }
  for (guint m = 0; m < N_MEMBERS; m++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", m);
      gboolean follows = g_rand_boolean (rand);
      GengMember *member
          = add_member (station, id, team, follows ? "day-night-off-off within" : NULL);
      g_autoptr (GStrvBuilder) posts = g_strv_builder_new ();
      g_auto (GStrv) ids = NULL;

      g_strv_builder_add (posts, "desk");
      for (guint d = 0; d < N_DEMANDS; d++)
        if (g_rand_boolean (rand))
          {
            g_autofree char *post = g_strdup_printf ("p%u", d);

            g_strv_builder_add (posts, post);
            due[m][d] = follows;
            all[m][d] = TRUE;
          }
      ids = g_strv_builder_end (posts);
      geng_member_set_posts (member, (const char *const *) ids);
    }
  remove_members (station);
  list = list_of (station, 1, 1);
  for (guint i = 0; i < list->len; i++)
    {
      const GengTurnout *turnout = g_ptr_array_index (list, i);

      n_due += turnout->due;
      n_all += turnout->due + turnout->others;
    }
  if (list->len == 0) /* nobody drew a cycle */
    return;
  ck_assert_uint_eq (n_due, most (due, 0, left));
  ck_assert_uint_eq (n_all, most (all, 0, left));
}

START_TEST (by_trial)
{
  for (guint32 seed = 1; seed <= 300; seed++)
    try_one (seed);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("turnout");
  TCase *tcase = tcase_create ("turnout");
  SRunner *runner = srunner_create (suite);
  int failed;

  tcase_add_test (tcase, no_cycle);
  tcase_add_test (tcase, by_hand);
  tcase_add_test (tcase, too_many);
  tcase_add_test (tcase, role);
  tcase_add_test (tcase, window);
  tcase_add_test (tcase, by_trial);
  suite_add_tcase (suite, tcase);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed > 0;
}
