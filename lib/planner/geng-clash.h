/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-kind.h"

G_BEGIN_DECLS

/* (transfer full): the rules of a member who has no line that contradict each other, in words: a
 * smallest set, found by leaving rules out one by one.
 * proven: FALSE where a line was only not found: then all but those that
 * hold for everybody. */
char *geng_clash_describe (const GengScene *scene,
                           GPtrArray *clauses,
                           guint member,
                           gboolean proven);

G_END_DECLS
