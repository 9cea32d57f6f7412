/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-tryout.h"

G_BEGIN_DECLS

/* In the place of a rule's name: the member has another duty that day. */
#define GENG_COVER_BUSY "busy"
/* The same, in this very crew. */
#define GENG_COVER_THERE "there"

GPtrArray *geng_cover_list (GengTryout *tryout,
                            GPtrArray *shifts,
                            GengPost *post,
                            const char *role,
                            GengMember *except);
/* What the statement of its rule says, translated; NULL where no rule stands in the way. */
const char *geng_cover_get_claim (GengCover *self);
/* Whether the duty that the member has that day is a reserve's, who is called to that post. */
gboolean geng_cover_calls (GengTryout *tryout, GengDuty *duty, GengPost *post);
/* GENG_COVER_THERE or GENG_COVER_BUSY, of a member who has a duty that day. */
const char *geng_cover_busy (GengTryout *tryout, guint member, GengShift *shift, GengPost *wanted);
GPtrArray *geng_cover_shifts (GengRoster *roster, GengGap *gap);

G_END_DECLS
