/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-import-private.h"

#include "geng-array.h"
#include "geng-feed-text.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * A file is read twice.  The first pass learns what one event says of another: which versions of an
 * event there are (the highest SEQUENCE counts, RFC 5545 §3.8.7.4), which instances of a series are
 * replaced, and from where on a series moves.  The second takes the events one by one.
 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (icalcomponent, icalcomponent_free)

G_DEFINE_FINAL_TYPE (GengImport, geng_import, G_TYPE_OBJECT)

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

void
geng_reading_skip (GengReading *reading,
                   const GengIcalBlock *block,
                   const char *title,
                   const char *reason)
{
  g_autofree char *own = title == NULL ? geng_reading_title (block) : g_strdup (title);
  geng_reading_skip_line (reading, block->line, own == NULL ? block->name : own, reason);
}

void
geng_reading_skip_line (GengReading *reading, guint line, const char *title, const char *reason)
{
  glong length = MIN (TITLE_SHOWN, g_utf8_strlen (title, -1));
  g_autofree char *shown = g_utf8_substring (title, 0, length);
  g_autofree char *message = g_strdup_printf (_ ("“%s” skipped: %s"), shown,
                                              reason == NULL ? _ ("not readable") : reason);
  /* A reason may quote a part of the file that was cut inside a character. */
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_ptr_array_add (reading->out->skipped, geng_fault_new (reading->file, line, 0, valid));
}

char *
geng_reading_title (const GengIcalBlock *block)
{
  g_autofree char *summary = geng_ical_lines_lookup (block->kind, "SUMMARY");
  return summary == NULL ? NULL : geng_feed_text_clean (summary);
}

gboolean
geng_reading_is_new (GengReading *reading, const char *what, guint a, guint b, int c, int d)
{
  g_autofree char *key = g_strdup_printf ("%s %u %u %d %d", what, a, b, c, d);
  return g_hash_table_add (reading->seen, g_steal_pointer (&key));
}

static gint64
midnight_of (GengReading *reading, guint julian)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_autoptr (GDateTime) day
      = g_date_time_new (geng_station_get_zone (reading->station), g_date_get_year (&date),
                         g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
  return g_date_time_to_unix (day);
}

static gboolean
has_line (const GengIcalBlock *block, const char *start)
{
  g_autofree char *line = g_strconcat ("\n", start, NULL);
  return strstr (block->text, line) != NULL;
}

static gboolean
is_override (const GengIcalBlock *block)
{
  return has_line (block, "RECURRENCE-ID");
}

/* The instance that an override speaks of: as an instant, and as a point of its series. */
static gboolean
read_instance (GengReading *reading, icalcomponent *event, gint64 *instant, gint64 *since)
{
  icalproperty *id = icalcomponent_get_first_property (event, ICAL_RECURRENCEID_PROPERTY);
  g_autofree char *reason = NULL;
  struct icaltimetype time;
  GDate date;
  if (id == NULL)
    return FALSE;
  time = icalproperty_get_recurrenceid (id);
  if (!geng_ical_time_is_valid (time)
      || !geng_ical_zones_instant (reading->zones, id, time, instant, &reason))
    return FALSE;
  *since = *instant;
  if (time.is_date)
    {
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, time.day, time.month, time.year);
      *since = g_date_get_julian (&date);
      *instant = midnight_of (reading, *since);
    }
  return TRUE;
}

/* RECURRENCE-ID;RANGE=THISANDFUTURE */
static gboolean
moves_later_ones (icalcomponent *event)
{
  icalproperty *id = icalcomponent_get_first_property (event, ICAL_RECURRENCEID_PROPERTY);
  return id != NULL && icalproperty_get_first_parameter (id, ICAL_RANGE_PARAMETER) != NULL;
}

static guint
sequence_of (const GengIcalBlock *block)
{
  g_autofree char *text = geng_ical_lines_lookup (block->kind, "SEQUENCE");
  return text == NULL ? 0 : (guint) CLAMP (g_ascii_strtoll (text, NULL, 10), 0, G_MAXINT);
}

