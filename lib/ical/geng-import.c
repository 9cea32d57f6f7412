/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-feed-text.h"
#include "geng-ical-spans.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (icalcomponent, icalcomponent_free)

struct _GengImport
{
  GObject parent_instance;
  GPtrArray *requests;
  GPtrArray *holidays;
  GPtrArray *skipped;
};

G_DEFINE_FINAL_TYPE (GengImport, geng_import, G_TYPE_OBJECT)

/* One reading of one file. */
typedef struct
{
  GengImport *out;
  GengStation *station;
  GengMember *member; /* NULL for holidays */
  GengRequestKind kind;
  const char *file;
  GengIcalPeriod period;
  GengIcalZones *zones;
  GHashTable *replaced; /* "UID instant" of instances that another VEVENT replaces */
  GHashTable *seen;
} Reading;

/* Spans of one file, so that a file of many long series stays cheap. */
#define MAX_TAKEN 5000

static void
geng_import_finalize (GObject *object)
{
  GengImport *self = GENG_IMPORT (object);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->holidays, g_ptr_array_unref);
  g_clear_pointer (&self->skipped, g_ptr_array_unref);
  G_OBJECT_CLASS (geng_import_parent_class)->finalize (object);
}

static void
geng_import_class_init (GengImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_import_finalize;
}

static void
geng_import_init (GengImport *self)
{
  self->requests = g_ptr_array_new_with_free_func (g_object_unref);
  self->holidays = g_ptr_array_new_with_free_func (g_object_unref);
  self->skipped = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_fault_free);
}

#define TITLE_SHOWN 40 /* characters */

static void
skip (Reading *reading, const GengIcalBlock *block, const char *title, const char *reason)
{
  const char *named = title == NULL ? block->name : title;
  glong length = MIN (TITLE_SHOWN, g_utf8_strlen (named, -1));
  g_autofree char *shown = g_utf8_substring (named, 0, length);
  g_autofree char *message = g_strdup_printf (_ ("“%s” skipped: %s"), shown,
                                              reason == NULL ? _ ("not readable") : reason);
  /* A reason may quote a part of the file that was cut inside a character. */
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_ptr_array_add (reading->out->skipped, geng_fault_new (reading->file, block->line, 0, valid));
}

static char *
title_of (icalcomponent *component)
{
  icalproperty *summary = icalcomponent_get_first_property (component, ICAL_SUMMARY_PROPERTY);
  return summary == NULL ? NULL : geng_feed_text_clean (icalproperty_get_summary (summary));
}

static gboolean
first_time (Reading *reading, const char *format, guint a, guint b, int c, int d)
{
  g_autofree char *key = g_strdup_printf ("%s %u %u %d %d", format, a, b, c, d);
  return g_hash_table_add (reading->seen, g_steal_pointer (&key));
}

static void
take_request (Reading *reading,
              GengRequestKind kind,
              const GDate *first,
              const GDate *last,
              int from,
              int to,
              const char *title)
{
  g_autoptr (GengRequest) request = NULL;
  if (!first_time (reading, "request", g_date_get_julian (first) * 4 + kind,
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
take_hours (Reading *reading, GengRequestKind kind, const GengIcalSpan *span, const char *title)
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
      /* By what elapses: in the night of a clock change the clock may show the end before the
       * beginning. */
      take_request (reading, kind, &first, &first, begin, begin + (span->to - span->from + 59) / 60,
                    title);
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
  *last = g_array_index (spans, GengIcalSpan, i).last;
  for (; i + 1 < spans->len; i++)
    {
      const GengIcalSpan *next = &g_array_index (spans, GengIcalSpan, i + 1);
      if (!next->all_day || next->first != *last + 1)
        break;
      *last = next->last;
    }
  return i;
}

static void
take_requests (Reading *reading,
               const GengIcalBlock *block,
               GengRequestKind kind,
               GArray *spans,
               const char *title)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const GengIcalSpan *span = &g_array_index (spans, GengIcalSpan, i);
      GDate first, last;
      guint end;
      if (reading->out->requests->len >= MAX_TAKEN)
        {
          skip (reading, block, title, _ ("it goes on, but so many absences are in one file"));
          return;
        }
      if (!span->all_day)
        {
          take_hours (reading, kind, span, title);
          continue;
        }
      g_date_clear (&first, 1);
      g_date_clear (&last, 1);
      g_date_set_julian (&first, span->first);
      i = join_days (spans, i, &end);
      g_date_set_julian (&last, end);
      take_request (reading, kind, &first, &last, -1, -1, title);
    }
}

