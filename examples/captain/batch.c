/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * geng batch: plans a month of many folders, as a pure function of what lies in them.
 *
 * Of each folder that it has planned it keeps, in batch/MONTH.json, a digest of everything that the
 * plan depends on and one of the draft that came of it.  A folder where both still hold is not
 * planned again; a draft that somebody has edited since is left alone.  So the same command may be
 * given again after a kill, a full disk or on another machine, and does what is left to do.  One
 * line of JSON a folder says what came of it.
 *
 * A zone that shares people is one folder, planned as one.  A station of it is none: whom it gets
 * depends on the others.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch-state.h"
#include "batch.h"
#include "log.h"
#include "terminal.h"
#include "zone.h"

/* A path on a line of the standard input. */
#define MOST_PATH 4096

static void
count_status (Batch *self, Status status)
{
  self->worst = status_worse (self->worst, status);
}

/* -- the line -- */

void
batch_print_line (JsonNode *line)
{
  g_autofree char *text = json_to_string (line, FALSE);
  g_autofree char *safe = terminal_json (text);

  g_print ("%s\n", safe);
  fflush (stdout);
}

JsonNode *
batch_begin_line (const char *folder, const Batch *self, const char *state)
{
  JsonObject *object = json_object_new ();
  JsonNode *line = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "folder", folder);
  json_object_set_string_member (object, "month", self->month);
  json_object_set_string_member (object, "state", state);
  json_node_take_object (line, object);
  return line;
}

static void
add_faults (GengStore *store, JsonObject *object)
{
  g_autoptr (GPtrArray) faults = geng_store_list_faults (store);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *text = geng_fault_to_string (g_ptr_array_index (faults, i));

      json_array_add_string_element (list, text);
    }
  json_object_set_array_member (object, "faults", list);
}

Status
batch_fail (const char *folder, const Batch *self, GengStore *store, const GError *error)
{
  gboolean later = may_go_well_later (error);
  g_autoptr (JsonNode) line = batch_begin_line (folder, self, later ? "retry" : "faulty");
  JsonObject *object = json_node_get_object (line);

  json_object_set_int_member (object, "status", later ? STATUS_RETRY : STATUS_BAD);
  json_object_set_string_member (object, "error", error->message);
  if (store != NULL)
    add_faults (store, object);
  batch_print_line (line);
  return later ? STATUS_RETRY : STATUS_BAD;
}

Status
batch_say_state (const char *folder, const Batch *self, const char *state, Status status)
{
  g_autoptr (JsonNode) line = batch_begin_line (folder, self, state);

  json_object_set_int_member (json_node_get_object (line), "status", status);
  batch_print_line (line);
  return status;
}

Status
batch_say_again (const char *folder, JsonNode *line)
{
  JsonObject *object = json_node_get_object (line);

  json_object_set_string_member (object, "folder", folder);
  json_object_set_string_member (object, "state", "unchanged");
  batch_print_line (line);
  return (Status) json_object_get_int_member_with_default (object, "status", STATUS_FINE);
}

/* -- a plan -- */

void
batch_add_plan (JsonObject *object, Desk *desk, GengPlan *plan, const char *input)
{
  const GengScore *score = geng_judgement_get_score (desk->judgement);
  g_autoptr (GPtrArray) aside = geng_roster_list_set_aside (desk->roster);

  json_object_set_int_member (object, "gaps", score->gaps);
  json_object_set_int_member (object, "bound-gaps", geng_plan_get_bound_gaps (plan));
  json_object_set_int_member (object, "cost", score->cost);
  json_object_set_int_member (object, "bound-cost", geng_plan_get_bound_cost (plan));
  json_object_set_boolean_member (object, "optimal", geng_plan_get_optimal (plan));
  json_object_set_int_member (object, "set-aside", aside->len);
  json_object_set_string_member (object, "input", input);
}

void
batch_assign_kit (JsonObject *object, Desk *desk)
{
  g_autoptr (GError) error = NULL;

  if (!geng_kit_assign (desk->roster, desk->history, &error))
    json_object_set_string_member (object, "kit", error->message);
}

