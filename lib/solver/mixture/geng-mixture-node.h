/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-mixture.h"

G_BEGIN_DECLS

/* Where a mixture's master stands: at a vertex, in lines that are kept elsewhere. */
typedef struct
{
  gint *rest;    /* [row of the window] */
  GArray *lines; /* GengStandLine */
} GengStand;

typedef struct
{
  guint i, index; /* the member's line of this number */
} GengStandLine;

/* A node of a tree. */
typedef struct
{
  const GArray *decisions; /* GengDecision */
  const double *duals;     /* [segment of the space]: where they begin */
  gint64 bound;            /* of the node above */
  const GengStand *stand;  /* its; NULL: none is known, or the mixture still stands there */
} GengReplay;

/* As at the mark, these decisions, and the lines that keep them. */
void geng_mixture_replay (GengMixture *self,
                          gsize mark,
                          const GengReplay *node,
                          const GPtrArray *lines /* GByteArray [i]: one after another */);
/* A g_rc_box, to be given back with geng_stand_unref(); NULL: it stands nowhere, or in lines that
 * are not among these. */
GengStand *geng_mixture_get_stand (const GengMixture *self, const GPtrArray *lines);
GengStand *geng_stand_ref (GengStand *self);
void geng_stand_unref (GengStand *self);

G_END_DECLS
