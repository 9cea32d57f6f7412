/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A station that looks up to its zone: who is shared, and what they serve at the other stations. */

#include <geng/geng.h>

#include "geng-date.h"
#include "geng-duty-private.h"
#include "geng-look-back.h"
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

/* @steps: (out): its way up from the station, as `..`
 * Returns: (transfer full) (nullable): the folder of the nearest zone that shares people */
static char *
find_above (const char *station, GString *steps)
{
  g_autofree char *folder = g_canonicalize_filename (station, NULL);

  for (;;)
    {
      g_autofree char *above = g_path_get_dirname (folder);

      if (g_str_equal (above, folder))
        return NULL;
      g_free (folder);
      folder = g_strdup (above);
      g_string_append (steps, steps->len > 0 ? G_DIR_SEPARATOR_S ".." : "..");
      if (geng_zone_is_folder (folder) && geng_zone_says_pools (folder))
        return g_steal_pointer (&folder);
    }
}

GengZone *
geng_zone_above (const char *station, guint *index, char **up, GengFaults *faults)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autofree char *folder = find_above (station, steps);
  g_autoptr (GengZone) zone = NULL;
  int place;

  if (folder == NULL)
    return NULL;
  g_free (*up);
  *up = g_strdup (steps->str);
  zone = geng_zone_read (folder, faults);
  place = zone == NULL ? -1 : find_place (zone, station);
  if (place >= 0)
    *index = (guint) place;
  return place < 0 ? NULL : g_steal_pointer (&zone);
}

/**
 * geng_zone_open_station:
 * @self: a zone that is loaded
 * @index: of a station
 *
 * As [func@Store.open] and [method@Store.load] with nothing read anew: the station is that of
 * [method@Zone.get_station], and what its shared members serve elsewhere is looked up in @self.
 * Whoever goes through all stations of a zone reads each once, not once for every other one.
 *
 * Returns: (transfer full) (nullable): a store of the station's folder that looks up to @self;
 *   %NULL for a station that could not be read, or whose folder does not lead up to the zone
 */
GengStore *
geng_zone_open_station (GengZone *self, guint index)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autofree char *above = NULL;
  const GengPlace *place;

  g_return_val_if_fail (GENG_IS_ZONE (self) && index < self->places->len, NULL);
  place = self->places->pdata[index];
  above = find_above (geng_store_get_path (place->store), steps);
  if (place->station == NULL || above == NULL || !g_str_equal (above, self->path))
    return NULL;
  return geng_store_new_below (self, index);
}

/* -- what they serve -- */

