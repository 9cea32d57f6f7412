/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include <geng/geng.h>

G_BEGIN_DECLS

#define GENG_TYPE_DOCUMENT (geng_document_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengDocument, geng_document, GENG, DOCUMENT, GObject)

GENG_AVAILABLE_IN_1_0
const char *geng_document_get_title (GengDocument *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_document_get_internal (GengDocument *self);
GENG_AVAILABLE_IN_1_0
GengDocument *geng_document_gather (const char *title, GPtrArray *documents);
GENG_AVAILABLE_IN_1_0
char *geng_document_to_html (GengDocument *self);
GENG_AVAILABLE_IN_1_0
GBytes *geng_document_to_xlsx (GengDocument *self, GError **error);

G_END_DECLS
