/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* A pool whose folder is on the desk. */
typedef struct _ZonePool ZonePool;

/* (transfer full) (nullable): the pool of a zone above whose folder that is.
 * folder: (nullable): the current one */
ZonePool *zone_pool_find (const char *folder);
/* (transfer full) (nullable): for another desk */
ZonePool *zone_pool_share (const ZonePool *self);
void zone_pool_free (ZonePool *self);
/* Puts its people and the places of all stations on the desk; FALSE after a message. */
gboolean zone_pool_open (Desk *desk, const Options *options, DeskUse use);
/* What the pool's own folder calls whom the zone calls POOL/ID. */
const char *zone_pool_local (const ZonePool *self, const char *text);
/* (transfer full) (nullable): the zone above a station whose folder that is */
GengZone *zone_find_above (const char *folder);
gboolean zone_pool_has_roster (const ZonePool *self, const GDate *date);
/* (transfer full) (element-type char): stations that could not be read, and why */
GPtrArray *zone_pool_list_unread (const ZonePool *self);
/* What its people serve in the month at all stations, by their drafts or else records. */
GengRoster *zone_pool_load_roster (Desk *desk, GError **error);
/* Some station has a draft or a record of the month. */
gboolean zone_pool_has_work (GengZone *zone, const GDate *date);
/* The same of a pool whose people are on the desk by themselves. */
GengRoster *zone_pool_load_work (GengZone *zone, guint index, const Desk *desk, GError **error);
/* How many places are open at the stations where something changes, @before it and @after. */
gboolean zone_pool_count_gaps (const Desk *desk,
                               GengRoster *done,
                               gint64 *before,
                               gint64 *after,
                               GError **error);
/* The duties that differ go into the stations' drafts. */
gboolean zone_pool_save_roster (const Desk *desk, GengRoster *done, GError **error);
/* (transfer full) (nullable): that the duty is served, whichever station has confirmed it */
char *zone_pool_served_text (const Desk *desk, GengMember *member, const GDate *date);
gboolean zone_pool_add_leave (Desk *desk, GengRequest *request, GError **error);
/* Its tables keep of the member what records stand on, and so do the stations. */
gboolean zone_pool_forget (Desk *desk, const char *member, GError **error);
/* (nullable): the post's id at its station. folder: (out): the station's */
const char *zone_pool_find_post (const Desk *desk, const char *name, const char **folder);
/* (transfer full): behind a command of the zone's, where its folder is; empty where it is known,
 * or where no pool is on the desk */
char *zone_pool_where_text (const Desk *desk);
/* (transfer full): POOL/ID, as stations have it */
char *zone_pool_member_id (const Desk *desk, GengMember *member);
