/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "gate.h"

/* Asks for a leader on call (带班领导) from 08:00 to 18:00, and makes 丁 the one of that day.
 * Returns: the shift, which the station keeps. */
static GengShift *
put_leader_on_call (Gate *self, guint day)
{
  GDate date = december (day);
  g_autoptr (GengPost) office = geng_post_new ("office", NULL);
  g_autoptr (GengDemand) lead = NULL;
  GengShift *shift
      = add_shift (self, "lead", geng_station_lookup_window (self->station, "day"), 480, 1080);

  ck_assert (geng_station_add_post (self->station, office, NULL));
  lead = geng_demand_new_for_shift ("lead", NULL, office, shift);
  geng_demand_set_leader (lead, TRUE);
  ck_assert (geng_station_add_demand (self->station, lead, NULL));
  ck_assert_ptr_nonnull (
      geng_roster_assign (self->official, self->ding, &date, shift, office, NULL));
  return shift;
}
