/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng overview: a zone's stations, or a station's posts, at one moment. */
#include "office.h"
#include "terminal.h"
#include "zone.h"

typedef struct
{
  GengOverview *overview;
  GDateTime *at;
  Status status;
} View;

static GengMonthState
state_of (GengStore *store, const GDate *month)
{
  GDateYear year = g_date_get_year (month);
  GDateMonth number = g_date_get_month (month);

  if (geng_store_has_record (store, year, number))
    return GENG_MONTH_STATE_OFFICIAL;
  return geng_store_has_draft (store, year, number) ? GENG_MONTH_STATE_DRAFT
                                                    : GENG_MONTH_STATE_NONE;
}

/* (nullable): NULL where there is none, or with an error */
static GengRoster *
load_roster (GengStore *store, GengStation *station, const GDate *month, GError **error)
{
  GDateYear year = g_date_get_year (month);
  GDateMonth number = g_date_get_month (month);

  switch (state_of (store, month))
    {
    case GENG_MONTH_STATE_OFFICIAL:
      return geng_store_load_record (store, station, year, number, NULL, error);
    case GENG_MONTH_STATE_DRAFT:
      return geng_store_load_draft (store, station, year, number, error);
    case GENG_MONTH_STATE_NONE:
    default:
      return NULL;
    }
}

static GengJudgement *
judge (GengStore *store, GengRoster *roster, const GDate *first, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GengRoster) history
      = geng_store_load_history (store, geng_roster_get_station (roster), first, 0, TRUE, &failure);

  if (failure == NULL)
    return geng_judge (roster, history, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* The roster of a month and what the judge says of it, for as far as the month has come.
 * @judgement: (nullable): NULL where it is not planned, or with an error */
static GengRoster *
look_at (GengStore *store,
         GengStation *station,
         const GDate *month,
         GengJudgement **judgement,
         GError **error)
{
  GengRoster *roster = load_roster (store, station, month, error);

  *judgement = roster != NULL ? judge (store, roster, month, error) : NULL;
  return roster;
}

static gboolean
add (View *self, GengStore *store, GengStation *station, GError **error)
{
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GengRoster) next_roster = NULL;
  g_autoptr (GengJudgement) judgement = NULL;
  g_autoptr (GengJudgement) next_judgement = NULL;
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GError) failure = NULL;
  GDate first, last, next, since;

  geng_station_duty_date (station, self->at, &first);
  last = first;
  g_date_set_day (&first, 1);
  next = since = first;
  g_date_add_months (&next, 1);
  g_date_subtract_months (&since, FINDING_MONTHS);
  roster = look_at (store, station, &first, &judgement, &failure);
  /* Tomorrow's gaps are the next month's. */
  if (failure == NULL && g_date_is_last_of_month (&last))
    next_roster = look_at (store, station, &next, &next_judgement, &failure);
  if (failure == NULL)
    journal = geng_store_load_journal (store, station, &since, &last, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  geng_overview_add (self->overview, station, roster, judgement, state_of (store, &first),
                     state_of (store, &next), journal);
  if (next_judgement != NULL)
    geng_overview_add_next (self->overview, station, next_judgement);
  return TRUE;
}

/* station, failure: (nullable) */
static void
add_or_fail (View *self,
             const char *id,
             GengStore *store,
             GengStation *station,
             const char *failure)
{
  g_autoptr (GError) error = NULL;

  if (station != NULL && add (self, store, station, &error))
    return;
  if (station != NULL)
    say_failure_of (id, error);
  else
    say_error ("%s: %s", id, failure);
  geng_overview_add_failed (self->overview, id);
  self->status = STATUS_BAD;
}

static void
print_rows (const View *self)
{
  g_autofree char *moment = g_date_time_format (self->at, "%F %H:%M");
  g_autofree char *text = geng_overview_to_text (self->overview, desk_language ());

  g_print (_ ("As of %s:\n"), moment);
  g_print ("%s", text);
}

static Status
answer (View *self, const char *folder, const char *language, gboolean json)
{
  g_autoptr (GVariant) numbers = NULL;
  g_autoptr (GengDocument) document = NULL;
  g_autofree char *text = NULL;

  if (json)
    {
      g_autofree char *safe = NULL;

      numbers = geng_overview_to_variant (self->overview);
      text = geng_json_print_variant (numbers);
      safe = terminal_json (text);
      g_print ("%s\n", safe);
      return self->status;
    }
  print_rows (self);
  document = geng_overview_to_document (self->overview, language);
  return folder_write_document (folder, "overview", document) ? self->status : STATUS_BAD;
}

static gboolean
begin (View *self, const char *name, Desk *desk, const char *at)
{
  self->at = desk_parse_instant (desk, at);
  if (self->at != NULL)
    self->overview = geng_overview_new (name, self->at);
  return self->at != NULL;
}

