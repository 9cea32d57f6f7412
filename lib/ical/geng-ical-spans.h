/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-ical-zones.h"

/* "This and all later ones" (RECURRENCE-ID;RANGE=THISANDFUTURE, RFC 5545 §3.2.13): an override that
 * moves a series from one of its instances on. */
typedef struct
{
  gint64 since; /* the instance; for days like GengIcalSpan.start */
  icalcomponent *component;
  gboolean cancelled; /* the series ends before it */
  const char *fault;  /* (nullable): why the series cannot be followed any more */
  gpointer data;      /* the caller's */
} GengIcalMove;

/* A stretch of time that a component covers: whole days, or instants. */
typedef struct
{
  gboolean all_day;
  const GengIcalMove *move; /* (nullable) under which it stands */
  gint64 start;             /* of the instance, perhaps before the period; for days like first */
  guint first, last;        /* days as g_date_get_julian() counts them, both inside */
  gint64 from, to;          /* seconds since 1970 UTC */
} GengIcalSpan;

/* For one file: some tenths of a second. */
#define GENG_ICAL_EFFORT 3000000

/* What of the past and the future counts, and the work that one file may cost. */
typedef struct
{
  GDate first, last;
  gint64 from, to;
  guint effort; /* that recurrence rules may still cost: days looked at, and instances */
} GengIcalPeriod;

/* How a component is read. */
typedef struct
{
  gboolean moments;       /* take what has no length as well, as the day on which it is */
  const GPtrArray *moves; /* (nullable) (element-type GengIcalMove) in order */
} GengIcalReading;

/* Adds the spans of @component (VEVENT or AVAILABLE) that touch @period, RRULE, RDATE and EXDATE
 * worked out within bounds. FALSE with @reason when the component cannot be understood. */
gboolean geng_ical_spans_add (GArray *spans,
                              icalcomponent *component,
                              const GengIcalReading *reading,
                              GengIcalZones *zones,
                              GengIcalPeriod *period,
                              char **reason);
/* Whether a series has an instance that begins at @start, whatever moves it; TRUE also where it
 * cannot be followed. @period: for the work that a file may cost. */
gboolean geng_ical_spans_contain (icalcomponent *component,
                                  GengIcalZones *zones,
                                  GengIcalPeriod *period,
                                  gint64 start);
/* What of @period a VAVAILABILITY (RFC 7953) leaves busy. */
gboolean geng_ical_spans_add_busy (GArray *spans,
                                   icalcomponent *vavailability,
                                   GengIcalZones *zones,
                                   GengIcalPeriod *period,
                                   char **reason);
