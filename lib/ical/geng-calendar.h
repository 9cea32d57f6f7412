/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-feed-event.h"

/* A calendar to write. */
typedef struct
{
  GengStation *station;
  const char *uid;
  const char *name;
  const char *colour;
  int first_year; /* what its VTIMEZONE covers at least */
  int last_year;
  GPtrArray *events;                    /* (element-type GengFeedEvent) sorted */
  const GengRevision *const *revisions; /* one an event */
  gint64 modified;                      /* seconds since 1970 UTC */
} GengCalendar;

/* The bytes of @calendar (RFC 5545, RFC 7986): UTF-8, CRLF, folded. They depend on nothing but
 * their arguments. */
GBytes *geng_calendar_write (const GengCalendar *calendar);
/* The name of the calendar in @content, with its LAST-MODIFIED replaced: what stays the same
 * while nothing changes. */
char *geng_calendar_digest (GBytes *content);
