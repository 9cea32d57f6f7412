/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning.h"

/* Told before: the command was given again, or the absence was imported. */
static gboolean
is_known (Desk *desk, GengRequest *leave)
{
  GListModel *list = geng_station_get_requests (desk->station);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengRequest) old = g_list_model_get_item (list, i);

      if (geng_request_get_kind (old) == GENG_REQUEST_KIND_LEAVE
          && geng_request_get_member (old) == geng_request_get_member (leave)
          && !geng_request_get_timed (old)
          && g_date_compare (geng_request_get_first (old), geng_request_get_first (leave)) <= 0
          && g_date_compare (geng_request_get_last (old), geng_request_get_last (leave)) >= 0)
        return TRUE;
    }
  return FALSE;
}

/* What goes to leave.csv together with the draft, so that a later plan knows the absence; NULL
 * after a message. */
static GPtrArray *
add_leave (Desk *desk, GengMember *member, const GDate *first, const GDate *last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GengRequest) leave = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, first, last);

  if (!is_known (desk, leave))
    {
      if (!geng_station_add_request (desk->station, leave, &error))
        {
          say_failure (error);
          return NULL;
        }
      g_ptr_array_add (requests, g_steal_pointer (&leave));
    }
  return g_steal_pointer (&requests);
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
  g_autoptr (GPtrArray) leave = NULL;
  g_autofree char *month = NULL;
  GengMember *member;
  GDate first, last;

  if (!options_parse (&options, "repair", _ ("MEMBER FIRST [LAST]"),
                      _ ("Somebody is away: writes the absence to leave.csv and plans the month "
                         "anew from that day.\nWhat lies before stays, and little else changes."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, DESK_WRITE)
      || (member = desk_find_member (&desk, options_take (&options, 0))) == NULL
      || !desk_parse_date (&desk, options_take (&options, 1), &first)
      || !desk_parse_date (&desk, options_take (&options, options_take (&options, 2) ? 2 : 1),
                           &last))
    return STATUS_BAD;
  month = desk_month_text (&first);
  if (!desk_load (&desk, month) || (leave = add_leave (&desk, member, &first, &last)) == NULL)
    return STATUS_BAD;
  planner = planning_new_planner (&planning, &desk);
  g_free (planning.effort);
  if (planner == NULL)
    return STATUS_BAD;
  geng_planner_set_base (planner, desk.roster);
  geng_planner_set_first_change (planner, &first);
  geng_planner_set_change_price (planner, CHANGE_PRICE);
  before = g_object_ref (desk.roster);
  return planning_run (&planning, planner, &desk, before, leave, &options);
}
