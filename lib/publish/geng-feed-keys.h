/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng-office/geng-office.h>

/*
 * What makes addresses and UIDs secret: the station's key, a token a feed, and the tokens that
 * were revoked. Its text form is a private file of the station folder.
 */
typedef struct _GengFeedKeys GengFeedKeys;

typedef struct
{
  char *token;
  gint64 since; /* seconds since 1970 UTC */
} GengRevokedToken;

GengFeedKeys *geng_feed_keys_new (void);
GengFeedKeys *geng_feed_keys_parse (const char *text, GError **error);
char *geng_feed_keys_to_string (GengFeedKeys *self);
void geng_feed_keys_free (GengFeedKeys *self);
GBytes *geng_feed_keys_get_secret (GengFeedKeys *self);
/* The token of a feed ("member/m01"), made when there is none yet. */
const char *geng_feed_keys_get_token (GengFeedKeys *self, const char *feed);
gboolean geng_feed_keys_has_token (GengFeedKeys *self, const char *feed);
void geng_feed_keys_revoke (GengFeedKeys *self, const char *feed, gint64 now);
/* Revokes the tokens of feeds that are not in the set @living. */
void geng_feed_keys_retire (GengFeedKeys *self, GHashTable *living, gint64 now);
/* Forgets tokens revoked before @instant. */
void geng_feed_keys_forget (GengFeedKeys *self, gint64 instant);
/* (transfer none) (element-type GengRevokedToken) sorted by token */
GPtrArray *geng_feed_keys_get_revoked (GengFeedKeys *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengFeedKeys, geng_feed_keys_free)
