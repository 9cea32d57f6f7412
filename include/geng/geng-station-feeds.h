/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"

G_BEGIN_DECLS

GENG_AVAILABLE_IN_1_0
const char *geng_station_get_feed_title (GengStation *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_set_feed_title (GengStation *self, const char *title, GError **error);
GENG_AVAILABLE_IN_1_0
const char *geng_station_get_feed_folder (GengStation *self);
GENG_AVAILABLE_IN_1_0
void geng_station_set_feed_folder (GengStation *self, const char *folder);
GENG_AVAILABLE_IN_1_0
const char *geng_station_get_feed_url (GengStation *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_set_feed_url (GengStation *self, const char *url, GError **error);
GENG_AVAILABLE_IN_1_0
int geng_station_get_feed_alarm_minutes (GengStation *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_set_feed_alarm_minutes (GengStation *self, int minutes, GError **error);

G_END_DECLS
