/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-demand.h"
#include "geng-roster.h"

G_BEGIN_DECLS

/**
 * GengPresence:
 * @start_minute: when it begins, in minutes from 00:00 of the duty day's date
 * @end_minute: when it ends, in the same minutes
 * @demand: (nullable): the demand whose crew keeps the post; %NULL where the members serve there
 * @members: (element-type GengMember): who is there; nobody where it is empty
 *
 * Who is found at a post in a stretch of a duty day.
 */
typedef struct
{
  int start_minute;
  int end_minute;
  GengDemand *demand;
  GPtrArray *members;

  /*< private >*/
  gpointer reserved[4];
} GengPresence;

#define GENG_TYPE_PRESENCE (geng_presence_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_presence_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengPresence *geng_presence_copy (const GengPresence *self);
GENG_AVAILABLE_IN_1_0
void geng_presence_free (GengPresence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengPresence, geng_presence_free)

GENG_AVAILABLE_IN_1_0
GPtrArray *geng_roster_list_presence (GengRoster *self, GengPost *post, const GDate *date);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_roster_list_leaders (GengRoster *self, const GDate *date);
GENG_AVAILABLE_IN_1_0
GengMember *geng_roster_find_crew_leader (GengRoster *self, GengDuty *duty);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_is_leader_shift (GengStation *self, GengShift *shift);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_is_reserve_post (GengStation *self, GengPost *post);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_is_at_work (GengStation *self, GengDuty *duty);

G_END_DECLS
