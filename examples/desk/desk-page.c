/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk-page.h"

#include <gio/gio.h>
#include <string.h>

#include "../captain/desk.h"
#include "desk-resources.h"

#define PREFIX "/io/github/geng/desk"

static const struct
{
  const char *ending;
  const char *type;
} types[] = { { ".css", "text/css; charset=utf-8" },
              { ".js", "text/javascript; charset=utf-8" },
              { ".svg", "image/svg+xml" } };

static GBytes *
load (const char *path)
{
  g_autofree char *full = g_strconcat (PREFIX, path, NULL);

  return g_resource_lookup_data (desk_get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

GBytes *
desk_page_read (const char *path, const char **type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (path, types[i].ending))
      {
        *type = types[i].type;
        return load (path);
      }
  return NULL;
}

/* The page names its language and the key where the file has @LANG@ and @KEY@. */
char *
desk_page_dup_html (const char *key)
{
  g_autoptr (GBytes) content = load ("/desk.html");
  g_autofree char *text = g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  g_autoptr (GString) page = g_string_new (text);

  g_string_replace (page, "@LANG@", g_str_has_prefix (desk_language (), "zh") ? "zh-CN" : "en", 0);
  g_string_replace (page, "@KEY@", key, 0);
  return g_string_free (g_steal_pointer (&page), FALSE);
}
