/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

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
    {
      add_verdict (desk, builder);
      presence_add (desk, builder);
    }
  json_builder_end_object (builder);
  print_json (builder);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Months of which the folder has a file: "2026-12", sorted. */
static GPtrArray *
list_months (Desk *desk, const char *folder)
{
  g_autofree char *path = g_build_filename (geng_store_get_path (desk->store), folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *months = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strlen (name) == strlen ("2026-12.csv") && g_str_has_suffix (name, ".csv"))
      g_ptr_array_add (months, g_strndup (name, strlen ("2026-12")));
  g_ptr_array_sort (months, compare_names);
  return months;
}

/* Everything that a plan would read: each record and each draft. */
static gboolean
check_rosters (Desk *desk, const char *folder, gboolean record)
{
  g_autoptr (GPtrArray) months = list_months (desk, folder);
  gboolean fine = TRUE;

  for (guint i = 0; i < months->len; i++)
    {
      g_autoptr (GengRoster) roster = NULL;
      g_autoptr (GError) error = NULL;
      Desk month = { .json = desk->json };
      GDateYear year;
      GDateMonth number;

      if (!desk_set_month (&month, g_ptr_array_index (months, i)))
        continue;
      year = g_date_get_year (&month.first);
      number = g_date_get_month (&month.first);
      roster = record
                   ? geng_store_load_record (desk->store, desk->station, year, number, NULL, &error)
                   : geng_store_load_draft (desk->store, desk->station, year, number, &error);
      if (roster == NULL)
        desk_print_faults (desk, error);
      fine = fine && roster != NULL;
    }
  return fine;
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
  if (month == NULL
      && (!check_rosters (&desk, "rosters", TRUE) || !check_rosters (&desk, "drafts", FALSE)))
    return STATUS_BAD;
  if (options.json)
    answer_json (&desk);
  else if (month != NULL)
    {
      if (all)
        print_costs (&desk);
      presence_print (&desk);
      print_verdict (&desk);
    }
  else
    g_print (_ ("The folder is fine: %s, %u members.\n"),
             geng_entity_get_name (GENG_ENTITY (desk.station)),
             g_list_model_get_n_items (geng_station_get_members (desk.station)));
  return month != NULL ? desk_status (&desk) : STATUS_FINE;
}
