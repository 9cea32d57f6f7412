/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-master.h"

G_BEGIN_DECLS

/* What the files of a master share. */

/* A line as the master sees it. */
typedef struct
{
  guint member;
  double cost;
  guint first_feed, n_feeds;
  gboolean plain; /* every coefficient is 1 */
} GengMasterColumn;

/* What a method that solves it reads. */
typedef struct
{
  guint n_members, n_rows, n_columns, n_ranges;
  const GengMasterColumn *columns;
  const GengFeed *feeds;
  const GengMasterRange *ranges;
  const guint *range_row;
} GengMasterView;

static inline const GengFeed *
geng_master_view_feeds (const GengMasterView *self, guint column)
{
  return self->feeds + self->columns[column].first_feed;
}

struct _GengMaster
{
  const GengParams *params;
  guint n_members, n_rows;
  GArray *ranges;     /* GengMasterRange */
  GArray *range_row;  /* guint */
  GArray *columns;    /* GengMasterColumn */
  GArray *feeds;      /* GengFeed */
  GArray *share;      /* double: x, carried from call to call */
  GArray *share_mean; /* double */
  double *dual;       /* [range] */
  double *dual_mean;  /* [range] */
  double *price;      /* [row] sum of the duals of its ranges */
  double *price_mean; /* [row] */
  double *row_weight; /* [row] sum of |a| over the columns */
  double *longest;    /* [member] largest sum of |a| over a column of the member */
  guint *first;       /* [member + 1] into order */
  guint *order;       /* columns in play, by member */
  guint n_played;     /* feeds of the columns in play */
  double balance, first_balance;
  struct _GengVertex *vertex; /* (nullable) */
  gboolean exact;             /* it goes to the vertex, else it is solved by first-order steps */
  guint64 spared[GENG_MOST_HANDS + 1]; /* of the last call's work, by so many hands */
};

/* A member whose shares do not add up to one yet (new, or pruned) begins with equal shares. */
void geng_master_start_shares (GengMaster *self);
/* From shares and duals on. */
void geng_master_go_on_from (GengMaster *self, const double *share, const double *dual);
/* Returns: the counted work, as of geng_master_solve(). */
guint64 geng_master_solve_at_vertex (GengMaster *self, GengBudget *budget);
/* Before columns are forgotten. */
void geng_master_prune_vertex (GengMaster *self, const guint8 *keep);
/* each member has a column */
gboolean geng_master_has_nobody_without (const GengMaster *self);

G_END_DECLS
