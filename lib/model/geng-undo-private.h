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

/* What is undone at once. */
typedef struct
{
  char *name;
  GPtrArray *entries; /* (element-type GengUndoEntry), in the order in which they came */
} GengUndoStep;

G_END_DECLS
