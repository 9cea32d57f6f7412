/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * The hand-over record (交接班记录): at each change of shift who gives over to whom, the kit that
 * changes hands, how the duty went, and what is still to be done.
 */

#include "geng-report-forms.h"

#include "geng-journal-private.h"
#include "geng-report-words.h"

#define say geng_document_say

static const char *
name_of (gpointer entity)
{
  return geng_entity_get_name (GENG_ENTITY (entity));
}

/* Of the page's day: the next day begins where it ends. */
static int
minute_of (GengHandOver *sheet, const GDate *date)
{
  int days = g_date_days_between (date, geng_hand_over_get_date (sheet));

  return geng_hand_over_get_minute (sheet) + days * GENG_DAY_MINUTES;
}

/* -- the moments at which a shift ends or begins -- */

static void
add_moment (GArray *moments, int minute)
{
  for (guint i = 0; i < moments->len; i++)
    if (g_array_index (moments, int, i) == minute)
      return;
  g_array_append_val (moments, minute);
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* 18:00, 04:00 and 08:00: where a shift of the day ends or kit changes hands, in minutes from 00:00
 * of the duty day. */
static GArray *
list_moments (GengStation *station, GPtrArray *sheets, const GDate *date)
{
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (station);
  GArray *moments = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < shifts->len; i++)
    {
      GengShift *shift = shifts->pdata[i];

      add_moment (moments, geng_shift_get_end_minute (shift));
    }
  for (guint i = 0; i < sheets->len; i++)
    add_moment (moments, minute_of (sheets->pdata[i], date));
  g_array_sort (moments, compare_minutes);
  return moments;
}

/* Those whose shift ends, or begins, at that moment; the day that begins at its end is the next. */
static char *
people_at (const GengFormPage *self, const GDate *date, int minute, gboolean ends)
{
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (self->station);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < shifts->len; i++)
    for (int day = 0; day <= 1; day++)
      {
        GengShift *shift = shifts->pdata[i];
        int at = (ends ? geng_shift_get_end_minute (shift) : geng_shift_get_start_minute (shift))
                 + day * GENG_DAY_MINUTES;
        GDate of = *date;
        g_autofree char *crew = NULL, *name = NULL;

        g_date_add_days (&of, day);
        if (at != minute)
          continue;
        crew = geng_form_crew (self, &of, shift, NULL);
        name = geng_form_shift (self->document, shift);
        if (crew[0] != '\0')
          g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "\n" : "", name,
                                  say (self->document, ": ", "："), crew);
      }
  return g_string_free (text, FALSE);
}

/* -- kit -- */

static gboolean
same_hands (GengHandOver *a, GengHandOver *b)
{
  return geng_hand_over_get_giver (a) == geng_hand_over_get_giver (b)
         && geng_hand_over_get_receiver (a) == geng_hand_over_get_receiver (b)
         && g_strcmp0 (geng_item_get_kit_set (geng_hand_over_get_item (a)),
                       geng_item_get_kit_set (geng_hand_over_get_item (b)))
                == 0;
}

/* A row for all of one set that goes from one hand to another. */
static void
write_kit_row (const GengFormPage *self, GengGrid *grid, GPtrArray *sheets, guint from, guint to)
{
  GengHandOver *first = sheets->pdata[from];
  const char *rack = say (self->document, "the rack", "装备柜");
  g_autoptr (GString) items = g_string_new (NULL), charge = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    {
      GengHandOver *sheet = sheets->pdata[i];
      const char *id = geng_entity_get_id (GENG_ENTITY (geng_hand_over_get_item (sheet)));

      g_string_append_printf (items, "%s%s", i > from ? " " : "", id);
      if (geng_hand_over_get_charge (sheet))
        g_string_append_printf (charge, "%s%s", charge->len > 0 ? " " : "", id);
    }
  geng_grid_row (grid);
  geng_grid_text (
      grid, GENG_LOOK_PLAIN,
      geng_hand_over_get_giver (first) != NULL ? name_of (geng_hand_over_get_giver (first)) : rack);
  geng_grid_text (grid, GENG_LOOK_PLAIN,
                  geng_hand_over_get_receiver (first) != NULL
                      ? name_of (geng_hand_over_get_receiver (first))
                      : rack);
  geng_grid_text (grid, GENG_LOOK_PLAIN, geng_item_get_kit_set (geng_hand_over_get_item (first)));
  geng_grid_text (grid, GENG_LOOK_TEXT, items->str);
  geng_grid_text (grid, GENG_LOOK_PLAIN, charge->str);
  geng_grid_text (grid, GENG_LOOK_PLAIN, say (self->document, "□ yes □ no", "□齐 □缺"));
}

