/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The calendars of people whom stations share: all their duties in one, whichever station it is,
 * from the folder of their pool. */
#include <string.h>

#include "inbox.h"
#include "phone.h"
#include "rebase.h"
#include "zone.h"

/* (transfer full) (nullable): a station of the zone that cannot be read; the records of the others
 * cannot be either then, of what it shares with them */
static char *
find_failed (GengZone *zone)
{
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    if (geng_zone_get_station (zone, i) == NULL)
      return g_strdup (geng_zone_get_id (zone, i));
  return NULL;
}

static void
say_pool_failure (GengZone *zone, guint index, const GError *error)
{
  g_autofree char *failed = may_go_well_later (error) ? NULL : find_failed (zone);

  /* It was said already. */
  if (error == NULL)
    return;
  if (failed != NULL)
    say_error (_ ("%s: the calendars of its people stay as they are, since %s cannot be read."),
               geng_zone_get_pool_id (zone, index), failed);
  else
    say_failure_of (geng_zone_get_pool_id (zone, index), error);
}

/* The calendars, and what became of what its people asked for. */
static gboolean
publish_desk (GengZone *zone,
              guint index,
              Desk *desk,
              const PublishPlace *place,
              const char *revoked,
              GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GengRoster) work = zone_pool_load_work (zone, index, desk, error);

  return work != NULL && publish_official_to (desk, place, revoked, error)
         && inbox_published (desk, work, error) && phones_refresh (desk, now);
}

/* Nothing is written, but for what stands in the way. */
static Status
rehearse (const Desk *desk, const char *pool, const char *revoked)
{
  GengMember *member = geng_station_lookup_member (desk->station, revoked);

  if (member == NULL)
    {
      say_error (_ ("%s has no member “%s”."), pool, revoked);
      return STATUS_BAD;
    }
  g_print (_ ("%s/%s (%s) would get a new address, and the old one would tell so.\n"), pool,
           revoked, geng_entity_get_name (GENG_ENTITY (member)));
  g_print ("%s\n", _ ("Nothing was written: --dry-run."));
  return STATUS_FINE;
}

static void
say_published (const Desk *desk, const char *pool)
{
  g_auto (GStrv) folders = geng_publisher_list_folders (desk->store);
  g_autofree char *where = g_strjoinv (_ (", "), folders);

  say_hint (_ ("%s: the calendars of its people, with their duties at all stations, are in %s"),
            pool, where);
}

/* place: (nullable): where the calendars shall go besides
 * revoked: (nullable): of its people, whose calendar gets a new address
 * dry_run: only says what would be done for that member
 * published: (out): whether there is anything of the month */
static Status
publish_pool (GengZone *zone,
              guint index,
              const char *month,
              const PublishPlace *place,
              const char *revoked,
              gboolean dry_run,
              gboolean *published)
{
  g_autoptr (GError) error = NULL;
  g_auto (Desk) desk = { 0 };

  desk.station = geng_zone_view_pool (zone, index, &error);
  if (desk.station != NULL && geng_station_get_language (desk.station) == NULL)
    geng_station_set_language (desk.station, desk_language ());
  if (desk.station != NULL && desk_set_month (&desk, month))
    desk.roster
        = geng_zone_load_pool_month (zone, index, desk.station, g_date_get_year (&desk.first),
                                     g_date_get_month (&desk.first), &error);
  desk.store = geng_zone_open_pool (zone, index);
  *published = desk.roster != NULL;
  if (desk.roster == NULL && error == NULL)
    return STATUS_FINE;
  if (error == NULL && dry_run)
    return rehearse (&desk, geng_zone_get_pool_id (zone, index), revoked);
  if (error == NULL && publish_desk (zone, index, &desk, place, revoked, &error))
    {
      say_published (&desk, geng_zone_get_pool_id (zone, index));
      return STATUS_FINE;
    }
  /* What the phones are given has been told already where it failed. */
  if (error != NULL)
    say_pool_failure (zone, index, error);
  return said_status (STATUS_BAD);
}

Status
zone_publish (GengZone *zone, const char *month, const PublishPlace *place)
{
  Status status = STATUS_FINE;
  gboolean published;

  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    status = status_worse (status, publish_pool (zone, i, month, place, NULL, FALSE, &published));
  return status;
}

int
zone_find_pool_of (GengZone *zone, const char *member)
{
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    {
      const char *id = geng_zone_get_pool_id (zone, i);
      gsize n = strlen (id);

      if (g_str_has_prefix (member, id) && member[n] == '/')
        return (int) i;
    }
  return -1;
}

Status
zone_revoke (GengZone *zone, guint pool, const char *month, const char *member, gboolean dry_run)
{
  gboolean published = FALSE;
  Status status = publish_pool (zone, pool, month, NULL, member, dry_run, &published);

  if (status != STATUS_FINE || published)
    return status;
  say_error (_ ("%s is not published, so nobody has a calendar of it."), month);
  return STATUS_BAD;
}
