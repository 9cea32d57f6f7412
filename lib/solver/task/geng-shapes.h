/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-random.h"
#include "geng-space.h"

G_BEGIN_DECLS

/*
 * How large neighbourhoods are: members × days.  Which shape serves a problem is learnt by its gain
 * an effort.
 */
#define GENG_N_SHAPES 13

typedef struct
{
  const GengParams *params;
  guint n;                                           /* the first so many are drawn from */
  double gain[GENG_N_SHAPES], effort[GENG_N_SHAPES]; /* what is remembered */
  /* in all, for the log */
  guint64 n_jobs[GENG_N_SHAPES], spent[GENG_N_SHAPES];
  gint64 gained[GENG_N_SHAPES];
} GengShapes;

void geng_shapes_init (GengShapes *shapes, const GengSpace *space);
/* large: also those that are long in vain where no duals are known. */
guint geng_shapes_draw (const GengShapes *shapes, gboolean large, GengRandom *random);
/* days: 0 where the shape leaves that to `repair_days` */
void geng_shapes_get (guint shape, guint *members, guint *days);
void geng_shapes_count (GengShapes *shapes, guint shape, gint64 gain, guint64 effort);

G_END_DECLS
