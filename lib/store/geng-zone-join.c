/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * All stations of a zone as one, and back again.
 *
 * Each station and each pool is a part of the planning station: its things are `v01/day`,
 * `police/p03` (geng-merge.c).  To the planner and the judge it is a station like any other; that
 * rules of one part do not reach another they read from the ids.  A roster of it is taken apart by
 * the same ids: each station gets the duties at its own posts.
 */

#include <geng/geng.h>

#include <string.h>

#include "geng-date.h"
#include "geng-duty-private.h"
#include "geng-gettext.h"
#include "geng-merge.h"
#include "geng-part.h"
#include "geng-store-private.h"
#include "geng-zone-private.h"

static GengPlace *
place_at (GengZone *self, guint index)
{
  return self->places->pdata[index];
}

/* -- the planning station -- */

/* Own people serve at home; of guests whatever they may is said when the pool comes in. */
static void
stay_home (const char *part, GengStation *joined)
{
  GListModel *members = geng_station_get_members (joined);
  GListModel *posts = geng_station_get_posts (joined);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengEntity) post = g_list_model_get_item (posts, i);

      if (geng_part_has (part, post))
        g_ptr_array_add (own, (gpointer) geng_entity_get_id (post));
    }
  g_ptr_array_add (own, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      const char *const *listed = geng_member_get_posts (member);

      if (geng_part_has (part, member) && (listed == NULL || listed[0] == NULL))
        geng_member_set_posts (member, (const char *const *) own->pdata);
    }
}

static gboolean
has_holiday (GListModel *holidays, GengHoliday *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (holidays); i++)
    {
      g_autoptr (GengHoliday) one = g_list_model_get_item (holidays, i);

      if (g_date_compare (geng_holiday_get_date (one), geng_holiday_get_date (wanted)) == 0)
        return geng_holiday_get_kind (one) == geng_holiday_get_kind (wanted);
    }
  return FALSE;
}

/* Whether both count the same days as holidays and days of work, in whatever order. */
static gboolean
has_calendar_of (GengStation *one, GengStation *other)
{
  GListModel *mine = geng_station_get_holidays (one), *theirs = geng_station_get_holidays (other);
  guint n = g_list_model_get_n_items (mine);

  if (g_strcmp0 (geng_station_get_holiday_calendar (one), geng_station_get_holiday_calendar (other))
          != 0
      || n != g_list_model_get_n_items (theirs))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GengHoliday) holiday = g_list_model_get_item (mine, i);

      if (!has_holiday (theirs, holiday))
        return FALSE;
    }
  return TRUE;
}

gboolean
geng_zone_take_calendar (GengStation *joined, GengStation *station, GError **error)
{
  GListModel *holidays = geng_station_get_holidays (station);

  if (!geng_station_set_holiday_calendar (joined, geng_station_get_holiday_calendar (station),
                                          error))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (holidays); i++)
    {
      g_autoptr (GengHoliday) holiday = g_list_model_get_item (holidays, i);
      g_autoptr (GengHoliday) copy
          = geng_holiday_new (geng_holiday_get_date (holiday), geng_holiday_get_name (holiday),
                              geng_holiday_get_kind (holiday));

      if (!geng_station_add_holiday (joined, copy, error))
        return FALSE;
    }
  return TRUE;
}

static GengStation *
new_joined (GengZone *self, const GengPlace *first, GError **error)
{
  g_autoptr (GengStation) joined
      = geng_station_new ("zone", self->name, geng_station_get_timezone (first->station), error);

  if (joined == NULL
      || !geng_station_set_day_start_minute (
          joined, geng_station_get_day_start_minute (first->station), error)
      || !geng_zone_take_calendar (joined, first->station, error))
    return NULL;
  geng_station_set_language (joined, geng_station_get_language (first->station));
  return g_steal_pointer (&joined);
}

static gboolean
check_calendar (const GengPlace *first, const GengPlace *place, GError **error)
{
  if (has_calendar_of (first->station, place->station))
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_FAULTY,
               _ ("zone.ini:%u:1: the holidays of '%s' are not those of '%s'; stations that share "
                  "people have one calendar"),
               place->line, place->id, first->id);
  return FALSE;
}

