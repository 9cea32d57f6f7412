/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-duty.h"
#include "geng-set-aside.h"
#include "geng-station.h"

G_BEGIN_DECLS

#define GENG_TYPE_ROSTER (geng_roster_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRoster, geng_roster, GENG, ROSTER, GObject)

/**
 * GENG_ROSTER_MAX_DAYS:
 *
 * The longest period of a roster, in duty days.
 */
#define GENG_ROSTER_MAX_DAYS 3660

GENG_AVAILABLE_IN_1_0
GengRoster *geng_roster_new (GengStation *station,
                             const GDate *first,
                             const GDate *last,
                             GError **error);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_roster_copy (GengRoster *self);
GENG_AVAILABLE_IN_1_0
GengStation *geng_roster_get_station (GengRoster *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_roster_get_first (GengRoster *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_roster_get_last (GengRoster *self);
GENG_AVAILABLE_IN_1_0
guint geng_roster_get_n_days (GengRoster *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_roster_add (GengRoster *self, GengDuty *duty, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_roster_remove (GengRoster *self, GengDuty *duty);
GENG_AVAILABLE_IN_1_0
GengDuty *geng_roster_assign (GengRoster *self,
                              GengMember *member,
                              const GDate *date,
                              GengShift *shift,
                              GengPost *post,
                              GError **error);
GENG_AVAILABLE_IN_1_0
GengDuty *geng_roster_move (GengRoster *self,
                            GengDuty *duty,
                            GengMember *member,
                            const GDate *date,
                            GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_roster_swap (GengRoster *self, GengDuty *one, GengDuty *other, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_roster_clear (GengRoster *self, GengMember *member, const GDate *date);
/* Sorted by date, shift start, shift id, post id, member id. */
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_roster_list_duties (GengRoster *self);
GENG_AVAILABLE_IN_1_0
void geng_roster_add_set_aside (GengRoster *self, GengSetAside *one);
GENG_AVAILABLE_IN_1_0
gboolean geng_roster_remove_set_aside (GengRoster *self, GengMember *member);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_roster_list_set_aside (GengRoster *self);
GENG_AVAILABLE_IN_1_0
guint *geng_roster_list_numbers (GengRoster *self, guint *n_numbers);
GENG_AVAILABLE_IN_1_0
GengDuty *geng_roster_lookup (GengRoster *self, GengMember *member, const GDate *date);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_roster_list_member (GengRoster *self, GengMember *member);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_roster_list_date (GengRoster *self, const GDate *date);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_roster_on_duty_at (GengRoster *self, GDateTime *instant);
/* Days of members that differ from those of @other in shift or post. */
GENG_AVAILABLE_IN_1_0
guint geng_roster_count_changes (GengRoster *self, GengRoster *other);

G_END_DECLS
