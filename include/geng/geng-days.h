/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

#define GENG_TYPE_DAYS (geng_days_get_type ())
typedef struct _GengDays GengDays;

GENG_AVAILABLE_IN_1_0
GType geng_days_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengDays *geng_days_parse (const char *text, GError **error);
GENG_AVAILABLE_IN_1_0
GengDays *geng_days_ref (GengDays *self);
GENG_AVAILABLE_IN_1_0
void geng_days_unref (GengDays *self);
GENG_AVAILABLE_IN_1_0
char *geng_days_to_string (const GengDays *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_days_contains (const GengDays *self, GengStation *station, const GDate *date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengDays, geng_days_unref)

G_END_DECLS