static void
view_clear (View *self)
{
  g_clear_object (&self->overview);
  g_clear_pointer (&self->at, g_date_time_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

/* One station's is in its own folder what it is for a captain who looks there, so that the zone's
 * page stays one of all stations. */
static Status
view_one (GengZone *zone,
          guint index,
          Desk *any,
          const char *at,
          const char *language,
          const Options *options)
{
  g_auto (View) view = { 0 };
  GengStation *station = geng_zone_get_station (zone, index);
  GengStore *store = geng_zone_get_store (zone, index);
  const char *id = geng_zone_get_id (zone, index);

  if (!begin (&view, station != NULL ? geng_entity_get_name (GENG_ENTITY (station)) : id, any, at))
    return STATUS_BAD;
  add_or_fail (&view, id, store, station, geng_zone_get_failure (zone, index));
  return answer (&view, geng_store_get_path (store), language, options->json);
}

/* What its people serve at all stations in the month of the moment. */
static void
add_pool (View *self, GengZone *zone, guint index)
{
  const char *id = geng_zone_get_pool_id (zone, index);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStation) people = geng_zone_view_pool (zone, index, &error);
  g_autoptr (GengRoster) roster = NULL;
  g_autofree char *month = NULL;
  Desk desk = { .station = people };
  GDate today;

  if (people != NULL)
    {
      geng_station_duty_date (people, self->at, &today);
      month = desk_month_text (&today);
    }
  if (people != NULL && desk_set_month (&desk, month) && zone_pool_has_work (zone, &today))
    roster = zone_pool_load_work (zone, index, &desk, &error);
  if (error == NULL)
    {
      geng_overview_add_pool (self->overview, id, people, roster);
      return;
    }
  say_failure_of (id, error);
  self->status = STATUS_BAD;
}

static gboolean
look_at_all (View *self, GengZone *zone, Desk *any, const char *at)
{
  if (!begin (self, geng_zone_get_name (zone), any, at))
    return FALSE;
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    add_or_fail (self, geng_zone_get_id (zone, i), geng_zone_get_store (zone, i),
                 geng_zone_get_station (zone, i), geng_zone_get_failure (zone, i));
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    add_pool (self, zone, i);
  return TRUE;
}

static Status
view_zone (const char *folder, const char *at, const char *language, const Options *options)
{
  g_autoptr (GengZone) zone = zone_load (folder);
  g_auto (View) view = { 0 };
  Desk any = { 0 };
  int only = -1;

  if (zone == NULL || (options->station != NULL && (only = zone_find (zone, options->station)) < 0)
      || !zone_lend_desk (zone, &any))
    return STATUS_BAD;
  if (only >= 0)
    return view_one (zone, (guint) only, &any, at, language, options);
  return look_at_all (&view, zone, &any, at) ? answer (&view, folder, language, options->json)
                                             : STATUS_BAD;
}

Status
zone_home (void)
{
  g_autoptr (GengZone) zone = zone_load (".");
  Desk any = { 0 };
  g_auto (View) view = { 0 };

  if (zone == NULL || !zone_lend_desk (zone, &any) || !look_at_all (&view, zone, &any, NULL))
    return STATUS_BAD;
  g_print ("%s\n", geng_zone_get_name (zone));
  print_rows (&view);
  say_hint (_ ("The pages: geng overview. What else there is: geng --help"));
  return view.status;
}

static Status
view_station (const char *at, const char *language, const Options *options)
{
  g_auto (Desk) desk = { 0 };
  g_auto (View) view = { 0 };

  if (!desk_open (&desk, options, DESK_READ)
      || !begin (&view, geng_entity_get_name (GENG_ENTITY (desk.station)), &desk, at))
    return STATUS_BAD;
  add_or_fail (&view, geng_entity_get_id (GENG_ENTITY (desk.station)), desk.store, desk.station,
               NULL);
  return answer (&view, geng_store_get_path (desk.store), language, options->json);
}

Status
run_overview (int argc, char **argv)
{
  g_autofree char *at = NULL;
  g_autofree char *language = NULL;
  const GOptionEntry entries[]
      = { { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_ ("The moment that is shown (default: now)"),
            N_ ("TIME") },
          { "language", 0, 0, G_OPTION_ARG_STRING, &language,
            N_ ("Of the pages: zh or en (default: the station's)"), N_ ("LANGUAGE") },
          { NULL } };
  g_auto (Options) options = { 0 };
  const char *folder;

  if (!options_parse (
          &options, "overview", NULL,
          _ ("The stations of a zone at one moment, or the posts of a station: how far "
             "this month and the next have come, people missing today, tomorrow and this "
             "month, who is on duty, findings that are open, hours by organisation.\n"
             "A row a station is shown; all of it goes into pages/overview.html and "
             ".xlsx."),
          entries, argc, argv))
    return STATUS_BAD;
  folder = options.folder != NULL ? options.folder : ".";
  return geng_zone_is_folder (folder) ? view_zone (folder, at, language, &options)
                                      : view_station (at, language, &options);
}
