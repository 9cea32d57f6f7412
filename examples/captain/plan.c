/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning.h"

static Status
plan_month (Planning *planning, Desk *desk, const Options *options)
{
  g_auto (Official) official = { 0 };
  g_autoptr (GengRoster) base = NULL;
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GError) error = NULL;

  if (!planning_load_official (planning, desk, &official))
    return STATUS_BAD;
  base = planning_load_base (desk, &official, &error);
  if (error != NULL)
    {
      desk_print_faults (desk, error);
      return STATUS_BAD;
    }
  planner = planning_new_planner (planning, desk);
  if (planner == NULL)
    return STATUS_BAD;
  geng_planner_set_base (planner, base);
  geng_planner_set_change_from (planner, official.from);
  geng_planner_set_served (planner, official.served);
  return planning_run (planning, planner, desk, NULL, options);
}

Status
run_plan (int argc, char **argv)
{
  g_auto (Planning) planning = { 0 };
  const GOptionEntry entries[] = { PLANNING_ENTRIES (&planning),
                                   FROM_ENTRY (&planning),
                                   PLANNING_FILE_ENTRIES (&planning),
                                   { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  Status status;

  if (!options_parse (&options, "plan", _ ("MONTH"),
                      _ ("Plans a month into drafts/MONTH.csv. No rule on people is ever broken; "
                         "what nobody may fill stays a gap.\nDuties that the draft marks as fixed "
                         "stay. Ctrl-C keeps the best roster so far. The same folder and seed give "
                         "the same roster."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, DESK_WRITE)
      || !desk_set_month (&desk, options_take (&options, 0)))
    return STATUS_BAD;
  /* Planning may take long, and writes only at its end. */
  geng_store_unlock (desk.store);
  /* An empty roster stands in until the plan is there, so that history is loaded the same way. */
  desk.roster = geng_roster_new (desk.station, &desk.first, &desk.last, NULL);
  status = desk_load (&desk, options_take (&options, 0)) ? plan_month (&planning, &desk, &options)
                                                         : STATUS_BAD;
  return status;
}
