/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-automaton.h"
#include "geng-line-arena.h"
#include "geng-params.h"

G_BEGIN_DECLS

/*
 * One member's best line under any prices: dynamic programming over days, the automaton's states
 * and the counters that fit (axes).  Counters that do not fit are priced: the caller adds a price
 * a unit.
 */

#define GENG_MAX_AXES 16
#define GENG_CELLS_A_UNIT 4 /* of effort: cells that are moved side by side */
/* of a scaled sum: no line, or none with this prefix */
#define GENG_INFINITE (1 << 30)
/* no sum of scaled prices along a line reaches this */
#define GENG_MAX_SCALED (1 << 28)

typedef struct
{
  guint counter;      /* index in the problem; equal counts of the member share an axis */
  gint group;         /* of the automaton, or -1 */
  gint64 base;        /* the counter's value at 0 */
  gint64 unit;        /* value = base + unit × position */
  guint size;         /* positions */
  gboolean saturates; /* the last position stands for all above it too */
  gint32 slope;       /* scaled: what each step above the last position costs */
  gboolean lazy;      /* counted only once a line without it would break or pay for it */
  guint first, last;  /* the days on which it moves */
  gint32 *step;       /* [day × n_codes + code] */
  gint32 *price;      /* [position], scaled; GENG_INFINITE where forbidden */
  guint *least;       /* [day]: positions after the day below this cannot end well */
} GengAxis;

/* Codes of one day that differ in their price alone. */
typedef struct
{
  guint8 kind;
  guint first, n; /* in option_codes */
  gint32 step[GENG_MAX_AXES];
} GengOption;

/* A way on from a state: by one of the day's options into the next state. */
typedef struct
{
  guint16 option; /* among the day's */
  guint16 next;
  guint8 counted; /* bit g: it counts for group g */
  gint32 price;   /* scaled: what run limits charge */
} GengArc;

typedef struct _GengLineModel GengLineModel;
struct _GengLineModel
{
  guint n_days, n_codes;
  GengAutomaton *automaton;
  /* The same without its spans, where these take many states, or NULL: spans are seldom in the way,
   * and the best line without them that keeps them is the best line. */
  GengLineModel *loose;
  /* [state], where these are many: the loose model's states that a prefix may be in */
  guint *first_under;
  guint16 *under;
  const guint8 **join; /* [day]: codes' successions from day to day + 1 */
  guint n_axes;        /* axis 0 lies innermost */
  GengAxis axis[GENG_MAX_AXES];
  guint *first_option; /* [day + 1] */
  GengOption *options;
  guint8 *option_codes;
  guint8 *code_option;  /* [day × n_codes + code]: among the day's, 255: not allowed */
  guint8 *counted_from; /* [day × n_groups + g]: days since the group began; 255: none */
  guint *pattern;       /* [day]: days on which states have the same ways on share one */
  guint *first_arc;     /* [pattern × (n_states + 1) + state], and the end */
  GengArc *arcs;
  GArray *priced; /* guint: counters that the caller must price */
  /* [(day + 1) × n_states + state]: after the day, the least position on axis 0 from which a
   * permitted end can be reached; G_MAXINT32: there is no way on */
  gint32 *least;
  gint32 *top;   /* alike: the highest one a line can have come to; -1: none can */
  gsize n_cells; /* all layers' cells */
  /* counted, of making it, its automaton and the loose one */
  guint64 effort;
  const GengParams *params;
};
/* What a unit of each axis was last worth to a line, where the next search begins. */
typedef struct
{
  gint64 gap, loose_gap;          /* how far above its bound the last line was */
  gint64 worth[GENG_MAX_AXES];    /* scaled, a position */
  gboolean needed[GENG_MAX_AXES]; /* the last line would have broken or paid for it, uncounted */
} GengLineHint;
/* shift: prices are scaled by 2^shift; may be negative */
GengLineModel *geng_line_model_new (const GengProblem *problem,
                                    guint member,
                                    gint shift,
                                    const GengParams *params);
void geng_line_model_free (GengLineModel *model);

/* cost: [day × n_codes + code] scaled, GENG_INFINITE where not allowed; group_price: what each
 * group of the automaton's counters is charged, scaled, or NULL; hint: (inout) (nullable);
 * known: codes holds a line on the way in, which stays unless there is a better one. Returns
 * the best line's scaled price, GENG_INFINITE where there is no line.  Rough: where a line is
 * known, one look near the bound is enough; what is returned may then be less than any line's
 * price, and codes be any line. */
gint64 geng_line_solve (const GengLineModel *model,
                        GengLineArena *arena,
                        const gint32 *cost,
                        const gint32 *group_price,
                        GengLineHint *hint,
                        gboolean known,
                        gboolean rough,
                        guint8 *codes);
/* A bound on geng_line_solve() by one pass, in which a position on each axis costs `worth`; excess:
 * by how many positions the relaxed line is off those at which the worth is right. */
gint64 geng_line_relax (const GengLineModel *model,
                        GengLineArena *arena,
                        const gint32 *cost,
                        const gint32 *group_price,
                        const gint64 *worth,
                        gint64 *excess,
                        guint8 *codes);
/* Bars [day × n_codes + code] where no line cheaper than the limit has the code. */
void geng_line_bar (const GengLineModel *model,
                    GengLineArena *arena,
                    const gint32 *cost,
                    const gint32 *group_price,
                    const GengLineHint *hint,
                    gint64 limit,
                    guint8 *barred);
/* A line's scaled price; GENG_INFINITE: the model does not permit it. */
gint64 geng_line_price (const GengLineModel *model,
                        const gint32 *cost,
                        const gint32 *group_price,
                        const guint8 *codes);
/* Finds the ways on, once days, options and states are known. */
void geng_line_find_arcs (GengLineModel *model, gint shift);

/* rounds down, so that a scaled problem is never dearer than the true one */
static inline gint64
geng_scale (gint64 price, gint shift)
{
  return shift >= 0 ? price * ((gint64) 1 << shift) : price >> -shift;
}

G_END_DECLS
