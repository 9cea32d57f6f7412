/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem.h"

G_BEGIN_DECLS

/*
 * Who is which line, and which code means which duty.
 *
 * A station has far more duties (a shift at a post) than any of its people serves, and people who
 * always serve together are one line.  A *mapped* problem is built in people and duties, by the
 * same calls as any other, and is sealed in lines and *own codes*: a line's own code is a duty of
 * its person, or, of people who are joined, a duty and who of them serves it.  What a person may
 * never serve has no code, so nothing has the size people × duties × days.
 *
 * The order is: geng_problem_new_mapped(), the codes and the joined people, everything else.
 */

#define GENG_MAX_DUTIES 65535
#define GENG_MAX_JOINED 4

/* Duty 0 is off.
 * Returns: (transfer full): NULL with GENG_PROBLEM_ERROR_TOO_LARGE. */
GengProblem *geng_problem_new_mapped (guint n_people, guint n_days, guint n_duties, GError **error);
/* The duties that the person may serve on some day, off aside, ascending; without this: none.  What
 * is said about others is of no consequence. */
void geng_problem_set_duties (GengProblem *problem, guint person, const guint16 *duties, guint n);
/* These serve the same duty on each day, all or none.  present: (nullable) [day × n + i]: on a day
 * on which some are not present, those who are may serve without them; NULL: nobody ever does. */
void geng_problem_join (GengProblem *problem, const guint *people, guint n, const guint8 *present);

/* Of a sealed problem, mapped or not.  */
guint geng_problem_count_people (const GengProblem *problem);
guint geng_problem_get_line (const GengProblem *problem, guint person);
/* The first person of a line. */
guint geng_problem_get_person (const GengProblem *problem, guint line);
/* duties: [person × n_days + day], codes: [line × n_days + day].  A day that no code says is off;
 * FALSE then. */
gboolean geng_problem_encode (const GengProblem *problem, const guint16 *duties, guint8 *codes);
void geng_problem_decode (const GengProblem *problem, const guint8 *codes, guint16 *duties);

/* -- scouting: which duties a person may serve at all -- */

/* Takes the calls of a mapped problem, and keeps nothing but what they forbid. */
GengProblem *geng_problem_new_scout (guint n_people, guint n_days, guint n_duties, GError **error);
/* Returns: (transfer full): guint16, for geng_problem_set_duties(). */
GArray *geng_problem_scout_duties (const GengProblem *scout, guint person);

G_END_DECLS