/* Two kinds of one name would read each other's rules. */
static gboolean
check_kinds (GengStation *joined, const GengPlace *place, GError **error)
{
  g_autoptr (GPtrArray) mine = geng_station_list_rule_kinds (joined);
  g_autoptr (GPtrArray) theirs = geng_station_list_rule_kinds (place->station);

  for (guint i = 0; i < mine->len; i++)
    for (guint j = 0; j < theirs->len; j++)
      if (mine->pdata[i] != theirs->pdata[j]
          && g_str_equal (geng_rule_kind_get_name (mine->pdata[i]),
                          geng_rule_kind_get_name (theirs->pdata[j])))
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
                       _ ("zone.ini:%u:1: station '%s' has another kind of rule “%s” than the "
                          "stations before it"),
                       place->line, place->id, geng_rule_kind_get_name (theirs->pdata[j]));
          return FALSE;
        }
  return TRUE;
}

/**
 * geng_zone_leave_out:
 * @self: a zone
 * @index: of a station
 *
 * From the next geng_zone_join() on the station is not in the planning station: it is planned
 * already, and stays as it is.  What shared people serve there counts for them as before:
 * geng_zone_load_history() tells it the planning station.
 */
void
geng_zone_leave_out (GengZone *self, guint index)
{
  g_return_if_fail (GENG_IS_ZONE (self) && index < self->places->len);
  place_at (self, index)->left_out = TRUE;
}

/**
 * geng_zone_join:
 * @self: a zone that is loaded
 * @error: return location
 *
 * Makes one station of all those that could be read and are not left out, in which they can be
 * planned ([class@Planner]) and judged (geng_judge()) together.  Its ids have their station or pool
 * in front: `v01/day`, `v01/m03`, `police/p03`.  What a station says holds for its own members, and
 * what a pool says for the pool's, wherever they serve: one duty a duty day over all stations, rest
 * between them, hours and shares of everything.  Where stations lend each other people, these may
 * serve at all of them, at a price (#GengMember:lend-price).  Kinds of rules of the program's own,
 * which each station's store was told of before the zone was loaded
 * ([method@Store.add_rule_kind]), hold there too.
 *
 * Fails with %GENG_ERROR_NOT_FOUND where no station could be read, with %GENG_ERROR_FAULTY where
 * two stations count different days as holidays, and with %GENG_ERROR_DUPLICATE where two of them
 * have different kinds of rules of one name.
 *
 * Returns: (transfer full): the station; nothing of it is shared with those of the zone
 */
GengStation *
geng_zone_join (GengZone *self, GError **error)
{
  g_autoptr (GengStation) joined = NULL;
  const GengPlace *first = NULL;

  g_return_val_if_fail (GENG_IS_ZONE (self), NULL);
  for (guint i = 0; i < self->places->len; i++)
    {
      const GengPlace *place = place_at (self, i);
      g_autoptr (GHashTable) there
          = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);

      if (place->station == NULL || place->left_out)
        continue;
      first = first != NULL ? first : place;
      if (joined == NULL && (joined = new_joined (self, first, error)) == NULL)
        return NULL;
      if (!check_calendar (first, place, error) || !check_kinds (joined, place, error))
        return NULL;
      geng_station_merge (joined, place->station, place->id, GENG_MERGE_WHOLE, there);
      stay_home (place->id, joined);
    }
  if (joined == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_NOT_FOUND, _ ("%s: no station could be read"),
                   self->path);
      return NULL;
    }
  for (guint i = 0; i < self->places->len; i++)
    if (place_at (self, i)->station != NULL && geng_zone_lends (self, place_at (self, i)))
      geng_zone_join_lent (self, place_at (self, i), joined);
  for (guint i = 0; i < self->pools->len; i++)
    if (((GengZonePool *) self->pools->pdata[i])->people != NULL)
      geng_zone_pool_join (self->pools->pdata[i], self, joined, GENG_ZONE_POOL_PLANNED);
  return g_steal_pointer (&joined);
}

