/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The journal's tables, out and in.  Times stand as the clock shows them; a service that
 * ends "before" it begins ends on the next day. */

#include "geng-journal-file.h"
#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-journal-columns.h"
#include "geng-journal-private.h"
#include "geng-writer.h"

typedef struct
{
  GengReader *reader;
  GengJournal *journal;
  GDateYear year; /* 0: rows of any month */
  GDateMonth month;
} Month;

typedef void (*ReadRow) (Month *self, const GengRow *row);
typedef void (*WriteRow) (GString *table, GengStation *station, gpointer row);

/* -- in -- */

static gpointer
entity (Month *self, const GengField *field, GListModel *list, const char *what)
{
  return geng_reader_entity (self->reader, field, list, what);
}

static GengMember *
read_member (Month *self, const GengField *field)
{
  return entity (self, field, geng_station_get_members (self->reader->station), _ ("member"));
}

static gboolean
read_date (Month *self, const GengField *field, GDate *date)
{
  g_date_clear (date, 1);
  if (field->text[0] == '\0' || geng_words_date (field->text, date))
    return TRUE;
  geng_faults_add (self->reader->faults, field->line, field->column,
                   _ ("'%s' is no date of the calendar; write it as 2026-12-31"), field->text);
  return FALSE;
}

/* A date that is not before @first, which may be invalid. */
static gboolean
read_later (Month *self, const GengField *field, const GDate *first, GDate *date)
{
  g_autofree char *before = g_date_valid (first) ? geng_date_to_string (first) : NULL;

  if (!read_date (self, field, date))
    return FALSE;
  if (before == NULL || !g_date_valid (date) || g_date_compare (date, first) >= 0)
    return TRUE;
  geng_faults_add (self->reader->faults, field->line, field->column,
                   _ ("%s is before %s, the date of the row"), field->text, before);
  return FALSE;
}

/* The date by which a row belongs to this month. */
static gboolean
read_day (Month *self, const GengField *field, GDate *date)
{
  if (!read_date (self, field, date))
    return FALSE;
  if (!g_date_valid (date))
    geng_faults_add (self->reader->faults, field->line, field->column,
                     _ ("a date is missing; write it as 2026-12-31"));
  else if (self->year != 0
           && (g_date_get_year (date) != self->year || g_date_get_month (date) != self->month))
    geng_faults_add (self->reader->faults, field->line, field->column,
                     _ ("%s is not in this folder's month"), field->text);
  else
    return TRUE;
  return FALSE;
}

/* So long after the end of the duty day a time of the clock is still taken for the next morning. */
#define GRACE (4 * 60)

/* The minute of the duty day that is later than @after, or -1: a time of the clock, or more than
 * 24:00 for what lies further on, like 33:00 for 09:00 of the next day. */
static int
minute_after (Month *self, int clock, int after)
{
  int start = geng_station_get_day_start_minute (self->reader->station);
  int minute
      = clock > GENG_DAY_MINUTES ? clock : geng_station_minute (self->reader->station, clock);

  if (minute <= after && minute + GENG_DAY_MINUTES <= start + GENG_DAY_MINUTES + GRACE)
    minute += GENG_DAY_MINUTES;
  return minute > after ? minute : -1;
}

/* The minute of the duty day; -1 for an empty field. */
static gboolean
read_time (Month *self, const GengField *field, int after, int *minute)
{
  int clock;

  *minute = -1;
  if (field->text[0] == '\0')
    return TRUE;
  if (!geng_words_minute (field->text, &clock))
    {
      geng_faults_add (self->reader->faults, field->line, field->column,
                       _ ("'%s' is no time of day; write it as 08:00"), field->text);
      return FALSE;
    }
  *minute = minute_after (self, clock, after);
  if (*minute < 0)
    geng_faults_add (
        self->reader->faults, field->line, field->column,
        _ ("'%s' is before %02d:%02d, when it began; for the next day write %02d:%02d"),
        field->text, after / 60 % 24, after % 60, clock / 60 + 24, clock % 60);
  return *minute >= 0;
}

