/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-scene.h"

G_BEGIN_DECLS

/*
 * What the kit rule counts of one piece.
 *
 * Items of one kind may recharge in different times.  The rule counts with one time, and with the
 * items that need no longer than that: the time at which the most people can be equipped round the
 * clock, all shifts alike.  Slower items are spares.
 */
typedef struct
{
  GengStation *station; /* (unowned) */
  GengPiece *piece;     /* (unowned) */
  int recharge;         /* minutes */
} GengKitCount;

/* One for each piece that some window requires and of which the station lists an item.
 * Returns: (transfer full) (element-type GengKitCount) */
GArray *geng_kit_counts_new (const GengScene *scene);
gboolean geng_kit_count_needs (const GengKitCount *count, GengShift *shift);
/* The shift needs the piece, and no shift before it in the station's order starts at the same
 * minute and does. */
gboolean geng_kit_count_starts (const GengKitCount *count, const GengScene *scene, guint shift);
/* Items that are counted and usable on @day. */
int geng_kit_count_usable (const GengKitCount *count, const GengScene *scene, int day);

G_END_DECLS
