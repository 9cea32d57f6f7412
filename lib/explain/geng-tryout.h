/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#include "geng-rule-def.h"

G_BEGIN_DECLS

/*
 * A roster on which one duty day is tried out: what would the rules say if this member served that?
 *
 * Rules that reach over a member's days look at the whole period, but at this person alone; rules
 * on crews look at this day, and at the posts where the duty comes or goes; what reaches further,
 * which is the kit, looks at everybody, but only at the day and its neighbours, and only where
 * nothing else stands in the way.  So a trial costs no judgement of the whole roster, and what it
 * costs does not grow with the people and posts that it is not about.
 */
typedef struct
{
  GPtrArray *clauses; /* of both scenes: member indexes are the same */
  GengScene *period;
  GDate date;
  GPtrArray *wide_before; /* what those rules say as things stand that reach further; NULL until
                             asked for */
  GHashTable
      *stood;       /* (nullable): keys of the hard verdicts on the crews before somebody left whose
                        place is to be taken: all others are held against whoever comes */
  GengMember *left; /* (nullable): who left it: his pairs are asked as well */
} GengTryout;

/* What a change brings. */
typedef struct
{
  GPtrArray *findings; /* (element-type GengFinding): hard verdicts that were not there */
  const char *rule;    /* (nullable): the name of the first one's rule */
  char *claim;         /* (nullable): what its statement says, translated */
  gint64 gaps;         /* how many more people are missing */
  gint64 cost;         /* change of price, in points × GENG_POINT */
} GengOutcome;

GengTryout *geng_tryout_new (GengRoster *roster,
                             GengRoster *history,
                             const GDate *date,
                             GError **error);
void geng_tryout_free (GengTryout *self);
/* The same roster, of which nobody was vacated, on another day. */
gboolean geng_tryout_turn (GengTryout *self, GengRoster *roster, const GDate *date, GError **error);

/* What the member serves on the day, NULL when off. */
GengDuty *geng_tryout_duty (const GengTryout *self, guint member);
/* For good: the member, whose place is to be taken, is off on the day; what that brings.  What his
 * leaving breaks in the crews is held against whoever comes and does not cure it. */
void geng_tryout_vacate (GengTryout *self, guint member, GengOutcome *outcome);
/* From now on the member has @duty, or (NULL) is off; what that brings is not looked at. */
void geng_tryout_put (GengTryout *self, guint member, GengDuty *duty);
/* For once: what it brings if the member serves this on the day. */
void geng_tryout_try (GengTryout *self,
                      guint member,
                      GengShift *shift,
                      GengPost *post,
                      GengOutcome *outcome);
/* Whether some rule forbids it, and no more than that: the first one's name and claim alone. */
gboolean geng_tryout_forbids (GengTryout *self,
                              guint member,
                              GengShift *shift,
                              GengPost *post,
                              GengOutcome *outcome);
void geng_outcome_clear (GengOutcome *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengTryout, geng_tryout_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GengOutcome, geng_outcome_clear)

G_END_DECLS