static char *
identity_of (GengReading *reading, const GengIcalBlock *block, icalcomponent *event)
{
  g_autofree char *uid = geng_ical_lines_lookup (block->kind, "UID");
  gint64 instant, since;
  if (uid == NULL || !is_override (block))
    return g_steal_pointer (&uid);
  if (event == NULL || !read_instance (reading, event, &instant, &since))
    return NULL;
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, uid, instant);
}

static void
note_version (GengReading *reading, const GengIcalBlock *block, const char *identity)
{
  gpointer known = NULL;
  guint sequence = sequence_of (block);
  if (g_hash_table_lookup_extended (reading->newest, identity, NULL, &known)
      && GPOINTER_TO_UINT (known) >= sequence)
    return;
  g_hash_table_replace (reading->newest, g_strdup (identity), GUINT_TO_POINTER (sequence));
}

static gboolean
is_outdated (GengReading *reading, const GengIcalBlock *block, const char *identity)
{
  return identity != NULL
         && sequence_of (block)
                < GPOINTER_TO_UINT (g_hash_table_lookup (reading->newest, identity));
}

/* Moves of all series of a file. */
#define MAX_MOVES 200

static const char *
fault_of_move (const GengIcalBlock *block, icalcomponent *event)
{
  struct icaltimetype start = icalcomponent_get_dtstart (event);
  icalproperty *id = icalcomponent_get_first_property (event, ICAL_RECURRENCEID_PROPERTY);
  if (has_line (block, "RRULE") || has_line (block, "RDATE") || has_line (block, "EXDATE"))
    return _ ("from a day on it follows another rule; write that as a series of its own");
  if (!icaltime_is_null_time (start) && start.is_date != icalproperty_get_recurrenceid (id).is_date)
    return _ ("from a day on it changes from days to hours, or back");
  return NULL;
}

static void
free_move (gpointer data)
{
  GengIcalMove *move = data;
  if (move->component != NULL)
    icalcomponent_free (move->component);
  g_free (move);
}

static int
compare_moves (gconstpointer a, gconstpointer b)
{
  const GengIcalMove *const *x = a, *const *y = b;
  return ((*x)->since > (*y)->since) - ((*x)->since < (*y)->since);
}

static gboolean
is_cancelled (const GengIcalBlock *block)
{
  g_autofree char *status = geng_ical_lines_lookup (block->kind, "STATUS");
  return status != NULL && g_ascii_strcasecmp (status, "CANCELLED") == 0;
}

static void
note_move (GengReading *reading, const GengIcalBlock *block, icalcomponent *event, gint64 since)
{
  g_autofree char *uid = geng_ical_lines_lookup (block->kind, "UID");
  GPtrArray *moves = g_hash_table_lookup (reading->moves, uid);
  gboolean many = ++reading->n_moves > MAX_MOVES;
  GengIcalMove *move;
  if (moves == NULL)
    {
      moves = g_ptr_array_new_with_free_func (free_move);
      g_hash_table_insert (reading->moves, g_steal_pointer (&uid), moves);
    }
  if (many && moves->len > 0)
    {
      move = g_ptr_array_index (moves, 0);
      move->fault = _ ("too many changes of whole series in one file");
      return;
    }
  move = g_new0 (GengIcalMove, 1);
  move->since = since;
  move->component = many ? NULL : icalcomponent_new_clone (event);
  move->cancelled = is_cancelled (block);
  move->fault
      = many ? _ ("too many changes of whole series in one file") : fault_of_move (block, event);
  move->data = (gpointer) block;
  g_ptr_array_add (moves, move);
}

