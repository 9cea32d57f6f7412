/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Whether the clock of @zone changes from a year before @from to a year after @to (seconds since
 * 1970 UTC). */
gboolean geng_vtimezone_changes (GTimeZone *zone, gint64 from, gint64 to);
/* Writes the minimal VTIMEZONE (RFC 5545 §3.6.5) of a @zone that does not change around @at, with
 * exactly @tzid: one STANDARD block that has always held. */
void geng_vtimezone_write (GString *out, GTimeZone *zone, const char *tzid, gint64 at);
