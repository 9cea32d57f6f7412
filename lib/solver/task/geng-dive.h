/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-mixture.h"

G_BEGIN_DECLS

/*
 * A dive turns the root's mixture of lines into a roster, by pinning what they agree upon.
 */
typedef struct _GengDive GengDive;

typedef enum
{
  GENG_DIVE_WHOLE,  /* all days at once, from a root whose bound is near: far better made */
  GENG_DIVE_ROLLING /* window by window, from duals alone: much sooner over a long horizon */
} GengDiveKind;

/* How thoroughly all days at once are. */
typedef struct
{
  guint rounds, steps; /* between two fixings: rounds of pricing, steps of the master in each */
} GengDiveCare;

/* Begins from lines of the root and of the roster. */
GengDive *geng_dive_new (const GengMixture *root,
                         const GengRosterState *roster,
                         GengBudget *budget,
                         GengDiveKind kind,
                         const GengDiveCare *care);
void geng_dive_free (GengDive *self);
/* FALSE when nothing is left to fix. */
gboolean geng_dive_step (GengDive *self, GengLineArena *arena);
/* What a dive came to, once it has ended. */
void geng_dive_apply (const GengDive *self, GengRosterState *roster);

G_END_DECLS