/* @event: (nullable): parsed for overrides alone */
static void
learn (GengReading *reading, const GengIcalBlock *block, icalcomponent *event)
{
  g_autofree char *identity = identity_of (reading, block, event);
  gint64 instant, since;
  if (identity == NULL)
    return;
  if (event != NULL && read_instance (reading, event, &instant, &since))
    {
      if (moves_later_ones (event))
        note_move (reading, block, event, since);
      else
        g_hash_table_add (reading->replaced, g_strdup (identity));
    }
  if (!is_override (block)
      && (!g_hash_table_contains (reading->newest, identity)
          || sequence_of (block)
                 > GPOINTER_TO_UINT (g_hash_table_lookup (reading->newest, identity))))
    g_hash_table_replace (reading->masters, g_strdup (identity), (gpointer) block);
  note_version (reading, block, identity);
}

/* An older version of a move must not move anything. */
static void
forget_outdated (GengReading *reading, GPtrArray *moves)
{
  for (guint i = moves->len; i-- > 0;)
    {
      const GengIcalMove *move = g_ptr_array_index (moves, i);
      g_autofree char *identity = identity_of (reading, move->data, move->component);
      if (is_outdated (reading, move->data, identity))
        g_ptr_array_remove_index (moves, i);
    }
}

static void
order_moves (GengReading *reading)
{
  GHashTableIter iter;
  gpointer moves;
  g_hash_table_iter_init (&iter, reading->moves);
  while (g_hash_table_iter_next (&iter, NULL, &moves))
    {
      forget_outdated (reading, moves);
      g_ptr_array_sort (moves, compare_moves);
    }
}

static void
drop_replaced (GengReading *reading, const GengIcalBlock *block, GArray *spans)
{
  g_autofree char *uid = geng_ical_lines_lookup (block->kind, "UID");
  if (uid == NULL || is_override (block))
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

static const GPtrArray *
moves_of (GengReading *reading, const GengIcalBlock *block)
{
  g_autofree char *uid = geng_ical_lines_lookup (block->kind, "UID");
  return uid == NULL || is_override (block) ? NULL : g_hash_table_lookup (reading->moves, uid);
}

/* Its series speaks for it. */
static gboolean
belongs_to_series (GengReading *reading, const GengIcalBlock *block, icalcomponent *event)
{
  g_autofree char *uid = geng_ical_lines_lookup (block->kind, "UID");
  return uid != NULL && moves_later_ones (event) && g_hash_table_contains (reading->newest, uid);
}

static void
take_spans (GengReading *reading, const GengIcalBlock *block, GArray *spans)
{
  const GengIcalSpan *first = &g_array_index (spans, GengIcalSpan, 0);
  const char *free_reason
      = reading->member == NULL ? NULL : geng_reading_free_reason (block, first->all_day);
  if (free_reason != NULL)
    geng_reading_skip (reading, block, NULL, free_reason);
  else if (reading->member == NULL)
    geng_reading_take_holidays (reading, block, spans);
  else
    geng_reading_take_requests (reading, block, spans);
}

/* More old overrides than this are taken as they are. */
#define MAX_CHECKS 500

/* An override that is older than its series may speak of an instance that the series no longer
 * has. */
static gboolean
has_lost_its_place (GengReading *reading,
                    GengIcalFile *ics,
                    const GengIcalBlock *block,
                    icalcomponent *event)
{
  g_autofree char *uid = geng_ical_lines_lookup (block->kind, "UID");
  const GengIcalBlock *master = uid == NULL ? NULL : g_hash_table_lookup (reading->masters, uid);
  g_autoptr (icalcomponent) series = NULL;
  g_autofree char *reason = NULL;
  gint64 instant, since;
  if (master == NULL || !is_override (block) || sequence_of (block) >= sequence_of (master)
      || ++reading->n_checks > MAX_CHECKS || !read_instance (reading, event, &instant, &since))
    return FALSE;
  series = geng_ical_block_parse (ics, master, &reason);
  return series != NULL
         && !geng_ical_spans_contain (series, reading->zones, &reading->period, since);
}

static void
read_event (GengReading *reading,
            GengIcalFile *ics,
            const GengIcalBlock *block,
            icalcomponent *event,
            gboolean busy)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, TRUE, sizeof (GengIcalSpan));
  g_autofree char *identity = identity_of (reading, block, event);
  g_autofree char *reason = NULL;
  GengIcalReading how = { .moments = reading->member == NULL, .moves = moves_of (reading, block) };
  gboolean fine;
  if (is_outdated (reading, block, identity))
    geng_reading_skip (reading, block, NULL, _ ("a newer version of it is in the file"));
  else if (has_lost_its_place (reading, ics, block, event))
    geng_reading_skip (reading, block, NULL, _ ("its series no longer has this day"));
  else if (is_cancelled (block))
    geng_reading_skip (reading, block, NULL, _ ("it is cancelled"));
  else if (!belongs_to_series (reading, block, event))
    {
      fine = busy ? geng_ical_spans_add_busy (spans, event, reading->zones, &reading->period,
                                              &reason)
                  : geng_ical_spans_add (spans, event, &how, reading->zones, &reading->period,
                                         &reason);
      drop_replaced (reading, block, spans);
      if (!fine)
        geng_reading_skip (reading, block, NULL, reason);
      else if (spans->len == 0)
        geng_reading_skip (reading, block, NULL, _ ("outside the period"));
      else
        take_spans (reading, block, spans);
    }
}

