/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-elsewhere-private.h"

#include "geng-array.h"
#include "geng-change.h"
#include "geng-station-private.h"

/*
 * What members whom stations of a zone share serve at the others: a roster a station, with this
 * station's members.  It is no part of the station's own rosters, and every judge counts it.
 */

static void
add_once (GPtrArray *list, GHashTable *there, gpointer thing)
{
  if (thing != NULL && g_hash_table_add (there, thing))
    g_ptr_array_add (list, g_object_ref (thing));
}

/* Rules ask for them again and again, and the duties do not change. */
static void
list_places (GengStation *self)
{
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);

  self->elsewhere_shifts = g_ptr_array_new_with_free_func (g_object_unref);
  self->elsewhere_posts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint r = 0; r < self->elsewhere->len; r++)
    {
      g_autoptr (GPtrArray) duties = geng_roster_list_duties (self->elsewhere->pdata[r]);

      for (guint i = 0; i < duties->len; i++)
        {
          add_once (self->elsewhere_shifts, there, geng_duty_get_shift (duties->pdata[i]));
          add_once (self->elsewhere_posts, there, geng_duty_get_post (duties->pdata[i]));
        }
    }
}

/**
 * geng_station_set_elsewhere:
 * @self: a #GengStation
 * @rosters: (nullable) (element-type GengRoster): of other stations, with members of this one
 *
 * Says what members serve at other stations of the zone.  Such a duty counts for all that is asked
 * of a member (one duty a day, rest, hours, kit of the pool) and fills no place here.  It takes the
 * place of what was said before, and the rosters are not to be changed any more.  It is no edit: an
 * undo list does not take it back.
 */
void
geng_station_set_elsewhere (GengStation *self, GPtrArray *rosters)
{
  GPtrArray *own;

  g_return_if_fail (GENG_IS_STATION (self));

  own = rosters != NULL ? geng_array_copy (rosters, GENG_TYPE_ROSTER) : NULL;
  g_clear_pointer (&self->elsewhere, g_ptr_array_unref);
  g_clear_pointer (&self->elsewhere_shifts, g_ptr_array_unref);
  g_clear_pointer (&self->elsewhere_posts, g_ptr_array_unref);
  self->elsewhere = own;
  if (own != NULL)
    list_places (self);
  g_object_notify (G_OBJECT (self), "elsewhere");
}

/**
 * geng_station_list_elsewhere:
 * @self: a #GengStation
 *
 * Returns: (transfer container) (element-type GengRoster): what its members serve at other stations
 *   of the zone, as far as that was read
 */
GPtrArray *
geng_station_list_elsewhere (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_array_copy (self->elsewhere, GENG_TYPE_ROSTER);
}

static gboolean
is_among (const GPtrArray *list, guint n, gconstpointer thing)
{
  for (guint i = 0; i < n; i++)
    if (list->pdata[i] == thing)
      return TRUE;
  return FALSE;
}

/* elsewhere: (nullable) */
static GPtrArray *
list_all (GListModel *own, const GPtrArray *elsewhere)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_own;

  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    g_ptr_array_add (list, g_list_model_get_item (own, i));
  n_own = list->len;
  for (guint i = 0; elsewhere != NULL && i < elsewhere->len; i++)
    if (!is_among (list, n_own, elsewhere->pdata[i]))
      g_ptr_array_add (list, g_object_ref (elsewhere->pdata[i]));
  return list;
}

GPtrArray *
geng_station_list_all_shifts (GengStation *self)
{
  return list_all (geng_station_get_shifts (self), self->elsewhere_shifts);
}

GPtrArray *
geng_station_list_all_posts (GengStation *self)
{
  return list_all (geng_station_get_posts (self), self->elsewhere_posts);
}

/* A shift belongs to one station, of however many there are elsewhere. */
gboolean
geng_station_leads_anywhere (GengStation *self, GengShift *shift)
{
  gpointer owner = geng_change_get_owner (shift);

  return geng_station_is_leader_shift (GENG_IS_STATION (owner) ? owner : self, shift);
}

gboolean
geng_shift_is_apart (GengShift *shift, GengPost *post)
{
  gpointer here = geng_change_get_owner (shift), there = geng_change_get_owner (post);

  return here != NULL && there != NULL && here != there;
}
