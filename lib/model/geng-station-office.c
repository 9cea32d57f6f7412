/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How a station's office works: when it is asked before it publishes, and how long it keeps what it
 * knows of people. */

#include "geng-gettext.h"
#include "geng-station-private.h"

/**
 * geng_station_get_ask_above:
 * @self: a station
 *
 * Returns: how many official duties a publication may change before somebody is asked
 */
guint
geng_station_get_ask_above (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), 0);
  return self->ask_above;
}

/**
 * geng_station_set_ask_above:
 * @self: a station
 * @changes: how many official duties a publication may change before somebody is asked
 *
 * Programs ask; the library publishes what it is told to.
 */
void
geng_station_set_ask_above (GengStation *self, guint changes)
{
  g_return_if_fail (GENG_IS_STATION (self));
  if (self->ask_above == changes)
    return;
  self->ask_above = changes;
  g_object_notify (G_OBJECT (self), "ask-above");
}

/**
 * geng_station_get_swaps_by_themselves:
 * @self: a station
 *
 * Returns: whether a swap on which both members agree may become official without the captain
 */
gboolean
geng_station_get_swaps_by_themselves (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  return self->swaps_by_themselves;
}

/**
 * geng_station_set_swaps_by_themselves:
 * @self: a station
 * @by_themselves: whether a swap on which both members agree may become official without the
 *   captain
 *
 * Programs look for such swaps; the library publishes what it is told to.
 */
void
geng_station_set_swaps_by_themselves (GengStation *self, gboolean by_themselves)
{
  g_return_if_fail (GENG_IS_STATION (self));
  if (self->swaps_by_themselves == !!by_themselves)
    return;
  self->swaps_by_themselves = !!by_themselves;
  g_object_notify (G_OBJECT (self), "swaps-by-themselves");
}

/**
 * geng_station_get_keep_months:
 * @self: a station
 *
 * Returns: after how many months what is known of people is forgotten; 0: it is kept
 */
guint
geng_station_get_keep_months (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), 0);
  return self->keep_months;
}

/**
 * geng_station_set_keep_months:
 * @self: a station
 * @months: 0 to keep everything, else at least %GENG_STATION_LEAST_MONTHS
 * @error: return location
 *
 * Sets after how many months a program forgets, when it is told to, what is known of people beyond
 * their duties.
 *
 * Returns: %FALSE with %GENG_ERROR_INVALID for fewer months than the law asks for
 */
gboolean
geng_station_set_keep_months (GengStation *self, guint months, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  if (months != 0 && months < GENG_STATION_LEAST_MONTHS)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("keep: %u months; records of pay have to last %d at least"), months,
                   GENG_STATION_LEAST_MONTHS);
      return FALSE;
    }
  if (self->keep_months == months)
    return TRUE;
  self->keep_months = months;
  g_object_notify (G_OBJECT (self), "keep-months");
  return TRUE;
}
