/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-demand.h"
#include "geng-fault.h"
#include "geng-item.h"
#include "geng-request.h"
#include "geng-role.h"

G_BEGIN_DECLS

#define GENG_TYPE_STATION (geng_station_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengStation, geng_station, GENG, STATION, GengEntity)

GENG_AVAILABLE_IN_1_0
GengStation *geng_station_new (const char *id, const char *name, const char *zone, GError **error);
GENG_AVAILABLE_IN_1_0
const char *geng_station_get_timezone (GengStation *self);
GENG_AVAILABLE_IN_1_0
GTimeZone *geng_station_get_zone (GengStation *self);
GENG_AVAILABLE_IN_1_0
int geng_station_get_day_start_minute (GengStation *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_set_day_start_minute (GengStation *self, int minutes, GError **error);
GENG_AVAILABLE_IN_1_0
const char *geng_station_get_language (GengStation *self);
GENG_AVAILABLE_IN_1_0
void geng_station_set_language (GengStation *self, const char *language);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_get_show_phones (GengStation *self);
GENG_AVAILABLE_IN_1_0
void geng_station_set_show_phones (GengStation *self, gboolean show);
GENG_AVAILABLE_IN_1_0
const char *geng_station_get_duty_phone (GengStation *self);
GENG_AVAILABLE_IN_1_0
void geng_station_set_duty_phone (GengStation *self, const char *phone);

/* Each add takes a reference and fails with GENG_ERROR_DUPLICATE on a taken id, GENG_ERROR_UNKNOWN
 * when it names something that the station does not have. */
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_organisation (GengStation *self,
                                        GengOrganisation *organisation,
                                        GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_role (GengStation *self, GengRole *role, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_contract (GengStation *self, GengContract *contract, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_team (GengStation *self, GengTeam *team, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_member (GengStation *self, GengMember *member, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_window (GengStation *self, GengWindow *window, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_shift (GengStation *self, GengShift *shift, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_post (GengStation *self, GengPost *post, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_demand (GengStation *self, GengDemand *demand, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_piece (GengStation *self, GengPiece *piece, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_item (GengStation *self, GengItem *item, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_request (GengStation *self, GengRequest *request, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_station_add_rule (GengStation *self, GengRule *rule);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_organisations (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_roles (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_contracts (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_teams (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_members (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_windows (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_shifts (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_posts (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_demands (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_pieces (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_items (GengStation *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_has_kit_set (GengStation *self, const char *kit_set);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_requests (GengStation *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_rules (GengStation *self);

GENG_AVAILABLE_IN_1_0
GengOrganisation *geng_station_lookup_organisation (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengRole *geng_station_lookup_role (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengContract *geng_station_lookup_contract (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengTeam *geng_station_lookup_team (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengMember *geng_station_lookup_member (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengWindow *geng_station_lookup_window (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengShift *geng_station_lookup_shift (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengPost *geng_station_lookup_post (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengDemand *geng_station_lookup_demand (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengPiece *geng_station_lookup_piece (GengStation *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengItem *geng_station_lookup_item (GengStation *self, const char *id);

/* Data that only makes sense as a whole: windows tile the duty day, shifts lie in their window, …
 * Returns: (transfer container) (element-type GengFault): empty when all is well. */
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_station_validate (GengStation *self);
/* minute: from 00:00 of @date, may pass 1440; the instant in the station's zone. */
GENG_AVAILABLE_IN_1_0
GDateTime *geng_station_instant (GengStation *self, const GDate *date, int minute);
/* Real elapsed minutes between two such points. */
GENG_AVAILABLE_IN_1_0
int geng_station_elapsed_minutes (GengStation *self,
                                  const GDate *date,
                                  int start_minute,
                                  int end_minute);
GENG_AVAILABLE_IN_1_0
int geng_station_minute (GengStation *self, int clock);
GENG_AVAILABLE_IN_1_0
void geng_station_duty_date (GengStation *self, GDateTime *instant, GDate *date);
GENG_AVAILABLE_IN_1_0
int geng_station_get_meeting_day (GengStation *self);
GENG_AVAILABLE_IN_1_0
void geng_station_set_meeting_day (GengStation *self, int day);

G_END_DECLS