static JsonNode *
describe_plan (const char *folder, const Batch *self, Desk *desk, GengPlan *plan, const char *input)
{
  JsonNode *line = batch_begin_line (folder, self, "planned");
  JsonObject *object = json_node_get_object (line);

  json_object_set_int_member (object, "status", desk_status (desk));
  batch_add_plan (object, desk, plan, input);
  batch_assign_kit (object, desk);
  return line;
}

/* The draft and what is known of it count together.  The digest of the draft comes after it, as
 * only what is on the disk has one: who is killed between the two plans again and gets the same. */
static gboolean
keep (const Batch *self, Desk *desk, JsonNode *line, GError **error)
{
  g_autofree char *kept = NULL;

  if (!geng_store_begin (desk->store, error))
    return FALSE;
  if (!geng_store_replace_draft (desk->store, desk->roster, &kept, error)
      || !batch_state_write (desk->store, self->month, line, error))
    {
      geng_store_unlock (desk->store);
      return FALSE;
    }
  if (!geng_store_commit (desk->store, error))
    return FALSE;
  batch_state_add_draft (desk->store, self->month, line);
  return batch_state_write (desk->store, self->month, line, error);
}

static GengPlan *
plan (Batch *self, Desk *desk, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_auto (Official) official = { 0 };
  g_autoptr (GengRoster) base = planning_load_base (desk, &official, &failure);
  g_autoptr (GengPlanner) planner = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  planner = geng_planner_new (desk->station, &desk->first, &desk->last, error);
  if (planner == NULL)
    return NULL;
  planning_set_up (&self->planning, planner);
  geng_planner_set_history (planner, desk->history);
  geng_planner_set_base (planner, base);
  return geng_planner_plan (planner, NULL, error);
}

