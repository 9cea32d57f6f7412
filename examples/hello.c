/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>
#include <stdio.h>

/* Plans August 2027 for a station's folder and says who is on duty on the 2nd at 21:00. */
int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_AUGUST, 2027);
  g_autoptr (GDate) last = g_date_new_dmy (31, G_DATE_AUGUST, 2027);
  g_autoptr (GengStore) store = geng_store_open (argc > 1 ? argv[1] : ".", &error);
  g_autoptr (GengStation) station = store ? geng_store_load (store, &error) : NULL;
  if (!station)
    return fprintf (stderr, "%s\n", error->message), 1;

  g_autoptr (GengPlanner) planner = geng_planner_new (station, first, last, &error);
  if (!planner)
    return fprintf (stderr, "%s\n", error->message), 1;
  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  g_autoptr (GengPlan) plan = geng_planner_plan (planner, NULL, &error);
  if (!plan)
    return fprintf (stderr, "%s\n", error->message), 1;

  g_autoptr (GDateTime) evening = g_date_time_new_from_iso8601 ("2027-08-02T21:00:00+08", NULL);
  g_autoptr (GPtrArray) duties = geng_roster_on_duty_at (geng_plan_get_roster (plan), evening);
  for (guint i = 0; i < duties->len; i++)
    puts (geng_entity_get_name (GENG_ENTITY (geng_duty_get_member (duties->pdata[i]))));
  printf ("%d gaps\n", (int) geng_judgement_get_score (geng_plan_get_judgement (plan))->gaps);
  return 0;
}
