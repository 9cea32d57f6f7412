/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dates and months as captains type them. */
#include <stdio.h>
#include <string.h>

#include "desk.h"

/* The last year in which the folder has a roster of that month; 0 where it has none.  No clock is
 * asked: 12月1日 is the December that is being worked on. */
static int
last_year_with (Desk *self, int month)
{
  static const char *const folders[] = { "drafts", "rosters" };
  int found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path
          = g_build_filename (geng_store_get_path (self->store), folders[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          int year = 0, number = 0, size = 0;

          if (sscanf (name, "%4d-%2d.csv%n", &year, &number, &size) == 2 && name[size] == '\0'
              && number == month)
            found = MAX (found, year);
        }
    }
  return found;
}

/* Full-width digits as usual ones, without blanks. */
static char *
plain (const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *at = wide; at != NULL && *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (out, *at);
  return g_string_free (out, FALSE);
}

static gboolean
scan_date (const char *text, int *year, int *month, int *day)
{
  static const char *const full[] = { "%4d-%2d-%2d%n", "%4d/%2d/%2d%n", "%4d.%2d.%2d%n",
                                      "%4d年%2d月%2d日%n", "%4d年%2d月%2d%n" };
  static const char *const half[] = { "%2d月%2d日%n", "%2d月%2d%n", "%2d-%2d%n", "%2d/%2d%n" };
  int size = 0;

  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (full); i++, size = 0)
    if (sscanf (text, full[i], year, month, day, &size) == 3 && size > 0 && text[size] == '\0')
      return TRUE;
  *year = 0;
  for (guint i = 0; i < G_N_ELEMENTS (half); i++, size = 0)
    if (sscanf (text, half[i], month, day, &size) == 2 && size > 0 && text[size] == '\0')
      return TRUE;
  return FALSE;
}

/* 2026-12-24, 2026/12/24, 2026年12月24日; 12月24日 is of the last year that the folder has a roster
 * of. */
gboolean
desk_parse_date (Desk *self, const char *text, GDate *date)
{
  g_autofree char *typed = plain (text);
  int year = 0, month = 0, day = 0;

  if (text == NULL)
    {
      say_error (_ ("Which date? Write it like 2026-12-24."));
      return FALSE;
    }
  if (scan_date (typed, &year, &month, &day) && year == 0 && month >= 1 && month <= 12)
    {
      year = last_year_with (self, month);
      if (year == 0)
        {
          say_error (_ ("“%s”: of which year? Write it like 2026-12-24."), text);
          return FALSE;
        }
    }
  if (year > 0 && month > 0 && day > 0
      && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    {
      g_date_clear (date, 1);
      g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
      return TRUE;
    }
  say_error (_ ("“%s” is no date. Write it like 2026-12-24."), text);
  return FALSE;
}

/* 2026-12, 2026年12月 */
gboolean
desk_set_month (Desk *self, const char *text)
{
  static const char *const forms[]
      = { "%4d-%2d%n", "%4d/%2d%n", "%4d.%2d%n", "%4d年%2d月%n", "%4d年%2d%n" };
  g_autofree char *typed = plain (text);
  int year = 0, month = 0, size = 0;
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (forms) && !found; i++)
    {
      size = 0;
      found
          = sscanf (typed, forms[i], &year, &month, &size) == 2 && size > 0 && typed[size] == '\0';
    }
  if (!found || !g_ascii_isdigit (typed[0]) || year < 1900 || month < 1 || month > 12)
    {
      say_error (_ ("Which month? Write it like 2026-12."));
      return FALSE;
    }
  g_date_clear (&self->first, 1);
  g_date_set_dmy (&self->first, 1, (GDateMonth) month, (GDateYear) year);
  self->last = self->first;
  g_date_add_months (&self->last, 1);
  g_date_subtract_days (&self->last, 1);
  return TRUE;
}

/* "2026-12": the month of a date. */
char *
desk_month_text (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d", g_date_get_year (date), g_date_get_month (date));
}