static gboolean
load (Desk *desk, GError **error)
{
  g_autoptr (GError) failure = NULL;

  desk->station = geng_store_load (desk->store, error);
  if (desk->station == NULL)
    return FALSE;
  if (geng_station_get_language (desk->station) == NULL)
    geng_station_set_language (desk->station, desk_language ());
  desk->history
      = geng_store_load_history (desk->store, desk->station, &desk->first, 0, TRUE, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static Status
plan_folder (Batch *self, const char *folder, Desk *desk, const char *input)
{
  g_autoptr (GengPlan) found = NULL;
  g_autoptr (JsonNode) line = NULL;
  g_autoptr (GError) error = NULL;
  const Options options = { 0 };

  /* The log says what is wrong with its own files. */
  if (!load (desk, &error))
    return batch_fail (folder, self, desk->store, error);
  if (!log_begin (desk, &options, &error))
    {
      say_failure (error);
      return batch_say_state (folder, self, "retry", STATUS_RETRY);
    }
  if ((found = plan (self, desk, &error)) == NULL)
    return batch_fail (folder, self, desk->store, error);
  g_set_object (&desk->roster, geng_plan_get_roster (found));
  desk_set_judgement (desk, geng_plan_get_judgement (found));
  line = describe_plan (folder, self, desk, found, input);
  if (!keep (self, desk, line, &error))
    return batch_fail (folder, self, NULL, error);
  batch_print_line (line);
  return desk_status (desk);
}

/* -- a zone above -- */

/* (transfer none) (nullable) */
static GengZone *
open_zone (Batch *self, const char *folder)
{
  if (self->zone == NULL || !g_str_equal (geng_zone_get_path (self->zone), folder))
    {
      g_clear_object (&self->zone);
      self->zone = geng_zone_open (folder, NULL);
    }
  return self->zone;
}

/* Links are followed, as the library does. */
static gboolean
has_station (GengZone *zone, const char *folder)
{
  char *own = realpath (folder, NULL);
  gboolean found = FALSE;

  for (guint i = 0; own != NULL && !found && i < geng_zone_get_n_stations (zone); i++)
    {
      char *other = realpath (geng_store_get_path (geng_zone_get_store (zone, i)), NULL);

      found = g_strcmp0 (own, other) == 0;
      free (other);
    }
  free (own);
  return found;
}

static gboolean
can_load (GengStore *store, GError **error)
{
  g_autoptr (GengStation) station = geng_store_load (store, error);

  return station != NULL;
}

/* The zone that shares people and has the station.  Whether mistakes of a zone.ini are the
 * station's as well, the store knows.
 * (transfer none) (nullable): NULL without an error where the station is planned alone */
static GengZone *
find_sharing (Batch *self, GengStore *store, GError **error)
{
  g_autofree char *at = g_canonicalize_filename (geng_store_get_path (store), NULL);

  for (;;)
    {
      char *above = g_path_get_dirname (at);
      gboolean top = g_str_equal (above, at);
      GengZone *zone;

      g_free (at);
      at = above;
      if (top)
        return NULL;
      if (!geng_zone_is_folder (at))
        continue;
      zone = open_zone (self, at);
      if (zone == NULL && !can_load (store, error))
        return NULL;
      if (zone != NULL && zone_shares_people (zone))
        return has_station (zone, geng_store_get_path (store)) ? zone : NULL;
    }
}

/* A draft that the zone's plan made is left alone like all that others made. */
static gboolean
is_edited (const Batch *self, GengStore *store)
{
  g_auto (BatchState) known = { 0 };

  if (self->again)
    return FALSE;
  batch_state_read (&known, store, self->month);
  return batch_state_compare (&known, NULL) == BATCH_EDITED;
}

static Status
refuse (const Batch *self, const char *folder, GengStore *store, GengZone *zone)
{
  const char *path = geng_zone_get_path (zone);
  g_autofree char *where
      = strpbrk (path, " '\"\\$&;()<>|*?`~") != NULL ? g_shell_quote (path) : g_strdup (path);
  g_autoptr (GError) error = NULL;

  if (is_edited (self, store))
    return batch_say_state (folder, self, "edited", STATUS_FINE);
  g_set_error (&error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("the zone shares people and is planned as one: geng batch %s %s"), self->month,
               where);
  return batch_fail (folder, self, NULL, error);
}

/* -- a folder -- */

static gboolean
is_published (const Desk *desk)
{
  return geng_store_has_record (desk->store, g_date_get_year (&desk->first),
                                g_date_get_month (&desk->first));
}

/* Whoever is writing there is not waited for; what an interrupted command left, like a publication,
 * is ended first. */
static Status
do_locked (Batch *self, const char *folder, Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *input = NULL;
  g_auto (BatchState) known = { 0 };

  if (!geng_store_lock (desk->store, &error))
    return batch_fail (folder, self, NULL, error);
  if (is_published (desk))
    return batch_say_state (folder, self, "published", STATUS_FINE);
  input = batch_state_input (desk->store, self->month, &self->planning);
  batch_state_read (&known, desk->store, self->month);
  switch (self->again ? BATCH_CHANGED : batch_state_compare (&known, input))
    {
    case BATCH_SAME:
      return batch_say_again (folder, known.line);
    case BATCH_EDITED:
      return batch_say_state (folder, self, "edited", STATUS_FINE);
    case BATCH_CHANGED:
    default:
      return plan_folder (self, folder, desk, input);
    }
}

/* Most have nothing to do, and are neither locked nor loaded. */
static gboolean
is_done (Batch *self, const char *folder, GengStore *store, Status *status)
{
  g_autofree char *input = NULL;
  g_auto (BatchState) known = { 0 };

  if (self->again || geng_store_get_interrupted (store))
    return FALSE;
  input = batch_state_input (store, self->month, &self->planning);
  batch_state_read (&known, store, self->month);
  if (batch_state_compare (&known, input) != BATCH_SAME)
    return FALSE;
  *status = batch_say_again (folder, known.line);
  return TRUE;
}

static Status
do_station (Batch *self, const char *folder)
{
  g_auto (Desk) desk = { .json = TRUE };
  g_autoptr (GError) error = NULL;
  GengZone *zone;
  Status status;

  if (!desk_set_month (&desk, self->month))
    return STATUS_BAD;
  log_begin_change ();
  desk.store = geng_store_open (folder, &error);
  if (desk.store == NULL)
    return batch_fail (folder, self, NULL, error);
  if (is_published (&desk))
    return batch_say_state (folder, self, "published", STATUS_FINE);
  zone = find_sharing (self, desk.store, &error);
  if (error != NULL)
    return batch_fail (folder, self, desk.store, error);
  if (zone != NULL)
    return refuse (self, folder, desk.store, zone);
  return is_done (self, folder, desk.store, &status) ? status : do_locked (self, folder, &desk);
}

/* A zone's folder stands for its stations, or is one folder where these share people. */
static Status
do_folder (Batch *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengZone) zone = NULL;
  Status worst = STATUS_FINE;

  if (!geng_zone_is_folder (folder) && self->station == NULL)
    return do_station (self, folder);
  zone = geng_zone_open (folder, &error);
  if (zone == NULL)
    return batch_fail (folder, self, NULL, error);
  if (self->station != NULL && zone_find (zone, self->station) < 0)
    return STATUS_BAD;
  if (self->station == NULL && zone_shares_people (zone))
    return batch_do_zone (self, folder);
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    if (self->station == NULL || g_str_equal (self->station, geng_zone_get_id (zone, i)))
      worst = status_worse (worst,
                            do_station (self, geng_store_get_path (geng_zone_get_store (zone, i))));
  return worst;
}

static void
do_listed (Batch *self)
{
  char line[MOST_PATH];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      line[strcspn (line, "\r\n")] = '\0';
      if (line[0] != '\0')
        count_status (self, do_folder (self, line));
    }
}

