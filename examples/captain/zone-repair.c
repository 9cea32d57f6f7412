/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng repair on a zone that shares people: all stations are mended as one, so that whoever is
 * shared may step in at another station for one who is away. */
#include "inbox.h"
#include "parts.h"
#include "planning.h"
#include "progress.h"
#include "zone-plan.h"
#include "zone.h"

typedef struct
{
  ZonePlan plan;
  Planning planning;
  GPtrArray *before;  /* of GengRoster (nullable), a station: the draft, or what is official */
  GengRoster *served; /* (nullable): of all as one */
  GDateTime *from;    /* (nullable) */
} ZoneRepair;

static void
zone_repair_clear (ZoneRepair *self)
{
  zone_plan_clear (&self->plan);
  planning_clear (&self->planning);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_object (&self->served);
  g_clear_pointer (&self->from, g_date_time_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZoneRepair, zone_repair_clear)

/* -- what there is -- */

static void
unref_roster (gpointer roster)
{
  if (roster != NULL)
    g_object_unref (roster);
}

/* Its draft, or else what was published. */
static GengRoster *
load_station (Desk *one, const Official *official, GError **error)
{
  GDateYear year = g_date_get_year (&one->first);
  GDateMonth month = g_date_get_month (&one->first);

  if (geng_store_has_draft (one->store, year, month))
    return geng_store_load_draft (one->store, one->station, year, month, error);
  if (official->roster != NULL)
    return geng_roster_copy (official->roster);
  g_set_error (error, GENG_ERROR, GENG_ERROR_NOT_FOUND, _ ("There is no roster for %04d-%02d yet."),
               year, month);
  return NULL;
}

/* (transfer full): what is planned anew: what there is, with what is served put back */
static GengRoster *
begin_with (Desk *one, Official *official, GengRoster *found, GError **error)
{
  g_autoptr (GengRoster) roster = geng_roster_copy (found);

  return inbox_keep_accepted (one, official, roster)
                 && official_restore (official, roster, NULL, error)
             ? g_steal_pointer (&roster)
             : NULL;
}

/* What was taken from a file is history, and what phones show changes from a moment on that is
 * said. */
static gboolean
check_official (const ZoneRepair *self, const Official *official, GError **error)
{
  if (official->roster == NULL)
    return TRUE;
  if (geng_record_get_imported (official->record))
    g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                         _ ("The month was taken from a file, as history alone; it is not "
                            "planned."));
  else if (self->from == NULL)
    g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                         _ ("From when on may it change? Duties that began before stay: --from "
                            "DATE, or --from \"DATE TIME\"."));
  else
    return TRUE;
  return FALSE;
}

/* (transfer none) (nullable): somebody of the month whom a station lends that cannot be read */
static GengMember *
find_unknown (const ZonePlan *plan, GengRoster *month)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (month);

  for (guint i = 0; i < duties->len; i++)
    if (zone_plan_is_unknown (plan, geng_duty_get_member (duties->pdata[i])))
      return geng_duty_get_member (duties->pdata[i]);
  return NULL;
}

/* Whoever is lent by a station that cannot be read can't be moved, nor taken for away: where he
 * serves the month stays, and the others are mended around it.  FALSE after a message where none is
 * left. */
static gboolean
leave_out_unknown (ZoneRepair *self)
{
  ZonePlan *plan = &self->plan;
  guint n_left = 0, n_out = 0;

  for (guint i = 0; i < geng_zone_get_n_stations (plan->zone); i++)
    {
      g_autoptr (GengRoster) month = zone_plan_has (plan, i)
                                         ? zone_load_month (plan->zone, i, &plan->desk.first, NULL)
                                         : NULL;
      GengMember *member = month != NULL ? find_unknown (plan, month) : NULL;

      n_left += zone_plan_has (plan, i) && member == NULL;
      if (member == NULL)
        continue;
      n_out++;
      plan->stays[i] = TRUE;
      geng_zone_leave_out (plan->zone, i);
      say_hint (_ ("%s stays as it is: %s (%s) serves there, of a station that cannot be read."),
                geng_zone_get_id (plan->zone, i), geng_entity_get_name (GENG_ENTITY (member)),
                geng_entity_get_id (GENG_ENTITY (member)));
    }
  for (guint i = 0; n_out > 0 && n_left == 0 && i < geng_zone_get_n_stations (plan->zone); i++)
    if (!zone_plan_has (plan, i))
      zone_plan_say_failure (plan, i);
  return n_left > 0 || n_out == 0;
}

