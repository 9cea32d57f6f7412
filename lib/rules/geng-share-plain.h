/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-share.h"

G_BEGIN_DECLS

/* From lo to hi nothing costs; each @step further out makes a unit dearer by the weight. */
typedef struct
{
  gboolean fair; /* FALSE: the member can carry none of the burden */
  int lo, hi, step;
} GengPlainShare;

/* What the judge takes for everybody's share; it shares no reckoning with geng_burden_bands(), by
 * which the planner goes.
 * Returns: (transfer none): [member], as long as the scene lasts */
const GengPlainShare *geng_shares_plain (const GengBurden *burden,
                                         const char *part,
                                         const GengScene *scene);

/* What the member had of the burden on that day: 0 or 1, or minutes. */
int geng_share_counted_plain (const GengBurden *burden,
                              const GengScene *scene,
                              guint member,
                              int day);
/* The first day of the record that the judge counts, 0 where none does: as geng_burden_first_day(),
 * and by itself. */
int geng_share_first_day_plain (const GengBurden *burden, const GengScene *scene);

G_END_DECLS
