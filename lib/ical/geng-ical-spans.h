/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-ical-zones.h"

/* A stretch of time that a component covers: whole days, or instants. */
typedef struct
{
  gboolean all_day;
  gint64 start;      /* of the instance, perhaps before the period; for days like first */
  guint first, last; /* days as g_date_get_julian() counts them, both inside */
  gint64 from, to;   /* seconds since 1970 UTC */
} GengIcalSpan;

/* What of the past and the future counts, and the work that one file may cost. */
typedef struct
{
  GDate first, last;
  gint64 from, to;
  guint steps;  /* of recurrence rules, so far */
  guint barren; /* rules so far that gave no day although they name several conditions */
} GengIcalPeriod;

/* Adds the spans of @component (VEVENT or AVAILABLE) that touch @period, RRULE, RDATE and EXDATE
 * worked out within bounds. FALSE with @reason when the component cannot be understood. */
gboolean geng_ical_spans_add (GArray *spans,
                              icalcomponent *component,
                              GengIcalZones *zones,
                              GengIcalPeriod *period,
                              char **reason);
/* What of @period a VAVAILABILITY (RFC 7953) leaves busy. */
gboolean geng_ical_spans_add_busy (GArray *spans,
                                   icalcomponent *vavailability,
                                   GengIcalZones *zones,
                                   GengIcalPeriod *period,
                                   char **reason);
