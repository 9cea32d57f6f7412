/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-def.h"

G_BEGIN_DECLS

/* What may be spent on members' lines, of all that are asked about together. */
typedef struct
{
  guint64 left;    /* effort */
  gint64 until;    /* of the monotonic clock, µs; 0: no matter */
  gint *cancelled; /* (nullable): read atomically */
} GengClashLimit;

/* time_limit: µs; 0: none */
void geng_clash_limit_init (GengClashLimit *limit, gint64 time_limit, gint *cancelled);

/* (transfer full): the rules that leave @people, who serve as one, no line, in words: a smallest
 * set.
 * people: (element-type guint): indexes into the scene's members, ascending
 * proven: FALSE where a line was only not found: then all but those that hold for everybody
 * limit: where it is spent, the set need not be a smallest one */
char *geng_clash_describe_line (const GengScene *scene,
                                GPtrArray *clauses,
                                const GArray *people,
                                gboolean proven,
                                GengClashLimit *limit);

/* (transfer full): rules of which it is proven that no roster keeps them all, in words, each with
 * where it is written and whom it binds: a smallest set, or as small a one as the work allows.
 * clauses: of which it is proven
 * effort: that the proof took
 * time_limit: µs; 0: none
 * cancelled: (nullable): read atomically */
char *geng_clash_describe_roster (const GengScene *scene,
                                  GPtrArray *clauses,
                                  guint64 effort,
                                  gint64 time_limit,
                                  gint *cancelled);

G_END_DECLS
