/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng-office/geng-office.h>
#include <xlsxwriter.h>

#include "geng-report-load.h"
#include "geng-report-sheet.h"
#include "geng-report-words.h"
#include "geng-workbook.h"

#define N_LOOKS 6
#define STATE_ROW 1
#define FIRST_ROW 2

/* What the page shows. */
typedef struct
{
  GengSheet *sheet;
  const char *state;
} Content;

typedef struct
{
  GengSheet *sheet;
  lxw_workbook *book;
  lxw_worksheet *page;
  lxw_format *title;
  lxw_format *head;
  lxw_format *head_free;
  lxw_format *name;
  lxw_format *plain;
  lxw_format *shaded;
  lxw_format *gap;
  lxw_format *looks[N_LOOKS];
} Writer;

static const struct
{
  lxw_color_t background;
  lxw_color_t text;
} looks[N_LOOKS] = {
  { 0xFFF3B8, 0x111111 }, { 0x1D3461, 0xFFFFFF }, { 0x9FD3B0, 0x08331A },
  { 0xFFFFFF, 0x7A0C4B }, { 0x7C5A2C, 0xFFFFFF }, { 0xD5E6FB, 0x0B3C74 },
};

static lxw_format *
add_format (Writer *self, lxw_color_t background, lxw_color_t text, gboolean bold)
{
  lxw_format *format = workbook_add_format (self->book);

  format_set_align (format, LXW_ALIGN_CENTER);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_border (format, LXW_BORDER_THIN);
  format_set_border_color (format, 0xB5B5B5);
  format_set_bg_color (format, background);
  format_set_font_color (format, text);
  if (bold)
    format_set_bold (format);
  return format;
}

static void
add_formats (Writer *self)
{
  self->title = workbook_add_format (self->book);
  format_set_bold (self->title);
  format_set_font_size (self->title, 16);
  self->head = add_format (self, 0xF3F3F3, 0x111111, TRUE);
  format_set_text_wrap (self->head);
  self->head_free = add_format (self, 0xD6D6DC, 0x111111, TRUE);
  format_set_text_wrap (self->head_free);
  self->name = add_format (self, 0xFFFFFF, 0x111111, TRUE);
  format_set_align (self->name, LXW_ALIGN_LEFT);
  self->plain = add_format (self, 0xFFFFFF, 0x444444, FALSE);
  self->shaded = add_format (self, 0xE9E9EC, 0x444444, FALSE);
  self->gap = add_format (self, 0xC0101C, 0xFFFFFF, TRUE);
  for (guint i = 0; i < N_LOOKS; i++)
    self->looks[i] = add_format (self, looks[i].background, looks[i].text, TRUE);
}

static gboolean
is_free (GengSheet *sheet, guint day)
{
  return sheet->days[day].weekend || sheet->days[day].holiday;
}

