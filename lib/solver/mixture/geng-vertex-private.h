/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-basis.h"
#include "geng-vertex.h"

G_BEGIN_DECLS

/* What the way to a vertex and the pruning of columns share. */

/* A reduced cost nearer to nothing is not worth a step; true prices are whole numbers. */
#define GENG_WORTH_A_STEP 1e-5
/* A share below it is rounding; one that is less than nothing by more than that is not. */
#define GENG_SHARE_ROUNDING 1e-6

struct _GengVertex
{
  GengBasis basis;
  gboolean is_basis; /* there is one */
  GengPieces pieces; /* of the call */
  double below;      /* what a unit of a share costs that is less than nothing */
  double *dual;      /* [equation] */
  double *fall;      /* [position]: of the entering variable */
  double *reduced;   /* [row, then column]: reduced costs; an activity's without its slope */
  double *weight;    /* [row, then column]: how far a step reaches, squared, about */
  guint8 *plays;     /* [column]: it is in play */
  GArray *play;      /* guint: the columns in play */
};

/* What is to enter the basis. */
typedef struct
{
  gint variable;
  gint way; /* 1: it rises, -1: it falls, 0: nothing is to enter */
  double reduced;
} GengEntering;

/* Prices may have changed, and columns come.  TRUE where the last basis is one still. */
gboolean geng_vertex_take_up (GengVertex *self, const GengMasterView *master);
void geng_vertex_make_room (GengVertex *self, const GengMasterView *master);
void geng_vertex_find_duals (GengVertex *self, const GengMasterView *master);
/* a column's reduced cost */
double geng_vertex_price_column (GengVertex *self, const GengMasterView *master, guint j);
void geng_vertex_let_play (GengVertex *self, guint column);
/* The value that the entering variable has after the step; an activity is in a piece then. */
double geng_vertex_rouse (GengVertex *self, const GengEntering *entering, double step);
/* After the pivot: its row of the inverse is the new one, and so is its part of each column. */
void geng_vertex_update_prices (GengVertex *self,
                                const GengMasterView *master,
                                const GengEntering *entering,
                                guint p);

G_END_DECLS
