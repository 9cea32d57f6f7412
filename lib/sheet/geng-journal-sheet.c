/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A table of the journal from outside: a 签到表, a 问题台账 or a 检查台账 as an office keeps it.
 *
 * The columns are found by their names, wherever they stand and whatever stands above them; what a
 * row says is read as the folder's own tables are.  All of it is taken, or nothing; what the
 * journal has already is not taken twice.
 */

#include "geng-gettext.h"
#include "geng-journal-columns.h"
#include "geng-journal-file.h"
#include "geng-row.h"
#include "geng-text.h"

#include <geng/geng-error.h>
#include <geng-office/geng-journal-sheet.h>
#include <stdio.h>
#include <string.h>

/* Titles, dates and explanations above the names of the columns. */
#define MOST_HEAD_ROWS 30

static const struct
{
  guint file;
  guint date;
} kinds[] = {
  [GENG_JOURNAL_TABLE_ATTENDANCE] = { GENG_JOURNAL_ATTENDANCE, ATTENDANCE_DATE },
  [GENG_JOURNAL_TABLE_FINDINGS] = { GENG_JOURNAL_FINDINGS, FINDING_DATE },
  [GENG_JOURNAL_TABLE_INSPECTIONS] = { GENG_JOURNAL_CHECKS, INSPECTION_DATE },
};

/* What offices write over the same columns. */
static const struct
{
  const char *column, *title;
} titles[] = {
  { "member", "姓名" },         { "member", "name" },
  { "start", "到岗时间" },      { "start", "签到时间" },
  { "start", "上班" },          { "end", "离岗时间" },
  { "end", "签退时间" },        { "end", "下班" },
  { "kind", "出勤情况" },       { "kind", "出勤" },
  { "kind", "到岗" },           { "kind", "签到" },
  { "kind", "考勤" },           { "post", "岗位" },
  { "post", "网格" },           { "text", "问题内容" },
  { "text", "问题" },           { "due", "整改期限" },
  { "due", "办理期限" },        { "department", "转办单位" },
  { "department", "责任部门" }, { "premises", "单位名称" },
  { "premises", "企业名称" },   { "inspector", "检查人员" },
  { "result", "检查结果" },     { "result", "办理结果" },
  { "notice", "整改通知书" },   { "reporter", "上报人员" },
};

typedef struct
{
  GengWorksheet *sheet;
  GengJournalTable table;
  const GengColumn *columns;
  guint n_columns;
  int *where;    /* [n_columns]: the sheet's column; -1 for none */
  guint head;    /* the row with the names */
  char *day;     /* (nullable): the date that stands above a sheet without a column for it */
  guint day_row; /* where */
  GengReader *reader;
  GengRoster *official; /* (nullable): who was to serve when */
} Sheet;

static void
sheet_clear (Sheet *self)
{
  g_free (self->where);
  g_free (self->day);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

static const char *
cell (const Sheet *self, guint row, int column)
{
  const char *text
      = column >= 0 ? geng_worksheet_get_cell (self->sheet, row, (guint) column) : NULL;

  return text != NULL ? text : "";
}

/* -- the columns -- */

static gboolean
is_called (const char *title, const char *name)
{
  g_autofree char *a = geng_text_compact (title);
  g_autofree char *b = geng_text_compact (name);

  return a[0] != '\0' && g_str_equal (a, b);
}

static gboolean
is_column (const char *title, const GengColumn *column)
{
  if (is_called (title, column->english) || is_called (title, column->chinese))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].column, column->english) && is_called (title, titles[i].title))
      return TRUE;
  return FALSE;
}

/* The first that has its own name, else the first that is called so elsewhere. */
static int
find_column (const Sheet *self, guint row, const GengColumn *column)
{
  guint n = geng_worksheet_get_n_columns (self->sheet);

  for (guint c = 0; c < n; c++)
    if (is_called (cell (self, row, (int) c), column->chinese)
        || is_called (cell (self, row, (int) c), column->english))
      return (int) c;
  for (guint c = 0; c < n; c++)
    if (is_column (cell (self, row, (int) c), column))
      return (int) c;
  return -1;
}

