/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program in C: one post by night, somebody falls ill while the month is planned in the
 * background. */
#include <geng/geng.h>
#include <stdio.h>

static GengStation *
build (void)
{
  GengStation *station = geng_station_new ("tower", "Tower", "Europe/Berlin", NULL);
  g_autoptr (GengWindow) window = geng_window_new ("all", NULL, 480, 1920);
  g_autoptr (GengShift) night = geng_shift_new ("night", NULL, window, 1200, 1800);
  g_autoptr (GengPost) post = geng_post_new ("tower", NULL);
  g_autoptr (GengDemand) demand = geng_demand_new_for_shift ("watch", NULL, post, night);

  geng_shift_set_night (night, TRUE);
  geng_station_add_window (station, window, NULL);
  geng_station_add_shift (station, night, NULL);
  geng_station_add_post (station, post, NULL);
  geng_station_add_demand (station, demand, NULL);
  for (int i = 0; i < 4; i++)
    {
      char id[] = { 'w', (char) ('a' + i), 0 };
      g_autoptr (GengMember) member = geng_member_new (id, NULL);

      geng_station_add_member (station, member, NULL);
    }
  return station;
}

static void
on_plan (GObject *planner, GAsyncResult *result, gpointer user_data)
{
  *(GengPlan **) user_data = geng_planner_plan_finish (GENG_PLANNER (planner), result, NULL);
}

int
main (void)
{
  g_autoptr (GengStation) station = build ();
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_MARCH, 2027);
  g_autoptr (GDate) last = g_date_new_dmy (31, G_DATE_MARCH, 2027);
  g_autoptr (GengPlanner) planner = geng_planner_new (station, first, last, NULL);
  g_autoptr (GPtrArray) faults = geng_station_validate (station);
  g_autoptr (GengPlan) plan = NULL;
  g_autoptr (GengRequest) ill = NULL;
  g_autoptr (GengJudgement) now = NULL;

  if (faults->len > 0 || !GENG_CHECK_VERSION (1, 0, 0))
    return 1;
  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  geng_planner_plan_async (planner, NULL, on_plan, &plan);
  ill = geng_request_new (GENG_REQUEST_KIND_LEAVE, geng_station_lookup_member (station, "wa"),
                          first, last);
  geng_station_add_request (station, ill, NULL);
  while (!plan)
    g_main_context_iteration (NULL, TRUE);
  if (geng_plan_get_generation (plan) == geng_station_get_generation (station))
    return 2;
  /* The plan was made before the leave; the judge says what that means today. */
  now = geng_judge (geng_plan_get_roster (plan), NULL, NULL);
  printf ("%d nights must be given to others\n", (int) geng_judgement_get_score (now)->broken);
  return geng_judgement_get_score (geng_plan_get_judgement (plan))->gaps == 0 ? 0 : 3;
}
