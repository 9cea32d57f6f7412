/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-scene.h"

G_BEGIN_DECLS

/* When too many pieces of one kind are out or recharging, as the judge finds it; it shares no
 * counting with geng_kit_counts_new(), by which the planner goes. */
typedef struct
{
  GengPiece *piece; /* (unowned) */
  int day, minute;  /* somebody may take the piece then, in minutes from 00:00 of the duty day */
  int out;          /* pieces that are out or recharging, the record's among them */
  int usable;       /* pieces that there are */
  int excess;       /* more than can be, what was served excused */
} GengKitShortage;

/* By piece, day and minute.
 * Returns: (transfer full) (element-type GengKitShortage) */
GArray *geng_kit_list_shortages (const GengScene *scene);

G_END_DECLS
