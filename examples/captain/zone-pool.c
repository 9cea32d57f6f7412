/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The folder of a pool as a desk: its people ask and are away as a station's own members are, and
 * what they serve stands in the drafts and records of the stations. */
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "official.h"
#include "parts.h"
#include "zone.h"

struct _ZonePool
{
  GengZone *zone;
  guint index;
};

void
zone_pool_free (ZonePool *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->zone);
  g_free (self);
}

ZonePool *
zone_pool_share (const ZonePool *self)
{
  ZonePool *other = self != NULL ? g_new0 (ZonePool, 1) : NULL;

  if (other != NULL)
    *other = (ZonePool){ g_object_ref (self->zone), self->index };
  return other;
}

/* -- the folder -- */

/* Whether the store's folder is that. */
static gboolean
lies_in (GengStore *store, const char *real)
{
  char *other = realpath (geng_store_get_path (store), NULL);
  gboolean same = g_strcmp0 (other, real) == 0;

  free (other);
  return same;
}

/* The place of that folder among the zone's; -1: it is none of these */
typedef int (*FindPart) (GengZone *zone, const char *real);

static int
find_pool (GengZone *zone, const char *real)
{
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    {
      g_autoptr (GengStore) store = geng_zone_open_pool (zone, i);

      if (lies_in (store, real))
        return (int) i;
    }
  return -1;
}

static int
find_station (GengZone *zone, const char *real)
{
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    if (lies_in (geng_zone_get_store (zone, i), real))
      return (int) i;
  return -1;
}

/* (transfer full) (nullable): the nearest zone above that has the folder as such a part */
static GengZone *
find_above (const char *real, FindPart find, int *index)
{
  g_autofree char *above = g_path_get_dirname (real);
  gboolean top = FALSE;

  while (!top)
    {
      g_autoptr (GengZone) zone = geng_zone_is_folder (above) ? geng_zone_open (above, NULL) : NULL;
      char *next = g_path_get_dirname (above);

      *index = zone != NULL ? find (zone, real) : -1;
      if (*index >= 0)
        {
          g_free (next);
          return g_steal_pointer (&zone);
        }
      top = g_str_equal (next, above);
      g_free (above);
      above = next;
    }
  return NULL;
}

ZonePool *
zone_pool_find (const char *folder)
{
  char *real = realpath (folder != NULL ? folder : ".", NULL);
  g_autofree char *station = real != NULL ? g_build_filename (real, "station.ini", NULL) : NULL;
  GengZone *zone = NULL;
  ZonePool *self = NULL;
  int index = -1;

  if (real != NULL && !g_file_test (station, G_FILE_TEST_EXISTS))
    zone = find_above (real, find_pool, &index);
  free (real);
  if (zone == NULL)
    return NULL;
  self = g_new0 (ZonePool, 1);
  *self = (ZonePool){ zone, (guint) index };
  return self;
}

GengZone *
zone_find_above (const char *folder)
{
  char *real = realpath (folder, NULL);
  GengZone *zone = NULL;
  int index;

  if (real != NULL)
    zone = find_above (real, find_station, &index);
  free (real);
  return zone;
}

/* What a station's writer that died has for this folder comes before what is written now: the
 * station would finish it later, over this.  One that is locked is at work, and not dead. */
static gboolean
finish_stations (GengZone *zone, GError **error)
{
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      GengStore *store = geng_zone_get_store (zone, i);

      if (!geng_store_get_interrupted (store))
        continue;
      if (!geng_store_lock (store, error))
        return FALSE;
      geng_store_unlock (store);
    }
  return TRUE;
}

