/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-entity.h"

G_BEGIN_DECLS

#define GENG_TYPE_ROLE (geng_role_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRole, geng_role, GENG, ROLE, GengEntity)

GENG_AVAILABLE_IN_1_0
GengRole *geng_role_new (const char *id, const char *name);
GENG_AVAILABLE_IN_1_0
gboolean geng_role_get_leads (GengRole *self);
GENG_AVAILABLE_IN_1_0
void geng_role_set_leads (GengRole *self, gboolean leads);

G_END_DECLS
