/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-line-arena.h"

G_BEGIN_DECLS

/*
 * Work that falls into blocks which do not look at each other, like the pricing of members: threads
 * that have nothing else to do lend a hand.  Blocks are cut by the work and never by how many
 * threads there are, so that both what comes of them and the effort that is counted are the same
 * for any number.
 */
typedef void (*GengHandsBlock) (gpointer data, guint block, GengLineArena *arena);

typedef struct
{
  GengHandsBlock run;
  gpointer data;
  guint n;
  guint64 *effort; /* [block] */
  gint next;       /* the first block that nobody has taken, read and raised atomically */
  guint n_helping; /* kept by the crew: others who are at it */
} GengShared;

/* A crew that has threads beside the caller's. */
struct _GengHands
{
  /* Runs blocks until none is left, lets others do the same, and comes back when all are done. */
  void (*share) (GengHands *self, GengShared *shared, GengLineArena *arena);
  /* Hears how far the job has come that is stepped in the arena. */
  void (*hear) (GengHands *self, GengLineArena *arena);
};

/* Runs all blocks; their effort is counted for the arena. */
void geng_hands_share (GengLineArena *arena, guint n_blocks, GengHandsBlock run, gpointer data);
/* Lets the crew hear how much effort the job has had: it will end no sooner. */
void geng_hands_tell (GengLineArena *arena);
/* For crews: takes blocks as long as there are any. */
void geng_hands_work (GengShared *shared, GengLineArena *arena);

G_END_DECLS
