/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng plan on a zone that shares people: all stations are planned as one, and each gets its own
 * draft. */
#include <string.h>

#include "inbox.h"
#include "log.h"
#include "parts.h"
#include "planning.h"
#include "progress.h"
#include "zone-plan.h"
#include "zone.h"

void
zone_plan_clear (ZonePlan *self)
{
  g_clear_object (&self->plan);
  g_clear_object (&self->base);
  g_free (self->stays);
  desk_clear (&self->desk);
  if (self->zone != NULL)
    geng_zone_unlock (self->zone);
  g_clear_object (&self->zone);
}

gboolean
zone_plan_has (const ZonePlan *self, guint index)
{
  return geng_zone_get_station (self->zone, index) != NULL;
}

gboolean
zone_plan_takes (const ZonePlan *self, guint index)
{
  return zone_plan_has (self, index) && !self->stays[index];
}

/* -- the question -- */

static gboolean
is_published (const ZonePlan *self, guint index)
{
  return zone_plan_has (self, index)
         && geng_store_has_record (geng_zone_get_store (self->zone, index),
                                   g_date_get_year (&self->desk.first),
                                   g_date_get_month (&self->desk.first));
}

static void
say_published (const ZonePlan *self, guint index)
{
  say_error (_ ("%s: %04d-%02d is published already."), geng_zone_get_id (self->zone, index),
             g_date_get_year (&self->desk.first), g_date_get_month (&self->desk.first));
}

/* The way to change what is published; in the zone it is one for all stations. */
static void
say_repair (const ZonePlan *self)
{
  g_autofree char *month = desk_month_text (&self->desk.first);

  say_hint (_ ("What is published is mended at all stations as one: geng repair %s --from DATE"),
            month);
}

guint
zone_plan_leave_out_published (ZonePlan *self)
{
  guint n_planned = 0;

  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    {
      self->stays[i] = is_published (self, i);
      n_planned += zone_plan_takes (self, i);
      if (self->stays[i])
        geng_zone_leave_out (self->zone, i);
    }
  return n_planned;
}

/* FALSE after a message where nothing is left to plan. */
static gboolean
leave_out_published (ZonePlan *self)
{
  guint n = geng_zone_get_n_stations (self->zone), n_published = 0;
  guint n_planned = zone_plan_leave_out_published (self);

  for (guint i = 0; i < n; i++)
    n_published += self->stays[i];
  for (guint i = 0; n_planned == 0 && i < n; i++)
    if (self->stays[i])
      say_published (self, i);
  if (n_published > 0)
    say_repair (self);
  return n_planned > 0 || n_published == 0;
}

gboolean
zone_plan_is_unknown (const ZonePlan *self, GengMember *member)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (member)), *slash = strchr (id, '/');
  g_autofree char *part = slash != NULL ? g_strndup (id, (gsize) (slash - id)) : NULL;
  int index = part != NULL ? geng_zone_find (self->zone, part) : -1;

  return index >= 0 && !zone_plan_has (self, (guint) index);
}

/* A village alone leaves whom the zone plans where they are; here they are planned. */
static gboolean
keep_pinned (const ZonePlan *self, GengRoster *fixed)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (fixed);
  guint kept = 0;

  for (guint i = 0; i < duties->len; i++)
    if (geng_duty_get_pinned (duties->pdata[i])
        && !zone_plan_is_unknown (self, geng_duty_get_member (duties->pdata[i])))
      kept++;
    else
      geng_roster_remove (fixed, duties->pdata[i]);
  return kept > 0;
}

/* (transfer full) (nullable): the duties that a station's draft marks as fixed, and those that
 * swaps have brought; NULL where there is no draft, or with an error */
static GengRoster *
load_fixed (Desk *one, GError **error)
{
  GDateYear year = g_date_get_year (&one->first);
  GDateMonth month = g_date_get_month (&one->first);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GengRoster) draft = NULL;
  g_autoptr (GengRoster) fixed = NULL;

  if (!geng_store_has_draft (one->store, year, month))
    return NULL;
  draft = geng_store_load_draft (one->store, one->station, year, month, error);
  if (draft == NULL)
    return NULL;
  fixed = planning_load_fixed (one, &failure);
  if (failure == NULL && fixed == NULL)
    fixed = geng_roster_new (one->station, &one->first, &one->last, &failure);
  if (failure == NULL && !inbox_fix_swaps (one, draft, fixed))
    g_set_error_literal (&failure, GENG_ERROR, GENG_ERROR_INVALID,
                         _ ("what members ask cannot be read"));
  if (failure == NULL)
    return g_steal_pointer (&fixed);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
