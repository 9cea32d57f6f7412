/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/*
 * Which files of which folders we published, and what was in them: only these are ever replaced or
 * removed, and where they are served. A private file of the station folder, since the names are
 * secret.
 */
typedef struct _GengFeedManifest GengFeedManifest;

GengFeedManifest *geng_feed_manifest_parse (const char *text, GError **error);
char *geng_feed_manifest_to_string (GengFeedManifest *self);
void geng_feed_manifest_free (GengFeedManifest *self);
/* (transfer full): the file names of @folder, sorted */
char **geng_feed_manifest_list (GengFeedManifest *self, const char *folder);
gboolean geng_feed_manifest_has (GengFeedManifest *self, const char *folder, const char *name);
/* Whether @content is what we published under @name. */
gboolean geng_feed_manifest_knows (GengFeedManifest *self,
                                   const char *folder,
                                   const char *name,
                                   GBytes *content);
void geng_feed_manifest_set (GengFeedManifest *self,
                             const char *folder,
                             const char *name,
                             GBytes *content);
void geng_feed_manifest_remove (GengFeedManifest *self, const char *folder, const char *name);

/* (transfer full): the folders that feeds are published to, in the order in which they came; and
 * those of them that could not be reached when they were to be written. */
char **geng_feed_manifest_list_folders (GengFeedManifest *self);
char **geng_feed_manifest_list_due (GengFeedManifest *self);
void geng_feed_manifest_set_folders (GengFeedManifest *self, GPtrArray *folders, GPtrArray *due);
/* The months that were published, as 2026-12: one of them without a record has lost it. */
gboolean geng_feed_manifest_has_month (GengFeedManifest *self, const GDate *first);
void geng_feed_manifest_add_month (GengFeedManifest *self, const GDate *first);
/* (transfer full) (nullable): under which address */
char *geng_feed_manifest_get_url (GengFeedManifest *self);
void geng_feed_manifest_set_url (GengFeedManifest *self, const char *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengFeedManifest, geng_feed_manifest_free)
