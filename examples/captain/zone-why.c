/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng why on a zone that shares people: a place that is open at one station may be filled by
 * whoever serves at another, so all of them are looked at as one.  Nothing is written. */
#include "parts.h"
#include "zone.h"

typedef struct
{
  GengZone *zone;
  Desk desk;            /* its station is all of them as one */
  GPtrArray *months;    /* of GengRoster (nullable), a station: its draft, or what is official */
  gboolean is_complete; /* each could be read */
  gboolean is_quiet;    /* which of them could not is told already */
} ZoneWhy;

static void
zone_why_clear (ZoneWhy *self)
{
  g_clear_pointer (&self->months, g_ptr_array_unref);
  desk_clear (&self->desk);
  g_clear_object (&self->zone);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZoneWhy, zone_why_clear)

static void
unref_roster (gpointer roster)
{
  if (roster != NULL)
    g_object_unref (roster);
}

/* (transfer full) (nullable): the station's month; NULL after a message */
static GengRoster *
load_month (ZoneWhy *self, guint index)
{
  const char *id = geng_zone_get_id (self->zone, index);
  const char *failure = geng_zone_get_failure (self->zone, index);
  g_autoptr (GError) error = NULL;
  GengRoster *month = NULL;

  if (failure == NULL)
    month = zone_load_month (self->zone, index, &self->desk.first, &error);
  if (self->is_quiet)
    return month;
  if (failure != NULL)
    say_error ("%s: %s", id, failure);
  else if (error != NULL)
    say_failure_of (id, error);
  else if (month == NULL)
    say_error (_ ("%s: there is no roster for %04d-%02d yet."), id,
               g_date_get_year (&self->desk.first), g_date_get_month (&self->desk.first));
  return month;
}

/* One without a roster would be nothing but open places. FALSE: none has one */
static gboolean
load_months (ZoneWhy *self)
{
  gboolean any = FALSE;

  self->is_complete = TRUE;
  self->months = g_ptr_array_new_with_free_func (unref_roster);
  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    {
      GengRoster *month = load_month (self, i);

      g_ptr_array_add (self->months, month);
      any = any || month != NULL;
      self->is_complete = self->is_complete && month != NULL;
      if (month == NULL && geng_zone_get_station (self->zone, i) != NULL)
        geng_zone_leave_out (self->zone, i);
    }
  return any;
}

static gboolean
join (ZoneWhy *self, GError **error)
{
  Desk *desk = &self->desk;
  g_autoptr (GError) failure = NULL;

  desk->zone = self->zone;
  desk->station = geng_zone_join (self->zone, error);
  desk->roster = desk->station != NULL
                     ? geng_roster_new (desk->station, &desk->first, &desk->last, error)
                     : NULL;
  if (desk->roster == NULL)
    return FALSE;
  for (guint i = 0; i < self->months->len; i++)
    if (self->months->pdata[i] != NULL
        && !geng_zone_add_roster (self->zone, desk->roster, i, self->months->pdata[i], error))
      return FALSE;
  desk->history = geng_zone_load_history (self->zone, desk->station, &desk->first, TRUE, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

GengAdvice *
zone_advise (GengZone *zone, const GDate *month, GengStation **joined)
{
  g_auto (ZoneWhy) self = { .zone = g_object_ref (zone), .is_quiet = TRUE };
  g_autofree char *text = desk_month_text (month);
  g_autoptr (GError) error = NULL;
  GengAdvice *advice = NULL;

  if (!desk_set_month (&self.desk, text) || !load_months (&self))
    return NULL;
  if (join (&self, &error))
    {
      if (!desk_judge (&self.desk) || geng_judgement_get_score (self.desk.judgement)->gaps == 0)
        return NULL;
      advice = why_advise (&self.desk, &error);
    }
  if (advice != NULL)
    *joined = g_object_ref (self.desk.station);
  else
    say_hint ("%s", error->message);
  return advice;
}

Status
zone_why (int argc, char **argv)
{
  gboolean reasons = FALSE;
  g_auto (Options) options = { 0 };
  g_auto (ZoneWhy) self = { 0 };
  g_autoptr (GError) error = NULL;
  Status status;

  if (!why_parse (&options, &reasons,
                  _ ("Lists the places that nobody fills at any station of a zone that shares "
                     "people, each with what stands in the way of everybody of the zone, and "
                     "what would help."),
                  argc, argv)
      || (self.zone = zone_load (options.folder != NULL ? options.folder : ".")) == NULL)
    return STATUS_BAD;
  self.desk.json = options.json;
  if (!desk_set_month (&self.desk, options_take (&options, 0)) || !load_months (&self))
    return STATUS_BAD;
  if (!join (&self, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  status = desk_judge (&self.desk) ? why_answer (&self.desk, reasons) : STATUS_BAD;
  return self.is_complete ? status : status_worse (status, STATUS_BAD);
}