add_fixed (ZonePlan *self, guint index, GengRoster *base, GError **error)
{
  Desk one = { .store = geng_zone_get_store (self->zone, index),
               .station = geng_zone_get_station (self->zone, index),
               .first = self->desk.first,
               .last = self->desk.last };
  g_autoptr (GError) failure = NULL;
  g_autoptr (GengRoster) fixed = load_fixed (&one, &failure);

  if (failure != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&failure),
                                  "%s: ", geng_zone_get_id (self->zone, index));
      return FALSE;
    }
  if (fixed == NULL || !keep_pinned (self, fixed))
    return TRUE;
  if (self->base == NULL)
    self->base = g_object_ref (base);
  return geng_zone_add_roster (self->zone, base, index, fixed, error);
}

/* Whose duty it was that a swap has brought to another stays free on that day, over all stations.
 * FALSE after a message */
static gboolean
free_swaps (ZonePlan *self)
{
  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    {
      Desk inbox = { .store = geng_zone_get_store (self->zone, i) };

      if (zone_plan_takes (self, i)
          && !inbox_free_swaps (&inbox, geng_zone_get_id (self->zone, i), self->base))
        return FALSE;
    }
  for (guint i = 0; i < geng_zone_get_n_pools (self->zone); i++)
    {
      g_autoptr (GengStore) store = geng_zone_open_pool (self->zone, i);
      Desk inbox = { .store = store };

      if (!inbox_free_swaps (&inbox, geng_zone_get_pool_id (self->zone, i), self->base))
        return FALSE;
    }
  return TRUE;
}

gboolean
zone_plan_load_history (ZonePlan *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  self->desk.history
      = geng_zone_load_history (self->zone, self->desk.station, &self->desk.first, TRUE, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
zone_plan_load_question (ZonePlan *self, GError **error)
{
  g_autoptr (GengRoster) base = NULL;

  base = geng_roster_new (self->desk.station, &self->desk.first, &self->desk.last, error);
  if (base == NULL)
    return FALSE;
  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    if (zone_plan_takes (self, i) && !add_fixed (self, i, base, error))
      return FALSE;
  if (self->base != NULL && !free_swaps (self))
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("what members ask cannot be read"));
      return FALSE;
    }
  return zone_plan_load_history (self, error);
}

/* -- the drafts -- */

static void
unref_roster (gpointer roster)
{
  g_clear_object (&roster);
}

gboolean
zone_plan_write (ZonePlan *self, GPtrArray *kept, GError **error)
{
  g_autoptr (GPtrArray) months = g_ptr_array_new_with_free_func (unref_roster);

  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    {
      GengRoster *own = zone_plan_takes (self, i)
                            ? geng_zone_take_roster (self->zone, self->desk.roster, i, error)
                            : NULL;

      if (own == NULL && zone_plan_takes (self, i))
        return FALSE;
      g_ptr_array_add (months, own);
    }
  return zone_save_drafts (self->zone, months, self->options, kept, error);
}

Status
zone_plan_save (ZonePlan *self)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  if (!zone_plan_write (self, kept, &error))
    {
      say_failure (error);
      return may_go_well_later (error) ? STATUS_RETRY : STATUS_BAD;
    }
  for (guint i = 0; i < kept->len; i++)
    say_hint (_ ("The draft of before is kept as %s"), (const char *) kept->pdata[i]);
  return STATUS_FINE;
}

/* -- the answer -- */

static gboolean
is_of (GengZone *zone, guint index, gpointer entity)
{
  const char *id = geng_zone_get_id (zone, index);
  const char *own = geng_entity_get_id (entity);

  return g_str_has_prefix (own, id) && own[strlen (id)] == '/';
}

