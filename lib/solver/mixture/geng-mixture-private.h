/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-hands.h"
#include "geng-line-tail.h"
#include "geng-master.h"
#include "geng-mixture.h"
#include "geng-solver-window-private.h"

G_BEGIN_DECLS

/* What the files of a mixture, and its ascent, share. */

/* What is known of a column beside its codes. */
typedef struct
{
  guint owner;    /* its member i */
  gint before;    /* the owner's column before it, or -1 */
  gboolean legal; /* its line keeps the priced counters too */
  guint idle;     /* rounds without a share */
} GengColumn;

/* How a member's line goes on after the window (geng-mixture-ahead.c). */
typedef struct
{
  GengLineStand stand; /* before the window */
  gboolean open;       /* there is a way on */
  GengLineTail tail;
  gint32 *own; /* [day × n_codes + code], scaled: the window's days, without cells */
  gint32 group_price[GENG_MAX_GROUPS];
} GengAhead;

struct _GengMixture
{
  const GengSpace *space;
  GengSolverWindow *window;
  GengAllowed *allowed;
  GengAhead *ahead; /* [i], or NULL: lines end with the window, or stand after it */
  GengLineArena *arena;
  GengBudget *budget;
  GengClaim claim;
  guint n;            /* members of the window */
  GengLineHint *hint; /* [i] */
  guint *pinned;      /* [i]: his first days, before this one, are pinned */
  gboolean hopeless;  /* a member has no line left */
  gboolean narrowed;  /* lines or days are fixed that need not be so */
  guint leap;         /* how many times the fewest members the next fixing fixes; 0: once */
  guint *fed;         /* [row] scratch: where in a new column, from 1, or 0 */
  GengMaster *master;
  gint64 *dual, *centre;   /* [range], scaled */
  gint64 *least;           /* [i]: the price of his best line at the centre, scaled */
  GByteArray *lines;       /* a column's codes */
  GArray *columns;         /* GengColumn */
  gint *newest;            /* [i]: their newest column */
  gint64 bound;            /* true; G_MININT64: none */
  gint64 reach;            /* the same for what is left beside the lines that are fixed */
  double best_value;       /* scaled value at the centre */
  guint n_rounds, n_stale; /* in all; the last ones without a new column */
};

#define GENG_COLUMN(mixture, j) (&g_array_index ((mixture)->columns, GengColumn, j))
/* the codes of a column */
#define GENG_COLUMN_LINE(mixture, j)                                                               \
  ((const guint8 *) (mixture)->lines->data + (gsize) (j) * (mixture)->space->problem->n_days)

gboolean geng_mixture_knows (const GengMixture *self, guint i, const guint8 *codes);
/* The line is new. */
void geng_mixture_add_column (GengMixture *self, guint i, const guint8 *codes);
/* Forgets columns with keep[column] == 0. */
void geng_mixture_compact (GengMixture *self, const guint8 *keep);
/* Forgets columns that are not allowed (any more). */
void geng_mixture_forget_barred (GengMixture *self);
void geng_mixture_solve_master (GengMixture *self, guint n_steps);
/* Boxes of dear prices that a dual presses on grow; wholly: all, to the true prices. */
void geng_mixture_widen_boxes (GengMixture *self, gboolean wholly);

/* The part of the Lagrangian that no line moves, scaled, in whole numbers; price: what a unit
 * of each row costs. */
gint64 geng_mixture_dual_constant (GengMixture *self, gint64 *price);

/* One member's prices, in the room of one thread. */
typedef struct
{
  GengMixture *mixture;
  GengLineArena *arena;
  const gint64 *row_price;
  guint worth_profile; /* whose worth it is; G_MAXUINT: nobody's */
  gint64 *worth;       /* [day × n_codes + code]: to cells, the same for all of a cell profile */
  gint32 *cost;        /* [day × n_codes + code] scaled */
  gint32 group_price[GENG_MAX_GROUPS];
} GengPricer;

void geng_pricer_init (GengPricer *self,
                       GengMixture *mixture,
                       GengLineArena *arena,
                       const gint64 *row_price);
void geng_pricer_clear (GengPricer *self);
/* The i-th member's prices under those of the rows; FALSE where one is cheaper than a day may be,
 * so that nothing is proven. */
gboolean geng_pricer_price (GengPricer *self, guint i);
/* His best line at these prices.  Rough: a line that is better than all columns if one is near its
 * bound; the value returned is a bound then. */
gint64 geng_pricer_find_line (GengPricer *self, guint i, gboolean rough, guint8 *codes);

/* Members' lines, side by side where others lend a hand. */
typedef struct
{
  gint64 *price; /* [i]; GENG_INFINITE: none was found, or time was up; his line's if he is fixed */
  guint8 *codes; /* [i × n_days + day] */
  guint *like;   /* [i]: whose line was looked for, for him or a twin of his */
  gboolean sound;
} GengLines;

/* Finds the priced member's line; may touch what is his alone.  Twins to whom the same is allowed
 * have his line. */
typedef gint64 (*GengFindLine) (GengPricer *pricer, guint i, guint8 *codes, gpointer data);

void geng_mixture_find_lines (GengMixture *self,
                              const gint64 *row_price,
                              GengFindLine find,
                              gpointer data,
                              GengLines *lines);
void geng_lines_clear (GengLines *self);
/* A line that is new becomes a column. */
gboolean geng_mixture_learn (GengMixture *self, guint i, const guint8 *codes);
/* A round's pricing.  Returns: the number of new columns. */
guint geng_mixture_price_all (GengMixture *self, gboolean rough);
/* Finds everybody's tails at these duals, and begins with the last window's lines. */
void geng_mixture_open_ahead (GengMixture *self, const double *duals, const GengMixture *last);
void geng_mixture_close_ahead (GengMixture *self);
/* FALSE where few days are left and no whole line has the codes before `end`. */
gboolean geng_mixture_may_go_on (GengMixture *self, guint i, const guint8 *codes, guint end);
gboolean geng_pricer_price_ahead (GengPricer *self, guint i);
gint64 geng_pricer_find_line_ahead (GengPricer *self, guint i, guint8 *codes);
/* A column's price without what its rows cost, true; feeds the rows of its sums.  legal: what is
 * settled by the window's end breaks nothing. */
double geng_mixture_price_ahead (const GengMixture *self,
                                 guint i,
                                 const guint8 *codes,
                                 GArray *feeds,
                                 gboolean *legal);
/* A sound value of the Lagrangian at self->dual, and each member's part. */
void geng_mixture_note_bound (GengMixture *self, gint64 value, const gint64 *line_price);

G_END_DECLS
