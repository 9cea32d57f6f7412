/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning.h"

/* The absence goes to leave.csv as well, so that a later plan knows it. */
static gboolean
add_leave (Desk *desk, GengMember *member, const GDate *first, const GDate *last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);
  GengRequest *leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, first, last);

  g_ptr_array_add (requests, leave);
  if (geng_station_add_request (desk->station, leave, &error)
      && geng_store_add_requests (desk->store, requests, &error))
    return TRUE;
  say_error ("%s", error->message);
  return FALSE;
}

/* Points that a changed duty costs: about what two people too few in a crew do. */
#define CHANGE_PRICE 8

Status
run_repair (int argc, char **argv)
{
  Planning planning = { 0 };
  const GOptionEntry entries[] = { PLANNING_ENTRIES (&planning), { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GengRoster) before = NULL;
  g_autofree char *month = NULL;
  GengMember *member;
  GDate first, last;

  if (!options_parse (&options, "repair", _ ("MEMBER FIRST [LAST]"),
                      _ ("Somebody is away: writes the absence to leave.csv and plans the month "
                         "anew from that day.\nWhat lies before stays, and little else changes."),
                      entries, argc, argv)
      || !desk_open (&desk, &options)
      || (member = desk_find_member (&desk, options_take (&options, 0))) == NULL
      || !desk_parse_date (options_take (&options, 1), &first)
      || !desk_parse_date (options_take (&options, options_take (&options, 2) ? 2 : 1), &last))
    return STATUS_BAD;
  month = g_strndup (options_take (&options, 1), 7);
  if (!desk_load (&desk, month) || !add_leave (&desk, member, &first, &last))
    return STATUS_BAD;
  planner = planning_new_planner (&planning, &desk);
  g_free (planning.effort);
  if (planner == NULL)
    return STATUS_BAD;
  geng_planner_set_base (planner, desk.roster);
  geng_planner_set_first_change (planner, &first);
  geng_planner_set_change_price (planner, CHANGE_PRICE);
  before = g_object_ref (desk.roster);
  return planning_run (planner, &desk, before, &options);
}
