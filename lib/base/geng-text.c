/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-text.h"

#include <string.h>

#define QUOTE_MAX 40

/* The controls, by the first and the last of each row: those of ASCII and of ISO 8859, the ends of
 * lines and paragraphs, the byte order mark, and what turns the direction of the text around it
 * (Unicode UAX #9: marks, embeddings, overrides and isolates), with which a line reads otherwise
 * than it is stored. */
static const gunichar controls[][2]
    = { { 0x0, 0x1f },      { 0x7f, 0x9f },     { 0x61c, 0x61c },  { 0x200e, 0x200f },
        { 0x2028, 0x202e }, { 0x2066, 0x2069 }, { 0xfeff, 0xfeff } };

gboolean
geng_text_is_control (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    if (c >= controls[i][0] && c <= controls[i][1])
      return TRUE;
  return FALSE;
}

/* Blanks at the ends, also the ideographic one that a Chinese keyboard types. */
static char *
trim (const char *text)
{
  const char *end = text + strlen (text);

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, (gsize) (end - text));
}

/* A copy fit to be kept and shown: bytes that are no UTF-8 become U+FFFD, a control character
 * becomes a blank, blanks at the ends go.  NULL for NULL and for text of which nothing is left. */
char *
geng_text_clean (const char *text)
{
  g_autofree char *valid = text ? g_utf8_make_valid (text, -1) : NULL;
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autofree char *trimmed = NULL;

  for (const char *p = valid; p && *p; p = g_utf8_next_char (p))
    g_string_append_unichar (
        shown, geng_text_is_control (g_utf8_get_char (p)) ? ' ' : g_utf8_get_char (p));
  trimmed = trim (shown->str);
  return *trimmed ? g_steal_pointer (&trimmed) : NULL;
}

/* Each text cleaned, empty ones and repetitions left out; NULL when none is left. */
char **
geng_text_clean_list (const char *const *texts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; texts && texts[i]; i++)
    {
      char *text = geng_text_clean (texts[i]);

      if (text && g_hash_table_add (seen, text))
        g_strv_builder_add (builder, text);
    }
  return g_hash_table_size (seen) > 0 ? g_strv_builder_end (builder) : NULL;
}

/* Valid UTF-8 without any control character; length -1 for text that ends with NUL. */
gboolean
geng_text_is_clean (const char *text, gssize length)
{
  const char *end;

  if (!g_utf8_validate (text, length, &end))
    return FALSE;
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (geng_text_is_control (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* Letters and digits of any script, `-` and `_`: safe in a file name, a section of an INI file and
 * a list. */
gboolean
geng_text_is_id (const char *text)
{
  if (!text || !*text || !g_utf8_validate (text, -1, NULL)
      || g_utf8_strlen (text, -1) > GENG_ID_MAX)
    return FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != '-' && c != '_' && !g_unichar_isalnum (c))
        return FALSE;
    }
  return TRUE;
}

/* For messages: in quotes, made valid, cut where it is long. */
char *
geng_text_quote (const char *text)
{
  g_autofree char *clean = geng_text_clean (text);

  if (!clean)
    return g_strdup ("“”");
  if (g_utf8_strlen (clean, -1) > QUOTE_MAX)
    {
      g_autofree char *head = g_utf8_substring (clean, 0, QUOTE_MAX);

      return g_strdup_printf ("“%s…”", head);
    }
  return g_strdup_printf ("“%s”", clean);
}

/* For comparing what people type: full-width letters and digits become the usual ones, blanks go
 * wherever they are (何 勇 is 何勇), capitals are small. */
char *
geng_text_compact (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *wide = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (wide, -1);
  GString *compact = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && !geng_text_is_control (g_utf8_get_char (p)))
      g_string_append_unichar (compact, g_utf8_get_char (p));
  return g_string_free (compact, FALSE);
}