/* The columns without which a row says nothing; the date may stand above. */
static gboolean
is_needed (const Sheet *self, guint column)
{
  switch (self->table)
    {
    case GENG_JOURNAL_TABLE_ATTENDANCE:
      return column == ATTENDANCE_MEMBER;
    case GENG_JOURNAL_TABLE_FINDINGS:
      return column == FINDING_TEXT;
    case GENG_JOURNAL_TABLE_INSPECTIONS:
    default:
      return column == INSPECTION_PREMISES;
    }
}

static gboolean
try_head (Sheet *self, guint row)
{
  guint n_found = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      self->where[i] = find_column (self, row, &self->columns[i]);
      n_found += self->where[i] >= 0;
      if (self->where[i] < 0 && is_needed (self, i))
        return FALSE;
    }
  self->head = row;
  return n_found >= 2;
}

/* A date somewhere in a title: "2026年12月3日", "2026-12-03". */
static char *
find_date (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      int year = 0, month = 0, day = 0;

      if (g_ascii_isdigit (*at)
          && (sscanf (at, "%4d年%2d月%2d日", &year, &month, &day) == 3
              || sscanf (at, "%4d-%2d-%2d", &year, &month, &day) == 3)
          && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
        return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
    }
  return NULL;
}

static void
find_day_above (Sheet *self)
{
  for (guint row = 0; self->day == NULL && row < self->head; row++)
    for (guint c = 0; self->day == NULL && c < geng_worksheet_get_n_columns (self->sheet); c++)
      {
        self->day = find_date (cell (self, row, (int) c));
        self->day_row = row;
      }
}

static char *
list_titles (const Sheet *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_columns; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", self->columns[i].chinese);
  return g_string_free (text, FALSE);
}

static gboolean
open_sheet (Sheet *self, GengWorksheet *sheet, GengJournalTable table, GError **error)
{
  g_autofree char *known = NULL;

  self->sheet = sheet;
  self->table = table;
  self->columns = geng_journal_file_columns (kinds[table].file);
  while (self->columns[self->n_columns].english != NULL)
    self->n_columns++;
  self->where = g_new (int, self->n_columns + 1);
  for (guint row = 0; row < MIN (geng_worksheet_get_n_rows (sheet), MOST_HEAD_ROWS); row++)
    if (try_head (self, row))
      {
        if (self->where[kinds[table].date] < 0)
          find_day_above (self);
        if (self->where[kinds[table].date] >= 0 || self->day != NULL)
          return TRUE;
      }
  known = list_titles (self);
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("%s: no row names the columns; it should be some of %s, and a date in a column "
                  "or above"),
               geng_worksheet_get_file (sheet), known);
  return FALSE;
}

/* -- the rows -- */

static char *
field_text (const Sheet *self, guint row, guint column)
{
  if (column == kinds[self->table].date && self->where[column] < 0)
    return g_strdup (self->day);
  return g_strstrip (g_strdup (cell (self, row, self->where[column])));
}

