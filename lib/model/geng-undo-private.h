/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-change.h"

G_BEGIN_DECLS

/* One change of a step.  SET has the values, INSERT and REMOVE the list and the position. */
typedef struct
{
  GengChangeKind kind;
  GObject *thing; /* owned */
  GParamSpec *pspec;
  GValue before, after;
  GObject *list; /* owned; a GengList or a GengRoster */
  guint position;
} GengUndoEntry;

/* A list that is heard beside those of the station: a roster, or one of a journal. */
typedef struct
{
  GObject *list; /* owned; a GengList or a GengRoster */
  char *name;    /* as it is called in a written step */
} GengUndoList;

/* What is undone at once. */
typedef struct
{
  char *name;
  GPtrArray *entries; /* (element-type GengUndoEntry), in the order in which they came */
} GengUndoStep;

/* (element-type GengUndoList) (transfer none) */
GPtrArray *geng_undo_peek_lists (GengUndo *self);
/* (element-type GengUndoStep) (transfer none): the oldest first */
GPtrArray *geng_undo_peek_steps (GengUndo *self);

/* How many steps there ever were, also those that are forgotten. */
guint geng_undo_get_n_steps (GengUndo *self);
/* Undoes the last step and forgets it. */
void geng_undo_drop (GengUndo *self);

/* In geng-undo-names.c: where a thing is, in a written step. */
/* Returns: (transfer full) (nullable) */
char *geng_undo_name_of_list (GengUndo *self, gpointer list);
/* Returns: (transfer none) (nullable): a GengList or a GengRoster */
gpointer geng_undo_list_called (GengUndo *self, const char *name);
/* The rules that belong to a thing itself: (transfer none) (nullable), a GengList. */
gpointer geng_undo_rules_of (GObject *thing);
/* The thing as it is written, wherever it belongs: (transfer full). */
char *geng_undo_print_thing (GObject *thing);
GVariant *geng_undo_write_thing (GObject *thing);
/* Its id, or what finds a duty again; (transfer full) (nullable): NULL for what has none. */
char *geng_undo_key_of (GObject *thing);

G_END_DECLS
