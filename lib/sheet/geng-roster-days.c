/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Finds the row of days in a table: a week or more of cells that count on by one, however they
 * write it (1, 1日, 12月1日, 12/1, 2026-12-01, "1 二"), and the month in them or above them. */

#include "geng-roster-days.h"
#include "geng-text.h"

#include <stdio.h>
#include <string.h>

/* Titles and notes above the days. */
#define HEADER_ROWS 30
/* A shorter run of numbers may be anything. */
#define LEAST_DAYS 7
/* Years that a roster can be of: others are phone numbers and the like. */
#define YEAR_FIRST 2000
#define YEAR_LAST 2199

typedef struct
{
  int year, month, day;
} Date;

static gboolean
is_month (int month)
{
  return month >= 1 && month <= 12;
}

/* What may follow a day in its cell: nothing, 日, a weekday. */
static gboolean
ends_day (const char *rest)
{
  static const char *const words[]
      = { "日", "号", "周", "星期", "(", "一", "二", "三", "四", "五", "六" };

  if (rest[0] == '\0' || g_ascii_isalpha (rest[0]))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (rest, words[i]))
      return TRUE;
  return FALSE;
}

/* FALSE for what is no day. */
static gboolean
parse_day (const char *text, Date *date)
{
  static const char *const full[]
      = { "%4d-%2d-%2d%n", "%4d/%2d/%2d%n", "%4d.%2d.%2d%n", "%4d年%2d月%2d%n" };
  static const char *const half[] = { "%2d月%2d%n", "%2d/%2d%n", "%2d-%2d%n", "%2d.%2d%n" };
  g_autofree char *compact = geng_text_compact (text);
  int size = 0;
  Date found = { 0 };

  if (!g_ascii_isdigit (compact[0]))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (full) && size == 0; i++)
    if (sscanf (compact, full[i], &found.year, &found.month, &found.day, &size) != 3)
      size = 0;
  for (guint i = 0; i < G_N_ELEMENTS (half) && size == 0; i++)
    {
      found.year = 0;
      if (sscanf (compact, half[i], &found.month, &found.day, &size) != 2)
        size = 0;
    }
  if (size == 0)
    {
      found.month = 0;
      if (sscanf (compact, "%2d%n", &found.day, &size) != 1)
        return FALSE;
    }
  *date = found;
  return found.day >= 1 && found.day <= 31 && (found.month == 0 || is_month (found.month))
         && ends_day (compact + size);
}

/* How many cells from @column on count on by one; @first: what the first one says. */
static guint
count_run (GengWorksheet *sheet, guint row, guint column, Date *first)
{
  Date date;
  guint n = 0;

  while (column + n < geng_worksheet_get_n_columns (sheet)
         && parse_day (geng_worksheet_get_cell (sheet, row, column + n), &date)
         && (n == 0 || date.day == first->day + (int) n))
    if (n++ == 0)
      *first = date;
  return n;
}

static void
find_run (GengRosterDays *self, GengWorksheet *sheet, guint row)
{
  for (guint column = 0; column < geng_worksheet_get_n_columns (sheet); column++)
    {
      Date first = { 0 };
      guint n = count_run (sheet, row, column, &first);

      if (n <= self->n_days)
        continue;
      self->header = row;
      self->first_column = column;
      self->n_days = n;
      self->first_day = (guint) first.day;
      self->year = first.year;
      self->month = first.month;
    }
}

/* "November 2026", as geng's own sheets say in English. */
static void
read_english (GengRosterDays *self, const char *compact)
{
  static const char *const names[]
      = { "january", "february", "march",     "april",   "may",      "june",
          "july",    "august",   "september", "october", "november", "december" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *at = strstr (compact, names[i]);
      int year = 0;

      if (at == NULL || sscanf (at + strlen (names[i]), "%4d", &year) != 1 || year < YEAR_FIRST
          || year > YEAR_LAST || (self->month != 0 && self->month != (int) i + 1))
        continue;
      self->year = year;
      self->month = (int) i + 1;
    }
}

