/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng repair: the month planned anew around what changed, with as few other changes as can be. */
#include "inbox.h"
#include "planning.h"

static GengPlanner *
new_planner (Planning *planning, Desk *desk, const Official *official, GengRoster *base)
{
  GengPlanner *planner = planning_new_planner (planning, desk);

  if (planner == NULL)
    return NULL;
  geng_planner_set_base (planner, base);
  geng_planner_set_change_from (planner, official->from);
  geng_planner_set_served (planner, official->served);
  geng_planner_set_change_price (planner, PLANNING_CHANGE_PRICE);
  return planner;
}

static Status
repair (Planning *planning, Desk *desk, const char *month, const Options *options)
{
  g_auto (Official) official = { 0 };
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengRoster) base = NULL;
  g_autoptr (GError) error = NULL;

  if (!desk_load (desk, month) || !planning_load_official (planning, desk, &official))
    return STATUS_BAD;
  base = geng_roster_copy (desk->roster);
  /* Nobody has seen the moment --from when the captain said yes to a swap before it. */
  if (!inbox_keep_accepted (desk, &official, base))
    return STATUS_BAD;
  if (!official_restore (&official, base, NULL, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  planner = new_planner (planning, desk, &official, base);
  /* Planning may take long, and writes only at its end. */
  geng_store_unlock (desk->store);
  return planner != NULL ? planning_run (planning, planner, desk, base, options) : STATUS_BAD;
}

Status
run_repair (int argc, char **argv)
{
  g_auto (Planning) planning = { 0 };
  const GOptionEntry entries[] = { PLANNING_ENTRIES (&planning), FROM_ENTRY (&planning), { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };

  if (!options_parse (&options, "repair", _ ("MONTH --from DATE"),
                      _ ("Plans a month anew after anything that changed: an absence, another "
                         "crew, somebody who joins or leaves, a new rule.\nWhat began before "
                         "--from is served and stays; of the rest as little changes as can be."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, DESK_WRITE))
    return STATUS_BAD;
  return repair (&planning, &desk, options_take (&options, 0), &options);
}
