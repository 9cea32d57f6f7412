/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-scene.h"

G_BEGIN_DECLS

/* For how long a duty keeps a piece, in minutes from 00:00 of the duty day: the windows with kit
 * say so, not the shift (geng-shift-private.h). */
typedef struct
{
  int start;
  int end;
} GengKitSpan;

/*
 * What the planner counts of one piece; the judge counts by itself (geng-kit-plain.h).
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
  guint n_posts;
  GengPost **posts;    /* (unowned) */
  GengKitSpan *spans;  /* [shift][post] */
  GArray *starts;      /* int: the minutes at which somebody may take the piece */
  gboolean is_brought; /* it is a pool's, which takes it to every station */
  guint8 *bearers;     /* [member] who takes this one: a pool may bring its own */
} GengKitCount;

/* One for each piece of which the station lists an item.
 * Returns: (transfer full) (element-type GengKitCount) */
GArray *geng_kit_counts_new (const GengScene *scene);
/* (nullable): NULL where a duty in @shift at @post does not need the piece */
const GengKitSpan *geng_kit_count_span (const GengKitCount *count, guint shift, GengPost *post);
/* Items that are counted and usable on @day. */
int geng_kit_count_usable (const GengKitCount *count, const GengScene *scene, int day);

G_END_DECLS
