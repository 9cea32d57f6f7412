/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-line-private.h"

G_BEGIN_DECLS

/* The search forward over days, and the way back. */

/* The boundary after a day: a row a (state, outer position), a cell a position on axis 0. */
typedef struct
{
  guint size[GENG_MAX_AXES];
  guint n_outer, width;
  gsize rows;         /* where its rows begin in the arena */
  gint day;           /* -1: the eve */
  guint n_days;       /* over which the step here goes; more than one are forced */
  gboolean collapsed; /* the step's layer once more, without the axes that end on the day */
} GengLineLayer;

typedef struct
{
  GengLineSearch search;
  GengLineLayer *layers;
  guint n_layers;
  gint64 limit;   /* lines that cost as much are of no use */
  gint64 gap;     /* between the best line and its bound, last time */
  gboolean rough; /* one look near the bound is enough, where a line is known */
} GengLinePlanner;

/* Where a traced line stands. */
typedef struct
{
  guint state, outer;
  gint32 position, value;
} GengLinePlace;

/* A step over days on which nothing is left to choose. */
typedef struct
{
  guint from, to; /* states */
  gint32 steps[GENG_MAX_AXES];
  gint32 price; /* without axes */
} GengLineJump;

/* Of a row in use. */
static inline gint32 *
geng_line_row_values (const GengLinePlanner *planner, const GengLineLayer *layer, gsize row)
{
  return planner->search.arena->values + planner->search.arena->at[layer->rows + row];
}

/* All layers, for the axes that are counted. */
void geng_line_lay_out (GengLinePlanner *planner);
/* Makes low..high positions of the row in use; those that were not are infinite. */
gint32 *geng_line_open_row (const GengLinePlanner *planner,
                            const GengLineLayer *layer,
                            gsize row,
                            gint32 low,
                            gint32 high);
/* All positions of one row into another row, `step` further on axis 0. */
void geng_line_move_row (const GengLinePlanner *planner,
                         const GengLineLayer *from,
                         gsize from_row,
                         const GengLineLayer *to,
                         gsize to_row,
                         gint32 step,
                         gint32 add);
/* How many days from this one on can be one step: nothing is left to choose on them, and no axis
 * ends before the last. */
guint geng_line_count_forced (const GengLineSearch *search, guint day);
void geng_line_find_jump (const GengLineSearch *search,
                          guint first,
                          guint n_days,
                          GengLineJump *jump);
void geng_line_write_forced (const GengLineSearch *search,
                             guint first,
                             guint n_days,
                             guint8 *codes);
/* From before a layer's days to after them. */
void geng_line_step (const GengLinePlanner *planner,
                     const GengLineLayer *from,
                     const GengLineLayer *to);
/* The day once more, without the axes that end on it. */
void geng_line_collapse (const GengLinePlanner *planner,
                         const GengLineLayer *from,
                         const GengLineLayer *to);
gint64 geng_line_collapse_outer (const GengLinePlanner *planner,
                                 const GengLineLayer *from,
                                 const GengLineLayer *to,
                                 guint outer,
                                 guint *after);
gint64 geng_line_collapse_position (const GengLinePlanner *planner,
                                    const GengLineLayer *to,
                                    gint32 position);
/* How far an option moves along each axis. */
void geng_line_find_steps (const GengLineModel *model, guint o, guint counted, gint32 *steps);
gint geng_line_outer_after (const GengLinePlanner *planner,
                            const GengLineLayer *from,
                            const GengLineLayer *to,
                            guint outer,
                            const gint32 *steps,
                            gint32 *extra);
/* Where the line stood before; the codes of the layer's days. */
void geng_line_trace_collapse (const GengLinePlanner *planner,
                               const GengLineLayer *from,
                               const GengLineLayer *to,
                               GengLinePlace *place);
void geng_line_trace_step (const GengLinePlanner *planner,
                           const GengLineLayer *from,
                           const GengLineLayer *to,
                           GengLinePlace *place,
                           guint8 *codes);

G_END_DECLS