gboolean
zone_pool_open (Desk *desk, const Options *options, DeskUse use)
{
  GengZone *zone = desk->pool->zone;
  g_autoptr (GError) error = NULL;

  desk->store = geng_zone_open_pool (zone, desk->pool->index);
  if (use == DESK_WRITE
      && (!geng_store_lock (desk->store, &error) || !finish_stations (zone, &error)))
    {
      say_failure (error);
      return FALSE;
    }
  if (!zone_read (zone))
    return FALSE;
  desk->station = geng_zone_view_pool (zone, desk->pool->index, &error);
  if (desk->station == NULL)
    {
      say_failure (error);
      return FALSE;
    }
  if (geng_station_get_language (desk->station) == NULL)
    geng_station_set_language (desk->station, desk_language ());
  if (use != DESK_WRITE || log_begin (desk, options, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

const char *
zone_pool_local (const ZonePool *self, const char *text)
{
  const char *pool = geng_zone_get_pool_id (self->zone, self->index);
  gsize n = strlen (pool);

  return g_str_has_prefix (text, pool) && text[n] == '/' ? text + n + 1 : text;
}

/* -- what they serve -- */

static gboolean
has_month (const ZonePool *self, guint index, const GDate *date)
{
  GengStore *store = geng_zone_get_store (self->zone, index);

  return geng_zone_get_station (self->zone, index) != NULL
         && (geng_store_has_draft (store, g_date_get_year (date), g_date_get_month (date))
             || geng_store_has_record (store, g_date_get_year (date), g_date_get_month (date)));
}

gboolean
zone_pool_has_roster (const ZonePool *self, const GDate *date)
{
  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    if (has_month (self, i, date))
      return TRUE;
  return FALSE;
}

GPtrArray *
zone_pool_list_unread (const ZonePool *self)
{
  GPtrArray *unread = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    if (geng_zone_get_station (self->zone, i) == NULL)
      g_ptr_array_add (unread, g_strdup_printf ("%s: %s", geng_zone_get_id (self->zone, i),
                                                geng_zone_get_failure (self->zone, i)));
  return unread;
}

/* (transfer full): as the pool's desk calls what the station calls so */
static char *
joined_id (const ZonePool *self, guint index, gpointer entity)
{
  return g_strdup_printf ("%s/%s", geng_zone_get_id (self->zone, index),
                          geng_entity_get_id (GENG_ENTITY (entity)));
}

/* The id behind `v01/`; NULL for what is of another part. */
static const char *
local_id (const char *part, gpointer entity)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (entity));
  gsize n = strlen (part);

  return g_str_has_prefix (id, part) && id[n] == '/' ? id + n + 1 : NULL;
}

static void
add_duty (const ZonePool *self, guint index, GengRoster *roster, GengDuty *duty)
{
  GengStation *view = geng_roster_get_station (roster);
  const char *member
      = local_id (geng_zone_get_pool_id (self->zone, self->index), geng_duty_get_member (duty));
  g_autofree char *shift = joined_id (self, index, geng_duty_get_shift (duty));
  g_autofree char *post = joined_id (self, index, geng_duty_get_post (duty));
  GengMember *own = member != NULL ? geng_station_lookup_member (view, member) : NULL;

  /* Whoever is at two stations on a day is the judge's to find, in the zone. */
  if (own != NULL && geng_roster_lookup (roster, own, geng_duty_get_date (duty)) == NULL)
    geng_roster_assign (roster, own, geng_duty_get_date (duty),
                        geng_station_lookup_shift (view, shift),
                        geng_station_lookup_post (view, post), NULL);
}

GengRoster *
zone_pool_load_roster (Desk *desk, GError **error)
{
  const ZonePool *self = desk->pool;
  g_autoptr (GengRoster) roster = geng_roster_new (desk->station, &desk->first, &desk->last, error);

  for (guint i = 0; roster != NULL && i < geng_zone_get_n_stations (self->zone); i++)
    {
      g_autoptr (GengRoster) month = NULL;
      g_autoptr (GPtrArray) duties = NULL;

      if (!has_month (self, i, &desk->first))
        continue;
      month = zone_load_month (self->zone, i, &desk->first, error);
      if (month == NULL)
        return NULL;
      duties = geng_roster_list_duties (month);
      for (guint k = 0; k < duties->len; k++)
        add_duty (self, i, roster, duties->pdata[k]);
    }
  return g_steal_pointer (&roster);
}

gboolean
zone_pool_has_work (GengZone *zone, const GDate *date)
{
  return zone_pool_has_roster (&(ZonePool){ zone, 0 }, date);
}

GengRoster *
zone_pool_load_work (GengZone *zone, guint index, const Desk *desk, GError **error)
{
  ZonePool pool = { zone, index };
  Desk work = *desk;

  work.pool = &pool;
  return zone_pool_load_roster (&work, error);
}

/* -- what becomes of it -- */

/* The member's day at the station, as it becomes.  FALSE with an error; @changed: (inout) */
static gboolean
put_day (const ZonePool *self,
         guint index,
         GengRoster *month,
         GengMember *guest,
         GengDuty *before,
         GengDuty *after,
         gboolean *changed,
         GError **error)
{
  const char *part = geng_zone_get_id (self->zone, index);
  GengStation *station = geng_roster_get_station (month);
  const char *left = before != NULL ? local_id (part, geng_duty_get_post (before)) : NULL;
  const char *post = after != NULL ? local_id (part, geng_duty_get_post (after)) : NULL;

  if (same_duty (before, after) || (left == NULL && post == NULL))
    return TRUE;
  *changed = TRUE;
  geng_roster_clear (month, guest, geng_duty_get_date (before != NULL ? before : after));
  return post == NULL
         || geng_roster_assign (
                month, guest, geng_duty_get_date (after),
                geng_station_lookup_shift (station, local_id (part, geng_duty_get_shift (after))),
                geng_station_lookup_post (station, post), error)
                != NULL;
}

/* The station's month as it becomes.  FALSE with an error; @changed: (out) */
static gboolean
change_station (const Desk *desk,
                guint index,
                GengRoster *done,
                GengRoster *month,
                gboolean *changed,
                GError **error)
{
  const ZonePool *self = desk->pool;
  const char *pool = geng_zone_get_pool_id (self->zone, self->index);
  GListModel *members = geng_station_get_members (desk->station);

  *changed = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autofree char *id
          = g_strdup_printf ("%s/%s", pool, geng_entity_get_id (GENG_ENTITY (member)));
      GengMember *guest = geng_station_lookup_member (geng_roster_get_station (month), id);

      for (GDate day = desk->first; guest != NULL && g_date_compare (&day, &desk->last) <= 0;
           g_date_add_days (&day, 1))
        if (!put_day (self, index, month, guest, geng_roster_lookup (desk->roster, member, &day),
                      geng_roster_lookup (done, member, &day), changed, error))
          return FALSE;
    }
  return !*changed || geng_kit_assign (month, NULL, error);
}

