/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-text.h"

#include "geng-colour.h"
#include "geng-text.h"

#include <string.h>

static char *
clean (const char *text, gboolean keep_lines)
{
  g_autoptr (GString) out = g_string_new (NULL);
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == '\n' && keep_lines)
        g_string_append_c (out, '\n');
      else if (c == '\t' || c == '\n')
        g_string_append_c (out, ' ');
      else if (!geng_text_is_control (c))
        g_string_append_unichar (out, c);
    }
  g_strstrip (out->str);
  return out->str[0] == '\0' ? NULL : g_strdup (out->str);
}

char *
geng_feed_text_clean (const char *text)
{
  return clean (text, FALSE);
}

char *
geng_feed_text_clean_lines (const char *text)
{
  return clean (text, TRUE);
}

char *
geng_feed_text_calendar_name (const char *text)
{
  g_autofree char *line = clean (text, FALSE);
  g_autoptr (GString) out = g_string_new (NULL);
  for (const char *p = line; p != NULL && *p != '\0'; p++)
    if (*p == ',')
      g_string_append (out, "、");
    else if (*p == ';')
      g_string_append (out, "，");
    else if (*p == '\\')
      g_string_append (out, "·");
    else
      g_string_append_c (out, *p);
  return out->len == 0 ? NULL : g_strdup (out->str);
}

char *
geng_feed_text_colour (const char *text)
{
  g_autofree char *name = text == NULL ? NULL : g_ascii_strdown (text, -1);
  return name != NULL && geng_colour_is_name (name) ? g_steal_pointer (&name) : NULL;
}
