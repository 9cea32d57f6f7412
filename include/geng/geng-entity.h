/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

#define GENG_TYPE_ENTITY (geng_entity_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_DERIVABLE_TYPE (GengEntity, geng_entity, GENG, ENTITY, GObject)

struct _GengEntityClass
{
  GObjectClass parent_class;
  gpointer padding[8];
};

GENG_AVAILABLE_IN_1_0
const char *geng_entity_get_id (GengEntity *self);
GENG_AVAILABLE_IN_1_0
const char *geng_entity_get_name (GengEntity *self);
GENG_AVAILABLE_IN_1_0
void geng_entity_set_name (GengEntity *self, const char *name);

GENG_AVAILABLE_IN_1_0
gboolean geng_is_control (gunichar c);

G_END_DECLS