static void
unref_roster (gpointer roster)
{
  g_clear_object (&roster);
}

/* What becomes of each station; NULL for one where nothing changes.
 * (transfer full) (nullable) (element-type GengRoster): NULL with an error */
static GPtrArray *
list_changed (const Desk *desk, GengRoster *done, GError **error)
{
  const ZonePool *self = desk->pool;
  g_autoptr (GPtrArray) months = g_ptr_array_new_with_free_func (unref_roster);

  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    {
      g_autoptr (GengRoster) month = NULL;
      gboolean changed = FALSE;

      if (has_month (self, i, &desk->first)
          && ((month = zone_load_month (self->zone, i, &desk->first, error)) == NULL
              || !change_station (desk, i, done, month, &changed, error)))
        return NULL;
      g_ptr_array_add (months, changed ? g_steal_pointer (&month) : NULL);
    }
  return g_steal_pointer (&months);
}

static gboolean
add_gaps (GengRoster *roster, gint64 *gaps, GError **error)
{
  g_autoptr (GengJudgement) judgement = geng_judge (roster, NULL, error);

  if (judgement == NULL)
    return FALSE;
  *gaps += geng_judgement_get_score (judgement)->gaps;
  return TRUE;
}

/* What crews want of its people only their stations know. */
gboolean
zone_pool_count_gaps (const Desk *desk,
                      GengRoster *done,
                      gint64 *before,
                      gint64 *after,
                      GError **error)
{
  g_autoptr (GPtrArray) months = list_changed (desk, done, error);

  *before = *after = 0;
  for (guint i = 0; months != NULL && i < months->len; i++)
    {
      g_autoptr (GengRoster) now = NULL;

      if (months->pdata[i] == NULL)
        continue;
      now = zone_load_month (desk->pool->zone, i, &desk->first, error);
      if (now == NULL || !add_gaps (now, before, error)
          || !add_gaps (months->pdata[i], after, error))
        return FALSE;
    }
  return months != NULL;
}

