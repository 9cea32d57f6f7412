/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-lowering.h"
#include "geng-rule-def.h"
#include "geng-selector.h"

G_BEGIN_DECLS

/* What the rules on one member's line share. */

#define GENG_DATE_LENGTH 11
/* ISO 8601 */
const char *geng_date_text (const GDate *date, char text[GENG_DATE_LENGTH]);
const char *geng_day_text (const GengScene *scene, int day, char text[GENG_DATE_LENGTH]);
/* Minutes as hours: 11 h, 1 h 30 min. */
char *geng_minutes_text (gint64 minutes);
/* "2 to 5", "at least 2", "at most 5", "4"; time in hours and minutes where @minutes. */
char *geng_range_text (int min, int max, gboolean minutes);
const char *geng_name (gpointer entity);

guint geng_clause_member (const GengClause *clause, guint i);
/* Reports on the i-th day of the scene: hard when weight is 0, else units × weight points. */
void geng_verdicts_line (GengVerdicts *verdicts,
                         const GengClause *clause,
                         const GengScene *scene,
                         guint member,
                         int first,
                         int last,
                         gint64 amount,
                         int weight,
                         const char *message);
/* The member's own lists allow this shift at this post; NULL: whatever the post. */
gboolean geng_member_may_serve (GengMember *member, GengShift *shift, GengPost *post);
/* The code is what the member serves at another station on that day. */
gboolean geng_lowering_is_elsewhere (const GengLowering *lowering,
                                     guint member,
                                     guint day,
                                     guint code);
/* Which codes are days that the selector counts, whatever the date.
 * Returns: (transfer full): [n_codes] */
guint8 *geng_lowering_select (const GengLowering *lowering, const GengSelector *selector);

/* The day set in which every day is. */
guint geng_lowering_any_day (GengLowering *lowering);

/* Shift b may not be served on the duty day after shift a of @day. */
typedef gboolean (
    *GengBadJoin) (gconstpointer params, const GengScene *scene, guint a, guint b, int day);
/* Forbids them to the clause's members, within the period. */
void geng_lowering_forbid_joins (const GengClause *clause,
                                 GengLowering *lowering,
                                 GengBadJoin is_bad);

G_END_DECLS