/* libical leaves out what it gets no memory for and seldom says so; the system does. */
static void
note_starved (GengReading *reading)
{
  reading->starved = reading->starved || errno == ENOMEM;
  errno = 0;
}

static void
learn_blocks (GengReading *reading, GengIcalFile *ics)
{
  for (guint i = 0; i < ics->blocks->len; i++)
    {
      const GengIcalBlock *block = g_ptr_array_index (ics->blocks, i);
      g_autoptr (icalcomponent) component = NULL;
      g_autofree char *reason = NULL;
      if (!g_str_equal (block->name, "VEVENT"))
        continue;
      if (is_override (block))
        component = geng_ical_block_parse (ics, block, &reason);
      learn (reading, block, component);
      note_starved (reading);
    }
  order_moves (reading);
}

/* More recurring events than one person's calendar has are there to cost time. */
#define MAX_RULES 200

static void
read_blocks (GengReading *reading, GengIcalFile *ics)
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
          if (!g_str_equal (block->name, "VTIMEZONE"))
            geng_reading_skip (reading, block, NULL, _ ("only VEVENT and VAVAILABILITY are read"));
          continue;
        }
      component = geng_ical_block_parse (ics, block, &reason);
      if (component == NULL)
        geng_reading_skip (reading, block, NULL, reason);
      else if (has_line (block, "RRULE") && !is_override (block) && ++rules > MAX_RULES)
        geng_reading_skip (reading, block, NULL, _ ("too many recurring events in one file"));
      else
        read_event (reading, ics, block, component, busy);
      note_starved (reading);
    }
}

static void
set_period (GengReading *reading, const GDate *first, const GDate *last)
{
  g_autoptr (GDateTime) from = geng_station_instant (reading->station, first, 0);
  g_autoptr (GDateTime) to = geng_station_instant (reading->station, last, GENG_DAY_MINUTES);
  reading->period.first = *first;
  reading->period.last = *last;
  reading->period.effort = GENG_ICAL_EFFORT;
  reading->period.from = g_date_time_to_unix (from);
  reading->period.to = g_date_time_to_unix (to);
}

static GHashTable *
text_table_new (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

static gboolean
read_calendar (GengReading *reading, GBytes *content, GError **error)
{
  g_autoptr (GengIcalFile) ics = geng_ical_file_scan (content, reading->file, FALSE, error);
  if (ics == NULL)
    return FALSE;
  errno = 0;
  reading->zones = geng_ical_zones_new (ics, geng_station_get_zone (reading->station));
  note_starved (reading);
  reading->newest = text_table_new (NULL);
  reading->masters = text_table_new (NULL);
  reading->replaced = text_table_new (NULL);
  reading->moves = text_table_new ((GDestroyNotify) g_ptr_array_unref);
  learn_blocks (reading, ics);
  read_blocks (reading, ics);
  g_hash_table_unref (reading->moves);
  g_hash_table_unref (reading->replaced);
  g_hash_table_unref (reading->masters);
  g_hash_table_unref (reading->newest);
  geng_ical_zones_free (reading->zones);
  if (reading->starved)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, "%s: %s", reading->file,
                 g_strerror (ENOMEM));
  return !reading->starved;
}

