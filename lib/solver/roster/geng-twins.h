/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"

G_BEGIN_DECLS

/*
 * Who is like whom.  Members for whom the same is forbidden, with the same limits, have the same
 * lines, and one line model does for all of them.  Where their days cost the same and they feed
 * the same cells, they are twins: at the same prices they have the same best line, which is looked
 * for once.
 */
typedef struct
{
  guint *lines; /* [member]: the first who has the same lines */
  guint *twin;  /* [member]: the first of his twins */
} GengTwins;

GengTwins *geng_twins_new (const GengProblem *problem);
void geng_twins_free (GengTwins *self);

G_END_DECLS
