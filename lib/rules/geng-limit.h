/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-span.h"
#include "geng-selector.h"

G_BEGIN_DECLS

/* The points that a unit costs where a hard least is asked for in part only, since its span is not
 * over: an hour, or a duty.  The least that counts at all, so that it never outweighs a wish. */
#define GENG_LIMIT_UNFINISHED_WEIGHT 1

/* What a term of the rule `limit` says. */
typedef struct
{
  GengSelector what;
  GengRuleSpan span;
  int min, max;      /* minutes where hours are counted; 0 and G_MAXINT: open */
  int weight;        /* points a unit (an hour) off; 0: hard */
  gboolean target;   /* min and max are the target */
  gboolean pro_rata; /* least and target shrink with the days away */
} GengCount;

/* Days of a stretch of which anything is known. */
GengStretch geng_stretch_known (const GengStretch *stretch, const GengScene *scene);

G_END_DECLS
