/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-calendar-text.h"

/* Without the line break; a line that goes on begins with a blank. */
#define MAX_OCTETS 75
#define BLANK_OCTETS 1

/* 19700101T000000Z and the end of the text */
#define TIME_SIZE 32

static void
append_folded (GString *out, const char *text, gsize *used)
{
  while (*text != '\0')
    {
      const char *next = g_utf8_next_char (text);
      gsize n = (gsize) (next - text);

      if (*used + n > MAX_OCTETS)
        {
          g_string_append (out, "\r\n ");
          *used = BLANK_OCTETS;
        }
      g_string_append_len (out, text, (gssize) n);
      *used += n;
      text = next;
    }
}

void
geng_calendar_text_line (GString *out, const char *name, const char *value)
{
  gsize used = 0;

  append_folded (out, name, &used);
  append_folded (out, ":", &used);
  append_folded (out, value, &used);
  g_string_append (out, "\r\n");
}

void
geng_calendar_text_escaped (GString *out, const char *name, const char *text)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '\\':
      case ';':
      case ',':
        g_string_append_c (value, '\\');
        g_string_append_c (value, *text);
        break;
      case '\n':
        g_string_append (value, "\\n");
        break;
      default:
        g_string_append_c (value, *text);
      }
  geng_calendar_text_line (out, name, value->str);
}

static void
print_time (char text[TIME_SIZE], GDateTime *time, const char *zone)
{
  g_snprintf (text, TIME_SIZE, "%04d%02d%02dT%02d%02d%02d%s", g_date_time_get_year (time),
              g_date_time_get_month (time), g_date_time_get_day_of_month (time),
              g_date_time_get_hour (time), g_date_time_get_minute (time),
              g_date_time_get_second (time), zone);
}

void
geng_calendar_text_utc (GString *out, const char *name, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  char text[TIME_SIZE];

  print_time (text, time, "Z");
  geng_calendar_text_line (out, name, text);
}

void
geng_calendar_text_local (GString *out, const char *name, GDateTime *instant, gboolean day)
{
  char text[TIME_SIZE];

  print_time (text, instant, "");
  if (day)
    text[sizeof "19700101" - 1] = '\0';
  geng_calendar_text_line (out, name, text);
}
