/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-line.h"
#include "geng-params.h"
#include "geng-twins.h"

G_BEGIN_DECLS

/*
 * What all phases share and nobody changes: each member's line model and the rows that tie lines
 * together.  A row is a cell, or a counter that its member's model leaves to be priced.  Prices are
 * true ones here; a forbidden unit costs `hard`, so that every price is finite and a bound with
 * these prices is a bound without them.
 */

/* below lo: under a unit, above hi: over a unit.  A priced counter's segments count in its unit
 * from `before` on, and its bounds need not be whole. */
typedef struct
{
  double lo, hi; /* infinite where open */
  gint64 under, over;
} GengSegment;

typedef struct
{
  guint member, counter;
  gint group;  /* of the member's automaton, or -1: a plain sum */
  gint64 unit; /* the sum moves in multiples of this */
} GengPricedCounter;

typedef struct
{
  const GengProblem *problem;
  const GengParams *params;
  gint shift; /* scaled = true × 2^shift */
  gint64 hard;
  GengTwins *twins;
  GengLineModel **line; /* [member]; those who have the same lines may share it */
  guint n_rows;         /* cells, then priced counters */
  guint *first_segment; /* [row + 1] */
  GengSegment *segments;
  guint *first_priced; /* [member + 1] in priced; row = n_cells + index */
  GArray *priced;      /* GengPricedCounter */
  guint64 effort;      /* counted, of making it */
} GengSpace;

GengSpace *geng_space_new (const GengProblem *problem, const GengParams *params);
void geng_space_free (GengSpace *space);
/* What a unit of each row is worth at these duals ([segment]), scaled; the caller frees it. */
gint64 *geng_space_price_rows (const GengSpace *space, const double *duals);
/* a cell's price at a count */
gint64 geng_space_price_cell (const GengSpace *space, guint cell, gint64 count);
/* what a priced counter (an index of `priced`) charges a line, forbidden units at `hard` */
gint64 geng_space_price_counter (const GengSpace *space, guint index, gint64 value);
/* a whole line's price, forbidden units at `hard` */
gint64 geng_space_price_line (const GengSpace *space,
                              guint member,
                              const guint8 *codes,
                              gboolean *legal);
/* The best legal line at these scaled prices of (day, code); counters that the model leaves out are
 * priced until the line keeps them.  FALSE where none was found; codes are untouched then. */
gboolean geng_space_plan_line (const GengSpace *space,
                               GengLineArena *arena,
                               guint member,
                               const gint32 *cost,
                               guint8 *codes);
/* The first member who has the same best line at the same prices of rows. */
guint geng_space_get_twin (const GengSpace *space, guint member);
/* From so many days on dives go week by week. */
static inline gboolean
geng_space_is_long (const GengSpace *space)
{
  return space->problem->n_days >= space->params->long_days;
}

/* What a day may cost, scaled, so that no sum of a line overflows. */
static inline gint64
geng_space_most (const GengSpace *space)
{
  return GENG_MAX_SCALED / space->problem->n_days;
}

/* scaled and clamped to what a day may cost */
static inline gint32
geng_space_clamp (const GengSpace *space, gint64 scaled)
{
  gint64 most = geng_space_most (space);

  return (gint32) CLAMP (scaled, -most, most);
}

G_END_DECLS
