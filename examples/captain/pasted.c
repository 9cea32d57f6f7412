/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A chat as it is copied: who says what. */
#include "pasted.h"

#include <stdio.h>
#include <string.h>

#include "inbox.h"

#define MOST_BYTES (256 * 1024)
/* Characters of the longest answer that is known, “seen”, and some more. */
#define MOST_ANSWER 8

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

gboolean
pasted_says_seen (const char *line)
{
  static const char *const words[]
      = { "收到", "已阅", "知道了", "好的", "seen", "Seen", "OK", "ok" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (line, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_answer (const char *words)
{
  return pasted_says_seen (words) || ask_read_answer (words) != ASK_ANSWER_NONE;
}

/* 收到, 同意 and the like at the very beginning: with its first character an answer, and without it
 * none.  A colon behind one character ends a name that nobody here has, such as 王建行. */
static gboolean
begins_with_answer (const char *text)
{
  const char *second = g_utf8_next_char (text);

  if (second[0] == ':' || g_str_has_prefix (second, "："))
    return FALSE;
  for (const char *end = second; g_utf8_pointer_to_offset (text, end) <= MOST_ANSWER;
       end = g_utf8_next_char (end))
    {
      g_autofree char *words = g_strndup (text, (gsize) (end - text));

      /* “no” is none where it begins “november”. */
      if (!(g_ascii_isalpha (end[-1]) && g_ascii_isalpha (end[0])) && is_answer (words))
        return !is_answer (g_utf8_next_char (words));
      if (end[0] == '\0')
        break;
    }
  return FALSE;
}

/* What follows a name where its owner speaks.  “张三的班我来” is said by another, and what follows
 * 王建 in “王建国：同意” is the rest of another's name. */
static gboolean
may_follow_name (const char *name, const char *text)
{
  gunichar next = g_utf8_get_char (text);

  if (next == '\0' || g_unichar_isspace (next)
      || g_utf8_strchr (":：,，()（）[]【】", -1, next) != NULL)
    return TRUE;
  return !(name[0] != '\0' && g_ascii_isalpha (text[-1]) && g_ascii_isalpha (text[0]))
         && begins_with_answer (text);
}

/* (nullable), not owned: whose name begins the line, behind its time or its place in a list; NULL
 * for none, or for two of one name */
static GengMember *
find_named (Desk *desk, const char *line)
{
  GListModel *members = geng_station_get_members (desk->station);
  const char *at = line + strspn (line, " \t0123456789.:/-[]()、"), *name;
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
  if (named->len != 1)
    return NULL;
  name = geng_entity_get_name (named->pdata[0]);
  return may_follow_name (name, at + strlen (name)) ? named->pdata[0] : NULL;
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