/* Lines and columns count from 1, as for the readers of files. */
static GengField *
read_fields (const Sheet *self, guint row)
{
  GengField *fields = g_new0 (GengField, self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    {
      fields[i].text = field_text (self, row, i);
      fields[i].line = row + 1;
      fields[i].column = (guint) MAX (self->where[i], 0) + 1;
    }
  return fields;
}

static void
free_fields (const Sheet *self, GengField *fields)
{
  for (guint i = 0; i < self->n_columns; i++)
    g_free (fields[i].text);
  g_free (fields);
}

/* A line that nobody filled in: a name that is printed says nothing of who came. */
static gboolean
is_blank (const Sheet *self, const GengField *fields)
{
  if (self->table == GENG_JOURNAL_TABLE_ATTENDANCE)
    return fields[ATTENDANCE_MEMBER].text[0] == '\0'
           || (fields[ATTENDANCE_KIND].text[0] == '\0' && fields[ATTENDANCE_START].text[0] == '\0'
               && fields[ATTENDANCE_END].text[0] == '\0');
  for (guint i = 0; i < self->n_columns; i++)
    if (is_needed (self, i))
      return fields[i].text[0] == '\0';
  return TRUE;
}

/* -- a tick in the place of times -- */

static void
set_text (GengField *field, const char *text)
{
  g_free (field->text);
  field->text = g_strdup (text != NULL ? text : "");
}

static gboolean
is_tick (const char *text)
{
  static const char *const ticks[] = { "√", "✓", "✔", "☑", "到", "已到", "是" };

  for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
    if (g_str_equal (text, ticks[i]))
      return TRUE;
  return FALSE;
}

/* "次日04:00", as our own forms write it, is 04:00: the duty day knows that it is the next date. */
static void
drop_next_day (GengField *field)
{
  static const char *const words[] = { "次日", "next day" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (field->text, words[i]))
      {
        g_autofree char *clock = g_strstrip (g_strdup (field->text + strlen (words[i])));

        set_text (field, clock);
        return;
      }
}

/* Our own form has no column for how it went: who was away is told among the remarks. */
static void
take_absence (GengField *fields)
{
  int kind = GENG_ATTENDANCE_KIND_SERVED;

  if (fields[ATTENDANCE_KIND].text[0] == '\0' && fields[ATTENDANCE_START].text[0] == '\0'
      && fields[ATTENDANCE_END].text[0] == '\0'
      && geng_words_find (geng_words_attendance, fields[ATTENDANCE_NOTE].text, &kind)
      && kind == GENG_ATTENDANCE_KIND_ABSENT)
    set_text (&fields[ATTENDANCE_KIND], fields[ATTENDANCE_NOTE].text);
}

/* "白班（08:00–18:00）", as our own form has it, is 白班. */
static void
drop_bracket (const Sheet *self, GengField *field)
{
  GListModel *shifts = geng_station_get_shifts (self->reader->station);
  const char *bracket = strstr (field->text, "（");
  g_autofree char *head = NULL;

  if (geng_reader_find (shifts, field->text) != NULL)
    return;
  bracket = bracket != NULL ? bracket : strchr (field->text, '(');
  if (bracket == NULL)
    return;
  head = g_strchomp (g_strndup (field->text, (gsize) (bracket - field->text)));
  if (geng_reader_find (shifts, head) != NULL)
    set_text (field, head);
}

/* Whoever has one duty on a day needs no shift on the sheet. */
static void
take_from_duty (const Sheet *self, GengField *fields)
{
  GListModel *members = geng_station_get_members (self->reader->station);
  GengMember *member = geng_reader_find (members, fields[ATTENDANCE_MEMBER].text);
  GengDuty *duty = NULL;
  GDate date;

  if (self->official == NULL || fields[ATTENDANCE_SHIFT].text[0] != '\0' || member == NULL
      || !geng_words_date (fields[ATTENDANCE_DATE].text, &date)
      || (duty = geng_roster_lookup (self->official, member, &date)) == NULL)
    return;
  set_text (&fields[ATTENDANCE_SHIFT],
            geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))));
  if (fields[ATTENDANCE_POST].text[0] == '\0')
    set_text (&fields[ATTENDANCE_POST],
              geng_entity_get_id (GENG_ENTITY (geng_duty_get_post (duty))));
}

