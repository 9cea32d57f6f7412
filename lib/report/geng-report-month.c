/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng-office/geng-office.h>

#include "geng-report-load.h"
#include "geng-report-sheet.h"
#include "geng-report-columns.h"
#include "geng-report-width.h"
#include "geng-report-words.h"

/* With more shifts than this, a column a shift says less than duties and nights together. */
#define MAX_SHIFT_COLUMNS 4

static gboolean
has_day_marks (GengSheet *sheet)
{
  for (guint day = 0; day < sheet->n_days; day++)
    if (sheet->days[day].holiday || sheet->days[day].workday)
      return TRUE;
  return FALSE;
}

static gboolean
has_gaps (GengSheet *sheet)
{
  for (guint day = 0; day < sheet->n_days; day++)
    if (sheet->days[day].missing > 0)
      return TRUE;
  return FALSE;
}

static guint
count_shift_columns (GengSheet *sheet)
{
  guint n = g_list_model_get_n_items (sheet->shifts);

  return n <= MAX_SHIFT_COLUMNS ? n : 0;
}

static void
add_load_heads (GengSheet *sheet, GengColumns *table)
{
  for (guint i = 0; i < count_shift_columns (sheet); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (sheet->shifts, i);

      geng_columns_add (table, geng_sheet_mark (shift));
    }
  geng_columns_add (table, geng_report_word (sheet->language, GENG_WORD_DUTIES));
  geng_columns_add (table, geng_report_word (sheet->language, GENG_WORD_WEEKENDS));
  geng_columns_add (table, geng_report_word (sheet->language, GENG_WORD_HOURS));
}

static void
add_heads (GengSheet *sheet, GengColumns *table)
{
  geng_columns_add (table, "");
  for (guint day = 0; day < sheet->n_days; day++)
    {
      GDateWeekday weekday = g_date_get_weekday (&sheet->days[day].date);

      geng_columns_add (table, geng_report_weekday (sheet->language, weekday));
    }
  geng_columns_end (table);
  if (has_day_marks (sheet))
    {
      geng_columns_add (table, "");
      for (guint day = 0; day < sheet->n_days; day++)
        geng_columns_add (table, geng_sheet_day_mark (sheet, day));
      geng_columns_end (table);
    }
  geng_columns_add (table, geng_report_word (sheet->language, GENG_WORD_MEMBER));
  for (guint day = 0; day < sheet->n_days; day++)
    geng_columns_take (table, g_strdup_printf ("%d", g_date_get_day (&sheet->days[day].date)));
  add_load_heads (sheet, table);
}

static void
add_member (GengSheet *sheet, GengColumns *table, GengMember *member)
{
  g_autoptr (GengLoad) load = geng_load_new (sheet->roster, member);

  geng_columns_add (table, geng_entity_get_name (GENG_ENTITY (member)));
  for (guint day = 0; day < sheet->n_days; day++)
    geng_columns_take (table, geng_sheet_cell (sheet, member, day));
  for (guint i = 0; i < count_shift_columns (sheet); i++)
    geng_columns_take (table, g_strdup_printf ("%u", load->by_shift[i]));
  geng_columns_take (table, g_strdup_printf ("%u", load->duties));
  geng_columns_take (table, g_strdup_printf ("%u", load->weekends));
  geng_columns_take (table, geng_report_hours (load->minutes));
}

static void
add_shift (GengSheet *sheet, GengColumns *table, GengShift *shift)
{
  geng_columns_take (table, g_strdup_printf ("%s %s", geng_sheet_mark (shift),
                                             geng_entity_get_name (GENG_ENTITY (shift))));
  for (guint day = 0; day < sheet->n_days; day++)
    geng_columns_take (table, g_strdup_printf ("%u", geng_sheet_count (sheet, shift, day)));
  geng_columns_end (table);
}

static void
add_reserves (GengSheet *sheet, GengColumns *table)
{
  geng_columns_take (
      table, g_strdup_printf ("%s %s", geng_report_word (sheet->language, GENG_WORD_RESERVE_MARK),
                              geng_report_word (sheet->language, GENG_WORD_RESERVE)));
  for (guint day = 0; day < sheet->n_days; day++)
    geng_columns_take (table, g_strdup_printf ("%u", geng_sheet_count_reserves (sheet, day)));
  geng_columns_end (table);
}

static void
add_gaps (GengSheet *sheet, GengColumns *table)
{
  geng_columns_take (table,
                     g_strdup_printf ("! %s", geng_report_word (sheet->language, GENG_WORD_GAP)));
  for (guint day = 0; day < sheet->n_days; day++)
    if (sheet->days[day].missing > 0)
      geng_columns_take (table, g_strdup_printf ("-%u", sheet->days[day].missing));
    else
      geng_columns_add (table, "");
  geng_columns_end (table);
}

