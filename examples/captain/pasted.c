/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A chat as it is copied: who says what. */
#include "pasted.h"

#include <stdio.h>
#include <string.h>

#define MOST_BYTES (256 * 1024)

/* The member whose name stands in the line; NULL for none or several. */
static GengMember *
member_in (Desk *desk, const char *line)
{
  GListModel *members = geng_station_get_members (desk->station);
  GengMember *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (strstr (line, geng_entity_get_name (GENG_ENTITY (member))) == NULL)
        continue;
      if (found != NULL
          && g_strcmp0 (geng_entity_get_name (GENG_ENTITY (found)),
                        geng_entity_get_name (GENG_ENTITY (member)))
                 == 0)
        return NULL;
      /* 王建 is no 王建国. */
      if (found == NULL
          || strlen (geng_entity_get_name (GENG_ENTITY (member)))
                 > strlen (geng_entity_get_name (GENG_ENTITY (found))))
        found = member;
    }
  return found;
}

/* The name alone, or with the time that a chat writes beside it. */
static gboolean
is_heading (const char *line, GengMember *member)
{
  static const char times[] = "年月日号时分上下午早晚周星期昨今天";
  g_auto (GStrv) parts = g_strsplit (line, geng_entity_get_name (GENG_ENTITY (member)), 2);

  for (guint i = 0; parts[i] != NULL; i++)
    for (const char *at = parts[i]; *at != '\0'; at = g_utf8_next_char (at))
      if (g_unichar_isalpha (g_utf8_get_char (at))
          && g_utf8_strchr (times, -1, g_utf8_get_char (at)) == NULL)
        return FALSE;
  return TRUE;
}

static char *
read_input (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gsize n;

  while (text->len < MOST_BYTES && (n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (text, buffer, (gssize) n);
  return g_utf8_make_valid (text->str, (gssize) text->len);
}

void
pasted_read (Desk *desk, PastedLine take, gpointer data)
{
  g_autofree char *text = read_input ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GengMember *speaker = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      GengMember *named = member_in (desk, lines[i]);

      if (named != NULL)
        speaker = named;
      if (speaker != NULL)
        take (speaker, lines[i], data);
      /* It is a heading of the next line only, and none where words stand beside it. */
      if (named != NULL ? !is_heading (lines[i], named) : lines[i][0] != '\0')
        speaker = NULL;
    }
}