/* Who is ticked and has no times served his shift as it is. */
static void
take_times (const Sheet *self, GengField *fields)
{
  GengShift *shift = geng_reader_find (geng_station_get_shifts (self->reader->station),
                                       fields[ATTENDANCE_SHIFT].text);
  int kind = GENG_ATTENDANCE_KIND_SERVED;
  g_autofree char *start = NULL, *end = NULL;

  if (shift == NULL || fields[ATTENDANCE_START].text[0] != '\0'
      || fields[ATTENDANCE_END].text[0] != '\0'
      || !geng_words_find (geng_words_attendance, fields[ATTENDANCE_KIND].text, &kind)
      || kind != GENG_ATTENDANCE_KIND_SERVED)
    return;
  start = geng_words_write_minute (geng_shift_get_start_minute (shift) % GENG_DAY_MINUTES);
  end = geng_words_write_minute (geng_shift_get_end_minute (shift) % GENG_DAY_MINUTES);
  set_text (&fields[ATTENDANCE_START], start);
  set_text (&fields[ATTENDANCE_END], end);
}

static void
complete (const Sheet *self, GengField *fields)
{
  const guint times[] = { ATTENDANCE_START, ATTENDANCE_END };

  if (self->table != GENG_JOURNAL_TABLE_ATTENDANCE)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      drop_next_day (&fields[times[i]]);
      if (!is_tick (fields[times[i]].text))
        continue;
      set_text (&fields[times[i]], NULL);
      if (fields[ATTENDANCE_KIND].text[0] == '\0')
        set_text (&fields[ATTENDANCE_KIND], "√");
    }
  take_absence (fields);
  /* Who signs with his name was there. */
  if (is_tick (fields[ATTENDANCE_KIND].text)
      || g_str_equal (fields[ATTENDANCE_KIND].text, fields[ATTENDANCE_MEMBER].text))
    set_text (&fields[ATTENDANCE_KIND], "√");
  if (is_blank (self, fields))
    return;
  drop_bracket (self, &fields[ATTENDANCE_SHIFT]);
  take_from_duty (self, fields);
  take_times (self, fields);
}

/* A finding without a number gets the next one. */
static void
give_number (const Sheet *self, GengField *fields, GengJournal *journal)
{
  GDate date;

  if (self->table != GENG_JOURNAL_TABLE_FINDINGS || fields[FINDING_ID].text[0] != '\0'
      || !geng_words_date (fields[FINDING_DATE].text, &date))
    return;
  g_free (fields[FINDING_ID].text);
  fields[FINDING_ID].text = geng_journal_next_finding_id (journal, &date);
}

static GListModel *
list_rows (const Sheet *self, GengJournal *journal)
{
  return self->table == GENG_JOURNAL_TABLE_ATTENDANCE ? geng_journal_get_attendance (journal)
         : self->table == GENG_JOURNAL_TABLE_FINDINGS ? geng_journal_get_findings (journal)
                                                      : geng_journal_get_inspections (journal);
}

/* (transfer full) (nullable): the row by itself; NULL after a fault */
static GObject *
read_row (const Sheet *self, GengField *fields, guint row)
{
  g_autoptr (GengJournal) alone = geng_journal_new (self->reader->station);
  GengRow line = { row + 1, fields };

  geng_journal_file_take (self->reader, alone, kinds[self->table].file, &line);
  return g_list_model_get_item (list_rows (self, alone), 0);
}

static gboolean
same_date (const GDate *a, const GDate *b)
{
  return a == b || (a != NULL && b != NULL && g_date_compare (a, b) == 0);
}

static gboolean
same_attendance (GengAttendance *a, GengAttendance *b)
{
  return geng_attendance_get_member (a) == geng_attendance_get_member (b)
         && same_date (geng_attendance_get_date (a), geng_attendance_get_date (b))
         && geng_attendance_get_shift (a) == geng_attendance_get_shift (b)
         && geng_attendance_get_kind (a) == geng_attendance_get_kind (b)
         && geng_attendance_get_start_minute (a) == geng_attendance_get_start_minute (b)
         && geng_attendance_get_end_minute (a) == geng_attendance_get_end_minute (b)
         && geng_attendance_get_stands_in_for (a) == geng_attendance_get_stands_in_for (b);
}