static gboolean
read_word (Month *self, const GengField *field, const GengWord *words, int *value)
{
  g_autofree char *known = NULL;

  if (field->text[0] == '\0' || geng_words_find (words, field->text, value))
    return TRUE;
  known = geng_words_list (words);
  geng_faults_add (self->reader->faults, field->line, field->column,
                   _ ("unknown word '%s'; write one of %s"), field->text, known);
  return FALSE;
}

static const char *
text_of (const GengRow *row, guint column)
{
  const char *text = row->fields[column].text;

  return text[0] != '\0' ? text : NULL;
}

static GengShift *
read_shift (Month *self, const GengField *field)
{
  return entity (self, field, geng_station_get_shifts (self->reader->station), _ ("shift"));
}

static GengPost *
read_post (Month *self, const GengField *field)
{
  return entity (self, field, geng_station_get_posts (self->reader->station), _ ("post"));
}

/* Adding says what cannot have been; @column is where to look. */
static void
take (Month *self, const GengRow *row, guint column, gboolean added, GError *error)
{
  geng_reader_take (self->reader, row->line, row->fields[column].column, added, error);
}

static gint64
read_instant (Month *self, const GengField *field)
{
  g_autoptr (GDateTime) instant = NULL;

  if (field->text[0] == '\0')
    return 0;
  instant = g_date_time_new_from_iso8601 (field->text, NULL);
  if (instant == NULL || g_date_time_to_unix (instant) < 0)
    geng_faults_add (self->reader->faults, field->line, field->column,
                     _ ("'%s' is no moment such as 2026-11-20T08:00:00Z"), field->text);
  return instant != NULL ? MAX (0, g_date_time_to_unix (instant)) : 0;
}

static void
need_member (Month *self, const GengRow *row)
{
  const GengField *field = &row->fields[ATTENDANCE_MEMBER];

  if (field->text[0] == '\0')
    geng_faults_add (self->reader->faults, row->line, field->column, _ ("the %s is missing"),
                     _ ("member"));
}

/* (nullable): NULL after a fault. @corrected: the row has the columns of a correction. */
static GengAttendance *
create_attendance (Month *self, const GengRow *row, gboolean corrected)
{
  const GengField *fields = row->fields;
  GengMember *member = read_member (self, &fields[ATTENDANCE_MEMBER]);
  int kind = GENG_ATTENDANCE_KIND_SERVED, rounds = GENG_ROUNDS_UNKNOWN, start, end;
  gboolean ok = member != NULL;
  GDate date;

  need_member (self, row);
  ok = read_day (self, &fields[ATTENDANCE_DATE], &date) && ok;
  ok = read_word (self, &fields[ATTENDANCE_KIND], geng_words_attendance, &kind) && ok;
  ok = read_word (self, &fields[ATTENDANCE_ROUNDS], geng_words_rounds, &rounds) && ok;
  ok = read_time (self, &fields[ATTENDANCE_START], -1, &start) && ok;
  ok = ok && read_time (self, &fields[ATTENDANCE_END], start, &end);
  if (!ok)
    return NULL;
  return g_object_new (
      GENG_TYPE_ATTENDANCE, "member", member, "date", &date, "shift",
      read_shift (self, &fields[ATTENDANCE_SHIFT]), "post",
      read_post (self, &fields[ATTENDANCE_POST]), "kind", kind, "start-minute", start, "end-minute",
      end, "stands-in-for", read_member (self, &fields[ATTENDANCE_FOR]), "rounds", rounds,
      "confirmed-by", text_of (row, ATTENDANCE_BY), "confirmed-at",
      read_instant (self, &fields[ATTENDANCE_AT]), "note", text_of (row, ATTENDANCE_NOTE),
      "retracted-by", corrected ? text_of (row, CORRECTION_BY) : NULL, "retracted-at",
      corrected ? read_instant (self, &fields[CORRECTION_AT]) : (gint64) 0, NULL);
}

