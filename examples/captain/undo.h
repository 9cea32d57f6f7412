/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "log.h"
#include "rebase.h"
#include "tell.h"

/* A step that is taken back: what it is about, as far as writing goes. */
typedef struct
{
  Desk *desk;
  Tell tell;
  GengUndo *undo;
  GPtrArray *months;
  GPtrArray *held;
  GVariant *step;     /* without what is served */
  GHashTable *lists;  /* (element-type utf8): of all that it is about */
  GVariant *texts;    /* (nullable), not owned: of tables, before and after */
  GPtrArray *kept;    /* (element-type GengDuty): they stay since they are served */
  GHashTable *served; /* "2026-12" → GengRoster: what is served of the month; (nullable) values */
  GPtrArray *before;  /* (element-type GengRoster): what was official of each month of @after */
  GPtrArray *after;
} Undoing;

void undoing_clear (Undoing *self);
/* The step is taken back in memory, where that is possible; FALSE after a message.
 * steps: (element-type LogStep): all of the folder
 * from: (nullable) */
gboolean undoing_rehearse (Undoing *self, GPtrArray *steps, const LogStep *step, GDateTime *from);
/* What taking a publication back changes is shown, and asked as when one publishes. */
gboolean undoing_may_take_back (Undoing *self);
/* All of it into a change of the folder that was begun: geng_store_commit() makes it count,
 * geng_store_unlock() drops it. */
gboolean undoing_prepare (Undoing *self, const LogStep *step, GError **error);
/* What became of it, with the messages. */
void undoing_answer (Undoing *self, const LogStep *step);
void undoing_add_answer (Undoing *self, const LogStep *step, JsonBuilder *builder);
/* What was edited by hand is a step, which would be taken back or stand in the way; but a rehearsal
 * writes none. */
gboolean undo_refuse_behind (Desk *desk);
/* An ask whose acceptance is taken back waits for the captain's answer again, and never becomes
 * official by itself.
 * numbers: (element-type guint) */
gboolean undo_reopen_asks (Desk *desk, const GArray *numbers, GError **error);

/* -- undo-pool.c -- */

/* Nobody wrote in the tables since; FALSE with an error. */
gboolean undo_pool_check (Desk *pool, const LogStep *step, GError **error);
/* Into the change that is open. */
gboolean undo_pool_write (Desk *pool, const LogStep *step, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Undoing, undoing_clear)
