/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng-office/geng-office.h>

#include <string.h>

G_DEFINE_BOXED_TYPE (GengSubscription,
                     geng_subscription,
                     geng_subscription_copy,
                     geng_subscription_free)

/**
 * geng_subscription_new:
 * @entity: whose duties the feed shows: a member, a team, a post or the station
 * @url: the https (or http) address of the feed
 *
 * Returns: (transfer full): a subscription
 */
GengSubscription *
geng_subscription_new (GengEntity *entity, const char *url)
{
  g_return_val_if_fail (GENG_IS_ENTITY (entity) && url != NULL, NULL);
  GengSubscription *self = g_new0 (GengSubscription, 1);

  self->entity = g_object_ref (entity);
  self->url = g_strdup (url);
  return self;
}

/**
 * geng_subscription_copy:
 * @self: a subscription
 *
 * Returns: (transfer full): a copy
 */
GengSubscription *
geng_subscription_copy (const GengSubscription *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GengSubscription *copy = g_new0 (GengSubscription, 1);

  copy->entity = self->entity == NULL ? NULL : g_object_ref (self->entity);
  copy->url = g_strdup (self->url);
  copy->key = g_strdup (self->key);
  return copy;
}

/**
 * geng_subscription_free: (skip)
 * @self: (transfer full): a subscription
 *
 * Frees the subscription.
 */
void
geng_subscription_free (GengSubscription *self)
{
  g_return_if_fail (self != NULL);
  g_clear_object (&self->entity);
  g_free (self->url);
  g_free (self->key);
  g_free (self);
}

/**
 * geng_subscription_set_key:
 * @self: a subscription
 * @key: (nullable): a secret of letters and digits
 *
 * Lets the address of the page end in `?k=KEY`, with which a server may show more than the page
 * has: a form on which the member asks.  The calendar's own address never has it.
 */
void
geng_subscription_set_key (GengSubscription *self, const char *key)
{
  g_return_if_fail (self != NULL);
  g_free (self->key);
  self->key = g_strdup (key);
}

/**
 * geng_subscription_get_webcal:
 * @self: a subscription
 *
 * The same address as a webcal link, which makes phones subscribe rather than download.
 *
 * Returns: (transfer full): an address
 */
char *
geng_subscription_get_webcal (const GengSubscription *self)
{
  g_return_val_if_fail (self != NULL && self->url != NULL, NULL);
  const char *rest = strstr (self->url, "://");

  return rest != NULL ? g_strconcat ("webcal", rest, NULL) : g_strdup (self->url);
}

/**
 * geng_subscription_dup_page_url:
 * @self: a subscription
 *
 * The address of the page that lies beside the calendar, which every phone opens.
 *
 * Returns: (transfer full): an address
 */
char *
geng_subscription_dup_page_url (const GengSubscription *self)
{
  g_return_val_if_fail (self != NULL && self->url != NULL, NULL);
  gsize length = strlen (self->url) - (g_str_has_suffix (self->url, ".ics") ? 4 : 0);

  return g_strdup_printf ("%.*s.html%s%s", (int) length, self->url, self->key != NULL ? "?k=" : "",
                          self->key != NULL ? self->key : "");
}
