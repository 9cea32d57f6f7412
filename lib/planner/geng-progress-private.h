/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-compile.h"
#include "geng-copy.h"

G_BEGIN_DECLS

/* What the codes of a run mean, for as long as anybody may ask for a roster: shared by all that the
 * run tells, also after it has ended and in other threads. */
typedef struct _GengProgressKey GengProgressKey;

/* aside: (element-type GengSetAside): whom the run leaves out */
GengProgressKey *geng_progress_key_new (const GengLowering *lowering, GPtrArray *aside);
void geng_progress_key_unref (GengProgressKey *self);

typedef struct
{
  GengPhase phase;
  gint64 gaps;  /* -1: no roster yet */
  gint64 cost;  /* points × GENG_POINT */
  gint64 bound; /* the same; -1: unknown */
  guint64 effort;
  gint64 elapsed; /* µs */
} GengProgressFacts;

/* key: (nullable); codes: (nullable), of the key's run: the best roster, which is made of them when
 * somebody asks, since most people do not. */
GengProgress *geng_progress_new (const GengProgressFacts *facts,
                                 GengProgressKey *key,
                                 const GengProblem *problem,
                                 const guint8 *codes);
/* The roster will hold the station's own things. */
void geng_progress_bring_back (GengProgress *self, GengCopy *copy, GengStation *station);

G_END_DECLS