static void
read_attendance (Month *self, const GengRow *row)
{
  g_autoptr (GengAttendance) attendance = create_attendance (self, row, FALSE);
  g_autoptr (GError) error = NULL;
  gboolean added;

  if (attendance == NULL)
    return;
  added = geng_journal_add_attendance (self->journal, attendance, &error);
  take (self, row, ATTENDANCE_MEMBER, added, error);
}

static void
read_correction (Month *self, const GengRow *row)
{
  g_autoptr (GengAttendance) attendance = create_attendance (self, row, TRUE);
  g_autoptr (GError) error = NULL;
  gboolean added;

  if (attendance == NULL)
    return;
  added = geng_journal_add_retracted (self->journal, attendance, &error);
  take (self, row, CORRECTION_AT, added, error);
}

/* Kit goes out with service that is confirmed, in whose table it stands already. */
static gboolean
went_with_service (Month *self, GengKitLoan *loan)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (geng_kit_loan_get_member (loan) == NULL)
    return FALSE;
  rows = geng_journal_list_attendance (self->journal, geng_kit_loan_get_member (loan),
                                       geng_kit_loan_get_date (loan));
  for (guint i = 0; i < rows->len; i++)
    if (geng_attendance_get_shift (rows->pdata[i]) == geng_kit_loan_get_shift (loan))
      return TRUE;
  return FALSE;
}

static void
read_kit_loan (Month *self, const GengRow *row)
{
  const GengField *fields = row->fields;
  GListModel *items = geng_station_get_items (self->reader->station);
  g_autoptr (GengKitLoan) loan = NULL;
  g_autoptr (GError) error = NULL;
  int state = GENG_ITEM_STATE_USABLE, out, back;
  gpointer item;
  gboolean added, ok;
  GDate date;

  ok = read_day (self, &fields[KIT_DATE], &date);
  ok = read_word (self, &fields[KIT_STATE], geng_words_item_state, &state) && ok;
  ok = read_time (self, &fields[KIT_OUT], -1, &out) && ok;
  ok = ok && read_time (self, &fields[KIT_BACK], out, &back);
  item = entity (self, &fields[KIT_ITEM], items, _ ("item"));
  if (!ok || (item == NULL && text_of (row, KIT_ITEM) != NULL))
    return;
  loan = g_object_new (GENG_TYPE_KIT_LOAN, "date", &date, "shift",
                       read_shift (self, &fields[KIT_SHIFT]), "member",
                       read_member (self, &fields[KIT_MEMBER]), "kit-set", text_of (row, KIT_SET),
                       "item", item, "out-minute", out, "back-minute", back, "state", state, "note",
                       text_of (row, KIT_NOTE), NULL);
  /* Sets are renamed and given up: what went out under another name went out. */
  added = went_with_service (self, loan) ? geng_journal_keep_kit_loan (self->journal, loan, &error)
                                         : geng_journal_add_kit_loan (self->journal, loan, &error);
  take (self, row, KIT_SET, added, error);
}

static void
read_hand_over (Month *self, const GengRow *row)
{
  const GengField *fields = row->fields;
  g_autoptr (GengHandOverNote) note = NULL;
  g_autoptr (GError) error = NULL;
  int complete = TRUE, minute;
  gboolean added, ok;
  GDate date;

  ok = read_day (self, &fields[HAND_OVER_DATE], &date);
  ok = read_word (self, &fields[HAND_OVER_COMPLETE], geng_words_yes_no, &complete) && ok;
  ok = read_time (self, &fields[HAND_OVER_TIME], -1, &minute) && ok;
  if (!ok)
    return;
  /* A duty day ends when the next begins: 08:00 is said by those who leave. */
  if (minute == geng_station_get_day_start_minute (self->reader->station))
    minute += GENG_DAY_MINUTES;
  note = g_object_new (GENG_TYPE_HAND_OVER_NOTE, "date", &date, "minute", minute, "giver",
                       read_member (self, &fields[HAND_OVER_GIVER]), "receiver",
                       read_member (self, &fields[HAND_OVER_RECEIVER]), "complete", complete,
                       "report", text_of (row, HAND_OVER_REPORT), "open",
                       text_of (row, HAND_OVER_OPEN), NULL);
  added = geng_journal_add_hand_over_note (self->journal, note, &error);
  take (self, row, HAND_OVER_TIME, added, error);
}

