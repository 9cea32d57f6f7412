/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-feed-event.h"

/* The header's line by which recovery knows a feed. A calendar has no UID: vdirsyncer 0.19 takes
 * the first UID of a file for every event of it. */
#define GENG_CALENDAR_ID "X-GENG-FEED"

/* A calendar to write. */
typedef struct
{
  GengStation *station;
  const char *id; /* an opaque name by which recovery knows the feed; NULL of what nobody follows */
  const char *name;
  const char *colour;
  gboolean utc;      /* times in UTC, because the station's clock changes */
  gint64 at;         /* an instant of the feed's days, at which the zone's clock is read */
  GPtrArray *events; /* (element-type GengFeedEvent) sorted */
  const GengRevision *const *revisions; /* one an event */
} GengCalendar;

/* The bytes of @calendar (RFC 5545, RFC 7986): UTF-8, CRLF, folded. They depend on nothing but
 * their arguments. When it was modified, only its digest can tell: its header says 1970. */
GBytes *geng_calendar_write (const GengCalendar *calendar);
/* A name of what @content says, whenever it was modified: what stays the same while nothing
 * changes. */
char *geng_calendar_digest (GBytes *content);
/* @content with when it was modified in its header. @modified: seconds since 1970 UTC */
GBytes *geng_calendar_date (GBytes *content, gint64 modified);
/* @content with a line in its header by which we know it again: a keyed digest (RFC 2104) of all of
 * it, which nobody without @secret can make. */
GBytes *geng_calendar_seal (GBytes *content, GBytes *secret);
/* (nullable): what was sealed; NULL where no seal fits: somebody else wrote or changed it */
GBytes *geng_calendar_unseal (GBytes *content, GBytes *secret);
