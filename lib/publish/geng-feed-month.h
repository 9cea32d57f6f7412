/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-calendar.h"

/*
 * The calendar of one month, for phones that take a file once and cannot subscribe.  It lies beside
 * its feed, under the same token, and says nothing that the feed does not: its events are the
 * feed's to the byte, so that a calendar that goes by UIDs (RFC 5545 §3.8.4.7) updates what it has
 * when a month is taken in again.  A month is the roster's: the standby at dawn of 1 January is
 * December's.  It goes with its month, and at once when the feed is revoked.
 */
typedef struct
{
  GDate first; /* of the month */
  char *file;
  char *name;
  guint n_events;
  GBytes *content;
} GengFeedMonth;

/* Returns: (transfer full) (element-type GengFeedMonth): the months of @feed that have a duty, in
 * order; @token: of its file name. */
GPtrArray *geng_feed_months_write (const GengCalendar *feed, const char *token);
/* Whether two events are of one month's roster. */
gboolean geng_feed_month_same (const GengFeedEvent *a, const GengFeedEvent *b);
