/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"

G_BEGIN_DECLS

GENG_AVAILABLE_IN_1_0
GengStation *geng_station_copy (GengStation *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_remove (GengStation *self, GObject *thing, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_station_move (GengStation *self, GObject *thing, guint position, GError **error);
GENG_AVAILABLE_IN_1_0
guint64 geng_station_get_generation (GengStation *self);

G_END_DECLS
