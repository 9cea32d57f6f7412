/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-charset.h"
#include "geng-file.h"
#include "geng-gettext.h"

#include <glib/gstdio.h>
#include <string.h>

/* The byte order mark in UTF-8. */
#define BOM "\xef\xbb\xbf"

/* Moves a position, counted from 1 in characters, past @length bytes. */
void
geng_charset_advance (const char *text, gsize length, guint *line, guint *column)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\n')
        {
          (*line)++;
          *column = 1;
        }
      else if (((guchar) text[i] & 0xc0) != 0x80)
        (*column)++;
    }
}

static gboolean
looks_like_utf16 (const guchar *data, gsize size)
{
  if (size >= 2 && ((data[0] == 0xff && data[1] == 0xfe) || (data[0] == 0xfe && data[1] == 0xff)))
    return TRUE;
  return memchr (data, '\0', size) != NULL;
}

static char *
refuse_byte (const char *data, const char *bad, GengFaults *faults)
{
  guint line = 1, column = 1;

  geng_charset_advance (data, bad - data, &line, &column);
  geng_faults_add (faults, line, column,
                   _ ("byte 0x%02x is neither UTF-8 nor GB18030; save the file as UTF-8"),
                   (guchar) *bad);
  return NULL;
}

static char *
from_gb18030 (const char *data, gsize size, const char *bad, GengFaults *faults)
{
  g_autofree char *text = g_convert (data, size, "UTF-8", "GB18030", NULL, NULL, NULL);

  /* GB18030 has a byte order mark of its own. */
  if (text != NULL && g_utf8_validate (text, -1, NULL))
    return g_str_has_prefix (text, BOM) ? g_strdup (text + strlen (BOM)) : g_steal_pointer (&text);
  return refuse_byte (data, bad, faults);
}

/*
 * The text of a file in UTF-8 (with or without a byte order mark) or GB18030, which is what Excel
 * saves in China. Returns NULL and adds a fault otherwise.
 */
char *
geng_charset_decode (GBytes *bytes, GengFaults *faults)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *bad = NULL;
  gboolean marked;

  if (size == 0)
    return g_strdup ("");
  if (looks_like_utf16 ((const guchar *) data, size))
    {
      geng_faults_add (faults, 1, 1,
                       _ ("this is UTF-16 or not a text; save the file as UTF-8 (CSV UTF-8)"));
      return NULL;
    }
  marked = size >= strlen (BOM) && memcmp (data, BOM, strlen (BOM)) == 0;
  if (marked)
    {
      data += strlen (BOM);
      size -= strlen (BOM);
    }
  if (g_utf8_validate (data, size, &bad))
    return g_strndup (data, size);
  return marked ? refuse_byte (data, bad, faults) : from_gb18030 (data, size, bad, faults);
}

/* What a message says after the path and its colon, in any language. */
static const char *
after_path (const char *message, const char *path)
{
  if (!g_str_has_prefix (message, path))
    return message;
  message += strlen (path);
  while (*message != '\0' && !g_unichar_isalnum (g_utf8_get_char (message)))
    message = g_utf8_next_char (message);
  return message;
}

/* NULL without a fault when a file that is not @needed is not there. */
char *
geng_charset_load (const char *folder, const char *file, gboolean needed, GengFaults *faults)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  faults->file = file;
  if (!needed && g_access (path, F_OK) != 0)
    return NULL;
  bytes = geng_file_read (path, GENG_FILE_MAX, &error);
  if (bytes != NULL)
    return geng_charset_decode (bytes, faults);
  /* The fault names the file already. */
  geng_faults_add_unread (faults, path, after_path (error->message, path), error);
  return NULL;
}
