/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* An event as a published feed shows it. */
typedef struct
{
  char *uid;
  guint sequence;
  gint64 modified;
  char *digest; /* geng_feed_event_digest()'s */
} GengPublishedEvent;

/* The calendar itself comes first, with geng_calendar_digest().
 * Returns: (transfer full) (element-type GengPublishedEvent): what @content, one of our feeds,
 * says of its events. */
GPtrArray *geng_feed_recover (GBytes *content, const char *file, GTimeZone *zone, GError **error);
