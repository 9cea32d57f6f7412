/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <stdio.h>

#include "planning.h"

/* One line a progress report. Two runs of a plan on one thread give the same trace but for the last
 * column, the seconds on the clock. */
static void
trace (GengPlanner *planner, GengProgress *progress, gpointer file)
{
  g_autoptr (GEnumClass) phases = g_type_class_ref (GENG_TYPE_PHASE);
  const GEnumValue *phase = g_enum_get_value (phases, geng_progress_get_phase (progress));

  fprintf (file,
           "%s,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GUINT64_FORMAT
           ",%.3f\n",
           phase->value_nick, geng_progress_get_gaps (progress), geng_progress_get_cost (progress),
           geng_progress_get_bound_cost (progress), geng_progress_get_effort (progress),
           geng_progress_get_elapsed_seconds (progress));
}

static FILE *
open_trace (const char *path, GengPlanner *planner)
{
  FILE *file = fopen (path, "w");

  if (file == NULL)
    {
      say_error ("%s: %s", path, g_strerror (errno));
      return NULL;
    }
  fprintf (file, "phase,gaps,cost,bound,effort,seconds\n");
  g_signal_connect (planner, "progress", G_CALLBACK (trace), file);
  return file;
}

/* The fixed duties of the draft and the served ones of what is official; NULL where there are none,
 * or with an error. */
static GengRoster *
load_base (Desk *desk, const Official *official, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GengRoster) base = planning_load_fixed (desk, &failure);

  if (failure == NULL && base == NULL && official->roster != NULL)
    base = geng_roster_new (desk->station, &desk->first, &desk->last, &failure);
  if (failure == NULL && (base == NULL || official_restore (official, base, NULL, &failure)))
    return g_steal_pointer (&base);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static Status
plan_month (Planning *planning, const char *path, Desk *desk, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_auto (Official) official = { 0 };
  g_autoptr (GengRoster) base = NULL;
  g_autoptr (GengPlanner) planner = NULL;
  FILE *file = NULL;
  Status status;

  if (!planning_load_official (planning, desk, &official))
    return STATUS_BAD;
  base = load_base (desk, &official, &error);
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
  if (path != NULL && (file = open_trace (path, planner)) == NULL)
    return STATUS_BAD;
  status = planning_run (planning, planner, desk, NULL, options);
  if (file != NULL)
    fclose (file);
  return status;
}

Status
run_plan (int argc, char **argv)
{
  g_auto (Planning) planning = { 0 };
  g_autofree char *path = NULL;
  const GOptionEntry entries[]
      = { PLANNING_ENTRIES (&planning),
          FROM_ENTRY (&planning),
          { "trace", 0, 0, G_OPTION_ARG_FILENAME, &path,
            N_ ("Write the course of the search to a file"), N_ ("FILE") },
          { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &planning.certificate,
            N_ ("Write what shows to a stranger how good the roster is"), N_ ("FILE") },
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
  status = desk_load (&desk, options_take (&options, 0))
               ? plan_month (&planning, path, &desk, &options)
               : STATUS_BAD;
  return status;
}
