/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/*
 * What was done at a desk, as far as it can be taken back and done again: strokes of all months and
 * commands, in one line.  A stroke is a step of GengUndo in writing, so that it outlives a folder
 * that is read anew; a command is its step of the log, which geng undo takes back.
 */
typedef struct
{
  char *name;        /* what it did, in words */
  char *month;       /* (nullable): of a stroke, "2026-12" */
  GVariant *stroke;  /* (nullable): as geng_undo_to_variant() writes it */
  guint number;      /* of a command, in the log; 0 for a stroke */
  gboolean official; /* it changed what is published */
} PastStep;

typedef struct _DeskPast DeskPast;

/* @stroke: (transfer none) */
PastStep *past_step_new_stroke (const char *name, const char *month, GVariant *stroke);
PastStep *past_step_new_command (const char *name, guint number, gboolean official);

DeskPast *desk_past_new (void);
void desk_past_free (DeskPast *self);
/* What is taken back next, or done again; (nullable) */
const PastStep *desk_past_peek (DeskPast *self, gboolean back);
/* Something was done; what was taken back before cannot be done again any more.
 * @step: (transfer full) */
void desk_past_add (DeskPast *self, PastStep *step);
/* What desk_past_peek() says was taken back, or done again, by @step: (transfer full) */
void desk_past_turn (DeskPast *self, gboolean back, PastStep *step);
/* That can no longer be done. */
void desk_past_drop (DeskPast *self, gboolean back);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPast, desk_past_free)