static GengColumns *
tabulate (GengSheet *sheet)
{
  guint first_load = 1 + sheet->n_days;
  GengColumns *table = geng_columns_new (first_load + count_shift_columns (sheet) + 3);

  geng_columns_indent (table, first_load, 1);
  add_heads (sheet, table);
  for (guint i = 0; i < sheet->members->len; i++)
    add_member (sheet, table, g_ptr_array_index (sheet->members, i));
  for (guint i = 0; i < g_list_model_get_n_items (sheet->shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (sheet->shifts, i);

      add_shift (sheet, table, shift);
    }
  if (sheet->reserves)
    add_reserves (sheet, table);
  if (has_gaps (sheet))
    add_gaps (sheet, table);
  return table;
}

/* A new line where the entry, from @at on, goes beyond the width. */
static void
break_legend (GString *text, gsize *line, gsize at, guint width)
{
  if (width == 0 || geng_report_width (text->str + *line) <= width || at == *line)
    return;
  g_string_erase (text, (gssize) at, (gssize) strspn (text->str + at, " "));
  g_string_insert_c (text, (gssize) at, '\n');
  *line = at + 1;
}

static void
append_legend (GengSheet *sheet, GString *text, guint width)
{
  gsize line = text->len, at;

  for (guint i = 0; i < g_list_model_get_n_items (sheet->shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (sheet->shifts, i);
      g_autofree char *entry = geng_sheet_shift_legend (sheet, shift);

      at = text->len;
      g_string_append_printf (text, "%s%s", i > 0 ? "  " : "", entry);
      break_legend (text, &line, at, width);
    }
  at = text->len;
  if (sheet->reserves)
    g_string_append_printf (text, "  %s %s",
                            geng_report_word (sheet->language, GENG_WORD_RESERVE_MARK),
                            geng_report_word (sheet->language, GENG_WORD_RESERVE));
  g_string_append_printf (text, "  %s %s", geng_report_word (sheet->language, GENG_WORD_LEAVE_MARK),
                          geng_report_word (sheet->language, GENG_WORD_LEAVE));
  if (g_hash_table_size (sheet->lent) > 0)
    g_string_append_printf (text, "  %s %s",
                            geng_report_word (sheet->language, GENG_WORD_LENT_MARK),
                            geng_report_word (sheet->language, GENG_WORD_LENT));
  if (g_hash_table_size (sheet->busy) > 0)
    g_string_append_printf (text, "  %s %s",
                            geng_report_word (sheet->language, GENG_WORD_BUSY_MARK),
                            geng_report_word (sheet->language, GENG_WORD_BUSY));
  break_legend (text, &line, at, width);
  g_string_append_c (text, '\n');
}

static void
append_posts (GengSheet *sheet, GString *text, guint width)
{
  gsize line = text->len;
  GListModel *posts = geng_station_get_posts (sheet->station);

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (posts, i);
      gsize at = text->len;

      g_string_append_printf (text, "%s%c %s", i > 0 ? "  " : "", geng_sheet_letter (sheet, post),
                              geng_entity_get_name (GENG_ENTITY (post)));
      break_legend (text, &line, at, width);
    }
  g_string_append_c (text, '\n');
}

/**
 * geng_report_month:
 * @roster: a roster
 * @judgement: (nullable): its judgement, whose gaps are marked
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 * @width: columns of the terminal, at which the table is broken; 0 for one wide table
 *
 * The month as captains know it: members down, days across, a mark a duty, then each member's load.
 * East Asian characters are taken as two columns wide.
 *
 * Returns: (transfer full): lines of UTF-8 text
 */
char *
geng_report_month (GengRoster *roster, GengJudgement *judgement, const char *language, guint width)
{
  g_return_val_if_fail (GENG_IS_ROSTER (roster) && geng_roster_get_station (roster), NULL);
  g_autoptr (GengSheet) sheet = geng_sheet_new (roster, judgement, language);
  g_autofree char *title = geng_sheet_title (sheet);
  g_autoptr (GengColumns) table = tabulate (sheet);
  g_autofree char *body = geng_columns_print (table, width);
  GString *text = g_string_new (title);

  g_string_append_printf (text, "\n\n%s\n", body);
  append_legend (sheet, text, width);
  if (sheet->letters)
    append_posts (sheet, text, width);
  return g_string_free (text, FALSE);
}
