/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A station that looks up to its zone: who is shared, and what they serve at the other stations. */

#include <geng/geng.h>

#include "geng-date.h"
#include "geng-duty-private.h"
#include "geng-part.h"
#include "geng-roster-private.h"
#include "geng-store-private.h"
#include "geng-zone-private.h"

#include <stdlib.h>
#include <string.h>

/* A published month and the one after it, and a campaign that was planned early. */
#define MONTHS_AHEAD 12

/* -- finding the zone -- */

/* The station's folder, or one in it: the log keeps a copy there of what it knows. */
static gboolean
is_in_folder (const char *folder, const char *station)
{
  char *real = realpath (folder, NULL), *whole = realpath (station, NULL);
  gsize n = real != NULL ? strlen (real) : 0;
  gboolean in = real != NULL && whole != NULL && strncmp (real, whole, n) == 0
                && (whole[n] == '\0' || whole[n] == '/');

  free (real);
  free (whole);
  return in;
}

static int
find_place (GengZone *zone, const char *station)
{
  for (guint i = 0; i < zone->places->len; i++)
    {
      const GengPlace *place = zone->places->pdata[i];

      if (is_in_folder (geng_store_get_path (place->store), station))
        return (int) i;
    }
  return -1;
}

GengZone *
geng_zone_above (const char *station, guint *index, char **up, GengFaults *faults)
{
  g_autofree char *folder = g_canonicalize_filename (station, NULL);
  g_autoptr (GString) steps = g_string_new (NULL);

  for (;;)
    {
      g_autofree char *above = g_path_get_dirname (folder);
      g_autoptr (GengZone) zone = NULL;
      int place;

      if (g_str_equal (above, folder))
        return NULL;
      g_free (folder);
      folder = g_strdup (above);
      g_string_append (steps, steps->len > 0 ? G_DIR_SEPARATOR_S ".." : "..");
      if (!geng_zone_is_folder (folder) || !geng_zone_says_pools (folder))
        continue;
      g_free (*up);
      *up = g_strdup (steps->str);
      zone = geng_zone_read (folder, faults);
      place = zone == NULL ? -1 : find_place (zone, station);
      if (place >= 0)
        *index = (guint) place;
      return place < 0 ? NULL : g_steal_pointer (&zone);
    }
}

/* -- what they serve -- */

/* What shared members of one station serve at others, while that is read. */
typedef struct
{
  GengStation *station;
  const char *home;          /* (nullable): its id in the zone; NULL for the planning station */
  GDate first, last, before; /* the last one: of what is looked at */
  GengDrafts drafts;
  GPtrArray *rosters; /* of GengRoster */
  GPtrArray *unread;  /* of char */
} Telling;

GengMember *
geng_zone_find_twin (GengStation *station,
                     const char *home,
                     const GengPlace *place,
                     GengMember *member)
{
  const char *own = geng_entity_get_id (GENG_ENTITY (member));
  g_autofree char *id
      = geng_part_has (NULL, member) ? geng_part_join (place->id, own) : g_strdup (own);
  const char *local = geng_part_local_id (id);
  gsize n = home != NULL ? strlen (home) : 0;
  gboolean at_home = n > 0 && strncmp (id, home, n) == 0 && local == id + n + 1;

  return geng_station_lookup_member (station, at_home ? local : id);
}

static void
add_month (const Telling *telling, const GengPlace *place, GengRoster *elsewhere, GengRoster *month)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (month);

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];
      GengMember *twin = geng_zone_find_twin (telling->station, telling->home, place,
                                              geng_duty_get_member (duty));
      g_autoptr (GengDuty) copy = NULL;

      if (twin == NULL || geng_roster_lookup (elsewhere, twin, geng_duty_get_date (duty)) != NULL)
        continue;
      copy = geng_duty_new (twin, geng_duty_get_date (duty), geng_duty_get_shift (duty),
                            geng_duty_get_post (duty));
      geng_duty_take_served (copy, duty);
      geng_roster_put_in (elsewhere, copy);
    }
}

static GengRoster *
load_month (const Telling *telling,
            GengStore *store,
            GengStation *station,
            const GDate *day,
            GError **error)
{
  GDateYear year = g_date_get_year (day);
  GDateMonth month = g_date_get_month (day);

  if (telling->drafts == GENG_DRAFTS_FIRST && g_date_compare (day, &telling->before) >= 0
      && geng_store_has_draft (store, year, month))
    return geng_store_load_draft (store, station, year, month, error);
  return geng_store_load_known (store, station, day, telling->drafts != GENG_DRAFTS_NONE, error);
}

