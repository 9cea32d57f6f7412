/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libical/ical.h>

/* The minimal VTIMEZONE of @zone (RFC 5545 §3.6.5) with exactly @tzid, true from the first day
 * of @first_year to the last of @last_year: one STANDARD block where nothing changes, else one
 * block a change. */
icalcomponent *geng_vtimezone_new (GTimeZone *zone,
                                   const char *tzid,
                                   int first_year,
                                   int last_year);