/* What shared members of one station serve at others, while that is read. */
typedef struct
{
  GengZone *zone;
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

/* @duties: (element-type GengDuty) */
static void
add_duties (const Telling *telling,
            const GengPlace *place,
            GengRoster *elsewhere,
            GPtrArray *duties)
{
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

/* -- what they serve, read once -- */

/* What a station has of a month, for whoever looks there. */
typedef struct
{
  GDate month;
  GengDrafts drafts;
  GPtrArray *duties; /* of GengDuty: of those whom other stations know */
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_ptr_array_unref (kept->duties);
  g_free (kept);
}

static const Kept *
find_kept (const GengPlace *place, const GDate *month, GengDrafts drafts)
{
  for (guint i = 0; place->kept != NULL && i < place->kept->len; i++)
    {
      const Kept *kept = place->kept->pdata[i];

      if (kept->drafts == drafts && g_date_compare (&kept->month, month) == 0)
        return kept;
    }
  return NULL;
}

/* From the month that is looked at on drafts may count first, before it they never do. */
static GengDrafts
drafts_of (const Telling *telling, const GDate *month)
{
  return telling->drafts == GENG_DRAFTS_FIRST && g_date_compare (month, &telling->before) < 0
             ? GENG_DRAFTS_NEW
             : telling->drafts;
}

static GengRoster *
load_month (const GengPlace *place, const GDate *day, GengDrafts drafts, GError **error)
{
  /* The zone's own store of it keeps the faults of its last load, and another thread may read there
   * now. */
  g_autoptr (GengStore) store = geng_store_new_at (geng_store_get_path (place->store));
  GDateYear year = g_date_get_year (day);
  GDateMonth month = g_date_get_month (day);

  if (drafts == GENG_DRAFTS_FIRST && geng_store_has_draft (store, year, month))
    return geng_store_load_draft (store, place->station, year, month, error);
  return geng_store_load_known (store, place->station, day, drafts != GENG_DRAFTS_NONE, error);
}

/* Returns: (transfer full) (element-type GengDuty): what the month has of people whom other
 * stations know, none where there is no month; NULL with an error */
static GPtrArray *
read_month (GengZone *zone,
            const GengPlace *place,
            const GDate *month,
            GengDrafts drafts,
            GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GengRoster) roster = load_month (place, month, drafts, &failure);
  g_autoptr (GPtrArray) duties = roster != NULL ? geng_roster_list_duties (roster) : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  for (guint i = 0; duties != NULL && i < duties->len; i++)
    if (geng_zone_lends (zone, place)
        || !geng_part_has (NULL, geng_duty_get_member (duties->pdata[i])))
      g_ptr_array_add (known, g_object_ref (duties->pdata[i]));
  return g_steal_pointer (&known);
}

/* Returns: (transfer full) (element-type GPtrArray): the duties of each month from the first to the
 * last that has any, a hole being no end; NULL with an error */
static GPtrArray *
list_months (const Telling *telling, const GengPlace *place, GError **error)
{
  g_autoptr (GPtrArray) months
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n = 0;

  for (GDate day = telling->first; g_date_compare (&day, &telling->last) < 0;
       day = geng_date_next_month (&day))
    {
      GengDrafts drafts = drafts_of (telling, &day);
      const Kept *kept = find_kept (place, &day, drafts);
      GPtrArray *duties = kept != NULL ? g_ptr_array_ref (kept->duties)
                                       : read_month (telling->zone, place, &day, drafts, error);

      if (duties == NULL)
        return NULL;
      g_ptr_array_add (months, duties);
      n = duties->len > 0 ? months->len : n;
    }
  g_ptr_array_set_size (months, (int) n);
  return g_steal_pointer (&months);
}

/* A roster of the months that there are: one of a year ahead has a place for each day of everybody,
 * and each station has one for each other. */
static GengRoster *
read_place (const Telling *telling, const GengPlace *place, GError **error)
{
  g_autoptr (GPtrArray) months = list_months (telling, place, error);
  GDate last = telling->first;
  GengRoster *elsewhere;

  if (months == NULL)
    return NULL;
  g_date_add_months (&last, MAX (months->len, 1u));
  g_date_subtract_days (&last, 1);
  elsewhere = g_object_new (GENG_TYPE_ROSTER, "station", place->station, "first", &telling->first,
                            "last", &last, NULL);
  for (guint i = 0; i < months->len; i++)
    add_duties (telling, place, elsewhere, months->pdata[i]);
  return elsewhere;
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
              GengZone *zone,
              GengStation *station,
              const GDate *from,
              const GDate *before,
              GengDrafts drafts,
              GPtrArray *unread)
{
  *self = (Telling){ .zone = zone,
                     .station = station,
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

  telling_init (&telling, self, station, from, before, drafts, unread);
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

  telling_init (&telling, self, joined, from, before, drafts ? GENG_DRAFTS_NEW : GENG_DRAFTS_NONE,
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

/* -- all stations, one after the other -- */

static void
keep_months (GengZone *self, GengPlace *place, const Telling *telling)
{
  for (GDate day = telling->first; g_date_compare (&day, &telling->last) < 0;
       day = geng_date_next_month (&day))
    {
      GengDrafts drafts = drafts_of (telling, &day);
      /* Who looks there reads it himself and says what is wrong. */
      GPtrArray *duties = read_month (self, place, &day, drafts, NULL);
      Kept *kept = duties != NULL ? g_new0 (Kept, 1) : NULL;

      if (kept == NULL)
        continue;
      *kept = (Kept){ .month = day, .drafts = drafts, .duties = duties };
      g_ptr_array_add (place->kept, kept);
    }
}

/* The first month that counts for a station is that of another one too, where it counts less. */
static void
find_first (GengZone *self, const GDate *before, GDate *first)
{
  guint months = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      const GengPlace *place = self->places->pdata[i];

      if (place->station != NULL)
        months = MAX (months, geng_look_back_months (place->station, before));
    }
  *first = *before;
  g_date_set_day (first, 1);
  g_date_subtract_months (first, months);
}

/**
 * geng_zone_read_ahead:
 * @self: a zone that is loaded
 * @before: the first day that is not history any more
 *
 * Reads of all stations what shared people serve there in the months that count when @before is
 * looked at, drafts first ([method@Store.set_zone_drafts]), and keeps it as it is now for the
 * stores of [method@Zone.open_station], until the zone is loaded anew.
 */
void
geng_zone_read_ahead (GengZone *self, const GDate *before)
{
  Telling telling;
  GDate first;

  g_return_if_fail (GENG_IS_ZONE (self) && before != NULL && g_date_valid (before));
  find_first (self, before, &first);
  telling_init (&telling, self, NULL, &first, before, GENG_DRAFTS_FIRST, NULL);
  for (guint i = 0; i < self->places->len; i++)
    {
      GengPlace *place = self->places->pdata[i];

      g_clear_pointer (&place->kept, g_ptr_array_unref);
      place->kept = g_ptr_array_new_with_free_func (kept_free);
      if (place->station != NULL)
        keep_months (self, place, &telling);
    }
  g_ptr_array_unref (telling.rosters);
}
