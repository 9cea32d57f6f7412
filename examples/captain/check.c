/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk.h"

static void
answer_json (Desk *desk)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "members");
  json_builder_add_int_value (builder,
                              g_list_model_get_n_items (geng_station_get_members (desk->station)));
  if (desk->judgement != NULL)
    add_verdict (desk, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

Status
run_check (int argc, char **argv)
{
  gboolean all = FALSE;
  const GOptionEntry entries[] = { { "all", 'a', 0, G_OPTION_ARG_NONE, &all,
                                     N_ ("List also what costs: wishes, hours and shares"), NULL },
                                   { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  const char *month;

  if (!options_parse (&options, "check", _ ("[MONTH]"),
                      _ ("Reads the whole folder and lists every mistake with file, line and "
                         "column.\nWith a month it judges that roster as well, also one edited "
                         "by hand."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, DESK_READ))
    return STATUS_BAD;
  month = options_take (&options, 0);
  if (month != NULL && !desk_load (&desk, month))
    return STATUS_BAD;
  if (options.json)
    answer_json (&desk);
  else if (month != NULL)
    {
      if (all)
        print_costs (&desk);
      print_verdict (&desk);
    }
  else
    g_print (_ ("The folder is fine: %s, %u members.\n"),
             geng_entity_get_name (GENG_ENTITY (desk.station)),
             g_list_model_get_n_items (geng_station_get_members (desk.station)));
  return month != NULL ? desk_status (&desk) : STATUS_FINE;
}
