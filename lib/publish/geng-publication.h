/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-feed-keys.h"

/* Months side by side, each with the record of what was published of it. */
typedef struct
{
  GengRoster *roster;
  GengRecord *record;
  gboolean fresh; /* becomes official now, and is judged first */
  gboolean given; /* the record is the caller's */
} GengPublishedMonth;

/* The whole of one publication, and everything that its bytes depend on. */
typedef struct
{
  GengStation *station; /* (nullable) before the first rendering, as the months */
  GPtrArray *months;    /* (element-type GengPublishedMonth) in order */
  GengFeedKeys *keys;
  const char *title;
  const char *base_url; /* (nullable) ends in a slash */
  int alarm;            /* minutes, or -1 */
  guint days_back;
  guint days_revoked;
  gint64 now; /* seconds since 1970 UTC */
} GengPublication;

/* Returns: (transfer full) (element-type char): the keys of the month's events, the duties of the
 * station's people at other stations among them, and NULL at the end. */
GPtrArray *geng_publication_list_keys (GengPublishedMonth *month);
/* The first duty day that feeds show. */
void geng_publication_first_day (const GengPublication *publication, GDate *first);
/* Counts revisions in the months' records and writes the feeds.
 * Returns: (transfer full) (element-type GengFeedFile): feeds, revoked ones last and with no id. */
GPtrArray *geng_publication_render (const GengPublication *publication);
/* Whether the feed is as it was published with these keys. */
gboolean geng_publication_is_ours (const GengPublication *publication, GBytes *content);
/* Where each UID belongs that events of these months, feeds and notices can have: dear, and made
 * once for many feeds.  Returns: (transfer full): for geng_publication_recover() */
GHashTable *geng_publication_list_places (const GengPublication *publication);
/* Fills records from a feed published before: events that a record does not know, or knows as
 * older.  Fails for a feed that is not ours. */
gboolean geng_publication_recover (const GengPublication *publication,
                                   GHashTable *places,
                                   GBytes *content,
                                   const char *file,
                                   GError **error);
/* How records and feeds call the feed at a revoked address. */
char *geng_publication_revoked_identity (const GengPublication *publication,
                                         const GengRevokedToken *revoked);
