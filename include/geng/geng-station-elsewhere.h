/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-roster.h"

G_BEGIN_DECLS

GENG_AVAILABLE_IN_1_0
void geng_station_set_elsewhere (GengStation *self, GPtrArray *rosters);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_station_list_elsewhere (GengStation *self);

G_END_DECLS