static const GDate *
valid (const GDate *date)
{
  return g_date_valid (date) ? date : NULL;
}

static void
read_finding (Month *self, const GengRow *row)
{
  const GengField *fields = row->fields;
  g_autoptr (GengPatrolFinding) finding = NULL;
  g_autoptr (GError) error = NULL;
  GDate date, due, settled;
  gboolean added, ok;

  ok = read_day (self, &fields[FINDING_DATE], &date);
  ok = read_later (self, &fields[FINDING_DUE], &date, &due) && ok;
  ok = read_later (self, &fields[FINDING_SETTLED], &date, &settled) && ok;
  if (!ok)
    return;
  finding = g_object_new (
      GENG_TYPE_PATROL_FINDING, "id", text_of (row, FINDING_ID), "date", &date, "post",
      read_post (self, &fields[FINDING_POST]), "kind", text_of (row, FINDING_KIND), "text",
      text_of (row, FINDING_TEXT), "place", text_of (row, FINDING_PLACE), "reporter",
      text_of (row, FINDING_REPORTER), "department", text_of (row, FINDING_DEPARTMENT), "due",
      valid (&due), "settled", valid (&settled), "result", text_of (row, FINDING_RESULT), NULL);
  added = geng_journal_add_finding (self->journal, finding, &error);
  take (self, row, FINDING_ID, added, error);
}

static void
read_inspection (Month *self, const GengRow *row)
{
  const GengField *fields = row->fields;
  g_autoptr (GengInspection) inspection = NULL;
  g_autoptr (GError) error = NULL;
  int result = GENG_INSPECTION_RESULT_PASSED;
  GDate date, recheck;
  gboolean added, ok;

  ok = read_day (self, &fields[INSPECTION_DATE], &date);
  ok = read_later (self, &fields[INSPECTION_RECHECK], &date, &recheck) && ok;
  ok = read_word (self, &fields[INSPECTION_RESULT], geng_words_inspection, &result) && ok;
  if (!ok)
    return;
  inspection = g_object_new (
      GENG_TYPE_INSPECTION, "date", &date, "campaign", text_of (row, INSPECTION_CAMPAIGN), "post",
      read_post (self, &fields[INSPECTION_POST]), "premises", text_of (row, INSPECTION_PREMISES),
      "inspector", text_of (row, INSPECTION_INSPECTOR), "result", result, "notice",
      text_of (row, INSPECTION_NOTICE), "recheck", valid (&recheck), "finding",
      text_of (row, INSPECTION_FINDING), NULL);
  added = geng_journal_add_inspection (self->journal, inspection, &error);
  take (self, row, INSPECTION_PREMISES, added, error);
}

/* -- out -- */

static void
date_field (GString *table, const GDate *date)
{
  g_autofree char *text = date != NULL ? geng_date_to_string (date) : NULL;

  geng_csv_field (table, text);
}

static void
id_field (GString *table, gpointer object)
{
  geng_csv_field (table, object != NULL ? geng_entity_get_id (object) : NULL);
}

static void
name_field (GString *table, gpointer object)
{
  geng_csv_field (table, object != NULL ? geng_entity_get_name (object) : NULL);
}

/* What lies beyond the duty day's end by more than reading would guess is counted on from 24:00. */
static void
time_field (GString *table, GengStation *station, int minute)
{
  int most = geng_station_get_day_start_minute (station) + GENG_DAY_MINUTES + GRACE;
  g_autofree char *text
      = minute < 0 ? NULL
                   : geng_words_write_minute (minute > most ? minute : minute % GENG_DAY_MINUTES);

  geng_csv_field (table, text);
}

static void
instant_field (GString *table, gint64 instant)
{
  g_autoptr (GDateTime) utc = instant > 0 ? g_date_time_new_from_unix_utc (instant) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  geng_csv_field (table, text);
}

