/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-entity.h"

G_BEGIN_DECLS

#define GENG_TYPE_CYCLE (geng_cycle_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengCycle, geng_cycle, GENG, CYCLE, GengEntity)

GENG_AVAILABLE_IN_1_0
GengCycle *geng_cycle_new (const char *id, const char *name, const char *const *days);
GENG_AVAILABLE_IN_1_0
const char *const *geng_cycle_get_days (GengCycle *self);
GENG_AVAILABLE_IN_1_0
const GDate *geng_cycle_get_first (GengCycle *self);
GENG_AVAILABLE_IN_1_0
void geng_cycle_set_first (GengCycle *self, const GDate *date);
GENG_AVAILABLE_IN_1_0
guint geng_cycle_get_day (GengCycle *self, const GDate *date, int offset);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_cycle_list_shipped (void);

G_END_DECLS
