/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-demand.h>
#include <geng/geng-member.h>

G_BEGIN_DECLS

/**
 * GengVerdict:
 * @rule: name of the rule's kind (static)
 * @members: (element-type GengMember) (nullable): who
 * @demand: (nullable): at which demand
 * @first: the first duty day
 * @last: the last duty day
 * @amount: by how much, in the rule's own unit (minutes, days, people, duties)
 * @cost: points × GENG_POINT; 0 for hard verdicts and gaps
 * @from: of a gap, minutes from 00:00 of @first
 * @to: of a gap, the same
 * @role: (nullable): of a gap, the role that is missing, as written in the demand
 * @message: in words, translated
 * @claim: (nullable): what the rule's statement says, translated; set by whoever asks for it
 *
 * One thing that a check found.
 */
typedef struct
{
  GengSeverity severity;
  const char *rule;
  GPtrArray *members;
  GengDemand *demand;
  GDate first, last;
  gint64 amount;
  gint64 cost;
  int from, to;
  char *role;
  char *message;
  char *claim;
} GengVerdict;

/* A GPtrArray of GengVerdict that owns them, in the order of reporting. */
typedef struct
{
  GPtrArray *list;
} GengVerdicts;

void geng_verdict_free (gpointer verdict);
GengVerdicts *geng_verdicts_new (void);
void geng_verdicts_free (GengVerdicts *verdicts);

/* A rule on a person, or on a crew beyond what a gap says, is broken. */
void geng_verdicts_hard (GengVerdicts *verdicts,
                         const char *rule,
                         GengMember *member,
                         const GDate *first,
                         const GDate *last,
                         gint64 amount,
                         const char *format,
                         ...) G_GNUC_PRINTF (7, 8);
/* Something costs; nothing is reported where cost is 0. */
void geng_verdicts_soft (GengVerdicts *verdicts,
                         const char *rule,
                         GengMember *member,
                         const GDate *first,
                         const GDate *last,
                         gint64 amount,
                         gint64 cost,
                         const char *format,
                         ...) G_GNUC_PRINTF (8, 9);
/* Allowed and free, but people want to know. */
void geng_verdicts_note (GengVerdicts *verdicts,
                         const char *rule,
                         GengMember *member,
                         const GDate *date,
                         const char *format,
                         ...) G_GNUC_PRINTF (5, 6);
/* Places that nobody fills from minute @from to @to of @date; @role is NULL for a head. */
void geng_verdicts_gap (GengVerdicts *verdicts,
                        const char *rule,
                        GengDemand *demand,
                        const GDate *date,
                        int from,
                        int to,
                        const char *role,
                        int missing,
                        const char *format,
                        ...) G_GNUC_PRINTF (9, 10);
/* Adds to the last verdict: a further member, or the demand it is about. */
void geng_verdicts_add_member (GengVerdicts *verdicts, GengMember *member);
void geng_verdicts_set_demand (GengVerdicts *verdicts, GengDemand *demand);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengVerdicts, geng_verdicts_free)

G_END_DECLS