static void
write_attendance (GString *table, GengStation *station, gpointer row)
{
  GengAttendance *self = row;
  GengRounds rounds = geng_attendance_get_rounds (self);
  gboolean chinese = geng_write_chinese (station);

  date_field (table, geng_attendance_get_date (self));
  id_field (table, geng_attendance_get_shift (self));
  id_field (table, geng_attendance_get_post (self));
  id_field (table, geng_attendance_get_member (self));
  name_field (table, geng_attendance_get_member (self));
  geng_csv_field (
      table, geng_words_text (geng_words_attendance, geng_attendance_get_kind (self), chinese));
  time_field (table, station, geng_attendance_get_start_minute (self));
  time_field (table, station, geng_attendance_get_end_minute (self));
  id_field (table, geng_attendance_get_stands_in_for (self));
  geng_csv_field (table, rounds != GENG_ROUNDS_UNKNOWN
                             ? geng_words_text (geng_words_rounds, rounds, chinese)
                             : NULL);
  geng_csv_field (table, geng_attendance_get_confirmed_by (self));
  instant_field (table, geng_attendance_get_confirmed_at (self));
  geng_csv_field (table, geng_attendance_get_note (self));
}

static void
write_correction (GString *table, GengStation *station, gpointer row)
{
  write_attendance (table, station, row);
  geng_csv_field (table, geng_attendance_get_retracted_by (row));
  instant_field (table, geng_attendance_get_retracted_at (row));
}

static void
write_kit_loan (GString *table, GengStation *station, gpointer row)
{
  GengKitLoan *self = row;
  gboolean chinese = geng_write_chinese (station);

  date_field (table, geng_kit_loan_get_date (self));
  id_field (table, geng_kit_loan_get_shift (self));
  id_field (table, geng_kit_loan_get_member (self));
  name_field (table, geng_kit_loan_get_member (self));
  geng_csv_field (table, geng_kit_loan_get_kit_set (self));
  id_field (table, geng_kit_loan_get_item (self));
  time_field (table, station, geng_kit_loan_get_out_minute (self));
  time_field (table, station, geng_kit_loan_get_back_minute (self));
  geng_csv_field (table,
                  geng_words_text (geng_words_item_state, geng_kit_loan_get_state (self), chinese));
  geng_csv_field (table, geng_kit_loan_get_note (self));
}

static void
write_hand_over (GString *table, GengStation *station, gpointer row)
{
  GengHandOverNote *self = row;
  gboolean chinese = geng_write_chinese (station);

  date_field (table, geng_hand_over_note_get_date (self));
  time_field (table, station, geng_hand_over_note_get_minute (self));
  id_field (table, geng_hand_over_note_get_giver (self));
  id_field (table, geng_hand_over_note_get_receiver (self));
  geng_csv_field (
      table, geng_words_text (geng_words_yes_no, geng_hand_over_note_get_complete (self), chinese));
  geng_csv_field (table, geng_hand_over_note_get_report (self));
  geng_csv_field (table, geng_hand_over_note_get_open (self));
}

static void
write_finding (GString *table, GengStation *station, gpointer row)
{
  GengPatrolFinding *self = row;

  geng_csv_field (table, geng_patrol_finding_get_id (self));
  date_field (table, geng_patrol_finding_get_date (self));
  id_field (table, geng_patrol_finding_get_post (self));
  geng_csv_field (table, geng_patrol_finding_get_kind (self));
  geng_csv_field (table, geng_patrol_finding_get_text (self));
  geng_csv_field (table, geng_patrol_finding_get_place (self));
  geng_csv_field (table, geng_patrol_finding_get_reporter (self));
  geng_csv_field (table, geng_patrol_finding_get_department (self));
  date_field (table, geng_patrol_finding_get_due (self));
  date_field (table, geng_patrol_finding_get_settled (self));
  geng_csv_field (table, geng_patrol_finding_get_result (self));
}

