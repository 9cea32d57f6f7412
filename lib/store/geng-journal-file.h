/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"
#include "geng-reader.h"
#include <geng/geng-journal.h>

/*
 * journal/YYYY-MM/ holds a month of the journal in six tables: attendance.csv, corrections.csv
 * (rows that were taken back), kit.csv, handover.csv, findings.csv and checks.csv.  A row
 * belongs to the month of its duty day; a table without rows is no file.
 */
#define GENG_JOURNAL_N_FILES 6
#define GENG_JOURNAL_ATTENDANCE 0
#define GENG_JOURNAL_FINDINGS 4
#define GENG_JOURNAL_CHECKS 5

GENG_SHARED
const GengColumn *geng_journal_file_columns (guint file);
/* One row of a table from elsewhere, whatever its month. */
GENG_SHARED
void geng_journal_file_take (GengReader *reader,
                             GengJournal *journal,
                             guint file,
                             const GengRow *row);

char *geng_journal_file_name (GDateYear year, GDateMonth month, guint file);
/* Faults go to the reader; rows that are well formed are added to @journal. */
void geng_journal_file_read (GengReader *reader,
                             GengJournal *journal,
                             GDateYear year,
                             GDateMonth month);
/* (transfer full) (nullable): NULL for a table without rows */
GBytes *geng_journal_file_write (GengJournal *journal,
                                 GDateYear year,
                                 GDateMonth month,
                                 guint file);