static gboolean
same_finding (GengPatrolFinding *a, GengPatrolFinding *b)
{
  return same_date (geng_patrol_finding_get_date (a), geng_patrol_finding_get_date (b))
         && geng_patrol_finding_get_post (a) == geng_patrol_finding_get_post (b)
         && g_strcmp0 (geng_patrol_finding_get_kind (a), geng_patrol_finding_get_kind (b)) == 0
         && g_strcmp0 (geng_patrol_finding_get_text (a), geng_patrol_finding_get_text (b)) == 0;
}

static gboolean
same_inspection (GengInspection *a, GengInspection *b)
{
  return same_date (geng_inspection_get_date (a), geng_inspection_get_date (b))
         && geng_inspection_get_result (a) == geng_inspection_get_result (b)
         && g_strcmp0 (geng_inspection_get_premises (a), geng_inspection_get_premises (b)) == 0;
}

static gboolean
is_known (const Sheet *self, GengJournal *journal, gpointer row)
{
  GListModel *rows = list_rows (self, journal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (rows, i);

      if (self->table == GENG_JOURNAL_TABLE_ATTENDANCE ? same_attendance (row, (gpointer) other)
          : self->table == GENG_JOURNAL_TABLE_FINDINGS ? same_finding (row, (gpointer) other)
                                                       : same_inspection (row, (gpointer) other))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_row (const Sheet *self, GengJournal *journal, gpointer row, GError **error)
{
  return self->table == GENG_JOURNAL_TABLE_ATTENDANCE
             ? geng_journal_add_attendance (journal, row, error)
         : self->table == GENG_JOURNAL_TABLE_FINDINGS
             ? geng_journal_add_finding (journal, row, error)
             : geng_journal_add_inspection (journal, row, error);
}

/* Who answers for it, where the sheet does not say. */
static void
sign (const Sheet *self, GObject **row, const char *by, GDateTime *now)
{
  GObject *signed_row;

  if (self->table != GENG_JOURNAL_TABLE_ATTENDANCE)
    return;
  if (geng_attendance_get_confirmed_by (GENG_ATTENDANCE (*row)) != NULL)
    by = geng_attendance_get_confirmed_by (GENG_ATTENDANCE (*row));
  signed_row
      = geng_row_copy (*row, "confirmed-by", by, "confirmed-at", g_date_time_to_unix (now), NULL);
  g_object_unref (*row);
  *row = signed_row;
}

typedef struct
{
  GengJournal *trial; /* the journal with what was taken so far */
  GPtrArray *taken;
  guint n_known;
  const char *by;
  GDateTime *now;
} Taking;

static void
take_row (const Sheet *self, guint row, Taking *taking)
{
  GengField *fields = read_fields (self, row);
  g_autoptr (GObject) made = NULL;
  g_autoptr (GError) error = NULL;

  give_number (self, fields, taking->trial);
  complete (self, fields);
  if (!is_blank (self, fields))
    made = read_row (self, fields, row);
  if (made != NULL && is_known (self, taking->trial, made))
    taking->n_known++;
  else if (made != NULL)
    {
      sign (self, &made, taking->by, taking->now);
      if (add_row (self, taking->trial, made, &error))
        g_ptr_array_add (taking->taken, g_object_ref (made));
      else
        geng_faults_add (self->reader->faults, row + 1, fields[kinds[self->table].date].column,
                         "%s", error->message);
    }
  free_fields (self, fields);
}

/* All faults at once, each with its place as the sheet's reader would say it. */
static void
fail (const Sheet *self, GPtrArray *faults, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      const GengFault *fault = g_ptr_array_index (faults, i);
      g_autofree char *place
          = geng_worksheet_get_place (self->sheet, fault->line - 1, fault->column - 1);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", place, fault->message);
    }
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_FAULTY, text->str);
}

