/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-feed-month.h"

/* What a calendar's page shows. */
typedef struct
{
  GengStation *station;
  const char *name;
  const char *file;     /* of the calendar, beside the page */
  const char *base_url; /* (nullable) ends in a slash */
  GPtrArray *events;    /* (element-type GengFeedEvent) sorted; a notice alone, or duties */
  GPtrArray *months;    /* (element-type GengFeedMonth) whose calendars lie beside it */
  gint64 modified;      /* when the calendar last changed: next duties are those from then on */
} GengFeedPage;

/* The page beside a calendar, for phones that cannot subscribe: it is made of the calendar's events
 * and so says no more than they do. No script, nothing from elsewhere. */
GBytes *geng_feed_page_write (const GengFeedPage *page);
/* The page at the front door of a served folder, and what robots are told: constant, without a name
 * and without an address. */
GBytes *geng_feed_page_front_door (void);
GBytes *geng_feed_page_robots (void);