/* All months of the other station from the first to the last; a hole is no end.  The zone's own
 * store of it keeps the faults of its last load, and another thread may read there now. */
static GengRoster *
read_place (const Telling *telling, const GengPlace *place, GError **error)
{
  g_autoptr (GengRoster) elsewhere
      = g_object_new (GENG_TYPE_ROSTER, "station", place->station, "first", &telling->first, "last",
                      &telling->last, NULL);
  g_autoptr (GengStore) store = geng_store_new_at (geng_store_get_path (place->store));

  for (GDate day = telling->first; g_date_compare (&day, &telling->last) < 0;
       day = geng_date_next_month (&day))
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GengRoster) month = load_month (telling, store, place->station, &day, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (month != NULL)
        add_month (telling, place, elsewhere, month);
    }
  return g_steal_pointer (&elsewhere);
}

gboolean
geng_zone_shares_people (GengZone *self, const GengPlace *one, const GengPlace *other)
{
  if (geng_zone_lends (self, one) && geng_zone_lends (self, other))
    return TRUE;
  for (guint i = 0; i < self->pools->len; i++)
    if (geng_zone_pool_serves (self->pools->pdata[i], one)
        && geng_zone_pool_serves (self->pools->pdata[i], other))
      return TRUE;
  return FALSE;
}

static void
telling_init (Telling *self,
              GengStation *station,
              const GDate *from,
              const GDate *before,
              GengDrafts drafts,
              GPtrArray *unread)
{
  *self = (Telling){ .station = station,
                     .first = *from,
                     .last = *before,
                     .before = *before,
                     .drafts = drafts,
                     .rosters = g_ptr_array_new_with_free_func (g_object_unref),
                     .unread = unread };
  g_date_set_day (&self->before, 1);
  g_date_set_day (&self->first, 1);
  g_date_set_day (&self->last, 1);
  g_date_add_months (&self->last, MONTHS_AHEAD + 1);
  g_date_subtract_days (&self->last, 1);
}

static void
tell_place (Telling *self, const GengPlace *place)
{
  g_autoptr (GError) error = NULL;
  GengRoster *elsewhere = place->station == NULL ? NULL : read_place (self, place, &error);

  if (elsewhere != NULL)
    g_ptr_array_add (self->rosters, elsewhere);
  else
    g_ptr_array_add (
        self->unread,
        g_strdup_printf ("%s: %s", place->id, error != NULL ? error->message : place->failure));
}

static void
end_telling (Telling *self)
{
  geng_station_set_elsewhere (self->station, self->rosters);
  g_ptr_array_unref (self->rosters);
}

void
geng_zone_tell_elsewhere (GengZone *self,
                          guint index,
                          GengStation *station,
                          const GDate *from,
                          const GDate *before,
                          GengDrafts drafts,
                          GPtrArray *unread)
{
  Telling telling;

  telling_init (&telling, station, from, before, drafts, unread);
  telling.home = ((GengPlace *) self->places->pdata[index])->id;
  for (guint i = 0; i < self->places->len; i++)
    if (i != index
        && geng_zone_shares_people (self, self->places->pdata[index], self->places->pdata[i]))
      tell_place (&telling, self->places->pdata[i]);
  end_telling (&telling);
}

gboolean
geng_zone_tell_left_out (GengZone *self,
                         GengStation *joined,
                         const GDate *from,
                         const GDate *before,
                         gboolean drafts,
                         GError **error)
{
  g_autoptr (GPtrArray) unread = g_ptr_array_new_with_free_func (g_free);
  Telling telling;

  telling_init (&telling, joined, from, before, drafts ? GENG_DRAFTS_NEW : GENG_DRAFTS_NONE,
                unread);
  for (guint i = 0; i < self->places->len; i++)
    if (((const GengPlace *) self->places->pdata[i])->left_out)
      tell_place (&telling, self->places->pdata[i]);
  end_telling (&telling);
  if (unread->len == 0)
    return TRUE;
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_FAULTY, unread->pdata[0]);
  return FALSE;
}
