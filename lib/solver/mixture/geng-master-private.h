/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-master.h"

G_BEGIN_DECLS

/* What the two files of a master share. */

typedef struct
{
  guint member;
  double cost;
  guint first_feed, n_feeds;
  gboolean plain; /* every coefficient is 1 */
} GengMasterColumn;

struct _GengMaster
{
  const GengParams *params;
  guint n_members, n_rows;
  GArray *ranges;     /* GengMasterRange */
  GArray *range_row;  /* guint */
  GArray *columns;    /* Column */
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
  guint64 spared[GENG_MOST_HANDS + 1]; /* of the last call's work, by so many hands */
};

G_END_DECLS
