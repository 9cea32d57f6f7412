/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-manifest.h"

#include <stdlib.h>
#include <string.h>

/* [folder ESCAPED-PATH] with lines NAME=SHA-256 */
struct _GengFeedManifest
{
  GKeyFile *file;
};

static char *
group_of (const char *folder)
{
  g_autofree char *escaped = g_uri_escape_string (folder, "/", FALSE);
  return g_strconcat ("folder ", escaped, NULL);
}

GengFeedManifest *
geng_feed_manifest_parse (const char *text, GError **error)
{
  GengFeedManifest *self = g_new0 (GengFeedManifest, 1);
  self->file = g_key_file_new ();
  if (g_key_file_load_from_data (self->file, text, -1, G_KEY_FILE_NONE, error))
    return self;
  g_prefix_error (error, "manifest: ");
  geng_feed_manifest_free (self);
  return NULL;
}

char *
geng_feed_manifest_to_string (GengFeedManifest *self)
{
  return g_key_file_to_data (self->file, NULL, NULL);
}

void
geng_feed_manifest_free (GengFeedManifest *self)
{
  g_key_file_unref (self->file);
  g_free (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
geng_feed_manifest_list (GengFeedManifest *self, const char *folder)
{
  g_autofree char *group = group_of (folder);
  gsize n = 0;
  char **names = g_key_file_get_keys (self->file, group, &n, NULL);
  if (names == NULL)
    return g_new0 (char *, 1);
  qsort (names, n, sizeof *names, compare_names);
  return names;
}

gboolean
geng_feed_manifest_has (GengFeedManifest *self, const char *folder, const char *name)
{
  g_autofree char *group = group_of (folder);
  return g_key_file_has_key (self->file, group, name, NULL);
}

gboolean
geng_feed_manifest_knows (GengFeedManifest *self,
                          const char *folder,
                          const char *name,
                          GBytes *content)
{
  g_autofree char *group = group_of (folder);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autofree char *known = g_key_file_get_string (self->file, group, name, NULL);
  return g_strcmp0 (known, digest) == 0;
}

void
geng_feed_manifest_set (GengFeedManifest *self,
                        const char *folder,
                        const char *name,
                        GBytes *content)
{
  g_autofree char *group = group_of (folder);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_key_file_set_string (self->file, group, name, digest);
}

void
geng_feed_manifest_remove (GengFeedManifest *self, const char *folder, const char *name)
{
  g_autofree char *group = group_of (folder);
  g_key_file_remove_key (self->file, group, name, NULL);
}

/* [publish] folders=…;…  due=…;…  months=…;…  url=… */
#define PUBLISH "publish"

static char **
list_of (GengFeedManifest *self, const char *key)
{
  char **list = g_key_file_get_string_list (self->file, PUBLISH, key, NULL, NULL);
  return list == NULL ? g_new0 (char *, 1) : list;
}

char **
geng_feed_manifest_list_folders (GengFeedManifest *self)
{
  return list_of (self, "folders");
}

char **
geng_feed_manifest_list_due (GengFeedManifest *self)
{
  return list_of (self, "due");
}

static void
set_list (GengFeedManifest *self, const char *key, GPtrArray *list)
{
  if (list->len > 0)
    g_key_file_set_string_list (self->file, PUBLISH, key, (const char *const *) list->pdata,
                                list->len);
  else
    g_key_file_remove_key (self->file, PUBLISH, key, NULL);
}

void
geng_feed_manifest_set_folders (GengFeedManifest *self, GPtrArray *folders, GPtrArray *due)
{
  set_list (self, "folders", folders);
  set_list (self, "due", due);
}

static char *
month_text (const GDate *first)
{
  return g_strdup_printf ("%04d-%02d", g_date_get_year (first), g_date_get_month (first));
}

gboolean
geng_feed_manifest_has_month (GengFeedManifest *self, const GDate *first)
{
  g_autofree char *month = month_text (first);
  g_auto (GStrv) months = list_of (self, "months");
  return g_strv_contains ((const char *const *) months, month);
}

void
geng_feed_manifest_add_month (GengFeedManifest *self, const GDate *first)
{
  g_auto (GStrv) months = list_of (self, "months");
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  if (geng_feed_manifest_has_month (self, first))
    return;
  for (guint i = 0; months[i] != NULL; i++)
    g_ptr_array_add (list, g_strdup (months[i]));
  g_ptr_array_add (list, month_text (first));
  g_ptr_array_sort (list, compare_names);
  set_list (self, "months", list);
}

char *
geng_feed_manifest_get_url (GengFeedManifest *self)
{
  return g_key_file_get_string (self->file, PUBLISH, "url", NULL);
}

void
geng_feed_manifest_set_url (GengFeedManifest *self, const char *url)
{
  if (url != NULL)
    g_key_file_set_string (self->file, PUBLISH, "url", url);
}
