/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-budget.h"
#include "geng-master.h"
#include "geng-pool.h"
#include "geng-roster.h"

G_BEGIN_DECLS

/* What is known of a column beside its codes. */
typedef struct
{
  guint owner;    /* its member i */
  gint before;    /* the owner's column before it, or -1 */
  gboolean legal; /* its line keeps the priced counters too */
  guint idle;     /* rounds without a share */
} GengColumn;

/* On a day a member serves the code and no other, or does not serve it. */
typedef struct
{
  guint i, day;
  guint8 code;
  gboolean keep;
} GengDecision;

/*
 * Column generation over some members and a window of days; the rest of the roster stands still.
 * Over everybody and all days it proves the bound; over a few it repairs a roster.  Diving turns
 * the master's mixture into lines.
 */
typedef struct
{
  const GengSpace *space;
  GengLineArena *arena;
  GengBudget *budget;
  guint n; /* members set free */
  guint *members;
  guint first_day, end_day; /* the window: the days whose cells are rows */
  guint free_end;           /* days from end_day to here are free too, */
  gint64 *ahead;            /* [cell] where a unit is worth this, scaled; or NULL */
  guint8 *standing;         /* [i × n_days + day]: their lines as they stand */
  gboolean *fixed;          /* [i] */
  GengLineHint *hint;       /* [i] */
  GArray *decisions;        /* GengDecision */
  guint8 *pinned;           /* [i × n_days + day]: its one code, from 1; 0: any */
  guint8 *barred;           /* [(i × n_days + day) × n_codes + code], or NULL */
  gboolean hopeless;        /* a member has no line left */
  guint n_rows;
  guint *row;       /* [local row]: of the space */
  gint *local;      /* [row of the space]: local row or -1 */
  gint64 *base;     /* [local row]: what the rest contributes */
  gint64 elsewhere; /* the price of all rows that the free members cannot move */
  guint *fed;       /* [local row] scratch: where in a new column, from 1, or 0 */
  GengMaster *master;
  guint n_ranges;
  guint *range_row;        /* [range]: local row */
  GengSegment *range;      /* [range] */
  guint *segment;          /* [range]: of the space */
  gint64 *dual, *centre;   /* [range], scaled */
  GByteArray *lines;       /* a column's codes */
  GArray *columns;         /* GengColumn */
  gint *newest;            /* [i]: their newest column */
  gint64 bound;            /* on members, window and `elsewhere`, true; G_MININT64: none */
  double best_value;       /* scaled value at the centre */
  guint n_rounds, n_stale; /* in all; the last ones without a new column */
} GengColgen;

#define GENG_COLUMN(colgen, j) (&g_array_index ((colgen)->columns, GengColumn, j))
/* the codes of a column */
#define GENG_COLUMN_LINE(colgen, j)                                                                \
  ((const guint8 *) (colgen)->lines->data + (gsize) (j) * (colgen)->space->problem->n_days)

/* start: [segment of the space] where the duals begin, or NULL: at usual prices. */
GengColgen *geng_colgen_new (const GengRosterState *roster,
                             GengLineArena *arena,
                             GengBudget *budget,
                             const guint *members,
                             guint n,
                             guint first_day,
                             guint end_day,
                             const double *start);
/* Everybody from first_day on, of which the window's cells are rows; to those after end_day lines
 * are worth what the duals ([segment of the space]) say.  Its bound is for these prices alone. */
GengColgen *geng_colgen_new_ahead (const GengRosterState *roster,
                                   GengLineArena *arena,
                                   GengBudget *budget,
                                   guint first_day,
                                   guint end_day,
                                   const double *duals);
GengColgen *geng_colgen_copy (const GengColgen *colgen);
void geng_colgen_free (GengColgen *colgen);
/* Begins with the pool's lines too, as far as they fit what stands outside the window. */
void geng_colgen_draw_on (GengColgen *colgen, const GengPool *pool, guint n_steps);
/* Makes the first member's standing line too dear to keep. */
void geng_colgen_spurn (GengColgen *colgen);
/* Gives the pool the lines that have a share. */
void geng_colgen_stock (const GengColgen *colgen, GengPool *pool);
/* Where the best bound was found: [segment of the space]; segments outside are left alone. */
void geng_colgen_get_centre (const GengColgen *colgen, double *duals);
/* Prices every free member between the centre (weight `pull`) and the master's duals, adds the new
 * columns and moves the master on.  The number of new columns. */
guint geng_colgen_round (GengColgen *colgen, guint n_steps, double pull);
/* Rounds, as many or until no more than a few new lines turn up. */
void geng_colgen_settle (GengColgen *colgen,
                         guint most_rounds,
                         guint n_steps,
                         double pull,
                         guint few);
/* Fixes the members whose lines are clearest; FALSE when all are fixed. */
gboolean geng_colgen_dive (GengColgen *colgen, double clear);
/* Pins the window's first days, before `end`, of the members whose mixtures say it most clearly;
 * FALSE when they were the last ones. */
gboolean geng_colgen_pin (GengColgen *colgen, guint end, double clear);
/* Bars the codes that no roster cheaper than `price` can have, as far as the centre's duals
 * tell, and forgets the columns that have them. */
void geng_colgen_bar (GengColgen *colgen, gint64 price);
/* Puts the lines of the fixed members into the roster. */
void geng_colgen_apply (const GengColgen *colgen, GengRosterState *roster);
/* the master's value less the bound: what is left to prove, true */
double geng_colgen_slack (GengColgen *colgen);

G_END_DECLS