guint
zone_plan_count_gaps (const ZonePlan *self, guint index, guint *missing)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (self->desk.judgement);
  guint n = 0;

  *missing = 0;
  for (guint i = 0; i < gaps->len; i++)
    if (is_of (self->zone, index, geng_gap_get_demand (gaps->pdata[i])))
      {
        n += (guint) geng_gap_get_places (gaps->pdata[i]);
        *missing += (guint) count_missing (gaps, i);
      }
  return n;
}

/* Duties at the station, of these those of people whom stations share, and of people whom others
 * lend. */
typedef struct
{
  guint all, shared, lent;
} Duties;

static Duties
count_duties (const ZonePlan *self, guint index)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (self->desk.roster);
  Duties n = { 0 };

  for (guint i = 0; i < duties->len; i++)
    if (is_of (self->zone, index, geng_duty_get_post (duties->pdata[i])))
      {
        GengMember *member = geng_duty_get_member (duties->pdata[i]);
        gboolean shared = geng_member_get_shared_by (member) > 0;

        n.all++;
        n.shared += shared;
        n.lent += !shared && !is_of (self->zone, index, member);
      }
  return n;
}

void
zone_plan_say_failure (const ZonePlan *self, guint index)
{
  say_error ("%s: %s", geng_zone_get_id (self->zone, index),
             geng_zone_get_failure (self->zone, index));
}

static void
print_station (const ZonePlan *self, guint index)
{
  GengStation *station = geng_zone_get_station (self->zone, index);
  Duties duties;
  guint missing;

  if (station == NULL)
    {
      zone_plan_say_failure (self, index);
      return;
    }
  if (self->stays[index])
    {
      g_print (_ ("%s %s: published already, stays as it is\n"),
               geng_zone_get_id (self->zone, index), geng_entity_get_name (GENG_ENTITY (station)));
      return;
    }
  duties = count_duties (self, index);
  zone_plan_count_gaps (self, index, &missing);
  g_print (_ ("%s %s: %u duties, %u of them by shared people"),
           geng_zone_get_id (self->zone, index), geng_entity_get_name (GENG_ENTITY (station)),
           duties.all, duties.shared);
  if (duties.lent > 0)
    g_print (ngettext ("; %u by somebody lent", "; %u by people lent", duties.lent), duties.lent);
  if (missing > 0)
    g_print (ngettext ("; %u place open", "; %u places open", missing), missing);
  g_print ("\n");
}

static void
add_station (const ZonePlan *self, guint index, JsonBuilder *builder)
{
  gboolean failed = !zone_plan_has (self, index);

  json_builder_begin_object (builder);
  add_text (builder, "station", geng_zone_get_id (self->zone, index));
  json_builder_set_member_name (builder, "failed");
  json_builder_add_boolean_value (builder, failed);
  json_builder_set_member_name (builder, "published");
  json_builder_add_boolean_value (builder, self->stays[index]);
  if (zone_plan_takes (self, index))
    {
      Duties duties = count_duties (self, index);
      guint missing, gaps = zone_plan_count_gaps (self, index, &missing);

      add_number (builder, "duties", duties.all);
      add_number (builder, "shared", duties.shared);
      add_number (builder, "lent", duties.lent);
      add_number (builder, "gaps", gaps);
      add_number (builder, "missing", missing);
    }
  json_builder_end_object (builder);
}

void
zone_plan_add_verdict (const ZonePlan *self, JsonBuilder *builder)
{
  const GengScore *score = geng_judgement_get_score (self->desk.judgement);

  add_text (builder, "zone", geng_zone_get_name (self->zone));
  add_number (builder, "gaps", score->gaps);
  add_number (builder, "cost", score->cost);
  add_number (builder, "bound-gaps", geng_plan_get_bound_gaps (self->plan));
  add_number (builder, "bound-cost", geng_plan_get_bound_cost (self->plan));
  add_number (builder, "bound-cost-around", geng_plan_get_bound_cost_around (self->plan));
  json_builder_set_member_name (builder, "optimal");
  json_builder_add_boolean_value (builder, geng_plan_get_optimal (self->plan));
  json_builder_set_member_name (builder, "truncated");
  json_builder_add_boolean_value (builder, geng_plan_get_truncated (self->plan));
}

