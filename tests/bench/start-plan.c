/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A program that makes a planner. */
#include <geng/geng.h>
#include "start.h"

int
main (void)
{
  g_autoptr (GengStation) station = geng_station_new ("gate", "Gate", "Asia/Shanghai", NULL);
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_FEBRUARY, 2027);
  g_autoptr (GDate) last = g_date_new_dmy (28, G_DATE_FEBRUARY, 2027);
  g_autoptr (GengPlanner) planner = geng_planner_new (station, first, last, NULL);

  tell_memory ();
  return planner == NULL;
}
