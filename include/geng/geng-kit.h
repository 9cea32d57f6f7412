/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-roster.h"

G_BEGIN_DECLS

#define GENG_TYPE_HAND_OVER (geng_hand_over_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengHandOver, geng_hand_over, GENG, HAND_OVER, GObject)

/* giver or receiver is NULL where the item comes from or goes to the station's rack. */
GENG_AVAILABLE_IN_1_0
const GDate *geng_hand_over_get_date (GengHandOver *self);
GENG_AVAILABLE_IN_1_0
int geng_hand_over_get_minute (GengHandOver *self);
GENG_AVAILABLE_IN_1_0
GengItem *geng_hand_over_get_item (GengHandOver *self);
GENG_AVAILABLE_IN_1_0
GengMember *geng_hand_over_get_giver (GengHandOver *self);
GENG_AVAILABLE_IN_1_0
GengMember *geng_hand_over_get_receiver (GengHandOver *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_hand_over_get_charge (GengHandOver *self);

GENG_AVAILABLE_IN_1_0
gboolean geng_kit_assign (GengRoster *roster, GengRoster *history, GError **error);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_kit_list_hand_overs (GengRoster *roster, GengRoster *history, const GDate *date);

G_END_DECLS
