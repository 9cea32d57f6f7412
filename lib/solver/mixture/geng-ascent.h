/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-mixture.h"

G_BEGIN_DECLS

/*
 * Where column generation begins: good duals, found by many cheap steps uphill on the Lagrangian in
 * which the members' counters are relaxed too, and the lines of some exact steps at its end.
 */
typedef struct _GengAscent GengAscent;

/* most_effort: what the relaxed steps, and again the exact ones, may take at most, but for the
 * first of them. */
GengAscent *geng_ascent_new (GengMixture *mixture, guint64 most_effort);
void geng_ascent_free (GengAscent *self);
/* FALSE when it is over: the column generation goes on from the best duals. */
gboolean geng_ascent_step (GengAscent *self);
/* Whether the next step's lines are exact: the duals are as good as they get. */
gboolean geng_ascent_is_exact (const GengAscent *self);

G_END_DECLS
