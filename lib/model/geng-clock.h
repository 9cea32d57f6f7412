/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* Seconds since 1970 UTC of the wall clock minute @minute after 00:00 of @date in @zone. */
gint64 geng_clock_unix (GTimeZone *zone, const GDate *date, int minute);

G_END_DECLS