/* -- rosters -- */

/* The id in the planning station; that of somebody shared has his pool already. */
static char *
joined_id (const GengPlace *place, gpointer entity)
{
  const char *id = geng_entity_get_id (entity);

  return geng_part_has (NULL, entity) ? geng_part_join (place->id, id) : g_strdup (id);
}

/* The id at the station: people of a pool keep theirs. */
static const char *
own_id (const GengPlace *place, gpointer entity)
{
  return geng_part_has (place->id, entity) ? geng_part_local (entity) : geng_entity_get_id (entity);
}

/* How a thing is called in the other of the two stations.  (transfer full) */
typedef char *(*NameThing) (const GengPlace *place, gpointer entity);

/* What stands at the duty beside who, when and where. */
static void
carry_marks (const GengPlace *place,
             GengDuty *from,
             GengDuty *to,
             GengStation *there,
             NameThing name)
{
  g_autoptr (GPtrArray) items = geng_duty_list_items (from);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *id = name (place, items->pdata[i]);
      GengItem *item = geng_station_lookup_item (there, id);

      if (item != NULL)
        g_ptr_array_add (own, g_object_ref (item));
    }
  geng_duty_set_items (to, own);
  geng_duty_set_pinned (to, geng_duty_get_pinned (from));
  geng_duty_set_note (to, geng_duty_get_note (from));
  geng_duty_take_served (to, from);
}

GengDuty *
geng_zone_put_duty (GengRoster *roster,
                    GengMember *member,
                    const GDate *date,
                    GengShift *shift,
                    GengPost *post,
                    GError **error)
{
  g_autoptr (GengDuty) duty = NULL;

  if (member == NULL || shift == NULL || post == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                   _ ("%04d-%02d-%02d: the member, shift or post of a duty is gone"),
                   g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));
      return NULL;
    }
  duty = geng_duty_new (member, date, shift, post);
  return geng_roster_add (roster, duty, error) ? duty : NULL;
}

static gboolean
add_duty (const GengPlace *place, GengRoster *joined, GengDuty *duty, GError **error)
{
  GengStation *station = geng_roster_get_station (joined);
  g_autofree char *member = joined_id (place, geng_duty_get_member (duty));
  g_autofree char *shift = joined_id (place, geng_duty_get_shift (duty));
  g_autofree char *post = joined_id (place, geng_duty_get_post (duty));
  GengDuty *copy = geng_zone_put_duty (
      joined, geng_station_lookup_member (station, member), geng_duty_get_date (duty),
      geng_station_lookup_shift (station, shift), geng_station_lookup_post (station, post), error);

  if (copy != NULL)
    carry_marks (place, duty, copy, station, joined_id);
  return copy != NULL;
}

/* Whom the other station does not have was set aside elsewhere, or has left. */
static void
carry_aside (const GengPlace *place, GengRoster *from, GengRoster *to, NameThing name)
{
  g_autoptr (GPtrArray) list = geng_roster_list_set_aside (from);

  for (guint i = 0; i < list->len; i++)
    {
      GengSetAside *one = list->pdata[i];
      GengMember *who = geng_set_aside_get_member (one);
      g_autofree char *id = who != NULL ? name (place, who) : NULL;
      GengMember *member = geng_station_lookup_member (geng_roster_get_station (to), id);
      g_autoptr (GengSetAside) copy = NULL;

      if (member == NULL)
        continue;
      copy = geng_set_aside_new (member, geng_set_aside_get_since (one),
                                 geng_set_aside_get_proven (one), geng_set_aside_get_reason (one));
      geng_roster_add_set_aside (to, copy);
    }
}

/**
 * geng_zone_add_roster:
 * @self: a zone that is loaded
 * @joined: a roster of the planning station
 * @index: of a station
 * @roster: a roster of that station
 * @error: return location
 *
 * Puts what a station has into the roster of all.  Days that @joined does not have are passed over.
 *
 * Returns: %FALSE with %GENG_ERROR_DUPLICATE where somebody shared has a duty of that day at
 *   another station already
 */
