/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * geng batch on a zone that shares people: one plan over all stations, and one line.
 *
 * What is known of it lies in batch/MONTH.json in the zone's folder, with a digest of the draft of
 * each station.  Before the drafts are written it says that they are not known yet, so that a kill
 * between two of them plans the zone again, which gives the same drafts.
 */
#include <string.h>

#include "batch-state.h"
#include "batch.h"
#include "log.h"
#include "zone-plan.h"
#include "zone.h"

#include <errno.h>
#include <glib/gstdio.h>

/* A line a station; untrusted files are bounded. */
#define MOST_LINE ((gsize) 16 * 1024 * 1024)
#define OWN_FOLDER 0700
#define OWN_FILE 0600

/* -- what is known -- */

static char *
state_path (GengZone *zone, const char *month)
{
  g_autofree char *name = g_strdup_printf ("%s.json", month);

  return g_build_filename (geng_zone_get_path (zone), "batch", name, NULL);
}

/* (transfer full) (nullable): what cannot be read is not known */
static JsonNode *
read_line (GengZone *zone, const char *month)
{
  g_autofree char *path = state_path (zone, month);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) line = NULL;
  GStatBuf status;

  if (g_stat (path, &status) != 0 || (gsize) status.st_size > MOST_LINE
      || !g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  line = json_from_string (text, NULL);
  return line != NULL && JSON_NODE_HOLDS_OBJECT (line) ? g_steal_pointer (&line) : NULL;
}

static gboolean
write_line (GengZone *zone, const char *month, JsonNode *line, GError **error)
{
  g_autofree char *path = state_path (zone, month);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = json_to_string (line, TRUE);

  if (g_mkdir (folder, OWN_FOLDER) != 0 && errno != EEXIST)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_IO, "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   OWN_FILE, error);
}

static gboolean
is_published (const Batch *self, GengZone *zone, guint index)
{
  Desk desk = { 0 };

  return desk_set_month (&desk, self->month)
         && geng_store_has_record (geng_zone_get_store (zone, index), g_date_get_year (&desk.first),
                                   g_date_get_month (&desk.first));
}

/* (transfer none) (nullable): that the line has of the stations' drafts */
static JsonObject *
drafts_of (JsonNode *line)
{
  JsonObject *object = json_node_get_object (line);
  JsonNode *drafts = json_object_get_member (object, "drafts");

  return drafts != NULL && JSON_NODE_HOLDS_OBJECT (drafts) ? json_node_get_object (drafts) : NULL;
}

/* Somebody made the draft, or changed it since.  gone: (inout): there is none any more */
static gboolean
is_edited (JsonObject *drafts, const char *id, const char *now, gboolean *gone)
{
  const char *known = drafts != NULL ? json_read_text (drafts, id) : NULL;

  *gone = *gone || (now == NULL && known != NULL);
  return now != NULL && g_strcmp0 (known, now) != 0;
}

/* line: (nullable)
 * edited: (element-type char): gets the ids of stations whose drafts are somebody's work */
static BatchChange
compare (const Batch *self, GengZone *zone, JsonNode *line, const char *input, GPtrArray *edited)
{
  JsonObject *drafts = line != NULL ? drafts_of (line) : NULL;
  gboolean gone = FALSE;

  /* Killed before it knew them. */
  if (line != NULL && drafts == NULL)
    return BATCH_CHANGED;
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      const char *id = geng_zone_get_id (zone, i);
      g_autofree char *now = batch_state_draft (geng_zone_get_store (zone, i), self->month);

      if (!is_published (self, zone, i) && is_edited (drafts, id, now, &gone))
        g_ptr_array_add (edited, (char *) id);
    }
  if (edited->len > 0)
    return BATCH_EDITED;
  return line != NULL && !gone
                 && g_strcmp0 (json_read_text (json_node_get_object (line), "input"), input) == 0
             ? BATCH_SAME
             : BATCH_CHANGED;
}

/* -- a plan -- */

static void
add_station (const ZonePlan *plan, guint index, JsonArray *stations)
{
  JsonObject *one = json_object_new ();

  json_object_set_string_member (one, "station", geng_zone_get_id (plan->zone, index));
  if (!zone_plan_has (plan, index))
    json_object_set_string_member (one, "error", geng_zone_get_failure (plan->zone, index));
  else if (zone_plan_takes (plan, index))
    {
      guint missing, gaps = zone_plan_count_gaps (plan, index, &missing);

      json_object_set_int_member (one, "gaps", gaps);
      json_object_set_int_member (one, "missing", missing);
    }
  else
    json_object_set_boolean_member (one, "published", TRUE);
  json_array_add_object_element (stations, one);
}

static JsonNode *
describe (const char *folder, const Batch *self, ZonePlan *plan, const char *input)
{
  JsonNode *line = batch_begin_line (folder, self, "planned");
  JsonObject *object = json_node_get_object (line);
  JsonArray *stations = json_array_new ();

  json_object_set_int_member (object, "status", zone_plan_status (plan));
  batch_add_plan (object, &plan->desk, plan->plan, input);
  batch_assign_kit (object, &plan->desk);
  for (guint i = 0; i < geng_zone_get_n_stations (plan->zone); i++)
    add_station (plan, i, stations);
  json_object_set_array_member (object, "stations", stations);
  return line;
}

