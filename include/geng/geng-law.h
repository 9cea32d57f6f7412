/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-pay.h"

G_BEGIN_DECLS

#define GENG_TYPE_LAW (geng_law_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengLaw, geng_law, GENG, LAW, GengEntity)

GENG_AVAILABLE_IN_1_0
GengLaw *geng_law_new (const char *id, const char *name);
GENG_AVAILABLE_IN_1_0
const char *geng_law_get_text (GengLaw *self);
GENG_AVAILABLE_IN_1_0
void geng_law_set_text (GengLaw *self, const char *text);
GENG_AVAILABLE_IN_1_0
const char *geng_law_get_source (GengLaw *self);
GENG_AVAILABLE_IN_1_0
void geng_law_set_source (GengLaw *self, const char *source);
GENG_AVAILABLE_IN_1_0
const char *const *geng_law_get_schemes (GengLaw *self);
GENG_AVAILABLE_IN_1_0
void geng_law_set_schemes (GengLaw *self, const char *const *schemes);
GENG_AVAILABLE_IN_1_0
gboolean geng_law_is_for (GengLaw *self, GengHoursScheme scheme);
GENG_AVAILABLE_IN_1_0
const char *const *geng_law_get_demands (GengLaw *self);
GENG_AVAILABLE_IN_1_0
void geng_law_set_demands (GengLaw *self, const char *const *demands);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_law_list_shipped (void);

GENG_AVAILABLE_IN_1_0
gboolean geng_station_add_law (GengStation *self, GengLaw *law, GError **error);
GENG_AVAILABLE_IN_1_0
GListModel *geng_station_get_laws (GengStation *self);
GENG_AVAILABLE_IN_1_0
GengLaw *geng_station_dup_law (GengStation *self, const char *id);

G_END_DECLS
