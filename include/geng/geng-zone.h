/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-store.h"

G_BEGIN_DECLS

#define GENG_TYPE_ZONE (geng_zone_get_type ())
/**
 * GengZone:
 *
 * A zone (片区): stations side by side, each a folder of its own, named by a file `zone.ini` in a folder
 * above them.  They share one zone of time and one start of the duty day, and pools of people.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengZone, geng_zone, GENG, ZONE, GObject)

GENG_AVAILABLE_IN_1_0
GengZone *geng_zone_open (const char *path, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_zone_is_folder (const char *path);
GENG_AVAILABLE_IN_1_0
const char *geng_zone_get_path (GengZone *self);
GENG_AVAILABLE_IN_1_0
const char *geng_zone_get_name (GengZone *self);
GENG_AVAILABLE_IN_1_0
guint geng_zone_get_n_stations (GengZone *self);
GENG_AVAILABLE_IN_1_0
int geng_zone_find (GengZone *self, const char *id);
GENG_AVAILABLE_IN_1_0
const char *geng_zone_get_id (GengZone *self, guint index);
GENG_AVAILABLE_IN_1_0
GengStore *geng_zone_get_store (GengZone *self, guint index);

GENG_AVAILABLE_IN_1_0
gboolean geng_zone_load (GengZone *self, GError **error);
GENG_AVAILABLE_IN_1_0
GengStation *geng_zone_get_station (GengZone *self, guint index);
GENG_AVAILABLE_IN_1_0
const char *geng_zone_get_failure (GengZone *self, guint index);
GENG_AVAILABLE_IN_1_0
gboolean geng_zone_lies_outside (GengZone *self, guint index);

/* Each station in its turn, beside what the others have, with every folder read once. */
GENG_AVAILABLE_IN_1_0
GengStore *geng_zone_open_station (GengZone *self, guint index);
GENG_AVAILABLE_IN_1_0
void geng_zone_read_ahead (GengZone *self, const GDate *before);

/* Of a station's own store that looks up to its zone. */
GENG_AVAILABLE_IN_1_0
void geng_store_set_zone_drafts (GengStore *self, gboolean first);

/* People whom stations share. */
GENG_AVAILABLE_IN_1_0
guint geng_zone_get_n_pools (GengZone *self);
GENG_AVAILABLE_IN_1_0
const char *geng_zone_get_pool_id (GengZone *self, guint index);
GENG_AVAILABLE_IN_1_0
GengStation *geng_zone_get_pool (GengZone *self, guint index);

GENG_AVAILABLE_IN_1_0
int geng_zone_get_lend_price (GengZone *self);

/* Calendars of their own: all their duties in one. */
GENG_AVAILABLE_IN_1_0
GengStore *geng_zone_open_pool (GengZone *self, guint index);
GENG_AVAILABLE_IN_1_0
GengStation *geng_zone_view_pool (GengZone *self, guint index, GError **error);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_zone_load_pool_month (GengZone *self,
                                       guint index,
                                       GengStation *view,
                                       GDateYear year,
                                       GDateMonth month,
                                       GError **error);

/* What is confirmed of shared people at all stations; one of them finds the others by its zone.ini. */
GENG_AVAILABLE_IN_1_0
void geng_store_tell_served (GengStore *self,
                             GengJournal *journal,
                             const GDate *first,
                             const GDate *last);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_zone_tell_served (GengZone *self,
                                  guint index,
                                  GengJournal *journal,
                                  const GDate *first,
                                  const GDate *last);
GENG_AVAILABLE_IN_1_0
GengJournal *geng_zone_load_pool_journal (GengZone *self,
                                          guint index,
                                          GengStation *view,
                                          const GDate *first,
                                          const GDate *last,
                                          GPtrArray **unread);

/* All stations as one, to be planned and judged together. */
GENG_AVAILABLE_IN_1_0
GengStation *geng_zone_join (GengZone *self, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_zone_leave_out (GengZone *self, guint index);
GENG_AVAILABLE_IN_1_0
gboolean geng_zone_add_roster (GengZone *self,
                               GengRoster *joined,
                               guint index,
                               GengRoster *roster,
                               GError **error);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_zone_take_roster (GengZone *self, GengRoster *joined, guint index, GError **error);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_zone_load_history (GengZone *self,
                                    GengStation *joined,
                                    const GDate *before,
                                    gboolean drafts,
                                    GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_zone_lock (GengZone *self, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_zone_unlock (GengZone *self);

G_END_DECLS
