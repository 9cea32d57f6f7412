/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-line-private.h"

G_BEGIN_DECLS

/* With more states than these, those that good lines come by are looked for one by one. */
#define GENG_MANY_STATES 1000

/* Finds which states of the loose model a line's prefix can be in, by its state in the model. */
void geng_line_label_find_under (GengLineModel *model, const GengProblem *problem, guint member);

/* The best line of a model that has a loose one, if it costs less than *best.  @loose_best: that of
 * the loose one, at the worths of @hint.  Rough: one look near it, after which *best may be less
 * than any line's price.  Returns: FALSE where too many prefixes are in the way, which is never so
 * of a rough look; else *best and @codes are the best line, or what they were. */
gboolean geng_line_label_solve (const GengLineModel *model,
                                GengLineArena *arena,
                                const gint32 *cost,
                                const gint32 *group_price,
                                GengLineHint *hint,
                                gint64 loose_best,
                                gboolean rough,
                                gint64 *best,
                                guint8 *codes);

G_END_DECLS