static void
write_kit (const GengFormPage *self, const GDate *date, GPtrArray *sheets, int minute)
{
  GengGrid *grid = NULL;
  guint to;

  for (guint i = 0; i < sheets->len; i = to)
    {
      to = i + 1;
      if (minute_of (sheets->pdata[i], date) != minute)
        continue;
      if (grid == NULL)
        {
          grid = geng_document_grid (self->document);
          geng_grid_column (grid, say (self->document, "Gives", "交出"), 8);
          geng_grid_column (grid, say (self->document, "Takes", "接收"), 8);
          geng_grid_column (grid, say (self->document, "Set", "套号"), 6);
          geng_grid_column (grid, say (self->document, "Kit", "装备编号"), 22);
          geng_grid_column (grid, say (self->document, "Charge", "充电"), 8);
          geng_grid_column (grid, say (self->document, "Complete?", "齐否"), 9);
        }
      while (to < sheets->len && minute_of (sheets->pdata[to], date) == minute
             && same_hands (sheets->pdata[i], sheets->pdata[to]))
        to++;
      write_kit_row (self, grid, sheets, i, to);
    }
}

/* -- what was said before -- */

static gint64
moment_of (const GDate *date, int minute)
{
  return (gint64) g_date_get_julian (date) * GENG_DAY_MINUTES + minute;
}

/* What the last hand-over before that moment left to do; NULL for nothing. */
static char *
open_before (const GengFormPage *self, const GDate *date, int minute)
{
  GListModel *notes
      = self->journal != NULL ? geng_journal_get_hand_over_notes (self->journal) : NULL;
  gint64 best = -1;
  char *open = NULL;

  for (guint i = 0; notes != NULL && i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GengHandOverNote) note = g_list_model_get_item (notes, i);
      gint64 at
          = moment_of (geng_hand_over_note_get_date (note), geng_hand_over_note_get_minute (note));

      if (at >= moment_of (date, minute) || at < best)
        continue;
      best = at;
      g_free (open);
      open = g_strdup (geng_hand_over_note_get_open (note));
    }
  return open;
}

/* What is written of this very hand-over already; NULL for nothing. */
static GengHandOverNote *
note_at (const GengFormPage *self, const GDate *date, int minute)
{
  GListModel *notes
      = self->journal != NULL ? geng_journal_get_hand_over_notes (self->journal) : NULL;

  for (guint i = 0; notes != NULL && i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GengHandOverNote) note = g_list_model_get_item (notes, i);

      if (moment_of (geng_hand_over_note_get_date (note), geng_hand_over_note_get_minute (note))
          == moment_of (date, minute))
        return note;
    }
  return NULL;
}

/* -- one hand-over -- */

static void
write_line (const GengFormPage *self, GengGrid *grid, const char *name, const char *text)
{
  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_PLAIN, name);
  if (text == NULL || text[0] == '\0')
    geng_grid_empty (grid, 1);
  else
    geng_grid_text (grid, GENG_LOOK_TEXT, text);
}

