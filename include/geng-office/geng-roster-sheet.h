/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include "geng-worksheet.h"

#include <geng/geng.h>

G_BEGIN_DECLS

#define GENG_TYPE_ROSTER_SHEET (geng_roster_sheet_get_type ())
/**
 * GengRosterSheet:
 *
 * A month as captains keep it in a table (排班表): names down, days across, and in the cells 白, 夜,
 * 守, 休, 假 or the station's own marks; a post follows the mark where there are several.  Also
 * what geng_report_xlsx() wrote, after somebody has edited it.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRosterSheet, geng_roster_sheet, GENG, ROSTER_SHEET, GObject)

GENG_AVAILABLE_IN_1_0
gboolean geng_roster_sheet_fits (GengWorksheet *sheet);
GENG_AVAILABLE_IN_1_0
GengRosterSheet *geng_roster_sheet_new (GengStation *station,
                                        GengWorksheet *sheet,
                                        GDateYear year,
                                        GDateMonth month,
                                        GError **error);
GENG_AVAILABLE_IN_1_0
const GDate *geng_roster_sheet_get_first (GengRosterSheet *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_roster_sheet_get_own (GengRosterSheet *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_roster_sheet_has_dawn (GengRosterSheet *self);
GENG_AVAILABLE_IN_1_0
void geng_roster_sheet_set_dawn_before (GengRosterSheet *self, gboolean before);
GENG_AVAILABLE_IN_1_0
char **geng_roster_sheet_list_strangers (GengRosterSheet *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_roster_sheet_list_faults (GengRosterSheet *self);
GENG_AVAILABLE_IN_1_0
GengRoster *geng_roster_sheet_take (GengRosterSheet *self,
                                    GengRoster *base,
                                    gboolean record,
                                    GError **error);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_roster_sheet_list_leave (GengRosterSheet *self);
GENG_AVAILABLE_IN_1_0
guint geng_roster_sheet_get_n_left_out (GengRosterSheet *self);
GENG_AVAILABLE_IN_1_0
guint geng_roster_sheet_get_n_second (GengRosterSheet *self);
GENG_AVAILABLE_IN_1_0
guint geng_roster_sheet_get_n_guessed (GengRosterSheet *self);

G_END_DECLS
