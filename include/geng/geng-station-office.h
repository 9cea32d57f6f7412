/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"

G_BEGIN_DECLS

/**
 * GENG_STATION_ASK_ABOVE:
 *
 * How many official duties a publication may change without a question, where the station does not
 * say.
 */
#define GENG_STATION_ASK_ABOVE 5
/**
 * GENG_STATION_LEAST_MONTHS:
 *
 * For how many months data of people are kept at least: records of pay have to last two years
 * (工资支付暂行规定 §6).
 */
#define GENG_STATION_LEAST_MONTHS 24

GENG_AVAILABLE_IN_1_0
guint geng_station_get_ask_above (GengStation *self);
GENG_AVAILABLE_IN_1_0
void geng_station_set_ask_above (GengStation *self, guint changes);
GENG_AVAILABLE_IN_1_0
guint geng_station_get_keep_months (GengStation *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_set_keep_months (GengStation *self, guint months, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_get_swaps_by_themselves (GengStation *self);
GENG_AVAILABLE_IN_1_0
void geng_station_set_swaps_by_themselves (GengStation *self, gboolean by_themselves);

G_END_DECLS
