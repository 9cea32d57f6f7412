/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-mixture.h"

G_BEGIN_DECLS

/*
 * A dive turns the root's mixture of lines into a roster: line by line, or week by week where the
 * horizon is long.
 */
typedef struct _GengDive GengDive;

/* How thoroughly. */
typedef struct
{
  guint rounds, steps; /* between two fixings: rounds of pricing, steps of the master in each */
  guint window_days;   /* of a rolling dive */
  gboolean rolls;
} GengDiveCare;

/* Begins from lines of the root and of the roster. */
GengDive *geng_dive_new (const GengMixture *root,
                         const GengRosterState *roster,
                         GengBudget *budget,
                         const GengDiveCare *care);
void geng_dive_free (GengDive *self);
/* FALSE when nothing is left to fix. */
gboolean geng_dive_step (GengDive *self, GengLineArena *arena);
/* What a dive came to, once it has ended. */
void geng_dive_apply (const GengDive *self, GengRosterState *roster);

G_END_DECLS
