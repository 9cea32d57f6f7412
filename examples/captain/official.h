/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* A month as it was published, and what of it is served. */
typedef struct
{
  GengRoster *roster; /* (nullable): NULL where the month was never published */
  GengRecord *record; /* (nullable) */
  GengRoster *served; /* (nullable): duties that no command changes */
  GDateTime *from;    /* (nullable): from here on duties may change */
} Official;

gboolean official_load (Official *self, Desk *desk, GDateTime *from);
/* The same of what lies on the desk, which only whoever writes may rely on. */
gboolean official_take (Official *self, Desk *desk);
void official_clear (Official *self);

/* What was served, put into @roster where that has it otherwise.  @n: (nullable): grows by each */
gboolean official_restore (const Official *self, GengRoster *roster, guint *n, GError **error);
/* The same, as far as @before had it: (transfer full) (element-type GengDuty): what was put in, of
 * @served; NULL with an error */
GPtrArray *official_keep (GengRoster *served,
                          GengRoster *before,
                          GengRoster *roster,
                          GError **error);
/* (nullable): the member's duty of the day, where it is served.  @member: (nullable) */
GengDuty *official_find_served (const Official *self, GengMember *member, const GDate *date);
/* That a duty is served, and what becomes of that. */
char *official_served_text (GengDuty *duty);
/* Says each duty that is served and that @roster has otherwise; TRUE where there is none. */
gboolean official_untouched (const Official *self, GengRoster *roster);
/* "official, version 2, since 2026-11-25 18:00", "draft, not published", …
 * @now: (nullable): the roster that is worked on */
char *official_state (const Official *self, Desk *desk, GengRoster *now);
/* Shift and post alike, or none at all.  (nullable) both */
gboolean same_duty (GengDuty *a, GengDuty *b);
/* Whether both have the same duties. */
gboolean same_duties (GengRoster *a, GengRoster *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Official, official_clear)