static void
do_all (Batch *self, Options *options)
{
  if (self->planning.threads == 0)
    self->planning.threads = 1;
  for (guint i = 1; options_take (options, i) != NULL; i++)
    if (g_str_equal (options_take (options, i), "-"))
      do_listed (self);
    else
      count_status (self, do_folder (self, options_take (options, i)));
}

static const char about[] = N_ (
    "Plans a month of many folders; “-” reads their names from the input, one a line. A folder of "
    "which nothing has changed since is not planned again, and a draft that somebody has edited or "
    "published is left alone. A zone's folder stands for its stations, or is planned as one where "
    "they share people.\nEach folder is answered by a line of JSON. Exit status: 75 when one "
    "may be tried again, else 1 when one has mistakes, else 2 when one has gaps; the others are "
    "planned all the same.");

Status
run_batch (int argc, char **argv)
{
  Batch batch = { .planning = { .effort_level = GENG_EFFORT_NORMAL } };
  const GOptionEntry entries[]
      = { PLANNING_EFFORT_ENTRIES (&batch.planning),
          { "again", 0, 0, G_OPTION_ARG_NONE, &batch.again,
            N_ ("Plan also where nothing changed or somebody edited the draft, which is kept"),
            NULL },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) dates = { 0 };

  if (!options_parse (&options, "batch", _ ("MONTH FOLDER… | MONTH -"), _ (about), entries, argc,
                      argv)
      || !desk_set_month (&dates, options_take (&options, 0)))
    {
      planning_clear (&batch.planning);
      return STATUS_BAD;
    }
  batch.month = options_take (&options, 0);
  batch.station = options.station;
  /* Thousands of folders are no line of each one's log. */
  log_set_command (2, (char *[]){ (char *) "batch", (char *) batch.month });
  if (options_take (&options, 1) == NULL)
    {
      say_error (_ ("Which folders? Name them after the month, or write - and give a list."));
      batch.worst = STATUS_BAD;
    }
  else if (!planning_read_effort (&batch.planning))
    batch.worst = STATUS_BAD;
  else
    do_all (&batch, &options);
  g_clear_object (&batch.zone);
  planning_clear (&batch.planning);
  return batch.worst;
}
