/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include <geng/geng.h>

G_BEGIN_DECLS

/**
 * GengFeedScope:
 * @GENG_FEED_SCOPE_MEMBER: the duties of one member, with alarms if wanted
 * @GENG_FEED_SCOPE_TEAM: the crews in which somebody of a team serves
 * @GENG_FEED_SCOPE_POST: the crews of a post
 * @GENG_FEED_SCOPE_STATION: all crews
 *
 * Whose duties a feed shows.
 */
typedef enum
{
  GENG_FEED_SCOPE_MEMBER,
  GENG_FEED_SCOPE_TEAM,
  GENG_FEED_SCOPE_POST,
  GENG_FEED_SCOPE_STATION
} GengFeedScope;

#define GENG_TYPE_FEED_FILE (geng_feed_file_get_type ())
/**
 * GengFeedFile:
 *
 * A published calendar that phones subscribe to.
 */
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengFeedFile, geng_feed_file, GENG, FEED_FILE, GObject)

GENG_AVAILABLE_IN_1_0
GengFeedScope geng_feed_file_get_scope (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
const char *geng_feed_file_get_id (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
const char *geng_feed_file_get_name (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
const char *geng_feed_file_get_file (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
guint geng_feed_file_get_n_events (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
GBytes *geng_feed_file_get_content (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
GBytes *geng_feed_file_get_page (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_feed_file_list_months (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
char *geng_feed_file_dup_page_file (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
char *geng_feed_file_dup_page_url (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
const char *geng_feed_file_get_url (GengFeedFile *self);
GENG_AVAILABLE_IN_1_0
char *geng_feed_file_dup_webcal_url (GengFeedFile *self);

G_END_DECLS
