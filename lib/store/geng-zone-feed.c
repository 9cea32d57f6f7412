/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * What a pool's people serve at all stations, as one roster, for calendars of their own.
 *
 * The folder of a pool is a store like a station's: it keeps the record of revisions, the keys and
 * the served folder of these calendars.  Its station has the pool's people under their own ids and
 * the places of all stations under theirs, `v01/village`.
 */

#include "geng-gettext.h"
#include "geng-merge.h"
#include "geng-part.h"
#include "geng-store-private.h"

static GengZonePool *
pool_at (GengZone *self, guint index)
{
  return self->pools->pdata[index];
}

/**
 * geng_zone_open_pool:
 * @self: a zone
 * @index: of a pool
 *
 * Returns: (transfer full): the pool's folder, in which a publisher keeps the record, keys and
 *   calendars of its people
 */
GengStore *
geng_zone_open_pool (GengZone *self, guint index)
{
  g_return_val_if_fail (GENG_IS_ZONE (self) && index < self->pools->len, NULL);
  return geng_store_new_at (pool_at (self, index)->folder);
}

/* A post is told apart by its station. */
static void
name_posts (GengStation *view, const GengPlace *place)
{
  GListModel *posts = geng_station_get_posts (view);
  const char *station = geng_entity_get_name (GENG_ENTITY (place->station));

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengEntity) post = g_list_model_get_item (posts, i);
      g_autofree char *name = g_strdup_printf ("%s %s", station, geng_entity_get_name (post));

      if (geng_part_has (place->id, post))
        geng_entity_set_name (post, name);
    }
}

/**
 * geng_zone_view_pool:
 * @self: a zone that is loaded
 * @index: of a pool
 * @error: return location
 *
 * Makes a station of the pool's people and the places of all stations that share them: what the
 * calendars of these people are about.  Nobody plans it.
 *
 * Fails with %GENG_ERROR_NOT_FOUND where no station could be read that shares the pool.
 *
 * Returns: (transfer full): the station; a member has the id that the pool's own tables have
 */
GengStation *
geng_zone_view_pool (GengZone *self, guint index, GError **error)
{
  g_autoptr (GengStation) view = NULL;
  GengZonePool *pool;
  gboolean dated = FALSE;

  g_return_val_if_fail (GENG_IS_ZONE (self) && index < self->pools->len, NULL);
  pool = pool_at (self, index);
  if (pool->people == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_NOT_FOUND, _ ("%s: no station could be read"),
                   pool->id);
      return NULL;
    }
  view = geng_station_copy (pool->people);
  for (guint i = 0; i < self->places->len; i++)
    {
      const GengPlace *place = self->places->pdata[i];
      g_autoptr (GHashTable) there
          = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);

      if (place->station == NULL || !geng_zone_pool_serves (pool, place))
        continue;
      if (!dated && !geng_zone_take_calendar (view, place->station, error))
        return NULL;
      dated = TRUE;
      geng_station_merge (view, place->station, place->id, GENG_MERGE_PLACES, there);
      name_posts (view, place);
    }
  return g_steal_pointer (&view);
}

static gboolean
add_duty (const GengPlace *place, GengRoster *roster, GengDuty *duty, GError **error)
{
  GengStation *view = geng_roster_get_station (roster);
  g_autofree char *shift
      = geng_part_join (place->id, geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))));
  g_autofree char *post
      = geng_part_join (place->id, geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))));
  GengDuty *copy = geng_zone_put_duty (
      roster, geng_station_lookup_member (view, geng_part_local (geng_duty_get_member (duty))),
      geng_duty_get_date (duty), geng_station_lookup_shift (view, shift),
      geng_station_lookup_post (view, post), error);

  if (copy != NULL)
    geng_duty_set_note (copy, geng_duty_get_note (duty));
  return copy != NULL;
}

/* What is official at one station. */
static gboolean
add_place (const GengZonePool *pool,
           const GengPlace *place,
           GengRoster *roster,
           guint *n_months,
           GError **error)
{
  const GDate *first = geng_roster_get_first (roster);
  g_autoptr (GengRoster) month = NULL;
  g_autoptr (GPtrArray) duties = NULL;

  if (place->station == NULL || !geng_zone_pool_serves (pool, place)
      || !geng_store_has_record (place->store, g_date_get_year (first), g_date_get_month (first)))
    return TRUE;
  month = geng_store_load_record (place->store, place->station, g_date_get_year (first),
                                  g_date_get_month (first), NULL, error);
  if (month == NULL)
    return FALSE;
  (*n_months)++;
  duties = geng_roster_list_duties (month);
  for (guint i = 0; i < duties->len; i++)
    if (geng_part_has (pool->id, geng_duty_get_member (duties->pdata[i]))
        && !add_duty (place, roster, duties->pdata[i], error))
      {
        g_prefix_error (error, "%s: ", place->id);
        return FALSE;
      }
  return TRUE;
}

/**
 * geng_zone_load_pool_month:
 * @self: a zone that is loaded
 * @index: of a pool
 * @view: the station of its people, from geng_zone_view_pool()
 * @year: a year
 * @month: a month
 * @error: return location
 *
 * Joins what the stations have published of the pool's people in that month.
 *
 * Returns: (transfer full) (nullable): their duties at all stations; %NULL without an error where
 *   none has published the month, with %GENG_ERROR_FAULTY where a record cannot be read, with
 *   %GENG_ERROR_UNKNOWN where @view lacks somebody or something that a record names, and with
 *   %GENG_ERROR_DUPLICATE where somebody serves at two stations on a day
 */
GengRoster *
geng_zone_load_pool_month (GengZone *self,
                           guint index,
                           GengStation *view,
                           GDateYear year,
                           GDateMonth month,
                           GError **error)
{
  g_autoptr (GengRoster) roster = NULL;
  guint n_months = 0;
  GDate first, last;

  g_return_val_if_fail (GENG_IS_ZONE (self) && index < self->pools->len, NULL);
  g_return_val_if_fail (GENG_IS_STATION (view), NULL);
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, month, year);
  last = first;
  g_date_set_day (&last, g_date_get_days_in_month (month, year));
  roster = geng_roster_new (view, &first, &last, error);
  for (guint i = 0; roster != NULL && i < self->places->len; i++)
    if (!add_place (pool_at (self, index), self->places->pdata[i], roster, &n_months, error))
      return NULL;
  return n_months > 0 ? g_steal_pointer (&roster) : NULL;
}
