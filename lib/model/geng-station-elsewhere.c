/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-elsewhere-private.h"

#include "geng-array.h"
#include "geng-station-private.h"

/*
 * What members whom stations of a zone share serve at the others: a roster a station, with this
 * station's members.  It is no part of the station's own rosters, and every judge counts it.
 */

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
  self->elsewhere = own;
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

static void
add_once (GPtrArray *list, gpointer thing)
{
  if (!g_ptr_array_find (list, thing, NULL))
    g_ptr_array_add (list, g_object_ref (thing));
}

static void
add_own (GPtrArray *list, GListModel *own)
{
  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    g_ptr_array_add (list, g_list_model_get_item (own, i));
}

typedef void (*EachDuty) (GengDuty *duty, gpointer data);

static void
each_elsewhere (GengStation *self, EachDuty each, gpointer data)
{
  for (guint r = 0; self->elsewhere != NULL && r < self->elsewhere->len; r++)
    {
      g_autoptr (GPtrArray) duties = geng_roster_list_duties (self->elsewhere->pdata[r]);

      for (guint i = 0; i < duties->len; i++)
        each (duties->pdata[i], data);
    }
}

static void
add_shift (GengDuty *duty, gpointer list)
{
  add_once (list, geng_duty_get_shift (duty));
}

static void
add_post (GengDuty *duty, gpointer list)
{
  add_once (list, geng_duty_get_post (duty));
}

GPtrArray *
geng_station_list_all_shifts (GengStation *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  add_own (list, geng_station_get_shifts (self));
  each_elsewhere (self, add_shift, list);
  return list;
}

GPtrArray *
geng_station_list_all_posts (GengStation *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  add_own (list, geng_station_get_posts (self));
  each_elsewhere (self, add_post, list);
  return list;
}

gboolean
geng_station_leads_anywhere (GengStation *self, GengShift *shift)
{
  gboolean leads = geng_station_is_leader_shift (self, shift);

  for (guint i = 0; !leads && self->elsewhere != NULL && i < self->elsewhere->len; i++)
    leads
        = geng_station_is_leader_shift (geng_roster_get_station (self->elsewhere->pdata[i]), shift);
  return leads;
}
