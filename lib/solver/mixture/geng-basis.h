/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-pieces.h"

G_BEGIN_DECLS

/*
 * A basis of the restricted master, with its inverse as a dense table.  Its equations are the rows,
 *
 *   Σ_j a_rj x_j − t_r = 0,   and for each member   Σ_{j of his} x_j = 1;
 *
 * its variables the lines' shares x and the rows' activities t.  A line out of the basis has no
 * share; an activity out of it rests at an end of a piece.
 */

/* A variable: a column, or a row's activity. */
#define GENG_IS_ACTIVITY(variable) ((variable) < 0)
#define GENG_ACTIVITY_ROW(variable) ((guint) (-1 - (variable)))
#define GENG_ROW_ACTIVITY(row) (-1 - (gint) (row))

/* An entry below it is none. */
#define GENG_NO_ENTRY 1e-9

typedef struct
{
  guint n_members, n_rows, n; /* n: equations */
  gint *head;                 /* [position]: a variable */
  double *inverse;            /* [position × n + equation]: rows, then members */
  double *value;              /* [position] */
  guint8 *below;              /* [position]: a line whose share is less than nothing */
  gint *row_place;            /* [row]: position of its activity, or -1 */
  guint *rest;                /* [row]: the end at which it rests; in the basis: its piece */
  gint *column_place;         /* [column]: position, or -1 */
  guint n_columns;            /* known */
  guint n_pivots;             /* since the inverse was made */
  guint64 work;               /* counted, in nonzeros */
} GengBasis;

void geng_basis_init (GengBasis *self, guint n_members, guint n_rows);
void geng_basis_copy (GengBasis *self, const GengBasis *from);
void geng_basis_clear (GengBasis *self);
/* Columns that are new are out of the basis. */
void geng_basis_know (GengBasis *self, const GengMasterView *master);
/* Each member's line with the largest share, and all activities. */
void geng_basis_begin (GengBasis *self,
                       const GengMasterView *master,
                       const GengPieces *pieces,
                       const double *share);
/* The inverse anew, from the columns; FALSE where rounding has left none. */
gboolean geng_basis_invert (GengBasis *self, const GengMasterView *master);
/* Values, and what piece each activity is in; FALSE where a row rests at an end that is no more. */
gboolean geng_basis_evaluate (GengBasis *self, const GengPieces *pieces);
/* [position]: how fast each value falls as the variable rises. */
void geng_basis_find_fall (GengBasis *self,
                           const GengMasterView *master,
                           gint variable,
                           double *fall);
/* How fast the value at the position falls as a column's share rises. */
double geng_basis_get_entry (const GengBasis *self,
                             const GengMasterView *master,
                             guint position,
                             guint column);
/* The variable, of this fall, takes the position; values stay as they are. */
void geng_basis_pivot (GengBasis *self, gint variable, guint position, const double *fall);
/* These columns, and the activities with rest[row] < 0; its inverse is to be made.  FALSE where
 * they are too many or too few. */
gboolean geng_basis_set (GengBasis *self, const gint *rest, const GArray *columns);
/* Columns without keep[column], none of them in the basis, go; the others move up. */
void geng_basis_prune (GengBasis *self, const guint8 *keep);

G_END_DECLS