static void
write_heads (Writer *self)
{
  static const GengWord loads[] = { GENG_WORD_DUTIES, GENG_WORD_WEEKENDS, GENG_WORD_HOURS };
  GengSheet *sheet = self->sheet;
  lxw_col_t column = 0;

  worksheet_write_string (self->page, FIRST_ROW, column++,
                          geng_report_word (sheet->language, GENG_WORD_MEMBER), self->head);
  for (guint day = 0; day < sheet->n_days; day++)
    {
      const GDate *date = &sheet->days[day].date;
      g_autofree char *text
          = g_strdup_printf ("%d\n%s", g_date_get_day (date),
                             geng_report_weekday (sheet->language, g_date_get_weekday (date)));

      worksheet_write_string (self->page, FIRST_ROW, column++, text,
                              is_free (sheet, day) ? self->head_free : self->head);
    }
  for (guint i = 0; i < g_list_model_get_n_items (sheet->shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (sheet->shifts, i);

      worksheet_write_string (self->page, FIRST_ROW, column++, geng_sheet_mark (shift),
                              self->looks[i % N_LOOKS]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (loads); i++)
    worksheet_write_string (self->page, FIRST_ROW, column++,
                            geng_report_word (sheet->language, loads[i]), self->head);
}

static void
write_cell (Writer *self, lxw_row_t row, GengMember *member, guint day)
{
  GengSheet *sheet = self->sheet;
  GengDuty *duty = geng_sheet_get_duty (sheet, member, day);
  g_autofree char *text = geng_sheet_cell (sheet, member, day);
  lxw_format *format = is_free (sheet, day) ? self->shaded : self->plain;

  if (duty != NULL && !geng_sheet_waits (sheet, duty))
    format = self->looks[geng_sheet_shift_index (sheet, geng_duty_get_shift (duty)) % N_LOOKS];
  else if (duty == NULL && !geng_sheet_is_leave (sheet, member, day)
           && geng_sheet_elsewhere_mark (sheet, member, day) == NULL)
    text[0] = '\0';
  worksheet_write_string (self->page, row, day + 1, text, format);
}

static void
write_member (Writer *self, lxw_row_t row, GengMember *member)
{
  GengSheet *sheet = self->sheet;
  g_autoptr (GengLoad) load = geng_load_new (sheet->roster, member);
  lxw_col_t column = sheet->n_days + 1;

  worksheet_write_string (self->page, row, 0, geng_entity_get_name (GENG_ENTITY (member)),
                          self->name);
  for (guint day = 0; day < sheet->n_days; day++)
    write_cell (self, row, member, day);
  for (guint i = 0; i < load->n_shifts; i++)
    worksheet_write_number (self->page, row, column++, load->by_shift[i], self->plain);
  worksheet_write_number (self->page, row, column++, load->duties, self->plain);
  worksheet_write_number (self->page, row, column++, load->weekends, self->plain);
  worksheet_write_number (self->page, row, column, load->minutes / 60.0, self->plain);
}

static void
write_counts (Writer *self, lxw_row_t row, GengShift *shift)
{
  GengSheet *sheet = self->sheet;

  worksheet_write_string (self->page, row, 0, geng_entity_get_name (GENG_ENTITY (shift)),
                          self->head);
  for (guint day = 0; day < sheet->n_days; day++)
    worksheet_write_number (self->page, row, day + 1, geng_sheet_count (sheet, shift, day),
                            is_free (sheet, day) ? self->shaded : self->plain);
}

static void
write_reserves (Writer *self, lxw_row_t row)
{
  GengSheet *sheet = self->sheet;

  worksheet_write_string (self->page, row, 0, geng_report_word (sheet->language, GENG_WORD_RESERVE),
                          self->head);
  for (guint day = 0; day < sheet->n_days; day++)
    worksheet_write_number (self->page, row, day + 1, geng_sheet_count_reserves (sheet, day),
                            is_free (sheet, day) ? self->shaded : self->plain);
}

/* Returns: the row after them */
static lxw_row_t
write_gaps (Writer *self, lxw_row_t row)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (self->sheet->judgement);

  for (guint i = 0; i < gaps->len; i++)
    {
      g_autofree char *words = geng_report_gap (self->sheet->language, self->sheet->station,
                                                g_ptr_array_index (gaps, i));

      worksheet_write_string (self->page, row + i, 0, words, NULL);
    }
  for (guint day = 0; day < self->sheet->n_days; day++)
    if (self->sheet->days[day].missing > 0)
      worksheet_write_number (self->page, row - 1, day + 1,
                              -(double) self->sheet->days[day].missing, self->gap);
  worksheet_write_string (self->page, row - 1, 0,
                          geng_report_word (self->sheet->language, GENG_WORD_GAPS), self->head);
  return row + gaps->len;
}

static void
write_line (Writer *self, lxw_row_t *row, const char *text)
{
  worksheet_write_string (self->page, (*row)++, 0, text, NULL);
}

/* Below the table: what its marks mean, all shifts with their times. */
static void
write_legend (Writer *self, lxw_row_t row)
{
  GengSheet *sheet = self->sheet;
  GListModel *posts = geng_station_get_posts (sheet->station);
  g_autofree char *leave
      = g_strdup_printf ("%s %s", geng_report_word (sheet->language, GENG_WORD_LEAVE_MARK),
                         geng_report_word (sheet->language, GENG_WORD_LEAVE));

  write_line (self, &row, geng_report_word (sheet->language, GENG_WORD_LEGEND));
  for (guint i = 0; i < g_list_model_get_n_items (sheet->shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (sheet->shifts, i);
      g_autofree char *text = geng_sheet_shift_legend (sheet, shift);

      write_line (self, &row, text);
    }
  if (sheet->reserves)
    {
      g_autofree char *reserve
          = g_strdup_printf ("%s %s", geng_report_word (sheet->language, GENG_WORD_RESERVE_MARK),
                             geng_report_word (sheet->language, GENG_WORD_RESERVE));

      write_line (self, &row, reserve);
    }
  write_line (self, &row, leave);
  if (g_hash_table_size (sheet->lent) > 0)
    {
      g_autofree char *lent
          = g_strdup_printf ("%s %s", geng_report_word (sheet->language, GENG_WORD_LENT_MARK),
                             geng_report_word (sheet->language, GENG_WORD_LENT));

      write_line (self, &row, lent);
    }
  for (guint i = 0; sheet->letters && i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (posts, i);
      g_autofree char *text = g_strdup_printf ("%c %s", geng_sheet_letter (sheet, post),
                                               geng_entity_get_name (GENG_ENTITY (post)));

      write_line (self, &row, text);
    }
}

static void
write_rows (Writer *self)
{
  GengSheet *sheet = self->sheet;
  lxw_row_t row = FIRST_ROW + 1;

  for (guint i = 0; i < sheet->members->len; i++)
    write_member (self, row++, g_ptr_array_index (sheet->members, i));
  for (guint i = 0; i < g_list_model_get_n_items (sheet->shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (sheet->shifts, i);

      write_counts (self, row++, shift);
    }
  if (sheet->reserves)
    write_reserves (self, row++);
  if (sheet->judgement != NULL && geng_judgement_get_score (sheet->judgement)->gaps > 0)
    row = write_gaps (self, row + 1);
  write_legend (self, row + 1);
}

static void
set_up_page (Writer *self)
{
  guint n = self->sheet->n_days;

  worksheet_set_landscape (self->page);
  worksheet_set_paper (self->page, 9); /* A4 */
  worksheet_fit_to_pages (self->page, 1, 1);
  worksheet_set_margins (self->page, 0.3, 0.3, 0.3, 0.3);
  worksheet_set_column (self->page, 0, 0, 11, NULL);
  worksheet_set_column (self->page, 1, n, 3.6, NULL);
  worksheet_set_column (self->page, n + 1, n + 12, 5.5, NULL);
  worksheet_set_row (self->page, FIRST_ROW, 32, NULL);
  worksheet_freeze_panes (self->page, FIRST_ROW + 1, 1);
}

static void
fill_book (lxw_workbook *book, gpointer data)
{
  const Content *content = data;
  GengSheet *sheet = content->sheet;
  g_autofree char *title = geng_sheet_title (sheet);
  g_autofree char *month
      = geng_report_month_name (sheet->language, geng_roster_get_first (sheet->roster));
  Writer self = { .sheet = sheet, .book = book };

  self.page = workbook_add_worksheet (self.book, month);
  add_formats (&self);
  set_up_page (&self);
  worksheet_write_string (self.page, 0, 0, title, self.title);
  worksheet_write_string (self.page, STATE_ROW, 0, content->state, NULL);
  write_heads (&self);
  write_rows (&self);
}

/**
 * geng_report_xlsx:
 * @roster: a roster
 * @judgement: (nullable): its judgement, whose gaps are marked and listed
 * @record: (nullable): what was published of the month, where @roster is that; %NULL: a draft
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 * @error: %GENG_ERROR_IO when there is no room for it; %GENG_ERROR_INVALID when the library was
 * built without workbooks
 *
 * The month as a workbook for WPS and Excel: the same table as geng_report_wall_html(), with its
 * state, gaps and legend, on one A4 page.
 *
 * Fails with %GENG_ERROR_IO, and with %GENG_ERROR_INVALID where the library was built without
 * workbooks.
 *
 * Returns: (transfer full): the bytes of an .xlsx file
 */
GBytes *
geng_report_xlsx (GengRoster *roster,
                  GengJudgement *judgement,
                  GengRecord *record,
                  const char *language,
                  GError **error)
{
  g_return_val_if_fail (GENG_IS_ROSTER (roster) && geng_roster_get_station (roster), NULL);
  g_autoptr (GengSheet) sheet = geng_sheet_new (roster, judgement, language);
  g_autofree char *title = geng_sheet_title (sheet);
  g_autofree char *state = geng_sheet_state (sheet, record);
  Content content = { sheet, state };

  return geng_workbook_make (title, fill_book, &content, error);
}
