/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/*
 * Which files of which folders we published, and what was in them: only these are ever replaced or
 * removed. A private file of the station folder, since the names are secret.
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengFeedManifest, geng_feed_manifest_free)