/* "2026年11月", "2026-11", or "11月" alone. */
static void
read_title (GengRosterDays *self, const char *text)
{
  g_autofree char *compact = geng_text_compact (text);

  read_english (self, compact);
  if (self->year != 0)
    return;

  for (const char *at = compact; *at != '\0'; at = g_utf8_next_char (at))
    {
      int year = 0, month = 0, size = 0;

      if (!g_ascii_isdigit (*at) || (at > compact && g_ascii_isdigit (at[-1])))
        continue;
      if ((sscanf (at, "%4d年%2d月%n", &year, &month, &size) == 2 && size > 0)
          || (sscanf (at, "%4d-%2d%n", &year, &month, &size) == 2 && !g_ascii_isdigit (at[size]))
          || (sscanf (at, "%4d.%2d%n", &year, &month, &size) == 2 && !g_ascii_isdigit (at[size])))
        {
          if (year < YEAR_FIRST || year > YEAR_LAST || !is_month (month))
            continue;
          if (self->month == 0 || self->month == month)
            {
              self->year = year;
              self->month = month;
            }
          return;
        }
      size = 0;
      if (self->month == 0 && sscanf (at, "%2d月%n", &month, &size) == 1 && size > 0
          && is_month (month))
        self->month = month;
    }
}

/* Titles first, then the sheet's name, then the file's. */
static void
find_month (GengRosterDays *self, GengWorksheet *sheet)
{
  for (guint row = 0; row < self->header && self->year == 0; row++)
    for (guint column = 0; column < geng_worksheet_get_n_columns (sheet) && self->year == 0;
         column++)
      read_title (self, geng_worksheet_get_cell (sheet, row, column));
  if (self->year == 0 && geng_worksheet_get_sheet (sheet) != NULL)
    read_title (self, geng_worksheet_get_sheet (sheet));
  if (self->year == 0)
    read_title (self, geng_worksheet_get_file (sheet));
}

/* 一, 周一, 星期一, "1 一", "1日一", "1(一)", Mo; 0 for none. */
static int
weekday_of (const char *text)
{
  static const char *const chinese[] = { "一", "二", "三", "四", "五", "六", "日" };
  static const char *const english[] = { "mo", "tu", "we", "th", "fr", "sa", "su" };
  static const char *const before[] = { "日", "号", "(", "周", "星期", "礼拜" };
  g_autofree char *compact = geng_text_compact (text);
  const char *at = compact + strspn (compact, "0123456789");

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if (g_str_has_prefix (at, before[i]) && !g_str_equal (at, before[i]))
      at += strlen (before[i]);
  for (guint i = 0; i < G_N_ELEMENTS (chinese); i++)
    if (g_str_has_prefix (at, chinese[i]) || g_str_has_prefix (at, english[i]))
      return at > compact && g_str_equal (at, "日") && g_ascii_isdigit (at[-1]) ? 0 : (int) i + 1;
  return 0;
}

/* In the cell of the first day, or below it. */
static void
find_weekday (GengRosterDays *self, GengWorksheet *sheet)
{
  self->weekday = weekday_of (geng_worksheet_get_cell (sheet, self->header, self->first_column));
  if (self->weekday == 0)
    self->weekday
        = weekday_of (geng_worksheet_get_cell (sheet, self->header + 1, self->first_column));
}

/* The column that is called so, else the one left of the first day. */
static void
find_names (GengRosterDays *self, GengWorksheet *sheet)
{
  static const char *const words[]
      = { "姓名", "队员", "队员姓名", "名字", "人员", "member", "name" };

  self->name_column = (int) self->first_column - 1;
  for (guint row = self->header > 0 ? self->header - 1 : 0; row <= self->header + 1; row++)
    for (guint column = 0; column < self->first_column; column++)
      {
        g_autofree char *compact = geng_text_compact (geng_worksheet_get_cell (sheet, row, column));

        for (guint i = 0; i < G_N_ELEMENTS (words); i++)
          if (g_str_equal (compact, words[i]))
            self->name_column = (int) column;
      }
}

/* FALSE for a table without days across or without names in front of them. */
gboolean
geng_roster_days_find (GengRosterDays *self, GengWorksheet *sheet)
{
  *self = (GengRosterDays){ 0 };
  for (guint row = 0; row < geng_worksheet_get_n_rows (sheet) && row < HEADER_ROWS; row++)
    find_run (self, sheet, row);
  if (self->n_days < LEAST_DAYS || self->first_column == 0)
    return FALSE;
  find_month (self, sheet);
  find_weekday (self, sheet);
  find_names (self, sheet);
  return TRUE;
}
