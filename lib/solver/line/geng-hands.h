/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-line-arena.h"

G_BEGIN_DECLS

/*
 * Work that falls into blocks which do not look at each other, like the pricing of members or a
 * step of the master: threads that have nothing else to do lend a hand.  Blocks are cut by the work
 * and never by how many threads there are, so that both what comes of them and the effort that is
 * counted are the same for any number.
 */
typedef void (*GengHandsBlock) (gpointer data, guint block, GengLineArena *arena);
/* What one thread does once all blocks of a turn are done; FALSE: there is no further turn. */
typedef gboolean (*GengHandsBetween) (gpointer data);

typedef struct
{
  GengHandsBlock run;
  GengHandsBetween between; /* NULL: one turn is all */
  gpointer data;
  guint n;
  guint64 *effort; /* [block]; NULL: whoever shares them counts it */
  /* Read and set atomically.  Blocks are numbered on from turn to turn: */
  gint next;   /* the first that nobody has taken */
  gint n_open; /* those that may be taken */
  gint n_done;
  gint over;       /* no further turn */
  guint n_helping; /* kept by the crew: others who are at it */
} GengShared;

/* A crew that has threads beside the caller's. */
struct _GengHands
{
  /* Runs blocks until none is left, lets others do the same, and comes back when all are done. */
  void (*share) (GengHands *self, GengShared *shared, GengLineArena *arena);
  /* Hears how far the job has come that is stepped in the arena. */
  void (*hear) (GengHands *self, GengLineArena *arena);
  gint n_waiting; /* jobs for which whoever helps leaves between two blocks; atomic */
};

/* Runs all blocks; their effort is counted for the arena. */
void geng_hands_share (GengLineArena *arena, guint n_blocks, GengHandsBlock run, gpointer data);
/* The same turn after turn, for turns of microseconds; effort is for the caller to count. */
void geng_hands_take_turns (GengLineArena *arena,
                            guint n_blocks,
                            GengHandsBlock run,
                            GengHandsBetween between,
                            gpointer data);
/* When so many hands are done with blocks of so much effort, which they take in their order. */
guint64 geng_hands_find_end (const guint64 *effort, guint n_blocks, guint n_hands);
/* Lets the crew hear how much effort the job has had: it will end no sooner. */
void geng_hands_tell (GengLineArena *arena);
/* For crews: takes blocks as long as there are any, and for the owner until all are done. */
void geng_hands_work (GengShared *shared, GengLineArena *arena);
void geng_hands_help (GengShared *shared, GengLineArena *arena);
gboolean geng_hands_may_help (GengShared *shared);

G_END_DECLS
