/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A planner's question as a value, which a thread may own. */

#include "geng-own-kind.h"
#include "geng-planning.h"

void
geng_planning_init (GengPlanning *self)
{
  self->effort = GENG_EFFORT_NORMAL;
  self->seed = 1;
  self->from = G_MININT64;
}

void
geng_planning_clear (GengPlanning *self)
{
  g_clear_object (&self->station);
  g_clear_object (&self->history);
  g_clear_object (&self->base);
  g_clear_object (&self->served);
  g_clear_pointer (&self->copy, geng_copy_unref);
}

/* A roster of another station stays what it is: an error to be told. */
static GengRoster *
copy_roster (const GengPlanning *self, GengRoster *roster, const GengCopy *copy)
{
  if (roster == NULL || geng_roster_get_station (roster) != self->station)
    return roster != NULL ? g_object_ref (roster) : NULL;
  return geng_copy_roster (roster, copy->station, copy->there);
}

GengPlanning *
geng_planning_copy (const GengPlanning *self)
{
  GengPlanning *copy = g_memdup2 (self, sizeof *self);

  if (self->station == NULL)
    {
      copy->history = copy->base = copy->served = NULL;
      return copy;
    }
  /* What the program's own kinds write is of this question alone. */
  copy->copy = geng_own_kinds (self->station) != NULL ? geng_copy_new (self->station)
                                                      : geng_copy_take (self->station);
  copy->station = g_object_ref (copy->copy->station);
  copy->history = copy_roster (self, self->history, copy->copy);
  copy->base = copy_roster (self, self->base, copy->copy);
  copy->served = copy_roster (self, self->served, copy->copy);
  geng_own_lower_ahead (copy->station, &copy->first, &copy->last, copy->history, copy->base);
  return copy;
}

void
geng_planning_free (gpointer self)
{
  geng_planning_clear (self);
  g_free (self);
}
