/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* A line of who is missing in all. */
void print_missing (Desk *self);
/* People that the gap adds to those before it: who is missing may have the role that is missing. */
int count_missing (GPtrArray *gaps, guint index);
/* (transfer full): "v01 East " before what is of one of several stations that are planned as one;
 * "" where the desk has a single one.  entity: (nullable) */
char *desk_part_text (Desk *self, gpointer entity);

/* He is of a pool of the zone; whoever is lent has his leave and his calendar at home. */
gboolean member_is_shared (GengMember *member);
/* (transfer full): POOL/ID or STATION/ID, as the zone calls whom the station at @index calls so */
char *zone_member_id (GengZone *zone, guint index, GengMember *member);
/* (transfer full) (nullable): the station's month as it is worked on, or else as it is official;
 * NULL without an error where there is neither */
GengRoster *zone_load_month (GengZone *zone, guint index, const GDate *date, GError **error);
