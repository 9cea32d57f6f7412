/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rows of a list of people, with the damage that spreadsheets do to numbers and dates. */

#include "geng-staff-people.h"
#include "geng-gettext.h"
#include "geng-text.h"
#include "geng-words.h"
#include "geng-worksheet-private.h"

#include <string.h>

void
geng_person_free (GengPerson *self)
{
  for (int i = 0; i < STAFF_N_COLUMNS; i++)
    g_free (self->texts[i]);
  g_free (self);
}

/* A fault that names the cell as spreadsheets do, besides its line and column. */
GengFault *
geng_staff_fault (GengWorksheet *sheet, guint row, int column, const char *format, ...)
{
  g_autofree char *cell = geng_worksheet_cell_name (row, (guint) MAX (column, 0));
  g_autofree char *message = NULL;
  g_autofree char *full = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  full = g_strdup_printf ("%s: %s", cell, message);
  return geng_fault_new (geng_worksheet_get_file (sheet), row + 1, (guint) MAX (column, 0) + 1,
                         full);
}

/* 何 勇 is 何勇; a name in Latin letters keeps its blanks. */
static char *
clean_name (const char *text)
{
  g_autofree char *valid = geng_text_clean (text);
  GString *name = g_string_new (NULL);
  gboolean latin = FALSE;

  for (const char *at = valid; at != NULL && *at != '\0'; at++)
    latin = latin || g_ascii_isalpha (*at);
  for (const char *at = valid; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    if (latin || !g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (name, g_utf8_get_char (at));
  return g_string_free (name, FALSE);
}

/* 合计 22人, 填表人：张三: what stands below a list and is nobody. */
static gboolean
is_note (const char *name)
{
  static const char *const words[]
      = { "合计", "总计", "小计", "填表", "制表", "备注", "审核", "total" };
  g_autofree char *compact = geng_text_compact (name);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (compact, words[i]))
      return TRUE;
  return strchr (compact, ':') != NULL;
}

/* A row of notes says so in its name or in front of it. */
static gboolean
is_no_person (GengWorksheet *sheet, guint row, guint name)
{
  for (guint column = 0; column <= name; column++)
    if (is_note (geng_worksheet_get_cell (sheet, row, column)))
      return TRUE;
  return g_unichar_isdigit (g_utf8_get_char (geng_worksheet_get_cell (sheet, row, name)));
}

static gboolean
is_header_again (GengWorksheet *sheet, const GengStaffLayout *layout, guint row)
{
  guint column = (guint) layout->columns[STAFF_NAME];

  return g_str_equal (geng_worksheet_get_cell (sheet, row, column),
                      geng_worksheet_get_cell (sheet, layout->header, column));
}

static void
check_phone (GengPerson *self, GengWorksheet *sheet, int column, GPtrArray *faults)
{
  const char *phone = self->texts[STAFF_PHONE];

  if (phone == NULL)
    return;
  if (geng_words_is_cut_number (phone))
    g_ptr_array_add (faults, geng_staff_fault (sheet, self->row, column,
                                               _ ("'%s' is no phone number any more, its last "
                                                  "digits are lost; in WPS format the column as "
                                                  "text, type the number again and save"),
                                               phone));
  else if (strpbrk (phone, "0123456789") == NULL)
    g_clear_pointer (&self->texts[STAFF_PHONE], g_free);
}

static void
read_date (GengPerson *self,
           GengWorksheet *sheet,
           const GengStaffLayout *layout,
           GengStaffColumn which,
           GDate *date,
           GPtrArray *faults)
{
  const char *text = self->texts[which];

  g_date_clear (date, 1);
  if (text != NULL && !geng_words_date (text, date))
    g_ptr_array_add (faults,
                     geng_staff_fault (sheet, self->row, layout->columns[which],
                                       _ ("'%s' is no whole date; write it as 2026-12-31"), text));
}

static void
check_id (GengPerson *self, GengWorksheet *sheet, int column, GPtrArray *faults)
{
  const char *id = self->texts[STAFF_ID];

  if (id != NULL && !geng_text_is_id (id))
    g_ptr_array_add (faults, geng_staff_fault (sheet, self->row, column,
                                               _ ("'%s' is no id: letters, digits, - and _"), id));
}

static GengPerson *
read_person (GengWorksheet *sheet, const GengStaffLayout *layout, guint row, GPtrArray *faults)
{
  GengPerson *self = g_new0 (GengPerson, 1);

  self->row = row;
  for (int i = 0; i < STAFF_N_COLUMNS; i++)
    {
      const char *text = layout->columns[i] >= 0
                             ? geng_worksheet_get_cell (sheet, row, (guint) layout->columns[i])
                             : "";

      if (text[0] != '\0')
        self->texts[i] = i == STAFF_NAME ? clean_name (text)
                         : i == STAFF_ID || i == STAFF_PHONE
                             ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE)
                             : geng_text_clean (text);
    }
  check_id (self, sheet, layout->columns[STAFF_ID], faults);
  check_phone (self, sheet, layout->columns[STAFF_PHONE], faults);
  read_date (self, sheet, layout, STAFF_SINCE, &self->since, faults);
  read_date (self, sheet, layout, STAFF_UNTIL, &self->until, faults);
  return self;
}

/* Returns: (element-type GengPerson): in the order of the list; what is wrong goes to @faults */
GPtrArray *
geng_staff_people_read (GengWorksheet *sheet, const GengStaffLayout *layout, GPtrArray *faults)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_person_free);

  for (guint row = layout->header + 1; row < geng_worksheet_get_n_rows (sheet); row++)
    {
      guint name = (guint) layout->columns[STAFF_NAME];

      if (geng_worksheet_get_cell (sheet, row, name)[0] != '\0' && !is_no_person (sheet, row, name)
          && !is_header_again (sheet, layout, row))
        g_ptr_array_add (people, read_person (sheet, layout, row, faults));
    }
  return people;
}
