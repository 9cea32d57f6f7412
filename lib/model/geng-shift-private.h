/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-shift.h>

G_BEGIN_DECLS

/* As geng_shift_add_window(), also for a shift of a station that is being made. */
void geng_shift_put_window (GengShift *self, GengWindow *window, GengPost *post);

/* Kit follows the window: who serves the shift at @post needs what its windows ask for, or the post
 * at which a window is served.  All of a duty's kit goes out together, when its first window with
 * kit begins, and comes back together, when the last of them ends. */
gboolean geng_shift_needs (GengShift *self, GengPost *post, const char *piece);
/* In minutes from 00:00 of the duty day's date; @end is @start where nothing is needed. */
void geng_shift_kit_span (GengShift *self, GengPost *post, int *start, int *end);
/* Start and end as they stand in the other, also an end that is not after the start. */
void geng_shift_put_times (GengShift *self, GengShift *other);

G_END_DECLS