/* Into the rosters of all.  One who could not be read is passed over. */
static gboolean
add_station (ZoneRepair *self, guint index, GError **error)
{
  ZonePlan *plan = &self->plan;
  g_auto (Official) official = { 0 };
  Desk one = { .store = geng_zone_get_store (plan->zone, index),
               .station = geng_zone_get_station (plan->zone, index),
               .first = plan->desk.first,
               .last = plan->desk.last };
  g_autoptr (GengRoster) found = NULL;
  g_autoptr (GengRoster) roster = NULL;

  if (!zone_plan_has (plan, index) || plan->stays[index])
    {
      g_ptr_array_add (self->before, NULL);
      return TRUE;
    }
  if (!official_load (&official, &one, self->from) || !check_official (self, &official, error))
    return FALSE;
  found = load_station (&one, &official, error);
  roster = found != NULL ? begin_with (&one, &official, found, error) : NULL;
  if (roster == NULL || !geng_zone_add_roster (plan->zone, plan->base, index, roster, error))
    return FALSE;
  g_ptr_array_add (self->before, g_steal_pointer (&found));
  return official.served == NULL
         || geng_zone_add_roster (plan->zone, self->served, index, official.served, error);
}

static gboolean
load_question (ZoneRepair *self)
{
  ZonePlan *plan = &self->plan;
  const Desk *desk = &plan->desk;
  g_autoptr (GError) error = NULL;

  plan->base = geng_roster_new (desk->station, &desk->first, &desk->last, NULL);
  self->served = geng_roster_new (desk->station, &desk->first, &desk->last, NULL);
  self->before = g_ptr_array_new_with_free_func (unref_roster);
  for (guint i = 0; i < geng_zone_get_n_stations (plan->zone); i++)
    if (!add_station (self, i, &error))
      {
        if (error != NULL)
          say_failure_of (geng_zone_get_id (plan->zone, i), error);
        else
          say_error ("%s: %s", geng_zone_get_id (plan->zone, i),
                     _ ("what is official cannot be read"));
        return FALSE;
      }
  if (zone_plan_load_history (plan, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

/* -- the answer -- */

/* A station on which nothing changes keeps what it has; where what is served was put back into its
 * draft something does. */
static gboolean
find_changed (ZoneRepair *self, GError **error)
{
  ZonePlan *plan = &self->plan;

  for (guint i = 0; i < self->before->len; i++)
    {
      g_autoptr (GengRoster) own = NULL;

      if (self->before->pdata[i] == NULL)
        continue;
      own = geng_zone_take_roster (plan->zone, plan->desk.roster, i, error);
      if (own == NULL)
        return FALSE;
      plan->stays[i] = geng_roster_count_changes (own, self->before->pdata[i]) == 0;
    }
  return TRUE;
}

/* builder: (nullable): NULL prints */
static void
tell_station (const ZoneRepair *self, guint index, JsonBuilder *builder)
{
  const ZonePlan *plan = &self->plan;
  Desk one = { .station = geng_zone_get_station (plan->zone, index),
               .first = plan->desk.first,
               .last = plan->desk.last };
  g_autoptr (GengRoster) own
      = one.station == NULL ? NULL
                            : geng_zone_take_roster (plan->zone, plan->desk.roster, index, NULL);

  one.roster = own;
  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      add_text (builder, "station", geng_zone_get_id (plan->zone, index));
      json_builder_set_member_name (builder, "failed");
      json_builder_add_boolean_value (builder, own == NULL);
      if (own != NULL)
        add_changes (&one, self->before->pdata[index] != NULL ? self->before->pdata[index] : own,
                     builder);
      json_builder_end_object (builder);
    }
  else if (own == NULL)
    zone_plan_say_failure (plan, index);
  else if (!plan->stays[index])
    {
      g_print ("── %s %s ──\n", geng_zone_get_id (plan->zone, index),
               geng_entity_get_name (GENG_ENTITY (one.station)));
      print_changes (&one, self->before->pdata[index]);
    }
}

static void
answer_json (const ZoneRepair *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  zone_plan_add_verdict (&self->plan, builder);
  add_number (builder, "changed", geng_plan_get_changes (self->plan.plan));
  add_number (builder, "bound-changes", geng_plan_get_bound_changes (self->plan.plan));
  json_builder_set_member_name (builder, "stations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->before->len; i++)
    tell_station (self, i, builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static gboolean
changes_any (const ZoneRepair *self)
{
  for (guint i = 0; i < self->before->len; i++)
    if (zone_plan_has (&self->plan, i) && !self->plan.stays[i])
      return TRUE;
  return FALSE;
}

static Status
answer (ZoneRepair *self)
{
  ZonePlan *plan = &self->plan;

  if (plan->options->json)
    {
      answer_json (self);
      return zone_plan_status (plan);
    }
  for (guint i = 0; i < self->before->len; i++)
    tell_station (self, i, NULL);
  if (!changes_any (self))
    g_print ("%s\n", _ ("Nothing changes."));
  planning_print_changes (&plan->desk, plan->plan, plan->base);
  print_verdict (&plan->desk);
  planning_print_proofs (&plan->desk, plan->plan);
  return zone_plan_status (plan);
}

static GengPlanner *
new_planner (ZoneRepair *self)
{
  GengPlanner *planner = planning_new_planner (&self->planning, &self->plan.desk);

  if (planner == NULL)
    return NULL;
  geng_planner_set_base (planner, self->plan.base);
  geng_planner_set_change_from (planner, self->from);
  geng_planner_set_served (planner, self->served);
  geng_planner_set_change_price (planner, PLANNING_CHANGE_PRICE);
  return planner;
}

static Status
repair (ZoneRepair *self)
{
  ZonePlan *plan = &self->plan;
  g_autoptr (GCancellable) cancellable = progress_cancellable_on_interrupt ();
  g_autoptr (GengPlanner) planner = new_planner (self);
  g_autoptr (GError) error = NULL;
  Status saved;

  if (planner == NULL)
    return STATUS_BAD;
  plan->plan = geng_planner_plan (planner, cancellable, &error);
  progress_finish ();
  if (plan->plan == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  plan->desk.roster = g_object_ref (geng_plan_get_roster (plan->plan));
  desk_set_judgement (&plan->desk, geng_plan_get_judgement (plan->plan));
  planning_assign_kit (&plan->desk);
  if (!find_changed (self, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  saved = zone_plan_save (plan);
  return saved == STATUS_FINE ? answer (self) : saved;
}

/* The desk of all stations as one has no folder. */
static gboolean
take_from (ZoneRepair *self)
{
  Desk one = { 0 };

  if (self->planning.from == NULL)
    return TRUE;
  self->from
      = zone_lend_desk (self->plan.zone, &one) ? desk_parse_from (&one, self->planning.from) : NULL;
  return self->from != NULL;
}

Status
zone_repair (int argc, char **argv)
{
  g_auto (ZoneRepair) self = { 0 };
  const GOptionEntry entries[]
      = { PLANNING_ENTRIES (&self.planning), FROM_ENTRY (&self.planning), { NULL } };
  g_auto (Options) options = { 0 };

  if (!options_parse (&options, "repair", _ ("MONTH --from DATE"),
                      _ ("Mends a month of a zone that shares people, all stations as one, after "
                         "anything that changed. What began before --from is served and stays; of "
                         "the rest as little changes as can be."),
                      entries, argc, argv)
      || !zone_plan_open (&self.plan, &options) || !leave_out_unknown (&self)
      || !zone_plan_join (&self.plan) || !take_from (&self) || !load_question (&self))
    return STATUS_BAD;
  return repair (&self);
}
