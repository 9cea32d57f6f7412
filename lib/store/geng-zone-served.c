/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is confirmed of people whom stations share, at all of them: what they are paid for. */

#include <geng/geng.h>

#include "geng-journal-private.h"
#include "geng-part.h"
#include "geng-store-private.h"
#include "geng-zone-private.h"

/* Who is looked for in the journals of others. */
typedef struct
{
  GengStation *station;
  const char *home; /* (nullable): its id in the zone */
  const char *pool; /* (nullable): its people are those of the pool */
  GDate first, last;
  GPtrArray *journals; /* of GengJournal */
  GPtrArray *unread;   /* of char */
} Search;

static void
search_init (Search *self, GengStation *station, const GDate *first, const GDate *last)
{
  *self = (Search){ .station = station,
                    .first = *first,
                    .last = *last,
                    .journals = g_ptr_array_new_with_free_func (g_object_unref),
                    .unread = g_ptr_array_new_with_free_func (g_free) };
}

/* All stations look into each other's: each is read once. */
static GengJournal *
read_journal (const Search *self, GengPlace *place, GError **error)
{
  g_autoptr (GengStore) store = NULL;

  if (place->journal != NULL && g_date_compare (&place->journal_first, &self->first) == 0
      && g_date_compare (&place->journal_last, &self->last) == 0)
    return place->journal;
  g_clear_object (&place->journal);
  store = geng_store_new_at (geng_store_get_path (place->store));
  place->journal
      = geng_store_load_journal (store, place->station, &self->first, &self->last, error);
  place->journal_first = self->first;
  place->journal_last = self->last;
  return place->journal;
}

static GengMember *
find_member (const Search *self, const GengPlace *place, GengMember *member)
{
  if (self->pool == NULL)
    return geng_zone_find_twin (self->station, self->home, place, member);
  return geng_part_has (self->pool, member)
             ? geng_station_lookup_member (self->station, geng_part_local (member))
             : NULL;
}

static void
take_journal (Search *self, const GengPlace *place, GengJournal *journal)
{
  GListModel *rows = geng_journal_get_attendance (journal);
  g_autoptr (GengJournal) served = geng_journal_new (place->station);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);
      GengMember *member = find_member (self, place, geng_attendance_get_member (row));

      if (member != NULL)
        geng_journal_add_row_of (served, row, member);
    }
  g_ptr_array_add (self->journals, g_steal_pointer (&served));
}

static void
search_place (Search *self, GengPlace *place)
{
  g_autoptr (GError) error = NULL;
  GengJournal *journal = place->station == NULL ? NULL : read_journal (self, place, &error);

  if (journal != NULL)
    take_journal (self, place, journal);
  else
    g_ptr_array_add (
        self->unread,
        g_strdup_printf ("%s: %s", place->id, error != NULL ? error->message : place->failure));
}

static GPtrArray *
search_end (Search *self, GengJournal *journal)
{
  geng_journal_set_elsewhere (journal, self->journals);
  g_ptr_array_unref (self->journals);
  return self->unread;
}

/**
 * geng_zone_tell_served:
 * @self: a zone that is loaded
 * @index: of a station that could be read
 * @journal: the station's journal
 * @first: a day of the first month
 * @last: a day of the last month
 *
 * Tells the journal what is confirmed at the other stations of members whom they share
 * (geng_journal_set_elsewhere()), in these months.  Where stations lend each other people, its
 * station is told what is official of them (geng_station_set_elsewhere()): what is not confirmed
 * of that is known then.
 *
 * Returns: (transfer container) (element-type utf8): which stations could not be read, and why
 */
GPtrArray *
geng_zone_tell_served (GengZone *self,
                       guint index,
                       GengJournal *journal,
                       const GDate *first,
                       const GDate *last)
{
  Search search;
  const GengPlace *own;

  g_return_val_if_fail (GENG_IS_ZONE (self) && index < self->places->len, NULL);
  g_return_val_if_fail (GENG_IS_JOURNAL (journal) && first != NULL && last != NULL, NULL);
  own = self->places->pdata[index];
  search_init (&search, geng_journal_get_station (journal), first, last);
  search.home = own->id;
  for (guint i = 0; i < self->places->len; i++)
    if (i != index && geng_zone_shares_people (self, own, self->places->pdata[i]))
      search_place (&search, self->places->pdata[i]);
  /* The pool's sheet knows what its people were to serve anywhere; only their own knows of lent
   * ones. */
  if (geng_zone_lends (self, own))
    geng_zone_tell_elsewhere (self, index, search.station, first, last, GENG_DRAFTS_NONE,
                              search.unread);
  return search_end (&search, journal);
}

/**
 * geng_zone_load_pool_journal:
 * @self: a zone that is loaded
 * @index: of a pool
 * @view: the station of its people, from geng_zone_view_pool()
 * @first: a day of the first month
 * @last: a day of the last month
 * @unread: (out) (transfer container) (element-type utf8): which stations could not be read, and
 *   why
 *
 * Finds what is confirmed of the pool's people at all stations that share them.
 *
 * Returns: (transfer full): a journal that has all of it elsewhere
 *   (geng_journal_list_elsewhere())
 */
GengJournal *
geng_zone_load_pool_journal (GengZone *self,
                             guint index,
                             GengStation *view,
                             const GDate *first,
                             const GDate *last,
                             GPtrArray **unread)
{
  Search search;
  const GengZonePool *pool;
  GengJournal *journal;

  g_return_val_if_fail (GENG_IS_ZONE (self) && index < self->pools->len, NULL);
  g_return_val_if_fail (GENG_IS_STATION (view) && first != NULL && last != NULL, NULL);
  g_return_val_if_fail (unread != NULL, NULL);
  pool = self->pools->pdata[index];
  journal = geng_journal_new (view);
  search_init (&search, view, first, last);
  search.pool = pool->id;
  for (guint i = 0; i < self->places->len; i++)
    if (geng_zone_pool_serves (pool, self->places->pdata[i]))
      search_place (&search, self->places->pdata[i]);
  *unread = search_end (&search, journal);
  return journal;
}
