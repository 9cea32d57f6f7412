/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-gettext.h"
#include "geng-text.h"

#include <string.h>

/* What people type for a member, and what may have been meant when it fits nobody or several. */

/* Names in a message at most. */
#define LISTED 8

typedef gboolean (*Fits) (GengEntity *member, const char *compact);

static gboolean
fits_id (GengEntity *member, const char *compact)
{
  g_autofree char *id = geng_text_compact (geng_entity_get_id (member));

  return g_str_equal (id, compact);
}

static gboolean
fits_name (GengEntity *member, const char *compact)
{
  g_autofree char *name = geng_text_compact (geng_entity_get_name (member));

  return g_str_equal (name, compact);
}

static gboolean
fits_part (GengEntity *member, const char *compact)
{
  g_autofree char *name = geng_text_compact (geng_entity_get_name (member));

  return strstr (name, compact) != NULL;
}

/* A name that has a character of what was typed: 王小明 for 王晓明. */
static gboolean
fits_character (GengEntity *member, const char *compact)
{
  g_autofree char *name = geng_text_compact (geng_entity_get_name (member));

  for (const char *at = compact; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_strchr (name, -1, g_utf8_get_char (at)) != NULL)
      return TRUE;
  return FALSE;
}

static GPtrArray *
list_fitting (GengStation *self, const char *compact, Fits fits)
{
  GListModel *members = geng_station_get_members (self);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);

      if (fits (member, compact))
        g_ptr_array_add (found, g_steal_pointer (&member));
    }
  return found;
}

/* "张伟 (01), 张伟 (14)" */
static char *
list_names (GPtrArray *members)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < members->len && i < LISTED; i++)
    {
      GengEntity *member = g_ptr_array_index (members, i);

      g_string_append_printf (text, "%s%s (%s)", i > 0 ? ", " : "", geng_entity_get_name (member),
                              geng_entity_get_id (member));
    }
  if (members->len > LISTED)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

static void
refuse_nobody (GengStation *self, const char *text, const char *compact, GError **error)
{
  g_autoptr (GPtrArray) near = list_fitting (self, compact, fits_character);
  g_autofree char *quoted = geng_text_quote (text);
  g_autofree char *names = NULL;

  if (near->len == 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("no member has the id or name %s"),
                   quoted);
      return;
    }
  names = list_names (near);
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
               _ ("no member has the id or name %s; perhaps %s"), quoted, names);
}

/**
 * geng_station_find_member:
 * @self: a station
 * @text: what somebody typed
 * @error: return location
 *
 * Finds a member by id, by name, or by a part of the name that fits one alone.  Blanks, full-width
 * characters and capitals make no difference.
 *
 * Returns: (transfer none): the member; %NULL with %GENG_ERROR_UNKNOWN, whose message lists by name
 * and id who may have been meant
 */
GengMember *
geng_station_find_member (GengStation *self, const char *text, GError **error)
{
  static const Fits ways[] = { fits_id, fits_name, fits_part };
  g_autofree char *compact = NULL;

  g_return_val_if_fail (GENG_IS_STATION (self) && text != NULL, NULL);
  if (geng_station_lookup_member (self, text) != NULL)
    return geng_station_lookup_member (self, text);
  compact = geng_text_compact (text);
  for (guint i = 0; i < G_N_ELEMENTS (ways) && compact[0] != '\0'; i++)
    {
      g_autoptr (GPtrArray) found = list_fitting (self, compact, ways[i]);
      g_autofree char *quoted = geng_text_quote (text);
      g_autofree char *names = list_names (found);

      if (found->len == 1)
        return g_ptr_array_index (found, 0);
      if (found->len == 0)
        continue;
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                   _ ("%s fits several members: %s; write the id"), quoted, names);
      return NULL;
    }
  refuse_nobody (self, text, compact, error);
  return NULL;
}
