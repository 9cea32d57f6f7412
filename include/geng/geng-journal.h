/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-attendance.h"
#include "geng-hand-over-note.h"
#include "geng-inspection.h"
#include "geng-kit-loan.h"
#include "geng-patrol-finding.h"
#include "geng-roster.h"

G_BEGIN_DECLS

#define GENG_TYPE_JOURNAL (geng_journal_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengJournal, geng_journal, GENG, JOURNAL, GObject)

GENG_AVAILABLE_IN_1_0
GengJournal *geng_journal_new (GengStation *station);
GENG_AVAILABLE_IN_1_0
GengJournal *geng_journal_copy (GengJournal *self);
GENG_AVAILABLE_IN_1_0
GengStation *geng_journal_get_station (GengJournal *self);

GENG_AVAILABLE_IN_1_0
GListModel *geng_journal_get_attendance (GengJournal *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_journal_get_retracted (GengJournal *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_journal_get_kit_loans (GengJournal *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_journal_get_hand_over_notes (GengJournal *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_journal_get_findings (GengJournal *self);
GENG_AVAILABLE_IN_1_0
GListModel *geng_journal_get_inspections (GengJournal *self);

GENG_AVAILABLE_IN_1_0
gboolean geng_journal_add_attendance (GengJournal *self, GengAttendance *row, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_journal_add_kit_loan (GengJournal *self, GengKitLoan *row, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_journal_add_hand_over_note (GengJournal *self, GengHandOverNote *row, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_journal_add_finding (GengJournal *self, GengPatrolFinding *row, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_journal_add_inspection (GengJournal *self, GengInspection *row, GError **error);

GENG_AVAILABLE_IN_1_0
gboolean geng_journal_add_retracted (GengJournal *self, GengAttendance *row, GError **error);
GENG_AVAILABLE_IN_1_0
guint geng_journal_retract (GengJournal *self,
                            GengDuty *duty,
                            const char *retracted_by,
                            GDateTime *now);
GENG_AVAILABLE_IN_1_0
GengPatrolFinding *geng_journal_lookup_finding (GengJournal *self, const char *id);
GENG_AVAILABLE_IN_1_0
GengPatrolFinding *geng_journal_settle_finding (GengJournal *self,
                                                const char *id,
                                                const GDate *settled,
                                                const char *result,
                                                GError **error);
GENG_AVAILABLE_IN_1_0
char *geng_journal_next_finding_id (GengJournal *self, const GDate *date);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_journal_list_attendance (GengJournal *self, GengMember *member, const GDate *date);
GENG_AVAILABLE_IN_1_0
gboolean geng_journal_is_confirmed (GengJournal *self, GengDuty *duty);

GENG_AVAILABLE_IN_1_0
GengMember *geng_journal_find_crew_leader (GengJournal *self, GengRoster *official, GengDuty *duty);

GENG_AVAILABLE_IN_1_0
int geng_journal_confirm (GengJournal *self,
                          GengRoster *official,
                          const GDate *first,
                          const GDate *last,
                          GengShift *shift,
                          GengPost *post,
                          const char *exceptions,
                          const char *confirmed_by,
                          GDateTime *now,
                          GError **error);
GENG_AVAILABLE_IN_1_0
int geng_journal_confirm_duty (GengJournal *self,
                               GengRoster *official,
                               GengDuty *duty,
                               const char *exceptions,
                               const char *confirmed_by,
                               GDateTime *now,
                               GError **error);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_journal_extract_served (GengJournal *self,
                                         GengRoster *official,
                                         GDateTime *since,
                                         GError **error);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_journal_apply (GengJournal *self, GengRoster *official, GError **error);

/* What is confirmed at other stations of members whom a zone shares. */
GENG_AVAILABLE_IN_1_0
void geng_journal_set_elsewhere (GengJournal *self, GPtrArray *journals);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_journal_list_elsewhere (GengJournal *self);

G_END_DECLS
