/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-line.h"

G_BEGIN_DECLS

/*
 * A long line cut in two.  What follows a day is a tail: each state has the least that the rest
 * costs from there on, at prices that are given, where a step on an axis costs its worth and no
 * position is counted.  With that the days before are one pass over a few days, whatever the
 * horizon, and a counter over the year is paid for by what it is worth (a Lagrangian relaxation of
 * the resources).  So a line found here may break the axes, and costs no more than one that keeps
 * them.
 */
typedef struct
{
  guint day;
  gint64 *rest; /* [state before the day]: scaled, GENG_NO_REST where there is no way on */
  gint64 worth[GENG_MAX_AXES]; /* of a step, scaled */
  gint64 fixed[GENG_MAX_AXES]; /* what the axis costs in any case */
  gint64 begun;                /* all of that, with what stands before the first day */
} GengLineTail;

/* Where a line stands before a day. */
typedef struct
{
  guint state;
  gint32 position[GENG_MAX_AXES];
} GengLineStand;

/* Goes on with the line's days first…end − 1; FALSE where the model does not permit them. */
gboolean geng_line_walk (const GengLineModel *model,
                         const guint8 *codes,
                         guint first,
                         guint end,
                         GengLineStand *stand);
/* FALSE where no line can go on from there before the day and keep each axis for itself. */
gboolean geng_line_may_end (const GengLineModel *model, guint day, const GengLineStand *stand);

/* From before the day on.  cost, group_price: as for geng_line_solve(), over the whole horizon,
 * where nothing is left to choose before the first day; stand: before that one.  hint: (inout):
 * where the worths begin, and what they came to.  FALSE where no line reaches the end; clear the
 * tail all the same. */
gboolean geng_line_tail_find (GengLineTail *tail,
                              const GengLineModel *model,
                              GengLineArena *arena,
                              const gint32 *cost,
                              const gint32 *group_price,
                              GengLineHint *hint,
                              const GengLineStand *stand,
                              guint day);
void geng_line_tail_clear (GengLineTail *tail);

/* The best codes of the days from `first`, where the member is in the state, to the tail, and their
 * price with the tail's: GENG_INFINITE where there is no way.  cost: scaled, of these days. */
gint64 geng_line_solve_to (const GengLineModel *model,
                           GengLineArena *arena,
                           const gint32 *cost,
                           const gint32 *group_price,
                           const GengLineTail *tail,
                           guint first,
                           guint state,
                           guint8 *codes);
/* What a line costs there that stands so before the first day, where an axis that ends with these
 * days costs what it charges; GENG_INFINITE where geng_line_may_end() says no. */
gint64 geng_line_price_to (const GengLineModel *model,
                           const gint32 *cost,
                           const gint32 *group_price,
                           const GengLineTail *tail,
                           guint first,
                           const GengLineStand *stand,
                           const guint8 *codes);

G_END_DECLS
