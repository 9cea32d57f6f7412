/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-csv-guard.h"

#include <string.h>

#define MARK '\''

/* Full-width signs as well: a Chinese keyboard types them, and Excel takes them for the others. */
static const char *const begins[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠" };

/* +86 138 0000 0000, -3.5 */
static gboolean
is_number (const char *text)
{
  return (*text == '+' || *text == '-') && g_ascii_isdigit (text[1])
         && text[1 + strspn (text + 1, "0123456789., ")] == '\0';
}

/* Apart from apostrophes in front. */
static gboolean
is_formula (const char *text)
{
  while (*text == MARK)
    text++;
  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    if (g_str_has_prefix (text, begins[i]))
      return !is_number (text);
  return FALSE;
}

char *
geng_csv_guard (const char *text)
{
  return is_formula (text) ? g_strdup_printf ("%c%s", MARK, text) : g_strdup (text);
}

char *
geng_csv_unguard (char *cell)
{
  if (*cell == MARK && is_formula (cell))
    memmove (cell, cell + 1, strlen (cell));
  return cell;
}