static gboolean
contains_any (const char *text, const char *const *words)
{
  g_autofree char *folded = text == NULL ? NULL : g_utf8_casefold (text, -1);
  for (guint i = 0; folded != NULL && words[i] != NULL; i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static const char *const wish_words[] = { "意愿", "希望", "愿望", "想休", "wish", NULL };

/* An absence that is only tentative, or says that it is a wish, is one. */
static GengRequestKind
kind_of (Reading *reading, icalcomponent *event, const char *title)
{
  gboolean tentative = icalcomponent_get_status (event) == ICAL_STATUS_TENTATIVE;
  if (reading->kind == GENG_REQUEST_KIND_LEAVE && (tentative || contains_any (title, wish_words)))
    return GENG_REQUEST_KIND_WISH_OFF;
  return reading->kind;
}

static const char *const work_words[] = { "班", "workday", "working day", NULL };
static const char *const off_words[] = { "休", "假", "day off", "holiday", NULL };

typedef enum
{
  DAY_UNKNOWN,
  DAY_OFF,
  DAY_WORKING
} DayKind;

/* Chinese calendars mark 休 or 班 in the summary, Apple's in a property of its own. */
static DayKind
day_kind (icalcomponent *event, const char *title)
{
  for (icalproperty *p = icalcomponent_get_first_property (event, ICAL_X_PROPERTY); p != NULL;
       p = icalcomponent_get_next_property (event, ICAL_X_PROPERTY))
    if (g_strcmp0 (icalproperty_get_x_name (p), "X-APPLE-SPECIAL-DAY") == 0)
      return g_strcmp0 (icalproperty_get_x (p), "ALTERNATE-WORKDAY") == 0 ? DAY_WORKING : DAY_OFF;
  if (contains_any (title, work_words))
    return DAY_WORKING;
  return contains_any (title, off_words) ? DAY_OFF : DAY_UNKNOWN;
}

/* "国庆节（休）" is called 国庆节. */
static char *
holiday_name (const char *title)
{
  g_autoptr (GRegex) mark = g_regex_new (
      "[ ·:：]*([(（\\[【][休班][)）\\]】]|(调休|补)?(上班|[休班])$)", G_REGEX_OPTIMIZE, 0, NULL);
  g_autofree char *name = g_regex_replace_literal (mark, title, -1, 0, "", 0, NULL);
  g_strstrip (name);
  return name[0] == '\0' ? g_strdup (title) : g_steal_pointer (&name);
}

static gboolean
take_day (Reading *reading, guint julian, const char *title, gboolean working)
{
  g_autofree char *name = title == NULL ? NULL : holiday_name (title);
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  if (!first_time (reading, "day", julian, 0, 0, 0))
    return FALSE;
  g_ptr_array_add (reading->out->holidays,
                   geng_holiday_new (&date, name == NULL ? "" : name, working));
  return TRUE;
}

static void
take_holidays (Reading *reading,
               const GengIcalBlock *block,
               icalcomponent *event,
               GArray *spans,
               const char *title)
{
  DayKind kind = day_kind (event, title);
  if (kind == DAY_UNKNOWN)
    {
      skip (reading, block, title, _ ("marked neither 休 (off) nor 班 (working)"));
      return;
    }
  for (guint i = 0; i < spans->len; i++)
    {
      const GengIcalSpan *span = &g_array_index (spans, GengIcalSpan, i);
      if (reading->out->holidays->len >= MAX_TAKEN)
        {
          skip (reading, block, title, _ ("it goes on, but so many holidays are in one file"));
          return;
        }
      if (!span->all_day)
        {
          skip (reading, block, title,
                _ ("a holiday lasts whole days; DTSTART;VALUE=DATE would be right"));
          return;
        }
      for (guint day = span->first; day <= span->last; day++)
        if (!take_day (reading, day, title, kind == DAY_WORKING))
          skip (reading, block, title, _ ("another entry of this file speaks of the same day"));
    }
}

/* "This and all later ones" would have to be followed through the series. */
static gboolean
moves_later_ones (icalcomponent *event)
{
  icalproperty *id = icalcomponent_get_first_property (event, ICAL_RECURRENCEID_PROPERTY);
  return id != NULL && icalproperty_get_first_parameter (id, ICAL_RANGE_PARAMETER) != NULL;
}

/* The original of a moved instance names the instant that it replaces. */
static void
note_replaced (Reading *reading, icalcomponent *event)
{
  icalproperty *id = icalcomponent_get_first_property (event, ICAL_RECURRENCEID_PROPERTY);
  const char *uid = icalcomponent_get_uid (event);
  g_autofree char *reason = NULL;
  struct icaltimetype time;
  gint64 instant;
  if (id == NULL || uid == NULL || moves_later_ones (event))
    return;
  time = icalproperty_get_recurrenceid (id);
  if (geng_ical_time_is_valid (time)
      && geng_ical_zones_instant (reading->zones, id, time, &instant, &reason))
    g_hash_table_add (reading->replaced, g_strdup_printf ("%s %" G_GINT64_FORMAT, uid, instant));
}

static gint64
midnight_of (Reading *reading, guint julian)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_autoptr (GDateTime) day
      = g_date_time_new (geng_station_get_zone (reading->station), g_date_get_year (&date),
                         g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
  return g_date_time_to_unix (day);
}

static void
drop_replaced (Reading *reading, icalcomponent *event, GArray *spans)
{
  const char *uid = icalcomponent_get_uid (event);
  if (uid == NULL || icalcomponent_get_first_property (event, ICAL_RECURRENCEID_PROPERTY) != NULL)
    return;
  for (guint i = spans->len; i-- > 0;)
    {
      const GengIcalSpan *span = &g_array_index (spans, GengIcalSpan, i);
      gint64 instant = span->all_day ? midnight_of (reading, span->start) : span->start;
      g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, uid, instant);
      if (g_hash_table_contains (reading->replaced, key))
        g_array_remove_index (spans, i);
    }
}

static void
read_event (Reading *reading, const GengIcalBlock *block, icalcomponent *event, gboolean busy)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, TRUE, sizeof (GengIcalSpan));
  g_autofree char *title = title_of (event);
  g_autofree char *reason = NULL;
  gboolean fine;
  if (icalcomponent_get_status (event) == ICAL_STATUS_CANCELLED)
    {
      skip (reading, block, title, _ ("it is cancelled"));
      return;
    }
  if (moves_later_ones (event))
    {
      skip (reading, block, title,
            _ ("it changes all later ones too; enter them one by one, or as a series of their "
               "own"));
      return;
    }
  fine = busy ? geng_ical_spans_add_busy (spans, event, reading->zones, &reading->period, &reason)
              : geng_ical_spans_add (spans, event, reading->zones, &reading->period, &reason);
  drop_replaced (reading, event, spans);
  if (!fine)
    skip (reading, block, title, reason);
  else if (spans->len == 0)
    skip (reading, block, title, _ ("outside the period"));
  else if (reading->member == NULL)
    take_holidays (reading, block, event, spans, title);
  else
    take_requests (reading, block, kind_of (reading, event, title), spans, title);
}