/**
 * geng_journal_sheet_find_days:
 * @sheet: a table
 * @table: what it is
 * @first: (out caller-allocates): the earliest date in it
 * @last: (out caller-allocates): the latest date in it
 *
 * Tells which months of the journal a sheet needs.
 *
 * Returns: whether there is any date
 */
gboolean
geng_journal_sheet_find_days (GengWorksheet *sheet,
                              GengJournalTable table,
                              GDate *first,
                              GDate *last)
{
  g_auto (Sheet) self = { 0 };
  gboolean any = FALSE;

  g_return_val_if_fail (GENG_IS_WORKSHEET (sheet) && table < G_N_ELEMENTS (kinds), FALSE);
  g_return_val_if_fail (first != NULL && last != NULL, FALSE);
  if (!open_sheet (&self, sheet, table, NULL))
    return FALSE;
  for (guint row = self.head + 1; row < geng_worksheet_get_n_rows (sheet); row++)
    {
      g_autofree char *text = field_text (&self, row, kinds[table].date);
      GDate date;

      if (!geng_words_date (text, &date))
        continue;
      if (!any || g_date_compare (&date, first) < 0)
        *first = date;
      if (!any || g_date_compare (&date, last) > 0)
        *last = date;
      any = TRUE;
    }
  return any;
}

/**
 * geng_journal_sheet_take:
 * @self: a #GengJournal with all rows of the sheet's months
 * @table: what the sheet is
 * @sheet: a table from outside
 * @official: (nullable): the published roster of these days, which tells in which shift somebody
 *   served where a 签到表 does not
 * @confirmed_by: (nullable): who confirms the attendance of rows that do not say so themselves
 * @now: when
 * @n_known: (out) (optional): how many rows the journal has already
 * @error: return location for an error
 *
 * Takes the rows of a 签到表, 问题台账 or 检查台账 as an office keeps it: the columns have the
 * names of the folder's tables in either language, or those that offices use, in any order; titles
 * may stand above, and a date that has no column is taken from there.  A line of a 签到表 that has
 * neither times nor a word how it went is no row: nobody confirmed it; 缺勤 among its remarks is
 * such a word.  One that is ticked (√)
 * without times has those of its shift.
 *
 * Fails with %GENG_ERROR_INVALID for a table that is something else, and with %GENG_ERROR_FAULTY,
 * whose message has a line for each fault with its place.  Then nothing is added.
 *
 * Returns: how many rows were added; -1 with an error
 */
int
geng_journal_sheet_take (GengJournal *self,
                         GengJournalTable table,
                         GengWorksheet *sheet,
                         GengRoster *official,
                         const char *confirmed_by,
                         GDateTime *now,
                         guint *n_known,
                         GError **error)
{
  g_autoptr (GengFaults) faults = geng_faults_new ();
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GengJournal) trial = NULL;
  GengReader reader = { NULL, faults, NULL, NULL };
  g_auto (Sheet) work = { .reader = &reader };
  Taking taking = { NULL, taken, 0, confirmed_by, now };

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_WORKSHEET (sheet), -1);
  g_return_val_if_fail (table < G_N_ELEMENTS (kinds) && now != NULL, -1);
  g_return_val_if_fail (official == NULL || GENG_IS_ROSTER (official), -1);
  work.official = official;
  reader.station = geng_journal_get_station (self);
  if (reader.station == NULL || !open_sheet (&work, sheet, table, error))
    return -1;
  taking.trial = trial = geng_journal_copy (self);
  for (guint row = work.head + 1; row < geng_worksheet_get_n_rows (sheet); row++)
    take_row (&work, row, &taking);
  if (faults->list->len > 0)
    {
      fail (&work, faults->list, error);
      return -1;
    }
  for (guint i = 0; i < taken->len; i++)
    if (!add_row (&work, self, taken->pdata[i], error))
      return -1;
  if (n_known != NULL)
    *n_known = taking.n_known;
  return (int) taken->len;
}
