/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A file from outside: what it is, and whose work it is to take it. */
#include <stdio.h>
#include <string.h>

#include "import.h"

typedef enum
{
  IMPORT_UNKNOWN,
  IMPORT_CALENDAR,
  IMPORT_STAFF,
  IMPORT_ROSTER,
  IMPORT_CHAIN,
  IMPORT_ATTENDANCE,
  IMPORT_FINDINGS,
  IMPORT_CHECKS
} ImportKind;

static const struct
{
  ImportKind kind;
  const char *english;
  const char *chinese;
} kinds[] = {
  { IMPORT_STAFF, "staff", "花名册" },         { IMPORT_ROSTER, "roster", "排班表" },
  { IMPORT_CALENDAR, "calendar", "日历" },     { IMPORT_ATTENDANCE, "attendance", "签到表" },
  { IMPORT_FINDINGS, "findings", "问题台账" }, { IMPORT_CHECKS, "checks", "检查台账" },
  { IMPORT_CHAIN, "sign-up", "接龙" },
};

static void
wish_clear (ImportWish *self)
{
  g_free (self->typed);
  g_free (self->as);
  g_free (self->sheet);
  g_free (self->month);
  g_free (self->dawn);
  g_free (self->captains);
  g_free (self->member);
  g_free (self->since);
  g_free (self->until);
  g_free (self->by);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportWish, wish_clear)

/* As much as the library takes of a table; of a larger file the rest need not be read. */
#define MAX_READ (16 * 1024 * 1024 + 1)

/* What is pasted. */
static GBytes *
read_input (void)
{
  g_autofree char *buffer = g_malloc (MAX_READ);
  gsize length = fread (buffer, 1, MAX_READ, stdin);

  return g_bytes_new (buffer, length);
}

static GBytes *
read_content (const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autofree char *buffer = g_malloc (MAX_READ);
  gsize length = 0;

  if (stream != NULL
      && g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, MAX_READ, &length, NULL, &error))
    return g_bytes_new (buffer, length);
  say_failure (error);
  return NULL;
}

static ImportKind
find_kind (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (word, kinds[i].english) || g_str_equal (word, kinds[i].chinese))
      return kinds[i].kind;
  say_error (
      _ ("--as takes 花名册 (staff), 排班表 (roster), 接龙 (sign-up), 日历 (calendar), 签到表 "
         "(attendance), 问题台账 (findings) or 检查台账 (checks), not “%s”."),
      word);
  return IMPORT_UNKNOWN;
}

#define LOOKED_AT 1024

/* Lists of holidays come in JSON as well. */
static gboolean
is_calendar (GBytes *content)
{
  gsize size;
  const char *text = g_bytes_get_data (content, &size);
  g_autofree char *start = size == 0 ? g_strdup ("") : g_strndup (text, MIN (size, LOOKED_AT));

  return strstr (start, "BEGIN:VCALENDAR") != NULL
         || start[strspn (start, "\xef\xbb\xbf \t\r\n")] == '{';
}

static Status
take_table (Desk *desk,
            const ImportWish *wish,
            ImportKind kind,
            const char *file,
            GBytes *content,
            const Options *options)
{
  g_autofree char *name = g_path_get_basename (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GengWorksheet) sheet = geng_worksheet_read (content, name, wish->sheet, &error);

  if (sheet == NULL)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (kind >= IMPORT_ATTENDANCE)
    return import_journal (desk, wish, (GengJournalTable) (kind - IMPORT_ATTENDANCE), sheet,
                           options);
  /* A roster has names as well, a list of people has no days. */
  if (kind == IMPORT_ROSTER || (kind == IMPORT_UNKNOWN && geng_roster_sheet_fits (sheet)))
    return import_roster (desk, wish, sheet, options);
  if (kind == IMPORT_UNKNOWN && !geng_staff_list_fits (sheet))
    {
      say_error (_ ("%s is no list of people, no roster and no calendar."), name);
      say_hint (_ ("A list of people has a row that names a column 姓名 (name); a roster has the "
                   "days of a month across and names in front of them."));
      return STATUS_BAD;
    }
  return import_staff (desk, wish, sheet, options);
}

Status
run_import (int argc, char **argv)
{
  g_auto (ImportWish) wish = { 0 };
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &wish.as,
      N_ ("What the file is: staff, roster, sign-up, calendar, attendance, findings or checks "
          "(default: what it looks like)"),
      N_ ("KIND") },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &wish.sheet,
      N_ ("Which sheet of a workbook (default: the first with something in it)"), N_ ("NAME") },
    { "month", 0, 0, G_OPTION_ARG_STRING, &wish.month,
      N_ ("Of which month the roster is (default: what it says)"), N_ ("MONTH") },
    { "dawn", 0, 0, G_OPTION_ARG_STRING, &wish.dawn,
      N_ ("Shifts after midnight stand under the date of that morning (before) or under their "
          "duty day (same)"),
      N_ ("HOW") },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &wish.draft,
      N_ ("Take the roster as a draft, to be published"), NULL },
    { "record", 0, 0, G_OPTION_ARG_NONE, &wish.record,
      N_ ("Take the roster as a month that is past"), NULL },
    { "captains", 0, 0, G_OPTION_ARG_STRING, &wish.captains,
      N_ ("Titles in the staff list whose people lead a patrol, apart by commas"), N_ ("TITLES") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &wish.by, N_ ("Who confirms the attendance in it"),
      N_ ("NAME") },
    { "member", 'm', 0, G_OPTION_ARG_STRING, &wish.member, N_ ("Whose leave the calendar holds"),
      N_ ("MEMBER") },
    { "wish", 0, 0, G_OPTION_ARG_NONE, &wish.wish, N_ ("Take it as wishes, not as leave"), NULL },
    { "holidays", 0, 0, G_OPTION_ARG_NONE, &wish.holidays,
      N_ ("The calendar or JSON holds public holidays and make-up working days"), NULL },
    { "since", 0, 0, G_OPTION_ARG_STRING, &wish.since,
      N_ ("The first day of interest (default: that of last year)"), N_ ("DATE") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &wish.until,
      N_ ("The last day of interest (default: that of next year)"), N_ ("DATE") },
    { NULL }
  };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GBytes) content = NULL;
  ImportKind kind = IMPORT_UNKNOWN;
  const char *file;

  if (!options_parse (&options, "import", _ ("FILE"),
                      _ ("Takes a file from outside and says what it took it for: a list of people "
                         "or a month's roster (.xlsx or .csv), or an .ics calendar with a member's "
                         "leave or wishes, or with public holidays (also in JSON)."),
                      entries, argc, argv)
      || !desk_open (&desk, &options, DESK_WRITE))
    return STATUS_BAD;
  file = options_take (&options, 0);
  if (file == NULL)
    {
      say_error (_ ("Which file? For example: geng import staff.xlsx"));
      return STATUS_BAD;
    }
  wish.typed
      = strpbrk (file, " '\"\\$&;()<>|*?`~") != NULL ? g_shell_quote (file) : g_strdup (file);
  if ((wish.as != NULL && (kind = find_kind (wish.as)) == IMPORT_UNKNOWN)
      || (content = g_str_equal (file, "-") ? read_input () : read_content (file)) == NULL)
    return STATUS_BAD;
  if (kind == IMPORT_CALENDAR || (kind == IMPORT_UNKNOWN && is_calendar (content)))
    return import_calendar (&desk, &wish, file, content, &options);
  if (kind == IMPORT_CHAIN || (kind == IMPORT_UNKNOWN && import_is_chain (content)))
    return import_chain (&desk, file, content);
  return take_table (&desk, &wish, kind, file, content, &options);
}
