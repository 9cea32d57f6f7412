/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Numbers of cells as the text that people see.  A workbook keeps a date as a count of days and
 * only the cell's format tells that it is one (ECMA-376 part 1, 18.8.30 and 18.17.4.1). */

#include "geng-xlsx-number.h"

#include <math.h>
#include <string.h>

#define DAY_MINUTES (24 * 60)
/* Serials of 1900-01-01 and 9999-12-31: outside of them there is no date. */
#define SERIAL_FIRST 1
#define SERIAL_LAST 2958465
/* The serial of 1904-01-01 in the system that begins with 1900. */
#define SERIAL_1904 1462
/* Lotus had a 29th of February 1900, with this serial, and all that followed kept it. */
#define SERIAL_LEAP 60
/* Above this a double does not hold each whole number, and no one in a roster is so large. */
#define WHOLE_MAX 1e15

/* The formats that have a number and no code, of the western and the Chinese list (18.8.30). */
GengFormat
geng_format_builtin (int id)
{
  if (id == 22)
    return GENG_FORMAT_DATE_TIME;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55
      || id == 56)
    return GENG_FORMAT_TIME;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
    return GENG_FORMAT_DATE;
  return GENG_FORMAT_NUMBER;
}

/* Passes what a format prints as it is: "text", \x, [Red], [$-804]; NULL at a place that counts. */
static const char *
skip_literal (const char *at)
{
  const char *end;

  if (*at == '\\' && at[1] != '\0')
    return at + 2;
  if (*at != '"' && *at != '[')
    return NULL;
  end = strchr (at + 1, *at == '"' ? '"' : ']');
  return end != NULL ? end + 1 : at + strlen (at);
}

/* A code with y or d is a date, one with h or s a time; m alone is a month. */
GengFormat
geng_format_code (const char *code)
{
  gboolean date = FALSE, time = FALSE, month = FALSE;

  while (*code != '\0' && *code != ';')
    {
      const char *next = skip_literal (code);
      char letter = g_ascii_tolower (*code);

      if (next != NULL)
        {
          time = time || g_ascii_strncasecmp (code, "[h]", 3) == 0;
          code = next;
          continue;
        }
      date = date || letter == 'y' || letter == 'd';
      time = time || letter == 'h' || letter == 's';
      month = month || letter == 'm';
      code++;
    }
  if (date && time)
    return GENG_FORMAT_DATE_TIME;
  if (time)
    return GENG_FORMAT_TIME;
  return date || month ? GENG_FORMAT_DATE : GENG_FORMAT_NUMBER;
}

static char *
date_text (int serial, int minutes, gboolean with_time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 31, 12, 1899);
  g_date_add_days (&date, serial > SERIAL_LEAP ? serial - 1 : serial);
  if (!with_time)
    return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                            g_date_get_day (&date));
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", g_date_get_year (&date),
                          g_date_get_month (&date), g_date_get_day (&date), minutes / 60,
                          minutes % 60);
}

/* Whole numbers without a point or exponent: a phone number must stay one. */
static char *
plain_text (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (number == floor (number) && fabs (number) < WHOLE_MAX)
    return g_strdup_printf ("%.0f", number == 0 ? 0 : number);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", number));
}

/* Dates become 2026-12-01, times 08:00.  What is no number stays as it is. */
char *
geng_format_number (const char *value, GengFormat format, gboolean from_1904)
{
  char *end = NULL;
  double number = g_ascii_strtod (value, &end);
  double whole = floor (number);
  int minutes = (int) lround ((number - whole) * DAY_MINUTES);

  if (end == value || *end != '\0' || !isfinite (number))
    return g_strdup (value);
  if (format == GENG_FORMAT_NUMBER)
    return plain_text (number);
  if (minutes == DAY_MINUTES)
    {
      whole += 1;
      minutes = 0;
    }
  if (format == GENG_FORMAT_TIME && number >= 0 && number <= 2)
    return g_strdup_printf ("%02d:%02d", (int) whole * 24 + minutes / 60, minutes % 60);
  if (from_1904)
    whole += SERIAL_1904;
  if (whole < SERIAL_FIRST || whole > SERIAL_LAST)
    return plain_text (number);
  return date_text ((int) whole, minutes, format == GENG_FORMAT_DATE_TIME && minutes > 0);
}
