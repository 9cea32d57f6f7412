/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"
#include "geng-scene.h"

G_BEGIN_DECLS

/*
 * What a rule writes into.  Member and day of the problem are the scene's (day 0 .. n_days - 1);
 * code 0 is off, every other code a pair of shift and post that some demand or pin of the period
 * asks for. Prices of the problem are points × GENG_POINT; per hour, that is one unit a minute.
 */
typedef struct _GengLowering GengLowering;

struct _GengLowering
{
  const GengScene *scene;
  GengProblem *problem;
  guint n_codes;
  guint *shift;    /* [code]: index of the scene's shift; G_MAXUINT at GENG_OFF */
  GengPost **post; /* [code]: NULL at GENG_OFF */
};

/* GENG_OFF when no code is this pair. */
guint geng_lowering_code (const GengLowering *lowering, GengShift *shift, GengPost *post);
/* Nobody is at work with this code: off, or on call as a leader. */
gboolean geng_lowering_is_off (const GengLowering *lowering, guint code);
/* weight: points; 0 means hard: GENG_FORBIDDEN */
gint32 geng_lowering_price (int weight);

G_END_DECLS