static void
answer_json (const ZonePlan *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  zone_plan_add_verdict (self, builder);
  json_builder_set_member_name (builder, "stations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    add_station (self, i, builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  print_json (builder);
}

Status
zone_plan_status (ZonePlan *self)
{
  Status status = desk_status (&self->desk);

  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    if (!zone_plan_has (self, i))
      status = status_worse (status, STATUS_BAD);
  return status;
}

static Status
answer (ZonePlan *self)
{
  if (self->options->json)
    {
      answer_json (self);
      return zone_plan_status (self);
    }
  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    print_station (self, i);
  print_verdict (&self->desk);
  planning_print_proofs (&self->desk, self->plan);
  return zone_plan_status (self);
}

static Status
plan_zone (ZonePlan *self, Planning *planning)
{
  g_autoptr (GCancellable) cancellable = progress_cancellable_on_interrupt ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GengPlanner) planner = NULL;
  Status saved;

  if (!zone_plan_load_question (self, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  planner = planning_new_planner (planning, &self->desk);
  if (planner == NULL)
    return STATUS_BAD;
  geng_planner_set_base (planner, self->base);
  self->plan = geng_planner_plan (planner, cancellable, &error);
  progress_finish ();
  if (self->plan == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  self->desk.roster = g_object_ref (geng_plan_get_roster (self->plan));
  desk_set_judgement (&self->desk, geng_plan_get_judgement (self->plan));
  planning_assign_kit (&self->desk);
  saved = zone_plan_save (self);
  if (saved == STATUS_FINE && !planning_write_certificate (planning, self->plan, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  return saved == STATUS_FINE ? answer (self) : saved;
}

gboolean
zone_shares_people (GengZone *zone)
{
  return geng_zone_get_n_pools (zone) > 0 || geng_zone_get_lend_price (zone) > 0;
}

gboolean
zone_shares (const char *folder)
{
  g_autoptr (GengZone) zone = geng_zone_open (folder, NULL);

  return zone != NULL && zone_shares_people (zone);
}

gboolean
zone_plan_open (ZonePlan *self, const Options *options)
{
  const char *folder = options->folder != NULL ? options->folder : ".";
  g_autoptr (GError) error = NULL;

  self->options = options;
  self->zone = geng_zone_open (folder, &error);
  if (self->zone == NULL || !geng_zone_lock (self->zone, &error))
    {
      say_failure (error);
      return FALSE;
    }
  if (!zone_read (self->zone))
    return FALSE;
  self->stays = g_new0 (gboolean, geng_zone_get_n_stations (self->zone) + 1);
  self->desk.json = options->json;
  return desk_set_month (&self->desk, options_take ((Options *) options, 0));
}

gboolean
zone_plan_join (ZonePlan *self)
{
  g_autoptr (GError) error = NULL;

  self->desk.station = geng_zone_join (self->zone, &error);
  self->desk.zone = self->zone;
  if (self->desk.station == NULL)
    say_failure (error);
  return self->desk.station != NULL;
}

static gboolean
takes_no_from (const ZonePlan *self, const Planning *planning)
{
  if (planning->from == NULL)
    return TRUE;
  say_error (_ ("The plan of a zone leaves what is published as it is, and takes no --from."));
  say_repair (self);
  return FALSE;
}

Status
zone_plan (int argc, char **argv)
{
  g_auto (Planning) planning = { 0 };
  const GOptionEntry entries[]
      = { PLANNING_ENTRIES (&planning),
          /* Of a station's plan alone; who tries it here is told what to do instead. */
          { "from", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &planning.from, NULL, NULL },
          PLANNING_FILE_ENTRIES (&planning),
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (ZonePlan) self = { 0 };

  if (!options_parse (&options, "plan", _ ("MONTH"),
                      _ ("Plans a month of a zone that shares people, all stations as one. Each "
                         "gets its own drafts/MONTH.csv. Those that are published already stay as "
                         "they are, and the others are planned around them."),
                      entries, argc, argv)
      || !zone_plan_open (&self, &options) || !takes_no_from (&self, &planning)
      || !leave_out_published (&self) || !zone_plan_join (&self))
    return STATUS_BAD;
  return plan_zone (&self, &planning);
}