gboolean
geng_zone_add_roster (GengZone *self,
                      GengRoster *joined,
                      guint index,
                      GengRoster *roster,
                      GError **error)
{
  g_autoptr (GPtrArray) duties = NULL;

  g_return_val_if_fail (GENG_IS_ZONE (self) && index < self->places->len, FALSE);
  g_return_val_if_fail (GENG_IS_ROSTER (joined) && GENG_IS_ROSTER (roster), FALSE);
  duties = geng_roster_list_duties (roster);
  for (guint i = 0; i < duties->len; i++)
    {
      const GDate *date = geng_duty_get_date (duties->pdata[i]);

      if (g_date_compare (date, geng_roster_get_first (joined)) >= 0
          && g_date_compare (date, geng_roster_get_last (joined)) <= 0
          && !add_duty (place_at (self, index), joined, duties->pdata[i], error))
        return FALSE;
    }
  carry_aside (place_at (self, index), roster, joined, joined_id);
  return TRUE;
}

static char *
name_at_home (const GengPlace *place, gpointer entity)
{
  return g_strdup (own_id (place, entity));
}

static gboolean
take_duty (GengZone *self,
           const GengPlace *place,
           GengRoster *roster,
           GengDuty *duty,
           GError **error)
{
  GengStation *station = place->station;
  const char *who = own_id (place, geng_duty_get_member (duty));
  GengDuty *copy;

  geng_zone_borrow (self, place, who);
  copy = geng_zone_put_duty (
      roster, geng_station_lookup_member (station, who), geng_duty_get_date (duty),
      geng_station_lookup_shift (station, geng_part_local (geng_duty_get_shift (duty))),
      geng_station_lookup_post (station, geng_part_local (geng_duty_get_post (duty))), error);
  if (copy != NULL)
    carry_marks (place, duty, copy, station, name_at_home);
  return copy != NULL;
}

/**
 * geng_zone_take_roster:
 * @self: a zone that is loaded
 * @joined: a roster of the planning station
 * @index: of a station that could be read
 * @error: return location
 *
 * Fails with %GENG_ERROR_UNKNOWN where the station has lost somebody or something that @joined
 * names.
 *
 * Returns: (transfer full): what of it is the station's: the duties at its posts, also those of
 *   people whom it shares
 */
GengRoster *
geng_zone_take_roster (GengZone *self, GengRoster *joined, guint index, GError **error)
{
  const GengPlace *place;
  g_autoptr (GengRoster) roster = NULL;
  g_autoptr (GPtrArray) duties = NULL;

  g_return_val_if_fail (GENG_IS_ZONE (self) && index < self->places->len, NULL);
  g_return_val_if_fail (GENG_IS_ROSTER (joined), NULL);
  place = place_at (self, index);
  g_return_val_if_fail (place->station != NULL, NULL);
  roster = geng_roster_new (place->station, geng_roster_get_first (joined),
                            geng_roster_get_last (joined), error);
  duties = geng_roster_list_duties (joined);
  for (guint i = 0; roster != NULL && i < duties->len; i++)
    if (geng_part_has (place->id, geng_duty_get_post (duties->pdata[i]))
        && !take_duty (self, place, roster, duties->pdata[i], error))
      return NULL;
  if (roster != NULL)
    carry_aside (place, joined, roster, name_at_home);
  return g_steal_pointer (&roster);
}

static void
unref_history (gpointer history)
{
  if (history != NULL)
    g_object_unref (history);
}

/* Of all stations, in their order; those without a history are NULL. */
static GPtrArray *
load_histories (GengZone *self, const GDate *before, gboolean drafts, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (unref_history);

  for (guint i = 0; i < self->places->len; i++)
    {
      const GengPlace *place = place_at (self, i);
      g_autoptr (GError) failure = NULL;
      GengRoster *history = place->station == NULL
                                ? NULL
                                : geng_store_load_history (place->store, place->station, before, 0,
                                                           drafts, &failure);

      if (failure != NULL)
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", place->id);
          return NULL;
        }
      g_ptr_array_add (found, history);
    }
  return g_steal_pointer (&found);
}

