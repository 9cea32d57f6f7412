/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wrap.h"

#include <string.h>

#define COMMAND "geng "
/* What is broken goes on so much further in. */
#define FURTHER 2
#define GAP "  "

guint
wrap_width (const char *text, gsize length)
{
  guint width = 0;

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if (!g_unichar_iszerowidth (g_utf8_get_char (at)))
      width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return width;
}

typedef struct
{
  GString *text;
  guint columns, indent; /* of the lines that go on */
  guint used;            /* of the current one */
  gboolean begun;        /* something stands on it */
} Rows;

static void
break_line (Rows *self)
{
  g_string_append_printf (self->text, "\n%*s", (int) self->indent, "");
  self->used = self->indent;
  self->begun = FALSE;
}

static void
put (Rows *self, const char *text, gsize length)
{
  g_string_append_len (self->text, text, (gssize) length);
  self->used += wrap_width (text, length);
  self->begun = TRUE;
}

/* Before this character no line may be broken (行首禁则). */
static gboolean
ends_something (gunichar c)
{
  return g_utf8_strchr ("、，。；：！？）】》”’%,.;:!?)", -1, c) != NULL;
}

/* The next piece that stays together: a word, or a wide character and what follows it closely. */
static gsize
piece_length (const char *text)
{
  const char *at = g_utf8_next_char (text);
  gboolean wide = g_unichar_iswide (g_utf8_get_char (text));

  while (*at != '\0' && *at != ' '
         && (ends_something (g_utf8_get_char (at))
             || (!wide && !g_unichar_iswide (g_utf8_get_char (at)))))
    at = g_utf8_next_char (at);
  return (gsize) (at - text);
}

/* A cell that is wider than a line is broken within. */
static void
put_long (Rows *self, const char *cell, gsize length)
{
  const char *end = cell + length;

  while (cell < end)
    {
      gsize spaces = strspn (cell, " "), piece = spaces;

      if (cell + spaces >= end)
        return;
      piece = spaces + piece_length (cell + spaces);
      if (self->begun && self->used + wrap_width (cell, piece) > self->columns)
        {
          break_line (self);
          put (self, cell + spaces, piece - spaces);
        }
      else
        put (self, cell, piece);
      cell += piece;
    }
}

static void
put_cell (Rows *self, const char *cell, gsize length)
{
  guint width = wrap_width (cell, length);
  guint gap = self->begun ? (guint) strlen (GAP) : 0;

  if (self->begun && self->used + gap + width > self->columns
      && width <= self->columns - self->indent)
    {
      break_line (self);
      gap = 0;
    }
  if (gap > 0)
    put (self, GAP, gap);
  if (self->used + width <= self->columns)
    put (self, cell, length);
  else
    put_long (self, cell, length);
}

char *
wrap_row (const char *line, guint columns)
{
  gsize indent = strspn (line, " ");
  Rows rows = { .columns = columns, .indent = (guint) indent + FURTHER, .used = (guint) indent };

  if (indent == 0 || columns <= 2 * rows.indent || wrap_width (line, strlen (line)) <= columns
      || strstr (line, COMMAND) != NULL)
    return g_strdup (line);
  rows.text = g_string_new (NULL);
  g_string_append_len (rows.text, line, (gssize) indent);
  for (const char *at = line + indent; *at != '\0';)
    {
      const char *end = strstr (at, GAP);
      gsize length = end != NULL ? (gsize) (end - at) : strlen (at);

      put_cell (&rows, at, length);
      at += length;
      at += strspn (at, " ");
    }
  return g_string_free (rows.text, FALSE);
}
