/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include "geng-feed-file.h"

#include <geng/geng.h>

G_BEGIN_DECLS

#define GENG_TYPE_PUBLISHER (geng_publisher_get_type ())
/**
 * GengPublisher:
 *
 * Makes rosters official: counts the revisions of what changed visibly, and writes record and
 * feeds together.
 *
 * With a folder: add what shall become official, geng_publisher_prepare(), add pages if wanted,
 * geng_publisher_commit(). Without one: geng_publisher_add_month() for each month with its record,
 * geng_publisher_render(), then read geng_publisher_list_feeds() and keep the records and
 * geng_publisher_dup_keys().
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengPublisher, geng_publisher, GENG, PUBLISHER, GObject)

GENG_AVAILABLE_IN_1_0
GengPublisher *geng_publisher_new (GengStation *station);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_set_title (GengPublisher *self, const char *title, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_set_base_url (GengPublisher *self, const char *url, GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_set_alarm_minutes (GengPublisher *self, int minutes, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_publisher_set_days_back (GengPublisher *self, guint days);
GENG_AVAILABLE_IN_1_0
void geng_publisher_set_days_revoked (GengPublisher *self, guint days);

GENG_AVAILABLE_IN_1_0
void geng_publisher_set_allow_broken (GengPublisher *self, gboolean allow);

GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_add_month (GengPublisher *self,
                                   GengRoster *roster,
                                   GengRecord *record,
                                   GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_set_keys (GengPublisher *self, const char *keys, GError **error);
GENG_AVAILABLE_IN_1_0
char *geng_publisher_dup_keys (GengPublisher *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_render (GengPublisher *self, GDateTime *now, GError **error);

GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_prepare (GengPublisher *self,
                                 GengStore *store,
                                 const char *folder,
                                 GDateTime *now,
                                 GError **error);
GENG_AVAILABLE_IN_1_0
GengRecord *geng_publisher_get_record (GengPublisher *self, const GDate *date);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_revoke (GengPublisher *self,
                                GengFeedScope scope,
                                const char *id,
                                GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_add_page (GengPublisher *self,
                                  const char *name,
                                  GBytes *content,
                                  GError **error);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_commit (GengPublisher *self, GError **error);

/* The same without blocking. */
GENG_AVAILABLE_IN_1_0
void geng_publisher_prepare_async (GengPublisher *self,
                                   GengStore *store,
                                   const char *folder,
                                   GDateTime *now,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_prepare_finish (GengPublisher *self, GAsyncResult *result, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_publisher_commit_async (GengPublisher *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_commit_finish (GengPublisher *self, GAsyncResult *result, GError **error);

GENG_AVAILABLE_IN_1_0
GPtrArray *geng_publisher_list_feeds (GengPublisher *self);
GENG_AVAILABLE_IN_1_0
guint geng_publisher_get_n_written (GengPublisher *self);
GENG_AVAILABLE_IN_1_0
guint geng_publisher_get_n_removed (GengPublisher *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_publisher_recover (GengPublisher *self, GBytes *content, GError **error);
GENG_AVAILABLE_IN_1_0
void geng_publisher_set_also (GengPublisher *self, gboolean also);
GENG_AVAILABLE_IN_1_0
void geng_publisher_set_emptied (GengPublisher *self, gboolean emptied);
GENG_AVAILABLE_IN_1_0
char **geng_publisher_list_folders (GengStore *store);
GENG_AVAILABLE_IN_1_0
char **geng_publisher_list_due (GengStore *store);
GENG_AVAILABLE_IN_1_0
char **geng_publisher_list_emptied (GengStore *store);
GENG_AVAILABLE_IN_1_0
char *geng_publisher_dup_page_of (GengStore *store,
                                  GengFeedScope scope,
                                  const char *id,
                                  GError **error);

G_END_DECLS
