/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_OFFICE_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng-office/geng-office.h> can be included directly."
#endif

#include <geng/geng.h>

G_BEGIN_DECLS

#define GENG_TYPE_SUBSCRIPTION (geng_subscription_get_type ())
/**
 * GengSubscription:
 * @entity: whose duties the feed shows: a member, a team, a post or the station
 * @url: the https (or http) address of the feed
 * @key: (nullable): what opens the form on the member's page: see geng_subscription_set_key()
 *
 * Where phones find a feed.
 */
typedef struct
{
  GengEntity *entity;
  char *url;
  char *key;

  /*< private >*/
  gpointer reserved[3];
} GengSubscription;

GENG_AVAILABLE_IN_1_0
GType geng_subscription_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengSubscription *geng_subscription_new (GengEntity *entity, const char *url);
GENG_AVAILABLE_IN_1_0
GengSubscription *geng_subscription_copy (const GengSubscription *self);
GENG_AVAILABLE_IN_1_0
void geng_subscription_free (GengSubscription *self);
GENG_AVAILABLE_IN_1_0
void geng_subscription_set_key (GengSubscription *self, const char *key);
GENG_AVAILABLE_IN_1_0
char *geng_subscription_get_webcal (const GengSubscription *self);
GENG_AVAILABLE_IN_1_0
char *geng_subscription_dup_page_url (const GengSubscription *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengSubscription, geng_subscription_free)

G_END_DECLS
