/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is forgotten of people is forgotten in the log, too: their leave with its reasons, their
 * phones, and the tables as they were.  A step that lost something cannot be taken back as a whole,
 * and its duties stay. */
#include <string.h>

#include "log.h"

#define MAX_STEP ((gsize) 64 * 1024 * 1024)

typedef struct
{
  const char *member; /* (nullable): of everybody */
  const char *before; /* (nullable): only steps of days before "2026-12-05" */
  gboolean lost;
} Forgetting;

static gboolean
is_his (const Forgetting *self, GVariant *thing, const char *name)
{
  const char *id = NULL;

  return self->member == NULL
         || (g_variant_lookup (thing, name, "&s", &id) && g_str_equal (id, self->member));
}

/* An entry that tells of somebody's leave or phone. */
static gboolean
tells (const Forgetting *self, GVariant *entry)
{
  static const char *const things[] = { "insert", "remove", "thing" };
  const char *list = "", *property = "";

  g_variant_lookup (entry, "list", "&s", &list);
  g_variant_lookup (entry, "property", "&s", &property);
  if (!g_str_equal (list, "requests") && !g_str_equal (list, "members"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autoptr (GVariant) thing
          = g_variant_lookup_value (entry, things[i], G_VARIANT_TYPE_VARDICT);

      if (thing != NULL && is_his (self, thing, g_str_equal (list, "members") ? "id" : "member"))
        return TRUE;
    }
  return g_str_equal (property, "phone") && is_his (self, entry, "key");
}

static GVariant *
clean_step (Forgetting *self, GVariant *step)
{
  g_autoptr (GVariant) entries = g_variant_lookup_value (step, "entries", G_VARIANT_TYPE ("av"));
  GVariantBuilder builder, kept;
  const char *name = "";

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_init (&kept, G_VARIANT_TYPE ("av"));
  g_variant_lookup (step, "name", "&s", &name);
  for (gsize i = 0; entries != NULL && i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (entries, i);
      g_autoptr (GVariant) entry = g_variant_get_variant (boxed);

      if (g_variant_is_of_type (entry, G_VARIANT_TYPE_VARDICT) && tells (self, entry))
        self->lost = TRUE;
      else
        g_variant_builder_add (&kept, "v", entry);
    }
  g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (&builder, "{sv}", "entries", g_variant_builder_end (&kept));
  return g_variant_builder_end (&builder);
}

/* Of a step that lost something the command keeps its first word, and no reason is left. */
static GVariant *
clean (Forgetting *self, GVariant *value)
{
  g_autoptr (GVariant) step = g_variant_lookup_value (value, "step", G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) cleaned = step != NULL ? g_variant_ref_sink (clean_step (self, step)) : NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  GVariant *member;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &member))
    {
      g_auto (GStrv) words = NULL;

      if (g_str_equal (name, "texts") || g_str_equal (name, "step")
          || (self->lost && g_str_equal (name, "why")))
        continue;
      if (!self->lost || !g_str_equal (name, "command"))
        {
          g_variant_builder_add (&builder, "{sv}", name, member);
          continue;
        }
      words = g_strsplit (g_variant_get_string (member, NULL), " ", 2);
      g_variant_builder_add (&builder, "{sv}", name,
                             g_variant_new_string (words[0] != NULL ? words[0] : ""));
    }
  if (cleaned != NULL)
    g_variant_builder_add (&builder, "{sv}", "step", cleaned);
  return g_variant_builder_end (&builder);
}

static gboolean
is_meant (const Forgetting *self, GVariant *value)
{
  const char *time = "";

  g_variant_lookup (value, "time", "&s", &time);
  return self->before == NULL || strncmp (time, self->before, strlen (self->before)) < 0;
}

static gboolean
forget_in (Desk *desk, Forgetting *self, const char *file, GError **error)
{
  g_autoptr (GBytes) content = geng_store_read_file (desk->store, file, MAX_STEP, error);
  g_autoptr (GVariant) value
      = content == NULL ? NULL
                        : geng_json_parse_variant (g_bytes_get_data (content, NULL),
                                                   (gssize) g_bytes_get_size (content), error);
  g_autoptr (GVariant) cleaned = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return FALSE;
  if (!is_meant (self, value))
    return TRUE;
  /* Of whom a step of a pool tells is not written in it. */
  self->lost = desk->pool != NULL;
  cleaned = g_variant_ref_sink (clean (self, value));
  text = geng_json_print_variant (cleaned);
  bytes = g_bytes_new_take (text, strlen (text));
  return geng_store_put_file (desk->store, file, bytes, error);
}

gboolean
log_forget (Desk *desk, const char *member, const char *before, GError **error)
{
  g_auto (GStrv) names = geng_store_list_files (desk->store, "log");
  Forgetting self = { member, before, FALSE };

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *file = g_build_filename ("log", names[i], NULL);

      if (g_ascii_isdigit (names[i][0]) && !forget_in (desk, &self, file, error))
        return FALSE;
    }
  return TRUE;
}
