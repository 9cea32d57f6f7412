/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Slips to hand out as files: of a village one page, of a zone's volunteers a page a grid. */

#include "geng-report-subscribe.h"

#include "geng-report-words.h"

#include <string.h>

/* Members on one page; more are handed out by whoever leads their post. */
#define MOST_ON_A_PAGE 60

/* The members of one post. */
typedef struct
{
  GengPost *post; /* (nullable): NULL of those with several, or none */
  GPtrArray *subscriptions;
} Group;

static void
group_clear (gpointer data)
{
  g_ptr_array_unref (((Group *) data)->subscriptions);
}

static void
link_free (gpointer data)
{
  g_free (((GengSlipsLink *) data)->file);
  g_free (data);
}

static GengPost *
only_post (GengStation *station, GengMember *member)
{
  const char *const *posts = geng_member_get_posts (member);

  return posts != NULL && posts[0] != NULL && posts[1] == NULL
             ? geng_station_lookup_post (station, posts[0])
             : NULL;
}

/* A group a post in the station's order, and one more for whoever has not one post. */
static GArray *
begin_groups (GengStation *station)
{
  GListModel *posts = geng_station_get_posts (station);
  guint n = g_list_model_get_n_items (posts);
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (Group));

  g_array_set_clear_func (groups, group_clear);
  for (guint i = 0; i <= n; i++)
    {
      g_autoptr (GengPost) post = i < n ? g_list_model_get_item (posts, i) : NULL;
      Group group = { post, g_ptr_array_new () };

      g_array_append_val (groups, group);
    }
  return groups;
}

static Group *
find_group (GArray *groups, GengPost *post)
{
  guint i = 0;

  while (g_array_index (groups, Group, i).post != post)
    i++;
  return &g_array_index (groups, Group, i);
}

static guint
count_members (GPtrArray *subscriptions)
{
  guint n = 0;

  for (guint i = 0; i < subscriptions->len; i++)
    n += GENG_IS_MEMBER (((const GengSubscription *) subscriptions->pdata[i])->entity);
  return n;
}

static void
take_page (GHashTable *pages, const char *file, char *html)
{
  g_hash_table_insert (pages, g_strdup (file), g_bytes_new_take (html, strlen (html)));
}

/* What all share: the calendars that are nobody's. */
static GPtrArray *
sort_out (GengStation *station, GPtrArray *subscriptions, GArray *groups)
{
  GPtrArray *shared = g_ptr_array_new ();

  for (guint i = 0; i < subscriptions->len; i++)
    {
      const GengSubscription *one = g_ptr_array_index (subscriptions, i);

      if (GENG_IS_MEMBER (one->entity))
        g_ptr_array_add (
            find_group (groups, only_post (station, GENG_MEMBER (one->entity)))->subscriptions,
            (gpointer) one);
      else
        g_ptr_array_add (shared, (gpointer) one);
    }
  return shared;
}

static const char *
title_of (const Group *group, const char *language)
{
  if (group->post != NULL)
    return geng_entity_get_name (GENG_ENTITY (group->post));
  return g_str_has_prefix (language, "zh") ? "其他" : "others";
}

/**
 * geng_report_subscribe_pages:
 * @station: a station
 * @subscriptions: (element-type GengSubscription): as for geng_report_subscribe_html()
 * @roster: (nullable): where the next duties are read
 * @first: the first duty day to show
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The slips as files: `slips.html` alone for up to 60 members; for more, a page for the members of
 * each post, `slips-01.html` and so on in the order of the posts, and `slips.html` with links to
 * them and the calendars that all share.
 *
 * Returns: (transfer full) (element-type utf8 GLib.Bytes): what is in each file, by its name
 */
GHashTable *
geng_report_subscribe_pages (GengStation *station,
                             GPtrArray *subscriptions,
                             GengRoster *roster,
                             const GDate *first,
                             const char *language)
{
  g_autoptr (GHashTable) pages = NULL;
  g_autoptr (GArray) groups = NULL;
  g_autoptr (GPtrArray) shared = NULL;
  g_autoptr (GPtrArray) links = NULL;
  const char *tongue;

  g_return_val_if_fail (GENG_IS_STATION (station) && subscriptions != NULL && first != NULL, NULL);
  g_return_val_if_fail (roster == NULL || GENG_IS_ROSTER (roster), NULL);
  tongue = geng_report_language (station, language);
  pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  if (count_members (subscriptions) <= MOST_ON_A_PAGE)
    {
      take_page (pages, "slips.html",
                 geng_report_subscribe_html (station, subscriptions, roster, first, tongue));
      return g_steal_pointer (&pages);
    }
  groups = begin_groups (station);
  shared = sort_out (station, subscriptions, groups);
  links = g_ptr_array_new_with_free_func (link_free);
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      GengSlipsLink *link;

      if (group->subscriptions->len == 0)
        continue;
      link = g_new0 (GengSlipsLink, 1);
      link->file = g_strdup_printf ("slips-%02u.html", i + 1);
      link->title = title_of (group, tongue);
      link->n = group->subscriptions->len;
      g_ptr_array_add (links, link);
      take_page (pages, link->file,
                 geng_subscribe_write (station, link->title, group->subscriptions, NULL, roster,
                                       first, tongue));
    }
  take_page (pages, "slips.html",
             geng_subscribe_write (station, NULL, shared, links, roster, first, tongue));
  return g_steal_pointer (&pages);
}