static void
write_inspection (GString *table, GengStation *station, gpointer row)
{
  GengInspection *self = row;
  gboolean chinese = geng_write_chinese (station);

  date_field (table, geng_inspection_get_date (self));
  geng_csv_field (table, geng_inspection_get_campaign (self));
  id_field (table, geng_inspection_get_post (self));
  geng_csv_field (table, geng_inspection_get_premises (self));
  geng_csv_field (table, geng_inspection_get_inspector (self));
  geng_csv_field (
      table, geng_words_text (geng_words_inspection, geng_inspection_get_result (self), chinese));
  geng_csv_field (table, geng_inspection_get_notice (self));
  date_field (table, geng_inspection_get_recheck (self));
  geng_csv_field (table, geng_inspection_get_finding (self));
}

/* -- the tables -- */

static const struct
{
  const char *name;
  const GengColumn *columns;
  GListModel *(*get_rows) (GengJournal *journal);
  ReadRow read;
  WriteRow write;
} tables[GENG_JOURNAL_N_FILES] = {
  { "attendance.csv", geng_columns_attendance, geng_journal_get_attendance, read_attendance,
    write_attendance },
  { "corrections.csv", geng_columns_corrections, geng_journal_get_retracted, read_correction,
    write_correction },
  { "kit.csv", geng_columns_kit_loans, geng_journal_get_kit_loans, read_kit_loan, write_kit_loan },
  { "handover.csv", geng_columns_hand_overs, geng_journal_get_hand_over_notes, read_hand_over,
    write_hand_over },
  { "findings.csv", geng_columns_findings, geng_journal_get_findings, read_finding, write_finding },
  { "checks.csv", geng_columns_inspections, geng_journal_get_inspections, read_inspection,
    write_inspection },
};

char *
geng_journal_file_name (GDateYear year, GDateMonth month, guint file)
{
  return g_strdup_printf ("journal/%04d-%02d/%s", year, month, tables[file].name);
}

void
geng_journal_file_read (GengReader *reader, GengJournal *journal, GDateYear year, GDateMonth month)
{
  Month self = { reader, journal, year, month };

  for (guint i = 0; i < GENG_JOURNAL_N_FILES; i++)
    {
      g_autofree char *file = geng_journal_file_name (year, month, i);
      g_autofree char *path = g_build_filename (reader->folder, file, NULL);
      g_autoptr (GPtrArray) rows = NULL;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      reader->faults->file = file;
      rows = geng_reader_table (reader, file, tables[i].columns);
      for (guint row = 0; row < rows->len; row++)
        tables[i].read (&self, g_ptr_array_index (rows, row));
      reader->faults->file = NULL;
    }
}

const GengColumn *
geng_journal_file_columns (guint file)
{
  return tables[file].columns;
}

void
geng_journal_file_take (GengReader *reader, GengJournal *journal, guint file, const GengRow *row)
{
  Month self = { reader, journal, 0, 0 };

  tables[file].read (&self, row);
}

static const GDate *
date_of (gpointer row)
{
  if (GENG_IS_ATTENDANCE (row))
    return geng_attendance_get_date (row);
  if (GENG_IS_KIT_LOAN (row))
    return geng_kit_loan_get_date (row);
  if (GENG_IS_HAND_OVER_NOTE (row))
    return geng_hand_over_note_get_date (row);
  if (GENG_IS_PATROL_FINDING (row))
    return geng_patrol_finding_get_date (row);
  return geng_inspection_get_date (row);
}

GBytes *
geng_journal_file_write (GengJournal *journal, GDateYear year, GDateMonth month, guint file)
{
  gboolean chinese = geng_write_chinese (geng_journal_get_station (journal));
  GListModel *rows = tables[file].get_rows (journal);
  GString *table = geng_csv_begin (tables[file].columns, chinese);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);
      const GDate *date = date_of (row);

      if (g_date_get_year (date) != year || g_date_get_month (date) != month)
        continue;
      tables[file].write (table, geng_journal_get_station (journal), row);
      geng_csv_end_row (table);
      n++;
    }
  if (n > 0)
    return geng_csv_finish (table);
  g_string_free (table, TRUE);
  return NULL;
}