static void
write_people (const GengFormPage *self, const GDate *date, int minute)
{
  g_autofree char *givers = people_at (self, date, minute, TRUE);
  g_autofree char *takers = people_at (self, date, minute, FALSE);
  g_autofree char *open = open_before (self, date, minute);
  GengHandOverNote *note = note_at (self, date, minute);
  GengGrid *grid = geng_document_grid (self->document);

  geng_grid_column (grid, say (self->document, "Item", "交接事项"), 12);
  geng_grid_column (grid, say (self->document, "Content", "内容"), 58);
  write_line (self, grid, say (self->document, "Give over", "交班人员"), givers);
  write_line (self, grid, say (self->document, "Take over", "接班人员"), takers);
  if (open != NULL)
    write_line (self, grid, say (self->document, "Left to do by those before", "上班遗留事项"),
                open);
  write_line (self, grid, say (self->document, "How the duty went", "值班情况"),
              note != NULL ? geng_hand_over_note_get_report (note) : NULL);
  write_line (self, grid, say (self->document, "Still to do", "未完事项"),
              note != NULL ? geng_hand_over_note_get_open (note) : NULL);
}

static void
write_hand_over (const GengFormPage *self, const GDate *date, int minute, GPtrArray *sheets)
{
  g_autofree char *clock = geng_report_clock (minute);
  g_autofree char *head = g_strdup_printf (
      "%s%s%s",
      minute > GENG_DAY_MINUTES ? geng_report_word (self->document->language, GENG_WORD_NEXT_DAY)
                                : "",
      clock, say (self->document, " hand-over", " 交接"));

  geng_document_heading (self->document, head);
  write_people (self, date, minute);
  write_kit (self, date, sheets, minute);
  geng_document_footer (self->document,
                        say (self->document, "Gives over (signed):", "交班人签名："),
                        say (self->document, "Takes over (signed):", "接班人签名："),
                        say (self->document, "Time:", "交接时间："), NULL);
}

/* What is out of use goes into nobody's hands; whoever had it at the end gives it back. */
static gboolean
is_possible (const GengFormPage *self, GengHandOver *sheet)
{
  GengItem *item = geng_hand_over_get_item (sheet);
  gboolean taken = geng_hand_over_get_receiver (sheet) != NULL;

  return !geng_journal_is_item_out_of_use (self->journal, item, geng_hand_over_get_date (sheet),
                                           geng_hand_over_get_minute (sheet) - (taken ? 0 : 1));
}

/* The sheets of the day, and those at which the next one begins: its first moment is our last. */
static GPtrArray *
list_sheets (const GengFormPage *self, const GDate *date)
{
  GPtrArray *sheets = geng_kit_list_hand_overs (self->roster, self->history, date);
  GDate next = *date;
  g_autoptr (GPtrArray) morning = NULL;
  int start = geng_station_get_day_start_minute (self->station);

  g_date_add_days (&next, 1);
  for (guint i = sheets->len; i > 0; i--)
    if (geng_hand_over_get_minute (sheets->pdata[i - 1]) == start)
      g_ptr_array_remove_index (sheets, i - 1);
  morning = geng_kit_list_hand_overs (self->roster, self->history, &next);
  for (guint i = 0; i < morning->len; i++)
    {
      GengHandOver *sheet = morning->pdata[i];

      if (geng_hand_over_get_minute (sheet) == start)
        g_ptr_array_add (sheets, g_object_ref (sheet));
    }
  for (guint i = sheets->len; i > 0; i--)
    if (!is_possible (self, sheets->pdata[i - 1]))
      g_ptr_array_remove_index (sheets, i - 1);
  return sheets;
}

void
geng_form_write_hand_overs (const GengFormPage *self)
{
  for (GDate date = self->first; g_date_compare (&date, &self->last) <= 0;
       g_date_add_days (&date, 1))
    {
      g_autoptr (GPtrArray) sheets = list_sheets (self, &date);
      g_autoptr (GArray) moments = list_moments (self->station, sheets, &date);

      geng_form_begin_day (self, &date);
      for (guint i = 0; i < moments->len; i++)
        write_hand_over (self, &date, g_array_index (moments, int, i), sheets);
    }
}
