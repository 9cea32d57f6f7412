/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-station-elsewhere.h>

G_BEGIN_DECLS

/* The station's own, and behind them those of duties elsewhere, in their order.
 * Returns: (transfer full) */
GPtrArray *geng_station_list_all_shifts (GengStation *self);
GPtrArray *geng_station_list_all_posts (GengStation *self);
/* The leader on call serves it, here or elsewhere; @shift: one of them. */
gboolean geng_station_leads_anywhere (GengStation *self, GengShift *shift);
/* They are of two stations: nobody serves the one at the other. */
gboolean geng_shift_is_apart (GengShift *shift, GengPost *post);

G_END_DECLS
