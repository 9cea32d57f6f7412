/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-def.h"

G_BEGIN_DECLS

/* (transfer full): the rules that leave @people, who serve as one, no line, in words: a smallest
 * set.
 * people: (element-type guint): indexes into the scene's members, ascending
 * proven: FALSE where a line was only not found: then all but those that hold for everybody. */
char *geng_clash_describe_line (const GengScene *scene,
                                GPtrArray *clauses,
                                const GArray *people,
                                gboolean proven);

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