/* More recurring events than one person's calendar has are there to cost time. */
#define MAX_RULES 200

static void
read_blocks (Reading *reading, GengIcalFile *ics, gboolean originals)
{
  guint rules = 0;
  for (guint i = 0; i < ics->blocks->len; i++)
    {
      const GengIcalBlock *block = g_ptr_array_index (ics->blocks, i);
      gboolean event = g_str_equal (block->name, "VEVENT");
      gboolean busy = g_str_equal (block->name, "VAVAILABILITY") && reading->member != NULL;
      g_autoptr (icalcomponent) component = NULL;
      g_autofree char *reason = NULL;
      if (!event && !busy)
        {
          if (!originals && !g_str_equal (block->name, "VTIMEZONE"))
            skip (reading, block, NULL, _ ("only VEVENT and VAVAILABILITY are read"));
          continue;
        }
      if (originals && strstr (block->text, "RECURRENCE-ID") == NULL)
        continue;
      component = geng_ical_block_parse (ics, block, &reason);
      if (originals && component != NULL)
        note_replaced (reading, component);
      else if (!originals && component == NULL)
        skip (reading, block, NULL, reason);
      else if (!originals && strstr (block->text, "RRULE") != NULL && ++rules > MAX_RULES)
        skip (reading, block, NULL, _ ("too many recurring events in one file"));
      else if (!originals)
        read_event (reading, block, component, busy);
    }
}

static void
set_period (Reading *reading, const GDate *first, const GDate *last)
{
  g_autoptr (GDateTime) from = geng_station_instant (reading->station, first, 0);
  g_autoptr (GDateTime) to = geng_station_instant (reading->station, last, GENG_DAY_MINUTES);
  reading->period.first = *first;
  reading->period.last = *last;
  reading->period.from = g_date_time_to_unix (from);
  reading->period.to = g_date_time_to_unix (to);
}

