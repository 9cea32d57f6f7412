/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inbox.h"
#include "planning.h"

/* The draft, or else what is official. (transfer full) (nullable) */
static GengRoster *
load_month (Desk *desk, const Official *official, GError **error)
{
  GDateYear year = g_date_get_year (&desk->first);
  GDateMonth month = g_date_get_month (&desk->first);

  if (geng_store_has_draft (desk->store, year, month))
    return geng_store_load_draft (desk->store, desk->station, year, month, error);
  return official->roster != NULL ? geng_roster_copy (official->roster) : NULL;
}

/* A swap that was accepted is a promise to two people, before --from and after it. */
static gboolean
keep_swaps (Desk *desk, Official *official, GengRoster *month, GengRoster *base)
{
  return inbox_keep_accepted (desk, official, month) && inbox_fix_swaps (desk, month, base)
         && inbox_free_swaps (desk, NULL, base);
}

static gboolean
has_any (GengRoster *roster)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);

  return duties->len > 0;
}

/* The fixed duties of the draft, what swaps have brought, and the served duties of what is
 * official; NULL where there are none, or after a message. */
static GengRoster *
load_base (Desk *desk, Official *official, gboolean *failed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengRoster) month = load_month (desk, official, &error);
  g_autoptr (GengRoster) base = error == NULL ? planning_load_fixed (desk, &error) : NULL;

  if (error == NULL && base == NULL && month != NULL)
    base = geng_roster_new (desk->station, &desk->first, &desk->last, &error);
  *failed = error != NULL
            || (month != NULL
                && (!keep_swaps (desk, official, month, base)
                    || !official_restore (official, base, NULL, &error)));
  if (error != NULL)
    desk_print_faults (desk, error);
  /* A plan that begins with nothing is that of a month without a draft. */
  if (!*failed && base != NULL && official->roster == NULL && !has_any (base))
    g_clear_object (&base);
  return *failed ? NULL : g_steal_pointer (&base);
}

static Status
plan_month (Planning *planning, Desk *desk, const Options *options)
{
  g_auto (Official) official = { 0 };
  g_autoptr (GengRoster) base = NULL;
  g_autoptr (GengPlanner) planner = NULL;
  gboolean failed;

  if (!planning_load_official (planning, desk, &official))
    return STATUS_BAD;
  base = load_base (desk, &official, &failed);
  if (failed)
    return STATUS_BAD;
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
