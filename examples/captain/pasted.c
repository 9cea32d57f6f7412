/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A chat as it is copied: who says what. */
#include "pasted.h"

#include <stdio.h>
#include <string.h>

#define MOST_BYTES (256 * 1024)

/* 王建 is no 王建国. */
static gboolean
is_part_of_another (GPtrArray *members, GengEntity *member)
{
  const char *name = geng_entity_get_name (member);

  for (guint i = 0; i < members->len; i++)
    {
      const char *other = geng_entity_get_name (members->pdata[i]);

      if (strlen (other) > strlen (name) && strstr (other, name) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What follows a name where its owner speaks; “张三的班我来” is said by another. */
static gboolean
may_follow_name (const char *text)
{
  gunichar next = g_utf8_get_char (text);

  return next == '\0' || g_utf8_strchr (" \t\r:：(（", -1, next) != NULL
         || (g_unichar_isalpha (next) && g_utf8_strchr ("的说和与跟给替让叫找", -1, next) == NULL);
}

/* (nullable), not owned: whose name begins the line, behind its time or its place in a list; NULL
 * for none, or for two of one name */
static GengMember *
find_named (Desk *desk, const char *line)
{
  GListModel *members = geng_station_get_members (desk->station);
  const char *at = line + strspn (line, " \t0123456789.:/-[]()、");
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);

      if (g_str_has_prefix (at, geng_entity_get_name (member)))
        g_ptr_array_add (named, g_steal_pointer (&member));
    }
  for (guint i = named->len; i-- > 0;)
    if (is_part_of_another (named, named->pdata[i]))
      g_ptr_array_remove_index (named, i);
  if (named->len != 1 || !may_follow_name (at + strlen (geng_entity_get_name (named->pdata[0]))))
    return NULL;
  return named->pdata[0];
}

/* The line without the name, in which 行 or 不 may stand.  member: (nullable) */
static char *
without_name (const char *line, GengMember *member)
{
  const char *name = member != NULL ? geng_entity_get_name (GENG_ENTITY (member)) : "\n";
  g_auto (GStrv) parts = g_strsplit (line, name, -1);

  return g_strjoinv (" ", parts);
}

/* Nothing beside the name but the time that a chat writes there. */
static gboolean
is_heading (const char *words)
{
  static const char times[] = "年月日号时分上下午早晚周星期昨今天";

  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at))
        && g_utf8_strchr (times, -1, g_utf8_get_char (at)) == NULL)
      return FALSE;
  return TRUE;
}

/* “张三：”, where a time stands before or after the name or not. */
static gboolean
has_colon (const char *line, GengMember *member)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (member));
  const char *after = strstr (line, name) + strlen (name);

  return after[0] == ':' || g_str_has_prefix (after, "：");
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

/* Under a heading with a time or a colon its owner speaks, whomever he names.  A name alone may be
 * one of a list: who speaks in a line that begins with another's name, nobody knows. */
void
pasted_read (Desk *desk, PastedLine take, gpointer data)
{
  g_autofree char *text = read_input ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GengMember *speaker = NULL;
  gboolean certain = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      GengMember *named = find_named (desk, lines[i]);
      g_autofree char *rest = without_name (lines[i], named);
      g_autofree char *words = NULL;
      gboolean heading = named != NULL && is_heading (rest);
      gboolean colon = named != NULL && has_colon (lines[i], named);

      if (named != NULL && (speaker == NULL || heading || colon))
        speaker = named;
      else if (named != NULL && named != speaker && !certain)
        speaker = NULL;
      words = without_name (lines[i], speaker);
      if (speaker != NULL)
        take (speaker, g_strstrip (words), data);
      /* It is a heading of the next line only, and none where words stand beside it. */
      certain = heading && (colon || strpbrk (rest, "0123456789") != NULL);
      if (!heading && lines[i][0] != '\0')
        speaker = NULL;
    }
}
