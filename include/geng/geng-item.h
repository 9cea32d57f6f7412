/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-piece.h"

G_BEGIN_DECLS

#define GENG_TYPE_ITEM (geng_item_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengItem, geng_item, GENG, ITEM, GengEntity)

GENG_AVAILABLE_IN_1_0
GengItem *geng_item_new (const char *id, GengPiece *piece);
GENG_AVAILABLE_IN_1_0
GengPiece *geng_item_get_piece (GengItem *self);
GENG_AVAILABLE_IN_1_0
const char *geng_item_get_kit_set (GengItem *self);
GENG_AVAILABLE_IN_1_0
void geng_item_set_kit_set (GengItem *self, const char *kit_set);
GENG_AVAILABLE_IN_1_0
GengItemState geng_item_get_state (GengItem *self);
GENG_AVAILABLE_IN_1_0
void geng_item_set_state (GengItem *self, GengItemState state);
GENG_AVAILABLE_IN_1_0
const GDate *geng_item_get_expires (GengItem *self);
GENG_AVAILABLE_IN_1_0
void geng_item_set_expires (GengItem *self, const GDate *expires);
GENG_AVAILABLE_IN_1_0
int geng_item_get_recharge_minutes (GengItem *self);
GENG_AVAILABLE_IN_1_0
void geng_item_set_recharge_minutes (GengItem *self, int minutes);
GENG_AVAILABLE_IN_1_0
gboolean geng_item_is_usable (GengItem *self, const GDate *date);

G_END_DECLS