/* Nothing is written before all of it is known to be possible. */
gboolean
zone_pool_save_roster (const Desk *desk, GengRoster *done, GError **error)
{
  GengZone *zone = desk->pool->zone;
  const Options options = { 0 };
  g_autoptr (GPtrArray) months = NULL;
  gboolean fine;

  if (!geng_zone_lock (zone, error))
    return FALSE;
  months = list_changed (desk, done, error);
  fine = months != NULL && zone_save_drafts (zone, months, &options, NULL, error);
  geng_zone_unlock (zone);
  return fine;
}

char *
zone_pool_served_text (const Desk *desk, GengMember *member, const GDate *date)
{
  const ZonePool *self = desk->pool;
  g_autofree char *id = zone_pool_member_id (desk, member);
  g_autofree char *month = desk_month_text (date);

  for (guint i = 0; i < geng_zone_get_n_stations (self->zone); i++)
    {
      Desk one = { .store = geng_zone_get_store (self->zone, i),
                   .station = geng_zone_get_station (self->zone, i),
                   .json = desk->json };
      g_auto (Official) official = { 0 };
      GengDuty *duty = NULL;

      if (one.station != NULL && desk_set_month (&one, month)
          && official_load (&official, &one, NULL))
        duty = official_find_served (&official, geng_station_lookup_member (one.station, id), date);
      if (duty != NULL)
        return official_served_text (duty);
    }
  return NULL;
}

gboolean
zone_pool_add_leave (Desk *desk, GengRequest *request, GError **error)
{
  return geng_station_add_request (desk->station, request, error)
         && geng_store_save_file (desk->store, desk->station, "leave.csv", error);
}

/* -- what is forgotten -- */

static void
forget_member (Desk *desk, GengMember *member)
{
  GListModel *requests = geng_station_get_requests (desk->station);

  geng_member_set_phone (member, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      if (geng_request_get_member (request) != member)
        continue;
      geng_request_set_leave_kind (request, NULL);
      geng_request_set_reason (request, NULL);
      geng_request_set_source (request, NULL);
    }
}

static gboolean
forget_at_stations (const ZonePool *self, const char *id, GError **error)
{
  gboolean fine = geng_zone_lock (self->zone, error);

  for (guint i = 0; fine && i < geng_zone_get_n_stations (self->zone); i++)
    {
      Desk one = { .store = geng_zone_get_store (self->zone, i),
                   .station = geng_zone_get_station (self->zone, i) };

      fine = one.station == NULL || forget_told (&one, id, error);
    }
  geng_zone_unlock (self->zone);
  return fine;
}

/* The stations come first: what was done there is done again where the pool's change fails. */
gboolean
zone_pool_forget (Desk *desk, const char *id, GError **error)
{
  GengMember *member = geng_station_lookup_member (desk->station, id);
  g_autofree char *whole = zone_pool_member_id (desk, member);

  if (!forget_at_stations (desk->pool, whole, error))
    return FALSE;
  forget_member (desk, member);
  return geng_store_save_file (desk->store, desk->station, "members.csv", error)
         && geng_store_save_file (desk->store, desk->station, "leave.csv", error);
}

/* -- where a post is -- */

const char *
zone_pool_find_post (const Desk *desk, const char *name, const char **folder)
{
  GengEntity *post = desk_find_entity (geng_station_get_posts (desk->station), name);

  for (guint i = 0; post != NULL && i < geng_zone_get_n_stations (desk->pool->zone); i++)
    {
      const char *local = local_id (geng_zone_get_id (desk->pool->zone, i), post);

      *folder = geng_store_get_path (geng_zone_get_store (desk->pool->zone, i));
      if (local != NULL)
        return local;
    }
  return NULL;
}

char *
zone_pool_member_id (const Desk *desk, GengMember *member)
{
  return g_strdup_printf ("%s/%s", geng_zone_get_pool_id (desk->pool->zone, desk->pool->index),
                          geng_entity_get_id (GENG_ENTITY (member)));
}

char *
zone_pool_where_text (const Desk *desk)
{
  g_autofree char *folder = NULL;

  if (desk->pool == NULL || g_getenv (ZONE_PART) != NULL)
    return g_strdup ("");
  folder = g_shell_quote (geng_zone_get_path (desk->pool->zone));
  return g_strdup_printf (" -C %s", folder);
}
