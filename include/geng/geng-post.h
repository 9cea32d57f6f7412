/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-entity.h"

G_BEGIN_DECLS

#define GENG_TYPE_POST (geng_post_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengPost, geng_post, GENG, POST, GengEntity)

GENG_AVAILABLE_IN_1_0
GengPost *geng_post_new (const char *id, const char *name);
GENG_AVAILABLE_IN_1_0
const char *const *geng_post_get_checklist (GengPost *self);
GENG_AVAILABLE_IN_1_0
void geng_post_set_checklist (GengPost *self, const char *const *points);
GENG_AVAILABLE_IN_1_0
const char *geng_post_get_location (GengPost *self);
GENG_AVAILABLE_IN_1_0
void geng_post_set_location (GengPost *self, const char *location);
GENG_AVAILABLE_IN_1_0
const char *const *geng_post_get_kit (GengPost *self);
GENG_AVAILABLE_IN_1_0
void geng_post_set_kit (GengPost *self, const char *const *pieces);
GENG_AVAILABLE_IN_1_0
gboolean geng_post_get_manned (GengPost *self);
GENG_AVAILABLE_IN_1_0
void geng_post_set_manned (GengPost *self, gboolean manned);

G_END_DECLS
