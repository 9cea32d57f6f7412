/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "terminal.h"

#include "wrap.h"

#include <geng/geng.h>

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Unicode shows the controls of ASCII from here on. */
#define CONTROL_PICTURES 0x2400
#define DELETE 0x7f
#define DELETE_PICTURE 0x2421

static gboolean
is_meant (gunichar c)
{
  return c == '\n' || c == '\t' || !geng_is_control (c);
}

char *
terminal_show (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *shown = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_meant (c))
        g_string_append_unichar (shown, c);
      else if (c < ' ')
        g_string_append_unichar (shown, CONTROL_PICTURES + c);
      else if (c == DELETE)
        g_string_append_unichar (shown, DELETE_PICTURE);
      else
        g_string_append_printf (shown, "<U+%04X>", c);
    }
  return g_string_free (shown, FALSE);
}

char *
terminal_json (const char *json)
{
  GString *safe = g_string_new (NULL);

  for (const char *at = json; *at != '\0'; at = g_utf8_next_char (at))
    if (is_meant (g_utf8_get_char (at)))
      g_string_append_unichar (safe, g_utf8_get_char (at));
    else
      g_string_append_printf (safe, "\\u%04x", g_utf8_get_char (at));
  return g_string_free (safe, FALSE);
}

/* Signs at the beginning of a line, and their colours (ECMA-48 SGR). */
static const struct
{
  const char *sign, *colour;
} colours[] = { { "✗ ", "31" }, { "! ", "33" }, { "✓ ", "32" }, { "geng: ", "31" } };

/* NO_COLOR: see no-color.org. */
static gboolean
has_colours (FILE *stream)
{
  const char *no = g_getenv ("NO_COLOR"), *term = g_getenv ("TERM");

  return isatty (fileno (stream)) && (no == NULL || no[0] == '\0') && term != NULL
         && !g_str_equal (term, "dumb");
}

/* @text with the sign at the beginning of each line in its colour. */
static char *
paint (const char *text)
{
  GString *painted = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize indent = strspn (lines[i], " ");
      const char *rest = lines[i] + indent;

      g_string_append_printf (painted, "%s%.*s", i > 0 ? "\n" : "", (int) indent, lines[i]);
      for (guint c = 0; c < G_N_ELEMENTS (colours); c++)
        if (g_str_has_prefix (rest, colours[c].sign))
          {
            g_string_append_printf (painted, "\033[%sm%s\033[0m", colours[c].colour,
                                    colours[c].sign);
            rest += strlen (colours[c].sign);
            break;
          }
      g_string_append (painted, rest);
    }
  return g_string_free (painted, FALSE);
}

/* In the locale's charset, as g_print() does by itself. */
static void
send (const char *text, FILE *stream)
{
  g_autofree char *safe = terminal_show (text), *local = NULL;
  g_autofree char *shown = has_colours (stream) ? paint (safe) : g_strdup (safe);
  const char *charset;

  if (!g_get_console_charset (&charset))
    local = g_convert_with_fallback (shown, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
  fputs (local != NULL ? local : shown, stream);
}

guint
terminal_columns (int descriptor)
{
  struct winsize size = { 0 };

  if (!isatty (descriptor) || ioctl (descriptor, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}

/* The beginning of a row whose end is not printed yet. */
static GString *begun;

static void
send_row (const char *row, guint columns, gboolean ended)
{
  g_autofree char *shown = terminal_show (row);
  g_autofree char *wrapped = wrap_row (shown, columns);
  g_autofree char *line = g_strconcat (wrapped, ended ? "\n" : NULL, NULL);

  send (line, stdout);
}

/* Rows wait for their end, since only then is known where they break.  Nothing else does: a
 * question must stand there before it is answered. */
static void
print_out (const char *text)
{
  guint columns = terminal_columns (STDOUT_FILENO);
  const char *end;

  if (columns == 0)
    {
      send (text, stdout);
      return;
    }
  if (begun == NULL)
    begun = g_string_new (NULL);
  g_string_append (begun, text);
  while ((end = strchr (begun->str, '\n')) != NULL)
    {
      g_autofree char *row = g_strndup (begun->str, (gsize) (end - begun->str));

      send_row (row, columns, TRUE);
      g_string_erase (begun, 0, end + 1 - begun->str);
    }
  if (begun->str[0] != ' ')
    terminal_end ();
}

void
terminal_end (void)
{
  if (begun != NULL && begun->len > 0)
    send_row (begun->str, terminal_columns (STDOUT_FILENO), FALSE);
  if (begun != NULL)
    g_string_free (g_steal_pointer (&begun), TRUE);
}

static void
print_error (const char *text)
{
  terminal_end ();
  fflush (stdout);
  send (text, stderr);
}

void
terminal_begin (void)
{
  g_set_print_handler (print_out);
  g_set_printerr_handler (print_error);
}

void
terminal_control (const char *sequence)
{
  fputs (sequence, stderr);
  fflush (stderr);
}
