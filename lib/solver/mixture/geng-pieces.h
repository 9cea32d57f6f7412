/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-master-private.h"

G_BEGIN_DECLS

/*
 * What a row's activity costs: a convex function in straight pieces, the sum of the row's ranges.
 * Piece 0 lies below end 0, piece k above end k-1.  Ends are moved by next to nothing, each by
 * another amount, so that a simplex method hardly ever has two of them reached at once
 * (Charnes, 1952).
 */
typedef struct
{
  guint n_rows;
  guint *first; /* [row + 1]: its ends in `end`; its slopes begin at first + row in `slope` */
  double *end, *slope;
} GengPieces;

/* Spreads consecutive numbers (Knuth, The Art of Computer Programming 3, 6.4). */
#define GENG_SPREAD 2654435761u

/* From 1 to 2, another for each index: it keeps apart what would be equal. */
static inline double
geng_pieces_apart (guint index)
{
  return 1 + (double) ((index + 1) * GENG_SPREAD) / G_MAXUINT32;
}

/* Ranges may change from call to call, rows not. */
void geng_pieces_cut (GengPieces *self, const GengMasterView *master);
void geng_pieces_clear (GengPieces *self);

static inline guint
geng_pieces_count_ends (const GengPieces *self, guint row)
{
  return self->first[row + 1] - self->first[row];
}

static inline double
geng_pieces_end (const GengPieces *self, guint row, guint end)
{
  return self->end[self->first[row] + end];
}

/* what a unit more costs in this piece */
static inline double
geng_pieces_slope (const GengPieces *self, guint row, guint piece)
{
  return self->slope[self->first[row] + row + piece];
}

/* the piece that the activity is in */
guint geng_pieces_find (const GengPieces *self, guint row, double activity);

G_END_DECLS
