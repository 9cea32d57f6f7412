/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include "geng-worksheet.h"

#include <geng/geng.h>

G_BEGIN_DECLS

GENG_AVAILABLE_IN_1_0
gboolean geng_journal_sheet_find_days (GengWorksheet *sheet,
                                       GengJournalTable table,
                                       GDate *first,
                                       GDate *last);
GENG_AVAILABLE_IN_1_0
int geng_journal_sheet_take (GengJournal *self,
                             GengJournalTable table,
                             GengWorksheet *sheet,
                             GengRoster *official,
                             const char *confirmed_by,
                             GDateTime *now,
                             guint *n_known,
                             GError **error);

G_END_DECLS
