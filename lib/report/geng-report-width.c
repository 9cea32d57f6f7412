/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-report-width.h"

/* Columns on a terminal: East Asian wide characters take two (Unicode UAX #11), marks that combine
 * take none. */
guint
geng_report_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iszerowidth (c))
        continue;
      width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
append_spaces (GString *line, guint n)
{
  while (n-- > 0)
    g_string_append_c (line, ' ');
}

static guint
room (const char *text, guint width)
{
  guint taken = geng_report_width (text);

  return taken < width ? width - taken : 0;
}

void
geng_report_pad (GString *line, const char *text, guint width)
{
  g_string_append (line, text);
  append_spaces (line, room (text, width));
}

void
geng_report_pad_left (GString *line, const char *text, guint width)
{
  append_spaces (line, room (text, width));
  g_string_append (line, text);
}

void
geng_report_centre (GString *line, const char *text, guint width)
{
  guint left = room (text, width) / 2;

  append_spaces (line, left);
  geng_report_pad (line, text, width - left);
}

/* Takes the blanks at the end of the last line away. */
void
geng_report_trim (GString *line)
{
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
}
