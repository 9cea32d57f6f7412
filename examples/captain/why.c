/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk.h"

static void
print_reasons (GPtrArray *gaps)
{
  if (gaps->len == 0)
    g_print (_ ("No gaps: every place is filled.\n"));
  for (guint i = 0; i < gaps->len; i++)
    {
      GengGap *gap = g_ptr_array_index (gaps, i);
      g_autofree char *text = geng_gap_to_string (gap);

      g_print ("! %s\n", text);
      if (geng_gap_get_reason (gap) != NULL)
        g_print ("    %s\n", geng_gap_get_reason (gap));
    }
}

Status
run_why (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = NULL;

  if (!options_parse (&options, "why", _ ("MONTH"),
                      _ ("Lists the places that nobody fills, each with what stands in the way."),
                      NULL, argc, argv)
      || !desk_open (&desk, &options, DESK_READ) || !desk_load (&desk, options_take (&options, 0)))
    return STATUS_BAD;
  gaps = geng_judgement_list_gaps (desk.judgement);
  if (!geng_cover_explain_gaps (desk.roster, desk.history, gaps, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (options.json)
    answer_verdict (&desk);
  else
    print_reasons (gaps);
  return desk_status (&desk);
}
