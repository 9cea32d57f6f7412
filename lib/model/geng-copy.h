/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <geng/geng.h>

G_BEGIN_DECLS

/*
 * A copy of a station for one of its generations, with the way there and back.  A thread may read
 * it while the station is edited; results that name the copy's things are brought back in the
 * thread of the caller.
 */
typedef struct _GengCopy
{
  guint64 generation;
  GengStation *station;
  GHashTable *there; /* from the station's things to those of the copy, both owned */
  GHashTable *back;  /* and the other way, nothing owned */
} GengCopy;

/* The station's copy of this generation; the next caller of the same generation gets the same one.
 * To be called in the thread that edits the station. */
GENG_SHARED
GengCopy *geng_copy_take (GengStation *station);
/* A copy of its own, which the caller may change. */
GengCopy *geng_copy_new (GengStation *station);
GengCopy *geng_copy_ref (GengCopy *self);
GENG_SHARED
void geng_copy_unref (GengCopy *self);

/* The times of a shift as they are, and its windows beyond the first, which is a property. */
void geng_copy_times_and_windows (GengShift *shift, GengShift *copy, GHashTable *there);

/* map: there or back; what it does not have stays as it is.  All are (transfer full), and
 * (nullable) where they may be.  What is brought back keeps things that the station has lost
 * meanwhile. */
GENG_SHARED
GengRoster *geng_copy_roster (GengRoster *roster, GengStation *station, GHashTable *map);
GengJudgement *geng_copy_judgement (GengJudgement *judgement, GHashTable *map);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengCopy, geng_copy_unref)

G_END_DECLS
