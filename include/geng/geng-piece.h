/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-entity.h"

G_BEGIN_DECLS

#define GENG_TYPE_PIECE (geng_piece_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengPiece, geng_piece, GENG, PIECE, GengEntity)

GENG_AVAILABLE_IN_1_0
GengPiece *geng_piece_new (const char *id, const char *name);
GENG_AVAILABLE_IN_1_0
int geng_piece_get_recharge_minutes (GengPiece *self);
GENG_AVAILABLE_IN_1_0
void geng_piece_set_recharge_minutes (GengPiece *self, int minutes);

G_END_DECLS
