/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <geng/geng.h>

G_BEGIN_DECLS

/* Start and end of a row on the station's clock, in seconds since 1970 UTC. FALSE for an
 * absence. */
gboolean geng_attendance_span (GengAttendance *self,
                               GengStation *station,
                               gint64 *start,
                               gint64 *end);
/* "2026-11-03 赵甲": where an error of a row stands. */
char *geng_attendance_where (GengAttendance *self);

/* Rows of attendance for corrections: one at a position goes, and @taken_back joins what was taken
 * back; one comes to a position without being checked. */
void geng_journal_take_out (GengJournal *self, guint position, GengAttendance *taken_back);
void geng_journal_put_in (GengJournal *self, guint position, GengAttendance *row);

/* (transfer none) (nullable): as geng_journal_find_crew_leader() says */
GengMember *geng_journal_find_leader (GengJournal *self,
                                      GengRoster *official,
                                      const GDate *date,
                                      GengShift *shift,
                                      GengPost *post);

/* The row as one of a member whom another station knows, in a journal that is read elsewhere. */
void geng_journal_add_row_of (GengJournal *self, GengAttendance *row, GengMember *member);

/* As geng_journal_add_kit_loan(), but for the set, which may have belonged to the station then. */
gboolean geng_journal_keep_kit_loan (GengJournal *self, GengKitLoan *row, GError **error);

/* What is known of the rounds of a patrol, which is a crew at its post. */
GengRounds geng_journal_get_rounds (GengJournal *self,
                                    const GDate *date,
                                    GengShift *shift,
                                    GengPost *post);
/* All who are confirmed of the duty's patrol made these; rows that said otherwise are corrected. */
void geng_journal_set_rounds (GengJournal *self,
                              GengDuty *duty,
                              GengRounds rounds,
                              const char *by,
                              GDateTime *now);

/* Lost or in repair at that minute of the duty day, so that nobody can be given it.  @self:
 * (nullable): without a journal the item's own state holds */
GENG_SHARED
gboolean geng_journal_is_item_out_of_use (GengJournal *self,
                                          GengItem *item,
                                          const GDate *date,
                                          int minute);

/* (transfer none) (nullable): that the item was lost or broken in the duty's day and shift */
GengKitLoan *geng_journal_find_bad_loan (GengJournal *self, GengDuty *duty, GengItem *item);
void geng_journal_replace_loan (GengJournal *self, GengKitLoan *old, GengKitLoan *loan);

G_END_DECLS
