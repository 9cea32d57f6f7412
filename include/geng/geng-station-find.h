/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"

G_BEGIN_DECLS

/* What people type for a member. */
GENG_AVAILABLE_IN_1_0
GengMember *geng_station_find_member (GengStation *self, const char *text, GError **error);

G_END_DECLS