static GengImport *
read_file (Reading *reading, GBytes *content, const GDate *first, const GDate *last, GError **error)
{
  g_autoptr (GengIcalFile) ics = NULL;
  g_autoptr (GengImport) out = NULL;
  if (!g_date_valid (first) || !g_date_valid (last) || g_date_compare (first, last) > 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD, _ ("%s: the period ends before it begins"),
                   reading->file);
      return NULL;
    }
  ics = geng_ical_file_scan (content, reading->file, error);
  if (ics == NULL)
    return NULL;
  out = g_object_new (GENG_TYPE_IMPORT, NULL);
  reading->out = out;
  set_period (reading, first, last);
  reading->zones = geng_ical_zones_new (ics, geng_station_get_zone (reading->station));
  reading->replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_blocks (reading, ics, TRUE);
  read_blocks (reading, ics, FALSE);
  g_hash_table_unref (reading->seen);
  g_hash_table_unref (reading->replaced);
  geng_ical_zones_free (reading->zones);
  return g_steal_pointer (&out);
}

/**
 * geng_import_requests:
 * @station: the station, for its time zone
 * @member: whose calendar it is
 * @kind: what its entries are: %GENG_REQUEST_KIND_LEAVE or a wish.  Entries that are tentative or
 * say so themselves are taken as wishes
 * @content: an iCalendar file, UTF-8 or GB18030
 * @file: its name, for messages
 * @first: first day of interest
 * @last: last day of interest, inside
 * @error: return location; set when the file as a whole cannot be read
 *
 * Reads a member's absences: all-day and timed VEVENT, VAVAILABILITY (RFC 7953), with recurrences
 * worked out inside the period.  A time without a zone is the station's; an unknown zone is
 * refused.
 *
 * Fails with %GENG_ERROR_INVALID when the content is no calendar in UTF-8 or GB18030 (the message
 * names the line), %GENG_ERROR_TOO_LARGE, and %GENG_ERROR_PERIOD when @last is before @first.
 * Single events that do not fit are no error; they are skipped and listed.
 *
 * Returns: (transfer full) (nullable): what was taken and what was skipped
 */
GengImport *
geng_import_requests (GengStation *station,
                      GengMember *member,
                      GengRequestKind kind,
                      GBytes *content,
                      const char *file,
                      const GDate *first,
                      const GDate *last,
                      GError **error)
{
  Reading reading = { .station = station, .member = member, .kind = kind, .file = file };
  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_MEMBER (member) && content != NULL
                            && file != NULL,
                        NULL);
  return read_file (&reading, content, first, last, error);
}

/**
 * geng_import_holidays:
 * @station: the station, for its time zone
 * @content: an iCalendar file, UTF-8 or GB18030
 * @file: its name, for messages
 * @first: first day of interest
 * @last: last day of interest, inside
 * @error: return location; set when the file as a whole cannot be read
 *
 * Reads public holidays: all-day VEVENT whose summary says 休 or 假 (a day off) or 班 (a make-up
 * working day), or that bear Apple's X-APPLE-SPECIAL-DAY.
 *
 * Fails with %GENG_ERROR_INVALID when the content is no calendar in UTF-8 or GB18030 (the message
 * names the line), %GENG_ERROR_TOO_LARGE, and %GENG_ERROR_PERIOD when @last is before @first.
 * Single events that do not fit are no error; they are skipped and listed.
 *
 * Returns: (transfer full) (nullable): what was taken and what was skipped
 */
GengImport *
geng_import_holidays (GengStation *station,
                      GBytes *content,
                      const char *file,
                      const GDate *first,
                      const GDate *last,
                      GError **error)
{
  Reading reading = { .station = station, .file = file };
  g_return_val_if_fail (GENG_IS_STATION (station) && content != NULL && file != NULL, NULL);
  return read_file (&reading, content, first, last, error);
}

/**
 * geng_import_get_requests:
 * @self: an import
 *
 * Returns: (transfer none) (element-type GengRequest): leave and wishes, in the order of the file
 */
GPtrArray *
geng_import_get_requests (GengImport *self)
{
  g_return_val_if_fail (GENG_IS_IMPORT (self), NULL);
  return self->requests;
}

/**
 * geng_import_get_holidays:
 * @self: an import
 *
 * Returns: (transfer none) (element-type GengHoliday): days off and make-up working days, in the
 * order of the file
 */
GPtrArray *
geng_import_get_holidays (GengImport *self)
{
  g_return_val_if_fail (GENG_IS_IMPORT (self), NULL);
  return self->holidays;
}

/**
 * geng_import_get_skipped:
 * @self: an import
 *
 * Returns: (transfer none) (element-type GengFault): what was not taken, by line, with the reason
 */
GPtrArray *
geng_import_get_skipped (GengImport *self)
{
  g_return_val_if_fail (GENG_IS_IMPORT (self), NULL);
  return self->skipped;
}
