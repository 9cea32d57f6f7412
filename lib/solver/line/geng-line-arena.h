/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most threads for which it is counted how much sooner they would be done. */
#define GENG_MOST_HANDS 8
typedef struct _GengHands GengHands;
/* A thread's room to plan lines; grows to the largest model. */
typedef struct
{
  gint32 *values; /* of the rows in use, one after another */
  gsize n_values, n_used;
  gint32 *low, *high; /* a row's positions in use: low..high, or high < low */
  gsize *at;          /* where a row's position 0 is, or would be, in values */
  gsize n_rows;
  guint64 effort;                      /* cells touched since it was made */
  GengHands *hands;                    /* (nullable): others who lend one, see geng-hands.h */
  gpointer job;                        /* kept by them: what is stepped in it */
  guint64 spared[GENG_MOST_HANDS + 1]; /* [hands]: effort by which so many are sooner done */
} GengLineArena;
void geng_line_arena_clear (GengLineArena *arena);

G_END_DECLS
