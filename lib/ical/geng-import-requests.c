/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-import-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Of the events of a member's calendar: which are absences, which are wishes, and when. */

static void
take_request (GengReading *reading,
              GengRequestKind kind,
              const GDate *first,
              const GDate *last,
              int from,
              int to,
              const char *title)
{
  g_autoptr (GengRequest) request = NULL;
  if (!geng_reading_is_new (reading, "request", g_date_get_julian (first) * 4 + kind,
                            g_date_get_julian (last), from, to))
    return;
  request = geng_request_new (kind, reading->member, first, last);
  if (from >= 0)
    geng_request_set_times (request, from, to);
  if (title != NULL)
    geng_request_set_reason (request, title);
  geng_request_set_source (request, reading->file);
  g_ptr_array_add (reading->out->requests, g_steal_pointer (&request));
}

static int
minute_of (GDateTime *instant, GDate *date, gboolean round_up)
{
  int year, month, day;
  g_date_time_get_ymd (instant, &year, &month, &day);
  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return g_date_time_get_hour (instant) * 60 + g_date_time_get_minute (instant)
         + (round_up && g_date_time_get_second (instant) > 0);
}

/* Hours of one day, or the rest of the first day, whole days, and the beginning of the last. */
static void
take_hours (GengReading *reading, GengRequestKind kind, const GengIcalSpan *span, const char *title)
{
  GTimeZone *zone = geng_station_get_zone (reading->station);
  g_autoptr (GDateTime) utc_from = g_date_time_new_from_unix_utc (span->from);
  g_autoptr (GDateTime) utc_to = g_date_time_new_from_unix_utc (span->to);
  g_autoptr (GDateTime) from = g_date_time_to_timezone (utc_from, zone);
  g_autoptr (GDateTime) to = g_date_time_to_timezone (utc_to, zone);
  GDate first, last;
  int begin = minute_of (from, &first, FALSE), end = minute_of (to, &last, TRUE);
  if (g_date_compare (&first, &last) == 0)
    {
      /* By what elapses from the minute in which it begins: in the night of a clock change the
       * clock may show the end before the beginning. */
      gint64 elapsed = span->to - span->from + g_date_time_get_second (from);
      take_request (reading, kind, &first, &first, begin, begin + (elapsed + 59) / 60, title);
      return;
    }
  if (begin > 0)
    {
      take_request (reading, kind, &first, &first, begin, GENG_DAY_MINUTES, title);
      g_date_add_days (&first, 1);
    }
  if (end > 0)
    take_request (reading, kind, &last, &last, 0, end, title);
  g_date_subtract_days (&last, 1);
  if (g_date_compare (&first, &last) <= 0)
    take_request (reading, kind, &first, &last, -1, -1, title);
}

/* Days one after the other, as "daily" makes them, are one absence.
 * Returns: the index of the last of them. */
static guint
join_days (GArray *spans, guint i, guint *last)
{
  const GengIcalSpan *first = &g_array_index (spans, GengIcalSpan, i);
  *last = first->last;
  for (; i + 1 < spans->len; i++)
    {
      const GengIcalSpan *next = &g_array_index (spans, GengIcalSpan, i + 1);
      if (!next->all_day || next->first != *last + 1 || next->move != first->move)
        break;
      *last = next->last;
    }
  return i;
}

static const char *const wish_words[] = { "意愿", "希望", "愿望", "想休", "wish", NULL };
static const char *const birthday_words[] = { "生日", "birthday", NULL };
static const char *const leave_words[] = { "假", "休", "leave", "off", NULL };

static gboolean
contains_any (const char *text, const char *const *words)
{
  g_autofree char *folded = text == NULL ? NULL : g_utf8_casefold (text, -1);
  for (guint i = 0; folded != NULL && words[i] != NULL; i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
says (const GengIcalBlock *block, const char *name, const char *value)
{
  g_autofree char *text = geng_ical_lines_lookup (block->kind, name);
  return text != NULL && g_ascii_strcasecmp (text, value) == 0;
}

/* How busy Outlook says that it makes. */
static gboolean
makes (const GengIcalBlock *block, const char *value)
{
  return says (block, "BUSYSTATUS", value) || says (block, "X-MICROSOFT-CDO-BUSYSTATUS", value);
}

/* An absence that is only tentative, or says that it is a wish, is one. */
static GengRequestKind
kind_of (GengReading *reading, const GengIcalBlock *block, const char *title)
{
  gboolean tentative = says (block, "STATUS", "TENTATIVE") || makes (block, "TENTATIVE");
  if (reading->kind == GENG_REQUEST_KIND_LEAVE && (tentative || contains_any (title, wish_words)))
    return GENG_REQUEST_KIND_WISH_OFF;
  return reading->kind;
}

/* Phones write whole days as TRANSPARENT without being asked, so that only hours are judged by it
 * (RFC 5545 §3.8.2.7). */
const char *
geng_reading_free_reason (const GengIcalBlock *block, gboolean all_day)
{
  g_autofree char *title = geng_reading_title (block);
  if (makes (block, "FREE"))
    return _ ("it leaves its time free (BUSYSTATUS:FREE)");
  if (!all_day && says (block, "TRANSP", "TRANSPARENT"))
    return _ ("it leaves its time free (TRANSP:TRANSPARENT)");
  if (says (block, "X-APPLE-SPECIAL-DAY", "BIRTHDAY")
      || (all_day && contains_any (title, birthday_words) && !contains_any (title, leave_words)))
    return _ ("a birthday is no absence");
  return NULL;
}

/* What a span says is said by the event under which it stands. */
static void
take_span (GengReading *reading, const GengIcalBlock *block, GArray *spans, guint *i)
{
  const GengIcalSpan *span = &g_array_index (spans, GengIcalSpan, *i);
  const GengIcalBlock *under = span->move == NULL ? block : span->move->data;
  g_autofree char *title = geng_reading_title (under);
  GengRequestKind kind = kind_of (reading, under, title);
  GDate first, last;
  guint end;
  if (!span->all_day)
    {
      take_hours (reading, kind, span, title);
      return;
    }
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_julian (&first, span->first);
  *i = join_days (spans, *i, &end);
  g_date_set_julian (&last, end);
  take_request (reading, kind, &first, &last, -1, -1, title);
}

void
geng_reading_take_requests (GengReading *reading, const GengIcalBlock *block, GArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      if (reading->out->requests->len >= GENG_IMPORT_MAX_TAKEN)
        {
          geng_reading_skip (reading, block, NULL,
                             _ ("it goes on, but so many absences are in one file"));
          return;
        }
      take_span (reading, block, spans, &i);
    }
}