/* Of two duties of somebody shared on a day of the past the first counts: it is a fact, and no
 * reason to plan nothing. */
static void
add_served (const GengPlace *place, GengRoster *history, GengRoster *served)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (served);

  for (guint i = 0; i < duties->len; i++)
    add_duty (place, history, duties->pdata[i], NULL);
}

/**
 * geng_zone_load_history:
 * @self: a zone that is loaded
 * @joined: its planning station
 * @before: the first day that is not history any more
 * @drafts: whether a draft stands in for a month that was not published
 * @error: return location
 *
 * Joins the histories of all stations (geng_store_load_history()).  It begins where the longest of
 * them does: who is new to it had no duties then.  What shared people serve at stations that are
 * left out, in those months and in what is planned, becomes known to @joined
 * (geng_station_set_elsewhere()).
 *
 * Returns: (transfer full) (nullable): the history; %NULL without an error where there is none, and
 *   with %GENG_ERROR_FAULTY.  Where somebody shared served at two stations on a day the first
 *   counts
 */
GengRoster *
geng_zone_load_history (GengZone *self,
                        GengStation *joined,
                        const GDate *before,
                        gboolean drafts,
                        GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GengRoster) history = NULL;
  GDate first, last;

  g_return_val_if_fail (GENG_IS_ZONE (self) && GENG_IS_STATION (joined), NULL);
  g_return_val_if_fail (before != NULL, NULL);
  found = load_histories (self, before, drafts, error);
  if (found == NULL)
    return NULL;
  last = *before;
  first = *before;
  g_date_subtract_days (&last, 1);
  for (guint i = 0; i < found->len; i++)
    if (found->pdata[i] != NULL
        && g_date_compare (geng_roster_get_first (found->pdata[i]), &first) < 0)
      first = *geng_roster_get_first (found->pdata[i]);
  if (!geng_zone_tell_left_out (self, joined, &first, before, drafts, error)
      || g_date_compare (&first, before) == 0)
    return NULL;
  history = geng_roster_new (joined, &first, &last, error);
  for (guint i = 0; history != NULL && i < found->len; i++)
    if (found->pdata[i] != NULL && !place_at (self, i)->left_out)
      add_served (place_at (self, i), history, found->pdata[i]);
  return g_steal_pointer (&history);
}

/* -- locks -- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(GengPlace *const *) a)->id, (*(GengPlace *const *) b)->id);
}

/**
 * geng_zone_lock:
 * @self: a zone
 * @error: return location
 *
 * Takes the right to write to all stations whose folder is there, without waiting, in the order of
 * their ids: two who want them can't each hold what the other waits for.  Whoever wants that of a
 * pool as well takes it first.  Taken before geng_zone_load(), nobody changes what that reads.
 *
 * Returns: %FALSE with %GENG_ERROR_LOCKED or %GENG_ERROR_IO: nothing is locked
 */
gboolean
geng_zone_lock (GengZone *self, GError **error)
{
  g_autoptr (GPtrArray) sorted = NULL;

  g_return_val_if_fail (GENG_IS_ZONE (self), FALSE);
  sorted = g_ptr_array_copy (self->places, NULL, NULL);
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_ids);
  for (guint i = 0; i < sorted->len; i++)
    {
      const GengPlace *place = sorted->pdata[i];

      /* Whether it can be read is not known before: it is read under the lock. */
      if (!g_file_test (geng_store_get_path (place->store), G_FILE_TEST_IS_DIR)
          || geng_store_lock (place->store, error))
        continue;
      g_prefix_error (error, "%s: ", place->id);
      geng_zone_unlock (self);
      return FALSE;
    }
  return TRUE;
}

/**
 * geng_zone_unlock:
 * @self: a zone
 *
 * Gives the right to write back, where it is held.
 */
void
geng_zone_unlock (GengZone *self)
{
  g_return_if_fail (GENG_IS_ZONE (self));
  for (guint i = 0; i < self->places->len; i++)
    geng_store_unlock (place_at (self, i)->store);
}
