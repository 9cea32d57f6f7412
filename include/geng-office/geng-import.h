/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include <geng/geng.h>

G_BEGIN_DECLS

#define GENG_TYPE_IMPORT (geng_import_get_type ())
/**
 * GengImport:
 *
 * What an .ics file from outside brought: what was taken, and what was skipped with the reason.
 * Reading changes nothing; the caller adds what it wants to the station.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengImport, geng_import, GENG, IMPORT, GObject)

GENG_AVAILABLE_IN_1_0
GengImport *geng_import_requests (GengStation *station,
                                  GengMember *member,
                                  GengRequestKind kind,
                                  GBytes *content,
                                  const char *file,
                                  const GDate *first,
                                  const GDate *last,
                                  GError **error);
GENG_AVAILABLE_IN_1_0
GengImport *geng_import_holidays (GengStation *station,
                                  GBytes *content,
                                  const char *file,
                                  const GDate *first,
                                  const GDate *last,
                                  GError **error);
/* The same without blocking. */
GENG_AVAILABLE_IN_1_0
void geng_import_requests_async (GengStation *station,
                                 GengMember *member,
                                 GengRequestKind kind,
                                 GBytes *content,
                                 const char *file,
                                 const GDate *first,
                                 const GDate *last,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GENG_AVAILABLE_IN_1_0
GengImport *geng_import_requests_finish (GAsyncResult *result, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_import_holidays_async (GengStation *station,
                                 GBytes *content,
                                 const char *file,
                                 const GDate *first,
                                 const GDate *last,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GENG_AVAILABLE_IN_1_0
GengImport *geng_import_holidays_finish (GAsyncResult *result, GError **error);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_import_list_requests (GengImport *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_import_list_holidays (GengImport *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_import_list_skipped (GengImport *self);

G_END_DECLS
