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

G_END_DECLS