static void
add_drafts (GengZone *zone, const char *month, JsonNode *line)
{
  JsonObject *drafts = json_object_new ();

  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      g_autofree char *draft = batch_state_draft (geng_zone_get_store (zone, i), month);

      if (draft != NULL)
        json_object_set_string_member (drafts, geng_zone_get_id (zone, i), draft);
    }
  json_object_set_object_member (json_node_get_object (line), "drafts", drafts);
}

static gboolean
find_plan (const Batch *self, ZonePlan *plan, GError **error)
{
  g_autoptr (GengPlanner) planner = NULL;

  plan->desk.station = geng_zone_join (plan->zone, error);
  plan->desk.zone = plan->zone;
  if (plan->desk.station == NULL || !zone_plan_load_question (plan, error))
    return FALSE;
  planner = geng_planner_new (plan->desk.station, &plan->desk.first, &plan->desk.last, error);
  if (planner == NULL)
    return FALSE;
  planning_set_up (&self->planning, planner);
  geng_planner_set_history (planner, plan->desk.history);
  geng_planner_set_base (planner, plan->base);
  plan->plan = geng_planner_plan (planner, NULL, error);
  if (plan->plan == NULL)
    return FALSE;
  plan->desk.roster = g_object_ref (geng_plan_get_roster (plan->plan));
  desk_set_judgement (&plan->desk, geng_plan_get_judgement (plan->plan));
  return TRUE;
}

static gboolean
keep (const Batch *self, ZonePlan *plan, JsonNode *line, GError **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  if (!write_line (plan->zone, self->month, line, error) || !zone_plan_write (plan, kept, error))
    return FALSE;
  add_drafts (plan->zone, self->month, line);
  return write_line (plan->zone, self->month, line, error);
}

static Status
plan_zone (const Batch *self, const char *folder, ZonePlan *plan, const char *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) line = NULL;

  if (!geng_zone_load (plan->zone, &error))
    return batch_fail (folder, self, NULL, error);
  for (guint i = 0; i < geng_zone_get_n_stations (plan->zone); i++)
    if (zone_plan_has (plan, i)
        && geng_station_get_language (geng_zone_get_station (plan->zone, i)) == NULL)
      geng_station_set_language (geng_zone_get_station (plan->zone, i), desk_language ());
  zone_plan_leave_out_published (plan);
  if (!find_plan (self, plan, &error))
    return batch_fail (folder, self, NULL, error);
  line = describe (folder, self, plan, input);
  if (!keep (self, plan, line, &error))
    return batch_fail (folder, self, NULL, error);
  batch_print_line (line);
  return zone_plan_status (plan);
}

/* -- the zone -- */

static gboolean
all_published (const Batch *self, GengZone *zone)
{
  guint n = geng_zone_get_n_stations (zone);

  for (guint i = 0; i < n; i++)
    if (!is_published (self, zone, i))
      return FALSE;
  return n > 0;
}

static gboolean
is_interrupted (GengZone *zone)
{
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    if (geng_store_get_interrupted (geng_zone_get_store (zone, i)))
      return TRUE;
  return FALSE;
}

static Status
say_edited (const char *folder, const Batch *self, GPtrArray *edited)
{
  g_autoptr (JsonNode) line = batch_begin_line (folder, self, "edited");
  JsonObject *object = json_node_get_object (line);
  JsonArray *stations = json_array_new ();

  for (guint i = 0; i < edited->len; i++)
    json_array_add_string_element (stations, edited->pdata[i]);
  json_object_set_int_member (object, "status", STATUS_FINE);
  json_object_set_array_member (object, "edited", stations);
  batch_print_line (line);
  return STATUS_FINE;
}

/* Where nothing is to be planned, that is said.  FALSE: it is to be planned; input: (out) */
static gboolean
is_done (const Batch *self, const char *folder, GengZone *zone, char **input, Status *status)
{
  g_autoptr (JsonNode) line = read_line (zone, self->month);
  g_autoptr (GPtrArray) edited = g_ptr_array_new ();

  *input = batch_state_zone_input (zone, self->month, &self->planning);
  if (all_published (self, zone))
    {
      *status = batch_say_state (folder, self, "published", STATUS_FINE);
      return TRUE;
    }
  switch (self->again ? BATCH_CHANGED : compare (self, zone, line, *input, edited))
    {
    case BATCH_SAME:
      *status = batch_say_again (folder, line);
      return TRUE;
    case BATCH_EDITED:
      *status = say_edited (folder, self, edited);
      return TRUE;
    case BATCH_CHANGED:
    default:
      return FALSE;
    }
}

Status
batch_do_zone (Batch *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *input = NULL;
  g_auto (ZonePlan) plan = { 0 };
  const Options options = { 0 };
  Status status;

  log_begin_change ();
  plan.options = &options;
  plan.zone = geng_zone_open (folder, &error);
  if (plan.zone == NULL || !desk_set_month (&plan.desk, self->month))
    return batch_fail (folder, self, NULL, error);
  plan.desk.json = TRUE;
  plan.stays = g_new0 (gboolean, geng_zone_get_n_stations (plan.zone) + 1);
  /* Most have nothing to do, and are neither locked nor loaded. */
  if (!is_interrupted (plan.zone) && is_done (self, folder, plan.zone, &before, &status))
    return status;
  if (!geng_zone_lock (plan.zone, &error))
    return batch_fail (folder, self, NULL, error);
  /* What an interrupted command left is ended by the lock. */
  return is_done (self, folder, plan.zone, &input, &status)
             ? status
             : plan_zone (self, folder, &plan, input);
}
