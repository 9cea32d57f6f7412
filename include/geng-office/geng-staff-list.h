/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include "geng-worksheet.h"

#include <geng/geng.h>

G_BEGIN_DECLS

#define GENG_TYPE_STAFF_LIST (geng_staff_list_get_type ())
/**
 * GengStaffList:
 *
 * People as an office keeps them in a table (花名册): a title, a row that names the columns, a row a
 * person.  Columns are found by their names, in Chinese or English; what a station does not need,
 * like an identity number, is never taken out of the table.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengStaffList, geng_staff_list, GENG, STAFF_LIST, GObject)

GENG_AVAILABLE_IN_1_0
gboolean geng_staff_list_fits (GengWorksheet *sheet);
GENG_AVAILABLE_IN_1_0
GengStaffList *geng_staff_list_new (GengWorksheet *sheet, GError **error);
GENG_AVAILABLE_IN_1_0
guint geng_staff_list_get_n_people (GengStaffList *self);
GENG_AVAILABLE_IN_1_0
const char *const *geng_staff_list_get_unused (GengStaffList *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_staff_list_list_faults (GengStaffList *self);
GENG_AVAILABLE_IN_1_0
char **geng_staff_list_list_titles (GengStaffList *self, GengStation *station);
GENG_AVAILABLE_IN_1_0
GengMember *geng_staff_list_find_bearer (GengStaffList *self,
                                         GengStation *station,
                                         const char *title);
GENG_AVAILABLE_IN_1_0
gboolean geng_staff_list_take (GengStaffList *self,
                               GengStation *station,
                               const char *const *titles,
                               const char *role,
                               GError **error);
GENG_AVAILABLE_IN_1_0
guint geng_staff_list_get_n_added (GengStaffList *self);
GENG_AVAILABLE_IN_1_0
guint geng_staff_list_get_n_changed (GengStaffList *self);

G_END_DECLS