static GengImport *
read_file (GengReading *reading,
           GBytes *content,
           const GDate *first,
           const GDate *last,
           GError **error)
{
  gboolean json = reading->member == NULL && geng_reading_is_json (content);
  g_autoptr (GHashTable) seen = text_table_new (NULL);
  g_autoptr (GengImport) out = g_object_new (GENG_TYPE_IMPORT, NULL);
  if (!g_date_valid (first) || !g_date_valid (last) || g_date_compare (first, last) > 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_PERIOD, _ ("%s: the period ends before it begins"),
                   reading->file);
      return NULL;
    }
  reading->out = out;
  reading->seen = seen;
  set_period (reading, first, last);
  if (json ? geng_reading_take_json (reading, content, error)
           : read_calendar (reading, content, error))
    return g_steal_pointer (&out);
  return NULL;
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
 * names the line), %GENG_ERROR_TOO_LARGE, %GENG_ERROR_PERIOD when @last is before @first, and
 * %G_FILE_ERROR_NOMEM.
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
  GengReading reading = { .station = station, .member = member, .kind = kind, .file = file };
  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_MEMBER (member) && content != NULL
                            && file != NULL,
                        NULL);
  return read_file (&reading, content, first, last, error);
}

/**
 * geng_import_holidays:
 * @station: the station, for its time zone
 * @content: an iCalendar file, UTF-8 or GB18030, or JSON
 * @file: its name, for messages
 * @first: first day of interest
 * @last: last day of interest, inside
 * @error: return location; set when the file as a whole cannot be read
 *
 * Reads public holidays: VEVENT whose summary says 休 or 假 (a day off) or 班 (a make-up working
 * day), or that bear Apple's X-APPLE-SPECIAL-DAY; JSON as holiday-cn writes it (`days` with `name`,
 * `date` and `isOffDay`) or china-holiday-calender (`Years` of holidays with `Name`, `StartDate`,
 * `EndDate` and `CompDays`).
 *
 * Fails with %GENG_ERROR_INVALID when the content is no calendar in UTF-8 or GB18030 and no such
 * JSON (the message names the line), %GENG_ERROR_TOO_LARGE, %G_FILE_ERROR_NOMEM, and
 * %GENG_ERROR_PERIOD when @last is before @first.
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
  GengReading reading = { .station = station, .file = file };
  g_return_val_if_fail (GENG_IS_STATION (station) && content != NULL && file != NULL, NULL);
  return read_file (&reading, content, first, last, error);
}

/**
 * geng_import_list_requests:
 * @self: an import
 *
 * Returns: (transfer container) (element-type GengRequest): leave and wishes, in the order of
 * the file
 */
GPtrArray *
geng_import_list_requests (GengImport *self)
{
  g_return_val_if_fail (GENG_IS_IMPORT (self), NULL);
  return geng_array_copy (self->requests, GENG_TYPE_REQUEST);
}

/**
 * geng_import_list_holidays:
 * @self: an import
 *
 * Returns: (transfer container) (element-type GengHoliday): days off and make-up working days,
 * in the order of the file
 */
GPtrArray *
geng_import_list_holidays (GengImport *self)
{
  g_return_val_if_fail (GENG_IS_IMPORT (self), NULL);
  return geng_array_copy (self->holidays, GENG_TYPE_HOLIDAY);
}

/**
 * geng_import_list_skipped:
 * @self: an import
 *
 * Returns: (transfer container) (element-type GengFault): what was not taken, by line, with the
 * reason
 */
GPtrArray *
geng_import_list_skipped (GengImport *self)
{
  g_return_val_if_fail (GENG_IS_IMPORT (self), NULL);
  return geng_array_copy (self->skipped, GENG_TYPE_FAULT);
}
