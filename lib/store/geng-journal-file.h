/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-reader.h"
#include <geng/geng-journal.h>

/*
 * journal/YYYY-MM/ holds a month of the journal in six tables: attendance.csv, corrections.csv
 * (rows that were taken back), kit.csv, handover.csv, findings.csv and checks.csv.  A row
 * belongs to the month of its duty day; a table without rows is no file.
 */
#define GENG_JOURNAL_N_FILES 6

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
