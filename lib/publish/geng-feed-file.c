/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-file-private.h"

#include "geng-array.h"

#include <string.h>

struct _GengFeedFile
{
  GObject parent_instance;
  GengFeedScope scope;
  char *id;
  char *name;
  char *file;
  char *url;
  guint n_events;
  GBytes *content;
  GBytes *page;
  GPtrArray *months; /* (element-type GengFeedFile) */
};

G_DEFINE_FINAL_TYPE (GengFeedFile, geng_feed_file, G_TYPE_OBJECT)

static void
geng_feed_file_finalize (GObject *object)
{
  GengFeedFile *self = GENG_FEED_FILE (object);
  g_free (self->id);
  g_free (self->name);
  g_free (self->file);
  g_free (self->url);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->page, g_bytes_unref);
  g_ptr_array_unref (self->months);
  G_OBJECT_CLASS (geng_feed_file_parent_class)->finalize (object);
}

static void
geng_feed_file_class_init (GengFeedFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_feed_file_finalize;
}

static void
geng_feed_file_init (GengFeedFile *self)
{
  self->months = g_ptr_array_new_with_free_func (g_object_unref);
}

GengFeedFile *
geng_feed_file_new (GengFeedScope scope,
                    const char *id,
                    const char *name,
                    const char *file,
                    const char *base_url,
                    guint n_events,
                    GBytes *content,
                    GBytes *page)
{
  GengFeedFile *self = g_object_new (GENG_TYPE_FEED_FILE, NULL);
  self->scope = scope;
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->file = g_strdup (file);
  self->url = base_url == NULL ? NULL : g_strconcat (base_url, file, NULL);
  self->n_events = n_events;
  self->content = g_bytes_ref (content);
  self->page = page == NULL ? NULL : g_bytes_ref (page);
  return self;
}

void
geng_feed_file_take_month (GengFeedFile *self, GengFeedFile *month)
{
  g_ptr_array_add (self->months, month);
}

/**
 * geng_feed_file_get_scope:
 * @self: a feed
 *
 * Returns: whose duties it shows
 */
GengFeedScope
geng_feed_file_get_scope (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), GENG_FEED_SCOPE_STATION);
  return self->scope;
}

/**
 * geng_feed_file_get_id:
 * @self: a feed
 *
 * Returns: id of the member, team, post or station
 */
const char *
geng_feed_file_get_id (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), NULL);
  return self->id;
}

/**
 * geng_feed_file_get_name:
 * @self: a feed
 *
 * Returns: what phones call the calendar
 */
const char *
geng_feed_file_get_name (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), NULL);
  return self->name;
}

/**
 * geng_feed_file_get_file:
 * @self: a feed
 *
 * Returns: its file name, which holds the secret token
 */
const char *
geng_feed_file_get_file (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), NULL);
  return self->file;
}

/**
 * geng_feed_file_get_n_events:
 * @self: a feed
 *
 * Returns: how many duties it shows
 */
guint
geng_feed_file_get_n_events (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), 0);
  return self->n_events;
}

/**
 * geng_feed_file_get_content:
 * @self: a feed
 *
 * Returns: (transfer none): the iCalendar file, of type `text/calendar; charset=utf-8`
 */
GBytes *
geng_feed_file_get_content (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), NULL);
  return self->content;
}

/**
 * geng_feed_file_get_page:
 * @self: a feed
 *
 * Returns: (transfer none) (nullable): the page beside it, of type `text/html; charset=utf-8`, that
 * says what the calendar says to phones that cannot subscribe; %NULL of a month's file
 */
GBytes *
geng_feed_file_get_page (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), NULL);
  return self->page;
}

/**
 * geng_feed_file_list_months:
 * @self: a feed
 *
 * A phone that cannot subscribe may take one month's duties in as a file, to which the feed's page
 * leads.  Such a file lies beside the feed, holds the same events under the same UIDs, does not
 * follow later changes by itself, and has no page and no months.  A revoked feed and one without
 * duties have none.
 *
 * Returns: (transfer container) (element-type GengFeedFile): the calendars of its months, in order
 */
GPtrArray *
geng_feed_file_list_months (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), NULL);
  return geng_array_copy (self->months, GENG_TYPE_FEED_FILE);
}

/* The same token with another ending. */
static char *
page_of (const char *address)
{
  return g_strdup_printf ("%.*s.html", (int) strlen (address) - (int) strlen (".ics"), address);
}

/**
 * geng_feed_file_dup_page_file:
 * @self: a feed
 *
 * Returns: (transfer full) (nullable): the file name of its page; %NULL of a month's file
 */
char *
geng_feed_file_dup_page_file (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), NULL);
  return self->page == NULL ? NULL : page_of (self->file);
}

/**
 * geng_feed_file_dup_page_url:
 * @self: a feed
 *
 * Returns: (transfer full) (nullable): the address of its page, when the publisher knows the base
 * address
 */
char *
geng_feed_file_dup_page_url (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), NULL);
  return self->url == NULL || self->page == NULL ? NULL : page_of (self->url);
}

/**
 * geng_feed_file_get_url:
 * @self: a feed
 *
 * Returns: (nullable): its address, when the publisher knows the base address
 */
const char *
geng_feed_file_get_url (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), NULL);
  return self->url;
}

/**
 * geng_feed_file_dup_webcal_url:
 * @self: a feed
 *
 * Returns: (transfer full) (nullable): its address in the form that opens a phone's subscription
 * dialogue
 */
char *
geng_feed_file_dup_webcal_url (GengFeedFile *self)
{
  g_return_val_if_fail (GENG_IS_FEED_FILE (self), NULL);
  return self->url == NULL ? NULL : g_strconcat ("webcal", strstr (self->url, "://"), NULL);
}
