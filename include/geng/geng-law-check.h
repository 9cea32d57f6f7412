/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-law.h"
#include "geng-roster.h"

G_BEGIN_DECLS

/**
 * GengLawVerdict:
 * @GENG_LAW_VERDICT_KEPT: what it demands is kept
 * @GENG_LAW_VERDICT_OVERTIME: what is beyond is overtime, to be paid as such
 * @GENG_LAW_VERDICT_BROKEN: it is broken
 * @GENG_LAW_VERDICT_APPROVAL: the contract counts hours in a way that needs an approval (审批文号),
 *   and names none
 * @GENG_LAW_VERDICT_UNBOUND: no law binds this member: a volunteer, or without a contract
 *
 * What a roster is to a law.
 */
typedef enum
{
  GENG_LAW_VERDICT_KEPT,
  GENG_LAW_VERDICT_OVERTIME,
  GENG_LAW_VERDICT_BROKEN,
  GENG_LAW_VERDICT_APPROVAL,
  GENG_LAW_VERDICT_UNBOUND
} GengLawVerdict;

#define GENG_TYPE_LAW_VERDICT (geng_law_verdict_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_law_verdict_get_type (void) G_GNUC_CONST;

#define GENG_TYPE_LAW_FINDING (geng_law_finding_get_type ())
/**
 * GengLawFinding:
 * @member: whom it is about
 * @law: (nullable): the law; %NULL where none binds, or an approval is lacking
 * @verdict: what the roster is to it
 * @limit: (nullable): what it demands, in words
 * @figure: (nullable): what the member has, in words
 *
 * One person before one demand of a law.
 */
typedef struct
{
  GengMember *member;
  GengLaw *law;
  GengLawVerdict verdict;
  char *limit;
  char *figure;

  /*< private >*/
  gpointer reserved[4];
} GengLawFinding;

GENG_AVAILABLE_IN_1_0
GType geng_law_finding_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengLawFinding *geng_law_finding_copy (const GengLawFinding *self);
GENG_AVAILABLE_IN_1_0
void geng_law_finding_free (GengLawFinding *self);
GENG_AVAILABLE_IN_1_0
char *geng_law_finding_to_string (const GengLawFinding *self);

GENG_AVAILABLE_IN_1_0
GPtrArray *geng_roster_check_laws (GengRoster *roster, GengRoster *history, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengLawFinding, geng_law_finding_free)

G_END_DECLS
