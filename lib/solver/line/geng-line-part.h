/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-machine.h"
#include "geng-problem.h"

G_BEGIN_DECLS

/*
 * One run limit, pattern or span of a member as a machine of its own, with as few states as can
 * be: a run is its length, a pattern the set of its beginnings that stand, a span the sums over the
 * last days.  The letters are what it tells codes apart by, on each day.
 */
typedef struct
{
  GengMachine *machine;
  guint16 *letter; /* [day × n_codes + code]; 0 where the member may not serve the code */
} GengLinePart;

/* NULL where the part would never charge nor forbid anything; *too_large is set where it has more
 * states than can be handled.  effort: (inout): counted work */
GengLinePart *geng_line_part_of_run (const GengProblem *problem,
                                     const GengRunLimit *limit,
                                     gboolean *too_large,
                                     guint64 *effort);
GengLinePart *geng_line_part_of_pattern (const GengProblem *problem,
                                         const GengPattern *pattern,
                                         gboolean *too_large,
                                         guint64 *effort);
GengLinePart *geng_line_part_of_span (const GengProblem *problem,
                                      const GengSpan *span,
                                      gboolean *too_large,
                                      guint64 *effort);
void geng_line_part_free (GengLinePart *part);

G_END_DECLS
